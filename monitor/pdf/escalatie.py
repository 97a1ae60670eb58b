"""The letters of the ladder as PDF, one template with a text per rung."""

from __future__ import annotations

from collections.abc import Sequence

from django.template.loader import render_to_string

from monitor.models import Escalatie, Escalatiestap
from monitor.regels.escalatie import VOORWAARDEN, Trede
from samenwerking.pdf.proces import Stuk, maak

SJABLOON = "pdf/escalatie.html"


def html(stap: Escalatiestap, escalatie: Escalatie, naam: str, feiten: Sequence[str]) -> str:
    """The letter of one step."""
    return render_to_string(
        SJABLOON,
        {
            "stap": stap,
            "trede": Trede(stap.trede).value,
            "rij": escalatie,
            "naam": naam,
            "feiten": feiten,
            "voorwaarden": VOORWAARDEN.values() if stap.voorwaarden else (),
        },
    )


def pdf(stap: Escalatiestap, escalatie: Escalatie, naam: str, feiten: Sequence[str]) -> bytes:
    """The same as PDF/UA-1. Raises GeenPdfError."""
    return maak(Stuk(html(stap, escalatie, naam, feiten))).inhoud
