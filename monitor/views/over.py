"""About the portal: the round and its method, other rounds, definitions, the data to download."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from monitor.blik import Blik, rondes
from monitor.celbeeld import UITLEG
from monitor.filters import STAATNAMEN
from monitor.regels.catalogus import CATALOGUS
from monitor.regels.criteria import CRITERIA
from monitor.regels.taal import herkomst
from monitor.verbandbeeld import VERHOUDINGNAMEN, VERHOUDINGUITLEG
from monitor.views.home import momenten
from monitor.views.kader import keuze, met_blik, toon
from samenwerking.toegang.verzoek import Verzoek


@met_blik
def uitvraag(request: Verzoek, kijk: Blik) -> HttpResponse:
    """About the round: moments, method, what is asked."""
    context = {"momenten": momenten(kijk), "rondes": rondes(request)}
    return toon(request, "monitor/uitvraag.html", kijk, context)


@met_blik
def kies(request: Verzoek, kijk: Blik) -> HttpResponse:
    """Choose another round, and for readers another moment; back to where one came from."""
    gekozen = localtime(kijk.bekend_op).strftime("%Y-%m-%dT%H:%M") if kijk.terug else ""
    return keuze(request, kijk.uitvraag, stand=gekozen)


@require_safe
def definities(request: Verzoek) -> HttpResponse:
    """What the staten, relations, criteria and rules mean, with their sources."""
    context = {
        "staten": [(staat.value, STAATNAMEN[staat], UITLEG[staat]) for staat in STAATNAMEN],
        "verhoudingen": [(naam, VERHOUDINGUITLEG[s]) for s, naam in VERHOUDINGNAMEN.items()],
        "criteria": [(c, herkomst(c.bron)) for c in CRITERIA.values()],
        "regels": [(CATALOGUS[code], herkomst(CATALOGUS[code].bron)) for code in sorted(CATALOGUS)],
    }
    return render(request, "monitor/definities.html", context)
