"""What every answer under /api/ carries: version, no-store, a strong ETag; and 304."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from samenwerking.api import VERSIE
from samenwerking.toegang import logboek

BEGIN = "/api/v1"
Antwoord = Callable[[HttpRequest], HttpResponse]


def api(get_response: Antwoord) -> Antwoord:
    """Add the headers of the API; the logboek knows that a write came through it."""

    def verwerk(request: HttpRequest) -> HttpResponse:
        if not van_api(request):
            return get_response(request)
        pot = logboek.herkomst.set("api")
        try:
            antwoord = get_response(request)
        finally:
            logboek.herkomst.reset(pot)
        antwoord.headers["API-Version"] = VERSIE
        antwoord.headers["Cache-Control"] = "no-store"
        if toegestaan := antwoord.headers.get("Allow"):  # OPTIONS itself answers 405.
            antwoord.headers["Allow"] = toegestaan.removesuffix(", OPTIONS")
        if request.method not in {"GET", "HEAD"} or antwoord.status_code != 200:
            return antwoord
        if not antwoord.has_header("ETag"):
            antwoord.headers["ETag"] = sterk(antwoord.content)
        anders = get_conditional_response(request, etag=antwoord.headers["ETag"], response=antwoord)
        anders.headers["API-Version"] = VERSIE
        return anders

    return verwerk


def van_api(request: HttpRequest) -> bool:
    """Whether an address is one of the API, also of a version that is not there."""
    return request.path.startswith("/api/") and request.path != "/api/"


def sterk(inhoud: bytes) -> str:
    """The strong ETag of these bytes."""
    return quote_etag(hashlib.sha256(inhoud).hexdigest()[:32])
