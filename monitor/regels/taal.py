"""Small pieces of Dutch that the sentences share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

MAANDEN = {
    1: "januari",
    2: "februari",
    3: "maart",
    4: "april",
    5: "mei",
    6: "juni",
    7: "juli",
    8: "augustus",
    9: "september",
    10: "oktober",
    11: "november",
    12: "december",
}
DAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
ONBEKEND = "onbekend"


def opsomming(woorden: Iterable[str]) -> str:
    """«Aalsmeer, Amstelveen en Diemen»; an empty string for nothing."""
    *eerste, laatste = list(woorden) or [""]
    return f"{', '.join(eerste)} en {laatste}" if eerste else laatste


def enkele(woorden: Sequence[str], hoogstens: int) -> str:
    """«Aalsmeer, Diemen en 3 andere»: the first few, and how many more there are."""
    rest = len(woorden) - hoogstens
    return opsomming([*woorden[:hoogstens], *([f"{rest} andere"] if rest > 0 else [])])


def getal(waarde: int) -> str:
    """A count with a point per thousand: «115.000»."""
    return f"{waarde:,}".replace(",", ".")


def datum(dag: date) -> str:
    """A date in words: «31 mei 2013»."""
    return f"{dag.day} {MAANDEN[dag.month]} {dag.year}"


def herkomst(bron: str) -> str:
    """A source for the reader: the letter with its day in words, without the numbers of eisen.

    «Brief BZK 15-3-2013 (S1-11)» is «Brief BZK van 15 maart 2013».
    """
    zonder = re.sub(r" \((?:S\d-\d\d(?:, | ?))+\)", "", bron)
    return re.sub(
        r"(\d+)-(\d+)-(\d{4})",
        lambda m: f"van {datum(date(int(m[3]), int(m[2]), int(m[1])))}",
        re.sub(r"S\d-\d\d ", "", zonder),
    )


def aantal(waarde: int, enkelvoud: str, meervoud: str) -> str:
    """A count with its noun: «1 stap», «2 stappen»."""
    return f"{getal(waarde)} {enkelvoud if waarde == 1 else meervoud}"


def woord(waarde: str | None) -> str:
    """A code of the vocabulary in words."""
    return ONBEKEND if waarde is None else waarde.replace("_", " ")


def ja_nee(waarde: bool | None) -> str:
    """Ja, nee or onbekend."""
    return ONBEKEND if waarde is None else "ja" if waarde else "nee"


def lijst(waarde: frozenset[str] | None) -> str:
    """A list from the vocabulary; an empty list is «geen»."""
    return ONBEKEND if waarde is None else opsomming(sorted(map(woord, waarde))) or "geen"
