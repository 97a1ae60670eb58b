"""The check before submitting, submitting, and the receipt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from samenwerking.acties import opgave as acties
from samenwerking.acties.weigering import Geweigerd
from samenwerking.bewijs import bewijs, inhoudsbestand
from samenwerking.models import Opgaveversie, Uitvraag
from samenwerking.opgavebeeld import Opgavebeeld
from samenwerking.pdf import ontvangst as pdf
from samenwerking.pdf.opmaak import GeenPdfError
from samenwerking.regels import Punt, Zwaarte
from samenwerking.toegang.beleid import mag
from samenwerking.toegang.bereik import zichtbaar
from samenwerking.toegang.verzoek import Ingelogd
from samenwerking.views.opgave import eigen_gemeente, getal, lees_beeld, peilbalk

LET_OP = {
    "O1": "Taken zonder antwoord",
    "O5": "Besluiten waarvan de datum niet klopt of ontbreekt",
}


@require_safe
def controle(request: Ingelogd, uitvraag: str) -> HttpResponse:
    """The check before submitting: errors, let-op's to tick, what happens next."""
    return _controle(request, lees_beeld(request, uitvraag))


@require_http_methods(["GET", "HEAD", "POST"])
def indienen(request: Ingelogd, uitvraag: str) -> HttpResponse:
    """Submit; a refusal comes back on the check page with what was typed.

    Who comes back here after logging in again gets the check page.
    """
    if request.method != "POST":
        return redirect("opgave-controle", uitvraag)
    ronde = get_object_or_404(Uitvraag.objects.geopend(request.nu), pk=uitvraag)
    try:
        bewijs = acties.indienen(
            eigen_gemeente(request),
            ronde,
            door=request.user,
            op=request.nu,
            versie=getal(request.POST.get("versie", "")),
            sleutel=_uuid(request.POST.get("sleutel", "")),
            reden=request.POST.get("reden", "")[:500],
            reden_open=request.POST.get("reden_open", "")[:500],
            gecontroleerd=request.POST.getlist("gecontroleerd"),
        )
    except Geweigerd as reden:
        beeld = lees_beeld(request, uitvraag)
        return _controle(
            request, beeld, fout=str(reden), gewijzigd=intussen_bewaard(request, beeld)
        )
    return redirect("opgave-ontvangst", uitvraag, bewijs.versie.nummer)


@require_safe
def ontvangst(request: Ingelogd, uitvraag: str, nummer: int) -> HttpResponse:
    """The receipt of a submitted version of the own gemeente."""
    context = _bewijs(request, uitvraag, nummer)
    return render(request, "samenwerking/ontvangst.html", context)


@require_safe
def ontvangst_pdf(request: Ingelogd, uitvraag: str, nummer: int) -> HttpResponse:
    """The receipt as PDF/UA-1; without Pango the page, which can be printed, says so."""
    context = _bewijs(request, uitvraag, nummer)
    try:
        inhoud = pdf.pdf(context)
    except GeenPdfError as reden:
        return render(
            request, "samenwerking/ontvangst.html", context | {"geen_pdf": str(reden)}, status=503
        )
    antwoord = HttpResponse(inhoud, content_type="application/pdf")
    naam = f"ontvangstbewijs-{context['versie'].ontvangstnummer}.pdf"
    antwoord.headers["Content-Disposition"] = f'inline; filename="{naam}"'
    return antwoord


@require_safe
def ontvangst_inhoud(request: Ingelogd, uitvraag: str, nummer: int) -> HttpResponse:
    """The text whose SHA-256 is the kenmerk on the receipt, to check it by oneself."""
    versie = _versie(request, uitvraag, nummer)
    antwoord = HttpResponse(inhoudsbestand(versie), content_type="text/plain; charset=utf-8")
    naam = f"opgave-{versie.ontvangstnummer}.txt"
    antwoord.headers["Content-Disposition"] = f'attachment; filename="{naam}"'
    return antwoord


def _versie(request: Ingelogd, uitvraag: str, nummer: int) -> Opgaveversie:
    """A submitted version of the own gemeente; else Http404."""
    versie: Opgaveversie = get_object_or_404(
        zichtbaar(request.user, Opgaveversie).select_related(
            "opgave__gemeente", "opgave__uitvraag", "door"
        ),
        opgave__gemeente=request.user.gemeente_id,
        opgave__uitvraag=uitvraag,
        nummer=nummer,
        ingediend_op__lte=request.nu,
    )
    return versie


def _bewijs(request: Ingelogd, uitvraag: str, nummer: int) -> dict[str, Any]:
    """The context of the receipt, with what the reader may do next."""
    context = bewijs(request.user, _versie(request, uitvraag, nummer))
    ronde = context["ronde"]
    return context | {
        "mag_wijzigen": mag(request.user.rol, "opgave-uitvraag"),
        "peilbalk": {"ronde": ronde.korte_naam, "voorbeeldgegevens": ronde.voorbeeldgegevens},
    }


def intussen_bewaard(request: Ingelogd, beeld: Opgavebeeld) -> list[str]:
    """Names of the taken that a colleague saved since the version that was read."""
    gelezen = getal(request.POST.get("versie", ""))
    if beeld.opgave is None or not 0 <= gelezen < beeld.versie:
        return []
    codes = acties.bewaard_sinds(beeld.opgave, gelezen)
    return [rij.naam for rij in beeld.rijen if rij.code in codes]


def _controle(
    request: Ingelogd, beeld: Opgavebeeld, fout: str = "", gewijzigd: Sequence[str] = ()
) -> HttpResponse:
    punten = acties.controle(
        beeld.antwoorden, beeld.uitvraag, [rij.uitvraagtaak for rij in beeld.rijen]
    )
    gevinkt = request.POST.getlist("gecontroleerd")
    context = {
        "beeld": beeld,
        "fouten": [p for p in punten if p.zwaarte == Zwaarte.FOUT],
        "let_op": _let_op([p for p in punten if p.zwaarte == Zwaarte.LET_OP], gevinkt),
        "fout": fout,
        "gewijzigd": gewijzigd,
        "vraagt_reden": beeld.valt_in_te_dienen and any(p.vraagt_reden for p in punten),
        "reden_open": request.POST.get("reden_open", ""),
        "sleutel": request.POST.get("sleutel") or uuid4(),
        "reden": request.POST.get("reden", ""),
        "mag_indienen": mag(request.user.rol, "opgave-indienen"),
        "peilbalk": peilbalk(beeld),
    }
    return render(request, "samenwerking/controle.html", context, status=409 if fout else 200)


def _let_op(punten: list[Punt], gevinkt: list[str]) -> list[dict[str, Any]]:
    """The let-op's per code: one tick for all points of a kind."""
    codes = sorted({punt.code for punt in punten})
    return [
        {
            "code": code,
            "titel": LET_OP[code],
            "punten": [punt for punt in punten if punt.code == code],
            "gevinkt": code in gevinkt,
        }
        for code in codes
    ]


def _uuid(tekst: str) -> UUID:
    try:
        return UUID(tekst)
    except ValueError as fout:
        raise Http404 from fout
