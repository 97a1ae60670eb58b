"""The catalogue of the open data after DCAT-AP-NL 3.0.

One list of nodes, written as JSON-LD or as Turtle. By hand: a library for graphs costs each web
process 20 MB, and the tests read what comes out with such a library.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings

from monitor.openbaar.bestanden import SOORTEN, Bestand, bestanden
from samenwerking.models import Uitvraag

PREFIXEN = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
EU = "http://publications.europa.eu/resource/authority"
CC0 = {"@id": f"{EU}/licence/CC0"}
OPENBAAR = {"@id": f"{EU}/access-right/PUBLIC"}
NEDERLANDS = {"@id": f"{EU}/language/NLD"}
NEDERLAND = {"@id": f"{EU}/country/NLD"}
THEMAS = [{"@id": f"{EU}/data-theme/GOVE"}, {"@id": f"{EU}/data-theme/SOCI"}]
UITLEG = (
    "Welke gemeenten samenwerken in het sociaal domein, voor welke taken, in welke vorm en hoe "
    "ver het besluit is."
)
Knoop = dict[str, Any]
"""`@id`, `@type` and properties: a value, or a list of values, as JSON-LD writes them."""
Kenmerken = Mapping[str, tuple[int, str]]


def catalogus(rondes: Sequence[tuple[Uitvraag, Kenmerken]], basis: str) -> list[Knoop]:
    """A catalogue with a dataset per published round and the API as data service.

    `basis` is the address of the portal without a slash; URIs begin with it and do not change.
    """
    hier, dienst = f"{basis}/open-data/catalogus", f"{basis}/api/v1"
    datasets = [_naar(_adres(basis, ronde)) for ronde, _ in rondes]
    knopen = [
        {
            **_beschrijving(hier, "dcat:Catalog", "Samenwerkingsmonitor sociaal domein", UITLEG),
            "dcat:contactPoint": _contact(basis),
            "foaf:homepage": _naar(f"{basis}/open-data/"),
            "dct:license": CC0,
            "dcat:service": _naar(dienst),
            "dcat:dataset": datasets,
        },
        {
            "@id": _contact(basis)["@id"],
            "@type": ["vcard:Kind", "vcard:Organization"],
            "vcard:fn": _nl(settings.BEHEER_NAAM),
            "vcard:hasEmail": _naar(f"mailto:{settings.BEHEER_EMAIL}"),
        },
        {
            "@id": settings.UITGEVER,
            "@type": "foaf:Agent",
            "foaf:name": _nl(settings.UITGEVER_NAAM),
        },
        {**_dienst(dienst, basis), "dcat:servesDataset": datasets},
    ]
    for ronde, kenmerken in rondes:
        dataset = _adres(basis, ronde)
        knopen += _dataset(dataset, ronde, basis)
        for bestand in bestanden():
            knopen += _distributie(dataset, bestand, kenmerken[bestand.naam])
    return knopen


def als_jsonld(knopen: list[Knoop]) -> str:
    """The nodes as JSON-LD 1.1, with the prefixes as context."""
    return json.dumps({"@context": PREFIXEN, "@graph": knopen}, ensure_ascii=False)


def als_turtle(knopen: list[Knoop]) -> str:
    """The same nodes as Turtle 1.1."""
    regels = [f"@prefix {naam}: <{ruimte}> ." for naam, ruimte in PREFIXEN.items()]
    for knoop in knopen:
        feiten = [f"a {', '.join(_lijst(knoop['@type']))}"]
        for eigenschap, waarden in knoop.items():
            if not eigenschap.startswith("@") and _lijst(waarden):
                feiten.append(f"{eigenschap} {', '.join(map(_waarde, _lijst(waarden)))}")
        regels += ["", f"<{knoop['@id']}>", "    " + " ;\n    ".join(feiten) + " ."]
    return "\n".join([*regels, ""])


def _lijst(waarden: Any) -> list[Any]:
    return waarden if isinstance(waarden, list) else [waarden]


def _waarde(waarde: dict[str, str]) -> str:
    """A reference or a literal; what JSON escapes Turtle escapes in the same way."""
    if "@id" in waarde:
        return f"<{waarde['@id']}>"
    tekst = json.dumps(waarde["@value"], ensure_ascii=False)
    if "@language" in waarde:
        return f"{tekst}@{waarde['@language']}"
    return f"{tekst}^^{waarde['@type']}" if "@type" in waarde else tekst


def _naar(adres: str) -> dict[str, str]:
    return {"@id": adres}


def _nl(tekst: str) -> dict[str, str]:
    return {"@value": tekst, "@language": "nl"}


def _soort(waarde: str, soort: str) -> dict[str, str]:
    return {"@value": waarde, "@type": soort}


def _adres(basis: str, ronde: Uitvraag) -> str:
    return f"{basis}/open-data/{ronde.code}"


def _contact(basis: str) -> dict[str, str]:
    return _naar(f"{basis}/open-data/catalogus#contact")


def _beschrijving(adres: str, soort: str, titel: str, uitleg: str) -> Knoop:
    """What catalogue, dataset and service share."""
    return {
        "@id": adres,
        "@type": soort,
        "dct:title": _nl(titel),
        "dct:description": _nl(uitleg),
        "dct:publisher": _naar(settings.UITGEVER),
        "dct:language": NEDERLANDS,
    }


def _openbaar(adres: str, basis: str) -> Knoop:
    """What dataset and service share."""
    return {
        "dct:identifier": {"@value": adres},
        "dct:accessRights": OPENBAAR,
        "dcat:theme": THEMAS,
        "dcat:contactPoint": _contact(basis),
    }


def _dienst(dienst: str, basis: str) -> Knoop:
    titel = "API van de Samenwerkingsmonitor"
    uitleg = "Leest gepubliceerde rondes; applicaties van gemeenten vullen er hun opgave mee in."
    return {
        **_beschrijving(dienst, "dcat:DataService", titel, uitleg),
        **_openbaar(dienst, basis),
        "dcat:endpointURL": _naar(dienst),
        "dcat:endpointDescription": _naar(f"{basis}/api/v1/openapi.json"),
        "dct:license": CC0,
    }


def _dataset(dataset: str, ronde: Uitvraag, basis: str) -> list[Knoop]:
    titel = f"Samenwerking in het sociaal domein, {ronde.korte_naam}"
    verzonnen = " Dit zijn voorbeeldgegevens." if ronde.voorbeeldgegevens else ""
    uitleg = f"{ronde.naam}. {UITLEG}{verzonnen}"
    op, dag = ronde.gepubliceerd_op, _soort(ronde.peildatum.isoformat(), "xsd:date")
    moment = [_soort(op.isoformat(), "xsd:dateTime")] if op else []
    periode = f"{dataset}#periode"
    return [
        {
            **_beschrijving(dataset, "dcat:Dataset", titel, uitleg),
            **_openbaar(dataset, basis),
            "dct:creator": _naar(settings.UITGEVER),
            "dct:spatial": NEDERLAND,
            "dcat:landingPage": _naar(dataset),
            "dcat:keyword": [_nl(w) for w in ("gemeenten", "samenwerking", "sociaal domein")],
            "dct:issued": moment,
            "dct:modified": moment,
            "dct:temporal": _naar(periode),
            "dcat:distribution": [_naar(f"{dataset}/{bestand.naam}") for bestand in bestanden()],
        },
        {
            "@id": periode,
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": dag,
            "dcat:endDate": dag,
        },
    ]


def _distributie(dataset: str, bestand: Bestand, kenmerk: tuple[int, str]) -> list[Knoop]:
    adres = f"{dataset}/{bestand.naam}"
    grootte, som = kenmerk
    soort = SOORTEN[bestand.formaat].partition(";")[0]
    return [
        {
            "@id": adres,
            "@type": "dcat:Distribution",
            "dct:title": _nl(bestand.naam),
            "dct:description": _nl(bestand.uitleg),
            "dcat:accessURL": _naar(adres),
            "dcat:downloadURL": _naar(adres),
            "dct:license": CC0,
            "dct:format": _naar(f"{EU}/file-type/{bestand.formaat.upper()}"),
            "dcat:mediaType": _naar(f"https://www.iana.org/assignments/media-types/{soort}"),
            "dcat:byteSize": _soort(str(grootte), "xsd:nonNegativeInteger"),
            "spdx:checksum": _naar(f"{adres}#sha256"),
        },
        {
            "@id": f"{adres}#sha256",
            "@type": "spdx:Checksum",
            "spdx:algorithm": _naar(f"{PREFIXEN['spdx']}checksumAlgorithm_sha256"),
            "spdx:checksumValue": _soort(som, "xsd:hexBinary"),
        },
    ]
