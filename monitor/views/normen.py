"""The norms of a round with their history, and judgements of others over regio's."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gemeenten.tabel import Afgewezen
from monitor.acties import extern as externe_oordelen
from monitor.acties import norm as acties
from monitor.blik import Blik, blik
from monitor.forms.oordeel import ExternForm, NormForm
from monitor.models import ExternOordeel, Normwijziging
from monitor.views.kader import met_blik, toon
from samenwerking.acties.weigering import Geweigerd
from samenwerking.models import Uitvraagtaak
from samenwerking.toegang.beleid import mag
from samenwerking.toegang.bereik import zichtbaar
from samenwerking.toegang.verzoek import Ingelogd, Verzoek


@met_blik
def normen(request: Verzoek, kijk: Blik) -> HttpResponse:
    """Per taak the norm that holds in this round, who changed it and why."""
    rol = getattr(request.user, "rol", None)
    context = {"rijen": _rijen(request, kijk), "mag_wijzigen": mag(rol, "monitor-norm")}
    return toon(request, "monitor/beoordelen/normen.html", kijk, context)


@require_http_methods(["GET", "HEAD", "POST"])
def norm(request: Ingelogd, taak: str) -> HttpResponse:
    """Change the norm of one taak in this round, with a reason."""
    kijk = blik(request)
    rij = get_object_or_404(
        Uitvraagtaak.objects.select_related("taak"), uitvraag=kijk.uitvraag, taak=taak
    )
    form = NormForm(
        request.POST or None, initial={"was": rij.norm_inwoners, "norm": rij.norm_inwoners}
    )
    if request.method == "POST" and form.is_valid():
        try:
            gewijzigd = acties.wijzig(
                kijk.uitvraag,
                taak,
                was=form.cleaned_data["was"],
                wordt=form.cleaned_data["norm"],
                reden=form.cleaned_data["reden"],
                door=request.user.persoon,
                op=request.nu,
            )
        except Geweigerd as reden:
            form.add_error(None, str(reden))
        else:
            messages.success(
                request, "De norm is gewijzigd." if gewijzigd else "De norm was al zo."
            )
            return redirect(f"{reverse('monitor-normen')}?{kijk.query}")
    context = {"rij": rij, "form": form}
    return toon(request, "monitor/beoordelen/norm.html", kijk, context, 422 if form.errors else 200)


def _rijen(request: Verzoek, kijk: Blik) -> list[dict[str, Any]]:
    """Per taak the norm that held at the chosen moment, and its changes so far, newest first."""
    per_taak: dict[str, list[Normwijziging]] = {}
    later: dict[str, int | None] = {}
    wijzigingen = zichtbaar(request.user, Normwijziging).filter(uitvraag=kijk.uitvraag)
    for wijziging in wijzigingen.select_related("door").order_by("-nummer"):
        if wijziging.op > kijk.bekend_op:
            later[wijziging.taak_id] = wijziging.was
        else:
            per_taak.setdefault(wijziging.taak_id, []).append(wijziging)
    taken = Uitvraagtaak.objects.filter(uitvraag=kijk.uitvraag).select_related("taak")
    return [
        {
            "rij": rij,
            "norm": later.get(rij.taak_id, rij.norm_inwoners),
            "wijzigingen": per_taak.get(rij.taak_id, []),
        }
        for rij in taken
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def extern(request: Ingelogd) -> HttpResponse:
    """The judgements of others over regio's, and taking in a file of them."""
    kijk = blik(request)
    form = ExternForm(request.POST or None, request.FILES or None)
    fouten: list[Any] = []
    if request.method == "POST" and form.is_valid():
        bestand = form.cleaned_data["bestand"]
        try:
            nieuw, gelijk = externe_oordelen.lees_bytes(
                kijk.uitvraag,
                bestand.name,
                bestand.read(externe_oordelen.GROOTSTE + 1),
                door=request.user.persoon,
                op=request.nu,
            )
        except Afgewezen as fout:
            fouten = fout.fouten
        else:
            zin = f"{nieuw} oordelen bewaard, {gelijk} stonden er al."
            messages.success(request, zin)
            return redirect(f"{reverse('monitor-extern')}?{kijk.query}")
    rijen = zichtbaar(request.user, ExternOordeel).filter(uitvraag=kijk.uitvraag)
    context = {
        "form": form,
        "fouten": fouten,
        "rijen": rijen.filter(op__lte=kijk.bekend_op).select_related("regio"),
    }
    return toon(
        request,
        "monitor/beoordelen/extern.html",
        kijk,
        context,
        422 if fouten or form.errors else 200,
    )
