"""Every response carries the headers, every request its moment, every page its policy."""

from __future__ import annotations

import logging
from collections.abc import Callable
from time import perf_counter
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.urls import get_resolver, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from samenwerking import klok
from samenwerking.toegang import factor, inzage, logboek
from samenwerking.toegang.beleid import mag, toelating
from samenwerking.toegang.omgang import LEZEN, mag_insturen, methoden
from samenwerking.toegang.verzoek import Verzoek

Antwoord = Callable[[Verzoek], HttpResponse]
log = logging.getLogger("verzoek")

KOPPEN = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'; object-src 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def koppen(get_response: Antwoord) -> Antwoord:
    """Set the security headers on every response, also errors and static files: the outermost."""
    vast = dict(KOPPEN)
    if settings.SECURE_HSTS_SECONDS:
        hsts = f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains; preload"
        vast["Strict-Transport-Security"] = hsts

    def verwerk(request: Verzoek) -> HttpResponse:
        response = get_response(request)
        for naam, waarde in vast.items():
            response.headers.setdefault(naam, waarde)
        return response

    return verwerk


def ontvangst(get_response: Antwoord) -> Antwoord:
    """Note the time of receipt, `request.nu` on the domain clock, and leave a line in the log.

    What somebody who is logged in gets, or somebody logging in or out, is kept by no cache.
    """

    def verwerk(request: Verzoek) -> HttpResponse:
        begin = perf_counter()
        request.nu = klok.nu()
        pot = logboek.herkomst.set("portaal")
        try:
            response = get_response(request)
        finally:
            logboek.herkomst.reset(pot)
        if settings.SESSION_COOKIE_NAME in {*request.COOKIES, *response.cookies}:
            response.headers["Cache-Control"] = "no-store"
        log.info("verzoek", extra={"velden": _velden(request, response, perf_counter() - begin)})
        return response

    return verwerk


def _velden(request: Verzoek, response: HttpResponse, seconden: float) -> dict[str, object]:
    """The request for the log: no query, names or address; of account pages no token either."""
    match = request.resolver_match
    is_account = match is not None and (match.view_name or "").startswith("account_")
    return {
        "methode": request.method,
        "pad": match.route if match and is_account else request.path,
        "status": response.status_code,
        "ms": round(seconden * 1000, 1),
        "gebruiker": getattr(request, "gebruiker_id", None),
    }


class BeleidMiddleware:
    """Deny by default: a URL that the policy does not name for this rol answers 404."""

    def __init__(self, get_response: Antwoord) -> None:
        self.get_response = get_response

    def __call__(self, request: Verzoek) -> HttpResponse:
        """Answer; also while developing a missing page is the portal's own 404."""
        response = self.get_response(request)
        if settings.DEBUG and response.status_code == 404 and _is_pagina(response):
            niet_gevonden: Any = get_resolver().resolve_error_handler(404)
            return niet_gevonden(request, Http404())
        inzage.noteer(request, response)
        return response

    def process_view(
        self, request: Verzoek, view: object, args: object, kwargs: object
    ) -> HttpResponse | None:
        """None lets the view answer; else a redirect to log in, or 404."""
        naam = request.resolver_match.view_name if request.resolver_match else None
        rol = request.user.rol if request.user.is_authenticated else None
        request.gebruiker_id = request.user.pk
        if rol is not None and (eerst := factor.omleiding(request, naam)) is not None:
            return eerst
        leest = request.method in LEZEN
        if mag(rol, naam) and (leest or mag_insturen(rol, naam)):
            return _andere_methode(request, naam)
        if rol is None and toelating(naam) is not None:
            return redirect_to_login(_terug(request), settings.LOGIN_URL)
        raise Http404


def _andere_methode(request: Verzoek, naam: str | None) -> HttpResponse | None:
    """405 for a method that the policy does not give this page; the API has its own table."""
    toegestaan = methoden(naam)
    if request.method in toegestaan or (naam or "").startswith("api:"):
        return None
    return HttpResponseNotAllowed(toegestaan)


def _terug(request: Verzoek) -> str:
    """Where to go after logging in: this page, or for a form that was sent the page it is on."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    vorige = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(vorige, {request.get_host()}):
        return reverse(settings.LOGIN_REDIRECT_URL)
    adres = urlsplit(vorige)
    return adres.path + (f"?{adres.query}" if adres.query else "")


def _is_pagina(response: HttpResponse) -> bool:
    return response.headers.get("Content-Type", "").startswith("text/html")
