"""The tables of a published round as files: codes, names, JSON, and the whole round in one."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache

from gemeenten.models import Gemeente
from monitor.filters import STAATNAMEN
from monitor.openbaar.tabellen import UITLEG, Rondetabel, tabellen
from samenwerking.keuzes import Kanaal, Onderdeel, Reden, Stadium, Wijze
from samenwerking.models import Rechtsvorm, Uitvraag, Verbandversie
from samenwerking.toegang.bereik import zichtbaar
from samenwerking.uitwisseling import ods
from samenwerking.uitwisseling.cellen import beschermd, geschreven
from samenwerking.uitwisseling.tabellen import Soort

BEWAAR = 10 * 60
"""Seconds that sizes and hashes are remembered: a published round does not change."""
RONDE = "ronde"
SOORTEN = {
    "csv": "text/csv; charset=utf-8",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "json": "application/json",
    "zip": "application/zip",
}
Tabellen = dict[str, Rondetabel]
Namen = Mapping[Soort | str, Mapping[str, str]]


class Bestand(NamedTuple):
    """A file of a round: its name, and what it holds in one sentence."""

    naam: str
    uitleg: str

    @property
    def formaat(self) -> str:
        """The extension."""
        return self.naam.rpartition(".")[2]

    @property
    def tabel(self) -> str:
        """The table in it, or RONDE."""
        return self.naam.rpartition(".")[0].removesuffix("-namen")


def bestanden() -> list[Bestand]:
    """All files that a published round has."""
    per_tabel = [
        Bestand(f"{naam}{achter}", f"{uitleg} {hoe}")
        for naam, uitleg in UITLEG.items()
        for achter, hoe in (
            (".csv", "CSV met codes."),
            ("-namen.csv", "CSV met namen in plaats van codes."),
            (".ods", "ODS met codes."),
            (".json", "JSON."),
        )
    ]
    heel = [
        Bestand(f"{RONDE}.zip", "Alle tabellen als CSV met codes."),
        Bestand(f"{RONDE}.ods", "Alle tabellen in één werkmap."),
        Bestand(f"{RONDE}.json", "Alle tabellen in één JSON-document."),
    ]
    return [*heel, *per_tabel]


def schrijf(naam: str, ronde: Uitvraag, nu: datetime) -> bytes | None:
    """The bytes of one file; None for a name that is not among `bestanden`."""
    gevraagd = next((bestand for bestand in bestanden() if bestand.naam == naam), None)
    if gevraagd is None:
        return None
    return _inhoud(gevraagd, ronde, tabellen(ronde, nu, alleen=gevraagd.tabel))


def kenmerken(ronde: Uitvraag, nu: datetime) -> dict[str, tuple[int, str]]:
    """Name -> (bytes, SHA-256) of every file."""
    sleutel = f"openbaar-{ronde.code}-{ronde.gepubliceerd_op:%Y%m%d%H%M%S}"

    def bereken() -> dict[str, tuple[int, str]]:
        alle = tabellen(ronde, nu)
        inhoud = {bestand.naam: _inhoud(bestand, ronde, alle) for bestand in bestanden()}
        return {naam: (len(b), hashlib.sha256(b).hexdigest()) for naam, b in inhoud.items()}

    gevonden: dict[str, tuple[int, str]] = cache.get_or_set(sleutel, bereken, BEWAAR)
    return gevonden


def _inhoud(bestand: Bestand, ronde: Uitvraag, alle: Tabellen) -> bytes:
    tabel = bestand.tabel
    if bestand.naam.endswith("-namen.csv"):
        return _met_namen(alle[tabel], ronde)
    gekozen = alle if tabel == RONDE else {tabel: alle[tabel]}
    return SCHRIJVERS[bestand.formaat](ronde, gekozen)


def als_csv(ronde: Uitvraag, gekozen: Tabellen) -> bytes:
    """One table with codes, as the import reads it: UTF-8, commas, no byte order mark."""
    (tabel,) = gekozen.values()
    return _csv(_cellen(tabel), ",").encode()


def als_ods(ronde: Uitvraag, gekozen: Tabellen) -> bytes:
    """A sheet per table."""
    return ods.schrijf({naam: _cellen(tabel) for naam, tabel in gekozen.items()})


def als_zip(ronde: Uitvraag, gekozen: Tabellen) -> bytes:
    """A CSV file per table; the same tables give the same bytes."""
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w") as archief:
        for naam, tabel in gekozen.items():
            lid = zipfile.ZipInfo(f"{naam}.csv")
            archief.writestr(lid, _csv(_cellen(tabel), ","), zipfile.ZIP_DEFLATED)
    return uit.getvalue()


def als_json(ronde: Uitvraag, gekozen: Tabellen) -> bytes:
    """A list of objects per table, null for unknown; with what the file is."""
    inhoud: dict[str, Any] = {
        "uitvraag": ronde.code,
        "peildatum": ronde.peildatum.isoformat(),
        "voorbeeldgegevens": ronde.voorbeeldgegevens,
        "licentie": "CC0-1.0",
    }
    for naam, tabel in gekozen.items():
        inhoud[naam] = [{k.naam: _json(rij[k.naam]) for k in tabel.kolommen} for rij in tabel.rijen]
    return json.dumps(inhoud, ensure_ascii=False).encode()


SCHRIJVERS: dict[str, Callable[[Uitvraag, Tabellen], bytes]] = {
    "csv": als_csv,
    "ods": als_ods,
    "zip": als_zip,
    "json": als_json,
}


def _json(waarde: Any) -> Any:
    if isinstance(waarde, tuple):
        return [geschreven(deel) for deel in waarde]
    return waarde if isinstance(waarde, int | None) else geschreven(waarde) or None


def _cellen(tabel: Rondetabel) -> list[list[str]]:
    namen = [kolom.naam for kolom in tabel.kolommen]
    return [namen, *([beschermd(geschreven(rij[n])) for n in namen] for rij in tabel.rijen)]


def _csv(cellen: list[list[str]], teken: str) -> str:
    uit = io.StringIO(newline="")
    csv.writer(uit, delimiter=teken).writerows(cellen)
    return uit.getvalue()


def _met_namen(tabel: Rondetabel, ronde: Uitvraag) -> bytes:
    """For a spreadsheet program: names for codes, semicolons and a byte order mark."""
    namen = _namen(ronde)
    koppen = [kolom.naam for kolom in tabel.kolommen]
    cellen = [koppen]
    for rij in tabel.rijen:
        cellen.append(
            [_naam(kolom.naam, kolom.soort, rij[kolom.naam], namen) for kolom in tabel.kolommen]
        )
    return f"\ufeff{_csv(cellen, ';')}".encode()


def _naam(kolom: str, soort: Soort, waarde: Any, namen: Namen) -> str:
    lijst = namen.get(kolom) or namen.get(soort) or {}
    if isinstance(waarde, tuple):
        return beschermd(", ".join(lijst.get(deel, deel) for deel in waarde))
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    return beschermd(lijst.get(waarde, geschreven(waarde)))


def _namen(ronde: Uitvraag) -> Namen:
    """Code -> name per kind of column, or per column."""
    gemeenten = dict(Gemeente.objects.op(ronde.peildatum).values_list("code", "naam"))
    taken = dict(ronde.uitvraagtaken.values_list("taak_id", "taak__naam"))
    versies = zichtbaar(AnonymousUser(), Verbandversie).filter(uitvraag=ronde)
    verbanden = dict(versies.values_list("verband_id", "naam"))
    keuzes = {"wijze": Wijze, "stadium": Stadium, "kanaal": Kanaal, "onderdeel": Onderdeel}
    return {
        Soort.GEMEENTE: gemeenten,
        Soort.TAAK: taken,
        Soort.TAAK_OF_ALLE: taken | {"*": "alle taken van het verband"},
        Soort.VERBAND: verbanden,
        Soort.RECHTSVORM: dict(Rechtsvorm.objects.values_list("code", "naam")),
        "gemeenten": gemeenten,
        "verbanden": verbanden,
        "staat": {staat.value: naam for staat, naam in STAATNAMEN.items()},
        "reden": dict(Reden.choices),
        **{naam: dict(keuze.choices) for naam, keuze in keuzes.items()},
    }
