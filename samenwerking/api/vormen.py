"""What the rows of the register look like in the API."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from gemeenten.api.vormen import Rij
from gemeenten.models import Soort
from samenwerking.keuzes import (
    Decentralisatie,
    Kanaal,
    Motief,
    Niveau,
    Onderdeel,
    Rechtsvormsoort,
    Reden,
    Stadium,
    Verplichting,
    Wijze,
)
from samenwerking.models.verband import Profiel

CODE = "CBS-code van een gemeente."


def kameel(naam: str) -> str:
    """«regie_vorm» as «regieVorm»."""
    eerste, *rest = naam.split("_")
    return eerste + "".join(deel.capitalize() for deel in rest)


class TaakVorm(Rij):
    """A taak, apart from what a round asks about it."""

    code = serializers.CharField()
    naam = serializers.CharField()
    korteNaam = serializers.CharField()
    omschrijving = serializers.CharField()
    decentralisatie = serializers.ChoiceField(choices=Decentralisatie.values)


class RechtsvormVorm(Rij):
    """A legal form with its validity."""

    code = serializers.CharField()
    naam = serializers.CharField()
    soort = serializers.ChoiceField(choices=Rechtsvormsoort.values)
    rechtspersoon = serializers.BooleanField()
    bindend = serializers.BooleanField(help_text="Niet vrijblijvend.")
    artikel = serializers.CharField()
    geldigVanaf = serializers.DateField()
    geldigTot = serializers.DateField(allow_null=True)


class UitvraagVorm(Rij):
    """A round with its moments."""

    code = serializers.CharField()
    naam = serializers.CharField()
    peildatum = serializers.DateField()
    opent = serializers.DateTimeField()
    deadline = serializers.DateTimeField(help_text="Daarvoor is op tijd.")
    laatsteWijziging = serializers.DateTimeField(help_text="Daarna is de ronde gesloten.")
    gepubliceerdOp = serializers.DateTimeField(
        allow_null=True, help_text="Vanaf dan is de inhoud openbaar."
    )
    vaststellingDrempel = serializers.ChoiceField(choices=Stadium.values)
    kamerstuk = serializers.CharField()
    voorbeeldgegevens = serializers.BooleanField(help_text="De inhoud is verzonnen.")


class UitvraagtaakVorm(Rij):
    """What a round asks about a taak."""

    taak = serializers.CharField()
    naam = serializers.CharField()
    decentralisatie = serializers.ChoiceField(choices=Decentralisatie.values)
    niveau = serializers.ChoiceField(choices=Niveau.values)
    samenwerkingNoodzakelijk = serializers.BooleanField()
    landelijkMogelijk = serializers.BooleanField()
    referentieIndeling = serializers.ChoiceField(choices=Soort.values)
    normInwoners = serializers.IntegerField(allow_null=True)
    verplichting = serializers.ChoiceField(choices=Verplichting.values, allow_blank=True)


class VerbandVorm(Rij):
    """A verband as such."""

    verband = serializers.CharField(help_text="De slug, de sleutel van het verband.")
    tooi = serializers.CharField(help_text="Identificatie in TOOI; leeg als die niet bekend is.")
    uitvragen = serializers.ListField(
        child=serializers.CharField(), help_text="De rondes waarin u iets van dit verband ziet."
    )


PROFIELVELDEN = {veld.name: veld for veld in Profiel._meta.get_fields() if veld.name != "id"}


def _profielveld(veld: Any) -> serializers.Field:
    """The declared type of a fact of the profile; unknown is null."""
    soort = veld.get_internal_type()
    if soort == "BooleanField":
        return serializers.BooleanField(allow_null=True)
    if soort == "PositiveIntegerField":
        return serializers.IntegerField(allow_null=True)
    if soort == "DateField":
        return serializers.DateField(allow_null=True)
    return serializers.CharField(allow_null=True)


class ProfielVorm(Rij):
    """The facts for the criteria; null is unknown."""

    def get_fields(self) -> dict[str, serializers.Field]:
        """A field per fact."""
        return {kameel(naam): _profielveld(veld) for naam, veld in PROFIELVELDEN.items()}


class VerbandversieVorm(Rij):
    """A verband as it was known in a round."""

    verband = serializers.CharField()
    naam = serializers.CharField()
    tooi = serializers.CharField()
    nummer = serializers.IntegerField()
    vastgelegdOp = serializers.DateTimeField()
    rechtsvorm = serializers.CharField(allow_null=True)
    penvoerder = serializers.CharField(allow_null=True, help_text=CODE)
    centrumgemeente = serializers.CharField(allow_null=True, help_text=CODE)
    bestaand = serializers.BooleanField(help_text="Bestond al voor de ronde.")
    onderdeelVan = serializers.CharField(allow_null=True)
    toelichting = serializers.CharField()
    profiel = ProfielVorm(
        allow_null=True, help_text="Alleen voor de deelnemers en de commissie; anders null."
    )


class RegiosleutelVorm(Rij):
    """The key of a regio."""

    soort = serializers.ChoiceField(choices=Soort.values)
    code = serializers.CharField()


class ArrangementVorm(Rij):
    """A verband carries out a taak for gemeenten."""

    verband = serializers.CharField()
    taak = serializers.CharField()
    regio = RegiosleutelVorm(allow_null=True, help_text="De regio waarop het is gehecht.")
    clienten = serializers.IntegerField(allow_null=True)
    aanbieders = serializers.IntegerField(allow_null=True)
    gemeenten = serializers.ListField(
        child=serializers.CharField(), help_text="Alle deelnemers, ook die via de regio."
    )


class BesluitVorm(Rij):
    """A decision of college or raad."""

    gepland = serializers.DateField(allow_null=True)
    genomen = serializers.DateField(allow_null=True)
    kenmerk = serializers.CharField()


class RegelVorm(Rij):
    """What a gemeente says about a taak."""

    taak = serializers.CharField()
    wijze = serializers.ChoiceField(choices=Wijze.values)
    verband = serializers.CharField(allow_null=True)
    stadium = serializers.ChoiceField(choices=Stadium.values, allow_null=True)
    collegebesluit = BesluitVorm(allow_null=True)
    raadsbesluit = BesluitVorm(allow_null=True)
    voorlopig = serializers.BooleanField(allow_null=True)
    onderdeel = serializers.ChoiceField(choices=Onderdeel.values, allow_null=True)
    reden = serializers.ChoiceField(choices=Reden.values, allow_null=True)
    toelichting = serializers.CharField()
    motieven = serializers.ListField(child=serializers.ChoiceField(choices=Motief.values))


class OpgaveVorm(Rij):
    """A submitted opgave."""

    gemeente = serializers.CharField(help_text=CODE)
    nummer = serializers.IntegerField()
    ingediendOp = serializers.DateTimeField()
    kanaal = serializers.ChoiceField(choices=Kanaal.values)
    ontvangstnummer = serializers.CharField()
    regels = RegelVorm(many=True)
