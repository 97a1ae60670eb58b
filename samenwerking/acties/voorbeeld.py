"""Praktijkvoorbeelden by VNG, and who speaks for a gemeente in a verband."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gemeenten.models import Gemeente
from samenwerking.acties.weigering import Verouderd
from samenwerking.models import Praktijkvoorbeeld, Verband, Vertegenwoordiger
from samenwerking.toegang import logboek
from samenwerking.toegang.models import Gebruiker

VEROUDERD = "Een collega heeft deze tekst intussen gewijzigd. Vergelijk en sla daarna opnieuw op."


@transaction.atomic
def maak_voorbeeld(
    verband: Verband, tekst: str, *, gelezen: str, door: Gebruiker, op: datetime
) -> None:
    """Show a verband as example with this text; an empty text ends it (S2-45).

    `gelezen` is the text that the writer read; raises Verouderd when it changed since.
    """
    Verband.objects.select_for_update().get(pk=verband.pk)
    nu = Praktijkvoorbeeld.objects.filter(verband=verband).first()
    if (nu.tekst if nu else "") != gelezen:
        raise Verouderd(VEROUDERD)
    tekst = tekst.strip()
    if tekst:
        velden = {"tekst": tekst, "op": op, "door": door.persoon}
        Praktijkvoorbeeld.objects.update_or_create(verband=verband, defaults=velden)
    elif nu:
        nu.delete()
    actie = "voorbeeld maken" if tekst else "voorbeeld beëindigen"
    logboek.schrijf(actie, "verband", verband.pk, persoon=door.persoon)


@transaction.atomic
def zet_vertegenwoordiger(
    gemeente: Gemeente, verband: Verband, *, naam: str, functie: str, gelezen: str, door: Gebruiker
) -> None:
    """Who speaks for `gemeente` in `verband`; an empty naam says that nobody does.

    `gelezen` is `als_tekst` of what the writer read; raises Verouderd when it changed since.
    """
    Verband.objects.select_for_update().get(pk=verband.pk)
    nu = Vertegenwoordiger.objects.filter(gemeente=gemeente, verband=verband).first()
    if als_tekst(nu) != gelezen:
        raise Verouderd(VEROUDERD)
    if naam.strip():
        Vertegenwoordiger.objects.update_or_create(
            gemeente=gemeente,
            verband=verband,
            defaults={"naam": naam.strip(), "functie": functie.strip()},
        )
    elif nu:
        nu.delete()
    logboek.schrijf(
        "vertegenwoordiger", "verband", verband.pk, persoon=door.persoon, gemeente=gemeente.pk
    )


def als_tekst(wie: Vertegenwoordiger | None) -> str:
    """What a form names as read."""
    return f"{wie.naam}|{wie.functie}" if wie else ""
