"""Who speaks for the gemeente in a verband."""

from __future__ import annotations

from typing import Any

from django import forms


class VertegenwoordigerForm(forms.Form):
    """A name and a function; empty says that nobody does. `gelezen` is what was read."""

    naam = forms.CharField(label="Naam", max_length=120, required=False)
    functie = forms.CharField(label="Functie", max_length=120, required=False)
    gelezen = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """A name goes with a function, and the other way round."""
        gegeven: dict[str, Any] = super().clean() or {}
        if gegeven.get("naam") and not gegeven.get("functie"):
            self.add_error("functie", "Vul ook de functie in, zoals wethouder.")
        if gegeven.get("functie") and not gegeven.get("naam"):
            self.add_error("naam", "Vul ook de naam in, of maak beide velden leeg.")
        return gegeven
