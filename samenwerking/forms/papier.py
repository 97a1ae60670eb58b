"""What VNG says of a letter when it is recorded."""

from __future__ import annotations

from django import forms

from samenwerking.forms.vng import MomentField


class PapierForm(forms.Form):
    """When the letter came in, who signed it, and why when something was there already."""

    ontvangen = MomentField(
        label="Brief ontvangen op",
        help_text="Dag en tijd, zoals 30-5-2013 12.00. Dit telt als moment van indienen.",
    )
    namens = forms.CharField(
        label="Brief namens",
        help_text="Zoals: het college van Heemstede, getekend door de burgemeester.",
        max_length=200,
        error_messages={"required": "Vul in wie de brief tekende of stuurde."},
    )
    reden = forms.CharField(
        label="Reden",
        help_text="Nodig als de gemeente al indiende of zelf aan een concept werkt.",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    versie = forms.IntegerField(widget=forms.HiddenInput)
    sleutel = forms.UUIDField(widget=forms.HiddenInput)
