"""Publishing the tables for parliament: frozen, complete or with a reason (S4-62, S4-67)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from monitor.kamerbijlage import als_tekst, kenmerk, stel_samen
from monitor.models import Publicatie
from samenwerking.acties.weigering import Geweigerd, Verouderd
from samenwerking.models import Uitvraag
from samenwerking.toegang import logboek
from samenwerking.toegang.models import Persoon


@transaction.atomic
def publiceer(
    uitvraag: Uitvraag,
    vergelijk: Uitvraag | None,
    *,
    gezien: str,
    reden: str,
    door: Persoon,
    op: datetime,
) -> tuple[Publicatie, bool]:
    """Freeze the tables as they are at `op`; whether that made a new Publicatie.

    `gezien` is the kenmerk of the concept that was read. What equals the last Publicatie is that
    one again. Raises Verouderd when the figures changed since, Geweigerd without a reason while
    something is missing.
    """
    Uitvraag.objects.select_for_update().get(pk=uitvraag.pk)
    wat = stel_samen(uitvraag, vergelijk, op)
    tekst = als_tekst(wat)
    if kenmerk(tekst) != gezien:
        raise Verouderd("De cijfers zijn intussen veranderd. Bekijk ze hieronder opnieuw.")
    laatste = Publicatie.objects.filter(uitvraag=uitvraag).order_by("nummer").last()
    if laatste and laatste.hash == gezien:
        return laatste, False
    if wat["ontbreekt"] and not reden.strip():
        raise Geweigerd("Er ontbreekt nog iets. Schrijf op waarom u nu al publiceert.")
    publicatie = Publicatie.objects.create(
        uitvraag=uitvraag,
        vergelijk=vergelijk,
        nummer=(laatste.nummer if laatste else 0) + 1,
        inhoud=tekst,
        hash=gezien,
        volledig=not wat["ontbreekt"],
        reden=reden.strip(),
        op=op,
        door=door,
    )
    _meld(publicatie)
    return publicatie, True


def _meld(publicatie: Publicatie) -> None:
    logboek.schrijf(
        "publiceren",
        "publicatie",
        f"{publicatie.uitvraag_id}/{publicatie.nummer}",
        persoon=publicatie.door,
        inhoud={"hash": publicatie.hash, "volledig": publicatie.volledig},
    )
