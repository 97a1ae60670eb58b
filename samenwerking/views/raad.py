"""For the raad: what our college declared, what the raad must still decide, who speaks for us."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Min
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gemeenten.models import Gemeente
from samenwerking.acties import voorbeeld as acties
from samenwerking.acties.antwoorden import antwoorden
from samenwerking.acties.weigering import Verouderd
from samenwerking.bewijs import Bewijsregel, bewijsregels
from samenwerking.forms.raad import VertegenwoordigerForm
from samenwerking.keuzes import Stadium, Wijze
from samenwerking.models import Opgaveversie, Uitvraag, Verband, Vertegenwoordiger
from samenwerking.regels import Antwoord
from samenwerking.toegang.beleid import mag
from samenwerking.toegang.bereik import Wie, eigen, zichtbaar
from samenwerking.toegang.verzoek import Ingelogd, Verzoek
from samenwerking.voorstellen import Verbandkeuze, verbandkeuzes

BESLIST = {Stadium.RAADSBESLUIT, Stadium.IN_WERKING}


@dataclass(frozen=True)
class Deelneming:
    """A verband that the college named: for which taken, and who speaks there for the gemeente."""

    slug: str
    naam: str
    taken: tuple[str, ...]
    wie: Vertegenwoordiger | None


@require_safe
def raad(request: Verzoek, code: str) -> HttpResponse:
    """The page for the raad of one gemeente; the content once published, to ourselves at once."""
    gemeente = get_object_or_404(Gemeente, pk=code)
    rondes = Uitvraag.objects.geopend(request.nu)
    gevraagd = request.GET.get("ronde", "")
    ronde = rondes.filter(pk=gevraagd).first() or rondes.first()
    if ronde is None:
        raise Http404("Er is nog geen ronde geopend.")
    versie = _versie(request, gemeente, ronde)
    context = {
        "gemeente": gemeente,
        "ronde": ronde,
        "rondes": rondes,
        "versie": versie,
        "te_laat": versie is not None and versie.eerste >= ronde.deadline,
        "van_ons": eigen(request.user) == code,
        "mag_wijzigen": eigen(request.user) == code and _mag(request.user),
        "peilbalk": {"ronde": ronde.korte_naam, "voorbeeldgegevens": ronde.voorbeeldgegevens},
    } | (_inhoud(request.user, gemeente, ronde, versie) if versie else {})
    return render(request, "samenwerking/raad.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def vertegenwoordiger(request: Ingelogd, code: str, slug: str) -> HttpResponse:
    """The own gemeente says who speaks for it in a verband."""
    if eigen(request.user) != code:
        raise Http404
    gemeente = get_object_or_404(Gemeente, pk=code)
    verband = get_object_or_404(zichtbaar(request.user, Verband), pk=slug)
    nu = _vertegenwoordigers(request.user, gemeente).get(slug)
    begin = {"gelezen": acties.als_tekst(nu)}
    if nu:
        begin |= {"naam": nu.naam, "functie": nu.functie}
    form = VertegenwoordigerForm(request.POST or None, initial=begin)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                acties.zet_vertegenwoordiger(
                    gemeente, verband, door=request.user, **form.cleaned_data
                )
            except Verouderd as reden:
                form.add_error(None, str(reden))
                form.data = form.data.copy()
                form.data["gelezen"] = acties.als_tekst(nu)
                status = 409
            else:
                messages.success(request, "Opgeslagen.")
                return redirect("raad", code)
    context = {"form": form, "gemeente": gemeente, "nu_vast": nu, "slug": slug}
    context["naam"] = _naam(verbandkeuzes_van(request.user), slug)
    return render(request, "samenwerking/vertegenwoordiger.html", context, status=status)


def verbandkeuzes_van(wie: Wie) -> dict[str, Verbandkeuze]:
    """The verbanden by their newest name that `wie` may see."""
    laatste = Uitvraag.objects.order_by("opent").last()
    return verbandkeuzes(wie, laatste) if laatste else {}


def _mag(wie: Wie) -> bool:
    return mag(getattr(wie, "rol", None), "raad-vertegenwoordiger")


def _versie(request: Verzoek, gemeente: Gemeente, ronde: Uitvraag) -> Any:
    """The last submitted version that the reader may see, with `eerste`: the first receipt."""
    versies = zichtbaar(request.user, Opgaveversie).filter(
        opgave__gemeente=gemeente, opgave__uitvraag=ronde, ingediend_op__lte=request.nu
    )
    return versies.annotate(eerste=Min("opgave__versies__ingediend_op")).order_by("nummer").last()


def _inhoud(wie: Wie, gemeente: Gemeente, ronde: Uitvraag, versie: Opgaveversie) -> dict[str, Any]:
    gegeven = antwoorden(versie)
    keuzes = verbandkeuzes(wie, ronde)
    taken = ronde.uitvraagtaken.values_list(
        "taak_id", "taak__naam", "samenwerking_noodzakelijk"
    ).order_by("taak")
    namen = {code: naam for code, naam, _ in taken}
    nodig = [code for code, _, noodzakelijk in taken if noodzakelijk]
    regels = bewijsregels(gegeven, keuzes, namen)
    return {
        "regels": regels,
        "zonder_antwoord": [namen[code] for code in _zonder_antwoord(gegeven, nodig)],
        "te_besluiten": _te_besluiten(gegeven, regels),
        "verbanden": _deelnemingen(gegeven, keuzes, namen, _vertegenwoordigers(wie, gemeente)),
    }


def _zonder_antwoord(gegeven: list[Antwoord], nodig: list[str]) -> list[str]:
    """The taken that ask for cooperation and for which the college chose nothing yet."""
    gekozen = {antwoord.taak for antwoord in gegeven if antwoord.wijze != Wijze.GEEN}
    return [taak for taak in nodig if taak not in gekozen]


def _te_besluiten(gegeven: list[Antwoord], regels: list[Bewijsregel]) -> list[dict[str, Any]]:
    """What the raad must still decide, by planned date; without a date last."""
    uit = [
        {"regel": regel, "gepland": antwoord.raad.gepland}
        for antwoord, regel in zip(gegeven, regels, strict=True)
        if antwoord.wijze == Wijze.VERBAND
        and antwoord.stadium not in BESLIST
        and antwoord.raad.genomen is None
    ]
    return sorted(uit, key=lambda r: (r["gepland"] is None, str(r["gepland"]), r["regel"].naam))


def _deelnemingen(
    gegeven: list[Antwoord],
    keuzes: dict[str, Verbandkeuze],
    namen: dict[str, str],
    wie: dict[str, Vertegenwoordiger],
) -> list[Deelneming]:
    taken: dict[str, list[str]] = {}
    for antwoord in gegeven:
        if antwoord.verband:
            taken.setdefault(antwoord.verband, []).append(namen.get(antwoord.taak, antwoord.taak))
    rijen = (
        Deelneming(slug, _naam(keuzes, slug), tuple(voor), wie.get(slug))
        for slug, voor in taken.items()
    )
    return sorted(rijen, key=lambda rij: rij.naam)


def _vertegenwoordigers(wie: Wie, gemeente: Gemeente) -> dict[str, Vertegenwoordiger]:
    rijen = zichtbaar(wie, Vertegenwoordiger).filter(gemeente=gemeente)
    return {rij.verband_id: rij for rij in rijen}


def _naam(keuzes: dict[str, Verbandkeuze], slug: str) -> str:
    return keuzes[slug].naam if slug in keuzes else slug
