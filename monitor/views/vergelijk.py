"""Two rounds, or one round at two moments, side by side, and the list behind each difference."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse

from monitor import vergelijkfilters as filters
from monitor import vergelijklijsten as lijsten
from monitor.beeld import beeld
from monitor.blik import Blik, GeenStand, bekijk, rondes
from monitor.tabellen import download
from monitor.vergelijkbeeld import (
    VERSCHILKOPPEN,
    bevindingtabel,
    inzendtabel,
    naast,
    scoretabel,
    statentabel,
    verbandtabel,
    verschilbestand,
)
from monitor.views.kader import bestanden, dag, met_blik, moment, toon
from monitor.views.lijsten import toon_lijst
from monitor.voortgangbeeld import toen
from samenwerking.models import Uitvraag
from samenwerking.toegang.verzoek import Verzoek

EVEN = timedelta(seconds=1)
WEEK = timedelta(days=7)


def _keuzes(request: Verzoek, kijk: Blik) -> list[Uitvraag]:
    """The rounds that can stand beside this one: itself, and those before it."""
    return [r for r in rondes(request) if r.peildatum <= kijk.uitvraag.peildatum]


def _ander(request: Verzoek, kijk: Blik, keuzes: list[Uitvraag]) -> tuple[Blik, str]:
    """The other side, and what is wrong with the moment that was asked for."""
    gevraagd, stand = request.GET.get("met", ""), request.GET.get("met_stand", "")
    ronde = next((r for r in keuzes if r.code == gevraagd), None) or _vorige(kijk, keuzes)
    fout = ""
    if stand:
        try:
            return replace(bekijk(request, ronde, stand), nummer=kijk.nummer), ""
        except GeenStand as reden:
            fout = reden.zin
    return _zonder_stand(request, kijk, ronde), fout


def _vorige(kijk: Blik, keuzes: list[Uitvraag]) -> Uitvraag:
    """The last round before this one that asks some of the same taken; else this one."""
    stand, _ = beeld(kijk.uitvraag, kijk.nu, kijk.bekend_op, nummer=kijk.nummer)
    for ronde in keuzes:
        if ronde.pk != kijk.uitvraag.pk and toen(ronde, kijk)[0].taak.keys() & stand.taak.keys():
            return ronde
    return kijk.uitvraag


def _zonder_stand(request: Verzoek, kijk: Blik, ronde: Uitvraag) -> Blik:
    """Another round at the same moment; the same round now, at its deadline, or a week ago."""
    if ronde.pk != kijk.uitvraag.pk:
        return replace(kijk, uitvraag=ronde, nu=kijk.bekend_op)
    if kijk.terug:
        return replace(kijk, bekend_op=request.nu, nu=request.nu, terug=False)
    uiterlijk = ronde.deadline - EVEN
    vroeger = uiterlijk if request.nu > ronde.deadline else max(request.nu - WEEK, ronde.opent)
    return replace(kijk, bekend_op=vroeger, nu=vroeger, terug=True)


@met_blik
def vergelijk(request: Verzoek, kijk: Blik) -> HttpResponse:
    """The figures of both sides and what differs."""
    keuzes = _keuzes(request, kijk)
    ander, fout = _ander(request, kijk, keuzes)
    n = naast(kijk, ander)
    query = _query(kijk, ander)
    tabellen = (
        inzendtabel(n, query),
        statentabel(n, query),
        bevindingtabel(n, query),
        verbandtabel(n, query),
        scoretabel(n, query),
    )
    if formaat := request.GET.get("formaat"):
        rijen = verschilbestand(*tabellen)
        return download(f"vergelijk-{kijk.uitvraag.code}", formaat, VERSCHILKOPPEN, rijen)
    stand, _ = beeld(kijk.uitvraag, kijk.nu, kijk.bekend_op, nummer=kijk.nummer)
    inzendingen, staten, vondsten, verbanden, scores = tabellen
    context: dict[str, Any] = {
        "filter": filters.Paginafilter(request.GET, stand=stand, keuzes=keuzes, ander=ander),
        "n": n,
        "fout": fout,
        "kanten": [(kant.uitvraag.korte_naam, moment(kant.bekend_op)) for kant in (n.was, n.nu)],
        "snel": _snel(request, kijk, keuzes),
        "inzendingen": inzendingen,
        "staten": staten,
        "vondsten": vondsten,
        "gebleven": n.vondsten.gebleven,
        "verbanden": verbanden,
        "scores": scores,
        **bestanden(request.GET),
    }
    return toon(request, "monitor/vergelijk/vergelijk.html", kijk, context, 400 if fout else 200)


def _query(kijk: Blik, ander: Blik) -> str:
    velden = kijk.velden | {
        f"met{'' if n == 'ronde' else '_stand'}": w for n, w in ander.velden.items()
    }
    return urlencode({naam: waarde for naam, waarde in velden.items() if waarde})


def _snel(request: Verzoek, kijk: Blik, keuzes: list[Uitvraag]) -> list[tuple[str, list[Any]]]:
    """Per round the moments at which it is often looked at, each with its address."""
    uit = []
    for ronde in keuzes:
        momenten = [(f"op de uiterste dag, {dag(ronde.deadline - EVEN)}", ronde.deadline - EVEN)]
        if ronde.gepubliceerd_op:
            momenten.append(
                (f"bij de publicatie, {dag(ronde.gepubliceerd_op)}", ronde.gepubliceerd_op)
            )
        links = [
            (f"{naam}, {dag(op)}", f"?{kijk.query}&{urlencode(_op(ronde, op))}")
            for naam, op in momenten
            if ronde.opent <= op <= request.nu
        ]
        if ronde.pk != kijk.uitvraag.pk or kijk.terug:
            links.append(("zoals nu bekend", f"?{kijk.query}&{urlencode(_op(ronde, request.nu))}"))
        uit.append((ronde.korte_naam, links))
    return [rij for rij in uit if rij[1]]


def _op(ronde: Uitvraag, moment_: datetime) -> dict[str, str]:
    return {"met": ronde.code, "met_stand": moment_.isoformat(timespec="minutes")}


LIJSTEN = {
    "inzendingen": (filters.InzendingWissel, lijsten.inzendingen, "Inzendingen die anders zijn"),
    "staten": (filters.StaatWissel, lijsten.staten, "Staten die anders zijn"),
    "bevindingen": (filters.BevindingWissel, lijsten.bevindingen, "Bevindingen erbij en eraf"),
    "verbanden": (filters.VerbandWissel, lijsten.verbanden, "Verbanden die anders zijn"),
    "scores": (filters.ScoreWissel, lijsten.scores, "Indicaties die anders zijn"),
}


@met_blik
def vergelijk_lijst(request: Verzoek, kijk: Blik, soort: str) -> HttpResponse:
    """The list behind the differences of one kind."""
    keuzes = _keuzes(request, kijk)
    ander, _ = _ander(request, kijk, keuzes)
    n = naast(kijk, ander)
    klasse, lees, titel = LIJSTEN[soort]
    kanten = [f"{k.uitvraag.korte_naam} ({moment(k.bekend_op)})" for k in (n.was, n.nu)]
    extra = {
        "titel": titel,
        "een": "verschil.",
        "meer": "verschillen.",
        "inleiding": f"Tussen ronde {kanten[0]} en ronde {kanten[1]}.",
        "terug": ("Vergelijk", f"{reverse('monitor-vergelijk')}?{_query(kijk, ander)}"),
    }
    filterklasse = partial(klasse, keuzes=keuzes, ander=ander)
    return toon_lijst(request, kijk, filterklasse, partial(lees, n=n), "monitor/rijen.html", extra)
