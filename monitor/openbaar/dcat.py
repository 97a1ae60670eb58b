"""The catalogue of the open data after DCAT-AP-NL 3.0."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from rdflib import DCAT, DCTERMS, FOAF, RDF, XSD, Graph, Literal, Namespace, URIRef

from monitor.openbaar.bestanden import SOORTEN, Bestand, bestanden
from samenwerking.models import Uitvraag

VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
EU = "http://publications.europa.eu/resource/authority"
CC0 = URIRef(f"{EU}/licence/CC0")
OPENBAAR = URIRef(f"{EU}/access-right/PUBLIC")
NEDERLANDS = URIRef(f"{EU}/language/NLD")
NEDERLAND = URIRef(f"{EU}/country/NLD")
THEMAS = (URIRef(f"{EU}/data-theme/GOVE"), URIRef(f"{EU}/data-theme/SOCI"))
Kenmerken = Mapping[str, tuple[int, str]]
UITLEG = (
    "Welke gemeenten samenwerken in het sociaal domein, voor welke taken, in welke vorm en hoe "
    "ver het besluit is."
)


def catalogus(rondes: Sequence[tuple[Uitvraag, Kenmerken]], basis: str) -> Graph:
    """The graph: a catalogue with a dataset per published round and the API as data service.

    `basis` is the address of the portal without a slash; URIs begin with it and do not change.
    """
    graaf = Graph()
    for naam, ruimte in (("dcat", DCAT), ("dct", DCTERMS), ("vcard", VCARD), ("spdx", SPDX)):
        graaf.bind(naam, ruimte)
    hier = URIRef(f"{basis}/open-data/catalogus")
    contact = URIRef(f"{basis}/open-data/catalogus#contact")
    _contact(graaf, contact)
    _beschrijf(graaf, hier, DCAT.Catalog, "Samenwerkingsmonitor sociaal domein", UITLEG, contact)
    graaf.add((hier, FOAF.homepage, URIRef(f"{basis}/open-data/")))
    graaf.add((hier, DCTERMS.license, CC0))
    dienst = URIRef(f"{basis}/api/v1")
    graaf.add((hier, DCAT.service, dienst))
    _dienst(graaf, dienst, basis, contact)
    for ronde, kenmerken in rondes:
        dataset = URIRef(f"{basis}/open-data/{ronde.code}")
        graaf.add((hier, DCAT.dataset, dataset))
        graaf.add((dienst, DCAT.servesDataset, dataset))
        _dataset(graaf, dataset, ronde, contact)
        for bestand in bestanden():
            _distributie(graaf, dataset, bestand, kenmerken[bestand.naam])
    return graaf


def _contact(graaf: Graph, contact: URIRef) -> None:
    graaf.add((contact, RDF.type, VCARD.Organization))
    graaf.add((contact, VCARD.fn, Literal(settings.BEHEER_NAAM, lang="nl")))
    graaf.add((contact, VCARD.hasEmail, URIRef(f"mailto:{settings.BEHEER_EMAIL}")))
    uitgever = _uitgever()
    graaf.add((uitgever, RDF.type, FOAF.Agent))
    graaf.add((uitgever, FOAF.name, Literal(settings.UITGEVER_NAAM, lang="nl")))


def _uitgever() -> URIRef:
    """Who publishes the data."""
    return URIRef(settings.UITGEVER)


def _beschrijf(
    graaf: Graph, wat: URIRef, soort: Any, titel: str, uitleg: str, contact: URIRef
) -> None:
    """What catalogue, dataset and service share."""
    graaf.add((wat, RDF.type, soort))
    graaf.add((wat, DCTERMS.title, Literal(titel, lang="nl")))
    graaf.add((wat, DCTERMS.description, Literal(uitleg, lang="nl")))
    graaf.add((wat, DCTERMS.publisher, _uitgever()))
    graaf.add((wat, DCTERMS.language, NEDERLANDS))
    graaf.add((wat, DCAT.contactPoint, contact))
    if soort != DCAT.Catalog:
        graaf.add((wat, DCTERMS.identifier, Literal(str(wat))))
        graaf.add((wat, DCTERMS.accessRights, OPENBAAR))
        for thema in THEMAS:
            graaf.add((wat, DCAT.theme, thema))


def _dienst(graaf: Graph, dienst: URIRef, basis: str, contact: URIRef) -> None:
    titel = "API van de Samenwerkingsmonitor"
    uitleg = "Leest gepubliceerde rondes; applicaties van gemeenten vullen er hun opgave mee in."
    _beschrijf(graaf, dienst, DCAT.DataService, titel, uitleg, contact)
    graaf.add((dienst, DCAT.endpointURL, dienst))
    graaf.add((dienst, DCAT.endpointDescription, URIRef(f"{basis}/api/v1/openapi.json")))
    graaf.add((dienst, DCTERMS.license, CC0))


def _dataset(graaf: Graph, dataset: URIRef, ronde: Uitvraag, contact: URIRef) -> None:
    titel = f"Samenwerking in het sociaal domein, {ronde.korte_naam}"
    verzonnen = " Dit zijn voorbeeldgegevens." if ronde.voorbeeldgegevens else ""
    _beschrijf(graaf, dataset, DCAT.Dataset, titel, f"{ronde.naam}. {UITLEG}{verzonnen}", contact)
    graaf.add((dataset, DCTERMS.creator, _uitgever()))
    graaf.add((dataset, DCTERMS.spatial, NEDERLAND))
    graaf.add((dataset, DCAT.landingPage, dataset))
    for woord in ("gemeenten", "samenwerking", "sociaal domein"):
        graaf.add((dataset, DCAT.keyword, Literal(woord, lang="nl")))
    if ronde.gepubliceerd_op:
        moment = Literal(ronde.gepubliceerd_op.isoformat(), datatype=XSD.dateTime)
        graaf.add((dataset, DCTERMS.issued, moment))
        graaf.add((dataset, DCTERMS.modified, moment))
    periode = URIRef(f"{dataset}#periode")
    graaf.add((dataset, DCTERMS.temporal, periode))
    graaf.add((periode, RDF.type, DCTERMS.PeriodOfTime))
    dag = Literal(ronde.peildatum.isoformat(), datatype=XSD.date)
    graaf.add((periode, DCAT.startDate, dag))
    graaf.add((periode, DCAT.endDate, dag))


def _distributie(graaf: Graph, dataset: URIRef, bestand: Bestand, kenmerk: tuple[int, str]) -> None:
    adres = URIRef(f"{dataset}/{bestand.naam}")
    som = URIRef(f"{adres}#sha256")
    soort = SOORTEN[bestand.formaat].partition(";")[0]
    for eigenschap, waarde in (
        (RDF.type, DCAT.Distribution),
        (DCTERMS.title, Literal(bestand.naam, lang="nl")),
        (DCTERMS.description, Literal(bestand.uitleg, lang="nl")),
        (DCAT.accessURL, adres),
        (DCAT.downloadURL, adres),
        (DCTERMS.license, CC0),
        (DCTERMS.format, URIRef(f"{EU}/file-type/{bestand.formaat.upper()}")),
        (DCAT.mediaType, URIRef(f"https://www.iana.org/assignments/media-types/{soort}")),
        (DCAT.byteSize, Literal(kenmerk[0], datatype=XSD.nonNegativeInteger)),
        (SPDX.checksum, som),
    ):
        graaf.add((adres, eigenschap, waarde))
    graaf.add((dataset, DCAT.distribution, adres))
    graaf.add((som, RDF.type, SPDX.Checksum))
    graaf.add((som, SPDX.algorithm, SPDX.checksumAlgorithm_sha256))
    graaf.add((som, SPDX.checksumValue, Literal(kenmerk[1], datatype=XSD.hexBinary)))
