"""Support for regio's: asking, joining, and what happens with a request (S4-78..83, S4-98)."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from monitor.acties import ondersteuning as acties
from monitor.acties.ondersteuning import Stap
from monitor.forms.ondersteuning import IntrekkenForm, StapForm, VerzoekForm
from monitor.models import Bijeenkomst, Ondersteuningsverzoek, Verzoekstap
from monitor.ondersteuningsbeeld import Verzoekregel, helpers, regios_van, verzoekregels
from monitor.regels.ondersteuning import Toestand
from samenwerking.acties.weigering import Geweigerd, Verouderd
from samenwerking.toegang.beleid import mag
from samenwerking.toegang.bereik import bewerkbaar, eigen, zichtbaar
from samenwerking.toegang.verzoek import Ingelogd
from samenwerking.views.opgave import eigen_gemeente


@require_safe
def ondersteuning(request: Ingelogd) -> HttpResponse:
    """The requests and meetings that concern the reader; a gemeente joins from here."""
    bijeenkomsten = list(
        zichtbaar(request.user, Bijeenkomst).select_related("regio").prefetch_related("gemeenten")
    )
    dag = request.nu.date()
    rol = request.user.rol
    context = {
        "regels": verzoekregels(request.user, request.nu),
        "komend": [b for b in bijeenkomsten if b.datum >= dag],
        "geweest": [b for b in reversed(bijeenkomsten) if b.datum < dag],
        "eigen": eigen(request.user),
        "mag_vragen": mag(rol, "verzoek-nieuw"),
        "mag_uitnodigen": mag(rol, "bijeenkomst-nieuw"),
        "helpt": mag(rol, "verzoek-stap"),
    }
    return render(request, "monitor/ondersteuning/lijst.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: Ingelogd) -> HttpResponse:
    """A gemeente asks support for its regio."""
    regios = regios_van(eigen(request.user), request.nu.date())
    form = VerzoekForm(request.POST or None, regios=regios, initial={"sleutel": uuid4()})
    if request.method == "POST" and form.is_valid():
        velden = form.cleaned_data
        rij = acties.vraag_aan(
            **{veld: velden[veld] for veld in ("vorm", "regio", "onderwerp", "vraag")},
            sleutel=velden["sleutel"] or uuid4(),
            gemeente=eigen_gemeente(request),
            door=request.user.persoon,
            op=request.nu,
        )
        messages.success(request, "Uw verzoek is verstuurd. De gemeenten van de regio zien het.")
        return redirect("verzoek", rij.pk)
    status = 422 if form.errors else 200
    return render(request, "monitor/ondersteuning/nieuw.html", {"form": form}, status=status)


@require_safe
def verzoek(request: Ingelogd, nummer: int) -> HttpResponse:
    """One request: the question, who joins, and what happened."""
    return _toon(request, _zoek(request, nummer))


@require_POST
def stap(request: Ingelogd, nummer: int) -> HttpResponse:
    """The field or VNG takes a step."""
    rij = _bewerkbaar(request, nummer)
    regel = _regel(request, rij)
    form = StapForm(request.POST, nu=regel.toestand, helpers=helpers(request.nu.date()))
    if not form.is_valid():
        return _toon(request, rij, stapform=form, status=422)
    return _zet(request, rij, form, form.stap, {"stapform": form})


@require_POST
def intrekken(request: Ingelogd, nummer: int) -> HttpResponse:
    """The gemeente that asked withdraws its request."""
    rij = _bewerkbaar(request, nummer)
    form = IntrekkenForm(request.POST)
    if not form.is_valid():
        return _toon(request, rij, intrekform=form, status=422)
    gezet = Stap(Toestand.INGETROKKEN, tekst=form.cleaned_data["tekst"])
    return _zet(request, rij, form, gezet, {"intrekform": form})


@require_POST
def meedoen(request: Ingelogd, nummer: int) -> HttpResponse:
    """The own gemeente joins a request of its regio (`mee` is 1), or leaves it."""
    rij = _zoek(request, nummer)
    mee = request.POST.get("mee") == "1"
    if rij.gemeente_id == eigen(request.user):
        messages.info(request, "Uw gemeente vroeg dit zelf aan en doet dus mee.")
        return redirect("verzoek", nummer)
    try:
        acties.doe_mee(
            rij,
            eigen_gemeente(request),
            mee=mee,
            door=request.user.persoon,
            nu=_regel(request, rij).toestand,
        )
    except Geweigerd as reden:
        messages.error(request, str(reden))
    else:
        zin = "Uw gemeente doet mee." if mee else "Uw gemeente doet niet meer mee."
        messages.success(request, zin)
    return redirect("verzoek", nummer)


def _zet(
    request: Ingelogd,
    rij: Ondersteuningsverzoek,
    form: StapForm | IntrekkenForm,
    gezet: Stap,
    terug: dict[str, Any],
) -> HttpResponse:
    """Take the step; what was typed stays when it is refused or a colleague was first."""
    versie = form.cleaned_data["versie"]
    try:
        acties.zet_stap(rij, gezet, versie=versie, door=request.user.persoon, op=request.nu)
    except Verouderd as reden:
        form.add_error(None, str(reden))
        form.data = form.data.copy()
        form.data["versie"] = str(rij.stappen.count())
        return _toon(request, rij, **terug, status=409)
    except Geweigerd as reden:
        form.add_error(None, str(reden))
        return _toon(request, rij, **terug, status=422)
    messages.success(request, "Dat is vastgelegd.")
    return redirect("verzoek", rij.pk)


def _zoek(request: Ingelogd, nummer: int) -> Ondersteuningsverzoek:
    rijen = zichtbaar(request.user, Ondersteuningsverzoek)
    gevonden: Ondersteuningsverzoek = get_object_or_404(
        rijen.select_related("regio", "gemeente", "door"), pk=nummer
    )
    return gevonden


def _bewerkbaar(request: Ingelogd, nummer: int) -> Ondersteuningsverzoek:
    rijen = bewerkbaar(request.user, Ondersteuningsverzoek).select_related("regio", "gemeente")
    gevonden: Ondersteuningsverzoek = get_object_or_404(rijen, pk=nummer)
    return gevonden


def _regel(request: Ingelogd, rij: Ondersteuningsverzoek) -> Verzoekregel:
    return verzoekregels(request.user, request.nu, [rij])[0]


def _toon(
    request: Ingelogd,
    rij: Ondersteuningsverzoek,
    *,
    stapform: StapForm | None = None,
    intrekform: IntrekkenForm | None = None,
    status: int = 200,
) -> HttpResponse:
    stappen = list(
        zichtbaar(request.user, Verzoekstap).filter(verzoek=rij).select_related("aan", "door")
    )
    regel = Verzoekregel(rij, stappen[-1] if stappen else None)
    rol, begin = request.user.rol, {"versie": len(stappen)}
    ons = eigen(request.user)
    if mag(rol, "verzoek-stap") and not regel.klaar and stapform is None:
        wie = helpers(request.nu.date())
        stapform = StapForm(initial=begin, nu=regel.toestand, helpers=wie)
    if mag(rol, "verzoek-intrekken") and rij.gemeente_id == ons and intrekform is None:
        intrekform = IntrekkenForm(initial=begin, auto_id="intrekken_%s")
    gemeenten = list(rij.gemeenten.all())
    context = {
        "verzoek": rij,
        "regel": regel,
        "stappen": stappen,
        "gemeenten": gemeenten,
        "doet_mee": ons in {g.pk for g in gemeenten},
        "mag_meedoen": mag(rol, "verzoek-meedoen") and rij.gemeente_id != ons and not regel.klaar,
        "stapform": stapform,
        "intrekform": intrekform if not regel.klaar else None,
        "mag_bezoek": mag(rol, "bezoek-nieuw") and not regel.klaar,
    }
    return render(request, "monitor/ondersteuning/verzoek.html", context, status=status)
