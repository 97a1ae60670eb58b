"""One regioprofiel as PDF, against the same HTML with the stylesheets of the site."""

from __future__ import annotations

from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from monitor.beeld import beeld
from samenwerking.klok import nu
from samenwerking.models import Uitvraag
from tests.prestaties.meten import Regel, samen

REGIO = "JZ10"
KOLOM_UIT = "body { display: block }"
"""The site's body is a flex column, over which WeasyPrint takes ten times as long: not counted."""
SITE = (
    "vendor/nlds.css",
    "css/variabelen.css",
    "css/basis.css",
    "css/kader.css",
    "css/onderdelen.css",
    "css/formulieren.css",
    "css/opgave.css",
    "css/monitor.css",
    "css/kaart.css",
    "css/afdruk.css",
)


def meet(ronde: Uitvraag) -> list[Any]:
    """One row, or the reason why there is none."""
    try:
        import weasyprint

        from monitor.pdf import regioprofiel
        from monitor.regioprofiel import land, profiel, zoek
        from samenwerking.pdf import opmaak
    except (ImportError, OSError) as reden:
        return [f"| one regioprofiel as PDF | | | | | ≤ 0.7 | | skipped: {reden} |"]
    stand, evaluatie = beeld(ronde, nu(), nu())
    gevonden = zoek(stand, evaluatie, REGIO)
    assert gevonden, REGIO
    context = profiel(gevonden, land(ronde), nu(), inhoud=True, lezer=True, bezoeken=[])
    bladen: list[int] = []

    def zoals_het_komt() -> bytes:
        html = render_to_string(regioprofiel.SJABLOON, context)
        stijlen = [weasyprint.CSS(filename=finders.find(naam)) for naam in SITE]
        stijlen.append(weasyprint.CSS(string=KOLOM_UIT))
        bron = weasyprint.HTML(string=html, base_url=opmaak.BASIS)
        document = bron.render(stylesheets=stijlen, pdf_variant=opmaak.VARIANT)
        bladen.append(len(document.pages))
        return document.write_pdf(pdf_variant=opmaak.VARIANT)

    def zoals_wij() -> bytes:
        html = regioprofiel.als_html(context)
        return opmaak.als_bytes([opmaak.opmaken(html, opmaak.PROFIEL)])

    bodem, ons = samen(zoals_het_komt, zoals_wij, keer=3)
    naam = f"one regioprofiel as PDF/UA-1, {len(gevonden.codes)} gemeenten"
    tegen = f"the same HTML with the CSS of the site, {bladen[0]} pages"
    return [Regel(naam, tegen, bodem, ons, 0.7)]
