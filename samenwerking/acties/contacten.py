"""Who to speak to at a gemeente, by role (S3-12): the whole list is replaced."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import NamedTuple

from django.db import transaction

from gemeenten.models import Gemeente
from samenwerking.acties.weigering import Verouderd
from samenwerking.models import Contact
from samenwerking.toegang import logboek
from samenwerking.toegang.models import Gebruiker


class Persoonsgegevens(NamedTuple):
    """One contact as it is typed."""

    rol: str
    naam: str
    email: str = ""
    telefoon: str = ""


def contacten(gemeente: Gemeente) -> list[Persoonsgegevens]:
    """The contacts of a gemeente, by role and name."""
    rijen = Contact.objects.filter(gemeente=gemeente).order_by("rol", "naam")
    return [Persoonsgegevens(*rij) for rij in rijen.values_list(*Persoonsgegevens._fields)]


def vingerafdruk(rijen: Iterable[Persoonsgegevens]) -> str:
    """SHA-256 of a list of contacts: what a writer read."""
    return hashlib.sha256(json.dumps(sorted(rijen)).encode()).hexdigest()


@transaction.atomic
def zet_contacten(
    gemeente: Gemeente, rijen: Iterable[Persoonsgegevens], *, gelezen: str, door: Gebruiker
) -> None:
    """Give the gemeente exactly these contacts.

    The logboek gets roles and numbers, no names. Raises Verouderd when the list that was read is
    no longer the present one.
    """
    Gemeente.objects.select_for_update().get(pk=gemeente.pk)
    if vingerafdruk(contacten(gemeente)) != gelezen:
        raise Verouderd(
            "Een collega heeft de contacten intussen gewijzigd. Uw invoer staat hieronder nog; "
            "vergelijk en sla daarna opnieuw op."
        )
    nieuw = list(dict.fromkeys(rijen))
    Contact.objects.filter(gemeente=gemeente).delete()
    Contact.objects.bulk_create(Contact(gemeente=gemeente, **rij._asdict()) for rij in nieuw)
    logboek.schrijf(
        "bewaren",
        "contacten",
        gemeente.pk,
        persoon=door.persoon,
        gemeente=gemeente.pk,
        inhoud={"rollen": sorted(rij.rol for rij in nieuw)},
    )
