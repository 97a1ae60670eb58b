"""A joint letter as PDF, with its decisions and its signature block."""

from __future__ import annotations

from datetime import datetime

from django.template.loader import render_to_string

from samenwerking.briefbeeld import Briefbeeld
from samenwerking.pdf.opmaak import als_bytes, opmaken

SJABLOON = "pdf/brief.html"


def pdf(beeld: Briefbeeld, op: datetime) -> bytes:
    """The letter as it stands at `op`, PDF/UA-1. Raises PangoOntbreektError without Pango."""
    html = render_to_string(SJABLOON, {"beeld": beeld, "brief": beeld.brief, "op": op})
    return als_bytes([opmaken(html)])
