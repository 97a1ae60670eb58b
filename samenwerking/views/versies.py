"""The submitted versions of an opgave, and what changed between two of them."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from gemeenten.models import Gemeente
from samenwerking.acties.antwoorden import antwoorden
from samenwerking.bewijs import Bewijsregel, bewijsregels
from samenwerking.models import Opgaveversie, Uitvraag
from samenwerking.toegang.bereik import eigen, zichtbaar
from samenwerking.toegang.verzoek import Ingelogd
from samenwerking.versieverschil import wijzigingen
from samenwerking.voorstellen import verbandkeuzes


@require_safe
def versies(request: Ingelogd, code: str, uitvraag: str) -> HttpResponse:
    """All versions that the reader may see; `?van=` and `?naar=` choose which two to compare."""
    ronde = get_object_or_404(Uitvraag.objects.geopend(request.nu), pk=uitvraag)
    gemeente = get_object_or_404(Gemeente, pk=code)
    lijst = list(
        zichtbaar(request.user, Opgaveversie)
        .filter(opgave__gemeente=gemeente, opgave__uitvraag=ronde, ingediend_op__lte=request.nu)
        .select_related("door")
        .order_by("nummer")
    )
    if not lijst:
        raise Http404
    naar = _gekozen(lijst, request.GET.get("naar", ""), lijst[-1])
    van = _gekozen(lijst, request.GET.get("van", ""), _ervoor(lijst, naar))
    context = {
        "gemeente": gemeente,
        "ronde": ronde,
        "versies": [(versie, versie.ingediend_op >= ronde.deadline) for versie in lijst],
        "van": van,
        "naar": naar,
        "wijzigingen": _wijzigingen(request, ronde, van, naar) if van != naar else None,
        "van_ons": eigen(request.user) == gemeente.pk,
        "peilbalk": {"ronde": ronde.korte_naam, "voorbeeldgegevens": ronde.voorbeeldgegevens},
    }
    return render(request, "samenwerking/versies.html", context)


def _gekozen(lijst: list[Opgaveversie], nummer: str, anders: Opgaveversie) -> Opgaveversie:
    """The version with this number; `anders` for one that is not in the list."""
    return next((v for v in lijst if str(v.nummer) == nummer), anders)


def _ervoor(lijst: list[Opgaveversie], versie: Opgaveversie) -> Opgaveversie:
    """The version before `versie`; the first one itself."""
    return lijst[max(lijst.index(versie) - 1, 0)]


def _wijzigingen(request: Ingelogd, ronde: Uitvraag, van: Opgaveversie, naar: Opgaveversie) -> Any:
    keuzes = verbandkeuzes(request.user, ronde)
    namen = dict(ronde.uitvraagtaken.values_list("taak_id", "taak__naam"))

    def regels(versie: Opgaveversie) -> list[Bewijsregel]:
        return bewijsregels(antwoorden(versie), keuzes, namen)

    return wijzigingen(regels(van), regels(naar))
