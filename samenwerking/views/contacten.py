"""The contacts of the own gemeente, by role; never public."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from samenwerking.acties import contacten as acties
from samenwerking.acties.weigering import Verouderd
from samenwerking.forms.contact import ContactFormSet, beginrijen
from samenwerking.toegang.verzoek import Ingelogd
from samenwerking.views.opgave import eigen_gemeente


@require_http_methods(["GET", "HEAD", "POST"])
def contacten(request: Ingelogd) -> HttpResponse:
    """Show and replace the contacts; two clerks at once lose nothing."""
    gemeente = eigen_gemeente(request)
    bekend = acties.contacten(gemeente)
    if request.method != "POST":
        return _toon(request, ContactFormSet(initial=beginrijen(bekend)), bekend)
    formset = ContactFormSet(request.POST)
    if not formset.is_valid():
        return _toon(request, formset, bekend, gelezen=request.POST.get("gelezen"), status=422)
    try:
        acties.zet_contacten(
            gemeente,
            formset.personen(),
            gelezen=request.POST.get("gelezen", ""),
            door=request.user,
        )
    except Verouderd as reden:
        return _toon(request, formset, bekend, fout=str(reden), status=409)
    messages.success(request, "De contacten zijn opgeslagen.")
    return redirect("opgave-contacten")


def _toon(
    request: Ingelogd,
    formset: Any,
    bekend: list[acties.Persoonsgegevens],
    *,
    gelezen: str | None = None,
    fout: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "formset": formset,
        "gemeente": eigen_gemeente(request),
        "bekend": bekend if fout else [],
        "gelezen": acties.vingerafdruk(bekend) if gelezen is None else gelezen,
        "fout": fout,
    }
    return render(request, "samenwerking/contacten.html", context, status=status)
