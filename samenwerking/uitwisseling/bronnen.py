"""Reading a source: a folder of CSV, an .ods, an .xlsx or a JSON export, as cells of text."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from samenwerking.uitwisseling.cellen import ontdaan
from samenwerking.uitwisseling.fouten import HEEL, Code, Fouten, Importfout, TeVeel, som_op
from samenwerking.uitwisseling.grenzen import MIB, Grenzen
from samenwerking.uitwisseling.ontleden import Blad
from samenwerking.uitwisseling.tabellen import TABELLEN
from samenwerking.uitwisseling.werkmappen import Onleesbaar, lees_werkmap

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
        if pad.is_dir() or pad.suffix.casefold() == ".csv":
            bladen = list(_csv_bladen(pad, grenzen, fouten, let_op))
        elif pad.suffix.casefold() in {".ods", ".xlsx"} and pad.is_file():
            bladen = list(_werkbladen(pad, grenzen, fouten, let_op))
        elif pad.suffix.casefold() == ".json" and pad.is_file():
            bladen = list(_json_bladen(pad, grenzen))
        else:
            raise Onleesbaar(Code.BESTAND, _wat_is(pad))
    except Onleesbaar as waarom:
        fouten.meld(pad.name, 0, waarom.plek, waarom.code, str(waarom))
        raise Importfout(fouten.lijst) from None
    except TeVeel:
        fouten.vol()
        raise Importfout(fouten.lijst) from None
    if not bladen and not fouten.lijst:
        namen = som_op(TABELLEN)
        fouten.meld(pad.name, 0, HEEL, Code.BESTAND, f"Hier staat geen enkele tabel: {namen}.")
        raise Importfout(fouten.lijst)
    return bladen


def _wat_is(pad: Path) -> str:
    wat = "is geen map met CSV-bestanden en geen .ods of .xlsx" if pad.exists() else "bestaat niet"
    return f"{pad.name} {wat}. Geef zo'n map of bestand op."


def _csv_bladen(pad: Path, grenzen: Grenzen, fouten: Fouten, let_op: list[str]) -> Iterator[Blad]:
    bestanden = sorted(pad.glob("*")) if pad.is_dir() else [pad]
    bestanden = [b for b in bestanden if b.suffix.casefold() == ".csv" and b.is_file()]
    grens = grenzen.uitgepakt if pad.is_dir() else min(grenzen.ingepakt, grenzen.uitgepakt)
    if sum(bestand.stat().st_size for bestand in bestanden) > grens:
        raise Onleesbaar(Code.GRENS, f"Samen groter dan {grens // MIB} MiB. Splits de aanlevering.")
    gezien: set[str] = set()
    for bestand in bestanden:
        naam = bestand.stem.casefold()
        if naam not in TABELLEN:
            let_op.append(f"{bestand.name} hoort niet bij het formaat en is overgeslagen.")
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
        eerste = tekst.partition("\n")[0]
        teken = ";" if eerste.count(";") > eerste.count(",") else ","
        lezer = csv.reader(io.StringIO(tekst, newline=""), delimiter=teken, strict=True)
        for nummer, cellen in enumerate(lezer, start=1):
            if nummer > grenzen.rijen + 1:
                raise Onleesbaar(Code.GRENS, f"Meer dan {grenzen.rijen} rijen.")
            rijen.append((nummer, [ontdaan(cel) for cel in cellen]))
    except OSError:
        fouten.meld(bestand.name, 0, HEEL, Code.BESTAND, "Het bestand is niet te lezen.")
    except csv.Error:
        raad = "Een aanhalingsteken klopt niet, of een cel is te lang. Kijk in deze rij."
        fouten.meld(bestand.name, len(rijen) + 1, HEEL, Code.CELLEN, raad)
    except Onleesbaar as waarom:
        fouten.meld(bestand.name, 0, waarom.plek, waarom.code, str(waarom))
    else:
        yield from _als_blad(naam, bestand.name, rijen, fouten)


def decodeer(ruw: bytes, naam: str, let_op: list[str]) -> str:
    """The text of a file: UTF-8, or Windows-1252 when no byte of it looks like UTF-8.

    Raises Onleesbaar.
    """
    if ruw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Onleesbaar(Code.TEKENS, "Dit is UTF-16. Bewaar het bestand als CSV UTF-8.")
    if b"\0" in ruw:
        rij = ruw[: ruw.index(b"\0")].count(b"\n") + 1
        raise Onleesbaar(Code.TEKENS, f"Er staat een NUL-teken in regel {rij}. Verwijder het.")
    if ruw.startswith(b"\xef\xbb\xbf"):
        let_op.append(f"{naam} begint met een BOM; dat mag.")
    try:
        return ruw.decode("utf-8-sig")
    except UnicodeDecodeError as fout:
        if MEERBYTES.search(ruw):
            rij = ruw[: fout.start].count(b"\n") + 1
            raise Onleesbaar(
                Code.TEKENS,
                f"Regel {rij} bevat bytes die geen UTF-8 zijn, andere regels wel UTF-8. "
                "Bewaar het bestand opnieuw als CSV UTF-8.",
            ) from None
    try:
        tekst = ruw.decode("cp1252")
    except UnicodeDecodeError as fout:
        rij = ruw[: fout.start].count(b"\n") + 1
        raise Onleesbaar(
            Code.TEKENS,
            f"Regel {rij} bevat een onbekend teken. Bewaar het bestand als CSV UTF-8.",
        ) from None
    let_op.append(f"{naam} is gelezen als Windows-1252 (cp1252). Controleer de letters met accent.")
    return tekst


def _werkbladen(pad: Path, grenzen: Grenzen, fouten: Fouten, let_op: list[str]) -> Iterator[Blad]:
    gezien: set[str] = set()
    for blad, cellen in lees_werkmap(pad.read_bytes(), grenzen, set(TABELLEN)):
        naam = blad.strip().casefold()
        if naam not in TABELLEN:
            let_op.append(f"Werkblad {blad} hoort niet bij het formaat en is overgeslagen.")
        elif naam in gezien:
            fouten.meld(naam, 0, HEEL, Code.BESTAND, "Dit werkblad is er twee keer.")
        else:
            gezien.add(naam)
            rijen = [(nr, [ontdaan(cel) for cel in rij]) for nr, rij in enumerate(cellen, 1)]
            yield from _als_blad(naam, naam, _rechthoek(rijen), fouten)


def _json_bladen(pad: Path, grenzen: Grenzen) -> Iterator[Blad]:
    """The tables of a JSON export; the first object of a list is row 2, as in the other formats."""
    if pad.stat().st_size > grenzen.ingepakt:
        raise Onleesbaar(Code.GRENS, f"Groter dan {grenzen.ingepakt // MIB} MiB.")
    try:
        inhoud = json.loads(pad.read_bytes())
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
