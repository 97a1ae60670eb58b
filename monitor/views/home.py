"""The first page: the map, the round and its deadline, search, and what the figures mean."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from gemeenten.kaart.lagen import legenda
from gemeenten.kaart.land import landkaart
from gemeenten.plekken import grond
from monitor.beeld import beeld
from monitor.blik import Blik
from monitor.kaarten import ingediend, plekken
from monitor.overzicht import brieven
from monitor.regels.alles import Evaluatie
from monitor.regels.dekking import Staat
from monitor.regels.stand import Stand
from monitor.regels.taal import getal
from monitor.views.kader import met_blik, moment, toon
from samenwerking.termijn import resterend, uiterlijk
from samenwerking.toegang.verzoek import Verzoek

KLEINE_GETALLEN = ("geen", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")

VANDAAG, HIER = "vandaag", "gekozen stand"


@met_blik
def home(request: Verzoek, kijk: Blik) -> HttpResponse:
    """Open to all. While a round is open it shows who has submitted, not what."""
    stand, evaluatie = beeld(kijk.uitvraag, kijk.nu, kijk.bekend_op, nummer=kijk.nummer)
    laag = ingediend(stand, brieven(kijk))
    ondergrond = grond(plekken(stand))
    kaart = landkaart(
        ondergrond,
        laag,
        titel="Welke gemeenten hebben ingediend",
        adres=lambda code: reverse("gemeente", args=[code]),
    )
    context = {
        "kaart": kaart,
        "tegels": ondergrond.tegels,
        "kaartbron": ondergrond.bron,
        "legenda": legenda(laag),
        "cijfers": cijfers(stand, evaluatie, kijk),
        "termijn": termijn(kijk),
        "stand": moment(kijk.nu),
        "momenten": momenten(kijk),
        "peilbalk": None,
    }
    return toon(request, "monitor/home.html", kijk, context)


def cijfers(stand: Stand, evaluatie: Evaluatie, kijk: Blik) -> list[dict[str, Any]]:
    """The key figures, each with its whole, its meaning and the list behind it."""
    binnen, totaal = stand.ingediend.bit_count(), len(stand.gemeenten)
    nodig = sum(taak.samenwerking_noodzakelijk for taak in stand.taken)
    return [
        {
            "getal": binnen,
            "eenheid": f"van de {totaal}",
            "kern": "gemeenten hebben ingediend.",
            "zin": f"Dat is {round(100 * binnen / totaal)}%." if totaal else "",
            "url": reverse("gemeenten"),
        },
        {
            "getal": nodig,
            "eenheid": f"van de {len(stand.taken)}",
            "kern": "taken vragen om samenwerking.",
            "zin": _andere_taken(len(stand.taken) - nodig),
            "url": reverse("taken"),
        },
        {
            "getal": len(stand.per_verband),
            "kern": "samenwerkingsverbanden genoemd.",
            "zin": "Van twee buurgemeenten tot een hele jeugdregio.",
            "url": reverse("verbanden"),
        },
        *_witte_vlekken(evaluatie, kijk),
    ]


def _andere_taken(aantal: int) -> str:
    if not aantal:
        return "Dat zijn alle taken van deze ronde."
    woord = KLEINE_GETALLEN[aantal] if aantal < len(KLEINE_GETALLEN) else str(aantal)
    return f"De andere {woord} kan elke gemeente zelf uitvoeren."


def _witte_vlekken(evaluatie: Evaluatie, kijk: Blik) -> list[dict[str, Any]]:
    """How many once that is public, till then when it will be."""
    zin = "Dat zijn taken waarvoor in een gemeente nog niets is geregeld."
    if kijk.inhoud:
        vlekken = sum(cel.staat is Staat.WITTE_VLEK for cel in evaluatie.dekking)
        van = f"van de {getal(len(evaluatie.dekking))}"
        kern, url = "combinaties zijn een witte vlek.", reverse("open-data")
        return [{"getal": vlekken, "eenheid": van, "kern": kern, "zin": zin, "url": url}]
    if kijk.uitvraag.gepubliceerd_op:
        wanneer, url = _dag(kijk.uitvraag.gepubliceerd_op), reverse("definities")
        return [{"getal": wanneer, "kern": "ziet u de witte vlekken.", "zin": zin, "url": url}]
    return []


def termijn(kijk: Blik) -> dict[str, str]:
    """What the deadline means now: a heading and a sentence."""
    ronde = kijk.uitvraag
    tot, wijzigen = uiterlijk(ronde.deadline), uiterlijk(ronde.laatste_wijziging)
    if kijk.nu < ronde.deadline:
        kop = f"Nog {resterend(kijk.nu, ronde.deadline)}"
        return {"kop": kop, "zin": f"Gemeenten dienen hun opgave in {tot}."}
    if kijk.nu < ronde.laatste_wijziging:
        zin = f"Gemeenten dienden hun opgave in {tot}. Wie later is, kan nog terecht {wijzigen}."
        return {"kop": "De uiterste dag is voorbij", "zin": zin}
    return {"kop": "De uitvraag is gesloten", "zin": f"Gemeenten konden indienen {wijzigen}."}


def momenten(kijk: Blik) -> list[dict[str, Any]]:
    """The moments of the round and the present day in between, in order; one point per day."""
    uitvraag = kijk.uitvraag
    rij: list[tuple[datetime, str]] = [
        (uitvraag.opent, "uitvraag open"),
        (_laatste_dag(uitvraag.deadline), "uiterste dag"),
        (_laatste_dag(uitvraag.laatste_wijziging), "laatste wijziging"),
    ]
    if uitvraag.gepubliceerd_op:
        rij.append((uitvraag.gepubliceerd_op, "alles openbaar"))
    gekozen = HIER if kijk.terug else VANDAAG
    samen = [(op, wat) for op, wat in rij if _dag(op) == _dag(kijk.nu)]
    punten = [(op, wat) for op, wat in rij if (op, wat) not in samen]
    punten.append((kijk.nu, ", ".join([gekozen, *(wat for _, wat in samen)])))
    return [
        {"dag": _dag(op), "wat": wat, "wanneer": _wanneer(op, wat, kijk.nu)}
        for op, wat in sorted(punten)
    ]


def _wanneer(op: datetime, wat: str, nu: datetime) -> str:
    if wat.startswith((VANDAAG, HIER)):
        return "nu"
    return "voorbij" if op < nu else "straks"


def _laatste_dag(grens: datetime) -> datetime:
    """The last moment before a half-open bound, so that 1 June 0.00 reads as 31 May."""
    return grens - timedelta(seconds=1)


def _dag(op: datetime) -> str:
    return date_format(localtime(op), "j F")
