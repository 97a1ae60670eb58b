"""What the outcome of the rules looks like in the API."""

from __future__ import annotations

from rest_framework import serializers

from gemeenten.api.vormen import Rij
from monitor.regels.catalogus import CATALOGUS
from monitor.regels.criteria import CRITERIA, Score
from monitor.regels.dekking import Staat
from monitor.regels.ligging import Verhouding
from monitor.regels.stand import INDELINGEN


class BevindingVorm(Rij):
    """A finding: the rule, whom it is about, and its sentence."""

    code = serializers.ChoiceField(choices=sorted(CATALOGUS))
    titel = serializers.CharField(help_text="De titel van de regel.")
    gemeenten = serializers.ListField(child=serializers.CharField(), help_text="CBS-codes.")
    verband = serializers.CharField(allow_null=True)
    taak = serializers.CharField(allow_null=True)
    zin = serializers.CharField(help_text="De bevinding in één Nederlandse zin.")
    eigenKeuze = serializers.BooleanField(
        allow_null=True, help_text="Alleen bij N1 en N2: is het de eigen keuze van de gemeente?"
    )


class DekkingVorm(Rij):
    """A cell gemeente x taak with its staat."""

    gemeente = serializers.CharField()
    taak = serializers.CharField()
    staat = serializers.ChoiceField(choices=[staat.value for staat in Staat])
    verbanden = serializers.ListField(child=serializers.CharField())


class RelatieVorm(Rij):
    """How an arrangement lies in an indeling, and the smallest repair."""

    verband = serializers.CharField()
    taak = serializers.CharField()
    indeling = serializers.ChoiceField(choices=INDELINGEN)
    relatie = serializers.ChoiceField(choices=[soort.value for soort in Verhouding])
    reparatie = serializers.IntegerField(help_text="Aantal gemeenten erbij of eruit.")


class IndicatieVorm(Rij):
    """What the rules indicate for a verband and a criterion; people judge."""

    verband = serializers.CharField()
    criterium = serializers.ChoiceField(choices=sorted(CRITERIA))
    score = serializers.ChoiceField(choices=[score.value for score in Score])


class DrukteVorm(Rij):
    """In how many verbanden a gemeente takes part."""

    gemeente = serializers.CharField()
    verbanden = serializers.IntegerField()
    verzamelingen = serializers.IntegerField(help_text="Verschillende groepen gemeenten.")
    partners = serializers.IntegerField(help_text="Gemeenten waarmee wordt samengewerkt.")


class VoortgangVorm(Rij):
    """Per taak how far it is, in gemeenten and in regio's."""

    taak = serializers.CharField()
    gemeentenVastgesteld = serializers.IntegerField()
    gemeenten = serializers.IntegerField()
    indeling = serializers.ChoiceField(choices=INDELINGEN, allow_null=True)
    regiosVastgesteld = serializers.IntegerField()
    regiosIntentie = serializers.IntegerField()
    regiosOverig = serializers.IntegerField()
