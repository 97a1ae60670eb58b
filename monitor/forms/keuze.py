"""Choosing gemeenten for a profile: by name, or the deelnemers of a verband."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms

from gemeenten.keuzelijst import Keuzelijst
from monitor.forms.bezoek import codes
from monitor.regels.stand import Stand

HOOGSTENS = 100


class KeuzeForm(forms.Form):
    """A name and gemeenten; `codes` and `titel` once valid, `query` leads back to the choice."""

    naam = forms.CharField(
        label="Naam van uw keuze", max_length=60, required=False, help_text="Voor op het omslag."
    )
    gemeenten = forms.CharField(
        label="Welke gemeenten?",
        required=False,
        max_length=5000,
        help_text="Eén gemeente per regel.",
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    verband = forms.ChoiceField(
        label="Of de deelnemers van een verband",
        required=False,
        help_text="Zij komen bij de gemeenten hierboven.",
        widget=Keuzelijst,
    )

    codes: frozenset[str] = frozenset()

    def __init__(self, *args: Any, stand: Stand, **opties: Any) -> None:
        super().__init__(*args, **opties)
        self.stand = stand
        namen = sorted((feiten.naam, slug) for slug, feiten in stand.verbanden.items())
        keuze: Any = self.fields["verband"]
        keuze.choices = [("", "geen"), *((slug, naam) for naam, slug in namen)]

    def clean_gemeenten(self) -> frozenset[str]:
        """CBS codes; each unknown or ambiguous name gets its own sentence."""
        return codes(self.cleaned_data["gemeenten"], self.stand.peildatum)

    def clean(self) -> dict[str, Any]:
        """Both together; at least one gemeente, and no more than fit a page."""
        waarden: dict[str, Any] = super().clean() or {}
        if self.errors:
            return waarden
        leden = 0
        for arrangement in self.stand.per_verband.get(waarden["verband"], []):
            leden |= arrangement.leden
        self.codes = waarden["gemeenten"] | frozenset(self.stand.codes(leden))
        if not self.codes:
            raise forms.ValidationError("Noem ten minste één gemeente, of een verband.")
        if len(self.codes) > HOOGSTENS:
            zin = f"Dit zijn {len(self.codes)} gemeenten. Kies er hoogstens {HOOGSTENS}."
            raise forms.ValidationError(zin)
        return waarden

    @property
    def titel(self) -> str:
        """The name, or what was chosen."""
        gegeven: str = self.cleaned_data.get("naam", "")
        slug = self.cleaned_data.get("verband", "")
        return gegeven or (self.stand.verbandnaam(slug) if slug else "Gekozen gemeenten")

    @property
    def query(self) -> str:
        """The choice as a query string."""
        velden = {veld: self.data.get(veld, "").strip() for veld in self.fields}
        return urlencode({veld: waarde for veld, waarde in velden.items() if waarde})
