"""The tables and charts of a profile, laid out for a page of A4.

Places are in the units of an svg's viewBox (px at full size), whole numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, sqrt
from typing import NamedTuple

from gemeenten.kaart.kleuren import DEKKING
from monitor.regels.dekking import Staat
from monitor.regels.stand import RANG
from monitor.regels.taal import getal, opsomming
from monitor.regiobeeld import Regiobeeld, Schaalcel, Schaalrij
from samenwerking.keuzes import Stadium

MET_GRAFIEK = 12
"""At so many gemeenten or fewer the chart stands in the row of its taak, else in its own table."""
KOLOMMEN = 30
"""Gemeenten that fit beside each other; more are spread over equal blocks."""
SMAL, BREED = 150, 420
HOOGTE, BAAN, STRAAL = 18, 12, 6
MILJOEN = 1_000_000
STREPEN = ((0, "0"), (100_000, "100.000"), (MILJOEN, "1 mln"))
KLEUREN = ("#0b5a94", "#06304f", "#00707d")

STAATKLASSE = {klasse.code: klasse for klasse in DEKKING}


class Teken(NamedTuple):
    """A sign in a cell: the letter of a verband or of a staat, its look and the staat in words."""

    klasse: str
    tekst: str
    woord: str


class Punt(NamedTuple):
    """A verband (or a gemeente alone, Z) on the scale of inhabitants."""

    x: int
    y: int
    letter: str
    kleur: str
    vol: bool


@dataclass(frozen=True)
class Grafiek:
    """One row of the chart: a line from 0 to the top, the norm as a bar, a disc per verband."""

    breedte: int
    hoogte: int
    midden: int
    norm: int | None
    punten: list[Punt]
    titel: str


class Taakrij(NamedTuple):
    """Taken that look the same in this region; `woord` stands where there is no chart."""

    naam: str
    taken: int
    niveau: str
    cellen: list[list[Teken]]
    grafiek: Grafiek | None
    woord: str


Groep = tuple[str, list[Taakrij]]


@dataclass(frozen=True)
class Blok:
    """A table of some gemeenten; `hoog` says how much room the longest name takes (1 to 3)."""

    koppen: list[str]
    hoog: int
    groepen: list[Groep]


@dataclass(frozen=True)
class Schaaltabel:
    """Who does what with whom: blocks of columns, and the chart beside or below them."""

    blokken: list[Blok]
    groepen: list[Groep]
    ernaast: bool
    as_breedte: int
    strepen: list[tuple[int, str]]


def schaaltabel(beeld: Regiobeeld) -> Schaaltabel:
    """The taken with the same answers and the same norm together, per decentralisatie."""
    ernaast = len(beeld.codes) <= MET_GRAFIEK
    breedte = SMAL if ernaast else BREED
    top = _top(beeld)
    groepen = [
        (naam, [_taakrij(beeld, samen, breedte, top) for samen in _gelijk(rijen)])
        for naam, rijen in beeld.schaal
    ]
    namen = [naam for _, naam, _, _ in beeld.gemeenten]
    return Schaaltabel(
        [_blok(namen, groepen, van, tot) for van, tot in _sneden(len(namen))],
        groepen,
        ernaast,
        breedte,
        [(_x(plek, breedte, top), woord) for plek, woord in STREPEN],
    )


def _sneden(n: int) -> list[tuple[int, int]]:
    """As few blocks of columns as fit the page, of nearly the same size."""
    blokken = max(1, ceil(n / KOLOMMEN))
    grenzen = [round(n * nr / blokken) for nr in range(blokken + 1)]
    return list(pairwise(grenzen))


def _blok(namen: Sequence[str], groepen: Sequence[Groep], van: int, tot: int) -> Blok:
    koppen = list(namen[van:tot])
    langste = max(map(len, koppen), default=0)
    hoog = 1 if langste <= 12 else 2 if langste <= 19 else 3
    delen = [
        (naam, [rij._replace(cellen=rij.cellen[van:tot]) for rij in rijen])
        for naam, rijen in groepen
    ]
    return Blok(koppen, hoog, delen)


def _gelijk(rijen: Sequence[Schaalrij]) -> list[list[Schaalrij]]:
    """Taken of one level with equal cells; where there is a chart also with an equal chart."""
    groepen: dict[object, list[Schaalrij]] = {}
    for rij in rijen:
        grafiek = (rij.taak.norm_inwoners, *rij.schalen) if rij.schalen else ()
        sleutel = rij.taak.niveau, tuple(rij.cellen), grafiek
        groepen.setdefault(sleutel, []).append(rij)
    return list(groepen.values())


def _taakrij(
    beeld: Regiobeeld,
    samen: Sequence[Schaalrij],
    breedte: int,
    top: int,
) -> Taakrij:
    eerste = samen[0]
    namen = [rij.taak.korte_naam or rij.taak.naam for rij in samen]
    volgende = [naam if naam.isupper() else naam[:1].lower() + naam[1:] for naam in namen[1:]]
    punten = _inwoners(beeld, eerste)
    return Taakrij(
        eerste.taak.naam if len(samen) == 1 else ", ".join([namen[0], *volgende]),
        len(samen),
        eerste.taak.niveau,
        [_tekens(cel) for cel in eerste.cellen],
        _grafiek(eerste, punten, breedte, top) if punten else None,
        eerste.woord,
    )


def _tekens(cel: Schaalcel) -> list[Teken]:
    """The letters of the verbanden in a cell, or that of its staat; the word where it is needed."""
    if cel.staat is None:
        return [Teken("verborgen", "·", "niet te zien in dit concept")]
    klasse = STAATKLASSE[cel.staat.value]
    woord = "" if cel.staat is Staat.GEDEKT else klasse.naam.lower()
    if not cel.letters:
        return [Teken(klasse.code, klasse.letter, woord)]
    return [Teken(f"{klasse.code} kleur{_kleur(x)}", x, woord) for x in cel.letters]


def _kleur(letter: str) -> int:
    return (ord(letter[-1]) - ord("A")) % len(KLEUREN)


Schaal = tuple[str, int, bool]
"""Letter, inhabitants, and whether it is past verkenning here."""


def _inwoners(beeld: Regiobeeld, rij: Schaalrij) -> list[Schaal]:
    """The verbanden of a taak and the gemeenten that do it alone, smallest first."""
    stevig = {x for cel in rij.cellen if cel.staat is not Staat.VERKENNING for x in cel.letters}
    inwoners = {code: aantal for code, _, aantal, _ in beeld.gemeenten}
    alleen = [
        ("Z", inwoners[cel.gemeente], True) for cel in rij.cellen if cel.staat is Staat.ZELFSTANDIG
    ]
    samen = [(letter, aantal, letter in stevig) for letter, aantal in rij.schalen]
    return sorted([*samen, *alleen], key=lambda schaal: (schaal[1], schaal[0]))


def _top(beeld: Regiobeeld) -> int:
    """The end of the scale: a million, or the largest verband or gemeente here."""
    rijen = [rij for _, groep in beeld.schaal for rij in groep]
    schalen = [inwoners for rij in rijen for _, inwoners in rij.schalen]
    return max([MILJOEN, *schalen, *(aantal for _, _, aantal, _ in beeld.gemeenten)])


def _x(inwoners: int, breedte: int, top: int) -> int:
    """The place on a root scale, so that small ones stay apart."""
    return STRAAL + round((breedte - 2 * STRAAL) * sqrt(inwoners / top))


def _grafiek(rij: Schaalrij, schalen: Sequence[Schaal], breedte: int, top: int) -> Grafiek:
    """Discs that would touch are put in the next lane."""
    banen: list[int] = []
    punten = []
    for letter, inwoners, vol in schalen:
        x = _x(inwoners, breedte, top)
        baan = next((nr for nr, laatste in enumerate(banen) if x - laatste > 2 * STRAAL), None)
        if baan is None:
            baan = len(banen)
            banen.append(x)
        banen[baan] = x
        kleur = "#7cc4b0" if letter == "Z" else KLEUREN[_kleur(letter)]
        punten.append(Punt(x, HOOGTE // 2 + BAAN * baan, letter, kleur, vol))
    hoogte = HOOGTE + BAAN * (len(banen) - 1)
    norm = rij.taak.norm_inwoners
    return Grafiek(
        breedte,
        hoogte,
        hoogte // 2,
        _x(min(norm, top), breedte, top) if norm else None,
        punten,
        _titel(rij, schalen),
    )


def _titel(rij: Schaalrij, schalen: Sequence[Schaal]) -> str:
    norm = rij.taak.norm_inwoners
    richtlijn = f"; de richtlijn is {getal(norm)}" if norm else ""
    delen = opsomming(f"{letter} {getal(inwoners)}" for letter, inwoners, _ in schalen)
    return f"{rij.taak.naam}, inwoners: {delen}{richtlijn}."


BLOK, RUIMTE, PER_RIJ, RIJEN = 10, 13, 5, 8
KOLOM, MIDDEN = 102, 24


class Stadiumkolom(NamedTuple):
    """The blocks of one stadium as one path, with their number beside them."""

    x: int
    woord: str
    aantal: int
    pad: str
    getal_x: int
    stijl: str


@dataclass(frozen=True)
class Stadiumgrafiek:
    """Intenties left and what is vastgelegd right of one line; a block is `per_blok` pairs."""

    breedte: int
    hoogte: int
    lijn: int
    per_blok: int
    kolommen: list[Stadiumkolom]
    titel: str


def stadiumgrafiek(stadia: Mapping[str, int], drempel: str) -> Stadiumgrafiek:
    """The stadia in rank order with a gap at `drempel`; large numbers get fewer, larger blocks."""
    hoogste = max(stadia.values(), default=0)
    per_blok = next(stap for stap in (1, 2, 5, 10, 25, 100) if hoogste <= stap * PER_RIJ * RIJEN)
    rijen = max(1, ceil(ceil(hoogste / per_blok) / PER_RIJ))
    voet = 24 + rijen * RUIMTE
    kolommen = []
    for nr, (stadium, n) in enumerate(stadia.items()):
        vast = RANG[stadium] >= RANG[drempel]
        x = nr * KOLOM + MIDDEN * vast
        kolommen.append(_kolom(stadium, n, x, voet, per_blok, "vast" if vast else _voor(nr)))
    lijn = RANG[drempel] * KOLOM + MIDDEN // 2 - 4
    woorden = opsomming(f"{Stadium(s).label} {n}" for s, n in stadia.items())
    titel = f"Afspraken per stadium: {woorden}."
    return Stadiumgrafiek(len(stadia) * KOLOM + MIDDEN, voet + 20, lijn, per_blok, kolommen, titel)


def _voor(nr: int) -> str:
    return "intentie" if nr else "verkenning"


def _kolom(stadium: str, n: int, x: int, voet: int, per_blok: int, stijl: str) -> Stadiumkolom:
    blokken = ceil(n / per_blok)
    pad = "".join(
        f"M{x + 1 + nr % PER_RIJ * RUIMTE} {voet - 3 - BLOK - nr // PER_RIJ * RUIMTE}"
        f"h{BLOK}v{BLOK}h-{BLOK}z"
        for nr in range(blokken)
    )
    getal_x = x + min(blokken, PER_RIJ) * RUIMTE + (3 if blokken else 0)
    return Stadiumkolom(x, Stadium(stadium).label, n, pad, getal_x, stijl)
