"""Reminders: which is due, to whom, and each once."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from samenwerking import dagwerk
from samenwerking.acties import herinnering
from samenwerking.acties.herinnering import te_versturen, verstuur_herinneringen
from samenwerking.models import Contact, Herinnering
from samenwerking.regels import open_herinnering
from samenwerking.toegang.rollen import Rol
from tests import bouwers
from tests.bouwers import moment

OPENT, DEADLINE = moment("2013-04-18"), moment("2013-06-01")
MICRO = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("grens", "ervoor", "erna"),
    [
        (OPENT, None, "opening"),
        (moment("2013-05-18"), "opening", "dagen_14"),
        (moment("2013-05-29"), "dagen_14", "dagen_3"),
        (moment("2013-05-31"), "dagen_3", "dagen_1"),
        (DEADLINE, "dagen_1", None),
    ],
)
def test_a_reminder_is_due_from_its_moment(grens: datetime, ervoor: str, erna: str) -> None:
    assert open_herinnering(grens - MICRO, opent=OPENT, deadline=DEADLINE) == ervoor
    assert open_herinnering(grens, opent=OPENT, deadline=DEADLINE) == erna


def test_days_are_days_of_the_calendar_also_when_the_clock_changes() -> None:
    deadline = moment("2013-11-01")
    assert open_herinnering(moment("2013-10-18"), opent=OPENT, deadline=deadline) == "dagen_14"


@given(st.datetimes(datetime(2013, 4, 1), datetime(2013, 6, 30)))
def test_nothing_is_due_outside_the_round(wanneer: datetime) -> None:
    op = wanneer.replace(tzinfo=OPENT.tzinfo)
    due = open_herinnering(op, opent=OPENT, deadline=DEADLINE)
    assert (due is not None) == (OPENT <= op < DEADLINE)


@pytest.fixture
def ronde(db, op_moment):
    op_moment("2013-05-30 08:00")
    ronde = bouwers.uitvraag()
    for naam in ("Heemstede", "Haarlem", "Zandvoort", "Velsen"):
        bouwers.gemeente(naam)
    bouwers.gebruiker(Rol.INVULLER, "Heemstede", email="invuller@heemstede.nl")
    bouwers.gebruiker(Rol.RAAD, "Heemstede", email="raad@heemstede.nl")
    bouwers.gebruiker(Rol.INVULLER, "Haarlem", email="invuller@haarlem.nl")
    velsen = bouwers.gemeente("Velsen")
    Contact.objects.create(gemeente=velsen, rol="secretaris", naam="S", email="s@velsen.nl")
    bouwers.opgave("Haarlem", ronde, {"JE03": "zelfstandig"}, ingediend_op=moment("2013-05-02"))
    return ronde


NU = moment("2013-05-30 08:00")


def aan() -> list[str]:
    return sorted(brief.to[0] for brief in mail.outbox)


def test_who_submitted_is_left_alone_and_who_has_no_account_is_reached_by_a_contact(ronde):
    (uit,) = verstuur_herinneringen(NU)

    assert aan() == ["invuller@heemstede.nl", "s@velsen.nl"]
    assert uit == "2013-mei dagen_3: 2 gemeenten herinnerd, 0 mislukt, 1 zonder adres."
    assert "Nog drie dagen" in mail.outbox[0].subject
    assert "tot en met vrijdag 31 mei" in mail.outbox[0].body


def test_each_goes_once_however_often_the_command_runs(ronde):
    for _ in range(3):
        call_command("dagelijks")

    assert aan() == ["invuller@heemstede.nl", "s@velsen.nl"]


def test_an_account_that_has_ended_gets_nothing(ronde):
    bouwers.Gebruiker.objects.filter(email="invuller@heemstede.nl").update(toegang_tot=NU.date())
    verstuur_herinneringen(NU)

    assert aan() == ["s@velsen.nl"]


def test_of_two_runs_at_once_one_sends(ronde):
    """Both saw the same work; the second finds all of it claimed."""
    (gezien,) = te_versturen(NU)

    herinnering.verstuur_ronde(gezien, NU)
    herinnering.verstuur_ronde(gezien, NU)

    assert aan() == ["invuller@heemstede.nl", "s@velsen.nl"]


def test_what_the_mail_server_refuses_is_tried_again(ronde, monkeypatch):
    echt = EmailBackend.send_messages

    def stuk(self, berichten):
        raise OSError("geen verbinding")

    monkeypatch.setattr(EmailBackend, "send_messages", stuk)
    assert "2 mislukt" in verstuur_herinneringen(NU)[0]
    assert not Herinnering.objects.exists()

    monkeypatch.setattr(EmailBackend, "send_messages", echt)
    assert "2 gemeenten herinnerd" in verstuur_herinneringen(NU)[0]


def test_a_claim_that_was_left_behind_is_named_and_not_sent_again(ronde):
    bouwers.herinnering("Heemstede", ronde, op=moment("2013-05-30 07:00"))

    uit = verstuur_herinneringen(NU)

    assert aan() == ["s@velsen.nl"]
    assert "niet zeker" in uit[-1]


def test_proef_says_what_it_would_do_and_does_nothing(ronde, capsys):
    call_command("dagelijks", proef=True)

    assert "zou 2 gemeenten herinneren, 1 hebben geen adres" in capsys.readouterr().out
    assert mail.outbox == [] and not Herinnering.objects.exists()


def test_a_chore_that_fails_does_not_stop_the_others(ronde, monkeypatch):
    def stuk(op):
        raise ValueError("stuk")

    monkeypatch.setattr(
        dagwerk, "KARWEIEN", {"eerst": dagwerk.Karwei(stuk, stuk)} | dagwerk.KARWEIEN
    )
    with pytest.raises(CommandError, match=r"Niet gelukt: eerst \(ValueError\)"):
        call_command("dagelijks")

    assert len(aan()) == 2


def test_sending_takes_a_fixed_number_of_queries(ronde, django_assert_max_num_queries):
    for n in range(1, 40):
        rij = bouwers.gemeente(f"Plaats {n}", code=f"GM8{n:03}")
        Contact.objects.create(gemeente=rij, rol="secretaris", naam="S", email=f"s@p{n}.nl")
    with django_assert_max_num_queries(20):
        verstuur_herinneringen(NU)
