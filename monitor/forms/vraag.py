"""Forms of vragen and toezeggingen."""

from __future__ import annotations

from typing import Any

from django import forms

from monitor.acties.toezegging import Toezeggingsinhoud
from monitor.acties.vraag import Vraaginhoud
from monitor.forms.oordeel import tekstvak
from monitor.regels.toezeggingen import STAPNAMEN, Stapsoort
from monitor.regels.vragen import THEMANAMEN
from samenwerking.forms.velden import DatumField


class VraagForm(forms.Form):
    """What a gemeente wants to know."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput, required=False)
    thema = forms.ChoiceField(
        label="Waar gaat uw vraag over?",
        choices=[(thema.value, naam) for thema, naam in THEMANAMEN.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies waar uw vraag over gaat."},
    )
    tekst = tekstvak("Wat is uw vraag?", rijen=5, hulp="Schrijf geen namen van inwoners op.")

    def inhoud(self, gemeente_id: str) -> Vraaginhoud:
        """What was asked, by whom."""
        velden = {naam: self.cleaned_data[naam] for naam in ("thema", "tekst")}
        return Vraaginhoud(**velden, gemeente_id=gemeente_id)


class VraagantwoordForm(forms.Form):
    """The answer, and whether everybody may read it."""

    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    tekst = tekstvak("Uw antwoord", rijen=6)
    openbaar = forms.BooleanField(label="Maak vraag en antwoord openbaar", required=False)
    openbare_vraag = tekstvak(
        "De vraag zoals iedereen haar leest",
        verplicht=False,
        hulp="Alleen nodig als u haar openbaar maakt. Noem geen personen en geen gemeente.",
    )

    def clean(self) -> dict[str, Any]:
        """Public words when it becomes public, none when not."""
        g = super().clean() or {}
        if g.get("openbaar") and not g.get("openbare_vraag", "").strip():
            self.add_error("openbare_vraag", "Schrijf de vraag op zoals iedereen haar mag lezen.")
        return g

    @property
    def velden(self) -> dict[str, Any]:
        """What the action takes."""
        g = self.cleaned_data
        woorden = g["openbare_vraag"] if g["openbaar"] else ""
        return {"versie": g["versie"], "tekst": g["tekst"], "openbare_vraag": woorden}


class ToezeggingForm(forms.Form):
    """What was promised to parliament."""

    sleutel = forms.UUIDField(widget=forms.HiddenInput, required=False)
    onderwerp = forms.CharField(
        label="Onderwerp", max_length=200, error_messages={"required": "Vul het onderwerp in."}
    )
    tekst = tekstvak("Wat is toegezegd?", rijen=4)
    gedaan_op = DatumField(label="Toegezegd op", required=True)
    gedaan_bij = forms.CharField(
        label="Waar?",
        max_length=200,
        help_text="Bijvoorbeeld een Algemeen Overleg of een brief aan de Kamer.",
        error_messages={"required": "Vul in waar dit is toegezegd."},
    )
    kamerstuk = forms.CharField(
        label="Kamerstuk",
        max_length=60,
        required=False,
        help_text="Bijvoorbeeld 33 400 VII, nr. 81.",
    )
    verantwoordelijke = forms.CharField(
        label="Wie is verantwoordelijk?",
        max_length=120,
        error_messages={"required": "Vul in wie verantwoordelijk is."},
    )
    termijn = DatumField(label="Uiterlijk", required=True)

    @property
    def inhoud(self) -> Toezeggingsinhoud:
        """What was filled in."""
        return Toezeggingsinhoud(
            **{naam: waarde for naam, waarde in self.cleaned_data.items() if naam != "sleutel"}
        )


class ToezeggingstapForm(forms.Form):
    """What was done about a toezegging."""

    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    soort = forms.ChoiceField(
        label="Wat legt u vast?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat u vastlegt."},
    )
    tekst = tekstvak("Toelichting of antwoord")
    kamerstuk = forms.CharField(label="Kamerstuk van het antwoord", max_length=60, required=False)
    termijn = DatumField(label="Nieuwe termijn", help_text="Alleen bij een nieuwe termijn.")

    def __init__(self, *args: Any, soorten: list[Stapsoort], **opties: Any) -> None:
        """`soorten`: what may follow now."""
        super().__init__(*args, **opties)
        soort: Any = self.fields["soort"]
        soort.choices = [(s.value, STAPNAMEN[s].capitalize()) for s in soorten]
        if Stapsoort.VERLENGD not in soorten:
            self.fields["termijn"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """A new term where that is what is recorded."""
        g = super().clean() or {}
        if g.get("soort") != Stapsoort.VERLENGD:
            g["termijn"] = None
        elif not g.get("termijn") and "termijn" not in self.errors:
            self.add_error("termijn", "Vul de nieuwe termijn in.")
        return g
