"""The open data: a page for people, files per published round, catalogue, description and feed."""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from datetime import datetime

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe

from gemeenten.models import Gemeente, Grensvlak, Regio
from monitor.acties.openbaar import inhoud, kenmerken, merken
from monitor.openbaar.bestanden import RONDE, SOORTEN
from monitor.openbaar.dcat import als_jsonld, als_turtle
from monitor.openbaar.dcat import catalogus as dcat
from monitor.openbaar.pakket import pakket
from monitor.openbaar.tabellen import UITLEG
from monitor.openbaar.wijzigingen import wijzigingen
from samenwerking.models import Uitvraag
from samenwerking.toegang.verzoek import Verzoek

CATALOGI = {
    "ttl": (als_turtle, "text/turtle; charset=utf-8"),
    "jsonld": (als_jsonld, "application/ld+json"),
}
FEEDSLEUTELS = {"gemeente", "regio"}


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
        beschrijving = pakket(ronde, _basis(request), kenmerken([ronde])[ronde.pk])
        return _antwoord(request, json.dumps(beschrijving).encode(), "application/json")
    if naam == "sha256sums.txt":
        regels = (f"{som}  {b}\n" for b, (_, som) in sorted(kenmerken([ronde])[ronde.pk].items()))
        return _antwoord(request, "".join(regels).encode(), "text/plain; charset=utf-8")
    gevonden = inhoud(ronde, naam)
    if gevonden is None:
        raise Http404("Dit bestand is er niet.")
    gevuld, som = gevonden
    antwoord = _antwoord(request, gevuld, SOORTEN[naam.rpartition(".")[2]], ronde.gepubliceerd_op)
    antwoord.headers["Repr-Digest"] = f"sha-256=:{b64encode(bytes.fromhex(som)).decode()}:"
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
    rondes = list(Uitvraag.objects.gepubliceerd(request.nu))
    van = kenmerken(rondes)
    knopen = dcat([(ronde, van[ronde.pk]) for ronde in rondes], _basis(request))
    schrijf, inhoudstype = CATALOGI[formaat]
    return _antwoord(request, schrijf(knopen).encode(), inhoudstype)


@require_safe
def atom(request: Verzoek) -> HttpResponse:
    """What became public, newest first; `?gemeente=` and `?regio=` only what is about those."""
    if onbekend := sorted(request.GET.keys() - FEEDSLEUTELS):
        raise BadRequest(f"{onbekend[0]} kennen wij niet. Kies gemeente of regio.")
    gemeente, regio = request.GET.get("gemeente", ""), request.GET.get("regio", "")
    if gemeente:
        get_object_or_404(Gemeente, pk=gemeente)
    if regio and not Regio.objects.filter(code=regio).exists():
        raise Http404("Deze regio is er niet.")
    rondes = list(Uitvraag.objects.gepubliceerd(request.nu))
    basis, van = _basis(request), merken(rondes)
    wat = json.dumps([basis, gemeente, regio, van])
    etag = f'W/"{hashlib.sha256(wat.encode()).hexdigest()[:32]}"'
    sinds = max((ronde.gepubliceerd_op for ronde in rondes if ronde.gepubliceerd_op), default=None)
    if ongewijzigd := _ongewijzigd(request, etag, sinds):
        return ongewijzigd
    vraag = request.GET.urlencode()
    hier = f"{basis}/open-data/wijzigingen.atom{'?' if vraag else ''}{vraag}"
    feed = Atom1Feed(
        title="Samenwerkingsmonitor: wat openbaar werd",
        link=f"{basis}/open-data/",
        description=None,
        subtitle="Gepubliceerde rondes, nieuwe verbanden, en bevindingen erbij en weg.",
        language="nl",
        author_name=settings.UITGEVER_NAAM,
        feed_url=hier,
        feed_guid=hier,
    )
    for wijziging in wijzigingen(rondes, gemeente, regio):
        feed.add_item(
            title=wijziging.titel,
            link=f"{basis}{wijziging.pad}",
            description=escape(wijziging.zin),
            unique_id=f"{basis}/open-data/wijzigingen#{wijziging.sleutel}",
            pubdate=wijziging.op,
            updateddate=wijziging.op,
        )
    antwoord = HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
    return _met_koppen(antwoord, etag, sinds)


def _antwoord(
    request: Verzoek, gevuld: bytes, soort: str, sinds: datetime | None = None
) -> HttpResponse:
    """The bytes with a strong ETag, or 304 when the caller has them."""
    etag = quote_etag(hashlib.sha256(gevuld).hexdigest())
    anders = _ongewijzigd(request, etag, sinds)
    return anders or _met_koppen(HttpResponse(gevuld, content_type=soort), etag, sinds)


def _ongewijzigd(request: Verzoek, etag: str, sinds: datetime | None) -> HttpResponse | None:
    """304 when the caller has what is here; None when it must be sent."""
    moment = int(sinds.timestamp()) if sinds else None
    anders = get_conditional_response(request, etag=etag, last_modified=moment)
    return _met_koppen(anders, etag, sinds) if anders else None


def _met_koppen(antwoord: HttpResponse, etag: str, sinds: datetime | None) -> HttpResponse:
    """With what a follower needs; open data may be read from any page."""
    antwoord.headers["ETag"] = etag
    if sinds:
        antwoord.headers["Last-Modified"] = http_date(sinds.timestamp())
    antwoord.headers["Access-Control-Allow-Origin"] = "*"
    return antwoord


def _gepubliceerd(request: Verzoek, code: str) -> Uitvraag:
    ronde = next((r for r in Uitvraag.objects.gepubliceerd(request.nu) if r.code == code), None)
    if ronde is None:
        raise Http404("Deze ronde is er niet, of is nog niet openbaar.")
    return ronde


def _basis(request: Verzoek) -> str:
    """The lasting address of the portal, without a slash: identifiers begin with it."""
    return settings.ADRES or request.build_absolute_uri("/").rstrip("/")
