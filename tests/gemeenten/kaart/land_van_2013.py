"""The tiles of 2013 from the project's own reference tables, for tests without a database."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from gemeenten.kaart.ondergrond import Plek

FIXTURES = Path(__file__).parents[3] / "fixtures"


@cache
def rijen() -> dict[str, dict[str, str]]:
    """gemeenten_2013.csv by CBS code."""
    with (FIXTURES / "gemeenten_2013.csv").open(encoding="utf-8") as bestand:
        return {rij["cbs_code"]: rij for rij in csv.DictReader(bestand)}


@cache
def plekken() -> tuple[Plek, ...]:
    """The 408 gemeenten with their tile and provincie."""
    with (FIXTURES / "gemeente_tegels_2013.csv").open(encoding="utf-8") as bestand:
        return tuple(
            Plek(
                rij["cbs_code"],
                rijen()[rij["cbs_code"]]["naam"],
                int(rij["kolom"]),
                int(rij["rij"]),
                rijen()[rij["cbs_code"]]["provincie"],
            )
            for rij in csv.DictReader(bestand)
        )


def code(naam: str) -> str:
    """The CBS code of the gemeente with exactly this name."""
    (gevonden,) = [plek.code for plek in plekken() if plek.naam == naam]
    return gevonden


def codes(namen: str) -> set[str]:
    """The CBS codes of names separated by commas."""
    return {code(naam.strip()) for naam in namen.split(",")}


def regio(soort: str, naam: str) -> set[str]:
    """The members of a region, for example `regio("jeugdregio", "Utrecht West")`."""
    return {cbs for cbs, rij in rijen().items() if rij[soort] == naam}
