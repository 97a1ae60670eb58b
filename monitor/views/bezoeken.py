"""Planning and recording visits; the notities are on the page of their writer only."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from monitor.acties import bezoek as acties
from monitor.forms.bezoek import (
    AfspraakForm,
    BezoekForm,
    BezoeknotitieForm,
    jeugdregios,
    regels,
    waarden,
)
from monitor.models import Bezoek, BezoekAfspraak, Bezoekthema, Notitie
from monitor.regels.bezoek import THEMAS
from monitor.veldbeeld import in_beeld
from samenwerking.acties.weigering import Geweigerd, Verouderd
from samenwerking.models import Verbandversie
from samenwerking.toegang.beleid import mag
from samenwerking.toegang.bereik import bewerkbaar, zichtbaar
from samenwerking.toegang.verzoek import Ingelogd

LIJSTEN = {"gemeenten", "verbanden", "gesproken"}
"""Fields whose order says nothing."""


@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: Ingelogd) -> HttpResponse:
    """Plan a visit, or record one that was; `?regio=` and `?onderwerp=` fill in what it is about.

    A repeated form gives the same visit.
    """
    begin: dict[str, Any] = {"versie": 0, "sleutel": uuid4()}
    begin |= {veld: request.GET[veld] for veld in ("regio", "onderwerp") if veld in request.GET}
    form = _form(request, None, begin)
    if request.method == "POST" and form.is_valid():
        sleutel = form.cleaned_data["sleutel"] or uuid4()
        try:
            rij = acties.plan(
                form.inhoud, sleutel=sleutel, door=request.user.persoon, op=request.nu
            )
        except Geweigerd as reden:
            form.add_error(None, str(reden))
        else:
            messages.success(request, "Het bezoek is bewaard.")
            return redirect("bezoek", rij.pk)
    return _formulier(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
def wijzigen(request: Ingelogd, nummer: int) -> HttpResponse:
    """Change an own visit; what was saved elsewhere stands beside what was typed."""
    rij = get_object_or_404(bewerkbaar(request.user, Bezoek), pk=nummer)
    form = _form(request, rij)
    if request.method != "POST" or not form.is_valid():
        return _formulier(request, form, rij)
    try:
        versie = form.cleaned_data["versie"]
        acties.wijzig(rij, form.inhoud, versie=versie, door=request.user.persoon, op=request.nu)
    except Verouderd as reden:
        return _botsing(request, form, nummer, str(reden))
    except Geweigerd as reden:
        form.add_error(None, str(reden))
        return _formulier(request, form, rij)
    messages.success(request, "Het bezoek is bewaard.")
    return redirect("bezoek", nummer)


@require_safe
def bezoek(request: Ingelogd, nummer: int) -> HttpResponse:
    """One visit: what was heard and the afspraken; for who visits also the own notities."""
    return _toon(request, _zoek(request, nummer))


@require_POST
def spreek_af(request: Ingelogd, nummer: int) -> HttpResponse:
    """Record an afspraak at an own visit."""
    rij = get_object_or_404(bewerkbaar(request.user, Bezoek), pk=nummer)
    form = AfspraakForm(request.POST)
    if form.is_valid():
        try:
            acties.spreek_af(rij, **form.cleaned_data, door=request.user.persoon, op=request.nu)
        except Geweigerd as reden:
            form.add_error(None, str(reden))
        else:
            messages.success(request, "De afspraak is bewaard.")
            return redirect("bezoek", nummer)
    return _toon(request, rij, afspreken=form)


@require_POST
def meld_klaar(request: Ingelogd, nummer: int) -> HttpResponse:
    """An afspraak of an own visit is kept (`klaar` is 1), or open after all."""
    rij = get_object_or_404(bewerkbaar(request.user, BezoekAfspraak), pk=nummer)
    klaar = request.POST.get("klaar") == "1"
    acties.meld_klaar(rij, klaar=klaar, door=request.user.persoon, op=request.nu)
    messages.success(request, "De afspraak is klaar." if klaar else "De afspraak staat weer open.")
    return redirect(f"{reverse('bezoek', args=[rij.bezoek_id])}#afspraken")


@sensitive_variables()
@sensitive_post_parameters()
@require_POST
def noteer(request: Ingelogd, nummer: int) -> HttpResponse:
    """Write an own note about a visit; its text goes nowhere else, also not into a fault report."""
    rij = _zoek(request, nummer)
    form = BezoeknotitieForm(request.POST)
    if not form.is_valid():
        return _toon(request, rij, noteren=form)
    tekst = form.cleaned_data["tekst"]
    acties.noteer(rij, tekst=tekst, door=request.user.persoon, op=request.nu)
    messages.success(request, "De notitie is bewaard. Alleen u ziet haar.")
    return redirect("bezoek", nummer)


def verbandnamen(request: Ingelogd) -> dict[str, str]:
    """Slug -> the name it has last, of every verband that `wie` may see."""
    rijen = zichtbaar(request.user, Verbandversie).order_by("vastgelegd_op")
    return dict(rijen.values_list("verband", "naam"))


def _zoek(request: Ingelogd, nummer: int) -> Bezoek:
    gevonden: Bezoek = get_object_or_404(
        in_beeld(request.user, request.nu).select_related("regio", "door"), pk=nummer
    )
    return gevonden


def _form(request: Ingelogd, rij: Bezoek | None, begin: dict[str, Any] | None = None) -> BezoekForm:
    namen = verbandnamen(request)
    return BezoekForm(
        request.POST or None,
        regios=jeugdregios(rij, rij.datum if rij else request.nu.date()),
        verbanden=namen,
        initial=begin if rij is None else waarden(rij, namen),
    )


def _formulier(
    request: Ingelogd,
    form: BezoekForm,
    rij: Bezoek | None,
    status: int = 0,
    anders: list[tuple[str, str]] | None = None,
) -> HttpResponse:
    context = {"form": form, "bezoek": rij, "anders": anders}
    status = status or (422 if form.errors else 200)
    return render(request, "monitor/veld/bezoek_form.html", context, status=status)


def _botsing(request: Ingelogd, form: BezoekForm, nummer: int, zin: str) -> HttpResponse:
    """Nothing is written; both texts are on the page, and saving again is a choice."""
    rij = get_object_or_404(bewerkbaar(request.user, Bezoek), pk=nummer)
    bewaard = BezoekForm(
        regios=form.regios, verbanden=form.bekend, initial=waarden(rij, form.bekend)
    )
    form.add_error(None, f"{zin} Vergelijk, pas aan en bewaar opnieuw.")
    form.data = form.data.copy()
    form.data["versie"] = str(rij.versie)
    return _formulier(request, form, rij, 409, verschillen(bewaard, form))


def verschillen(bewaard: BezoekForm, getypt: BezoekForm) -> list[tuple[str, str]]:
    """(label, what is saved) of each visible field that was typed otherwise."""
    return [
        (str(veld.label), _als_tekst(bewaard, veld.name))
        for veld in bewaard.visible_fields()
        if _kern(bewaard, veld.name) != _kern(getypt, veld.name)
    ]


def _kern(form: BezoekForm, naam: str) -> Any:
    """What the value comes down to, however it was typed: 12-9-2013 is 12-09-2013."""
    waarde = form[naam].value()
    if naam == "datum":
        return form.fields[naam].to_python(waarde)
    delen = waarde if isinstance(waarde, list) else regels(str(waarde or ""))
    return sorted(str(deel) for deel in delen) if naam in LIJSTEN else delen


def _als_tekst(form: BezoekForm, naam: str) -> str:
    """The value in words: choices by their label."""
    waarde, veld = form[naam].value(), form.fields[naam]
    if naam == "datum":
        return f"{waarde:%d-%m-%Y}"
    woorden = {str(sleutel): str(woord) for sleutel, woord in getattr(veld, "choices", [])}
    delen = waarde if isinstance(waarde, list) else [waarde]
    return ", ".join(woorden.get(str(deel), str(deel)) for deel in delen)


def _toon(
    request: Ingelogd,
    rij: Bezoek,
    afspreken: AfspraakForm | None = None,
    noteren: BezoeknotitieForm | None = None,
) -> HttpResponse:
    namen = verbandnamen(request)
    dag = request.nu.date()
    themas = zichtbaar(request.user, Bezoekthema).filter(bezoek=rij)
    notities = list(zichtbaar(request.user, Notitie).filter(bezoek=rij))
    afspraken = list(zichtbaar(request.user, BezoekAfspraak).filter(bezoek=rij))
    context = {
        "bezoek": rij,
        "geweest": rij.datum <= dag,
        "dag": dag,
        "verbanden": [(v.pk, namen.get(v.pk, v.pk)) for v in rij.verbanden.all()],
        "themas": [(THEMAS[thema.thema], thema.tekst) for thema in themas],
        "afspraken": afspraken,
        "notities": notities,
        "mag": bewerkbaar(request.user, Bezoek).filter(pk=rij.pk).exists(),
        "veld": mag(request.user.rol, "bezoek-notitie"),
        "afspreken": afspreken or AfspraakForm(auto_id="afspraak_%s"),
        "noteren": noteren or BezoeknotitieForm(auto_id="notitie_%s"),
    }
    fout = (afspreken and afspreken.errors) or (noteren and noteren.errors)
    return render(request, "monitor/veld/bezoek.html", context, status=422 if fout else 200)
