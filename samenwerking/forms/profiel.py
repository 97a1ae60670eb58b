"""The facts for the criteria, with what counts as evidence (regels.md, section 6)."""

from __future__ import annotations

from typing import Any, NamedTuple

from django import forms

from samenwerking.forms.velden import DatumField, JaNeeField, StreepField
from samenwerking.keuzes import Raadsinstrument, Risico
from samenwerking.models import Verbandversie


class Criterium(NamedTuple):
    """A criterion in words, and the fields that it looks at."""

    naam: str
    zin: str
    velden: tuple[str, ...]


CRITERIA = (
    Criterium(
        "Regie en partnerschap",
        "Sturen de besturen samen, en zijn er afspraken met de grote instellingen?",
        ("regie_vorm", "grote_instellingen", "grote_instellingen_met_afspraken"),
    ),
    Criterium(
        "Risico's",
        "Zijn de risico's bekend, beheerst en gevolgd?",
        ("risicoanalyse", "beheersmaatregelen", "rapportagecyclus"),
    ),
    Criterium(
        "Schaal",
        "Wat levert de schaal op? Cliënten en aanbieders vult u per taak in.",
        ("specialistische_kennis", "draagkracht", "slagkracht", "meerjarige_contracten"),
    ),
    Criterium(
        "Juridische basis",
        "Ligt de samenwerking vast, en is zij niet vrijblijvend?",
        (
            "juridisch_stadium",
            "bevoegdheden",
            "niet_vrijblijvend",
            "gezamenlijke_inkoop",
            "inkoop_start",
        ),
    ),
    Criterium(
        "Kosten en tegenvallers",
        "Dit zijn twee afspraken: de gewone kosten delen, en tegenvallers delen.",
        ("kostenverdeling", "risicoverevening", "verevening_gepland"),
    ),
    Criterium(
        "De gemeenteraad",
        "De commissie geeft hier geen oordeel over, maar laat het wel zien.",
        ("raadsinstrumenten",),
    ),
)
PROFIELVELDEN = [veld for criterium in CRITERIA for veld in criterium.velden]


class ProfielForm(forms.ModelForm):  # type: ignore[type-arg]
    """The questions behind the criteria; what is not answered is unknown."""

    risicoanalyse = StreepField(
        Risico,
        label="Welke risico's zijn in kaart gebracht?",
        help_text="Bewijs: een risicoanalyse waarin deze soorten staan.",
    )
    beheersmaatregelen = JaNeeField(
        label="Zijn er maatregelen om de risico's te beheersen?",
        help_text="Bewijs: per risico een maatregel en wie hem uitvoert.",
    )
    rapportagecyclus = JaNeeField(
        label="Is er een vaste rapportage?",
        help_text="Bewijs: afgesproken momenten waarop colleges en raden cijfers krijgen.",
    )
    specialistische_kennis = JaNeeField(
        label="Geeft het verband specialistische kennis?",
        help_text="Bewijs: namen of functies die de gemeenten alleen samen kunnen betalen.",
    )
    draagkracht = JaNeeField(
        label="Kunnen de gemeenten samen de kosten beter dragen?",
        help_text="Bewijs: een begroting met wat een dure cliënt elke gemeente kost.",
    )
    slagkracht = JaNeeField(
        label="Kan het verband zelf uitvoeren en bijsturen?",
        help_text="Bewijs: een besluit over menskracht en geld voor het verband.",
    )
    meerjarige_contracten = JaNeeField(
        label="Zijn er meerjarige contracten?",
        help_text="Bewijs: een contract dat langer dan een jaar loopt.",
    )
    niet_vrijblijvend = JaNeeField(
        label="Zijn de afspraken niet vrijblijvend?",
        help_text="Bewijs: een termijn, en wat bij uittreden geldt.",
    )
    gezamenlijke_inkoop = JaNeeField(
        label="Koopt het verband gezamenlijk in?",
        help_text="Bewijs: een aanbesteding of inkoopplan op naam van het verband.",
    )
    inkoop_start = DatumField(
        label="Start van de inkoop",
        help_text="De dag waarop de aanbesteding begint, niet die waarop de zorg begint.",
    )
    verevening_gepland = DatumField(
        label="Risicoverevening gepland op",
        help_text="De dag waarop de laatste raad of het laatste college besluit.",
    )
    raadsinstrumenten = StreepField(
        Raadsinstrument,
        label="Wat kan de raad?",
        help_text="Bewijs: het artikel in de regeling of verordening.",
    )

    class Meta:
        model = Verbandversie
        fields = PROFIELVELDEN
        help_texts = {
            "regie_vorm": "Bewijs: een besluit of convenant waarin staat wie namens wie beslist.",
            "grote_instellingen": "Instellingen die in meer deelnemende gemeenten werken. "
            "Nul telt ook.",
            "grote_instellingen_met_afspraken": "Bewijs: een getekende afspraak of een verslag.",
            "juridisch_stadium": "Bewijs: de tekst van de regeling, of de bekendmaking ervan.",
            "bevoegdheden": "Bewijs: het mandaat- of delegatiebesluit.",
            "kostenverdeling": "Hoe de gemeenten gewone kosten delen. Bewijs: de sleutel.",
            "risicoverevening": "Hoe de gemeenten tegenvallers delen. Bewijs: de afspraak wie wat "
            "betaalt als een gemeente over haar budget gaat.",
        }
        labels = {
            "regie_vorm": "Hoe sturen de gemeenten samen?",
            "grote_instellingen": "Aantal grote instellingen",
            "grote_instellingen_met_afspraken": "Met hoeveel daarvan zijn er afspraken?",
            "juridisch_stadium": "Hoe ver is de juridische vorm?",
            "bevoegdheden": "Welke bevoegdheden gaan over?",
            "kostenverdeling": "Afspraak over kostenverdeling",
            "risicoverevening": "Afspraak over risicoverevening",
        }

    def criteria(self) -> list[tuple[Criterium, list[Any]]]:
        """The fields per criterion."""
        return [(criterium, [self[naam] for naam in criterium.velden]) for criterium in CRITERIA]

    def heeft_profiel(self) -> bool:
        """Whether some fact for the criteria is filled in, or wrong."""
        velden = [self[naam] for naam in PROFIELVELDEN]
        return any(veld.errors or veld.value() not in (None, "", []) for veld in velden)
