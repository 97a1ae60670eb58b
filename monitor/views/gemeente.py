"""The page of one gemeente, as the visitor may see it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from gemeenten.models import Gemeente
from gemeenten.plekken import plekken
from monitor import gemeentebeeld
from monitor.beeld import beeld
from monitor.blik import Blik, blik, rondes
from monitor.regels.alles import Evaluatie
from monitor.regels.stand import Stand
from monitor.views.kader import toon
from samenwerking.toegang.bereik import eigen, leest_alles


@require_safe
def gemeente(request: HttpRequest, code: str) -> HttpResponse:
    """Regions for all; with whom for what once published, and before that to who may know."""
    kijk = blik(request)
    gekozen = get_object_or_404(Gemeente, pk=code)
    stand, evaluatie = beeld(kijk.uitvraag, kijk.nu, kijk.bekend_op)
    if code not in stand.nummer:
        context = {"gemeente": gekozen, "opvolgers": gekozen.opvolgers.select_related("nieuw")}
        return toon(request, "monitor/gemeente_weg.html", kijk, context)
    regios = gemeentebeeld.liggingen(stand, code)
    context = {
        "gemeente": gekozen,
        "inwoners": gemeentebeeld.inwonertekst(stand, code),
        "regios": regios,
        "zin": gemeentebeeld.in_een_zin(stand, gekozen, regios),
        "kaart": gemeentebeeld.kaart(stand, plekken(kijk.uitvraag.peildatum), gekozen, regios),
        "ingediend": stand.heeft_ingediend(code),
        "eigen": eigen(request.user) == code,
        "rondes": rondes(request),
    }
    if kijk.inhoud or context["eigen"]:
        context |= _inhoud(stand, evaluatie, code, kijk)
    if context["eigen"] or leest_alles(request.user):
        context["verschillen"] = gemeentebeeld.vondsten(stand, evaluatie, code, ("W",))
    return toon(request, "monitor/gemeente.html", kijk, context)


def _inhoud(stand: Stand, evaluatie: Evaluatie, code: str, kijk: Blik) -> dict[str, Any]:
    """What was declared, and what the rules make of it."""
    versie = gemeentebeeld.opgaveversie(kijk, code)
    regels = gemeentebeeld.regels(versie)
    toelichtingen = {(r.taak_id, r.verband_id or ""): r.toelichting for r in regels}
    return {
        "inhoud": True,
        "versie": versie,
        "groepen": gemeentebeeld.groepen(stand, evaluatie, code, toelichtingen),
        "telling": gemeentebeeld.telling(evaluatie, code),
        "noodzakelijk": sum(t.samenwerking_noodzakelijk for t in stand.taken),
        "congruentie": gemeentebeeld.vondsten(stand, evaluatie, code, ("C1", "C2", "N")),
        "raad": gemeentebeeld.raad(regels),
    }
