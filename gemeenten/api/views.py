"""Gemeenten and regio's as they were on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters
from django.db.models import Prefetch
from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView, RetrieveAPIView, get_object_or_404

from gemeenten.api.sleutels import GEMEENTECODE, SLUG, DagFilter, KeuzeFilter, PatroonFilter
from gemeenten.api.vormen import GEMEENTEVELDEN, GemeenteVorm, RegioVorm
from gemeenten.models import Gemeente, Regio, Regiolid, Soort


class OpDag(django_filters.FilterSet):
    """`peildatum`; what holds on that day is chosen by the view."""

    peildatum = DagFilter(
        label="De dag waarop het geldt; zonder peildatum vandaag.", method="gekozen"
    )

    class Meta:
        model = Gemeente
        fields: list[str] = []

    def gekozen(self, rijen: Any, naam: str, waarde: Any) -> Any:
        """The view has chosen already."""
        return rijen


class GemeenteSleutels(OpDag):
    """Filters of the list of gemeenten."""

    regio = PatroonFilter(
        label="Code van een regio waarin de gemeente ligt.", method="in_regio", patroon=SLUG
    )

    def in_regio(self, rijen: Any, naam: str, waarde: str) -> Any:
        """The members of a regio on the day."""
        leden = Regiolid.objects.op(self.request.parser_context["view"].peildatum)
        return rijen.filter(pk__in=leden.filter(regio__code=waarde).values("gemeente"))


class RegioSleutels(OpDag):
    """Filters of the list of regio's."""

    soort = KeuzeFilter(
        label="De soort regio.", choices=[(waarde, waarde) for waarde in Soort.values]
    )
    gemeente = PatroonFilter(
        label="CBS-code van een gemeente in de regio.", method="met", patroon=GEMEENTECODE
    )

    def met(self, rijen: Any, naam: str, waarde: str) -> Any:
        """The regio's that this gemeente is a member of."""
        leden = Regiolid.objects.op(self.request.parser_context["view"].peildatum)
        return rijen.filter(pk__in=leden.filter(gemeente=waarde).values("regio"))


class MetPeildatum:
    """A view that holds for one day."""

    request: Any

    @property
    def peildatum(self) -> date:
        """The day asked for, else the present day of the domain clock."""
        gevraagd = self.request.query_params.get("peildatum")
        return date.fromisoformat(gevraagd) if gevraagd else self.request.nu.date()


class GemeentenBasis(MetPeildatum):
    """What list and detail of gemeenten share."""

    serializer_class = GemeenteVorm

    def get_queryset(self) -> Any:
        """Rows of the gemeenten that exist on the day."""
        dag = self.peildatum
        return Gemeente.objects.op(dag).met_inwoners(dag).values(*GEMEENTEVELDEN)


@extend_schema(summary="Gemeenten op een peildatum")
class Gemeenten(GemeentenBasis, ListAPIView):
    """De gemeenten die op de peildatum bestaan, met inwonertal en regio's."""

    filterset_class = GemeenteSleutels


@extend_schema(summary="Eén gemeente")
class GemeenteDetail(GemeentenBasis, RetrieveAPIView):
    """Een gemeente die op de peildatum bestaat."""

    filterset_class = OpDag
    lookup_field = "code"


class RegiosBasis(MetPeildatum):
    """What list and detail of regio's share."""

    serializer_class = RegioVorm

    def get_queryset(self) -> Any:
        """Regio's that are valid on the day, with their members."""
        dag = self.peildatum
        leden = Prefetch("leden", Regiolid.objects.op(dag).order_by("gemeente"))
        return Regio.objects.op(dag).order_by("soort", "code").prefetch_related(leden)


@extend_schema(summary="Regio's op een peildatum")
class Regios(RegiosBasis, ListAPIView):
    """De regio's die op de peildatum gelden, met de gemeenten die er lid van zijn."""

    filterset_class = RegioSleutels


@extend_schema(summary="Eén regio")
class RegioDetail(RegiosBasis, RetrieveAPIView):
    """Een regio van een soort, met haar gemeenten op de peildatum."""

    filterset_class = OpDag
    lookup_field = "code"

    def get_object(self) -> Any:
        """By soort and code: a code alone may be used by two indelingen."""
        rijen = self.filter_queryset(self.get_queryset())
        return get_object_or_404(rijen, soort=self.kwargs["soort"], code=self.kwargs["code"])
