"""What waits for a decision of the commission: rows of the first screen, each with its list."""

from __future__ import annotations

from django.utils.timezone import localtime

from monitor.blik import Blik
from monitor.oordeelbeeld import per_verband
from monitor.overzicht import Besluitregel
from monitor.postvak import Postvak
from monitor.regels.alles import Evaluatie
from monitor.regels.oordelen import Stadium
from monitor.regels.stand import Stand
from monitor.regels.toezeggingen import Toezegstand
from monitor.regels.uitleg import Toestand
from monitor.regels.vragen import Vraagstand
from monitor.uitlegbeeld import register
from samenwerking.toegang.beleid import mag
from samenwerking.toegang.bereik import Wie, rol


def besluiten(
    wie: Wie, stand: Stand, evaluatie: Evaluatie, kijk: Blik, post: Postvak
) -> list[Besluitregel]:
    """What `wie` has to decide; nothing for who only reads. Each number is that of its list.

    Vragen and toezeggingen are as of now: who looks back does not see them here.
    """
    vragen = _vragen(post) if not kijk.terug and mag(rol(wie), "vraag-antwoord") else []
    if not mag(rol(wie), "monitor-beoordelen"):
        return [regel for regel in vragen if regel.aantal]
    regels = [
        *vragen,
        *([] if kijk.terug else _toezeggingen(post)),
        *_oordelen(wie, stand, kijk),
        *_uitleg(wie, stand, evaluatie, kijk),
        *_escalaties(post),
    ]
    return [regel for regel in regels if regel.aantal]


def _vragen(post: Postvak) -> list[Besluitregel]:
    return [
        Besluitregel(
            post.vragen,
            "Vragen van gemeenten",
            "monitor-vragen",
            f"stand={Vraagstand.OPEN.value}",
            "wachten op antwoord",
        )
    ]


def _toezeggingen(post: Postvak) -> list[Besluitregel]:
    woorden = {
        Toezegstand.VOORBIJ: "de termijn is voorbij: kom na, of spreek een nieuwe termijn af",
        Toezegstand.DEZE_MAAND: "deze maand aan de beurt",
    }
    return [
        Besluitregel(
            post.toezeggingen.get(stand, 0),
            "Toezeggingen aan de Kamer",
            "monitor-toezeggingen",
            f"stand={stand.value}",
            zin,
        )
        for stand, zin in woorden.items()
    ]


def _escalaties(post: Postvak) -> list[Besluitregel]:
    return [
        Besluitregel(
            post.escalaties,
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
