"""Reference tables to change."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

Wijzig = Callable[[str, str, str], Path]


@pytest.fixture
def tabellen(tmp_path: Path) -> Path:
    """A copy of the reference tables."""
    for bestand in settings.FIXTURES.glob("*.csv"):
        shutil.copy(bestand, tmp_path)
    return tmp_path


@pytest.fixture
def wijzig(tabellen: Path) -> Wijzig:
    """`wijzig(bestand, oud, nieuw)` replaces text in one table and gives the folder."""

    def vervang(bestand: str, oud: str, nieuw: str) -> Path:
        inhoud = (tabellen / bestand).read_text()
        assert oud in inhoud
        (tabellen / bestand).write_text(inhoud.replace(oud, nieuw))
        return tabellen

    return vervang
