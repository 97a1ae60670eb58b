"""In a browser: from the button to the broker, on another origin, and back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from samenwerking.toegang.models import Gebruiker
from tests import bouwers
from tests.browser.conftest import browser  # noqa: F401  the fixture
from tests.toegang.eherkenning.aanbieder import Aanbieder

pytestmark = [pytest.mark.traag, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("script", [True, False])
def test_the_button_leads_to_the_broker_and_back(
    broker: Aanbieder,
    browser: Browser,  # noqa: F811
    live_server,
    script: bool,
) -> None:
    """A redirect would meet the form-action of the page."""
    bouwers.gemeente("Heemstede")
    broker.terug = f"{live_server.url}/inloggen/eherkenning/terug/"
    pagina = browser.new_context(java_script_enabled=script).new_page()
    fouten: list[str] = []
    pagina.on("console", lambda regel: fouten.append(regel.text))

    pagina.goto(f"{live_server.url}/opgave/contacten/")
    pagina.get_by_role("button", name="Inloggen met eHerkenning").click()
    pagina.wait_for_url(f"{live_server.url}/opgave/contacten/")

    assert Gebruiker.objects.get().gemeente_id == "GM0397"
    assert not [fout for fout in fouten if "Content Security Policy" in fout]
