"""Layers: which class every gemeente has, what stands in its tile, and the legend that counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from gemeenten.kaart.kleuren import AANTALLEN, INGEDIEND, Klasse


@dataclass(frozen=True)
class Laag:
    """One subject to colour the map by.

    `indeling` maps gemeente code to class code (a gemeente left out is not drawn), `teksten` what
    stands in a tile, `uitleg` the lines of the hover card. Each of `groepen` is drawn as one
    shape where its gemeenten touch.
    """

    naam: str
    klassen: Sequence[Klasse]
    indeling: Mapping[str, str]
    teksten: Mapping[str, str] = field(default_factory=dict)
    uitleg: Mapping[str, Sequence[str]] = field(default_factory=dict)
    groepen: Sequence[Collection[str]] = ()

    def telling(self) -> Counter[str]:
        """Number of gemeenten per class; the classes sum to the number on the map."""
        return Counter(self.indeling.values())


def laag_staten(
    naam: str,
    klassen: Sequence[Klasse],
    indeling: Mapping[str, str],
    uitleg: Mapping[str, Sequence[str]] | None = None,
) -> Laag:
    """A layer whose tiles carry the letter of their class: dekking, criterium, congruentie."""
    letters = {klasse.code: klasse.letter for klasse in klassen if klasse.letter}
    teksten = {code: letters[staat] for code, staat in indeling.items() if staat in letters}
    return Laag(naam, klassen, indeling, teksten, uitleg or {})


def laag_aantallen(
    naam: str,
    aantallen: Mapping[str, int | None],
    uitleg: Mapping[str, Sequence[str]] | None = None,
) -> Laag:
    """A layer of numbers (witte vlekken): 0, 1, 2-3, 4-6, 7 and more; None is no opgave."""
    indeling = {code: aantalklasse(aantal) for code, aantal in aantallen.items()}
    teksten = {code: str(aantal) for code, aantal in aantallen.items() if aantal and aantal > 1}
    return Laag(naam, AANTALLEN, indeling, teksten, uitleg or {})


def aantalklasse(aantal: int | None) -> str:
    """The class of a number: the code is its lower bound."""
    if aantal is None:
        return "geen_opgave"
    return next(str(grens) for grens in (7, 4, 2, 1, 0) if aantal >= grens)


def laag_ingediend(
    gemeenten: Collection[str],
    zelf: Collection[str],
    brieven: Sequence[Collection[str]],
    uitleg: Mapping[str, Sequence[str]] | None = None,
) -> Laag:
    """Who has submitted: alone, with a joint letter (drawn as one shape) or not yet.

    A gemeente that did both counts for the letter.
    """
    samen = {code for brief in brieven for code in brief}
    indeling = {
        code: "brief" if code in samen else "zelf" if code in zelf else "niet" for code in gemeenten
    }
    return Laag("Ingediend", INGEDIEND, indeling, {}, uitleg or {}, brieven)


class Legendaregel(NamedTuple):
    """A line of the legend: class, number of gemeenten, address of the filter, chosen or not."""

    klasse: Klasse
    aantal: int
    adres: str
    gekozen: bool


def legenda(
    laag: Laag,
    adres: Callable[[str], str] | None = None,
    gekozen: str = "",
    leeg: bool = True,
) -> list[Legendaregel]:
    """The legend in the order of the classes; `adres` makes every line a filter link.

    Classes without gemeenten are left out when `leeg` is False.
    """
    telling = laag.telling()
    return [
        Legendaregel(
            klasse,
            telling[klasse.code],
            adres(klasse.code) if adres else "",
            klasse.code == gekozen,
        )
        for klasse in laag.klassen
        if leeg or telling[klasse.code]
    ]
