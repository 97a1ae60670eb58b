"""The one scoping module: which rows may this gebruiker see, which may it change?

Every queryset of a view, form or API starts here. A model has its rule in ZICHTBAAR, BEWERKBAAR;
a model without a rule raises, so that forgetting one shows at once. monitor adds its own models by
`registreer`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Model, Q, QuerySet

from samenwerking import klok
from samenwerking.models import (
    Brief,
    Contact,
    Opgave,
    Opgaveregel,
    Opgaveversie,
    Verband,
    Verbandversie,
)
from samenwerking.toegang.models import Gebruiker
from samenwerking.toegang.rollen import GEMEENTEROLLEN, INVULROLLEN, LEESROLLEN, Rol

Wie = Gebruiker | AnonymousUser
Regel = Callable[[Wie, QuerySet[Any]], QuerySet[Any]]

ZICHTBAAR: dict[type[Model], Regel] = {}
BEWERKBAAR: dict[type[Model], Regel] = {}


def registreer(model: type[Model], *, zichtbaar: Regel, bewerkbaar: Regel | None = None) -> None:
    """Declare the scoping rules of `model`; without `bewerkbaar` nobody changes it in the portal."""
    ZICHTBAAR[model] = zichtbaar
    BEWERKBAAR[model] = bewerkbaar or (lambda wie, rijen: rijen.none())


def zichtbaar(wie: Wie, model: type[Model]) -> QuerySet[Any]:
    """The rows of `model` that `wie` may see. Raises KeyError for a model without a rule."""
    return ZICHTBAAR[model](wie, model._default_manager.all())


def bewerkbaar(wie: Wie, model: type[Model]) -> QuerySet[Any]:
    """The rows of `model` that `wie` may change. Raises KeyError for a model without a rule."""
    return BEWERKBAAR[model](wie, model._default_manager.all())


def rol(wie: Wie) -> Rol | None:
    """The rol of `wie`; None for a bezoeker."""
    return Rol(wie.rol) if isinstance(wie, Gebruiker) else None


def eigen(wie: Wie) -> str | None:
    """The CBS code of the own gemeente; None for who has none."""
    return wie.gemeente_id if isinstance(wie, Gebruiker) else None


def leest_alles(wie: Wie) -> bool:
    """Whether `wie` sees everything declared, also before publication."""
    return rol(wie) in LEESROLLEN


def _opgaven(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    if rol(wie) in INVULROLLEN:
        return rijen.filter(gemeente=eigen(wie))
    return rijen.none()


def _opgaveversies(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """Concepts: the own gemeente. Submitted: readers, the own gemeente, the public once known."""
    ingediend = Q(ingediend_op__isnull=False)
    openbaar = ingediend & Q(
        opgave__uitvraag__gepubliceerd_op__lte=klok.nu(),
        ingediend_op__lte=F("opgave__uitvraag__gepubliceerd_op"),
    )
    if leest_alles(wie):
        return rijen.filter(ingediend)
    if rol(wie) in INVULROLLEN:
        return rijen.filter(openbaar | Q(opgave__gemeente=eigen(wie)))
    if rol(wie) in GEMEENTEROLLEN:
        return rijen.filter(openbaar | ingediend & Q(opgave__gemeente=eigen(wie)))
    return rijen.filter(openbaar)


def _verbandversies(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """Vastgelegd: readers, those concerned, the public once known. Concept: those concerned."""
    vastgelegd = Q(vastgelegd_op__isnull=False)
    openbaar = vastgelegd & Q(
        uitvraag__gepubliceerd_op__lte=klok.nu(),
        vastgelegd_op__lte=F("uitvraag__gepubliceerd_op"),
    )
    if leest_alles(wie):
        return rijen.filter(vastgelegd)
    if rol(wie) in INVULROLLEN:
        return rijen.filter(vastgelegd | Q(pk__in=_genoemd_in(eigen(wie)))).distinct()
    return rijen.filter(openbaar)


def _genoemd_in(gemeente: str | None) -> QuerySet[Any]:
    """Versions that name `gemeente`: as penvoerder, as deelnemer or through a regio."""
    return Verbandversie.objects.filter(
        Q(penvoerder=gemeente)
        | Q(arrangementen__deelnames__gemeente=gemeente)
        | Q(arrangementen__regio__leden__gemeente=gemeente)
    ).values("pk")


def _opgaveregels(wie: Wie, rijen: QuerySet[Any]) -> QuerySet[Any]:
    """As the versions; an invuller also sees others' submitted regels for a shared verband."""
    versies = zichtbaar(wie, Opgaveversie).values("pk")
    if rol(wie) in INVULROLLEN:
        gedeeld = Opgaveregel.objects.filter(versie__opgave__gemeente=eigen(wie)).values("verband")
        return rijen.filter(
            Q(versie__in=versies) | Q(versie__ingediend_op__isnull=False, verband__in=gedeeld)
        )
    return rijen.filter(versie__in=versies)


registreer(Opgave, zichtbaar=_opgaven, bewerkbaar=_opgaven)
registreer(Opgaveversie, zichtbaar=_opgaveversies)
registreer(Opgaveregel, zichtbaar=_opgaveregels)
registreer(
    Verbandversie,
    zichtbaar=_verbandversies,
    bewerkbaar=lambda wie, rijen: (
        rijen.filter(vastgelegd_op=None, penvoerder=eigen(wie))
        if rol(wie) in INVULROLLEN
        else rijen.none()
    ),
)
registreer(Verband, zichtbaar=lambda wie, rijen: rijen)
registreer(
    Contact,
    zichtbaar=lambda wie, rijen: (
        rijen if leest_alles(wie) else rijen.filter(gemeente=eigen(wie) or "")
    ),
)
registreer(Brief, zichtbaar=lambda wie, rijen: rijen if leest_alles(wie) else rijen.none())
