"""The documentation is made from the document, and its examples work as they stand."""

from __future__ import annotations

import html
import io
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.request import Request

import pytest
from django.test import Client

from samenwerking.api.schema import document
from samenwerking.toegang import tokens
from samenwerking.toegang.rollen import Rol
from tests import bouwers

pytestmark = pytest.mark.usefixtures("mei")
BLOK = re.compile(r'<code data-taal="(python|curl)">(.*?)</code>', re.DOTALL)


@pytest.fixture
def pagina(client: Client, na_publicatie: None) -> str:
    return client.get("/api/").content.decode()


@pytest.fixture
def token(db: None) -> str:
    gemeente = bouwers.gemeente("Haarlem")
    return tokens.maak("Proef", gemeente, Rol.VASTSTELLER, door=bouwers.persoon())[1]


def blokken(pagina: str, taal: str) -> list[str]:
    return [html.unescape(tekst) for soort, tekst in BLOK.findall(pagina) if soort == taal]


def test_every_operation_has_its_place_and_a_command(pagina: str) -> None:
    werken = [w for stukken in document()["paths"].values() for w in stukken.values()]

    assert len(blokken(pagina, "curl")) == len(werken)
    for werk in werken:
        assert f'id="{werk["operationId"]}"' in pagina


def test_what_to_send_is_there_with_what_it_may_be(pagina: str) -> None:
    for veld in ("regels.wijze", "antwoorden.collegebesluit.genomen", "gecontroleerd"):
        assert f"<code>{veld}</code>" in pagina
    assert "Een van: verband, zelfstandig, landelijk, wacht_op_rijk, geen." in pagina


def test_nothing_comes_from_elsewhere_and_no_script_is_in_the_page(pagina: str) -> None:
    assert not re.search(r'(src|href)="(https?:)?//(?!testserver)', pagina)
    assert not re.search(r"<script(?![^>]*src=)", pagina)
    assert "style=" not in pagina


def test_every_command_works(pagina: str, token: str, op_moment: Callable[[str], Any]) -> None:
    op_moment("2013-06-05T12:00+02:00")
    for opdracht in blokken(pagina, "curl"):
        antwoord = voer_uit(opdracht, token)
        goed = {404} if "/dekking" in opdracht or "voortgang" in opdracht else set()
        gelezen = "concepten" in opdracht or "indicaties" in opdracht or "drukte" in opdracht
        assert antwoord.status_code in ({200, 201} if gelezen else {200, 404} | goed), opdracht
    op_moment("2013-07-20T12:00+02:00")
    for opdracht in blokken(pagina, "curl"):
        if "concepten" not in opdracht and "ijmond" not in opdracht:
            assert voer_uit(opdracht, token).status_code == 200, opdracht


def voer_uit(opdracht: str, token: str) -> Any:
    """The command, against the test client."""
    sleutel = "12345678-1234-4234-8234-123456789abc"
    client = Client(headers={"authorization": f"Bearer {token}"})
    etag = client.get("/api/v1/uitvragen/2013-mei/concepten/GM0392").headers.get("ETag", "")
    woorden = shlex.split(
        opdracht.replace("$TOKEN", token).replace(
            "$(python3 -c 'import uuid; print(uuid.uuid4())')", sleutel
        )
    )
    methode, inhoud, koppen = "GET", "", {}
    assert woorden[0] == "curl"
    for vlag, waarde in zip(woorden[1:-1:2], woorden[2:-1:2], strict=True):
        if vlag == "-X":
            methode = waarde
        elif vlag == "-d":
            inhoud = waarde
        else:
            naam, _, kop = waarde.partition(": ")
            koppen[naam] = kop.replace("$ETAG", etag)
    pad = woorden[-1].removeprefix("http://testserver")
    soort = koppen.pop("Content-Type", "application/octet-stream")
    return Client().generic(methode, pad, inhoud, soort, headers=koppen)


def test_the_python_examples_run_as_they_stand(
    pagina: str,
    token: str,
    op_moment: Any,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Any,
    tmp_path: Path,
) -> None:
    op_moment("2013-06-05T12:00+02:00")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TOKEN", token)
    monkeypatch.setattr("urllib.request.urlopen", open_met_client)
    voorbeelden = blokken(pagina, "python")
    assert len(voorbeelden) == 3
    for tekst in voorbeelden:
        exec(compile(tekst, "voorbeeld", "exec"), {})

    assert capsys.readouterr().out == "408 gemeenten\n0 opgaven, 0 verbanden\nconcept\n"


class Gelezen(io.BytesIO):
    headers: Any = None


def open_met_client(verzoek: Request | str) -> Gelezen:
    """`urlopen` on the test client."""
    vol = verzoek if isinstance(verzoek, Request) else Request(verzoek)
    koppen = {naam: waarde for naam, waarde in vol.header_items() if naam != "Content-type"}
    pad = vol.full_url.removeprefix("http://testserver")
    inhoud: Any = vol.data or b""
    soort = vol.get_header("Content-type", "application/octet-stream")
    antwoord = Client().generic(vol.get_method(), pad, inhoud, soort, headers=koppen)
    assert antwoord.status_code == 200, antwoord.content
    uit = Gelezen(antwoord.content)
    uit.headers = antwoord.headers
    return uit
