"""How a set of gemeenten lies in an indeling, why, and the smallest repair when it cuts.

Equality alone is the wrong test: layered cooperation that follows outer boundaries is congruent
(S0-14, S0-38 «buitencontouren»).
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from monitor.regels.eenmaal import per_stand
from monitor.regels.stand import (
    INDELINGEN,
    Indeling,
    Regio,
    Stand,
)


class Verhouding(StrEnum):
    """How a set of gemeenten lies in an indeling."""

    SAMENVALT = "samenvalt"
    BINNEN = "binnen"
    UNIE = "unie"
    DOORSNIJDT = "doorsnijdt"


class Reparatie(NamedTuple):
    """The smallest repair: who joins and who leaves (maskers)."""

    erbij: int = 0
    eruit: int = 0


class Ligging(NamedTuple):
    """The relation of a set to an indeling, with its smallest repair and the steps that takes."""

    verhouding: Verhouding
    reparatie: Reparatie = Reparatie()
    stappen: int = 0


class Deel(NamedTuple):
    """One region that a set touches: who of it is in and who is missing (maskers)."""

    regio: Regio
    erin: int
    ontbreekt: int


class Relatie(NamedTuple):
    """How one arrangement lies in one indeling; reparatie is a number of steps."""

    verband: str
    taak: str
    indeling: str
    relatie: Verhouding
    reparatie: int


SAMENVALT, BINNEN, UNIE = map(Ligging, (Verhouding.SAMENVALT, Verhouding.BINNEN, Verhouding.UNIE))


def ligging(leden: int, indeling: Indeling) -> Ligging:
    """The relation of a non-empty set to a partition, over the regions it touches.

    `samenvalt`: equals one region; `binnen`: a proper subset of one; `unie`: equals two or more
    whole regions; otherwise `doorsnijdt`, with the smallest repair. Source: S0-38, S2-09.
    """
    delen = list(_geraakt(leden, indeling))
    if len(delen) == 1:
        return SAMENVALT if leden == delen[0][0].leden else BINNEN
    if all(erin == regio.leden for regio, erin in delen):
        return UNIE
    reparatie = _kleinste_reparatie(leden, delen)
    stappen = (reparatie.erbij | reparatie.eruit).bit_count()
    return Ligging(Verhouding.DOORSNIJDT, reparatie, stappen)


def _geraakt(leden: int, indeling: Indeling) -> Iterator[tuple[Regio, int]]:
    """The regions that a set touches, each with its members in the set."""
    rest = leden
    while rest:
        regio = indeling.van[(rest & -rest).bit_length() - 1]
        erin = leden & regio.leden
        yield regio, erin
        rest &= ~erin


def _kleinste_reparatie(leden: int, delen: list[tuple[Regio, int]]) -> Reparatie:
    """The fewest joins and leaves after which a set that cuts no longer does.

    The cheaper of making a union (per partial region: those in leave when in <= missing, else the
    missing join) and withdrawing into the best region (ties: lowest code); the union on a tie.
    """
    erbij = eruit = 0
    for regio, erin in delen:
        if 2 * erin.bit_count() <= regio.leden.bit_count():
            eruit |= erin
        else:
            erbij |= regio.leden & ~erin
    _, beste = min(delen, key=lambda deel: (-deel[1].bit_count(), deel[0].code))
    buiten = leden & ~beste
    unie_is_goedkoper = (erbij | eruit).bit_count() <= buiten.bit_count()
    return Reparatie(erbij, eruit) if unie_is_goedkoper else Reparatie(eruit=buiten)


def delen(leden: int, indeling: Indeling) -> list[Deel]:
    """The explanation: the regions that a set touches by code, whole or partial, who is missing."""
    geraakt = sorted(_geraakt(leden, indeling), key=lambda deel: deel[0].code)
    return [Deel(regio, erin, regio.leden & ~erin) for regio, erin in geraakt]


@per_stand
def liggingen(stand: Stand) -> dict[tuple[int, str], Ligging]:
    """The relation of every distinct non-empty set to every indeling that matters."""
    soorten = {*INDELINGEN, *(taak.referentie_indeling for taak in stand.taken)} - {None}
    return {
        (leden, soort): ligging(leden, indeling)
        for soort, indeling in stand.indelingen.items()
        if soort in soorten
        for leden in stand.verzamelingen
        if leden
    }


@per_stand
def relaties(stand: Stand) -> list[Relatie]:
    """Every arrangement with a deelnemer against each of the three indelingen.

    Sorted by verband, taak, indeling. Source: S1-11, S2-09, S0-16.
    """
    liggend = liggingen(stand)
    soorten = sorted(INDELINGEN)
    uit = []
    for verband, taak, leden, *_ in stand.arrangementen:
        for soort in soorten if leden else ():
            verhouding, _, stappen = liggend[leden, soort]
            uit.append(Relatie(verband, taak, soort, verhouding, stappen))
    return uit
