"""What VNG fills in: reopening an opgave, the moments of a round, a praktijkvoorbeeld."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.timezone import localtime

from samenwerking.acties.ronde import als_tekst, momenten
from samenwerking.models import Uitvraag
from samenwerking.regels import MOMENTEN, momentfouten

MOMENT = "%d-%m-%Y %H.%M"
REDEN = forms.Textarea(attrs={"rows": 3})


class MomentField(forms.DateTimeField):
    """A day and a time, typed as the Dutch do: «31-5-2013 17.00»; Dutch time."""

    def __init__(self, **opties: Any) -> None:
        super().__init__(
            input_formats=[MOMENT, "%d-%m-%Y %H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"],
            error_messages={
                "invalid": "Vul een dag en een tijd in, zoals 31-5-2013 17.00.",
                "required": "Vul een dag en een tijd in, zoals 31-5-2013 17.00.",
            },
            widget=forms.DateTimeInput(format=MOMENT, attrs={"placeholder": "dd-mm-jjjj uu.mm"}),
            **opties,
        )


class HeropenForm(forms.Form):
    """Reopen the opgave of one gemeente; `gelezen` is the last heropening that was seen."""

    tot = MomentField(label="Indienen kan tot", help_text="Zoals 21-6-2013 17.00.")
    reden = forms.CharField(
        label="Reden",
        max_length=500,
        widget=REDEN,
        help_text="De gemeente ziet deze reden.",
        error_messages={"required": "Schrijf op waarom u de opgave heropent."},
    )
    gelezen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, nu: datetime, **opties: Any) -> None:
        self.nu = nu
        super().__init__(*args, **opties)

    def clean_tot(self) -> datetime:
        """A moment that is still to come."""
        tot: datetime = self.cleaned_data["tot"]
        if tot <= self.nu:
            raise forms.ValidationError("Kies een moment dat nog moet komen.")
        return tot


class MomentenForm(forms.Form):
    """The four moments of a round, each with what was read beside it."""

    opent = MomentField(label="Opening")
    deadline = MomentField(label="Deadline", help_text="Wie later indient, is te laat.")
    laatste_wijziging = MomentField(
        label="Laatste wijziging", help_text="Daarna kan indienen alleen na heropenen."
    )
    gepubliceerd_op = MomentField(
        label="Publicatie", required=False, help_text="Dan ziet iedereen wat er is opgegeven."
    )
    reden = forms.CharField(
        label="Reden van de wijziging",
        max_length=500,
        widget=REDEN,
        error_messages={"required": "Schrijf kort op waarom u de momenten wijzigt."},
    )
    gelezen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, ronde: Uitvraag, nu: datetime, **opties: Any) -> None:
        self.ronde, self.nu = ronde, nu
        waarden = momenten(ronde)
        opties["initial"] = {
            naam: localtime(moment) if moment else None for naam, moment in waarden.items()
        } | {"gelezen": als_tekst(ronde)}
        super().__init__(*args, **opties)

    def clean(self) -> dict[str, Any]:
        """The order of the four, and that what is moved lies ahead."""
        gegeven: dict[str, Any] = super().clean() or {}
        if not self.errors:
            oud = momenten(self.ronde)
            nieuw = {naam: _of_gelijk(gegeven[naam], oud[naam]) for naam in MOMENTEN}
            gegeven |= nieuw
            for naam, zin in momentfouten(oud, nieuw, op=self.nu).items():
                self.add_error(naam, zin)
        return gegeven


def _of_gelijk(nieuw: datetime | None, oud: datetime | None) -> datetime | None:
    """A form shows no seconds: a moment that was left as it is keeps them."""
    return oud if nieuw and oud and nieuw == oud.replace(second=0, microsecond=0) else nieuw


class VoorbeeldForm(forms.Form):
    """What others can learn from a verband; `gelezen` is the moment of the text that was read."""

    tekst = forms.CharField(
        label="Wat kunnen anderen hiervan leren?",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Twee of drie zinnen.",
        error_messages={"required": "Schrijf op wat anderen hiervan kunnen leren."},
    )
    gelezen = forms.CharField(required=False, widget=forms.HiddenInput)
