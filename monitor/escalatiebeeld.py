"""Reading escalaties: where each stands, and who still has steps to take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.timezone import localtime

from monitor.blik import Blik
from monitor.filters import StandFilter
from monitor.lijsten import Lijst
from monitor.models import Escalatiestap
from monitor.regels.achterblijvers import (
    ONDERWERPNAMEN,
    Achterblijver,
    Onderwerp,
    achterblijvers,
)
from monitor.regels.alles import Evaluatie
from monitor.regels.stand import Stand
from monitor.verbandbeeld import alle_leden
from samenwerking.toegang.bereik import Wie, zichtbaar


@dataclass(frozen=True)
class Escalatierij:
    """One escalatie as it stands."""

    stap: Any
    naam: str
    vandaag: date

    @property
    def onderwerp(self) -> str:
        """With what they lag, in words."""
        return ONDERWERPNAMEN[Onderwerp(self.stap.escalatie.onderwerp)]

    @property
    def voorbij(self) -> bool:
        """Whether the term of a running one has passed."""
        return not self.stap.gesloten and self.stap.termijn < self.vandaag

    @property
    def stand(self) -> str:
        """open, voorbij or gesloten."""
        return "gesloten" if self.stap.gesloten else "voorbij" if self.voorbij else "open"


def escalaties(wie: Wie, stand: Stand, kijk: Blik) -> list[Escalatierij]:
    """Those of the round that `wie` may see, by name: one query."""
    rijen = zichtbaar(wie, Escalatiestap).bekend(kijk.bekend_op)
    stappen = rijen.filter(escalatie__uitvraag=kijk.uitvraag).select_related("escalatie", "door")
    vandaag = localtime(kijk.bekend_op if kijk.terug else kijk.nu).date()
    gelezen = [Escalatierij(stap, naam(stand, stap.escalatie), vandaag) for stap in stappen]
    return sorted(gelezen, key=lambda rij: (rij.naam, rij.onderwerp))


def naam(stand: Stand, escalatie: Any) -> str:
    """The name of the gemeente or verband."""
    if escalatie.gemeente_id:
        return stand.naam(escalatie.gemeente_id)
    return stand.verbandnaam(escalatie.verband_id)


def escalatielijst(
    stand: Stand,
    evaluatie: Evaluatie,
    filters: StandFilter,
    kijk: Blik,
    *,
    lopend: list[Escalatierij],
) -> Lijst:
    """The escalaties; a running one whose term has passed is both open and voorbij."""
    keuze, regio = filters.waarde("stand_escalatie"), filters.waarde("regio")
    past = {"open": ("open", "voorbij")}.get(keuze, (keuze,))
    return Lijst(
        "escalatie",
        ["wie", "onderwerp", "trede", "termijn", "verantwoordelijke", "stand"],
        [
            rij
            for rij in lopend
            if (keuze is None or rij.stand in past)
            and (regio is None or _bereik(stand, rij.stap.escalatie) & filters.masker)
        ],
        lambda r: [
            r.naam,
            r.onderwerp,
            r.stap.get_trede_display(),
            r.stap.termijn.isoformat() if r.stap.termijn else "",
            r.stap.verantwoordelijke,
            r.stand,
        ],
    )


@dataclass(frozen=True)
class Achterblijverrij:
    """Somebody who still has steps to take, with the escalatie when there is one."""

    rij: Achterblijver
    escalatie: Escalatierij | None

    @property
    def onderwerp(self) -> str:
        """With what they lag, in words."""
        return ONDERWERPNAMEN[self.rij.onderwerp]

    @property
    def is_gemeente(self) -> bool:
        """A gemeente lags with the choice, a verband with working it out."""
        return self.rij.onderwerp is Onderwerp.KEUZE


def achterblijverlijst(
    stand: Stand,
    evaluatie: Evaluatie,
    filters: StandFilter,
    kijk: Blik,
    *,
    lopend: list[Escalatierij],
) -> Lijst:
    """Who still has steps to take, by name, with what is open."""
    per = {(r.stap.escalatie.onderwerp, _wie(r)): r for r in lopend if not r.stap.gesloten}
    gevraagd, regio, masker = filters.waarde("onderwerp"), filters.waarde("regio"), filters.masker
    rijen = [
        Achterblijverrij(rij, per.get((rij.onderwerp.value, rij.wie)))
        for rij in achterblijvers(stand, evaluatie)
        if gevraagd in (None, rij.onderwerp.value)
        and (regio is None or _leden(stand, rij) & masker)
    ]
    return Lijst(
        "achterblijvers",
        ["onderwerp", "code", "naam", "open", "trede"],
        rijen,
        lambda r: [
            r.onderwerp,
            r.rij.wie,
            r.rij.naam,
            " ".join(r.rij.feiten),
            r.escalatie.stap.get_trede_display() if r.escalatie else "",
        ],
        {"voor_de_deadline": stand.nu < stand.deadline},
    )


def _wie(rij: Escalatierij) -> str:
    escalatie = rij.stap.escalatie
    code: str = escalatie.gemeente_id or escalatie.verband_id
    return code


def _leden(stand: Stand, rij: Achterblijver) -> int:
    return stand.bit.get(rij.wie, 0) or alle_leden(stand, rij.wie)


def _bereik(stand: Stand, escalatie: Any) -> int:
    if escalatie.gemeente_id:
        return stand.bit.get(escalatie.gemeente_id, 0)
    return alle_leden(stand, escalatie.verband_id)
