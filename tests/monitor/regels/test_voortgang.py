"""V: three denominators, from one round to the next."""

from datetime import date

import pytest

from monitor.regels.stand import Regelrij, Stand
from monitor.regels.voortgang import (
    cohort,
    dagen_voorbij,
    geregelde_combinaties,
    omgezette_intenties,
    opvolgers,
    plaatsen,
    regios_per_taak,
    regiostanden,
    vastgestelde_gemeenten,
    verevening,
    verevening_per_regio,
)
from tests.monitor.regels.bouwers import (
    BEGELEIDING,
    JEUGDBESCHERMING,
    PLEEGZORG,
    regel,
    stand,
    verband,
)

WIE = "haarlem heemstede velsen beverwijk"


def ronde(*regels: Regelrij, **extra: object) -> Stand:
    """A round that asks for pleegzorg only."""
    return stand(WIE, *regels, taken=[PLEEGZORG], **extra)  # type: ignore[arg-type]


def pleegzorg(**stadia: str) -> list[Regelrij]:
    """Each gemeente names zk for pleegzorg at a stadium, or gives another answer."""
    return [
        regel(wie, PLEEGZORG, s)
        if s in ("zelfstandig", "landelijk", "wacht_op_rijk", "geen")
        else regel(wie, PLEEGZORG, "zk", s)
        for wie, s in stadia.items()
    ]


def test_v1_follows_the_pairs_that_stood_at_intentie_or_voorstel():
    mei = ronde(
        *pleegzorg(
            haarlem="intentie", heemstede="voorstel", velsen="verkenning", beverwijk="raadsbesluit"
        )
    )
    nov = ronde(*pleegzorg(haarlem="collegebesluit", heemstede="voorstel", velsen="in_werking"))

    assert omgezette_intenties(mei, nov, {}) == [("JE04", 1, 2)]


def test_v1_a_pair_stands_at_its_highest_regel():
    mei = ronde(
        *pleegzorg(haarlem="intentie"), regel("haarlem", PLEEGZORG, "kust", "collegebesluit")
    )

    assert omgezette_intenties(mei, mei, {}) == [("JE04", 0, 0)]


def test_v1_zelfstandig_is_no_intentie_and_no_agreement():
    mei = ronde(*pleegzorg(haarlem="zelfstandig", velsen="intentie"))
    nov = ronde(*pleegzorg(haarlem="collegebesluit", velsen="zelfstandig"))

    assert omgezette_intenties(mei, nov, {}) == [("JE04", 0, 1)]


def test_v1_goes_over_the_taken_of_both_rounds():
    mei = stand(WIE, taken=[PLEEGZORG, BEGELEIDING])
    nov = stand(WIE, taken=[PLEEGZORG, JEUGDBESCHERMING])

    assert [aandeel.taak for aandeel in omgezette_intenties(mei, nov, {})] == ["JE04"]


@pytest.mark.parametrize(
    ("heerenveen", "leeuwarden", "omgezet"),
    [("collegebesluit", "in_werking", 1), ("collegebesluit", "voorstel", 0)],
)
def test_v1_a_line_that_is_split_counts_when_all_successors_are_vastgesteld(
    heerenveen: str, leeuwarden: str, omgezet: int
):
    mei = stand("GM0055", regel("GM0055", PLEEGZORG, "fryslan"), taken=[PLEEGZORG])
    nov = stand(
        "GM0074 GM0080",
        regel("GM0074", PLEEGZORG, "fryslan", heerenveen),
        regel("GM0080", PLEEGZORG, "fryslan", leeuwarden),
        taken=[PLEEGZORG],
    )

    opvolging = {"GM0055": frozenset({"GM0074", "GM0080"})}
    assert omgezette_intenties(mei, nov, opvolging) == [("JE04", omgezet, 1)]


def test_v1_two_predecessors_of_one_gemeente_are_two_lines():
    mei = stand(
        "GM0499 GM1672",
        regel("GM0499", PLEEGZORG, "rijnland"),
        regel("GM1672", PLEEGZORG, "rijnland"),
        taken=[PLEEGZORG],
    )
    nov = stand("GM0484", regel("GM0484", PLEEGZORG, "rijnland", "raadsbesluit"), taken=[PLEEGZORG])

    opvolging = dict.fromkeys(["GM0499", "GM1672"], frozenset({"GM0484"}))
    assert omgezette_intenties(mei, nov, opvolging) == [("JE04", 2, 2)]


JAARWISSELING = date(2014, 1, 1)
WIJZIGINGEN = [
    (JAARWISSELING, "GM0055", "GM0074"),
    (JAARWISSELING, "GM0055", "GM0080"),
    (JAARWISSELING, "GM0499", "GM0484"),
    (date(2015, 1, 1), "GM0484", "GM9001"),
]


@pytest.mark.parametrize(
    ("van", "tot", "boskoop"),
    [
        (date(2013, 5, 31), date(2013, 12, 31), None),
        (date(2013, 5, 31), JAARWISSELING, {"GM0484"}),
        (date(2013, 5, 31), date(2015, 1, 1), {"GM9001"}),
        (JAARWISSELING, date(2014, 6, 30), None),
    ],
)
def test_successors_are_followed_through_every_herindeling_between_two_days(
    van: date, tot: date, boskoop: set[str] | None
):
    assert opvolgers(WIJZIGINGEN, van, tot).get("GM0499") == boskoop


def test_a_gemeente_can_have_several_successors():
    gevonden = opvolgers(WIJZIGINGEN, date(2013, 5, 31), JAARWISSELING)

    assert gevonden["GM0055"] == {"GM0074", "GM0080"}


def test_v2_counts_gemeenten_and_zelfstandig_is_settled():
    mei = ronde(
        *pleegzorg(
            haarlem="collegebesluit", heemstede="voorstel", velsen="zelfstandig", beverwijk="geen"
        )
    )

    assert vastgestelde_gemeenten(mei) == [("JE04", 2, 4)]


REGIOS = {"jeugdregio": {"JZ12": "velsen beverwijk", "JZ13": "haarlem heemstede"}}


@pytest.mark.parametrize(
    ("stadia", "telling"),
    [
        ({"haarlem": "collegebesluit", "heemstede": "landelijk"}, (1, 0, 1)),
        ({"haarlem": "collegebesluit", "heemstede": "voorstel"}, (0, 1, 1)),
        ({"haarlem": "zelfstandig", "heemstede": "intentie"}, (0, 1, 1)),
        ({"haarlem": "collegebesluit", "heemstede": "verkenning"}, (0, 0, 2)),
        ({"haarlem": "collegebesluit"}, (0, 0, 2)),
    ],
)
def test_v3_counts_regions_and_the_three_sum_to_all(
    stadia: dict[str, str], telling: tuple[int, int, int]
):
    assert regios_per_taak(ronde(*pleegzorg(**stadia), regios=REGIOS)) == [
        ("JE04", "jeugdregio", *telling)
    ]


@pytest.mark.parametrize(("procent", "vastgesteld"), [(50, 1), (51, 0)])
def test_v3_the_share_of_a_region_can_be_adjusted(procent: int, vastgesteld: int):
    wereld = ronde(*pleegzorg(haarlem="collegebesluit"), regios=REGIOS)

    assert [t.vastgesteld for t in regios_per_taak(wereld, procent)] == [vastgesteld]


def test_v4_takes_the_furthest_class_of_the_verbanden_that_hold_the_whole_region():
    wereld = stand(
        WIE,
        regios=REGIOS,
        verbanden=[
            verband("zk", risicoverevening="in_gesprek"),
            verband("kennemerland", risicoverevening="in_uitwerking"),
            verband("velsen", risicoverevening="vastgesteld"),
            verband("onbekend"),
        ],
        arrangementen={
            ("zk", PLEEGZORG): "haarlem heemstede",
            ("kennemerland", PLEEGZORG): f"{WIE}",
            ("velsen", PLEEGZORG): "velsen haarlem heemstede",
            ("onbekend", PLEEGZORG): "velsen beverwijk",
        },
    )

    assert verevening_per_regio(wereld, "jeugdregio") == {
        "vastgesteld": 1,
        "in_uitwerking": 1,
        "in_gesprek": 0,
        "geen": 0,
    }


def test_v4_is_geen_where_nothing_is_known():
    assert verevening_per_regio(ronde(regios=REGIOS), "jeugdregio")["geen"] == 2


def test_the_list_behind_v2_says_how_far_each_gemeente_is_and_adds_up():
    mei = ronde(
        *pleegzorg(haarlem="raadsbesluit", heemstede="zelfstandig", velsen="voorstel"),
        regel("haarlem", PLEEGZORG, "kust", "verkenning"),
    )

    assert [rij[1:] for rij in plaatsen(mei, "JE04")] == [
        ("GM0375", "overig", None),
        ("GM0392", "vastgesteld", "raadsbesluit"),
        ("GM0397", "vastgesteld", None),
        ("GM0453", "intentie", "voorstel"),
    ]


def test_the_region_behind_v3_says_how_many_of_its_gemeenten_are_how_far():
    wereld = ronde(*pleegzorg(haarlem="collegebesluit", heemstede="voorstel"), regios=REGIOS)
    kennemerland = regiostanden(wereld)["JE04"][1]

    assert kennemerland.regio.code == "JZ13"
    assert kennemerland[3:] == ("intentie", 1, 1, 2)


def test_the_region_behind_v4_names_the_verbanden_of_its_class():
    wereld = ronde(
        regios=REGIOS,
        verbanden=[verband(v, risicoverevening="in_gesprek") for v in ("zk", "kust")],
        arrangementen={(v, PLEEGZORG): "haarlem heemstede" for v in ("zk", "kust")},
    )

    assert [(rij.regio.code, *rij[1:]) for rij in verevening(wereld, "jeugdregio")] == [
        ("JZ12", "geen", ()),
        ("JZ13", "in_gesprek", ("kust", "zk")),
    ]


def test_the_lines_behind_v1_name_who_succeeded():
    mei = stand("GM0055", regel("GM0055", PLEEGZORG, "fryslan"), taken=[PLEEGZORG])
    nov = stand("GM0074 GM0080", taken=[PLEEGZORG])

    lijnen = cohort(mei, nov, {"GM0055": frozenset({"GM0080", "GM0074"})})
    assert lijnen == {"JE04": [("JE04", "GM0055", ("GM0074", "GM0080"), False)]}


@pytest.mark.parametrize(
    ("dag", "voorbij"),
    [
        (date(2013, 4, 17), 0),
        (date(2013, 4, 18), 0),
        (date(2013, 4, 19), 1),
        (date(2014, 12, 31), 622),
        (date(2015, 1, 1), 623),
        (date(2015, 6, 1), 623),
    ],
)
def test_the_last_day_is_over_after_31_december_2014(dag: date, voorbij: int) -> None:
    assert dagen_voorbij(date(2013, 4, 18), dag) == (voorbij, 623)


def test_settled_pairs_are_those_of_v2_over_what_needs_cooperation() -> None:
    land = ronde(*pleegzorg(haarlem="collegebesluit", heemstede="zelfstandig", velsen="voorstel"))

    assert geregelde_combinaties(land) == (2, 4)
