"""Plain reads of the reference data: what holds on a day, search by name or alias."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import OuterRef, Q, Subquery

from gemeenten.herindeling import Overgang, Stap, stappen
from gemeenten.namen import vouw


class GemeenteQuerySet(models.QuerySet):
    """Queries over gemeenten."""

    def op(self, dag: date) -> Self:
        """Those that exist on `dag`."""
        return self.filter(Q(bestaat_tot=None) | Q(bestaat_tot__gt=dag), bestaat_vanaf__lte=dag)

    def met_inwoners(self, dag: date) -> Self:
        """With `inwoners`: the latest figure at or before `dag`, None when there is none."""
        from gemeenten.models import Inwonertal

        laatste = Inwonertal.objects.filter(gemeente=OuterRef("pk"), peildatum__lte=dag)
        return self.annotate(
            inwoners=Subquery(laatste.order_by("-peildatum").values("inwoners")[:1])
        )

    def zoek(self, tekst: str) -> Self:
        """Those whose name or alias holds `tekst`, or whose code it is: «0392» is GM0392."""
        gevouwen = vouw(tekst)
        if not gevouwen:
            return self.none()
        return self.filter(
            Q(zoeknaam__contains=gevouwen)
            | Q(aliassen__zoeknaam__contains=gevouwen)
            | Q(code=_als_code(tekst))
        ).distinct()

    def precies(self, tekst: str) -> Self:
        """Those whose whole name, alias or code is `tekst`."""
        gevouwen = vouw(tekst)
        return self.filter(
            Q(zoeknaam=gevouwen) | Q(aliassen__zoeknaam=gevouwen) | Q(code=_als_code(tekst))
        ).distinct()


def _als_code(tekst: str) -> str:
    return f"GM{tekst.strip().upper().removeprefix('GM').zfill(4)}"


class PeriodeQuerySet(models.QuerySet):
    """Queries over rows with `vanaf` and `tot`."""

    def op(self, dag: date) -> Self:
        """Those that hold on `dag`."""
        return self.filter(Q(tot=None) | Q(tot__gt=dag), vanaf__lte=dag)


class RegioQuerySet(models.QuerySet):
    """Queries over regio's."""

    def op(self, dag: date) -> Self:
        """Those that are valid on `dag`."""
        return self.filter(Q(geldig_tot=None) | Q(geldig_tot__gt=dag), geldig_vanaf__lte=dag)


class HerindelingQuerySet(models.QuerySet):
    """Queries over herindelingen."""

    def verloop(self, tot: date | None = None) -> list[Stap]:
        """What happened up to and including `tot` (None: ever), in order of time; one query."""
        van_tot = self.exclude(soort="voortzetting")
        if tot is not None:
            van_tot = van_tot.filter(datum__lte=tot)
        return stappen(Overgang(*rij) for rij in van_tot.values_list("datum", "oud_id", "nieuw_id"))
