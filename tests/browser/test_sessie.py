"""Who types for a long time is warned, can stay, and loses no text when the session does end."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from samenwerking.toegang.rollen import Rol
from tests import bouwers

pytestmark = [pytest.mark.traag, pytest.mark.django_db(transaction=True)]


def log_in(blad: Page) -> None:
    blad.fill("input[name=login]", "vaststeller@heemstede.nl")
    blad.fill("input[name=password]", "wachtwoord")
    blad.click("main form button")


@pytest.fixture
def blad(browser: Browser, live_server: LiveServer) -> Page:
    """The page of accounts, with a clock that the test moves."""
    bouwers.gebruiker(Rol.VASTSTELLER, "Heemstede", email="vaststeller@heemstede.nl")
    blad = browser.new_context(base_url=live_server.url, locale="nl-NL").new_page()
    blad.clock.install()
    blad.goto("/inloggen/?next=/accounts/")
    log_in(blad)
    blad.wait_for_url("**/accounts/")
    return blad


def test_a_warning_comes_in_time_and_one_click_stays(blad: Page) -> None:
    blad.clock.fast_forward("20:50")
    expect(blad.locator("#sessie")).to_be_hidden()

    blad.clock.fast_forward("00:15")
    expect(blad.locator("#sessie")).to_contain_text("Over 4 minuten logt het portaal u uit")
    assert Axe().run(blad).response["violations"] == []

    blad.get_by_role("button", name="Blijf ingelogd").click()
    expect(blad.locator("#sessie")).to_be_hidden()


def test_what_was_typed_is_there_after_logging_in_again(blad: Page) -> None:
    blad.fill("input[name=naam]", "Joost Hageman")
    Session.objects.all().delete()

    blad.clock.fast_forward("25:10")
    expect(blad.locator("#sessie")).to_contain_text("U bent uitgelogd")
    blad.get_by_role("link", name="Log opnieuw in").click()
    log_in(blad)
    blad.wait_for_url("**/accounts/")

    expect(blad.locator("input[name=naam]")).to_have_value("Joost Hageman")
