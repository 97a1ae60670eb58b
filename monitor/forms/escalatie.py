"""Forms of the ladder."""

from __future__ import annotations

from typing import Any

from django import forms

from monitor.acties.escalatie import Zet
from monitor.forms.oordeel import tekstvak
from monitor.regels.escalatie import VOORWAARDEN
from samenwerking.forms.opgave import DatumField


class ZetForm(forms.Form):
    """One rung further or back: why, until when, and who sees to it."""

    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    reden = tekstvak("Waarom zet u deze stap?")
    termijn = DatumField(label="Termijn", required=True, help_text="Wanneer kijkt u opnieuw?")
    verantwoordelijke = forms.CharField(
        label="Wie pakt dit op?", max_length=120, error_messages={"required": "Vul in wie."}
    )

    @property
    def zet(self) -> Zet:
        """What was filled in."""
        velden = {k: v for k, v in self.cleaned_data.items() if k != "versie"}
        if "voorwaarden" in velden:
            velden["voorwaarden"] = frozenset(velden["voorwaarden"])
        return Zet(**velden)


class AanwijzingForm(ZetForm):
    """The last rung: the minister, and the preconditions one by one."""

    minister = forms.CharField(
        label="Minister die de aanwijzing geeft",
        max_length=120,
        error_messages={"required": "Vul in welke minister de aanwijzing geeft."},
    )
    voorwaarden = forms.MultipleChoiceField(
        label="Aan deze voorwaarden is voldaan",
        choices=list(VOORWAARDEN.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Een aanwijzing kan pas als aan alle voorwaarden is voldaan."},
    )


class SluitForm(forms.Form):
    """Closing, with a reason."""

    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    reden = tekstvak("Waarom sluit u dit af?", rijen=2)

    @property
    def zet(self) -> Zet:
        """What was filled in."""
        return Zet(self.cleaned_data["reden"])


class AkkoordForm(forms.Form):
    """A vakdepartement agrees or not."""

    akkoord = forms.TypedChoiceField(
        label="Stemt het departement in met de volgende trede?",
        choices=[("1", "Ja"), ("0", "Nee")],
        coerce=lambda waarde: waarde == "1",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies ja of nee."},
    )
    toelichting = tekstvak("Toelichting", rijen=2)


FORMULIEREN: dict[str, Any] = {"omhoog": ZetForm, "omlaag": ZetForm, "sluiten": SluitForm}
