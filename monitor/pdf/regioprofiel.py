"""The regioprofiel as PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string

from samenwerking.pdf.opmaak import als_bytes, opmaken

if TYPE_CHECKING:
    from weasyprint import Document

SJABLOON = "pdf/regioprofiel.html"
STIJL = "pdf/profiel.css"


def document(profiel: dict[str, Any]) -> Document:
    """The laid out pages of one profile. Raises PangoOntbreektError without Pango."""
    return opmaken(render_to_string(SJABLOON, profiel), STIJL)


def pdf(profiel: dict[str, Any]) -> bytes:
    """One profile as PDF/UA-1. Raises PangoOntbreektError without Pango."""
    return als_bytes([document(profiel)])
