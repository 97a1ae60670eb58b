"""Every error of the API is problem+json (RFC 9457): status, title and detail in Dutch."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from rest_framework import exceptions
from rest_framework.views import set_rollback

log = logging.getLogger("api")
SOORT = "application/problem+json"
TITELS = {
    400: "Het verzoek klopt niet",
    401: "Niet aangemeld",
    403: "Dit mag u niet",
    404: "Niet gevonden",
    405: "Dit kan niet op dit adres",
    406: "Dit formaat is er niet",
    409: "Dit kan nu niet",
    412: "Intussen gewijzigd",
    413: "Te groot",
    415: "Alleen JSON",
    428: "If-Match ontbreekt",
    429: "Te veel verzoeken",
    500: "Er ging iets mis",
    503: "Even niet bereikbaar",
}
UITLEG = {
    400: "Controleer het verzoek aan de hand van de documentatie van de API.",
    401: "Stuur een geldig token mee: Authorization: Bearer <token>.",
    403: "Uw rol of token heeft hier geen recht op.",
    404: "Dit bestaat niet, of is niet voor u. Alle adressen staan in /api/v1/openapi.json.",
    405: "Deze methode kan hier niet. De kop Allow zegt welke wel.",
    406: "Kies application/json, of een formaat dat de documentatie noemt.",
    413: "Stuur een kleiner verzoek.",
    415: "Stuur de gegevens als application/json.",
    429: "Wacht even. De kop Retry-After zegt hoeveel seconden.",
    500: "De fout ligt bij ons en is vastgelegd. Probeer het later opnieuw.",
    503: "De gegevens zijn nu niet te lezen of te bewaren. Probeer het over een minuut opnieuw.",
}


class Conflict(exceptions.APIException):
    """An action that the domain refuses now; the detail is its sentence.

    `fouten` says per field of what was sent what to add.
    """

    status_code = 409

    def __init__(self, detail: str, fouten: dict[str, str] | None = None) -> None:
        super().__init__(detail)
        self.fouten = [{"plaats": p, "melding": m} for p, m in (fouten or {}).items()]


class Gewijzigd(exceptions.APIException):
    """If-Match names a version that is no longer the last one."""

    status_code = 412


class ZonderIfMatch(exceptions.APIException):
    """A write without If-Match could overwrite what a colleague saved."""

    status_code = 428


def probleem(
    status: int, detail: str = "", fouten: list[dict[str, str]] | None = None
) -> HttpResponse:
    """The answer for an error; `fouten` says per place what is wrong."""
    inhoud: dict[str, Any] = {
        "status": status,
        "title": TITELS.get(status, "Fout"),
        "detail": detail or UITLEG.get(status, ""),
    }
    if fouten:
        inhoud["fouten"] = fouten
    tekst = json.dumps(inhoud, ensure_ascii=False)
    return HttpResponse(tekst, content_type=SOORT, status=status)


def van_uitzondering(exc: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """DRF's exception handler; None for what is no answer but a fault: that becomes a 500."""
    if isinstance(exc, Http404):
        exc = exceptions.NotFound(UITLEG[404])
    elif isinstance(exc, PermissionDenied):
        exc = exceptions.PermissionDenied(UITLEG[403])
    if not isinstance(exc, exceptions.APIException):
        return None
    set_rollback()
    antwoord = _van_api(exc)
    if wacht := getattr(exc, "wait", None):
        antwoord.headers["Retry-After"] = str(int(wacht) + 1)
    if kop := getattr(exc, "auth_header", None):
        antwoord.headers["WWW-Authenticate"] = kop
    return antwoord


def _van_api(exc: exceptions.APIException) -> HttpResponse:
    status = exc.status_code
    if isinstance(exc, exceptions.ValidationError):
        fouten = [{"plaats": plaats, "melding": melding} for plaats, melding in plat(exc.detail)]
        detail = " ".join(dict.fromkeys(f["melding"] for f in fouten[:3]))
        return probleem(400, detail, fouten)
    if isinstance(exc, exceptions.ParseError):
        return probleem(400, _onleesbaar(exc.__context__))
    eigen = isinstance(exc, Conflict | Gewijzigd | ZonderIfMatch)
    if eigen or isinstance(exc, exceptions.AuthenticationFailed):
        return probleem(status, str(exc.detail), getattr(exc, "fouten", None))
    return probleem(status)


def _onleesbaar(fout: BaseException | None) -> str:
    """Where the reading of a body stopped."""
    if not isinstance(fout, json.JSONDecodeError):
        return "Wat u stuurde is geen JSON in UTF-8."
    return f"Wat u stuurde is geen JSON: kijk bij regel {fout.lineno}, teken {fout.colno}."


def plat(detail: Any, plaats: str = "") -> Iterator[tuple[str, str]]:
    """(place, sentence) of every error of a serializer: «regels.0.stadium»."""
    if isinstance(detail, dict):
        for sleutel, waarde in detail.items():
            deel = "" if sleutel == "non_field_errors" else str(sleutel)
            yield from plat(waarde, ".".join(filter(None, (plaats, deel))))
    elif isinstance(detail, list):
        for nummer, waarde in enumerate(detail):
            deel = plaats if isinstance(waarde, str) else f"{plaats}.{nummer}"
            yield from plat(waarde, deel)
    else:
        yield plaats, str(detail)
