"""Fields that take what they are, and nothing that looks like it."""

from __future__ import annotations

from datetime import date
from typing import Any

from rest_framework import serializers

from samenwerking.forms.velden import JAREN
from samenwerking.uitwisseling.cellen import verboden


class Tekst(serializers.CharField):
    """A text; a number or a boolean is refused, as are characters no file may hold."""

    def to_internal_value(self, data: Any) -> str:
        """The text as it is. Raises ValidationError."""
        if not isinstance(data, str):
            raise serializers.ValidationError("Dit moet tekst zijn, tussen aanhalingstekens.")
        if any(map(verboden, data)):
            raise serializers.ValidationError("De tekst bevat tekens die niet kunnen.")
        return super().to_internal_value(data)


class JaNee(serializers.BooleanField):
    """true or false; not "true", 1 or "ja"."""

    def to_internal_value(self, data: Any) -> bool:
        """The value. Raises ValidationError."""
        if not isinstance(data, bool):
            raise serializers.ValidationError("Dit moet true of false zijn.")
        return data


class Keuze(serializers.ChoiceField):
    """One of the values, as text."""

    def to_internal_value(self, data: Any) -> str:
        """The value. Raises ValidationError with what is possible."""
        if not isinstance(data, str) or data not in self.choices:
            raise serializers.ValidationError(f"Kies uit: {', '.join(self.choices)}.")
        return data


class Dag(serializers.DateField):
    """A date as jjjj-mm-dd, in the years that the form takes too."""

    def to_internal_value(self, value: Any) -> date:
        """The day. Raises ValidationError."""
        fout = serializers.ValidationError(
            f"Schrijf een datum als jjjj-mm-dd, van {JAREN[0]} tot en met {JAREN[1]}."
        )
        if not isinstance(value, str) or len(value) != 10:
            raise fout
        try:
            dag = date.fromisoformat(value)
        except ValueError:
            raise fout from None
        if dag.isoformat() != value or not JAREN[0] <= dag <= JAREN[1]:
            raise fout
        return dag


GEEN_LIJST = {"not_a_list": "Dit moet een lijst zijn, tussen [ en ]."}


class Lijst(serializers.ListField):
    """A list of values."""

    default_error_messages = GEEN_LIJST


class Vormenlijst(serializers.ListSerializer):
    """A list of objects."""

    default_error_messages = GEEN_LIJST


class Vorm(serializers.Serializer):
    """An object without unknown keys."""

    default_error_messages = {"invalid": "Dit moet een object zijn, tussen accolades."}

    class Meta:
        list_serializer_class = Vormenlijst

    def to_internal_value(self, data: Any) -> Any:
        """The values. Raises ValidationError, also for a key that does not exist."""
        if isinstance(data, dict) and (onbekend := sorted(set(data) - set(self.fields))):
            mogelijk = ", ".join(self.fields)
            raise serializers.ValidationError(
                {naam: [f"Dit veld kennen wij niet. Mogelijk: {mogelijk}."] for naam in onbekend}
            )
        return super().to_internal_value(data)
