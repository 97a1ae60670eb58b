"""The regioprofiel as PDF."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string

from samenwerking.pdf.opmaak import PROFIEL
from samenwerking.pdf.proces import Stuk, maak

SJABLOON = "pdf/regioprofiel.html"


def als_html(profiel: dict[str, Any]) -> str:
    """The document of one profile before it is laid out."""
    return render_to_string(SJABLOON, profiel)


def stuk(html: str) -> Stuk:
    """The document with its stylesheet."""
    return Stuk(html, PROFIEL)


def pdf(profiel: dict[str, Any]) -> bytes:
    """One profile as PDF/UA-1. Raises GeenPdfError."""
    return maak(stuk(als_html(profiel))).inhoud
