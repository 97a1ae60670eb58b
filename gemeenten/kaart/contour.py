"""Outlines: shapes that touch become one shape, drawn a little inside each other.

A ring is a closed polygon whose interior lies on its right as you walk along it (clockwise on a
screen, y down); a hole runs the other way. Shapes that share a border must share its points
exactly: then that border occurs twice, in opposite directions, and fusing is leaving it out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import pairwise
from math import hypot

Punt = tuple[float, float]
Ring = tuple[Punt, ...]
Lijn = tuple[Punt, Punt]


def randen(ring: Ring) -> list[Lijn]:
    """The directed edges of a ring, closing edge included."""
    return list(zip(ring, ring[1:] + ring[:1], strict=True))


def omgekeerd(lijn: Lijn) -> Lijn:
    """The same edge as its neighbour walks it."""
    return lijn[1], lijn[0]


def oppervlak(ring: Ring) -> float:
    """Signed area in square map units: positive for an outline, negative for a hole."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in randen(ring)) / 2


def buitenranden(ringen: Iterable[Ring]) -> set[Lijn]:
    """The edges that no two of the shapes share."""
    lijnen = {lijn for ring in ringen for lijn in randen(ring)}
    return {lijn for lijn in lijnen if omgekeerd(lijn) not in lijnen}


def fuseer(ringen: Iterable[Ring]) -> list[Ring]:
    """The outlines of touching shapes merged into one: a ring per part and per hole.

    Neither the order of the shapes nor the point where a ring starts matters for the result.
    """
    verder: dict[Punt, list[Punt]] = defaultdict(list)
    for van, naar in sorted(buitenranden(ringen), reverse=True):
        verder[van].append(naar)
    resultaat = []
    for begin in sorted(verder):
        while verder[begin]:
            resultaat.append(_loop(begin, verder))
    return resultaat


def _loop(begin: Punt, verder: dict[Punt, list[Punt]]) -> Ring:
    """Walk from `begin` until back there, using up the edges."""
    ring = [begin]
    while (volgende := verder[ring[-1]].pop()) != begin:
        ring.append(volgende)
    return tuple(ring)


def ketens(lijnen: Iterable[Lijn]) -> list[Ring]:
    """Loose edges joined to open lines, as long as they go on."""
    verder: dict[Punt, list[Punt]] = defaultdict(list)
    for van, naar in sorted(lijnen, reverse=True):
        verder[van].append(naar)
    einden = {naar for punten in verder.values() for naar in punten}
    resultaat = []
    for begin in sorted(verder, key=lambda punt: (punt in einden, punt)):
        while verder[begin]:
            lijn = [begin]
            while verder.get(lijn[-1]):
                lijn.append(verder[lijn[-1]].pop())
            resultaat.append(tuple(lijn))
    return resultaat


def krimp(ring: Ring, afstand: float | Callable[[Lijn], float]) -> Ring:
    """The ring moved inwards by `afstand` map units, the same for all edges or one per edge.

    A hole grows. Meant for small distances: no edge may disappear.
    """
    lijnen = randen(ring)
    maten = [afstand(lijn) if callable(afstand) else afstand for lijn in lijnen]
    return tuple(
        _hoekpunt(lijnen[nr - 1], maten[nr - 1], lijnen[nr], maten[nr]) for nr in range(len(ring))
    )


def _hoekpunt(in_: Lijn, maat_in: float, uit: Lijn, maat_uit: float) -> Punt:
    """Where the inward parallels of two successive edges meet."""
    (x, y), (nx, ny), (mx, my) = uit[0], _normaal(in_), _normaal(uit)
    noemer = nx * my - ny * mx
    if abs(noemer) < 1e-6:
        return x + mx * maat_uit, y + my * maat_uit
    return (
        x + (maat_in * my - maat_uit * ny) / noemer,
        y + (maat_uit * nx - maat_in * mx) / noemer,
    )


def _normaal(lijn: Lijn) -> Punt:
    """The unit vector from an edge into the shape."""
    (ax, ay), (bx, by) = lijn
    lengte = hypot(bx - ax, by - ay)
    return -(by - ay) / lengte, (bx - ax) / lengte


def pad(ringen: Iterable[Ring], decimalen: int = 1, einde: str = "z") -> str:
    """Rings as SVG path data: absolute start, then relative steps that do not add up errors.

    An empty `einde` leaves the lines open.
    """
    return "".join(_lijnpad(ring, decimalen) + einde for ring in ringen)


def _lijnpad(ring: Ring, decimalen: int) -> str:
    punten = [(round(x, decimalen), round(y, decimalen)) for x, y in ring]
    stappen = [
        f"{_getal(round(bx - ax, decimalen))} {_getal(round(by - ay, decimalen))}"
        for (ax, ay), (bx, by) in pairwise(punten)
    ]
    return f"M{_getal(punten[0][0])} {_getal(punten[0][1])}l{' '.join(stappen)}"


def _getal(waarde: float) -> str:
    """A number as short as SVG allows: no trailing zero, no minus before nought."""
    tekst = f"{waarde + 0.0:g}"
    return tekst.replace("0.", ".", 1) if tekst.startswith(("0.", "-0.")) else tekst


def lees_pad(tekst: str) -> list[Ring]:
    """The rings of path data written by `pad`."""
    return [_leesring(deel) for deel in tekst.split("M")[1:]]


def _leesring(deel: str) -> Ring:
    kop, staart = deel.removesuffix("z").split("l")
    x, y = map(float, kop.split())
    punten = [(x, y)]
    getallen = iter(map(float, staart.split()))
    for dx, dy in zip(getallen, getallen, strict=True):
        x, y = round(x + dx, 3), round(y + dy, 3)
        punten.append((x, y))
    return tuple(punten)
