"""The command on the country of the demo: the published figures of the Kamerbrief come out."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from monitor import demo

TABELLEN = [
    "tabel-1-inzendingen.csv",
    "tabel-2-dekking.csv",
    "tabel-3-incongruentie.csv",
    "tabel-4-intenties-en-afspraken.csv",
    "tabel-5-omgezette-intenties.csv",
    "tabel-6-gemeenten.csv",
    "tabel-7-risicoverevening.csv",
    "tabel-8-regios.csv",
    "tabel-9-bezoeken.csv",
]
Bestanden = dict[str, bytes]
pytestmark = [pytest.mark.django_db, pytest.mark.traag]


@pytest.fixture(scope="module")
def _land(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        demo.laad(leeg=False, melding=lambda zin: None)
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def november(
    _land: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Bestanden:
    """The files of round 2013-nov, compared with 2013-mei."""
    doel = tmp_path_factory.mktemp("kamer")
    with django_db_blocker.unblock():
        return maak(doel, "2013-nov", "--vergelijk", "2013-mei")


def maak(doel: Path, *argumenten: str) -> Bestanden:
    ronde, *opties = argumenten
    call_command("kamerbijlage", ronde, str(doel), *opties, stderr=io.StringIO())
    return {pad.name: pad.read_bytes() for pad in doel.iterdir()}


def rijen(bestanden: Bestanden, nummer: int) -> list[dict[str, str]]:
    tekst = bestanden[TABELLEN[nummer - 1]].decode()
    return list(csv.DictReader(io.StringIO(tekst), delimiter=";"))


def test_it_writes_a_pdf_a_spreadsheet_and_a_csv_per_table(november: Bestanden) -> None:
    assert sorted(november) == ["kamerbijlage.ods", "kamerbijlage.pdf", *TABELLEN]
    assert november["kamerbijlage.pdf"].startswith(b"%PDF-")


def test_there_are_42_jeugdregios_from_102_thousand_to_over_a_million(november) -> None:
    jeugd = rijen(november, 8)[-1]

    assert (jeugd["soort"], jeugd["aantal"]) == ("jeugdregio", "42")
    assert (jeugd["kleinste"], round(int(jeugd["inwoners_kleinste"]), -3)) == (
        "Midden-Limburg West",
        102_000,
    )
    assert int(jeugd["inwoners_grootste"]) > 1_000_000


def test_there_are_no_witte_vlekken_and_no_centrumdonut(november) -> None:
    dekking = rijen(november, 2)
    donut = next(rij for rij in rijen(november, 3) if rij["soort"] == "N1")

    assert len(dekking) == 10
    assert {(rij["witte_vlek"], rij["totaal"]) for rij in dekking} == {("0", "408")}
    assert donut["aantal_gemeenten"] == "0"


def test_between_30_and_50_percent_of_the_intenties_of_may_were_converted(november) -> None:
    aandelen = [float(rij["percentage"]) for rij in rijen(november, 5)]

    assert all(30 <= aandeel <= 50 for aandeel in aandelen)
    assert len(set(aandelen)) > 6


def test_about_half_of_the_gemeenten_has_it_vastgesteld(november) -> None:
    nodig = {rij["taak"] for rij in rijen(november, 2)}
    aandelen = [float(rij["percentage"]) for rij in rijen(november, 6) if rij["taak"] in nodig]

    assert len(aandelen) == 10
    assert all(45 <= aandeel <= 55 for aandeel in aandelen)


def test_risicoverevening_is_5_21_16_of_the_jeugdregios(november) -> None:
    assert {rij["klasse"]: rij["aantal_regios"] for rij in rijen(november, 7)} == {
        "vastgesteld": "5",
        "in_uitwerking": "21",
        "in_gesprek": "16",
        "geen": "0",
    }


def test_regions_add_up_per_taak(november) -> None:
    for rij in rijen(november, 4):
        delen = sum(int(rij[naam]) for naam in ("vastgesteld", "intentie", "overig"))
        assert delen == int(rij["totaal"]) == (25 if rij["indeling"] == "veiligheidsregio" else 42)


def test_the_spreadsheet_holds_the_same_figures_as_numbers(november) -> None:
    for naam in TABELLEN:
        blad = bladen(november["kamerbijlage.ods"])[naam.removesuffix(".csv")[:31]]
        tekst = november[naam].decode()
        assert blad == list(csv.reader(io.StringIO(tekst), delimiter=";"))


def test_the_text_says_what_the_numbers_mean(november) -> None:
    toelichting = str(bladen(november["kamerbijlage.ods"])["toelichting"])

    assert "Geen witte vlekken: 408 × 10 = 4.080 combinaties" in toelichting
    assert "is per taak 33 tot 49% van de intenties omgezet" in toelichting
    assert "voorbeeldgegevens" in toelichting


def test_the_same_round_gives_the_same_bytes_of_data(november, tmp_path) -> None:
    opnieuw = maak(tmp_path, "2013-nov", "--vergelijk", "2013-mei")

    assert {n: b for n, b in opnieuw.items() if not n.endswith("pdf")} == {
        n: b for n, b in november.items() if not n.endswith("pdf")
    }


def test_without_a_round_to_compare_with_table_5_is_not_there(_land, tmp_path, capsys) -> None:
    call_command("kamerbijlage", "2013-mei", str(tmp_path))

    assert not list(tmp_path.glob("tabel-5*"))
    assert "Nog niet volledig: 17 gemeenten hebben niet ingediend." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("argumenten", "zin"),
    [
        (("2013-xx",), "Onbekende ronde 2013-xx"),
        (("2013-nov", "--vergelijk", "2013-xx"), "Onbekende ronde 2013-xx"),
        (("2013-mei", "--vergelijk", "2013-nov"), "Kies bij --vergelijk een ronde die eerder was"),
    ],
)
def test_a_refused_round_leaves_no_files(_land, tmp_path, argumenten, zin) -> None:
    with pytest.raises(CommandError, match=zin) as fout:
        maak(tmp_path / "leeg", *argumenten)

    assert fout.value.returncode == 1
    assert not (tmp_path / "leeg").exists()


TABEL = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEKST = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"
KANTOOR = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


def bladen(inhoud: bytes) -> dict[str, list[list[str]]]:
    """Sheet -> its rows as text; a cell that holds a number by its value."""
    with zipfile.ZipFile(io.BytesIO(inhoud)) as archief:
        boom = ElementTree.fromstring(archief.read("content.xml"))
    return {
        blad.attrib[f"{TABEL}name"]: [
            [
                cel.attrib.get(f"{KANTOOR}value") or "".join(p.text or "" for p in cel.iter(TEKST))
                for cel in rij.iter(f"{TABEL}table-cell")
            ]
            for rij in blad.iter(f"{TABEL}table-row")
        ]
        for blad in boom.iter(f"{TABEL}table")
    }
