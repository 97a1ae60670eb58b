"""What a scenario changes in the outcome: before and after, in the same words for both.

Nothing is called better or worse: what disappears, what appears and by how much is for people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from monitor.regels.aaneengesloten import losse_delen
from monitor.regels.alles import Evaluatie
from monitor.regels.bevinding import Bevinding, volgorde
from monitor.regels.catalogus import CATALOGUS
from monitor.regels.criteria import Score, schaal
from monitor.regels.dekking import Cel, Staat
from monitor.regels.drukte import Drukte
from monitor.regels.ligging import Ligging, liggingen
from monitor.regels.stand import Arrangement, Stand

ALTIJD = ("A1", "C1", "C2", "C3", "D1", "N1", "N2")
"""The rules that a scenario is about; of the others only what changes is told."""
OVER_DE_VERZAMELING = ("A1", "C1")
"""Their gemeenten follow from the set: the same verband and taak is the same finding."""


class Beeld(NamedTuple):
    """A Stand with its outcome."""

    stand: Stand
    evaluatie: Evaluatie


class Telling(NamedTuple):
    """One figure before and after."""

    code: str
    naam: str
    voor: int
    na: int


def tellingen(voor: Beeld, na: Beeld) -> list[Telling]:
    """Findings per rule: always those of ALTIJD, others when their number changes."""
    oud, nieuw = (Counter(b.code for b in beeld.evaluatie.bevindingen) for beeld in (voor, na))
    return [
        Telling(code, kaart.titel, oud[code], nieuw[code])
        for code, kaart in CATALOGUS.items()
        if code in ALTIJD or oud[code] != nieuw[code]
    ]


def schaaltelling(voor: Beeld, na: Beeld) -> Telling:
    """Arrangementen under the norm of their taak, before and after (K3)."""
    onder = (Score.DEELS, Score.VOLDOET_NIET)
    aantallen = (
        sum(schaal(beeld.stand, a) in onder for a in beeld.stand.arrangementen)
        for beeld in (voor, na)
    )
    return Telling("K3", "Verband onder de norm van een taak", *aantallen)


def hersteltelling(voor: Beeld, na: Beeld) -> Telling:
    """Steps of all smallest repairs together, before and after (C1)."""
    aantallen = (
        sum(
            gevonden.stappen
            for a in beeld.stand.arrangementen
            if (gevonden := eigen_ligging(beeld.stand, a))
        )
        for beeld in (voor, na)
    )
    return Telling("C1", "Stappen van alle kleinste herstellen samen", *aantallen)


def staten(voor: Beeld, na: Beeld) -> list[tuple[Staat, int, int]]:
    """Cells of dekking per staat, before and after; both sum to the same n x m."""
    oud, nieuw = (Counter(cel.staat for cel in beeld.evaluatie.dekking) for beeld in (voor, na))
    return [(staat, oud[staat], nieuw[staat]) for staat in Staat]


def andere_cellen(voor: Beeld, na: Beeld) -> list[tuple[Cel, Cel]]:
    """The cells whose staat changes."""
    paren = zip(voor.evaluatie.dekking, na.evaluatie.dekking, strict=True)
    return [(oud, nieuw) for oud, nieuw in paren if oud.staat != nieuw.staat]


class Vondsten(NamedTuple):
    """Findings that disappear, that appear, and that say something else than before."""

    weg: list[Bevinding]
    erbij: list[Bevinding]
    anders: list[tuple[Bevinding, Bevinding]]


def vondsten(voor: Beeld, na: Beeld) -> Vondsten:
    """The difference between the findings, each list in the fixed order."""
    oud, nieuw = (
        {_sleutel(b): b for b in beeld.evaluatie.bevindingen if b.code != "C3"}
        for beeld in (voor, na)
    )
    anders = [
        (b, nieuw[sleutel])
        for sleutel, b in oud.items()
        if sleutel in nieuw and _zegt_iets_anders(voor.stand, na.stand, b, nieuw[sleutel])
    ]
    return Vondsten(
        sorted((oud[s] for s in oud.keys() - nieuw.keys()), key=volgorde),
        sorted((nieuw[s] for s in nieuw.keys() - oud.keys()), key=volgorde),
        anders,
    )


def _sleutel(b: Bevinding) -> tuple[str | None, ...]:
    wie = () if b.code in OVER_DE_VERZAMELING else b.gemeenten
    return b.code, b.verband, b.taak, *wie


def _zegt_iets_anders(oud: Stand, nieuw: Stand, was: Bevinding, wordt: Bevinding) -> bool:
    if was != wordt:
        return True
    if was.code not in OVER_DE_VERZAMELING:
        return False
    plek = was.verband or "", was.taak or ""
    return oud.leden[plek] != nieuw.leden[plek]


class Arrangementverschil(NamedTuple):
    """Taken of one verband with the same sets before and after (maskers, 0: no arrangement).

    `soort` is the referentie_indeling, `norm` the norms before and after.
    """

    verband: str
    taken: tuple[str, ...]
    voor: int
    na: int
    soort: str
    norm: tuple[int | None, int | None]


def arrangementen(voor: Stand, na: Stand) -> list[Arrangementverschil]:
    """The arrangementen of which deelnemers or norm change, equal taken together."""
    groepen: dict[tuple[str, int, int, str, tuple[int | None, int | None]], list[str]] = {}
    for slug, code in sorted(voor.leden.keys() | na.leden.keys()):
        oud, nieuw = voor.leden.get((slug, code), 0), na.leden.get((slug, code), 0)
        norm = voor.taak[code].norm_inwoners, na.taak[code].norm_inwoners
        if oud != nieuw or norm[0] != norm[1]:
            soort = na.taak[code].referentie_indeling or ""
            groepen.setdefault((slug, oud, nieuw, soort, norm), []).append(code)
    return [
        Arrangementverschil(slug, tuple(taken), oud, nieuw, soort, norm)
        for (slug, oud, nieuw, soort, norm), taken in groepen.items()
    ]


def eigen_ligging(stand: Stand, arrangement: Arrangement) -> Ligging | None:
    """How an arrangement lies in the indeling of its own taak; None without one."""
    soort = stand.taak[arrangement.taak].referentie_indeling
    return liggingen(stand).get((arrangement.leden, soort or ""))


def delen(stand: Stand, leden: int) -> int:
    """In how many parts a set of the Stand falls apart; 1 when it is one area."""
    return len(losse_delen(stand).get(leden, (leden,)))


Scores = tuple[Score | None, Score | None]


def andere_indicaties(voor: Beeld, na: Beeld, ook: Iterable[str]) -> dict[str, dict[str, Scores]]:
    """Per verband that changes, and those of `ook`, the scores K1-K5; None: not there."""
    oud, nieuw = (
        {(i.verband, i.criterium): i.score for i in beeld.evaluatie.indicaties}
        for beeld in (voor, na)
    )
    sleutels = sorted(oud.keys() | nieuw.keys())
    anders = {slug for slug, k in sleutels if oud.get((slug, k)) != nieuw.get((slug, k))}
    anders |= set(ook)
    uit: dict[str, dict[str, Scores]] = {}
    for slug, k in sleutels:
        if slug in anders:
            uit.setdefault(slug, {})[k] = oud.get((slug, k)), nieuw.get((slug, k))
    return uit


def andere_drukte(voor: Beeld, na: Beeld) -> list[tuple[Drukte, Drukte]]:
    """The gemeenten whose bestuurlijke drukte changes, before and after."""
    paren = zip(voor.evaluatie.drukte, na.evaluatie.drukte, strict=True)
    return [(oud, nieuw) for oud, nieuw in paren if oud != nieuw]
