"""The page of one gemeente, as the visitor may see it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse

from gemeenten.models import Gemeente
from monitor import gemeentebeeld
from monitor.beeld import beeld
from monitor.blik import Blik, alle_rondes
from monitor.kaarten import plekken
from monitor.regels import stand as feiten
from monitor.regels.alles import Evaluatie
from monitor.regels.stand import Stand
from monitor.tabellen import download
from monitor.uitlegbeeld import register
from monitor.views.kader import bestanden, met_blik, toon
from samenwerking.toegang.beleid import mag
from samenwerking.toegang.bereik import Wie, eigen, leest_alles, rol
from samenwerking.toegang.verzoek import Verzoek


@met_blik
def gemeente(request: Verzoek, kijk: Blik, code: str) -> HttpResponse:
    """Regions for all; with whom for what once published, and before that to who may know."""
    stand, evaluatie = beeld(kijk.uitvraag, kijk.nu, kijk.bekend_op, nummer=kijk.nummer)
    if code not in stand.nummer:
        return _weg(request, kijk, code)
    gekozen = stand.gemeenten[stand.nummer[code]]
    van_ons = eigen(request.user) == code
    inhoud = _inhoud(stand, evaluatie, code, kijk, request.user) if kijk.inhoud or van_ons else {}
    if inhoud and (formaat := request.GET.get("formaat")):
        naam = f"opgave-{code}-{kijk.uitvraag.code}"
        return download(naam, formaat, *gemeentebeeld.als_tabel(inhoud["groepen"]))
    context = _ligging(request, stand, gekozen, kijk) | inhoud | bestanden(request.GET)
    if van_ons or leest_alles(request.user):
        context["mag_versies"] = True
        context["mag_overdracht"] = mag(rol(request.user), "overdracht-pdf")
        context["verschillen"] = gemeentebeeld.vondsten(stand, evaluatie, code, ("W",))
    return toon(request, "monitor/gemeente.html", kijk, context)


def _weg(request: Verzoek, kijk: Blik, code: str) -> HttpResponse:
    """The page of a gemeente that is no part of the round. Raises Http404 for an unknown code."""
    gevraagd = Gemeente.objects.filter(pk=code).first() if code.isalnum() else None
    if gevraagd is None:
        raise Http404("Deze gemeente is er niet.")
    context = {"gemeente": gevraagd, "opvolgers": gevraagd.opvolgers.select_related("nieuw")}
    return toon(request, "monitor/gemeente_weg.html", kijk, context)


def _ligging(
    request: Verzoek, stand: Stand, gekozen: feiten.Gemeente, kijk: Blik
) -> dict[str, Any]:
    """What everybody sees: the regions, whether there is an opgave, the rounds."""
    regios = gemeentebeeld.liggingen(stand, gekozen.code)
    return {
        "gemeente": gekozen,
        "inwoners": gemeentebeeld.inwonertekst(stand, gekozen.code),
        "regios": regios,
        "zin": gemeentebeeld.in_een_zin(stand, gekozen, regios),
        "kaart": gemeentebeeld.kaart(stand, plekken(stand), gekozen, regios),
        "ingediend": stand.heeft_ingediend(gekozen.code),
        "rondes": alle_rondes(request)[::-1],
    }


def _inhoud(stand: Stand, evaluatie: Evaluatie, code: str, kijk: Blik, wie: Wie) -> dict[str, Any]:
    """What was declared, and what the rules make of it."""
    versie = gemeentebeeld.opgaveversie(kijk, code)
    regels = gemeentebeeld.regels(versie)
    telling = gemeentebeeld.telling(evaluatie, code)
    toelichtingen = {(r.taak_id, r.verband_id or ""): r.toelichting for r in regels}
    return {
        "inhoud": True,
        "uitleg": register(wie, stand, evaluatie, kijk),
        "versie": versie,
        "te_laat": gemeentebeeld.te_laat(kijk, versie),
        "groepen": gemeentebeeld.groepen(stand, evaluatie, code, toelichtingen),
        "telling": telling,
        "tekenrijen": [(staat, aantal, range(aantal)) for staat, aantal in telling.items()],
        "noodzakelijk": sum(t.samenwerking_noodzakelijk for t in stand.taken),
        "in_verband": gemeentebeeld.in_verband(stand, code),
        "congruentie": gemeentebeeld.over_de_grens(stand, evaluatie, code),
        "raad": gemeentebeeld.raad(regels),
    }
