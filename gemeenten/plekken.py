"""The map's ground as it holds on a day: tiles, or the boundaries when they are loaded."""

from __future__ import annotations

from datetime import date

from gemeenten.kaart.ondergrond import Plek
from gemeenten.models import Regiolid, Soort


def plekken(dag: date) -> tuple[Plek, ...]:
    """The gemeenten that exist on `dag` with their tile and provincie; one query."""
    rijen = (
        Regiolid.objects.op(dag)
        .filter(
            regio__soort=Soort.PROVINCIE, gemeente__kolom__isnull=False, gemeente__rij__isnull=False
        )
        .order_by("gemeente")
        .values_list(
            "gemeente_id", "gemeente__naam", "gemeente__kolom", "gemeente__rij", "regio__naam"
        )
    )
    return tuple(Plek(*rij) for rij in rijen)
