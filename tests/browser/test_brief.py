"""The joint letter in a real browser: composed, signed by two, one withdraws, read on paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader
from pytest_django.live_server_helper import LiveServer

from samenwerking.gezondheid import pango_aanwezig
from samenwerking.models import Brief, Opgaveversie, Uitvraag
from samenwerking.referentie import laad
from samenwerking.toegang.rollen import Rol
from tests import bouwers
from tests.bouwers import CODES, moment

pytestmark = [pytest.mark.traag, pytest.mark.django_db(transaction=True)]
BRIEF = "/brieven/2013-mei/regionale-samenwerking/"
Als = Callable[[str, str], Page]


@pytest.fixture
def als(browser: Browser, live_server: LiveServer) -> Als:
    """`als(Rol.VASTSTELLER, "Haarlem")` is a page logged in as that account."""

    def pagina(rol: str, gemeente: str, naam: str = "") -> Page:
        email = f"{rol}@{CODES[gemeente]}.nl"
        bouwers.gebruiker(rol, gemeente, email=email)
        blad = browser.new_context(base_url=live_server.url, locale="nl-NL").new_page()
        blad.goto("/inloggen/")
        blad.fill("input[name=login]", email)
        blad.fill("input[name=password]", "wachtwoord")
        blad.click("main form button")
        blad.wait_for_url("**/opgave/**")
        return blad

    return pagina


@pytest.fixture(autouse=True)
def land(transactional_db: None, op_moment: Callable[[str], datetime]) -> None:
    """The reference data, the verband of Zuid-Kennemerland, the day of the real letter."""
    op_moment("2013-05-30 10:00")
    laad(settings.FIXTURES)
    ronde = Uitvraag.objects.get(pk="2013-mei")
    leden = {"JE03": ["Haarlem", "Heemstede"], "WM02": ["Haarlem", "Heemstede"]}
    bouwers.verband(
        "zuid-kennemerland",
        ronde,
        leden,
        vastgelegd_op=moment("2013-05-01"),
        penvoerder="Haarlem",
        naam="Samenwerkingsverband Zuid-Kennemerland",
    )


def zonder_drempel(blad: Page) -> None:
    """No violation of axe and no sideways scrolling, narrow and wide."""
    for breedte in (320, 1280):
        blad.set_viewport_size({"width": breedte, "height": 900})
        gevonden = Axe().run(blad).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"]) for v in gevonden] == [], (blad.url, breedte)
        overloop = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not blad.evaluate(overloop), (blad.url, breedte)


def stel_op(blad: Page) -> None:
    """The clerk writes the letter and its two decisions, and offers it."""
    blad.goto("/opgave/2013-mei/")
    blad.get_by_role("link", name="Naar de gezamenlijke brieven").click()
    zonder_drempel(blad)
    blad.get_by_role("link", name="Stel een brief op").click()
    zonder_drempel(blad)
    blad.get_by_role("button", name="Bewaar de brief").click()
    expect(blad.locator(".foutsamenvatting")).to_be_focused()
    blad.get_by_label("Onderwerp").fill("Regionale samenwerking")
    blad.get_by_label("Namens welke gemeenten?").fill("Haarlem\nHeemstede\nHaarlemmermeer")
    blad.get_by_label("Aan wie?").fill("VNG; Postbus 30435, Den Haag\nMinister van BZK")
    blad.get_by_label("Tekst van de brief").fill("Geachte mevrouw,\n\nOnze gemeenten werken samen.")
    blad.get_by_role("button", name="Bewaar de brief").click()
    blad.wait_for_url(f"**{BRIEF}")

    blad.get_by_role("link", name="Voeg een besluit toe").click()
    zonder_drempel(blad)
    besluit(blad, ("Haarlemmermeer",), "samen met anderen")
    blad.get_by_role("button", name="Bewaar en voeg er nog een toe").click()
    blad.wait_for_load_state()
    besluit(blad, ("Haarlem", "Heemstede"), "zelfstandig")
    blad.get_by_role("button", name="Bewaar het besluit").click()
    blad.wait_for_url(f"**{BRIEF}")
    blad.get_by_role("button", name="Bied aan ter ondertekening").click()
    expect(blad.get_by_text("De brief ligt ter ondertekening")).to_be_visible()


def besluit(blad: Page, niet: tuple[str, ...], hoe: str) -> None:
    """Two b-taken, in this way, not for these gemeenten."""
    for taak in ("Inkoop van jeugdhulp", "Begeleiding en dagbesteding"):
        blad.get_by_label(taak, exact=True).check()
    for gemeente in niet:
        blad.get_by_label(gemeente, exact=True).uncheck()
    blad.get_by_label(hoe).check()
    if hoe == "samen met anderen":
        blad.get_by_label("Welk verband?").fill("Samenwerkingsverband Zuid-Kennemerland")
        blad.get_by_label("Hoe ver bent u met dit verband?").select_option("intentie")


def teken(blad: Page, naam: str, functie: str) -> None:
    """From the list to the signature, seeing first what changes."""
    blad.goto("/brieven/")
    blad.get_by_role("link", name="Wacht op uw handtekening").click()
    blad.get_by_role("link", name="Lees en teken").click()
    expect(blad.get_by_text("nog geen antwoord").first).to_be_visible()
    zonder_drempel(blad)
    blad.get_by_label("Uw naam, zoals onder de brief").fill(naam)
    blad.get_by_label("Uw functie").fill(functie)
    blad.get_by_role("button", name="Teken de brief").click()
    blad.wait_for_url(f"**{BRIEF}")
    expect(blad.get_by_text("Getekend voor")).to_be_visible()


def test_a_letter_is_composed_signed_by_two_one_withdraws_and_it_is_sent(
    als: Als, tmp_path: Path
) -> None:
    opsteller = als(Rol.INVULLER, "Haarlem")
    stel_op(opsteller)
    schneiders, weterings = als(Rol.VASTSTELLER, "Haarlem"), als(Rol.VASTSTELLER, "Haarlemmermeer")
    teken(schneiders, "B.B. Schneiders", "burgemeester")
    teken(weterings, "Th.L.N. Weterings", "burgemeester")
    antwoorden = {
        (r.versie.opgave.gemeente_id, r.taak_id): r.verband_id or r.wijze
        for versie in Opgaveversie.objects.concept()
        for r in versie.regels.select_related("versie__opgave")
    }
    assert antwoorden == {
        (CODES["Haarlem"], "JE03"): "zuid-kennemerland",
        (CODES["Haarlem"], "WM02"): "zuid-kennemerland",
        (CODES["Haarlemmermeer"], "JE03"): "zelfstandig",
        (CODES["Haarlemmermeer"], "WM02"): "zelfstandig",
    }

    weterings.get_by_role("link", name="Trek uw handtekening in").click()
    zonder_drempel(weterings)
    weterings.get_by_label("Waarom trekt uw college zich terug?").fill("De raad wil eerst praten")
    weterings.get_by_role("button", name="Trek de handtekening in").click()
    expect(weterings.get_by_text("Haarlemmermeer trok zich terug")).to_be_visible()

    opsteller.goto(BRIEF)
    zonder_drempel(opsteller)
    opsteller.get_by_label("Verzend met de 1 handtekening die er is").check()
    opsteller.get_by_role("button", name="Verzend de brief").click()
    expect(opsteller.get_by_text("De brief is verzonden")).to_be_visible()
    brief = Brief.objects.get()
    assert brief.verzonden_op is not None
    assert [o.gemeente_id for o in brief.ondertekeningen.all() if o.geldt] == [CODES["Haarlem"]]
    if pango_aanwezig():
        lees_pdf(opsteller, tmp_path / "brief.pdf")


def lees_pdf(blad: Page, pad: Path) -> None:
    """The PDF as a reader gets it: names, functions, gemeenten, decisions."""
    antwoord = blad.context.request.get(f"{BRIEF}brief.pdf")
    assert antwoord.headers["content-type"] == "application/pdf"
    pad.write_bytes(antwoord.body())
    tekst = " ".join(" ".join(p.extract_text() for p in PdfReader(pad).pages).split())
    for zin in (
        "Namens de gemeente Haarlem,",
        "B.B. Schneiders",
        "burgemeester",
        "Nog niet getekend: Heemstede.",
        "Haarlemmermeer trok zich op 30 mei 2013 terug.",
        "Onze gemeenten werken samen.",
        "Minister van BZK",
        "Samenwerkingsverband Zuid-Kennemerland",
        "Inkoop van jeugdhulp",
    ):
        assert zin in tekst, zin


def test_the_page_of_a_letter_works_with_the_keyboard(als: Als) -> None:
    brief = bouwers.brief(
        Uitvraag.objects.get(pk="2013-mei"), ["Haarlem", "Heemstede"], slug="regionale-samenwerking"
    )
    bouwers.briefregel(brief, ["JE03"], ["Haarlem", "Heemstede"], "zuid-kennemerland")
    blad = als(Rol.INVULLER, "Haarlem")
    blad.goto(BRIEF)
    knop = blad.get_by_role("button", name="Bied aan ter ondertekening")
    for _ in range(40):
        blad.keyboard.press("Tab")
        if knop.evaluate("knop => knop === document.activeElement"):
            break
    blad.keyboard.press("Enter")
    expect(blad.get_by_text("De brief ligt ter ondertekening")).to_be_visible()
