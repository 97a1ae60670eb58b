"""What waits for a decision of the commission: rows of the first screen, each with its list."""

from __future__ import annotations

from django.utils.timezone import localtime

from monitor.blik import Blik
from monitor.escalatiebeeld import escalaties
from monitor.oordeelbeeld import per_verband
from monitor.overzicht import Besluitregel
from monitor.regels.alles import Evaluatie
from monitor.regels.oordelen import Stadium
from monitor.regels.stand import Stand
from monitor.regels.uitleg import Toestand
from monitor.uitlegbeeld import register
from samenwerking.toegang.beleid import mag
from samenwerking.toegang.bereik import Wie, rol


def besluiten(wie: Wie, stand: Stand, evaluatie: Evaluatie, kijk: Blik) -> list[Besluitregel]:
    """What `wie` has to decide; nothing for who only reads. Each number is that of its list."""
    if not mag(rol(wie), "monitor-beoordelen"):
        return []
    regels = [
        *_oordelen(wie, stand, kijk),
        *_uitleg(wie, stand, evaluatie, kijk),
        *_escalaties(wie, stand, kijk),
    ]
    return [regel for regel in regels if regel.aantal]


def _escalaties(wie: Wie, stand: Stand, kijk: Blik) -> list[Besluitregel]:
    return [
        Besluitregel(
            sum(rij.voorbij for rij in escalaties(wie, stand, kijk)),
            "Escalaties waarvan de termijn voorbij is",
            "monitor-escalaties",
            "stand_escalatie=voorbij",
            "ga verder, ga terug of sluit af",
        )
    ]


def _uitleg(wie: Wie, stand: Stand, evaluatie: Evaluatie, kijk: Blik) -> list[Besluitregel]:
    rijen = register(wie, stand, evaluatie, kijk).rijen
    te_doen = Toestand.TE_BEOORDELEN
    return [
        Besluitregel(
            sum(rij.toestand is te_doen for rij in rijen),
            "Uitleg beoordelen",
            "monitor-uitleg",
            f"toestand={te_doen.value}",
            "is verklaarbaar waarom het afwijkt?",
        )
    ]


def _oordelen(wie: Wie, stand: Stand, kijk: Blik) -> list[Besluitregel]:
    vandaag = localtime(kijk.nu).date()
    standen = [s for slug, s in per_verband(wie, kijk).items() if slug in stand.per_verband]
    return [
        Besluitregel(
            sum(s.past("voorbij", vandaag) for s in standen),
            "Oordelen vaststellen",
            "monitor-criteria",
            "oordeel=voorbij",
            "verbanden waarvan de termijn van het wederhoor voorbij is",
        ),
        Besluitregel(
            sum(Stadium.VASTGESTELD in s.stadia for s in standen),
            "Oordelen publiceren",
            "monitor-criteria",
            "oordeel=vastgesteld",
            "verbanden met een vastgesteld oordeel",
        ),
    ]
