"""What the tests of scenario's share: addresses, and doing one thing with the present version."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.test import Client

from monitor.models import Scenario, Scenarioversie
from monitor.regels.wijzigingen import Verplaatsing

PAD = "/monitor/scenario/"
HEEMSTEDE = {"soort": "gemeente", "gemeente-van": "zuid-kennemerland", "gemeente-naar": ""}
ERUIT = Verplaatsing(("GM0397",), "zuid-kennemerland", "")


def pad(scenario: Scenario, actie: str = "") -> str:
    return f"{PAD}{scenario.pk}/{actie}"


def doe(browser: Client, scenario: Scenario, actie: str, **velden: Any) -> HttpResponse:
    """Do one thing with the version that is there now."""
    nu = scenario.versies.first().nummer
    return browser.post(pad(scenario, f"{actie}/"), {"versie": nu} | velden)


def voeg_toe(browser: Client, scenario: Scenario, versie: int = 0, **velden: Any) -> HttpResponse:
    """Add that Heemstede leaves, unless told otherwise."""
    velden = HEEMSTEDE | {f"gemeente-{naam}": waarde for naam, waarde in velden.items()}
    velden["gemeente-versie"] = versie or scenario.versies.first().nummer
    return browser.post(pad(scenario, "toevoegen/?gemeente=GM0397"), velden)


def laatste(scenario: Scenario) -> Scenarioversie:
    return scenario.versies.first()
