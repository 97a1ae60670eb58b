"""One cell gemeente x taak: its staat, what both sides say and what the rules find."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from monitor.filters import STAATNAMEN
from monitor.regels.alles import Evaluatie
from monitor.regels.bevinding import Bevinding
from monitor.regels.catalogus import CATALOGUS, zin
from monitor.regels.dekking import Cel, Staat
from monitor.regels.stand import Gemeente, Regel, Stand, Taak
from monitor.regels.taal import enkele
from samenwerking.keuzes import Wijze

MAX_NAMEN = 12

UITLEG = {
    Staat.GEDEKT: "De gemeente en het verband zeggen hetzelfde.",
    Staat.EENZIJDIG: "De gemeente noemt een verband. Dat verband noemt de gemeente niet.",
    Staat.ZELFSTANDIG: "De gemeente voert deze taak zelf uit.",
    Staat.LANDELIJK: "Deze taak wordt landelijk georganiseerd.",
    Staat.VERKENNING: "De gemeente verkent de samenwerking; er is nog geen intentie.",
    Staat.WACHT_OP_RIJK: "De gemeente wacht op duidelijkheid van het Rijk.",
    Staat.ONBEVESTIGD: "Een verband noemt de gemeente; de gemeente heeft nog niet ingediend.",
    Staat.WITTE_VLEK: "De gemeente noemt voor deze taak niets en is nergens gedekt.",
}


@dataclass(frozen=True)
class Verbandzegt:
    """What a verband says of a taak: its name, penvoerder and deelnemers (code -> name)."""

    slug: str
    naam: str
    penvoerder: str
    leden: dict[str, str]
    noemt: bool

    @property
    def opsomming(self) -> str:
        """The names of the deelnemers as people list them; of a large verband the first twelve."""
        return enkele(list(self.leden.values()), MAX_NAMEN)


@dataclass(frozen=True)
class Gemeentezegt:
    """One regel of the gemeente, ready to show; `verband` only when it names one."""

    woord: str
    verband: str | None
    naam: str
    stadium: str | None


@dataclass(frozen=True)
class Vondst:
    """A finding about the cell, ready to show."""

    code: str
    titel: str
    zin: str
    bevinding: Bevinding


@dataclass(frozen=True)
class Celbeeld:
    """What the panel shows."""

    gemeente: Gemeente
    taak: Taak
    staat: Staat
    naam: str
    uitleg: str
    ingediend: bool
    regels: list[Gemeentezegt]
    verbanden: list[Verbandzegt]
    vondsten: list[Vondst]


def dekkingrijen(stand: Stand, cellen: Iterable[Cel]) -> tuple[list[str], list[list[str]]]:
    """Heads and rows of cells as a file: one row per gemeente and taak."""
    koppen = ["gemeente", "naam", "taak", "taaknaam", "staat", "verbanden"]
    return koppen, [
        [
            cel.gemeente,
            stand.naam(cel.gemeente),
            cel.taak,
            stand.taaknaam(cel.taak),
            STAATNAMEN[cel.staat],
            ", ".join(map(stand.verbandnaam, cel.verbanden)),
        ]
        for cel in cellen
    ]


def celbeeld(stand: Stand, evaluatie: Evaluatie, gemeente: str, taak: str) -> Celbeeld | None:
    """The panel of one cell; None when there is no such cell in this round."""
    cel = next((c for c in evaluatie.dekking if c.gemeente == gemeente and c.taak == taak), None)
    if cel is None:
        return None
    return Celbeeld(
        gemeente=stand.gemeenten[stand.nummer[gemeente]],
        taak=stand.taak[taak],
        staat=cel.staat,
        naam=STAATNAMEN[cel.staat],
        uitleg=UITLEG[cel.staat],
        ingediend=stand.heeft_ingediend(gemeente),
        regels=[_zegt(stand, r) for r in stand.regels_van.get((gemeente, taak), [])],
        verbanden=[_verband(stand, slug, cel) for slug in _betrokken(stand, cel)],
        vondsten=[
            Vondst(b.code, CATALOGUS[b.code].titel, zin(stand, b), b)
            for b in evaluatie.bevindingen
            if b.taak == taak and gemeente in b.gemeenten
        ],
    )


def _zegt(stand: Stand, regel: Regel) -> Gemeentezegt:
    naam = stand.verbandnaam(regel.verband or "")
    return Gemeentezegt(Wijze(regel.wijze).label, regel.verband, naam, regel.stadium)


def _betrokken(stand: Stand, cel: Cel) -> list[str]:
    """Verbanden that the gemeente names for the taak, or that name the gemeente."""
    genoemd = {r.verband for r in stand.regels_van.get((cel.gemeente, cel.taak), []) if r.verband}
    bit = 1 << stand.nummer[cel.gemeente]
    noemen = {v for (v, taak), leden in stand.leden.items() if taak == cel.taak and leden & bit}
    return sorted(genoemd | noemen)


def _verband(stand: Stand, slug: str, cel: Cel) -> Verbandzegt:
    leden = stand.leden.get((slug, cel.taak), 0)
    feiten = stand.verbanden.get(slug)
    penvoerder = stand.naam(feiten.penvoerder) if feiten and feiten.penvoerder else ""
    namen = dict(zip(stand.codes(leden), stand.namen(leden), strict=True))
    return Verbandzegt(slug, stand.verbandnaam(slug), penvoerder, namen, cel.gemeente in namen)
