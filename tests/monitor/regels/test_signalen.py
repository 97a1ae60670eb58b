"""A signaal waits until there is an outcome; more than thirty days is long."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.regels.signalen import KLAAR, WACHT_LANG, Uitkomst, leeftijd, wacht_lang

SINDS = date(2013, 9, 1)


@pytest.mark.parametrize(("dagen", "lang"), [(0, False), (30, False), (31, True)])
@pytest.mark.parametrize("uitkomst", [Uitkomst.OPEN, Uitkomst.IN_BEHANDELING])
def test_thirty_days_is_not_long_yet(uitkomst: Uitkomst, dagen: int, lang: bool) -> None:
    assert wacht_lang(SINDS, uitkomst, SINDS + timedelta(dagen)) == lang


@pytest.mark.parametrize("uitkomst", sorted(KLAAR))
def test_with_an_outcome_nothing_waits(uitkomst: Uitkomst) -> None:
    assert not wacht_lang(SINDS, uitkomst, SINDS + timedelta(400))
    assert leeftijd(SINDS, uitkomst, SINDS + timedelta(3), SINDS + timedelta(400)) == 3


@given(st.sampled_from(Uitkomst), st.integers(0, 900), st.integers(0, 900))
def test_the_age_is_never_more_than_the_time_passed(
    uitkomst: Uitkomst, na: int, verder: int
) -> None:
    antwoord = SINDS + timedelta(na)
    dagen = leeftijd(SINDS, uitkomst, antwoord, antwoord + timedelta(verder))

    assert na <= dagen <= na + verder
    assert wacht_lang(SINDS, uitkomst, antwoord) == (uitkomst not in KLAAR and na > WACHT_LANG)
