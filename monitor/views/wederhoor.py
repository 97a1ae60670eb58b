"""The verband answers: what the commission laid before it, and what its gemeenten say."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods

from monitor.acties import oordeel as acties
from monitor.beeld import beeld
from monitor.blik import Blik, blik
from monitor.forms.oordeel import AntwoordForm
from monitor.models import Oordeelstap, Wederhoor
from monitor.oordeelbeeld import Beoordeling, beoordelingen
from monitor.regels.oordelen import Stadium
from monitor.views.kader import toon
from samenwerking.acties.weigering import Geweigerd
from samenwerking.toegang.bereik import bewerkbaar
from samenwerking.toegang.rollen import Rol
from samenwerking.toegang.verzoek import Ingelogd


@require_http_methods(["GET", "HEAD", "POST"])
def wederhoor(request: Ingelogd, slug: str) -> HttpResponse:
    """The oordelen of an own verband; a vaststeller answers, one criterium at a time."""
    kijk = blik(request)
    if request.method != "POST":
        return _toon(request, kijk, slug, None)
    stap = _stap(request, kijk, slug)
    form = AntwoordForm(request.POST, prefix=f"s{stap.pk}")
    if not form.is_valid():
        return _toon(request, kijk, slug, form, status=422)
    try:
        acties.antwoord(
            stap,
            request.user.gemeente,
            eens=form.cleaned_data["eens"],
            tekst=form.cleaned_data["tekst"],
            door=request.user.persoon,
            op=request.nu,
        )
    except Geweigerd as reden:
        form.add_error(None, str(reden))
        return _toon(request, kijk, slug, form, status=422)
    messages.success(request, "Uw antwoord is bij de commissie.")
    return redirect(f"{reverse('wederhoor', args=[slug])}?{kijk.query}")


def _stap(request: Ingelogd, kijk: Blik, slug: str) -> Oordeelstap:
    """The step that is answered; the prefix of the form is its number."""
    pk = request.POST.get("stap", "")
    if not pk.isdecimal() or len(pk) > 18:
        raise Http404
    voorgelegd = bewerkbaar(request.user, Oordeelstap).select_related("oordeel")
    return get_object_or_404(
        voorgelegd, pk=int(pk), oordeel__verband=slug, oordeel__uitvraag=kijk.uitvraag
    )


def _toon(
    request: Ingelogd, kijk: Blik, slug: str, fout: AntwoordForm | None, status: int = 200
) -> HttpResponse:
    stand, evaluatie = beeld(kijk.uitvraag, kijk.nu, kijk.bekend_op)
    if slug not in stand.per_verband or slug not in stand.verbanden:
        raise Http404
    rijen = beoordelingen(request.user, stand, evaluatie, kijk, slug)
    gezien = [rij for rij in rijen if rij.laatste]
    if not gezien:
        raise Http404
    context = {
        "verband": stand.verbanden[slug],
        "rijen": [(rij, *_antwoord(request, kijk, rij, fout)) for rij in gezien],
        "form": fout,
        "vaststeller": request.user.rol == Rol.VASTSTELLER,
    }
    return toon(request, "monitor/beoordelen/wederhoor.html", kijk, context, status)


def _antwoord(
    request: Ingelogd, kijk: Blik, rij: Beoordeling, fout: AntwoordForm | None
) -> tuple[Wederhoor | None, AntwoordForm | None]:
    """What the own gemeente answered, else the form with which it can."""
    stap: Any = rij.laatste
    van_ons = (a for a in rij.antwoorden if a.gemeente_id == request.user.gemeente_id)
    eigen = next((a for a in van_ons if a.stap_id == stap.pk), None)
    voorbij = stap.wederhoor_tot and localtime(kijk.nu).date() > stap.wederhoor_tot
    if eigen or voorbij or stap.stadium != Stadium.WEDERHOOR:
        return eigen, None
    prefix = f"s{stap.pk}"
    if fout is not None and fout.prefix == prefix:
        return None, fout
    return None, AntwoordForm(prefix=prefix)
