"""The second factor: obligatory for who sees the country, asked at every log-in, not in a demo."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.test import Client

from samenwerking.toegang import factor
from samenwerking.toegang.models import Gebruiker, Logregel
from samenwerking.toegang.rollen import Rol

Als = Callable[[Gebruiker | None], Client]
WACHTWOORD = {"password": "wachtwoord"}


def code(sleutel: str) -> str:
    """What the app on the phone shows now."""
    nu = list(yield_hotp_counters_from_time())[1]
    return format_hotp_value(hotp_value(sleutel, nu))


@pytest.fixture(autouse=True)
def _niemand_vrijgesteld(settings) -> None:
    settings.ZONDER_TWEEDE_FACTOR = (".demo",)


def log_in(wie: Gebruiker) -> Client:
    browser = Client()
    browser.post("/inloggen/", {"login": wie.email, **WACHTWOORD})
    return browser


@pytest.fixture
def stel_in(django_capture_on_commit_callbacks) -> Callable[[Client], str]:
    """`stel_in(browser)` scans the code; the key that the phone keeps."""

    def doe(browser: Client) -> str:
        browser.post("/account/bevestigen/?next=/account/code/instellen/", WACHTWOORD)
        sleutel = browser.get("/account/code/instellen/").context["form"].secret
        with django_capture_on_commit_callbacks(execute=True):
            antwoord = browser.post("/account/code/instellen/", {"code": code(sleutel)})
        assert antwoord.url == "/account/herstelcodes/"
        cache.clear()  # A code is good once, and the next log-in falls in the same half minute.
        return sleutel

    return doe


@pytest.mark.parametrize("rol", sorted(Rol))
def test_who_must_have_it_gets_nowhere_without(
    rolverdeling: dict[str, Gebruiker], rol: str
) -> None:
    browser = log_in(rolverdeling[rol])
    moet = rol in {
        Rol.COMMISSIE,
        Rol.BZK,
        Rol.VNG,
        Rol.AMBASSADEUR,
        Rol.ACCOUNTMANAGER,
        Rol.BEHEERDER,
    }

    for adres in (
        "/account/",
        "/privacy/",
        "/monitor/",
        "/beheer/",
        "/account/code/",
        "/api/v1/taken",
    ):
        antwoord = browser.get(adres)
        omgeleid = antwoord.status_code == 302 and antwoord.url == "/account/code/instellen/"
        assert omgeleid is moet, adres


@pytest.mark.django_db(transaction=True)  # the session learns it on commit
def test_setting_it_up_opens_the_portal_and_is_in_the_logboek(commissielid, stel_in) -> None:
    browser = log_in(commissielid)

    stel_in(browser)

    assert browser.get("/account/").status_code == 200
    assert (regel := Logregel.objects.latest("nummer")).soort == "tweede factor"
    assert (regel.actie, regel.persoon) == ("toevoegen", commissielid.persoon)
    codes = browser.get("/account/herstelcodes/").context["unused_codes"]
    assert len(set(codes)) == 10


def test_the_next_log_in_asks_for_the_code(commissielid, stel_in) -> None:
    sleutel = stel_in(log_in(commissielid))
    browser = Client()

    eerst = browser.post("/inloggen/", {"login": commissielid.email, **WACHTWOORD})
    assert eerst.url == "/inloggen/code/"
    assert "_auth_user_id" not in browser.session
    assert browser.get("/account/").url.startswith("/inloggen/")
    assert browser.post("/inloggen/code/", {"code": "000000"}).status_code == 200

    assert browser.post("/inloggen/code/", {"code": code(sleutel)}).url == "/start/"
    assert browser.get("/account/").status_code == 200


def test_a_code_is_good_once(commissielid, stel_in) -> None:
    sleutel = stel_in(log_in(commissielid))
    zes = code(sleutel)

    def poging() -> int:
        browser = log_in(commissielid)
        return browser.post("/inloggen/code/", {"code": zes}).status_code

    assert [poging(), poging()] == [302, 200]


def test_guessing_the_code_ends_after_five_times(commissielid, stel_in) -> None:
    sleutel = stel_in(log_in(commissielid))
    browser = log_in(commissielid)
    for _ in range(5):
        browser.post("/inloggen/code/", {"code": "000000"})

    assert browser.post("/inloggen/code/", {"code": code(sleutel)}).status_code == 200


def test_a_recovery_code_works_once(commissielid, stel_in) -> None:
    eerste = log_in(commissielid)
    stel_in(eerste)
    herstel = eerste.get("/account/herstelcodes/").context["unused_codes"][0]

    def poging() -> int:
        return log_in(commissielid).post("/inloggen/code/", {"code": herstel}).status_code

    assert [poging(), poging()] == [302, 200]


@pytest.mark.django_db(transaction=True)  # the session learns it on commit
def test_who_must_have_it_does_not_take_it_off(commissielid, stel_in) -> None:
    browser = log_in(commissielid)
    stel_in(browser)

    antwoord = browser.post("/account/code/uitzetten/")

    assert "verplicht" in antwoord.content.decode()
    assert Authenticator.objects.filter(user=commissielid, type="totp").exists()


def test_who_chose_it_may_take_it_off(invuller_heemstede, stel_in) -> None:
    browser = log_in(invuller_heemstede)
    stel_in(browser)

    browser.post("/account/code/uitzetten/")

    assert not Authenticator.objects.filter(user=invuller_heemstede).exists()


def test_a_session_from_before_is_asked_for_the_code(als: Als, commissielid, stel_in) -> None:
    stel_in(log_in(commissielid))

    assert als(commissielid).get("/monitor/").url == "/account/code/bevestigen/?next=%2Fmonitor%2F"


def test_who_lost_the_phone_is_helped_by_a_beheerder(
    als: Als, commissielid, beheerder, stel_in, settings
) -> None:
    stel_in(log_in(commissielid))
    settings.ZONDER_TWEEDE_FACTOR = (beheerder.email,)

    als(beheerder).post(
        "/beheer/toegang/gebruiker/",
        {"action": "wis_tweede_factor", "_selected_action": [commissielid.pk, beheerder.pk]},
    )

    assert not Authenticator.objects.exists()
    regel = Logregel.objects.latest("nummer")
    assert (regel.actie, regel.sleutel) == ("verwijderen", str(commissielid.pk))
    assert log_in(commissielid).get("/monitor/").url == "/account/code/instellen/"


def test_a_demo_account_needs_none_and_logs_in_nowhere_but_in_the_demo(
    commissielid, settings
) -> None:
    commissielid.email = "commissie@commissie.demo"
    commissielid.save()
    settings.DEMO = True
    assert not factor.verplicht(commissielid)
    assert log_in(commissielid).get("/account/").status_code == 200

    settings.DEMO, settings.ZONDER_TWEEDE_FACTOR = False, ()
    assert factor.verplicht(commissielid)
    assert "_auth_user_id" not in log_in(commissielid).session
