"""V. Three denominators, never one percentage: pairs, gemeenten, regions.

A pair (gemeente, taak) stands at its highest verband regel. Vastgesteld is a stadium at or above
the round's vaststelling_drempel; zelfstandig and landelijk count as vastgesteld in V2 and V3, and
are no intentie in V1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
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
    Regio,
    Stand,
)

EINDE: Final = date(2014, 12, 31)
"""The last day on which the cooperation must be complete; the transfer is the day after (S4-04)."""


class Fase(StrEnum):
    """How far a gemeente, or a whole region, is with a taak."""

    VASTGESTELD = "vastgesteld"
    INTENTIE = "intentie"
    OVERIG = "overig"


class Aandeel(NamedTuple):
    """A share with both its numbers: `deel` of the `geheel`, for one taak."""

    taak: str
    deel: int
    geheel: int


class Lijn(NamedTuple):
    """V1, one pair of the cohort: the gemeente of the first round and who succeeded it."""

    taak: str
    gemeente: str
    opvolgers: tuple[str, ...]
    omgezet: bool


class Plaats(NamedTuple):
    """V2, one pair: how far a gemeente is with a taak; `hoogste` is its highest stadium, if any."""

    taak: str
    gemeente: str
    fase: Fase
    hoogste: str | None


class Regiostand(NamedTuple):
    """V3, one region for a taak: its phase, and how many of its gemeenten are how far."""

    taak: str
    indeling: str
    regio: Regio
    fase: Fase
    vastgesteld: int
    intentie: int
    gemeenten: int


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


def vastgesteld(stand: Stand, taak: str) -> int:
    """Who is vastgesteld in V2 and V3, as masker: zelfstandig and landelijk are settled too."""
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
        Aandeel(taak, sum(lijn.omgezet for lijn in lijnen), len(lijnen))
        for taak, lijnen in cohort(eerst, later, opvolging).items()
    ]


def cohort(
    eerst: Stand, later: Stand, opvolging: Mapping[str, frozenset[str]]
) -> dict[str, list[Lijn]]:
    """The lines behind V1 per taak of both rounds, by gemeente of the first round."""
    return {
        taak: _lijnen(eerst, later, opvolging, taak)
        for taak in sorted(eerst.taak.keys() & later.taak)
    }


def _lijnen(
    eerst: Stand, later: Stand, opvolging: Mapping[str, frozenset[str]], taak: str
) -> list[Lijn]:
    minstens = _minstens(eerst)[taak]
    wie = eerst.codes(minstens[RANG[INTENTIE]] & ~minstens[RANG[COLLEGEBESLUIT]])
    besloten = frozenset(later.codes(_besloten(later, taak)))
    uit = []
    for code in wie:
        daarna = opvolging.get(code, frozenset({code}))
        uit.append(Lijn(taak, code, tuple(sorted(daarna)), daarna <= besloten))
    return uit


def vastgestelde_gemeenten(stand: Stand) -> list[Aandeel]:
    """V2. Per taak the gemeenten of the round that are vastgesteld. Source: S4-66."""
    return [
        Aandeel(taak.code, vastgesteld(stand, taak.code).bit_count(), len(stand.gemeenten))
        for taak in stand.taken
    ]


def plaatsen(stand: Stand, taak: str) -> list[Plaats]:
    """How far every gemeente is with a taak, by code: what V2 counts."""
    minstens = _minstens(stand)[taak]
    geregeld = vastgesteld(stand, taak)
    op_weg = geregeld | minstens[RANG[INTENTIE]]
    uit = []
    for n, gemeente in enumerate(stand.gemeenten):
        rang = sum(masker >> n & 1 for masker in minstens) - 1
        fase = (
            Fase.VASTGESTELD
            if geregeld >> n & 1
            else Fase.INTENTIE
            if op_weg >> n & 1
            else Fase.OVERIG
        )
        uit.append(Plaats(taak, gemeente.code, fase, STADIA[rang] if rang >= 0 else None))
    return uit


def regios_per_taak(stand: Stand, procent: int = 100) -> list[Regiotelling]:
    """V3. Per taak the regions of its referentie_indeling that are vastgesteld, intentie, overig.

    A region is vastgesteld when at least `procent` % of its gemeenten are; else intentie when all
    of them stand at intentie or further. Source: S4-67.
    """
    per_taak = regiostanden(stand, procent)
    uit = []
    for taak in stand.taken:
        if taak.referentie_indeling:
            telling = Counter(rij.fase for rij in per_taak[taak.code])
            aantallen = (telling[fase] for fase in Fase)
            uit.append(Regiotelling(taak.code, taak.referentie_indeling, *aantallen))
    return uit


@per_stand
def regiostanden(stand: Stand, procent: int = 100) -> dict[str, list[Regiostand]]:
    """The regions behind V3 per taak that has a referentie_indeling."""
    return {
        taak.code: [
            _regiostand(stand, taak.code, taak.referentie_indeling, regio, procent)
            for regio in stand.indelingen[taak.referentie_indeling].regios
        ]
        for taak in stand.taken
        if taak.referentie_indeling
    }


def _regiostand(stand: Stand, taak: str, indeling: str, regio: Regio, procent: int) -> Regiostand:
    geregeld = vastgesteld(stand, taak)
    vast = (regio.leden & geregeld).bit_count()
    op_weg = (regio.leden & ~geregeld & _minstens(stand)[taak][RANG[INTENTIE]]).bit_count()
    geheel = regio.leden.bit_count()
    fase = (
        Fase.VASTGESTELD
        if 100 * vast >= procent * geheel
        else Fase.INTENTIE
        if vast + op_weg == geheel
        else Fase.OVERIG
    )
    return Regiostand(taak, indeling, regio, fase, vast, op_weg, geheel)


KLASSEN = ("vastgesteld", "in_uitwerking", "in_gesprek", "geen")
"""Answers to the question of K5, the furthest first; unanswered is geen."""


class Vereveningstand(NamedTuple):
    """V4, one region: its class, and which verbanden that hold all of it have that class."""

    regio: Regio
    klasse: str
    verbanden: tuple[str, ...]


def verevening_per_regio(stand: Stand, soort: str) -> dict[str, int]:
    """V4. How many regions of an indeling have which risicoverevening.

    Of a region: the furthest class among the verbanden whose S for some taak contains the whole
    region, else geen. Source: S4-73..76.
    """
    telling = Counter(rij.klasse for rij in verevening(stand, soort))
    return {klasse: telling[klasse] for klasse in KLASSEN}


@per_stand
def verevening(stand: Stand, soort: str) -> list[Vereveningstand]:
    """The regions of an indeling behind V4, by code."""
    uit = []
    for regio in stand.indelingen[soort].regios:
        per: dict[str, set[str]] = {klasse: set() for klasse in KLASSEN}
        for (verband, _), leden in stand.leden.items():
            if not regio.leden & ~leden:
                antwoord = feiten(stand, verband).profiel.risicoverevening
                per[antwoord or KLASSEN[-1]].add(verband)
        klasse = next((klasse for klasse in KLASSEN if per[klasse]), KLASSEN[-1])
        uit.append(Vereveningstand(regio, klasse, tuple(sorted(per[klasse]))))
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
