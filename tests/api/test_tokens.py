"""Tokens: made by the vaststeller, kept as a hash, scoped to the gemeente, ended at will."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from samenwerking.toegang import tokens
from samenwerking.toegang.models import Applicatietoken, Gebruiker, Logregel
from samenwerking.toegang.rollen import Rol
from tests import bouwers
from tests.api.conftest import BEGIN
from tests.api.test_ontwerpregels import assert_probleem

pytestmark = pytest.mark.usefixtures("mei", "in_de_ronde")
CONCEPT = f"{BEGIN}/uitvragen/2013-mei/concepten/GM0397"


@pytest.fixture
def token(vaststeller_heemstede: Gebruiker) -> tuple[Applicatietoken, str]:
    """The zaaksysteem of Heemstede may fill in."""
    heemstede = bouwers.gemeente("Heemstede")
    door = vaststeller_heemstede.persoon
    return tokens.maak("Zaaksysteem", heemstede, Rol.INVULLER, door=door)


def met(tekst: str) -> Client:
    return Client(headers={"authorization": f"Bearer {tekst}"})


def test_an_application_reads_the_concept_of_its_own_gemeente_only(token) -> None:
    applicatie = met(token[1])

    assert applicatie.get(CONCEPT).status_code == 200
    assert_probleem(applicatie.get(CONCEPT.replace("GM0397", "GM0392")), 404)
    assert_probleem(applicatie.post(f"{CONCEPT}/indieningen"), 403)


def test_nothing_of_the_text_is_kept(token) -> None:
    rij, tekst = token
    kolommen = Applicatietoken.objects.filter(pk=rij.pk).values_list().get()

    assert tekst.startswith(f"smt_{tekst[4:12]}")
    assert len(tekst) > 40
    assert tekst not in map(str, kolommen)
    assert rij.begin == tekst[:12]


@pytest.mark.parametrize("kop", ["Bearer", "Bearer x", "Bearer a b", "Token {}", "Basic {}", "é"])
def test_another_text_is_refused_also_where_everybody_may_read(token, kop: str) -> None:
    kop = kop.format(token[1])
    for pad in ("/gemeenten", "/uitvragen/2013-mei/concepten/GM0397"):
        antwoord = Client().get(f"{BEGIN}{pad}", headers={"authorization": kop})
        assert_probleem(antwoord, 401)
        assert antwoord["WWW-Authenticate"].startswith("Bearer")


def test_a_token_that_is_withdrawn_or_has_ended_does_nothing(token, vaststeller_heemstede) -> None:
    rij, tekst = token
    Applicatietoken.objects.update(verloopt_op=timezone.now() - timedelta(seconds=1))
    assert_probleem(met(tekst).get(CONCEPT), 401)
    Applicatietoken.objects.update(verloopt_op=timezone.now() + timedelta(days=1))
    assert met(tekst).get(CONCEPT).status_code == 200

    tokens.trek_in(rij, door=vaststeller_heemstede.persoon)
    tokens.trek_in(rij, door=vaststeller_heemstede.persoon)

    assert_probleem(met(tekst).get(CONCEPT), 401)
    assert Logregel.objects.filter(soort="applicatietoken").count() == 2


def test_last_use_is_kept_but_not_written_at_every_read(token, django_assert_max_num_queries):
    _, tekst = token
    met(tekst).get(CONCEPT)
    eerst = Applicatietoken.objects.get().laatst_gebruikt_op
    assert eerst is not None

    met(tekst).get(CONCEPT)
    assert Applicatietoken.objects.get().laatst_gebruikt_op == eerst
    with django_assert_max_num_queries(14):
        met(tekst).get(CONCEPT)


def test_too_many_requests_are_told_to_wait(token, monkeypatch) -> None:
    from samenwerking.api.toelating import Rem

    monkeypatch.setattr(Rem, "THROTTLE_RATES", {"bezoeker": "2/min", "lezen": "3/min"})
    bezoeker = Client()
    assert [bezoeker.get(f"{BEGIN}/taken").status_code for _ in range(3)] == [200, 200, 429]
    antwoord = bezoeker.get(f"{BEGIN}/taken")
    assert_probleem(antwoord, 429)
    assert 0 < int(antwoord["Retry-After"]) <= 61
    applicatie = met(token[1])
    assert [applicatie.get(f"{BEGIN}/taken").status_code for _ in range(4)] == [200, 200, 200, 429]


# The page


def maak(als: Callable[..., Client], wie: Gebruiker, **velden: Any) -> Any:
    return als(wie).post("/tokens/", {"naam": "Zaaksysteem", "rol": "invuller", **velden})


def test_the_vaststeller_makes_one_and_sees_its_text_once(als, vaststeller_heemstede) -> None:
    antwoord = maak(als, vaststeller_heemstede)
    tekst = re.search("smt_[-_a-zA-Z0-9]{40,}", antwoord.content.decode())

    assert antwoord.status_code == 200
    assert tekst
    assert met(tekst[0]).get(CONCEPT).status_code == 200
    lijst = als(vaststeller_heemstede).get("/tokens/").content.decode()
    assert tekst[0] not in lijst
    assert tekst[0][:12] in lijst
    assert antwoord["Cache-Control"] == "no-store"


def test_it_is_always_of_the_own_gemeente(als, vaststeller_heemstede) -> None:
    maak(als, vaststeller_heemstede, gemeente="GM0392")

    assert Applicatietoken.objects.get().gemeente_id == "GM0397"


def test_a_beheerder_chooses_the_gemeente(als, beheerder) -> None:
    assert maak(als, beheerder).status_code == 422
    assert maak(als, beheerder, gemeente="GM0392").status_code == 200
    assert Applicatietoken.objects.get().gemeente_id == "GM0392"


def test_what_is_wrong_is_said_and_nothing_is_made(als, vaststeller_heemstede) -> None:
    antwoord = maak(als, vaststeller_heemstede, naam="", rol="commissie")

    assert antwoord.status_code == 422
    tekst = antwoord.content.decode()
    assert tekst.count("Er zijn 2 dingen om te verbeteren") == 1
    assert "Geef de applicatie een naam." in tekst
    assert not Applicatietoken.objects.exists()


def test_another_gemeente_neither_sees_nor_ends_it(
    als, token, vaststeller_haarlem, vaststeller_heemstede, beheerder
) -> None:
    adres = f"/tokens/{token[0].pk}/intrekken/"

    assert token[0].begin not in als(vaststeller_haarlem).get("/tokens/").content.decode()
    assert als(vaststeller_haarlem).post(adres).status_code == 404
    assert token[0].begin in als(beheerder).get("/tokens/").content.decode()
    assert als(vaststeller_heemstede).get(adres).status_code == 405
    assert als(vaststeller_heemstede).post(adres).status_code == 302
    assert met(token[1]).get(CONCEPT).status_code == 401
    assert "ingetrokken op" in als(vaststeller_heemstede).get("/tokens/").content.decode()


def test_without_tokens_the_page_says_so(als, vaststeller_heemstede, invuller_heemstede) -> None:
    assert "Er zijn nog geen tokens." in als(vaststeller_heemstede).get("/tokens/").content.decode()
    assert als(invuller_heemstede).get("/tokens/").status_code == 404
