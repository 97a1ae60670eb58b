"""Requests through the whole stack, without a server around it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.test.client import ClientHandler

from samenwerking.toegang.models import Gebruiker
from tests.prestaties import kaal

fabriek = RequestFactory(headers={"host": "localhost"})


def kaal_project() -> Any:
    """Settings of the bare project, in this process."""
    return override_settings(MIDDLEWARE=kaal.MIDDLEWARE, ROOT_URLCONF="tests.prestaties.kaal")


class Bezoeker:
    """Somebody with a browser: nobody, or logged in as `gebruiker`."""

    def __init__(self, gebruiker: Gebruiker | None = None) -> None:
        self.handler = ClientHandler(enforce_csrf_checks=False)
        self.handler.load_middleware()
        self.koekje = {}
        if gebruiker:
            klant = Client()
            klant.force_login(gebruiker)
            naam = settings.SESSION_COOKIE_NAME
            self.koekje = {"cookie": f"{naam}={klant.cookies[naam].value}"}

    def vraag(self, pad: str, data: dict[str, Any] | None = None) -> HttpResponse:
        """The answer to a GET, or to a POST with `data`. Raises ValueError when it is an error."""
        maak = fabriek.get if data is None else fabriek.post
        antwoord = self.handler(maak(pad, data, secure=True, headers=self.koekje).environ)
        if antwoord.status_code not in ((200,) if data is None else (200, 302)):
            raise ValueError(f"{pad}: {antwoord.status_code}")
        antwoord.close()
        return antwoord
