"""Measuring: CPU time of this process, floor and work in turn, the median of each."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from time import process_time
from typing import Any

from django.db import connection

Werk = Callable[[], Any]
TRANSACTIE = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


@dataclass(frozen=True)
class Regel:
    """One line of the table; `doel` is the highest ratio allowed, None where there is no target.

    `vloer` and `werk` are milliseconds of CPU time, or `eenheid`.
    """

    naam: str
    tegen: str
    vloer: float
    werk: float
    doel: float | None = None
    extra: str = ""
    eenheid: str = "ms"

    @property
    def verhouding(self) -> float:
        """How many times the floor."""
        return self.werk / self.vloer

    @property
    def uitslag(self) -> str:
        """Whether the target is reached."""
        return "" if self.doel is None else "yes" if self.verhouding <= self.doel else "**no**"

    def __str__(self) -> str:
        doel = "" if self.doel is None else f"≤ {self.doel:g}"
        getallen = f"{self.vloer:.1f} | {self.werk:.1f} {self.eenheid} | {self.verhouding:.2f}"
        return (
            f"| {self.naam} | {self.tegen} | {getallen} | {doel} | {self.uitslag} | {self.extra} |"
        )


@dataclass(frozen=True)
class Grens:
    """A figure that is no ratio: `waarde` may be at most `doel`."""

    naam: str
    waarde: float
    doel: float
    eenheid: str

    def __str__(self) -> str:
        uitslag = "yes" if self.waarde <= self.doel else "**no**"
        gemeten = f"{self.waarde:g} {self.eenheid}"
        return f"| {self.naam} | | | {gemeten} | | ≤ {self.doel:g} {self.eenheid} | {uitslag} | |"


def tijd(werk: Werk) -> float:
    """Milliseconds of CPU time of this process."""
    gc.collect()
    begin = process_time()
    werk()
    return (process_time() - begin) * 1000


def samen(vloer: Werk, *werk: Werk, keer: int = 15) -> list[float]:
    """The median of the floor and of every piece of work; one round is not counted."""
    alle = (vloer, *werk)
    for stuk in alle:
        stuk()
    rondes = [[tijd(stuk) for stuk in alle] for _ in range(keer)]
    return [median(kolom) for kolom in zip(*rondes, strict=True)]


@contextmanager
def zonder_opruimen() -> Iterator[None]:
    """Without garbage collection, as the evaluation runs."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def queries() -> Iterator[list[str]]:
    """The queries that run meanwhile; what begins and ends a transaction is left out."""
    gezien: list[str] = []

    def tel(voer_uit: Any, sql: str, *rest: Any) -> Any:
        if not sql.startswith(TRANSACTIE):
            gezien.append(sql)
        return voer_uit(sql, *rest)

    with connection.execute_wrapper(tel):
        yield gezien
