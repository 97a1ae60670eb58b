"""The main menu: what the rol may see, and no more."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import RequestFactory

from samenwerking.toegang import context
from samenwerking.toegang.beleid import mag
from samenwerking.toegang.models import Gebruiker
from samenwerking.toegang.rollen import Rol


def verzoek(wie: Gebruiker | AnonymousUser, pad: str = "/") -> HttpRequest:
    request = RequestFactory().get(pad)
    request.user = wie
    return request


@pytest.mark.parametrize("rol", [None, *Rol])
def test_the_menu_offers_no_page_that_is_refused(rol: str | None) -> None:
    for _, naam, _ in context._keuze(rol):
        assert mag(rol, naam)


@pytest.mark.parametrize(
    ("rol", "eerste"),
    [
        (None, "Kaart"),
        (Rol.RAAD, "Mijn gemeente"),
        (Rol.INVULLER, "Mijn opgave"),
        (Rol.COMMISSIE, "Overzicht"),
        (Rol.AMBASSADEUR, "Bezoeken"),
        (Rol.BEHEERDER, "Beheer"),
    ],
)
def test_the_menu_begins_with_the_own_work(rol: str | None, eerste: str) -> None:
    assert context._keuze(rol)[0][0] == eerste


def test_the_menu_marks_where_one_is(commissielid: Gebruiker) -> None:
    beeld = context.portaal(verzoek(commissielid, "/monitor/dekking/"))

    assert [label for label, _, actief in beeld["navigatie"] if actief] == ["Dekking"]


def test_without_user_as_on_an_early_error_the_menu_is_that_of_the_public() -> None:
    labels = [label for label, _, _ in context.navigatie(RequestFactory().get("/"), "")]

    assert labels == [label for label, _, _ in context.PUBLIEK]


def test_only_the_demo_shows_its_clock(settings) -> None:
    settings.PEILKLOK = None
    zonder = context.portaal(verzoek(AnonymousUser()))
    settings.PEILKLOK = context.klok.nu()
    met = context.portaal(verzoek(AnonymousUser()))

    assert zonder["demoklok"] is None
    assert met["demoklok"] is not None
