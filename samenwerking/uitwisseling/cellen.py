"""Cells as they are written to a file, and the guard against formulas.

A cell that would start a formula gets an apostrophe in front; reading takes that one away again, so
that the text comes back as it was.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from samenwerking.klok import NEDERLAND

# Characters that make a spreadsheet take a cell for a formula, or for an error it has a name for.
FORMULE = re.compile(
    r"'*(?:\s*[=+\-@\t\r＝＋－＠]|#(?:N/A|NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!)\Z)"
)


def beschermd(tekst: str) -> str:
    """`tekst` so that no spreadsheet takes it for a formula."""
    return f"'{tekst}" if FORMULE.match(tekst) else tekst


def ontdaan(tekst: str) -> str:
    """What `beschermd` was given."""
    return tekst[1:] if tekst[:1] == "'" and FORMULE.match(tekst) else tekst


def geschreven(waarde: Any) -> str:
    """A value as text of the format: unknown is empty, ja is 1, moments are Dutch time."""
    match waarde:
        case None:
            return ""
        case bool():
            return str(int(waarde))
        case datetime():
            return waarde.astimezone(NEDERLAND).isoformat()
        case date():
            return waarde.isoformat()
        case tuple():
            return _lijst([geschreven(deel).replace("|", "/") for deel in waarde])
        case _:
            return zuiver(str(waarde))


def _lijst(delen: list[str]) -> str:
    """Names joined by `|`; a bar at the end keeps one name with a `;` in it one name."""
    slot = "|" if len(delen) == 1 and ";" in delen[0] else ""
    return "|".join(delen) + slot


def schoon(tekst: str) -> str:
    """A stored text as a file gives it back: one kind of line end, no blanks around it."""
    return zuiver(tekst.replace("\r\n", "\n").replace("\r", "\n")).strip()


def zuiver(tekst: str) -> str:
    """`tekst` without characters that no file may hold; what can be printed has none."""
    if tekst.isprintable():
        return tekst
    return "".join(teken for teken in tekst if not verboden(teken))


def verboden(teken: str) -> bool:
    """Whether a character has no place in a text: controls, halves of pairs, non-characters."""
    return (
        (teken < " " and teken not in "\n\t")
        or "\ud800" <= teken <= "\udfff"
        or ord(teken) & 0xFFFE == 0xFFFE
    )
