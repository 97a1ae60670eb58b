"""Deny by default: one table says which rol may use which page, and the resolver obeys it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from samenwerking.toegang.beleid import BELEID, INGELOGD, PUBLIEK, SOMS, mag, toelating
from samenwerking.toegang.beleidstekst import tekst
from samenwerking.toegang.models import Gebruiker
from samenwerking.toegang.omgang import (
    DAAD,
    FORMULIER,
    RELATIES,
    VOORWERP,
    methoden,
    voorwerp,
)
from samenwerking.toegang.rollen import Rol
from tests import bouwers

Als = Callable[[Gebruiker | None], Client]
METHODEN = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"}
VOORBEELD = {"int": 1, "soort": "jeugdregio", "uuid": "00000000-0000-0000-0000-000000000000"}


def namen(resolver: URLResolver, ruimte: str = "") -> Iterator[tuple[str, URLPattern]]:
    """(name with namespace, pattern) of every URL of the portal."""
    for patroon in resolver.url_patterns:
        if isinstance(patroon, URLResolver):
            yield from namen(patroon, ruimte or patroon.namespace or "")
        else:
            yield (f"{ruimte}:*" if ruimte else patroon.name or "", patroon)


def paginas() -> list[str]:
    """The names of all URLs outside a namespace."""
    return sorted({naam for naam, _ in namen(get_resolver()) if not naam.endswith(":*")})


def adres(naam: str) -> str:
    """An address of the page called `naam`; what it names need not exist."""
    if naam.endswith(":*"):
        return reverse(naam.replace("*", "index"))
    patroon = next(patroon for sleutel, patroon in namen(get_resolver()) if sleutel == naam)
    waarden = {
        sleutel: VOORBEELD.get(type(omzetter).__name__.removesuffix("Converter").lower(), "x")
        for sleutel, omzetter in patroon.pattern.converters.items()
    }
    return reverse(naam, kwargs=waarden)


def test_every_url_is_in_the_policy_and_every_policy_has_its_url() -> None:
    in_gebruik = {naam for naam, _ in namen(get_resolver())}

    assert in_gebruik - set(BELEID) == set(), "pages that nobody can reach"
    assert set(BELEID) - in_gebruik - SOMS == set(), "policy without a page"


def test_who_is_not_logged_in_is_sent_to_log_in(db: None, client: Client) -> None:
    for naam in (*paginas(), "admin:*"):
        if BELEID.get(naam, PUBLIEK) != PUBLIEK:
            antwoord = client.get(adres(naam))
            assert antwoord.status_code == 302, naam
            assert antwoord.url == f"/inloggen/?next={adres(naam)}"


def test_the_wrong_rol_gets_the_same_404_as_a_page_that_does_not_exist(
    als: Als, rolverdeling: dict[str, Gebruiker]
) -> None:
    for rol, wie in rolverdeling.items():
        browser = als(wie)
        onbekend = browser.get("/bestaat-niet/")
        assert onbekend.status_code == 404
        for naam in (*paginas(), "admin:*"):
            if mag(rol, naam):
                continue
            for methode in (browser.get, browser.post):
                antwoord = methode(adres(naam))
                assert antwoord.status_code == 404, (rol, naam)
                assert antwoord.content == onbekend.content, (rol, naam)


@pytest.mark.parametrize(
    "adres_van",
    [
        "/verbanden/{}/",
        "/opgave/2013-mei/verbanden/{}/",
    ],
)
def test_what_is_not_yours_and_what_is_not_there_are_the_same_page(
    als: Als, invuller_uithoorn: Gebruiker, op_moment: Callable[[str], datetime], adres_van: str
) -> None:
    op_moment("2013-05-31T10:00+02:00")
    bouwers.verband(
        "geheim-plan", bouwers.uitvraag(), {"JE03": ["Heemstede"]}, penvoerder="Haarlem"
    )
    browser = als(invuller_uithoorn)

    van_een_ander = browser.get(adres_van.format("geheim-plan"))
    bestaat_niet = browser.get(adres_van.format("bestaat-niet"))
    onbekend = browser.get("/onzin/")

    assert van_een_ander.status_code == bestaat_niet.status_code == onbekend.status_code == 404
    assert van_een_ander.content == bestaat_niet.content == onbekend.content
    assert van_een_ander.headers == bestaat_niet.headers == onbekend.headers


def test_a_page_that_the_policy_does_not_know_is_for_nobody(monkeypatch, client: Client) -> None:
    monkeypatch.delitem(BELEID, "privacy")

    assert client.get("/privacy/").status_code == 404
    assert not mag(Rol.BEHEERDER, "privacy")
    assert not mag(Rol.BEHEERDER, None)
    assert toelating("") is None


@pytest.mark.parametrize(
    ("naam", "wel", "niet"),
    [
        ("privacy", {None, *Rol}, set()),
        ("start", set(Rol), {None}),
        ("opgave", {Rol.RAAD, Rol.INVULLER, Rol.VASTSTELLER}, {None, Rol.COMMISSIE, Rol.VNG}),
        ("opgave-taak", {Rol.INVULLER, Rol.VASTSTELLER}, {None, Rol.RAAD, Rol.BEHEERDER}),
        ("opgave-indienen", {Rol.VASTSTELLER}, {None, Rol.INVULLER, Rol.RAAD, Rol.VNG}),
        ("monitor", {Rol.COMMISSIE, Rol.BZK, Rol.VNG}, {None, Rol.INVULLER, Rol.BEHEERDER}),
        ("ambassadeur", {Rol.AMBASSADEUR, Rol.ACCOUNTMANAGER}, {None, Rol.COMMISSIE}),
        ("admin:index", {Rol.BEHEERDER}, {None, *Rol} - {Rol.BEHEERDER}),
    ],
)
def test_the_table_says_what_domein_says(naam: str, wel: set, niet: set) -> None:
    assert {rol for rol in (None, *Rol) if mag(rol, naam)} >= wel
    assert not {rol for rol in niet if mag(rol, naam)}


def test_every_entry_is_public_for_who_is_logged_in_or_for_known_rollen() -> None:
    for naam, wie in BELEID.items():
        assert wie in {PUBLIEK, INGELOGD} or wie <= set(Rol), naam


@pytest.mark.parametrize(
    ("van", "naar"),
    [
        ("http://testserver/opgave/2013-mei/controle/?a=b", "/opgave/2013-mei/controle/%3Fa%3Db"),
        ("http://elders.invalid/opgave/", "/start/"),
        ("", "/start/"),
    ],
)
def test_who_sends_a_form_after_the_session_ended_comes_back_at_its_page(
    db: None, client: Client, van: str, naar: str
) -> None:
    antwoord = client.post("/opgave/2013-mei/indienen/", {"versie": 1}, headers={"Referer": van})

    assert antwoord.url == f"/inloggen/?next={naar}"


# With which methods, and on what


def methoden_van(view: Any) -> set[str] | None:
    """The methods that a view takes by itself; None when it does not say."""
    if klasse := getattr(view, "view_class", None):
        zelf = {m.upper() for m in klasse.http_method_names if hasattr(klasse, m)}
        return zelf & {"GET", "POST"}
    while view is not None:
        for cel in getattr(view, "__closure__", None) or ():
            inhoud = cel.cell_contents
            if isinstance(inhoud, list | tuple) and inhoud and set(inhoud) <= METHODEN:
                return set(inhoud) - {"HEAD"}
        view = getattr(view, "__wrapped__", None)
    return None


def test_every_page_says_with_which_methods_it_is_used() -> None:
    """A page with a form belongs in omgang.FORMULIER, an act in omgang.DAAD."""
    for naam, patroon in namen(get_resolver()):
        if not naam.endswith(":*"):
            assert methoden_van(patroon.callback) == set(methoden(naam)) - {"HEAD"}, naam


def test_every_page_with_something_in_its_address_says_what_it_is_about() -> None:
    """A page with a part to fill in belongs in omgang.VOORWERP, and its thing in RELATIES."""
    for naam, patroon in namen(get_resolver()):
        if patroon.pattern.converters and not naam.endswith(":*"):
            assert voorwerp(naam) in RELATIES, naam


def test_what_the_policy_names_is_there() -> None:
    bestaat = {naam for naam, _ in namen(get_resolver())}

    assert not FORMULIER & DAAD
    assert bestaat >= (FORMULIER | DAAD) - SOMS
    assert bestaat >= {naam for alle in VOORWERP.values() for naam in alle.split()}
    assert set(VOORWERP) == set(RELATIES)


def test_another_method_than_the_policy_names_is_refused(als: Als, vng: Gebruiker) -> None:
    browser = als(vng)

    assert browser.post("/privacy/").status_code == 405
    assert browser.delete("/vng/").status_code == 405
    assert browser.put("/wachtwoord/").status_code == 405
    assert browser.options("/privacy/")["Allow"] == "GET, HEAD"


def test_the_page_about_the_policy_is_up_to_date() -> None:
    bewaard = (settings.BASE_DIR / "docs" / "toegang.md").read_text("utf-8")

    assert bewaard == tekst() + "\n", "run: make beleid"
