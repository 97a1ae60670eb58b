"""«Ja, dit klopt»: confirm in one step what a penvoerder said, or what was answered last round."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from samenwerking.keuzes import Stadium, Wijze
from samenwerking.opgavebeeld import Rij
from samenwerking.regels import Antwoord
from samenwerking.toegang.verzoek import Ingelogd
from samenwerking.views.opgave import bewaar, lees_beeld, naar_kaart, vind_rij


@require_http_methods(["GET", "HEAD", "POST"])
def bevestig(request: Ingelogd, uitvraag: str, taak: str) -> HttpResponse:
    """Take over what verbanden say of us, at stadium intentie, or our answer of the last round.

    `verband` limits it to one verband, `ook_voor` names more taken. Layers that are there stay.
    """
    if request.method != "POST":
        return redirect(naar_kaart(uitvraag, taak))
    beeld = lees_beeld(request, uitvraag)
    codes = dict.fromkeys([taak, *request.POST.getlist("ook_voor")])
    rijen = [vind_rij(beeld, code) for code in codes]
    verband = request.POST.get("verband", "")
    nieuw = [a for rij in rijen for a in bevestigd(rij, verband, request.nu)]
    if not nieuw:
        raise Http404
    return bewaar(request, beeld, nieuw, [rij.code for rij in rijen])


def bevestigd(rij: Rij, slug: str, op: datetime) -> list[Antwoord]:
    """The answers of a row after confirming: its own, and the verbanden that list us."""
    if rij.van_vorige_ronde and not slug:
        return [replace(a, bevestigd_op=op) for a in rij.antwoorden]
    gekozen = [k.slug for k in rij.bevestig if slug in {"", k.slug}]
    lagen = [u.antwoord for u in rij.lagen]
    erbij = [s for s in gekozen if s not in {laag.verband for laag in lagen}]
    if not gekozen:
        return []
    return [replace(laag, bevestigd_op=op) for laag in lagen] + [
        Antwoord(
            rij.code,
            Wijze.VERBAND.value,
            verband=s,
            stadium=Stadium.INTENTIE.value,
            bevestigd_op=op,
        )
        for s in erbij
    ]
