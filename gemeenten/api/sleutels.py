"""Strict query keys: each says its own schema, and refuses what does not fit it to the letter."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import django_filters
from django import forms

GEMEENTECODE = "^GM[0-9]{4}$"
TAAKCODE = "^[A-Z]{2}[0-9]{2}$"
SLUG = "^[-a-zA-Z0-9_]{1,80}$"


class Patroon(forms.CharField):
    """A text that fits a pattern as a whole; nothing is trimmed."""

    def __init__(self, *, patroon: str, **opties: Any) -> None:
        super().__init__(strip=False, empty_value=None, **opties)
        self.patroon = patroon

    def clean(self, value: Any) -> Any:
        """The text as it is. Raises ValidationError when it does not fit."""
        if value not in self.empty_values and not re.fullmatch(self.patroon.rstrip("$"), value):
            raise forms.ValidationError(f"Gebruik een waarde volgens het patroon {self.patroon}")
        return super().clean(value)

    @property
    def schema(self) -> dict[str, Any]:
        """As OpenAPI says it."""
        return {"type": "string", "pattern": self.patroon}


class Keuze(forms.ChoiceField):
    """One of a fixed list of values."""

    @property
    def schema(self) -> dict[str, Any]:
        """As OpenAPI says it."""
        return {"type": "string", "enum": [str(waarde) for waarde, _ in self.choices]}

    def clean(self, value: Any) -> Any:
        """The value. Raises ValidationError with the values that are possible."""
        if value not in self.empty_values and not self.valid_value(value):
            raise forms.ValidationError(f"Kies uit: {', '.join(self.schema['enum'])}.")
        return super().clean(value)


class Dag(forms.Field):
    """A date as RFC 3339 writes it."""

    schema = {"type": "string", "format": "date"}

    def to_python(self, value: Any) -> date | None:
        """The day; None when nothing is asked. Raises ValidationError for another notation."""
        if value in self.empty_values:
            return None
        try:
            if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
                raise ValueError
            return date.fromisoformat(value)
        except ValueError as fout:
            raise forms.ValidationError(
                "Schrijf een datum als jjjj-mm-dd, zoals 2013-05-31."
            ) from fout


class PatroonFilter(django_filters.Filter):
    """Filter on a code."""

    field_class = Patroon


class KeuzeFilter(django_filters.Filter):
    """Filter on one of a fixed list."""

    field_class = Keuze


class DagFilter(django_filters.Filter):
    """Filter on a day."""

    field_class = Dag
