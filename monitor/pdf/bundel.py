"""All regioprofielen of a kind in one PDF: table of contents with page numbers, then each profile.

Pages cannot travel between processes and joining finished PDF's costs as much memory and time as
laying them out, so the whole is laid out once more: some 6 MB a page, in a process with a limit.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from django.template.loader import render_to_string

from gemeenten.models import Soort
from monitor.pdf.regioprofiel import stuk
from samenwerking.models import Uitvraag
from samenwerking.pdf.opmaak import PROFIEL
from samenwerking.pdf.proces import GROOT, Gemaakt, PdfMisluktError, Stuk, maak

SJABLOON = "pdf/bundel.html"


class Kop(NamedTuple):
    """What the bundel is of, and the moment of which it speaks."""

    soort: str
    uitvraag: Uitvraag
    bekend_op: datetime

    @property
    def titel(self) -> str:
        """«Regioprofielen van de jeugdregio's»."""
        return f"Regioprofielen van de {Soort(self.soort).meervoud}"


class Deel(NamedTuple):
    """A profile and its number of pages; 0: it could not be made."""

    code: str
    naam: str
    html: str
    bladen: int


def geheel(kop: Kop, delen: Sequence[Deel]) -> Gemaakt:
    """The whole as PDF/UA-1. Raises GeenPdfError."""
    gelukt = [deel for deel in delen if deel.html and deel.bladen]
    if not gelukt:
        raise PdfMisluktError("Geen enkel profiel is gelukt.")
    gemist = [deel.naam for deel in delen if deel not in gelukt]
    (vooraf,) = maak(_inhoudsopgave(kop, _geplaatst(gelukt, 1), gemist, los=True)).bladen
    regels = _geplaatst(gelukt, vooraf + 1)
    stukken = [stuk(deel.html)._replace(vanaf=blad) for deel, blad in regels]
    return maak(_inhoudsopgave(kop, regels, gemist), *stukken, grens=GROOT)


def _geplaatst(gelukt: Sequence[Deel], blad: int) -> list[tuple[Deel, int]]:
    """Each with the page on which it begins, from `blad` on."""
    return list(zip(gelukt, accumulate((d.bladen for d in gelukt), initial=blad), strict=False))


def _inhoudsopgave(
    kop: Kop, regels: Sequence[tuple[Deel, int]], gemist: Sequence[str], *, los: bool = False
) -> Stuk:
    """`los`: without links, to count its pages before the profiles are there."""
    context = {"kop": kop, "regels": regels, "gemist": gemist, "los": los}
    return Stuk(render_to_string(SJABLOON, context), PROFIEL, 1)


def schrijf(pad: Path, inhoud: bytes) -> None:
    """All of the file or nothing: written beside it, then put in its place."""
    tijdelijk = pad.with_name(f".{pad.name}.deel")
    tijdelijk.write_bytes(inhoud)
    os.replace(tijdelijk, pad)
