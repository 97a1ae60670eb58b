"""Where a verband lies: its small map, and how it lies in the indelingen that are not its own."""

from __future__ import annotations

from gemeenten.kaart.buurt import Buurtkaart, Contour, buurtkaart
from monitor.kaarten import plekken
from monitor.regels.stand import INDELINGEN, Stand
from monitor.verbandbeeld import Ligt, ligt


def verbandkaart(stand: Stand, slug: str, leden: int, liggingen: list[Ligt]) -> Buurtkaart:
    """The deelnemers with the contour of the verband and of the regions it touches."""
    codes = stand.codes(leden)
    klassen: dict[str, str] = {}
    contouren = []
    if liggingen:
        eerste = liggingen[0]
        geraakt = [r for r in stand.indelingen[eerste.indeling].regios if r.leden & eerste.leden]
        for regio in geraakt:
            klassen |= dict.fromkeys(stand.codes(regio.leden), "regio")
        contouren = [
            Contour(f"{eerste.indeling} {r.naam}", eerste.indeling, stand.codes(r.leden))
            for r in geraakt[:3]
        ]
    klassen |= dict.fromkeys(codes, "verband")
    contouren.append(Contour("het verband", "verband", codes))
    return buurtkaart(
        plekken(stand),
        titel=stand.verbandnaam(slug),
        kern=codes,
        klassen=klassen,
        contouren=contouren,
        om=codes[0],
        zijde=40,
    )


def andere_indelingen(stand: Stand, slug: str, eigen_ligging: list[Ligt]) -> list[Ligt]:
    """How the verband lies against the indelingen that are shown, not flagged."""
    gezien = {(rij.indeling, rij.leden) for rij in eigen_ligging}
    arrangementen = stand.per_verband.get(slug, [])
    return [
        rij
        for soort in INDELINGEN
        for rij in ligt(stand, arrangementen, soort)
        if (rij.indeling, rij.leden) not in gezien
    ]
