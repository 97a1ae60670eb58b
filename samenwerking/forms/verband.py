"""Proposing and editing a verband: naam, taken, deelnemers, vorm, profile."""

from __future__ import annotations

from typing import Any

from django import forms

from gemeenten.models import Gemeente
from gemeenten.namen import vouw
from samenwerking.forms.opgave import DatumField
from samenwerking.keuzes import Raadsinstrument, Risico
from samenwerking.models import Rechtsvorm, Uitvraag, Verbandversie

GEEN = "geen"


class StreepField(forms.MultipleChoiceField):
    """Several values kept as one text joined by `|`; `geen` is an answer, nothing is unknown."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, soort: Any, **opties: Any) -> None:
        keuzes = [*soort.choices, (GEEN, "geen van deze")]
        super().__init__(choices=keuzes, required=False, **opties)

    def prepare_value(self, value: Any) -> Any:
        """A list for the checkboxes."""
        return value.split("|") if isinstance(value, str) else value

    def clean(self, value: Any) -> str | None:
        """`a|b`, `geen`, or None when nothing is ticked; refuses `geen` beside others."""
        gekozen = super().clean(value)
        if GEEN in gekozen and len(gekozen) > 1:
            raise forms.ValidationError("Kies «geen van deze» alleen als er niets anders geldt.")
        return "|".join(gekozen) or None


class JaNeeField(forms.TypedChoiceField):
    """Ja, nee, or not answered (None)."""

    def __init__(self, **opties: Any) -> None:
        super().__init__(
            choices=[("", "niet ingevuld"), ("1", "ja"), ("0", "nee")],
            coerce=lambda waarde: waarde == "1",
            empty_value=None,
            required=False,
            **opties,
        )

    def prepare_value(self, value: Any) -> Any:
        """The choice that stands for True, False or None."""
        return {True: "1", False: "0", None: ""}.get(value, value)


class VerbandForm(forms.ModelForm):
    """A concept version of a verband in a round."""

    taken = forms.MultipleChoiceField(
        label="Voor welke taken?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies ten minste één taak."},
    )
    deelnemers = forms.CharField(
        label="Welke gemeenten doen mee?",
        help_text="Eén gemeente per regel, of gescheiden door een puntkomma.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Noem de gemeenten die meedoen."},
    )
    risicoanalyse = StreepField(Risico, label="Welke risico's zijn in kaart gebracht?")
    raadsinstrumenten = StreepField(Raadsinstrument, label="Wat kan de raad?")
    beheersmaatregelen = JaNeeField(label="Zijn er maatregelen om de risico's te beheersen?")
    rapportagecyclus = JaNeeField(label="Is er een vaste rapportage?")
    gezamenlijke_inkoop = JaNeeField(label="Koopt het verband gezamenlijk in?")
    inkoop_start = DatumField(label="Start van de inkoop")
    verevening_gepland = DatumField(label="Risicoverevening gepland op")

    class Meta:
        model = Verbandversie
        fields = [
            "naam",
            "rechtsvorm",
            "centrumgemeente",
            "bestaand",
            "toelichting",
            "regie_vorm",
            "grote_instellingen",
            "grote_instellingen_met_afspraken",
            "risicoanalyse",
            "beheersmaatregelen",
            "rapportagecyclus",
            "juridisch_stadium",
            "gezamenlijke_inkoop",
            "inkoop_start",
            "bevoegdheden",
            "kostenverdeling",
            "risicoverevening",
            "verevening_gepland",
            "raadsinstrumenten",
        ]
        labels = {
            "naam": "Naam van het verband",
            "bestaand": "Dit verband bestond al voor deze ronde",
            "regie_vorm": "Hoe sturen de gemeenten samen?",
            "grote_instellingen": "Aantal grote instellingen",
            "grote_instellingen_met_afspraken": "Met hoeveel daarvan zijn er afspraken?",
            "juridisch_stadium": "Hoe ver is de juridische vorm?",
            "bevoegdheden": "Welke bevoegdheden gaan over?",
            "kostenverdeling": "Afspraak over kostenverdeling",
            "risicoverevening": "Afspraak over risicoverevening",
        }

    def __init__(self, *args: Any, uitvraag: Uitvraag, **opties: Any) -> None:
        super().__init__(*args, **opties)
        taken = uitvraag.uitvraagtaken.select_related("taak").order_by("taak")
        self.gemeenten = Gemeente.objects.op(uitvraag.peildatum)
        self.fields["taken"].choices = [(t.taak_id, t.taak.naam) for t in taken]
        self.fields["rechtsvorm"].queryset = Rechtsvorm.objects.op(uitvraag.peildatum)
        self.fields["centrumgemeente"].queryset = self.gemeenten
        for naam in ("rechtsvorm", "centrumgemeente"):
            self.fields[naam].empty_label = "nog niet gekozen"

    def clean_deelnemers(self) -> list[str]:
        """CBS codes of what was typed; each unknown or ambiguous name gets its own sentence."""
        tekst = self.cleaned_data["deelnemers"].replace(";", "\n")
        namen = [regel.strip() for regel in tekst.splitlines() if regel.strip()]
        gevonden = _opzoeken(self.gemeenten)
        fouten = [_welke(naam, gevonden) for naam in namen if len(gevonden(naam)) != 1]
        if fouten:
            raise forms.ValidationError(fouten)
        return sorted({gevonden(naam)[0].code for naam in namen})


def _opzoeken(gemeenten: Any) -> Any:
    """A function from a typed name to the gemeenten it may mean; two queries in all."""
    per_naam: dict[str, list[Gemeente]] = {}
    for gemeente in gemeenten.prefetch_related("aliassen"):
        namen = {gemeente.zoeknaam, gemeente.code.lower()}
        namen |= {alias.zoeknaam for alias in gemeente.aliassen.all()}
        kort = vouw(gemeente.naam.partition("(")[0])
        for naam in namen | {kort}:
            per_naam.setdefault(naam, []).append(gemeente)
    return lambda naam: per_naam.get(vouw(naam), [])


def _welke(naam: str, gevonden: Any) -> str:
    treffers = gevonden(naam)
    if treffers:
        keuze = " of ".join(gemeente.naam for gemeente in treffers)
        return f"«{naam}» kan twee gemeenten zijn. Schrijf: {keuze}."
    return f"De gemeente «{naam}» kennen wij niet. Controleer de naam."
