"""A commission member judges, the verband answers, it is vastgesteld: in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from monitor.models import Oordeelstap, Wederhoor
from samenwerking.referentie import laad
from samenwerking.toegang.rollen import Rol
from tests import bouwers
from tests.bouwers import moment
from tests.browser.test_opgave import WACHTWOORD, zonder_drempel

pytestmark = [pytest.mark.traag, pytest.mark.django_db(transaction=True)]
PAD = "/monitor/beoordelen/zk/?ronde=2013-mei"


@pytest.fixture(autouse=True)
def land(transactional_db: None, op_moment: Callable[[str], object]) -> None:
    """One verband with Haarlem as penvoerder; the round is over."""
    op_moment("2013-06-05 12:00")
    laad(settings.FIXTURES)
    ronde = bouwers.Uitvraag.objects.get(pk="2013-mei")
    leden = {"JE03": ["Haarlem", "Heemstede", "Amstelveen"]}
    bouwers.verband("zk", ronde, leden, vastgelegd_op=moment("2013-05-01"), penvoerder="Haarlem")


@pytest.fixture
def als(browser: Browser, live_server: LiveServer) -> Iterator[Callable[..., Page]]:
    """`als(Rol.COMMISSIE)` and `als(Rol.VASTSTELLER, "Haarlem")` are pages logged in."""

    def pagina(rol: str, gemeente: str = "") -> Page:
        email = f"{rol}@voorbeeld.demo"
        bouwers.gebruiker(rol, gemeente, email=email)
        blad = browser.new_context(base_url=live_server.url, locale="nl-NL").new_page()
        blad.goto("/inloggen/")
        blad.fill("input[name=login]", email)
        blad.fill("input[name=password]", WACHTWOORD)
        blad.click("main form button")
        blad.wait_for_url(lambda url: "inloggen" not in url)
        return blad

    yield pagina


def test_judging_answering_and_adopting(als: Callable[..., Page]) -> None:
    lid = als(Rol.COMMISSIE)
    lid.goto(PAD)
    zonder_drempel(lid)
    lid.get_by_role("radio", name="Deels").check()
    lid.get_by_label("Motivering").fill("Er zijn nog geen afspraken met instellingen.")
    lid.get_by_role("button", name="Bewaar en ga verder").click()
    lid.wait_for_url("**criterium=K2*")
    lid.get_by_role("button", name="Leg voor").click()
    lid.get_by_text("1 oordeel is voorgelegd aan het verband.").wait_for()

    wethouder = als(Rol.VASTSTELLER, "Haarlem")
    wethouder.goto("/verbanden/zk/?ronde=2013-mei")
    wethouder.get_by_role("link", name="Bekijk het oordeel en antwoord").click()
    zonder_drempel(wethouder)
    wethouder.get_by_role("radio", name="Nee, wij zijn het niet eens").check()
    wethouder.get_by_label("Uw antwoord").fill("De afspraken zijn gisteren getekend.")
    wethouder.get_by_role("button", name="Verstuur het antwoord").click()
    wethouder.get_by_text("Uw antwoord is bij de commissie.").wait_for()
    assert Wederhoor.objects.get().eens is False

    lid.goto(f"{PAD}&criterium=K1")
    assert lid.get_by_text("De afspraken zijn gisteren getekend.").is_visible()
    zonder_drempel(lid)
    lid.get_by_role("radio", name="Voldoet", exact=True).check()
    lid.get_by_label("Wat deed u met de antwoorden?").fill("Wij hebben het oordeel aangepast.")
    lid.get_by_role("button", name="Stel vast").click()
    lid.get_by_text("Het oordeel over regie en partnerschap is bewaard.").wait_for()
    stap = Oordeelstap.objects.last()
    assert (stap.stadium, stap.score) == ("vastgesteld", "voldoet")


def test_explaining_judging_and_the_ladder_have_no_barrier(als: Callable[..., Page]) -> None:
    wethouder = als(Rol.VASTSTELLER, "Haarlem")
    wethouder.goto("/uitleg/C1..zk.JE03/?ronde=2013-mei")
    zonder_drempel(wethouder)
    wethouder.get_by_role("radio", name="Grensgebied van regio's").check()
    wethouder.get_by_label("Uitleg", exact=True).fill("De kinderen gaan daar naar school.")
    wethouder.get_by_label("Nadelen").fill("Er is vast overleg.")
    wethouder.get_by_role("button", name="Bewaar de uitleg").click()
    wethouder.get_by_text("Uw uitleg is bewaard.").wait_for()

    lid = als(Rol.COMMISSIE)
    for pad in (
        "/uitleg/C1..zk.JE03/",
        "/monitor/uitleg/",
        "/monitor/achterblijvers/",
        "/monitor/normen/",
        "/monitor/extern/",
        "/monitor/",
    ):
        lid.goto(pad)
        zonder_drempel(lid)
    lid.goto("/monitor/achterblijvers/?onderwerp=keuze")
    lid.get_by_role("link", name="Signaleer Aalsmeer, de keuze").click()
    zonder_drempel(lid)
    lid.get_by_label("Waarom zet u deze stap?").fill("Er is geen opgave.")
    lid.get_by_label("Termijn").fill("1-7-2013")
    lid.get_by_label("Wie pakt dit op?").fill("W. Terpstra")
    lid.get_by_role("button", name="Leg vast").click()
    lid.get_by_text("nu hier").wait_for()
    zonder_drempel(lid)
