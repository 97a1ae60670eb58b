"""The map of the country: every gemeente a link, provincies apart, their names in the sea."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from gemeenten.kaart.contour import ketens, omgekeerd, pad, randen
from gemeenten.kaart.lagen import Laag, legenda
from gemeenten.kaart.ondergrond import Ondergrond, Vak
from gemeenten.kaart.tegels import HOEKEN, LAND
from gemeenten.kaart.tekening import (
    Opschrift,
    Patroonvulling,
    Tekst,
    Vlak,
    getal,
    opschriften,
    patronen,
    schijven,
    vlakken,
)


class Zeenaam(NamedTuple):
    """The name of a provincie beside its tiles: place in columns and rows, and where it is tied."""

    naam: str
    kolom: float
    rij: float
    anker: str


ZEENAMEN = (
    Zeenaam("Groningen", 21.7, 0.95, "start"),
    Zeenaam("Fryslân", 13.8, 4.3, "end"),
    Zeenaam("Drenthe", 21.4, 9.0, "start"),
    Zeenaam("Overijssel", 20.4, 12.0, "start"),
    Zeenaam("Flevoland", 14.4, 8.45, "end"),
    Zeenaam("Gelderland", 20.8, 18.4, "start"),
    Zeenaam("Noord-Holland", 5.2, 7.25, "end"),
    Zeenaam("Zuid-Holland", 2.2, 14.3, "end"),
    Zeenaam("Zeeland", -0.1, 22.35, "end"),
    Zeenaam("Noord-Brabant", 7.2, 29.1, "end"),
    Zeenaam("Limburg", 17.7, 29.35, "start"),
)
"""Utrecht has no free edge, so no name."""

ZEEMARGE = 46.0
"""Room for the names left and right of the tiles, in map units."""

NAAMMAAT = 12.5
"""Size of the names in px."""

KAARTJE_MAAT = ("236", "84")
"""Largest width and height of the hover card in map units."""


class Tegellink(NamedTuple):
    """A gemeente as a link: address and name with figures, its shape, and its hover card.

    `kaartje` is the text of the card, the name on the first line; `stand` is "boven" when it goes
    above the tile.
    """

    adres: str
    omschrijving: str
    vorm: str
    x: str
    y: str
    kaartje_x: str
    kaartje_y: str
    stand: str
    kaartje: str


@dataclass(frozen=True)
class Landkaart:
    """Ready strings for templates/kaart/land.html; `links` is empty for a still picture."""

    id: str
    titel: str
    beschrijving: str
    vak: Vak
    cel: str
    patronen: list[Patroonvulling]
    vlakken: list[Vlak]
    provincies: str
    opschriften: list[Opschrift]
    lettermaat: float
    namen: list[tuple[str, Tekst]]
    naammaat: float
    nadruk: str
    links: list[Tegellink]


def landkaart(
    grond: Ondergrond,
    laag: Laag,
    *,
    titel: str,
    id: str = "kaart",
    adres: Callable[[str], str] | None = None,
    gekozen: str = "",
    onderwerp: Collection[str] = (),
    namen: bool = True,
) -> Landkaart:
    """The country in the colours of `laag`.

    `adres` gives the page of a gemeente code and makes the tiles links (leave it out in a PDF);
    `gekozen` is the class a filter shows; `onderwerp` gets a thick outline; `namen` puts the names
    of provincies in the sea (tiles only). `id` must be unique on the page.
    """
    maat = grond.cel * 0.56 if grond.tegels else 9.0
    binnen = grond.geheel
    return Landkaart(
        id=id,
        titel=titel,
        beschrijving=beschrijving(laag),
        vak=binnen.ruimer(ZEEMARGE if namen and grond.tegels else 2, 2),
        cel=_cel() if grond.tegels else "",
        patronen=patronen(grond, laag, id),
        vlakken=vlakken(grond, laag, id, gekozen) + schijven(grond, laag, maat, gekozen),
        provincies="" if grond.tegels else provincielijnen(grond),
        opschriften=opschriften(grond, laag, maat, gekozen),
        lettermaat=round(maat, 1),
        namen=_zeenamen(grond) if namen and grond.tegels else [],
        naammaat=NAAMMAAT,
        nadruk=grond.samen(onderwerp) if onderwerp else "",
        links=_links(grond, laag, adres, binnen) if adres else [],
    )


def beschrijving(laag: Laag) -> str:
    """The map in a sentence, for who cannot see it: the legend with its counts."""
    delen = [f"{regel.klasse.naam} {regel.aantal}" for regel in legenda(laag, leeg=False)]
    return f"{laag.naam}, {len(laag.indeling)} gemeenten: {', '.join(delen)}."


def provincielijnen(grond: Ondergrond) -> str:
    """Path data of the lines between provincies, to draw over real boundaries."""
    van = {
        lijn: plek.provincie
        for code, plek in grond.plekken.items()
        for ring in grond.vlakken.get(code, ())
        for lijn in randen(ring)
    }
    tussen = {lijn for lijn in van if van[lijn] < van.get(omgekeerd(lijn), "")}
    return pad(ketens(tussen), einde="")


def _cel() -> str:
    """A whole cell around (0, 0): the place to point at."""
    return pad([tuple((x * LAND.breedte / 2, y * LAND.zijde / 2) for x, y in HOEKEN)], 2)


def _zeenamen(grond: Ondergrond) -> list[tuple[str, Tekst]]:
    """The names as (text-anchor, text) for the provincies that are on the map."""
    aanwezig = {plek.provincie for plek in grond.plekken.values()}
    return [
        (
            zee.anker,
            Tekst(
                getal(zee.kolom * LAND.breedte),
                getal(zee.rij * 1.5 * LAND.zijde + NAAMMAAT / 3),
                zee.naam,
            ),
        )
        for zee in ZEENAMEN
        if zee.naam in aanwezig
    ]


def _links(
    grond: Ondergrond, laag: Laag, adres: Callable[[str], str], binnen: Vak
) -> list[Tegellink]:
    """By name, so that the keyboard goes through the map as through a list."""
    codes = laag.indeling.keys() & grond.vlakken.keys()
    volgorde = sorted(codes, key=lambda code: (grond.plekken[code].naam, code))
    return [_link(grond, code, adres(code), laag.uitleg.get(code, ()), binnen) for code in volgorde]


def _link(
    grond: Ondergrond, code: str, adres: str, regels: Sequence[str], binnen: Vak
) -> Tegellink:
    naam, (x, y) = grond.plekken[code].naam, grond.middens[code]
    return Tegellink(
        adres,
        f"{naam}: {', '.join(regels)}" if regels else naam,
        "" if grond.tegels else grond.vorm(code),
        *_plaats(x, y, binnen),
        "\n".join((naam, *regels)),
    )


@lru_cache(maxsize=2048)
def _plaats(x: float, y: float, binnen: Vak) -> tuple[str, str, str, str, str]:
    """A tile and its hover card: x and y of both, and whether the card hangs under it or not."""
    breedte, hoogte = map(float, KAARTJE_MAAT)
    links = min(max(x - breedte / 2, binnen.x), binnen.x + binnen.breedte - breedte)
    boven = y > binnen.y + binnen.hoogte - hoogte
    return (
        getal(x),
        getal(y),
        getal(links),
        getal(y - 13 - hoogte if boven else y + 13),
        "boven" if boven else "onder",
    )
