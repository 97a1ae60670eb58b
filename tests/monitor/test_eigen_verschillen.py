"""The own concept against what others submitted: two statements, and nothing that counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from monitor.eigen_verschillen import Verschil, met_concept, verschillen
from monitor.inlezen import lees_stand
from samenwerking.acties.antwoorden import antwoorden
from samenwerking.models import Opgaveversie, Uitvraag
from samenwerking.toegang.models import Gebruiker
from tests import bouwers
from tests.bouwers import CODES, moment

Als = Callable[[Gebruiker | None], Client]
NU = moment("2013-05-31 10:00")
EERDER = moment("2013-05-01")
PAD = "/opgave/2013-mei/verschillen/"


@pytest.fixture(autouse=True)
def nu(op_moment: Callable[[str], datetime]) -> datetime:
    return op_moment("2013-05-31 10:00")


@pytest.fixture
def ronde(db: None) -> Uitvraag:
    ronde = bouwers.uitvraag()
    leden = {taak: ["Haarlem", "Heemstede"] for taak in ("JE03", "JE06")}
    bouwers.verband("zk", ronde, leden, vastgelegd_op=EERDER, penvoerder="Haarlem", naam="ZK")
    return ronde


def gevonden(ronde: Uitvraag, naam: str) -> list[Verschil]:
    """The differences of a gemeente with its last version, concept or not."""
    code = CODES[naam]
    versie = Opgaveversie.objects.filter(opgave__gemeente=code).order_by("nummer").last()
    stand = lees_stand(ronde, nu=NU)
    return verschillen(met_concept(stand, code, antwoorden(versie)), code)


def test_a_verband_that_counts_on_us_is_one_difference_for_all_its_taken(ronde):
    bouwers.opgave("Heemstede", ronde, {"JE03": "zelfstandig", "JE06": "zelfstandig"})

    (verschil,) = gevonden(ronde, "Heemstede")

    assert (verschil.code, verschil.taken) == ("W2", ("JE03", "JE06"))
    assert verschil.overnemen
    assert verschil.zegt.startswith("Heemstede doet mee voor Inkoop van jeugdhulp en")
    assert verschil.eigen_zegt == "Wij kozen: zelfstandig."


def test_what_is_not_answered_yet_is_something_to_do_and_no_difference(ronde):
    assert gevonden(ronde, "Heemstede") == []


def test_another_gemeente_that_names_our_verband_is_shown_to_its_deelnemers(ronde):
    bouwers.opgave("Zandvoort", ronde, {"JE03": "zk"}, ingediend_op=EERDER)

    for naam, leidt in (("Haarlem", True), ("Heemstede", False)):
        (verschil,) = gevonden(ronde, naam)
        assert verschil.titel == "Zandvoort noemt u als partner"
        assert verschil.eigen_zegt.endswith("Zandvoort staat er niet bij.")
        assert verschil.penvoerder is leidt
    assert gevonden(ronde, "Velsen") == []


def test_a_concept_of_another_gemeente_is_not_shown(ronde):
    bouwers.opgave("Zandvoort", ronde, {"JE03": "zk"})

    assert gevonden(ronde, "Haarlem") == []


def test_our_concept_changes_nothing_for_others(ronde):
    bouwers.opgave("Heemstede", ronde, {"JE03": "zelfstandig"})

    assert gevonden(ronde, "Haarlem") == []
    assert lees_stand(ronde, nu=NU).regels == ()


def test_taking_over_settles_the_difference_in_one_step(ronde, als, invuller_heemstede):
    bouwers.opgave("Heemstede", ronde, {"JE03": "zelfstandig", "JE06": "zelfstandig"})
    browser = als(invuller_heemstede)
    assert "Ja, wij doen mee" in browser.get(PAD).content.decode()

    browser.post(
        "/opgave/2013-mei/taken/JE03/bevestig/",
        {"versie": 0, "verband": "zk", "ook_voor": ["JE06"]},
    )

    assert gevonden(ronde, "Heemstede") == []
    assert "Geen verschillen" in browser.get(PAD).content.decode()


def test_with_htmx_only_the_boxes_come(ronde, als, invuller_heemstede):
    bouwers.opgave("Heemstede", ronde, {"JE03": "zelfstandig"})

    antwoord = als(invuller_heemstede).get(PAD, headers={"HX-Request": "true"})

    assert "verschilvak" in antwoord.content.decode()
    assert "<html" not in antwoord.content.decode()


def test_only_who_fills_in_sees_the_differences(ronde, als, rolverdeling):
    for rol, wie in rolverdeling.items():
        verwacht = 200 if rol in {"invuller", "vaststeller"} else 404
        assert als(wie).get(PAD).status_code == verwacht, rol


def test_the_short_address_is_that_of_the_round_that_runs(ronde, als, invuller_heemstede):
    assert als(invuller_heemstede).get("/verschillen/").status_code == 200
