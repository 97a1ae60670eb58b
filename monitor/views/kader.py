"""What every page about a round shares: the viewpoint and the bar that tells it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any
from urllib.parse import quote, urlencode

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from monitor.blik import Blik, GeenRonde, GeenStand, blik, rondes
from monitor.regels.taal import DAGEN, datum
from samenwerking.models import Uitvraag
from samenwerking.toegang.beleid import mag
from samenwerking.toegang.bereik import leest_alles, rol
from samenwerking.toegang.verzoek import Verzoek

Pagina = Callable[..., HttpResponse]


def met_blik(pagina: Pagina) -> Pagina:
    """A safe page that gets the viewpoint second.

    Before the first round a page that says so; for a moment that cannot be shown the choice again.
    """

    @require_safe
    @wraps(pagina)
    def met(request: Verzoek, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            kijk = blik(request)
        except GeenRonde:
            eerste = Uitvraag.objects.order_by("opent").first()
            return render(request, "monitor/geen_ronde.html", {"eerste": eerste})
        except GeenStand as fout:
            return keuze(request, fout.uitvraag, stand=request.GET["stand"][:16], fout=fout.zin)
        return pagina(request, kijk, *args, **kwargs)

    return met


def keuze(request: Verzoek, ronde: Uitvraag, *, stand: str = "", fout: str = "") -> HttpResponse:
    """The form to choose a round and, for readers, a moment; with `fout` it says what is wrong."""
    hier = reverse("rondes")
    terug = request.GET.get("terug", "/") if request.path == hier else request.path
    eigen = url_has_allowed_host_and_scheme(terug, allowed_hosts=None) and terug.startswith("/")
    context = {
        "ronde": ronde,
        "rondes": rondes(request),
        "terug": terug if eigen else "/",
        "leest_alles": leest_alles(request.user),
        "stand": stand,
        "tot": request.nu,
        "fout": fout,
    }
    return render(request, "monitor/rondes.html", context, status=400 if fout else 200)


def toon(
    request: Verzoek, sjabloon: str, blik: Blik, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Render a page with its peildatum bar; `blik` is in the context."""
    gevuld = {
        "blik": blik,
        "peilbalk": peilbalk(request, blik),
        "bewaar_url": bewaar_url(request),
        **context,
    }
    return render(request, sjabloon, gevuld, status=status)


def bewaar_url(request: Verzoek) -> str:
    """Where this view of a dashboard is kept under a name; empty on other pages."""
    if not request.path.startswith("/monitor/"):
        return ""
    return f"{reverse('weergaven')}?{urlencode({'van': request.get_full_path()})}"


def peilbalk(request: Verzoek, blik: Blik) -> dict[str, Any]:
    """The bar: round, moment, label «zoals toen bekend», and the way to another round."""
    uitvraag = blik.uitvraag
    gepubliceerd = blik.bekend_op == uitvraag.gepubliceerd_op
    return {
        "ronde": uitvraag.korte_naam,
        "stand_woord": "Gepubliceerd" if gepubliceerd else "Stand op",
        "stand": (dag if gepubliceerd else moment)(blik.bekend_op) if blik.inhoud else "",
        "label": "zoals toen bekend" if blik.terug else "",
        "wijzig_url": f"{reverse('rondes')}?terug={quote(request.path)}&{blik.query}",
        "wijzig_tekst": "Andere ronde of stand"
        if blik.inhoud and not gepubliceerd
        else "Andere ronde",
        "vergelijk_url": f"{reverse('monitor-vergelijk')}?{blik.query}"
        if mag(rol(request.user), "monitor-vergelijk")
        else "",
        "voorbeeldgegevens": uitvraag.voorbeeldgegevens,
    }


def moment(wanneer: datetime) -> str:
    """«woensdag 5 juni 2013, 12.00 uur»."""
    hier = localtime(wanneer)
    return f"{DAGEN[hier.weekday()]} {datum(hier.date())}, {hier:%H.%M} uur"


def dag(wanneer: datetime) -> str:
    """«12 juli 2013»."""
    return datum(localtime(wanneer).date())


def met_query(query: QueryDict, **anders: str | None) -> str:
    """The query string with other values (None: without), ready for one more.

    It ends in `&` unless it is empty.
    """
    nieuw = query.copy()
    for naam, waarde in anders.items():
        nieuw.pop(naam, None)
        if waarde is not None:
            nieuw[naam] = waarde
    tekst = nieuw.urlencode()
    return f"{tekst}&" if tekst else ""


def bestanden(query: QueryDict) -> dict[str, str]:
    """The addresses of the same rows as file."""
    basis = met_query(query, pagina=None, formaat=None, cel=None)
    return {f"{soort}_url": f"?{basis}formaat={soort}" for soort in ("ods", "csv")}
