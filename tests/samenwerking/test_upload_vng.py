"""VNG uploads what came in on paper: a version per gemeente, beside every concept."""

from __future__ import annotations

import csv as csvmodule
import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from samenwerking.models import Opgaveversie, Uitvraag, Upload, Verbandversie
from samenwerking.toegang import logboek
from samenwerking.toegang.models import Gebruiker
from tests import bouwers
from tests.bouwers import moment
from tests.samenwerking.uitwisseling.hulp import csv

Als = Callable[[Gebruiker | None], Client]
BASIS = "/vng/upload/2013-mei/"
OPGAVE = "GM0397,2013-05-30T12:00:00+02:00,brief"


@pytest.fixture
def ronde(db: None, op_moment: Callable[[str], datetime]) -> Uitvraag:
    op_moment("2013-05-31 10:00")
    for naam in ("Heemstede", "Haarlem"):
        bouwers.gemeente(naam)
    ronde = bouwers.uitvraag()
    bouwers.verband("zk", ronde, {"JE03": ["Haarlem"]}, vastgelegd_op=moment("2013-05-01"))
    return ronde


@pytest.fixture
def browser(ronde: Uitvraag, als: Als, vng: Gebruiker) -> Client:
    return als(vng)


def stuur(browser: Client, **tabellen: list[str]) -> Any:
    """Upload these tables as a zip of CSV files."""
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as archief:
        for naam, rijen in tabellen.items():
            archief.writestr(f"{naam}.csv", csv(naam, *rijen))
    return browser.post(BASIS, {"bestand": SimpleUploadedFile("ronde.zip", uit.getvalue())})


def bekend(gemeente: str = "GM0397") -> Opgaveversie:
    return Opgaveversie.objects.bekend().get(opgave__gemeente=gemeente)


def test_what_vng_uploads_is_submitted_and_marked(
    browser: Client, ronde: Uitvraag, vng: Gebruiker
) -> None:
    adres = stuur(
        browser,
        verbanden=["nieuw,Nieuw verband,,GM0397,,0,,"],
        opgaven=[OPGAVE],
        opgaveregels=["GM0397,JE03,verband,nieuw,intentie,,,,,,"],
    ).url
    assert not Opgaveversie.objects.exists()
    assert "opgave van Heemstede: ingediend, 1 regel" in browser.get(adres).content.decode()

    for _ in range(2):
        assert browser.post(f"{adres}doorvoeren/").url == adres

    versie = bekend()
    assert (versie.kanaal, versie.door) == ("brief", vng.persoon)
    assert versie.namens == "het college van burgemeester en wethouders"
    assert Opgaveversie.objects.count() == 1
    assert Verbandversie.objects.filter(verband="nieuw").bekend().exists()
    assert list(logboek.breuken()) == []


def test_the_preview_says_per_taak_what_was_and_what_becomes(
    browser: Client, ronde: Uitvraag
) -> None:
    bouwers.opgave(
        "Heemstede", ronde, {"JE03": "zk", "JE06": "geen"}, ingediend_op=moment("2013-05-20")
    )

    adres = stuur(
        browser,
        opgaven=[OPGAVE],
        opgaveregels=["GM0397,JE03,zelfstandig,,,,,,,,", "GM0397,JE06,geen,,,,,,,,"],
    ).url
    pagina = browser.get(adres).content.decode()

    assert '<th scope="row">Heemstede, Inkoop van jeugdhulp</th>' in pagina
    assert "Zk, intentie" in pagina
    assert "<b>zelfstandig</b>" in pagina
    assert "Residentiële" not in pagina


def test_a_concept_of_the_gemeente_is_neither_shown_nor_touched(
    browser: Client, ronde: Uitvraag
) -> None:
    concept = bouwers.opgave("Heemstede", ronde, {"JE06": "zelfstandig"})
    concept.regels.update(toelichting="geheim")

    adres = stuur(
        browser, opgaven=[OPGAVE], opgaveregels=["GM0397,JE06,zelfstandig,,,,,,geheim,,"]
    ).url
    pagina = browser.get(adres).content.decode()
    browser.post(f"{adres}doorvoeren/")

    assert "1 gemeente werkt zelf aan een concept" in pagina
    assert "geheim" not in pagina
    concept.refresh_from_db()
    assert (concept.ingediend_op, concept.regels.count()) == (None, 1)
    assert bekend().pk != concept.pk


@pytest.mark.parametrize(
    ("rij", "zin"),
    [
        ("GM0397,,brief", "Een concept schrijft de gemeente zelf"),
        ("GM0397,2013-05-31T10:00:01+02:00,brief", "Dit tijdstip moet nog komen"),
        ("GM0397,2013-04-17T23:59:59+02:00,brief", "De ronde was toen nog niet open"),
        ("GM0392,2013-05-19T23:59:59+02:00,brief", "Daarna kwam al een nieuwere opgave binnen"),
    ],
)
def test_only_what_was_received_may_come_in(
    browser: Client, ronde: Uitvraag, rij: str, zin: str
) -> None:
    bouwers.opgave("Haarlem", ronde, {"JE03": "zk"}, ingediend_op=moment("2013-05-20"))

    antwoord = stuur(browser, opgaven=[rij])

    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()
    assert '<td data-kop="Kolom">ingediend_op</td>' in antwoord.content.decode()
    assert not Upload.objects.exists()


def test_what_changed_since_the_preview_is_shown_and_not_written_over(
    browser: Client, ronde: Uitvraag
) -> None:
    bouwers.opgave("Heemstede", ronde, {"JE03": "zk"}, ingediend_op=moment("2013-05-20"))
    adres = stuur(browser, opgaven=[OPGAVE], opgaveregels=["GM0397,JE03,zelfstandig,,,,,,,,"]).url
    bouwers.opgave("Heemstede", ronde, {"JE03": "geen"}, ingediend_op=moment("2013-05-29"))

    antwoord = browser.post(f"{adres}doorvoeren/")

    assert antwoord.status_code == 409
    assert "Dit veranderde intussen" in antwoord.content.decode()
    assert Opgaveversie.objects.count() == 2
    assert browser.post(f"{adres}doorvoeren/").status_code == 302
    assert bekend().regels.get().wijze == "zelfstandig"


@pytest.mark.parametrize("formaat", ["ods", "xlsx", "zip"])
def test_the_template_of_a_round_comes_back_unchanged_and_holds_no_concept(
    browser: Client, ronde: Uitvraag, formaat: str
) -> None:
    bouwers.opgave("Haarlem", ronde, {"JE03": "zk"}, ingediend_op=moment("2013-05-20"))
    bouwers.opgave("Heemstede", ronde, {"JE03": "zelfstandig"})

    sjabloon = browser.get(f"{BASIS}sjabloon.{formaat}").content
    adres = browser.post(BASIS, {"bestand": SimpleUploadedFile(f"r.{formaat}", sjabloon)}).url

    assert "verandert niets" in browser.get(adres).content.decode()
    if formaat == "zip":
        with zipfile.ZipFile(io.BytesIO(sjabloon)) as archief:
            tekst = archief.read("opgaven.csv").decode("utf-8-sig")
        assert [rij[0] for rij in csvmodule.reader(io.StringIO(tekst), delimiter=";")] == [
            "gemeente",
            "GM0392",
        ]
