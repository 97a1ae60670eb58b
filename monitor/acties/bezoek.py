"""Planning and recording a visit, what was agreed there, and the confidential notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from gemeenten.models import Regio
from monitor.models import Bezoek, BezoekAfspraak, Bezoekthema, Gesprekspartner, Notitie
from monitor.regels.bezoek import THEMAS
from samenwerking.acties.weigering import Geweigerd, Verouderd
from samenwerking.klok import NEDERLAND
from samenwerking.toegang import logboek
from samenwerking.toegang.models import Persoon

NOG_NIET = "Dit bezoek moet nog komen. Kies een datum tot en met vandaag, of bewaar {}."
VELDEN = ("datum", "soort", "plaats", "regio", "onderwerp", "verslag")


@dataclass(frozen=True)
class Bezoekinhoud:
    """What the form of a visit says; codes of gemeenten, slugs of verbanden, themes with a text."""

    datum: date
    soort: str
    plaats: str
    onderwerp: str
    gemeenten: frozenset[str]
    regio: Regio | None = None
    verslag: str = ""
    verbanden: frozenset[str] = frozenset()
    gesproken: frozenset[str] = frozenset()
    themas: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def plan(inhoud: Bezoekinhoud, *, sleutel: UUID, door: Persoon, op: datetime) -> Bezoek:
    """Put a visit in the agenda or record one that was; the same `sleutel` is the same visit.

    Raises Geweigerd for a report of a visit that is still to come.
    """
    if eerder := Bezoek.objects.filter(sleutel=sleutel, door=door).first():
        return eerder
    _eis_geweest(inhoud, op)
    velden = {veld: getattr(inhoud, veld) for veld in VELDEN}
    bezoek = Bezoek.objects.create(sleutel=sleutel, door=door, gepland_op=op, **velden)
    _koppel(bezoek, inhoud)
    _log("vastleggen", bezoek, door)
    return bezoek


@transaction.atomic
def wijzig(
    bezoek: Bezoek, inhoud: Bezoekinhoud, *, versie: int, door: Persoon, op: datetime
) -> Bezoek:
    """Write what the visit says now; `versie` is the one that was read.

    Raises Verouderd when it was changed elsewhere, Geweigerd for a report before the day.
    """
    rij: Bezoek = Bezoek.objects.select_for_update().get(pk=bezoek.pk)
    if rij.versie != versie:
        raise Verouderd("Dit bezoek is intussen ergens anders gewijzigd.")
    _eis_geweest(inhoud, op)
    for veld in VELDEN:
        setattr(rij, veld, getattr(inhoud, veld))
    rij.versie += 1
    rij.save()
    _koppel(rij, inhoud)
    _log("wijzigen", rij, door)
    return rij


@transaction.atomic
def spreek_af(
    bezoek: Bezoek, *, tekst: str, eigenaar: str, termijn: date | None, door: Persoon, op: datetime
) -> BezoekAfspraak:
    """Record what was agreed; the same words again are the same afspraak.

    Raises Geweigerd for a visit that is still to come.
    """
    if bezoek.datum > _dag(op):
        raise Geweigerd(NOG_NIET.format("de afspraak na het bezoek"))
    afspraak, nieuw = BezoekAfspraak.objects.get_or_create(
        bezoek=bezoek, tekst=tekst.strip(), eigenaar=eigenaar.strip(), termijn=termijn
    )
    if nieuw:
        _log("afspreken", bezoek, door)
    return afspraak


@transaction.atomic
def meld_klaar(afspraak: BezoekAfspraak, *, klaar: bool, door: Persoon, op: datetime) -> None:
    """Say that an afspraak was kept, or that it is open after all; saying it twice is once."""
    rij: BezoekAfspraak = BezoekAfspraak.objects.select_for_update().get(pk=afspraak.pk)
    if (rij.klaar_op is not None) == klaar:
        return
    rij.klaar_op = _dag(op) if klaar else None
    rij.save(update_fields=["klaar_op"])
    _log("afronden" if klaar else "heropenen", rij.bezoek, door)


@transaction.atomic
def noteer(bezoek: Bezoek, *, tekst: str, door: Persoon, op: datetime) -> Notitie:
    """A note for its writer only; the logboek says that, never what (S4-18)."""
    if not tekst.strip():
        raise Geweigerd("Schrijf eerst een notitie.")
    notitie = Notitie.objects.create(bezoek=bezoek, door=door, tekst=tekst.strip(), gemaakt_op=op)
    _log("noteren", bezoek, door)
    return notitie


def _eis_geweest(inhoud: Bezoekinhoud, op: datetime) -> None:
    """Raise Geweigerd when a report is given of a visit that is still to come."""
    if inhoud.datum > _dag(op) and (inhoud.verslag or inhoud.gesproken or inhoud.themas):
        raise Geweigerd(NOG_NIET.format("het verslag na het bezoek"))


def _koppel(bezoek: Bezoek, inhoud: Bezoekinhoud) -> None:
    bezoek.gemeenten.set(sorted(inhoud.gemeenten))
    bezoek.verbanden.set(sorted(inhoud.verbanden))
    bezoek.gesprekspartners.all().delete()
    bezoek.themas.all().delete()
    Gesprekspartner.objects.bulk_create(
        Gesprekspartner(bezoek=bezoek, rol=rol)
        for rol in Gesprekspartner.Rol.values
        if rol in inhoud.gesproken
    )
    Bezoekthema.objects.bulk_create(
        Bezoekthema(bezoek=bezoek, thema=thema, tekst=inhoud.themas[thema])
        for thema in THEMAS
        if inhoud.themas.get(thema)
    )


def _log(actie: str, bezoek: Bezoek, door: Persoon) -> None:
    logboek.schrijf(actie, "bezoek", bezoek.pk, persoon=door, inhoud={"versie": bezoek.versie})


def _dag(op: datetime) -> date:
    return op.astimezone(NEDERLAND).date()
