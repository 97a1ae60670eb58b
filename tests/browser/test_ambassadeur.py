"""An ambassadeur in a train: a phone, a connection that drops, and nothing typed is lost."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime

import pypdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from gemeenten.models import Regio
from monitor.models import Bezoek, Notitie
from samenwerking.referentie import laad
from samenwerking.toegang.models import Gebruiker
from samenwerking.toegang.rollen import Rol
from tests import bouwers
from tests.bouwers import moment

pytestmark = [pytest.mark.traag, pytest.mark.django_db(transaction=True)]
CONCEPTEN = "Object.keys(localStorage).filter((k) => k.startsWith('concept:'))"
VERTROUWELIJK = "De wethouder denkt aan vertrekken."


@pytest.fixture
def spies(transactional_db: None, op_moment: Callable[[str], datetime]) -> Gebruiker:
    """An ambassadeur in September 2013, in the country of that year."""
    op_moment("2013-09-12 15:00")
    laad(settings.FIXTURES)
    ronde = bouwers.Uitvraag.objects.get(pk="2013-mei")
    leden = {"JE03": ["Haarlem", "Heemstede", "Zandvoort"]}
    eerder = moment("2013-05-20")
    bouwers.verband("zk", ronde, leden, vastgelegd_op=eerder, penvoerder="Haarlem")
    bouwers.opgave("Haarlem", ronde, {"JE03": "zk"}, ingediend_op=eerder)
    return bouwers.gebruiker(Rol.AMBASSADEUR, toegang_tot=date(2014, 7, 1))


@pytest.fixture
def telefoon(browser: Browser, live_server: LiveServer, spies: Gebruiker) -> Page:
    """A phone, logged in, on the start page."""
    schermpje = {"width": 360, "height": 720}
    context = browser.new_context(base_url=live_server.url, locale="nl-NL", viewport=schermpje)
    blad = context.new_page()
    log_in(blad, spies)
    return blad


def log_in(blad: Page, wie: Gebruiker) -> None:
    blad.goto("/inloggen/")
    blad.fill("input[name=login]", wie.email)
    blad.fill("input[name=password]", "wachtwoord")
    blad.click("main form button")
    blad.wait_for_url("**/ambassadeur/")


def vul_in(blad: Page) -> None:
    blad.goto("/ambassadeur/")
    blad.get_by_role("link", name="Nieuw bezoek").click()
    blad.get_by_label("Datum").fill("12-9-2013")
    blad.get_by_label("Plaats").fill("Heemstede")
    blad.get_by_label("Onderwerp").fill("De schaal van de jeugdhulp")
    blad.get_by_label("Welke gemeenten?").fill("Heemstede")
    blad.get_by_label("wethouder", exact=True).check()
    blad.get_by_label("Verslag").fill("Getypt in de trein.")


def test_what_was_saved_in_a_tunnel_goes_by_itself_after_it(telefoon: Page) -> None:
    vul_in(telefoon)
    telefoon.context.set_offline(True)
    telefoon.get_by_role("button", name="Bewaar het bezoek").click()
    expect(telefoon.get_by_text("Nog niet bewaard: er is geen verbinding.")).to_be_in_viewport()
    assert not Bezoek.objects.exists()

    telefoon.context.set_offline(False)
    telefoon.get_by_text("Het bezoek is bewaard.").wait_for()
    bezoek = Bezoek.objects.get()
    assert bezoek.verslag == "Getypt in de trein."
    assert [p.rol for p in bezoek.gesprekspartners.all()] == ["wethouder"]
    assert telefoon.evaluate(CONCEPTEN) == []


def test_a_closed_tab_loses_nothing_and_logging_out_forgets(
    telefoon: Page, spies: Gebruiker
) -> None:
    vul_in(telefoon)
    telefoon.context.set_offline(True)
    telefoon.get_by_role("button", name="Bewaar het bezoek").click()
    telefoon.get_by_text("Nog niet bewaard: er is geen verbinding.").wait_for()
    context = telefoon.context
    telefoon.close(run_before_unload=False)
    context.set_offline(False)

    blad = context.new_page()
    blad.goto("/ambassadeur/")
    assert blad.get_by_text("Nog niet bewaard op dit toestel").is_visible()
    blad.locator("[data-concepten] a").click()
    assert blad.get_by_label("Verslag").input_value() == "Getypt in de trein."
    assert blad.get_by_label("wethouder", exact=True).is_checked()
    blad.get_by_role("button", name="Bewaar het bezoek").click()
    blad.get_by_text("Het bezoek is bewaard.").wait_for()

    blad.get_by_label("Notitie").fill(VERTROUWELIJK)
    blad.goto("/uitloggen/")
    assert blad.get_by_text("tekst die nog niet is bewaard").is_visible()
    blad.get_by_role("button", name="Log uit").click()
    blad.wait_for_url(lambda url: "uitloggen" not in url)
    assert blad.evaluate(CONCEPTEN) == []
    assert not Notitie.objects.exists()


def test_a_draft_is_for_its_own_account_only(telefoon: Page) -> None:
    vul_in(telefoon)
    collega = bouwers.gebruiker(Rol.AMBASSADEUR)
    telefoon.context.clear_cookies()

    blad = telefoon.context.new_page()
    log_in(blad, collega)
    assert not blad.get_by_text("Nog niet bewaard op dit toestel").is_visible()
    blad.goto("/ambassadeur/bezoeken/nieuw/")
    assert blad.get_by_label("Verslag").input_value() == ""


def test_the_field_has_no_barrier_and_the_briefing_is_one_page(
    telefoon: Page, spies: Gebruiker
) -> None:
    regio = Regio.objects.get(soort="jeugdregio", code="JZ11")
    bezoek = Bezoek.objects.create(
        datum=date(2013, 9, 20),
        soort="werkbezoek",
        plaats="Haarlem",
        regio=regio,
        door=spies.persoon,
        onderwerp="Samen inkopen " + "meteenheellangwoord" * 9,
        gepland_op=moment("2013-09-01"),
    )
    telefoon.goto("/ambassadeur/")
    telefoon.get_by_role("link", name="Briefing Zuid-Kennemerland").click()
    telefoon.wait_for_url("**/briefing/JZ11/")
    afdruk = pypdf.PdfReader(io.BytesIO(telefoon.pdf(prefer_css_page_size=True)))
    assert len(afdruk.pages) == 1
    tekst = afdruk.pages[0].extract_text()
    for naam in ("Bloemendaal", "Heemstede", "Zandvoort", "Raadsbesluiten"):
        assert naam in tekst
    assert afdruk.pages[0].mediabox.height == pytest.approx(842, abs=1)

    for pad in (
        "/ambassadeur/",
        "/ambassadeur/briefing/JZ11/",
        "/ambassadeur/incongruent/",
        f"/ambassadeur/bezoeken/{bezoek.pk}/",
        "/ambassadeur/bezoeken/nieuw/",
        "/ondersteuning/",
        "/bijeenkomsten/nieuw/",
        "/handreikingen/",
        "/signalen/nieuw/",
    ):
        telefoon.goto(pad)
        assert [v["id"] for v in Axe().run(telefoon).response["violations"]] == [], pad
        overloop = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not telefoon.evaluate(overloop), pad
        klein = (
            "[...document.querySelectorAll('main .nl-button')].filter((k) => k.offsetHeight < 44)"
        )
        assert telefoon.evaluate(f"{klein}.length") == 0, pad
