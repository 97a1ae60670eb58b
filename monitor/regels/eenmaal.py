"""Shared steps of the rules, computed once per Stand."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from monitor.regels.stand import Stand

T = TypeVar("T")


def per_stand(functie: Callable[[Stand], T]) -> Callable[[Stand], T]:
    """Compute once per Stand and keep the outcome with it, so that rules can share it."""

    @wraps(functie)
    def bewaar(stand: Stand) -> T:
        if functie not in stand.bewaard:
            stand.bewaard[functie] = functie(stand)
        uitkomst: T = stand.bewaard[functie]
        return uitkomst

    return bewaar
