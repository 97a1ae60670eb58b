"""Signalen from the field: passing on, the answer, and what waits too long."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gemeenten.models import Gemeente
from monitor.acties import signaal as acties
from monitor.acties.vraag import Vraaginhoud, stel
from monitor.beeld import beeld
from monitor.blik import GeenRonde, blik
from monitor.forms.signaal import SignaalantwoordForm, SignaalForm, SignaalvraagForm
from monitor.models import Bezoek, Signaal, Signaalstap
from monitor.regels.signalen import UITKOMSTNAMEN, WACHT_LANG
from monitor.signaalbeeld import (
    lijst,
    regel,
    regels,
    tellingen,
    terugkerend,
    vragen_uit,
    wacht_op_rijk,
)
from monitor.tabellen import geef
from monitor.views.bezoeken import verbandnamen
from monitor.views.kader import bestanden
from samenwerking.acties.weigering import Verouderd
from samenwerking.models import Taak
from samenwerking.toegang.beleid import mag
from samenwerking.toegang.bereik import bewerkbaar, zichtbaar
from samenwerking.toegang.verzoek import Ingelogd


@require_safe
def signalen(request: Ingelogd) -> HttpResponse:
    """Every signaal with its outcome and age; `?wacht=lang`: those that wait over 30 days."""
    alle = regels(request.user, request.nu)
    lang = request.GET.get("wacht") == "lang"
    gekozen = [rij for rij in alle if rij.lang or not lang]
    if formaat := request.GET.get("formaat"):
        return geef(lijst(gekozen), formaat)
    mag_doorgeven = mag(request.user.rol, "signaal-nieuw")
    context = {
        "regels": gekozen,
        "alle": len(alle),
        "lang": lang,
        "tellingen": tellingen(alle),
        "namen": UITKOMSTNAMEN,
        "grens": WACHT_LANG,
        "mag": mag_doorgeven,
        "wachtend": _wachtend(request) if mag_doorgeven else [],
        "terugkerend": terugkerend(request.user, alle, request.nu),
        **bestanden(request.GET),
    }
    return render(request, "monitor/veld/signalen.html", context)


def _wachtend(request: Ingelogd) -> list[tuple[str, str, int]]:
    """The taken of the present round that wait for the Rijk; none before the first round."""
    try:
        kijk = blik(request)
    except GeenRonde:
        return []
    return wacht_op_rijk(*beeld(kijk.uitvraag, kijk.nu, kijk.bekend_op, nummer=kijk.nummer))


@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: Ingelogd) -> HttpResponse:
    """Pass on a signaal; `?bezoek=` or `?taak=` fills in where it comes from."""
    form = _form(request)
    if request.method == "POST" and form.is_valid():
        sleutel = form.cleaned_data["sleutel"] or uuid4()
        rij = acties.geef_door(
            form.inhoud, sleutel=sleutel, door=request.user.persoon, op=request.nu
        )
        messages.success(request, "Het signaal is vastgelegd.")
        return redirect("signaal", rij.pk)
    status = 422 if form.errors else 200
    return render(request, "monitor/veld/signaal_form.html", {"form": form}, status=status)


def _form(request: Ingelogd) -> SignaalForm:
    begin: dict[str, Any] = {"sleutel": uuid4()}
    for bron, veld in (("bezoek", "bezoek"), ("opgave", "taak")):
        if veld in request.GET:
            begin |= {"bron": bron, veld: request.GET[veld]}
    if begin.get("bron") == "opgave":
        begin["aan"] = Signaal.Aan.RIJK
    dag = request.nu.date()
    return SignaalForm(
        request.POST or None,
        bezoeken=zichtbaar(request.user, Bezoek).filter(datum__lte=dag),
        taken=dict(Taak.objects.values_list("code", "naam")),
        verbanden=verbandnamen(request),
        bestaand=Gemeente.objects.op(dag),
        initial=begin,
    )


@require_safe
def signaal(request: Ingelogd, nummer: int) -> HttpResponse:
    """One signaal with every answer so far."""
    return _toon(request, get_object_or_404(zichtbaar(request.user, Signaal), pk=nummer))


@require_http_methods(["GET", "HEAD", "POST"])
def maak_vraag(request: Ingelogd, nummer: int) -> HttpResponse:
    """A signaal that comes back becomes a vraag, for a public answer; a repeated form is one."""
    rij = get_object_or_404(bewerkbaar(request.user, Signaal), pk=nummer)
    if vragen_uit(request.user, request.nu).filter(signaal=rij).exists():
        return redirect("signaal", nummer)
    begin = {"sleutel": uuid4(), "thema": rij.thema, "tekst": rij.tekst}
    form = SignaalvraagForm(request.POST or None, initial=begin)
    if request.method == "POST" and form.is_valid():
        gegeven = form.cleaned_data
        inhoud = Vraaginhoud(gegeven["thema"], gegeven["tekst"].strip(), signaal_id=rij.pk)
        sleutel = gegeven["sleutel"] or uuid4()
        stel(inhoud, sleutel=sleutel, door=request.user.persoon, op=request.nu)
        messages.success(request, "De vraag ligt bij de commissie en de VNG.")
        return redirect("signaal", nummer)
    context = {"form": form, "signaal": rij}
    status = 422 if form.errors else 200
    return render(request, "monitor/veld/signaalvraag.html", context, status=status)


@require_POST
def beantwoord(request: Ingelogd, nummer: int) -> HttpResponse:
    """Record what was answered; nothing is lost when a colleague was first."""
    rij = get_object_or_404(bewerkbaar(request.user, Signaal), pk=nummer)
    form = SignaalantwoordForm(request.POST)
    if not form.is_valid():
        return _toon(request, rij, form, status=422)
    try:
        acties.antwoord(rij, **form.cleaned_data, door=request.user.persoon, op=request.nu)
    except Verouderd as reden:
        form.add_error(None, str(reden))
        form.data = form.data.copy()
        form.data["versie"] = str(rij.stappen.count())
        return _toon(request, rij, form, status=409)
    messages.success(request, "Het antwoord is vastgelegd.")
    return redirect("signaal", nummer)


def _toon(
    request: Ingelogd, rij: Signaal, form: SignaalantwoordForm | None = None, status: int = 200
) -> HttpResponse:
    stappen = list(zichtbaar(request.user, Signaalstap).filter(signaal=rij).select_related("door"))
    laatste = stappen[-1] if stappen else None
    versie = laatste.nummer if laatste else 0
    context = {
        "signaal": rij,
        "regel": regel(rij, laatste, request.nu),
        "verband": verbandnamen(request).get(rij.verband_id or "", ""),
        "stappen": stappen,
        "form": form or SignaalantwoordForm(initial={"versie": versie}),
        "mag": bewerkbaar(request.user, Signaal).filter(pk=rij.pk).exists(),
        "grens": WACHT_LANG,
        "mag_bezoek": mag(request.user.rol, "bezoek"),
        "mag_vraag": mag(request.user.rol, "signaal-vraag"),
        "vraag": vragen_uit(request.user, request.nu).filter(signaal=rij).first(),
    }
    return render(request, "monitor/veld/signaal.html", context, status=status)
