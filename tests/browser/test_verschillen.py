"""Two gemeenten settle a difference in a real browser, without a barrier."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from samenwerking.models import Bericht
from samenwerking.referentie import laad
from samenwerking.toegang.models import Gebruiker
from samenwerking.toegang.rollen import Rol
from tests import bouwers
from tests.bouwers import moment

pytestmark = [pytest.mark.traag, pytest.mark.django_db(transaction=True)]
PAD = "/opgave/2013-mei/verschillen/"


@pytest.fixture
def als(browser: Browser, live_server: LiveServer) -> Callable[..., Page]:
    """`als("Haarlem")` is a page logged in as the invuller of Haarlem."""

    def pagina(naam: str, rol: str = Rol.INVULLER) -> Page:
        wie = bouwers.gebruiker(rol, naam)
        blad = browser.new_context(base_url=live_server.url, locale="nl-NL").new_page()
        blad.goto("/inloggen/")
        blad.fill("input[name=login]", wie.email)
        blad.fill("input[name=password]", "wachtwoord")
        blad.click("main form button")
        blad.wait_for_url("**/opgave/**")
        blad.goto(PAD)
        return blad

    return pagina


def zonder_drempel(blad: Page) -> None:
    """No violation of axe and no sideways scrolling, narrow and wide."""
    for breedte in (320, 1280):
        blad.set_viewport_size({"width": breedte, "height": 900})
        gevonden = Axe().run(blad).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"]) for v in gevonden] == [], breedte
        overloop = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not blad.evaluate(overloop), breedte


def test_what_was_typed_is_back_after_the_session_ended(
    transactional_db: None, op_moment: Callable[[str], datetime], als: Callable[..., Page]
) -> None:
    op_moment("2013-05-31 10:00")
    laad(settings.FIXTURES)
    ronde = bouwers.Uitvraag.objects.get(pk="2013-mei")
    bouwers.opgave("Haarlem", ronde, {"JE03": "zelfstandig"})
    blad = als("Haarlem", Rol.VASTSTELLER)
    blad.goto("/opgave/2013-mei/controle/")
    blad.get_by_label("Reden").fill("de raad beslist in juni")
    Session.objects.all().delete()

    blad.get_by_role("button", name="Dien de opgave in").click()
    blad.wait_for_url("**/inloggen/**")
    blad.fill("input[name=login]", Gebruiker.objects.get().email)
    blad.fill("input[name=password]", "wachtwoord")
    blad.click("main form button")

    blad.wait_for_url("**/controle/")
    assert blad.get_by_label("Reden").input_value() == "de raad beslist in juni"
    blad.get_by_label("Gecontroleerd: dit klopt zo").check()
    blad.get_by_role("button", name="Dien de opgave in").click()
    blad.wait_for_url("**/ontvangst/1/")
    resten = "Object.keys(sessionStorage).filter((k) => /^tekst|verzonden/.test(k))"
    assert blad.evaluate(resten) == []


def test_zandvoort_asks_and_haarlem_takes_it_in(
    transactional_db: None, op_moment: Callable[[str], datetime], als: Callable[..., Page]
) -> None:
    op_moment("2013-05-31 10:00")
    laad(settings.FIXTURES)
    ronde = bouwers.Uitvraag.objects.get(pk="2013-mei")
    eerder = moment("2013-05-01")
    leden = {"JE03": ["Haarlem", "Heemstede"]}
    bouwers.verband("zk", ronde, leden, vastgelegd_op=eerder, penvoerder="Haarlem")
    bouwers.opgave("Zandvoort", ronde, {"JE03": "zk"}, ingediend_op=eerder)

    zandvoort = als("Zandvoort")
    zandvoort.get_by_text("Reageer naar Haarlem").click()
    zandvoort.get_by_label("Bericht aan Haarlem").fill("Ons college besloot op 7 mei.")
    zonder_drempel(zandvoort)
    zandvoort.get_by_role("button", name="Wij praten nog").click()
    zandvoort.get_by_text("Uw reactie is verstuurd.").wait_for()

    haarlem = als("Haarlem")
    assert haarlem.get_by_text("«Ons college besloot op 7 mei.»").is_visible()
    zonder_drempel(haarlem)
    haarlem.get_by_role("button", name="Ja, neem Zandvoort op").click()
    haarlem.get_by_text("Uw reactie is verstuurd.").wait_for()
    assert haarlem.get_by_text("Geen verschillen").is_visible()

    zandvoort.goto(PAD)
    assert zandvoort.get_by_text("Geen verschillen").is_visible()
    assert zandvoort.get_by_text("Haarlem: wij passen ons aan.").is_visible()
    zonder_drempel(zandvoort)
    assert Bericht.objects.count() == 2
