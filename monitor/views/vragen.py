"""Vragen of gemeenten: asking, answering, and what everybody may read."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from monitor.acties import vraag as acties
from monitor.forms.vraag import VraagantwoordForm, VraagForm
from monitor.models import Vraag, Vraagantwoord
from monitor.regels.vragen import STANDNAMEN, THEMANAMEN
from monitor.tabellen import geef
from monitor.views.kader import bestanden
from monitor.vraagbeeld import lijst, openbaar, regel
from monitor.vraagbeeld import vragen as zichtbare_vragen
from samenwerking.acties.weigering import Geweigerd, Verouderd
from samenwerking.toegang.beleid import mag
from samenwerking.toegang.bereik import bewerkbaar, rol, zichtbaar
from samenwerking.toegang.rollen import INVULROLLEN
from samenwerking.toegang.verzoek import Ingelogd, Verzoek


@require_safe
def vragen(request: Verzoek) -> HttpResponse:
    """What everybody may read, per thema; for a gemeente its own vragen on top."""
    wie = rol(request.user)
    alles = openbaar(request.user, request.nu)
    gekozen = request.GET.get("thema", "")
    groepen = [groep for groep in alles if groep[0] == gekozen] or alles
    context = {
        "groepen": groepen,
        "keuzes": [
            ("Alle onderwerpen", "?", groepen is alles),
            *(
                (f"{naam} ({len(rijen)})", f"?thema={thema}", thema == gekozen)
                for thema, naam, rijen in alles
            ),
        ],
        "eigen": zichtbare_vragen(request.user, request.nu) if wie in INVULROLLEN else [],
        "mag_vragen": mag(wie, "vraag-nieuw"),
        "mag_lezen": mag(wie, "monitor-vragen"),
    }
    return render(request, "monitor/vragen/openbaar.html", context)


@require_safe
def lijst_(request: Ingelogd) -> HttpResponse:
    """Every vraag, with where it stands; what waits first."""
    alle = zichtbare_vragen(request.user, request.nu)
    stand, thema = request.GET.get("stand", ""), request.GET.get("thema", "")
    stand, thema = stand if stand in STANDNAMEN else "", thema if thema in THEMANAMEN else ""
    regels = [rij for rij in alle if stand in ("", rij.stand) and thema in ("", rij.vraag.thema)]
    if formaat := request.GET.get("formaat"):
        return geef(lijst(regels), formaat)
    basis = f"&thema={thema}" if thema else ""
    standen = [("Alle", "?" + basis[1:], not stand, len(alle))]
    for code, naam in STANDNAMEN.items():
        aantal = sum(rij.stand is code for rij in alle)
        standen.append((naam.capitalize(), f"?stand={code}{basis}", stand == code, aantal))
    context = {
        "regels": regels,
        "keuzes": [(f"{naam} ({n})", url, actief) for naam, url, actief, n in standen],
        "thema": thema,
        "stand": stand,
        "themas": THEMANAMEN.items(),
        "open": sum(rij.laatste is None for rij in alle),
        **bestanden(request.GET),
    }
    return render(request, "monitor/vragen/lijst.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: Ingelogd) -> HttpResponse:
    """Ask, for the own gemeente."""
    form = VraagForm(request.POST or None, initial={"sleutel": uuid4()})
    if request.method == "POST" and form.is_valid():
        rij = acties.stel(
            form.inhoud(request.user.gemeente_id or ""),
            sleutel=form.cleaned_data["sleutel"] or uuid4(),
            door=request.user.persoon,
            op=request.nu,
        )
        messages.success(request, "Uw vraag is verstuurd aan de commissie en de VNG.")
        return redirect("vraag", rij.pk)
    status = 422 if form.errors else 200
    return render(request, "monitor/vragen/nieuw.html", {"form": form}, status=status)


@require_safe
def vraag(request: Ingelogd, nummer: int) -> HttpResponse:
    """One vraag with every answer."""
    rijen = zichtbaar(request.user, Vraag).select_related("gemeente", "door")
    return _toon(request, get_object_or_404(rijen, pk=nummer))


@require_POST
def beantwoord(request: Ingelogd, nummer: int) -> HttpResponse:
    """Answer; nothing is lost when a colleague was first or the public words name somebody."""
    rij = get_object_or_404(bewerkbaar(request.user, Vraag), pk=nummer)
    form = VraagantwoordForm(request.POST)
    if not form.is_valid():
        return _toon(request, rij, form, status=422)
    try:
        acties.beantwoord(rij, **form.velden, door=request.user.persoon, op=request.nu)
    except Geweigerd as reden:
        form.add_error(None, str(reden))
        oud = isinstance(reden, Verouderd)
        if oud:
            form.data = form.data.copy()
            form.data["versie"] = str(rij.antwoorden.count())
        return _toon(request, rij, form, status=409 if oud else 422)
    messages.success(request, "Het antwoord is vastgelegd.")
    return redirect("vraag", nummer)


def _toon(
    request: Ingelogd, rij: Vraag, form: VraagantwoordForm | None = None, status: int = 200
) -> HttpResponse:
    eigen = zichtbaar(request.user, Vraagantwoord).filter(vraag=rij).select_related("door")
    antwoorden = list(eigen)
    laatste = antwoorden[-1] if antwoorden else None
    context: dict[str, Any] = {
        "vraag": rij,
        "regel": regel(rij, laatste),
        "antwoorden": antwoorden,
        "form": form or _leeg(rij, laatste),
        "mag": mag(request.user.rol, "vraag-antwoord"),
        "mag_lezen": mag(request.user.rol, "monitor-vragen"),
        "mag_signaal": rij.signaal_id and mag(request.user.rol, "signaal"),
    }
    return render(request, "monitor/vragen/vraag.html", context, status=status)


def _leeg(rij: Vraag, laatste: Vraagantwoord | None) -> VraagantwoordForm:
    """The form as it opens: what stands in the last answer, else the vraag as it was asked."""
    begin: dict[str, Any] = {"versie": 0, "openbare_vraag": rij.tekst}
    if laatste is not None:
        openbare = laatste.openbare_vraag
        begin = {
            "versie": laatste.nummer,
            "tekst": laatste.tekst,
            "openbaar": bool(openbare),
            "openbare_vraag": openbare or rij.tekst,
        }
    return VraagantwoordForm(initial=begin)
