"""Signing a joint letter, giving mandate for it, and withdrawing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from samenwerking.models import Ondertekening


class TekenForm(forms.Form):
    """Signing: who, in what function, for which gemeenten; `gelezen` is what was shown."""

    nummer = forms.IntegerField(widget=forms.HiddenInput)
    gelezen = forms.CharField(widget=forms.HiddenInput)
    gemeenten = forms.MultipleChoiceField(
        label="Voor welke gemeenten tekent u?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies ten minste één gemeente."},
    )
    naam = forms.CharField(
        label="Uw naam, zoals onder de brief",
        max_length=120,
        error_messages={"required": "Vul uw naam in."},
    )
    functie = forms.CharField(
        label="Uw functie",
        max_length=60,
        help_text="Zoals burgemeester, wethouder of secretaris.",
        error_messages={"required": "Vul uw functie in."},
    )

    def __init__(self, *args: Any, rijen: Sequence[Ondertekening], **opties: Any) -> None:
        """`rijen` are the gemeenten that may be signed for."""
        super().__init__(*args, **opties)
        keuze: Any = self.fields["gemeenten"]
        keuze.choices = [(rij.gemeente_id, rij.gemeente.naam) for rij in rijen]

    def versies(self) -> dict[str, int]:
        """The version of the opgave that was shown, for each gemeente signed for."""
        paren = (deel.partition(":") for deel in self.cleaned_data["gelezen"].split())
        gelezen = {code: int(n) for code, _, n in paren if n.isdecimal() and len(n) < 10}
        return {code: gelezen.get(code, -1) for code in self.cleaned_data["gemeenten"]}


class MandaatForm(forms.Form):
    """Who may sign for the own gemeente, and on what ground; no choice ends the mandate."""

    aan = forms.ChoiceField(
        label="Wie mag namens uw college tekenen?", required=False, widget=forms.RadioSelect
    )
    grond = forms.CharField(
        label="Waarop berust het mandaat?",
        required=False,
        max_length=300,
        help_text="Zoals: collegebesluit van 21 mei 2013, kenmerk 2013.0031131.",
    )

    def __init__(self, *args: Any, andere: Sequence[Ondertekening], **opties: Any) -> None:
        """`andere` are the other gemeenten in the letter."""
        super().__init__(*args, **opties)
        self.gemeenten = {rij.gemeente_id: rij.gemeente for rij in andere}
        keuze: Any = self.fields["aan"]
        keuze.choices = [
            ("", "niemand: ons college tekent zelf"),
            *((code, f"de vaststeller van {g.naam}") for code, g in self.gemeenten.items()),
        ]

    def clean(self) -> dict[str, Any]:
        """A mandate has its ground."""
        super().clean()
        if self.cleaned_data.get("aan") and not self.cleaned_data.get("grond", "").strip():
            self.add_error("grond", "Schrijf op welk besluit het mandaat geeft.")
        return self.cleaned_data


class IntrekForm(forms.Form):
    """Withdrawing, with the reason and what to do with the concept."""

    versie = forms.IntegerField(widget=forms.HiddenInput)
    reden = forms.CharField(
        label="Waarom trekt uw college zich terug?",
        max_length=500,
        help_text="De andere gemeenten in de brief lezen dit.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Schrijf kort op waarom uw college zich terugtrekt."},
    )
    uit_concept = forms.BooleanField(
        label="Haal de antwoorden van de brief uit ons concept", required=False
    )
