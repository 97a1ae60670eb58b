"""The opgave of the own gemeente: fill in, check, submit, receipt."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenwerking.acties import opgave as acties
from samenwerking.acties.weigering import Geweigerd, Verouderd
from samenwerking.forms.opgave import KaartForm, beginwaarden
from samenwerking.keuzes import Stadium, Wijze
from samenwerking.models import Opgaveversie, Uitvraag
from samenwerking.opgavebeeld import Opgavebeeld, Rij, opgavebeeld
from samenwerking.regels import Antwoord, Zwaarte
from samenwerking.toegang.beleid import mag
from samenwerking.toegang.bereik import zichtbaar
from samenwerking.voorstellen import voorstellen


@require_safe
def mijn(request: HttpRequest) -> HttpResponse:
    """To the opgave of the round that runs now; raadsleden go to the page of their gemeente."""
    if not mag(request.user.rol, "opgave-uitvraag"):
        return redirect(request.user.gemeente)
    uitvraag = Uitvraag.objects.geopend(request.nu).first()
    if uitvraag is None:
        raise Http404("Er is nog geen ronde geopend.")
    return redirect("opgave-uitvraag", uitvraag.code)


@require_safe
def overzicht(request: HttpRequest, uitvraag: str) -> HttpResponse:
    """The page: where am I, what must I still do, until when; one card open (`?taak=`)."""
    beeld = _beeld(request, uitvraag)
    taak = request.GET.get("taak", "")
    rij = next((r for r in beeld.rijen if r.uitvraagtaak.taak_id == taak), None)
    kaart = _kaart(request, beeld, rij) if rij else None
    return _toon(request, beeld, rij, kaart)


@require_POST
def taak(request: HttpRequest, uitvraag: str, taak: str) -> HttpResponse:
    """Save one card; go on to the next taak. Nothing typed is lost when it is refused."""
    beeld = _beeld(request, uitvraag)
    rij = _rij(beeld, taak)
    kaart = _kaart(request, beeld, rij, data=request.POST)
    if not kaart.is_valid():
        return _toon(request, beeld, rij, kaart, status=422)
    try:
        acties.bewaar(
            beeld.gemeente,
            beeld.uitvraag,
            [*kaart.antwoorden(), *_andere_lagen(request, rij)],
            taken=kaart.taken(),
            door=request.user,
            op=request.nu,
            versie=kaart.cleaned_data["versie"],
        )
    except Verouderd as reden:
        return _botsing(request, beeld, rij, kaart, str(reden))
    except Geweigerd as reden:
        kaart.add_error(None, str(reden))
        return _toon(request, beeld, rij, kaart, status=409)
    messages.success(request, f"{rij.uitvraagtaak.taak.naam} is opgeslagen.")
    return redirect(_adres(_beeld(request, uitvraag), na=taak))


@require_POST
def bevestig(request: HttpRequest, uitvraag: str, taak: str) -> HttpResponse:
    """«Ja, dit klopt»: take over what the penvoerder said, at stadium intentie."""
    beeld = _beeld(request, uitvraag)
    rij = _rij(beeld, taak)
    if rij.bevestig is None:
        raise Http404
    antwoord = Antwoord(taak, Wijze.VERBAND, verband=rij.bevestig, stadium=Stadium.INTENTIE)
    try:
        acties.bewaar(
            beeld.gemeente,
            beeld.uitvraag,
            [antwoord],
            taken=[taak],
            door=request.user,
            op=request.nu,
            versie=_getal(request.POST.get("versie", "")),
        )
    except Geweigerd as reden:
        messages.error(request, str(reden))
        return redirect("opgave-uitvraag", uitvraag)
    messages.success(request, f"{rij.uitvraagtaak.taak.naam} is bevestigd.")
    return redirect(_adres(_beeld(request, uitvraag), na=taak))


@require_safe
def controle(request: HttpRequest, uitvraag: str) -> HttpResponse:
    """The check before submitting: errors, let-op's to tick, what happens next."""
    return _controle(request, _beeld(request, uitvraag))


@require_http_methods(["POST"])
def indienen(request: HttpRequest, uitvraag: str) -> HttpResponse:
    """Submit; a refusal comes back on the check page with what was typed."""
    beeld = _beeld(request, uitvraag)
    try:
        bewijs = acties.indienen(
            beeld.gemeente,
            beeld.uitvraag,
            door=request.user,
            op=request.nu,
            versie=_getal(request.POST.get("versie", "")),
            sleutel=_uuid(request.POST.get("sleutel", "")),
            reden=request.POST.get("reden", ""),
            gecontroleerd=request.POST.getlist("gecontroleerd"),
        )
    except Geweigerd as reden:
        return _controle(request, beeld, fout=str(reden))
    return redirect("opgave-ontvangst", uitvraag, bewijs.versie.nummer)


@require_safe
def ontvangst(request: HttpRequest, uitvraag: str, nummer: int) -> HttpResponse:
    """The receipt of a submitted version of the own gemeente."""
    versie = get_object_or_404(
        zichtbaar(request.user, Opgaveversie).select_related(
            "opgave__gemeente", "opgave__uitvraag", "door"
        ),
        opgave__gemeente=request.user.gemeente_id,
        opgave__uitvraag=uitvraag,
        nummer=nummer,
        ingediend_op__isnull=False,
    )
    context = {
        "versie": versie,
        "te_laat": versie.ingediend_op >= versie.opgave.uitvraag.deadline,
        "antwoorden": acties.antwoorden(versie),
    }
    return render(request, "samenwerking/ontvangst.html", context)


def _beeld(request: HttpRequest, uitvraag: str) -> Opgavebeeld:
    ronde = get_object_or_404(Uitvraag.objects.geopend(request.nu), pk=uitvraag)
    return opgavebeeld(request.user, request.user.gemeente, ronde, request.nu)


def _rij(beeld: Opgavebeeld, taak: str) -> Rij:
    for rij in beeld.rijen:
        if rij.uitvraagtaak.taak_id == taak:
            return rij
    raise Http404


def _kaart(request: HttpRequest, beeld: Opgavebeeld, rij: Rij, data: object = None) -> KaartForm:
    code = rij.uitvraagtaak.taak_id
    laag = _laag(request, rij)
    aanbod = voorstellen(request.user, beeld.gemeente, beeld.uitvraag, code, bekend_op=request.nu)
    zelfde_groep = [
        r.uitvraagtaak
        for r in beeld.rijen
        if r.uitvraagtaak.taak.decentralisatie == rij.uitvraagtaak.taak.decentralisatie
        and r.uitvraagtaak.taak_id != code
        and r.staat in {"open", "bevestigen"}
    ]
    return KaartForm(
        data,
        taak=rij.uitvraagtaak,
        voorstellen=aanbod,
        verbanden=beeld.verbanden,
        andere_taken=zelfde_groep,
        initial=beginwaarden(laag, beeld.versie),
        prefix=None,
    )


def _laag(request: HttpRequest, rij: Rij) -> Antwoord | None:
    """The answer that the card is about: with several layers `?verband=` says which."""
    gevraagd = request.GET.get("verband")
    if gevraagd is None:
        return rij.antwoorden[0] if rij.antwoorden else None
    return next((a for a in rij.antwoorden if a.verband == gevraagd), None)


def _andere_lagen(request: HttpRequest, rij: Rij) -> list[Antwoord]:
    """The layers of this taak that the card does not touch (local execution, regional purchase)."""
    laag = _laag(request, rij)
    if len(rij.antwoorden) < 2 and laag is not None:
        return []
    return [a for a in rij.antwoorden if a != laag and a.wijze == Wijze.VERBAND]


def _toon(
    request: HttpRequest,
    beeld: Opgavebeeld,
    rij: Rij | None,
    kaart: KaartForm | None,
    status: int = 200,
) -> HttpResponse:
    context = {"beeld": beeld, "open_rij": rij, "kaart": kaart}
    return render(request, "samenwerking/opgave.html", context, status=status)


def _botsing(
    request: HttpRequest, beeld: Opgavebeeld, rij: Rij, kaart: KaartForm, reden: str
) -> HttpResponse:
    """Two at once: both texts side by side; the typed one stays in the form, at the new version."""
    data = request.POST.copy()
    data["versie"] = str(beeld.versie)
    nieuw = _kaart(request, beeld, rij, data=data)
    nieuw.is_valid()
    context = {"beeld": beeld, "open_rij": rij, "kaart": nieuw, "botsing": reden}
    return render(request, "samenwerking/opgave.html", context, status=409)


def _controle(request: HttpRequest, beeld: Opgavebeeld, fout: str = "") -> HttpResponse:
    punten = acties.controle(beeld.antwoorden, beeld.uitvraag)
    context = {
        "beeld": beeld,
        "fouten": [p for p in punten if p.zwaarte == Zwaarte.FOUT],
        "let_op": [p for p in punten if p.zwaarte == Zwaarte.LET_OP],
        "fout": fout,
        "sleutel": request.POST.get("sleutel") or uuid4(),
        "reden": request.POST.get("reden", ""),
        "gecontroleerd": request.POST.getlist("gecontroleerd"),
        "mag_indienen": mag(request.user.rol, "opgave-indienen"),
    }
    return render(request, "samenwerking/controle.html", context, status=409 if fout else 200)


def _adres(beeld: Opgavebeeld, na: str) -> str:
    """Where to go after saving: the next open taak, else the overview."""
    adres = reverse("opgave-uitvraag", args=[beeld.uitvraag.code])
    volgende = beeld.volgende(na)
    return f"{adres}?taak={volgende}#taak-{volgende}" if volgende else adres


def _getal(tekst: str) -> int:
    return int(tekst) if tekst.isdecimal() and len(tekst) < 10 else -1


def _uuid(tekst: str) -> UUID:
    try:
        return UUID(tekst)
    except ValueError as fout:
        raise Http404 from fout
