"""A joint letter as PDF, with its decisions and its signature block."""

from __future__ import annotations

from datetime import datetime

from django.template.loader import render_to_string

from samenwerking.briefbeeld import Briefbeeld
from samenwerking.pdf.proces import Stuk, maak

SJABLOON = "pdf/brief.html"


def pdf(beeld: Briefbeeld, op: datetime) -> bytes:
    """The letter as it stands at `op`, PDF/UA-1. Raises GeenPdfError."""
    html = render_to_string(SJABLOON, {"beeld": beeld, "brief": beeld.brief, "op": op})
    return maak(Stuk(html)).inhoud
