"""Views of dashboards that one keeps: own ones only."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from monitor.acties import bladwijzer as acties
from monitor.bladwijzers import ontleed, weergave
from monitor.models import Bladwijzer
from samenwerking.acties.weigering import Geweigerd
from samenwerking.models import Uitvraag
from samenwerking.toegang.bereik import bewerkbaar, zichtbaar
from samenwerking.toegang.verzoek import Ingelogd


class NaamForm(forms.Form):
    """What a view is called."""

    naam = forms.CharField(
        label="Naam",
        max_length=80,
        error_messages={"required": "Geef de weergave een naam."},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def weergaven(request: Ingelogd) -> HttpResponse:
    """The views that were kept; `?van=` is the address of one to keep."""
    van = request.GET.get("van", "")
    gevonden = ontleed(van, request.user.rol) if van else None
    form = NaamForm(request.POST or None)
    if request.method == "POST" and gevonden and form.is_valid():
        try:
            rij = acties.bewaar(request.user, form.cleaned_data["naam"], *gevonden)
        except Geweigerd as reden:
            form.add_error(None, str(reden))
        else:
            messages.success(request, f"Bewaard als «{rij.naam}».")
            return redirect("weergaven")
    return _toon(request, form, van, bool(gevonden), 422 if form.errors else 200)


def _toon(
    request: Ingelogd, form: NaamForm, van: str = "", kan: bool = False, status: int = 200
) -> HttpResponse:
    rondes = set(Uitvraag.objects.geopend(request.nu).values_list("code", flat=True))
    rijen = zichtbaar(request.user, Bladwijzer).values_list("pk", "naam", "pagina", "query")
    context: dict[str, Any] = {
        "form": form,
        "van": van,
        "kan": kan,
        "weergaven": [weergave(*rij, rol=request.user.rol, rondes=rondes) for rij in rijen],
    }
    return render(request, "monitor/weergaven.html", context, status=status)


@require_POST
def wijzig(request: Ingelogd, nummer: int) -> HttpResponse:
    """Rename, or with `verwijder` remove."""
    rij = get_object_or_404(bewerkbaar(request.user, Bladwijzer), pk=nummer)
    if "verwijder" in request.POST:
        acties.verwijder(rij, door=request.user)
        messages.success(request, f"«{rij.naam}» is verwijderd.")
        return redirect("weergaven")
    form = NaamForm(request.POST)
    if form.is_valid():
        try:
            acties.hernoem(rij, form.cleaned_data["naam"], door=request.user)
        except Geweigerd as reden:
            form.add_error(None, str(reden))
        else:
            messages.success(request, f"De weergave heet nu «{rij.naam}».")
            return redirect("weergaven")
    return _toon(request, form, status=422)
