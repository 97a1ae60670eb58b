"""What a gemeente and a regio look like in the API."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from gemeenten import tooi
from gemeenten.models import Regiolid, Soort


class Rij(serializers.Serializer):
    """Declares the shape of a row; the rows themselves come ready from the database."""

    def to_representation(self, instance: Any) -> Any:
        """The row as it is."""
        return instance


class RegioverwijzingVorm(Rij):
    """A regio as it is named by its members."""

    soort = serializers.ChoiceField(choices=Soort.values)
    code = serializers.CharField()
    naam = serializers.CharField()


class MetRegios(serializers.ListSerializer):
    """Adds to a page of gemeenten the regio's they belong to, in one query."""

    def to_representation(self, data: Any) -> list[dict[str, Any]]:
        """The rows with `regios`, `tooi` and camelCase keys."""
        rijen = list(data)
        return gemeenterijen(rijen, self.context["view"].peildatum)


def gemeenterijen(rijen: list[dict[str, Any]], peildatum: Any) -> list[dict[str, Any]]:
    """Rows of GEMEENTEVELDEN, each with its regio's on `peildatum`."""
    leden = Regiolid.objects.op(peildatum).order_by("regio__soort", "regio__code")
    if len(rijen) < 300:
        leden = leden.filter(gemeente__in=[rij["code"] for rij in rijen])
    regios: dict[str, list[dict[str, str]]] = {rij["code"]: [] for rij in rijen}
    velden = ("gemeente_id", "regio__soort", "regio__code", "regio__naam")
    for gemeente, soort, code, naam in leden.values_list(*velden):
        if gemeente in regios:
            regios[gemeente].append({"soort": soort, "code": code, "naam": naam})
    return [
        {
            "code": rij["code"],
            "naam": rij["naam"],
            "tooi": tooi.gemeente(rij["code"]),
            "inwoners": rij["inwoners"],
            "bestaatVanaf": rij["bestaat_vanaf"],
            "bestaatTot": rij["bestaat_tot"],
            "oppervlakteKm2": rij["oppervlakte_km2"],
            "regios": regios[rij["code"]],
        }
        for rij in rijen
    ]


GEMEENTEVELDEN = ("code", "naam", "inwoners", "bestaat_vanaf", "bestaat_tot", "oppervlakte_km2")


class GemeenteVorm(Rij):
    """A gemeente on the peildatum."""

    code = serializers.CharField(help_text="CBS-code, bijvoorbeeld GM0392.")
    naam = serializers.CharField()
    tooi = serializers.URLField(help_text="Identificatie in het register TOOI van de overheid.")
    inwoners = serializers.IntegerField(
        allow_null=True, help_text="Laatst bekende aantal op de peildatum; null is onbekend."
    )
    bestaatVanaf = serializers.DateField()
    bestaatTot = serializers.DateField(allow_null=True, help_text="Eerste dag na de opheffing.")
    oppervlakteKm2 = serializers.FloatField(allow_null=True)
    regios = RegioverwijzingVorm(many=True, help_text="De regio's op de peildatum.")

    class Meta:
        list_serializer_class = MetRegios

    def to_representation(self, instance: Any) -> Any:
        """One gemeente, as in the list."""
        return gemeenterijen([instance], self.context["view"].peildatum)[0]


class RegioVorm(Rij):
    """A regio with its members on the peildatum."""

    soort = serializers.ChoiceField(choices=Soort.values)
    code = serializers.CharField()
    naam = serializers.CharField()
    naamAlternatief = serializers.CharField(help_text="Andere naam; leeg als die er niet is.")
    centrumgemeente = serializers.CharField(allow_null=True)
    opgelegd = serializers.BooleanField(help_text="Door het Rijk opgelegd.")
    geldigVanaf = serializers.DateField()
    geldigTot = serializers.DateField(allow_null=True)
    gemeenten = serializers.ListField(child=serializers.CharField())

    def to_representation(self, instance: Any) -> Any:
        """The regio with the codes of its members, which are prefetched."""
        return {
            "soort": instance.soort,
            "code": instance.code,
            "naam": instance.naam,
            "naamAlternatief": instance.naam_alternatief,
            "centrumgemeente": instance.centrumgemeente_id,
            "opgelegd": instance.opgelegd,
            "geldigVanaf": instance.geldig_vanaf,
            "geldigTot": instance.geldig_tot,
            "gemeenten": [lid.gemeente_id for lid in instance.leden.all()],
        }
