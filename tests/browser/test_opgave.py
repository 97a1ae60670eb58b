"""The opgave in a real browser: two people, the keyboard, and no barrier at 320 and 1280 px."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from samenwerking.models import Opgaveversie
from samenwerking.referentie import laad
from samenwerking.toegang.rollen import Rol
from tests import bouwers
from tests.bouwers import moment

pytestmark = [pytest.mark.traag, pytest.mark.django_db(transaction=True)]
BASIS = "/opgave/2013-mei/"
WACHTWOORD = "wachtwoord"
NAMEN = ("Haarlem", "Heemstede", "Bloemendaal")


@pytest.fixture
def als(browser: Browser, live_server: LiveServer) -> Callable[[str], Page]:
    """`als(Rol.INVULLER)` is a page logged in for Heemstede."""

    def pagina(rol: str) -> Page:
        bouwers.gebruiker(rol, "Heemstede", email=f"{rol}@heemstede.nl")
        blad = browser.new_context(base_url=live_server.url, locale="nl-NL").new_page()
        blad.goto("/inloggen/")
        blad.fill("input[name=login]", f"{rol}@heemstede.nl")
        blad.fill("input[name=password]", WACHTWOORD)
        blad.click("main form button")
        blad.wait_for_url("**/opgave/**")
        return blad

    return pagina


@pytest.fixture(autouse=True)
def land(transactional_db: None, op_moment: Callable[[str], datetime]) -> None:
    """The reference data, one verband that names Heemstede, the last day of the round."""
    op_moment("2013-05-31 10:00")
    laad(settings.FIXTURES)
    ronde = bouwers.Uitvraag.objects.get(pk="2013-mei")
    leden = {"JE03": NAMEN, "JE04": NAMEN}
    bouwers.verband("zk", ronde, leden, vastgelegd_op=moment("2013-05-01"), penvoerder="Haarlem")


def zonder_drempel(blad: Page) -> None:
    """No violation of axe and no sideways scrolling, narrow and wide."""
    for breedte in (320, 1280):
        blad.set_viewport_size({"width": breedte, "height": 900})
        gevonden = Axe().run(blad).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"]) for v in gevonden] == [], (blad.url, breedte)
        overloop = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not blad.evaluate(overloop), (blad.url, breedte)


def test_the_invuller_fills_in_and_the_vaststeller_submits(als: Callable[[str], Page]) -> None:
    invuller = als(Rol.INVULLER)
    invuller.goto(f"{BASIS}?taak=JE03")
    zonder_drempel(invuller)
    invuller.get_by_role("radio", name="Zk").check()
    invuller.get_by_role("radio", name="intentie").check()
    invuller.get_by_label("Besluit college, gepland").fill("18-6-2013")
    invuller.get_by_role("button", name="Bewaar en ga verder").click()
    invuller.wait_for_url("**#taak-JE04")
    assert invuller.get_by_text("Opgeslagen om 10.00 uur").is_visible()
    invuller.goto(f"{BASIS}controle/")
    assert invuller.get_by_text("Indienen doet de vaststeller").is_visible()

    vaststeller = als(Rol.VASTSTELLER)
    vaststeller.get_by_role("button", name="Ja, dit klopt voor Pleegzorg").click()
    vaststeller.goto(f"{BASIS}controle/")
    zonder_drempel(vaststeller)
    vaststeller.get_by_label("Gecontroleerd: dit klopt zo").check()
    vaststeller.get_by_label("Reden").fill("de raad beslist in juni")
    vaststeller.get_by_role("button", name="Dien de opgave in").click()
    vaststeller.wait_for_url("**/ontvangst/1/")
    assert vaststeller.get_by_text("2013-mei-0397-1").first.is_visible()
    zonder_drempel(vaststeller)

    versie = Opgaveversie.objects.get(ingediend_op__isnull=False)
    assert {r.taak_id: r.verband_id for r in versie.regels.all()} == {"JE03": "zk", "JE04": "zk"}


def test_a_card_is_filled_in_with_the_keyboard_only(als: Callable[[str], Page]) -> None:
    blad = als(Rol.INVULLER)
    blad.goto(f"{BASIS}?taak=JE06")
    assert blad.evaluate("document.activeElement.textContent") == "Residentiële jeugdzorg"

    for _ in range(20):
        blad.keyboard.press("Tab")
        if blad.evaluate("document.activeElement.name") == "keuze":
            break
    while blad.evaluate("document.activeElement.value") != "zelfstandig":
        blad.keyboard.press("ArrowDown")
    blad.keyboard.press("Enter")

    blad.wait_for_url(lambda url: "taak=JE06" not in url)
    versie = Opgaveversie.objects.get()
    assert [(r.taak_id, r.wijze) for r in versie.regels.all()] == [("JE06", "zelfstandig")]


def test_a_new_verband_and_a_wrong_card_have_no_barrier(als: Callable[[str], Page]) -> None:
    blad = als(Rol.INVULLER)
    blad.goto(f"{BASIS}verbanden/nieuw/?taak=JE06")
    blad.get_by_text("Vragen bij de criteria").click()
    zonder_drempel(blad)

    blad.goto(f"{BASIS}?taak=JE06")
    blad.get_by_role("radio", name="Ander verband zoeken of maken").check()
    blad.get_by_role("button", name="Bewaar en ga verder").click()
    blad.wait_for_selector(".foutsamenvatting")
    zonder_drempel(blad)


def test_a_card_saves_itself_and_says_when(als: Callable[[str], Page]) -> None:
    blad = als(Rol.INVULLER)
    blad.goto(f"{BASIS}?taak=JE03")
    stand = blad.locator("[data-stand]")

    blad.get_by_role("radio", name="Zk").check()
    expect(stand).to_have_text("Nog niet opgeslagen. Kies hoe ver u bent met dit verband.")
    blad.get_by_role("radio", name="voorstel").check()
    expect(stand).to_have_text("Opgeslagen om 10.00 uur")
    blad.get_by_text("Waarom deze keuze? Redenen").click()
    blad.get_by_label("Toelichting").fill("goede en betaalbare hulp eerst")
    expect(stand).to_have_text("Opgeslagen om 10.00 uur")
    expect(blad.locator(".taakkaart [name=versie]")).to_have_value("2")

    blad.reload()
    assert blad.get_by_label("Toelichting").input_value() == "goede en betaalbare hulp eerst"
    versie = Opgaveversie.objects.get()
    assert [(r.verband_id, r.stadium) for r in versie.regels.all()] == [("zk", "voorstel")]


def test_two_clerks_at_once_see_both_texts(als: Callable[[str], Page]) -> None:
    een, ander = als(Rol.INVULLER), als(Rol.VASTSTELLER)
    for blad in (een, ander):
        blad.goto(f"{BASIS}?taak=JE06")
    een.get_by_role("radio", name="Nog geen keuze").check()
    expect(een.locator("[data-stand]")).to_have_text("Opgeslagen om 10.00 uur")

    ander.get_by_role("radio", name="Zelfstandig").check()

    ander.wait_for_selector(".opgave-botsing")
    assert ander.get_by_text("Uw collega bewaarde").is_visible()
    ander.get_by_role("button", name="Bewaar mijn antwoord").click()
    ander.wait_for_url(lambda url: "taak=JE06" not in url)
    assert Opgaveversie.objects.get().regels.get().wijze == "zelfstandig"


def test_what_could_not_be_sent_comes_back(als: Callable[[str], Page]) -> None:
    blad = als(Rol.INVULLER)
    blad.goto(f"{BASIS}?taak=JE06")
    blad.context.set_offline(True)
    blad.get_by_role("radio", name="Zelfstandig").check()
    expect(blad.locator("[data-stand]")).to_contain_text("geen verbinding")
    assert not Opgaveversie.objects.exists()

    blad.context.set_offline(False)
    blad.on("dialog", lambda vraag: vraag.accept())
    blad.reload()

    assert blad.get_by_role("radio", name="Zelfstandig").is_checked()
    expect(blad.locator("[data-stand]")).to_contain_text("staat er weer")


def test_the_last_step_is_hidden_without_a_verband(als: Callable[[str], Page]) -> None:
    blad = als(Rol.INVULLER)
    blad.goto(f"{BASIS}?taak=JE03")
    vorm = blad.get_by_role("heading", name="Vorm: hoe ver bent u?")
    reden = blad.get_by_label("Waarom is er nog geen afspraak?")
    assert vorm.is_visible()
    assert not reden.is_visible()

    blad.get_by_role("radio", name="Zelfstandig").check()
    assert not vorm.is_visible()

    blad.get_by_role("radio", name="Nog geen keuze").check()
    assert reden.is_visible()
    blad.get_by_role("radio", name="Zk").check()
    assert vorm.is_visible()


def test_the_walk_from_an_empty_opgave_to_all_that_one_may_tell(
    als: Callable[[str], Page], settings: object, tmp_path: Path
) -> None:
    """Confirm, decide with a PDF, the same for more taken, a new verband, contacts, and resume."""
    settings.MEDIA_ROOT = tmp_path / "media"
    besluit = tmp_path / "besluit.pdf"
    besluit.write_bytes(b"%PDF-1.4\n%%EOF\n")
    blad = als(Rol.INVULLER)
    blad.goto(BASIS)
    assert blad.get_by_text("Dan noteren wij als stadium").first.is_visible()
    blad.get_by_role("button", name="Ja, dit klopt voor Inkoop van jeugdhulp").click()
    blad.wait_for_url("**#taak-JE04")
    blad.get_by_role("link", name="Wijzig Pleegzorg").click()
    blad.wait_for_url("**?taak=JE04*")

    blad.get_by_role("radio", name="Zk").check()
    blad.get_by_role("radio", name="collegebesluit").check()
    blad.get_by_text("Genomen besluiten, kenmerk en PDF").click()
    blad.get_by_label("Besluit college, genomen").fill("28-5-2013")
    blad.get_by_label("Kenmerk collegenota").fill("2013/17")
    blad.get_by_label("Besluit college als PDF").set_input_files(besluit)
    blad.get_by_label("Voorlopig of definitief?").select_option("definitief")
    blad.get_by_text("Zelfde antwoord voor meer taken").click()
    blad.get_by_label("Crisisopvang jeugd").check()
    zonder_drempel(blad)
    blad.get_by_role("button", name="Bewaar en ga verder").click()
    blad.wait_for_url("**?taak=JE06*")

    blad.get_by_role("radio", name="Ander verband zoeken of maken").check()
    blad.get_by_role("link", name="Maak een nieuw verband").click()
    blad.wait_for_url("**/verbanden/nieuw/**")
    blad.get_by_label("Naam van het verband").fill("Duinrand")
    blad.get_by_label("Welke gemeenten doen mee?").fill("Heemstede\nBloemendaal")
    blad.get_by_text("Hulp bij het kiezen").click()
    blad.locator("label[for=hulp-bindend-1]").click()
    blad.get_by_role("heading", name="Dit past").wait_for()
    zonder_drempel(blad)
    blad.get_by_role("button", name="Stel het verband voor").click()
    blad.wait_for_url("**kies=duinrand*")
    assert blad.get_by_role("radio", name="Duinrand").is_checked()
    assert not blad.get_by_role("radio", name="intentie").is_checked()
    blad.get_by_role("radio", name="verkenning").check()
    expect(blad.locator("[data-stand]")).to_have_text("Opgeslagen om 10.00 uur")

    blad.goto(BASIS)
    blad.get_by_role("link", name="Verder waar u was").click()
    blad.wait_for_url("**?taak=JE07*")

    versie = Opgaveversie.objects.get()
    gezegd = {r.taak_id: (r.verband_id, r.stadium) for r in versie.regels.all()}
    assert gezegd == {
        "JE03": ("zk", "intentie"),
        "JE04": ("zk", "collegebesluit"),
        "JE05": ("zk", "collegebesluit"),
        "JE06": ("duinrand", "verkenning"),
    }
    [bewaard] = (tmp_path / "media").rglob("*.pdf")
    assert versie.besluiten.get().document.name == f"besluiten/{bewaard.name}"
    assert bewaard.read_bytes() == besluit.read_bytes()


def test_the_pages_beside_the_card_have_no_barrier(als: Callable[[str], Page]) -> None:
    blad = als(Rol.INVULLER)
    for pad in ("contacten/", "2013-mei/samenwerking-nodig/", "2013-mei/verbanden/"):
        blad.goto(f"/opgave/{pad}")
        zonder_drempel(blad)
    blad.goto(f"{BASIS}rechtsvorm-kiezen/")
    zonder_drempel(blad)

    blad.goto("/opgave/contacten/")
    blad.get_by_label("E-mailadres").first.fill("geen adres")
    blad.get_by_role("button", name="Sla de contacten op").click()
    blad.wait_for_selector(".foutsamenvatting")
    zonder_drempel(blad)
