"""The regioprofiel as PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string

from samenwerking.pdf.opmaak import als_bytes, opmaken

if TYPE_CHECKING:
    from weasyprint import Document

SJABLOON = "pdf/regioprofiel.html"
STIJL = "pdf/profiel.css"


def als_html(profiel: dict[str, Any]) -> str:
    """The document of one profile before it is laid out."""
    return render_to_string(SJABLOON, profiel)


def document(html: str) -> Document:
    """The laid out pages of one profile. Raises PangoOntbreektError without Pango."""
    return opmaken(html, STIJL)


def pdf(profiel: dict[str, Any]) -> bytes:
    """One profile as PDF/UA-1. Raises PangoOntbreektError without Pango."""
    return als_bytes([document(als_html(profiel))])
