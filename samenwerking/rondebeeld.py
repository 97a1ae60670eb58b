"""A round as VNG sees it: who submitted, who is te laat or missing, and who may still."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Min

from gemeenten.models import Gemeente
from samenwerking.models import Heropening, Opgaveversie, Uitvraag

STANDEN = {"op_tijd": "op tijd", "te_laat": "te laat", "ontbreekt": "ontbreekt"}
"""What a gemeente is in a round; before the deadline `ontbreekt` reads «nog niet»."""


@dataclass(frozen=True)
class Rondestand:
    """One gemeente in a round. `eerste` decides whether it was on time (S1-12)."""

    code: str
    naam: str
    eerste: datetime | None
    laatste: datetime | None
    versies: int
    stand: str
    heropend_tot: datetime | None


def rondestanden(uitvraag: Uitvraag, nu: datetime) -> list[Rondestand]:
    """Every gemeente of the round: who is missing first, then te laat, then on time; by name.

    Three queries. Concepten are not looked at.
    """
    inzendingen = {
        rij["opgave__gemeente"]: rij
        for rij in Opgaveversie.objects.filter(opgave__uitvraag=uitvraag, ingediend_op__lte=nu)
        .order_by()
        .values("opgave__gemeente")
        .annotate(eerste=Min("ingediend_op"), laatste=Max("ingediend_op"), aantal=Count("pk"))
    }
    heropend = dict(
        Heropening.objects.filter(opgave__uitvraag=uitvraag, op__lte=nu, tot__gt=nu)
        .order_by()
        .values_list("opgave__gemeente")
        .annotate(tot=Max("tot"))
    )
    gemeenten = Gemeente.objects.op(uitvraag.peildatum).order_by("naam")
    uit = []
    for code, naam in gemeenten.values_list("pk", "naam"):
        rij = inzendingen.get(code, {})
        eerste = rij.get("eerste")
        uit.append(
            Rondestand(
                code,
                naam,
                eerste,
                rij.get("laatste"),
                rij.get("aantal", 0),
                _stand(eerste, uitvraag.deadline),
                heropend.get(code),
            )
        )
    volgorde = list(reversed(STANDEN))
    return sorted(uit, key=lambda rij: volgorde.index(rij.stand))


def telling(standen: list[Rondestand]) -> dict[str, int]:
    """How many gemeenten per stand, and how many are reopened."""
    per_stand = Counter(rij.stand for rij in standen)
    aantal = {stand: per_stand[stand] for stand in STANDEN}
    return aantal | {"heropend": sum(rij.heropend_tot is not None for rij in standen)}


def _stand(eerste: datetime | None, deadline: datetime) -> str:
    if eerste is None:
        return "ontbreekt"
    return "te_laat" if eerste >= deadline else "op_tijd"
