"""Fields that several forms of the opgave share."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import MaxValueValidator, MinValueValidator

JAREN = date(2000, 1, 1), date(2030, 12, 31)
"""A date outside these years is a slip of the keyboard."""
VOORBEELD = "Vul een datum in als dag-maand-jaar, zoals 18-6-2013."
MAX_BIJLAGE = 10 * 1024 * 1024
PDF_BEGIN, PDF_EIND = b"%PDF-", b"%%EOF"
GEEN = "geen"


class DatumField(forms.DateField):
    """A date, typed as the Dutch do (18-6-2013) or as ISO."""

    def __init__(self, **opties: Any) -> None:
        opties.setdefault("required", False)
        super().__init__(
            input_formats=["%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"],
            error_messages=dict.fromkeys(("invalid", "required"), VOORBEELD),
            widget=forms.DateInput(
                format="%d-%m-%Y", attrs={"placeholder": "dd-mm-jjjj", "inputmode": "numeric"}
            ),
            validators=[
                MinValueValidator(JAREN[0], "Controleer het jaar: dit ligt voor 2000."),
                MaxValueValidator(JAREN[1], "Controleer het jaar: dit ligt na 2030."),
            ],
            **opties,
        )


class BijlageField(forms.FileField):
    """A PDF of at most 10 MB, judged by its content and not by its name."""

    def __init__(self, **opties: Any) -> None:
        super().__init__(
            required=False,
            allow_empty_file=False,
            widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
            error_messages={"empty": "Dit bestand is leeg. Kies een ander bestand."},
            **opties,
        )

    def to_python(self, data: UploadedFile | None) -> UploadedFile | None:
        """The upload; ValidationError when it is too large or no PDF."""
        bestand: UploadedFile | None = super().to_python(data)
        if bestand is None:
            return None
        if (bestand.size or 0) > MAX_BIJLAGE:
            raise forms.ValidationError(
                "Dit bestand is groter dan 10 MB. Kies een kleiner bestand."
            )
        if not _is_pdf(bestand):
            raise forms.ValidationError("Dit bestand is geen PDF. Bewaar het eerst als PDF.")
        return bestand


def _is_pdf(bestand: UploadedFile) -> bool:
    """Whether the bytes begin and end as those of a PDF."""
    begin = bestand.read(len(PDF_BEGIN))
    bestand.seek(max(0, (bestand.size or 0) - 1024))
    eind = bestand.read()
    bestand.seek(0)
    return begin == PDF_BEGIN and PDF_EIND in eind


class VinkjesField(forms.MultipleChoiceField):
    """Several values kept as one text joined by `|`; empty when nothing is ticked."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, soort: Any, **opties: Any) -> None:
        super().__init__(choices=soort.choices, required=False, **opties)

    def prepare_value(self, value: Any) -> Any:
        """A list for the checkboxes."""
        return value.split("|") if isinstance(value, str) else value

    def clean(self, value: Any) -> str:
        """`a|b`, in the order of the choices."""
        gekozen = set(super().clean(value))
        return "|".join(code for code, _ in self.choices if code in gekozen)


class StreepField(VinkjesField):
    """As VinkjesField, but `geen` is an answer and nothing at all is unknown (None)."""

    def __init__(self, soort: Any, **opties: Any) -> None:
        super().__init__(soort, **opties)
        self.choices = [*soort.choices, (GEEN, "geen van deze")]

    def clean(self, value: Any) -> str | None:  # type: ignore[override]
        """`a|b`, `geen`, or None when nothing is ticked; refuses `geen` beside others."""
        gekozen = super().clean(value)
        if GEEN in gekozen.split("|") and gekozen != GEEN:
            raise forms.ValidationError("Kies «geen van deze» alleen als er niets anders geldt.")
        return gekozen or None


class JaNeeField(forms.TypedChoiceField):
    """Ja, nee, or not answered (None)."""

    def __init__(self, **opties: Any) -> None:
        super().__init__(
            choices=[("", "niet ingevuld"), ("1", "ja"), ("0", "nee")],
            coerce=lambda waarde: waarde == "1",
            empty_value=None,
            required=False,
            **opties,
        )

    def prepare_value(self, value: Any) -> Any:
        """The choice that stands for True, False or None."""
        return {True: "1", False: "0", None: ""}.get(value, value)
