"""The life of a request for support: asked, assigned, planned, done (S4-80, S4-98)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Toestand(StrEnum):
    """Where a request stands; the first one is that of a request without steps."""

    AANGEVRAAGD = "aangevraagd"
    TOEGEWEZEN = "toegewezen"
    GEPLAND = "gepland"
    UITGEVOERD = "uitgevoerd"
    AFGEWEZEN = "afgewezen"
    INGETROKKEN = "ingetrokken"


NAMEN: Final[Mapping[Toestand, str]] = MappingProxyType(
    {
        Toestand.AANGEVRAAGD: "wacht op wie het oppakt",
        Toestand.TOEGEWEZEN: "opgepakt",
        Toestand.GEPLAND: "gepland",
        Toestand.UITGEVOERD: "uitgevoerd",
        Toestand.AFGEWEZEN: "niet mogelijk",
        Toestand.INGETROKKEN: "ingetrokken door de gemeente",
    }
)
KLAAR: Final = frozenset({Toestand.UITGEVOERD, Toestand.AFGEWEZEN, Toestand.INGETROKKEN})
"""What ends a request."""
_VERDER: Final = frozenset({Toestand.TOEGEWEZEN, Toestand.AFGEWEZEN, Toestand.INGETROKKEN})
OVERGANGEN: Final[Mapping[Toestand, frozenset[Toestand]]] = MappingProxyType(
    {
        Toestand.AANGEVRAAGD: _VERDER,
        Toestand.TOEGEWEZEN: _VERDER | {Toestand.GEPLAND},
        Toestand.GEPLAND: _VERDER | {Toestand.GEPLAND, Toestand.UITGEVOERD},
    }
    | dict.fromkeys(KLAAR, frozenset())
)
"""What may follow on what: assigning and planning again is possible until it is done."""


def kan(van: Toestand, naar: Toestand) -> bool:
    """Whether a request may go from `van` to `naar`."""
    return naar in OVERGANGEN[van]
