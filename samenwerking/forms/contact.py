"""The contacts of the own gemeente: one row per person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from samenwerking.acties.contacten import Persoonsgegevens
from samenwerking.keuzes import Contactrol

HOOGSTENS = 20


class ContactForm(forms.Form):
    """One person; a row without name, e-mail and telephone is no contact."""

    rol = forms.ChoiceField(label="Rol", choices=Contactrol.choices)
    naam = forms.CharField(label="Naam", required=False, max_length=120)
    email = forms.EmailField(
        label="E-mailadres",
        required=False,
        error_messages={"invalid": "Vul een geldig e-mailadres in, zoals naam@gemeente.nl."},
    )
    telefoon = forms.RegexField(
        r"^\+?[0-9][0-9 ()-]{5,28}$",
        label="Telefoon",
        required=False,
        error_messages={"invalid": "Vul een telefoonnummer in, met alleen cijfers en streepjes."},
    )

    def __init__(self, *args: Any, **opties: Any) -> None:
        super().__init__(*args, **opties)
        velden: dict[str, Any] = self.fields
        velden["naam"].voorwaardelijk = True

    def clean(self) -> dict[str, Any]:
        """Somebody who can be reached has a name."""
        super().clean()
        gegevens: dict[str, Any] = self.cleaned_data
        if (gegevens.get("email") or gegevens.get("telefoon")) and not gegevens.get("naam"):
            self.add_error("naam", "Vul de naam in, of maak de hele regel leeg.")
        return gegevens

    def persoon(self) -> Persoonsgegevens | None:
        """The contact; None for an empty row."""
        g = self.cleaned_data
        if not g.get("naam"):
            return None
        return Persoonsgegevens(g["rol"], g["naam"], g["email"], g["telefoon"])


class BasisContactFormSet(forms.BaseFormSet):  # type: ignore[type-arg]
    """All contacts of a gemeente; one person stands once in a role."""

    def clean(self) -> None:
        """Refuse the same person twice in one role."""
        gezien = set()
        for form in self.forms:
            wie = form.persoon() if form.is_valid() else None
            if wie and (wie.rol, wie.naam) in gezien:
                form.add_error("naam", f"{wie.naam} staat al in deze rol.")
            elif wie:
                gezien.add((wie.rol, wie.naam))

    def personen(self) -> list[Persoonsgegevens]:
        """The contacts that are filled in."""
        return [wie for form in self.forms if (wie := form.persoon())]


ContactFormSet = forms.formset_factory(
    ContactForm, formset=BasisContactFormSet, extra=1, max_num=HOOGSTENS, absolute_max=HOOGSTENS
)


def beginrijen(bekend: Sequence[Persoonsgegevens]) -> list[dict[str, str]]:
    """The rows to start with: who is known, and an empty row for each role without anybody."""
    leeg = [rol for rol in Contactrol.values if rol not in {wie.rol for wie in bekend}]
    return [*(wie._asdict() for wie in bekend), *({"rol": rol} for rol in leeg)]
