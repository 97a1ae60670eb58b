"""The logboek: one row per action, in the same transaction, chained by hash.

A row cannot be changed or removed (triggers in the database). Whoever removes the triggers first
still breaks the chain; only the last rows together with the head can be cut off unseen, which is
why number and hash of the head belong on every receipt.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Max
from django.db.transaction import TransactionManagementError
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
    it touched (CBS code), `inhoud` is JSON without names or notities. Writers wait for each other
    on the head. Raises TransactionManagementError outside a transaction, and TypeError or
    ValueError for an `inhoud` that is no JSON.
    """
    melding = Melding(actie, soort, str(sleutel), gemeente, inhoud or {}, gelukt)
    return schrijf_veel([melding], persoon=persoon)[0]


@dataclass(frozen=True)
class Melding:
    """What one row says, with the words of `schrijf`."""

    actie: str
    soort: str
    sleutel: str
    gemeente: str = ""
    inhoud: dict[str, Any] = field(default_factory=dict)
    gelukt: bool = True


def schrijf_veel(meldingen: Iterable[Melding], *, persoon: Persoon | None) -> list[Logregel]:
    """Append rows in this order, as `schrijf` does, but move the head once."""
    if not connection.in_atomic_block:
        raise TransactionManagementError("Het logboek hoort in de transactie van de actie zelf.")
    hoofd = Logkop.objects.select_for_update().get(pk=1)
    moment = timezone.now()
    regels = []
    for melding in meldingen:
        regel = Logregel(
            nummer=hoofd.nummer + 1,
            moment=moment,
            persoon=persoon,
            actie=melding.actie,
            soort=melding.soort,
            sleutel=melding.sleutel,
            gemeente=melding.gemeente,
            gelukt=melding.gelukt,
            herkomst=herkomst.get(),
            inhoud=_zuiver(melding.inhoud),
            vorige_hash=hoofd.hash,
        )
        regel.hash = bereken_hash(regel)
        hoofd.nummer, hoofd.hash = regel.nummer, regel.hash
        regels.append(regel)
    Logregel.objects.bulk_create(regels)
    hoofd.save(update_fields=["nummer", "hash"])
    return regels


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
    """What is wrong with the chain, one Dutch sentence each; nothing when it is whole.

    Reads without a lock: rows written meanwhile are left for the next time.
    """
    if not Logkop.objects.filter(pk=1).exists():
        yield "De kop van het logboek ontbreekt."
        return
    einde, vorige = kop(), (0, BEGIN)
    try:
        for regel in Logregel.objects.filter(nummer__lte=einde[0]).order_by("nummer").iterator():
            yield from _breuken_in(regel, *vorige)
            vorige = regel.nummer, regel.hash
    except (ValueError, TypeError, AttributeError):
        yield f"De regel na regel {vorige[0]} is niet te lezen."
        return
    if einde != vorige:
        yield f"De kop wijst naar regel {einde[0]}, maar sluit daar niet op aan."
    laatste = Logregel.objects.aggregate(nummer=Max("nummer"))["nummer"] or 0
    if laatste > stand():
        yield f"Regel {laatste} staat voorbij de kop."


def _breuken_in(regel: Logregel, nummer: int, hash_: str) -> Iterator[str]:
    """What is wrong with `regel` after the row with this number and hash."""
    if regel.nummer != nummer + 1:
        yield f"Regel {nummer + 1} ontbreekt: de volgende is {regel.nummer}."
    if regel.vorige_hash != hash_:
        yield f"Regel {regel.nummer} sluit niet aan op de regel ervoor."
    if regel.hash != bereken_hash(regel):
        yield f"Regel {regel.nummer} is na het schrijven veranderd."


def kop() -> tuple[int, str]:
    """Number and hash of the last row, to print on a receipt: they witness all rows before."""
    return Logkop.objects.values_list("nummer", "hash").get(pk=1)


def stand() -> int:
    """The number of the last row: grows with every write, so it serves as a version counter."""
    return kop()[0]


def opdrachtregel() -> Persoon:
    """The actor of management commands."""
    with transaction.atomic():
        persoon, _ = Persoon.objects.get_or_create(
            naam="Beheer op de opdrachtregel", functie="beheerder"
        )
    return persoon


def _zuiver(inhoud: dict[str, Any]) -> dict[str, Any]:
    """`inhoud` as every database gives it back: text keys, and floats as text (jsonb has none)."""
    return json.loads(json.dumps(inhoud, allow_nan=False), parse_float=str)


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
