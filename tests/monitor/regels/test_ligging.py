"""How a set lies in an indeling, and the smallest repair when it cuts."""

import pytest

from monitor.regels.ligging import Verhouding, delen, ligging, relaties
from monitor.regels.stand import Stand
from tests.monitor.regels.bouwers import (
    BEGELEIDING,
    JEUGDBESCHERMING,
    PLEEGZORG,
    code,
    codes,
    stand,
)

AMSTELLAND = "aalsmeer amstelveen amsterdam diemen"
KENNEMERLAND = "haarlem heemstede velsen zandvoort beverwijk"
UTRECHT = "de_ronde_venen uitgeest uithoorn"


def veiligheid(**extra: object) -> Stand:
    """Three veiligheidsregio's: four, five and three gemeenten."""
    return stand(
        f"{AMSTELLAND} {KENNEMERLAND} {UTRECHT}",
        regios={"veiligheidsregio": {"VR13": AMSTELLAND, "VR12": KENNEMERLAND, "VR09": UTRECHT}},
        **extra,  # type: ignore[arg-type]
    )


def lig(namen: str) -> tuple[Verhouding, tuple[str, ...], tuple[str, ...]]:
    """Relation, who joins and who leaves, of a set of gemeenten to the veiligheidsregio's."""
    wereld = veiligheid()
    leden = sum(wereld.bit[lid] for lid in codes(namen))
    gevonden = ligging(leden, wereld.indelingen["veiligheidsregio"])
    erbij, eruit = gevonden.reparatie
    assert gevonden.stappen == (erbij | eruit).bit_count()
    return gevonden.verhouding, wereld.codes(erbij), wereld.codes(eruit)


@pytest.mark.parametrize(
    ("namen", "verhouding"),
    [
        (AMSTELLAND, Verhouding.SAMENVALT),
        ("aalsmeer amstelveen", Verhouding.BINNEN),
        ("aalsmeer", Verhouding.BINNEN),
        (f"{AMSTELLAND} {KENNEMERLAND}", Verhouding.UNIE),
        (f"{AMSTELLAND} {KENNEMERLAND} {UTRECHT}", Verhouding.UNIE),
    ],
)
def test_what_follows_outer_boundaries_does_not_cut(namen: str, verhouding: Verhouding):
    assert lig(namen) == (verhouding, (), ())


def test_one_gemeente_of_another_region_cuts_and_leaving_repairs():
    assert lig(f"{AMSTELLAND} {KENNEMERLAND} de_ronde_venen") == (
        Verhouding.DOORSNIJDT,
        (),
        codes("de_ronde_venen"),
    )


def test_most_of_a_region_lets_the_missing_one_join():
    assert lig(f"{KENNEMERLAND} aalsmeer amstelveen amsterdam") == (
        Verhouding.DOORSNIJDT,
        codes("diemen"),
        (),
    )


def test_half_of_a_region_leaves():
    assert lig(f"{KENNEMERLAND} aalsmeer amstelveen") == (
        Verhouding.DOORSNIJDT,
        (),
        codes("aalsmeer amstelveen"),
    )


def test_joins_and_leaves_go_together():
    assert lig(f"{KENNEMERLAND} aalsmeer amstelveen amsterdam de_ronde_venen") == (
        Verhouding.DOORSNIJDT,
        codes("diemen"),
        codes("de_ronde_venen"),
    )


def test_withdrawing_into_the_best_region_is_cheaper_when_nothing_is_whole():
    # Union: all three leave; withdrawing: one leaves.
    assert lig("haarlem heemstede de_ronde_venen") == (
        Verhouding.DOORSNIJDT,
        (),
        codes("de_ronde_venen"),
    )


def test_a_tie_between_regions_goes_to_the_lowest_code():
    assert lig("haarlem de_ronde_venen") == (Verhouding.DOORSNIJDT, (), codes("haarlem"))


def test_a_tie_between_union_and_withdrawing_goes_to_the_union():
    # Union: two join; withdrawing into Amstelland: two leave.
    assert lig("uitgeest de_ronde_venen aalsmeer amstelveen amsterdam") == (
        Verhouding.DOORSNIJDT,
        codes("diemen uithoorn"),
        (),
    )


def test_the_explanation_says_who_is_in_and_who_is_missing_by_region():
    wereld = veiligheid()
    leden = sum(wereld.bit[lid] for lid in codes(f"{KENNEMERLAND} aalsmeer"))

    uitleg = delen(leden, wereld.indelingen["veiligheidsregio"])

    assert [
        (deel.regio.code, len(wereld.codes(deel.erin)), wereld.codes(deel.ontbreekt))
        for deel in uitleg
    ] == [("VR12", 5, ()), ("VR13", 1, codes("amstelveen amsterdam diemen"))]


def test_gemeenten_without_a_region_are_regions_of_their_own():
    wereld = stand("haarlem velsen", regios={"jeugdregio": {}})

    assert ligging(0b01, wereld.indelingen["jeugdregio"]).verhouding is Verhouding.SAMENVALT
    assert ligging(0b11, wereld.indelingen["jeugdregio"]).verhouding is Verhouding.UNIE


def test_relaties_are_given_for_every_arrangement_with_a_deelnemer_and_three_indelingen():
    wereld = veiligheid(
        arrangementen={
            ("zk", PLEEGZORG): "haarlem de_ronde_venen",
            ("leeg", JEUGDBESCHERMING): "",
            ("amstelland", BEGELEIDING): AMSTELLAND,
        }
    )

    assert relaties(wereld) == [
        ("amstelland", "WM02", "arbeidsmarktregio", "unie", 0),
        ("amstelland", "WM02", "jeugdregio", "unie", 0),
        ("amstelland", "WM02", "veiligheidsregio", "samenvalt", 0),
        ("zk", "JE04", "arbeidsmarktregio", "unie", 0),
        ("zk", "JE04", "jeugdregio", "unie", 0),
        ("zk", "JE04", "veiligheidsregio", "doorsnijdt", 1),
    ]


def test_a_region_of_one_gemeente_is_whole():
    wereld = stand("haarlem velsen", regios={"jeugdregio": {"JZ13": "haarlem", "JZ12": "velsen"}})

    regios = wereld.indelingen["jeugdregio"].regios
    assert [regio.code for regio in regios] == ["JZ12", "JZ13"]
    gevonden = ligging(wereld.bit[code("haarlem")], wereld.indelingen["jeugdregio"])
    assert gevonden.verhouding is Verhouding.SAMENVALT
