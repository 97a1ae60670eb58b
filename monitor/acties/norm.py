"""Changing a norm: the value the rules use, with its history."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from monitor.models import Normwijziging
from samenwerking.acties.weigering import Geweigerd, Verouderd
from samenwerking.models import Uitvraag, Uitvraagtaak
from samenwerking.toegang import logboek
from samenwerking.toegang.models import Persoon


@transaction.atomic
def wijzig(
    uitvraag: Uitvraag,
    taak: str,
    *,
    was: int | None,
    wordt: int | None,
    reden: str,
    door: Persoon,
    op: datetime,
) -> Normwijziging | None:
    """Give a taak another norm in this round; None when it already has it.

    `was` is the norm that was read. Raises Verouderd when it changed since, Geweigerd without a
    reason, for a norm of 0 and for a taak that is not in the round.
    """
    rij = Uitvraagtaak.objects.select_for_update().filter(uitvraag=uitvraag, taak=taak).first()
    if rij is None:
        raise Geweigerd("Deze taak hoort niet bij deze ronde.")
    if rij.norm_inwoners == wordt:
        return None
    if rij.norm_inwoners != was:
        raise Verouderd("Een collega heeft deze norm intussen gewijzigd. Bekijk hem opnieuw.")
    if wordt == 0:
        raise Geweigerd("Een norm is 1 inwoner of meer. Maak het veld leeg als er geen norm is.")
    if not reden.strip():
        raise Geweigerd("Schrijf op waarom u de norm wijzigt.")
    rij.norm_inwoners = wordt
    rij.save(update_fields=["norm_inwoners"])
    eerder = Normwijziging.objects.filter(uitvraag=uitvraag, taak=taak)
    wijziging = Normwijziging.objects.create(
        uitvraag=uitvraag,
        taak_id=taak,
        nummer=(eerder.aggregate(n=Max("nummer"))["n"] or 0) + 1,
        was=was,
        wordt=wordt,
        reden=reden.strip(),
        op=op,
        door=door,
    )
    sleutel = f"{uitvraag.pk}/{taak}"
    logboek.schrijf("wijzigen", "norm", sleutel, persoon=door, inhoud={"was": was, "wordt": wordt})
    return wijziging
