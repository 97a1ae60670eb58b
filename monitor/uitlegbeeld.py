"""Uitleg beside the findings: an explained finding stays visible, marked as explained."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.timezone import localtime

from monitor.blik import Blik
from monitor.models import Uitleg
from monitor.regels.alles import Evaluatie
from monitor.regels.bevinding import Bevinding
from monitor.regels.stand import Stand
from monitor.regels.taal import datum
from monitor.regels.uitleg import (
    REDENNAMEN,
    TOESTANDNAMEN,
    UITGELEGD,
    Reden,
    Sleutel,
    Toestand,
    geldt_ook_voor,
    ontleed,
    sleutel,
    sleutels,
    toestand,
)
from samenwerking.models import Uitvraag
from samenwerking.querysets import Rijtje
from samenwerking.toegang.bereik import Wie, zichtbaar


@dataclass(frozen=True)
class Uitlegbeeld:
    """One uitleg with what it is worth now; `samen` are those it was given together with."""

    uitleg: Any
    toestand: Toestand
    samen: frozenset[str] = frozenset()

    @property
    def woord(self) -> str:
        """The toestand in words."""
        return TOESTANDNAMEN[self.toestand]

    @property
    def stand(self) -> str:
        """The value for files and filters."""
        return self.toestand.value

    @property
    def uitgelegd(self) -> bool:
        """Whether the finding counts as explained by it."""
        return self.toestand in UITGELEGD

    @property
    def bron(self) -> str:
        """«De Ronde Venen, 12 juni 2013 · werk, winkel en school · blijvend»."""
        u = self.uitleg
        wie = f"{u.van.naam} en {len(self.samen)} andere" if self.samen else u.van.naam
        duur = f"tot en met {datum(u.tijdelijk_tot)}" if u.tijdelijk_tot else "blijvend"
        return f"{wie}, {datum(localtime(u.op).date())} · {REDENNAMEN[Reden(u.reden)]} · {duur}"


class Register:
    """All uitleg of a round that somebody may see, by finding."""

    def __init__(self, stand: Stand, rijen: Iterable[Uitlegbeeld]) -> None:
        self.stand = stand
        self.rijen = list(rijen)
        self.per_sleutel: dict[str, list[Uitlegbeeld]] = {}
        self.samen: dict[str, list[Uitlegbeeld]] = {}
        for rij in self.rijen:
            self.per_sleutel.setdefault(rij.uitleg.sleutel, []).append(rij)
            if rij.samen:
                self.samen.setdefault(rij.uitleg.code, []).append(rij)

    def __call__(self, bevinding: Bevinding) -> list[Uitlegbeeld]:
        """The uitleg on a finding."""
        return self.op(sleutel(bevinding))

    def op(self, wat: Sleutel) -> list[Uitlegbeeld]:
        """The uitleg on what has this key, given for it or for gemeenten together."""
        eigen = self.per_sleutel.get(str(wat), [])
        samen = (rij for rij in self.samen.get(wat.code, []) if rij not in eigen)
        return [*eigen, *(r for r in samen if self._dekt(r, wat))]

    def is_uitgelegd(self, wat: Sleutel) -> bool:
        """Whether a finding with this key counts as explained."""
        return any(rij.uitgelegd for rij in self.op(wat))

    def _dekt(self, rij: Uitlegbeeld, wat: Sleutel) -> bool:
        return geldt_ook_voor(self.stand, wat, rij.samen | {rij.uitleg.van_id})


def register(wie: Wie, stand: Stand, evaluatie: Evaluatie, kijk: Blik) -> Register:
    """What `wie` may see of the uitleg of a round: one query."""
    gezien = zichtbaar(wie, Uitleg)
    return _register(gezien, stand, evaluatie, kijk.uitvraag, kijk.bekend_op, _vandaag(kijk))


def register_van_ronde(
    stand: Stand, evaluatie: Evaluatie, uitvraag: Uitvraag, bekend_op: datetime
) -> Register:
    """All uitleg of a round known at a moment, for commands that look at everything."""
    dag = localtime(bekend_op).date()
    return _register(Uitleg.objects.all(), stand, evaluatie, uitvraag, bekend_op, dag)


def _vandaag(kijk: Blik) -> date:
    """The day on which a tijdelijke uitleg must still hold: that of the view."""
    return localtime(kijk.bekend_op if kijk.terug else kijk.nu).date()


def _register(
    rijen: Any,
    stand: Stand,
    evaluatie: Evaluatie,
    uitvraag: Uitvraag,
    bekend_op: datetime,
    vandaag: date,
) -> Register:
    bekend = rijen.bekend(bekend_op).filter(uitvraag=uitvraag)
    anderen = Uitleg.samen.through.objects.filter(uitleg=OuterRef("pk")).values("uitleg")
    gelezen = list(
        bekend.annotate(met=Subquery(anderen.annotate(wie=Rijtje("gemeente")).values("wie")))
        .select_related("van", "regio")
        .order_by("sleutel", "op")
    )
    aanwezig = sleutels(stand, evaluatie) if gelezen else set()
    return Register(
        stand,
        [
            Uitlegbeeld(
                rij,
                toestand(
                    rij.verklaarbaar,
                    rij.tijdelijk_tot,
                    vandaag,
                    bestaat=ontleed(rij.sleutel) in aanwezig,
                ),
                frozenset(rij.met.split(",")) if rij.met else frozenset(),
            )
            for rij in gelezen
        ],
    )


@dataclass(frozen=True)
class Uitlegrij:
    """One line of the list of uitleg."""

    beeld: Uitlegbeeld
    waarover: str

    @property
    def uitleg(self) -> Any:
        """The uitleg itself."""
        return self.beeld.uitleg

    @property
    def woord(self) -> str:
        """What it is worth now, in words."""
        return self.beeld.woord

    @property
    def bron(self) -> str:
        """Who gave it, when, why and for how long."""
        return self.beeld.bron


def waarover(stand: Stand, rij: Uitlegbeeld) -> str:
    """What an uitleg is about: «Weesp, Crisisopvang jeugd»."""
    u = rij.uitleg
    delen = [stand.naam(u.gemeente_id)] if u.gemeente_id else []
    delen += [stand.verbandnaam(u.verband_id)] if u.verband_id else []
    delen += [stand.taaknaam(u.taak_id)] if u.taak_id in stand.taak else []
    return ", ".join(delen)
