"""The open data: a page for people, files per published round, catalogue and description."""

from __future__ import annotations

import base64
import hashlib
import json

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from gemeenten.models import Gemeente, Grensvlak
from monitor.openbaar.bestanden import RONDE, SOORTEN, kenmerken, schrijf
from monitor.openbaar.pakket import pakket
from monitor.openbaar.tabellen import UITLEG
from monitor.openbaar.wijzigingen import wijzigingen
from samenwerking.models import Uitvraag
from samenwerking.toegang.verzoek import Verzoek

CATALOGI = {
    "ttl": ("turtle", "text/turtle; charset=utf-8"),
    "jsonld": ("json-ld", "application/ld+json"),
}


@require_safe
def open_data(request: Verzoek) -> HttpResponse:
    """The published rounds with their files."""
    return _toon(request, list(Uitvraag.objects.gepubliceerd(request.nu)), None)


@require_safe
def open_ronde(request: Verzoek, uitvraag: str) -> HttpResponse:
    """One published round: the stable address of its dataset."""
    ronde = _gepubliceerd(request, uitvraag)
    return _toon(request, [ronde], ronde)


def _toon(request: Verzoek, rondes: list[Uitvraag], ronde: Uitvraag | None) -> HttpResponse:
    context = {
        "rondes": rondes,
        "ronde": ronde,
        "tabellen": UITLEG,
        "kaartbron": Grensvlak.objects.values_list("bron", flat=True).first(),
    }
    return render(request, "monitor/open_data.html", context)


@require_safe
def bestand(request: Verzoek, uitvraag: str, naam: str) -> HttpResponse:
    """One file of a published round. Raises Http404 for another round or name."""
    ronde = _gepubliceerd(request, uitvraag)
    if naam == "datapackage.json":
        basis = _basis(request)
        inhoud = json.dumps(pakket(ronde, basis, kenmerken(ronde, request.nu), request.nu))
        return HttpResponse(inhoud, content_type="application/json")
    if naam == "sha256sums.txt":
        regels = (f"{som}  {b}\n" for b, (_, som) in kenmerken(ronde, request.nu).items())
        return HttpResponse("".join(regels), content_type="text/plain; charset=utf-8")
    gevuld = schrijf(naam, ronde, request.nu)
    if gevuld is None:
        raise Http404("Dit bestand is er niet.")
    antwoord = HttpResponse(gevuld, content_type=SOORTEN[naam.rpartition(".")[2]])
    som = base64.b64encode(hashlib.sha256(gevuld).digest()).decode()
    antwoord.headers["Repr-Digest"] = f"sha-256=:{som}:"
    bewaar_als = naam if naam.startswith(RONDE) else f"{ronde.code}-{naam}"
    antwoord.headers["Content-Disposition"] = f'attachment; filename="{bewaar_als}"'
    return antwoord


@require_safe
def catalogus(request: Verzoek, formaat: str = "") -> HttpResponse:
    """The DCAT catalogue: by extension, else by Accept, else Turtle."""
    if not formaat:
        json_ld = "application/ld+json" in request.headers.get("Accept", "")
        formaat = "jsonld" if json_ld else "ttl"
    if formaat not in CATALOGI:
        raise Http404("Kies ttl of jsonld.")
    from monitor.openbaar.dcat import catalogus as dcat  # rdflib is large, and rarely needed

    rondes = list(Uitvraag.objects.gepubliceerd(request.nu))
    graaf = dcat([(ronde, kenmerken(ronde, request.nu)) for ronde in rondes], _basis(request))
    soort, inhoudstype = CATALOGI[formaat]
    return HttpResponse(graaf.serialize(format=soort), content_type=inhoudstype)


@require_safe
def atom(request: Verzoek) -> HttpResponse:
    """What became public, newest first; `?gemeente=GM0392` only what is about that gemeente."""
    gemeente, basis = request.GET.get("gemeente", ""), _basis(request)
    if gemeente:
        get_object_or_404(Gemeente, pk=gemeente)
    rondes = list(Uitvraag.objects.gepubliceerd(request.nu))
    feed = Atom1Feed(
        title="Samenwerkingsmonitor: wat openbaar werd",
        link=f"{basis}/open-data/",
        description="Gepubliceerde rondes, nieuwe verbanden en bevindingen.",
        language="nl",
        feed_url=request.build_absolute_uri(),
        feed_guid=f"{basis}/open-data/wijzigingen.atom",
    )
    for wijziging in wijzigingen(rondes, request.nu, gemeente):
        feed.add_item(
            title=wijziging.titel,
            link=f"{basis}{wijziging.pad}",
            description=wijziging.zin,
            unique_id=f"{basis}/open-data/wijzigingen#{wijziging.sleutel}",
            pubdate=wijziging.op,
            updateddate=wijziging.op,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _gepubliceerd(request: Verzoek, code: str) -> Uitvraag:
    ronde = next((r for r in Uitvraag.objects.gepubliceerd(request.nu) if r.code == code), None)
    if ronde is None:
        raise Http404("Deze ronde is er niet, of is nog niet openbaar.")
    return ronde


def _basis(request: Verzoek) -> str:
    """The address of the portal, without a slash."""
    return request.build_absolute_uri("/").rstrip("/")
