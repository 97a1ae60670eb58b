"""What the outcome of the rules looks like in the API."""

from __future__ import annotations

from rest_framework import serializers

from gemeenten.api.vormen import Rij
from monitor.regels.catalogus import CATALOGUS
from monitor.regels.criteria import CRITERIA, Score
from monitor.regels.dekking import Staat
from monitor.regels.ligging import Verhouding
from monitor.regels.stand import INDELINGEN
from monitor.regels.uitleg import Reden, Toestand

UITLEGCODES = sorted(CATALOGUS.keys() | CRITERIA.keys())
"""What can be explained: every finding, and a criterium that is not met."""


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
    uitleg = serializers.ChoiceField(
        choices=[toestand.value for toestand in Toestand],
        allow_null=True,
        help_text="Wat de laatste uitleg nu waard is, voor wie die mag zien; null is geen uitleg.",
    )
    uitgelegd = serializers.BooleanField(
        help_text="Of de bevinding door een uitleg die u mag zien als uitgelegd telt."
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


class OordeelVorm(Rij):
    """A published oordeel of the commission, beside the indicatie of that moment."""

    verband = serializers.CharField()
    criterium = serializers.ChoiceField(choices=sorted(CRITERIA))
    score = serializers.ChoiceField(choices=[score.value for score in Score])
    motivering = serializers.CharField()
    indicatie = serializers.ChoiceField(
        choices=[score.value for score in Score], help_text="Wat de regels toen aanwezen."
    )
    norm = serializers.CharField(help_text="De norm die toen gold, in woorden.")
    gepubliceerdOp = serializers.DateTimeField()


class UitlegVorm(Rij):
    """Why a finding is as it is, and what that is worth."""

    code = serializers.ChoiceField(choices=UITLEGCODES)
    gemeente = serializers.CharField(allow_null=True, help_text="Over welke gemeente.")
    verband = serializers.CharField(allow_null=True, help_text="Over welk verband.")
    taak = serializers.CharField(allow_null=True)
    van = serializers.CharField(help_text="CBS-code van de gemeente die uitlegt.")
    samen = serializers.ListField(
        child=serializers.CharField(), help_text="CBS-codes van de gemeenten die meedoen."
    )
    reden = serializers.ChoiceField(choices=[reden.value for reden in Reden])
    tekst = serializers.CharField()
    nadelen = serializers.CharField(help_text="Hoe de nadelen worden opgevangen.")
    tijdelijkTot = serializers.DateField(
        allow_null=True, help_text="De laatste dag; null is blijvend."
    )
    gegevenOp = serializers.DateTimeField()
    toestand = serializers.ChoiceField(
        choices=[toestand.value for toestand in Toestand], help_text="Wat de uitleg nu waard is."
    )
    toetsreden = serializers.CharField(
        allow_null=True, help_text="Waarom de commissie de uitleg zo beoordeelde."
    )


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
