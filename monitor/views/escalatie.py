"""Who still has steps to take, and the ladder: one rung at a time."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from monitor.acties import escalatie as acties
from monitor.beeld import beeld
from monitor.blik import Blik, GeenStand, bekijk, blik
from monitor.escalatiebeeld import achterblijverlijst, escalatielijst, escalaties, naam
from monitor.filters import AchterblijverFilter, EscalatieFilter
from monitor.forms.escalatie import FORMULIEREN, AanwijzingForm, AkkoordForm, SluitForm, ZetForm
from monitor.models import Departementsakkoord, Escalatie, Escalatiestap
from monitor.pdf import escalatie as brieven
from monitor.regels.achterblijvers import Achterblijver, Onderwerp, achterblijvers
from monitor.regels.escalatie import (
    LADDER,
    TREDENAMEN,
    UITLEG,
    VAN_BZK,
    Richting,
    Trede,
    doel,
)
from monitor.views.kader import keuze, met_blik, toon
from monitor.views.lijsten import toon_lijst
from samenwerking.acties.weigering import Geweigerd
from samenwerking.pdf.opmaak import GeenPdfError
from samenwerking.toegang.bereik import bewerkbaar, zichtbaar
from samenwerking.toegang.rollen import COMMISSIEROLLEN, Rol
from samenwerking.toegang.verzoek import Ingelogd, Verzoek


@met_blik
def achterblijvers_(request: Verzoek, kijk: Blik) -> HttpResponse:
    """Who lags with the choice, who with working it out; by name."""
    stand, _ = beeld(kijk.uitvraag, kijk.nu, kijk.bekend_op)
    lees = partial(achterblijverlijst, lopend=escalaties(request.user, stand, kijk))
    sjabloon = "monitor/escalatie/achterblijvers.html"
    extra = {"mag_beginnen": _is_commissie(request) and not kijk.terug}
    return toon_lijst(request, kijk, AchterblijverFilter, lees, sjabloon, extra)


@met_blik
def escalatie_lijst(request: Verzoek, kijk: Blik) -> HttpResponse:
    """The escalaties of the round, by name."""
    stand, _ = beeld(kijk.uitvraag, kijk.nu, kijk.bekend_op)
    lees = partial(escalatielijst, lopend=escalaties(request.user, stand, kijk))
    return toon_lijst(request, kijk, EscalatieFilter, lees, "monitor/escalatie/lijst.html")


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: Ingelogd) -> HttpResponse:
    """Start at the first rung for one who still has steps to take."""
    kijk = blik(request)
    rij = _achterblijver(request, kijk)
    form = ZetForm(request.POST or None, initial={"versie": 0})
    if request.method == "POST" and form.is_valid():
        soort = "gemeente" if rij.onderwerp is Onderwerp.KEUZE else "verband"
        wie: Any = {soort: rij.wie}
        try:
            stap = acties.begin(
                kijk.uitvraag, rij.onderwerp, form.zet, door=request.user, op=request.nu, **wie
            )
        except Geweigerd as reden:
            form.add_error(None, str(reden))
        else:
            messages.success(request, f"Vastgelegd: {TREDENAMEN[Trede.SIGNALEREN]}.")
            return redirect(_adres(stap.escalatie_id, kijk))
    context = {"rij": rij, "form": form}
    status = 422 if form.errors else 200
    return toon(request, "monitor/escalatie/begin.html", kijk, context, status)


def _achterblijver(request: Ingelogd, kijk: Blik) -> Achterblijver:
    """Of the query string: `wie` and `onderwerp`. Raises Http404 when it is nobody."""
    gevraagd = request.GET.get("wie"), request.GET.get("onderwerp")
    stand, evaluatie = beeld(kijk.uitvraag, kijk.nu, kijk.bekend_op)
    rijen = (r for r in achterblijvers(stand, evaluatie) if (r.wie, r.onderwerp) == gevraagd)
    rij = next(rijen, None)
    if rij is None:
        raise Http404("Hier staat niets open.")
    return rij


@require_safe
def escalatie(request: Ingelogd, nummer: int) -> HttpResponse:
    """One escalatie: the ladder, what was done, and the next step; or as it stood earlier."""
    rij, stand = _zoek(request, nummer), request.GET.get("stand", "")
    try:
        return _toon(request, rij, kijk=bekijk(request, rij.uitvraag, stand))
    except GeenStand as fout:
        return keuze(request, fout.uitvraag, stand=stand[:16], fout=fout.zin)


@require_POST
def stap(request: Ingelogd, nummer: int, actie: str) -> HttpResponse:
    """omhoog, omlaag or sluiten by the commission and BZK; akkoord by a departement."""
    rij = _zoek(request, nummer)
    if actie == "akkoord":
        return _akkoord(request, rij)
    if actie not in FORMULIEREN or not bewerkbaar(request.user, Escalatie).filter(pk=rij.pk):
        raise Http404("Deze stap is er niet.")
    form = _form(rij, actie, request)
    if not form.is_valid():
        return _toon(request, rij, {actie: form}, status=422)
    try:
        gezet = acties.zet_stap(
            rij,
            Richting(actie),
            form.zet,
            door=request.user,
            op=request.nu,
            versie=form.cleaned_data["versie"],
        )
    except Geweigerd as reden:
        form.add_error(None, str(reden))
        return _toon(request, rij, {actie: form}, status=422)
    wat = "afgesloten" if gezet.gesloten else f"nu op de trede {gezet.get_trede_display()}"
    messages.success(request, f"Vastgelegd: {wat}.")
    return redirect(_adres(rij.pk, blik(request)))


def _akkoord(request: Ingelogd, rij: Escalatie) -> HttpResponse:
    if request.user.rol != Rol.DEPARTEMENT:
        raise Http404("Deze stap is er niet.")
    form = AkkoordForm(request.POST, prefix="akkoord")
    if form.is_valid():
        try:
            acties.stem_in(rij, door=request.user, op=request.nu, **form.cleaned_data)
        except Geweigerd as reden:
            form.add_error(None, str(reden))
        else:
            messages.success(request, "Het antwoord van het departement is vastgelegd.")
            return redirect(_adres(rij.pk, blik(request)))
    return _toon(request, rij, {"akkoord": form}, status=422)


@require_safe
def brief(request: Ingelogd, nummer: int, stapnummer: int) -> HttpResponse:
    """The letter that goes with a step, as PDF."""
    rij = _zoek(request, nummer)
    stappen = zichtbaar(request.user, Escalatiestap).select_related("door", "akkoord")
    gezet = get_object_or_404(stappen, escalatie=rij, nummer=stapnummer, gesloten=False)
    kijk = _blik_van(request, rij)
    stand, evaluatie = beeld(rij.uitvraag, kijk.nu, kijk.bekend_op)
    wie = rij.gemeente_id or rij.verband_id
    feiten = [
        feit
        for r in achterblijvers(stand, evaluatie)
        if (r.wie, r.onderwerp) == (wie, rij.onderwerp)
        for feit in r.feiten
    ]
    try:
        inhoud = brieven.pdf(gezet, rij, naam(stand, rij), feiten)
    except GeenPdfError as reden:
        return HttpResponse(str(reden), "text/plain; charset=utf-8", status=503)
    antwoord = HttpResponse(inhoud, content_type="application/pdf")
    bestand = f"brief-{wie}-{gezet.nummer}.pdf"
    antwoord.headers["Content-Disposition"] = f'inline; filename="{bestand}"'
    return antwoord


def _zoek(request: Ingelogd, nummer: int) -> Escalatie:
    rijen = zichtbaar(request.user, Escalatie).select_related("uitvraag")
    return get_object_or_404(rijen, pk=nummer)


def _blik_van(request: Ingelogd, rij: Escalatie) -> Blik:
    """The view on the round of this escalatie, now."""
    return Blik(rij.uitvraag, request.nu, request.nu, inhoud=True)


def _adres(nummer: int, kijk: Blik) -> str:
    return f"{reverse('monitor-escalatie', args=[nummer])}?{kijk.query}"


def _is_commissie(request: Verzoek) -> bool:
    return getattr(request.user, "rol", None) in COMMISSIEROLLEN


def _toon(
    request: Ingelogd,
    rij: Escalatie,
    fout: dict[str, Any] | None = None,
    status: int = 200,
    kijk: Blik | None = None,
) -> HttpResponse:
    kijk = kijk or _blik_van(request, rij)
    stand, _ = beeld(kijk.uitvraag, kijk.nu, kijk.bekend_op)
    toen = {"escalatie": rij, "op__lte": kijk.bekend_op}
    stappen = zichtbaar(request.user, Escalatiestap).filter(**toen)
    gezet = list(stappen.select_related("door", "akkoord").order_by("-nummer"))
    if not gezet:
        raise Http404("Op dat moment was er nog geen escalatie.")
    laatste = gezet[0]
    volgende = None if laatste.gesloten else doel(Trede(laatste.trede), Richting.OMHOOG)
    akkoorden = zichtbaar(request.user, Departementsakkoord).filter(**toen)
    forms = {a: _form(rij, a, None, laatste) for a in FORMULIEREN} | {"akkoord": _leeg_akkoord()}
    is_bzk = request.user.rol == Rol.BZK
    context = {
        "rij": rij,
        "naam": naam(stand, rij),
        "stappen": gezet,
        "laatste": laatste,
        "ladder": [_trede(trede, laatste) for trede in LADDER],
        "volgende": TREDENAMEN[volgende] if volgende else "",
        "vorige": _vorige(laatste),
        "akkoorden": akkoorden.select_related("door").order_by("-op"),
        "vraagt_akkoord": volgende in VAN_BZK,
        "is_departement": request.user.rol == Rol.DEPARTEMENT and not kijk.terug,
        "mag_stappen": _is_commissie(request)
        and not kijk.terug
        and (is_bzk or laatste.trede not in VAN_BZK),
        "mag_omhoog": is_bzk or volgende not in VAN_BZK,
        "forms": forms | (fout or {}),
    }
    return toon(request, "monitor/escalatie/escalatie.html", kijk, context, status)


def _leeg_akkoord() -> AkkoordForm:
    return AkkoordForm(prefix="akkoord")


def _trede(trede: Trede, laatste: Escalatiestap) -> dict[str, Any]:
    plek, nu = LADDER.index(trede), LADDER.index(Trede(laatste.trede))
    return {
        "naam": TREDENAMEN[trede],
        "uitleg": UITLEG[trede],
        "huidig": plek == nu and not laatste.gesloten,
        "geweest": plek <= nu,
    }


def _vorige(laatste: Escalatiestap) -> str:
    vorige = None if laatste.gesloten else doel(Trede(laatste.trede), Richting.OMLAAG)
    return TREDENAMEN[vorige] if vorige else ""


def _form(
    rij: Escalatie, actie: str, request: Ingelogd | None, laatste: Escalatiestap | None = None
) -> Any:
    """The form of a step; the last rung asks for more."""
    if laatste is None:
        laatste = rij.stappen.bekend(request.nu if request else rij.uitvraag.opent).first()
    klasse: type[ZetForm] | type[SluitForm] = FORMULIEREN[actie]
    trede = Trede(laatste.trede) if laatste else None
    if actie == "omhoog" and doel(trede, Richting.OMHOOG) is Trede.AANWIJZING:
        klasse = AanwijzingForm
    begin_ = {"versie": laatste.nummer if laatste else 0}
    if laatste:
        begin_["verantwoordelijke"] = laatste.verantwoordelijke
    return klasse(request.POST if request else None, prefix=actie, initial=begin_)
