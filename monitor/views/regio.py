"""The page of one region, its print page and its regioprofiel as PDF."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from monitor.beeld import beeld
from monitor.blik import Blik
from monitor.models import Bezoek
from monitor.pdf import regioprofiel as pdf
from monitor.regioprofiel import bezoeken_aan, land, profiel, zoek
from monitor.uitlegbeeld import register
from monitor.views.kader import met_blik, toon
from samenwerking.pdf.opmaak import GeenPdfError
from samenwerking.toegang.beleid import mag
from samenwerking.toegang.bereik import leest_alles, rol, zichtbaar
from samenwerking.toegang.verzoek import Verzoek


@met_blik
def regio(request: Verzoek, kijk: Blik, code: str) -> HttpResponse:
    """The region for everybody; what was declared once published, the rest for who reads all."""
    context = _profiel(request, kijk, code, links=True)
    context["mag_bundel"] = mag(rol(request.user), "bundels")
    context["mag_briefing"] = mag(rol(request.user), "briefing")
    return toon(request, "monitor/regio.html", kijk, context)


@met_blik
def regioprofiel(request: Verzoek, kijk: Blik, code: str) -> HttpResponse:
    """The profile to print from the browser; the same document as the PDF."""
    context = {"blik": kijk, "afdruk": True, **_profiel(request, kijk, code)}
    return render(request, pdf.SJABLOON, context)


@met_blik
def regioprofiel_pdf(request: Verzoek, kijk: Blik, code: str) -> HttpResponse:
    """The profile as PDF/UA-1; without Pango a page that says so and leads to the print page."""
    context = _profiel(request, kijk, code)
    try:
        inhoud = pdf.pdf(context)
    except GeenPdfError as reden:
        afdruk = f"{reverse('regioprofiel', args=[code])}?{kijk.query}"
        uitleg = {"beeld": context["beeld"], "reden": str(reden), "afdruk_url": afdruk}
        return toon(request, "monitor/regio_zonder_pdf.html", kijk, uitleg, status=503)
    antwoord = HttpResponse(inhoud, content_type="application/pdf")
    naam = f"regioprofiel-{code}-{kijk.uitvraag.code}.pdf"
    antwoord.headers["Content-Disposition"] = f'inline; filename="{naam}"'
    return antwoord


def _profiel(request: Verzoek, kijk: Blik, code: str, *, links: bool = False) -> dict[str, Any]:
    """The profile as this visitor may see it. Raises Http404 for an unknown region."""
    stand, evaluatie = beeld(kijk.uitvraag, kijk.nu, kijk.bekend_op, nummer=kijk.nummer)
    gevonden = zoek(stand, evaluatie, code)
    if gevonden is None:
        raise Http404("Deze regio is er niet op de peildatum van de ronde.")
    return profiel(
        gevonden,
        land(kijk.uitvraag),
        kijk.bekend_op,
        inhoud=kijk.inhoud,
        lezer=leest_alles(request.user),
        bezoeken=bezoeken_aan(gevonden, zichtbaar(request.user, Bezoek), kijk.bekend_op),
        uitleg=register(request.user, stand, evaluatie, kijk) if kijk.inhoud else None,
        adres=_adres(kijk) if links else None,
    )


def _adres(kijk: Blik) -> Any:
    return lambda code: f"/gemeenten/{code}/?{kijk.query}"
