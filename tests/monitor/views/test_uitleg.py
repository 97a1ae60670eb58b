"""Pas toe of leg uit: who explains what, who judges, and that nothing disappears."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction

from monitor.acties import uitleg as acties
from monitor.acties.uitleg import Samen, Woorden
from monitor.beeld import beeld
from monitor.models import Uitleg, Uitlegtoets
from monitor.regels.uitleg import Sleutel, Toestand, ontleed
from monitor.uitlegbeeld import register_van_ronde
from samenwerking import klok
from samenwerking.acties.weigering import Geweigerd, Verouderd
from samenwerking.toegang.bereik import bewerkbaar, zichtbaar
from samenwerking.toegang.rollen import LEESROLLEN
from tests import bouwers
from tests.monitor.views.conftest import IN_DE_RONDE, NA_PUBLICATIE

# Haarlem, Heemstede and Zandvoort are three of the five of jeugdregio Zuid-Kennemerland: binnen.
W2 = Sleutel("W2", "GM0397", "zuid-kennemerland", "JE03")
C1 = Sleutel("C1", verband="over-de-grens", taak="JE03")
PAD = f"/uitleg/{C1}/"
ZIN = "De kinderen gaan in Haarlem naar school."
INVOER = {
    "versie": 0,
    "reden": "grensgebied",
    "tekst": ZIN,
    "nadelen": "Er is overleg met Amsterdam.",
    "duur": "blijvend",
}


@pytest.fixture(autouse=True)
def in_de_ronde(op_moment, mei) -> None:
    """Haarlem and Amstelveen work together over the border of two jeugdregio's."""
    op_moment(IN_DE_RONDE)
    leden = {"JE03": ["Haarlem", "Amstelveen"]}
    op = bouwers.moment("2013-05-20")
    bouwers.verband("over-de-grens", mei, leden, vastgelegd_op=op, penvoerder="Haarlem")
    cache.clear()


@pytest.fixture
def leg_uit(mei, vaststeller_haarlem):
    def doe(wat: Sleutel = C1, versie: int = 0, samen: Samen | None = None, **anders) -> Uitleg:
        velden = {"reden": "grensgebied", "tekst": ZIN, "nadelen": "Overleg"} | anders
        wie = vaststeller_haarlem
        return acties.leg_uit(
            mei,
            wat,
            wie.gemeente,
            Woorden(**velden),
            samen=samen,
            door=wie.persoon,
            op=klok.nu(),
            versie=versie,
        )

    return doe


@pytest.fixture
def toestand(mei):
    def van(wat: Sleutel = C1) -> list[Toestand]:
        stand, evaluatie = beeld(mei, klok.nu(), klok.nu())
        rijen = register_van_ronde(stand, evaluatie, mei, klok.nu()).op(wat)
        return [rij.toestand for rij in rijen]

    return van


# Explaining


def test_the_penvoerder_explains_and_everybody_who_reads_sees_it(
    als, vaststeller_haarlem, commissielid
) -> None:
    browser = als(vaststeller_haarlem)
    assert "doorsnijdt" in browser.get(PAD).content.decode()
    assert browser.post(PAD, INVOER).status_code == 302
    assert Uitleg.objects.get().van_id == "GM0392"

    for pad in (PAD, "/monitor/bevindingen/?code=C1", "/monitor/congruentie/"):
        assert "nog te beoordelen" in als(commissielid).get(pad).content.decode(), pad
    assert ZIN in als(vaststeller_haarlem).get("/gemeenten/GM0392/").content.decode()


@pytest.mark.parametrize("veld", ["reden", "tekst", "nadelen", "duur"])
def test_an_uitleg_is_complete_or_refused(als, vaststeller_haarlem, veld: str) -> None:
    antwoord = als(vaststeller_haarlem).post(PAD, INVOER | {veld: ""})
    assert antwoord.status_code == 422
    assert "ding om te verbeteren" in antwoord.content.decode()
    assert not Uitleg.objects.exists()


def test_a_tijdelijke_uitleg_has_a_last_day_that_is_still_to_come(als, vaststeller_haarlem):
    browser = als(vaststeller_haarlem)
    zonder = browser.post(PAD, INVOER | {"duur": "tijdelijk"}).content.decode()
    assert "Vul in tot en met welke dag" in zonder
    voorbij = browser.post(PAD, INVOER | {"duur": "tijdelijk", "tot": "5-6-2013"}).content.decode()
    assert "einddatum die nog moet komen" in voorbij
    assert browser.post(PAD, INVOER | {"duur": "tijdelijk", "tot": "6-6-2013"}).status_code == 302


def test_others_do_not_explain_for_them(als, vaststeller_heemstede, invuller_haarlem, mei) -> None:
    assert als(vaststeller_heemstede).get(PAD).status_code == 404, "no deelnemer"
    assert "Uw uitleg" not in als(invuller_haarlem).get(PAD).content.decode()
    assert als(invuller_haarlem).post(PAD, INVOER).status_code == 404
    with pytest.raises(Geweigerd, match="gaat niet over uw gemeente"):
        acties.leg_uit(
            mei,
            C1,
            vaststeller_heemstede.gemeente,
            Woorden("anders", "x", "y"),
            door=vaststeller_heemstede.persoon,
            op=klok.nu(),
            versie=0,
        )


def test_a_finding_that_is_not_there_is_not_explained(leg_uit, als, commissielid) -> None:
    with pytest.raises(Geweigerd, match="is er niet meer"):
        leg_uit(Sleutel("C1", verband="zuid-kennemerland", taak="JE03"))
    for onzin in ("C1..zuid-kennemerland.JE03", "onzin", "C1..a..", "W2.GM0397..JE03"):
        assert als(commissielid).get(f"/uitleg/{onzin}/").status_code == 404, onzin


def test_a_criterium_is_explained_too(leg_uit, als, commissielid) -> None:
    k3 = Sleutel("K3", verband="over-de-grens")
    k1 = Sleutel("K1", verband="over-de-grens")
    with pytest.raises(Geweigerd):
        leg_uit(k3)  # 240.000 inwoners: voldoet
    leg_uit(k1)
    assert "regie en partnerschap is: onbekend" in (
        als(commissielid).get(f"/uitleg/{k1}/").content.decode()
    )


def test_a_new_text_is_a_new_number_and_the_same_words_are_one(leg_uit) -> None:
    assert leg_uit().pk == leg_uit().pk
    with pytest.raises(Verouderd):
        leg_uit(tekst="Anders")
    assert leg_uit(tekst="Anders", versie=1).nummer == 2


# Judging


def test_the_commission_judges_with_a_reason(leg_uit, als, commissielid, toestand) -> None:
    uitleg = leg_uit()
    browser = als(commissielid)
    besluit = next(
        r
        for r in browser.get("/monitor/").context["besluiten"]
        if r["titel"] == "Uitleg beoordelen"
    )
    assert besluit["aantal"] == browser.get(besluit["url"]).context["pagina"].paginator.count == 1

    velden = {"uitleg": uitleg.pk, "versie": 0, "verklaarbaar": "0", "reden": ""}
    assert browser.post(PAD, velden).status_code == 422
    assert browser.post(PAD, velden | {"reden": "Nadelen blijven"}).status_code == 302
    assert toestand() == [Toestand.NIET_VERKLAARBAAR]
    assert browser.post(PAD, velden | {"reden": "x"}).status_code == 409, "somebody was first"
    scherm = als(bouwers.gebruiker("vaststeller", "Haarlem")).get(PAD).content.decode()
    assert "Nadelen blijven" in scherm


def test_who_judges(leg_uit, rolverdeling, als) -> None:
    uitleg = leg_uit()
    velden = {"uitleg": uitleg.pk, "versie": 0, "verklaarbaar": "1", "reden": "Goed"}
    for rol, wie in rolverdeling.items():
        mag = rol in {"commissie", "bzk", "ambassadeur"}
        assert bewerkbaar(wie, Uitleg).exists() == mag, rol
        if not mag:
            assert als(wie).post(PAD, velden).status_code == 404, rol
    assert not Uitlegtoets.objects.exists()


def test_a_new_uitleg_is_judged_anew(leg_uit, commissielid, toestand) -> None:
    eerste = leg_uit()
    wie = {"door": commissielid.persoon, "op": klok.nu(), "versie": 0}
    acties.toets(eerste, verklaarbaar=True, reden="Goed", **wie)
    assert toestand() == [Toestand.VERKLAARBAAR]
    leg_uit(tekst="Anders", versie=1)
    assert toestand() == [Toestand.TE_BEOORDELEN]
    with pytest.raises(Geweigerd, match="nieuwe uitleg"):
        acties.toets(eerste, verklaarbaar=False, reden="Toch niet", **wie)


def test_when_it_ends_the_finding_is_open_again(leg_uit, op_moment, toestand, als, vng) -> None:
    leg_uit(tijdelijk_tot=date(2013, 6, 30))
    pad = "/monitor/bevindingen/?code=C1&uitleg="
    for moment, open_ in (("2013-06-30T23:59", 0), ("2013-07-01T00:00", 1)):
        op_moment(f"{moment}+02:00")
        assert als(vng).get(f"{pad}nee").context["pagina"].paginator.count == open_
        assert als(vng).get(f"{pad}ja").context["pagina"].paginator.count == 1 - open_
    assert toestand() == [Toestand.VERLOPEN]
    assert "Uitleg verlopen" in als(vng).get("/monitor/uitleg/").content.decode()


def test_the_uitleg_survives_a_finding_that_changes(leg_uit, mei, toestand, als, vng) -> None:
    leg_uit()
    op, leden = klok.nu(), ["Haarlem", "Amstelveen", "Diemen"]
    bouwers.verband("over-de-grens", mei, {"JE03": leden}, vastgelegd_op=op, penvoerder="Haarlem")
    cache.clear()
    assert toestand() == [Toestand.TE_BEOORDELEN], "another repair, the same finding"
    op, leden = klok.nu(), ["Haarlem"]
    bouwers.verband("over-de-grens", mei, {"JE03": leden}, vastgelegd_op=op, penvoerder="Haarlem")
    cache.clear()
    assert toestand() == [Toestand.VERVALLEN]
    assert "Uitleg is niet meer nodig" in als(vng).get(PAD).content.decode()


# Together


def test_gemeenten_of_a_regio_explain_together(
    mei, op_moment, als, vaststeller_haarlem, toestand, leg_uit
) -> None:
    browser = als(vaststeller_haarlem)
    samen = INVOER | {"samen": ["GM0473", "GM0397"]}
    zonder = browser.post(PAD, samen).content.decode()
    assert "waarom u ook voor de andere gemeenten mag spreken" in zonder
    assert browser.post(PAD, samen | {"mandaat": "Overleg van 3 juni"}).status_code == 302
    assert browser.post(PAD, samen | {"samen": ["GM0363"], "mandaat": "x"}).status_code == 422

    leden = {"JE03": ["Heemstede", "Zandvoort"], "WM05": ["Heemstede", "Amsterdam"]}
    op = klok.nu()
    bouwers.verband("kust", mei, leden, vastgelegd_op=op, penvoerder="Zandvoort")
    cache.clear()
    assert toestand(Sleutel("C1", verband="kust", taak="JE03"))
    assert not toestand(Sleutel("C1", verband="kust", taak="WM05")), "Amsterdam is not with them"


# Who sees it


def test_what_is_public_of_it_and_when(leg_uit, op_moment, als, rolverdeling, mei) -> None:
    leg_uit()
    for rol, wie in rolverdeling.items():
        assert zichtbaar(wie, Uitleg).exists() == (rol in LEESROLLEN), rol
    assert ZIN not in als(None).get("/gemeenten/GM0392/").content.decode()
    op_moment(NA_PUBLICATIE)
    assert ZIN in als(None).get("/gemeenten/GM0392/").content.decode()
    assert "/uitleg/" not in als(None).get("/gemeenten/GM0392/").content.decode()


def test_an_uitleg_on_a_difference_stays_between_those_concerned(
    mei, op_moment, als, vaststeller_heemstede, vaststeller_haarlem, invuller_uithoorn
) -> None:
    wie = vaststeller_heemstede
    woorden = Woorden("anders", "Wij doen het zelf", "Geen")
    acties.leg_uit(mei, W2, wie.gemeente, woorden, door=wie.persoon, op=klok.nu(), versie=0)
    op_moment(NA_PUBLICATIE)
    assert not zichtbaar(invuller_uithoorn, Uitleg).exists()
    assert als(invuller_uithoorn).get(f"/uitleg/{W2}/").status_code == 404
    assert zichtbaar(vaststeller_haarlem, Uitleg).exists()


def test_the_profile_of_a_regio_holds_the_uitleg(leg_uit, als, commissielid) -> None:
    leg_uit()
    inhoud = als(commissielid).get("/regios/JZ13/regioprofiel/").content.decode()
    assert ZIN in inhoud
    assert "uitleg, nog te beoordelen" in inhoud.lower()


def test_files_hold_the_uitleg(leg_uit, als, vng) -> None:
    leg_uit()
    for pad, kolom in (("/monitor/uitleg/", "stand"), ("/monitor/bevindingen/?code=C1&", "uitleg")):
        scheiding = "" if "?" in pad else "?"
        tekst = als(vng).get(f"{pad}{scheiding}formaat=csv").content.decode("utf-8-sig")
        (rij,) = csv.DictReader(io.StringIO(tekst), delimiter=";")
        assert rij[kolom] == "uitleg, nog te beoordelen"


@pytest.mark.parametrize(
    "zet",
    ["reden = 'zomaar'", "tekst = ''", "nadelen = ''", "verband_id = NULL", "code = 'D1'"],
)
def test_the_database_holds_what_must_never_be(leg_uit, zet: str) -> None:
    leg_uit()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE monitor_uitleg SET {zet}")


def test_the_screens_take_at_most_twelve_queries(
    leg_uit, als, commissielid, vaststeller_haarlem, django_assert_max_num_queries
) -> None:
    leg_uit()
    for wie, pad in (
        (commissielid, PAD),
        (vaststeller_haarlem, PAD),
        (commissielid, "/monitor/uitleg/"),
        (commissielid, "/monitor/"),
        (commissielid, "/monitor/beoordelen/over-de-grens/"),
        (commissielid, "/regios/JZ13/"),
    ):
        browser = als(wie)
        browser.get(pad)
        with django_assert_max_num_queries(12):
            assert browser.get(pad).status_code == 200


def test_the_key_in_the_database_is_the_key_of_the_finding(leg_uit) -> None:
    assert ontleed(leg_uit().sleutel) == C1
