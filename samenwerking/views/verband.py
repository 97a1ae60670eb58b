"""Proposing and editing a verband, by its penvoerder."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from gemeenten.models import Regio
from samenwerking.acties import verband as acties
from samenwerking.acties.weigering import Geweigerd, Kring, Verouderd
from samenwerking.forms.verband import VerbandForm, regionaam
from samenwerking.kruisingen import kruisingen
from samenwerking.models import Uitvraag, Verbandversie
from samenwerking.toegang.bereik import bewerkbaar, zichtbaar
from samenwerking.toegang.verzoek import Ingelogd
from samenwerking.views.opgave import eigen_gemeente, getal
from samenwerking.voorstellen import verbandkeuzes


@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: Ingelogd, uitvraag: str) -> HttpResponse:
    """Make a verband for a taak; the own gemeente is penvoerder and deelnemer."""
    ronde = get_object_or_404(Uitvraag.objects.geopend(request.nu), pk=uitvraag)
    taak = request.GET.get("taak", "")
    form = VerbandForm(
        request.POST or None,
        uitvraag=ronde,
        verbanden=_namen(request, ronde),
        initial=_begin(request, taak),
    )
    if request.method != "POST" or not form.is_valid():
        return _toon(request, form, ronde, None)
    versie = acties.stel_voor(
        ronde,
        penvoerder=eigen_gemeente(request),
        schalen=form.schalen,
        inhoud=acties.Inhoud(form.partners, form.aantallen),
        door=request.user,
        **_velden(form),
    )
    messages.success(
        request, f"{versie.naam} is gemaakt en gekozen. Kies nog hoe ver u bent, en bewaar."
    )
    _meld_kruisingen(request, versie)
    gekozen = taak if taak in form.schalen else next(iter(form.schalen))
    adres = reverse("opgave-uitvraag", args=[uitvraag])
    return redirect(f"{adres}?taak={gekozen}&kies={versie.verband_id}#taak-{gekozen}")


@require_http_methods(["GET", "HEAD", "POST"])
def bewerken(request: Ingelogd, uitvraag: str, slug: str) -> HttpResponse:
    """The penvoerder edits the concept version of the verband."""
    ronde = get_object_or_404(Uitvraag.objects.geopend(request.nu), pk=uitvraag)
    versie = _laatste(request, ronde, slug)
    schalen = acties.lees_schalen(versie)
    begin = {"gelezen": acties.vingerafdruk(versie)}
    form = VerbandForm(
        request.POST or None,
        uitvraag=ronde,
        verbanden=_namen(request, ronde),
        instance=versie,
        schalen=schalen,
        initial=begin,
    )
    if request.method != "POST" or not form.is_valid():
        return _toon(request, form, ronde, versie)
    buiten_de_ronde = {t: s for t, s in schalen.items() if t not in form.taakcodes}
    try:
        concept = acties.wijzig(
            versie.verband,
            ronde,
            _velden(form),
            schalen=buiten_de_ronde | form.schalen,
            inhoud=acties.Inhoud(form.partners, form.aantallen),
            gelezen=form.cleaned_data["gelezen"],
            door=request.user,
        )
    except Kring as reden:
        form.add_error("onderdeel_van_naam", str(reden))
        return _toon(request, form, ronde, versie)
    except Verouderd as reden:
        versie = _laatste(request, ronde, slug)
        getypt = request.POST.copy()
        getypt["gelezen"] = acties.vingerafdruk(versie)
        form.data = getypt
        form.add_error(None, str(reden))
        return _toon(request, form, ronde, versie, status=409)
    messages.success(request, "Het concept is opgeslagen. Leg het vast om het te laten tellen.")
    _meld_kruisingen(request, concept)
    return redirect("verband-bewerken", uitvraag, slug)


@require_POST
def vastleggen(request: Ingelogd, uitvraag: str, slug: str) -> HttpResponse:
    """Make the concept count from now."""
    concept = get_object_or_404(
        bewerkbaar(request.user, Verbandversie), uitvraag=uitvraag, verband=slug
    )
    try:
        acties.leg_vast(concept, door=request.user, op=request.nu)
    except Geweigerd as reden:
        messages.error(request, str(reden))
    else:
        messages.success(request, f"{concept.naam} is vastgelegd.")
    return redirect("verband-bewerken", uitvraag, slug)


def _begin(request: Ingelogd, taak: str) -> dict[str, Any]:
    """The first values of a new verband: the own gemeente, or a whole regio for the taak."""
    begin = {"taken": [taak], "deelnemers": eigen_gemeente(request).naam}
    regio = Regio.objects.filter(pk=getal(request.GET.get("regio", ""))).first()
    return begin | ({f"regio_{taak}": regionaam(regio), "naam": regio.naam} if regio else {})


def _velden(form: VerbandForm) -> dict[str, Any]:
    namen = [*VerbandForm.Meta.fields, "onderdeel_van_id"]
    return {naam: form.cleaned_data[naam] for naam in namen}


def _namen(request: Ingelogd, ronde: Uitvraag) -> dict[str, str]:
    """Slug -> name of the verbanden that may be chosen in the round, by name."""
    keuzes = verbandkeuzes(request.user, ronde).values()
    return {k.slug: k.naam for k in sorted(keuzes, key=lambda keuze: keuze.naam)}


def _meld_kruisingen(request: Ingelogd, versie: Verbandversie) -> None:
    for zin in kruisingen(versie, bekend_op=request.nu):
        messages.warning(request, zin)


def _laatste(request: Ingelogd, ronde: Uitvraag, slug: str) -> Verbandversie:
    """The concept, else the last version in this round, of a verband the own gemeente leads."""
    versies = zichtbaar(request.user, Verbandversie).filter(uitvraag=ronde, verband=slug)
    op_nummer = versies.select_related("verband", "penvoerder").order_by("nummer")
    laatste: Verbandversie | None = op_nummer.last()
    if laatste is None or laatste.penvoerder_id != request.user.gemeente_id:
        raise Http404
    return laatste


def _toon(
    request: Ingelogd,
    form: VerbandForm,
    ronde: Uitvraag,
    versie: Verbandversie | None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "uitvraag": ronde,
        "versie": versie,
        "taak": request.GET.get("taak", ""),
        "kruisingen": kruisingen(versie, bekend_op=request.nu) if versie else [],
        "peilbalk": {"ronde": ronde.korte_naam, "voorbeeldgegevens": ronde.voorbeeldgegevens},
    }
    status = 422 if form.errors and status == 200 else status
    return render(request, "samenwerking/verband_form.html", context, status=status)
