"""Explaining a finding, and judging the explanation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from gemeenten.models import Gemeente
from monitor.beeld import beeld
from monitor.models import Uitleg, Uitlegtoets
from monitor.regels.uitleg import Sleutel, betrokken, vindplaats
from samenwerking.acties.weigering import Geweigerd, Verouderd
from samenwerking.klok import NEDERLAND
from samenwerking.models import Uitvraag
from samenwerking.toegang import logboek
from samenwerking.toegang.models import Persoon


@dataclass(frozen=True)
class Woorden:
    """What an uitleg says; without `tijdelijk_tot` it is blijvend."""

    reden: str
    tekst: str
    nadelen: str
    tijdelijk_tot: date | None = None

    @property
    def velden(self) -> dict[str, Any]:
        """As columns."""
        return {
            "reden": self.reden,
            "tekst": self.tekst.strip(),
            "nadelen": self.nadelen.strip(),
            "tijdelijk_tot": self.tijdelijk_tot,
        }


@dataclass(frozen=True)
class Samen:
    """The gemeenten of a regio that give an uitleg together, and on what ground."""

    regio: int
    gemeenten: frozenset[str]
    mandaat: str


@transaction.atomic
def leg_uit(
    uitvraag: Uitvraag,
    wat: Sleutel,
    van: Gemeente,
    woorden: Woorden,
    *,
    samen: Samen | None = None,
    door: Persoon,
    op: datetime,
    versie: int,
) -> Uitleg:
    """The uitleg of `van` on a finding; `versie` is the number that was read (0: none).

    Raises Geweigerd when the finding is not there or not theirs, or the words are not complete;
    Verouderd when a colleague was first. The same words again are the same uitleg.
    """
    stand, evaluatie = beeld(uitvraag, op, op)
    if vindplaats(stand, evaluatie, wat) is None:
        raise Geweigerd("Deze bevinding is er niet meer. Uitleg is niet nodig.")
    if van.pk not in betrokken(stand, wat):
        raise Geweigerd("Deze bevinding gaat niet over uw gemeente of over uw verband.")
    if woorden.tijdelijk_tot and woorden.tijdelijk_tot <= op.astimezone(NEDERLAND).date():
        raise Geweigerd("Kies een einddatum die nog moet komen.")
    laatste = _laatste(uitvraag, wat, van, op)
    if laatste and _zegt(laatste, woorden, samen):
        return laatste
    if (laatste.nummer if laatste else 0) != versie:
        raise Verouderd("Een collega schreef intussen een andere uitleg. Vergelijk en bewaar dan.")
    return schrijf(uitvraag, wat, van, woorden, samen=samen, door=door, op=op)


@transaction.atomic
def schrijf(
    uitvraag: Uitvraag,
    wat: Sleutel,
    van: Gemeente,
    woorden: Woorden,
    *,
    samen: Samen | None = None,
    door: Persoon,
    op: datetime,
) -> Uitleg:
    """Write an uitleg without asking whether the finding is there. Raises Geweigerd on no words."""
    velden = woorden.velden
    if not velden["tekst"] or not velden["nadelen"]:
        raise Geweigerd("Schrijf de uitleg op, en wat u aan de nadelen doet.")
    if samen and not samen.mandaat.strip():
        raise Geweigerd("Schrijf op waarom u ook voor de andere gemeenten mag spreken.")
    uitleg = Uitleg.objects.create(
        uitvraag=uitvraag,
        sleutel=str(wat),
        code=wat.code,
        gemeente_id=wat.gemeente or None,
        verband_id=wat.verband or None,
        taak_id=wat.taak or None,
        van=van,
        nummer=_hoogste(uitvraag, wat, van) + 1,
        regio_id=samen.regio if samen else None,
        mandaat=samen.mandaat.strip() if samen else "",
        op=op,
        door=door,
        **velden,
    )
    if samen:
        uitleg.samen.set(sorted(samen.gemeenten))
    _log("uitleggen", uitleg, door, {"nummer": uitleg.nummer, "reden": uitleg.reden})
    return uitleg


@transaction.atomic
def toets(
    uitleg: Uitleg, *, verklaarbaar: bool, reden: str, door: Persoon, op: datetime, versie: int
) -> Uitlegtoets:
    """Judge an uitleg; `versie` is the number of the judgement that was read (0: none).

    Raises Geweigerd without a reason or for a text that was replaced, Verouderd when stale.
    """
    if not reden.strip():
        raise Geweigerd("Schrijf op waarom u dit vindt.")
    Uitleg.objects.select_for_update().get(pk=uitleg.pk)
    nu = Uitleg.objects.bekend(op).filter(pk=uitleg.pk).first()
    if nu is None:
        raise Geweigerd("Er is een nieuwe uitleg. Lees die eerst.")
    if nu.toetsnummer != versie:
        raise Verouderd("Een collega heeft deze uitleg intussen beoordeeld. Bekijk dat eerst.")
    hoogste = uitleg.toetsen.aggregate(n=Max("nummer"))["n"] or 0
    rij = Uitlegtoets.objects.create(
        uitleg=uitleg,
        nummer=hoogste + 1,
        verklaarbaar=verklaarbaar,
        reden=reden.strip(),
        op=op,
        door=door,
    )
    _log("toetsen", uitleg, door, {"nummer": rij.nummer, "verklaarbaar": verklaarbaar})
    return rij


def _laatste(uitvraag: Uitvraag, wat: Sleutel, van: Gemeente, op: datetime) -> Uitleg | None:
    Uitvraag.objects.select_for_update().get(pk=uitvraag.pk)
    gevonden = Uitleg.objects.bekend(op).filter(uitvraag=uitvraag, sleutel=str(wat), van=van)
    laatste: Uitleg | None = gevonden.first()
    return laatste


def _hoogste(uitvraag: Uitvraag, wat: Sleutel, van: Gemeente) -> int:
    eerder = Uitleg.objects.filter(uitvraag=uitvraag, sleutel=str(wat), van=van)
    return eerder.aggregate(n=Max("nummer"))["n"] or 0


def _zegt(uitleg: Uitleg, woorden: Woorden, samen: Samen | None) -> bool:
    gelijk = all(getattr(uitleg, veld) == waarde for veld, waarde in woorden.velden.items())
    return gelijk and _met_wie(uitleg) == (sorted(samen.gemeenten) if samen else [])


def _met_wie(uitleg: Uitleg) -> Iterable[str]:
    return list(uitleg.samen.order_by("pk").values_list("pk", flat=True))


def _log(actie: str, uitleg: Uitleg, door: Persoon, inhoud: dict[str, Any]) -> None:
    logboek.schrijf(
        actie, "uitleg", str(uitleg), persoon=door, gemeente=uitleg.van_id, inhoud=inhoud
    )
