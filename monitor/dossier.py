"""The evidence beside an oordeel: visits, letters, judgements of others, and what happened when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Q, QuerySet, Value
from django.urls import reverse
from django.utils.timezone import localtime

from monitor.blik import Blik
from monitor.models import Bezoek, Commissienotitie, ExternOordeel
from samenwerking.models import Brief, Verbandversie
from samenwerking.toegang.bereik import Wie, zichtbaar

HOOGSTENS = 12


@dataclass(frozen=True)
class Feit:
    """One line of the history; the newest stands first."""

    dag: date
    feit: str
    url: str = ""
    linktekst: str = ""


def dossier(wie: Wie, kijk: Blik, slug: str, gemeenten: Iterable[str]) -> dict[str, Any]:
    """What is known of a verband besides its answers, as `wie` may see it: four queries."""
    codes = list(gemeenten)
    versies = _versies(wie, kijk, slug)
    feiten = [*versies, *_gesprekken(wie, kijk, slug, codes)]
    return {
        "feitenbron": max(versies, key=lambda feit: feit.dag, default=None),
        "geschiedenis": sorted(feiten, key=lambda feit: feit.dag, reverse=True)[:HOOGSTENS],
        "extern": _extern(wie, kijk, codes),
        "notities": _notities(wie, kijk, slug),
    }


def _versies(wie: Wie, kijk: Blik, slug: str) -> list[Feit]:
    rijen = zichtbaar(wie, Verbandversie).filter(
        verband=slug, uitvraag=kijk.uitvraag, vastgelegd_op__lte=kijk.bekend_op
    )
    return [
        Feit(localtime(versie.vastgelegd_op).date(), _versiezin(versie))
        for versie in rijen.select_related("door", "penvoerder")
    ]


def _versiezin(versie: Verbandversie) -> str:
    wie = versie.penvoerder.naam if versie.penvoerder else "de opgave"
    if versie.nummer == 1:
        return f"Gegevens van het verband vastgelegd door {wie}"
    return f"Gegevens aangepast door {wie}, versie {versie.nummer}"


def _gesprekken(wie: Wie, kijk: Blik, slug: str, codes: list[str]) -> list[Feit]:
    """Visits to the verband or a deelnemer, and letters that a deelnemer signed: one query."""
    dag = localtime(kijk.bekend_op).date()
    bezoeken = zichtbaar(wie, Bezoek).filter(
        Q(verbanden=slug) | Q(gemeenten__in=codes), datum__lte=dag
    )
    brieven = zichtbaar(wie, Brief).filter(
        uitvraag=kijk.uitvraag, ondertekeningen__gemeente__in=codes, datum__lte=dag
    )
    rijen = _kolommen(bezoeken, "bezoek", "plaats").union(_kolommen(brieven, "brief", "kenmerk"))
    return [
        Feit(
            dag, _gesprekzin(soort, waar, wat), _gesprekadres(soort, nummer), "lees wat is gehoord"
        )
        for dag, soort, waar, wat, nummer in rijen
    ]


def _kolommen(rijen: QuerySet[Any], soort: str, waar: str) -> QuerySet[Any, Any]:
    return (
        rijen.order_by()
        .annotate(welk=Value(soort, output_field=CharField()))
        .values_list("datum", "welk", waar, "onderwerp", "pk")
    )


def _gesprekzin(soort: str, waar: str, wat: str) -> str:
    if soort == "bezoek":
        return f"Bezoek in {waar}: {wat}"
    return f"Brief: {wat}, kenmerk {waar}" if waar else f"Brief: {wat}"


def _gesprekadres(soort: str, nummer: Any) -> str:
    return reverse("bezoek", args=[nummer]) if soort == "bezoek" else ""


def _extern(wie: Wie, kijk: Blik, codes: list[str]) -> list[ExternOordeel]:
    """Judgements over a regio that some deelnemer belongs to on the peildatum."""
    dag = kijk.uitvraag.peildatum
    rijen = zichtbaar(wie, ExternOordeel).filter(
        Q(regio__leden__tot=None) | Q(regio__leden__tot__gt=dag),
        uitvraag=kijk.uitvraag,
        op__lte=kijk.bekend_op,
        regio__leden__gemeente__in=codes,
        regio__leden__vanaf__lte=dag,
    )
    return list(rijen.select_related("regio").distinct())


def _notities(wie: Wie, kijk: Blik, slug: str) -> list[Commissienotitie]:
    rijen = zichtbaar(wie, Commissienotitie).filter(uitvraag=kijk.uitvraag, verband=slug)
    return list(rijen.filter(op__lte=kijk.bekend_op).select_related("door"))
