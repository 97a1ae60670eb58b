"""From a ground and a layer to ready strings: what a map template only has to print."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from gemeenten.kaart.contour import Punt
from gemeenten.kaart.kleuren import PATRONEN, Klasse, Patroon
from gemeenten.kaart.lagen import Laag
from gemeenten.kaart.ondergrond import Ondergrond

GEDIMD = 0.22
"""Opacity of the classes that a filter leaves out."""

GROEPSKIER = 0.35
"""Extra distance in map units around a fused shape, so that two of them stay apart."""

GRENSLIJN = ("#ffffff", 0.6)
"""Colour and width of the line between gemeenten on a map with real boundaries."""


class Vlak(NamedTuple):
    """One path of the drawing: all shapes that look the same, in one go."""

    pad: str
    vulling: str
    rand: str = ""
    dikte: float = 0
    streepjes: str = ""
    dekking: float = 1


class Tekst(NamedTuple):
    """A text centred on x, with its baseline at y (map units, ready strings)."""

    x: str
    y: str
    tekst: str


class Opschrift(NamedTuple):
    """Texts of one colour."""

    inkt: str
    dekking: float
    teksten: list[Tekst]


def getal(waarde: float) -> str:
    """A coordinate with one decimal at most."""
    return f"{round(waarde, 1):g}"


@lru_cache(maxsize=8192)
def op(plaats: Punt, inhoud: str, maat: float) -> Tekst:
    """A text of `maat` px with the middle of its capitals on `plaats`."""
    return Tekst(getal(plaats[0]), getal(plaats[1] + 0.33 * maat), inhoud)


def per_klasse(grond: Ondergrond, laag: Laag) -> list[tuple[Klasse, list[str]]]:
    """The gemeenten on this ground per class, in the order of the legend, sorted by code."""
    codes = defaultdict(list)
    for code in sorted(laag.indeling.keys() & grond.vlakken.keys()):
        codes[laag.indeling[code]].append(code)
    return [(klasse, codes[klasse.code]) for klasse in laag.klassen if codes[klasse.code]]


def dekking(klasse: Klasse, gekozen: str) -> float:
    """The opacity of a class while a filter shows the class `gekozen` (all when empty)."""
    return GEDIMD if gekozen and klasse.code != gekozen else 1


def vlakken(grond: Ondergrond, laag: Laag, naam: str, gekozen: str = "") -> list[Vlak]:
    """The coloured shapes, a few paths per class; the ids of patterns start with `naam`.

    With a class `gekozen` the others are dimmed.
    """
    return [
        vlak._replace(dekking=dekking(klasse, gekozen))
        for klasse, codes in per_klasse(grond, laag)
        for vlak in _van_klasse(grond, laag, klasse, codes, naam)
    ]


def _van_klasse(
    grond: Ondergrond, laag: Laag, klasse: Klasse, codes: list[str], naam: str
) -> Iterator[Vlak]:
    inzet = klasse.randdikte / 2
    groepen = _groepen(laag, codes)
    los = set(codes).difference(*groepen)
    rand = (klasse.rand, klasse.randdikte) if klasse.rand or grond.tegels else GRENSLIJN
    vormen = grond.vormen(sorted(los), inzet)
    if vormen:
        yield Vlak(vormen, klasse.vulling, *rand, klasse.streepjes)
    if samen := "".join(grond.samen(groep, GROEPSKIER) for groep in groepen):
        yield Vlak(samen, klasse.vulling)
    if klasse.half and (helften := grond.helften(codes, inzet)):
        yield Vlak(helften, klasse.half)
    if patroon := patroon_van(klasse, grond):
        yield Vlak(vormen, f"url(#{naam}-{klasse.code}-{patroon})")
    if klasse.ring:
        kaal = [grond.middens[code] for code in codes if code not in laag.teksten]
        if kaal:
            yield Vlak(cirkels(kaal, 3), "none", klasse.inkt, 1.2)


def _groepen(laag: Laag, codes: list[str]) -> list[set[str]]:
    """What is drawn as one shape; who is in two groups is drawn with the first."""
    over, groepen = set(codes), []
    for groep in laag.groepen:
        if deel := over.intersection(groep):
            groepen.append(deel)
            over -= deel
    return groepen


def patroon_van(klasse: Klasse, grond: Ondergrond) -> str:
    """The key of the pattern over a class: on real boundaries half filled becomes bands."""
    return "banden" if klasse.half and not grond.tegels else klasse.patroon


class Patroonvulling(NamedTuple):
    """A pattern to define in the drawing: id, colour of its lines, and what it repeats."""

    id: str
    kleur: str
    patroon: Patroon


def patronen(grond: Ondergrond, laag: Laag, naam: str) -> list[Patroonvulling]:
    """The patterns that `vlakken` refers to."""
    return [
        Patroonvulling(
            f"{naam}-{klasse.code}-{sleutel}", klasse.lijnkleur or klasse.half, PATRONEN[sleutel]
        )
        for klasse, _ in per_klasse(grond, laag)
        if (sleutel := patroon_van(klasse, grond))
    ]


def cirkels(punten: Iterable[Punt], straal: float) -> str:
    """Circles as one path."""
    r, d = getal(straal), getal(2 * straal)
    return "".join(
        f"M{getal(x - straal)} {getal(y)}a{r} {r} 0 1 0 {d} 0a{r} {r} 0 1 0-{d} 0z"
        for x, y in punten
    )


def _beschreven(grond: Ondergrond, laag: Laag, maat: float) -> Iterator[tuple[Klasse, list[str]]]:
    """Per class the gemeenten whose text fits in their shape."""
    for klasse, codes in per_klasse(grond, laag):
        met = [code for code in codes if code in laag.teksten and grond.ruim(code, maat)]
        if met:
            yield klasse, met


def schijven(grond: Ondergrond, laag: Laag, maat: float, gekozen: str = "") -> list[Vlak]:
    """Plain discs behind the letters (of `maat` px) that stand on a pattern."""
    return [
        Vlak(
            cirkels((grond.middens[code] for code in codes), 0.62 * maat),
            klasse.vulling,
            dekking=dekking(klasse, gekozen),
        )
        for klasse, codes in _beschreven(grond, laag, maat)
        if patroon_van(klasse, grond)
    ]


def opschriften(grond: Ondergrond, laag: Laag, maat: float, gekozen: str = "") -> list[Opschrift]:
    """What stands in the tiles, grouped by colour."""
    return [
        Opschrift(
            klasse.inkt,
            dekking(klasse, gekozen),
            [op(grond.middens[code], laag.teksten[code], maat) for code in codes],
        )
        for klasse, codes in _beschreven(grond, laag, maat)
    ]
