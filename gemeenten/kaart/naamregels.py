"""Names broken over at most three lines, so that they fit in a tile.

Simple rules instead of a dictionary: place names break best before a known ending ("Amstel-veen"),
else between syllables ("Pur-merend"). What is still too long is shortened as people do:
"a/d", "c.a." (cum annexis), an initial.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations, pairwise
from typing import NamedTuple

UITGANGEN = """
aarde ambacht beek berg biezen boek boer bosch borg broek brug bruggen burg buren daal dal dam
deel delfland delft dijk donk donck dorp drecht duin eiland end foort gast gein gestel gom gouw
graaf graven ham hage haven heim hem herne heuvel hof hoorn horn horst hout houten hoven huizen kerk
kerke koog koop laan laar lande landen land laren lede liede loo loon lo maas made meer meren
mond monde muiden oord oosten oost polder radeel rade recht rijk rijn rode schans schaar schoten
stad stadt stein stede steen stellingwerf straat streek sum tille trecht vaart veen veer veld
velden venne veren voort vliet voorne waal waard wal warden water werf wedde weide werve wijk
wijker wolde woude woud zaal zaan zande zijl zoom
"""
"""Endings of place names; a break goes before them."""

BREEDTEN = {"ij.,'": 0.24, "lI": 0.26, "f()-": 0.31, "rt/": 0.35, "sz": 0.42, "cvxyJLY": 0.46}
"""Widths in em of the characters that are narrower than usual in Source Sans 3."""

BREED = {"wM": 0.72, "mW": 0.81, "DGHNOQU": 0.64}
GEMIDDELD = 0.54
_UITGANG = re.compile(rf"(?<!^)(?<!c)({'|'.join(UITGANGEN.split())})$")
_EM = {teken: em for groep, em in (BREEDTEN | BREED).items() for teken in groep} | {" ": 0.2}

KLINKERS = "aeiouyáéíóúàèëïöüâêîôûÿ"
_CLUSTER = re.compile(rf"(?<=[{KLINKERS}])([^{KLINKERS}\W]+)(?=[{KLINKERS}])", re.IGNORECASE)
_BEGIN = re.compile(r"(sch|ch|th|[bcdfgkptv]r|[bfgkp]l|zw|tj|[^\W])$", re.IGNORECASE)

MAX_REGELS = 3
INKORTEN = 25
"""What it costs to leave out a part of the name; "a/d" leaves out nothing."""


def breedte(tekst: str) -> float:
    """The width of a text in em (Source Sans 3 regular), close enough to fit a tile."""
    return sum(_EM.get(teken, GEMIDDELD) for teken in tekst)


def naamregels(naam: str, *ems: float) -> tuple[str, ...]:
    """The name in one to three lines, as wide as the first of `ems` in which it fits.

    Where it fits whole in none of them it is shortened, at last cut off.
    """
    gevonden = list(filter(None, (_passend(naam, em) for em in ems)))
    heel = (regels for kosten, regels in gevonden if kosten < INKORTEN)
    kort = (regels for _, regels in gevonden)
    return next(heel, None) or next(kort, None) or (_afgekapt(naam, ems[-1]),)


@lru_cache(maxsize=4096)
def _passend(naam: str, em: float) -> tuple[int, tuple[str, ...]] | None:
    """What shortening the name costs, and its best lines of at most `em`; None without any."""
    keuzes = [
        (10 * len(regels) + boete + lelijk, boete, regels)
        for boete, variant in _varianten(naam)
        if (gevonden := _beste(variant, em))
        for lelijk, regels in [gevonden]
    ]
    return min(keuzes)[1:] if keuzes else None


def _varianten(naam: str) -> Iterator[tuple[int, str]]:
    """The name and its shorter forms, each with what it costs to use it."""
    yield 0, naam
    kort = re.sub(r" (aan|op|bij) de[nr]? ", lambda m: f" {m[1][0]}/d ", naam)
    if kort != naam:
        yield 4, kort
    if samen := re.match(r"(.+?)(?:,| en | aan de[nr]? )", naam):
        yield INKORTEN, f"{samen[1]} c.a."
    if kop := re.match(r"(.+-)(\w)[^-]+$", naam):
        yield INKORTEN, f"{kop[1]}{kop[2]}."


class Breuk(NamedTuple):
    """A place to break: what it costs, and where its word starts (a broken word starts a line)."""

    kosten: float
    woord: int


def _beste(naam: str, em: float) -> tuple[float, tuple[str, ...]] | None:
    """The fewest lines that fit, then the most natural and even ones."""
    breuken = _breuken(naam)
    for aantal in range(MAX_REGELS):
        keuzes = [
            (breedst + sum(breuken[punt].kosten for punt in gekozen), regels)
            for gekozen in combinations(sorted(breuken), aantal)
            if all(breuken[punt].woord in (0, punt, *gekozen) for punt in gekozen)
            and (breedst := max(map(breedte, regels := _breek(naam, gekozen)))) <= em
        ]
        if keuzes:
            return min(keuzes)
    return None


def _breuken(naam: str) -> dict[int, Breuk]:
    """Where the name may break, with a cost: space or hyphen 0, known ending 1, syllable 2."""
    breuken: dict[int, Breuk] = {}
    for woord in re.finditer(r"[^\s-]+", naam):
        if woord.start():
            breuken[woord.start()] = Breuk(0, woord.start())
        for punt, kosten in _in_woord(woord[0]).items():
            breuken[woord.start() + punt] = Breuk(kosten, woord.start())
    return breuken


def _in_woord(woord: str) -> dict[int, float]:
    punten: dict[int, float] = {}
    for cluster in _CLUSTER.finditer(woord):
        begin = _BEGIN.search(cluster[1])
        punten[cluster.start() + (begin.start() if begin else 0)] = 2.0
    punten |= dict.fromkeys(_uitgangen(woord.lower()), 1.0)
    return {punt: kosten for punt, kosten in punten.items() if 2 < punt <= len(woord) - 3}


def _uitgangen(woord: str) -> Iterator[int]:
    """Where the known endings of a word start, the last one first: Noord-oost-polder."""
    while gevonden := _UITGANG.search(woord):
        yield gevonden.start()
        woord = woord[: gevonden.start()]


def _breek(naam: str, punten: tuple[int, ...]) -> tuple[str, ...]:
    grenzen = (0, *punten, len(naam))
    delen = [naam[van:tot] for van, tot in pairwise(grenzen)]
    return tuple(
        deel if nr == len(delen) or deel[-1] in " -" else f"{deel}-"
        for nr, deel in enumerate(delen, 1)
    )


def _afgekapt(naam: str, em: float) -> str:
    """As many characters as fit, with a full stop."""
    while len(naam) > 1 and breedte(f"{naam}.") > em:
        naam = naam[:-1]
    return f"{naam}."
