"""What people add to the outcome: published oordelen for everybody, uitleg for whom it is for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.cache import cache

from monitor.acties import uitleg as acties
from monitor.acties.uitleg import Woorden
from monitor.models import Oordeel, Oordeelstap, Uitleg
from monitor.regels.uitleg import Sleutel
from samenwerking import klok
from tests import bouwers
from tests.api.conftest import BEGIN

pytestmark = pytest.mark.usefixtures("mei")
RONDE = "/uitvragen/2013-mei"
SLUG = "zuid-kennemerland"
D1 = Sleutel("D1", "GM0392", taak="JE06")
W2 = Sleutel("W2", "GM0397", SLUG, "JE03")


@pytest.fixture
def gepubliceerd(mei, commissielid) -> None:
    """K1 is published on 10 June, K2 is in wederhoor."""
    stadia = {"K1": ["concept", "gepubliceerd"], "K2": ["concept", "wederhoor"]}
    for criterium, stappen in stadia.items():
        oordeel = Oordeel.objects.create(uitvraag=mei, verband_id=SLUG, criterium=criterium)
        for nummer, stadium in enumerate(stappen, 1):
            Oordeelstap.objects.create(
                oordeel=oordeel,
                nummer=nummer,
                stadium=stadium,
                score="deels",
                indicatie="voldoet",
                motivering="Er is een regisseur.",
                norm="De regie is belegd.",
                wederhoor_tot=date(2013, 6, 9),
                op=bouwers.moment("2013-06-10T12:00"),
                door=commissielid.persoon,
            )


@pytest.fixture
def leg_uit(mei, vaststeller_haarlem) -> Any:
    def doe(wat: Sleutel = D1) -> Uitleg:
        gemaakt = acties.leg_uit(
            mei,
            wat,
            vaststeller_haarlem.gemeente,
            Woorden(reden="grensgebied", tekst="Wij kijken naar Amsterdam.", nadelen="Overleg."),
            samen=None,
            door=vaststeller_haarlem.persoon,
            op=klok.nu(),
            versie=0,
        )
        cache.clear()
        return gemaakt

    return doe


def test_a_published_oordeel_says_what_was_judged_and_what_the_rules_said(
    lees, na_publicatie, gepubliceerd
) -> None:
    assert lees(None, f"{RONDE}/oordelen")["resultaten"] == [
        {
            "verband": SLUG,
            "criterium": "K1",
            "score": "deels",
            "motivering": "Er is een regisseur.",
            "indicatie": "voldoet",
            "norm": "De regie is belegd.",
            "gepubliceerdOp": "2013-06-10T10:00:00Z",
        }
    ]
    assert lees(None, f"{RONDE}/oordelen?criterium=K2")["aantal"] == 0
    assert lees(None, f"{RONDE}/oordelen?verband={SLUG}&score=deels")["aantal"] == 1


def test_before_the_round_is_published_an_oordeel_is_for_readers_and_deelnemers(
    lees, op_moment, gepubliceerd, vaststeller_heemstede, invuller_uithoorn, commissielid
) -> None:
    op_moment("2013-06-12T12:00+02:00")

    assert lees(commissielid, f"{RONDE}/oordelen")["aantal"] == 1
    assert lees(vaststeller_heemstede, f"{RONDE}/oordelen")["aantal"] == 1
    assert lees(invuller_uithoorn, f"{RONDE}/oordelen")["aantal"] == 0
    assert lees(None, f"{RONDE}/oordelen")["aantal"] == 0


def test_what_is_not_published_is_there_for_nobody(
    lees, op_moment, gepubliceerd, commissielid, vng
) -> None:
    for moment in ("2013-06-12T12:00+02:00", "2013-07-20T12:00+02:00"):
        op_moment(moment)
        for wie in (commissielid, vng):
            assert {r["criterium"] for r in lees(wie, f"{RONDE}/oordelen")["resultaten"]} == {"K1"}


def test_an_uitleg_comes_with_its_words_and_marks_the_finding(
    lees, in_de_ronde, leg_uit, commissielid
) -> None:
    vraag = f"{RONDE}/bevindingen?code=D1&gemeente=GM0392&taak=JE06"
    (eerst,) = lees(commissielid, vraag)["resultaten"]
    uitleg = leg_uit()
    (gevonden,) = lees(commissielid, f"{RONDE}/uitleg")["resultaten"]
    (daarna,) = lees(commissielid, vraag)["resultaten"]

    assert (eerst["uitleg"], eerst["uitgelegd"]) == (None, False)
    assert (daarna["uitleg"], daarna["uitgelegd"]) == ("te_beoordelen", True)
    assert gevonden["gemeente"] == gevonden["van"] == "GM0392"
    assert (gevonden["code"], gevonden["taak"], gevonden["verband"]) == ("D1", "JE06", None)
    assert gevonden["tekst"] == "Wij kijken naar Amsterdam."
    assert (gevonden["tijdelijkTot"], gevonden["toetsreden"]) == (None, None)
    acties.toets(
        uitleg,
        verklaarbaar=False,
        reden="Te ver weg.",
        versie=0,
        door=commissielid.persoon,
        op=klok.nu(),
    )
    cache.clear()
    (getoetst,) = lees(commissielid, f"{RONDE}/uitleg?toestand=niet_verklaarbaar")["resultaten"]
    assert getoetst["toetsreden"] == "Te ver weg."
    (open_,) = lees(commissielid, vraag)["resultaten"]
    assert (open_["uitleg"], open_["uitgelegd"]) == ("niet_verklaarbaar", False)


def test_an_uitleg_is_public_with_the_round_and_one_on_a_difference_is_not(
    als, lees, op_moment, in_de_ronde, leg_uit, invuller_haarlem, invuller_uithoorn
) -> None:
    leg_uit()
    leg_uit(W2)

    assert als(None).get(f"{BEGIN}{RONDE}/uitleg").status_code == 404
    assert lees(invuller_uithoorn, f"{RONDE}/uitleg")["aantal"] == 0
    assert lees(invuller_haarlem, f"{RONDE}/uitleg")["aantal"] == 2
    op_moment("2013-07-20T12:00+02:00")
    cache.clear()
    for wie in (None, invuller_uithoorn):
        assert [r["code"] for r in lees(wie, f"{RONDE}/uitleg")["resultaten"]] == ["D1"]
    assert lees(invuller_haarlem, f"{RONDE}/uitleg")["aantal"] == 2


@pytest.mark.parametrize(("naam", "hoogste"), [("oordelen", 2), ("uitleg", 5), ("bevindingen", 5)])
def test_queries_are_few_and_fixed(
    als,
    in_de_ronde,
    op_moment,
    leg_uit,
    gepubliceerd,
    django_assert_max_num_queries,
    naam: str,
    hoogste: int,
) -> None:
    leg_uit()
    leg_uit(W2)
    op_moment("2013-07-20T12:00+02:00")
    adres = f"{BEGIN}{RONDE}/{naam}"
    als(None).get(adres)
    with django_assert_max_num_queries(hoogste):
        assert als(None).get(adres).status_code == 200
