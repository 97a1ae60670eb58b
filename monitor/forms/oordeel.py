"""Forms of the commission: an oordeel, its adoption, a norm; and the answer of the verband."""

from __future__ import annotations

from typing import Any

from django import forms

from monitor.regels.criteria import Score
from samenwerking.forms.opgave import DatumField

SCORES = [
    (score.value, score.value.replace("_", " ").capitalize())
    for score in Score
    if score is not Score.ONBEKEND
]
TEKST = 4000


def tekstvak(label: str, *, rijen: int = 3, hulp: str = "", verplicht: bool = True) -> Any:
    """A text of some lines, with a sentence of its own when it is missing."""
    return forms.CharField(
        label=label,
        max_length=TEKST,
        required=verplicht,
        help_text=hulp,
        widget=forms.Textarea(attrs={"rows": rijen}),
        error_messages={"required": "Vul dit in."},
    )


class OordeelForm(forms.Form):
    """One oordeel; the motivering is obligatory, also when it equals the indicatie."""

    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    score = forms.ChoiceField(
        label="Uw oordeel",
        choices=SCORES,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een oordeel."},
    )
    motivering = tekstvak("Motivering")
    bewijs = tekstvak(
        "Bewijs",
        rijen=2,
        hulp="Noem stukken of gesprekken.",
        verplicht=False,
    )


class VaststelForm(OordeelForm):
    """Adopting after the wederhoor: score and motivering may be adjusted."""

    bewijs = None
    weging = tekstvak(
        "Wat deed u met de antwoorden?",
        hulp="Dit leest het verband ook. Verplicht als iemand antwoordde.",
        verplicht=False,
    )


class VoorlegForm(forms.Form):
    """Until when the verband may answer."""

    gelezen = forms.CharField(widget=forms.HiddenInput, required=False)
    tot = DatumField(
        label="Antwoorden kan tot en met", required=True, help_text="Geef ten minste 7 dagen."
    )


class RedenForm(forms.Form):
    """Taking back, with a reason."""

    criterium = forms.CharField(widget=forms.HiddenInput)
    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    reden = tekstvak("Waarom neemt u het terug?", rijen=2)


class NotitieForm(forms.Form):
    """A note for the commission only."""

    tekst = tekstvak("Notitie", rijen=3)


class AntwoordForm(forms.Form):
    """The answer of a gemeente to one oordeel."""

    eens = forms.TypedChoiceField(
        label="Bent u het eens met dit oordeel?",
        choices=[("1", "Ja, wij zijn het eens"), ("0", "Nee, wij zijn het niet eens")],
        coerce=lambda waarde: waarde == "1",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies ja of nee."},
    )
    tekst = tekstvak("Uw antwoord", hulp="Verplicht bij nee.", verplicht=False)


class NormForm(forms.Form):
    """The norm of one taak; empty is no norm."""

    was = forms.IntegerField(widget=forms.HiddenInput, required=False)
    norm = forms.IntegerField(
        label="Norm in inwoners",
        required=False,
        min_value=1,
        max_value=99_999_999,
        help_text="Laat leeg als er geen norm is.",
        error_messages={"invalid": "Schrijf een heel getal, zonder punten: 100000."},
    )
    reden = tekstvak("Reden", rijen=2)


class ExternForm(forms.Form):
    """A CSV file with judgements over regio's."""

    bestand = forms.FileField(
        label="CSV-bestand",
        help_text="Kolommen: regio, bron, datum, oordeel, toelichting, kenmerk.",
        error_messages={
            "required": "Kies een bestand.",
            "empty": "Dit bestand is leeg. Kies een ander.",
        },
    )


class AandachtForm(forms.Form):
    """Raise or lower the flag of a regio."""

    regio = forms.ChoiceField(label="Jeugdregio")
    nodig = forms.TypedChoiceField(
        label="Wat legt u vast?",
        choices=[("1", "Aandacht nodig"), ("0", "Aandacht is niet meer nodig")],
        coerce=lambda waarde: waarde == "1",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat u vastlegt."},
    )
    reden = forms.CharField(
        label="Waarom?", max_length=500, error_messages={"required": "Schrijf op waarom."}
    )

    def __init__(self, *args: Any, regios: list[tuple[str, str]], **opties: Any) -> None:
        super().__init__(*args, **opties)
        regio: Any = self.fields["regio"]
        regio.choices = regios
