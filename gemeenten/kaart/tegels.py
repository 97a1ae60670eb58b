"""The tile map: one hexagon per gemeente, pointy top, odd rows half a tile to the right.

Corners lie on a grid of half tile widths by half edge lengths, so neighbours share their corners
exactly and fusing needs no tolerance.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import lru_cache
from math import sqrt
from typing import NamedTuple

from gemeenten.kaart.contour import Lijn, Punt, Ring, omgekeerd, randen
from gemeenten.kaart.ondergrond import Ondergrond, Plek

HOEKEN = ((0, -2), (1, -1), (1, 1), (0, 2), (-1, 1), (-1, -1))
"""The corners around a centre in grid steps, clockwise from the top."""

TEGEL = 19.4
"""Width of a tile cell on the country map, in map units (px at full size)."""


class Maat(NamedTuple):
    """Sizes of a tile map in map units: cell width, and the gap each tile leaves on its side."""

    breedte: float = TEGEL
    kier: float = TEGEL * 0.035
    provinciekier: float = 1.5

    @property
    def zijde(self) -> float:
        """Length of an edge; a row is one and a half of it."""
        return self.breedte / sqrt(3)


LAND = Maat()
"""Country map: a tile is 93% of its cell, a province border is a gap of 3 px."""


def buurtmaat(zijde: float) -> Maat:
    """Sizes of a neighbourhood map with edges of `zijde` px (30-42): one thin gap everywhere."""
    return Maat(zijde * sqrt(3), 0.9, 0.9)


def rasterpunt(kolom: int, rij: int) -> tuple[int, int]:
    """The centre of a cell in grid steps (half widths, half edges)."""
    return 2 * kolom + rij % 2, 3 * rij


def midden(kolom: int, rij: int, maat: Maat = LAND) -> Punt:
    """The centre of a cell in map units."""
    return _schaal(rasterpunt(kolom, rij), maat)


def zeshoek(kolom: int, rij: int, maat: Maat = LAND) -> Ring:
    """The whole cell as a ring in map units; neighbours have equal corners."""
    x, y = rasterpunt(kolom, rij)
    return tuple(_schaal((x + dx, y + dy), maat) for dx, dy in HOEKEN)


def _schaal(punt: tuple[int, int], maat: Maat) -> Punt:
    return punt[0] * maat.breedte / 2, punt[1] * maat.zijde / 2


def buurcellen(kolom: int, rij: int) -> list[tuple[int, int]]:
    """The six cells around a cell as (kolom, rij)."""
    links = kolom - 1 + rij % 2
    schuin = [(links + stap, rij + naast) for naast in (-1, 1) for stap in (0, 1)]
    return [(kolom - 1, rij), (kolom + 1, rij), *schuin]


def venster(
    plekken: Iterable[Plek],
    kern: Collection[str],
    ringen: int = 1,
    hoogstens: tuple[int, int] = (99, 99),
    om: str = "",
) -> list[Plek]:
    """The tiles of a cut-out: the box around `kern` plus `ringen` cells on every side.

    `hoogstens` limits the box to so many columns and rows; it then lies around the gemeente `om`
    (or around the middle of `kern`). Nothing in `kern` on the map: an empty list.
    """
    alle = list(plekken)
    punten = {plek.code: rasterpunt(plek.kolom, plek.rij) for plek in alle}
    gekozen = [punten[code] for code in kern if code in punten]
    if not gekozen:
        return []
    spil = punten.get(om)
    kolommen, rijen = hoogstens
    x0, x1 = _bereik([x for x, _ in gekozen], 2 * ringen, 2 * kolommen - 1, spil and spil[0])
    y0, y1 = _bereik([y for _, y in gekozen], 3 * ringen, 3 * rijen - 1, spil and spil[1])
    return [
        plek
        for plek in alle
        if x0 <= punten[plek.code][0] <= x1 and y0 <= punten[plek.code][1] <= y1
    ]


def _bereik(waarden: list[int], marge: int, hoogstens: int, spil: int | None) -> tuple[int, int]:
    """From and to along one axis, at most `hoogstens` long, then with `spil` in the middle."""
    van, tot = min(waarden) - marge, max(waarden) + marge
    if tot - van < hoogstens:
        return van, tot
    om = (van + tot) // 2 if spil is None else spil
    begin = min(max(om - hoogstens // 2, van), tot - hoogstens)
    return begin, begin + hoogstens


@lru_cache(maxsize=32)
def tegelgrond(plekken: tuple[Plek, ...], maat: Maat = LAND) -> Ondergrond:
    """The tile map as a ground to draw on; kept, because every page asks for the same one."""
    vlakken: dict[str, tuple[Ring, ...]] = {
        plek.code: (zeshoek(plek.kolom, plek.rij, maat),) for plek in plekken
    }
    return Ondergrond(
        plekken={plek.code: plek for plek in plekken},
        vlakken=vlakken,
        middens={plek.code: midden(plek.kolom, plek.rij, maat) for plek in plekken},
        kier=_kieren(plekken, vlakken, maat),
        cel=maat.breedte,
    )


def _kieren(
    plekken: tuple[Plek, ...], vlakken: dict[str, tuple[Ring, ...]], maat: Maat
) -> Callable[[Lijn], float]:
    """The gap at an edge: wider where the other side is another provincie."""
    van = {lijn: plek.provincie for plek in plekken for lijn in randen(vlakken[plek.code][0])}

    def kier(lijn: Lijn) -> float:
        overkant = van.get(omgekeerd(lijn), van.get(lijn))
        return maat.kier if overkant == van.get(lijn) else maat.provinciekier

    return kier
