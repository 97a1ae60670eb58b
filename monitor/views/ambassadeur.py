"""The visits of ambassadeurs and accountmanagers: where they were and what was agreed."""

from __future__ import annotations

from collections import Counter

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gemeenten.kaart.lagen import legenda
from gemeenten.kaart.land import landkaart
from gemeenten.plekken import grond, plekken
from monitor.kaarten import bezocht
from monitor.models import Bezoek, BezoekAfspraak
from samenwerking.models import Uitvraag
from samenwerking.toegang.bereik import zichtbaar
from samenwerking.toegang.verzoek import Verzoek


@require_safe
def ambassadeur(request: Verzoek) -> HttpResponse:
    """Agenda, visits so far on the map and in a list, afspraken by term; never the notities.

    Visits and distinct gemeenten are two counts (S4-21).
    """
    dag = request.nu.date()
    bezoeken = list(
        zichtbaar(request.user, Bezoek)
        .filter(datum__lte=dag)
        .select_related("regio", "door")
        .prefetch_related("gemeenten")
    )
    afspraken = zichtbaar(request.user, BezoekAfspraak).filter(bezoek__datum__lte=dag)
    keren = Counter(gemeente.code for bezoek in bezoeken for gemeente in bezoek.gemeenten.all())
    ondergrond = grond(plekken(dag))
    laag = bezocht(ondergrond.plekken, keren)
    agenda = zichtbaar(request.user, Bezoek).filter(datum__gt=dag, gepland_op__lte=request.nu)
    context = {
        "agenda": agenda.select_related("door").order_by("datum", "plaats"),
        "bezoeken": bezoeken,
        "gemeenten": len(keren),
        "afspraken": afspraken.select_related("bezoek").order_by("klaar_op", "termijn", "pk"),
        "dag": dag,
        "kaart": landkaart(
            ondergrond,
            laag,
            titel="Bezochte gemeenten",
            adres=lambda code: reverse("gemeente", args=[code]),
        ),
        "kaartbron": ondergrond.bron,
        "legenda": legenda(laag),
        "voorbeeld": Uitvraag.objects.filter(voorbeeldgegevens=True).exists(),
    }
    return render(request, "monitor/ambassadeur.html", context)
