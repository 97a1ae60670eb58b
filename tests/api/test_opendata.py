"""Open data: a published round as files, their hashes, the catalogue and the description."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zipfile
from typing import Any

import pytest
from django.core.cache import cache
from rdflib import DCAT, DCTERMS, RDF, Graph, Literal, URIRef

from monitor.openbaar.bestanden import bestanden
from monitor.openbaar.tabellen import UITLEG, tabellen
from samenwerking.models import Opgaveregel, Opgaveversie
from samenwerking.uitwisseling.importeren import importeer
from tests import bouwers

pytestmark = [
    pytest.mark.usefixtures("mei"),
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated"),
]
RONDE = "/open-data/2013-mei"


def rijen(antwoord: Any, teken: str = ",") -> list[dict[str, str]]:
    assert antwoord.status_code == 200
    return list(csv.DictReader(io.StringIO(antwoord.content.decode("utf-8-sig")), delimiter=teken))


@pytest.mark.parametrize(
    "naam", ["", "/verbanden.csv", "/ronde.zip", "/datapackage.json", "/sha256sums.txt"]
)
def test_before_the_publication_nothing_is_there(als, in_de_ronde, naam: str) -> None:
    assert als(None).get(f"{RONDE}{naam}").status_code == 404


def test_the_page_names_every_file_and_each_of_them_is_there(als, na_publicatie) -> None:
    pagina = als(None).get(RONDE).content.decode()

    for bestand in bestanden():
        assert f'href="{RONDE}/{bestand.naam}"' in pagina
        antwoord = als(None).get(f"{RONDE}/{bestand.naam}")
        assert antwoord.status_code == 200
        assert antwoord["Repr-Digest"].startswith("sha-256=:")
    assert als(None).get(f"{RONDE}/profielen.csv").status_code == 404
    assert als(None).get(f"{RONDE}/../settings.py").status_code == 404


def test_hashes_are_those_of_the_files(als, na_publicatie) -> None:
    regels = als(None).get(f"{RONDE}/sha256sums.txt").content.decode().splitlines()

    assert len(regels) == len(bestanden())
    for regel in regels:
        som, _, naam = regel.partition("  ")
        assert hashlib.sha256(als(None).get(f"{RONDE}/{naam}").content).hexdigest() == som


def test_codes_for_machines_and_names_for_people(als, na_publicatie) -> None:
    codes = rijen(als(None).get(f"{RONDE}/opgaveregels.csv"))
    namen = rijen(als(None).get(f"{RONDE}/opgaveregels-namen.csv"), ";")

    assert codes[0]["gemeente"] == "GM0392"
    assert codes[0]["verband"] == "zuid-kennemerland"
    assert namen[0]["gemeente"] == "Haarlem"
    assert namen[0]["verband"] == "Zuid kennemerland"
    assert namen[0]["wijze"] == "samen met anderen"
    dekking = rijen(als(None).get(f"{RONDE}/dekking-namen.csv"), ";")
    assert {"Gedekt", "Witte vlek"} <= {rij["staat"] for rij in dekking}


def test_json_has_the_same_rows(als, na_publicatie) -> None:
    heel = json.loads(als(None).get(f"{RONDE}/ronde.json").content)
    los = json.loads(als(None).get(f"{RONDE}/verbanden.json").content)

    assert set(UITLEG) <= heel.keys()
    assert los["verbanden"] == heel["verbanden"]
    assert heel["licentie"] == "CC0-1.0"
    assert len(heel["dekking"]) == len(rijen(als(None).get(f"{RONDE}/dekking.csv")))


def test_what_is_confidential_is_in_no_file(als, na_publicatie, mei) -> None:
    concept = bouwers.opgave("Velsen", mei, {"JE03": "zelfstandig"})
    Opgaveregel.objects.filter(versie=concept).update(toelichting="KANARIE")
    bouwers.verband("kanarie", mei, {"JE03": ["Velsen"]}, penvoerder="Velsen", naam="KANARIE")
    Opgaveversie.objects.filter(ingediend_op__isnull=False).update(reden="KANARIE")
    cache.clear()

    for bestand in bestanden():
        inhoud = als(None).get(f"{RONDE}/{bestand.naam}").content
        leden = [inhoud]
        if inhoud.startswith(b"PK"):
            archief = zipfile.ZipFile(io.BytesIO(inhoud))
            leden = [archief.read(naam) for naam in archief.namelist()]
        for lid in leden:
            assert b"KANARIE" not in lid and b"kanarie" not in lid, bestand.naam
    codes = {rij["code"] for rij in rijen(als(None).get(f"{RONDE}/bevindingen.csv"))}
    assert codes and not {code[0] for code in codes} & set("WTB")


def test_a_correction_waits_for_the_next_publication(als, na_publicatie, mei) -> None:
    eerst = als(None).get(f"{RONDE}/ronde.zip").content
    op = bouwers.moment("2013-07-15")
    bouwers.opgave("Haarlem", mei, {"JE03": "wacht_op_rijk"}, ingediend_op=op)
    cache.clear()

    assert als(None).get(f"{RONDE}/ronde.zip").content == eerst


def test_the_description_fits_the_files(als, na_publicatie) -> None:
    pakket = json.loads(als(None).get(f"{RONDE}/datapackage.json").content)

    assert pakket["licenses"][0]["name"] == "CC0-1.0"
    assert [tabel["name"] for tabel in pakket["resources"]] == list(UITLEG)
    for tabel in pakket["resources"]:
        antwoord = als(None).get(f"{RONDE}/{tabel['path']}")
        assert tabel["bytes"] == len(antwoord.content)
        assert tabel["hash"] == f"sha256:{hashlib.sha256(antwoord.content).hexdigest()}"
        velden = {veld["name"]: veld for veld in tabel["schema"]["fields"]}
        gevonden = rijen(antwoord)
        assert not gevonden or list(gevonden[0]) == list(velden)
        for rij in gevonden:
            for naam, waarde in rij.items():
                assert _past(velden[naam], waarde), (tabel["name"], naam, waarde)
        if sleutel := tabel["schema"].get("primaryKey"):
            sleutels = [tuple(rij[naam] for naam in sleutel) for rij in gevonden]
            assert len(sleutels) == len(set(sleutels))


def _past(veld: dict[str, Any], waarde: str) -> bool:
    eisen = veld.get("constraints", {})
    if not waarde:
        return not eisen.get("required")
    if "enum" in eisen and waarde not in eisen["enum"]:
        return False
    patronen = {"integer": "[0-9]+", "boolean": "[01]", "date": "[0-9]{4}-[0-9]{2}-[0-9]{2}"}
    patroon = eisen.get("pattern") or patronen.get(veld["type"], ".*")
    return bool(re.fullmatch(patroon, waarde, re.DOTALL))


# The catalogue: mandatory properties of DCAT-AP-NL 3.0

VERPLICHT = {
    DCAT.Catalog: [
        DCTERMS.title,
        DCTERMS.description,
        DCTERMS.publisher,
        DCAT.contactPoint,
        DCAT.dataset,
    ],
    DCAT.Dataset: [
        DCTERMS.title,
        DCTERMS.description,
        DCTERMS.identifier,
        DCTERMS.publisher,
        DCTERMS.creator,
        DCAT.theme,
        DCTERMS.accessRights,
        DCAT.contactPoint,
    ],
    DCAT.Distribution: [DCAT.accessURL, DCTERMS.license],
    DCAT.DataService: [
        DCTERMS.title,
        DCAT.endpointURL,
        DCAT.endpointDescription,
        DCTERMS.identifier,
        DCTERMS.publisher,
        DCAT.contactPoint,
        DCAT.theme,
        DCTERMS.accessRights,
        DCTERMS.license,
        DCTERMS.description,
    ],
}


def graaf(als: Any, formaat: str) -> Graph:
    antwoord = als(None).get(f"/open-data/catalogus.{formaat}")
    assert antwoord.status_code == 200
    soort = {"ttl": "turtle", "jsonld": "json-ld"}[formaat]
    return Graph().parse(data=antwoord.content, format=soort)


@pytest.mark.parametrize("formaat", ["ttl", "jsonld"])
def test_the_catalogue_has_all_that_is_mandatory(als, na_publicatie, formaat: str) -> None:
    gelezen = graaf(als, formaat)

    for soort, eigenschappen in VERPLICHT.items():
        dingen = list(gelezen.subjects(RDF.type, soort))
        assert dingen, soort
        for ding in dingen:
            assert isinstance(ding, URIRef)
            for eigenschap in eigenschappen:
                waarden = list(gelezen.objects(ding, eigenschap))
                assert waarden, (ding, eigenschap)
                for waarde in waarden:
                    if eigenschap in {DCTERMS.title, DCTERMS.description}:
                        assert isinstance(waarde, Literal) and waarde.language == "nl"


def test_publisher_and_contact_are_those_of_this_installation(als, na_publicatie, settings) -> None:
    settings.UITGEVER = "https://identifier.overheid.nl/tooi/id/gemeente/gm0392"
    settings.BEHEER_EMAIL = "gegevens@haarlem.nl"
    gelezen = graaf(als, "ttl")

    assert set(gelezen.objects(None, DCTERMS.publisher)) == {URIRef(settings.UITGEVER)}
    assert URIRef("mailto:gegevens@haarlem.nl") in set(gelezen.objects())


def test_both_notations_say_the_same(als, na_publicatie) -> None:
    assert set(graaf(als, "ttl")) == set(graaf(als, "jsonld"))


def test_every_address_in_the_catalogue_is_there(als, na_publicatie) -> None:
    gelezen = graaf(als, "ttl")
    adressen = {str(o) for o in gelezen.objects(None, DCAT.downloadURL)}
    adressen |= {str(o) for o in gelezen.objects(None, DCAT.landingPage)}
    adressen |= {str(o) for o in gelezen.objects(None, DCAT.endpointDescription)}
    adressen |= {str(o) for o in gelezen.subjects(RDF.type, DCAT.Catalog)}

    assert len(adressen) == len(bestanden()) + 3
    for adres in adressen:
        assert als(None).get(adres.removeprefix("http://testserver")).status_code == 200


def test_the_catalogue_is_empty_of_datasets_before_the_publication(als, in_de_ronde) -> None:
    assert not list(graaf(als, "ttl").subjects(RDF.type, DCAT.Dataset))
    assert als(None).get("/open-data/catalogus.xml").status_code == 404


# Round trip


def test_a_round_downloaded_and_imported_elsewhere_gives_equal_bevindingen(
    als, lees, na_publicatie, mei, commissielid, tmp_path
) -> None:
    """The ODS of the open data, in an instance that holds nothing of the round."""
    alle = tabellen(mei, bouwers.moment("2013-07-20T12:00"))
    ods = als(None).get(f"{RONDE}/ronde.ods").content
    bron = tmp_path / "csv"
    archief = zipfile.ZipFile(io.BytesIO(als(None).get(f"{RONDE}/ronde.zip").content))
    archief.extractall(bron)
    for afgeleid in ("dekking", "relaties", "bevindingen"):
        (bron / f"{afgeleid}.csv").unlink()
    vraag = "/uitvragen/2013-mei/bevindingen?paginaGrootte=200"
    eerst = lees(None, vraag)
    assert ods.startswith(b"PK") and alle["verbanden"].rijen

    _leeg(mei)
    cache.clear()
    assert lees(commissielid, "/uitvragen/2013-mei/verbanden")["aantal"] == 0
    importeer(mei, bron, op=bouwers.moment("2013-06-14"))
    cache.clear()

    weer = lees(None, vraag)
    assert weer["aantal"] == eerst["aantal"] > 0
    assert weer["resultaten"] == eerst["resultaten"]
    assert tabellen(mei, bouwers.moment("2013-07-20T12:00")) == alle


def _leeg(ronde: Any) -> None:
    """Take everything of the round away."""
    Opgaveversie.objects.filter(opgave__uitvraag=ronde).delete()
    ronde.opgaven.all().delete()
    ronde.verbandversies.all().delete()
