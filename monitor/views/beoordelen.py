"""Judging a verband: evidence left, criteria right, indicatie and oordeel side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods, require_POST

from monitor import verbandbeeld as beelden
from monitor.acties import oordeel as acties
from monitor.beeld import beeld
from monitor.blik import Blik, blik
from monitor.dossier import dossier
from monitor.forms.oordeel import (
    NotitieForm,
    OordeelForm,
    RedenForm,
    VaststelForm,
    VoorlegForm,
)
from monitor.oordeelbeeld import (
    Beoordeling,
    beoordelingen,
    eerder_aangegeven,
    gelezen,
    ontleed,
    op_stadium,
)
from monitor.regels.criteria import CRITERIA, ernaast
from monitor.regels.oordelen import TERMIJN, Stadium
from monitor.regels.stand import Stand
from monitor.uitlegbeeld import register
from monitor.verbandkaart import andere_indelingen, verbandkaart
from monitor.views.kader import toon
from samenwerking.acties.weigering import Geweigerd, Verouderd
from samenwerking.toegang.verzoek import Ingelogd

HANDVOL = 3
"""How many liggingen stand in full before the rest is folded."""


@require_http_methods(["GET", "HEAD", "POST"])
def beoordelen(request: Ingelogd, slug: str) -> HttpResponse:
    """The screen of one verband; POST writes the oordeel of one criterium."""
    kijk = blik(request)
    if request.method != "POST":
        return _toon(request, kijk, slug)
    code = request.GET.get("criterium", "")
    vaststellen = "vaststellen" in request.POST
    form: OordeelForm = (VaststelForm if vaststellen else OordeelForm)(request.POST)
    if not form.is_valid():
        return _toon(request, kijk, slug, form, status=422)
    try:
        _bewaar(request, kijk, slug, code, form.cleaned_data, vaststellen=vaststellen)
    except Geweigerd as reden:
        form.add_error(None, str(reden))
        return _toon(request, kijk, slug, form, status=409 if isinstance(reden, Verouderd) else 422)
    messages.success(request, f"Het oordeel over {CRITERIA[code].titel.lower()} is bewaard.")
    return _naar(kijk, slug, _volgende(code))


def _bewaar(
    request: Ingelogd,
    kijk: Blik,
    slug: str,
    code: str,
    velden: dict[str, Any],
    *,
    vaststellen: bool,
) -> None:
    _eis_verband(_stand(kijk), slug)
    doe = acties.stel_vast if vaststellen else acties.geef
    doe(kijk.uitvraag, slug, code, door=request.user.persoon, op=request.nu, **velden)


@require_POST
def stap(request: Ingelogd, slug: str, actie: str) -> HttpResponse:
    """voorleggen, publiceren, terugnemen or noteren; what is refused is said on the screen."""
    kijk = blik(request)
    _eis_verband(_stand(kijk), slug)
    if actie not in STAPPEN:
        raise Http404("Deze stap is er niet.")
    try:
        messages.success(request, STAPPEN[actie](request, kijk, slug))
    except Geweigerd as reden:
        messages.error(request, str(reden))
    return _naar(kijk, slug)


def _leg_voor(request: Ingelogd, kijk: Blik, slug: str) -> str:
    form = VoorlegForm(request.POST)
    _eis_geldig(form)
    stappen = acties.leg_voor(
        kijk.uitvraag,
        slug,
        tot=form.cleaned_data["tot"],
        gelezen=ontleed(form.cleaned_data["gelezen"]),
        door=request.user.persoon,
        op=request.nu,
    )
    return f"{_oordelen(len(stappen))} voorgelegd aan het verband."


def _publiceer(request: Ingelogd, kijk: Blik, slug: str) -> str:
    nummers = ontleed(request.POST.get("gelezen", ""))
    stappen = acties.publiceer(
        kijk.uitvraag, slug, gelezen=nummers, door=request.user.persoon, op=request.nu
    )
    return f"{_oordelen(len(stappen))} gepubliceerd."


def _neem_terug(request: Ingelogd, kijk: Blik, slug: str) -> str:
    form = RedenForm(request.POST)
    _eis_geldig(form)
    acties.neem_terug(
        kijk.uitvraag, slug, door=request.user.persoon, op=request.nu, **form.cleaned_data
    )
    return "Het oordeel is weer een concept."


def _noteer(request: Ingelogd, kijk: Blik, slug: str) -> str:
    form = NotitieForm(request.POST)
    _eis_geldig(form)
    tekst = form.cleaned_data["tekst"]
    acties.noteer(kijk.uitvraag, slug, tekst=tekst, door=request.user.persoon, op=request.nu)
    return "De notitie is bewaard. Alleen de commissie ziet haar."


STAPPEN: dict[str, Callable[[Ingelogd, Blik, str], str]] = {
    "voorleggen": _leg_voor,
    "publiceren": _publiceer,
    "terugnemen": _neem_terug,
    "noteren": _noteer,
}


def _eis_geldig(form: Any) -> None:
    """Raise Geweigerd with the first thing that is wrong."""
    if not form.is_valid():
        veld, fouten = next(iter(form.errors.items()))
        raise Geweigerd(f"{form.fields[veld].label or veld}: {fouten[0]}")


def _oordelen(aantal: int) -> str:
    return "1 oordeel is" if aantal == 1 else f"{aantal} oordelen zijn"


def _stand(kijk: Blik) -> Stand:
    return beeld(kijk.uitvraag, kijk.nu, kijk.bekend_op)[0]


def _eis_verband(stand: Stand, slug: str) -> None:
    """Raise Http404 for a verband without a taak in this round."""
    if slug not in stand.verbanden or slug not in stand.per_verband:
        raise Http404("Dit verband is in deze ronde niet bekend.")


def _naar(kijk: Blik, slug: str, code: str = "") -> HttpResponse:
    adres = f"{reverse('monitor-beoordelen', args=[slug])}?{kijk.query}"
    return redirect(f"{adres}&criterium={code}#{code}" if code else adres)


def _volgende(code: str) -> str:
    codes = list(CRITERIA)
    return codes[(codes.index(code) + 1) % len(codes)]


def _toon(
    request: Ingelogd, kijk: Blik, slug: str, form: OordeelForm | None = None, status: int = 200
) -> HttpResponse:
    stand, evaluatie = beeld(kijk.uitvraag, kijk.nu, kijk.bekend_op)
    _eis_verband(stand, slug)
    eerder = eerder_aangegeven(kijk, slug)
    rijen = [
        replace(rij, aangegeven=eerder.get(rij.code, []))
        for rij in beoordelingen(request.user, stand, evaluatie, kijk, slug)
    ]
    open_ = _open(rijen, request.GET.get("criterium", ""))
    context = {
        "verband": stand.verbanden[slug],
        "beoordelingen": rijen,
        "gegeven": sum(rij.laatste is not None for rij in rijen),
        "open": open_.code,
        "form": form or _form(open_),
        "terugnemen": RedenForm(initial={"criterium": open_.code, "versie": open_.versie}),
        **_stappen(rijen, kijk),
        **_links(request, kijk, stand, slug),
        "beide": not kijk.terug,
    }
    gezien = register(request.user, stand, evaluatie, kijk)
    context["uitleggen"] = [r for r in gezien.rijen if r.uitleg.verband_id == slug]
    return toon(request, "monitor/beoordelen/verband.html", kijk, context, status)


def _open(rijen: list[Beoordeling], code: str) -> Beoordeling:
    """The chosen criterium, else the first that waits for somebody of the commission."""
    gekozen = (rij for rij in rijen if rij.code == code)
    wacht = (rij for rij in rijen if rij.vraagt_besluit)
    return next(gekozen, None) or next(wacht, None) or rijen[0]


def _form(rij: Beoordeling) -> OordeelForm:
    begin: dict[str, Any] = {"versie": rij.versie}
    if rij.laatste:
        begin |= {v: getattr(rij.laatste, v) for v in ("score", "motivering", "bewijs")}
    klasse = VaststelForm if rij.stadium == Stadium.WEDERHOOR else OordeelForm
    return klasse(initial=begin)


def _stappen(rijen: list[Beoordeling], kijk: Blik) -> dict[str, Any]:
    """What can be done with the verband as a whole."""
    concepten = op_stadium(rijen, Stadium.CONCEPT)
    klaar = op_stadium(rijen, Stadium.VASTGESTELD)
    tot = localtime(kijk.nu).date() + TERMIJN
    return {
        "concepten": concepten,
        "voorleggen": VoorlegForm(initial={"tot": tot, "gelezen": gelezen(concepten)}),
        "klaar": klaar,
        "klaar_gelezen": gelezen(klaar),
        "noteren": NotitieForm(),
    }


def _links(request: Ingelogd, kijk: Blik, stand: Stand, slug: str) -> dict[str, Any]:
    """The evidence beside the criteria, and the way to the neighbours in the list."""
    leden = beelden.alle_leden(stand, slug)
    liggingen = beelden.ligt(stand, stand.per_verband[slug])
    liggingen.sort(key=lambda rij: rij.soort != "doorsnijdt")
    feiten = stand.verbanden[slug]
    kaart = verbandkaart(stand, slug, leden, liggingen)
    slugs = sorted(stand.per_verband, key=lambda s: (stand.verbandnaam(s), s))
    plek = slugs.index(slug)
    return {
        "penvoerder": stand.naam(feiten.penvoerder) if feiten.penvoerder else "",
        "gemeenten": leden.bit_count(),
        "inwoners": stand.inwoners(leden),
        "taken": len(stand.per_verband[slug]),
        "kaart": kaart if leden else None,
        "liggingen": [(rij, beelden.contourzin(rij)) for rij in liggingen[:HANDVOL]],
        "meer_liggingen": [(rij, beelden.contourzin(rij)) for rij in liggingen[HANDVOL:]],
        "andere": andere_indelingen(stand, slug, liggingen),
        "ernaast": beelden.beantwoord(ernaast(stand, slug)),
        **dossier(request.user, kijk, slug, stand.codes(leden)),
        "plek": plek + 1,
        "aantal": len(slugs),
        "vorige": slugs[plek - 1] if plek else "",
        "volgende": slugs[plek + 1] if plek + 1 < len(slugs) else "",
    }
