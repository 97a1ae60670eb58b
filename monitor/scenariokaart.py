"""Two maps of the same neighbourhood: who works together before and after a scenario."""

from __future__ import annotations

from typing import NamedTuple

from gemeenten.kaart.buurt import Buurtkaart, Contour, buurtkaart
from gemeenten.kaart.kleuren import INKT, Klasse
from monitor.kaarten import plekken
from monitor.regels.stand import Stand
from monitor.regels.taal import enkele

ANDERS = Klasse("anders", "hier verandert iets", "#ffd98a", rand=INKT, randdikte=2)
STIJLEN = (("verband", "verband"), ("regio", "meer"), ("andere_regio", "regio"))
"""Line and fill of each verband on the map: solid and dark, dashed, dotted and light."""
KOLOMMEN, RIJEN = 9, 8


class Groep(NamedTuple):
    """Verbanden that share gemeenten that change, most change first, and the taken of that."""

    slugs: tuple[str, ...]
    anders: int
    taken: list[str]


def groepen(voor: Stand, na: Stand) -> list[Groep]:
    """What changes, a place at a time: equal changes for several taken are one."""
    uit: dict[tuple[tuple[str, int, int], ...], Groep] = {}
    for taak in voor.taak:
        rest = {
            slug: voor.leden.get((slug, taak), 0) ^ na.leden.get((slug, taak), 0)
            for slug in dict.fromkeys([*voor.per_verband, *na.per_verband])
        }
        rest = {slug: anders for slug, anders in rest.items() if anders}
        while rest:
            samen, anders = _bijeen(rest)
            paren = ((s, voor.leden.get((s, taak), 0), na.leden.get((s, taak), 0)) for s in samen)
            groep = uit.setdefault(tuple(paren), Groep(samen, anders, []))
            groep.taken.append(taak)
    return list(uit.values())


def _bijeen(rest: dict[str, int]) -> tuple[tuple[str, ...], int]:
    """Take one verband out of `rest` with all that hang together with it: slugs and gemeenten."""
    slug, anders = rest.popitem()
    samen = {slug: anders}
    while erbij := {s: masker for s, masker in rest.items() if masker & anders}:
        for gevonden, masker in erbij.items():
            anders |= masker
            del rest[gevonden]
        samen |= erbij
    return tuple(sorted(samen, key=lambda s: (-samen[s].bit_count(), s))), anders


def kaartnaam(stand: Stand, groep: Groep) -> str:
    """«Landsmeer, 5 taken»."""
    taken = stand.taaknaam(groep.taken[0])
    if len(groep.taken) > 1:
        taken = f"{len(groep.taken)} taken"
    return f"{enkele(stand.namen(groep.anders), 2)}, {taken}"


class Kaartpaar(NamedTuple):
    """The maps of one group, the names of who changes, and how many verbanden do not fit."""

    naam: str
    voor: Buurtkaart
    na: Buurtkaart
    anders: list[str]
    rest: int


def kaartpaar(voor: Stand, na: Stand, groep: Groep) -> Kaartpaar | None:
    """The maps of one group; None when nobody that changes has a tile."""
    op_kaart = {plek.code for plek in plekken(voor)}
    midden = [code for code in voor.codes(groep.anders) if code in op_kaart]
    if not midden:
        return None
    taak, getoond = groep.taken[0], groep.slugs[: len(STIJLEN)]
    kern = groep.anders
    for slug in getoond:
        kern |= voor.leden.get((slug, taak), 0) | na.leden.get((slug, taak), 0)

    def kaart(stand: Stand, id: str, titel: str) -> Buurtkaart:
        klassen: dict[str, str] = {}
        contouren = []
        for slug, (lijn, vlak) in zip(getoond, STIJLEN, strict=False):
            codes = stand.codes(stand.leden.get((slug, taak), 0))
            klassen |= dict.fromkeys(codes, vlak)
            if codes:
                contouren.append(Contour(na.verbandnaam(slug), lijn, codes))
        klassen |= dict.fromkeys(stand.codes(groep.anders), ANDERS.code)
        return buurtkaart(
            plekken(stand),
            titel=titel,
            kern=voor.codes(kern),
            klassen=klassen,
            contouren=contouren,
            reeks=(ANDERS,),
            hoogstens=(KOLOMMEN, RIJEN),
            om=midden[0],
            zijde=30,
            id=id,
        )

    return Kaartpaar(
        kaartnaam(voor, groep),
        kaart(voor, "kaart-voor", "Nu"),
        kaart(na, "kaart-na", "In het scenario"),
        sorted(voor.namen(groep.anders)),
        len(groep.slugs) - len(getoond),
    )
