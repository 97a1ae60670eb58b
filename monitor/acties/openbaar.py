"""Making the files of a published round, once (S4-101)."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import Count, Max

from monitor.models import Openbaarbestand
from monitor.openbaar.bestanden import bestanden, schrijf
from samenwerking.models import Opgaveversie, Uitvraag, Verbandversie
from samenwerking.toegang import logboek
from samenwerking.toegang.bereik import zichtbaar

Kenmerken = dict[str, tuple[int, str]]


def kenmerken(rondes: Iterable[Uitvraag]) -> dict[str, Kenmerken]:
    """Per published round the name -> (bytes, SHA-256) of every file; three queries.

    Files that are not there yet are made first.
    """
    van = merken(rondes)
    gevonden = _gelezen(van)
    for ronde in rondes:
        if gevonden[ronde.pk].keys() != _namen():
            _maak(ronde, van[ronde.pk])
            gevonden |= _gelezen({ronde.pk: van[ronde.pk]})
    return gevonden


def inhoud(ronde: Uitvraag, naam: str) -> tuple[bytes, str] | None:
    """The bytes and SHA-256 of one file; None for a name that no file has."""
    if naam not in _namen():
        return None
    van = merken([ronde])[ronde.pk]
    alle = zichtbaar(AnonymousUser(), Openbaarbestand)
    rijen = alle.filter(uitvraag=ronde, merk=van, naam=naam)
    if not rijen.exists():
        _maak(ronde, van)
    bestand = rijen.get()
    return zlib.decompress(bestand.inhoud), bestand.sha256


def merken(rondes: Iterable[Uitvraag]) -> dict[str, str]:
    """Per published round what its public content is called; two queries.

    Versions are only added, so their number and the last one say which are public.
    """
    wie, codes = AnonymousUser(), [ronde.pk for ronde in rondes]
    delen = {ronde.pk: [f"{ronde.gepubliceerd_op:%Y%m%d%H%M%S}"] for ronde in rondes}
    for model, veld in ((Verbandversie, "uitvraag"), (Opgaveversie, "opgave__uitvraag")):
        rijen = zichtbaar(wie, model).filter(**{f"{veld}__in": codes}).order_by()
        for code, aantal, laatste in rijen.values_list(veld).annotate(Count("pk"), Max("pk")):
            delen[code].append(f"{aantal}.{laatste}")
    return {code: "-".join(stukken) for code, stukken in delen.items()}


def maak(op: datetime) -> list[str]:
    """Make the files of what is published at `op`; Dutch lines that say which (a chore)."""
    return [
        f"De open bestanden van ronde {ronde.pk} zijn gemaakt."
        for ronde in te_maken(op)
        if _maak(ronde, merken([ronde])[ronde.pk])
    ]


def proef(op: datetime) -> list[str]:
    """What `maak` would do now, without doing it."""
    return [f"Zou de open bestanden van ronde {ronde.pk} maken." for ronde in te_maken(op)]


def te_maken(op: datetime) -> list[Uitvraag]:
    """The published rounds of which a file is missing."""
    rondes = list(Uitvraag.objects.gepubliceerd(op))
    gevonden = _gelezen(merken(rondes))
    return [ronde for ronde in rondes if gevonden[ronde.pk].keys() != _namen()]


def _namen() -> set[str]:
    return {bestand.naam for bestand in bestanden()}


def _gelezen(van: dict[str, str]) -> dict[str, Kenmerken]:
    """What is kept of the content with these names; one query."""
    gevonden: dict[str, Kenmerken] = {code: {} for code in van}
    alle = zichtbaar(AnonymousUser(), Openbaarbestand)
    rijen = alle.filter(uitvraag__in=van, merk__in=van.values())
    for code, naam, grootte, som in rijen.values_list("uitvraag_id", "naam", "grootte", "sha256"):
        gevonden[code][naam] = (grootte, som)
    return gevonden


@transaction.atomic
def _maak(ronde: Uitvraag, merk: str) -> bool:
    """Make what is missing and forget what was of other content; whether there was anything."""
    Uitvraag.objects.select_for_update().get(pk=ronde.pk)
    er = Openbaarbestand.objects.filter(uitvraag=ronde)
    er.exclude(merk=merk).delete()
    al = set(er.values_list("naam", flat=True))
    nieuw = [
        Openbaarbestand(
            uitvraag=ronde,
            merk=merk,
            naam=naam,
            inhoud=zlib.compress(gevuld),
            grootte=len(gevuld),
            sha256=hashlib.sha256(gevuld).hexdigest(),
        )
        for naam, gevuld in schrijf(ronde).items()
        if naam not in al
    ]
    if nieuw:
        Openbaarbestand.objects.bulk_create(nieuw)
        sommen = {bestand.naam: bestand.sha256 for bestand in nieuw}
        logboek.schrijf("maken", "openbestand", ronde.pk, persoon=None, inhoud=sommen)
    return bool(nieuw)
