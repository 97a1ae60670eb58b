"""Toezeggingen to parliament: where each one stands, and what is due this month (S4-07)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Stapsoort(StrEnum):
    """What is recorded about a toezegging."""

    VOORTGANG = "voortgang"
    VERLENGD = "verlengd"
    NAGEKOMEN = "nagekomen"
    VERVALLEN = "vervallen"
    HEROPEND = "heropend"


STAPNAMEN: Final[Mapping[Stapsoort, str]] = MappingProxyType(
    {
        Stapsoort.VOORTGANG: "stand van zaken",
        Stapsoort.VERLENGD: "nieuwe termijn",
        Stapsoort.NAGEKOMEN: "nagekomen",
        Stapsoort.VERVALLEN: "vervallen",
        Stapsoort.HEROPEND: "heropend",
    }
)
KLAAR: Final = frozenset({Stapsoort.NAGEKOMEN, Stapsoort.VERVALLEN})
"""After these only HEROPEND follows."""


class Toezegstand(StrEnum):
    """Where a toezegging stands on a day."""

    VOORBIJ = "voorbij"
    DEZE_MAAND = "deze_maand"
    LATER = "later"
    NAGEKOMEN = "nagekomen"
    VERVALLEN = "vervallen"


STANDNAMEN: Final[Mapping[Toezegstand, str]] = MappingProxyType(
    {
        Toezegstand.VOORBIJ: "termijn voorbij",
        Toezegstand.DEZE_MAAND: "deze maand",
        Toezegstand.LATER: "later",
        Toezegstand.NAGEKOMEN: "nagekomen",
        Toezegstand.VERVALLEN: "vervallen",
    }
)


def mag_volgen(vorige: str | None, soort: str) -> bool:
    """Whether a step of `soort` may follow on the `vorige` one (None: the first)."""
    return (vorige in KLAAR) == (soort == Stapsoort.HEROPEND)


def toezegstand(termijn: date, laatste: str | None, dag: date) -> Toezegstand:
    """Where it stands on `dag`: the last day of `termijn` is still in time."""
    if laatste in KLAAR:
        return Toezegstand(laatste)
    if dag > termijn:
        return Toezegstand.VOORBIJ
    zelfde_maand = (dag.year, dag.month) == (termijn.year, termijn.month)
    return Toezegstand.DEZE_MAAND if zelfde_maand else Toezegstand.LATER
