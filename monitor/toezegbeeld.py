"""Toezeggingen as lists show them: the term that holds, and what is due this month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from monitor.lijsten import Lijst
from monitor.models import Toezegging, Toezeggingstap
from monitor.regels.toezeggingen import STANDNAMEN, Toezegstand, toezegstand
from samenwerking.klok import NEDERLAND
from samenwerking.toegang.bereik import Wie, zichtbaar

VOLGORDE = list(Toezegstand)


@dataclass(frozen=True)
class Toezegregel:
    """A toezegging with its last step, the term that holds and where it stands."""

    toezegging: Toezegging
    laatste: Toezeggingstap | None
    termijn: date
    stand: Toezegstand

    @property
    def woord(self) -> str:
        """Where it stands, in words."""
        return STANDNAMEN[self.stand]

    @property
    def kamerstuk(self) -> str:
        """Of the last step, else of the toezegging itself."""
        return (self.laatste and self.laatste.kamerstuk) or self.toezegging.kamerstuk


def toezeggingen(wie: Wie, nu: datetime) -> list[Toezegregel]:
    """What `wie` may see at `nu`: overdue, this month, later, then what is done; by term."""
    stappen = zichtbaar(wie, Toezeggingstap).bekend(nu).select_related("door")
    laatste = {stap.toezegging_id: stap for stap in stappen}
    rijen = [regel(rij, laatste.get(rij.pk), nu) for rij in zichtbaar(wie, Toezegging)]
    return sorted(rijen, key=lambda r: (VOLGORDE.index(r.stand), r.termijn, r.toezegging.pk))


def regel(toezegging: Toezegging, laatste: Toezeggingstap | None, nu: datetime) -> Toezegregel:
    """Where one toezegging stands at `nu`."""
    termijn = laatste.termijn if laatste else toezegging.termijn
    dag = nu.astimezone(NEDERLAND).date()
    stand = toezegstand(termijn, laatste.soort if laatste else None, dag)
    return Toezegregel(toezegging, laatste, termijn, stand)


def tellingen(regels: Iterable[Toezegregel]) -> Mapping[Toezegstand, int]:
    """How many stand where."""
    return Counter(rij.stand for rij in regels)


def lijst(regels: Iterable[Toezegregel]) -> Lijst:
    """The same rows as a file."""
    return Lijst("toezeggingen", KOPPEN, list(regels), _rij)


KOPPEN = [
    "onderwerp",
    "toezegging",
    "gedaan_op",
    "gedaan_bij",
    "kamerstuk",
    "verantwoordelijke",
    "termijn",
    "stand",
    "antwoord",
    "kamerstuk_antwoord",
]


def _rij(rij: Toezegregel) -> list[Any]:
    t, stap = rij.toezegging, rij.laatste
    antwoord = [stap.tekst, stap.kamerstuk] if stap else [None, None]
    dagen = [t.gedaan_op.isoformat(), t.gedaan_bij, t.kamerstuk]
    wie = [t.verantwoordelijke, rij.termijn.isoformat(), rij.woord]
    return [t.onderwerp, t.tekst, *dagen, *wie, *antwoord]
