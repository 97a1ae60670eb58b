"""The round of May 2013 with Zuid-Kennemerland in it, and the pages of the monitor."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from monitor.acties import scenario as acties
from monitor.models import Scenario
from samenwerking import klok
from samenwerking.models import Uitvraag
from samenwerking.toegang.models import Gebruiker
from tests import bouwers

IN_DE_RONDE = "2013-06-05T12:00+02:00"
NA_PUBLICATIE = "2013-07-20T12:00+02:00"

MONITOR = [
    "/monitor/",
    "/monitor/inzendingen/",
    "/monitor/dekking/",
    "/monitor/congruentie/",
    "/monitor/verschillen/",
    "/monitor/criteria/",
    "/monitor/drukte/",
    "/monitor/bevindingen/",
]


@pytest.fixture
def mei(referentie: None) -> Uitvraag:
    """Haarlem and Heemstede have submitted; Heemstede keeps jeugdhulp to itself, Haarlem not."""
    ronde = Uitvraag.objects.get(pk="2013-mei")
    vastgelegd = bouwers.moment("2013-05-20")
    namen = ["Haarlem", "Heemstede", "Zandvoort"]
    bouwers.verband(
        "zuid-kennemerland", ronde, {"JE03": namen}, vastgelegd_op=vastgelegd, penvoerder="Haarlem"
    )
    op = bouwers.moment("2013-05-21")
    bouwers.opgave("Haarlem", ronde, {"JE03": "zuid-kennemerland"}, ingediend_op=op)
    bouwers.opgave("Heemstede", ronde, {"JE03": "zelfstandig"}, ingediend_op=op)
    cache.clear()
    return ronde


@pytest.fixture
def scenario(mei: Uitvraag, commissielid: Gebruiker) -> Scenario:
    """«Zonder Heemstede», of the commission member alone, still without changes."""
    return acties.begin(
        mei, "Zonder Heemstede", bekend_op=klok.nu(), door=commissielid.persoon, op=klok.nu()
    )
