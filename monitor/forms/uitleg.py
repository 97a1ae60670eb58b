"""Forms of pas toe of leg uit: the uitleg, and its judgement."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from monitor.acties.uitleg import Samen, Woorden
from monitor.forms.oordeel import tekstvak
from monitor.regels.uitleg import REDENNAMEN
from samenwerking.forms.opgave import DatumField


class UitlegForm(forms.Form):
    """Why it is so, what is done about the disadvantages, for how long, and with whom."""

    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    reden = forms.ChoiceField(
        label="Reden",
        choices=[(reden.value, naam.capitalize()) for reden, naam in REDENNAMEN.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een reden."},
    )
    tekst = tekstvak("Uitleg", hulp="Waarom kiest u hiervoor?")
    nadelen = tekstvak("Nadelen", hulp="Wat doet u aan de nadelen voor inwoners?")
    duur = forms.ChoiceField(
        label="Hoe lang geldt dit?",
        choices=[("blijvend", "Blijvend"), ("tijdelijk", "Tijdelijk, tot en met een datum")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe lang dit geldt."},
    )
    tot = DatumField(label="Tot en met")
    samen = forms.MultipleChoiceField(
        label="Deze uitleg geldt ook voor", required=False, widget=forms.CheckboxSelectMultiple
    )
    mandaat = forms.CharField(
        label="Waarom mag u voor hen spreken?",
        required=False,
        max_length=300,
        help_text="Bijvoorbeeld: besluit van het regionaal overleg van 3 juni.",
    )

    def __init__(self, *args: Any, buren: Iterable[tuple[str, str]], regio: int, **op: Any) -> None:
        """`buren` are the gemeenten (code, name) of the own regio that it can be given with."""
        super().__init__(*args, **op)
        self.regio = regio
        samen: Any = self.fields["samen"]
        samen.choices = list(buren)
        if not samen.choices:
            del self.fields["samen"], self.fields["mandaat"]

    def clean(self) -> dict[str, Any]:
        """A tijdelijke uitleg has its last day, an uitleg for others its ground."""
        velden: dict[str, Any] = super().clean() or {}
        if velden.get("duur") == "tijdelijk" and not velden.get("tot") and "tot" not in self.errors:
            self.add_error("tot", "Vul in tot en met welke dag dit geldt.")
        if velden.get("samen") and not velden.get("mandaat", "").strip():
            self.add_error("mandaat", "Vul in waarom u ook voor de andere gemeenten mag spreken.")
        return velden

    @property
    def woorden(self) -> Woorden:
        """What was filled in."""
        v = self.cleaned_data
        tot = v["tot"] if v["duur"] == "tijdelijk" else None
        return Woorden(v["reden"], v["tekst"], v["nadelen"], tot)

    @property
    def met_wie(self) -> Samen | None:
        """With whom, if anybody."""
        codes = self.cleaned_data.get("samen")
        if not codes:
            return None
        return Samen(self.regio, frozenset(codes), self.cleaned_data["mandaat"])


class ToetsForm(forms.Form):
    """Verklaarbaar or not, with the reason."""

    uitleg = forms.IntegerField(widget=forms.HiddenInput)
    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    verklaarbaar = forms.TypedChoiceField(
        label="Verklaarbaar?",
        choices=[("1", "Ja, verklaarbaar"), ("0", "Niet verklaarbaar")],
        coerce=lambda waarde: waarde == "1",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies of de uitleg verklaarbaar is."},
    )
    reden = tekstvak("Waarom?", hulp="De gemeente leest dit.")
