"""The documents behind decisions: kept under a name that says nothing and cannot be guessed."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import uuid4

from django.core.files.base import File
from django.core.files.storage import default_storage

from samenwerking.models import Besluit, Opgaveversie

MAP = "besluiten"


def leg_neer(bestand: File) -> str:
    """Store a document and give its name; it counts once a decision has that name."""
    return default_storage.save(f"{MAP}/{uuid4().hex}.pdf", bestand)


def alleen_van(versie: Opgaveversie) -> list[Besluit]:
    """The decisions of `versie` whose document no other version has: with it, that goes."""
    met = versie.besluiten.exclude(document="")
    elders = Besluit.objects.exclude(versie=versie).filter(document__in=met.values("document"))
    return list(met.exclude(document__in=elders.values("document")))


def ruim_op(namen: Iterable[str]) -> None:
    """Remove the documents among `namen` that no decision of any version has."""
    over = set(namen) - {""}
    if over:
        over -= set(Besluit.objects.filter(document__in=over).values_list("document", flat=True))
    for naam in over:
        default_storage.delete(naam)
