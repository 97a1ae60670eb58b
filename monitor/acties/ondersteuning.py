"""Asking for support, joining, and what happens with a request; meetings and handreikingen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from gemeenten.models import Gemeente, Regio
from monitor.models import Bijeenkomst, Handreiking, Ondersteuningsverzoek, Verzoekstap
from monitor.regels.ondersteuning import KLAAR, NAMEN, Toestand, kan
from samenwerking.acties.weigering import Geweigerd, Verouderd
from samenwerking.klok import NEDERLAND
from samenwerking.toegang import logboek
from samenwerking.toegang.models import Persoon

INTUSSEN = "Een collega heeft dit intussen gewijzigd. Wat er nu staat, ziet u hierboven."


@transaction.atomic
def vraag_aan(
    *,
    vorm: str,
    regio: Regio,
    gemeente: Gemeente,
    onderwerp: str,
    vraag: str,
    sleutel: UUID,
    door: Persoon,
    op: datetime,
) -> Ondersteuningsverzoek:
    """Ask support for a regio; the same `sleutel` again gives the same request (S4-98)."""
    if eerder := Ondersteuningsverzoek.objects.filter(sleutel=sleutel, door=door).first():
        return eerder
    verzoek: Ondersteuningsverzoek = Ondersteuningsverzoek.objects.create(
        vorm=vorm,
        regio=regio,
        gemeente=gemeente,
        onderwerp=onderwerp.strip(),
        vraag=vraag.strip(),
        sleutel=sleutel,
        door=door,
        op=op,
    )
    _log("aanvragen", verzoek, door, gemeente.pk)
    return verzoek


@dataclass(frozen=True)
class Stap:
    """What a step says: to whom, on which day, what came of it or why it ends."""

    toestand: str
    aan: Persoon | None = None
    datum: date | None = None
    tekst: str = ""


@transaction.atomic
def zet_stap(
    verzoek: Ondersteuningsverzoek, stap: Stap, *, versie: int, door: Persoon, op: datetime
) -> Verzoekstap:
    """Take a step; `versie` is the number of the last step that was read.

    The same step again is no new one. Raises Verouderd when another one was taken, Geweigerd when
    it cannot follow or something is missing.
    """
    Ondersteuningsverzoek.objects.select_for_update().get(pk=verzoek.pk)
    laatste = verzoek.stappen.order_by("nummer").last()
    nummer = laatste.nummer if laatste else 0
    if laatste and nummer == versie + 1 and _is_gelijk(laatste, stap):
        return laatste
    if nummer != versie:
        raise Verouderd(INTUSSEN)
    nu = Toestand(laatste.toestand) if laatste else Toestand.AANGEVRAAGD
    if not kan(nu, Toestand(stap.toestand)):
        raise Geweigerd(f"Dit kan niet: het verzoek is «{NAMEN[nu]}».")
    aan = stap.aan or (laatste.aan if laatste else None)
    _eis_volledig(stap, op)
    rij = Verzoekstap.objects.create(
        verzoek=verzoek,
        nummer=nummer + 1,
        toestand=stap.toestand,
        aan=aan,
        datum=stap.datum,
        tekst=stap.tekst.strip(),
        op=op,
        door=door,
    )
    _log(stap.toestand, verzoek, door, verzoek.gemeente_id)
    return rij


def _is_gelijk(rij: Verzoekstap, stap: Stap) -> bool:
    gelijk = (rij.toestand, rij.datum, rij.tekst) == (stap.toestand, stap.datum, stap.tekst.strip())
    return gelijk and stap.aan in (None, rij.aan)


def _eis_volledig(stap: Stap, op: datetime) -> None:
    """Raise Geweigerd when the step misses what it is about."""
    if stap.toestand == Toestand.TOEGEWEZEN and stap.aan is None:
        raise Geweigerd("Kies wie het verzoek oppakt.")
    if stap.toestand in {Toestand.GEPLAND, Toestand.UITGEVOERD} and stap.datum is None:
        raise Geweigerd("Vul de datum in.")
    if stap.toestand == Toestand.UITGEVOERD and stap.datum and stap.datum > _dag(op):
        raise Geweigerd("Deze dag moet nog komen. Vul in op welke dag het was.")
    if stap.toestand in KLAAR and not stap.tekst.strip():
        wat = "wat het opleverde" if stap.toestand == Toestand.UITGEVOERD else "waarom"
        raise Geweigerd(f"Schrijf op {wat}.")


@transaction.atomic
def doe_mee(
    verzoek: Ondersteuningsverzoek, gemeente: Gemeente, *, mee: bool, door: Persoon, nu: str
) -> None:
    """A gemeente of the regio joins a request, or leaves it; saying it twice is once.

    `nu` is where the request stands. Raises Geweigerd for one that has ended.
    """
    if nu in KLAAR:
        raise Geweigerd("Dit verzoek is klaar. Vraag zelf ondersteuning aan als die nodig is.")
    _meld(verzoek, gemeente, mee=mee, door=door)


@transaction.atomic
def meld_aan(
    bijeenkomst: Bijeenkomst, gemeente: Gemeente, *, mee: bool, door: Persoon, op: datetime
) -> None:
    """A gemeente comes to a meeting, or not; raises Geweigerd when it was or does not go on."""
    if bijeenkomst.afgelast or bijeenkomst.datum < _dag(op):
        reden = "gaat niet door" if bijeenkomst.afgelast else "is geweest"
        raise Geweigerd(f"Deze bijeenkomst {reden}. Aanmelden kan niet meer.")
    _meld(bijeenkomst, gemeente, mee=mee, door=door)


def _meld(rij: Any, gemeente: Gemeente, *, mee: bool, door: Persoon) -> None:
    if rij.gemeenten.filter(pk=gemeente.pk).exists() == mee:
        return
    (rij.gemeenten.add if mee else rij.gemeenten.remove)(gemeente)
    _log("meedoen" if mee else "afmelden", rij, door, gemeente.pk)


@transaction.atomic
def leg_bijeenkomst_vast(
    bijeenkomst: Bijeenkomst | None,
    velden: dict[str, Any],
    *,
    gemeenten: Iterable[str],
    sleutel: UUID,
    versie: int,
    door: Persoon,
    op: datetime,
) -> Bijeenkomst:
    """Write a meeting (None: a new one) with its gemeenten; raises Verouderd for a stale `versie`.

    The same `sleutel` again gives the same meeting.
    """
    if bijeenkomst is None:
        if eerder := Bijeenkomst.objects.filter(sleutel=sleutel, door=door).first():
            return eerder
        rij = Bijeenkomst.objects.create(**velden, sleutel=sleutel, door=door, op=op)
    else:
        rij = _met(Bijeenkomst, bijeenkomst, velden, versie)
    rij.gemeenten.set(sorted(gemeenten))
    _log("wijzigen" if bijeenkomst else "vastleggen", rij, door)
    return rij


@transaction.atomic
def publiceer_handreiking(
    handreiking: Handreiking | None,
    velden: dict[str, Any],
    *,
    versie: int,
    door: Persoon,
    op: datetime,
) -> Handreiking:
    """Put a handreiking in the library (None: a new one); raises Verouderd when it is stale.

    A file that no row names any more goes once this is certain.
    """
    if handreiking is None:
        rij = Handreiking.objects.create(**velden, door=door, op=op)
    else:
        oud = handreiking.bestand.name
        rij = _met(Handreiking, handreiking, velden, versie)
        if oud and oud != rij.bestand.name:
            opslag = rij.bestand.storage
            transaction.on_commit(lambda: opslag.delete(oud))
    _log("wijzigen" if handreiking else "publiceren", rij, door)
    return rij


def _met(model: Any, rij: Any, velden: dict[str, Any], versie: int) -> Any:
    """The row with other values, once more changed; raises Verouderd when it was since `versie`."""
    nu = model.objects.select_for_update().get(pk=rij.pk)
    if nu.versie != versie:
        raise Verouderd(INTUSSEN)
    for veld, waarde in velden.items():
        setattr(nu, veld, waarde)
    nu.versie += 1
    nu.save()
    return nu


def _log(actie: str, rij: Any, door: Persoon, gemeente: str = "") -> None:
    logboek.schrijf(actie, rij._meta.model_name, rij.pk, persoon=door, gemeente=gemeente)


def _dag(op: datetime) -> date:
    return op.astimezone(NEDERLAND).date()
