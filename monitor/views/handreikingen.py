"""The library of handreikingen: for everybody to read, kept by VNG (S4-82, S4-85)."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from monitor.acties import ondersteuning as acties
from monitor.forms.ondersteuning import HandreikingForm
from monitor.models import Handreiking
from monitor.regels.criteria import CRITERIA
from samenwerking.acties.weigering import Verouderd
from samenwerking.toegang.beleid import mag
from samenwerking.toegang.bereik import bewerkbaar, zichtbaar
from samenwerking.toegang.verzoek import Ingelogd, Verzoek

VELDEN = ("titel", "onderwerp", "criterium", "adres", "vervallen")


@require_safe
def handreikingen(request: Verzoek) -> HttpResponse:
    """Every handreiking under its criterium; what is in the making says so."""
    rijen = list(zichtbaar(request.user, Handreiking))
    koppen = {code: kaart.titel for code, kaart in CRITERIA.items()} | {"": "Overig"}
    per = [(kop, [r for r in rijen if r.criterium == code]) for code, kop in koppen.items()]
    context = {
        "groepen": [(kop, groep) for kop, groep in per if groep],
        "beheert": mag(getattr(request.user, "rol", None), "handreiking-nieuw"),
    }
    return render(request, "monitor/ondersteuning/handreikingen.html", context)


@require_safe
def bestand(request: Verzoek, nummer: int) -> FileResponse:
    """The PDF of a handreiking, as a download."""
    rij: Handreiking = get_object_or_404(zichtbaar(request.user, Handreiking), pk=nummer)
    if not rij.bestand:
        raise Http404
    try:
        inhoud = rij.bestand.open("rb")
    except FileNotFoundError as fout:
        raise Http404 from fout
    naam = f"handreiking-{rij.pk}.pdf"
    return FileResponse(inhoud, as_attachment=True, filename=naam, content_type="application/pdf")


@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: Ingelogd) -> HttpResponse:
    """VNG puts a handreiking in the library."""
    return _formulier(request, None, {"versie": 0})


@require_http_methods(["GET", "HEAD", "POST"])
def wijzigen(request: Ingelogd, nummer: int) -> HttpResponse:
    """VNG changes a handreiking, gives the file when it is there, or takes it out."""
    rij: Handreiking = get_object_or_404(bewerkbaar(request.user, Handreiking), pk=nummer)
    return _formulier(request, rij, {veld: getattr(rij, veld) for veld in (*VELDEN, "versie")})


def _formulier(request: Ingelogd, rij: Handreiking | None, begin: dict[str, Any]) -> HttpResponse:
    form = HandreikingForm(request.POST or None, request.FILES or None, initial=begin)
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        velden = {veld: form.cleaned_data[veld] for veld in VELDEN}
        if stuk := form.cleaned_data["bestand"]:
            stuk.name = f"{uuid4().hex}.pdf"
            velden["bestand"] = stuk
        try:
            acties.publiceer_handreiking(
                rij,
                velden,
                versie=form.cleaned_data["versie"],
                door=request.user.persoon,
                op=request.nu,
            )
        except Verouderd as reden:
            form.add_error(None, str(reden))
            form.data = form.data.copy()
            form.data["versie"] = str(begin["versie"])
            status = 409
        else:
            messages.success(request, "De handreiking is bewaard.")
            return redirect("handreikingen")
    context = {"form": form, "handreiking": rij, "botsing": status == 409}
    return render(request, "monitor/ondersteuning/handreiking_form.html", context, status=status)
