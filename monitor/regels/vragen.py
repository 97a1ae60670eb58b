"""Vragen: what they are about, where each one stands, and what never becomes public."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Thema(StrEnum):
    """What a vraag is about."""

    JEUGD = "jeugd"
    WMO = "wmo"
    WERK = "werk"
    VORM = "vorm"
    GELD = "geld"
    UITVRAAG = "uitvraag"
    ANDERS = "anders"


THEMANAMEN: Final[Mapping[Thema, str]] = MappingProxyType(
    {
        Thema.JEUGD: "Jeugd",
        Thema.WMO: "Wmo",
        Thema.WERK: "Werk",
        Thema.VORM: "Vorm en rechtsvorm",
        Thema.GELD: "Geld en risico's",
        Thema.UITVRAAG: "De uitvraag invullen",
        Thema.ANDERS: "Iets anders",
    }
)


class Vraagstand(StrEnum):
    """Where a vraag stands."""

    OPEN = "open"
    BEANTWOORD = "beantwoord"
    OPENBAAR = "openbaar"


STANDNAMEN: Final[Mapping[Vraagstand, str]] = MappingProxyType(
    {
        Vraagstand.OPEN: "wacht op antwoord",
        Vraagstand.BEANTWOORD: "beantwoord",
        Vraagstand.OPENBAAR: "beantwoord en openbaar",
    }
)


def vraagstand(openbare_vraag: str | None) -> Vraagstand:
    """Where a vraag stands by the public words of its last answer; None without an answer."""
    if openbare_vraag is None:
        return Vraagstand.OPEN
    return Vraagstand.OPENBAAR if openbare_vraag else Vraagstand.BEANTWOORD


ADRES: Final = re.compile(r"\S+@\S+|(?:\+31|\b0)(?:[\s-]?\d){9}\b")
"""An e-mail address or a Dutch telephone number: it never becomes public."""
