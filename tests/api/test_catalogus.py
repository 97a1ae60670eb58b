"""The catalogue of the open data: DCAT-AP-NL 3.0, in two notations that say the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pyshacl import validate
from rdflib import DCAT, DCTERMS, RDF, SH, Graph, Literal, URIRef

from monitor.openbaar.bestanden import bestanden
from samenwerking.models import Uitvraag

pytestmark = [
    pytest.mark.usefixtures("mei"),
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated"),
]
EISEN = Path(__file__).parent / "dcat-ap-nl.ttl"
GELEZEN: dict[str, bytes] = {}

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


def lees_catalogus(als: Any, formaat: str) -> bytes:
    antwoord = als(None).get(f"/open-data/catalogus.{formaat}")
    assert antwoord.status_code == 200
    inhoud: bytes = antwoord.content
    return inhoud


@pytest.fixture
def catalogi(als: Any, na_publicatie: None) -> dict[str, bytes]:
    """Both notations of the catalogue of the fixed round, asked for once: making files is slow."""
    if not GELEZEN:
        GELEZEN.update({soort: lees_catalogus(als, soort) for soort in ("ttl", "jsonld")})
    return GELEZEN


def als_graaf(inhoud: bytes, formaat: str) -> Graph:
    return Graph().parse(data=inhoud, format={"ttl": "turtle", "jsonld": "json-ld"}[formaat])


def graaf(als: Any, formaat: str) -> Graph:
    return als_graaf(lees_catalogus(als, formaat), formaat)


@pytest.mark.parametrize("formaat", ["ttl", "jsonld"])
def test_the_catalogue_has_all_that_is_mandatory(catalogi, formaat: str) -> None:
    gelezen = als_graaf(catalogi[formaat], formaat)

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


def test_publisher_contact_and_address_are_those_of_this_installation(
    als, na_publicatie, settings
) -> None:
    settings.UITGEVER = "https://identifier.overheid.nl/tooi/id/gemeente/gm0392"
    settings.BEHEER_EMAIL = "gegevens@haarlem.nl"
    settings.ADRES = "https://monitor.example.nl"
    gelezen = graaf(als, "ttl")

    assert set(gelezen.objects(None, DCTERMS.publisher)) == {URIRef(settings.UITGEVER)}
    assert URIRef("mailto:gegevens@haarlem.nl") in set(gelezen.objects())
    datasets = set(gelezen.subjects(RDF.type, DCAT.Dataset))
    assert datasets == {URIRef("https://monitor.example.nl/open-data/2013-mei")}
    for accept, soort in {
        "application/ld+json": "application/ld+json",
        "*/*": "text/turtle; charset=utf-8",
    }.items():
        antwoord = als(None).get("/open-data/catalogus", headers={"accept": accept})
        assert antwoord["Content-Type"] == soort


def test_both_notations_say_the_same(catalogi) -> None:
    assert set(als_graaf(catalogi["ttl"], "ttl")) == set(als_graaf(catalogi["jsonld"], "jsonld"))


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


# The shapes


def getoetst(gelezen: Graph) -> tuple[bool, Graph, str]:
    """Whether it conforms, the report, and the report as text."""
    return validate(gelezen, shacl_graph=Graph().parse(EISEN), inference="none")


@pytest.mark.parametrize("formaat", ["ttl", "jsonld"])
def test_the_catalogue_conforms_to_the_shapes(catalogi, formaat: str) -> None:
    conform, _, verslag = getoetst(als_graaf(catalogi[formaat], formaat))

    assert conform, verslag


def test_every_mandatory_property_is_missed_when_it_is_gone(catalogi) -> None:
    """A shape that cannot fail holds nothing."""
    gelezen = als_graaf(catalogi["ttl"], "ttl")
    for soort, eigenschappen in VERPLICHT.items():
        ding = next(gelezen.subjects(RDF.type, soort))
        for eigenschap in eigenschappen:
            weg = list(gelezen.triples((ding, eigenschap, None)))
            for feit in weg:
                gelezen.remove(feit)
            conform, verslag, _ = getoetst(gelezen)
            assert not conform, (soort, eigenschap)
            assert (None, SH.resultPath, eigenschap) in verslag
            for feit in weg:
                gelezen.add(feit)


def test_without_a_published_round_only_the_dataset_is_missing(als, in_de_ronde) -> None:
    _, verslag, _ = getoetst(graaf(als, "ttl"))

    assert set(verslag.objects(None, SH.resultPath)) == {DCAT.dataset}


def test_text_of_people_cannot_break_the_notations(als, na_publicatie) -> None:
    naam = 'Ronde "mei" \\ <script>\n\ttab @nl ^^ \u2028 einde'
    Uitvraag.objects.filter(pk="2013-mei").update(naam=naam)

    assert getoetst(graaf(als, "ttl"))[0]
    assert set(graaf(als, "ttl")) == set(graaf(als, "jsonld"))
    omschrijvingen = map(str, graaf(als, "ttl").objects(None, DCTERMS.description))
    assert any(tekst.startswith(naam) for tekst in omschrijvingen)
