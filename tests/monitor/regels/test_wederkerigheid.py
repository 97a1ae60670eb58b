"""W: do gemeente and verband say the same about each other?"""

from datetime import timedelta

import pytest

from monitor.regels.catalogus import zin
from monitor.regels.stand import Regelrij, Stand
from monitor.regels.wederkerigheid import (
    niet_genoemd_door_gemeente,
    niet_genoemd_door_verband,
    niet_ingediend,
)
from tests.monitor.regels.bouwers import DEADLINE, LOKET, PLEEGZORG, codes, regel, stand, verband


def ijmond(*regels: Regelrij, ingediend: str = "", voor: timedelta = timedelta()) -> Stand:
    """IJmond does pleegzorg with Velsen (penvoerder) and Beverwijk; `voor` the deadline."""
    return stand(
        "velsen beverwijk heemskerk",
        *regels,
        verbanden=[verband("ijmond", naam="IJmond", penvoerder="velsen")],
        arrangementen={("ijmond", PLEEGZORG): "velsen beverwijk"},
        ingediend=ingediend,
        nu=DEADLINE - voor,
    )


def test_w1_a_gemeente_names_a_verband_that_does_not_list_it():
    (gevonden,) = niet_genoemd_door_verband(ijmond(regel("heemskerk", PLEEGZORG, "ijmond")))

    assert gevonden == ("W1", codes("heemskerk"), "ijmond", "JE04", None)


def test_w1_a_gemeente_names_a_verband_without_such_an_arrangement():
    (gevonden,) = niet_genoemd_door_verband(ijmond(regel("velsen", LOKET, "ijmond")))

    assert (gevonden.gemeenten, gevonden.taak) == (codes("velsen"), "WM01")


def test_w1_verkenning_is_no_claim():
    wereld = ijmond(regel("heemskerk", PLEEGZORG, "ijmond", "verkenning"))

    assert niet_genoemd_door_verband(wereld) == []


def test_w1_is_silent_when_the_verband_lists_the_gemeente():
    assert niet_genoemd_door_verband(ijmond(regel("velsen", PLEEGZORG, "ijmond"))) == []


@pytest.mark.parametrize("anders", ["zelfstandig", "geen", "zuid-kennemerland"])
def test_w2_a_verband_lists_a_gemeente_that_says_something_else(anders: str):
    wereld = ijmond(regel("beverwijk", PLEEGZORG, anders), regel("velsen", PLEEGZORG, "ijmond"))

    assert niet_genoemd_door_gemeente(wereld) == [
        ("W2", codes("beverwijk"), "ijmond", "JE04", None)
    ]


def test_w2_a_verband_lists_a_gemeente_that_submitted_without_this_taak():
    wereld = ijmond(regel("velsen", PLEEGZORG, "ijmond"), ingediend="beverwijk")

    (gevonden,) = niet_genoemd_door_gemeente(wereld)

    assert gevonden.gemeenten == codes("beverwijk")
    assert zin(wereld, gevonden).endswith("maar die gemeente zegt zelf: niets.")


def test_w2_verkenning_is_enough_to_name_each_other():
    wereld = ijmond(
        regel("beverwijk", PLEEGZORG, "ijmond", "verkenning"), regel("velsen", PLEEGZORG, "ijmond")
    )

    assert niet_genoemd_door_gemeente(wereld) == []


def test_w2_says_nothing_about_who_has_not_submitted():
    assert niet_genoemd_door_gemeente(ijmond()) == []


def test_w2_says_what_the_gemeente_says_instead():
    wereld = ijmond(
        regel("beverwijk", PLEEGZORG, "zelfstandig"), regel("velsen", PLEEGZORG, "ijmond")
    )

    (gevonden,) = niet_genoemd_door_gemeente(wereld)

    assert zin(wereld, gevonden) == (
        "IJmond noemt Beverwijk als deelnemer voor Pleegzorg, maar die gemeente zegt zelf:"
        " zelfstandig."
    )


@pytest.mark.parametrize(("voor", "gevonden"), [(timedelta(), 1), (timedelta(microseconds=1), 0)])
def test_w3_begins_at_the_deadline(voor: timedelta, gevonden: int):
    assert len(niet_ingediend(ijmond(ingediend="velsen", voor=voor))) == gevonden


def test_w3_names_the_deelnemer_who_has_submitted_nothing():
    assert niet_ingediend(ijmond(ingediend="velsen")) == [
        ("W3", codes("beverwijk"), "ijmond", "JE04", None)
    ]


def test_w3_needs_a_penvoerder_who_has_submitted():
    assert niet_ingediend(ijmond(ingediend="heemskerk")) == []


def test_w3_is_silent_about_who_has_submitted():
    assert niet_ingediend(ijmond(ingediend="velsen beverwijk")) == []


def test_w_looks_at_a_taken_too():
    wereld = stand("velsen", arrangementen={("ijmond", LOKET): "velsen"}, ingediend="velsen")

    assert [b.taak for b in niet_genoemd_door_gemeente(wereld)] == ["WM01"]
