"""What a rule finds, and the card that says what the rule is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import NamedTuple

from monitor.regels.stand import Stand


class Bevinding(NamedTuple):
    """One finding: the code of the rule, the gemeenten it is about (sorted by code) and its key.

    `eigen_keuze` is True or False for N1 and N2, None elsewhere.
    """

    code: str
    gemeenten: tuple[str, ...]
    verband: str | None = None
    taak: str | None = None
    eigen_keuze: bool | None = None


class Ernst(StrEnum):
    """What a finding asks of people; no finding decides anything by itself (S3-23)."""

    ACTIE = "actie"
    UITLEG = "uitleg"
    INFO = "info"


class Regelkaart(NamedTuple):
    """A rule as the reader meets it. `zin` composes the sentence of one finding when shown."""

    code: str
    titel: str
    ernst: Ernst
    uitleg: str
    bron: str
    zin: Callable[[Stand, Bevinding], str]


def volgorde(bevinding: Bevinding) -> tuple[str, str, str, tuple[str, ...]]:
    """The fixed order of findings: code, verband, taak, gemeenten."""
    code, gemeenten, verband, taak, _ = bevinding
    return code, verband or "", taak or "", gemeenten


def gesorteerd(bevindingen: Iterable[Bevinding]) -> list[Bevinding]:
    """The findings in their fixed order."""
    return sorted(bevindingen, key=volgorde)


def vaste_zin(sjabloon: str) -> Callable[[Stand, Bevinding], str]:
    """A sentence with the names of {gemeente}, {verband} and {taak} filled in."""

    def zin(stand: Stand, bevinding: Bevinding) -> str:
        return sjabloon.format(
            gemeente=stand.naam(bevinding.gemeenten[0]) if bevinding.gemeenten else "",
            verband=stand.verbandnaam(bevinding.verband or ""),
            taak=stand.taaknaam(bevinding.taak),
        )

    return zin
