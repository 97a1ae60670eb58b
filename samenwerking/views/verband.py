"""Proposing and editing a verband, by its penvoerder."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from samenwerking.acties import verband as acties
from samenwerking.acties.weigering import Geweigerd
from samenwerking.forms.verband import VerbandForm
from samenwerking.models import Uitvraag, Verband, Verbandversie
from samenwerking.toegang.bereik import bewerkbaar, zichtbaar
from samenwerking.voorstellen import leden_per_versie


@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest, uitvraag: str) -> HttpResponse:
    """Make a verband for a taak; the own gemeente is penvoerder and deelnemer."""
    ronde = get_object_or_404(Uitvraag.objects.geopend(request.nu), pk=uitvraag)
    taak = request.GET.get("taak", "")
    begin = {"taken": [taak], "deelnemers": request.user.gemeente.naam}
    form = VerbandForm(request.POST or None, uitvraag=ronde, initial=begin)
    if request.method == "POST" and form.is_valid():
        gegevens = dict(form.cleaned_data)
        versie = acties.stel_voor(
            ronde,
            naam=gegevens.pop("naam"),
            penvoerder=request.user.gemeente,
            taken=gegevens.pop("taken"),
            deelnemers=[*gegevens.pop("deelnemers"), request.user.gemeente_id],
            door=request.user,
            **gegevens,
        )
        messages.success(request, f"{versie.naam} is voorgesteld. Kies het nu bij de taak.")
        adres = reverse("opgave-uitvraag", args=[uitvraag])
        gekozen = taak if taak in form.cleaned_data["taken"] else form.cleaned_data["taken"][0]
        return redirect(f"{adres}?taak={gekozen}#taak-{gekozen}")
    return _toon(request, form, ronde, None)


@require_http_methods(["GET", "HEAD", "POST"])
def bewerken(request: HttpRequest, uitvraag: str, slug: str) -> HttpResponse:
    """The penvoerder edits the concept version of the verband."""
    ronde = get_object_or_404(Uitvraag.objects.geopend(request.nu), pk=uitvraag)
    versie = _laatste(request, ronde, slug)
    leden = leden_per_versie([versie.pk], ronde.peildatum).get(versie.pk, {})
    begin = {
        "taken": list(versie.arrangementen.values_list("taak_id", flat=True)),
        "deelnemers": "\n".join(leden.values()),
    }
    form = VerbandForm(request.POST or None, uitvraag=ronde, instance=versie, initial=begin)
    if request.method == "POST" and form.is_valid():
        _bewaar(request, form, ronde, slug)
        messages.success(request, "Het concept is opgeslagen. Leg het vast om het te laten tellen.")
        return redirect("verband-bewerken", uitvraag, slug)
    return _toon(request, form, ronde, versie)


@require_POST
def vastleggen(request: HttpRequest, uitvraag: str, slug: str) -> HttpResponse:
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


def _laatste(request: HttpRequest, ronde: Uitvraag, slug: str) -> Verbandversie:
    """The concept, else the last version in this round, of a verband the own gemeente leads."""
    versies = zichtbaar(request.user, Verbandversie).filter(uitvraag=ronde, verband=slug)
    laatste = versies.order_by("-nummer").first()
    if laatste is None or laatste.penvoerder_id != request.user.gemeente_id:
        raise Http404
    return laatste


@transaction.atomic
def _bewaar(request: HttpRequest, form: VerbandForm, ronde: Uitvraag, slug: str) -> None:
    concept = acties.begin_concept(Verband.objects.get(pk=slug), ronde)
    acties.wijzig(
        concept,
        {naam: form.cleaned_data[naam] for naam in VerbandForm.Meta.fields},
        taken=form.cleaned_data["taken"],
        deelnemers=form.cleaned_data["deelnemers"],
        door=request.user,
    )


def _toon(
    request: HttpRequest, form: VerbandForm, ronde: Uitvraag, versie: Verbandversie | None
) -> HttpResponse:
    context = {"form": form, "uitvraag": ronde, "versie": versie}
    status = 422 if form.errors else 200
    return render(request, "samenwerking/verband_form.html", context, status=status)
