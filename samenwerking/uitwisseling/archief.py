"""What an uploaded file is, told from its first bytes, and unpacking a zip of CSV files."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path, PurePosixPath

from samenwerking.uitwisseling.fouten import Code
from samenwerking.uitwisseling.grenzen import MIB, Grenzen
from samenwerking.uitwisseling.maten import Onleesbaar
from samenwerking.uitwisseling.werkmappen import BESCHADIGINGEN, WIJZEN

SOORTEN = (".ods", ".xlsx", ".csv", ".zip")
BEWAAR = "Bewaar het als .ods, .xlsx of .csv."
ANDERS = {
    b"%PDF": f"Dit is een PDF. {BEWAAR}",
    b"\xd0\xcf\x11\xe0": "Dit bestand heeft een wachtwoord, of het is van een oude Excel (.xls). "
    "Haal het wachtwoord weg en bewaar het als .xlsx.",
    b"{\\rtf": f"Dit is een tekstdocument. {BEWAAR}",
    b"\x89PNG": f"Dit is een afbeelding. {BEWAAR}",
    b"\xff\xd8\xff": f"Dit is een afbeelding. {BEWAAR}",
}
MACRO = "Dit bestand bevat macro's. Bewaar het als .xlsx of .ods, zonder macro's."
WACHTWOORD = "Dit bestand heeft een wachtwoord. Haal het wachtwoord weg en bewaar het opnieuw."


def soort(naam: str, ruw: bytes, grenzen: Grenzen) -> str:
    """How to read the file: .csv, .xlsx (any workbook) or .zip. Raises Onleesbaar.

    The content decides; the extension only has to be one that we take.
    """
    if not ruw.strip():
        raise Onleesbaar(Code.BESTAND, "Het bestand is leeg. Kies het bestand dat u invulde.")
    if len(ruw) > grenzen.ingepakt:
        raise Onleesbaar(Code.GRENS, f"Groter dan {grenzen.ingepakt // MIB} MiB. Splits het.")
    for begin, zin in ANDERS.items():
        if ruw.startswith(begin):
            raise Onleesbaar(Code.BESTAND, zin)
    achter = PurePosixPath(naam).suffix.casefold()
    if achter in {".xlsm", ".xltm", ".xlsb"}:
        raise Onleesbaar(Code.BESTAND, MACRO)
    if achter not in SOORTEN:
        zin = f"Een bestand dat op {achter or 'niets'} eindigt, lezen wij niet. {BEWAAR}"
        raise Onleesbaar(Code.BESTAND, zin)
    if ruw.startswith(b"PK"):
        return _zip_soort(ruw, grenzen)
    if achter == ".csv":
        return achter
    raise Onleesbaar(Code.BESTAND, f"Dit is geen {achter}-bestand. {BEWAAR}")


def _zip_soort(ruw: bytes, grenzen: Grenzen) -> str:
    """.zip for CSV files in a zip, else .xlsx: the reader tells the workbooks apart."""
    try:
        with zipfile.ZipFile(io.BytesIO(ruw)) as bron:
            leden = _binnen(bron, grenzen)
            namen = {lid.filename.casefold() for lid in leden}
            if any(naam.endswith("vbaproject.bin") for naam in namen):
                raise Onleesbaar(Code.BESTAND, MACRO)
            versleuteld = any(lid.flag_bits & 1 for lid in leden)
            if versleuteld or b"encryption-data" in _manifest(bron, namen):
                raise Onleesbaar(Code.BESTAND, WACHTWOORD)
    except BESCHADIGINGEN:
        zin = f"Het bestand is beschadigd. Open het en bewaar het opnieuw. {BEWAAR}"
        raise Onleesbaar(Code.BESTAND, zin) from None
    werkmap = namen & {"mimetype", "content.xml", "xl/workbook.xml", "[content_types].xml"}
    return ".xlsx" if werkmap else ".zip"


def _binnen(bron: zipfile.ZipFile, grenzen: Grenzen) -> list[zipfile.ZipInfo]:
    """The members, within the limits. Raises Onleesbaar."""
    leden = bron.infolist()
    if len(leden) > grenzen.leden:
        raise Onleesbaar(Code.GRENS, f"Meer dan {grenzen.leden} onderdelen in het bestand.")
    if sum(lid.file_size for lid in leden) > grenzen.uitgepakt:
        raise Onleesbaar(Code.GRENS, f"Uitgepakt groter dan {grenzen.uitgepakt // MIB} MiB.")
    return leden


def _manifest(bron: zipfile.ZipFile, namen: set[str]) -> bytes:
    """The list of parts of an .ods, which says whether they are encrypted."""
    return bron.read("META-INF/manifest.xml") if "meta-inf/manifest.xml" in namen else b""


def pak_csv_uit(ruw: bytes, doel: Path) -> Path:
    """Write the CSV files of a zip that `soort` approved to the folder `doel`.

    Folders in the zip are left out of the names, so nothing lands outside `doel`. Raises
    Onleesbaar.
    """
    doel.mkdir()
    try:
        with zipfile.ZipFile(io.BytesIO(ruw)) as bron:
            for lid in bron.infolist():
                naam = PurePosixPath(lid.filename.replace("\\", "/")).name
                if not naam.casefold().endswith(".csv") or naam.startswith("."):
                    continue
                if lid.compress_type not in WIJZEN or (doel / naam).exists():
                    raise Onleesbaar(Code.BESTAND, f"De zip bevat {naam} twee keer of vreemd.")
                (doel / naam).write_bytes(bron.read(lid))
    except BESCHADIGINGEN:
        raise Onleesbaar(Code.BESTAND, "De zip is beschadigd. Maak hem opnieuw.") from None
    return doel
