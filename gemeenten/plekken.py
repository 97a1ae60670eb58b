"""The map's ground as it holds on a day: tiles, or the boundaries when they are loaded."""

from __future__ import annotations

from datetime import date

from gemeenten.kaart.grenzen import Grens, grensgrond
from gemeenten.kaart.ondergrond import Ondergrond, Plek
from gemeenten.kaart.tegels import tegelgrond
from gemeenten.models import Grensvlak, Regiolid, Soort


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


def grond(alle: tuple[Plek, ...]) -> Ondergrond:
    """What the map of `alle` is drawn on; tiles unless every gemeente has its boundary."""
    rijen = Grensvlak.objects.order_by("gemeente").values_list(
        "bron", "gemeente_id", "pad", "x", "y"
    )
    bron = rijen[0][0] if rijen else ""
    grenzen = tuple((code, Grens(*rij)) for _, code, *rij in rijen)
    compleet = {plek.code for plek in alle} <= {code for code, _ in grenzen}
    return grensgrond(alle, grenzen, bron) if alle and compleet else tegelgrond(alle)
