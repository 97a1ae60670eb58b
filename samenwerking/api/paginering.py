"""Lists come in pages; a table as file comes as a whole."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.paginator import InvalidPage, Paginator
from rest_framework.pagination import BasePagination
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

STANDAARD, HOOGSTE = 50, 200


class Getal(forms.Field):
    """A whole number in plain digits."""

    def __init__(self, hoogste: int, label: str, standaard: int) -> None:
        super().__init__(label=label)
        self.hoogste, self.standaard = hoogste, standaard

    def clean(self, value: Any) -> int:
        """The number. Raises ValidationError outside 1 and the highest."""
        goed = re.fullmatch("[1-9][0-9]{0,6}", value)
        if not goed or int(value) > self.hoogste:
            raise forms.ValidationError(f"Geef een geheel getal van 1 tot en met {self.hoogste}.")
        return int(value)

    @property
    def schema(self) -> dict[str, Any]:
        """As OpenAPI says it."""
        grenzen = {"minimum": 1, "maximum": self.hoogste, "default": self.standaard}
        return {"type": "integer", **grenzen}


class Formaat(forms.Field):
    """How the answer is written."""

    def __init__(self, formaten: list[str]) -> None:
        super().__init__(label="json (in bladzijden), of de hele tabel als csv of ods.")
        self.formaten = formaten

    def clean(self, value: Any) -> str:
        """The format. Raises ValidationError for another one."""
        if value not in self.formaten:
            raise forms.ValidationError(f"Kies uit: {', '.join(self.formaten)}.")
        return value

    @property
    def schema(self) -> dict[str, Any]:
        """As OpenAPI says it."""
        return {"type": "string", "enum": self.formaten, "default": self.formaten[0]}


SLEUTELS = {
    "pagina": Getal(10_000, "Het nummer van de bladzijde.", 1),
    "paginaGrootte": Getal(HOOGSTE, "Het aantal rijen per bladzijde.", STANDAARD),
}


def bladert(view: Any) -> bool:
    """Whether a view gives a list in pages."""
    return bool(getattr(view, "pagination_class", None)) and hasattr(view, "list")


class Paginering(BasePagination):
    """`aantal`, the page, the addresses of the pages beside it, and `resultaten`."""

    def paginate_queryset(self, queryset: Any, request: Any, view: Any = None) -> Any:
        """The rows of the page asked for, none past the last; None (all) for a file."""
        if request.accepted_renderer.format != "json":
            return None
        vraag = request.query_params
        self.request = request
        self.grootte = int(vraag.get("paginaGrootte", STANDAARD))
        self.nummer = int(vraag.get("pagina", 1))
        self.bladen = Paginator(queryset, self.grootte)
        try:
            return list(self.bladen.page(self.nummer))
        except InvalidPage:
            return []

    def get_paginated_response(self, data: Any) -> Response:
        """The page with what surrounds it."""
        return Response(
            {
                "aantal": self.bladen.count,
                "pagina": self.nummer,
                "paginaGrootte": self.grootte,
                "volgende": self._adres(self.nummer + 1),
                "vorige": self._adres(self.nummer - 1),
                "resultaten": data,
            }
        )

    def _adres(self, nummer: int) -> str | None:
        if not 1 <= nummer <= self.bladen.num_pages:
            return None
        return replace_query_param(self.request.build_absolute_uri(), "pagina", nummer)

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """The same as OpenAPI says it."""
        adres = {"type": "string", "format": "uri", "nullable": True}
        velden: dict[str, Any] = {
            "aantal": {"type": "integer", "description": "Aantal rijen op alle bladzijden."},
            "pagina": {"type": "integer"},
            "paginaGrootte": {"type": "integer"},
            "volgende": adres,
            "vorige": adres,
            "resultaten": schema,
        }
        return {"type": "object", "required": list(velden), "properties": velden}
