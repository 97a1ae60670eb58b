"""Exporting a round in the format it is imported in; importing an export gives the same Stand.

CSV is written as the format itself says: UTF-8 without BOM, commas, so that any script reads it
back without a notice. For a spreadsheet program there are .ods and .xlsx, whose cells are all text.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from samenwerking.models import Opgaveversie, Uitvraag
from samenwerking.uitwisseling import ods
from samenwerking.uitwisseling.cellen import beschermd, geschreven
from samenwerking.uitwisseling.huidig_brieven import lees_brieven, lees_ondertekeningen
from samenwerking.uitwisseling.huidig_opgaven import lees_opgaven
from samenwerking.uitwisseling.huidig_register import lees_register
from samenwerking.uitwisseling.huidig_verbanden import (
    Verbandinhoud,
    deelnemerrijen,
    koppen_elders,
    lees_verbanden,
    verbandversies,
)
from samenwerking.uitwisseling.register import Register
from samenwerking.uitwisseling.rijen import Profielrij, Rij, Verbandrij
from samenwerking.uitwisseling.tabellen import TABELLEN

XLSX_CODE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")

Tabellen = dict[str, list[Rij]]


class Exportfout(Exception):
    """An export that cannot be written there, with a Dutch sentence: what to do."""


def verzamel(
    uitvraag: Uitvraag, *, met_concepten: bool = True, bekend_op: datetime | None = None
) -> Tabellen:
    """The rows of a round per table, sorted by key.

    Per gemeente the latest submitted version, else (`met_concepten`) the concept. What does not
    count in the round (other taken, gemeenten that do not exist on the peildatum) is left out, and
    with `bekend_op` what was recorded after that moment.
    """
    register = lees_register(uitvraag)
    verbanden = {
        slug: inhoud.in_ronde(register)
        for slug, inhoud in lees_verbanden(verbandversies(uitvraag, bekend_op)).items()
    }
    opgaven = _opgaven(uitvraag, register, met_concepten, bekend_op)
    genoemd = {regel.verband for opgave in opgaven for regel in opgave.regels if regel.verband}
    genoemd |= {v.kop.onderdeel_van for v in verbanden.values() if v.kop.onderdeel_van}
    rijen: dict[str, list[Any]] = {
        "verbanden": [
            *(inhoud.kop for inhoud in verbanden.values()),
            *_koppen(genoemd - verbanden.keys(), uitvraag, register),
        ],
        "arrangementen": [r for v in verbanden.values() for r in v.arrangementen.values()],
        "deelnemers": [rij for v in verbanden.values() for rij in deelnemerrijen(v)],
        "opgaven": [opgave.kop for opgave in opgaven],
        "opgaveregels": [regel for opgave in opgaven for regel in opgave.regels],
        "profielen": [v.profiel for v in verbanden.values()],
        "brieven": list(lees_brieven(uitvraag).values()),
        "ondertekeningen": [
            rij
            for rij in lees_ondertekeningen(uitvraag).values()
            if {rij.gemeente, rij.gemeente_ondertekenaar or rij.gemeente}
            <= register.gemeenten.keys()
        ],
    }
    return {naam: sorted(rijen[naam], key=_sleutel(naam)) for naam in TABELLEN}


def _opgaven(
    uitvraag: Uitvraag, register: Register, met_concepten: bool, bekend_op: datetime | None
) -> list[Any]:
    versies = Opgaveversie.objects.filter(
        opgave__uitvraag=uitvraag, opgave__gemeente__in=list(register.gemeenten)
    )
    opgaven = lees_opgaven(versies.concept(), register) if met_concepten else {}
    opgaven |= lees_opgaven(versies.bekend(bekend_op), register)
    return list(opgaven.values())


def _koppen(slugs: set[str], uitvraag: Uitvraag, register: Register) -> list[Verbandrij]:
    """Verbanden named in this round that say nothing in it; an import must know them too."""
    elders = koppen_elders(slugs, uitvraag)
    koppen = (elders.get(slug, Verbandrij(verband=slug)) for slug in slugs)
    return [
        Verbandinhoud(replace(kop, onderdeel_van=None), Profielrij(verband=kop.verband))
        .in_ronde(register)
        .kop
        for kop in koppen
    ]


def _sleutel(tabel: str) -> Callable[[Rij], tuple[str, ...]]:
    velden = TABELLEN[tabel].sleutel
    return lambda rij: tuple(getattr(rij, veld) or "" for veld in velden)


def exporteer(
    uitvraag: Uitvraag, doel: Path, formaat: str, *, met_concepten: bool = True
) -> dict[str, int]:
    """Write a round to `doel` in `formaat` (csv: a folder); gives the number of rows per table.

    A file is replaced, a folder only when it is empty or an earlier export. Written beside it first
    and then renamed, so that there is never half an export. Raises Exportfout.
    """
    tabellen = verzamel(uitvraag, met_concepten=met_concepten)
    try:
        if formaat == "csv":
            _schrijf_map(doel, tabellen)
        else:
            _schrijf_bestand(doel, FORMATEN[formaat](uitvraag.code, tabellen))
    except OSError as fout:
        raise Exportfout(f"{doel} is niet te schrijven: {fout.strerror or fout}.") from fout
    return {naam: len(rijen) for naam, rijen in tabellen.items()}


def als_csv(tabel: str, rijen: list[Rij]) -> str:
    """One table as CSV with a header."""
    uit = io.StringIO(newline="")
    csv.writer(uit).writerows(met_kop(tabel, rijen))
    return uit.getvalue()


def als_json(uitvraag: str, tabellen: Tabellen) -> bytes:
    """All tables as one JSON document: a list of objects per table, null for unknown."""
    inhoud: dict[str, Any] = {"uitvraag": uitvraag}
    for naam, rijen in tabellen.items():
        inhoud[naam] = [
            {kolom.naam: _json(getattr(rij, kolom.naam)) for kolom in TABELLEN[naam].kolommen}
            for rij in rijen
        ]
    return json.dumps(inhoud, ensure_ascii=False, indent=1).encode()


def als_ods(uitvraag: str, tabellen: Tabellen) -> bytes:
    """All tables as one OpenDocument spreadsheet."""
    return ods.schrijf({naam: met_kop(naam, rijen) for naam, rijen in tabellen.items()})


def als_xlsx(uitvraag: str, tabellen: Tabellen) -> bytes:
    """All tables as one Excel workbook."""
    return xlsx_van({naam: met_kop(naam, rijen) for naam, rijen in tabellen.items()})


def xlsx_van(bladen: Mapping[str, Iterable[list[str]]]) -> bytes:
    """An Excel workbook of text; what looks like an escape of that format is escaped."""
    import tablib

    werkmap = tablib.Databook()
    for naam, rijen in bladen.items():
        kop, *cellen = rijen
        blad = tablib.Dataset(title=naam, headers=kop)
        for rij in cellen:
            blad.append([XLSX_CODE.sub("_x005F_", cel) for cel in rij])
        werkmap.add_sheet(blad)
    inhoud: bytes = werkmap.export("xlsx")
    return inhoud


FORMATEN: Final[dict[str, Callable[[str, Tabellen], bytes]]] = {
    "ods": als_ods,
    "xlsx": als_xlsx,
    "json": als_json,
}


def met_kop(tabel: str, rijen: list[Rij]) -> Iterator[list[str]]:
    """The header and the rows as guarded text."""
    namen = list(TABELLEN[tabel].kolom)
    yield namen
    for rij in rijen:
        yield [beschermd(geschreven(getattr(rij, naam))) for naam in namen]


def _json(waarde: Any) -> Any:
    if waarde == "" or waarde == ():
        return None
    return waarde if isinstance(waarde, int | None) else geschreven(waarde)


def _schrijf_bestand(doel: Path, inhoud: bytes) -> None:
    doel.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=doel.parent, prefix=f".{doel.name}-", delete=False) as uit:
        tijdelijk = Path(uit.name)
        try:
            uit.write(inhoud)
            uit.flush()
            os.fsync(uit.fileno())
            tijdelijk.chmod(0o644)
            tijdelijk.replace(doel)
        except OSError:
            tijdelijk.unlink(missing_ok=True)
            raise


def _schrijf_map(doel: Path, tabellen: Tabellen) -> None:
    namen = {f"{naam}.csv" for naam in TABELLEN}
    if doel.exists() and not (doel.is_dir() and {b.name for b in doel.iterdir()} <= namen):
        raise Exportfout(f"{doel} bevat al iets anders. Geef een lege of nieuwe map op.")
    doel.parent.mkdir(parents=True, exist_ok=True)
    nieuw = Path(tempfile.mkdtemp(dir=doel.parent, prefix=f".{doel.name}-"))
    try:
        for naam, rijen in tabellen.items():
            (nieuw / f"{naam}.csv").write_text(als_csv(naam, rijen), encoding="utf-8", newline="")
        nieuw.chmod(0o755)
        if doel.exists():
            shutil.rmtree(doel)
        nieuw.rename(doel)
    finally:
        shutil.rmtree(nieuw, ignore_errors=True)
