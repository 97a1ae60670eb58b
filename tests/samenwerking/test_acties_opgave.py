"""Saving and submitting: one writer wins, nothing is lost, a submitted version never changes."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from monitor.inlezen import lees_stand
from samenwerking.acties import opgave as acties
from samenwerking.acties import ronde as ronde_acties
from samenwerking.acties.antwoorden import antwoorden
from samenwerking.acties.weigering import Geweigerd, Verouderd
from samenwerking.models import Besluit, Opgave, Opgaveversie, Uitvraag, Verbandversie
from samenwerking.regels import Antwoord, Besluitdata
from samenwerking.toegang.models import Gebruiker, Logregel
from tests import bouwers
from tests.bouwers import moment

OP_TIJD = moment("2013-05-31 10:00")
SLEUTEL = UUID(int=1)
ZELF = Antwoord("JE03", "zelfstandig")
IJMOND = Antwoord("JE03", "verband", verband="ijmond", stadium="intentie")
ZUID = Antwoord("JE03", "verband", verband="zuid-kennemerland", stadium="intentie")


@pytest.fixture
def ronde(db: None) -> Uitvraag:
    ronde = bouwers.uitvraag()
    for slug in ("ijmond", "zuid-kennemerland"):
        bouwers.verband(slug, ronde, {"JE03": ["Velsen"]}, vastgelegd_op=moment("2013-05-01"))
    return ronde


def bewaar(wie: Gebruiker, ronde: Uitvraag, *nieuw: Antwoord, **opties: Any) -> Opgave:
    """Save answers for JE03 at version 0 unless said otherwise."""
    standaard = {"taken": ["JE03"], "op": OP_TIJD, "versie": 0}
    return acties.bewaar(wie.gemeente, ronde, nieuw, door=wie, **standaard | opties)


def dien_in(wie: Gebruiker, ronde: Uitvraag, **opties: Any) -> acties.Ontvangstbewijs:
    """Submit what was saved once, with every let-op ticked."""
    standaard = {
        "op": OP_TIJD,
        "versie": 1,
        "sleutel": SLEUTEL,
        "gecontroleerd": ["O1", "O5"],
        "reden_open": "de raad beslist in juni",
    }
    return acties.indienen(wie.gemeente, ronde, door=wie, **standaard | opties)


def inhoud(wie: Gebruiker) -> list[Antwoord]:
    versie = Opgaveversie.objects.filter(opgave__gemeente=wie.gemeente).order_by("nummer").last()
    return antwoorden(versie)


def test_two_clerks_at_once_exactly_one_wins(ronde, invuller_heemstede, vaststeller_heemstede):
    bewaar(invuller_heemstede, ronde, ZELF)

    with pytest.raises(Verouderd, match="collega"):
        bewaar(vaststeller_heemstede, ronde, IJMOND)

    assert inhoud(invuller_heemstede) == [ZELF]
    bewaar(vaststeller_heemstede, ronde, IJMOND, versie=1)
    assert inhoud(invuller_heemstede) == [IJMOND]


def test_an_answer_replaces_only_the_answers_for_its_taak(ronde, invuller_heemstede):
    je06 = Antwoord("JE06", "geen")
    bewaar(invuller_heemstede, ronde, ZELF, je06, taken=["JE03", "JE06"])

    bewaar(invuller_heemstede, ronde, IJMOND, ZUID, versie=1)

    assert inhoud(invuller_heemstede) == [IJMOND, ZUID, je06]


def test_a_taak_that_the_round_does_not_ask_is_left_out(ronde, invuller_heemstede):
    bewaar(invuller_heemstede, ronde, Antwoord("PA01", "zelfstandig"), taken=["PA01"])

    assert inhoud(invuller_heemstede) == []


def test_one_decision_serves_all_answers_with_the_same_data(ronde, invuller_heemstede):
    college = Besluitdata(gepland=date(2013, 6, 18), kenmerk="2013/17")
    met = [Antwoord(t, "zelfstandig", college=college) for t in ("JE03", "JE06")]
    bewaar(invuller_heemstede, ronde, *met, taken=["JE03", "JE06"])

    assert Besluit.objects.count() == 1
    bewaar(invuller_heemstede, ronde, ZELF, taken=["JE03", "JE06"], versie=1)
    assert Besluit.objects.count() == 0


def test_before_the_round_opens_nothing_is_saved(ronde, invuller_heemstede):
    with pytest.raises(Geweigerd, match="nog niet open"):
        bewaar(invuller_heemstede, ronde, ZELF, op=moment("2013-04-17"))

    assert not Opgave.objects.exists()


def test_a_concept_never_counts(ronde, invuller_heemstede):
    bewaar(invuller_heemstede, ronde, ZELF)

    assert lees_stand(ronde, nu=OP_TIJD).regels == ()
    dien_in(invuller_heemstede, ronde)
    assert len(lees_stand(ronde, nu=OP_TIJD).regels) == 1


def test_submitting_twice_gives_the_same_receipt(ronde, vaststeller_heemstede):
    bewaar(vaststeller_heemstede, ronde, ZELF)
    eerste = dien_in(vaststeller_heemstede, ronde)

    tweede = dien_in(vaststeller_heemstede, ronde, op=moment("2013-06-02"))

    assert tweede.versie == eerste.versie
    assert not tweede.te_laat
    assert Logregel.objects.filter(actie="indienen").count() == 1


def test_the_receipt_has_number_time_hash_and_who(ronde, vaststeller_heemstede):
    bewaar(vaststeller_heemstede, ronde, ZELF)

    versie = dien_in(vaststeller_heemstede, ronde).versie

    assert versie.ontvangstnummer == "2013-mei-0397-1"
    assert versie.ingediend_op == OP_TIJD
    assert versie.door == vaststeller_heemstede.persoon
    assert len(versie.inhoud_hash) == 64
    assert versie.gecontroleerd == ["O1:JE06", "O1:WM05"]


def test_a_let_op_that_was_not_ticked_holds_the_submission(ronde, vaststeller_heemstede):
    bewaar(vaststeller_heemstede, ronde, ZELF)

    with pytest.raises(Geweigerd, match="Vink aan"):
        dien_in(vaststeller_heemstede, ronde, gecontroleerd=[])

    assert Opgave.objects.get().versie == 1


def test_after_the_deadline_an_opgave_is_te_laat_and_after_the_close_refused(
    ronde, vaststeller_heemstede
):
    bewaar(vaststeller_heemstede, ronde, ZELF)
    with pytest.raises(Geweigerd, match="gesloten"):
        dien_in(vaststeller_heemstede, ronde, op=ronde.laatste_wijziging)

    assert dien_in(vaststeller_heemstede, ronde, op=ronde.deadline).te_laat
    assert inhoud(vaststeller_heemstede) == [ZELF]


def test_after_the_close_a_concept_is_kept_and_goes_in_once_vng_reopens(
    ronde, vaststeller_heemstede, vng
):
    later, tot = moment("2013-06-20"), moment("2013-07-01")
    bewaar(vaststeller_heemstede, ronde, ZELF, op=later)
    with pytest.raises(Geweigerd):
        dien_in(vaststeller_heemstede, ronde, op=later)

    ronde_acties.heropen(Opgave.objects.get(), tot=tot, reden="ziekte", door=vng.persoon, op=later)

    with pytest.raises(Geweigerd):
        dien_in(vaststeller_heemstede, ronde, op=tot)
    assert dien_in(vaststeller_heemstede, ronde, op=later).te_laat


def test_reopening_needs_a_reason_and_an_end_to_come(ronde, vaststeller_heemstede, vng):
    opgave = bewaar(vaststeller_heemstede, ronde, ZELF)

    for reden, tot in (("", moment("2013-07-01")), ("ziekte", OP_TIJD)):
        with pytest.raises(Geweigerd, match="reden"):
            ronde_acties.heropen(opgave, tot=tot, reden=reden, door=vng.persoon, op=OP_TIJD)


def test_a_correction_is_a_new_version_with_a_reason(ronde, vaststeller_heemstede):
    bewaar(vaststeller_heemstede, ronde, ZELF)
    eerste = dien_in(vaststeller_heemstede, ronde).versie
    bewaar(vaststeller_heemstede, ronde, IJMOND, versie=2)
    with pytest.raises(Geweigerd, match="waarom"):
        dien_in(vaststeller_heemstede, ronde, versie=3, sleutel=uuid4())

    tweede = dien_in(
        vaststeller_heemstede, ronde, versie=3, sleutel=uuid4(), reden="nieuw besluit"
    ).versie

    assert (eerste.nummer, tweede.nummer) == (1, 2)
    assert antwoorden(eerste) == [ZELF]
    assert antwoorden(tweede) == [IJMOND]


def test_nothing_new_cannot_be_submitted(ronde, vaststeller_heemstede):
    with pytest.raises(Geweigerd, match="niets nieuws"):
        dien_in(vaststeller_heemstede, ronde, versie=0)


def test_errors_hold_the_submission_with_the_name_of_the_taak(ronde, vaststeller_heemstede):
    bewaar(vaststeller_heemstede, ronde, Antwoord("JE03", "landelijk"))

    with pytest.raises(Geweigerd, match="Inkoop van jeugdhulp: landelijk"):
        dien_in(vaststeller_heemstede, ronde)


def test_a_new_round_may_confirm_the_last_one_as_it_is(ronde, vaststeller_heemstede):
    bouwers.opgave("Heemstede", ronde, {"JE03": "ijmond"}, ingediend_op=OP_TIJD)
    nov = bouwers.uitvraag(
        "2013-nov",
        opent=moment("2013-11-01"),
        deadline=moment("2013-12-01"),
        laatste_wijziging=moment("2013-12-15"),
    )

    versie = dien_in(vaststeller_heemstede, nov, versie=0, op=moment("2013-11-05")).versie

    assert antwoorden(versie) == [IJMOND]
    assert versie.opgave.uitvraag == nov


def test_what_is_submitted_later_is_no_source_of_a_concept_now(ronde, invuller_heemstede):
    bouwers.opgave("Heemstede", ronde, {"JE06": "ijmond"}, ingediend_op=moment("2013-06-03"))

    bewaar(invuller_heemstede, ronde, ZELF)

    assert inhoud(invuller_heemstede) == [ZELF]


def test_a_proposed_verband_counts_from_the_first_opgave_that_names_it(
    ronde, vaststeller_heemstede
):
    bouwers.verband("kennemerland", ronde, {"JE03": ["Heemstede"]}, penvoerder="Heemstede")
    voorstel = Antwoord("JE03", "verband", verband="kennemerland", stadium="verkenning")
    bewaar(vaststeller_heemstede, ronde, voorstel)

    dien_in(vaststeller_heemstede, ronde)

    assert Verbandversie.objects.get(verband="kennemerland").vastgelegd_op == OP_TIJD
