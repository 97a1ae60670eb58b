"""Legend symbols: the same tile as on the map, on its own or as three that touch."""

from __future__ import annotations

from dataclasses import dataclass

from gemeenten.kaart.kleuren import Klasse
from gemeenten.kaart.lagen import Laag
from gemeenten.kaart.ondergrond import Plek, Vak
from gemeenten.kaart.tegels import LAND, tegelgrond
from gemeenten.kaart.tekening import (
    Opschrift,
    Patroonvulling,
    Vlak,
    opschriften,
    patronen,
    schijven,
    vlakken,
)

EEN = (Plek("a", "", 0, 0),)
DRIE = (*EEN, Plek("b", "", 0, 1), Plek("c", "", -1, 1))
MAAT = 11.0


@dataclass(frozen=True)
class Symbool:
    """Ready strings for templates/kaart/symbool.html."""

    naam: str
    vak: Vak
    patronen: list[Patroonvulling]
    vlakken: list[Vlak]
    opschriften: list[Opschrift]
    lettermaat: float


def symbool(klasse: Klasse, id: str) -> Symbool:
    """The symbol of a class with its letter; `id` starts the ids of its patterns."""
    plekken = DRIE if klasse.samen else EEN
    grond = tegelgrond(plekken, LAND)
    codes = [plek.code for plek in plekken]
    laag = Laag(
        klasse.naam,
        (klasse,),
        dict.fromkeys(codes, klasse.code),
        {"a": klasse.letter} if klasse.letter else {},
        groepen=[codes] if klasse.samen else (),
    )
    return Symbool(
        naam=klasse.naam,
        vak=grond.geheel.ruimer(0.5, 0.5),
        patronen=patronen(grond, laag, id),
        vlakken=vlakken(grond, laag, id) + schijven(grond, laag, MAAT),
        opschriften=opschriften(grond, laag, MAAT),
        lettermaat=MAAT,
    )
