"""Reading a source: a folder of CSV, an .ods, an .xlsx or a JSON export, as cells of text."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from samenwerking.uitwisseling.cellen import ontdaan
from samenwerking.uitwisseling.fouten import HEEL, Code, Fouten, Importfout, TeVeel, enkel, som_op
from samenwerking.uitwisseling.grenzen import MIB, Grenzen
from samenwerking.uitwisseling.maten import Onleesbaar
from samenwerking.uitwisseling.ontleden import Blad
from samenwerking.uitwisseling.tabellen import TABELLEN
from samenwerking.uitwisseling.werkmappen import lees_werkmap

MEERBYTES = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]"
    rb"|\xe0[\xa0-\xbf][\x80-\xbf]|\xed[\x80-\x9f][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|\xf4[\x80-\x8f][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}"
)


def lees_bron(pad: Path, grenzen: Grenzen, fouten: Fouten, let_op: list[str]) -> list[Blad]:
    """The sheets of a source; notices go to `let_op`, errors to `fouten`.

    Raises Importfout when the source as a whole cannot be read.
    """
    try:
        bladen = list(_bladen(pad, grenzen, fouten, let_op))
        if not bladen and not fouten.lijst:
            raise Onleesbaar(Code.BESTAND, f"Hier staat geen enkele tabel: {som_op(TABELLEN)}.")
    except Onleesbaar as waarom:
        fouten.meld(_naam(pad), waarom.rij, waarom.plek, waarom.code, str(waarom))
        raise Importfout(fouten.lijst) from None
    except OSError:
        fouten.meld(_naam(pad), 0, HEEL, Code.BESTAND, "De bron is niet te lezen.")
        raise Importfout(fouten.lijst) from None
    except TeVeel:
        fouten.vol()
        raise Importfout(fouten.lijst) from None
    return bladen


def _naam(pad: Path) -> str:
    return pad.name or pad.resolve().name


def _bladen(pad: Path, grenzen: Grenzen, fouten: Fouten, let_op: list[str]) -> Iterator[Blad]:
    soort = pad.suffix.casefold()
    if pad.is_dir():
        return _csv_bladen(sorted(pad.iterdir()), grenzen.uitgepakt, grenzen, fouten, let_op)
    if not pad.exists():
        raise Onleesbaar(Code.BESTAND, f"{_naam(pad)} bestaat niet. Geef een map of bestand op.")
    if not pad.is_file() or soort not in {".csv", ".ods", ".xlsx", ".json"}:
        raise Onleesbaar(
            Code.BESTAND,
            f"{_naam(pad)} is geen map met CSV-bestanden en geen .ods of .xlsx. "
            "Pak een zip eerst uit.",
        )
    if pad.stat().st_size > grenzen.ingepakt:
        raise Onleesbaar(Code.GRENS, f"Groter dan {grenzen.ingepakt // MIB} MiB. Splits de bron.")
    if soort == ".csv":
        return _csv_bladen([pad], grenzen.uitgepakt, grenzen, fouten, let_op)
    if soort == ".json":
        return _json_bladen(pad.read_bytes(), grenzen)
    return _werkbladen(pad.read_bytes(), grenzen, fouten, let_op)


def _csv_bladen(
    paden: Iterable[Path], grens: int, grenzen: Grenzen, fouten: Fouten, let_op: list[str]
) -> Iterator[Blad]:
    bestanden = [pad for pad in paden if pad.suffix.casefold() == ".csv" and pad.is_file()]
    if sum(bestand.stat().st_size for bestand in bestanden) > grens:
        raise Onleesbaar(Code.GRENS, f"Samen groter dan {grens // MIB} MiB. Splits de bron.")
    gezien: set[str] = set()
    for bestand in bestanden:
        naam = bestand.stem.casefold()
        if naam not in TABELLEN:
            let_op.append(f"{enkel(bestand.name)} hoort niet bij het formaat en is overgeslagen.")
        elif naam in gezien:
            fouten.meld(bestand.name, 0, HEEL, Code.BESTAND, "Deze tabel is er twee keer.")
        else:
            gezien.add(naam)
            yield from _csv_blad(bestand, naam, grenzen, fouten, let_op)


def _csv_blad(
    bestand: Path, naam: str, grenzen: Grenzen, fouten: Fouten, let_op: list[str]
) -> Iterator[Blad]:
    rijen: list[tuple[int, list[str]]] = []
    try:
        tekst = decodeer(bestand.read_bytes(), bestand.name, let_op)
        lezer = csv.reader(io.StringIO(tekst, newline=""), delimiter=_teken(tekst), strict=True)
        for nummer, cellen in enumerate(lezer, start=1):
            if nummer > grenzen.rijen + 1:
                zin = f"Meer dan {grenzen.rijen} rijen. Splits het bestand."
                raise Onleesbaar(Code.GRENS, zin, rij=nummer)
            rijen.append((nummer, [ontdaan(cel) for cel in cellen]))
    except OSError:
        fouten.meld(bestand.name, 0, HEEL, Code.BESTAND, "Het bestand is niet te lezen.")
    except csv.Error:
        raad = "Een aanhalingsteken klopt niet, of een cel is te lang. Kijk in deze rij."
        fouten.meld(bestand.name, len(rijen) + 1, HEEL, Code.CELLEN, raad)
    except Onleesbaar as waarom:
        fouten.meld(bestand.name, waarom.rij, waarom.plek, waarom.code, str(waarom))
    else:
        yield from _als_blad(naam, bestand.name, rijen, fouten)


def decodeer(ruw: bytes, naam: str, let_op: list[str]) -> str:
    """The text of a file: UTF-8, or Windows-1252 when no byte of it looks like UTF-8.

    Raises Onleesbaar.
    """
    if ruw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Onleesbaar(Code.TEKENS, "Dit is UTF-16. Bewaar het bestand als CSV UTF-8.", rij=1)
    if b"\0" in ruw:
        raise Onleesbaar(
            Code.TEKENS, "Er staat een NUL-teken. Verwijder het.", rij=_rij(ruw, ruw.index(b"\0"))
        )
    if ruw.startswith(b"\xef\xbb\xbf"):
        let_op.append(f"{naam} begint met een BOM; dat mag.")
    try:
        return ruw.decode("utf-8-sig")
    except UnicodeDecodeError as fout:
        if MEERBYTES.search(ruw):
            zin = "Deze bytes zijn geen UTF-8, andere in dit bestand wel. Bewaar als CSV UTF-8."
            raise Onleesbaar(Code.TEKENS, zin, rij=_rij(ruw, fout.start)) from None
    try:
        tekst = ruw.decode("cp1252")
    except UnicodeDecodeError as fout:
        zin = "Hier staat een onbekend teken. Bewaar het bestand als CSV UTF-8."
        raise Onleesbaar(Code.TEKENS, zin, rij=_rij(ruw, fout.start)) from None
    let_op.append(f"{naam} is gelezen als Windows-1252 (cp1252). Controleer de letters met accent.")
    return tekst


def _rij(ruw: bytes, plek: int) -> int:
    """The line of a byte; the row, as long as no cell before it holds a line end."""
    return ruw[:plek].count(b"\n") + 1


def _teken(tekst: str) -> str:
    """What separates the cells of the header."""
    kop = re.split(r"[\r\n]", tekst, maxsplit=1)[0]
    return ";" if kop.count(";") > kop.count(",") else ","


def _werkbladen(ruw: bytes, grenzen: Grenzen, fouten: Fouten, let_op: list[str]) -> Iterator[Blad]:
    gezien: set[str] = set()
    for blad, cellen in lees_werkmap(ruw, grenzen, set(TABELLEN)):
        naam = blad.strip().casefold()
        if naam not in TABELLEN:
            let_op.append(f"Werkblad {enkel(blad)} hoort niet bij het formaat en is overgeslagen.")
        elif naam in gezien:
            fouten.meld(naam, 0, HEEL, Code.BESTAND, "Dit werkblad is er twee keer.")
        else:
            gezien.add(naam)
            rijen = [(nr, [ontdaan(cel) for cel in rij]) for nr, rij in enumerate(cellen, 1)]
            yield from _als_blad(naam, naam, _rechthoek(rijen), fouten)


def _json_bladen(ruw: bytes, grenzen: Grenzen) -> Iterator[Blad]:
    """The tables of a JSON export; the first object of a list is row 2, as in the other formats."""
    try:
        inhoud = json.loads(ruw)
        tabellen = {naam: inhoud[naam] for naam in TABELLEN if naam in inhoud}
        for naam, rijen in tabellen.items():
            if len(rijen) > grenzen.rijen:
                raise Onleesbaar(Code.GRENS, f"Meer dan {grenzen.rijen} rijen in {naam}.")
            kop = list(dict.fromkeys(kolom for rij in rijen for kolom in rij)) or [
                kolom.naam for kolom in TABELLEN[naam].kolommen
            ]
            cellen = [[_json_cel(rij.get(kolom)) for kolom in kop] for rij in rijen]
            yield Blad(TABELLEN[naam], naam, kop, list(enumerate(cellen, start=2)))
    except (ValueError, TypeError, AttributeError, RecursionError):
        raise Onleesbaar(Code.BESTAND, "Dit is geen export in JSON. Exporteer opnieuw.") from None


def _json_cel(waarde: Any) -> str:
    if waarde is None:
        return ""
    return str(int(waarde)) if isinstance(waarde, bool) else str(waarde)


def _rechthoek(rijen: list[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
    """Sheets are as wide as their widest row: cut empty cells beyond the header off."""
    breedte = (
        max((n for n, cel in enumerate(rijen[0][1], 1) if cel.strip()), default=0) if rijen else 0
    )
    return [
        (nummer, cellen[:breedte] if not any(c.strip() for c in cellen[breedte:]) else cellen)
        for nummer, cellen in rijen
    ]


def _als_blad(
    naam: str, bestand: str, rijen: list[tuple[int, list[str]]], fouten: Fouten
) -> Iterator[Blad]:
    """The header and the rows that say something; a blank row is no row."""
    kop = [cel.strip() for cel in rijen[0][1]] if rijen else []
    if not any(kop):
        fouten.meld(
            bestand, 1, HEEL, Code.KOP, "De eerste rij moet de namen van de kolommen geven."
        )
        return
    leeg = [""] * len(kop)
    gevuld = [rij for rij in rijen[1:] if rij[1] and [cel.strip() for cel in rij[1]] != leeg]
    yield Blad(TABELLEN[naam], bestand, kop, gevuld)
