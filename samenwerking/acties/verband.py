"""Proposing, editing and recording verbanden, in versions per round."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.text import slugify

from gemeenten.models import Gemeente
from samenwerking.acties.weigering import Geweigerd, Kring, Verouderd
from samenwerking.models import Arrangement, Deelname, Partner, Uitvraag, Verband, Verbandversie
from samenwerking.toegang import logboek
from samenwerking.toegang.models import Gebruiker, Persoon


class Schaal(NamedTuple):
    """Who takes part in one taak: the named gemeenten (CBS codes), and the members of a regio."""

    deelnemers: frozenset[str] = frozenset()
    regio: int | None = None


Schalen = Mapping[str, Schaal]
"""Per taak code who takes part: a verband may be a la carte."""


class Aantallen(NamedTuple):
    """How many clienten and aanbieders an arrangement has; None is unknown (S2-41)."""

    clienten: int | None = None
    aanbieders: int | None = None


class Inhoud(NamedTuple):
    """What belongs to a verband beside its fields: other partners (naam, rol), numbers per taak."""

    partners: Iterable[tuple[str, str]] = ()
    aantallen: Mapping[str, Aantallen] = MappingProxyType({})


@transaction.atomic
def stel_voor(
    uitvraag: Uitvraag,
    *,
    naam: str,
    penvoerder: Gemeente,
    schalen: Schalen,
    door: Gebruiker,
    slug: str = "",
    inhoud: Inhoud | None = None,
    **velden: Any,
) -> Verbandversie:
    """A new verband as a concept; it counts once an opgave naming it is submitted.

    The penvoerder takes part in every taak that is not attached to a regio. `slug` is the key that
    is asked for; it is another one when that is taken.
    """
    verband = Verband.objects.create(slug=vrije_slug(slug or naam))
    concept = Verbandversie.objects.create(
        verband=verband, uitvraag=uitvraag, nummer=1, naam=naam, penvoerder=penvoerder, **velden
    )
    met_ons = {
        taak: schaal if schaal.regio else Schaal(schaal.deelnemers | {penvoerder.pk})
        for taak, schaal in schalen.items()
    }
    zet_schalen(concept, met_ons)
    if inhoud:
        zet_inhoud(concept, inhoud)
    _log("voorstellen", concept, door.persoon)
    return concept


@transaction.atomic
def wijzig(
    verband: Verband,
    uitvraag: Uitvraag,
    velden: Mapping[str, Any],
    *,
    schalen: Schalen,
    gelezen: str,
    door: Gebruiker,
    inhoud: Inhoud | None = None,
) -> Verbandversie:
    """Change what the concept of this round says; versions that are vastgelegd never change.

    `gelezen` is the vingerafdruk of what the writer read; without `inhoud` partners and numbers
    stay. Raises Verouderd when it is stale, Kring when the larger verband lies within this one.
    """
    groter = velden.get("onderdeel_van_id")
    sloten = {verband.pk, groter} - {None}
    list(Verband.objects.select_for_update().filter(pk__in=sloten).order_by("pk"))
    if groter:
        _eis_geen_kring(verband.pk, groter, uitvraag)
    concept = begin_concept(verband, uitvraag)
    if vingerafdruk(concept) != gelezen:
        raise Verouderd(
            "Een collega heeft dit verband intussen gewijzigd. Uw tekst staat hieronder nog; "
            "vergelijk en sla daarna opnieuw op."
        )
    for naam, waarde in velden.items():
        setattr(concept, naam, waarde)
    concept.save()
    zet_schalen(concept, schalen)
    if inhoud:
        zet_inhoud(concept, inhoud)
    _log("bewerken", concept, door.persoon)
    return concept


def lees_schalen(versie: Verbandversie) -> dict[str, Schaal]:
    """Who takes part per taak, as it was recorded: a regio stays a regio."""
    return {
        a.taak_id: Schaal(frozenset(d.gemeente_id for d in a.deelnames.all()), a.regio_id)
        for a in versie.arrangementen.prefetch_related("deelnames").order_by("taak")
    }


def zet_schalen(concept: Verbandversie, schalen: Schalen) -> None:
    """Give the concept exactly these arrangementen.

    An arrangement that stays keeps its clienten and aanbieders.
    """
    _eis_concept(concept)
    concept.arrangementen.exclude(taak__in=schalen).delete()
    aanwezig = {a.taak_id: a for a in concept.arrangementen.all()}
    for taak, arrangement in aanwezig.items():
        arrangement.regio_id = schalen[taak].regio
    Arrangement.objects.bulk_update(aanwezig.values(), ["regio"])
    Arrangement.objects.bulk_create(
        Arrangement(versie=concept, taak_id=taak, regio_id=schaal.regio)
        for taak, schaal in sorted(schalen.items())
        if taak not in aanwezig
    )
    Deelname.objects.filter(arrangement__versie=concept).delete()
    Deelname.objects.bulk_create(
        Deelname(arrangement=arrangement, gemeente_id=gemeente)
        for arrangement in concept.arrangementen.all()
        for gemeente in sorted(schalen[arrangement.taak_id].deelnemers)
    )


def zet_inhoud(concept: Verbandversie, inhoud: Inhoud) -> None:
    """Give the concept exactly these partners, and its arrangementen these numbers."""
    _eis_concept(concept)
    concept.partners.all().delete()
    Partner.objects.bulk_create(
        Partner(versie=concept, naam=naam, rol=rol) for naam, rol in inhoud.partners
    )
    arrangementen = list(concept.arrangementen.filter(taak__in=inhoud.aantallen))
    for a in arrangementen:
        a.clienten, a.aanbieders = inhoud.aantallen[a.taak_id]
    Arrangement.objects.bulk_update(arrangementen, ["clienten", "aanbieders"])


def _eis_geen_kring(slug: str, groter: str, uitvraag: Uitvraag) -> None:
    """Raises Kring when `slug` would lie within itself: verbanden nest without a circle (S0-14)."""
    versies = Verbandversie.objects.filter(uitvraag=uitvraag).order_by("nummer")
    boven = dict(versies.values_list("verband_id", "onderdeel_van_id"))
    gezien: list[str] = []
    hoger: str | None = groter
    while hoger and hoger not in gezien:
        if hoger == slug:
            raise Kring("Dat verband is zelf een onderdeel van dit verband. Kies een ander.")
        gezien.append(hoger)
        hoger = boven.get(hoger)


def vingerafdruk(versie: Verbandversie) -> str:
    """SHA-256 of what a version says, whatever its number: two writers are told apart by it."""
    los = {"id", "nummer", "vastgelegd_op", "door", "inhoud_hash", "reden", "uitvraag"}
    velden = {f.name: getattr(versie, f.attname) for f in versie._meta.fields if f.name not in los}
    schalen = [
        (taak, sorted(schaal.deelnemers), schaal.regio)
        for taak, schaal in lees_schalen(versie).items()
    ]
    aantallen = sorted(versie.arrangementen.values_list("taak_id", "clienten", "aanbieders"))
    partners = sorted(versie.partners.values_list("naam", "rol"))
    inhoud = [velden, schalen, aantallen, partners]
    tekst = json.dumps(inhoud, default=str, sort_keys=True)
    return hashlib.sha256(tekst.encode()).hexdigest()


@transaction.atomic
def begin_concept(verband: Verband, uitvraag: Uitvraag) -> Verbandversie:
    """The concept of `verband` in this round: the one there is, else a copy of the last version."""
    versies = verband.versies.filter(uitvraag=uitvraag)
    concept: Verbandversie | None = versies.filter(vastgelegd_op=None).first()
    if concept:
        return concept
    bron = (
        verband.versies.filter(vastgelegd_op__isnull=False, uitvraag__opent__lte=uitvraag.opent)
        .order_by("-uitvraag__opent", "-nummer")
        .first()
    )
    if bron is None:
        raise Geweigerd("Dit verband is in deze ronde niet bekend.")
    return kopieer(bron, uitvraag)


def kopieer(bron: Verbandversie, uitvraag: Uitvraag) -> Verbandversie:
    """A concept in `uitvraag` with the content of `bron`."""
    hoogste = bron.verband.versies.filter(uitvraag=uitvraag).aggregate(n=Max("nummer"))["n"] or 0
    nieuw = Verbandversie.objects.get(pk=bron.pk)
    nieuw.pk, nieuw._state.adding = None, True
    nieuw.uitvraag, nieuw.nummer = uitvraag, hoogste + 1
    nieuw.vastgelegd_op, nieuw.door, nieuw.inhoud_hash, nieuw.reden = None, None, "", ""
    nieuw.save()
    Partner.objects.bulk_create(
        Partner(versie=nieuw, naam=p.naam, rol=p.rol) for p in bron.partners.all()
    )
    kopieer_arrangementen(bron.arrangementen.all(), nieuw)
    return nieuw


def kopieer_arrangementen(bron: QuerySet[Arrangement], nieuw: Verbandversie) -> None:
    """Give `nieuw` these arrangementen with their deelnemers."""
    oud = list(bron.prefetch_related("deelnames"))
    kopie = Arrangement.objects.bulk_create(
        Arrangement(
            versie=nieuw,
            taak_id=a.taak_id,
            regio_id=a.regio_id,
            clienten=a.clienten,
            aanbieders=a.aanbieders,
        )
        for a in oud
    )
    Deelname.objects.bulk_create(
        Deelname(arrangement=doel, gemeente_id=d.gemeente_id)
        for van, doel in zip(oud, kopie, strict=True)
        for d in van.deelnames.all()
    )


@transaction.atomic
def leg_vast(concept: Verbandversie, *, door: Gebruiker, op: datetime) -> Verbandversie:
    """The penvoerder makes the concept count from `op`."""
    _eis_concept(concept)
    _vastgelegd(concept, door.persoon, op)
    return concept


def leg_voorstellen_vast(
    verbanden: Iterable[str], uitvraag: Uitvraag, *, persoon: Persoon, op: datetime
) -> None:
    """Record the first concept of verbanden that a submitted opgave names (domein.md, Roles)."""
    voorstellen = Verbandversie.objects.filter(
        verband__in=set(verbanden), uitvraag=uitvraag, vastgelegd_op=None
    ).exclude(
        verband__in=Verbandversie.objects.filter(
            uitvraag=uitvraag, vastgelegd_op__isnull=False
        ).values("verband")
    )
    for concept in voorstellen:
        _vastgelegd(concept, persoon, op)


def vrije_slug(naam: str) -> str:
    """A slug for `naam` that no verband has yet."""
    basis = slugify(naam)[:70].strip("-") or "verband"
    bezet = set(Verband.objects.filter(slug__startswith=basis).values_list("slug", flat=True))
    kandidaten = (basis, *(f"{basis}-{n}" for n in range(2, len(bezet) + 3)))
    return next(slug for slug in kandidaten if slug not in bezet)


def _eis_concept(versie: Verbandversie) -> None:
    if versie.vastgelegd_op is not None:
        raise Geweigerd("Deze versie is vastgelegd en verandert niet meer. Maak een nieuwe versie.")


def _vastgelegd(concept: Verbandversie, persoon: Persoon, op: datetime) -> None:
    concept.vastgelegd_op, concept.door = op, persoon
    concept.save(update_fields=["vastgelegd_op", "door"])
    _log("vastleggen", concept, persoon)


def _log(actie: str, versie: Verbandversie, persoon: Persoon) -> None:
    logboek.schrijf(
        actie,
        "verband",
        f"{versie.uitvraag_id}/{versie.verband_id}",
        persoon=persoon,
        gemeente=versie.penvoerder_id or "",
        inhoud={"nummer": versie.nummer, "naam": versie.naam},
    )
