"""Signing a joint letter, giving mandate for it, and withdrawing from it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from samenwerking.acties import ondertekening as acties
from samenwerking.acties.briefregels import heeft_concept, huidig
from samenwerking.acties.briefverloop import huidige_versie
from samenwerking.acties.weigering import Geweigerd, Verouderd
from samenwerking.briefbeeld import briefbeeld
from samenwerking.forms.ondertekening import IntrekForm, MandaatForm, TekenForm
from samenwerking.models import Brief, Ondertekening
from samenwerking.tekenbeeld import gelezen, gevolgen, opgaveversies
from samenwerking.toegang.verzoek import Ingelogd
from samenwerking.views.brief import zoek


@require_http_methods(["GET", "HEAD", "POST"])
def tekenen(request: Ingelogd, uitvraag: str, slug: str) -> HttpResponse:
    """Sign for the own gemeente and for those that gave mandate; first what it changes."""
    rij, versie, rijen = _te_tekenen(request, uitvraag, slug)
    begin = {
        "nummer": versie,
        "gelezen": gelezen(rijen, rij.uitvraag_id),
        "gemeenten": [o.gemeente_id for o in rijen],
        "naam": request.user.naam,
        "functie": request.user.persoon.functie,
    }
    form = TekenForm(request.POST or None, rijen=rijen, initial=begin)
    if request.method != "POST" or not form.is_valid():
        return _toon_tekenen(request, form, rij, rijen, 422 if form.errors else 200)
    g = form.cleaned_data
    try:
        getekend = acties.onderteken(
            rij,
            form.versies(),
            naam=g["naam"],
            functie=g["functie"],
            nummer=g["nummer"],
            door=request.user,
            op=request.nu,
        )
    except Geweigerd as reden:
        return _opnieuw_tekenen(request, form, (uitvraag, slug), begin, reden)
    _meld_getekend(request, getekend)
    return redirect("brief", uitvraag, slug)


@require_http_methods(["GET", "HEAD", "POST"])
def mandaat(request: Ingelogd, uitvraag: str, slug: str) -> HttpResponse:
    """Let the vaststeller of another gemeente sign for the own one, or end that."""
    rij, ons = _ons(request, uitvraag, slug)
    if ons.geldt:
        raise Http404
    rijen = rij.ondertekeningen.exclude(pk=ons.pk).select_related("gemeente")
    begin = {"aan": ons.mandaat_aan_id or "", "grond": ons.mandaat}
    form = MandaatForm(
        request.POST or None, andere=list(rijen.order_by("gemeente__naam")), initial=begin
    )
    if request.method == "POST" and form.is_valid():
        aan = form.gemeenten.get(form.cleaned_data["aan"])
        try:
            acties.geef_mandaat(
                rij, aan=aan, grond=form.cleaned_data["grond"], door=request.user, op=request.nu
            )
        except Geweigerd as reden:
            form.add_error(None, str(reden))
        else:
            zin = f"{aan.naam} mag namens u tekenen." if aan else "Uw college tekent zelf."
            messages.success(request, f"Opgeslagen. {zin}")
            return redirect("brief", uitvraag, slug)
    context = _context(rij) | {"form": form, "ons": ons}
    status = 422 if form.errors else 200
    return render(request, "samenwerking/brief_mandaat.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def intrekken(request: Ingelogd, uitvraag: str, slug: str) -> HttpResponse:
    """Withdraw the own signature; says first what happens to the opgave."""
    rij, ons = _ons(request, uitvraag, slug)
    if not ons.geldt:
        return redirect("brief", uitvraag, slug)
    concept = heeft_concept(ons.gemeente, rij.uitvraag)
    eigen = huidig(ons.gemeente, rij.uitvraag, request.nu)
    uit_brief = len({a.taak for a in acties.uit_de_brief(ons, eigen)})
    begin = {"versie": opgaveversies([ons.gemeente_id], rij.uitvraag_id)[ons.gemeente_id]}
    form = IntrekForm(request.POST or None, initial=begin)
    if request.method == "POST" and form.is_valid():
        try:
            acties.trek_in(
                rij,
                reden=form.cleaned_data["reden"],
                uit_concept=form.cleaned_data["uit_concept"],
                versie=form.cleaned_data["versie"],
                door=request.user,
                op=request.nu,
            )
        except Geweigerd as reden:
            getypt = request.POST.copy()
            getypt["versie"] = str(begin["versie"])
            form.data = getypt
            form.add_error(None, str(reden))
        else:
            messages.success(
                request, "Uw college doet niet meer mee. De brief blijft gelden voor de anderen."
            )
            return redirect("brief", uitvraag, slug)
    context = _context(rij) | {"form": form, "concept": concept, "uit_brief": uit_brief}
    status = 422 if form.errors else 200
    return render(request, "samenwerking/brief_intrekken.html", context, status=status)


def _te_tekenen(
    request: Ingelogd, uitvraag: str, slug: str
) -> tuple[Brief, int, list[Ondertekening]]:
    """The letter, the number of the text that lies there, and for whom one may sign."""
    rij = zoek(request, uitvraag, slug)
    versie = huidige_versie(rij)
    rijen = acties.voor_wie(rij, request.user)
    gedaan = rij.ondertekeningen.filter(gemeente=request.user.gemeente_id)
    if versie is None or not (rijen or (request.method == "POST" and gedaan.exists())):
        raise Http404
    return rij, versie.nummer, rijen or list(gedaan.select_related("gemeente"))


def _ons(request: Ingelogd, uitvraag: str, slug: str) -> tuple[Brief, Ondertekening]:
    """The letter and the row of the own gemeente; Http404 on paper or when it is not in it."""
    rij = zoek(request, uitvraag, slug)
    ons = rij.ondertekeningen.filter(gemeente=request.user.gemeente_id).first()
    if ons is None or rij.op_papier:
        raise Http404
    ons.brief = rij
    return rij, ons


def _opnieuw_tekenen(
    request: Ingelogd,
    form: TekenForm,
    adres: tuple[str, str],
    begin: dict[str, Any],
    reden: Geweigerd,
) -> HttpResponse:
    """Refused: the page again as things are now, with what was typed."""
    rij, versie, rijen = _te_tekenen(request, *adres)
    getypt = request.POST.copy()
    getypt["nummer"], getypt["gelezen"] = str(versie), gelezen(rijen, rij.uitvraag_id)
    form.data = getypt
    zin = str(reden)
    if isinstance(reden, Verouderd):
        zin += " Kijk hieronder wat er nu verandert en teken dan opnieuw."
    form.add_error(None, zin)
    return _toon_tekenen(request, form, rij, rijen, 409)


def _toon_tekenen(
    request: Ingelogd, form: TekenForm, rij: Brief, rijen: list[Ondertekening], status: int
) -> HttpResponse:
    nog_open = rij.ondertekeningen.filter(getekend_op=None).count()
    context = _context(rij) | {
        "form": form,
        "beeld": briefbeeld(request.user, rij),
        "gevolgen": gevolgen(rij, rijen, request.nu),
        "laatste": rij.verzonden_op is None and nog_open <= len(rijen),
    }
    return render(request, "samenwerking/brief_tekenen.html", context, status=status)


def _meld_getekend(request: Ingelogd, getekend: list[Ondertekening]) -> None:
    namen = ", ".join(o.gemeente.naam for o in getekend)
    if not getekend:
        messages.info(request, "U had al getekend.")
        return
    zin = f"Getekend voor {namen}. De besluiten staan in het concept van de opgave."
    messages.success(request, zin)


def _context(rij: Brief) -> dict[str, Any]:
    ronde = rij.uitvraag
    return {
        "brief": rij,
        "peilbalk": {"ronde": ronde.korte_naam, "voorbeeldgegevens": ronde.voorbeeldgegevens},
    }
