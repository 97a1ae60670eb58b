"""The tables of a published round as files: codes, names, JSON, and the whole round in one."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django.contrib.auth.models import AnonymousUser

from gemeenten.models import Gemeente
from monitor.filters import STAATNAMEN
from monitor.openbaar.tabellen import UITLEG, Rondetabel, tabellen
from samenwerking.keuzes import Kanaal, Onderdeel, Reden, Stadium, Wijze
from samenwerking.models import Rechtsvorm, Uitvraag, Verbandversie
from samenwerking.toegang.bereik import zichtbaar
from samenwerking.uitwisseling import ods
from samenwerking.uitwisseling.cellen import beschermd, geschreven
from samenwerking.uitwisseling.tabellen import Soort

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


def schrijf(ronde: Uitvraag) -> dict[str, bytes]:
    """Name -> bytes of every file of a published round; the same round gives the same bytes."""
    alle, namen = tabellen(ronde), _namen(ronde)
    return {bestand.naam: _inhoud(bestand, ronde, alle, namen) for bestand in bestanden()}


def _inhoud(bestand: Bestand, ronde: Uitvraag, alle: Tabellen, namen: Namen) -> bytes:
    tabel = bestand.tabel
    if bestand.naam.endswith("-namen.csv"):
        return _met_namen(alle[tabel], namen)
    gekozen = alle if tabel == RONDE else {tabel: alle[tabel]}
    return SCHRIJVERS[bestand.formaat](ronde, gekozen)


def als_csv(ronde: Uitvraag, gekozen: Tabellen) -> bytes:
    """One table with codes, as the import reads it: UTF-8, commas, no byte order mark."""
    (tabel,) = gekozen.values()
    return _csv(tabel.cellen, ",").encode()


def als_ods(ronde: Uitvraag, gekozen: Tabellen) -> bytes:
    """A sheet per table."""
    return ods.schrijf({naam: tabel.cellen for naam, tabel in gekozen.items()})


def als_zip(ronde: Uitvraag, gekozen: Tabellen) -> bytes:
    """A CSV file per table; the same tables give the same bytes."""
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w") as archief:
        for naam, tabel in gekozen.items():
            lid = zipfile.ZipInfo(f"{naam}.csv")
            archief.writestr(lid, _csv(tabel.cellen, ","), zipfile.ZIP_DEFLATED)
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


def _csv(cellen: list[list[str]], teken: str) -> str:
    uit = io.StringIO(newline="")
    csv.writer(uit, delimiter=teken).writerows(cellen)
    return uit.getvalue()


def _met_namen(tabel: Rondetabel, namen: Namen) -> bytes:
    """For a spreadsheet program: names for codes, semicolons and a byte order mark."""
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
