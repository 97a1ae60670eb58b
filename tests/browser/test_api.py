"""The API and the open data as a developer meets them: curl and Python on a server that runs."""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.core.cache import cache
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from samenwerking.models import Uitvraag
from samenwerking.referentie import laad
from samenwerking.toegang import tokens
from samenwerking.toegang.rollen import Rol
from samenwerking.uitwisseling.importeren import importeer
from tests import bouwers
from tests.api.test_rondreis import leeg
from tests.browser.test_opgave import WACHTWOORD, zonder_drempel

pytestmark = [pytest.mark.traag, pytest.mark.django_db(transaction=True)]
BLOK = re.compile(r'<code data-taal="(python|curl|sh)">(.*?)</code>', re.DOTALL)
IN_DE_RONDE, NA_PUBLICATIE = "2013-06-05T12:00+02:00", "2013-07-20T12:00+02:00"
STATUS = "curl -sS -o /dev/null -w '%{http_code}' "


@pytest.fixture
def ronde(transactional_db: None, op_moment: Callable[[str], object]) -> Uitvraag:
    """The real letter of 30 May 2013, a verband of the examples, and Haarlem that writes."""
    op_moment(IN_DE_RONDE)
    laad(settings.FIXTURES)
    ronde = Uitvraag.objects.get(pk="2013-mei")
    importeer(ronde, settings.FIXTURES / "brief-2013-05-30", op=bouwers.moment("2013-06-01"))
    op = bouwers.moment("2013-05-20")
    bouwers.verband("ijmond", ronde, {"JE03": ["Velsen", "Beverwijk"]}, vastgelegd_op=op)
    cache.clear()
    return ronde


@pytest.fixture
def token(ronde: Uitvraag) -> str:
    haarlem = bouwers.gemeente("Haarlem")
    return tokens.maak("Zaaksysteem", haarlem, Rol.VASTSTELLER, door=bouwers.persoon())[1]


def blokken(adres: str) -> dict[str, list[str]]:
    """Language -> the examples of the documentation at this server, as they would be copied."""
    with urlopen(f"{adres}/api/") as antwoord:
        pagina = antwoord.read().decode()
    gevonden: dict[str, list[str]] = {"python": [], "curl": [], "sh": []}
    for soort, tekst in BLOK.findall(pagina):
        gevonden[soort].append(html.unescape(tekst))
    return gevonden


def voer_uit(opdracht: str, waar: Path, **omgeving: str) -> str:
    """What the shell says; fails with its complaint."""
    klaar = subprocess.run(
        ["bash", "-euc", opdracht],
        cwd=waar,
        env={**os.environ, **omgeving},
        capture_output=True,
        text=True,
        check=False,
    )
    assert klaar.returncode == 0, f"{opdracht}\n{klaar.stderr}"
    return klaar.stdout


def test_every_command_of_the_documentation_works_in_a_shell(
    live_server: LiveServer, token: str, op_moment: Callable[[str], object], tmp_path: Path
) -> None:
    voorbeelden = blokken(live_server.url)
    (lees_etag,) = voorbeelden["sh"]
    gedaan: dict[str, str] = {}
    for opdracht in voorbeelden["curl"]:
        if "/concepten/" in opdracht or "indicaties" in opdracht or "drukte" in opdracht:
            vol = f"{lees_etag}\n{STATUS}{opdracht.removeprefix('curl ')}"
            gedaan[opdracht] = voer_uit(vol, tmp_path, TOKEN=token)
    op_moment(NA_PUBLICATIE)
    for opdracht in voorbeelden["curl"]:
        if opdracht not in gedaan:
            vol = f"{STATUS}{opdracht.removeprefix('curl ')}"
            gedaan[opdracht] = voer_uit(vol, tmp_path, TOKEN=token)

    anders = {o: s for o, s in gedaan.items() if s not in {"200", "201"}}
    # Only Haarlem has a concept here, so nothing of it was published.
    assert [o for o in anders if "/opgaven/GM0392" not in o] == []
    assert len(gedaan) > 30


def test_the_python_examples_run_and_a_round_taken_over_is_the_same(
    live_server: LiveServer,
    ronde: Uitvraag,
    token: str,
    op_moment: Callable[[str], object],
    tmp_path: Path,
) -> None:
    gemeenten, overnemen, schrijven = blokken(live_server.url)["python"]

    def python(tekst: str) -> str:
        (tmp_path / "voorbeeld.py").write_text(tekst, encoding="utf-8")
        return voer_uit(f"{sys.executable} voorbeeld.py", tmp_path, TOKEN=token)

    assert python(gemeenten) == "408 gemeenten\n"
    assert python(schrijven) == "concept\n"
    op_moment(NA_PUBLICATIE)
    aantal = ronde.opgaven.filter(versies__ingediend_op__isnull=False).count()
    assert python(overnemen).startswith(f"{aantal} opgaven, ")
    ingepakt = urlopen(f"{live_server.url}/open-data/2013-mei/ronde.zip").read()
    zipfile.ZipFile(BytesIO(ingepakt)).extractall(tmp_path / "bestanden")
    eerst = bevindingen(live_server.url)
    assert len(eerst) > 500

    for bron in ("2013-mei", "bestanden"):
        leeg(ronde)
        cache.clear()
        assert bevindingen(live_server.url) != eerst
        importeer(ronde, tmp_path / bron, op=bouwers.moment("2013-06-14"))
        cache.clear()
        assert bevindingen(live_server.url) == eerst, bron


def bevindingen(adres: str) -> list[Any]:
    """All public bevindingen, page by page."""
    volgende = f"{adres}/api/v1/uitvragen/2013-mei/bevindingen?paginaGrootte=200"
    alle: list[Any] = []
    while volgende:
        with urlopen(volgende) as antwoord:
            pagina = json.load(antwoord)
        alle += pagina["resultaten"]
        volgende = pagina["volgende"]
    return alle


def test_the_pages_for_developers_have_no_barrier(
    browser: Browser, live_server: LiveServer, ronde: Uitvraag, op_moment: Callable[[str], object]
) -> None:
    op_moment(NA_PUBLICATIE)
    bouwers.gebruiker(Rol.VASTSTELLER, "Haarlem", email="vaststeller@haarlem.demo")
    blad = browser.new_context(base_url=live_server.url, locale="nl-NL").new_page()
    for pad in ("/api/", "/open-data/", "/open-data/2013-mei"):
        blad.goto(pad)
        for deel in blad.locator("details").all()[:3]:
            deel.evaluate("deel => { deel.open = true }")
        zonder_drempel(blad)
    blad.goto("/inloggen/?next=/tokens/")
    blad.fill("input[name=login]", "vaststeller@haarlem.demo")
    blad.fill("input[name=password]", WACHTWOORD)
    blad.click("main form button")
    blad.wait_for_url("**/tokens/")
    zonder_drempel(blad)
    blad.get_by_role("button", name="Maak het token").click()
    zonder_drempel(blad)
    blad.get_by_label("Naam").fill("Zaaksysteem met een bijzonder lange naam van de leverancier")
    blad.get_by_role("radio").first.check()
    blad.get_by_role("button", name="Maak het token").click()
    blad.get_by_text("U ziet het maar één keer").wait_for()
    zonder_drempel(blad)
