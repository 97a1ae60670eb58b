"""Exactly what changes between two sets of answers: per taak what it was and what it becomes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from typing import Any, Final, NamedTuple

from samenwerking.keuzes import Motief, Onderdeel, Reden, Stadium, Wijze
from samenwerking.regels import Antwoord, Besluitdata

WOORDEN: Final[dict[str, str]] = {
    "college": "Collegebesluit",
    "raad": "Raadsbesluit",
    "onderdeel": "Deel van de taak",
    "voorlopig": "Voorlopig of definitief",
    "reden": "Waarom nog geen afspraak",
}
KEUZES: Final[dict[str, Any]] = {"onderdeel": Onderdeel, "reden": Reden, "motieven": Motief}
SAMEN: Final = {"taak", "wijze", "verband", "stadium", "bevestigd_op"}


class Verandering(NamedTuple):
    """One thing that changes: of which taak or verband, what of it, was and wordt in words."""

    van: str
    wat: str
    was: str
    wordt: str


def verschillen(
    van: str, oud: Iterable[Antwoord], nieuw: Iterable[Antwoord], namen: Mapping[str, str]
) -> list[Verandering]:
    """What changes when the answers for one taak go from `oud` to `nieuw`.

    `van` is the taak in words, `namen` are those of verbanden by slug.
    """
    return [
        Verandering(van, wat, was, wordt)
        for een, ander in _paren(list(oud), list(nieuw))
        for wat, was, wordt in _velden(een, ander, namen)
        if was != wordt
    ]


def _paren(
    oud: list[Antwoord], nieuw: list[Antwoord]
) -> Iterator[tuple[Antwoord | None, Antwoord | None]]:
    """Each answer beside what it becomes: the same verband first, the rest in order."""
    straks = {a.verband: a for a in nieuw}
    bleven = {a.verband for a in oud} & straks.keys()
    yield from ((a, straks[a.verband]) for a in oud if a.verband in bleven)
    weg = [a for a in oud if a.verband not in bleven]
    erbij = [a for a in nieuw if a.verband not in bleven]
    for n in range(max(len(weg), len(erbij))):
        yield (weg[n] if n < len(weg) else None, erbij[n] if n < len(erbij) else None)


def _velden(
    een: Antwoord | None, ander: Antwoord | None, namen: Mapping[str, str]
) -> Iterator[tuple[str, str, str]]:
    yield "Antwoord", in_woorden(een, namen), in_woorden(ander, namen)
    if ander is None:
        return
    for veld in fields(Antwoord):
        if veld.name not in SAMEN:
            was = _waarde(veld.name, een) if een else ""
            yield (
                WOORDEN.get(veld.name, veld.name.capitalize()),
                was,
                _waarde(veld.name, ander),
            )


def in_woorden(antwoord: Antwoord | None, namen: Mapping[str, str]) -> str:
    """Who with and how far; «geen antwoord» when there is none."""
    if antwoord is None:
        return "geen antwoord"
    if antwoord.verband is None:
        return str(Wijze(antwoord.wijze).label)
    stadium = Stadium(antwoord.stadium).label if antwoord.stadium else ""
    return f"{namen.get(antwoord.verband, antwoord.verband)}, {stadium}".rstrip(", ")


def _waarde(veld: str, antwoord: Antwoord) -> str:
    waarde = getattr(antwoord, veld, None)
    match waarde:
        case None | "":
            return ""
        case Besluitdata():
            return _besluit(waarde)
        case bool():
            return "voorlopig" if waarde else "definitief"
        case date():
            return _dag(waarde)
        case tuple() | list():
            return ", ".join(str(deel) for deel in waarde)
    if soort := KEUZES.get(veld):
        return ", ".join(str(soort(deel).label) for deel in waarde.split("|"))
    return str(waarde)


def _besluit(data: Besluitdata) -> str:
    delen = [
        f"genomen {_dag(data.genomen)}" if data.genomen else "",
        f"gepland {_dag(data.gepland)}" if data.gepland else "",
        f"kenmerk {data.kenmerk}" if data.kenmerk else "",
        "met PDF" if data.document else "",
    ]
    return ", ".join(filter(None, delen))


def _dag(dag: date) -> str:
    return f"{dag.day}-{dag.month}-{dag.year}"
