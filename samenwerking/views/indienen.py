"""The check before submitting, submitting, and the receipt."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from samenwerking.acties import opgave as acties
from samenwerking.acties.antwoorden import antwoorden
from samenwerking.acties.weigering import Geweigerd
from samenwerking.models import Opgaveversie, Uitvraag
from samenwerking.opgavebeeld import Opgavebeeld, uitspraak
from samenwerking.regels import Punt, Zwaarte
from samenwerking.termijn import uiterlijk
from samenwerking.toegang.beleid import mag
from samenwerking.toegang.bereik import zichtbaar
from samenwerking.toegang.verzoek import Ingelogd
from samenwerking.views.opgave import eigen_gemeente, getal, lees_beeld, peilbalk
from samenwerking.voorstellen import verbandkeuzes

LET_OP = {
    "O1": "Taken zonder antwoord",
    "O5": "Besluiten waarvan de datum niet klopt of ontbreekt",
}


@require_safe
def controle(request: Ingelogd, uitvraag: str) -> HttpResponse:
    """The check before submitting: errors, let-op's to tick, what happens next."""
    return _controle(request, lees_beeld(request, uitvraag))


@require_POST
def indienen(request: Ingelogd, uitvraag: str) -> HttpResponse:
    """Submit; a refusal comes back on the check page with what was typed."""
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
            gecontroleerd=request.POST.getlist("gecontroleerd"),
        )
    except Geweigerd as reden:
        return _controle(request, lees_beeld(request, uitvraag), fout=str(reden))
    return redirect("opgave-ontvangst", uitvraag, bewijs.versie.nummer)


@require_safe
def ontvangst(request: Ingelogd, uitvraag: str, nummer: int) -> HttpResponse:
    """The receipt of a submitted version of the own gemeente."""
    versie = get_object_or_404(
        zichtbaar(request.user, Opgaveversie).select_related(
            "opgave__gemeente", "opgave__uitvraag", "door"
        ),
        opgave__gemeente=request.user.gemeente_id,
        opgave__uitvraag=uitvraag,
        nummer=nummer,
        ingediend_op__lte=request.nu,
    )
    ronde = versie.opgave.uitvraag
    keuzes = verbandkeuzes(request.user, ronde)
    namen = dict(ronde.uitvraagtaken.values_list("taak_id", "taak__naam"))
    context = {
        "versie": versie,
        "te_laat": versie.ingediend_op >= ronde.deadline,
        "regels": [
            (namen.get(antwoord.taak, antwoord.taak), uitspraak(antwoord, keuzes))
            for antwoord in antwoorden(versie)
        ],
        "logregel": acties.logregel(versie),
        "uiterlijk": uiterlijk(ronde.laatste_wijziging),
        "mag_wijzigen": mag(request.user.rol, "opgave-uitvraag"),
        "peilbalk": {"ronde": ronde.korte_naam, "voorbeeldgegevens": ronde.voorbeeldgegevens},
    }
    return render(request, "samenwerking/ontvangst.html", context)


def _controle(request: Ingelogd, beeld: Opgavebeeld, fout: str = "") -> HttpResponse:
    punten = acties.controle(
        beeld.antwoorden, beeld.uitvraag, [rij.uitvraagtaak for rij in beeld.rijen]
    )
    gevinkt = request.POST.getlist("gecontroleerd")
    context = {
        "beeld": beeld,
        "fouten": [p for p in punten if p.zwaarte == Zwaarte.FOUT],
        "let_op": _let_op([p for p in punten if p.zwaarte == Zwaarte.LET_OP], gevinkt),
        "fout": fout,
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
