"""The own account: the devices that are logged in, and everything the portal holds of a person."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest
from django.db import transaction
from django.test import Client

from monitor.models import Bezoek, Notitie
from samenwerking.models import Contact
from samenwerking.templatetags.apparaat import apparaat
from samenwerking.toegang import logboek
from samenwerking.toegang.models import Gebruiker
from samenwerking.uitwisseling.grenzen import OPDRACHTREGEL
from samenwerking.uitwisseling.werkmappen import lees_werkmap
from tests import bouwers

Als = Callable[[Gebruiker | None], Client]


def log_in(wie: Gebruiker, apparaat: str = "Firefox") -> Client:
    browser = Client(headers={"User-Agent": apparaat})
    browser.post("/inloggen/", {"login": wie.email, "password": "wachtwoord"})
    return browser


def test_other_devices_are_named_and_logged_out(invuller_heemstede, invuller_haarlem) -> None:
    hier = log_in(invuller_heemstede, "Firefox op het stadhuis")
    daar = log_in(invuller_heemstede, "Telefoon van Joost")
    collega = log_in(invuller_haarlem, "Laptop in Haarlem")

    tekst = hier.get("/account/apparaten/").content.decode()
    assert "Firefox op het stadhuis" in tekst
    assert "Telefoon van Joost" in tekst
    assert "Haarlem" not in tekst

    hier.post("/account/apparaten/")
    assert hier.get("/account/").status_code == 200
    assert daar.get("/account/").url.startswith("/inloggen/")
    assert collega.get("/account/").status_code == 200


def test_a_new_password_ends_the_other_sessions(invuller_heemstede: Gebruiker) -> None:
    hier, daar = log_in(invuller_heemstede), log_in(invuller_heemstede)
    nieuw = "zeven-dorpen-samen"

    hier.post(
        "/wachtwoord/",
        {"oldpassword": "wachtwoord", "password1": nieuw, "password2": nieuw},
    )

    assert hier.get("/account/").status_code == 200
    assert daar.get("/account/").url.startswith("/inloggen/")


@pytest.mark.parametrize(
    "slecht", ["kort", "1234567890123", "wachtwoord123", "Welkom-2013!!", "samenwerken"]
)
def test_a_password_is_long_and_not_common(invuller_heemstede: Gebruiker, slecht: str) -> None:
    antwoord = log_in(invuller_heemstede).post(
        "/wachtwoord/", {"oldpassword": "wachtwoord", "password1": slecht, "password2": slecht}
    )

    assert antwoord.status_code == 200
    assert antwoord.context["form"].errors
    assert invuller_heemstede.check_password("wachtwoord")


def test_what_is_wrong_with_a_password_is_said_in_the_words_of_the_portal(
    invuller_heemstede: Gebruiker,
) -> None:
    browser = log_in(invuller_heemstede)

    def fouten(eerste: str, tweede: str) -> str:
        data = {"oldpassword": "wachtwoord", "password1": eerste, "password2": tweede}
        return str(browser.post("/wachtwoord/", data).context["form"].errors)

    assert "Kies er een van minstens 12 tekens" in fouten("hei en wei", "hei en wei")
    assert "Vul twee keer hetzelfde" in fouten("zeven-dorpen-samen", "zeven dorpen samen")
    assert "twee keer" not in fouten("hei en wei", "iets anders")
    assert "makkelijk te raden" not in browser.get("/wachtwoord/").text


@pytest.mark.parametrize(
    ("zegt", "heet"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/126 Safari/537.36", "Chrome op"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/126 Safari/537.36 Edg/126", "Edge op Windows"),
        ("Mozilla/5.0 (iPhone; CPU like Mac OS X) Version/17 Safari/604", "Safari op iPhone"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/126 Mobile Safari/537", "Chrome op Android"),
        ("curl/8.1", "curl/8.1"),
        ("", "onbekend"),
    ],
)
def test_a_device_has_a_name_that_its_owner_knows(zegt: str, heet: str) -> None:
    assert apparaat(zegt).startswith(heet)


@pytest.fixture
def gegevens(ambassadeur: Gebruiker, invuller_heemstede: Gebruiker) -> Gebruiker:
    """An ambassadeur who acted, wrote a notitie and is a contact person somewhere."""
    Contact.objects.create(
        gemeente=bouwers.gemeente("Heemstede"),
        rol="wethouder",
        naam="H. Dijkgraaf",
        email=ambassadeur.email.upper(),
        telefoon="023-1234567",
    )
    bezoek = Bezoek.objects.create(
        datum=date(2013, 9, 3), soort="werkbezoek", door=ambassadeur.persoon, onderwerp="jeugd"
    )
    Notitie.objects.create(
        bezoek=bezoek,
        door=ambassadeur.persoon,
        tekst="twijfelt",
        gemaakt_op=bouwers.moment("2013-09-04"),
    )
    with transaction.atomic():
        for wie in (ambassadeur, invuller_heemstede):
            logboek.schrijf("bewaren", "bezoek", wie.rol, persoon=wie.persoon)
    return ambassadeur


def test_a_person_gets_all_that_points_to_them_and_no_secret(gegevens: Gebruiker) -> None:
    browser = log_in(gegevens, "Firefox van Henk")

    rijen = json.loads(browser.get("/account/gegevens.json").content)

    soorten = {rij["wat"] for rij in rijen}
    assert {"gebruiker", "persoon", "contact", "bezoek", "notitie"} <= soorten
    assert "regel in het logboek" in soorten
    tekst = json.dumps(rijen)
    for staat_erin in (gegevens.email, "023-1234567", "Firefox van Henk", "2013-09-03"):
        assert staat_erin in tekst
    assert {"apparaat", "tweede stap"} & soorten == {"apparaat"}
    assert not {"user", "created at", "user agent"} & {rij["veld"] for rij in rijen}
    assert gegevens.password not in tekst
    assert browser.session.session_key not in tekst
    assert "invuller" not in {rij["welke"] for rij in rijen}
    assert sum(rij["wat"] == "regel in het logboek" for rij in rijen) == 1


def test_the_spreadsheet_says_the_same(gegevens: Gebruiker) -> None:
    browser = log_in(gegevens)

    antwoord = browser.get("/account/gegevens.ods")

    ((_, rijen),) = lees_werkmap(antwoord.content, OPDRACHTREGEL, {"mijn gegevens"})
    assert len(rijen) == 1 + len(json.loads(browser.get("/account/gegevens.json").content))


def test_another_format_is_not_there(als: Als, invuller_heemstede: Gebruiker) -> None:
    assert als(invuller_heemstede).get("/account/gegevens.exe").status_code == 404
