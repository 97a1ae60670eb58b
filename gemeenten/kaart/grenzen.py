"""Real boundaries from a file of CBS or Kadaster: TopoJSON or GeoJSON, WGS84 or RD.

The result is in map units of 500 m from a fixed corner in the north-west, so that separate runs
give the same drawing. Source to name with every map: Kadaster / CBS and the year.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from math import cos, radians, sin
from pathlib import Path
from typing import Any, NamedTuple

from gemeenten.kaart.contour import Punt, Ring, lees_pad, oppervlak, pad
from gemeenten.kaart.ondergrond import Ondergrond, Plek
from gemeenten.kaart.vereenvoudiging import vereenvoudig

Vlakken = dict[str, tuple[Ring, ...]]

SLEUTELS = ("cbs_code", "statcode", "gemeentecode", "gm_code", "code")
"""Properties that may hold the CBS code, in the spelling of the known files (any case)."""

METER_PER_EENHEID = 500
HOEK = (10_000, 622_000)
"""The RD point (m) at the corner of the map."""

AARDE = 6_371_000 * 1.0019
"""Mean radius of the earth in m, a little larger to follow RD over the country."""

TOLERANTIE = 350
"""How far a simplified line may lie from the real one, in m."""

KLEINSTE_DEEL = 2_000_000
"""Parts and holes smaller than this (m2) are left out, but never the largest part."""


class GrensbestandFout(ValueError):
    """The file cannot be read as boundaries of gemeenten; the text says why, in Dutch."""


class Grens(NamedTuple):
    """What is stored per gemeente: path data and a point inside, in map units."""

    pad: str
    x: float
    y: float


def lees_grenzen(bestand: Path, tolerantie: float = TOLERANTIE) -> dict[str, Grens]:
    """The simplified boundary per CBS code; raises GrensbestandFout when there is none to read."""
    vlakken = vereenvoudig(_zonder_kruimels(lees_topojson(bestand)), tolerantie)
    op_kaart = {code: _op_kaart(ringen) for code, ringen in vlakken.items()}
    return {
        code: Grens(pad(ringen), *binnenpunt(max(ringen, key=oppervlak)))
        for code, ringen in op_kaart.items()
        if ringen
    }


def lees_topojson(bestand: Path) -> Vlakken:
    """The rings per CBS code in RD metres with y pointing down, from TopoJSON or GeoJSON.

    WGS84 is recognised by its small numbers and projected; neighbours keep equal points.
    """
    inhoud = _json(bestand)
    try:
        vlakken = _vlakken(inhoud)
    except GrensbestandFout:
        raise
    except (KeyError, TypeError, IndexError, AttributeError, ValueError, OverflowError) as fout:
        raise GrensbestandFout("Het bestand is onvolledig of anders van opbouw.") from fout
    if not vlakken:
        raise GrensbestandFout("Het bestand bevat geen gebieden van gemeenten.")
    return vlakken


def _vlakken(inhoud: dict[str, Any]) -> Vlakken:
    vlakken: dict[str, list[Ring]] = {}
    for eigenschappen, veelhoeken in _gebieden(inhoud):
        for veelhoek in veelhoeken:
            ringen = (_gericht(_rd(ring), nr > 0) for nr, ring in enumerate(veelhoek))
            groot = [ring for ring in ringen if oppervlak(ring)]
            vlakken.setdefault(_code(eigenschappen), []).extend(groot)
    return {code: tuple(ringen) for code, ringen in vlakken.items() if ringen}


def _json(bestand: Path) -> dict[str, Any]:
    try:
        inhoud = json.loads(bestand.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as fout:
        raise GrensbestandFout(f"Het bestand is niet als JSON te lezen: {fout}") from fout
    if not isinstance(inhoud, dict) or inhoud.get("type") not in ("Topology", "FeatureCollection"):
        raise GrensbestandFout("Het bestand is geen TopoJSON en geen GeoJSON-verzameling.")
    return inhoud


def _gebieden(inhoud: dict[str, Any]) -> Iterator[tuple[dict[str, Any], list[list[list[Punt]]]]]:
    """Properties and polygons of every area, in either format."""
    if inhoud["type"] == "FeatureCollection":
        for deel in inhoud["features"]:
            yield _eigenschappen(deel), _veelhoeken(deel["geometry"], lambda ring: ring)
        return
    bogen = _bogen(inhoud)
    for verzameling in inhoud["objects"].values():
        for deel in verzameling.get("geometries", [verzameling]):
            yield _eigenschappen(deel), _veelhoeken(deel, lambda nrs: _ring(bogen, nrs))


def _eigenschappen(deel: dict[str, Any]) -> dict[str, Any]:
    return {"code": deel.get("id"), **(deel.get("properties") or {})}


def _veelhoeken(
    vorm: dict[str, Any] | None, lees: Callable[[Any], list[Any]]
) -> list[list[list[Punt]]]:
    """The polygons of a geometry; lines and points give none."""
    if not vorm or vorm.get("type") not in ("Polygon", "MultiPolygon"):
        return []
    ringen = vorm["arcs"] if "arcs" in vorm else vorm["coordinates"]
    veelhoeken = [ringen] if vorm["type"] == "Polygon" else ringen
    return [[[(p[0], p[1]) for p in lees(ring)] for ring in veelhoek] for veelhoek in veelhoeken]


def _bogen(inhoud: dict[str, Any]) -> list[list[Punt]]:
    """The shared lines of a topology as absolute points."""
    if "transform" not in inhoud:
        return [[(p[0], p[1]) for p in boog] for boog in inhoud["arcs"]]
    (sx, sy), (tx, ty) = inhoud["transform"]["scale"], inhoud["transform"]["translate"]
    bogen = []
    for boog in inhoud["arcs"]:
        x = y = 0
        punten = []
        for stap in boog:
            x, y = x + stap[0], y + stap[1]
            punten.append((x * sx + tx, y * sy + ty))
        bogen.append(punten)
    return bogen


def _ring(bogen: list[list[Punt]], nummers: list[int]) -> list[Punt]:
    """Arcs joined to a ring; a negative number is an arc walked backwards."""
    punten: list[Punt] = []
    for nr in nummers:
        boog = bogen[nr] if nr >= 0 else bogen[~nr][::-1]
        punten += boog[1:] if punten else boog
    return punten


def _code(eigenschappen: Mapping[str, Any]) -> str:
    """The CBS code as GM0000; raises GrensbestandFout when no known property holds one."""
    klein = {naam.lower(): waarde for naam, waarde in eigenschappen.items()}
    for sleutel in SLEUTELS:
        if gevonden := re.fullmatch(r"(?:GM)?(\d{1,4})", str(klein.get(sleutel, "")).strip()):
            return f"GM{int(gevonden[1]):04d}"
    raise GrensbestandFout(
        f"Een gebied heeft geen CBS-code; verwacht wordt een van: {', '.join(SLEUTELS)}."
    )


def _rd(punten: Iterable[Punt]) -> Ring:
    """A closed list of points as a ring of whole RD metres, y down, without repeated points."""
    ring: list[Punt] = []
    for x, y in punten:
        punt = rijksdriehoek(x, y) if abs(x) <= 180 and abs(y) <= 90 else (x, y)
        punt = float(round(punt[0])), float(-round(punt[1]))
        if not ring or punt != ring[-1]:
            ring.append(punt)
    if any(not (-50_000 < x < 350_000 and 250_000 < -y < 700_000) for x, y in ring):
        raise GrensbestandFout("De coördinaten zijn geen WGS84 en geen Rijksdriehoek.")
    return tuple(ring[:-1] if ring and ring[0] == ring[-1] else ring)


def rijksdriehoek(lon: float, lat: float) -> Punt:
    """WGS84 degrees to RD metres, close enough to draw: within about 400 m in the Netherlands."""
    breedte, stap = radians(lat), radians(lon - 5.38721)
    x = 155_000 + AARDE * cos(breedte) * stap
    y = 463_000 + AARDE * (breedte - radians(52.15517) + stap**2 / 2 * sin(breedte) * cos(breedte))
    return x, y


def _gericht(ring: Ring, gat: bool) -> Ring:
    """Outlines clockwise on the screen, holes the other way."""
    return ring if (oppervlak(ring) < 0) == gat else ring[::-1]


def _zonder_kruimels(vlakken: Vlakken) -> Vlakken:
    """Without small islands and holes; the largest part stays, however small."""
    return {
        code: tuple(
            ring
            for ring in ringen
            if abs(oppervlak(ring)) >= KLEINSTE_DEEL or ring is max(ringen, key=oppervlak)
        )
        for code, ringen in vlakken.items()
    }


def _op_kaart(ringen: Iterable[Ring]) -> list[Ring]:
    """Metres to map units with one decimal; rings that became a line are left out."""
    resultaat = []
    for ring in ringen:
        punten = [
            (
                round((x - HOEK[0]) / METER_PER_EENHEID, 1),
                round((y + HOEK[1]) / METER_PER_EENHEID, 1),
            )
            for x, y in ring
        ]
        anders = tuple(p for nr, p in enumerate(punten) if p != punten[nr - 1])
        if oppervlak(anders):
            resultaat.append(anders)
    return resultaat


def binnenpunt(ring: Ring) -> Punt:
    """A point for a label: the middle of the widest stretch at the height of the centroid."""
    hoogte = _zwaartehoogte(ring)
    sneden = sorted(
        a[0] + (hoogte - a[1]) * (b[0] - a[0]) / (b[1] - a[1])
        for a, b in zip(ring, ring[1:] + ring[:1], strict=True)
        if (a[1] <= hoogte) != (b[1] <= hoogte)
    )
    van, tot = max(zip(sneden[::2], sneden[1::2], strict=True), key=lambda paar: paar[1] - paar[0])
    return round((van + tot) / 2, 1), round(hoogte, 1)


def _zwaartehoogte(ring: Ring) -> float:
    """The y of the centroid, a hair off any corner."""
    paren = list(zip(ring, ring[1:] + ring[:1], strict=True))
    kruis = [(a[0] * b[1] - b[0] * a[1], a[1] + b[1]) for a, b in paren]
    return sum(gewicht * som for gewicht, som in kruis) / (3 * sum(g for g, _ in kruis)) + 1e-4


@lru_cache(maxsize=4)
def grensgrond(
    plekken: tuple[Plek, ...], grenzen: tuple[tuple[str, Grens], ...], bron: str = ""
) -> Ondergrond:
    """The map with real boundaries as a ground to draw on, from what `laad_grenzen` stored."""
    bekend = {plek.code: plek for plek in plekken}
    gekozen = {code: grens for code, grens in grenzen if code in bekend}
    return Ondergrond(
        plekken=bekend,
        vlakken={code: tuple(lees_pad(grens.pad)) for code, grens in gekozen.items()},
        middens={code: (grens.x, grens.y) for code, grens in gekozen.items()},
        kier=lambda lijn: 0.0,
        bron=bron,
    )
