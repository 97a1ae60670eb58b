"""Every response carries the headers, every request its moment, every page its policy."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import ResolverMatch

from samenwerking import klok
from samenwerking.toegang import logboek
from samenwerking.toegang.beleid import mag, toelating

Antwoord = Callable[[HttpRequest], HttpResponse]

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; object-src 'none'"
)


def koppen(get_response: Antwoord) -> Antwoord:
    """Set the security headers on every response, also errors and static files."""

    def verwerk(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", CSP)
        response.headers.setdefault("X-Frame-Options", "DENY")
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()"
        )
        if getattr(request, "user", None) and request.user.is_authenticated:
            response.headers["Cache-Control"] = "no-store"
        return response

    return verwerk


def ontvangst(get_response: Antwoord) -> Antwoord:
    """Note the time of receipt: `request.nu` is the start of the request on the domain clock."""

    def verwerk(request: HttpRequest) -> HttpResponse:
        request.nu = klok.nu()
        pot = logboek.herkomst.set("portaal")
        try:
            return get_response(request)
        finally:
            logboek.herkomst.reset(pot)

    return verwerk


class BeleidMiddleware:
    """Deny by default: a URL that the policy does not name for this rol answers 404."""

    def __init__(self, get_response: Antwoord) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; the policy is applied once the URL is resolved."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict
    ) -> HttpResponse | None:
        """None lets the view answer; else a redirect to log in, or 404."""
        match = request.resolver_match
        if match is None or self._beheer(request, match) or self._static(match):
            return None
        rol = request.user.rol if request.user.is_authenticated else None
        if mag(rol, match.view_name):
            return None
        if rol is None and toelating(match.view_name) is not None:
            return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
        raise Http404

    @staticmethod
    def _beheer(request: HttpRequest, match: ResolverMatch) -> bool:
        return (
            "admin" in match.app_names and request.user.is_authenticated and request.user.is_staff
        )

    @staticmethod
    def _static(match: ResolverMatch) -> bool:
        return settings.DEBUG and match.func.__module__ == "django.views.static"
