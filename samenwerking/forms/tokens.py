"""A new token for an application."""

from __future__ import annotations

from typing import Any

from django import forms

from gemeenten.models import Gemeente
from samenwerking.toegang.rollen import Rol

RECHTEN = {
    Rol.INVULLER: "lezen en de opgave invullen",
    Rol.VASTSTELLER: "lezen, invullen en indienen",
}


class TokenForm(forms.Form):
    """Name, right, and for a beheerder the gemeente."""

    naam = forms.CharField(
        label="Naam van de applicatie",
        max_length=60,
        help_text="Bijvoorbeeld Zaaksysteem. Zo herkent u het token later.",
        error_messages={"required": "Geef de applicatie een naam."},
    )
    rol = forms.ChoiceField(
        label="Wat mag de applicatie?",
        choices=[(rol.value, naam) for rol, naam in RECHTEN.items()],
        initial=Rol.INVULLER,
        widget=forms.RadioSelect,
    )
    gemeente = forms.ModelChoiceField(
        label="Gemeente",
        queryset=Gemeente.objects.none(),
        empty_label="Kies een gemeente",
        error_messages={"required": "Kies de gemeente waarvoor het token is."},
    )

    def __init__(
        self, *args: Any, gemeente: Gemeente | None, gemeenten: Any, **opties: Any
    ) -> None:
        """`gemeente` is the own one, and is not asked; else one of `gemeenten` is chosen."""
        super().__init__(*args, **opties)
        self.eigen = gemeente
        if gemeente is not None:
            del self.fields["gemeente"]
        else:
            keuze: Any = self.fields["gemeente"]
            keuze.queryset = gemeenten

    @property
    def gekozen(self) -> Gemeente:
        """The gemeente that the token is for."""
        gekozen: Gemeente = self.eigen or self.cleaned_data["gemeente"]
        return gekozen
