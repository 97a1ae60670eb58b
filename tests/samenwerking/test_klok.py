"""The domain clock: real time, or in the demo the time it was set to, which then runs on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from samenwerking import klok
from tests.bouwers import moment


def test_without_demo_clock_it_is_now_in_dutch_time(settings) -> None:
    settings.PEILKLOK = None

    assert abs(klok.nu() - timezone.now()) < timedelta(seconds=5)
    assert klok.nu().tzinfo == klok.NEDERLAND
    assert not klok.is_demo()


def test_the_demo_clock_starts_where_it_is_set_and_runs_on(
    settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.PEILKLOK = moment("2013-05-31T10:00+02:00")
    monkeypatch.setattr(klok, "GESTART", timezone.now() - timedelta(hours=3))

    verschil = klok.nu() - moment("2013-05-31T13:00+02:00")

    assert timedelta(0) <= verschil < timedelta(seconds=5)
    assert klok.is_demo()


def test_the_day_changes_at_midnight_in_the_netherlands(op_moment) -> None:
    op_moment("2013-05-31T21:59:59+00:00")
    avond = klok.vandaag()
    op_moment("2013-05-31T22:00:00+00:00")

    assert avond == date(2013, 5, 31)
    assert klok.vandaag() == date(2013, 6, 1)
