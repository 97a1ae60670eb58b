"""The life of an oordeel: concept -> wederhoor -> vastgesteld -> gepubliceerd, and the way back.

The rules only indicate; what is here says which step a person may take, never which one to take.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from monitor.regels.criteria import CRITERIA
from monitor.regels.stand import Stand
from monitor.regels.taal import aantal, getal, opsomming


class Stadium(StrEnum):
    """Where an oordeel stands (regels.md, section 8)."""

    CONCEPT = "concept"
    WEDERHOOR = "wederhoor"
    VASTGESTELD = "vastgesteld"
    GEPUBLICEERD = "gepubliceerd"


STADIUMNAMEN = {
    Stadium.CONCEPT: "concept",
    Stadium.WEDERHOOR: "in wederhoor",
    Stadium.VASTGESTELD: "vastgesteld",
    Stadium.GEPUBLICEERD: "gepubliceerd",
}


class Eis(NamedTuple):
    """What a step asks: a reason, or a wederhoor that is over (answered, or past its term)."""

    reden: bool = False
    gehoord: bool = False


OVERGANGEN: dict[tuple[Stadium | None, Stadium], Eis] = {
    (None, Stadium.CONCEPT): Eis(),
    (Stadium.CONCEPT, Stadium.CONCEPT): Eis(),
    (Stadium.CONCEPT, Stadium.WEDERHOOR): Eis(),
    (Stadium.WEDERHOOR, Stadium.VASTGESTELD): Eis(gehoord=True),
    (Stadium.VASTGESTELD, Stadium.GEPUBLICEERD): Eis(),
    (Stadium.WEDERHOOR, Stadium.CONCEPT): Eis(reden=True),
    (Stadium.VASTGESTELD, Stadium.CONCEPT): Eis(reden=True),
    (Stadium.GEPUBLICEERD, Stadium.CONCEPT): Eis(reden=True),
}
"""Every step there is. What is not in it cannot be done: nothing is skipped."""

TERMIJN = timedelta(days=14)
KORTSTE_TERMIJN = timedelta(days=7)
LANGSTE_TERMIJN = timedelta(days=180)
"""Later is a slip of the keyboard: nobody can adopt before it, unless the penvoerder answers."""


def bezwaar(van: Stadium | None, naar: Stadium, *, reden: str = "", gehoord: bool = False) -> str:
    """Why this step cannot be taken now, in a sentence; empty when it can."""
    eis = OVERGANGEN.get((van, naar))
    if eis is None:
        nu = f"is {STADIUMNAMEN[van]}" if van else "is er nog niet"
        return f"Het oordeel {nu} en kan niet meteen {STADIUMNAMEN[naar]} worden."
    if eis.reden and not reden.strip():
        return "Schrijf op waarom u het oordeel terugneemt."
    if eis.gehoord and not gehoord:
        return (
            "Het wederhoor loopt nog. Wacht op het antwoord van de penvoerder of op het einde "
            "van de termijn."
        )
    return ""


def is_gehoord(tot: date | None, vandaag: date, *, penvoerder_antwoordde: bool) -> bool:
    """Whether the wederhoor is over: the penvoerder answered, or its last day has passed."""
    return penvoerder_antwoordde or (tot is not None and vandaag > tot)


def bezwaar_termijn(tot: date, vandaag: date) -> str:
    """Why `tot` cannot be the last day to answer; empty when it can."""
    eerste = vandaag + KORTSTE_TERMIJN
    if tot < eerste:
        return f"Geef het verband ten minste {KORTSTE_TERMIJN.days} dagen om te antwoorden."
    if tot > vandaag + LANGSTE_TERMIJN:
        return f"Kies een dag binnen {LANGSTE_TERMIJN.days} dagen. Klopt het jaar?"
    return ""


def gebruikte_norm(stand: Stand, slug: str, criterium: str) -> str:
    """The norm behind an indicatie, as it holds in this Stand: recorded with every oordeel.

    Of K3 the inwoners per taak as the commission has them in this round; of the others the rule.
    """
    if criterium != "K3":
        return CRITERIA[criterium].uitleg
    normen = Counter(stand.taak[a.taak].norm_inwoners for a in stand.per_verband.get(slug, []))
    zinnen = (_normzin(norm, taken) for norm, taken in sorted(normen.items(), key=str))
    return f"Norm: {opsomming(zinnen)}." if normen else ""


def _normzin(norm: int | None, taken: int) -> str:
    wat = "geen norm" if norm is None else f"{getal(norm)} inwoners"
    return f"{wat} voor {aantal(taken, 'taak', 'taken')}"


def per_stadium(stadia: Iterable[Stadium]) -> dict[Stadium, int]:
    """How many oordelen stand where, in the order of their life."""
    telling = Counter(stadia)
    return {stadium: telling[stadium] for stadium in Stadium}
