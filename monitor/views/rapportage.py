"""Rapportage: the tables for parliament as a concept, what is missing, and what was published."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from monitor.acties import publicatie as acties
from monitor.blik import Blik, blik, rondes
from monitor.forms.rapportage import PublicatieForm
from monitor.kamerbijlage import (
    NAAM,
    Inhoud,
    als_tekst,
    bestanden,
    bestandsnaam,
    getoond,
    kenmerk,
    stel_samen,
)
from monitor.models import Publicatie
from monitor.pdf.kamerbijlage import pdf
from monitor.tabellen import SOORTEN
from monitor.views.kader import met_blik, toon
from samenwerking.acties.weigering import Geweigerd, Verouderd
from samenwerking.models import Uitvraag
from samenwerking.pdf.opmaak import GeenPdfError
from samenwerking.toegang.bereik import zichtbaar
from samenwerking.toegang.verzoek import Ingelogd

GEEN = "geen"
INHOUDSTYPEN = SOORTEN | {"pdf": "application/pdf"}


@require_http_methods(["GET", "HEAD", "POST"])
def rapportage(request: Ingelogd) -> HttpResponse:
    """The concept of the tables; POST publishes it."""
    kijk = blik(request)
    eerdere, vergelijk = _vergelijk(request, kijk)
    wat = stel_samen(kijk.uitvraag, vergelijk, kijk.bekend_op)
    som = kenmerk(als_tekst(wat))
    form = PublicatieForm(
        request.POST or None, initial={"gezien": som}, onvolledig=bool(wat["ontbreekt"])
    )
    status = 200
    if request.method == "POST" and not kijk.terug:
        gelukt = _publiceer(request, kijk, vergelijk, form)
        if gelukt:
            return redirect(f"{gelukt}?{kijk.query}")
        status = 409 if form.non_field_errors() else 422
    context = {
        "inhoud": wat,
        "tabellen": getoond(wat),
        "kenmerk": som,
        "form": form,
        "eerdere": eerdere,
        "vergelijk": vergelijk.code if vergelijk else GEEN,
        "publicaties": _publicaties(request, kijk),
        "conceptbestanden": [f"{NAAM}.pdf", f"{NAAM}.ods"],
    }
    return toon(request, "monitor/rapportage/rapportage.html", kijk, context, status)


def _publiceer(
    request: Ingelogd, kijk: Blik, vergelijk: Uitvraag | None, form: PublicatieForm
) -> str:
    """The address of what was published; empty when the form says why not."""
    if not form.is_valid():
        return ""
    try:
        rij, nieuw = acties.publiceer(
            kijk.uitvraag,
            vergelijk,
            gezien=form.cleaned_data["gezien"],
            reden=form.cleaned_data.get("reden", ""),
            door=request.user.persoon,
            op=request.nu,
        )
    except Verouderd as reden:
        form.data = request.POST.copy()
        form.data["gezien"] = form.initial["gezien"]
        form.add_error(None, str(reden))
    except Geweigerd as reden:
        form.add_error("reden" if "reden" in form.fields else None, str(reden))
    else:
        zin = f"Publicatie {rij.nummer} is vastgelegd."
        gelijk = f"Deze cijfers zijn al gepubliceerd: dit is publicatie {rij.nummer}."
        messages.success(request, zin if nieuw else gelijk)
        return reverse("monitor-publicatie", args=[rij.pk])
    return ""


def _vergelijk(request: Ingelogd, kijk: Blik) -> tuple[list[Uitvraag], Uitvraag | None]:
    """The earlier rounds, and the one asked for: the last of them unless told otherwise."""
    dag = kijk.uitvraag.peildatum
    eerdere = [ronde for ronde in rondes(request) if ronde.peildatum < dag]
    gevraagd = request.GET.get("vergelijk", "")
    if gevraagd == GEEN or not eerdere:
        return eerdere, None
    return eerdere, next((ronde for ronde in eerdere if ronde.code == gevraagd), eerdere[0])


def _publicaties(request: Ingelogd, kijk: Blik) -> Any:
    """Of this round, the last first."""
    rijen = zichtbaar(request.user, Publicatie).filter(
        uitvraag=kijk.uitvraag, op__lte=kijk.bekend_op
    )
    return rijen.select_related("door", "vergelijk").defer("inhoud").order_by("-nummer")


@met_blik
def concept(request: Ingelogd, kijk: Blik, naam: str) -> HttpResponse:
    """A file of the concept."""
    _, vergelijk = _vergelijk(request, kijk)
    wat = stel_samen(kijk.uitvraag, vergelijk, kijk.bekend_op)
    return _bestand(naam, wat, f"concept-{kijk.uitvraag.code}", kijk.bekend_op)


@require_safe
def publicatie(request: Ingelogd, nummer: int) -> HttpResponse:
    """What was published, as it was then."""
    rij = _zoek(request, nummer)
    wat = json.loads(rij.inhoud)
    context = {
        "rij": rij,
        "inhoud": wat,
        "tabellen": getoond(wat),
        "bestanden": [f"{NAAM}.pdf", f"{NAAM}.ods", *map(bestandsnaam, wat["tabellen"])],
    }
    kijk = Blik(rij.uitvraag, request.nu, request.nu, inhoud=True)
    return toon(request, "monitor/rapportage/publicatie.html", kijk, context)


@require_safe
def publicatiebestand(request: Ingelogd, nummer: int, naam: str) -> HttpResponse:
    """A file of what was published: the same data each time."""
    rij = _zoek(request, nummer)
    voor = f"{rij.uitvraag_id}-publicatie-{rij.nummer}"
    return _bestand(naam, json.loads(rij.inhoud), voor, rij.op, rij)


def _zoek(request: Ingelogd, nummer: int) -> Publicatie:
    rijen = zichtbaar(request.user, Publicatie).select_related("uitvraag", "vergelijk", "door")
    rij: Publicatie = get_object_or_404(rijen, pk=nummer)
    return rij


def _bestand(
    naam: str, wat: Inhoud, voor: str, op: Any, rij: Publicatie | None = None
) -> HttpResponse:
    """The file called `naam`. Raises Http404 for a name that is none of them."""
    try:
        if naam == f"{NAAM}.pdf":
            inhoud: bytes | None = pdf(wat, op, publicatie=rij)
        else:
            inhoud = bestanden(wat).get(naam)
    except GeenPdfError as reden:
        return HttpResponse(str(reden), "text/plain; charset=utf-8", status=503)
    if inhoud is None:
        raise Http404("Dit bestand is er niet.")
    antwoord = HttpResponse(inhoud, content_type=INHOUDSTYPEN[naam.rpartition(".")[2]])
    antwoord.headers["Content-Disposition"] = f'attachment; filename="{voor}-{naam}"'
    return antwoord
