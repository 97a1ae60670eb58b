"""The evaluated round is kept until something is written, and never longer."""

from datetime import date, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import transaction

from gemeenten.models import Gemeente
from monitor.beeld import beeld, toets
from monitor.regels.alles import Evaluatie
from samenwerking.models import Uitvraag
from samenwerking.toegang import logboek
from tests.bouwers import gemeente, moment, opgave, uitvraag, verband

pytestmark = pytest.mark.django_db
MAANDAG, WOENSDAG = moment("2013-05-27 12:00"), moment("2013-05-29 12:00")


def schrijf(soort: str = "opgave") -> None:
    """What every action does: a row in the logboek."""
    with transaction.atomic():
        logboek.schrijf("indienen", soort, 1, persoon=None)


@pytest.fixture
def ronde() -> Uitvraag:
    """IJmond, of Velsen (penvoerder, has submitted) and Beverwijk (has not)."""
    mei = uitvraag(taken=["JE03"])
    velden = {"penvoerder": "Velsen", "vastgelegd_op": MAANDAG}
    verband("ijmond", mei, {"JE03": ["Velsen", "Beverwijk"]}, **velden)
    opgave("Velsen", mei, {"JE03": "ijmond"}, ingediend_op=MAANDAG)
    return mei


def staten(uitkomst: Evaluatie) -> dict[str, str]:
    """Staat by gemeente of the one taak."""
    return {cel.gemeente: str(cel.staat) for cel in uitkomst.dekking}


def test_the_second_look_costs_one_query(ronde, django_assert_num_queries):
    eerste = beeld(ronde, WOENSDAG)

    with django_assert_num_queries(1):
        tweede = beeld(ronde, WOENSDAG)

    assert tweede is eerste


def test_who_knows_the_last_row_of_the_logboek_does_not_ask_for_it(
    ronde, django_assert_num_queries
):
    eerste = beeld(ronde, WOENSDAG)

    with django_assert_num_queries(0):
        assert beeld(ronde, WOENSDAG, nummer=0) is eerste


def test_the_first_look_reads_the_stand_once(ronde, django_assert_num_queries):
    with django_assert_num_queries(9):
        beeld(ronde, WOENSDAG)


def test_after_an_opgave_the_reference_data_are_not_read_again(ronde, django_assert_num_queries):
    beeld(ronde, WOENSDAG)
    for wie in ("Beverwijk", "Haarlem"):
        opgave(wie, ronde, {"JE03": "zelfstandig"}, ingediend_op=WOENSDAG)
        schrijf()
        with django_assert_num_queries(5):
            beeld(ronde, WOENSDAG)
        with django_assert_num_queries(1):
            beeld(ronde, WOENSDAG)


@pytest.mark.parametrize(
    "soort", ["opgave", "verband", "brief", "oordeel", "uitleg", "escalatie", "scenario"]
)
def test_what_was_written_elsewhere_leaves_the_beeld_alone(ronde, soort, django_assert_num_queries):
    eerste = beeld(ronde, WOENSDAG)
    nov = uitvraag("2013-nov", taken=["JE03"])
    opgave("Beverwijk", nov, {"JE03": "zelfstandig"}, ingediend_op=WOENSDAG)
    schrijf(soort)

    with django_assert_num_queries(2):
        assert beeld(ronde, WOENSDAG) is eerste


def test_a_second_opgave_at_the_same_moment_is_seen(ronde):
    beeld(ronde, WOENSDAG)
    opgave("Beverwijk", ronde, {"JE03": "zelfstandig"}, ingediend_op=MAANDAG)
    schrijf()

    assert staten(beeld(ronde, WOENSDAG)[1])["GM0375"] == "zelfstandig"


@pytest.mark.parametrize("soort", ["referentie", "inwonertallen", "norm", "iets nieuws"])
def test_what_may_touch_the_reference_data_has_them_read_again(ronde, soort):
    beeld(ronde, WOENSDAG)
    schrijf()
    gemeente("Velsen", inwoners=67_000)
    schrijf(soort)
    schrijf()

    stand, _ = beeld(ronde, WOENSDAG)

    assert stand.inwoners(stand.bit["GM0453"]) == 67_000


def test_another_peildatum_has_its_own_reference_data(ronde):
    beeld(ronde, WOENSDAG)
    Gemeente.objects.filter(naam="Beverwijk").update(bestaat_tot=date(2014, 1, 1))
    ronde.peildatum = date(2014, 1, 1)

    assert [g.naam for g in beeld(ronde, WOENSDAG)[0].gemeenten] == ["Velsen"]


def test_the_present_moment_moves_on_without_a_new_evaluation(ronde):
    eerste = beeld(ronde, WOENSDAG, WOENSDAG)

    assert beeld(ronde, WOENSDAG + timedelta(hours=1), WOENSDAG + timedelta(hours=1)) is eerste


def test_a_write_is_seen_at_once(ronde):
    _, voor = beeld(ronde, WOENSDAG)
    opgave("Beverwijk", ronde, {"JE03": "zelfstandig"}, ingediend_op=WOENSDAG)
    schrijf()

    _, na = beeld(ronde, WOENSDAG)

    assert (staten(voor)["GM0375"], staten(na)["GM0375"]) == ("onbevestigd", "zelfstandig")


def test_an_earlier_moment_shows_what_was_known_then(ronde):
    opgave("Beverwijk", ronde, {"JE03": "zelfstandig"}, ingediend_op=WOENSDAG)

    def op(moment_: datetime | None) -> str:
        return staten(beeld(ronde, WOENSDAG, moment_)[1])["GM0375"]

    assert op(WOENSDAG - timedelta(microseconds=1)) == "onbevestigd"
    assert op(WOENSDAG) == op(None) == "zelfstandig"
    assert op(MAANDAG - timedelta(microseconds=1)) == "witte_vlek"


@pytest.mark.parametrize(("voor", "gevonden"), [(1, 0), (0, 1)])
def test_the_deadline_is_noticed_without_a_write(ronde, voor: int, gevonden: int):
    beeld(ronde, WOENSDAG)

    _, uitkomst = beeld(ronde, ronde.deadline - timedelta(microseconds=voor))

    assert len([b for b in uitkomst.bevindingen if b.code == "W3"]) == gevonden


def test_the_beeld_is_what_the_rules_say_now(ronde):
    assert beeld(ronde, WOENSDAG)[1] == toets(ronde, WOENSDAG)[1]


def test_another_round_has_its_own_beeld(ronde):
    nov = uitvraag("2013-nov", taken=["JE03"])

    assert staten(beeld(nov, WOENSDAG)[1]) != staten(beeld(ronde, WOENSDAG)[1])


def test_emptying_the_cache_forgets_it(ronde):
    eerste = beeld(ronde, WOENSDAG)
    cache.clear()

    assert beeld(ronde, WOENSDAG) is not eerste
