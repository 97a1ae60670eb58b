"""The description of the tables after the Data Package standard of Frictionless."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from monitor.openbaar.tabellen import AFGELEID, UITLEG
from samenwerking.models import Uitvraag
from samenwerking.uitwisseling.tabellen import TABELLEN, Kolom, Soort

TYPES = {
    Soort.DAG: {"type": "date"},
    Soort.MOMENT: {"type": "datetime", "format": "any"},
    Soort.GETAL: {"type": "integer"},
    Soort.JANEE: {"type": "boolean", "trueValues": ["1"], "falseValues": ["0"]},
}
UITLEG_KOLOM = {
    "gemeente": "CBS-code van de gemeente.",
    "gemeenten": "CBS-codes van de gemeenten waar het over gaat, gescheiden door |.",
    "penvoerder": "CBS-code van de gemeente die penvoerder is.",
    "centrumgemeente": "CBS-code van de centrumgemeente.",
    "verband": "Slug van het verband.",
    "verbanden": "Slugs van de verbanden, gescheiden door |.",
    "taak": "Code van de taak.",
    "regio": "Code van de regio waarop het is gehecht.",
    "staat": "De staat van de dekking; zie de definities.",
    "zin": "De bevinding in één zin.",
    "tooi": "Het adres van de organisatie in TOOI, het register van de overheid.",
}
VERWIJZINGEN = {"verband": ("verbanden", "verband"), "onderdeel_van": ("verbanden", "verband")}


def pakket(ronde: Uitvraag, basis: str, kenmerken: Mapping[str, tuple[int, str]]) -> dict[str, Any]:
    """`datapackage.json` of a round: every table with its columns, types and hash."""
    return {
        "name": f"samenwerking-{ronde.code}",
        "id": f"{basis}/open-data/{ronde.code}",
        "title": f"Samenwerking in het sociaal domein, {ronde.korte_naam}",
        "description": ronde.naam,
        "homepage": f"{basis}/open-data/{ronde.code}",
        "licenses": [
            {
                "name": "CC0-1.0",
                "path": "https://creativecommons.org/publicdomain/zero/1.0/",
                "title": "CC0 1.0",
            }
        ],
        "created": ronde.gepubliceerd_op.isoformat() if ronde.gepubliceerd_op else None,
        "resources": [_tabel(naam, kenmerken[f"{naam}.csv"]) for naam in UITLEG],
    }


def _tabel(naam: str, kenmerk: tuple[int, str]) -> dict[str, Any]:
    afgeleid = AFGELEID.get(naam)
    kolommen = afgeleid[0] if afgeleid else TABELLEN[naam].kolommen
    sleutel = afgeleid[1] if afgeleid else TABELLEN[naam].sleutel
    vorm: dict[str, Any] = {"fields": [_veld(kolom) for kolom in kolommen], "missingValues": [""]}
    if all(kolom.gevuld for kolom in kolommen if kolom.naam in sleutel) and sleutel:
        vorm["primaryKey"] = list(sleutel)
    verwijst = [
        {"fields": k.naam, "reference": {"resource": doel, "fields": veld}}
        for k in kolommen
        if k.naam in VERWIJZINGEN and naam != "verbanden"
        for doel, veld in [VERWIJZINGEN[k.naam]]
    ]
    if verwijst:
        vorm["foreignKeys"] = verwijst
    return {
        "name": naam,
        "path": f"{naam}.csv",
        "description": UITLEG[naam],
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": kenmerk[0],
        "hash": f"sha256:{kenmerk[1]}",
        "schema": vorm,
    }


def _veld(kolom: Kolom) -> dict[str, Any]:
    veld: dict[str, Any] = {"name": kolom.naam, **TYPES.get(kolom.soort, {"type": "string"})}
    eisen: dict[str, Any] = {"required": True} if kolom.gevuld else {}
    if kolom.soort == Soort.KEUZE:
        eisen["enum"] = list(kolom.waarden)
    if kolom.soort == Soort.GEMEENTE:
        eisen["pattern"] = "GM[0-9]{4}"
    if uitleg := UITLEG_KOLOM.get(kolom.naam):
        veld["description"] = uitleg
    return veld | ({"constraints": eisen} if eisen else {})
