"""The public pages and the monitor in a real browser, on the country of the demo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from monitor import demo
from samenwerking.toegang.rollen import Rol
from tests import bouwers

pytestmark = [pytest.mark.traag, pytest.mark.django_db(transaction=True)]
OPENBAAR = [
    "/",
    "/gemeenten/",
    "/gemeenten/GM0736/",
    "/verbanden/",
    "/regios/jeugdregio/",
    "/taken/",
    "/definities/",
    "/uitvraag/",
    "/rondes/",
    "/open-data/",
    "/vragen/",
    "/inloggen/",
]
MONITOR = [
    "/monitor/",
    "/monitor/dekking/?regio=JZ13&cel=GM0736.JE03",
    "/monitor/congruentie/",
    "/monitor/verschillen/",
    "/monitor/criteria/",
    "/monitor/inzendingen/",
    "/monitor/voortgang/",
    "/monitor/voortgang/regios/",
    "/monitor/vergelijk/",
    "/monitor/vragen/",
    "/monitor/toezeggingen/",
    "/monitor/weergaven/?van=/monitor/drukte/",
    "/gemeenten/GM0736/",
    "/verbanden/ijmond/",
    "/ambassadeur/",
]


@pytest.fixture(autouse=True)
def land(transactional_db: None, op_moment: Callable[[str], datetime]) -> None:
    """The example rounds, in the evening after the deadline."""
    op_moment("2013-06-05 12:00")
    demo.laad(leeg=False, melding=lambda zin: None)


@pytest.fixture
def als(browser: Browser, live_server: LiveServer) -> Callable[..., Page]:
    """`als(Rol.COMMISSIE)` is a page with that account; `als()` that of a visitor.

    `pagina.klachten` collects what the console says is wrong.
    """

    def pagina(rol: str = "", gemeente: str = "") -> Page:
        blad = browser.new_context(base_url=live_server.url, locale="nl-NL").new_page()
        blad.klachten = []
        blad.on("console", lambda m: blad.klachten.append(m.text) if m.type == "error" else None)
        blad.on("pageerror", lambda fout: blad.klachten.append(str(fout)))
        if rol:
            bouwers.gebruiker(rol, gemeente, email=f"{rol}@voorbeeld.nl")
            blad.goto("/inloggen/")
            blad.fill("input[name=login]", f"{rol}@voorbeeld.nl")
            blad.fill("input[name=password]", "wachtwoord")
            blad.click("main form button")
            blad.wait_for_url(lambda url: "inloggen" not in url)
        return blad

    return pagina


def drempels(blad: Page, pad: str) -> list[object]:
    """What axe finds, and sideways scrolling, narrow and wide; and what the console complains."""
    gevonden: list[object] = []
    for breedte in (320, 1280):
        blad.set_viewport_size({"width": breedte, "height": 900})
        antwoord = blad.goto(pad)
        if antwoord is None or antwoord.status != 200 or antwoord.request.redirected_from:
            return [(pad, "is er niet")]
        for fout in Axe().run(blad).response["violations"]:
            gevonden.append((pad, breedte, fout["id"], fout["nodes"][0]["html"][:150]))
        overloop = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        if blad.evaluate(overloop) > 0:
            gevonden.append((pad, breedte, "schuift opzij"))
    return gevonden + [(pad, klacht) for klacht in blad.klachten]


def test_no_page_has_a_barrier(als: Callable[..., Page]) -> None:
    bezoeker, lezer = als(), als(Rol.AMBASSADEUR)

    gevonden = [d for pad in OPENBAAR for d in drempels(bezoeker, pad)]
    gevonden += [d for pad in MONITOR for d in drempels(lezer, pad)]
    assert gevonden == []


def test_what_an_invuller_leaves_open_is_a_witte_vlek_of_the_commission(
    als: Callable[..., Page],
) -> None:
    ronde = bouwers.Uitvraag.objects.get(pk="2013-mei")
    ingediend = ronde.opgaven.filter(versies__ingediend_op__isnull=False)
    gemeente = (
        bouwers.Gemeente.objects.op(ronde.peildatum)
        .exclude(pk__in=ingediend.values("gemeente"))
        .earliest("code")
    )
    bouwers.CODES[gemeente.naam] = gemeente.code
    ronde.opgaven.filter(gemeente=gemeente).delete()

    vaststeller = als(Rol.VASTSTELLER, gemeente.naam)
    vaststeller.goto("/opgave/2013-mei/?taak=JE06")
    vaststeller.locator("input[name=keuze][value=zelfstandig]").check()
    vaststeller.get_by_role("button", name="Bewaar en ga verder").click()
    vaststeller.wait_for_url(lambda url: "taak=JE06" not in url)
    vaststeller.goto("/opgave/2013-mei/controle/")
    for vak in vaststeller.get_by_label("Gecontroleerd: dit klopt zo").all():
        vak.check()
    vaststeller.get_by_label("Reden").fill("de raad beslist in juni")
    vaststeller.get_by_role("button", name="Dien de opgave in").click()
    vaststeller.wait_for_url("**/ontvangst/**")

    commissie = als(Rol.COMMISSIE)
    commissie.goto(f"/monitor/dekking/?cel={gemeente.code}.JE03")
    assert commissie.locator("#cel h2").inner_text().strip().endswith("Witte vlek")
    assert commissie.locator("td.W a[aria-current]").count() == 1
    commissie.locator("tr.kruis th a").click()
    assert "taken" in commissie.locator("tr.rood").first.inner_text()


def test_the_matrix_is_reached_filtered_and_left_by_keyboard(als: Callable[..., Page]) -> None:
    blad = als(Rol.COMMISSIE)
    blad.goto("/monitor/dekking/?regio=JZ13")
    blad.locator("td a").first.focus()
    blad.keyboard.press("ArrowRight")
    blad.keyboard.press("ArrowDown")
    adres = blad.evaluate("document.activeElement.getAttribute('href')")
    assert adres == blad.locator("tbody tr:not(.regio)").nth(1).locator("td a").nth(
        1
    ).get_attribute("href")
    blad.keyboard.press("Enter")
    blad.wait_for_url("**cel=**")
    assert blad.locator("#cel h2").is_visible()

    blad.focus("#id_taak")
    blad.select_option("#id_taak", "JE03")
    blad.wait_for_url("**taak=JE03**")
    assert blad.evaluate("document.activeElement.id") == "id_taak"
    assert "gemeenten × 1 taak" in blad.locator("#voorlezen").inner_text()
    assert blad.klachten == []
