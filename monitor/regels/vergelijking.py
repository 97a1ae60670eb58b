"""Two Standen side by side: what differs between two rounds, or one round at two moments.

Herindelingen are followed: what was said of a gemeente is looked up with its successors. Only what
both rounds ask is compared, so that a taak that was not asked is no difference. Source: S4-45.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from monitor.regels.alles import Evaluatie
from monitor.regels.bevinding import Bevinding
from monitor.regels.dekking import Staat
from monitor.regels.stand import Stand, Verband
from monitor.regels.taal import woord
from monitor.regels.uitleg import Sleutel, sleutel

OVER_ALLES = ("B1", "C2")
"""Findings over all taken of a round together: not to compare when the rounds ask other taken."""


class Kant(NamedTuple):
    """One side: a round as known at some moment, and what the rules say of it."""

    stand: Stand
    evaluatie: Evaluatie


class Paar(NamedTuple):
    """What was and what is, and who succeeded whom in between."""

    was: Kant
    nu: Kant
    opvolging: Mapping[str, frozenset[str]]

    @property
    def taken(self) -> list[str]:
        """The taken that both rounds ask."""
        return sorted(self.was.stand.taak.keys() & self.nu.stand.taak)

    @property
    def zelfde_taken(self) -> bool:
        """Whether both rounds ask the same."""
        return self.was.stand.taak.keys() == self.nu.stand.taak.keys()

    def daarna(self, gemeente: str) -> frozenset[str]:
        """The successors of a gemeente; itself when it stayed."""
        return self.opvolging.get(gemeente, frozenset({gemeente}))


def staten(paar: Paar) -> dict[str, dict[Staat, tuple[int, int]]]:
    """Per taak that both rounds cover and per staat how many gemeenten it was and is."""
    tellingen = [
        Counter((cel.taak, cel.staat) for cel in kant.evaluatie.dekking)
        for kant in (paar.was, paar.nu)
    ]
    beide = set.intersection(*({taak for taak, _ in telling} for telling in tellingen))
    return {
        taak: {staat: (tellingen[0][taak, staat], tellingen[1][taak, staat]) for staat in Staat}
        for taak in sorted(beide & set(paar.taken))
    }


class Staatwissel(NamedTuple):
    """A gemeente and taak whose staat differs; `opvolger` is who it is now."""

    gemeente: str
    opvolger: str
    taak: str
    was: Staat
    nu: Staat


def staatwissels(paar: Paar) -> list[Staatwissel]:
    """Every difference in dekking, one row per gemeente of then and successor."""
    nu = {(cel.gemeente, cel.taak): cel.staat for cel in paar.nu.evaluatie.dekking}
    return [
        Staatwissel(cel.gemeente, opvolger, cel.taak, cel.staat, nu[opvolger, cel.taak])
        for cel in paar.was.evaluatie.dekking
        for opvolger in sorted(paar.daarna(cel.gemeente))
        if nu.get((opvolger, cel.taak), cel.staat) is not cel.staat
    ]


class Vondsten(NamedTuple):
    """The findings that came, that went, and how many stayed."""

    nieuw: list[Bevinding]
    gesloten: list[Bevinding]
    gebleven: int


def bevindingen(paar: Paar) -> Vondsten:
    """Which findings came and went; one that stays may concern a successor."""
    was = [b for b in paar.was.evaluatie.bevindingen if _vergelijkbaar(paar, paar.was.stand, b)]
    nu = [b for b in paar.nu.evaluatie.bevindingen if _vergelijkbaar(paar, paar.nu.stand, b)]
    sleutels_nu = {sleutel(b) for b in nu}
    sleutels_was = {s for b in was for s in _verder(paar, sleutel(b))}
    gesloten = [b for b in was if not sleutels_nu.intersection(_verder(paar, sleutel(b)))]
    nieuw = [b for b in nu if sleutel(b) not in sleutels_was]
    return Vondsten(nieuw, gesloten, len(nu) - len(nieuw))


def _vergelijkbaar(paar: Paar, stand: Stand, bevinding: Bevinding) -> bool:
    """Whether the other round could find it too."""
    if bevinding.taak:
        return bevinding.taak in paar.was.stand.taak and bevinding.taak in paar.nu.stand.taak
    if bevinding.verband:
        return bool(_taken(paar, stand, bevinding.verband))
    return paar.zelfde_taken or bevinding.code not in OVER_ALLES


def _verder(paar: Paar, oud: Sleutel) -> list[Sleutel]:
    if not oud.gemeente:
        return [oud]
    return [oud._replace(gemeente=opvolger) for opvolger in paar.daarna(oud.gemeente)]


NIEUW, GESTOPT, GEWIJZIGD = "nieuw", "gestopt", "gewijzigd"


class Verbandwissel(NamedTuple):
    """A verband that came, ended or changed: who joined and left, and per fact what it was and is.

    `erbij` and `eruit` are codes of gemeenten of now and of then; `feiten` is (name, was, is).
    """

    verband: str
    wat: str
    erbij: tuple[str, ...]
    eruit: tuple[str, ...]
    feiten: tuple[tuple[str, str, str], ...]


def verbanden(paar: Paar) -> list[Verbandwissel]:
    """The verbanden with an arrangement for a taak of both rounds that differ, by slug."""
    was, nu = paar.was.stand, paar.nu.stand
    toen, straks = ({v for v in s.per_verband if _taken(paar, s, v)} for s in (was, nu))
    uit = []
    for slug in sorted(toen | straks):
        if slug not in straks:
            leden = was.codes(_leden(paar, was, slug))
            uit.append(Verbandwissel(slug, GESTOPT, (), leden, ()))
        elif slug not in toen:
            leden = nu.codes(_leden(paar, nu, slug))
            uit.append(Verbandwissel(slug, NIEUW, leden, (), ()))
        elif wissel := _gewijzigd(paar, slug):
            uit.append(wissel)
    return uit


def _taken(paar: Paar, stand: Stand, slug: str) -> set[str]:
    return {a.taak for a in stand.per_verband.get(slug, ())} & set(paar.taken)


def _leden(paar: Paar, stand: Stand, slug: str) -> int:
    leden = 0
    for arrangement in stand.per_verband.get(slug, ()):
        if arrangement.taak in paar.was.stand.taak and arrangement.taak in paar.nu.stand.taak:
            leden |= arrangement.leden
    return leden


def _gewijzigd(paar: Paar, slug: str) -> Verbandwissel | None:
    was, nu = paar.was.stand, paar.nu.stand
    toen = was.codes(_leden(paar, was, slug))
    straks = set(nu.codes(_leden(paar, nu, slug)))
    verwacht = {opvolger for code in toen for opvolger in paar.daarna(code)}
    eruit = tuple(code for code in toen if not paar.daarna(code) & straks)
    erbij = tuple(sorted(straks - verwacht))
    feiten = tuple(_feiten(paar, slug))
    if not (erbij or eruit or feiten):
        return None
    return Verbandwissel(slug, GEWIJZIGD, erbij, eruit, feiten)


def _feiten(paar: Paar, slug: str) -> Iterable[tuple[str, str, str]]:
    """The facts that differ, in words: naam, vorm, penvoerder, stages, taken."""
    toen, straks = _in_woorden(paar, paar.was.stand, slug), _in_woorden(paar, paar.nu.stand, slug)
    for naam, was in toen.items():
        if was != straks[naam]:
            yield naam, was, straks[naam]


def _in_woorden(paar: Paar, stand: Stand, slug: str) -> dict[str, str]:
    verband = stand.verbanden.get(slug) or Verband(slug, slug)
    penvoerder = verband.penvoerder or ""
    if stand is paar.was.stand and penvoerder:
        penvoerder = ",".join(sorted(paar.daarna(penvoerder)))
    namen = (paar.nu.stand.naam(code) for code in penvoerder.split(",") if code)
    return {
        "naam": verband.naam,
        "rechtsvorm": verband.rechtsvorm.naam if verband.rechtsvorm else "geen",
        "penvoerder": " of ".join(namen) or "geen",
        "juridisch stadium": woord(verband.profiel.juridisch_stadium),
        "risicoverevening": woord(verband.profiel.risicoverevening),
        "taken": ", ".join(stand.taaknaam(taak) for taak in sorted(_taken(paar, stand, slug))),
    }


class Scorewissel(NamedTuple):
    """An indicatie that differs for a verband of both sides."""

    verband: str
    criterium: str
    was: str
    nu: str


def scores(paar: Paar) -> tuple[list[Scorewissel], Counter[str]]:
    """The indicaties that differ, and per criterium of how many verbanden both sides have one."""
    toen = {(i.verband, i.criterium): i.score for i in paar.was.evaluatie.indicaties}
    wissels, geheel = [], Counter[str]()
    for verband, criterium, score in paar.nu.evaluatie.indicaties:
        was = toen.get((verband, criterium))
        if was is not None:
            geheel[criterium] += 1
            if was is not score:
                wissels.append(Scorewissel(verband, criterium, was.value, score.value))
    return wissels, geheel
