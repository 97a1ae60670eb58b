"""Passing on a signaal, and recording what was answered."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from monitor.models import Signaal, Signaalstap
from monitor.regels.signalen import KLAAR
from monitor.regels.vragen import Thema
from samenwerking.acties.weigering import Verouderd
from samenwerking.toegang import logboek
from samenwerking.toegang.models import Persoon


@dataclass(frozen=True)
class Signaalinhoud:
    """What the form of a signaal says; the keys of what it came from."""

    onderwerp: str
    tekst: str
    bron: str
    aan: str
    thema: str = Thema.ANDERS
    departement: str = ""
    bezoek_id: int | None = None
    taak_id: str | None = None
    gemeente_id: str | None = None
    verband_id: str | None = None


@transaction.atomic
def geef_door(inhoud: Signaalinhoud, *, sleutel: UUID, door: Persoon, op: datetime) -> Signaal:
    """Pass on a signaal; the same `sleutel` again gives the same one."""
    if eerder := Signaal.objects.filter(sleutel=sleutel, door=door).first():
        return eerder
    signaal = Signaal.objects.create(**asdict(inhoud), sleutel=sleutel, door=door, op=op)
    _log("doorgeven", signaal, door, signaal.aan)
    return signaal


@transaction.atomic
def antwoord(
    signaal: Signaal, *, uitkomst: str, antwoord: str, versie: int, door: Persoon, op: datetime
) -> Signaalstap:
    """Record an answer; `versie` is the number of the answer that was read last (0: none).

    The same answer again is no new row. Raises Verouderd when somebody recorded another one.
    """
    Signaal.objects.select_for_update().get(pk=signaal.pk)
    hoogste = signaal.stappen.aggregate(n=Max("nummer"))["n"] or 0
    gelijk = signaal.stappen.filter(nummer=hoogste, uitkomst=uitkomst, antwoord=antwoord.strip())
    if eerder := gelijk.first():
        return eerder
    if hoogste != versie:
        raise Verouderd("Een collega heeft intussen een antwoord vastgelegd. Dat staat hierboven.")
    stap = Signaalstap.objects.create(
        signaal=signaal,
        nummer=hoogste + 1,
        uitkomst=uitkomst,
        antwoord=antwoord.strip(),
        op=op,
        door=door,
    )
    _log("afronden" if uitkomst in KLAAR else "beantwoorden", signaal, door, uitkomst)
    return stap


def _log(actie: str, signaal: Signaal, door: Persoon, wat: str) -> None:
    logboek.schrijf(actie, "signaal", signaal.pk, persoon=door, inhoud={"wat": wat})
