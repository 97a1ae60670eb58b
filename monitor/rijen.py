"""Rows of a list that only consists of words, numbers and links: one shape for page and file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from monitor.lijsten import Lijst
from monitor.regels.taal import getal


class Kolom(NamedTuple):
    """A column: its name in the file, and its head on the page (empty: only in the file)."""

    naam: str
    kop: str = ""
    is_getal: bool = False


class Cel(NamedTuple):
    """A cell as people read it, under which head, and where it leads."""

    tekst: str
    kop: str
    is_getal: bool
    url: str


@dataclass(frozen=True)
class Rij:
    """The values of the columns in order; `links` by name of the column."""

    kolommen: Sequence[Kolom]
    waarden: Sequence[Any]
    links: Mapping[str, str] = field(default_factory=dict)

    @property
    def cellen(self) -> list[Cel]:
        """What the page shows."""
        return [
            Cel(_tekst(waarde), kolom.kop, kolom.is_getal, self.links.get(kolom.naam, ""))
            for kolom, waarde in zip(self.kolommen, self.waarden, strict=True)
            if kolom.kop
        ]


def _tekst(waarde: Any) -> str:
    if waarde is None or waarde == "":
        return "–"
    return getal(waarde) if isinstance(waarde, int) else str(waarde)


Maak = Callable[[Any], tuple[Sequence[Any], Mapping[str, str]]]
"""How a fact becomes the values of a row and its links."""


class Rijen(Sequence[Rij]):
    """Rows that are made only when they are shown."""

    def __init__(self, kolommen: Sequence[Kolom], feiten: Sequence[Any], maak: Maak) -> None:
        self.kolommen, self.feiten, self.maak = kolommen, feiten, maak

    def __len__(self) -> int:
        return len(self.feiten)

    def __getitem__(self, plek: Any) -> Any:
        if isinstance(plek, slice):
            return [self._rij(feit) for feit in self.feiten[plek]]
        return self._rij(self.feiten[plek])

    def _rij(self, feit: Any) -> Rij:
        return Rij(self.kolommen, *self.maak(feit))


def rijenlijst(
    naam: str, kolommen: Sequence[Kolom], feiten: Sequence[Any], maak: Maak, **cijfers: Any
) -> Lijst:
    """A list of such rows; the file has every column, the page those with a head."""
    return Lijst(
        naam,
        [kolom.naam for kolom in kolommen],
        Rijen(kolommen, feiten, maak),
        lambda rij: rij.waarden,
        {"koppen": [kolom for kolom in kolommen if kolom.kop], **cijfers},
    )
