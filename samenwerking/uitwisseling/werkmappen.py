"""Reading .ods and .xlsx: everything is measured before a spreadsheet library sees any of it.

A workbook is a zip of XML. Its members are counted, unpacked within the limits, parsed without
document types and measured (`maten`); what passed is packed anew, and only that copy is read, so
that a member that says one thing to us cannot say another to the library.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from xml.sax import SAXException  # nosec B406

from defusedxml import DefusedXmlException
from defusedxml.sax import parseString

from samenwerking.uitwisseling.fouten import Code
from samenwerking.uitwisseling.grenzen import MIB, Grenzen
from samenwerking.uitwisseling.maten import Excelmeter, Maat, Odsmeter, Onleesbaar

WIJZEN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
BESCHADIGD = "Het bestand is beschadigd of geen werkmap. Bewaar het opnieuw als .ods of .xlsx."
BESCHADIGINGEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    SAXException,
    RuntimeError,
    ValueError,
    OverflowError,
    OSError,
    EOFError,
    LookupError,
)


def lees_werkmap(
    ruw: bytes, grenzen: Grenzen, namen: set[str]
) -> Iterator[tuple[str, list[list[str]]]]:
    """Name and rows of each sheet, cells as text; only sheets in `namen` come with rows.

    Raises Onleesbaar.
    """
    from python_calamine import CalamineWorkbook  # Only who reads a workbook pays for it.

    kopie = _nagemeten(ruw, grenzen)
    try:
        with CalamineWorkbook.from_object(io.BytesIO(kopie)) as werkmap:
            for naam in werkmap.sheet_names:
                if naam.strip().casefold() in namen:
                    rijen = werkmap.get_sheet_by_name(naam).to_python(skip_empty_area=False)
                    yield naam, [[_tekst(cel) for cel in rij] for rij in rijen]
                else:
                    yield naam, []
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as fout:  # a panic of the library is no Exception
        raise Onleesbaar(Code.BESTAND, BESCHADIGD) from fout


def _tekst(cel: Any) -> str:
    """A cell as it would stand in a CSV file: 363.0 is 363, a date is ISO, true is 1."""
    if isinstance(cel, bool):
        return str(int(cel))
    if isinstance(cel, float) and cel.is_integer():
        return str(int(cel))
    if isinstance(cel, date | datetime):
        return cel.isoformat()
    return str(cel)


def _nagemeten(ruw: bytes, grenzen: Grenzen) -> bytes:
    """A new zip with the XML of this one, all of it within the limits. Raises Onleesbaar."""
    kopie = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(ruw)) as bron, zipfile.ZipFile(kopie, "w") as doel:
            leden = _leden(bron, grenzen)
            meter = _meter({lid.filename for lid in leden}, Maat(grenzen))
            for lid in leden:
                inhoud = bron.read(lid)
                if lid.filename != "mimetype":
                    parseString(inhoud, meter, forbid_dtd=True)
                doel.writestr(zipfile.ZipInfo(lid.filename), inhoud)
            meter.klaar()
    except DefusedXmlException:
        zin = "De werkmap bevat een documenttype of entiteiten. Bewaar hem opnieuw."
        raise Onleesbaar(Code.XML, zin) from None
    except BESCHADIGINGEN:
        raise Onleesbaar(Code.BESTAND, BESCHADIGD) from None
    return kopie.getvalue()


def _leden(bron: zipfile.ZipFile, grenzen: Grenzen) -> list[zipfile.ZipInfo]:
    """The members that a reader needs. Raises Onleesbaar when there is too much or it is odd."""
    leden = bron.infolist()
    if len(leden) > grenzen.leden:
        raise Onleesbaar(Code.GRENS, f"Meer dan {grenzen.leden} onderdelen in de werkmap.")
    if sum(lid.file_size for lid in leden) > grenzen.uitgepakt:
        raise Onleesbaar(Code.GRENS, f"Uitgepakt groter dan {grenzen.uitgepakt // MIB} MiB.")
    namen = {lid.filename.casefold() for lid in leden}
    vreemd = any(lid.flag_bits & 1 or lid.compress_type not in WIJZEN for lid in leden)
    if vreemd or len(namen) < len(leden):
        raise Onleesbaar(Code.BESTAND, BESCHADIGD)
    return [lid for lid in leden if lid.filename.endswith((".xml", ".rels", "mimetype"))]


def _meter(namen: set[str], maat: Maat) -> Excelmeter | Odsmeter:
    """The handler for this kind of workbook; it must be clearly one or the other."""
    excel, ods = "xl/workbook.xml" in namen, {"mimetype", "content.xml"} <= namen
    if excel == ods:
        raise Onleesbaar(Code.BESTAND, BESCHADIGD)
    return Excelmeter(maat) if excel else Odsmeter(maat)
