"""The list of verbanden and the page of one."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.urls import reverse

from gemeenten.namen import vouw
from monitor import verbandbeeld as beelden
from monitor.beeld import beeld
from monitor.blik import Blik
from monitor.oordeelbeeld import beoordelingen
from monitor.regels.alles import Evaluatie
from monitor.regels.criteria import ernaast
from monitor.regels.eenmaal import per_stand
from monitor.regels.stand import Stand
from monitor.regels.taal import getal
from monitor.uitlegbeeld import register
from monitor.verbandkaart import andere_indelingen, verbandkaart
from monitor.views.kader import met_blik, toon
from samenwerking.models import Verbandversie
from samenwerking.toegang.beleid import mag
from samenwerking.toegang.bereik import eigen, leest_alles, zichtbaar
from samenwerking.toegang.verzoek import Verzoek

PER_PAGINA = 50


@met_blik
def verbanden(request: Verzoek, kijk: Blik) -> HttpResponse:
    """All verbanden of the round that the visitor may see, searched by name or deelnemer."""
    stand, _ = beeld(kijk.uitvraag, kijk.nu, kijk.bekend_op, nummer=kijk.nummer)
    zoek = request.GET.get("q", "")
    gezien = _mag_zien(request, kijk, stand)
    slugs = [slug for slug in gezien if not zoek or _past(stand, slug, zoek)]
    slugs.sort(key=stand.verbandnaam)
    pagina = Paginator(slugs, PER_PAGINA).get_page(request.GET.get("pagina"))
    context = {
        "pagina": pagina,
        "rijen": [_rij(stand, slug) for slug in pagina],
        "zoek": zoek,
        "openbaar": kijk.inhoud,
        "aantal": len(slugs),
        "zonder_taak": sum(slug not in stand.per_verband for slug in slugs),
    }
    return toon(request, "monitor/verbanden.html", kijk, context)


@met_blik
def verband(request: Verzoek, kijk: Blik, slug: str) -> HttpResponse:
    """Deelnemers, taken, vorm, contour; findings and indicaties for who may see them."""
    stand, evaluatie = beeld(kijk.uitvraag, kijk.nu, kijk.bekend_op, nummer=kijk.nummer)
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
        "kaart": verbandkaart(stand, slug, leden, liggingen) if leden else None,
        "liggingen": [(rij, beelden.contourzin(rij)) for rij in liggingen],
        "andere": andere_indelingen(stand, slug, liggingen),
    }
    if kijk.inhoud:
        gevonden = beelden.vondsten_van(evaluatie, slug, ("A", "C", "N"))
        context["uitleg"] = register(request.user, stand, evaluatie, kijk)
        context["gevonden"] = beelden.zinnen(stand, gevonden)
    if leest_alles(request.user) or eigen(request.user) in stand.codes(leden):
        context |= _voor_betrokkenen(stand, evaluatie, slug)
    context |= _oordelen(request, kijk, stand, evaluatie, slug)
    return toon(request, "monitor/verband.html", kijk, context)


def _oordelen(
    request: Verzoek, kijk: Blik, stand: Stand, evaluatie: Evaluatie, slug: str
) -> dict[str, Any]:
    """What the visitor may see of the oordelen, and where to judge or answer."""
    rijen = beoordelingen(request.user, stand, evaluatie, kijk, slug)
    rol = getattr(request.user, "rol", None)
    gezien = [rij for rij in rijen if rij.laatste]
    return {
        "oordelen": gezien,
        "wederhoor_url": _adres("wederhoor", kijk, slug) if mag(rol, "wederhoor") else "",
        "beoordeel_url": _adres("monitor-beoordelen", kijk, slug)
        if rijen and mag(rol, "monitor-beoordelen")
        else "",
    }


def _adres(naam: str, kijk: Blik, slug: str) -> str:
    return f"{reverse(naam, args=[slug])}?{kijk.query}"


def _mag_zien(request: Verzoek, kijk: Blik, stand: Stand) -> set[str]:
    """Everything once public or for readers; else what scoping lets the visitor see."""
    if kijk.inhoud:
        return set(stand.verbanden)
    eigen_zicht = zichtbaar(request.user, Verbandversie).filter(uitvraag=kijk.uitvraag)
    return set(eigen_zicht.values_list("verband_id", flat=True)) & set(stand.verbanden)


def _past(stand: Stand, slug: str, zoek: str) -> bool:
    if not (gezocht := vouw(zoek)) or gezocht in vouw(stand.verbandnaam(slug)):
        return True
    return any(gezocht in vouw(naam) for naam in stand.namen(beelden.alle_leden(stand, slug)))


@per_stand
def _rij(stand: Stand, slug: str) -> tuple[str, ...]:
    """slug, name, gemeenten, inwoners, taken, vorm: as they are shown."""
    leden = beelden.alle_leden(stand, slug)
    verband = stand.verbanden[slug]
    vorm = verband.rechtsvorm.naam if verband.rechtsvorm else "nog niet gekozen"
    getallen = leden.bit_count(), stand.inwoners(leden), len(stand.per_verband.get(slug, ()))
    return slug, verband.naam, *map(getal, getallen), vorm


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
