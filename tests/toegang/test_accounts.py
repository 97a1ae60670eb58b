"""Accounts are given out by who may, reach their owner by a link that works once, and end."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core import mail
from django.test import Client

from samenwerking.acties.weigering import Geweigerd
from samenwerking.toegang import accounts
from samenwerking.toegang.models import Gebruiker, Logregel
from samenwerking.toegang.rollen import Rol
from tests import bouwers

Als = Callable[[Gebruiker | None], Client]
COLLEGA = {
    "naam": "Joost Hageman",
    "functie": "beleidsmedewerker",
    "email": "J.Hageman@Heemstede.nl",
    "rol": "invuller",
}
NIEUW_WACHTWOORD = {"password1": "zeven-dorpen-samen", "password2": "zeven-dorpen-samen"}


def laatste() -> Logregel:
    return Logregel.objects.latest("nummer")


def link() -> str:
    """The address in the last mail, without the host."""
    gevonden = re.search(r"http://testserver(/wachtwoord/nieuw/\S+)", mail.outbox[-1].body)
    assert gevonden
    return gevonden.group(1)


@pytest.fixture
def nodig_uit(
    als: Als, vaststeller_heemstede: Gebruiker, django_capture_on_commit_callbacks
) -> Callable[..., Gebruiker]:
    """`nodig_uit()` invites Joost of Heemstede, mail included."""

    def doe(**anders: str) -> Gebruiker:
        with django_capture_on_commit_callbacks(execute=True):
            antwoord = als(vaststeller_heemstede).post("/accounts/", COLLEGA | anders)
        assert antwoord.status_code == 302, antwoord.context["form"].errors
        return Gebruiker.objects.get(email=(COLLEGA | anders)["email"].lower())

    return doe


def kies_wachtwoord(adres: str) -> int:
    """Follow the link and choose; the status of the answer to the form."""
    browser = Client()
    formulier = browser.get(adres, follow=True)
    return browser.post(formulier.request["PATH_INFO"], NIEUW_WACHTWOORD).status_code


def test_a_vaststeller_invites_who_chooses_a_password_and_logs_in(
    nodig_uit, vaststeller_heemstede: Gebruiker
) -> None:
    joost = nodig_uit()

    assert (joost.rol, joost.gemeente_id) == ("invuller", vaststeller_heemstede.gemeente_id)
    assert not joost.has_usable_password()
    assert mail.outbox[-1].to == ["j.hageman@heemstede.nl"]
    assert (laatste().actie, laatste().soort, laatste().gemeente) == (
        "toevoegen",
        "gebruiker",
        "GM0397",
    )
    assert laatste().persoon == vaststeller_heemstede.persoon
    assert kies_wachtwoord(link()) == 302
    assert laatste().inhoud["velden"] == ["wachtwoord"]
    assert laatste().persoon == joost.persoon
    ingelogd = Client().post(
        "/inloggen/", {"login": joost.email, "password": NIEUW_WACHTWOORD["password1"]}
    )
    assert ingelogd.url == "/start/"


def test_the_link_works_once(nodig_uit) -> None:
    joost = nodig_uit()
    kies_wachtwoord(link())
    joost.refresh_from_db()
    gekozen = joost.password

    tweede = Client().get(link(), follow=True)

    assert "Deze link werkt niet meer" in tweede.content.decode()
    joost.refresh_from_db()
    assert joost.password == gekozen


@pytest.mark.parametrize(
    ("uitgenodigd", "over", "werkt"),
    [
        (True, timedelta(days=7), True),
        (True, timedelta(days=7, seconds=1), False),
        (False, timedelta(hours=4), True),
        (False, timedelta(hours=4, seconds=1), False),
    ],
)
def test_an_invitation_lasts_a_week_and_a_reset_four_hours(
    invuller_heemstede: Gebruiker, monkeypatch, uitgenodigd: bool, over: timedelta, werkt: bool
) -> None:
    if uitgenodigd:
        invuller_heemstede.set_unusable_password()
    begin = datetime(2013, 5, 1, 12)
    monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda self: begin)
    sleutel = accounts.Koppeling().make_token(invuller_heemstede)

    monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda self: begin + over)

    assert accounts.Koppeling().check_token(invuller_heemstede, sleutel) is werkt


def test_an_invitation_is_sent_again_and_the_first_link_is_as_good(
    als: Als, nodig_uit, vaststeller_heemstede: Gebruiker, django_capture_on_commit_callbacks
) -> None:
    joost = nodig_uit()
    with django_capture_on_commit_callbacks(execute=True):
        als(vaststeller_heemstede).post(f"/accounts/{joost.pk}/uitnodigen/")

    assert len(mail.outbox) == 2
    assert laatste().actie == "uitnodigen"
    assert kies_wachtwoord(link()) == 302


def test_who_has_a_password_is_not_invited_again(invuller_heemstede, vaststeller_heemstede) -> None:
    with pytest.raises(Geweigerd, match="al een wachtwoord"):
        accounts.nodig_opnieuw_uit(invuller_heemstede, door=vaststeller_heemstede.persoon)


@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"naam": ""}, "naam"),
        ({"email": "geen adres"}, "email"),
        ({"rol": "commissie"}, "rol"),
        ({"rol": "beheerder"}, "rol"),
        ({"rol": ""}, "rol"),
    ],
)
def test_an_invitation_that_is_not_right_is_refused_whole(
    als: Als, vaststeller_heemstede: Gebruiker, anders: dict[str, str], veld: str
) -> None:
    antwoord = als(vaststeller_heemstede).post("/accounts/", COLLEGA | anders)

    assert antwoord.status_code == 422
    assert veld in antwoord.context["form"].errors
    assert Gebruiker.objects.count() == 1
    assert not mail.outbox


def test_an_address_that_has_an_account_is_refused_with_what_to_do(
    als: Als, vaststeller_heemstede: Gebruiker, invuller_haarlem: Gebruiker
) -> None:
    antwoord = als(vaststeller_heemstede).post(
        "/accounts/", COLLEGA | {"email": invuller_haarlem.email.upper()}
    )

    assert antwoord.status_code == 422
    assert "Vraag dan de beheerder" in antwoord.content.decode()


def test_no_vaststeller_makes_an_account_of_the_country(vaststeller_heemstede: Gebruiker) -> None:
    with pytest.raises(Geweigerd):
        accounts.nodig_uit(
            "x@vng.nl",
            naam="X",
            functie="",
            rol=Rol.COMMISSIE,
            gemeente=vaststeller_heemstede.gemeente,
            door=vaststeller_heemstede.persoon,
        )


def test_another_rol_is_in_the_logboek_with_the_former(
    als: Als, vaststeller_heemstede: Gebruiker, invuller_heemstede: Gebruiker
) -> None:
    als(vaststeller_heemstede).post(f"/accounts/{invuller_heemstede.pk}/rol/", {"rol": "raad"})

    invuller_heemstede.refresh_from_db()
    assert invuller_heemstede.rol == "raad"
    assert (laatste().inhoud["rol"], laatste().inhoud["vorige"]) == ("raad", "invuller")


def test_the_same_rol_again_leaves_no_row(vaststeller_heemstede, invuller_heemstede) -> None:
    accounts.wijzig_rol(invuller_heemstede, Rol.INVULLER, door=vaststeller_heemstede)

    assert not Logregel.objects.exists()


@pytest.mark.parametrize("stap", ["rol", "uitnodigen", "beeindigen", "heropenen"])
def test_nobody_changes_the_own_account_or_that_of_another_gemeente(
    als: Als,
    vaststeller_heemstede: Gebruiker,
    invuller_haarlem: Gebruiker,
    commissielid: Gebruiker,
    stap: str,
) -> None:
    browser = als(vaststeller_heemstede)
    antwoorden = [
        browser.post(f"/accounts/{nummer}/{stap}/", {"rol": "raad"})
        for nummer in (vaststeller_heemstede.pk, invuller_haarlem.pk, commissielid.pk, 999_999)
    ]

    assert {antwoord.status_code for antwoord in antwoorden} == {404}
    assert len({antwoord.content for antwoord in antwoorden}) == 1
    assert not Logregel.objects.exists()


def test_the_acties_themselves_refuse_the_own_account(vaststeller_heemstede: Gebruiker) -> None:
    for actie in (accounts.beeindig, accounts.heropen):
        with pytest.raises(Geweigerd, match="eigen account"):
            actie(vaststeller_heemstede, door=vaststeller_heemstede)
    with pytest.raises(Geweigerd, match="eigen account"):
        accounts.wijzig_rol(vaststeller_heemstede, Rol.RAAD, door=vaststeller_heemstede)


def test_an_ended_account_is_out_at_once_and_can_be_opened_again(
    als: Als, vaststeller_heemstede: Gebruiker, invuller_heemstede: Gebruiker
) -> None:
    bezig = als(invuller_heemstede)
    assert bezig.get("/account/").status_code == 200

    als(vaststeller_heemstede).post(f"/accounts/{invuller_heemstede.pk}/beeindigen/")
    assert bezig.get("/account/").url.startswith("/inloggen/")
    assert laatste().actie == "beeindigen"

    als(vaststeller_heemstede).post(f"/accounts/{invuller_heemstede.pk}/heropenen/")
    invuller_heemstede.refresh_from_db()
    assert invuller_heemstede.toegang_tot is None
    assert laatste().actie == "heropenen"


def test_what_a_beheerder_closed_a_vaststeller_does_not_open(
    vaststeller_heemstede: Gebruiker, invuller_heemstede: Gebruiker
) -> None:
    invuller_heemstede.is_active = False
    invuller_heemstede.save()

    with pytest.raises(Geweigerd, match="beheerder"):
        accounts.heropen(invuller_heemstede, door=vaststeller_heemstede)


def test_the_list_shows_the_own_gemeente_only(
    als: Als, vaststeller_heemstede, invuller_heemstede, invuller_haarlem, commissielid
) -> None:
    Gebruiker.objects.filter(pk=invuller_heemstede.pk).update(toegang_tot=date(2013, 1, 1))
    tekst = als(vaststeller_heemstede).get("/accounts/").content.decode()

    assert invuller_heemstede.email in tekst
    assert "beëindigd op 1 januari 2013" in tekst
    assert invuller_haarlem.email not in tekst
    assert commissielid.email not in tekst


def test_a_beheerder_invites_for_any_rol(
    als: Als, beheerder: Gebruiker, django_capture_on_commit_callbacks
) -> None:
    nieuw = {"naam": "Wim Terpstra", "email": "w@commissie.nl", "rol": "commissie"}
    with django_capture_on_commit_callbacks(execute=True):
        antwoord = als(beheerder).post("/beheer/toegang/gebruiker/add/", nieuw)

    assert antwoord.status_code == 302
    assert mail.outbox[-1].to == ["w@commissie.nl"]
    assert kies_wachtwoord(link()) == 302


def test_the_list_of_accounts_costs_the_same_for_many(
    als: Als, vaststeller_heemstede, django_assert_num_queries
) -> None:
    for _ in range(3):
        bouwers.gebruiker(Rol.INVULLER, "Heemstede")
    browser = als(vaststeller_heemstede)

    with django_assert_num_queries(3):
        browser.get("/accounts/")
