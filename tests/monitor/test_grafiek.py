"""The step chart: what was on time, what is there now, and labels that stay in the picture."""

from __future__ import annotations

import pytest

from monitor.grafiek import BREEDTE, LINKS, Trapgrafiek, trapgrafiek
from tests.bouwers import moment


def grafiek(nu: str, *ingediend: str) -> Trapgrafiek:
    return trapgrafiek(
        [moment(m) for m in ingediend],
        opent=moment("2013-04-18"),
        deadline=moment("2013-06-01"),
        sluit=moment("2013-06-15"),
        bekend_op=moment(nu),
        totaal=408,
    )


def test_on_time_is_before_the_deadline_and_not_at_it() -> None:
    beeld = grafiek("2013-06-05", "2013-05-31 23:59:59.999999", "2013-06-01 00:00")

    assert (beeld.op_tijd, beeld.nu) == (1, 2)
    assert [punt.label for punt in beeld.punten] == ["1 op tijd", "2 nu"]


def test_the_last_days_are_named_and_not_the_moments_after_them() -> None:
    beeld = grafiek("2013-06-05")

    assert beeld.uiterste_dag == "31 mei"
    assert [streep.label for streep in beeld.momenten] == ["18 april", "14 juni"]


def test_while_the_round_is_open_only_now_is_marked() -> None:
    beeld = grafiek("2013-05-29", "2013-05-20")

    assert [punt.label for punt in beeld.punten] == ["1 nu"]
    assert beeld.punten[0].x < beeld.deadline_x


@pytest.mark.parametrize("nu", ["2013-04-18", "2013-04-20", "2013-06-05", "2013-06-20"])
def test_labels_stay_in_the_picture(nu: str) -> None:
    for punt in grafiek(nu).punten:
        begin = punt.x + punt.dx - (70 if punt.anker == "end" else 0)
        assert LINKS <= begin <= begin + 70 <= BREEDTE + 10
