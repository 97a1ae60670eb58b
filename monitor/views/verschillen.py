"""The differences of the own gemeente: a fragment on the opgave, a page, and how to settle one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gemeenten.models import Gemeente
from monitor.beeld import beeld
from monitor.eigen_verschillen import (
    NIET_INGEDIEND,
    Verschil,
    ingediend_op,
    met_concept,
    nog_niet_ingediend,
    verschillen,
    wederzijds,
)
from monitor.models import Oordeelstap
from monitor.regels.oordelen import Stadium
from monitor.regels.stand import Stand
from samenwerking.acties import bericht as acties
from samenwerking.acties.weigering import Geweigerd
from samenwerking.keuzes import Reactie
from samenwerking.models import Bericht, Uitvraag, Verband
from samenwerking.opgavebeeld import Opgavebeeld, opgavebeeld
from samenwerking.toegang.bereik import zichtbaar
from samenwerking.toegang.verzoek import Ingelogd
from samenwerking.views.opgave import eigen_gemeente, getal

MAX_TEKST = 500
BIJ_DE_OPGAVE = 2
"""How many differences stand above the taken on the opgave; the page of differences has all."""


@dataclass
class Rij:
    """A difference with when the other submitted, what was said about it, and what one typed."""

    verschil: Verschil
    ingediend: datetime | None
    berichten: list[Bericht]
    versie: int
    ander_naam: str
    sleutel: UUID
    tekst: str


@require_safe
def opgave_verschillen(request: Ingelogd, uitvraag: str = "") -> HttpResponse:
    """Where others say something else than our concept; without script a page, else a fragment."""
    return _toon(request, *_lees(request, uitvraag))


@require_http_methods(["GET", "HEAD", "POST"])
def reageer(request: Ingelogd, uitvraag: str) -> HttpResponse:
    """Settle a difference, or tell the other side what we think of it.

    What was typed stays when the difference changed in between or the action is refused. Who comes
    back here after logging in again gets the list.
    """
    if request.method != "POST":
        return redirect("opgave-verschillen", uitvraag)
    opgave, stand = _lees(request, uitvraag)
    over = acties.Onderwerp(
        *(request.POST.get(naam, "") for naam in ("code", "gemeente", "verband")),
        tuple(request.POST.get("taken", "").split("|")),
    )
    sleutel = _uuid(request.POST.get("sleutel", ""))
    if zichtbaar(request.user, Bericht).filter(sleutel=sleutel).exists():
        return redirect("opgave-verschillen", uitvraag)
    gevonden = next((v for v in _gevonden(opgave, stand) if v.over == over and v.ander), None)
    if gevonden is None:
        fout = "Dit verschil is intussen veranderd of opgelost. Bekijk hoe het nu staat."
        return _toon(request, opgave, stand, fout=fout)
    try:
        _schik(request, opgave, gevonden, sleutel)
    except Geweigerd as reden:
        return _toon(request, opgave, stand, fout=str(reden))
    wie = stand.naam(gevonden.ander)
    messages.success(request, f"Uw reactie is verstuurd. {wie} ziet haar bij Verschillen.")
    return redirect("opgave-verschillen", uitvraag)


@transaction.atomic
def _schik(request: Ingelogd, opgave: Opgavebeeld, verschil: Verschil, sleutel: UUID) -> None:
    """Put the deelnemers right when we agree and lead the verband, and say so in any case."""
    reactie = _reactie(request.POST.get("antwoord", ""), verschil)
    if reactie is Reactie.AKKOORD:
        acties.pas_deelnemers_aan(
            get_object_or_404(zichtbaar(request.user, Verband), pk=verschil.verband),
            opgave.uitvraag,
            verschil.over,
            erbij=verschil.code == "W1",
            gelezen=getal(request.POST.get("versie", "")),
            door=request.user,
            op=request.nu,
        )
    acties.reageer(
        opgave.uitvraag,
        verschil.over,
        aan=get_object_or_404(Gemeente, pk=verschil.ander),
        reactie=reactie,
        tekst=request.POST.get("tekst", "")[:MAX_TEKST],
        door=request.user,
        op=request.nu,
        sleutel=sleutel,
    )


def _reactie(antwoord: str, verschil: Verschil) -> Reactie:
    """The answer that was clicked; agreeing here is for who can put the deelnemers right."""
    if antwoord not in Reactie.values:
        raise Http404
    reactie = Reactie(antwoord)
    if reactie is Reactie.AKKOORD and not verschil.in_een_stap:
        raise Http404
    return reactie


def _lees(request: Ingelogd, uitvraag: str) -> tuple[Opgavebeeld, Stand]:
    """Our opgave, and the Stand with its concept laid over it, for our eyes only."""
    rondes = Uitvraag.objects.geopend(request.nu)
    ronde = get_object_or_404(rondes, pk=uitvraag) if uitvraag else rondes.first()
    if ronde is None:
        raise Http404("Er is nog geen ronde geopend.")
    opgave = opgavebeeld(request.user, eigen_gemeente(request), ronde, request.nu)
    stand, _ = beeld(ronde, request.nu, request.nu)
    return opgave, met_concept(stand, opgave.gemeente.pk, opgave.antwoorden)


def _gevonden(opgave: Opgavebeeld, stand: Stand) -> list[Verschil]:
    """The differences, without those about a verband that is only proposed: it says nothing yet."""
    voorstel = {slug for slug, keuze in opgave.verbanden.items() if keuze.concept}
    return [v for v in verschillen(stand, opgave.gemeente.pk) if v.verband not in voorstel]


def _toon(request: Ingelogd, opgave: Opgavebeeld, stand: Stand, fout: str = "") -> HttpResponse:
    rijen, andere = _rijen(request, opgave, stand)
    eigen = opgave.gemeente.pk
    context: dict[str, Any] = {
        "opgave": opgave,
        "fout": fout,
        "getypt": request.POST.get("tekst", "") if fout else "",
        "rijen": [rij for rij in rijen if rij.verschil.soort != NIET_INGEDIEND],
        "wachten_op": [rij for rij in rijen if rij.verschil.soort == NIET_INGEDIEND],
        "andere_berichten": andere,
        "oordelen": _wederhoor(request, opgave, stand),
        "peilbalk": {
            "ronde": opgave.uitvraag.korte_naam,
            "voorbeeldgegevens": opgave.uitvraag.voorbeeldgegevens,
        },
    }
    if request.htmx:
        getoond = {"alle": len(context["rijen"]), "rijen": context["rijen"][:BIJ_DE_OPGAVE]}
        return render(request, "monitor/eigen_verschillen_lijst.html", context | getoond)
    context |= {
        "eens": wederzijds(stand, eigen),
        "wachtend": nog_niet_ingediend(stand, eigen),
        "telling": [
            (soort, sum(rij.verschil.soort == soort for rij in rijen))
            for soort in ("strijdig", "eenzijdig")
        ],
    }
    status = 409 if fout else 200
    return render(request, "monitor/eigen_verschillen.html", context, status=status)


def _rijen(request: Ingelogd, opgave: Opgavebeeld, stand: Stand) -> tuple[list[Rij], list[Bericht]]:
    """The differences with what was said about them; and berichten about what is no difference."""
    ronde, eigen, gevonden = opgave.uitvraag, opgave.gemeente.pk, _gevonden(opgave, stand)
    ingediend = ingediend_op(ronde, {v.gemeente for v in gevonden} - {eigen}, request.nu)
    alle = zichtbaar(request.user, Bericht).filter(uitvraag=ronde)
    berichten = list(alle.select_related("van", "aan", "door"))
    rijen = [
        Rij(
            verschil,
            ingediend.get(verschil.gemeente),
            acties.berichten_over(berichten, verschil.over),
            _versie(opgave, verschil),
            stand.naam(verschil.ander) if verschil.ander else "",
            uuid4(),
            _getypt(request, verschil),
        )
        for verschil in gevonden
    ]
    getoond = {b.pk for rij in rijen for b in rij.berichten}
    return rijen, [bericht for bericht in berichten if bericht.pk not in getoond]


def _wederhoor(request: Ingelogd, opgave: Opgavebeeld, stand: Stand) -> list[tuple[str, str, date]]:
    """Own verbanden of which an oordeel awaits our answer: slug, name and the last day."""
    stappen = (
        zichtbaar(request.user, Oordeelstap)
        .filter(
            oordeel__uitvraag=opgave.uitvraag,
            stadium=Stadium.WEDERHOOR,
            wederhoor_tot__gte=request.nu.date(),
        )
        .exclude(antwoorden__gemeente=opgave.gemeente)
    )
    termijnen = stappen.order_by("-wederhoor_tot").values_list("oordeel__verband", "wederhoor_tot")
    return [
        (slug, stand.verbanden[slug].naam, tot)
        for slug, tot in sorted(dict(termijnen).items())
        if slug in stand.verbanden
    ]


def _getypt(request: Ingelogd, verschil: Verschil) -> str:
    """What was typed about this difference, when it comes back."""
    over = request.POST.get("gemeente"), request.POST.get("verband")
    van_dit = over == (verschil.gemeente, verschil.verband)
    return request.POST.get("tekst", "")[:MAX_TEKST] if van_dit else ""


def _versie(opgave: Opgavebeeld, verschil: Verschil) -> int:
    """The version of the verband that the form names."""
    keuze = opgave.verbanden.get(verschil.verband)
    return keuze.versie or 0 if keuze else 0


def _uuid(tekst: str) -> UUID:
    try:
        return UUID(tekst)
    except ValueError as fout:
        raise Http404 from fout
