"""The page of one region or of chosen gemeenten, its print page and its regioprofiel as PDF."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from monitor.beeld import beeld
from monitor.blik import Blik
from monitor.forms.keuze import KeuzeForm
from monitor.models import Bezoek
from monitor.pdf import regioprofiel as pdf
from monitor.regels.alles import Evaluatie
from monitor.regels.stand import Stand
from monitor.regiobeeld import Regiobeeld
from monitor.regioconcept import concept
from monitor.regioprofiel import bezoeken_aan, gekozen, land, profiel, zoek
from monitor.uitlegbeeld import register
from monitor.views.kader import met_blik, toon
from samenwerking.pdf.opmaak import GeenPdfError
from samenwerking.toegang.beleid import mag
from samenwerking.toegang.bereik import eigen, leest_alles, rol, zichtbaar
from samenwerking.toegang.rollen import INVULROLLEN
from samenwerking.toegang.verzoek import Verzoek


@met_blik
def regio(request: Verzoek, kijk: Blik, code: str) -> HttpResponse:
    """The region for everybody; what was declared once published, the rest for who reads all.

    Before that a gemeente of the region sees a concept of what concerns it.
    """
    context = _regio(request, kijk, code, links=True)
    context["mag_bundel"] = mag(rol(request.user), "bundels")
    context["mag_briefing"] = mag(rol(request.user), "briefing")
    return toon(request, "monitor/regio.html", kijk, context)


@met_blik
def regioprofiel(request: Verzoek, kijk: Blik, code: str) -> HttpResponse:
    """The profile to print from the browser; the same document as the PDF."""
    terug = f"{reverse('regio', args=[code])}?{kijk.query}"
    context = {"blik": kijk, "afdruk": True, "terug_url": terug, **_regio(request, kijk, code)}
    return render(request, pdf.SJABLOON, context)


@met_blik
def regioprofiel_pdf(request: Verzoek, kijk: Blik, code: str) -> HttpResponse:
    """The profile as PDF/UA-1; when that fails a page that leads to the print page."""
    afdruk = f"{reverse('regioprofiel', args=[code])}?{kijk.query}"
    naam = f"regioprofiel-{code}-{kijk.uitvraag.code}.pdf"
    return _als_pdf(request, kijk, _regio(request, kijk, code), naam, afdruk)


@met_blik
def keuze(request: Verzoek, kijk: Blik) -> HttpResponse:
    """Choose gemeenten or a verband; the profile of those, to print or to mail as an address."""
    form, context = _keuze(request, kijk)
    if context and "afdruk" in request.GET:
        terug = f"{reverse('profiel-keuze')}?{form.query}&{kijk.query}"
        return render(
            request,
            pdf.SJABLOON,
            {"blik": kijk, "afdruk": True, "terug_url": terug, **context},
        )
    status = 422 if form.is_bound and not context else 200
    context = (context or {}) | {"form": form, "uitvraag": kijk.uitvraag}
    return toon(request, "monitor/keuze.html", kijk, context, status)


@met_blik
def keuze_pdf(request: Verzoek, kijk: Blik) -> HttpResponse:
    """The profile of chosen gemeenten as PDF/UA-1. Raises Http404 when the choice says nothing."""
    form, context = _keuze(request, kijk)
    if not context:
        raise Http404("Deze keuze van gemeenten is er niet op de peildatum van de ronde.")
    afdruk = f"{reverse('profiel-keuze')}?{form.query}&afdruk=1&{kijk.query}"
    naam = f"regioprofiel-keuze-{kijk.uitvraag.code}.pdf"
    return _als_pdf(request, kijk, context, naam, afdruk)


def _als_pdf(
    request: Verzoek, kijk: Blik, context: dict[str, Any], naam: str, afdruk: str
) -> HttpResponse:
    try:
        inhoud = pdf.pdf(context)
    except GeenPdfError as reden:
        uitleg = {"beeld": context["beeld"], "reden": str(reden), "afdruk_url": afdruk}
        return toon(request, "monitor/regio_zonder_pdf.html", kijk, uitleg, status=503)
    antwoord = HttpResponse(inhoud, content_type="application/pdf")
    antwoord.headers["Content-Disposition"] = f'inline; filename="{naam}"'
    return antwoord


def _regio(request: Verzoek, kijk: Blik, code: str, *, links: bool = False) -> dict[str, Any]:
    """The profile as this visitor may see it. Raises Http404 for an unknown region."""
    stand, evaluatie = beeld(kijk.uitvraag, kijk.nu, kijk.bekend_op, nummer=kijk.nummer)
    gevonden = zoek(stand, evaluatie, code)
    if gevonden is None:
        raise Http404("Deze regio is er niet op de peildatum van de ronde.")
    return _profiel(request, kijk, gevonden, links=links)


def _keuze(request: Verzoek, kijk: Blik) -> tuple[KeuzeForm, dict[str, Any] | None]:
    """The form, and the profile once it says which gemeenten; who reads all comes here."""
    stand, evaluatie = beeld(kijk.uitvraag, kijk.nu, kijk.bekend_op, nummer=kijk.nummer)
    gevraagd = request.GET if request.GET.keys() & {"gemeenten", "verband"} else None
    form = KeuzeForm(gevraagd, stand=stand)
    if not (form.is_bound and form.is_valid()):
        return form, None
    gevonden = gekozen(stand, evaluatie, form.titel, form.codes)
    if gevonden is None:
        return form, None
    return form, _profiel(request, kijk, gevonden, links="afdruk" not in request.GET)


def _profiel(
    request: Verzoek, kijk: Blik, gevonden: Regiobeeld, *, links: bool = False
) -> dict[str, Any]:
    voor = "" if kijk.inhoud else _concept_voor(request, gevonden)
    volledig: tuple[Stand, Evaluatie] = gevonden.stand, gevonden.evaluatie
    if voor:
        gevonden = concept(gevonden, voor)
    inhoud = kijk.inhoud or bool(voor)
    return profiel(
        gevonden,
        land(kijk.uitvraag),
        kijk.bekend_op,
        inhoud=inhoud,
        lezer=bool(voor) or leest_alles(request.user),
        bezoeken=bezoeken_aan(gevonden, zichtbaar(request.user, Bezoek), kijk.bekend_op),
        uitleg=register(request.user, *volledig, kijk) if inhoud else None,
        adres=_adres(kijk) if links else None,
        concept_van=gevonden.stand.naam(voor) if voor else "",
    )


def _concept_voor(request: Verzoek, gevonden: Regiobeeld) -> str:
    """The own gemeente of an invuller or vaststeller when it lies in this region; else empty."""
    code = eigen(request.user) if rol(request.user) in INVULROLLEN else ""
    return code if code in gevonden.codes else ""


def _adres(kijk: Blik) -> Any:
    return lambda code: f"/gemeenten/{code}/?{kijk.query}"
