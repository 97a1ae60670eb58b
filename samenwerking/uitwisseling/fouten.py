"""What can be wrong with an import: one table of stable codes, and the list of what was found."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from gemeenten.tabel import Afgewezen, Fout

MAXIMUM: Final = 500
HEEL: Final = "-"


class Code(StrEnum):
    """The codes of the errors; other people's scripts read them, so they never change meaning."""

    BESTAND = "BESTAND"  # the source is not there, damaged, or not a folder, .ods or .xlsx
    GRENS = "GRENS"  # too large: bytes, members, rows, columns or text in a cell
    XML = "XML"  # a spreadsheet with a document type or entities of its own
    TEKENS = "TEKENS"  # bytes that are no text: wrong encoding, NUL, twice encoded
    KOP = "KOP"  # no header, or the same column twice in it
    KOLOM = "KOLOM"  # an unknown column, or one that is missing
    CELLEN = "CELLEN"  # another number of cells than the header, or a quote that never closes
    LEEG = "LEEG"  # a cell that must be filled
    LENGTE = "LENGTE"  # a text that is too long
    SLEUTEL = "SLEUTEL"  # no slug
    GEMEENTE = "GEMEENTE"  # an unknown gemeente
    MEERDUIDIG = "MEERDUIDIG"  # a name that fits more than one gemeente
    PEILDATUM = "PEILDATUM"  # a gemeente or regio that does not exist on the peildatum
    VERBAND = "VERBAND"  # an unknown verband
    TAAK = "TAAK"  # a taak that is not in this round
    REGIO = "REGIO"  # an unknown regio
    RECHTSVORM = "RECHTSVORM"  # an unknown rechtsvorm
    BRIEF = "BRIEF"  # an unknown letter
    KEUZE = "KEUZE"  # a value that is not in the list
    DATUM = "DATUM"  # not an ISO date
    MOMENT = "MOMENT"  # not an ISO date with time
    GETAL = "GETAL"  # not a whole number of 0 or more
    JANEE = "JANEE"  # not 0 or 1
    DUBBEL = "DUBBEL"  # the same key twice in one file
    OPGAVE = "OPGAVE"  # a regel of a gemeente without a row in opgaven
    WIJZE = "WIJZE"  # verband and stadium do not fit the wijze
    LANDELIJK = "LANDELIJK"  # landelijk for a taak where that is not possible
    REGELS = "REGELS"  # a second regel for a taak while not all are verband
    ARRANGEMENT = "ARRANGEMENT"  # a deelnemer of a taak without arrangement
    KRING = "KRING"  # a circle in onderdeel_van or identiek_aan
    BEREIK = "BEREIK"  # a row that this uploader may not change
    MEER = "MEER"  # there were more errors than are listed


class Importfout(Afgewezen):
    """An import that is refused; nothing was saved. `fouten` says why, in the order of the file."""


class TeVeel(Exception):
    """The list of errors is full: stop looking."""


class Fouten:
    """The errors found so far; at most MAXIMUM are kept, then `meld` raises TeVeel."""

    def __init__(self) -> None:
        self.lijst: list[Fout] = []

    def meld(self, bestand: str, rij: int, kolom: str, code: Code, melding: str) -> None:
        """Note an error: `rij` counts the header as 1, 0 and HEEL stand for the whole file."""
        self.lijst.append(Fout(enkel(bestand), rij, enkel(kolom), code.value, _regel(melding)))
        if len(self.lijst) >= MAXIMUM:
            raise TeVeel

    def vol(self) -> None:
        """Say at the end of the list that the search stopped."""
        bestand, rij = self.lijst[-1].bestand, self.lijst[-1].rij
        zin = f"Er zijn {MAXIMUM} fouten; de rest is niet bekeken. Verbeter deze eerst."
        self.lijst.append(Fout(bestand, rij, HEEL, Code.MEER.value, zin))

    def eis_geen(self) -> None:
        """Raise Importfout when anything was noted."""
        if self.lijst:
            volgorde = {
                bestand: n for n, bestand in enumerate(dict.fromkeys(f.bestand for f in self.lijst))
            }
            op_plek = sorted(
                self.lijst, key=lambda f: (f.code == Code.MEER, volgorde[f.bestand], f.rij)
            )
            raise Importfout(op_plek)


def enkel(naam: str) -> str:
    """`naam` as one word, so that a line of the list can be taken apart again."""
    return re.sub(r"[^\w.\-]+", "_", naam)[:60] or HEEL


def toon(waarde: str) -> str:
    """A value between quotation marks, cut off and without line ends, for in a sentence."""
    kort = waarde if len(waarde) <= 60 else waarde[:57] + "..."
    return f"«{_regel(kort)}»"


def som_op(namen: Iterable[str], voegwoord: str = "of") -> str:
    """«a, b of c»."""
    delen = list(namen)
    if len(delen) < 2:
        return "".join(delen)
    return f"{', '.join(delen[:-1])} {voegwoord} {delen[-1]}"


def _regel(tekst: str) -> str:
    return "".join(teken if teken.isprintable() else " " for teken in tekst)
