"""Logging in by e-mail, as long as the account has access, and being gone after half an hour."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from samenwerking.toegang.inloggen import Argon2id
from samenwerking.toegang.models import Gebruiker
from samenwerking.toegang.rollen import Rol
from tests import bouwers

Als = Callable[[Gebruiker | None], Client]


def log_in(browser: Client, email: str, wachtwoord: str = "wachtwoord", **data: str) -> str:
    """Where logging in leads to; empty when it is refused."""
    antwoord = browser.post("/inloggen/", {"login": email, "password": wachtwoord} | data)
    return antwoord.url if antwoord.status_code == 302 else ""


@pytest.mark.parametrize("schrijfwijze", [str.lower, str.upper, str.title])
def test_an_address_is_the_same_in_capitals(
    invuller_heemstede: Gebruiker, schrijfwijze: Callable[[str], str]
) -> None:
    assert log_in(Client(), schrijfwijze(invuller_heemstede.email)) == "/start/"


def test_logging_in_leads_to_the_page_that_was_asked_for(invuller_heemstede: Gebruiker) -> None:
    assert log_in(Client(), invuller_heemstede.email, next="/privacy/") == "/privacy/"


@pytest.mark.parametrize(
    "naar", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_logging_in_never_leads_to_another_site(invuller_heemstede: Gebruiker, naar: str) -> None:
    assert log_in(Client(), invuller_heemstede.email, next=naar) == "/start/"


def test_an_unknown_account_and_a_wrong_password_get_the_same_answer(
    invuller_heemstede: Gebruiker,
) -> None:
    def fout(email: str) -> str:
        antwoord = Client().post("/inloggen/", {"login": email, "password": "mis"})
        assert antwoord.status_code == 200
        return str(antwoord.context["form"].errors)

    assert fout(invuller_heemstede.email) == fout("bestaat.niet@voorbeeld.nl")


def test_after_five_failures_the_account_waits_and_a_colleague_does_not(
    invuller_heemstede: Gebruiker, vaststeller_heemstede: Gebruiker
) -> None:
    for _ in range(5):
        assert not log_in(Client(), invuller_heemstede.email, "mis")

    data = {"login": invuller_heemstede.email, "password": "wachtwoord"}
    assert "Wacht vijf minuten" in Client().post("/inloggen/", data).text
    assert log_in(Client(), vaststeller_heemstede.email)


@pytest.mark.parametrize(
    ("dag", "naar"), [("2014-06-30", "/start/"), ("2014-07-01", "/account/gesloten/")]
)
def test_an_ambassadeur_has_access_until_the_end_date(
    db: None, op_moment: Callable[[str], datetime], dag: str, naar: str
) -> None:
    wie = bouwers.gebruiker(Rol.AMBASSADEUR, toegang_tot=date(2014, 7, 1))
    browser = Client()
    op_moment(dag)

    assert log_in(browser, wie.email) == naar
    assert ("_auth_user_id" in browser.session) == (naar == "/start/")


def test_a_session_ends_with_the_access(
    als: Als, ambassadeur: Gebruiker, op_moment: Callable[[str], datetime]
) -> None:
    op_moment("2014-06-30")
    browser = als(ambassadeur)
    Gebruiker.objects.update(toegang_tot=date(2014, 7, 1))

    binnen = browser.get("/wachtwoord/").status_code
    op_moment("2014-07-01")

    assert binnen == 200
    assert browser.get("/wachtwoord/").url.startswith("/inloggen/")


def test_a_closed_account_is_out_at_once(als: Als, commissielid: Gebruiker) -> None:
    browser = als(commissielid)
    Gebruiker.objects.update(is_active=False)

    assert browser.get("/wachtwoord/").url.startswith("/inloggen/")
    assert log_in(Client(), commissielid.email) == "/account/gesloten/"


def test_nobody_signs_up(client: Client) -> None:
    for adres in ("/accounts/signup/", "/registreren/", "/aanmelden/"):
        assert client.get(adres).status_code == 404


def nog(browser: Client) -> timedelta:
    """How long the session of `browser` still lasts."""
    return Session.objects.get(pk=browser.cookies["sessionid"].value).expire_date - timezone.now()


@pytest.mark.parametrize(("over", "verlengd"), [(26, False), (24, True)])
def test_a_session_lasts_half_an_hour_after_the_last_request(
    als: Als, invuller_heemstede: Gebruiker, over: int, verlengd: bool
) -> None:
    browser = als(invuller_heemstede)
    Session.objects.update(expire_date=timezone.now() + timedelta(minutes=over))

    browser.get("/privacy/")

    assert (nog(browser) > timedelta(minutes=29)) == verlengd


def test_an_expired_session_is_nobody(als: Als, invuller_heemstede: Gebruiker) -> None:
    browser = als(invuller_heemstede)
    Session.objects.update(expire_date=timezone.now())

    assert browser.get("/wachtwoord/").url.startswith("/inloggen/")


def test_a_password_costs_what_owasp_advises() -> None:
    gehasht = Argon2id().encode("samenwerken-2013", "eenzoutjezout")

    assert gehasht.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
