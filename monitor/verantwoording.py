"""The account of the ambassadeurs over a period: visits, themes, afspraken and signalen (S3-01)."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Min

from monitor.models import Bezoek, BezoekAfspraak, Bezoekthema
from monitor.regels.bezoek import THEMAS
from monitor.signaalbeeld import regels
from samenwerking.klok import NEDERLAND
from samenwerking.models import Uitvraag
from samenwerking.toegang.bereik import Wie, zichtbaar


def verantwoording(wie: Wie, van: date | None, tot: date | None, nu: datetime) -> dict[str, Any]:
    """What was done from `van` (the first visit) to `tot` (today), both included.

    Visits and distinct gemeenten are two counts (S4-21, S4-22). Signalen count from the day on
    which they were passed on, with the outcome of now. Never a notitie.
    """
    vandaag = nu.astimezone(NEDERLAND).date()
    if van and tot and van > tot:
        van, tot = tot, van
    tot = min(tot or vandaag, vandaag)
    gezien = zichtbaar(wie, Bezoek).filter(datum__lte=tot)
    van = van or gezien.aggregate(eerste=Min("datum"))["eerste"] or tot
    bezoeken = list(
        gezien.filter(datum__gte=van)
        .select_related("regio")
        .prefetch_related("gemeenten", "gesprekspartners")
        .order_by("datum", "pk")
    )
    keren = Counter(gemeente for bezoek in bezoeken for gemeente in bezoek.gemeenten.all())
    signalen = [
        r for r in regels(wie, nu) if van <= r.signaal.op.astimezone(NEDERLAND).date() <= tot
    ]
    afspraken = zichtbaar(wie, BezoekAfspraak).filter(bezoek__datum__range=(van, tot))
    return {
        "van": van,
        "tot": tot,
        "nu": nu,
        "bezoeken": bezoeken,
        "gemeenten": sorted(gemeente.naam for gemeente in keren),
        "soorten": _per(bezoek.get_soort_display() for bezoek in bezoeken),
        "gesproken": _per(str(wie) for bezoek in bezoeken for wie in bezoek.gesprekspartners.all()),
        "themas": _themas(wie, van, tot),
        "afspraken": afspraken.count(),
        "klaar": afspraken.filter(klaar_op__lte=vandaag).count(),
        "signalen": signalen,
        "uitkomsten": _per(rij.naam for rij in signalen),
        "voorbeeld": Uitvraag.objects.filter(voorbeeldgegevens=True).exists(),
    }


def _per(woorden: Any) -> list[tuple[str, int]]:
    """Each word with how often, the most first."""
    return sorted(Counter(woorden).items(), key=lambda paar: (-paar[1], paar[0]))


def _themas(wie: Wie, van: date, tot: date) -> list[tuple[str, int]]:
    """At how many visits something was heard about each theme, in the order of the form."""
    geteld = zichtbaar(wie, Bezoekthema).filter(bezoek__datum__range=(van, tot))
    per = dict(geteld.order_by().values_list("thema").annotate(Count("pk")))
    return [(naam, per[thema]) for thema, naam in THEMAS.items() if thema in per]
