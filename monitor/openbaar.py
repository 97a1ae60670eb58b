"""A published round as open data: what the public sees, as it was known at the publication."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpResponse

from monitor.beeld import beeld
from monitor.celbeeld import dekkingrijen
from monitor.tabellen import SOORTEN, bijlage, download
from samenwerking.models import Uitvraag, Verbandversie
from samenwerking.toegang.bereik import zichtbaar
from samenwerking.uitwisseling.exporteren import als_csv, als_ods
from samenwerking.uitwisseling.huidig_register import lees_register
from samenwerking.uitwisseling.huidig_verbanden import (
    Verbandinhoud,
    deelnemerrijen,
    lees_verbanden,
)

Rijenlezer = Callable[[dict[str, Verbandinhoud]], list[Any]]
BESTANDEN = {
    "dekking": "Per gemeente en taak: de staat van de dekking en de verbanden.",
    "verbanden": "De verbanden met vorm en penvoerder.",
    "deelnemers": "Per verband en taak: de gemeenten die meedoen.",
}
UIT_HET_REGISTER: dict[str, Rijenlezer] = {
    "verbanden": lambda verbanden: [inhoud.kop for inhoud in verbanden.values()],
    "deelnemers": lambda verbanden: [r for v in verbanden.values() for r in deelnemerrijen(v)],
}


def bestand(ronde: Uitvraag, naam: str, formaat: str, nu: datetime) -> HttpResponse:
    """One of BESTANDEN of a published round as attachment. Raises Http404 for another formaat."""
    if formaat not in SOORTEN:
        raise Http404("Kies ods of csv.")
    if naam == "dekking":
        stand, evaluatie = beeld(ronde, nu, ronde.gepubliceerd_op)
        return download(f"dekking-{ronde.code}", formaat, *dekkingrijen(stand, evaluatie.dekking))
    rijen = UIT_HET_REGISTER[naam](_verbanden(ronde))
    inhoud = als_csv(naam, rijen) if formaat == "csv" else als_ods(ronde.code, {naam: rijen})
    return bijlage(f"{naam}-{ronde.code}", formaat, inhoud)


def _verbanden(ronde: Uitvraag) -> dict[str, Verbandinhoud]:
    """The versions that anybody may see, by slug; what does not count in the round left out."""
    versies = zichtbaar(AnonymousUser(), Verbandversie).filter(uitvraag=ronde).order_by()
    register = lees_register(ronde)
    gelezen = sorted(lees_verbanden(versies).items())
    return {slug: inhoud.in_ronde(register) for slug, inhoud in gelezen}
