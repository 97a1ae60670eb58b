"""Shared steps of the rules, computed once per Stand."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from monitor.regels.stand import Stand

T = TypeVar("T")
P = ParamSpec("P")


def per_stand(functie: Callable[Concatenate[Stand, P], T]) -> Callable[Concatenate[Stand, P], T]:
    """Compute once per Stand (and further arguments) and keep it there, so that rules share it."""

    @wraps(functie)
    def bewaar(stand: Stand, /, *args: P.args, **kwargs: P.kwargs) -> T:
        sleutel = functie, *args, *kwargs.items()
        if sleutel not in stand.bewaard:
            stand.bewaard[sleutel] = functie(stand, *args, **kwargs)
        uitkomst: T = stand.bewaard[sleutel]
        return uitkomst

    return bewaar
