"""The differences of the own gemeente: a fragment on the opgave, and a page of its own."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from monitor.beeld import beeld
from monitor.eigen_verschillen import Verschil, met_concept, verschillen
from samenwerking.models import Opgaveversie, Uitvraag
from samenwerking.opgavebeeld import Opgavebeeld, opgavebeeld
from samenwerking.toegang.verzoek import Ingelogd


@require_safe
def opgave_verschillen(request: Ingelogd, uitvraag: str = "") -> HttpResponse:
    """Where others say something else than our concept; without script a page, else a fragment."""
    rondes = Uitvraag.objects.geopend(request.nu)
    ronde = get_object_or_404(rondes, pk=uitvraag) if uitvraag else rondes.first()
    if ronde is None:
        raise Http404("Er is nog geen ronde geopend.")
    opgave = opgavebeeld(request.user, request.user.gemeente, ronde, request.nu)
    stand, _ = beeld(ronde, request.nu, request.nu)
    eigen = request.user.gemeente_id
    gevonden = [
        verschil
        for verschil in verschillen(met_concept(stand, eigen, opgave.antwoorden), eigen)
        if not _is_voorstel(opgave, verschil)
    ]
    bekend = Opgaveversie.objects.bekend(request.nu).filter(opgave__uitvraag=ronde)
    wie = {verschil.gemeente for verschil in gevonden} - {eigen}
    ingediend = dict(
        bekend.filter(opgave__gemeente__in=wie).values_list("opgave__gemeente", "ingediend_op")
    )
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
