"""D. Is every gemeente covered for every taak that asks for cooperation?

Each cell gemeente x taak has exactly one staat. Zelfstandig is an answer, never a gap (S0-12).
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from itertools import chain
from typing import NamedTuple

from monitor.regels.bevinding import (
    Bevinding,
    Ernst,
    Regelkaart,
    vaste_zin,
)
from monitor.regels.eenmaal import per_stand
from monitor.regels.stand import (
    GEEN,
    Stand,
    nummers,
)
from monitor.regels.taal import getal, opsomming


class Staat(StrEnum):
    """The staten of a cell, in the order in which they are tried."""

    GEDEKT = "gedekt"
    EENZIJDIG = "eenzijdig"
    ZELFSTANDIG = "zelfstandig"
    LANDELIJK = "landelijk"
    VERKENNING = "verkenning"
    WACHT_OP_RIJK = "wacht_op_rijk"
    ONBEVESTIGD = "onbevestigd"
    WITTE_VLEK = "witte_vlek"


class Cel(NamedTuple):
    """One gemeente and one taak, with the verbanden (sorted) that make the staat what it is."""

    gemeente: str
    taak: str
    staat: Staat
    verbanden: tuple[str, ...] = ()


Laag = tuple[Staat, list[tuple[str, int]]]
"""A staat and who may be in it: maskers by verband, under "" when no verband is involved."""


@per_stand
def dekking(stand: Stand) -> list[Cel]:
    """The staat of every gemeente for every taak with samenwerking_noodzakelijk.

    Sorted by gemeente and taak; n x m cells, all filled. Source: S1-16, S2-07, S2-15, S2-47.
    """
    return list(chain.from_iterable(zip(*_per_taak(stand), strict=True)))


@per_stand
def _per_taak(stand: Stand) -> list[list[Cel]]:
    """The cells of each taak, in the order of the gemeenten."""
    codes = [gemeente.code for gemeente in stand.gemeenten]
    uit = []
    for taak, lagen in _lagen(stand).items():
        vulling = zip(codes, _vul(lagen, len(codes)), strict=True)
        uit.append([Cel(code, taak, staat, verbanden) for code, (staat, verbanden) in vulling])
    return uit


def _vul(lagen: list[Laag], aantal: int) -> list[tuple[Staat, tuple[str, ...]]]:
    """Staat and verbanden per gemeente: the first layer that holds it decides, else witte vlek."""
    vrij = (1 << aantal) - 1
    uit: list[tuple[Staat, tuple[str, ...]]] = [(Staat.WITTE_VLEK, ())] * aantal
    for staat, maskers in lagen:
        bezet = 0
        for verband, masker in sorted(maskers):
            hier = masker & vrij
            if not hier:
                continue
            alleen = staat, (verband,) if verband else ()
            for n in nummers(hier & ~bezet):
                uit[n] = alleen
            for n in nummers(hier & bezet):
                uit[n] = staat, (*uit[n][1], verband)
            bezet |= hier
        vrij &= ~bezet
    return uit


def _lagen(stand: Stand) -> dict[str, list[Laag]]:
    """Per taak the lines of the table, in order."""
    uit = {
        taak.code: {staat: list[tuple[str, int]]() for staat in Staat}
        for taak in stand.taken
        if taak.samenwerking_noodzakelijk
    }
    for (verband, taak), wie in stand.noemt_vast.items():
        if taak in uit:
            uit[taak][Staat.GEDEKT].append((verband, wie & stand.leden.get((verband, taak), 0)))
            uit[taak][Staat.EENZIJDIG].append((verband, wie))
            uit[taak][Staat.VERKENNING].append((verband, stand.noemt[verband, taak]))
    for (wijze, taak), wie in stand.anders.items():
        if taak in uit and wijze != GEEN:
            uit[taak][Staat(wijze)].append(("", wie))
    bevestigt = {verband for verband in stand.per_verband if stand.penvoerder_ingediend(verband)}
    for verband, taak, leden, *_ in stand.arrangementen:
        if taak in uit and verband in bevestigt:
            uit[taak][Staat.ONBEVESTIGD].append((verband, leden & ~stand.ingediend))
    return {taak: list(lagen.items()) for taak, lagen in uit.items()}


@per_stand
def cellen_per_staat(stand: Stand) -> dict[Staat, list[Cel]]:
    """The same cells by staat, each sorted by taak and gemeente."""
    uit: dict[Staat, list[Cel]] = {staat: [] for staat in Staat}
    for cellen in _per_taak(stand):
        for cel in cellen:
            uit[cel.staat].append(cel)
    return uit


def _bevindingen(code: str, cellen: Iterable[Cel]) -> list[Bevinding]:
    return [Bevinding(code, (cel.gemeente,), None, cel.taak) for cel in cellen]


def _zin_d1(stand: Stand, bevinding: Bevinding) -> str:
    (gemeente,) = bevinding.gemeenten
    naam, taak = stand.naam(gemeente), stand.taaknaam(bevinding.taak)
    if not stand.heeft_ingediend(gemeente):
        return (
            f"{naam} heeft niets ingediend. Ook geen penvoerder die indiende, noemt {naam} voor"
            f" {taak}: een witte vlek."
        )
    return f"{naam} heeft voor {taak} nog geen keuze gemaakt: een witte vlek."


D1 = Regelkaart(
    "D1",
    "Witte vlek",
    Ernst.ACTIE,
    "Voor deze taak is samenwerking nodig, maar de gemeente is nergens gedekt.",
    "Ledenbrief VNG 16-1-2013, stap 3 (S2-07, S2-47)",
    _zin_d1,
)


def witte_vlekken(stand: Stand) -> list[Bevinding]:
    """D1. Cells that nobody covers. Source: ledenbrief VNG, stap 3 (S2-47)."""
    return _bevindingen("D1", cellen_per_staat(stand)[Staat.WITTE_VLEK])


D2 = Regelkaart(
    "D2",
    "Zelfstandig op c-niveau",
    Ernst.UITLEG,
    "Taken op c-niveau vragen om een grotere schaal dan één gemeente.",
    "Brief BZK 15-3-2013 (S1-26), brief gemeenten 30-5-2013 (S0-31)",
    vaste_zin(
        "{gemeente} voert {taak} zelfstandig uit. Deze taak op c-niveau vraagt om een grotere"
        " schaal: leg uit."
    ),
)


def zelfstandig_op_c(stand: Stand) -> list[Bevinding]:
    """D2. Zelfstandig on c-niveau: c asks for a larger scale. Source: S1-26, S0-31."""
    zelfstandig = cellen_per_staat(stand)[Staat.ZELFSTANDIG]
    return _bevindingen("D2", (cel for cel in zelfstandig if stand.taak[cel.taak].niveau == "c"))


def _zin_d3(stand: Stand, bevinding: Bevinding) -> str:
    gemeente = stand.gemeenten[stand.nummer[bevinding.gemeenten[0]]]
    taak = stand.taak[bevinding.taak or ""]
    return (
        f"{gemeente.naam} voert {taak.naam} zelfstandig uit met {getal(gemeente.inwoners)}"
        f" inwoners. De norm voor deze taak is {getal(taak.norm_inwoners or 0)}: leg uit."
    )


D3 = Regelkaart(
    "D3",
    "Zelfstandig onder de norm",
    Ernst.UITLEG,
    "Een grote gemeente kan een taak op b-niveau alleen aan; onder de norm hoort er uitleg bij.",
    "Brief gemeenten 30-5-2013 (S0-21, S0-22), norm: ledenbrief VNG (S2-12)",
    _zin_d3,
)


def zelfstandig_onder_norm(stand: Stand) -> list[Bevinding]:
    """D3. Zelfstandig on b-niveau while inwoners < norm_inwoners of the taak.

    A large gemeente alone is enough, as Haarlemmermeer says; without a norm nothing is found.
    Source: S0-21, S0-22.
    """

    def onder_norm(cel: Cel) -> bool:
        taak, gemeente = stand.taak[cel.taak], stand.gemeenten[stand.nummer[cel.gemeente]]
        norm = taak.norm_inwoners
        return taak.niveau == "b" and norm is not None and gemeente.inwoners < norm

    return _bevindingen("D3", filter(onder_norm, cellen_per_staat(stand)[Staat.ZELFSTANDIG]))


def _zin_d4(stand: Stand, bevinding: Bevinding) -> str:
    (gemeente,) = bevinding.gemeenten
    regels = stand.regels_van[gemeente, bevinding.taak or ""]
    verbanden = sorted({stand.verbandnaam(regel.verband or "") for regel in regels})
    return (
        f"{stand.naam(gemeente)} verkent voor {stand.taaknaam(bevinding.taak)} nog"
        f" de samenwerking in {opsomming(verbanden)}."
    )


D4 = Regelkaart(
    "D4",
    "Nog in verkenning",
    Ernst.ACTIE,
    "De gemeente onderzoekt een samenwerking, maar heeft nog niet gekozen.",
    "Brief gemeenten 30-5-2013 (S0-27), ledenbrief VNG (S2-61)",
    _zin_d4,
)


def in_verkenning(stand: Stand) -> list[Bevinding]:
    """D4. Still in verkenning. Source: S0-27, S2-61."""
    return _bevindingen("D4", cellen_per_staat(stand)[Staat.VERKENNING])


D5 = Regelkaart(
    "D5",
    "Wacht op het Rijk",
    Ernst.INFO,
    "De gemeente kan pas kiezen als het Rijk iets heeft besloten of laten weten.",
    "Brief gemeenten 30-5-2013 (S0-33)",
    vaste_zin("{gemeente} wacht voor {taak} op het Rijk."),
)


def wacht_op_rijk(stand: Stand) -> list[Bevinding]:
    """D5. Waits for the Rijk; also offered as a signaal. Source: S0-33."""
    return _bevindingen("D5", cellen_per_staat(stand)[Staat.WACHT_OP_RIJK])
