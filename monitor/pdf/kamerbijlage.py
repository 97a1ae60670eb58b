"""The kamerbijlage as PDF."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.template.loader import render_to_string

from monitor.kamerbijlage import getoond
from samenwerking.pdf.proces import Stuk, maak

SJABLOON = "pdf/kamerbijlage.html"


def html(inhoud: dict[str, Any], op: datetime, *, publicatie: Any = None) -> str:
    """The document; without a `publicatie` it says that it is a concept."""
    return render_to_string(
        SJABLOON,
        {
            "inhoud": inhoud,
            "peildatum": date.fromisoformat(inhoud["peildatum"]),
            "tabellen": getoond(inhoud),
            "op": op,
            "publicatie": publicatie,
        },
    )


def pdf(inhoud: dict[str, Any], op: datetime, *, publicatie: Any = None) -> bytes:
    """The same as PDF/UA-1. Raises GeenPdfError."""
    return maak(Stuk(html(inhoud, op, publicatie=publicatie))).inhoud
