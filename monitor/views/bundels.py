"""All regioprofielen of a kind in one PDF: asking for it, how far it is, and the files."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from gemeenten.models import Soort
from monitor.acties import bundel as acties
from monitor.beeld import beeld
from monitor.blik import Blik, blik
from monitor.bundels import regios, start
from monitor.models import Bundel
from monitor.regioprofiel import SOORTEN
from monitor.views.kader import toon
from samenwerking.acties.weigering import Geweigerd
from samenwerking.toegang.bereik import bewerkbaar, zichtbaar
from samenwerking.toegang.verzoek import Ingelogd


@require_http_methods(["GET", "HEAD", "POST"])
def bundels(request: Ingelogd) -> HttpResponse:
    """Which kinds there are and what was made before; POST asks for one."""
    kijk = blik(request)
    fout = ""
    if request.method == "POST":
        try:
            return redirect("bundel", _vraag(request, kijk).pk)
        except Geweigerd as reden:
            fout = str(reden)
    rijen = zichtbaar(request.user, Bundel).select_related("uitvraag", "door")
    context = {"soorten": SOORTEN, "bundels": rijen[:50], "fout": fout}
    return toon(request, "monitor/bundels.html", kijk, context, 422 if fout else 200)


def _vraag(request: Ingelogd, kijk: Blik) -> Bundel:
    """The run asked for. Raises Geweigerd."""
    soort = request.POST.get("soort", "")
    if soort not in SOORTEN:
        raise Geweigerd("Kies van welke soort regio u de profielen wilt.")
    stand, _ = beeld(kijk.uitvraag, kijk.nu, kijk.bekend_op, nummer=kijk.nummer)
    with transaction.atomic():
        rij, nieuw = acties.vraag(
            kijk.uitvraag,
            Soort(soort),
            regios(stand, soort),
            bekend_op=kijk.bekend_op,
            door=request.user.persoon,
            op=request.nu,
        )
        if nieuw:
            start(rij)
    return rij


@require_http_methods(["GET", "HEAD", "POST"])
def bundel(request: Ingelogd, nummer: int) -> HttpResponse:
    """How far it is, what failed and the files; POST goes on with what was left or failed."""
    rij = _zoek(request, nummer)
    if request.method == "POST":
        try:
            with transaction.atomic():
                acties.ga_verder(
                    get_object_or_404(bewerkbaar(request.user, Bundel), pk=nummer),
                    door=request.user.persoon,
                )
                start(rij)
        except Geweigerd as reden:
            messages.error(request, str(reden))
        return redirect("bundel", nummer)
    context: dict[str, Any] = {
        "rij": rij,
        "klaar": [(naam, rij.profiel(code)) for code, naam in rij.regios if code in rij.bladen],
        "mislukt": [(naam, rij.mislukt[code]) for code, naam in rij.regios if code in rij.mislukt],
        "bladen": sum(rij.bladen.values()),
        "heel": (rij.map / rij.bestand).exists(),
    }
    kijk = Blik(rij.uitvraag, rij.bekend_op, rij.bekend_op, inhoud=True)
    return toon(request, "monitor/bundel.html", kijk, context)


@require_safe
def bestand(request: Ingelogd, nummer: int, naam: str) -> HttpResponseBase:
    """The whole, or the profile of one region. Raises Http404 for any other name."""
    rij = _zoek(request, nummer)
    namen = {rij.bestand, *(rij.profiel(code) for code in rij.bladen)}
    pad = rij.map / naam
    if naam not in namen or not pad.exists():
        raise Http404("Dit bestand is er niet (meer).")
    return FileResponse(pad.open("rb"), filename=naam, content_type="application/pdf")


def _zoek(request: Ingelogd, nummer: int) -> Bundel:
    rijen = zichtbaar(request.user, Bundel).select_related("uitvraag", "door")
    rij: Bundel = get_object_or_404(rijen, pk=nummer)
    return rij
