"""First screen of the monitor: how many in, what is missing, what waits for a decision."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from gemeenten.kaart.mini import minikaarten
from gemeenten.kaart.ondergrond import Ondergrond
from gemeenten.plekken import grond
from monitor import overzicht as cijfers
from monitor.beeld import beeld
from monitor.besluiten import besluiten
from monitor.bladwijzers import Weergave, weergave
from monitor.blik import Blik
from monitor.filters import DECENTRALISATIES
from monitor.grafiek import trapgrafiek
from monitor.kaarten import plekken
from monitor.postvak import Postvak, postvak
from monitor.regels.alles import Evaluatie
from monitor.regels.criteria import CRITERIA
from monitor.regels.dekking import Staat
from monitor.regels.stand import Stand
from monitor.verbandbeeld import VERHOUDINGNAMEN, doorsnijdend
from monitor.views.kaartblok import kaartblok, laagnaam
from monitor.views.kader import met_blik, toon
from samenwerking.termijn import uiterlijk
from samenwerking.toegang.beleid import mag
from samenwerking.toegang.bereik import Wie, rol
from samenwerking.toegang.verzoek import Verzoek

GEEN_ANTWOORD = (Staat.WITTE_VLEK, Staat.EENZIJDIG, Staat.ONBEVESTIGD)


@met_blik
def overzicht(request: Verzoek, kijk: Blik) -> HttpResponse:
    """Decisions, the chart of submissions, the map, and what the rules found."""
    stand, evaluatie = beeld(kijk.uitvraag, kijk.nu, kijk.bekend_op, nummer=kijk.nummer)
    lees = cijfers.inzendmomenten_en_brieven if laagnaam(request.GET) == "ingediend" else _momenten
    momenten, brieven = lees(kijk)
    ondergrond = grond(plekken(stand))
    post = postvak(request.user, kijk)
    context = {
        "zin": _zin(stand, evaluatie, momenten, kijk),
        "besluiten": _besluiten(stand, evaluatie, kijk, request.user, post),
        "verder": _verder(request, kijk),
        "weergaven": _weergaven(request, kijk, post),
        "wijzigen": uiterlijk(kijk.uitvraag.laatste_wijziging),
        "gesloten": kijk.nu >= kijk.uitvraag.laatste_wijziging,
        "eind": cijfers.tot_eind_2014(stand, kijk),
        "grafiek": _grafiek(stand, momenten, kijk),
        **kaartblok(request.GET, stand, evaluatie, kijk, ondergrond, brieven),
        "vlekken": _vlekken(stand, evaluatie, kijk, ondergrond),
        "verhoudingen": _verhoudingen(stand, evaluatie),
        "doorsnijdend": doorsnijdend(stand, evaluatie)[:3],
        "criteria": _criteria(evaluatie),
    }
    return toon(request, "monitor/overzicht.html", kijk, context)


def _momenten(kijk: Blik) -> tuple[dict[str, datetime], list[set[str]]]:
    return cijfers.inzendmomenten(kijk), []


def _zin(stand: Stand, evaluatie: Evaluatie, momenten: Any, kijk: Blik) -> dict[str, Any]:
    cellen = len(evaluatie.dekking)
    zonder = sum(cel.staat in GEEN_ANTWOORD for cel in evaluatie.dekking)
    ingediend = stand.ingediend.bit_count()
    op_tijd = cijfers.op_tijd(momenten.values(), kijk.uitvraag.deadline)
    return {
        "ingediend": ingediend,
        "gemeenten": len(stand.gemeenten),
        "op_tijd": op_tijd,
        "te_laat": ingediend - op_tijd,
        "ontbreekt": len(stand.gemeenten) - ingediend,
        "cellen": cellen,
        "procent": round(100 * (cellen - zonder) / cellen) if cellen else 0,
        "witte_vlekken": sum(cel.staat is Staat.WITTE_VLEK for cel in evaluatie.dekking),
    }


VERDER = {
    "monitor-inkoop": "Te laat voor de inkoop",
    "monitor-achterblijvers": "Wie heeft nog stappen te zetten?",
    "monitor-aandacht": "Aandacht nodig",
    "monitor-escalaties": "Escalatie",
    "monitor-uitleg": "Alle uitleg",
    "monitor-normen": "Normen",
    "monitor-extern": "Oordelen van anderen",
    "monitor-scenarios": "Scenario's",
    "monitor-rapportage": "Rapportage aan de Kamer",
    "monitor-toezeggingen": "Toezeggingen",
    "monitor-vragen": "Vragen van gemeenten",
}


def _verder(request: Verzoek, kijk: Blik) -> list[tuple[str, str]]:
    """The other pages on which people decide, as far as this rol has them."""
    wie = rol(request.user)
    return [
        (f"{reverse(naam)}?{kijk.query}", tekst) for naam, tekst in VERDER.items() if mag(wie, naam)
    ]


def _weergaven(request: Verzoek, kijk: Blik, post: Postvak) -> list[Weergave]:
    """The views that were kept, as of now."""
    wie, rondes = rol(request.user), {ronde.code for ronde in kijk.geopend}
    return [weergave(*rij, rol=wie, rondes=rondes) for rij in post.bladwijzers]


def _besluiten(
    stand: Stand, evaluatie: Evaluatie, kijk: Blik, wie: Wie, post: Postvak
) -> list[dict[str, Any]]:
    """First what waits for somebody of the commission, then what the rules found."""
    return [
        {
            "aantal": rij.aantal,
            "titel": rij.titel,
            "toelichting": rij.toelichting,
            "url": f"{reverse(rij.naam)}?{kijk.query}&{rij.query}".rstrip("&"),
        }
        for rij in (
            *besluiten(wie, stand, evaluatie, kijk, post),
            *cijfers.wacht_op_besluit(stand, evaluatie, kijk),
        )
    ]


def _grafiek(stand: Stand, momenten: Any, kijk: Blik) -> Any:
    return trapgrafiek(
        list(momenten.values()),
        opent=kijk.uitvraag.opent,
        deadline=kijk.uitvraag.deadline,
        sluit=kijk.uitvraag.laatste_wijziging,
        bekend_op=kijk.bekend_op,
        totaal=len(stand.gemeenten),
    )


def _vlekken(
    stand: Stand, evaluatie: Evaluatie, kijk: Blik, ondergrond: Ondergrond
) -> list[tuple[Any, ...]]:
    rijen = cijfers.vlekken_per_taak(stand, evaluatie)
    kaarten = minikaarten(
        tuple(ondergrond.plekken.values()), [(rij.korte_naam, rij.gemeenten) for rij in rijen]
    )
    return [
        (rij, kaart, DECENTRALISATIES[rij.taak.decentralisatie])
        for rij, kaart in zip(rijen, kaarten, strict=True)
    ]


def _verhoudingen(stand: Stand, evaluatie: Evaluatie) -> dict[str, Any]:
    telling = {soort.value: n for soort, n in cijfers.verhoudingen(stand, evaluatie).items()}
    regels = [(soort.value, telling[soort.value], naam) for soort, naam in VERHOUDINGNAMEN.items()]
    totaal = sum(telling.values())
    return {
        "telling": telling,
        "totaal": totaal,
        "delen": cijfers.delen(telling),
        "regels": regels,
    }


def _criteria(evaluatie: Evaluatie) -> list[dict[str, Any]]:
    scores = cijfers.scores(evaluatie)
    uit = []
    for criterium in CRITERIA.values():
        telling = {score.value: n for score, n in scores.get(criterium.code, {}).items()}
        woorden = [(code, code.replace("_", " "), n) for code, n in telling.items()]
        titel = ", ".join(f"{n} {woord}" for _, woord, n in woorden)
        delen = cijfers.delen(telling)
        uit.append({"criterium": criterium, "delen": delen, "titel": titel, "telling": woorden})
    return uit
