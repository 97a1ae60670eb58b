"""The start page of ambassadeurs and accountmanagers: what to do next, where they were."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gemeenten.kaart.lagen import legenda
from gemeenten.kaart.land import landkaart
from gemeenten.plekken import grond, plekken
from monitor.beeld import beeld
from monitor.blik import Blik
from monitor.kaarten import bezocht
from monitor.uitlegbeeld import register
from monitor.veldbeeld import in_beeld, incongruente, veld
from monitor.views.kader import met_blik, toon
from samenwerking.toegang.verzoek import Ingelogd

PER_PAGINA = 50


@require_safe
def ambassadeur(request: Ingelogd) -> HttpResponse:
    """What to do, the agenda, visits so far on the map and in a list; never the notities.

    Visits and distinct gemeenten are two counts (S4-21).
    """
    dag = request.nu.date()
    gezien = veld(request.user, request.nu)
    keren = Counter(g.code for bezoek in gezien.bezoeken for g in bezoek.gemeenten.all())
    ondergrond = grond(plekken(dag))
    laag = bezocht(ondergrond.plekken, keren)
    einde = request.user.toegang_tot
    context = {
        "veld": gezien,
        "agenda": gezien.agenda,
        "bezoeken": gezien.bezoeken,
        "gemeenten": len(keren),
        "verdwenen": len(keren.keys() - set(ondergrond.plekken)),
        "afspraken": gezien.afspraken,
        "dag": dag,
        "laatste_dag": einde - timedelta(days=1) if einde else None,
        "kaart": landkaart(
            ondergrond,
            laag,
            titel="Bezochte gemeenten",
            adres=lambda code: reverse("gemeente", args=[code]),
        ),
        "kaartbron": ondergrond.bron,
        "legenda": legenda(laag),
    }
    return render(request, "monitor/ambassadeur.html", context)


@met_blik
def incongruent(request: Ingelogd, kijk: Blik) -> HttpResponse:
    """Which incongruent gemeenten were spoken to, each with its findings (S4-40)."""
    stand, evaluatie = beeld(kijk.uitvraag, kijk.nu, kijk.bekend_op, nummer=kijk.nummer)
    bezoeken = in_beeld(request.user, kijk.bekend_op).filter(datum__lte=kijk.bekend_op.date())
    rijen = incongruente(stand, evaluatie, bezoeken.prefetch_related("gemeenten"))
    context = {
        "pagina": Paginator(rijen, PER_PAGINA).get_page(request.GET.get("pagina")),
        "gesproken": sum(bool(rij.bezoeken) for rij in rijen),
        "totaal": len(rijen),
        "uitleg": register(request.user, stand, evaluatie, kijk),
    }
    return toon(request, "monitor/veld/incongruent.html", kijk, context)
