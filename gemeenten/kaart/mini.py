"""Mini maps: the country small, some gemeenten in colour; many on a page stay cheap.

The country is one path that the first map of a page draws and the others refer to. Coloured
gemeenten fill their whole cell, so that a cluster is one spot.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from gemeenten.kaart.kleuren import MINI_LAND, ROOD
from gemeenten.kaart.ondergrond import Plek, Vak
from gemeenten.kaart.tegels import Maat, tegelgrond

MINI = Maat(breedte=5.0, kier=0.15, provinciekier=0.15)
"""Sizes of a mini map in its own units; CSS or width and height scale it."""


@dataclass(frozen=True)
class Minikaart:
    """Ready strings for templates/kaart/mini.html; no `land` when `basis` was drawn before."""

    titel: str
    vak: Vak
    basis: str
    land: str
    landkleur: str
    gekleurd: str
    kleur: str


def minikaart(
    plekken: tuple[Plek, ...],
    codes: Collection[str],
    *,
    titel: str,
    kleur: str = ROOD,
    landkleur: str = MINI_LAND,
    basis: str = "",
    eerste: bool = True,
) -> Minikaart:
    """One mini map that colours `codes`; without `basis` it stands on its own (PDF, locator).

    An empty `titel` makes it decoration, for where the words stand next to it.
    """
    grond = tegelgrond(plekken, MINI)
    return Minikaart(
        titel=titel,
        vak=grond.geheel.ruimer(0.5, 0.5),
        basis=basis,
        land=grond.vormen(sorted(grond.plekken)) if eerste else "",
        landkleur=landkleur,
        gekleurd=grond.vormen(sorted(codes), -MINI.kier),
        kleur=kleur,
    )


def minikaarten(
    plekken: tuple[Plek, ...],
    reeks: Sequence[tuple[str, Collection[str]]],
    *,
    basis: str = "mini-land",
    kleur: str = ROOD,
) -> list[Minikaart]:
    """Small multiples from (title, codes) pairs; `basis` is an id that is unique on the page."""
    return [
        minikaart(plekken, codes, titel=titel, kleur=kleur, basis=basis, eerste=nr == 0)
        for nr, (titel, codes) in enumerate(reeks)
    ]
