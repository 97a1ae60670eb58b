"""A. Do the deelnemers of an arrangement form one area?"""

from __future__ import annotations

from monitor.regels.bevinding import Bevinding, Ernst, Regelkaart
from monitor.regels.eenmaal import per_stand
from monitor.regels.stand import Stand, nummers
from monitor.regels.taal import aantal, opsomming


def delen(stand: Stand, leden: int) -> list[int]:
    """The connected parts of a set in the border graph `alle`, as maskers.

    The largest first; ties by lowest code.
    """
    uit = []
    rest = leden
    while rest:
        deel = rand = rest & -rest
        while rand:
            nieuw = 0
            for n in nummers(rand):
                nieuw |= stand.alle[n]
            rand = nieuw & leden & ~deel
            deel |= rand
        uit.append(deel)
        rest &= ~deel
    return sorted(uit, key=lambda deel: (-deel.bit_count(), deel & -deel))


@per_stand
def losse_delen(stand: Stand) -> dict[int, list[int]]:
    """The sets S that fall apart, with their parts."""
    alle = ((leden, delen(stand, leden)) for leden in stand.verzamelingen)
    return {leden: gevonden for leden, gevonden in alle if len(gevonden) > 1}


def _zin_a1(stand: Stand, bevinding: Bevinding) -> str:
    gevonden = losse_delen(stand)[stand.leden[bevinding.verband or "", bevinding.taak or ""]]
    woorden = "; ".join(opsomming(stand.namen(deel)) for deel in gevonden)
    return (
        f"De deelnemers van {stand.verbandnaam(bevinding.verband or '')} voor"
        f" {stand.taaknaam(bevinding.taak)} liggen niet aaneen:"
        f" {aantal(len(gevonden), 'deel', 'delen')} ({woorden})."
    )


A1 = Regelkaart(
    "A1",
    "Verband ligt niet aaneen",
    Ernst.UITLEG,
    "De deelnemers grenzen niet allemaal aan elkaar: het gebied bestaat uit losse delen.",
    "Ledenbrief VNG 16-1-2013 (S2-09 «robuuste congruente buitengrenzen»)",
    _zin_a1,
)


def losse_verbanden(stand: Stand) -> list[Bevinding]:
    """A1. S of an arrangement with at least two deelnemers falls apart in the border graph.

    The gemeenten are those outside the largest part. Source: S2-09.
    """
    los = losse_delen(stand)
    return [
        Bevinding("A1", stand.codes(leden & ~los[leden][0]), verband, taak)
        for verband, taak, leden, *_ in stand.arrangementen
        if leden in los
    ]
