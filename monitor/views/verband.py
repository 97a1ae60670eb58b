"""The list of verbanden and the page of one."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse

from gemeenten.kaart.buurt import Buurtkaart, Contour, buurtkaart
from gemeenten.namen import vouw
from gemeenten.plekken import plekken
from monitor import verbandbeeld as beelden
from monitor.beeld import beeld
from monitor.blik import Blik
from monitor.regels.alles import Evaluatie
from monitor.regels.criteria import ernaast
from monitor.regels.stand import INDELINGEN, Stand
from monitor.views.kader import met_blik, toon
from samenwerking.models import Verbandversie
from samenwerking.toegang.bereik import eigen, leest_alles, zichtbaar
from samenwerking.toegang.verzoek import Verzoek

PER_PAGINA = 50


@met_blik
def verbanden(request: Verzoek, kijk: Blik) -> HttpResponse:
    """All verbanden of the round that the visitor may see, searched by name or deelnemer."""
    stand, _ = beeld(kijk.uitvraag, kijk.nu, kijk.bekend_op)
    zoek = request.GET.get("q", "")
    slugs = [slug for slug in _mag_zien(request, kijk, stand) if _past(stand, slug, zoek)]
    slugs.sort(key=stand.verbandnaam)
    pagina = Paginator(slugs, PER_PAGINA).get_page(request.GET.get("pagina"))
    context = {
        "pagina": pagina,
        "rijen": [_rij(stand, slug) for slug in pagina],
        "zoek": zoek,
        "openbaar": kijk.inhoud,
        "aantal": len(slugs),
    }
    return toon(request, "monitor/verbanden.html", kijk, context)


@met_blik
def verband(request: Verzoek, kijk: Blik, slug: str) -> HttpResponse:
    """Deelnemers, taken, vorm, contour; findings and indicaties for who may see them."""
    stand, evaluatie = beeld(kijk.uitvraag, kijk.nu, kijk.bekend_op)
    if slug not in stand.verbanden or slug not in _mag_zien(request, kijk, stand):
        raise Http404("Dit verband is in deze ronde niet bekend.")
    leden = beelden.alle_leden(stand, slug)
    feiten = stand.verbanden[slug]
    liggingen = beelden.ligt(stand, stand.per_verband.get(slug, []))
    liggingen.sort(key=lambda rij: rij.soort != "doorsnijdt")
    context = {
        "verband": feiten,
        "penvoerder": stand.naam(feiten.penvoerder) if feiten.penvoerder else "",
        "deelnames": beelden.deelnames(stand, slug),
        "gemeenten": leden.bit_count(),
        "inwoners": stand.inwoners(leden),
        "taken": len(stand.per_verband.get(slug, [])),
        "kaart": _kaart(stand, slug, leden, liggingen, kijk) if leden else None,
        "liggingen": [(rij, beelden.contourzin(rij)) for rij in liggingen],
        "andere": _andere(stand, slug, liggingen),
    }
    if kijk.inhoud:
        gevonden = beelden.vondsten_van(evaluatie, slug, ("A", "C", "N"))
        context["gevonden"] = beelden.zinnen(stand, gevonden)
    if leest_alles(request.user) or eigen(request.user) in stand.codes(leden):
        context |= _voor_betrokkenen(stand, evaluatie, slug)
    return toon(request, "monitor/verband.html", kijk, context)


def _mag_zien(request: Verzoek, kijk: Blik, stand: Stand) -> set[str]:
    """Everything once public or for readers; else what scoping lets the visitor see."""
    if kijk.inhoud:
        return set(stand.verbanden)
    eigen_zicht = zichtbaar(request.user, Verbandversie).filter(uitvraag=kijk.uitvraag)
    return set(eigen_zicht.values_list("verband_id", flat=True)) & set(stand.verbanden)


def _past(stand: Stand, slug: str, zoek: str) -> bool:
    gezocht = vouw(zoek)
    if not gezocht or gezocht in vouw(stand.verbandnaam(slug)):
        return True
    return any(gezocht in vouw(naam) for naam in stand.namen(beelden.alle_leden(stand, slug)))


def _rij(stand: Stand, slug: str) -> dict[str, Any]:
    leden = beelden.alle_leden(stand, slug)
    verband = stand.verbanden[slug]
    return {
        "verband": verband,
        "gemeenten": leden.bit_count(),
        "inwoners": stand.inwoners(leden),
        "taken": len(stand.per_verband.get(slug, [])),
        "vorm": verband.rechtsvorm.naam if verband.rechtsvorm else "nog niet gekozen",
    }


def _kaart(
    stand: Stand, slug: str, leden: int, liggingen: list[beelden.Ligt], kijk: Blik
) -> Buurtkaart:
    """The deelnemers with the contour of the verband and of the regions it touches."""
    codes = stand.codes(leden)
    klassen: dict[str, str] = {}
    contouren = []
    if liggingen:
        eerste = liggingen[0]
        geraakt = [r for r in stand.indelingen[eerste.indeling].regios if r.leden & eerste.leden]
        for regio in geraakt:
            klassen |= dict.fromkeys(stand.codes(regio.leden), "regio")
        contouren = [
            Contour(f"{eerste.indeling} {r.naam}", eerste.indeling, stand.codes(r.leden))
            for r in geraakt[:3]
        ]
    klassen |= dict.fromkeys(codes, "verband")
    contouren.append(Contour("het verband", "verband", codes))
    return buurtkaart(
        plekken(kijk.uitvraag.peildatum),
        titel=stand.verbandnaam(slug),
        kern=codes,
        klassen=klassen,
        contouren=contouren,
        om=codes[0],
        zijde=40,
    )


def _andere(stand: Stand, slug: str, eigen_ligging: list[beelden.Ligt]) -> list[beelden.Ligt]:
    """How the verband lies against the indelingen that are shown, not flagged."""
    gezien = {(rij.indeling, rij.leden) for rij in eigen_ligging}
    arrangementen = stand.per_verband.get(slug, [])
    return [
        rij
        for soort in INDELINGEN
        for rij in beelden.ligt(stand, arrangementen, soort)
        if (rij.indeling, rij.leden) not in gezien
    ]


def _voor_betrokkenen(stand: Stand, evaluatie: Evaluatie, slug: str) -> dict[str, Any]:
    """Indicaties with their evidence, contradictions and differences."""
    gevonden = beelden.vondsten_van(evaluatie, slug, ("T", "W"))
    return {
        "criteria": beelden.criteria(stand, evaluatie, slug),
        "ernaast": beelden.beantwoord(ernaast(stand, slug)),
        "onbeantwoord": beelden.onbeantwoord(stand, evaluatie, slug),
        "tegenspraken": beelden.zinnen(stand, [b for b in gevonden if b.code[0] == "T"]),
        "verschillen": beelden.zinnen(stand, [b for b in gevonden if b.code[0] == "W"]),
    }
