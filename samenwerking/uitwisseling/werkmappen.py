"""Reading .ods and .xlsx: everything is measured before a spreadsheet library sees any of it.

A workbook is a zip of XML. Its members are counted, unpacked within the limits and parsed for
document types, positions and amounts of text (`Teller`); what passed is packed anew, and only that
copy is read, so that a member that says one thing to us cannot say another to the library.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from xml.sax import SAXException, handler  # nosec B406 (parsed by defusedxml)

from defusedxml import DefusedXmlException
from defusedxml.sax import parseString
from python_calamine import CalamineWorkbook

from samenwerking.uitwisseling.fouten import HEEL, Code
from samenwerking.uitwisseling.grenzen import CELTEKENS, KOLOMMEN, MIB, Grenzen

CELADRES = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
BESCHADIGD = "Het bestand is beschadigd of geen werkmap. Bewaar het opnieuw als .ods of .xlsx."


class Onleesbaar(Exception):
    """A source that cannot be read, with its code, what to do, and where if that is known."""

    def __init__(self, code: Code, melding: str, plek: str = HEEL) -> None:
        super().__init__(melding)
        self.code, self.plek = code, plek


def lees_werkmap(
    ruw: bytes, grenzen: Grenzen, namen: set[str]
) -> Iterator[tuple[str, list[list[str]]]]:
    """Name and rows of each sheet, cells as text; only sheets in `namen` come with rows.

    Raises Onleesbaar.
    """
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
    if len(ruw) > grenzen.ingepakt:
        raise Onleesbaar(
            Code.GRENS, f"Groter dan {grenzen.ingepakt // MIB} MiB. Splits het bestand."
        )
    teller = Teller(grenzen)
    kopie = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(ruw)) as bron, zipfile.ZipFile(kopie, "w") as doel:
            for lid in _leden(bron, grenzen):
                inhoud = bron.read(lid)
                if lid.filename.casefold().endswith((".xml", ".rels")):
                    parseString(inhoud, teller, forbid_dtd=True)
                doel.writestr(zipfile.ZipInfo(lid.filename), inhoud)
    except DefusedXmlException:
        raise Onleesbaar(
            Code.XML, "De werkmap bevat een documenttype of entiteiten. Bewaar hem opnieuw."
        ) from None
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        zlib.error,
        SAXException,
        RuntimeError,
        ValueError,
        OverflowError,
        struct.error,
        OSError,
        EOFError,
        LookupError,
    ):
        raise Onleesbaar(Code.BESTAND, BESCHADIGD) from None
    teller.controleer_verwijzingen()
    return kopie.getvalue()


def _leden(bron: zipfile.ZipFile, grenzen: Grenzen) -> list[zipfile.ZipInfo]:
    """The members that a reader needs. Raises Onleesbaar when there is too much or it is odd."""
    leden = bron.infolist()
    if len(leden) > grenzen.leden:
        raise Onleesbaar(Code.GRENS, f"Meer dan {grenzen.leden} onderdelen in de werkmap.")
    if sum(lid.file_size for lid in leden) > grenzen.uitgepakt:
        raise Onleesbaar(Code.GRENS, f"Uitgepakt groter dan {grenzen.uitgepakt // MIB} MiB.")
    namen = Counter(lid.filename for lid in leden)
    vreemd = any(lid.flag_bits & 1 or lid.compress_type not in (0, 8) for lid in leden)
    if vreemd or max(namen.values(), default=1) > 1:
        raise Onleesbaar(Code.BESTAND, BESCHADIGD)
    return [
        lid
        for lid in leden
        if lid.filename.casefold().endswith((".xml", ".rels")) or lid.filename == "mimetype"
    ]


class Teller(handler.ContentHandler):
    """Walks the XML of a workbook and refuses what would unfold to too much.

    Knows the elements of both formats by their local names: row, c, v, si (.xlsx) and table,
    table-row, table-cell (.ods), where one element may stand for many rows or cells.
    """

    def __init__(self, grenzen: Grenzen) -> None:
        super().__init__()
        self.grenzen = grenzen
        self.tekens = 0
        self.gedeeld: list[int] = []
        self.verwijzingen: Counter[int] = Counter()
        self.startDocument()

    def startDocument(self) -> None:
        """Every member starts at the first row."""
        self.rij = self.kolom = 0
        self.rijherhaling = self.celherhaling = 1
        self.cel: str | None = None
        self.celtype = ""
        self.tekst: list[str] = []
        self.lengte = 0
        self.rijtekens = 0
        self.gevuld = False

    def startElement(self, name: str, attrs: Any) -> None:
        """A row, a cell or a shared text begins."""
        soort = name.rpartition(":")[2]
        if soort == "table":
            self.rij = 0
        elif soort in {"row", "table-row"}:
            self.rij = int(attrs.get("r") or self.rij + 1) if soort == "row" else self.rij
            self.kolom = self.rijtekens = 0
            self.rijherhaling = int(attrs.get("table:number-rows-repeated", 1))
        elif soort in {"c", "table-cell", "covered-table-cell", "si"}:
            if self.cel:
                raise ValueError("a cell in a cell")
            self.cel, self.lengte, self.tekst = soort, 0, []
            self.celtype = attrs.get("t", "")
            self.gevuld = "office:value-type" in attrs
            self.celherhaling = int(attrs.get("table:number-columns-repeated", 1))
            self._plaats(attrs.get("r"))
        elif self.cel in {"c", "si"}:
            self.gevuld |= soort in {"v", "is", "f", "t"}
        elif self.cel:
            self.gevuld = True

    def characters(self, content: str) -> None:
        """Text in a cell or in a shared text."""
        if self.cel:
            self.lengte += len(content)
            if self.celtype == "s":
                self.tekst.append(content)

    def endElement(self, name: str) -> None:
        """A row, a cell or a shared text ends: is it still within the limits?"""
        soort = name.rpartition(":")[2]
        if soort == self.cel:
            self._cel_klaar(soort)
            self.cel = None
        elif soort == "table-row":
            if self.rijtekens:
                self._eis(self.rij + self.rijherhaling)
                self._tel(self.rijtekens * (self.rijherhaling - 1))
            self.rij += self.rijherhaling

    def _plaats(self, adres: str | None) -> None:
        """Move to the cell at `adres`, or to the next one."""
        if self.cel != "c":
            return
        if adres is None:
            self.kolom += 1
            return
        gevonden = CELADRES.fullmatch(adres)
        if gevonden is None:
            raise ValueError(adres)
        self.kolom = 0
        for letter in gevonden[1]:
            self.kolom = self.kolom * 26 + ord(letter) - ord("A") + 1
        self.rij = int(gevonden[2])

    def _cel_klaar(self, soort: str) -> None:
        if self.lengte > CELTEKENS:
            raise Onleesbaar(Code.GRENS, f"Een cel heeft meer dan {CELTEKENS} tekens.")
        if soort == "si":
            self.gedeeld.append(self.lengte)
        elif soort == "c" and self.gevuld:
            self._eis(self.rij, self.kolom)
            self._tel(self.lengte)
            if self.celtype == "e":
                raise Onleesbaar(
                    Code.KEUZE,
                    "Een formule geeft een fout. Verbeter of verwijder haar.",
                    self._adres(),
                )
            if self.celtype == "s":
                self.verwijzingen[int("".join(self.tekst))] += 1
        elif soort != "c":
            self.kolom += self.celherhaling
            if self.gevuld:
                self._eis(self.rij + 1, self.kolom)
                self._tel(self.lengte * self.celherhaling)
                self.rijtekens += (self.lengte + 1) * self.celherhaling

    def _adres(self) -> str:
        kolom, letters = self.kolom, ""
        while kolom:
            kolom, rest = divmod(kolom - 1, 26)
            letters = chr(ord("A") + rest) + letters
        return f"{letters}{self.rij}"

    def _eis(self, rij: int, kolom: int = 0) -> None:
        if rij > self.grenzen.rijen + 1:
            raise Onleesbaar(Code.GRENS, f"Meer dan {self.grenzen.rijen} rijen op een werkblad.")
        if kolom > KOLOMMEN:
            raise Onleesbaar(Code.GRENS, f"Meer dan {KOLOMMEN} kolommen op een werkblad.")

    def _tel(self, tekens: int) -> None:
        self.tekens += tekens
        if self.tekens > self.grenzen.uitgepakt:
            raise Onleesbaar(Code.GRENS, "De cellen bevatten samen te veel tekst.")

    def controleer_verwijzingen(self) -> None:
        """Shared texts count as often as cells name them."""
        for nummer, aantal in self.verwijzingen.items():
            if nummer < len(self.gedeeld):
                self._tel(self.gedeeld[nummer] * aantal)
