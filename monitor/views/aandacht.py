"""Regio's that need attention: a nudge, apart from any score (S4-92)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods

from gemeenten.models import Regio, Soort
from monitor.acties import aandacht as acties
from monitor.blik import Blik, blik
from monitor.forms.oordeel import AandachtForm
from monitor.lijsten import Lijst
from monitor.models import Aandachtvlag
from monitor.tabellen import geef
from monitor.views.kader import bestanden, toon
from samenwerking.acties.weigering import Geweigerd
from samenwerking.toegang.bereik import zichtbaar
from samenwerking.toegang.verzoek import Ingelogd


@require_http_methods(["GET", "HEAD", "POST"])
def aandacht(request: Ingelogd) -> HttpResponse:
    """The raised flags, and raising or lowering one."""
    kijk = blik(request)
    vlaggen = _geheven(request, kijk)
    if formaat := request.GET.get("formaat"):
        return geef(Lijst("aandacht", KOPPEN, vlaggen, _rij), formaat, kijk.uitvraag.code)
    form: forms.Form = AandachtForm(request.POST or None, regios=_regios(kijk))
    if request.method == "POST" and form.is_valid():
        regio = get_object_or_404(Regio, pk=int(form.cleaned_data["regio"]))
        velden = {veld: form.cleaned_data[veld] for veld in ("nodig", "reden")}
        try:
            acties.zet(kijk.uitvraag, regio, door=request.user.persoon, op=request.nu, **velden)
        except Geweigerd as reden:
            form.add_error(None, str(reden))
        else:
            messages.success(request, f"Vastgelegd voor {regio.naam}.")
            return redirect(f"{reverse('monitor-aandacht')}?{kijk.query}")
    context = {
        "form": form,
        "vlaggen": vlaggen,
        "mag": not kijk.terug,
        **bestanden(request.GET),
    }
    status = 422 if form.errors else 200
    return toon(request, "monitor/escalatie/aandacht.html", kijk, context, status)


KOPPEN = ("regio", "naam", "reden", "vastgelegd_op", "door")


def _rij(vlag: Any) -> list[str]:
    op = localtime(vlag.op).date().isoformat()
    return [vlag.regio.code, vlag.regio.naam, vlag.reden, op, str(vlag.door)]


def _regios(kijk: Blik) -> list[tuple[str, str]]:
    """The jeugdregio's of the round."""
    dag = kijk.uitvraag.peildatum
    bestaand = Regio.objects.filter(soort=Soort.JEUGDREGIO, geldig_vanaf__lte=dag)
    rijen = bestaand.exclude(geldig_tot__lte=dag).order_by("naam")
    return [(str(pk), naam) for pk, naam in rijen.values_list("pk", "naam")]


def _geheven(request: Ingelogd, kijk: Blik) -> list[Any]:
    """The last flag of each regio that is raised, by name."""
    rijen = zichtbaar(request.user, Aandachtvlag).filter(
        uitvraag=kijk.uitvraag, op__lte=kijk.bekend_op
    )
    laatste: dict[int, Any] = {}
    for vlag in rijen.select_related("regio", "door").order_by("nummer"):
        laatste[vlag.regio_id] = vlag
    return sorted((v for v in laatste.values() if v.nodig), key=lambda v: v.regio.naam)
