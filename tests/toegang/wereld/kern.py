"""What the parts of the world share: its moment, and what a thing and a word are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple
from uuid import UUID

from samenwerking.toegang.models import Gebruiker
from tests.bouwers import moment

NU = "2013-06-05T12:00+02:00"
OP = moment("2013-05-20")
MEI = {"uitvraag": "2013-mei"}
NIET = {"int": 999_999, "uuid": UUID(int=0)}
Argumenten = dict[str, Any]
Voorwerpen = dict[str, dict[str, Callable[[Gebruiker | None], Argumenten] | Argumenten]]


class Kanarie(NamedTuple):
    """A word that nobody else may read; `van` is the gemeente (code) or the account (pk)."""

    woord: str
    wat: str
    van: str | int


class Wereld(NamedTuple):
    """The things and the words."""

    voorwerpen: Voorwerpen
    kanaries: list[Kanarie]
