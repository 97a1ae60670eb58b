"""`/beheer/`: the identifier of a verband in TOOI; all else about a verband is the gemeenten's."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from gemeenten.tooi import SAMENWERKINGSORGANISATIE
from samenwerking.models import Verband
from samenwerking.toegang.admin import InLogboek


class TooiForm(forms.ModelForm):
    """The identifier, as TOOI writes those of samenwerkingsorganisaties."""

    tooi_so = forms.RegexField(
        SAMENWERKINGSORGANISATIE,
        required=False,
        label="TOOI-identificatie",
        help_text="Bijvoorbeeld https://identifier.overheid.nl/tooi/id/so/so0264. Zoek het adres "
        "op in het register van samenwerkingsorganisaties van TOOI. Leeg als het er niet in staat.",
        error_messages={
            "invalid": "Dit is geen adres van een samenwerkingsorganisatie in TOOI. Het eindigt "
            "op so/so en vier cijfers."
        },
    )

    class Meta:
        model = Verband
        fields = ("tooi_so",)


@admin.register(Verband)
class VerbandAdmin(InLogboek):
    """By slug; only the identifier changes here."""

    form = TooiForm
    list_display = ["slug", "tooi_so"]
    search_fields = ["slug", "tooi_so"]
    readonly_fields = ["slug"]
    fields = ["slug", "tooi_so"]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never: a verband comes from the opgave of a gemeente."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never: its versions stay."""
        return False

    def inhoud(self, obj: Any) -> dict[str, Any]:
        """The identifier is public."""
        return {"tooi": obj.tooi_so}
