"""Plain reads: rounds on the clock, versions known at a moment."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Self

from django.db import models
from django.db.models import Aggregate, CharField, Exists, OuterRef, Q


class Rijtje(Aggregate):
    """The values of a column without commas, in any order, with commas in between."""

    function = "GROUP_CONCAT"
    output_field = CharField()

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """PostgreSQL has another name for it and wants to hear of the comma."""
        sjabloon = "STRING_AGG(%(expressions)s, ',')"
        return self.as_sql(compiler, connection, template=sjabloon, **extra)


class UitvraagQuerySet(models.QuerySet):
    """Queries over rounds."""

    def geopend(self, moment: datetime) -> Self:
        """Rounds that have opened at `moment`, newest first."""
        return self.filter(opent__lte=moment).order_by("-opent")

    def gepubliceerd(self, moment: datetime) -> Self:
        """Rounds that are public at `moment`, newest first."""
        return self.filter(gepubliceerd_op__lte=moment).order_by("-opent")


class RechtsvormQuerySet(models.QuerySet):
    """Queries over legal forms."""

    def op(self, dag: date) -> Self:
        """Those that are valid on `dag`."""
        return self.filter(Q(geldig_tot=None) | Q(geldig_tot__gt=dag), geldig_vanaf__lte=dag)


class VerbandversieQuerySet(models.QuerySet):
    """Queries over versions of verbanden."""

    def bekend(self, moment: datetime | None = None) -> Self:
        """Per verband and round the latest version recorded at or before `moment` (None: ever)."""
        vastgelegd = self.filter(vastgelegd_op__isnull=False)
        if moment is not None:
            vastgelegd = vastgelegd.filter(vastgelegd_op__lte=moment)
        nieuwer = self.model._default_manager.filter(
            vastgelegd_op__isnull=False,
            verband=OuterRef("verband"),
            uitvraag=OuterRef("uitvraag"),
            nummer__gt=OuterRef("nummer"),
        )
        if moment is not None:
            nieuwer = nieuwer.filter(vastgelegd_op__lte=moment)
        return vastgelegd.filter(~Exists(nieuwer))


class OpgaveQuerySet(models.QuerySet):
    """Queries over opgaven."""

    def ingediend(self, moment: datetime | None = None) -> Self:
        """Those with a version submitted at or before `moment` (None: ever)."""
        filters: dict[str, object] = {"versies__ingediend_op__isnull": False}
        if moment is not None:
            filters["versies__ingediend_op__lte"] = moment
        return self.filter(**filters).distinct()


class OpgaveversieQuerySet(models.QuerySet):
    """Queries over versions of opgaven."""

    def bekend(self, moment: datetime | None = None) -> Self:
        """Per opgave the latest version submitted at or before `moment` (None: ever)."""
        ingediend = self.filter(ingediend_op__isnull=False)
        nieuwer = self.model._default_manager.filter(
            ingediend_op__isnull=False, opgave=OuterRef("opgave"), nummer__gt=OuterRef("nummer")
        )
        if moment is not None:
            ingediend = ingediend.filter(ingediend_op__lte=moment)
            nieuwer = nieuwer.filter(ingediend_op__lte=moment)
        return ingediend.filter(~Exists(nieuwer))

    def concept(self) -> Self:
        """The concepts: one at most per opgave."""
        return self.filter(ingediend_op=None)
