"""What waits for who opens the first screen, and the views kept there: one query for all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, DateField, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce
from django.utils.timezone import localtime

from monitor.blik import Blik
from monitor.models import Bladwijzer, Escalatiestap, Toezegging, Toezeggingstap, Vraag
from monitor.regels.toezeggingen import Toezegstand, toezegstand
from samenwerking.toegang.bereik import Wie, zichtbaar

GEEN_DAG = Cast(Value(None), DateField())
LEEG = Value("", output_field=CharField())


@dataclass(frozen=True)
class Postvak:
    """Vragen without answer, toezeggingen per stand, escalaties over their term, views kept.

    A view is (pk, naam, URL name, query string).
    """

    vragen: int
    toezeggingen: Mapping[Toezegstand, int]
    escalaties: int
    bladwijzers: list[tuple[int, str, str, str]]


def postvak(wie: Wie, kijk: Blik) -> Postvak:
    """What `wie` may see, as of the moment that is shown."""
    dag = localtime(kijk.nu).date()
    delen = (_bladwijzers(wie), _vragen(wie, kijk), _toezeggingen(wie, kijk), _lopend(wie, kijk))
    rijen = list(delen[0].union(*delen[1:], all=True))
    per: dict[str, list[Any]] = {}
    for wat, *rest in rijen:
        per.setdefault(wat, []).append(rest)
    termijnen: list[tuple[date, str]] = [(r[0], r[1]) for r in per.get("toezegging", [])]
    return Postvak(
        len(per.get("vraag", [])),
        Counter(toezegstand(termijn, soort, dag) for termijn, soort in termijnen),
        sum(r[0] < dag for r in per.get("escalatie", [])),
        sorted(
            ((pk, naam, pagina, query) for _, pagina, naam, query, pk in per.get("bladwijzer", [])),
            key=lambda rij: rij[1].casefold(),
        ),
    )


def _bladwijzers(wie: Wie) -> QuerySet[Any, Any]:
    return (
        zichtbaar(wie, Bladwijzer)
        .order_by()
        .values_list(Value("bladwijzer"), GEEN_DAG, F("pagina"), F("naam"), F("query"), "pk")
    )


def _vragen(wie: Wie, kijk: Blik) -> QuerySet[Any, Any]:
    """Without an answer."""
    rijen = zichtbaar(wie, Vraag).filter(op__lte=kijk.nu).exclude(antwoorden__op__lte=kijk.nu)
    return rijen.order_by().values_list(Value("vraag"), GEEN_DAG, LEEG, LEEG, LEEG, "pk")


def _toezeggingen(wie: Wie, kijk: Blik) -> QuerySet[Any, Any]:
    """Each with the term that holds and the kind of its last step."""
    stappen = Toezeggingstap.objects.bekend(kijk.nu).filter(toezegging=OuterRef("pk")).order_by()
    termijn = Coalesce(Subquery(stappen.values("termijn")), F("termijn"))
    soort = Coalesce(Subquery(stappen.values("soort")), LEEG)
    rijen = zichtbaar(wie, Toezegging).filter(op__lte=kijk.nu).order_by()
    return rijen.values_list(Value("toezegging"), termijn, soort, LEEG, LEEG, "pk")


def _lopend(wie: Wie, kijk: Blik) -> QuerySet[Any, Any]:
    """The last steps of escalaties of the round that are still running."""
    rijen = zichtbaar(wie, Escalatiestap).bekend(kijk.bekend_op)
    lopend = rijen.filter(escalatie__uitvraag=kijk.uitvraag, gesloten=False, termijn__isnull=False)
    return lopend.order_by().values_list(Value("escalatie"), F("termijn"), LEEG, LEEG, LEEG, "pk")
