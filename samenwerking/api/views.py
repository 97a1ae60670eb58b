"""Reading taken, rechtsvormen, rondes, verbanden, arrangementen and opgaven."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import django_filters
from django.db.models import F
from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView, RetrieveAPIView
from rest_framework.response import Response

from gemeenten.api.sleutels import (
    GEMEENTECODE,
    SLUG,
    TAAKCODE,
    DagFilter,
    KeuzeFilter,
    PatroonFilter,
)
from gemeenten.models import Gemeente, Regiolid
from samenwerking.api import rijen, vormen
from samenwerking.api.bestanden import Json
from samenwerking.keuzes import Decentralisatie, Niveau, Rechtsvormsoort
from samenwerking.models import Rechtsvorm, Taak, Uitvraag, Uitvraagtaak, Verbandversie
from samenwerking.toegang.bereik import zichtbaar

Kies = Callable[[dict[str, Any], Any], bool]


class Keuzes(django_filters.FilterSet):
    """Filters over rows that are read already; the view says how by `kies`."""

    class Meta:
        model = Gemeente
        fields: list[str] = []

    def over_rijen(self, queryset: Any, naam: str, waarde: Any) -> Any:
        """The rows are filtered by the view."""
        return queryset


def taaksleutel() -> PatroonFilter:
    """Filter on one taak."""
    return PatroonFilter(label="Code van een taak.", method="over_rijen", patroon=TAAKCODE)


def gemeentesleutel() -> PatroonFilter:
    """Filter on one gemeente."""
    return PatroonFilter(
        label="CBS-code van een gemeente.", method="over_rijen", patroon=GEMEENTECODE
    )


def verbandsleutel() -> PatroonFilter:
    """Filter on one verband."""
    return PatroonFilter(label="Slug van een verband.", method="over_rijen", patroon=SLUG)


def regiosleutel() -> PatroonFilter:
    """Filter on the gemeenten of a regio."""
    return PatroonFilter(
        label="Code van een regio: alleen haar gemeenten.", method="over_rijen", patroon=SLUG
    )


def decentralisatiesleutel() -> KeuzeFilter:
    """Filter on the decentralisatie of a taak."""
    waarden = [(waarde, waarde) for waarde in Decentralisatie.values]
    return KeuzeFilter(label="De decentralisatie.", method="over_rijen", choices=waarden)


def leden_van(code: str, dag: Any) -> set[str]:
    """The gemeenten of the regio with this code."""
    leden = Regiolid.objects.op(dag).filter(regio__code=code)
    return set(leden.values_list("gemeente_id", flat=True))


class TaakSleutels(django_filters.FilterSet):
    """Filters of taken."""

    decentralisatie = KeuzeFilter(
        label="De decentralisatie.", choices=[(w, w) for w in Decentralisatie.values]
    )


@extend_schema(summary="Taken")
class Taken(ListAPIView):
    """Alle taken; wat een ronde over een taak vraagt staat bij de ronde."""

    serializer_class = vormen.TaakVorm
    filterset_class = TaakSleutels
    queryset = Taak.objects.order_by("code").values(
        "code", "naam", "omschrijving", "decentralisatie", korteNaam=F("korte_naam")
    )


@extend_schema(summary="Eén taak")
class TaakDetail(RetrieveAPIView):
    """Een taak."""

    serializer_class = vormen.TaakVorm
    queryset = Taken.queryset
    renderer_classes = [Json]
    lookup_field = "code"


class RechtsvormSleutels(django_filters.FilterSet):
    """Filters of rechtsvormen."""

    soort = KeuzeFilter(label="De soort.", choices=[(w, w) for w in Rechtsvormsoort.values])
    peildatum = DagFilter(label="Alleen wat op die dag geldt.", method="geldig")

    def geldig(self, queryset: Any, naam: str, waarde: Any) -> Any:
        """Those that are valid on the day."""
        return queryset.op(waarde)


@extend_schema(summary="Rechtsvormen")
class Rechtsvormen(ListAPIView):
    """De rechtsvormen waaruit een verband kan kiezen, met hun geldigheid."""

    serializer_class = vormen.RechtsvormVorm
    filterset_class = RechtsvormSleutels
    queryset = Rechtsvorm.objects.order_by("code").values(
        "code",
        "naam",
        "soort",
        "rechtspersoon",
        "bindend",
        "artikel",
        geldigVanaf=F("geldig_vanaf"),
        geldigTot=F("geldig_tot"),
    )


@extend_schema(summary="Eén rechtsvorm")
class RechtsvormDetail(RetrieveAPIView):
    """Een rechtsvorm."""

    serializer_class = vormen.RechtsvormVorm
    queryset = Rechtsvormen.queryset
    renderer_classes = [Json]
    lookup_field = "code"


class UitvragenBasis:
    """What list and detail of rounds share."""

    serializer_class = vormen.UitvraagVorm
    request: Any

    def get_queryset(self) -> Any:
        """Rows of the rounds that have opened, newest first."""
        return Uitvraag.objects.geopend(self.request.nu).values(
            "code",
            "naam",
            "peildatum",
            "opent",
            "deadline",
            "kamerstuk",
            "voorbeeldgegevens",
            laatsteWijziging=F("laatste_wijziging"),
            gepubliceerdOp=F("gepubliceerd_op"),
            vaststellingDrempel=F("vaststelling_drempel"),
        )


@extend_schema(summary="Rondes")
class Uitvragen(UitvragenBasis, ListAPIView):
    """De rondes die open zijn of waren, de nieuwste eerst."""


@extend_schema(summary="Eén ronde")
class UitvraagDetail(UitvragenBasis, RetrieveAPIView):
    """Een ronde met haar momenten."""

    renderer_classes = [Json]
    lookup_field = "code"


class UitvraagtaakSleutels(django_filters.FilterSet):
    """Filters of the catalogue of a round."""

    decentralisatie = KeuzeFilter(
        label="De decentralisatie.",
        field_name="taak__decentralisatie",
        choices=[(w, w) for w in Decentralisatie.values],
    )
    niveau = KeuzeFilter(label="Het niveau.", choices=[(w, w) for w in Niveau.values])


@extend_schema(summary="Taken van een ronde")
class Uitvraagtaken(ListAPIView):
    """Wat een ronde per taak vraagt: niveau, noodzaak en norm."""

    serializer_class = vormen.UitvraagtaakVorm
    filterset_class = UitvraagtaakSleutels

    def get_queryset(self) -> Any:
        """Rows of the catalogue, by taak."""
        uitvraag = rijen.ronde(self.request, self.kwargs["uitvraag"])
        return (
            Uitvraagtaak.objects.filter(uitvraag=uitvraag)
            .order_by("taak")
            .values(
                "niveau",
                "verplichting",
                "taak",
                naam=F("taak__naam"),
                decentralisatie=F("taak__decentralisatie"),
                samenwerkingNoodzakelijk=F("samenwerking_noodzakelijk"),
                landelijkMogelijk=F("landelijk_mogelijk"),
                referentieIndeling=F("referentie_indeling"),
                normInwoners=F("norm_inwoners"),
            )
        )


def alle_verbanden(request: Any) -> list[dict[str, Any]]:
    """Every verband of which a version is visible, with the rounds it is in."""
    gevonden: dict[str, dict[str, Any]] = {}
    versies = zichtbaar(request.user, Verbandversie).filter(vastgelegd_op__isnull=False)
    velden = ("verband_id", "verband__tooi_so", "uitvraag_id")
    for slug, tooi, uitvraag in versies.order_by(*velden).values_list(*velden).distinct():
        rij = gevonden.setdefault(slug, {"verband": slug, "tooi": tooi, "uitvragen": []})
        rij["uitvragen"].append(uitvraag)
    return list(gevonden.values())


@extend_schema(summary="Verbanden")
class Verbanden(ListAPIView):
    """De verbanden, met de rondes waarin zij staan."""

    serializer_class = vormen.VerbandVorm

    def get_queryset(self) -> Any:
        """Rows by slug."""
        return alle_verbanden(self.request)


@extend_schema(summary="Eén verband")
class VerbandDetail(RetrieveAPIView):
    """Een verband, met de rondes waarin het staat."""

    serializer_class = vormen.VerbandVorm
    renderer_classes = [Json]

    def get_object(self) -> Any:
        """The row of this slug. Raises Http404."""
        return een(alle_verbanden(self.request), "verband", self.kwargs["slug"])


def een(gevonden: list[dict[str, Any]], sleutel: str, waarde: str) -> dict[str, Any]:
    """The one row with this value. Raises Http404."""
    rij = next((rij for rij in gevonden if rij[sleutel] == waarde), None)
    if rij is None:
        raise Http404
    return rij


class VerbandversieSleutels(Keuzes):
    """Filters of the verbanden of a round."""

    penvoerder = gemeentesleutel()


@extend_schema(summary="Verbanden van een ronde")
class Verbandversies(ListAPIView):
    """De verbanden zoals zij in een ronde bekend zijn, met hun profiel."""

    serializer_class = vormen.VerbandversieVorm
    filterset_class = VerbandversieSleutels

    def get_queryset(self) -> Any:
        """Rows by slug."""
        uitvraag = rijen.ronde(self.request, self.kwargs["uitvraag"])
        wie = self.request.user
        return rijen.verbandrijen(wie, rijen.verbandversies(wie, uitvraag), uitvraag)

    def kies(self, gevonden: Any, vraag: dict[str, Any]) -> Any:
        """Those with this penvoerder."""
        return [rij for rij in gevonden if vraag.get("penvoerder") in (None, rij["penvoerder"])]


@extend_schema(summary="Eén verband in een ronde")
class VerbandversieDetail(RetrieveAPIView):
    """Een verband zoals het in een ronde bekend is."""

    serializer_class = vormen.VerbandversieVorm
    renderer_classes = [Json]

    def get_object(self) -> Any:
        """The row of this slug. Raises Http404."""
        uitvraag = rijen.ronde(self.request, self.kwargs["uitvraag"])
        wie, gevraagd = self.request.user, self.kwargs["slug"]
        versies = rijen.verbandversies(wie, uitvraag).items()
        pks = [pk for pk, slug in versies if slug == gevraagd]
        return een(rijen.verbandrijen(wie, pks, uitvraag), "verband", gevraagd)


class ArrangementSleutels(Keuzes):
    """Filters of arrangementen."""

    verband = verbandsleutel()
    taak = taaksleutel()
    gemeente = gemeentesleutel()


@extend_schema(summary="Arrangementen van een ronde")
class Arrangementen(ListAPIView):
    """Per verband en taak: de gemeenten die meedoen."""

    serializer_class = vormen.ArrangementVorm
    filterset_class = ArrangementSleutels

    def get_queryset(self) -> Any:
        """Rows by verband and taak."""
        uitvraag = rijen.ronde(self.request, self.kwargs["uitvraag"])
        wie = self.request.user
        return rijen.arrangementrijen(wie, rijen.verbandversies(wie, uitvraag), uitvraag)

    def kies(self, gevonden: Any, vraag: dict[str, Any]) -> Any:
        """Those of this verband, for this taak, with this gemeente."""
        return [
            rij
            for rij in gevonden
            if vraag.get("verband") in (None, rij["verband"])
            and vraag.get("taak") in (None, rij["taak"])
            and ("gemeente" not in vraag or vraag["gemeente"] in rij["gemeenten"])
        ]


class OpgaveSleutels(Keuzes):
    """Filters of opgaven."""

    gemeente = gemeentesleutel()
    regio = regiosleutel()


@extend_schema(summary="Opgaven van een ronde")
class Opgaven(ListAPIView):
    """Per gemeente de laatste ingediende opgave die u mag zien, met haar regels."""

    serializer_class = vormen.OpgaveVorm
    filterset_class = OpgaveSleutels

    def get_queryset(self) -> Any:
        """Rows by gemeente, still without their regels."""
        self.uitvraag = rijen.ronde(self.request, self.kwargs["uitvraag"])
        return rijen.opgaverijen(self.request.user, self.uitvraag)

    def kies(self, gevonden: Any, vraag: dict[str, Any]) -> Any:
        """Those of this gemeente, in this regio."""
        dag = self.uitvraag.peildatum
        leden = leden_van(vraag["regio"], dag) if "regio" in vraag else None
        return [
            rij
            for rij in gevonden
            if vraag.get("gemeente") in (None, rij["gemeente"])
            and (leden is None or rij["gemeente"] in leden)
        ]

    def get_serializer(self, *gevonden: Any, **opties: Any) -> Any:
        """With the regels of the page only."""
        pagina = (rijen.met_regels(self.request.user, opgaven) for opgaven in gevonden)
        return super().get_serializer(*pagina, **opties)


@extend_schema(summary="De opgave van één gemeente")
class OpgaveDetail(RetrieveAPIView):
    """De laatste ingediende opgave van een gemeente die u mag zien."""

    serializer_class = vormen.OpgaveVorm
    renderer_classes = [Json]

    def retrieve(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """The row of this gemeente. Raises Http404."""
        uitvraag = rijen.ronde(request, kwargs["uitvraag"])
        opgave = een(rijen.opgaverijen(request.user, uitvraag), "gemeente", kwargs["gemeente"])
        return Response(rijen.met_regels(request.user, [opgave])[0])
