"""Workbooks for tests, bytes by hand where a writer would not make them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import openpyxl

from samenwerking.uitwisseling import ods
from samenwerking.uitwisseling.tabellen import TABELLEN

BLAD = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}'
KOP = list(TABELLEN["opgaven"].kolom)


def xlsx(pad: Path, **bladen: Iterable[Iterable[Any]]) -> Path:
    """An .xlsx with these sheets; values keep their type (dates, numbers, booleans)."""
    werkmap = openpyxl.Workbook()
    werkmap.remove(werkmap.active)
    for naam, rijen in bladen.items():
        blad = werkmap.create_sheet(naam)
        for rij in rijen:
            blad.append(list(rij))
    werkmap.save(pad)
    return pad


def ods_bestand(pad: Path, **bladen: Iterable[list[str]]) -> Path:
    """An .ods with these sheets of text."""
    pad.write_bytes(ods.schrijf(bladen))
    return pad


def zip_(pad: Path, leden: Mapping[str, str | bytes], **anders: Any) -> Path:
    """A zip with these members."""
    with zipfile.ZipFile(pad, "w", **anders) as archief:
        for naam, inhoud in leden.items():
            archief.writestr(naam, inhoud)
    return pad


def leden(pad: Path) -> dict[str, bytes]:
    """The members of a zip."""
    with zipfile.ZipFile(pad) as archief:
        return {naam: archief.read(naam) for naam in archief.namelist()}


def ruwe_xlsx(pad: Path, rijen: str, **anders: str | bytes) -> Path:
    """An .xlsx with one sheet «opgaven», whose rows are this XML; other members by name."""
    basis = leden(xlsx(pad, opgaven=[KOP]))
    blad = BLAD.format(rijen) + "</sheetData></worksheet>"
    return zip_(pad, basis | {"xl/worksheets/sheet1.xml": blad} | anders)


def ruwe_ods(pad: Path, rijen: str) -> Path:
    """An .ods with one sheet «opgaven», whose rows are this XML."""
    basis = leden(ods_bestand(pad, opgaven=[KOP]))
    inhoud = basis["content.xml"].decode().replace("</table:table>", f"{rijen}</table:table>")
    return zip_(pad, basis | {"content.xml": inhoud})


def bytes_van(pad: Path) -> io.BytesIO:
    """The bytes of a file, to change."""
    return io.BytesIO(pad.read_bytes())
