"""Fewer points on a line, the same on both sides: neighbours stay neighbours.

Rings are cut where three areas meet; every piece is simplified once, in one direction, whichever
area it is read from (the method of Douglas and Peucker).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from math import hypot

from gemeenten.kaart.contour import Punt, Ring

Stuk = tuple[Punt, ...]


def vereenvoudig(
    vlakken: Mapping[str, tuple[Ring, ...]], tolerantie: float
) -> dict[str, tuple[Ring, ...]]:
    """The same areas with every left out point within `tolerantie` of its new line.

    Rings that would keep less than three points are left out.
    """
    knopen = knooppunten(ring for ringen in vlakken.values() for ring in ringen)

    @cache
    def korter(stuk: Stuk) -> Stuk:
        return _douglas_peucker(stuk, tolerantie)

    nieuw = {
        code: tuple(_ring(ring, knopen, korter) for ring in ringen)
        for code, ringen in vlakken.items()
    }
    return {code: tuple(ring for ring in ringen if len(ring) > 2) for code, ringen in nieuw.items()}


def knooppunten(ringen: Iterable[Ring]) -> set[Punt]:
    """The points where lines meet: more than two different neighbours."""
    buren: dict[Punt, set[Punt]] = defaultdict(set)
    for ring in ringen:
        for nr, punt in enumerate(ring):
            buren[punt] |= {ring[nr - 1], ring[(nr + 1) % len(ring)]}
    return {punt for punt, naast in buren.items() if len(naast) > 2}


def _ring(ring: Ring, knopen: set[Punt], korter: Callable[[Stuk], Stuk]) -> Ring:
    """A ring put together from its simplified pieces."""
    snijpunten = [nr for nr, punt in enumerate(ring) if punt in knopen] or _vaste_punten(ring)
    punten: list[Punt] = []
    for van, tot in zip(snijpunten, snijpunten[1:] + snijpunten[:1], strict=True):
        stuk = ring[van : tot + 1] if van < tot else ring[van:] + ring[: tot + 1]
        punten += _in_vaste_richting(stuk, korter)[:-1]
    return tuple(punten)


def _vaste_punten(ring: Ring) -> list[int]:
    """Two points to cut an island at, whatever its start: the least and the farthest from it."""
    begin = min(ring)
    ver = max(ring, key=lambda punt: (hypot(punt[0] - begin[0], punt[1] - begin[1]), punt))
    return sorted({ring.index(begin), ring.index(ver)})


def _in_vaste_richting(stuk: Stuk, korter: Callable[[Stuk], Stuk]) -> Stuk:
    omgekeerd = stuk[::-1]
    return korter(stuk) if stuk <= omgekeerd else korter(omgekeerd)[::-1]


def _douglas_peucker(stuk: Stuk, tolerantie: float) -> Stuk:
    """Keep the ends, and between them every point that lies too far from the line so far."""
    houden = {0, len(stuk) - 1}
    open_ = [(0, len(stuk) - 1)]
    while open_:
        van, tot = open_.pop()
        afstand, nr = max(
            ((_afstand(stuk[nr], stuk[van], stuk[tot]), nr) for nr in range(van + 1, tot)),
            default=(0.0, van),
        )
        if afstand > tolerantie:
            houden.add(nr)
            open_ += [(van, nr), (nr, tot)]
    return tuple(stuk[nr] for nr in sorted(houden))


def _afstand(punt: Punt, van: Punt, tot: Punt) -> float:
    """The distance from a point to a line piece."""
    dx, dy = tot[0] - van[0], tot[1] - van[1]
    lengte = dx * dx + dy * dy
    deel = ((punt[0] - van[0]) * dx + (punt[1] - van[1]) * dy) / lengte if lengte else 0.0
    deel = min(1.0, max(0.0, deel))
    return hypot(punt[0] - van[0] - deel * dx, punt[1] - van[1] - deel * dy)
