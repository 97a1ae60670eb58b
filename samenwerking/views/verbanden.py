"""The verbanden of the own gemeente, what its regio needs them for, and the decision aid."""

from __future__ import annotations

from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from samenwerking.models import Rechtsvorm, Uitvraag
from samenwerking.opgavebeeld import Opgavebeeld
from samenwerking.samenwerkingslijst import eigen_regios, samenwerkingslijst
from samenwerking.toegang.verzoek import Ingelogd
from samenwerking.views.opgave import eigen_gemeente, getal, lees_beeld, peilbalk
from samenwerking.voorstellen import Verbandkeuze
from samenwerking.vormhulp import VRAGEN, opties

KEUZES = (("ja", "ja"), ("nee", "nee"), ("", "weet ik niet"))


class Verbandregel(NamedTuple):
    """A verband of the own gemeente: whether it leads it, and the taken that list it."""

    keuze: Verbandkeuze
    penvoerder: bool
    taken: list[str]


@require_safe
def eigen(request: Ingelogd, uitvraag: str) -> HttpResponse:
    """The verbanden that the own gemeente leads, names or is listed by."""
    beeld = lees_beeld(request, uitvraag)
    context = {"beeld": beeld, "regels": _regels(beeld), "peilbalk": peilbalk(beeld)}
    return render(request, "samenwerking/verbanden_eigen.html", context)


def _regels(beeld: Opgavebeeld) -> list[Verbandregel]:
    """Those one leads first, then by name."""
    taken: dict[str, list[str]] = {}
    for rij in beeld.rijen:
        for slug in beeld.noemen_ons.get(rij.code, []):
            taken.setdefault(slug, []).append(rij.naam)
    ons = {s for s, k in beeld.verbanden.items() if k.penvoerder == beeld.gemeente.pk}
    slugs = ons | taken.keys() | {a.verband for a in beeld.antwoorden if a.verband}
    regels = [
        Verbandregel(beeld.verbanden[s], s in ons, taken.get(s, []))
        for s in slugs
        if s in beeld.verbanden
    ]
    return sorted(regels, key=lambda regel: (not regel.penvoerder, regel.keuze.naam))


@require_safe
def vormhulp(request: Ingelogd, uitvraag: str) -> HttpResponse:
    """Which rechtsvormen, valid on the peildatum, fit the answers in the query; htmx: the part."""
    ronde = get_object_or_404(Uitvraag.objects.geopend(request.nu), pk=uitvraag)
    gegeven = {v.code: request.GET.get(f"hulp_{v.code}", "") for v in VRAGEN}
    antwoorden = {code: tekst == "ja" for code, tekst in gegeven.items() if tekst in {"ja", "nee"}}
    lijst = opties(list(Rechtsvorm.objects.op(ronde.peildatum)), antwoorden)
    context = {
        "uitvraag": ronde,
        "vragen": [(vraag, gegeven[vraag.code]) for vraag in VRAGEN],
        "keuzes": KEUZES,
        "opties": lijst,
        "voorstellen": [optie for optie in lijst if optie.voorstel],
        "beantwoord": bool(antwoorden),
        "peilbalk": {"ronde": ronde.korte_naam, "voorbeeldgegevens": ronde.voorbeeldgegevens},
    }
    deel = "samenwerking/vormhulp_inhoud.html" if request.htmx else "samenwerking/vormhulp.html"
    return render(request, deel, context)


@require_safe
def samenwerking_nodig(request: Ingelogd, uitvraag: str) -> HttpResponse:
    """For which taken is cooperation needed in a regio of the own gemeente? `?regio=` is its pk."""
    ronde = get_object_or_404(Uitvraag.objects.geopend(request.nu), pk=uitvraag)
    regios = eigen_regios(eigen_gemeente(request), ronde.peildatum)
    gevraagd = getal(request.GET.get("regio", ""))
    regio = next((r for r in regios if r.pk == gevraagd), next(iter(regios), None))
    context = {
        "uitvraag": ronde,
        "lijst": samenwerkingslijst(request.user, ronde, regio) if regio else None,
        "regios": [
            (f"{r.get_soort_display().capitalize()} {r.naam}", f"?regio={r.pk}", r == regio)
            for r in regios
        ],
        "peilbalk": {"ronde": ronde.korte_naam, "voorbeeldgegevens": ronde.voorbeeldgegevens},
    }
    return render(request, "samenwerking/samenwerkingslijst.html", context)
