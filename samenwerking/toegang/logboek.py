"""The logboek: one row per action, in the same transaction, chained by hash.

A row cannot be changed or removed (triggers in the database). Whoever removes the triggers first
still breaks the chain. Only who cuts off or rewrites the end together with the head leaves a whole
chain, which is why number and hash of a row are on every receipt: `breuken` takes them as witness.
Names are in a side table, of which each row holds a zegel: a name that is changed behind the
logboek is found, and one that is removed by command breaks nothing.
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
            zegel=persoon.zegel if persoon else "",
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
        *([regel.zegel] if regel.zegel else []),
    ]
    tekst = json.dumps(waarden, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(tekst.encode()).hexdigest()


Kop = tuple[int, str]


def breuken(getuigen: Iterable[Kop] = ()) -> Iterator[str]:
    """What is wrong with the logboek, one Dutch sentence each; nothing when it is whole.

    `getuigen` are rows by number and hash as receipts show them. Reads without a lock: rows
    written meanwhile are left for the next time.
    """
    if not Logkop.objects.filter(pk=1).exists():
        yield "De kop van het logboek ontbreekt."
        return
    einde, vorige = kop(), (0, BEGIN)
    zegels: dict[int, str] = {}
    try:
        for regel in Logregel.objects.filter(nummer__lte=einde[0]).order_by("nummer").iterator():
            yield from _breuken_in(regel, *vorige)
            zegels |= _zegels_in(regel)
            vorige = regel.nummer, regel.hash
    except (ValueError, TypeError, AttributeError):
        yield f"De regel na regel {vorige[0]} is niet te lezen."
        return
    if einde != vorige:
        yield f"De kop wijst naar regel {einde[0]}, maar sluit daar niet op aan."
    laatste = Logregel.objects.aggregate(nummer=Max("nummer"))["nummer"] or 0
    if laatste > stand():
        yield f"Regel {laatste} staat voorbij de kop."
    yield from _valse_namen(zegels)
    for nummer, hash_ in getuigen:
        if not Logregel.objects.filter(nummer=nummer, hash=hash_).exists():
            yield f"Regel {nummer} is niet de regel die op het ontvangstbewijs staat."


def naam_van(persoon: Persoon) -> dict[str, Any]:
    """What belongs in `inhoud` when the name of `persoon` was given, changed or removed."""
    return {"persoon": persoon.pk, "zegel": persoon.zegel}


def _zegels_in(regel: Logregel) -> dict[int, str]:
    """Persoon -> zegel, as far as this row says: who acted, and whose name it changed."""
    gezegd = {regel.persoon_id: regel.zegel} if regel.persoon_id and regel.zegel else {}
    if "zegel" in regel.inhoud:
        gezegd[regel.inhoud["persoon"]] = regel.inhoud["zegel"]
    return gezegd


def _valse_namen(zegels: dict[int, str]) -> Iterator[str]:
    """Names that are not those of the last row about them."""
    nu = {persoon.pk: persoon.zegel for persoon in Persoon.objects.iterator()}
    for pk, zegel in zegels.items():
        # A name that was changed since the chain was read has a row that is newer too.
        if nu.get(pk) != zegel and not _later_gewijzigd(pk, nu.get(pk)):
            yield f"De naam van persoon {pk} is buiten het logboek om veranderd of verwijderd."


def _later_gewijzigd(pk: int, zegel: str | None) -> bool:
    regels = Logregel.objects.filter(inhoud__persoon=pk).order_by("-nummer")
    laatste = regels.values_list("inhoud__zegel", flat=True).first()
    return laatste is not None and laatste == zegel


def _breuken_in(regel: Logregel, nummer: int, hash_: str) -> Iterator[str]:
    """What is wrong with `regel` after the row with this number and hash."""
    if regel.nummer != nummer + 1:
        yield f"Regel {nummer + 1} ontbreekt: de volgende is {regel.nummer}."
    if regel.vorige_hash != hash_:
        yield f"Regel {regel.nummer} sluit niet aan op de regel ervoor."
    if regel.hash != bereken_hash(regel):
        yield f"Regel {regel.nummer} is na het schrijven veranderd."


def kop() -> Kop:
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
