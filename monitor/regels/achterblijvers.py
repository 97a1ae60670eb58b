"""Who still has steps to take: with the choice (a), and with working it out (b) (S2-50, S2-49).

A fact per line and no score: whether somebody is spoken to, and how, people decide.
"""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import NamedTuple

from monitor.regels.alles import Evaluatie
from monitor.regels.catalogus import CATALOGUS
from monitor.regels.stand import Stand
from monitor.regels.taal import aantal


class Onderwerp(StrEnum):
    """With what somebody lags."""

    KEUZE = "keuze"
    OPERATIONALISATIE = "operationalisatie"


ONDERWERPNAMEN = {
    Onderwerp.KEUZE: "de keuze",
    Onderwerp.OPERATIONALISATIE: "de uitwerking",
}
UITWERKING = ("T1", "T6", "T7")
"""Joint purchase without a basis, verevening without a decision, too late for the purchase."""


class Achterblijver(NamedTuple):
    """One gemeente (choice) or verband (working out) with what is still open, in sentences."""

    onderwerp: Onderwerp
    wie: str
    naam: str
    feiten: tuple[str, ...]


def achterblijvers(stand: Stand, evaluatie: Evaluatie) -> list[Achterblijver]:
    """All of them by name: no order of good and bad (S2-58). Nobody before the deadline."""
    if stand.nu < stand.deadline:
        return []
    rijen = [*_keuze(stand, evaluatie), *_uitwerking(stand, evaluatie)]
    return sorted(rijen, key=lambda rij: (rij.naam, rij.onderwerp))


def _keuze(stand: Stand, evaluatie: Evaluatie) -> list[Achterblijver]:
    """Gemeenten without an opgave, with witte vlekken, or still in verkenning."""
    telling = Counter(
        (b.code, b.gemeenten[0]) for b in evaluatie.bevindingen if b.code in ("D1", "D4")
    )
    uit = []
    for gemeente in stand.gemeenten:
        code = gemeente.code
        feiten = [] if stand.heeft_ingediend(code) else ["Er is nog geen opgave ingediend."]
        if vlekken := telling["D1", code]:
            feiten.append(f"Voor {aantal(vlekken, 'taak', 'taken')} is er nog geen keuze.")
        if verkenning := telling["D4", code]:
            feiten.append(f"{aantal(verkenning, 'taak is', 'taken zijn')} nog in verkenning.")
        if feiten:
            uit.append(Achterblijver(Onderwerp.KEUZE, code, gemeente.naam, tuple(feiten)))
    return uit


def _uitwerking(stand: Stand, evaluatie: Evaluatie) -> list[Achterblijver]:
    """Verbanden that contradict themselves where it costs time."""
    per: dict[str, list[str]] = {}
    for b in evaluatie.bevindingen:
        if b.code in UITWERKING and b.verband:
            per.setdefault(b.verband, []).append(f"{CATALOGUS[b.code].titel}.")
    soort = Onderwerp.OPERATIONALISATIE
    return [
        Achterblijver(soort, slug, stand.verbandnaam(slug), tuple(feiten))
        for slug, feiten in per.items()
    ]
