"""The round of May 2013 before and after its publication, and clients of the API."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.monitor.views.conftest import IN_DE_RONDE, NA_PUBLICATIE, mei

__all__ = ["mei"]

BEGIN = "/api/v1"


@pytest.fixture
def in_de_ronde(op_moment: Callable[[str], Any]) -> None:
    op_moment(IN_DE_RONDE)


@pytest.fixture
def na_publicatie(op_moment: Callable[[str], Any]) -> None:
    op_moment(NA_PUBLICATIE)


@pytest.fixture
def lees(als: Callable[..., Client]) -> Callable[..., Any]:
    """`lees(wie, "/gemeenten?...")` is the JSON of the answer; fails unless it is 200."""

    def haal(wie: Any, pad: str) -> Any:
        antwoord = als(wie).get(f"{BEGIN}{pad}")
        assert antwoord.status_code == 200, antwoord.content
        return json.loads(antwoord.content)

    return haal
