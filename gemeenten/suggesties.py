"""Which gemeente may have been meant when a search finds nothing."""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches
from typing import NamedTuple

from gemeenten.models import Gemeente
from gemeenten.namen import vouw

HOOGSTENS = 4
GELIJKENIS = 0.75
"""How alike the letters must be, from 0 to 1: «Larem» and Laren are 0.8."""
LANGSTE = 40
"""Longer than any name; what is longer was no slip of the pen."""


class Suggestie(NamedTuple):
    """A gemeente with the address of its page."""

    naam: str
    url: str


def bedoeld(tekst: str, dag: date) -> list[Suggestie]:
    """The gemeenten of `dag` whose name or alias looks most like `tekst`, best first; one query."""
    gevouwen = vouw(tekst)
    if not gevouwen or len(gevouwen) > LANGSTE:
        return []
    namen: dict[str, list[tuple[str, str]]] = {}
    rijen = Gemeente.objects.op(dag).order_by("code")
    for code, naam, *zoeknamen in rijen.values_list(
        "code", "naam", "zoeknaam", "aliassen__zoeknaam"
    ):
        for zoeknaam in filter(None, zoeknamen):
            namen.setdefault(zoeknaam, []).append((code, naam))
    beste = get_close_matches(gevouwen, namen, n=HOOGSTENS, cutoff=GELIJKENIS)
    gevonden = dict(paar for zoeknaam in beste for paar in namen[zoeknaam])
    return [Suggestie(naam, f"/gemeenten/{code}/") for code, naam in gevonden.items()]
