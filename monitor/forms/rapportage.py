"""Form of the rapportage: publishing the tables, with a reason when something is missing."""

from __future__ import annotations

from typing import Any

from django import forms

REDEN = 500


class PublicatieForm(forms.Form):
    """`gezien` is the kenmerk of the figures that were read; the reason is asked when needed."""

    gezien = forms.CharField(widget=forms.HiddenInput, max_length=64)
    reden = forms.CharField(
        label="Waarom publiceert u nu al?",
        help_text="De reden komt in de bijlage te staan.",
        max_length=REDEN,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Er ontbreekt nog iets. Schrijf op waarom u nu al publiceert."},
    )

    def __init__(self, *args: Any, onvolledig: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not onvolledig:
            del self.fields["reden"]
