"""The briefing of a region, to print and take along."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from monitor.beeld import beeld
from monitor.blik import Blik
from monitor.briefing import briefing as maak
from monitor.regioprofiel import zoek
from monitor.uitlegbeeld import register
from monitor.views.kader import met_blik, toon
from samenwerking.toegang.verzoek import Verzoek


@met_blik
def briefing(request: Verzoek, kijk: Blik, code: str) -> HttpResponse:
    """What is open in the region, the last visit and its afspraken; 404 for an unknown region."""
    stand, evaluatie = beeld(kijk.uitvraag, kijk.nu, kijk.bekend_op, nummer=kijk.nummer)
    gevonden = zoek(stand, evaluatie, code)
    if gevonden is None:
        raise Http404("Deze regio is er niet op de peildatum van de ronde.")
    uitleg = register(request.user, stand, evaluatie, kijk)
    context = maak(request.user, gevonden, kijk, uitleg)
    return toon(request, "monitor/veld/briefing.html", kijk, context)
