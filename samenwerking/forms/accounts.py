"""A new account of the own gemeente, or another rol for it."""

from __future__ import annotations

from typing import Any

from django import forms

from samenwerking.toegang.rollen import Rol

UITLEG = {
    Rol.INVULLER: "invuller: vult de opgave in",
    Rol.VASTSTELLER: "vaststeller: vult in, dient in en tekent",
    Rol.RAAD: "raadslid of griffier: leest wat het college opgaf",
}


def _keuze(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=[(r.value, t) for r, t in UITLEG.items()], widget=forms.RadioSelect
    )


class UitnodigingForm(forms.Form):
    """Who is invited, and for what."""

    naam = forms.CharField(
        label="Naam", max_length=120, error_messages={"required": "Vul de naam van uw collega in."}
    )
    functie = forms.CharField(label="Functie", max_length=120, required=False)
    email = forms.EmailField(
        label="E-mailadres",
        help_text="Hier gaat de uitnodiging heen. Hiermee logt uw collega in.",
        error_messages={"required": "Vul het e-mailadres van uw collega in."},
    )
    rol = _keuze("Wat mag uw collega?")

    def __init__(self, *args: Any, **opties: Any) -> None:
        super().__init__(*args, **opties)
        self.fields["rol"].initial = Rol.INVULLER


class RolForm(forms.Form):
    """Another rol within the gemeente."""

    rol = _keuze("Rol")
