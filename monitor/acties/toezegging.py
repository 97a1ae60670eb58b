"""Recording a toezegging to parliament, and what came of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from monitor.models import Toezegging, Toezeggingstap
from monitor.regels.toezeggingen import STAPNAMEN, Stapsoort, mag_volgen
from samenwerking.acties.weigering import Geweigerd, Verouderd
from samenwerking.klok import NEDERLAND
from samenwerking.toegang import logboek
from samenwerking.toegang.models import Persoon


@dataclass(frozen=True)
class Toezeggingsinhoud:
    """What was promised, when and where, who is responsible and until when."""

    onderwerp: str
    tekst: str
    gedaan_op: date
    gedaan_bij: str
    verantwoordelijke: str
    termijn: date
    kamerstuk: str = ""


@transaction.atomic
def leg_vast(
    inhoud: Toezeggingsinhoud, *, sleutel: UUID, door: Persoon, op: datetime
) -> Toezegging:
    """Record; the same `sleutel` again gives the same one. Raises Geweigerd for a term before it
    was promised."""
    if eerder := Toezegging.objects.filter(sleutel=sleutel, door=door).first():
        return eerder
    if inhoud.termijn < inhoud.gedaan_op:
        raise Geweigerd("De termijn ligt vóór de dag van de toezegging.")
    rij = Toezegging.objects.create(**asdict(inhoud), sleutel=sleutel, door=door, op=op)
    _log("toezeggen", rij, door, {"termijn": rij.termijn.isoformat(), "kamerstuk": rij.kamerstuk})
    return rij


@transaction.atomic
def zet_stap(
    toezegging: Toezegging,
    soort: Stapsoort,
    *,
    tekst: str,
    versie: int,
    door: Persoon,
    op: datetime,
    kamerstuk: str = "",
    termijn: date | None = None,
) -> Toezeggingstap:
    """Record what was done; `versie` is the number of the step that was read last (0: none).

    A new `termijn` is for VERLENGD. The same step again is no new row. Raises Verouderd when
    somebody recorded another one, Geweigerd for what cannot follow or has no new term.
    """
    Toezegging.objects.select_for_update().get(pk=toezegging.pk)
    laatste = toezegging.stappen.order_by("nummer").last()
    velden = {"soort": soort, "tekst": tekst.strip(), "kamerstuk": kamerstuk.strip()}
    geldt = laatste.termijn if laatste else toezegging.termijn
    if laatste and toezegging.stappen.filter(pk=laatste.pk, **velden, termijn=termijn or geldt):
        return laatste
    if (laatste.nummer if laatste else 0) != versie:
        raise Verouderd("Een collega legde intussen iets vast. Dat staat hierboven.")
    if not mag_volgen(laatste.soort if laatste else None, soort):
        raise Geweigerd(_niet_nu(laatste.soort if laatste else None))
    if soort == Stapsoort.VERLENGD:
        geldt = _nieuwe_termijn(termijn, geldt, op.astimezone(NEDERLAND).date())
    stap = Toezeggingstap.objects.create(
        toezegging=toezegging, nummer=versie + 1, termijn=geldt, op=op, door=door, **velden
    )
    inhoud = {"termijn": geldt.isoformat(), "kamerstuk": stap.kamerstuk}
    _log(soort.value, toezegging, door, inhoud)
    return stap


def _niet_nu(vorige: str | None) -> str:
    if vorige is None or Stapsoort(vorige) not in (Stapsoort.NAGEKOMEN, Stapsoort.VERVALLEN):
        return "Deze toezegging staat nog open; heropenen kan alleen daarna."
    return f"Deze toezegging is al {STAPNAMEN[Stapsoort(vorige)]}. Heropen haar eerst."


def _nieuwe_termijn(nieuw: date | None, oud: date, dag: date) -> date:
    if nieuw is None or nieuw <= oud or nieuw < dag:
        raise Geweigerd("Kies een termijn die later is dan de vorige en nog moet komen.")
    return nieuw


def _log(actie: str, rij: Toezegging, door: Persoon, inhoud: dict[str, object]) -> None:
    logboek.schrijf(actie, "toezegging", rij.pk, persoon=door, inhoud=inhoud)
