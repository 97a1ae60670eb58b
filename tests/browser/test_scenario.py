"""The commission tries out a repair, takes it back, moves a gemeente and shares: in a browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from samenwerking.referentie import laad
from samenwerking.toegang.rollen import Rol
from tests import bouwers
from tests.bouwers import moment
from tests.browser.test_opgave import WACHTWOORD, zonder_drempel

pytestmark = [pytest.mark.traag, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def land(transactional_db: None, op_moment: Callable[[str], object]) -> None:
    """Zuid-Kennemerland reaches to Amstelveen, which has a verband with Aalsmeer as well."""
    op_moment("2013-06-05 12:00")
    laad(settings.FIXTURES)
    ronde = bouwers.Uitvraag.objects.get(pk="2013-mei")
    velden = {"vastgelegd_op": moment("2013-05-01")}
    zk = {"JE03": ["Haarlem", "Heemstede", "Zandvoort", "Amstelveen"]}
    bouwers.verband("zuid-kennemerland", ronde, zk, penvoerder="Haarlem", **velden)
    am = {"JE03": ["Aalsmeer"]}
    bouwers.verband("amstelland", ronde, am, penvoerder="Aalsmeer", **velden)


def inloggen(browser: Browser, live_server: LiveServer, rol: str) -> Page:
    """A page of an account with this rol."""
    bouwers.gebruiker(rol, email=f"{rol}@voorbeeld.demo")
    blad = browser.new_context(base_url=live_server.url, locale="nl-NL").new_page()
    blad.goto("/inloggen/")
    blad.fill("input[name=login]", f"{rol}@voorbeeld.demo")
    blad.fill("input[name=password]", WACHTWOORD)
    blad.click("main form button")
    blad.wait_for_url(lambda url: "inloggen" not in url)
    return blad


def test_trying_out_taking_back_moving_and_sharing(
    browser: Browser, live_server: LiveServer
) -> None:
    lid = inloggen(browser, live_server, Rol.COMMISSIE)
    lid.goto("/monitor/")
    lid.get_by_role("link", name="Scenario's").click()
    zonder_drempel(lid)
    lid.get_by_role("link", name="Nieuw scenario").click()
    lid.get_by_label("Naam van het scenario").fill("Amstelveen bij Amstelland")
    lid.get_by_role("button", name="Maak het scenario").click()
    lid.get_by_text("Er verandert nog niets.").wait_for()

    lid.get_by_role("button", name="Pas toe").first.click()
    lid.get_by_text("Kleinste herstel van").first.wait_for()
    assert lid.locator(".scenario-lijst > li").count() > 0
    lid.get_by_role("button", name="Maak het laatste ongedaan").click()
    lid.get_by_text("Teruggezet naar versie 1.").first.wait_for()

    lid.get_by_label("Zoek een gemeente of verband").fill("amstelv")
    lid.keyboard.press("Enter")
    lid.locator("#toevoegen").get_by_role("link", name="Amstelveen").click()
    lid.get_by_label("Gaat uit").select_option("zuid-kennemerland")
    lid.get_by_label("Gaat naar").select_option("amstelland")
    lid.get_by_role("button", name="Voeg toe").click()
    toegevoegd = "Toegevoegd: Amstelveen gaat van Zuid kennemerland naar Amstelland"
    lid.locator("#meldingen").get_by_text(toegevoegd).wait_for()
    assert lid.locator("#kaart svg.kaart-buurt").count() == 2
    assert lid.locator("#uitkomst tr", has_text="Verband doorsnijdt").locator("strong").count()
    zonder_drempel(lid)

    lid.get_by_role("radio", name="De commissie en BZK").check()
    lid.locator("#delen").get_by_role("button", name="Bewaar", exact=True).click()
    lid.locator("#meldingen").get_by_text("te openen door: de commissie en BZK").wait_for()
    link = lid.locator(".scenario-link").inner_text()
    collega = inloggen(browser, live_server, Rol.BZK)
    collega.goto(link)
    assert collega.locator("h1").inner_text() == "Amstelveen bij Amstelland"
