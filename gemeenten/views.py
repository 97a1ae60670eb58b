"""The public lists of gemeenten and regio's."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRedirect

from gemeenten import overzicht
from gemeenten.filters import GemeenteFilter
from gemeenten.models import Soort
from gemeenten.suggesties import bedoeld


@require_safe
def gemeenten(request: HttpRequest) -> HttpResponse:
    """All gemeenten, or those searched for; straight to the page of the one that was meant."""
    dag = request.nu.date()
    keuze = GemeenteFilter(request.GET, dag=dag)
    typt = request.htmx.trigger == "id_q"
    if not typt and (gemeente := keuze.enige()):
        naar = gemeente.get_absolute_url()
        return HttpResponseClientRedirect(naar) if request.htmx else redirect(naar)
    lijst = overzicht.gemeentelijst(keuze.qs, dag)
    opgegaan = overzicht.opgegaan(keuze.gezocht, dag) if not lijst.aantal else []
    lijkend = bedoeld(keuze.gezocht, dag) if not lijst.aantal else []
    context = {
        "filter": keuze,
        "lijst": lijst,
        "dag": dag,
        "opgegaan": opgegaan,
        "bedoeld": lijkend,
    }
    return render(request, "gemeenten/gemeenten.html", context)


@require_safe
def regios(request: HttpRequest, soort: str) -> HttpResponse:
    """All regio's of one soort, on the map and in a table."""
    gekozen, dag = Soort(soort), request.nu.date()
    context = {
        "soort": gekozen,
        "uitleg": overzicht.UITLEG[gekozen],
        "lijst": overzicht.regiolijst(gekozen, dag),
        "dag": dag,
        "soorten": [
            (s.meervoud.capitalize(), reverse("regios", args=[s]), s == gekozen) for s in Soort
        ],
    }
    return render(request, "gemeenten/regios.html", context)
