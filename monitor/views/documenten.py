"""Documents on paper: what a gemeente hands over, and the account of the ambassadeurs."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from gemeenten.models import Gemeente
from monitor.blik import Blik
from monitor.overdracht import overdracht
from monitor.verantwoording import verantwoording
from monitor.views.kader import met_blik
from samenwerking.pdf.opmaak import GeenPdfError
from samenwerking.pdf.proces import Stuk, maak
from samenwerking.toegang.bereik import eigen, leest_alles
from samenwerking.toegang.verzoek import Ingelogd


@met_blik
def overdracht_pdf(request: Ingelogd, kijk: Blik, code: str) -> HttpResponse:
    """What this gemeente hands over; of the own gemeente, or for who reads all."""
    if eigen(request.user) != code and not leest_alles(request.user):
        raise Http404("Dit document is er alleen voor de gemeente zelf.")
    gemeente = get_object_or_404(Gemeente, pk=code)
    context = overdracht(request.user, kijk, gemeente, request.nu)
    return _pdf("pdf/overdracht.html", context, f"overdracht-{code}-{kijk.uitvraag.code}.pdf")


@require_safe
def verantwoording_pdf(request: Ingelogd) -> HttpResponse:
    """The account over `?van=2013-08-27&tot=2014-07-01`; without them over everything until now."""
    van, tot = _dag(request.GET, "van"), _dag(request.GET, "tot")
    context = verantwoording(request.user, van, tot, request.nu)
    return _pdf("pdf/verantwoording.html", context, "verantwoording-ambassadeurs.pdf")


def _dag(velden: QueryDict, naam: str) -> date | None:
    """A day of the address; None without one. Raises Http404 for what is no day."""
    try:
        return date.fromisoformat(velden[naam]) if velden.get(naam) else None
    except ValueError:
        raise Http404(f"«{naam}» is geen datum; schrijf bijvoorbeeld 2013-08-27.") from None


def _pdf(sjabloon: str, context: dict[str, Any], naam: str) -> HttpResponse:
    try:
        inhoud = maak(Stuk(render_to_string(sjabloon, context))).inhoud
    except GeenPdfError as reden:
        return HttpResponse(str(reden), "text/plain; charset=utf-8", status=503)
    antwoord = HttpResponse(inhoud, content_type="application/pdf")
    antwoord.headers["Content-Disposition"] = f'inline; filename="{naam}"'
    return antwoord
