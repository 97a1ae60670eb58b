"""Sending a spreadsheet."""

from __future__ import annotations

from typing import Any

from django import forms

from samenwerking.uitwisseling.archief import SOORTEN
from samenwerking.uitwisseling.grenzen import MIB, Grenzen


class UploadForm(forms.Form):
    """One file, not larger than `grenzen` allows; what is in it is judged when it is read."""

    bestand = forms.FileField(
        label="Uw bestand",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ",".join(SOORTEN)}),
        error_messages={
            "required": "Kies eerst een bestand.",
            "invalid": "Het bestand kwam niet aan. Kies het opnieuw.",
        },
    )

    def __init__(self, *args: Any, grenzen: Grenzen, **opties: Any) -> None:
        super().__init__(*args, **opties)
        self.grenzen = grenzen
        mib = grenzen.ingepakt // MIB
        self.fields["bestand"].help_text = (
            f"Een .ods-, .xlsx- of .csv-bestand, of een .zip met csv-bestanden. Hoogstens {mib} "
            f"MiB en {grenzen.rijen:,} rijen per blad.".replace(",000", ".000")
        )

    def clean_bestand(self) -> Any:
        """The file. Refuses one that is too large before it is read."""
        bestand = self.cleaned_data["bestand"]
        if bestand.size > self.grenzen.ingepakt:
            raise forms.ValidationError(
                f"Het bestand is groter dan {self.grenzen.ingepakt // MIB} MiB. Haal weg wat niet "
                "nodig is (afbeeldingen, andere bladen) of splits het."
            )
        return bestand
