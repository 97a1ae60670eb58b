"""Regional meetings: who invites, where and when, and which gemeenten come (S4-86)."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gemeenten.models import Regio, Soort
from monitor.acties import ondersteuning as acties
from monitor.forms.ondersteuning import BijeenkomstForm
from monitor.models import Bijeenkomst
from monitor.ondersteuningsbeeld import SOORTEN
from samenwerking.acties.weigering import Geweigerd, Verouderd
from samenwerking.forms.gemeentenamen import per_regel
from samenwerking.toegang.beleid import mag
from samenwerking.toegang.bereik import bewerkbaar, eigen, zichtbaar
from samenwerking.toegang.verzoek import Ingelogd
from samenwerking.views.opgave import eigen_gemeente


@require_safe
def bijeenkomst(request: Ingelogd, nummer: int) -> HttpResponse:
    """One meeting with the gemeenten that come."""
    rij = _zoek(request, nummer)
    gemeenten = list(rij.gemeenten.all())
    context = {
        "bijeenkomst": rij,
        "gemeenten": gemeenten,
        "geweest": rij.datum < request.nu.date(),
        "doet_mee": eigen(request.user) in {g.pk for g in gemeenten},
        "mag_meedoen": mag(request.user.rol, "bijeenkomst-meedoen"),
        "mag_wijzigen": mag(request.user.rol, "bijeenkomst-wijzigen")
        and bewerkbaar(request.user, Bijeenkomst).filter(pk=rij.pk).exists(),
    }
    return render(request, "monitor/ondersteuning/bijeenkomst.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: Ingelogd) -> HttpResponse:
    """Announce a meeting; a repeated form gives the same one."""
    begin = {"versie": 0, "sleutel": uuid4(), "namens": request.user.organisatie}
    return _formulier(request, None, begin)


@require_http_methods(["GET", "HEAD", "POST"])
def wijzigen(request: Ingelogd, nummer: int) -> HttpResponse:
    """Change a meeting, call it off, or add who came."""
    rij: Bijeenkomst = get_object_or_404(bewerkbaar(request.user, Bijeenkomst), pk=nummer)
    namen = {gemeente.code: gemeente.naam for gemeente in rij.gemeenten.all()}
    gewoon = {v: getattr(rij, v) for v in BijeenkomstForm.VELDEN if v != "regio"}
    begin = gewoon | {
        "versie": rij.versie,
        "regio": rij.regio_id or "",
        "gemeenten": per_regel(frozenset(namen), namen),
    }
    return _formulier(request, rij, begin)


@require_POST
def meedoen(request: Ingelogd, nummer: int) -> HttpResponse:
    """The own gemeente comes (`mee` is 1), or not."""
    rij = _zoek(request, nummer)
    mee = request.POST.get("mee") == "1"
    try:
        acties.meld_aan(
            rij, eigen_gemeente(request), mee=mee, door=request.user.persoon, op=request.nu
        )
    except Geweigerd as reden:
        messages.error(request, str(reden))
    else:
        messages.success(request, "Uw gemeente komt." if mee else "Uw gemeente is afgemeld.")
    return redirect("bijeenkomst", nummer)


def _zoek(request: Ingelogd, nummer: int) -> Bijeenkomst:
    rijen = zichtbaar(request.user, Bijeenkomst).select_related("regio", "door")
    gevonden: Bijeenkomst = get_object_or_404(rijen, pk=nummer)
    return gevonden


def _regios(request: Ingelogd, rij: Bijeenkomst | None) -> dict[int, Regio]:
    """The regio's of today of the kinds that meet, by kind and name, and the one it already has."""
    soorten = [*SOORTEN, Soort.PROVINCIE]
    rijen = Regio.objects.op(request.nu.date()).filter(soort__in=soorten).order_by("soort", "naam")
    gevonden = {regio.pk: regio for regio in rijen}
    if rij and rij.regio:
        gevonden.setdefault(rij.regio.pk, rij.regio)
    return gevonden


def _formulier(request: Ingelogd, rij: Bijeenkomst | None, begin: dict[str, Any]) -> HttpResponse:
    form = BijeenkomstForm(request.POST or None, regios=_regios(request, rij), initial=begin)
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            vast = acties.leg_bijeenkomst_vast(
                rij,
                form.velden,
                gemeenten=form.cleaned_data["gemeenten"],
                sleutel=form.cleaned_data["sleutel"] or uuid4(),
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
            messages.success(request, "De bijeenkomst is bewaard.")
            return redirect("bijeenkomst", vast.pk)
    context = {"form": form, "bijeenkomst": rij, "botsing": status == 409}
    return render(request, "monitor/ondersteuning/bijeenkomst_form.html", context, status=status)
