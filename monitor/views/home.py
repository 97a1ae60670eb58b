"""The first page: the map, the round and its deadline, search, and what the figures mean."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from gemeenten.kaart.lagen import legenda
from gemeenten.kaart.land import landkaart
from gemeenten.models import Grensvlak
from gemeenten.plekken import grond
from monitor.beeld import beeld
from monitor.blik import Blik, blik, rondes
from monitor.celbeeld import UITLEG
from monitor.filters import STAATNAMEN
from monitor.kaarten import ingediend
from monitor.overzicht import brieven
from monitor.regels.catalogus import CATALOGUS
from monitor.regels.criteria import CRITERIA
from monitor.regels.dekking import Staat
from monitor.regels.taal import getal
from monitor.verbandbeeld import VERHOUDINGNAMEN
from monitor.views.kader import moment, toon


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Open to all. While a round is open it shows who has submitted, not what."""
    kijk = blik(request)
    stand, evaluatie = beeld(kijk.uitvraag, kijk.nu, kijk.bekend_op)
    laag = ingediend(stand, brieven(kijk))
    kaart = landkaart(
        grond(kijk.uitvraag.peildatum),
        laag,
        titel="Welke gemeenten hebben ingediend",
        adres=lambda code: f"/gemeenten/{code}/",
    )
    context = {
        "kaart": kaart,
        "kaartbron": Grensvlak.objects.values_list("bron", flat=True).first(),
        "legenda": legenda(laag),
        "ingediend": stand.ingediend.bit_count(),
        "gemeenten_tekst": str(len(stand.gemeenten)),
        "procent_zin": _procent(stand.ingediend.bit_count(), len(stand.gemeenten)),
        "taken_tekst": str(len(stand.taken)),
        "noodzakelijk": sum(t.samenwerking_noodzakelijk for t in stand.taken),
        "verbanden": len(stand.per_verband),
        "witte_vlekken": sum(c.staat is Staat.WITTE_VLEK for c in evaluatie.dekking)
        if kijk.inhoud
        else None,
        "cellen_tekst": getal(len(evaluatie.dekking)),
        "openbaar_dag": _dag(kijk.uitvraag.gepubliceerd_op)
        if kijk.uitvraag.gepubliceerd_op
        else "",
        "resteert": resteert(kijk.nu, kijk.uitvraag.deadline),
        "stand": moment(kijk.nu),
        "momenten": momenten(kijk),
        "peilbalk": None,
    }
    return toon(request, "monitor/home.html", kijk, context)


def _procent(aantal: int, totaal: int) -> str:
    return f"Dat is {round(100 * aantal / totaal)}%." if totaal else ""


def resteert(nu: datetime, deadline: datetime) -> str:
    """«Nog 2 dagen en 9 uur»; empty once the deadline has passed."""
    if nu >= deadline:
        return ""
    uren = int((deadline - nu).total_seconds() // 3600)
    dagen, uur = divmod(uren, 24)
    delen = [f"{dagen} dag{'en' * (dagen != 1)}"] if dagen else []
    delen += [f"{uur} uur"] if uur else []
    return f"Nog {' en '.join(delen) or 'minder dan een uur'}"


def momenten(kijk: Blik) -> list[dict[str, Any]]:
    """The moments of the round and the present day in between, in order."""
    uitvraag = kijk.uitvraag
    rij: list[tuple[datetime, str]] = [
        (uitvraag.opent, "uitvraag open"),
        (_laatste_dag(uitvraag.deadline), "uiterste dag"),
        (_laatste_dag(uitvraag.laatste_wijziging), "laatste wijziging"),
    ]
    if uitvraag.gepubliceerd_op:
        rij.append((uitvraag.gepubliceerd_op, "alles openbaar"))
    vandaag = (kijk.nu, "vandaag")
    return [
        {"dag": _dag(op), "wat": wat, "wanneer": _wanneer(op, wat, kijk.nu)}
        for op, wat in sorted([*rij, vandaag])
    ]


def _wanneer(op: datetime, wat: str, nu: datetime) -> str:
    if wat == "vandaag":
        return "nu"
    return "voorbij" if op < nu else "straks"


def _laatste_dag(grens: datetime) -> datetime:
    """The last moment before a half-open bound, so that 1 June 0.00 reads as 31 May."""
    return grens - timedelta(seconds=1)


def _dag(op: datetime) -> str:
    return date_format(localtime(op), "j F")


@require_safe
def uitvraag(request: HttpRequest) -> HttpResponse:
    """About the round: moments, method, what is asked."""
    kijk = blik(request)
    context = {"momenten": momenten(kijk), "rondes": rondes(request)}
    return toon(request, "monitor/uitvraag.html", kijk, context)


@require_safe
def kies(request: HttpRequest) -> HttpResponse:
    """Choose another round, and for readers another moment."""
    kijk = blik(request)
    terug = request.GET.get("terug", "/")
    veilig = terug if terug.startswith("/") and not terug.startswith("//") else "/"
    context = {"blik": kijk, "rondes": rondes(request), "terug": veilig}
    return render(request, "monitor/rondes.html", context)


@require_safe
def definities(request: HttpRequest) -> HttpResponse:
    """What the staten, relations, criteria and rules mean, with their sources."""
    context = {
        "staten": [(staat.value, STAATNAMEN[staat], UITLEG[staat]) for staat in STAATNAMEN],
        "verhoudingen": [(soort.value, naam) for soort, naam in VERHOUDINGNAMEN.items()],
        "criteria": CRITERIA.values(),
        "regels": [CATALOGUS[code] for code in sorted(CATALOGUS)],
    }
    return render(request, "monitor/definities.html", context)
