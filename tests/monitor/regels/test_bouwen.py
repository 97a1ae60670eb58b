"""What is in the Stand, and what is left out."""

from datetime import date

from monitor.regels.stand import nummers
from tests.monitor.regels.bouwers import (
    BEGELEIDING,
    JEUGDBESCHERMING,
    PLEEGZORG,
    code,
    codes,
    regel,
    stand,
)


def test_gemeenten_stand_in_the_order_of_their_code():
    wereld = stand("zandvoort haarlem aalsmeer")

    assert [g.naam for g in wereld.gemeenten] == ["Aalsmeer", "Haarlem", "Zandvoort"]
    assert wereld.codes(0b101) == codes("aalsmeer zandvoort")


def test_a_deelname_of_a_gemeente_that_no_longer_exists_is_left_out():
    wereld = stand(
        "haarlem velsen", arrangementen={("ijmond", PLEEGZORG): "velsen haarlemmerliede"}
    )

    assert wereld.codes(wereld.leden["ijmond", "JE04"]) == codes("velsen")


def test_an_arrangement_for_a_taak_outside_the_round_is_left_out():
    wereld = stand(
        "velsen",
        taken=[PLEEGZORG],
        arrangementen={("ijmond", PLEEGZORG): "velsen", ("ijmond", BEGELEIDING): "velsen"},
    )

    assert list(wereld.leden) == [("ijmond", "JE04")]


def test_a_regel_counts_for_who_exists_and_for_a_taak_of_the_round():
    wereld = stand(
        "velsen",
        regel("velsen", PLEEGZORG, "zelfstandig"),
        regel("velsen", BEGELEIDING, "zelfstandig"),
        regel("haarlemmerliede", PLEEGZORG, "zelfstandig"),
        taken=[PLEEGZORG],
    )

    assert wereld.regels == (regel("velsen", PLEEGZORG, "zelfstandig"),)
    assert wereld.codes(wereld.ingediend) == codes("velsen")


def test_a_regio_that_is_attached_brings_its_members_beside_who_is_named():
    wereld = stand(
        "haarlem velsen amsterdam diemen",
        regios={"veiligheidsregio": {"VR12": "haarlem velsen"}},
        arrangementen={("vr", JEUGDBESCHERMING): "velsen diemen"},
        aangehaakt={("vr", JEUGDBESCHERMING): ("veiligheidsregio", "VR12")},
    )

    assert wereld.codes(wereld.leden["vr", "JE08"]) == codes("haarlem velsen diemen")


def test_an_arrangement_without_deelnemers_exists_and_is_empty():
    wereld = stand("velsen", arrangementen={("ijmond", PLEEGZORG): ""})

    assert wereld.leden == {("ijmond", "JE04"): 0}


def test_a_border_of_two_hundred_metres_over_land_makes_land_neighbours():
    raakt = stand("haarlem heemstede", grenzen="haarlem-heemstede", landgrens_km=0.2)
    punt = stand("haarlem heemstede", grenzen="haarlem-heemstede", landgrens_km=0.199)

    assert raakt.land == raakt.alle == punt.alle == (0b10, 0b01)
    assert punt.land == (0, 0)


def test_neighbours_across_water_only_are_no_land_neighbours():
    wereld = stand("haarlem heemstede", watergrenzen="haarlem-heemstede")

    assert (wereld.land, wereld.alle) == ((0, 0), (0b10, 0b01))


def test_a_gemeente_without_a_region_is_a_region_of_its_own_outside_the_list():
    wereld = stand("haarlem velsen", regios={"jeugdregio": {"JZ13": "haarlem"}})

    jeugd = wereld.indelingen["jeugdregio"]
    assert [regio.code for regio in jeugd.regios] == ["JZ13"]
    assert [regio.code for regio in jeugd.van] == ["JZ13", code("velsen")]


def test_unknown_inwoners_count_as_none():
    wereld = stand({"haarlem": 150_000, "velsen": None})

    assert wereld.inwoners(0b11) == 150_000


def test_the_three_indelingen_are_there_without_any_region():
    assert set(stand("haarlem").indelingen) == {
        "arbeidsmarktregio",
        "veiligheidsregio",
        "jeugdregio",
    }


def test_names_fall_back_on_the_code_when_the_stand_does_not_know_them():
    wereld = stand("haarlem", peildatum=date(2013, 5, 31))

    assert (wereld.naam("GM9999"), wereld.verbandnaam("ijmond")) == ("GM9999", "ijmond")


def test_a_full_masker_and_a_sparse_one_give_their_numbers_in_order():
    assert nummers(0) == ()
    assert nummers((1 << 408) - 1) == tuple(range(408))
    assert nummers(1 << 407 | 1 << 3) == (3, 407)
