"""The lists of the monitor: inzendingen, congruentie, verschillen, criteria, drukte, bevindingen.

Each figure of the first screen opens one of these; each is filtered by its URL and comes as file.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from monitor import lijsten
from monitor.beeld import beeld
from monitor.blik import Blik, blik
from monitor.filters import (
    BevindingFilter,
    CongruentieFilter,
    CriteriaFilter,
    InzendingFilter,
    StandFilter,
    VerschilFilter,
)
from monitor.regels.alles import Evaluatie
from monitor.regels.stand import Stand
from monitor.tabellen import download
from monitor.views.kader import toon

PER_PAGINA = 50
Lezer = Callable[[Stand, Evaluatie, StandFilter, Blik], lijsten.Lijst]


def _lijst(
    request: HttpRequest, filterklasse: type[StandFilter], lees: Lezer, sjabloon: str
) -> HttpResponse:
    """One list: read, filter, give as file or as a page of at most 50 rows."""
    kijk = blik(request)
    stand, evaluatie = beeld(kijk.uitvraag, kijk.nu, kijk.bekend_op)
    filters = filterklasse(request.GET, stand=stand)
    lijst = lees(stand, evaluatie, filters, kijk)
    if formaat := request.GET.get("formaat"):
        naam = f"{lijst.naam}-{kijk.uitvraag.code}"
        return download(naam, formaat, lijst.koppen, map(lijst.als_rij, lijst.rijen))
    pagina = Paginator(lijst.rijen, PER_PAGINA).get_page(request.GET.get("pagina"))
    context = {"lijst": lijst, "filter": filters, "pagina": pagina, **_adressen(request)}
    return toon(request, sjabloon, kijk, context)


def _adressen(request: HttpRequest) -> dict[str, Any]:
    """The same list as file, and the query without the page number."""
    query = request.GET.copy()
    query.pop("pagina", None)
    query.pop("formaat", None)
    basis = query.urlencode()
    los = f"{basis}&" if basis else ""
    return {
        "pagina_query": f"?{los}",
        "ods_url": f"?{los}formaat=ods",
        "csv_url": f"?{los}formaat=csv",
    }


@require_safe
def inzendingen(request: HttpRequest) -> HttpResponse:
    """Who has submitted, when and how; who has not."""
    return _lijst(request, InzendingFilter, lijsten.inzendingen, "monitor/inzendingen.html")


@require_safe
def congruentie(request: HttpRequest) -> HttpResponse:
    """How verbanden lie in the indelingen, with the smallest repair; incongruent gemeenten."""
    return _lijst(request, CongruentieFilter, lijsten.congruentie, "monitor/congruentie.html")


@require_safe
def verschillen(request: HttpRequest) -> HttpResponse:
    """Where gemeente and verband do not say the same (W1, W2, W3)."""
    return _lijst(request, VerschilFilter, lijsten.verschillen, "monitor/verschillen.html")


@require_safe
def criteria(request: HttpRequest) -> HttpResponse:
    """Verbanden and their five indicaties."""
    return _lijst(request, CriteriaFilter, lijsten.criteria, "monitor/criteria.html")


@require_safe
def drukte(request: HttpRequest) -> HttpResponse:
    """Bestuurlijke drukte per gemeente, beside the national median."""
    return _lijst(request, StandFilter, lijsten.drukte, "monitor/drukte.html")


@require_safe
def bevindingen(request: HttpRequest) -> HttpResponse:
    """Every finding, with its sentence."""
    return _lijst(request, BevindingFilter, lijsten.bevindingen, "monitor/bevindingen.html")
