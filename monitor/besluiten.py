"""What waits for a decision of the commission: rows of the first screen, each with its list."""

from __future__ import annotations

from django.utils.timezone import localtime

from monitor.blik import Blik
from monitor.oordeelbeeld import per_verband
from monitor.overzicht import Besluitregel
from monitor.regels.alles import Evaluatie
from monitor.regels.oordelen import Stadium
from monitor.regels.stand import Stand
from samenwerking.toegang.beleid import mag
from samenwerking.toegang.bereik import Wie, rol


def besluiten(wie: Wie, stand: Stand, evaluatie: Evaluatie, kijk: Blik) -> list[Besluitregel]:
    """What `wie` has to decide; nothing for who only reads. Each number is that of its list."""
    if not mag(rol(wie), "monitor-beoordelen"):
        return []
    return [regel for regel in _oordelen(wie, stand, kijk) if regel.aantal]


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
