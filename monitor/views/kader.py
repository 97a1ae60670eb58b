"""What every page about a round shares: the viewpoint and the bar that tells it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.timezone import localtime

from monitor.blik import Blik


def toon(
    request: HttpRequest, sjabloon: str, blik: Blik, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Render a page with its peildatum bar; `blik` is in the context."""
    gevuld = {"blik": blik, "peilbalk": peilbalk(request, blik), **context}
    return render(request, sjabloon, gevuld, status=status)


def peilbalk(request: HttpRequest, blik: Blik) -> dict[str, Any]:
    """The bar: round, moment, label «zoals toen bekend», and the way to another round."""
    uitvraag = blik.uitvraag
    gepubliceerd = blik.bekend_op == uitvraag.gepubliceerd_op
    return {
        "ronde": uitvraag.korte_naam,
        "stand_woord": "Gepubliceerd" if gepubliceerd else "Stand op",
        "stand": moment(blik.bekend_op) if blik.inhoud else "",
        "label": "zoals toen bekend" if blik.terug else "",
        "wijzig_url": f"/rondes/?terug={request.path}&{blik.query}",
        "wijzig_tekst": "Andere ronde of stand",
        "voorbeeldgegevens": uitvraag.voorbeeldgegevens,
    }


def moment(wanneer: Any) -> str:
    """«woensdag 5 juni 2013, 12.00 uur»."""
    return date_format(localtime(wanneer), "l j F Y, H.i") + " uur"
