"""Reads reference tables: CSV files whose errors name file, row and column.

A reader never stops at the first error: it notes it, gives a harmless value and goes on, so that
one run shows all that is wrong. `Map.controleer` then refuses the whole.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from django.utils import timezone

GEEN_DAG = date(1, 1, 1)


class Fout(NamedTuple):
    """One thing that is wrong; `rij` counts the header as 1, and is 0 for the whole file."""

    bestand: str
    rij: int
    kolom: str
    code: str
    melding: str

    def __str__(self) -> str:
        return f"{self.bestand}:{self.rij}:{self.kolom} {self.code} {self.melding}"


class Afgewezen(Exception):
    """The tables hold errors: nothing may be saved."""

    def __init__(self, fouten: list[Fout]) -> None:
        super().__init__("\n".join(map(str, fouten)))
        self.fouten = fouten


@dataclass
class Rij:
    """One row; every reader returns a value of its type, also when it notes an error."""

    bron: Map
    bestand: str
    nummer: int
    cellen: dict[str, str]

    def fout(self, kolom: str, code: str, melding: str) -> None:
        """Note an error in `kolom` of this row."""
        self.bron.fouten.append(Fout(self.bestand, self.nummer, kolom, code, melding))

    def tekst(self, kolom: str, *, lengte: int, leeg: bool = False) -> str:
        """Text of at most `lengte` characters; may be absent or empty when `leeg`."""
        waarde = self.cellen.get(kolom, "")
        if not waarde and not leeg:
            self.fout(kolom, "LEEG", "Vul deze cel in.")
        if len(waarde) > lengte:
            self.fout(kolom, "LENGTE", f"Gebruik ten hoogste {lengte} tekens.")
        return waarde

    def geheel(self, kolom: str) -> int | None:
        """A whole number of at least 0; None when empty."""
        waarde = self.cellen.get(kolom, "")
        if not waarde:
            return None
        if not (waarde.isascii() and waarde.isdigit() and len(waarde) < 10):
            self.fout(kolom, "GETAL", f"{waarde!r} is geen heel getal van 0 of meer.")
            return 0
        return int(waarde)

    def verplicht_geheel(self, kolom: str) -> int:
        """As `geheel`, but empty is an error."""
        getal = self.geheel(kolom)
        if getal is None:
            self.fout(kolom, "LEEG", "Vul een getal in.")
        return getal or 0

    def decimaal(self, kolom: str) -> float | None:
        """A number with a decimal point; None when empty."""
        waarde = self.cellen.get(kolom, "")
        if not waarde:
            return None
        try:
            getal = float(waarde)
        except ValueError:
            getal = float("nan")
        if not abs(getal) < 1e9:
            self.fout(kolom, "GETAL", f"{waarde!r} is geen getal. Schrijf bijvoorbeeld 12.5.")
            return 0.0
        return getal

    def ja_nee(self, kolom: str, *, leeg: bool | None = None) -> bool:
        """0 or 1; when the cell is empty `leeg`, or an error when that is None."""
        waarde = self.cellen.get(kolom, "")
        if not waarde and leeg is not None:
            return leeg
        if waarde not in {"0", "1"}:
            self.fout(kolom, "JANEE", f"{waarde!r} is geen 0 (nee) of 1 (ja).")
        return waarde == "1"

    def dag(self, kolom: str) -> date | None:
        """An ISO date; None when empty."""
        waarde = self.cellen.get(kolom, "")
        if not waarde:
            return None
        try:
            dag = datetime.strptime(waarde, "%Y-%m-%d").date()
        except ValueError:
            dag = GEEN_DAG
        if not 1900 < dag.year < 2200:
            self.fout(kolom, "DATUM", f"{waarde!r} is geen datum. Schrijf JJJJ-MM-DD.")
        return dag

    def verplichte_dag(self, kolom: str) -> date:
        """As `dag`, but empty is an error."""
        dag = self.dag(kolom)
        if dag is None:
            self.fout(kolom, "LEEG", "Vul een datum in.")
        return dag or GEEN_DAG

    def moment(self, kolom: str) -> datetime | None:
        """An aware datetime, Dutch time when the zone is not written; None when empty."""
        waarde = self.cellen.get(kolom, "")
        if not waarde:
            return None
        try:
            moment = datetime.fromisoformat(waarde)
        except ValueError:
            self.fout(kolom, "MOMENT", f"{waarde!r} is geen tijdstip. Schrijf 2013-06-01T00:00.")
            return None
        return moment if moment.tzinfo else timezone.make_aware(moment)

    def uit(self, kolom: str, bekend: Collection[str], *, leeg: bool = False) -> str:
        """One of the values of `bekend`; may be empty when `leeg`."""
        waarde = self.cellen.get(kolom, "")
        if waarde in bekend or (leeg and not waarde):
            return waarde
        uitleg = f" Kies uit: {', '.join(bekend)}." if len(bekend) < 12 else ""
        self.fout(kolom, "ONBEKEND", f"{waarde!r} is niet bekend.{uitleg}")
        return waarde


@dataclass
class Map:
    """A folder of reference tables and the errors found in them so far."""

    pad: Path
    fouten: list[Fout] = field(default_factory=list)

    def rijen(
        self, bestand: str, kolommen: str, *, sleutel: str, verplicht: bool = True
    ) -> list[Rij]:
        """All rows of `bestand`; `kolommen` must be there, `sleutel` occurs once (both: words).

        A file that may be absent (`verplicht=False`) then has no rows. Other columns are optional.
        """
        pad = self.pad / bestand
        if not pad.exists():
            if verplicht:
                self.fout(bestand, "BESTAND", "Het bestand ontbreekt.")
            return []
        try:
            tekst = pad.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError:
            self.fout(bestand, "TEKENS", "Het bestand is geen UTF-8. Bewaar het als CSV UTF-8.")
            return []
        if "\0" in tekst:
            self.fout(bestand, "TEKENS", "Het bestand bevat een teken zonder betekenis (NUL).")
            return []
        return self._enkel(list(self._lees(bestand, tekst, kolommen.split())), sleutel.split())

    def controleer(self) -> None:
        """Raise Afgewezen when any error was noted."""
        if self.fouten:
            raise Afgewezen(sorted(set(self.fouten)))

    def fout(self, bestand: str, code: str, melding: str) -> None:
        """Note an error in `bestand` as a whole."""
        self.fouten.append(Fout(bestand, 0, "", code, melding))

    def _lees(self, bestand: str, tekst: str, kolommen: list[str]) -> Iterator[Rij]:
        eerste = tekst.partition("\n")[0]
        teken = ";" if eerste.count(";") > eerste.count(",") else ","
        lezer = csv.reader(io.StringIO(tekst, newline=""), delimiter=teken)
        kop = [naam.strip() for naam in next(lezer, [])]
        for kolom in kolommen:
            if kolom not in kop:
                self.fouten.append(Fout(bestand, 1, kolom, "KOLOM", "Deze kolom ontbreekt."))
        for nummer, cellen in enumerate(lezer, start=2):
            if not any(cellen):
                continue
            rij = Rij(self, bestand, nummer, dict(zip(kop, map(str.strip, cellen), strict=False)))
            if len(cellen) != len(kop):
                rij.fout("", "CELLEN", f"{len(cellen)} cellen, de kop heeft er {len(kop)}.")
            elif set(kolommen) <= set(kop):
                yield rij

    @staticmethod
    def _enkel(rijen: list[Rij], sleutel: list[str]) -> list[Rij]:
        """Without the rows whose key was seen before; those are errors."""
        gezien: dict[tuple[str, ...], Rij] = {}
        for rij in rijen:
            waarde = tuple(rij.cellen.get(kolom, "") for kolom in sleutel)
            if waarde in gezien:
                melding = f"{' '.join(waarde)} staat ook in rij {gezien[waarde].nummer}."
                rij.fout(sleutel[0], "DUBBEL", melding)
            gezien.setdefault(waarde, rij)
        return list(gezien.values())
