"""B. How many tables does one gemeente sit at?"""

from __future__ import annotations

from statistics import median
from typing import NamedTuple

from monitor.regels.bevinding import Bevinding, Ernst, Regelkaart
from monitor.regels.eenmaal import per_stand
from monitor.regels.stand import Stand, nummers
from monitor.regels.taal import aantal

PERCENTIEL = 95


class Drukte(NamedTuple):
    """Of one gemeente: verbanden it is in, distinct sets S it is in, other gemeenten in those."""

    gemeente: str
    verbanden: int
    verzamelingen: int
    partners: int


@per_stand
def drukte(stand: Stand) -> list[Drukte]:
    """Bestuurlijke drukte of every gemeente, over all arrangementen; sorted by gemeente.

    Source: S1-11, S2-36.
    """
    verbanden = [0] * len(stand.gemeenten)
    verzamelingen, samen = list(verbanden), list(verbanden)
    for arrangementen in stand.per_verband.values():
        omtrek = 0
        for arrangement in arrangementen:
            omtrek |= arrangement.leden
        for n in nummers(omtrek):
            verbanden[n] += 1
    for leden, erin in stand.verzamelingen.items():
        for n in erin:
            verzamelingen[n] += 1
            samen[n] |= leden
    return [
        Drukte(gemeente.code, verbanden[n], verzamelingen[n], max(samen[n].bit_count() - 1, 0))
        for n, gemeente in enumerate(stand.gemeenten)
    ]


class Mediaan(NamedTuple):
    """The national medians beside which the figures of one gemeente are shown."""

    verbanden: float
    verzamelingen: float
    partners: float


def landelijke_mediaan(stand: Stand) -> Mediaan:
    """The medians over all gemeenten; zeros without gemeenten."""
    regels = drukte(stand) or [Drukte("", 0, 0, 0)]
    return Mediaan(*(median(kolom) for kolom in list(zip(*regels, strict=True))[1:]))


def percentiel(waarden: list[int], procent: int) -> int:
    """The nearest-rank percentile: the smallest value that at least `procent` % do not exceed."""
    rang = -(-procent * len(waarden) // 100)
    return sorted(waarden)[rang - 1]


def _zin_b1(stand: Stand, bevinding: Bevinding) -> str:
    regels = drukte(stand)
    eigen = regels[stand.nummer[bevinding.gemeenten[0]]].verbanden
    grens = percentiel([regel.verbanden for regel in regels], PERCENTIEL)
    return (
        f"{stand.naam(bevinding.gemeenten[0])} doet mee in {aantal(eigen, 'verband', 'verbanden')}."
        f" Minstens {PERCENTIEL} van de 100 gemeenten doen mee in hoogstens {grens}; de mediaan is"
        f" {landelijke_mediaan(stand).verbanden:g}."
    )


B1 = Regelkaart(
    "B1",
    "Veel verbanden",
    Ernst.INFO,
    "De gemeente doet in meer verbanden mee dan bijna alle andere gemeenten.",
    "Brief BZK 15-3-2013 (S1-11), ledenbrief VNG (S2-36)",
    _zin_b1,
)


def veel_verbanden(stand: Stand) -> list[Bevinding]:
    """B1. The number of verbanden lies above the national 95th percentile (nearest rank).

    Source: S1-11, S2-36.
    """
    regels = drukte(stand)
    if not regels:
        return []
    grens = percentiel([regel.verbanden for regel in regels], PERCENTIEL)
    return [Bevinding("B1", (regel.gemeente,)) for regel in regels if regel.verbanden > grens]
