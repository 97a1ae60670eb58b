"""The receipt of a submitted opgave as PDF."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string

from samenwerking.pdf.proces import Stuk, maak


def pdf(bewijs: dict[str, Any]) -> bytes:
    """`samenwerking.bewijs.bewijs` as PDF/UA-1. Raises GeenPdfError."""
    return maak(Stuk(render_to_string("pdf/ontvangst.html", bewijs))).inhoud
