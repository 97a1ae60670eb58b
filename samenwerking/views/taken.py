"""The public catalogue: which taken does a round ask about, at which scale and why?"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samenwerking.catalogus import KENMERKEN, NIVEAUS, catalogus
from samenwerking.models import Uitvraag


@require_safe
def taken(request: HttpRequest) -> HttpResponse:
    """The taken of the newest round that has opened, or of the round in the URL."""
    rondes = list(Uitvraag.objects.geopend(request.nu)) or list(Uitvraag.objects.all()[:1])
    gevraagd = request.GET.get("uitvraag")
    ronde = next((r for r in rondes if gevraagd in (None, r.code)), None)
    if gevraagd and ronde is None:
        raise Http404
    groepen = catalogus(ronde) if ronde else []
    regels = [regel.vraag for groep in groepen for regel in groep.regels]
    context = {
        "ronde": ronde,
        "rondes": [
            (r.korte_naam.capitalize(), f"?uitvraag={r.code}", r == ronde) for r in reversed(rondes)
        ],
        "groepen": groepen,
        "aantal": len(regels),
        "nodig": sum(vraag.samenwerking_noodzakelijk for vraag in regels),
        "niveaus": NIVEAUS,
        "kenmerken": KENMERKEN.values(),
    }
    return render(request, "samenwerking/taken.html", context)
