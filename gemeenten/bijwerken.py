"""Brings a table in line with the wished rows: adds, changes, leaves, and says how many."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet


@dataclass
class Telling:
    """How many rows of one table were touched."""

    toegevoegd: int = 0
    gewijzigd: int = 0
    ongewijzigd: int = 0
    vervallen: int = 0

    def __str__(self) -> str:
        vervallen = f", {self.vervallen} vervallen" if self.vervallen else ""
        return (
            f"{self.toegevoegd} toegevoegd, {self.gewijzigd} gewijzigd, "
            f"{self.ongewijzigd} ongewijzigd{vervallen}"
        )


def breng_in(
    huidig: QuerySet[Any],
    gewenst: Iterable[Any],
    sleutel: str,
    *,
    behoud: Callable[[Any], Collection[str]] = lambda rij: (),
    vervalt: Callable[[Any], bool] = lambda rij: False,
) -> Telling:
    """Make the rows `huidig` equal to `gewenst`, by `sleutel` (attribute names, words).

    `behoud(rij)` names the attributes of an existing row that stay as they are; an existing row
    that is not wished for is removed when `vervalt(rij)`. Call it inside a transaction.
    """
    rijen = huidig.model._default_manager
    velden = [veld.attname for veld in huidig.model._meta.concrete_fields if not veld.primary_key]
    bestaand = {_waarden(rij, sleutel.split()): rij for rij in huidig}
    nieuw, anders, telling = [], [], Telling()
    for rij in gewenst:
        oud = bestaand.pop(_waarden(rij, sleutel.split()), None)
        if oud is None:
            nieuw.append(rij)
        elif _neem_over(oud, rij, set(velden) - set(behoud(oud))):
            anders.append(oud)
        else:
            telling.ongewijzigd += 1
    weg = [rij.pk for rij in bestaand.values() if vervalt(rij)]
    if weg:
        rijen.filter(pk__in=weg).delete()
    rijen.bulk_create(nieuw, batch_size=500)
    rijen.bulk_update(anders, velden, batch_size=100)
    telling.toegevoegd, telling.gewijzigd, telling.vervallen = len(nieuw), len(anders), len(weg)
    return telling


def _waarden(rij: Any, namen: list[str]) -> tuple[Any, ...]:
    return tuple(getattr(rij, naam) for naam in namen)


def _neem_over(oud: Any, nieuw: Any, namen: set[str]) -> bool:
    """Copy the attributes that differ; True when there were any."""
    verschil = [naam for naam in namen if getattr(oud, naam) != getattr(nieuw, naam)]
    for naam in verschil:
        setattr(oud, naam, getattr(nieuw, naam))
    return bool(verschil)
