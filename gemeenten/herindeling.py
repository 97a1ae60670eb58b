"""What a herindeling does to the map: who goes on, in which regio, with which neighbours.

The data have no figures of their own for a herindeling (domein.md). Successors take the regio's and
borders of their predecessors and, when new, their tile; inwoners are summed over those that merge
as a whole, a part that is split off adds nothing until `ververs_inwoners`. Pure: no database.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple


class Overgang(NamedTuple):
    """`oud` is abolished on `datum` and its land goes, whole or in part, to `nieuw`."""

    datum: date
    oud: str
    nieuw: str


@dataclass(frozen=True)
class Stap:
    """All that happens on one day: per abolished gemeente its successors."""

    datum: date
    opvolgers: Mapping[str, frozenset[str]]

    def nieuw(self) -> list[str]:
        """The gemeenten that receive land, sorted by code."""
        return sorted(set().union(*self.opvolgers.values()))

    def voorgangers(self, nieuw: str, *, geheel: bool = True) -> list[str]:
        """The abolished gemeenten that go to `nieuw` as a whole, or also those in part."""
        return sorted(
            oud
            for oud, opvolgers in self.opvolgers.items()
            if nieuw in opvolgers and (len(opvolgers) == 1 or not geheel)
        )

    def kern(self, nieuw: str) -> list[str]:
        """The predecessors that decide where `nieuw` belongs: the whole ones, if any."""
        return self.voorgangers(nieuw) or self.voorgangers(nieuw, geheel=False)

    def wie(self, code: str) -> frozenset[str]:
        """Who holds the land of `code` after this day."""
        return self.opvolgers.get(code, frozenset({code}))


def stappen(overgangen: Iterable[Overgang]) -> list[Stap]:
    """The herindelingen in order of time; a gemeente that keeps its code is not abolished."""
    per_dag: dict[date, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for datum, oud, nieuw in overgangen:
        per_dag[datum][oud].add(nieuw)
    return [
        Stap(datum, {oud: frozenset(nieuw) for oud, nieuw in per_dag[datum].items()})
        for datum in sorted(per_dag)
    ]


class Voorgangers(NamedTuple):
    """Whose lines a gemeente continues: those that went on in it as a whole, itself included."""

    geheel: frozenset[str]
    deels: frozenset[str]

    @property
    def veranderd(self) -> bool:
        """Whether there is more to continue than the own line."""
        return len(self.geheel) + len(self.deels) > 1


def voorgangers(verloop: Iterable[Stap], code: str, *, na: date, tot: date) -> Voorgangers:
    """Whose lines `code` continues on `tot` when the steps after the day `na` are traced back.

    Of a gemeente that was split over several, each of them continues a part.
    """
    geheel, deels = {code}, set[str]()
    for stap in sorted(verloop, key=lambda stap: stap.datum, reverse=True):
        if na < stap.datum <= tot:
            alles = {oud for wie in geheel | deels for oud in stap.voorgangers(wie, geheel=False)}
            geheel |= {oud for wie in geheel for oud in stap.voorgangers(wie)}
            deels |= alles - geheel
    return Voorgangers(frozenset(geheel), frozenset(deels))


def opvolgers(verloop: Iterable[Stap], code: str) -> frozenset[str]:
    """Who holds the land of `code` after all these steps: one when it went on as a whole."""
    wie = frozenset({code})
    for stap in sorted(verloop, key=lambda stap: stap.datum):
        wie = frozenset[str]().union(*map(stap.wie, wie))
    return wie


def afgeleide_inwoners(
    stap: Stap, bekend: Mapping[str, int], bestaand: Iterable[str]
) -> dict[str, int]:
    """Inwoners of the receivers: their own, when they existed, and the wholly merged ones.

    Nothing for a gemeente that receives parts only, or of which a figure is not known.
    """
    eigen = set(bestaand)
    som = {}
    for nieuw in stap.nieuw():
        geheel = stap.voorgangers(nieuw)
        delen = geheel + [nieuw] * (nieuw in eigen)
        if geheel and all(code in bekend for code in delen):
            som[nieuw] = sum(bekend[code] for code in delen)
    return som


def geerfd(stap: Stap, nieuw: str, van: Mapping[str, str], inwoners: Mapping[str, int]) -> str:
    """The regio of a new gemeente: where most inwoners of its predecessors were; "" for none.

    `van` gives the regio per gemeente; a tie goes to the lowest regio code.
    """
    gewicht: dict[str, int] = defaultdict(int)
    for oud in stap.kern(nieuw):
        if van.get(oud):
            gewicht[van[oud]] += inwoners.get(oud, 0)
    return min(gewicht, key=lambda regio: (-gewicht[regio], regio), default="")


def grootste(stap: Stap, nieuw: str, inwoners: Mapping[str, int]) -> str:
    """The predecessor whose place on the map a new gemeente takes: most inwoners, lowest code."""
    return min(stap.kern(nieuw), key=lambda oud: (-inwoners.get(oud, 0), oud))


@dataclass(frozen=True)
class Lijn:
    """A border from `vanaf`, in km; see gemeenten.models.Grens."""

    grens_km: float
    landgrens_km: float
    alleen_water: bool
    vanaf: date
    tot: date | None = None

    def plus(self, ander: Lijn) -> Lijn:
        """Both borders as one."""
        return Lijn(
            round(self.grens_km + ander.grens_km, 2),
            round(self.landgrens_km + ander.landgrens_km, 2),
            self.alleen_water and ander.alleen_water,
            max(self.vanaf, ander.vanaf),
        )


Paar = tuple[str, str]
Grenzen = Mapping[Paar, Lijn]


def grenzen_door_de_tijd(grenzen: Grenzen, verloop: Iterable[Stap]) -> list[tuple[Paar, Lijn]]:
    """All borders with their period: at every step ended ones, and at the end those that hold."""
    nu, voorbij = dict(grenzen), []
    for stap in verloop:
        straks = grenzen_na(nu, stap)
        voorbij += [
            (paar, replace(lijn, tot=stap.datum))
            for paar, lijn in nu.items()
            if straks.get(paar) != lijn
        ]
        nu = straks
    return voorbij + list(nu.items())


def grenzen_na(grenzen: Grenzen, stap: Stap) -> dict[Paar, Lijn]:
    """The borders after `stap`: every successor has those of its predecessors, summed.

    A border that stays as it was keeps its `vanaf`; between land that became one there is none.
    """
    delen: dict[Paar, list[Lijn]] = defaultdict(list)
    for (een, ander), lijn in grenzen.items():
        geraakt = een in stap.opvolgers or ander in stap.opvolgers
        for paar in {(a, b) for a in stap.wie(een) for b in stap.wie(ander) if a != b}:
            delen[paar].append(replace(lijn, vanaf=stap.datum) if geraakt else lijn)
    return {paar: _som(lijnen) for paar, lijnen in delen.items()}


def _som(lijnen: list[Lijn]) -> Lijn:
    som = lijnen[0]
    for lijn in lijnen[1:]:
        som = som.plus(lijn)
    return som
