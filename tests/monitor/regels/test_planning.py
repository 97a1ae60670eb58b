"""What is planned until the end of 2014, and what comes late for the purchase."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from monitor.regels.planning import (
    Gepland,
    Telaat,
    afronding,
    prognose,
    te_laat,
)
from monitor.regels.stand import Stand
from monitor.regels.voortgang import EINDE
from tests.monitor.regels.bouwers import (
    AMSTERDAM,
    LOKET,
    PLEEGZORG,
    WGR,
    code,
    regel,
    stand,
    verband,
)

VANDAAG = date(2013, 12, 2)


def test_the_forecast_cumulates_planned_decisions_to_the_end():
    data = [date(2014, 11, 4), date(2014, 9, 9), date(2014, 9, 30), date(2015, 1, 6)]

    assert prognose(data, date(2014, 12, 31)) == [
        (date(2014, 9, 1), 2, 2),
        (date(2014, 10, 1), 0, 2),
        (date(2014, 11, 1), 1, 3),
        (date(2014, 12, 1), 0, 3),
    ]


def test_the_forecast_goes_on_over_the_turn_of_the_year_and_is_empty_without_plans():
    maanden = [maand.maand for maand in prognose([date(2013, 12, 3)], date(2014, 1, 31))]

    assert maanden == [date(2013, 12, 1), date(2014, 1, 1)]
    assert prognose([], date(2014, 12, 31)) == []


def plan(wie: str, dag: date, orgaan: str = "college", taak: str = "JE04") -> Gepland:
    return Gepland(code(wie), taak, "zk", orgaan, dag)


WERELD = stand(
    "haarlem heemstede velsen beverwijk",
    regel("haarlem", PLEEGZORG, "zk", "collegebesluit"),
    regel("heemstede", PLEEGZORG, "zk", "voorstel"),
    regel("velsen", PLEEGZORG, "zk", "intentie"),
    taken=[PLEEGZORG, LOKET],
)


@pytest.mark.parametrize(
    ("dag", "verwacht"),
    [
        (VANDAAG, [1, 1, 0, 2]),
        (VANDAAG - timedelta(days=1), [1, 0, 1, 2]),
        (EINDE, [1, 1, 0, 2]),
        (EINDE + timedelta(days=1), [1, 0, 0, 3]),
    ],
)
def test_the_road_to_the_end_of_2014_is_in_pairs_that_need_cooperation(
    dag: date, verwacht: list[int]
):
    assert [*afronding(WERELD, [plan("heemstede", dag)], VANDAAG).values()] == verwacht


def test_the_first_date_of_a_pair_counts_and_one_that_is_settled_no_more():
    plannen = [
        plan("heemstede", EINDE + timedelta(days=1)),
        plan("heemstede", EINDE),
        plan("haarlem", EINDE),
        plan("velsen", EINDE, "raad"),
        plan("GM9999", EINDE),
    ]

    assert [*afronding(WERELD, plannen, VANDAAG).values()] == [1, 1, 0, 2]


START = date(2014, 10, 1)
UITERLIJK = START - timedelta(days=270)


def inkoop(nu: date, **feiten: object) -> Stand:
    """Haarlem and Heemstede buy pleegzorg together from 1 October 2014."""
    return stand(
        "haarlem heemstede",
        verbanden=[verband("zk", inkoop_start=START, **feiten)],  # type: ignore[arg-type]
        arrangementen={("zk", PLEEGZORG): "haarlem heemstede"},
        nu=datetime(nu.year, nu.month, nu.day, 12, tzinfo=AMSTERDAM),
    )


def test_a_verband_is_late_the_day_after_the_last_one_and_the_row_says_how_much():
    op_tijd = inkoop(UITERLIJK)
    later = inkoop(UITERLIJK + timedelta(days=3))

    assert te_laat(op_tijd, []) == []
    assert te_laat(later, []) == [Telaat("zk", "", "vorm", ("JE04",), UITERLIJK, None, 3)]


def test_a_verband_with_a_legal_basis_is_not_late_but_a_decision_can_be():
    wereld = inkoop(UITERLIJK + timedelta(days=3), vorm=WGR, juridisch_stadium="in_werking")
    net, na = plan("haarlem", UITERLIJK), plan("haarlem", UITERLIJK + timedelta(days=1))

    assert te_laat(wereld, [net]) == []
    assert te_laat(wereld, [net, na]) == [
        Telaat("zk", "GM0392", "college", ("JE04",), UITERLIJK, na.dag, 1)
    ]


def test_late_decisions_of_one_body_are_one_row_with_the_last_day():
    dagen = [UITERLIJK + timedelta(days=n) for n in (9, 5)]
    plannen = [
        plan("heemstede", dagen[0], "raad"),
        plan("heemstede", dagen[1], "raad", "JE05"),
        plan("heemstede", UITERLIJK, "raad", "JE06"),
        Gepland("GM0392", "JE04", "elders", "raad", dagen[0]),
    ]

    assert te_laat(inkoop(UITERLIJK), plannen) == [
        Telaat("zk", "GM0397", "raad", ("JE04", "JE05"), UITERLIJK, dagen[0], 9)
    ]
