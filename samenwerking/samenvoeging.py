"""What a gemeente after a herindeling starts from: the answers of those it continues, as one.

Pure: no database. Source: domein.md (408 -> 403 -> 393 gemeenten fall between rounds), S2-33.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TypeVar

from samenwerking.keuzes import Stadium, Wijze
from samenwerking.regels import MAX_TOELICHTING, Antwoord, Besluitdata

T = TypeVar("T")
Lijnen = Mapping[str, Sequence[Antwoord]]
"""CBS code -> the last answers of that gemeente."""

RANG = {stadium: rang for rang, stadium in enumerate(Stadium.values)}


@dataclass(frozen=True)
class Samengevoegd:
    """The answers to confirm, and per taak who said what where the lines do not say the same."""

    antwoorden: list[Antwoord]
    verschillen: dict[str, dict[str, list[Antwoord]]]


def voeg_samen(geheel: Lijnen, deels: Lijnen | None = None) -> Samengevoegd:
    """Merge the lines of gemeenten that went on as a whole; a split-off part fills what is open.

    Equal answers become one, at the lowest stadium and with the decisions that all name. Different
    verbanden stay next to each other as layers. What cannot stand together stays open.
    """
    deels = deels or {}
    antwoorden: list[Antwoord] = []
    verschillen = {}
    for taak in _taken(geheel, deels):
        lijnen = _over(taak, geheel) or _over(taak, deels)
        antwoorden += _samen(lijnen)
        allen = _over(taak, geheel) | _over(taak, deels)
        if len({_keuze(lijn) for lijn in allen.values()}) > 1:
            verschillen[taak] = allen
    return Samengevoegd(antwoorden, verschillen)


def _taken(*lijnen: Lijnen) -> list[str]:
    return sorted({a.taak for groep in lijnen for lijn in groep.values() for a in lijn})


def _over(taak: str, lijnen: Lijnen) -> dict[str, list[Antwoord]]:
    """Per gemeente what it said of a taak; who said nothing is left out."""
    over = {code: [a for a in lijn if a.taak == taak] for code, lijn in sorted(lijnen.items())}
    return {code: lijn for code, lijn in over.items() if lijn}


def _keuze(lijn: Iterable[Antwoord]) -> frozenset[tuple[str, str | None]]:
    return frozenset((a.wijze, a.verband) for a in lijn)


def _samen(lijnen: Mapping[str, list[Antwoord]]) -> list[Antwoord]:
    """The answers of several lines for one taak as one list; empty when they exclude each other."""
    per_keuze: dict[tuple[str, str | None], list[Antwoord]] = {}
    for antwoord in (a for lijn in lijnen.values() for a in lijn):
        per_keuze.setdefault((antwoord.wijze, antwoord.verband), []).append(antwoord)
    if len(per_keuze) > 1 and any(wijze != Wijze.VERBAND for wijze, _ in per_keuze):
        return []
    return [_een(gelijk) for gelijk in per_keuze.values()]


def _een(gelijk: Sequence[Antwoord]) -> Antwoord:
    """Equal choices as one: what they do not agree on becomes the least that all can say."""
    eerste = min(gelijk, key=lambda a: RANG.get(a.stadium or "", 0))
    if len(gelijk) == 1:
        return eerste
    return replace(
        eerste,
        college=_gelijk(map(attrgetter("college"), gelijk)) or Besluitdata(),
        raad=_gelijk(map(attrgetter("raad"), gelijk)) or Besluitdata(),
        voorlopig=_gelijk(map(attrgetter("voorlopig"), gelijk)),
        onderdeel=_gelijk(map(attrgetter("onderdeel"), gelijk)),
        reden=_gelijk(map(attrgetter("reden"), gelijk)),
        toelichting=_samen_gezegd(a.toelichting for a in gelijk),
    )


def _gelijk(waarden: Iterable[T]) -> T | None:
    """The value that all share; None when they differ."""
    verschillend = list(dict.fromkeys(waarden))
    return verschillend[0] if len(verschillend) == 1 else None


def _samen_gezegd(teksten: Iterable[str]) -> str:
    """Every text once, below each other, as far as a toelichting may be long."""
    return "\n".join(dict.fromkeys(filter(None, teksten)))[:MAX_TOELICHTING]
