"""The accounts of the demo: every rol, several gemeenten, once."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from gemeenten.models import Gemeente
from samenwerking.toegang import demo
from samenwerking.toegang.models import Gebruiker
from samenwerking.toegang.rollen import Rol
from tests import bouwers


@pytest.fixture
def demostand(db: None, settings) -> None:
    settings.DEBUG = True
    for slug, (code, *_) in demo.GEMEENTEN.items():
        bouwers.gemeente(slug, code=code)


def test_every_rol_has_an_account_and_several_gemeenten_have_two(demostand: None) -> None:
    accounts = demo.maak_accounts()

    assert {rol for _, _, rol, _ in accounts} == set(Rol)
    gemeenten = [wie for _, _, rol, wie in accounts if rol in {Rol.INVULLER, Rol.VASTSTELLER}]
    assert set(gemeenten) == set(Gemeente.objects.values_list("naam", flat=True))
    assert len(gemeenten) == 2 * len(set(gemeenten)) >= 16


def test_making_them_twice_makes_no_more(demostand: None) -> None:
    eerst = demo.maak_accounts()

    assert demo.maak_accounts() == eerst
    assert Gebruiker.objects.count() == len(eerst)


def test_the_printed_password_works(demostand: None) -> None:
    email, wachtwoord, *_ = demo.maak_accounts()[0]

    antwoord = Client().post("/inloggen/", {"login": email, "password": wachtwoord})

    assert email == "invuller@uithoorn.demo"
    assert antwoord.url == "/start/"


def test_outside_the_demo_there_are_no_such_accounts(demostand: None, settings) -> None:
    settings.DEBUG = False

    with pytest.raises(ImproperlyConfigured):
        demo.maak_accounts()
    assert not Gebruiker.objects.exists()
