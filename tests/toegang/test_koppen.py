"""Headers on every page and status; foreign hosts, redirects elsewhere, and what no cache keeps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from samenwerking.api.toelating import Rem
from samenwerking.toegang.beleid import mag
from samenwerking.toegang.models import Gebruiker
from samenwerking.toegang.rollen import Rol
from samenwerking.uitwisseling.grenzen import MIB
from tests import bouwers
from tests.toegang.test_beleid import adres, paginas
from tests.toegang.test_middleware import productie

__all__ = ["productie"]

Als = Callable[[Gebruiker | None], Client]
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; object-src 'none'"
)
VAST = {
    "Content-Security-Policy": CSP,
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
VREEMD = ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"]


ZONDER = {"account_reset_password_from_key"}


def alle() -> list[str]:
    """An address of every page; what it names need not exist."""
    return [adres(naam) for naam in paginas() if naam not in ZONDER]


def zonder_kop(antwoord) -> list[str]:
    return [naam for naam, waarde in VAST.items() if antwoord.headers.get(naam) != waarde]


@pytest.mark.parametrize("methode", ["get", "post", "delete"])
def test_every_page_carries_exactly_these_headers(db: None, productie: None, methode: str) -> None:
    browser = Client(raise_request_exception=False)
    gezien = set()
    for pad in [*alle(), "/bestaat-niet/", "/api/v1/taken", "/api/v1/bestaat-niet", "/beheer/"]:
        antwoord = getattr(browser, methode)(pad, secure=True)
        antwoord.close()
        gezien.add(antwoord.status_code)
        assert zonder_kop(antwoord) == [], (methode, pad, antwoord.status_code)
    assert (
        gezien >= {"get": {200, 302, 404}, "post": {302, 404, 405}, "delete": {302, 405}}[methode]
    )


@pytest.mark.parametrize(
    "rol",
    [
        *(SNEL := (Rol.VASTSTELLER, Rol.COMMISSIE, Rol.VNG)),
        *(pytest.param(rol, marks=pytest.mark.traag) for rol in Rol if rol not in SNEL),
    ],
)
def test_what_somebody_logged_in_gets_is_kept_by_no_cache(
    als: Als, rolverdeling: dict[str, Gebruiker], productie: None, rol: str
) -> None:
    browser = als(rolverdeling[rol])
    browser.raise_request_exception = False
    for naam in paginas():
        if mag(rol, naam) and naam not in ZONDER:
            antwoord = browser.get(adres(naam), secure=True)
            antwoord.close()
            assert "no-store" in antwoord.headers["Cache-Control"], naam


TE_GROOT: dict[str, Callable[[Client], Any]] = {
    "a file larger than VNG may send": lambda b: stuur(
        b, {"bestand": SimpleUploadedFile("a.csv", b"x" * (21 * MIB + 1))}
    ),
    "a form of more than two MiB": lambda b: stuur(b, {"reden": "x" * (2 * MIB + 1)}),
    "more fields than any form has": lambda b: stuur(b, {f"v{n}": "" for n in range(5_001)}),
    "more files than any form takes": lambda b: stuur(
        b, {f"f{n}": SimpleUploadedFile("a.csv", b"x") for n in range(11)}
    ),
    "more than two MiB to the API": lambda b: b.put(
        "/api/v1/uitvragen/2013-mei/concepten/GM0397",
        {"regels": [], "vulling": "x" * (2 * MIB)},
        "application/json",
        headers={"If-Match": '"0-0123456789abcdef"'},
        secure=True,
    ),
}


def stuur(browser: Client, velden: dict[str, Any]) -> Any:
    return browser.post("/opgave/2013-mei/upload/", velden, secure=True)


@pytest.mark.parametrize("wat", TE_GROOT)
def test_what_is_too_large_answers_413_with_the_headers(
    als: Als, invuller_heemstede: Gebruiker, productie: None, wat: str
) -> None:
    bouwers.uitvraag()

    antwoord = TE_GROOT[wat](als(invuller_heemstede))

    assert antwoord.status_code == 413
    assert zonder_kop(antwoord) == []
    assert "no-store" in antwoord.headers["Cache-Control"]


def test_who_logs_in_too_often_gets_429_with_the_headers(db: None, productie: None) -> None:
    browser = Client()
    statussen = [browser.post("/inloggen/", secure=True).status_code for _ in range(30)]

    antwoord = browser.post("/inloggen/", secure=True)

    assert set(statussen) == {200}
    assert antwoord.status_code == 429
    assert "Wat kunt u doen?" in antwoord.content.decode()
    assert zonder_kop(antwoord) == []


@pytest.mark.parametrize("ingelogd", [False, True])
def test_who_asks_the_api_too_often_gets_429_with_the_headers(
    als: Als,
    invuller_heemstede: Gebruiker,
    productie: None,
    monkeypatch: pytest.MonkeyPatch,
    ingelogd: bool,
) -> None:
    monkeypatch.setattr(Rem, "THROTTLE_RATES", {"bezoeker": "1/min", "lezen": "1/min"})
    browser = als(invuller_heemstede if ingelogd else None)
    eerst, antwoord = (browser.get("/api/v1/taken", secure=True) for _ in range(2))

    assert (eerst.status_code, antwoord.status_code) == (200, 429)
    assert antwoord.headers["Content-Type"].startswith("application/problem+json")
    assert antwoord.headers["Cache-Control"] == "no-store"
    assert int(antwoord.headers["Retry-After"]) > 0
    assert zonder_kop(antwoord) == []


def test_how_often_one_may_ask() -> None:
    assert settings.REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"] == {
        "bezoeker": "120/min",
        "lezen": "600/min",
        "schrijven": "60/min",
    }
    assert settings.REST_FRAMEWORK["DEFAULT_THROTTLE_CLASSES"] == ["samenwerking.api.toelating.Rem"]


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "testserver@evil"])
def test_another_host_is_refused_and_named_nowhere(db: None, productie: None, host: str) -> None:
    for pad in ("/", "/inloggen/", "/.well-known/security.txt", "/open-data/catalogus.ttl"):
        antwoord = Client().get(pad, secure=True, HTTP_HOST=host)
        assert antwoord.status_code == 400
        assert "evil" not in antwoord.content.decode()
        assert zonder_kop(antwoord) == []


def test_a_forwarded_host_is_not_believed(db: None, client: Client) -> None:
    antwoord = client.get("/.well-known/security.txt", headers={"X-Forwarded-Host": "evil.example"})

    assert "evil" not in antwoord.content.decode()


@pytest.mark.parametrize("naar", VREEMD)
def test_no_page_leads_to_another_site(
    als: Als, vaststeller_heemstede: Gebruiker, naar: str
) -> None:
    browser = als(vaststeller_heemstede)
    for pad in (reverse("account_login"), reverse("account_reauthenticate"), reverse("rondes")):
        for sleutel in ("next", "terug"):
            antwoord = browser.get(pad, {sleutel: naar})
            assert "evil" not in antwoord.headers.get("Location", ""), pad
    uit = browser.post(reverse("account_logout"), {"next": naar})
    assert "evil" not in uit.headers["Location"]


def test_security_txt_has_the_fields_of_the_rfc_and_ends_in_the_future(client: Client, db) -> None:
    from datetime import datetime, timedelta

    from django.utils import timezone

    velden = dict(
        regel.split(": ", 1)
        for regel in client.get("/.well-known/security.txt").content.decode().splitlines()
    )
    over = datetime.fromisoformat(velden["Expires"]) - timezone.now()

    assert set(velden) == {"Contact", "Expires", "Preferred-Languages", "Canonical"}
    assert velden["Contact"].startswith("mailto:")
    assert timedelta(days=1) < over < timedelta(days=366)
