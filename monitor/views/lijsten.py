"""The lists of the monitor: inzendingen, congruentie, verschillen, criteria, drukte, bevindingen.

Each figure of the first screen opens one of these; each is filtered by its URL and comes as file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse

from monitor import criterialijst, lijsten
from monitor.beeld import beeld
from monitor.blik import Blik
from monitor.filters import (
    BevindingFilter,
    CongruentieFilter,
    CriteriaFilter,
    DrukteFilter,
    InzendingFilter,
    StandFilter,
    UitlegFilter,
    VerschilFilter,
)
from monitor.oordeelbeeld import per_verband
from monitor.regels.alles import Evaluatie
from monitor.regels.stand import Stand
from monitor.tabellen import geef
from monitor.uitlegbeeld import register
from monitor.uitleglijst import uitleggen
from monitor.views.kaartblok import op_de_kaart
from monitor.views.kader import bestanden, met_blik, toon
from samenwerking.toegang.beleid import mag
from samenwerking.toegang.verzoek import Verzoek

PER_PAGINA = 50
Lezer = Callable[[Stand, Evaluatie, StandFilter, Blik], lijsten.Lijst]


def toon_lijst(
    request: Verzoek,
    kijk: Blik,
    filterklasse: Callable[..., StandFilter],
    lees: Lezer,
    sjabloon: str,
    extra: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """One list: read, filter, give as file or as a page of at most 50 rows.

    `pagina=alle` gives all rows on one page, to print.
    """
    stand, evaluatie = beeld(kijk.uitvraag, kijk.nu, kijk.bekend_op, nummer=kijk.nummer)
    filters = filterklasse(request.GET, stand=stand)
    lijst = lees(stand, evaluatie, filters, kijk)
    if formaat := request.GET.get("formaat"):
        return geef(lijst, formaat, kijk.uitvraag.code)
    gevraagd = request.GET.get("pagina")
    per_pagina = max(len(lijst.rijen), PER_PAGINA) if gevraagd == "alle" else PER_PAGINA
    pagina = Paginator(lijst.rijen, per_pagina).get_page(gevraagd)
    context = {"lijst": lijst, "filter": filters, "pagina": pagina, **bestanden(request.GET)}
    context["kaart_url"] = op_de_kaart(request.GET, lijst.naam)
    context |= extra or {}
    context["kan_beoordelen"] = mag(getattr(request.user, "rol", None), "monitor-beoordelen")
    return toon(request, sjabloon, kijk, context)


@met_blik
def inzendingen(request: Verzoek, kijk: Blik) -> HttpResponse:
    """Who has submitted, when and how; who has not."""
    return toon_lijst(
        request, kijk, InzendingFilter, lijsten.inzendingen, "monitor/inzendingen.html"
    )


@met_blik
def congruentie(request: Verzoek, kijk: Blik) -> HttpResponse:
    """How verbanden lie in the indelingen, with the smallest repair; incongruent gemeenten."""
    stand, evaluatie = beeld(kijk.uitvraag, kijk.nu, kijk.bekend_op, nummer=kijk.nummer)
    extra = {"uitleg": register(request.user, stand, evaluatie, kijk)}
    sjabloon = "monitor/congruentie.html"
    return toon_lijst(request, kijk, CongruentieFilter, lijsten.congruentie, sjabloon, extra)


@met_blik
def verschillen(request: Verzoek, kijk: Blik) -> HttpResponse:
    """Where gemeente and verband do not say the same (W1, W2, W3)."""
    return toon_lijst(
        request, kijk, VerschilFilter, lijsten.verschillen, "monitor/verschillen.html"
    )


@met_blik
def criteria(request: Verzoek, kijk: Blik) -> HttpResponse:
    """Verbanden and their five indicaties, with the oordeel beside each."""
    lees = partial(criterialijst.criteria, oordelen=per_verband(request.user, kijk))
    return toon_lijst(request, kijk, CriteriaFilter, lees, "monitor/criteria.html")


@met_blik
def drukte(request: Verzoek, kijk: Blik) -> HttpResponse:
    """Bestuurlijke drukte per gemeente, beside the national median."""
    return toon_lijst(request, kijk, DrukteFilter, lijsten.drukte, "monitor/drukte.html")


@met_blik
def bevindingen(request: Verzoek, kijk: Blik) -> HttpResponse:
    """Every finding, with its sentence."""
    return _met_uitleg(
        request, kijk, BevindingFilter, lijsten.bevindingen, "monitor/bevindingen.html"
    )


@met_blik
def uitleg(request: Verzoek, kijk: Blik) -> HttpResponse:
    """Every uitleg with what it is worth now."""
    return _met_uitleg(request, kijk, UitlegFilter, uitleggen, "monitor/uitleg/lijst.html")


def _met_uitleg(
    request: Verzoek,
    kijk: Blik,
    filterklasse: type[StandFilter],
    lees: Callable[..., lijsten.Lijst],
    sjabloon: str,
) -> HttpResponse:
    """A list whose rows know the uitleg."""
    stand, evaluatie = beeld(kijk.uitvraag, kijk.nu, kijk.bekend_op, nummer=kijk.nummer)
    gezien = register(request.user, stand, evaluatie, kijk)
    met = partial(lees, uitleg=gezien)
    return toon_lijst(request, kijk, filterklasse, met, sjabloon, {"uitleg": gezien})
