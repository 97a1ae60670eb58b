"""Voortgang: V1 to V4 side by side, the road to the end of 2014, the list behind each figure."""

from __future__ import annotations

from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse

from monitor import voortganglijsten as lijsten
from monitor.beeld import beeld
from monitor.blik import Blik, rondes
from monitor.inlezen import lees_opvolging, lees_plannen
from monitor.regels.stand import JEUGDREGIO, Stand
from monitor.regiomatrix import regiomatrix
from monitor.tabellen import download
from monitor.views.kader import bestanden, met_blik, toon
from monitor.views.lijsten import toon_lijst
from monitor.voortgangbeeld import (
    TAAKKOPPEN,
    begin,
    klassen,
    maanden,
    samenvatting,
    taakbestand,
    taakrijen,
    toen,
    trend,
    vooruitblik,
    weg,
)
from monitor.voortgangfilters import (
    GEEN,
    HEEL,
    InkoopFilter,
    IntentieFilter,
    PlaatsFilter,
    PlanFilter,
    RegioFilter,
    VereveningFilter,
    VoortgangFilter,
)
from samenwerking.models import Uitvraag
from samenwerking.toegang.verzoek import Verzoek

RIJEN = "monitor/rijen.html"


def _naast(
    request: Verzoek, kijk: Blik, stand: Stand
) -> tuple[list[Uitvraag], Uitvraag | None, Stand | None]:
    """The earlier rounds, and the chosen one: else the last that asks some of the same taken."""
    eerdere = [r for r in rondes(request) if r.peildatum < kijk.uitvraag.peildatum]
    gevraagd = request.GET.get("vergelijk", "")
    gekozen = next((ronde for ronde in eerdere if ronde.code == gevraagd), None)
    for ronde in [] if gevraagd == GEEN else [gekozen] if gekozen else eerdere:
        toenmalig, _ = toen(ronde, kijk)
        if gekozen or toenmalig.taak.keys() & stand.taak.keys():
            return eerdere, ronde, toenmalig
    return eerdere, None, None


@met_blik
def voortgang(request: Verzoek, kijk: Blik) -> HttpResponse:
    """The four measures per taak, the trend of incongruence, and what is planned."""
    stand, _ = beeld(kijk.uitvraag, kijk.nu, kijk.bekend_op, nummer=kijk.nummer)
    eerdere, naast, eerst = _naast(request, kijk, stand)
    filters = VoortgangFilter(request.GET, stand=stand, eerdere=eerdere, naast=naast)
    procent = int(filters.waarde("aandeel") or HEEL)
    soort = filters.waarde("indeling") or JEUGDREGIO
    opvolging = lees_opvolging(eerst, stand) if eerst else {}
    rijen = taakrijen(stand, eerst, opvolging, procent)
    if formaat := request.GET.get("formaat"):
        naam = f"voortgang-{kijk.uitvraag.code}"
        return download(naam, formaat, TAAKKOPPEN, taakbestand(rijen))
    plannen = lees_plannen(kijk.uitvraag, kijk.bekend_op)
    context = {
        "filter": filters,
        "rijen": rijen,
        "zinnen": samenvatting(rijen, naast, len(stand.gemeenten)),
        "naast": naast,
        "procent": procent,
        "soort": soort,
        "klassen": klassen(stand, soort),
        "regios": len(stand.indelingen[soort].regios),
        "weg": weg(stand, plannen, kijk),
        "vooruit": vooruitblik(plannen, kijk),
        "trend": trend([kijk.uitvraag, *eerdere], kijk),
        "drempel": kijk.uitvraag.get_vaststelling_drempel_display(),
        "vergelijk": naast.code if naast else GEEN,
        **bestanden(request.GET),
    }
    return toon(request, "monitor/voortgang/voortgang.html", kijk, context)


def _titels(kijk: Blik, titel: str, inleiding: str, een: str, meer: str) -> dict[str, Any]:
    """The words of a list: its title, what one row and more rows are, and what they mean."""
    boven = f"{reverse('monitor-voortgang')}?{kijk.query}"
    terug = ("Voortgang", boven)
    return {"titel": titel, "inleiding": inleiding, "een": een, "meer": meer, "terug": terug}


@met_blik
def intenties(request: Verzoek, kijk: Blik) -> HttpResponse:
    """The lines of V1."""
    stand, _ = beeld(kijk.uitvraag, kijk.nu, kijk.bekend_op, nummer=kijk.nummer)
    eerdere, naast, eerst = _naast(request, kijk, stand)
    filterklasse = partial(IntentieFilter, eerdere=eerdere, naast=naast)
    opvolging = lees_opvolging(eerst, stand) if eerst else {}
    lees = partial(lijsten.intenties, eerst=eerst, opvolging=opvolging)
    wanneer = f"in ronde {naast.korte_naam} " if naast else ""
    zin = (
        f"Elke rij is een gemeente die voor een taak {wanneer}een intentie of een voorstel had."
        " Omgezet is: nu een besluit, bij een herindeling van elke opvolger."
    )
    extra = _titels(kijk, "Intenties en wat ervan werd (V1)", zin, "intentie.", "intenties.")
    return toon_lijst(request, kijk, filterklasse, lees, RIJEN, extra)


@met_blik
def gemeenten(request: Verzoek, kijk: Blik) -> HttpResponse:
    """The gemeenten of V2."""
    lees = partial(lijsten.gemeenten, plannen=lees_plannen(kijk.uitvraag, kijk.bekend_op))
    drempel = kijk.uitvraag.get_vaststelling_drempel_display()
    zin = (
        f"Vastgesteld telt in deze ronde vanaf: {drempel}. Zelfstandig en landelijk zijn ook"
        " een vastgestelde keuze."
    )
    extra = _titels(
        kijk,
        "Hoe ver is elke gemeente? (V2)",
        zin,
        "combinatie van gemeente en taak.",
        "combinaties van gemeente en taak.",
    )
    return toon_lijst(request, kijk, PlaatsFilter, lees, RIJEN, extra)


@met_blik
def regios(request: Verzoek, kijk: Blik) -> HttpResponse:
    """The regions of V3: the matrix of regio and taak, and the list."""
    stand, _ = beeld(kijk.uitvraag, kijk.nu, kijk.bekend_op, nummer=kijk.nummer)
    filters = RegioFilter(request.GET, stand=stand)
    procent = int(filters.waarde("aandeel") or HEEL)
    zin = (
        f"Een regio telt als vastgesteld als {procent}% van haar gemeenten het heeft vastgesteld,"
        " anders als intentie als alle gemeenten een intentie hebben of verder zijn."
    )
    query = urlencode({n: w for n, w in kijk.velden.items() if w} | {"aandeel": procent})
    extra = _titels(
        kijk,
        "Hoe ver is elke regio? (V3)",
        zin,
        "combinatie van regio en taak.",
        "combinaties van regio en taak.",
    )
    extra |= {"matrices": [] if filters.gekozen else regiomatrix(stand, procent, query)}
    return toon_lijst(
        request, kijk, RegioFilter, lijsten.regios, "monitor/voortgang/regios.html", extra
    )


@met_blik
def verevening(request: Verzoek, kijk: Blik) -> HttpResponse:
    """The regions of V4."""
    zin = (
        "Per regio het verste antwoord van de verbanden die voor een taak de hele regio omvatten."
        " Geen antwoord telt als geen."
    )
    extra = _titels(kijk, "Risicoverevening per regio (V4)", zin, "regio.", "regio's.")
    return toon_lijst(request, kijk, VereveningFilter, lijsten.verevening_per_regio, RIJEN, extra)


@met_blik
def besluiten(request: Verzoek, kijk: Blik) -> HttpResponse:
    """The planned decisions of colleges and raden."""
    alle = maanden(kijk)
    plannen = lees_plannen(kijk.uitvraag, kijk.bekend_op)
    lees = partial(lijsten.besluiten, plannen=plannen, begin=f"{begin(kijk):%Y-%m}")
    zin = (
        "Besluiten die gemeenten zelf hebben aangekondigd en nog niet als genomen hebben gemeld:"
        " één rij per gemeente, taak, verband en wie besluit."
    )
    extra = _titels(kijk, "Geplande besluiten", zin, "gepland besluit.", "geplande besluiten.")
    return toon_lijst(request, kijk, partial(PlanFilter, maanden=alle), lees, RIJEN, extra)


@met_blik
def inkoop(request: Verzoek, kijk: Blik) -> HttpResponse:
    """What comes late for the purchase."""
    lees = partial(lijsten.inkoop, plannen=lees_plannen(kijk.uitvraag, kijk.bekend_op))
    zin = (
        "Inkopen kost negen maanden voorbereiding. Hier staat welke juridische basis en welk"
        " gepland besluit na die dag komt. Dit is geen oordeel: overleg wat er nodig is."
    )
    extra = _titels(
        kijk,
        "Te laat voor de inkoop",
        zin,
        "keer komt iets later dan nodig.",
        "keer komt iets later dan nodig.",
    )
    return toon_lijst(request, kijk, InkoopFilter, lees, RIJEN, extra)
