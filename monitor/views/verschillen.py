"""The differences of the own gemeente: a fragment on the opgave, and a page of its own."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from monitor.beeld import beeld
from monitor.eigen_verschillen import Verschil, ingediend_op, met_concept, verschillen
from samenwerking.models import Uitvraag
from samenwerking.opgavebeeld import Opgavebeeld, opgavebeeld
from samenwerking.toegang.verzoek import Ingelogd
from samenwerking.views.opgave import eigen_gemeente


@require_safe
def opgave_verschillen(request: Ingelogd, uitvraag: str = "") -> HttpResponse:
    """Where others say something else than our concept; without script a page, else a fragment."""
    rondes = Uitvraag.objects.geopend(request.nu)
    ronde = get_object_or_404(rondes, pk=uitvraag) if uitvraag else rondes.first()
    if ronde is None:
        raise Http404("Er is nog geen ronde geopend.")
    opgave = opgavebeeld(request.user, eigen_gemeente(request), ronde, request.nu)
    stand, _ = beeld(ronde, request.nu, request.nu)
    eigen = opgave.gemeente.pk
    gevonden = [
        verschil
        for verschil in verschillen(met_concept(stand, eigen, opgave.antwoorden), eigen)
        if not _is_voorstel(opgave, verschil)
    ]
    ingediend = ingediend_op(ronde, {v.gemeente for v in gevonden} - {eigen}, request.nu)
    context = {
        "opgave": opgave,
        "verschillen": [(verschil, ingediend.get(verschil.gemeente)) for verschil in gevonden],
        "peilbalk": {"ronde": ronde.korte_naam, "voorbeeldgegevens": ronde.voorbeeldgegevens},
    }
    sjabloon = "eigen_verschillen_lijst" if request.htmx else "eigen_verschillen"
    return render(request, f"monitor/{sjabloon}.html", context)


def _is_voorstel(opgave: Opgavebeeld, verschil: Verschil) -> bool:
    """A verband that is only proposed says nothing yet."""
    keuze = opgave.verbanden.get(verschil.verband)
    return keuze is not None and keuze.concept
