"""Joint letters in the figures: letters with the same content once, and only who stands by it."""

from __future__ import annotations

import pytest
from django.conf import settings

from monitor import overzicht
from monitor.beeld import beeld
from monitor.blik import Blik
from monitor.kaarten import ingediend
from samenwerking.models import Brief, Uitvraag
from samenwerking.uitwisseling.importeren import importeer
from tests import bouwers
from tests.bouwers import CODES, moment

NU = moment("2013-05-31 10:00")


@pytest.fixture
def mei(referentie) -> Uitvraag:
    return Uitvraag.objects.get(pk="2013-mei")


def kijk(mei: Uitvraag, op=NU) -> Blik:
    return Blik(mei, op, op, inhoud=True)


def test_the_real_letter_and_that_of_ijmond_are_one_group_of_17(mei) -> None:
    importeer(mei, settings.FIXTURES / "brief-2013-05-30", persoon=bouwers.persoon())

    (groep,) = overzicht.brieven(kijk(mei))

    assert len(groep) == 17
    assert overzicht.brieven(kijk(mei, moment("2013-05-29 12:00"))) == []


def test_a_college_counts_from_its_signature_until_it_withdraws(mei) -> None:
    brief = bouwers.brief(mei, ["Haarlem", "Heemstede", "Zandvoort"], aangeboden_op=NU)
    brief.ondertekeningen.filter(gemeente=CODES["Haarlem"]).update(getekend_op=NU)
    brief.ondertekeningen.filter(gemeente=CODES["Heemstede"]).update(
        getekend_op=NU, ingetrokken_op=moment("2013-06-02")
    )
    assert overzicht.brieven(kijk(mei)) == []
    Brief.objects.update(verzonden_op=NU)

    assert overzicht.brieven(kijk(mei)) == [{CODES["Haarlem"], CODES["Heemstede"]}]
    assert overzicht.brieven(kijk(mei, moment("2013-06-03"))) == [{CODES["Haarlem"]}]


def test_moments_and_letters_come_in_one_query(mei, django_assert_num_queries) -> None:
    importeer(mei, settings.FIXTURES / "brief-2013-05-30", persoon=bouwers.persoon())
    bouwers.opgave("Uithoorn", mei, {"JE03": "zelfstandig"}, ingediend_op=NU)

    with django_assert_num_queries(1):
        momenten, brieven = overzicht.inzendmomenten_en_brieven(kijk(mei))

    assert momenten == overzicht.inzendmomenten(kijk(mei))
    assert brieven == [set(momenten) & brief for brief in overzicht.brieven(kijk(mei))]


def test_who_signed_a_letter_but_did_not_submit_is_not_in_on_the_map(mei) -> None:
    bouwers.opgave("Haarlem", mei, {"JE03": "zelfstandig"}, ingediend_op=NU)
    stand, _ = beeld(mei, NU, NU)

    laag = ingediend(stand, [{CODES["Haarlem"], CODES["Heemstede"]}])

    assert laag.indeling[CODES["Haarlem"]] == "brief"
    assert laag.indeling[CODES["Heemstede"]] == "niet"
