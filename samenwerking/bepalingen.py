"""Pure: what a letter says per gemeente and taak, and what signing it makes of an opgave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from samenwerking.regels import Antwoord


@dataclass(frozen=True)
class Bepaling:
    """One decision of a letter: these gemeenten (CBS codes) organise these taken in this way."""

    taken: frozenset[str]
    gemeenten: frozenset[str]
    wijze: str
    verband: str | None = None
    stadium: str | None = None
    onderdeel: str | None = None
    toelichting: str = ""

    def antwoord(self, taak: str) -> Antwoord:
        """What it says about one of its taken."""
        return Antwoord(
            taak,
            self.wijze,
            verband=self.verband,
            stadium=self.stadium,
            onderdeel=self.onderdeel,
            toelichting=self.toelichting,
        )


def antwoorden_voor(bepalingen: Iterable[Bepaling], gemeente: str) -> list[Antwoord]:
    """What the letter says for `gemeente`, sorted by taak and verband."""
    uit = [b.antwoord(taak) for b in bepalingen if gemeente in b.gemeenten for taak in b.taken]
    return sorted(uit, key=lambda a: (a.taak, a.verband or ""))


def botsingen(bepalingen: Sequence[Bepaling], nieuw: Bepaling) -> tuple[set[str], set[str]]:
    """The gemeenten and taken for which `nieuw` cannot stand beside what is there.

    A taak has one answer, or only verbanden, each once: the rule of the opgave.
    """
    gemeenten, taken = set[str](), set[str]()
    for bepaling in bepalingen:
        naast = nieuw.verband and bepaling.verband and nieuw.verband != bepaling.verband
        wie, wat = nieuw.gemeenten & bepaling.gemeenten, nieuw.taken & bepaling.taken
        if wie and wat and not naast:
            gemeenten, taken = gemeenten | wie, taken | wat
    return gemeenten, taken


def overnemen(eigen: Iterable[Antwoord], brief: Iterable[Antwoord]) -> list[Antwoord]:
    """The answers of `brief`; what the gemeente itself said about the same choice stays.

    Kept are the decisions with their dates, voorlopig, and the own onderdeel and toelichting where
    the letter says nothing about them.
    """
    bekend = {(a.taak, a.wijze, a.verband): a for a in eigen}
    return [_samen(bekend.get((a.taak, a.wijze, a.verband)), a) for a in brief]


def _samen(eigen: Antwoord | None, brief: Antwoord) -> Antwoord:
    if eigen is None:
        return brief
    return replace(
        eigen,
        stadium=brief.stadium,
        onderdeel=brief.onderdeel or eigen.onderdeel,
        toelichting=brief.toelichting or eigen.toelichting,
    )


def groepeer(per_gemeente: Mapping[str, Iterable[Antwoord]]) -> list[Bepaling]:
    """The answers of many gemeenten as few decisions: first equal gemeenten, then equal taken.

    `antwoorden_voor` gives each gemeente its own answers back.
    """
    wie: dict[Antwoord, set[str]] = {}
    for gemeente, antwoorden in per_gemeente.items():
        for antwoord in antwoorden:
            wie.setdefault(_kaal(antwoord), set()).add(gemeente)
    wat: dict[tuple[Antwoord, frozenset[str]], set[str]] = {}
    for antwoord, gemeenten in wie.items():
        sleutel = replace(antwoord, taak=""), frozenset(gemeenten)
        wat.setdefault(sleutel, set()).add(antwoord.taak)
    uit = [
        Bepaling(
            frozenset(taken), gemeenten, a.wijze, a.verband, a.stadium, a.onderdeel, a.toelichting
        )
        for (a, gemeenten), taken in wat.items()
    ]
    return sorted(uit, key=lambda b: (min(b.taken), min(b.gemeenten), b.verband or ""))


def _kaal(a: Antwoord) -> Antwoord:
    """An answer without what is the gemeente's own: dates, voorlopig, reden."""
    return Antwoord(
        a.taak,
        a.wijze,
        verband=a.verband,
        stadium=a.stadium,
        onderdeel=a.onderdeel,
        toelichting=a.toelichting,
    )
