"""Raising and lowering the flag «aandacht nodig» of a regio; it is no score and no rung."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from gemeenten.models import Regio
from monitor.models import Aandachtvlag
from samenwerking.acties.weigering import Geweigerd
from samenwerking.models import Uitvraag
from samenwerking.toegang import logboek
from samenwerking.toegang.models import Persoon


@transaction.atomic
def zet(
    uitvraag: Uitvraag, regio: Regio, *, nodig: bool, reden: str, door: Persoon, op: datetime
) -> Aandachtvlag:
    """Raise (`nodig`) or lower the flag, with a reason; raising a raised flag is no second row.

    Raises Geweigerd without a reason, and for lowering what is not raised.
    """
    if not reden.strip():
        raise Geweigerd("Schrijf op waarom.")
    Regio.objects.select_for_update().get(pk=regio.pk)
    vlaggen = Aandachtvlag.objects.filter(uitvraag=uitvraag, regio=regio)
    laatste: Aandachtvlag | None = vlaggen.filter(op__lte=op).order_by("nummer").last()
    if laatste and laatste.nodig == nodig and laatste.reden == reden.strip():
        return laatste
    if not nodig and (laatste is None or not laatste.nodig):
        raise Geweigerd("Voor deze regio staat geen aandacht meer open.")
    vlag = Aandachtvlag.objects.create(
        uitvraag=uitvraag,
        regio=regio,
        nummer=(vlaggen.aggregate(n=Max("nummer"))["n"] or 0) + 1,
        nodig=nodig,
        reden=reden.strip(),
        op=op,
        door=door,
    )
    sleutel = f"{uitvraag.pk}/{regio.soort}/{regio.code}"
    logboek.schrijf("aandacht", "regio", sleutel, persoon=door, inhoud={"nodig": nodig})
    return vlag
