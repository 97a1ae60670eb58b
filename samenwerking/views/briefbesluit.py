"""The decisions per taak in a joint letter: adding, changing and removing one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from samenwerking.acties import brief as opstellen
from samenwerking.acties.briefregels import genummerd
from samenwerking.acties.weigering import Geweigerd, Verouderd
from samenwerking.forms.brief import BesluitForm, besluitwaarden
from samenwerking.models import Brief
from samenwerking.toegang.verzoek import Ingelogd
from samenwerking.views.brief import eigen_concept
from samenwerking.views.opgave import getal
from samenwerking.voorstellen import verbandkeuzes


@require_http_methods(["GET", "HEAD", "POST"])
def besluit(request: Ingelogd, uitvraag: str, slug: str, nummer: int | None = None) -> HttpResponse:
    """Add a decision, or change the one with `nummer`; nothing typed is lost when refused."""
    rij = eigen_concept(request, uitvraag, slug)
    form = _form(request, rij, nummer)
    if request.method != "POST" or not form.is_valid():
        return _toon(request, form, rij, nummer, 422 if form.errors else 200)
    try:
        opstellen.zet_regel(
            rij,
            form.bepaling,
            nummer=nummer,
            door=request.user,
            op=request.nu,
            versie=form.cleaned_data["versie"],
        )
    except Geweigerd as reden:
        return _opnieuw(request, form, eigen_concept(request, uitvraag, slug), nummer, reden)
    messages.success(request, "Het besluit is bewaard.")
    if "nog_een" in request.POST:
        return redirect("brief-besluit-nieuw", uitvraag, slug)
    return redirect("brief", uitvraag, slug)


@require_POST
def verwijderen(request: Ingelogd, uitvraag: str, slug: str, nummer: int) -> HttpResponse:
    """Take a decision out."""
    rij = eigen_concept(request, uitvraag, slug)
    versie = getal(request.POST.get("versie", ""))
    try:
        opstellen.verwijder_regel(rij, nummer, door=request.user, op=request.nu, versie=versie)
    except Geweigerd as reden:
        messages.error(request, f"{reden} Er is niets verwijderd.")
    else:
        messages.success(request, f"Besluit {nummer} is verwijderd.")
    return redirect("brief", uitvraag, slug)


def _form(request: Ingelogd, rij: Brief, nummer: int | None) -> BesluitForm:
    verbanden = {slug: k.naam for slug, k in verbandkeuzes(request.user, rij.uitvraag).items()}
    gemeenten = {
        o.gemeente_id: o.gemeente.naam
        for o in rij.ondertekeningen.select_related("gemeente").order_by("gemeente__naam")
    }
    begin: dict[str, Any] = {"versie": rij.versie, "gemeenten": list(gemeenten)}
    if nummer is not None:
        bestaand = dict(genummerd(rij)).get(nummer)
        if bestaand is None:
            raise Http404
        begin |= besluitwaarden(bestaand, verbanden)
    return BesluitForm(
        request.POST or None,
        taken=list(rij.uitvraag.uitvraagtaken.select_related("taak").order_by("taak")),
        gemeenten=gemeenten,
        verbanden=verbanden,
        initial=begin,
    )


def _opnieuw(
    request: Ingelogd, form: BesluitForm, rij: Brief, nummer: int | None, reden: Geweigerd
) -> HttpResponse:
    """The same form with why it was refused; after a colleague's edit at the new version."""
    getypt = request.POST.copy()
    getypt["versie"] = str(rij.versie)
    form.data = getypt
    zin = str(reden)
    if isinstance(reden, Verouderd):
        zin += " Kijk wat er in de brief staat en bewaar dan opnieuw."
    form.add_error(None, zin)
    return _toon(request, form, rij, nummer, 409)


def _toon(
    request: Ingelogd, form: BesluitForm, rij: Brief, nummer: int | None, status: int
) -> HttpResponse:
    context = {
        "form": form,
        "brief": rij,
        "nummer": nummer,
        "peilbalk": {
            "ronde": rij.uitvraag.korte_naam,
            "voorbeeldgegevens": rij.uitvraag.voorbeeldgegevens,
        },
    }
    return render(request, "samenwerking/brief_besluit.html", context, status=status)
