"""V. Three denominators, never one percentage: pairs, gemeenten, regions.

A pair (gemeente, taak) stands at its highest verband regel. Vastgesteld is a stadium at or above
the round's vaststelling_drempel; zelfstandig and landelijk count as vastgesteld in V2 and V3, and
are no intentie in V1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import reduce
from itertools import accumulate
from operator import or_
from typing import Final, NamedTuple

from monitor.regels.criteria import feiten
from monitor.regels.eenmaal import per_stand
from monitor.regels.stand import (
    COLLEGEBESLUIT,
    INTENTIE,
    LANDELIJK,
    RANG,
    STADIA,
    ZELFSTANDIG,
    Indeling,
    Stand,
)

EINDE: Final = date(2014, 12, 31)
"""The last day on which the cooperation must be complete; the transfer is the day after (S4-04)."""


class Aandeel(NamedTuple):
    """A share with both its numbers: `deel` of the `geheel`, for one taak."""

    taak: str
    deel: int
    geheel: int


class Regiotelling(NamedTuple):
    """How many regions of an indeling stand where, for one taak; the three sum to all regions."""

    taak: str
    indeling: str
    vastgesteld: int
    intentie: int
    overig: int


@per_stand
def _minstens(stand: Stand) -> dict[str, list[int]]:
    """Per taak and stadium (in rank order) who stands at that stadium or further."""
    per_taak = {taak.code: [0] * len(STADIA) for taak in stand.taken}
    for (_, taak), maskers in stand.antwoorden[0].items():
        per_taak[taak] = list(map(or_, per_taak[taak], maskers))
    return {
        taak: list(accumulate(reversed(maskers), or_))[::-1] for taak, maskers in per_taak.items()
    }


def _besloten(stand: Stand, taak: str) -> int:
    """Who stands at or above the drempel with a verband."""
    return _minstens(stand)[taak][RANG[stand.vaststelling_drempel]]


def _geregeld(stand: Stand, taak: str) -> int:
    """Who is vastgesteld in V2 and V3: zelfstandig and landelijk are settled too."""
    zonder = (stand.anders.get((wijze, taak), 0) for wijze in (ZELFSTANDIG, LANDELIJK))
    return reduce(or_, zonder, _besloten(stand, taak))


Wijziging = tuple[date, str, str]
"""Date of a herindeling, code of the old gemeente, code of a new one."""


def opvolgers(wijzigingen: Iterable[Wijziging], van: date, tot: date) -> dict[str, frozenset[str]]:
    """The successors on `tot` of every gemeente that changed after `van`; others are their own."""
    uit: dict[str, frozenset[str]] = {}
    tussen = sorted(rij for rij in wijzigingen if van < rij[0] <= tot)
    for dag in sorted({rij[0] for rij in tussen}):
        stap: dict[str, set[str]] = {}
        for _, oud, nieuw in (rij for rij in tussen if rij[0] == dag):
            stap.setdefault(oud, set()).add(nieuw)
        uit = {
            oud: _verder(uit.get(oud, frozenset({oud})), stap) for oud in uit.keys() | stap.keys()
        }
    return uit


def _verder(codes: frozenset[str], stap: Mapping[str, set[str]]) -> frozenset[str]:
    return frozenset[str]().union(*(stap.get(code, {code}) for code in codes))


def omgezette_intenties(
    eerst: Stand, later: Stand, opvolging: Mapping[str, frozenset[str]]
) -> list[Aandeel]:
    """V1. Of the pairs at intentie or voorstel in the first round, those vastgesteld in the later.

    Over the taken of both rounds, one line per predecessor; a line that is split over several
    successors counts when all of them are vastgesteld with a verband. Source: S4-64, S4-65.
    """
    return [
        _omgezet(eerst, later, opvolging, taak) for taak in sorted(eerst.taak.keys() & later.taak)
    ]


def _omgezet(
    eerst: Stand, later: Stand, opvolging: Mapping[str, frozenset[str]], taak: str
) -> Aandeel:
    minstens = _minstens(eerst)[taak]
    cohort = eerst.codes(minstens[RANG[INTENTIE]] & ~minstens[RANG[COLLEGEBESLUIT]])
    besloten = frozenset(later.codes(_besloten(later, taak)))
    omgezet = [code for code in cohort if opvolging.get(code, {code}) <= besloten]
    return Aandeel(taak, len(omgezet), len(cohort))


def vastgestelde_gemeenten(stand: Stand) -> list[Aandeel]:
    """V2. Per taak the gemeenten of the round that are vastgesteld. Source: S4-66."""
    return [
        Aandeel(taak.code, _geregeld(stand, taak.code).bit_count(), len(stand.gemeenten))
        for taak in stand.taken
    ]


def regios_per_taak(stand: Stand, procent: int = 100) -> list[Regiotelling]:
    """V3. Per taak the regions of its referentie_indeling that are vastgesteld, intentie, overig.

    A region is vastgesteld when at least `procent` % of its gemeenten are; else intentie when all
    of them stand at intentie or further. Source: S4-67.
    """
    return [
        _telling(stand, taak.code, stand.indelingen[taak.referentie_indeling], procent)
        for taak in stand.taken
        if taak.referentie_indeling
    ]


def _telling(stand: Stand, taak: str, indeling: Indeling, procent: int) -> Regiotelling:
    geregeld = _geregeld(stand, taak)
    minstens_intentie = geregeld | _minstens(stand)[taak][RANG[INTENTIE]]
    vastgesteld = intentie = 0
    for regio in indeling.regios:
        if 100 * (regio.leden & geregeld).bit_count() >= procent * regio.leden.bit_count():
            vastgesteld += 1
        elif not regio.leden & ~minstens_intentie:
            intentie += 1
    overig = len(indeling.regios) - vastgesteld - intentie
    return Regiotelling(taak, indeling.soort, vastgesteld, intentie, overig)


KLASSEN = ("vastgesteld", "in_uitwerking", "in_gesprek", "geen")
"""Answers to the question of K5, the furthest first; unanswered is geen."""


def verevening_per_regio(stand: Stand, soort: str) -> dict[str, int]:
    """V4. How many regions of an indeling have which risicoverevening.

    Of a region: the furthest class among the verbanden whose S for some taak contains the whole
    region, else geen. Source: S4-73..76.
    """
    uit = dict.fromkeys(KLASSEN, 0)
    for regio in stand.indelingen[soort].regios:
        klassen = {
            feiten(stand, verband).profiel.risicoverevening
            for (verband, _), leden in stand.leden.items()
            if not regio.leden & ~leden
        }
        uit[next((klasse for klasse in KLASSEN if klasse in klassen), KLASSEN[-1])] += 1
    return uit


def geregelde_combinaties(stand: Stand) -> tuple[int, int]:
    """Pairs (gemeente, taak that needs cooperation) that are vastgesteld as in V2, and all."""
    nodig = {taak.code for taak in stand.taken if taak.samenwerking_noodzakelijk}
    delen = [rij for rij in vastgestelde_gemeenten(stand) if rij.taak in nodig]
    return sum(rij.deel for rij in delen), sum(rij.geheel for rij in delen)


def dagen_voorbij(begin: date, dag: date, einde: date = EINDE) -> tuple[int, int]:
    """Of the days from `begin` up to and including `einde` how many are over on `dag`, and all."""
    alle = (einde - begin).days + 1
    return min(max((dag - begin).days, 0), alle), alle


class Maand(NamedTuple):
    """The decisions planned in one month (its first day), and all until its end."""

    maand: date
    gepland: int
    samen: int


def prognose(data: Iterable[date], tot: date) -> list[Maand]:
    """Planned college and raad dates per month, cumulated to the month of `tot` (S4-04)."""
    maanden = sorted(dag.replace(day=1) for dag in data if dag <= tot)
    uit: list[Maand] = []
    maand = maanden[0] if maanden else tot
    while maanden and maand <= tot:
        samen = uit[-1].samen if uit else 0
        gepland = maanden.count(maand)
        uit.append(Maand(maand, gepland, samen + gepland))
        maand = date(maand.year + maand.month // 12, maand.month % 12 + 1, 1)
    return uit
