"""Steps on the ladder: each by a named person with a reason, none skipped, none automatic."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from monitor.models import Departementsakkoord, Escalatie, Escalatiestap
from monitor.regels.achterblijvers import Onderwerp
from monitor.regels.escalatie import VAN_BZK, VOORWAARDEN, Richting, Trede, bezwaar, doel
from samenwerking.acties.weigering import Geweigerd, Verouderd
from samenwerking.klok import NEDERLAND
from samenwerking.models import Uitvraag
from samenwerking.toegang import logboek
from samenwerking.toegang.models import Gebruiker
from samenwerking.toegang.rollen import Rol


@dataclass(frozen=True)
class Zet:
    """What a step says: why, until when, who sees to it; for an aanwijzing also by whom."""

    reden: str
    termijn: date | None = None
    verantwoordelijke: str = ""
    minister: str = ""
    voorwaarden: frozenset[str] = frozenset()


@transaction.atomic
def begin(
    uitvraag: Uitvraag,
    onderwerp: Onderwerp,
    zet: Zet,
    *,
    gemeente: str = "",
    verband: str = "",
    door: Gebruiker,
    op: datetime,
) -> Escalatiestap:
    """Start at the first rung, for a gemeente or a verband.

    Raises Geweigerd when it runs already, or without a reason, a term or somebody who sees to it.
    """
    escalatie, _ = Escalatie.objects.select_for_update().get_or_create(
        uitvraag=uitvraag,
        gemeente_id=gemeente or None,
        verband_id=verband or None,
        onderwerp=onderwerp.value,
    )
    laatste = _laatste(escalatie, op)
    if laatste and not laatste.gesloten:
        raise Geweigerd("Deze escalatie loopt al. Zet daar de volgende stap.")
    return _zet(escalatie, None, Richting.BEGIN, zet, door, op)


@transaction.atomic
def zet_stap(
    escalatie: Escalatie,
    richting: Richting,
    zet: Zet,
    *,
    door: Gebruiker,
    op: datetime,
    versie: int,
) -> Escalatiestap:
    """One rung up, one back, or closing; `versie` is the number of the step that was read.

    Raises Verouderd when a colleague was first, Geweigerd for every step that the ladder, the
    rol or the vakdepartement does not allow.
    """
    Escalatie.objects.select_for_update().get(pk=escalatie.pk)
    laatste = _laatste(escalatie, op)
    if laatste is None or laatste.nummer != versie:
        raise Verouderd("Een collega heeft hier intussen een stap gezet. Bekijk die eerst.")
    if laatste.gesloten:
        raise Geweigerd("Deze escalatie is gesloten. Begin opnieuw bij de eerste trede.")
    return _zet(escalatie, laatste, richting, zet, door, op)


@transaction.atomic
def stem_in(
    escalatie: Escalatie, *, akkoord: bool, toelichting: str, door: Gebruiker, op: datetime
) -> Departementsakkoord:
    """A vakdepartement agrees, or not, to the next rung. Raises Geweigerd when none is asked."""
    Escalatie.objects.select_for_update().get(pk=escalatie.pk)
    laatste = _laatste(escalatie, op)
    open_ = laatste is not None and not laatste.gesloten
    volgende = doel(Trede(laatste.trede), Richting.OMHOOG) if laatste and open_ else None
    if volgende not in VAN_BZK:
        raise Geweigerd("Op deze trede is geen instemming nodig.")
    if not toelichting.strip():
        raise Geweigerd("Schrijf op waarom het departement dit vindt.")
    rij = Departementsakkoord.objects.create(
        escalatie=escalatie,
        trede=volgende,
        departement=door.organisatie or door.naam,
        akkoord=akkoord,
        toelichting=toelichting.strip(),
        op=op,
        door=door.persoon,
    )
    _log("instemmen", escalatie, door, {"trede": rij.trede, "akkoord": akkoord})
    return rij


def akkoord_voor(escalatie: Escalatie, trede: Trede, op: datetime) -> Departementsakkoord | None:
    """The agreement to a rung; None without one, or when the last word was no."""
    woorden = escalatie.akkoorden.filter(trede=trede.value, op__lte=op).order_by("-op", "-pk")
    laatste: Departementsakkoord | None = woorden.first()
    return laatste if laatste and laatste.akkoord else None


def _zet(
    escalatie: Escalatie,
    laatste: Escalatiestap | None,
    richting: Richting,
    zet: Zet,
    door: Gebruiker,
    op: datetime,
) -> Escalatiestap:
    van = Trede(laatste.trede) if laatste else None
    naar = doel(van, richting)
    akkoord = akkoord_voor(escalatie, naar, op) if naar and naar in VAN_BZK else None
    if naar and richting is Richting.OMLAAG:  # the rung was agreed to on the way up
        akkoord = escalatie.akkoorden.filter(trede=naar.value, akkoord=True).last()
    waarom = bezwaar(
        van,
        richting,
        reden=zet.reden,
        van_bzk=door.rol == Rol.BZK,
        akkoord=akkoord is not None,
        minister=zet.minister,
        voorwaarden=zet.voorwaarden,
    )
    if waarom or naar is None:
        raise Geweigerd(waarom)
    sluit = richting is Richting.SLUITEN
    if not sluit:
        _eis_termijn(zet, op)
    return _schrijf(escalatie, naar, zet, akkoord, door, op, sluit=sluit, richting=richting)


def _eis_termijn(zet: Zet, op: datetime) -> None:
    if zet.termijn is None or zet.termijn <= op.astimezone(NEDERLAND).date():
        raise Geweigerd("Kies een termijn die nog moet komen.")
    if not zet.verantwoordelijke.strip():
        raise Geweigerd("Vul in wie dit oppakt.")


def _schrijf(
    escalatie: Escalatie,
    trede: Trede,
    zet: Zet,
    akkoord: Departementsakkoord | None,
    door: Gebruiker,
    op: datetime,
    *,
    sluit: bool,
    richting: Richting,
) -> Escalatiestap:
    hoogste = escalatie.stappen.aggregate(n=Max("nummer"))["n"] or 0
    aanwijzing = trede is Trede.AANWIJZING and not sluit
    stap = Escalatiestap.objects.create(
        escalatie=escalatie,
        nummer=hoogste + 1,
        trede=trede.value,
        gesloten=sluit,
        reden=zet.reden.strip(),
        termijn=None if sluit else zet.termijn,
        verantwoordelijke="" if sluit else zet.verantwoordelijke.strip(),
        akkoord=None if sluit else akkoord,
        minister=zet.minister.strip() if aanwijzing else "",
        voorwaarden="|".join(VOORWAARDEN) if aanwijzing else "",
        op=op,
        door=door.persoon,
    )
    _log(richting.value, escalatie, door, {"nummer": stap.nummer, "trede": stap.trede})
    return stap


def _laatste(escalatie: Escalatie, op: datetime) -> Escalatiestap | None:
    laatste: Escalatiestap | None = (
        Escalatiestap.objects.bekend(op).filter(escalatie=escalatie).first()
    )
    return laatste


def _log(actie: str, escalatie: Escalatie, door: Gebruiker, inhoud: dict[str, Any]) -> None:
    gemeente = escalatie.gemeente_id or ""
    logboek.schrijf(
        actie, "escalatie", str(escalatie), persoon=door.persoon, gemeente=gemeente, inhoud=inhoud
    )
