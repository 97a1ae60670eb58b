"""What `dagelijks` does: a list of chores that each app adds its own to (koppelvlakken, 2)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple


class Karwei(NamedTuple):
    """A chore: `doe(op)` does it and `proef(op)` says what it would do; both give Dutch lines."""

    doe: Callable[[datetime], list[str]]
    proef: Callable[[datetime], list[str]]


KARWEIEN: dict[str, Karwei] = {}


def registreer(
    naam: str,
    *,
    doe: Callable[[datetime], list[str]],
    proef: Callable[[datetime], list[str]],
) -> None:
    """Add a chore; the same `naam` again replaces it."""
    KARWEIEN[naam] = Karwei(doe, proef)
