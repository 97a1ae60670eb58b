"""Keeping a view of a dashboard under a name."""

from __future__ import annotations

from django.db import transaction

from monitor.models import Bladwijzer
from samenwerking.acties.weigering import Geweigerd
from samenwerking.toegang import logboek
from samenwerking.toegang.models import Gebruiker

HOOGSTENS = 50


@transaction.atomic
def bewaar(wie: Gebruiker, naam: str, pagina: str, query: str) -> Bladwijzer:
    """Keep; the same name again is moved to this view. Raises Geweigerd for more than 50."""
    Gebruiker.objects.select_for_update().get(pk=wie.pk)
    eigen = Bladwijzer.objects.filter(gebruiker=wie)
    if eigen.count() >= HOOGSTENS and not eigen.filter(naam=naam).exists():
        raise Geweigerd(f"U bewaarde al {HOOGSTENS} weergaven. Verwijder er eerst een.")
    rij, _ = Bladwijzer.objects.update_or_create(
        gebruiker=wie, naam=naam, defaults={"pagina": pagina, "query": query}
    )
    _log("bewaren", rij, wie)
    return rij


@transaction.atomic
def hernoem(rij: Bladwijzer, naam: str, *, door: Gebruiker) -> None:
    """Raises Geweigerd when another view has that name."""
    anders = Bladwijzer.objects.filter(gebruiker=rij.gebruiker_id, naam=naam).exclude(pk=rij.pk)
    if anders.exists():
        raise Geweigerd(f"U hebt al een weergave die «{naam}» heet. Kies een andere naam.")
    rij.naam = naam
    rij.save(update_fields=["naam"])
    _log("hernoemen", rij, door)


@transaction.atomic
def verwijder(rij: Bladwijzer, *, door: Gebruiker) -> None:
    """It is gone; what it showed stays."""
    _log("verwijderen", rij, door)
    rij.delete()


def _log(actie: str, rij: Bladwijzer, wie: Gebruiker) -> None:
    logboek.schrijf(actie, "bladwijzer", rij.pk, persoon=wie.persoon, inhoud={"pagina": rij.pagina})
