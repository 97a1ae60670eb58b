"""Throwing the own concept away: first what goes and what stays, then the act."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from samenwerking.acties import opgave as acties
from samenwerking.acties.besluitstukken import alleen_van
from samenwerking.acties.weigering import Geweigerd, Verouderd
from samenwerking.bewijs import bewijsregels
from samenwerking.models import Uitvraag
from samenwerking.opgavebeeld import Opgavebeeld
from samenwerking.toegang.verzoek import Ingelogd
from samenwerking.versieverschil import Wijziging, wijzigingen
from samenwerking.views.indienen import intussen_bewaard
from samenwerking.views.opgave import eigen_gemeente, getal, lees_beeld, peilbalk


@require_http_methods(["GET", "HEAD", "POST"])
def weggooien(request: Ingelogd, uitvraag: str) -> HttpResponse:
    """Ask for a confirmation, naming the version that is shown; a newer one is shown first."""
    verouderd = False
    if request.method == "POST":
        ronde = get_object_or_404(Uitvraag.objects.geopend(request.nu), pk=uitvraag)
        try:
            acties.gooi_concept_weg(
                eigen_gemeente(request),
                ronde,
                door=request.user,
                op=request.nu,
                versie=getal(request.POST.get("versie", "")),
            )
        except Verouderd:
            verouderd = True
        except Geweigerd as reden:
            messages.error(request, str(reden))
            return redirect("opgave-uitvraag", uitvraag)
        else:
            messages.success(request, "Uw concept is weggegooid.")
            return redirect("opgave-uitvraag", uitvraag)
    beeld = lees_beeld(request, uitvraag)
    if beeld.concept is None:
        messages.error(request, "Er is geen concept om weg te gooien.")
        return redirect("opgave-uitvraag", uitvraag)
    context = {
        "beeld": beeld,
        "verouderd": verouderd,
        "gewijzigd": intussen_bewaard(request, beeld) if verouderd else [],
        "wijzigingen": _wijzigingen(beeld),
        "stukken": [_stuk(besluit) for besluit in alleen_van(beeld.concept)],
        "peilbalk": peilbalk(beeld),
    }
    status = 409 if verouderd else 200
    return render(request, "samenwerking/weggooien.html", context, status=status)


def _wijzigingen(beeld: Opgavebeeld) -> list[Wijziging]:
    """Per taak what the concept says, and what the opgave says again without it."""
    weer = beeld.begin.zonder_concept
    namen = {rij.code: rij.naam for rij in beeld.rijen}
    return wijzigingen(
        bewijsregels(beeld.antwoorden, beeld.verbanden, namen),
        bewijsregels([a for a in weer if a.taak in namen], beeld.verbanden, namen),
    )


def _stuk(besluit: Any) -> dict[str, Any]:
    """A document as it is offered: the name in its address, and of which decision it is."""
    return {
        "naam": besluit.document.name.rpartition("/")[2],
        "orgaan": besluit.get_orgaan_display(),
        "dag": besluit.genomen or besluit.gepland,
        "kenmerk": besluit.kenmerk,
    }
