"""How a set of gemeenten lies in an indeling, why, and the smallest repair when it cuts.

Equality alone is the wrong test: layered cooperation that follows outer boundaries is congruent
(S0-14, S0-38 «buitencontouren»).
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from monitor.regels.stand import (
    INDELINGEN,
    Indeling,
    Regio,
    Stand,
    per_stand,
)


class Verhouding(StrEnum):
    """How a set of gemeenten lies in an indeling."""

    SAMENVALT = "samenvalt"
    BINNEN = "binnen"
    UNIE = "unie"
    DOORSNIJDT = "doorsnijdt"


class Deel(NamedTuple):
    """One region that a set touches: who of it is in and who is missing (maskers)."""

    regio: Regio
    erin: int
    ontbreekt: int


class Reparatie(NamedTuple):
    """The smallest repair: who joins and who leaves (maskers)."""

    erbij: int = 0
    eruit: int = 0

    @property
    def stappen(self) -> int:
        """The number of single joins and leaves."""
        return (self.erbij | self.eruit).bit_count()


class Ligging(NamedTuple):
    """The relation of a set to an indeling, with its explanation and smallest repair."""

    verhouding: Verhouding
    delen: tuple[Deel, ...]
    reparatie: Reparatie

    @property
    def heel(self) -> list[Regio]:
        """The regions that are in as a whole."""
        return [deel.regio for deel in self.delen if not deel.ontbreekt]

    @property
    def gedeeltelijk(self) -> list[Deel]:
        """The regions that are in for a part."""
        return [deel for deel in self.delen if deel.ontbreekt]


class Relatie(NamedTuple):
    """How one arrangement lies in one indeling; reparatie is a number of steps."""

    verband: str
    taak: str
    indeling: str
    relatie: Verhouding
    reparatie: int


def ligging(leden: int, indeling: Indeling) -> Ligging:
    """The relation of a non-empty set to a partition, over the regions it touches.

    `samenvalt`: equals one region; `binnen`: a proper subset of one; `unie`: equals two or more
    whole regions; otherwise `doorsnijdt`, with the smallest repair. Source: S0-38, S2-09.
    """
    delen = tuple(_delen(leden, indeling))
    if len(delen) == 1:
        soort = Verhouding.BINNEN if delen[0].ontbreekt else Verhouding.SAMENVALT
        return Ligging(soort, delen, Reparatie())
    if not any(deel.ontbreekt for deel in delen):
        return Ligging(Verhouding.UNIE, delen, Reparatie())
    return Ligging(Verhouding.DOORSNIJDT, delen, kleinste_reparatie(leden, delen))


def _delen(leden: int, indeling: Indeling) -> Iterator[Deel]:
    rest = leden
    while rest:
        regio = indeling.van[(rest & -rest).bit_length() - 1]
        yield Deel(regio, leden & regio.leden, regio.leden & ~leden)
        rest &= ~regio.leden


def kleinste_reparatie(leden: int, delen: tuple[Deel, ...]) -> Reparatie:
    """The fewest joins and leaves after which a set that cuts no longer does.

    The cheaper of making a union (per partial region: those in leave when in <= missing, else the
    missing join) and withdrawing into the best region (ties: lowest code); the union on a tie.
    """
    unie = Reparatie()
    for _, erin, ontbreekt in delen:
        if erin.bit_count() <= ontbreekt.bit_count():
            unie = Reparatie(unie.erbij, unie.eruit | erin)
        else:
            unie = Reparatie(unie.erbij | ontbreekt, unie.eruit)
    beste = min(delen, key=lambda deel: (-deel.erin.bit_count(), deel.regio.code))
    terugtrekken = Reparatie(eruit=leden & ~beste.erin)
    return unie if unie.stappen <= terugtrekken.stappen else terugtrekken


@per_stand
def liggingen(stand: Stand) -> dict[tuple[int, str], Ligging]:
    """The relation of every distinct non-empty set to every indeling of the Stand."""
    return {
        (leden, soort): ligging(leden, indeling)
        for leden in stand.verzamelingen
        if leden
        for soort, indeling in stand.indelingen.items()
        if soort in INDELINGEN or any(t.referentie_indeling == soort for t in stand.taken)
    }


@per_stand
def relaties(stand: Stand) -> list[Relatie]:
    """Every arrangement with a deelnemer against each of the three indelingen.

    Sorted by verband, taak, indeling. Source: S1-11, S2-09, S0-16.
    """
    liggend = liggingen(stand)
    uit = []
    for verband, taak, leden, *_ in stand.arrangementen:
        for soort in sorted(INDELINGEN) if leden else ():
            gevonden = liggend[leden, soort]
            stappen = gevonden.reparatie.stappen
            uit.append(Relatie(verband, taak, soort, gevonden.verhouding, stappen))
    return uit
