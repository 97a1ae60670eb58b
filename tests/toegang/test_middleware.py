"""Every answer carries the headers, is kept by no cache where it should not, and leaves a line."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from samenwerking.conf.logregels import JsonFormatter
from samenwerking.conf.urls import handler400, handler404, handler500  # noqa: F401
from samenwerking.conf.urls import urlpatterns as portaal
from samenwerking.toegang import beleid
from samenwerking.toegang.models import Gebruiker

Als = Callable[[Gebruiker | None], Client]


def stuk(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("geheim detail")


def geweigerd(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


urlpatterns = [*portaal, path("stuk/", stuk, name="stuk"), path("nee/", geweigerd, name="nee")]


@pytest.fixture
def productie(settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings behind the headers in production, and two pages that fail."""
    settings.SECURE_HSTS_SECONDS = 365 * 24 * 3600
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    settings.SECURE_SSL_REDIRECT = True
    settings.ROOT_URLCONF = "tests.toegang.test_middleware"
    monkeypatch.setitem(beleid.BELEID, "stuk", beleid.PUBLIEK)
    monkeypatch.setitem(beleid.BELEID, "nee", beleid.PUBLIEK)


ANTWOORDEN = [
    ("/privacy/", {}, 200),
    ("/gezond", {}, 200),
    ("/inloggen/", {}, 200),
    ("/start/", {}, 302),
    ("/bestaat-niet/", {}, 404),
    ("/privacy", {}, 301),
    ("/nee/", {}, 403),
    ("/stuk/", {}, 500),
    ("/static/css/basis.css", {}, 200),
    ("/static/bestaat-niet.css", {}, 404),
    ("/privacy/", {"HTTP_HOST": "evil.example"}, 400),
    ("/privacy/", {"secure": False}, 301),
]


@pytest.mark.parametrize(("adres", "opties", "status"), ANTWOORDEN)
def test_every_answer_has_the_headers(
    db: None, productie: None, adres: str, opties: dict, status: int
) -> None:
    antwoord = Client(raise_request_exception=False).get(adres, **{"secure": True} | opties)
    antwoord.close()

    assert antwoord.status_code == status
    csp = antwoord["Content-Security-Policy"]
    assert csp.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    for deel in ("base-uri 'none'", "frame-ancestors 'none'", "object-src 'none'"):
        assert deel in csp
    assert "unsafe" not in csp
    assert antwoord["X-Content-Type-Options"] == "nosniff"
    assert antwoord["X-Frame-Options"] == "DENY"
    assert antwoord["Referrer-Policy"] == "same-origin"
    assert antwoord["Cross-Origin-Opener-Policy"] == "same-origin"
    assert antwoord["Strict-Transport-Security"].startswith("max-age=31536000; includeSubDomains")


@pytest.mark.parametrize("adres", ["/nee/", "/stuk/", "/bestaat-niet/"])
def test_an_error_page_is_dutch_and_says_nothing_of_the_inside(
    db: None, productie: None, adres: str
) -> None:
    tekst = Client(raise_request_exception=False).get(adres, secure=True).content.decode()

    assert "Wat kunt u doen?" in tekst
    assert "geheim detail" not in tekst
    assert "Traceback" not in tekst
    assert "urlpatterns" not in tekst


def test_while_developing_a_missing_page_is_still_the_dutch_one(db: None, settings) -> None:
    settings.DEBUG = True

    antwoord = Client().get("/gemeente-van-niets/")

    assert antwoord.status_code == 404
    assert "Deze pagina bestaat niet" in antwoord.content.decode()


def test_a_form_without_token_is_refused_in_dutch(db: None) -> None:
    antwoord = Client(enforce_csrf_checks=True).post("/inloggen/", {"login": "x"})

    assert antwoord.status_code == 403
    assert "Dit formulier is verlopen" in antwoord.content.decode()


@pytest.mark.parametrize("adres", ["/privacy/", "/start/", "/bestaat-niet/", "/privacy"])
def test_what_somebody_logged_in_gets_is_kept_by_no_cache(
    als: Als, invuller_heemstede: Gebruiker, adres: str
) -> None:
    assert als(invuller_heemstede).get(adres)["Cache-Control"] == "no-store"


def test_logging_in_and_out_is_kept_by_no_cache(invuller_heemstede: Gebruiker) -> None:
    browser = Client()
    gegevens = {"login": invuller_heemstede.email, "password": "wachtwoord"}

    assert browser.post("/inloggen/", gegevens)["Cache-Control"] == "no-store"
    assert browser.post("/uitloggen/")["Cache-Control"] == "no-store"


def test_a_public_page_for_nobody_in_particular_may_be_kept(db: None) -> None:
    assert "no-store" not in Client().get("/privacy/").headers.get("Cache-Control", "")


def regels(caplog: pytest.LogCaptureFixture) -> list[dict]:
    """The request lines as they are written."""
    return [json.loads(JsonFormatter().format(r)) for r in caplog.records if r.name == "verzoek"]


def test_each_request_leaves_a_line_without_names_or_query(
    als: Als, invuller_heemstede: Gebruiker, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "verzoek")

    als(invuller_heemstede).get("/privacy/", {"zoek": "van der Meer"})

    (regel,) = regels(caplog)
    assert regel["pad"] == "/privacy/"
    assert regel["methode"] == "GET"
    assert regel["status"] == 200
    assert regel["gebruiker"] == invuller_heemstede.pk
    assert regel["ms"] >= 0
    assert "Meer" not in str(regel)
    assert "@" not in str(regel)


def test_the_token_of_a_new_password_is_not_in_the_log(
    db: None, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "verzoek")

    Client().get("/wachtwoord/nieuw/1-geheim-token/")

    assert "geheim" not in str(regels(caplog))
    assert regels(caplog)[0]["pad"].startswith("^wachtwoord/nieuw/(?P<uidb36>")


def test_no_character_breaks_a_line_of_the_log() -> None:
    naar = logging.LogRecord("x", 20, "", 0, "a\r\nb\u2028c\x1b[31m\x9bé", None, None)

    regel = JsonFormatter().format(naar)

    assert regel.isprintable()
    assert regel.isascii()
    assert json.loads(regel)["bericht"] == "a\r\nb\u2028c\x1b[31m\x9bé"
