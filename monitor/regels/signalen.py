"""How long a signaal waits, and when that is long."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

WACHT_LANG: Final = 30
"""A signaal that waits for more days than this stands in the list."""


KOMT_TERUG: Final = 2
"""From so many signalen about the same topic on, it comes back and deserves a public answer."""


class Uitkomst(StrEnum):
    """What came of a signaal (S3-06)."""

    OPEN = "open"
    IN_BEHANDELING = "in_behandeling"
    OPGEPAKT = "opgepakt"
    AFGEWEZEN = "afgewezen"


UITKOMSTNAMEN: Final[Mapping[Uitkomst, str]] = MappingProxyType(
    {
        Uitkomst.OPEN: "wacht op antwoord",
        Uitkomst.IN_BEHANDELING: "in behandeling",
        Uitkomst.OPGEPAKT: "opgepakt",
        Uitkomst.AFGEWEZEN: "afgewezen",
    }
)
KLAAR: Final = frozenset({Uitkomst.OPGEPAKT, Uitkomst.AFGEWEZEN})
"""What ends the waiting."""


def leeftijd(sinds: date, uitkomst: str, laatste: date | None, dag: date) -> int:
    """Days from `sinds` until the outcome (of the day `laatste`), or until `dag` without one."""
    tot = laatste if uitkomst in KLAAR and laatste else dag
    return (tot - sinds).days


def wacht_lang(sinds: date, uitkomst: str, dag: date) -> bool:
    """Whether a signaal without an outcome waits for more than `WACHT_LANG` days on `dag`."""
    return uitkomst not in KLAAR and (dag - sinds).days > WACHT_LANG


def komt_terug(aantal: int) -> bool:
    """Whether a topic with so many signalen comes back."""
    return aantal >= KOMT_TERUG
