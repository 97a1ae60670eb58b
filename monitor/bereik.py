"""Who sees the visits and the notities of the ambassadeurs (domein.md, Roles; S4-18)."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q, QuerySet

from monitor.models import Bezoek, BezoekAfspraak, Notitie
from samenwerking.toegang.bereik import Wie, eigen, leest_alles, registreer, rol, zichtbaar
from samenwerking.toegang.rollen import VELDROLLEN


def _bezoeken(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """Readers, and the gemeenten that were visited or lie in the visited regio."""
    if leest_alles(wie):
        return rijen
    nog_lid = Q(regio__leden__tot=None) | Q(regio__leden__tot__gt=F("datum"))
    in_regio = Q(regio__leden__gemeente=eigen(wie), regio__leden__vanaf__lte=F("datum")) & nog_lid
    return rijen.filter(Q(gemeenten=eigen(wie)) | in_regio).distinct()


def _van_mijzelf(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """What an ambassadeur or accountmanager made: colleagues leave it alone."""
    return rijen.filter(door__gebruiker=wie.pk) if rol(wie) in VELDROLLEN else rijen.none()


def _afspraken(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """As the visit."""
    return rijen.filter(bezoek__in=zichtbaar(wie, Bezoek).values("pk"))


def _eigen_afspraken(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """As the visit."""
    return rijen.filter(bezoek__in=_van_mijzelf(wie, Bezoek.objects.all()).values("pk"))


registreer(Bezoek, zichtbaar=_bezoeken, bewerkbaar=_van_mijzelf)
registreer(BezoekAfspraak, zichtbaar=_afspraken, bewerkbaar=_eigen_afspraken)
# A notitie is its writer's own: also colleagues, the commissie and the beheerder do not see it.
registreer(Notitie, zichtbaar=_van_mijzelf, bewerkbaar=_van_mijzelf)
