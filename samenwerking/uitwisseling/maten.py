"""Measures what a workbook would unfold to, from its XML, before a spreadsheet library reads it.

A few bytes can stand for a sheet of a million rows: a cell far away, a row that is repeated, a
shared text that many cells name. `Maat` adds up; one handler per format knows the elements.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any
from xml.sax.handler import ContentHandler  # nosec B406

from samenwerking.uitwisseling.fouten import HEEL, Code
from samenwerking.uitwisseling.grenzen import CELTEKENS, KOLOMMEN, Grenzen

CELADRES = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


class Onleesbaar(Exception):
    """A source that cannot be read, with its code, what to do, and where if that is known."""

    def __init__(self, code: Code, melding: str, plek: str = HEEL, rij: int = 0) -> None:
        super().__init__(melding)
        self.code, self.plek, self.rij = code, plek, rij


class Maat:
    """Height and width of each sheet and the text of all; refuses what passes the limits."""

    def __init__(self, grenzen: Grenzen) -> None:
        self.grenzen = grenzen
        self.hoogte = self.breedte = self.oppervlak = self.tekens = 0

    def nieuw_blad(self) -> None:
        """What follows is another sheet: a library holds its whole rectangle."""
        self.oppervlak += self.hoogte * self.breedte
        self.hoogte = self.breedte = 0
        if self.oppervlak > self.grenzen.rijen * KOLOMMEN:
            raise Onleesbaar(Code.GRENS, "De werkbladen zijn samen te groot. Splits het bestand.")

    def plek(self, rij: int, kolom: int) -> None:
        """There is a filled cell here; both count from 1."""
        if rij > self.grenzen.rijen + 1:
            zin = f"Meer dan {self.grenzen.rijen} rijen op een werkblad. Splits het bestand."
            raise Onleesbaar(Code.GRENS, zin, rij=rij)
        if kolom > KOLOMMEN:
            zin = f"Meer dan {KOLOMMEN} kolommen op een werkblad. Maak de rest leeg."
            raise Onleesbaar(Code.GRENS, zin, letters(kolom), rij)
        self.hoogte, self.breedte = max(self.hoogte, rij), max(self.breedte, kolom)

    def tekst(self, lengte: int, keer: int = 1) -> None:
        """So much text in a cell, and in so many cells."""
        if lengte > CELTEKENS:
            raise Onleesbaar(Code.GRENS, f"Een cel heeft meer dan {CELTEKENS} tekens.")
        self.tekens += lengte * keer
        if self.tekens > self.grenzen.uitgepakt:
            raise Onleesbaar(Code.GRENS, "De cellen bevatten samen te veel tekst.")


class Excelmeter(ContentHandler):
    """The members of an .xlsx: row, c and v in the sheets, si in the shared texts."""

    def __init__(self, maat: Maat) -> None:
        super().__init__()
        self.maat = maat
        self.gedeeld: list[int] = []
        self.genoemd: Counter[int] = Counter()

    def startDocument(self) -> None:
        """Every member is a sheet of its own."""
        self.maat.nieuw_blad()
        self.rij = self.kolom = self.lengte = 0
        self.soort = self.celtype = ""
        self.gevuld = False
        self.waarde: list[str] = []

    def startElement(self, name: str, attrs: Any) -> None:
        """A row, a cell, a shared text, or what is in it."""
        naam = name.rpartition(":")[2]
        if naam == "row":
            self.rij, self.kolom = int(attrs.get("r") or self.rij + 1), 0
        elif naam in {"c", "si"}:
            if self.soort:
                raise ValueError("a cell in a cell")
            self.soort, self.celtype = naam, attrs.get("t", "")
            self.gevuld, self.lengte, self.waarde = False, 0, []
            if naam == "c":
                self._naar(attrs.get("r"))
        elif naam in {"v", "is", "f"}:
            self.gevuld = True

    def _naar(self, adres: str | None) -> None:
        """Move to the cell at `adres` (C4), or to the next one."""
        if adres is None:
            self.kolom += 1
            return
        gevonden = CELADRES.fullmatch(adres)
        if gevonden is None:
            raise ValueError(adres)
        self.rij, self.kolom = int(gevonden[2]), 0
        for letter in gevonden[1]:
            self.kolom = self.kolom * 26 + ord(letter) - ord("A") + 1

    def characters(self, content: str) -> None:
        """Text of a cell or a shared text."""
        if self.soort:
            self.lengte += len(content)
            if self.celtype == "s":
                self.waarde.append(content)

    def endElement(self, name: str) -> None:
        """A cell or a shared text is complete."""
        if self.soort != name.rpartition(":")[2]:
            return
        if self.soort == "si":
            self.gedeeld.append(self.lengte)
            self.maat.tekst(self.lengte)
        elif self.gevuld:
            self._cel()
        self.soort = ""

    def _cel(self) -> None:
        self.maat.plek(self.rij, self.kolom)
        self.maat.tekst(self.lengte)
        if self.celtype == "s":
            self.genoemd[int("".join(self.waarde))] += 1
        elif self.celtype == "e":
            zin = "Een formule geeft hier een fout. Verbeter of verwijder haar."
            raise Onleesbaar(Code.KEUZE, zin, letters(self.kolom), self.rij)

    def klaar(self) -> None:
        """After the last member: shared texts count as often as cells name them."""
        self.maat.nieuw_blad()
        for nummer, keer in self.genoemd.items():
            if 0 <= nummer < len(self.gedeeld):
                self.maat.tekst(self.gedeeld[nummer], keer)


class Odsmeter(ContentHandler):
    """The content of an .ods: table, table-row and table-cell, where one may stand for many."""

    def __init__(self, maat: Maat) -> None:
        super().__init__()
        self.maat = maat

    def startDocument(self) -> None:
        """Nothing is open yet."""
        self.rij = self.kolom = self.lengte = self.rijlengte = 0
        self.rijen = self.cellen = 1
        self.in_cel = self.gevuld = False
        self.laatste = 0

    def startElement(self, name: str, attrs: Any) -> None:
        """A sheet, a row, a cell, or what is in it."""
        naam = name.rpartition(":")[2]
        if self.in_cel:
            if naam in {"table", "table-cell", "covered-table-cell"}:
                raise ValueError("a cell in a cell")
            self.gevuld = True
            if naam == "s":
                self.lengte += _keer(attrs, "text:c")
        elif naam == "table":
            self.maat.nieuw_blad()
            self.rij = 0
        elif naam == "table-row":
            self.kolom = self.laatste = self.rijlengte = 0
            self.rijen = _keer(attrs, "table:number-rows-repeated")
        elif naam in {"table-cell", "covered-table-cell"}:
            self.in_cel, self.lengte = True, 0
            self.gevuld = "office:value-type" in attrs
            self.cellen = _keer(attrs, "table:number-columns-repeated")

    def characters(self, content: str) -> None:
        """Text of a cell."""
        if self.in_cel:
            self.lengte += len(content)

    def endElement(self, name: str) -> None:
        """A cell or a row is complete."""
        naam = name.rpartition(":")[2]
        if naam in {"table-cell", "covered-table-cell"}:
            self.in_cel = False
            self.kolom += self.cellen
            if self.gevuld:
                self.laatste = self.kolom
                self.maat.plek(self.rij + 1, self.kolom)
                self.maat.tekst(self.lengte, self.cellen)
                self.rijlengte += self.lengte * self.cellen
        elif naam == "table-row":
            if self.laatste:
                self.maat.plek(self.rij + self.rijen, self.laatste)
                self.maat.tekst(0)
                self.maat.tekens += self.rijlengte * (self.rijen - 1)
            self.rij += self.rijen

    def klaar(self) -> None:
        """After the last member."""
        self.maat.nieuw_blad()
        self.maat.tekst(0)


def _keer(attrs: Any, naam: str) -> int:
    return max(int(attrs.get(naam, 1)), 1)


def letters(kolom: int) -> str:
    """The name of a column in a spreadsheet: 28 is AB."""
    naam = ""
    while kolom:
        kolom, rest = divmod(kolom - 1, 26)
        naam = chr(ord("A") + rest) + naam
    return naam
