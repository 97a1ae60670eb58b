"""Heemstede hears once that Haarlem says something else; nobody hears of a concept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command

from monitor.verschilpost import meld, te_melden
from samenwerking.models import Uitvraag
from samenwerking.toegang.rollen import Rol
from tests import bouwers
from tests.bouwers import moment

OP = moment("2013-05-20 08:00")
EERDER = moment("2013-05-10")


@pytest.fixture
def ronde(db: None, op_moment) -> Uitvraag:
    op_moment("2013-05-20 08:00")
    ronde = bouwers.uitvraag(taken=["JE03"])
    for naam in ("Heemstede", "Haarlem"):
        bouwers.gebruiker(Rol.INVULLER, naam, email=f"invuller@{naam.lower()}.nl")
    bouwers.verband("zk", ronde, {"JE03": ["Haarlem"]}, vastgelegd_op=EERDER, penvoerder="Haarlem")
    return ronde


def wie() -> list[str]:
    return sorted(adres for brief in mail.outbox for adres in brief.to)


def test_both_sides_of_a_difference_hear_of_it_once(ronde: Uitvraag) -> None:
    bouwers.opgave("Haarlem", ronde, {"JE03": "zk"}, ingediend_op=EERDER)
    bouwers.opgave("Heemstede", ronde, {"JE03": "zk"}, ingediend_op=EERDER)

    meld(OP)
    meld(OP + timedelta(days=1))

    assert wie() == ["invuller@haarlem.nl", "invuller@heemstede.nl"]
    assert {brief.subject for brief in mail.outbox} == {
        "Anderen zeggen iets anders dan Haarlem",
        "Anderen zeggen iets anders dan Heemstede",
    }


def test_who_did_not_submit_hears_nothing(ronde: Uitvraag) -> None:
    bouwers.opgave("Heemstede", ronde, {"JE03": "zk"}, ingediend_op=EERDER)

    meld(OP)

    assert wie() == ["invuller@heemstede.nl"]


def test_a_concept_is_no_difference(ronde: Uitvraag) -> None:
    bouwers.opgave("Haarlem", ronde, {"JE03": "zk"}, ingediend_op=EERDER)
    bouwers.opgave("Heemstede", ronde, {"JE03": "zk"})

    assert te_melden(OP) == []


def test_there_is_no_word_when_all_say_the_same(ronde: Uitvraag) -> None:
    bouwers.opgave("Haarlem", ronde, {"JE03": "zk"}, ingediend_op=EERDER)

    assert te_melden(OP) == []


@pytest.mark.parametrize(("later", "aantal"), [(timedelta(microseconds=-1), 1), (timedelta(), 0)])
def test_after_the_last_change_nobody_is_told(
    ronde: Uitvraag, later: timedelta, aantal: int
) -> None:
    bouwers.opgave("Heemstede", ronde, {"JE03": "zk"}, ingediend_op=EERDER)

    assert len(te_melden(ronde.laatste_wijziging + later)) == aantal


def test_a_try_sends_nothing_and_says_to_how_many(
    ronde: Uitvraag, capsys: pytest.CaptureFixture[str]
) -> None:
    bouwers.opgave("Heemstede", ronde, {"JE03": "zk"}, ingediend_op=EERDER)

    call_command("dagelijks", "--proef")

    assert "verschillen: 2013-mei verschillen: zou 1 gemeenten" in capsys.readouterr().out
    assert mail.outbox == []
