"""The logboek: one row per action, in the same transaction, chained by hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from samenwerking.toegang.models import Logkop, Logregel, Persoon

BEGIN = "0" * 64
herkomst: ContextVar[str] = ContextVar("herkomst", default="opdrachtregel")


def schrijf(
    actie: str,
    soort: str,
    sleutel: object,
    *,
    persoon: Persoon | None,
    gemeente: str = "",
    gelukt: bool = True,
    inhoud: dict[str, Any] | None = None,
) -> Logregel:
    """Append one row and move the head; call it inside the transaction of the action itself.

    `actie` is a domain verb (indienen), `soort` and `sleutel` say on what, `gemeente` whose data
    it touched (CBS code). Raises TransactionManagementError outside a transaction.
    """
    kop = Logkop.objects.select_for_update().get(pk=1)
    regel = Logregel(
        nummer=kop.nummer + 1,
        moment=timezone.now(),
        persoon=persoon,
        actie=actie,
        soort=soort,
        sleutel=str(sleutel),
        gemeente=gemeente,
        gelukt=gelukt,
        herkomst=herkomst.get(),
        inhoud=inhoud or {},
        vorige_hash=kop.hash,
    )
    regel.hash = bereken_hash(regel)
    regel.save(force_insert=True)
    kop.nummer, kop.hash = regel.nummer, regel.hash
    kop.save(update_fields=["nummer", "hash"])
    return regel


def bereken_hash(regel: Logregel) -> str:
    """SHA-256 over the row's own values and the previous hash."""
    waarden = [
        regel.nummer,
        _iso(regel.moment),
        regel.persoon_id,
        regel.actie,
        regel.soort,
        regel.sleutel,
        regel.gemeente,
        regel.gelukt,
        regel.herkomst,
        regel.inhoud,
        regel.vorige_hash,
    ]
    tekst = json.dumps(waarden, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(tekst.encode()).hexdigest()


def breuken() -> Iterator[str]:
    """What is wrong with the chain, one Dutch sentence each; nothing when it is whole."""
    vorige, nummer = BEGIN, 0
    for regel in Logregel.objects.order_by("nummer").iterator(chunk_size=2000):
        nummer += 1
        if regel.nummer != nummer:
            yield f"Regel {nummer} ontbreekt: de volgende is {regel.nummer}."
            nummer = regel.nummer
        if regel.vorige_hash != vorige:
            yield f"Regel {regel.nummer} sluit niet aan op de regel ervoor."
        if regel.hash != bereken_hash(regel):
            yield f"Regel {regel.nummer} is na het schrijven veranderd."
        vorige = regel.hash
    kop = Logkop.objects.get(pk=1)
    if (kop.nummer, kop.hash) != (nummer, vorige):
        yield f"De kop wijst naar regel {kop.nummer}, de laatste regel is {nummer}."


def stand() -> int:
    """The number of the last row: grows with every write, so it serves as a version counter."""
    return Logkop.objects.values_list("nummer", flat=True).get(pk=1)


def opdrachtregel() -> Persoon:
    """The actor of management commands."""
    with transaction.atomic():
        persoon, _ = Persoon.objects.get_or_create(
            naam="Beheer op de opdrachtregel", functie="beheerder"
        )
    return persoon


def _iso(moment: datetime) -> str:
    return moment.astimezone(timezone.get_fixed_timezone(0)).isoformat()
