"""The concept of a profile, for a gemeente of the region itself while a round is not public yet.

It holds what concerns that gemeente: the own answers, the verbanden it takes part in or names, and
what others submitted about those (domein.md, Roles). All the rest is not in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from monitor.regels.alles import Evaluatie
from monitor.regels.bevinding import Bevinding
from monitor.regels.stand import Stand
from monitor.regiobeeld import Regiobeeld
from monitor.verbandbeeld import raakt


def concept(beeld: Regiobeeld, code: str) -> Regiobeeld:
    """The same region as gemeente `code` may see it."""
    samen = _gedeeld(beeld.stand, code)
    stand = _stand(beeld.stand, code, samen)
    return Regiobeeld(stand, _evaluatie(beeld, code, samen), beeld.soort, beeld.regio)


def gaat_aan(stand: Stand, bevindingen: Iterable[Bevinding], code: str) -> list[Bevinding]:
    """The findings that concern gemeente `code`."""
    samen, bit = _gedeeld(stand, code), stand.bit[code]
    return [b for b in bevindingen if _gaat_ons_aan(stand, b, bit, samen)]


def _gedeeld(stand: Stand, code: str) -> frozenset[str]:
    """Slugs of the verbanden that name the gemeente, are named by it, or that it leads."""
    bit = stand.bit[code]
    genoemd = {a.verband for a in stand.arrangementen if a.leden & bit}
    noemt = {verband for wie, _, _, verband, *_ in stand.regels if wie == code and verband}
    leidt = {slug for slug, verband in stand.verbanden.items() if verband.penvoerder == code}
    return frozenset(genoemd | noemt | leidt)


def _stand(stand: Stand, code: str, samen: frozenset[str]) -> Stand:
    return replace(
        stand,
        verbanden={slug: feiten for slug, feiten in stand.verbanden.items() if slug in samen},
        arrangementen=tuple(a for a in stand.arrangementen if a.verband in samen),
        regels=tuple(r for r in stand.regels if r[0] == code or r[3] in samen),
    )


def _gaat_ons_aan(stand: Stand, b: Bevinding, bit: int, samen: frozenset[str]) -> bool:
    """Of a difference (W) only the own side: what somebody else answered instead is not for us."""
    return b.verband in samen if b.verband and b.code[0] != "W" else raakt(stand, b, bit)


def _evaluatie(beeld: Regiobeeld, code: str, samen: frozenset[str]) -> Evaluatie:
    evaluatie, bit = beeld.evaluatie, beeld.stand.bit[code]
    return evaluatie._replace(
        dekking=[
            cel._replace(verbanden=tuple(v for v in cel.verbanden if v in samen))
            for cel in evaluatie.dekking
            if cel.gemeente == code or samen.intersection(cel.verbanden)
        ],
        relaties=[],
        indicaties=[i for i in evaluatie.indicaties if i.verband in samen],
        bevindingen=[b for b in evaluatie.bevindingen if _gaat_ons_aan(beeld.stand, b, bit, samen)],
        drukte=[],
    )
