"""Toezeggingen to parliament: what is due, what was answered."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from monitor.acties import toezegging as acties
from monitor.forms.vraag import ToezeggingForm, ToezeggingstapForm
from monitor.models import Toezegging, Toezeggingstap
from monitor.regels.toezeggingen import STANDNAMEN, Stapsoort, mag_volgen
from monitor.tabellen import geef
from monitor.toezegbeeld import lijst, regel, tellingen
from monitor.toezegbeeld import toezeggingen as zichtbare
from monitor.views.kader import bestanden
from samenwerking.acties.weigering import Geweigerd, Verouderd
from samenwerking.toegang.beleid import mag
from samenwerking.toegang.bereik import bewerkbaar, zichtbaar
from samenwerking.toegang.verzoek import Ingelogd


@require_safe
def toezeggingen(request: Ingelogd) -> HttpResponse:
    """Every toezegging, what is due first."""
    alle = zichtbare(request.user, request.nu)
    stand = request.GET.get("stand", "")
    regels = [rij for rij in alle if rij.stand == stand] if stand in STANDNAMEN else alle
    if formaat := request.GET.get("formaat"):
        return geef(lijst(regels), formaat)
    per = tellingen(alle)
    keuzes = [(f"Alle ({len(alle)})", "?", stand not in STANDNAMEN)]
    for code, naam in STANDNAMEN.items():
        keuzes.append((f"{naam.capitalize()} ({per[code]})", f"?stand={code}", stand == code))
    context = {
        "regels": regels,
        "alle": len(alle),
        "per": {code.value: per[code] for code in STANDNAMEN},
        "keuzes": keuzes,
        "mag": mag(request.user.rol, "toezegging-nieuw"),
        **bestanden(request.GET),
    }
    return render(request, "monitor/toezeggingen/lijst.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: Ingelogd) -> HttpResponse:
    """Record what was promised."""
    form = ToezeggingForm(request.POST or None, initial={"sleutel": uuid4()})
    if request.method == "POST" and form.is_valid():
        sleutel = form.cleaned_data["sleutel"] or uuid4()
        try:
            rij = acties.leg_vast(
                form.inhoud, sleutel=sleutel, door=request.user.persoon, op=request.nu
            )
        except Geweigerd as reden:
            form.add_error("termijn", str(reden))
        else:
            messages.success(request, "De toezegging is vastgelegd.")
            return redirect("toezegging", rij.pk)
    status = 422 if form.errors else 200
    return render(request, "monitor/toezeggingen/nieuw.html", {"form": form}, status=status)


@require_safe
def toezegging(request: Ingelogd, nummer: int) -> HttpResponse:
    """One toezegging with every step."""
    return _toon(request, get_object_or_404(zichtbaar(request.user, Toezegging), pk=nummer))


@require_POST
def stap(request: Ingelogd, nummer: int) -> HttpResponse:
    """Record what was done or answered."""
    rij = get_object_or_404(bewerkbaar(request.user, Toezegging), pk=nummer)
    form = ToezeggingstapForm(request.POST, soorten=list(Stapsoort))
    if not form.is_valid():
        return _toon(request, rij, form, status=422)
    velden: dict[str, Any] = form.cleaned_data | {"soort": Stapsoort(form.cleaned_data["soort"])}
    try:
        acties.zet_stap(rij, **velden, door=request.user.persoon, op=request.nu)
    except Geweigerd as reden:
        form.add_error(None, str(reden))
        oud = isinstance(reden, Verouderd)
        if oud:
            form.data = form.data.copy()
            form.data["versie"] = str(rij.stappen.count())
        return _toon(request, rij, form, status=409 if oud else 422)
    messages.success(request, "Vastgelegd.")
    return redirect("toezegging", nummer)


def _toon(
    request: Ingelogd, rij: Toezegging, form: ToezeggingstapForm | None = None, status: int = 200
) -> HttpResponse:
    stappen = list(
        zichtbaar(request.user, Toezeggingstap).filter(toezegging=rij).select_related("door")
    )
    laatste = stappen[-1] if stappen else None
    soorten = [s for s in Stapsoort if mag_volgen(laatste.soort if laatste else None, s)]
    begin = {"versie": laatste.nummer if laatste else 0}
    context = {
        "toezegging": rij,
        "regel": regel(rij, laatste, request.nu),
        "stappen": stappen,
        "form": form or ToezeggingstapForm(soorten=soorten, initial=begin),
        "mag": mag(request.user.rol, "toezegging-stap"),
    }
    return render(request, "monitor/toezeggingen/toezegging.html", context, status=status)
