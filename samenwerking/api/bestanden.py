"""The formats of an answer: JSON, and tables also as CSV and ODS."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from typing import Any

from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.utils.encoders import JSONEncoder

from samenwerking.uitwisseling import ods
from samenwerking.uitwisseling.cellen import beschermd, geschreven


class InUtc(JSONEncoder):
    """Moments go out in UTC, ending in Z."""

    def default(self, obj: Any) -> Any:
        """The moment as text; the rest as DRF does it."""
        if isinstance(obj, datetime):
            return obj.astimezone(UTC).isoformat().replace("+00:00", "Z")
        return super().default(obj)


class Json(JSONRenderer):
    """JSON in UTF-8, as compact as it goes."""

    format = "json"
    encoder_class = InUtc


class Tabel(BaseRenderer):
    """A list as a table, one thing as one row; a list inside a cell is joined by `|`."""

    render_style = "binary"
    charset: Any = None

    def render(
        self, data: Any, accepted_media_type: Any = None, renderer_context: Any = None
    ) -> Any:
        """The bytes of the file; also sets its name."""
        view, antwoord = renderer_context["view"], renderer_context["response"]
        naam = "-".join([*map(str, view.kwargs.values()), view.request.resolver_match.url_name])
        antwoord.headers["Content-Disposition"] = f'attachment; filename="{naam}.{self.format}"'
        kolommen = list(view.get_serializer_class()().fields)
        rijen = [data] if isinstance(data, dict) else data
        cellen = [kolommen, *([_cel(rij[kolom]) for kolom in kolommen] for rij in rijen)]
        return self.schrijf(naam, cellen)

    def schrijf(self, naam: str, rijen: list[list[str]]) -> bytes:
        """The rows as bytes."""
        raise NotImplementedError


class Csv(Tabel):
    """UTF-8 with commas, as the import reads it."""

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"

    def schrijf(self, naam: str, rijen: list[list[str]]) -> bytes:
        """The rows as CSV with a header."""
        uit = io.StringIO(newline="")
        csv.writer(uit).writerows(rijen)
        return uit.getvalue().encode()


class Ods(Tabel):
    """An OpenDocument spreadsheet whose cells are all text."""

    media_type = "application/vnd.oasis.opendocument.spreadsheet"
    format = "ods"

    def schrijf(self, naam: str, rijen: list[list[str]]) -> bytes:
        """The rows as one sheet."""
        return ods.schrijf({naam[:30]: rijen})


def _cel(waarde: Any) -> str:
    if isinstance(waarde, dict):
        return beschermd(" ".join(geschreven(deel) for deel in waarde.values() if deel))
    if isinstance(waarde, list | tuple):
        return beschermd("|".join(_los(deel) for deel in waarde))
    return beschermd(geschreven(waarde))


def _los(deel: Any) -> str:
    gekozen = deel.get("code", deel.get("taak", "")) if isinstance(deel, dict) else deel
    return geschreven(gekozen).replace("|", "/")


class Keuze(DefaultContentNegotiation):
    """`?formaat=` goes before Accept; what is wrong with it is told by the query keys."""

    def select_renderer(self, request: Any, renderers: Any, format_suffix: Any = None) -> Any:
        """The renderer and its media type. Raises NotAcceptable."""
        gevraagd = request.query_params.get("formaat")
        for renderer in renderers:
            if renderer.format == gevraagd:
                return renderer, renderer.media_type
        return super().select_renderer(request, renderers, format_suffix)
