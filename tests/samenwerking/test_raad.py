"""The page for the raad, who speaks for a gemeente, and praktijkvoorbeelden."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client

from samenwerking.models import Besluit, Praktijkvoorbeeld, Uitvraag, Vertegenwoordiger
from samenwerking.toegang.models import Gebruiker, Logregel
from tests import bouwers
from tests.bouwers import moment

Als = Callable[[Gebruiker | None], Client]
RAAD = "/gemeenten/GM0397/raad/"
WIE = RAAD + "zk/"


@pytest.fixture(autouse=True)
def nu(op_moment: Callable[[str], datetime]) -> datetime:
    return op_moment("2013-06-05 10:00")


@pytest.fixture
def ronde(db: None) -> Uitvraag:
    ronde = bouwers.uitvraag(gepubliceerd_op=moment("2013-07-12"))
    leden = {"JE03": ["Haarlem", "Heemstede"], "JE06": ["Heemstede"]}
    bouwers.verband(
        "zk", ronde, leden, vastgelegd_op=moment("2013-05-01"), penvoerder="Haarlem", naam="ZK"
    )
    return ronde


@pytest.fixture
def ingediend(ronde: Uitvraag) -> None:
    antwoorden = {"JE03": "zk", "JE06": "zk", "WM05": "zelfstandig"}
    versie = bouwers.opgave("Heemstede", ronde, antwoorden, ingediend_op=moment("2013-06-02"))
    besluit = Besluit.objects.create(versie=versie, orgaan="raad", gepland=date(2013, 6, 18))
    versie.regels.filter(taak="JE03").update(raadsbesluit=besluit)


def tekst(response: object) -> str:
    return response.content.decode()


def test_the_raad_sees_what_is_declared_and_what_it_must_decide(ingediend, als, raadslid_heemstede):
    pagina = tekst(als(raadslid_heemstede).get(RAAD))

    assert "Over 2 taken moet de raad nog besluiten." in pagina
    assert "18 juni 2013" in pagina and "nog geen datum" in pagina
    assert "te laat" in pagina
    assert "nog niet opgegeven" in pagina
    assert pagina.index("18 juni 2013") < pagina.index("nog geen datum")


def test_before_publication_others_only_see_when_it_will_be_public(
    ingediend, als, invuller_haarlem, op_moment
):
    for wie in (None, invuller_haarlem):
        pagina = tekst(als(wie).get(RAAD))
        assert "vanaf 12 juli 2013" in pagina
        assert "18 juni 2013" not in pagina
    op_moment("2013-07-12 00:00")
    assert "18 juni 2013" in tekst(als(None).get(RAAD))


def test_a_concept_is_not_for_the_raad(ronde, als, raadslid_heemstede, invuller_heemstede):
    bouwers.opgave("Heemstede", ronde, {"JE03": "zelfstandig"})

    for wie in (raadslid_heemstede, invuller_heemstede):
        assert "nog niets ingediend" in tekst(als(wie).get(RAAD))


def test_an_unknown_gemeente_is_a_404(ronde, als):
    assert als(None).get("/gemeenten/GM9999/raad/").status_code == 404


def wijs_aan(browser: Client, **anders: str) -> object:
    velden = {"naam": "Pieter de Lange", "functie": "wethouder", "gelezen": ""}
    return browser.post(WIE, velden | anders)


def test_the_invuller_says_who_speaks_for_us_and_the_raad_sees_it(
    ingediend, als, invuller_heemstede, raadslid_heemstede
):
    assert wijs_aan(als(invuller_heemstede)).url == RAAD

    assert "Pieter de Lange, wethouder" in tekst(als(raadslid_heemstede).get(RAAD))
    assert Logregel.objects.filter(actie="vertegenwoordiger", gemeente="GM0397").exists()


def test_two_at_once_the_second_sees_the_first(ingediend, als, invuller_heemstede):
    wijs_aan(als(invuller_heemstede))

    response = wijs_aan(als(invuller_heemstede), naam="Ineke Tromp")

    assert response.status_code == 409
    assert "Pieter de Lange, wethouder" in tekst(response) and "Ineke Tromp" in tekst(response)
    gelezen = "Pieter de Lange|wethouder"
    leeg = wijs_aan(als(invuller_heemstede), naam="", functie="", gelezen=gelezen)
    assert leeg.status_code == 302 and not Vertegenwoordiger.objects.exists()


def test_a_name_without_a_function_is_refused(ingediend, als, invuller_heemstede):
    response = wijs_aan(als(invuller_heemstede), functie="")

    assert response.status_code == 422
    assert "Vul ook de functie in" in tekst(response)


def test_only_the_own_invulrollen_say_who_speaks_for_us(ingediend, als, rolverdeling):
    vreemd = bouwers.gebruiker("invuller", "Haarlem")
    assert wijs_aan(als(vreemd)).status_code == 404
    for rol, wie in rolverdeling.items():
        if rol not in {"invuller", "vaststeller"}:
            assert wijs_aan(als(wie)).status_code == 404, rol


def test_the_page_takes_a_fixed_number_of_queries(
    ingediend, als, raadslid_heemstede, django_assert_num_queries
):
    browser = als(raadslid_heemstede)
    with django_assert_num_queries(11):
        browser.get(RAAD)


# Praktijkvoorbeelden

LIJST = "/praktijkvoorbeelden/"
KIES = "/vng/praktijkvoorbeelden/zk/"
ZIN = "Eén inkoper voor vijf gemeenten."


def test_vng_shows_a_verband_as_example_where_others_choose(ronde, als, vng, invuller_heemstede):
    assert als(vng).post(KIES, {"tekst": ZIN, "gelezen": ""}).url == LIJST

    browser = als(invuller_heemstede)
    assert ZIN in tekst(browser.get(LIJST))
    kaart = tekst(browser.get("/opgave/2013-mei/?taak=JE03"))
    assert "praktijkvoorbeeld</span>" in kaart and ZIN in kaart
    assert ZIN not in tekst(als(None).get(LIJST)), "the verband is not public yet"


def test_an_example_is_changed_and_ended(ronde, als, vng):
    browser = als(vng)
    browser.post(KIES, {"tekst": ZIN, "gelezen": ""})

    te_laat = browser.post(KIES, {"tekst": "anders", "gelezen": ""})
    assert te_laat.status_code == 409 and ZIN in tekst(te_laat)
    assert browser.post(KIES, {"tekst": " ", "gelezen": ZIN}).status_code == 422
    browser.post(KIES, {"beeindig": "1", "gelezen": ZIN, "tekst": ZIN})
    assert not Praktijkvoorbeeld.objects.exists()
    assert "Er zijn nog geen praktijkvoorbeelden." in tekst(browser.get(LIJST))


def test_only_vng_chooses_examples(ronde, als, rolverdeling):
    for rol, wie in rolverdeling.items():
        assert als(wie).get(KIES).status_code == (200 if rol == "vng" else 404), rol
        assert ("Kies een voorbeeld" in tekst(als(wie).get(LIJST))) == (rol == "vng")


def test_the_raad_sees_for_which_taken_nothing_was_chosen(ronde, als, raadslid_heemstede):
    keuze = {"JE03": "zk", "JE06": "geen"}
    bouwers.opgave("Heemstede", ronde, keuze, ingediend_op=moment("2013-06-02"))
    pagina = tekst(als(raadslid_heemstede).get(RAAD))

    assert "Voor 2 taken waarvoor samenwerking nodig is, heeft het college nog geen keuze" in pagina


def test_with_every_taak_answered_nothing_is_missing(ingediend, als, raadslid_heemstede):
    assert "nog geen keuze gemaakt" not in tekst(als(raadslid_heemstede).get(RAAD))
