"""What the screen of a scenario says: what changes, before and after, in neutral words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from gemeenten.namen import vouw
from monitor.filters import STAATNAMEN
from monitor.regels.bevinding import Bevinding
from monitor.regels.criteria import CRITERIA, Score, schaal
from monitor.regels.dekking import Cel, Staat
from monitor.regels.drukte import landelijke_mediaan
from monitor.regels.ligging import Ligging, liggingen
from monitor.regels.scenarioverschil import (
    Arrangementverschil,
    Beeld,
    Scores,
    Telling,
    andere_cellen,
    andere_drukte,
    andere_indicaties,
    arrangementen,
    delen,
    hersteltelling,
    schaaltelling,
    staten,
    tellingen,
    vondsten,
)
from monitor.regels.stand import Arrangement, Stand
from monitor.regels.taal import aantal, enkele, getal
from monitor.verbandbeeld import (
    VERHOUDINGNAMEN,
    Ligt,
    Regelzin,
    doorsnijdend,
    ligt,
    samengevoegd,
)

MEESTE = 40
"""Of a list of findings so many are written out; the rest is counted."""
VOORSTELLEN = 6


class Rij(NamedTuple):
    """A figure before and after, with the difference in words."""

    code: str
    naam: str
    voor: str
    na: str
    verschil: str


def verschil(voor: int, na: int) -> str:
    """«3 meer», «1 minder» or «gelijk»."""
    if voor == na:
        return "gelijk"
    return f"{getal(abs(na - voor))} {'meer' if na > voor else 'minder'}"


def _rij(telling: Telling) -> Rij:
    code, naam, voor, na = telling
    return Rij(code, naam, getal(voor), getal(na), verschil(voor, na))


class Zinnen(NamedTuple):
    """Findings in sentences, how many they are, and how many are not written out."""

    zinnen: list[Regelzin]
    aantal: int
    rest: int


def _zinnen(stand: Stand, bevindingen: list[Bevinding]) -> Zinnen:
    eerste = bevindingen[:MEESTE]
    return Zinnen(samengevoegd(stand, eerste), len(bevindingen), len(bevindingen) - len(eerste))


def resultaat(voor: Beeld, na: Beeld) -> dict[str, Any]:
    """Everything of the outcome that the scenario changes, ready to show."""
    gevonden = vondsten(voor, na)
    rijen = arrangementen(voor.stand, na.stand)
    dichtheid = andere_drukte(voor, na)
    anders = [rij for rij in rijen if rij.voor != rij.na]
    norm = [rij for rij in rijen if rij.voor == rij.na]
    return {
        "tellingen": [
            *map(_rij, (*tellingen(voor, na), hersteltelling(voor, na), schaaltelling(voor, na)))
        ],
        "staten": [
            (staat, Rij("", STAATNAMEN[staat], getal(oud), getal(nieuw), verschil(oud, nieuw)))
            for staat, oud, nieuw in staten(voor, na)
        ],
        "cellen": len(na.evaluatie.dekking),
        "andere_cellen": _cellen(na.stand, andere_cellen(voor, na)),
        "weg": _zinnen(voor.stand, gevonden.weg),
        "erbij": _zinnen(na.stand, gevonden.erbij),
        "anders": _zinnen(na.stand, [nieuw for _, nieuw in gevonden.anders]),
        "arrangementen": [_arrangement(voor.stand, na.stand, rij) for rij in anders],
        "norm": [_arrangement(voor.stand, na.stand, rij) for rij in norm],
        "criteria": _criteria(na.stand, andere_indicaties(voor, na, {r.verband for r in anders})),
        "drukte": [
            (na.stand.naam(oud.gemeente), oud.gemeente, oud, nieuw) for oud, nieuw in dichtheid
        ],
        "mediaan": (landelijke_mediaan(voor.stand), landelijke_mediaan(na.stand)),
        "zin": _zin(len(gevonden.weg), len(gevonden.erbij), len(gevonden.anders)),
    }


def _zin(weg: int, erbij: int, anders: int) -> str:
    """How much changes, in one sentence."""
    if not weg and not erbij and not anders:
        return "De bevindingen blijven gelijk."
    delen = [
        f"{aantal(weg, 'bevinding verdwijnt', 'bevindingen verdwijnen')}",
        f"{aantal(erbij, 'komt erbij', 'komen erbij')}",
    ]
    if anders:
        delen.append(aantal(anders, "wordt anders", "worden anders"))
    return f"{', '.join(delen[:-1])} en {delen[-1]}."


def _cellen(stand: Stand, paren: list[tuple[Cel, Cel]]) -> list[dict[str, str]]:
    """Per gemeente and change of staat the taken."""
    groepen: dict[tuple[str, Staat, Staat], list[str]] = {}
    for oud, nieuw in paren:
        sleutel = nieuw.gemeente, oud.staat, nieuw.staat
        groepen.setdefault(sleutel, []).append(stand.taaknaam(nieuw.taak))
    return [
        {
            "code": code,
            "gemeente": stand.naam(code),
            "taken": enkele(taken, 4),
            "voor": van.value,
            "na": naar.value,
        }
        for (code, van, naar), taken in groepen.items()
    ]


def _arrangement(voor: Stand, na: Stand, rij: Arrangementverschil) -> dict[str, Any]:
    """One row: deelnemers, inwoners against the norm, ligging and parts, before and after."""
    erbij, eruit = na.namen(rij.na & ~rij.voor), na.namen(rij.voor & ~rij.na)
    taak = rij.taken[0]
    return {
        "slug": rij.verband,
        "naam": na.verbandnaam(rij.verband),
        "bestaat": rij.verband in voor.per_verband,
        "taken": enkele([na.taaknaam(code) for code in rij.taken], 3),
        "erbij": enkele(erbij, 6) if erbij else "",
        "eruit": enkele(eruit, 6) if eruit else "",
        "soort": rij.soort,
        "voor": _kant(voor, rij.voor, taak, rij.soort, rij.verband),
        "na": _kant(na, rij.na, taak, rij.soort, rij.verband),
    }


def _kant(stand: Stand, leden: int, taak: str, soort: str, slug: str) -> dict[str, Any] | None:
    """One side of the row; None when the arrangement is not there."""
    if not leden:
        return None
    norm = stand.taak[taak].norm_inwoners
    gevonden = liggingen(stand).get((leden, soort))
    return {
        "leden": leden.bit_count(),
        "inwoners": getal(stand.inwoners(leden)),
        "norm": getal(norm) if norm else "geen",
        "schaal": schaal(stand, Arrangement(slug, taak, leden)).value,
        "ligging": _ligging(gevonden),
        "delen": delen(stand, leden),
    }


def _ligging(gevonden: Ligging | None) -> str:
    if gevonden is None:
        return ""
    stappen = f" ({aantal(gevonden.stappen, 'stap', 'stappen')})" if gevonden.stappen else ""
    return VERHOUDINGNAMEN[gevonden.verhouding] + stappen


def _criteria(stand: Stand, per_verband: dict[str, dict[str, Scores]]) -> list[dict[str, Any]]:
    """Per verband the five scores; one score when it stays the same."""
    return [
        {
            "slug": slug,
            "naam": stand.verbandnaam(slug),
            "scores": [
                (code, _waarde(voor), _waarde(na), voor == na)
                for code, (voor, na) in scores.items()
            ],
        }
        for slug, scores in per_verband.items()
    ]


def _waarde(score: Score | None) -> str:
    return score.value if score else ""


CRITERIUMKOPPEN = [(code, criterium.titel) for code, criterium in CRITERIA.items()]


def voorstellen(stand: Stand, beeld: Beeld, slug: str = "") -> list[Ligt]:
    """The smallest repairs that the rules name: of one verband, else the smallest of all."""
    if slug:
        rijen = ligt(stand, stand.per_verband.get(slug, []))
        return [rij for rij in rijen if rij.stappen]
    return doorsnijdend(stand, beeld.evaluatie)[:VOORSTELLEN]


def zoek(stand: Stand, vraag: str, hoogstens: int = 8) -> dict[str, Any]:
    """Gemeenten and verbanden whose name holds what was typed; how many more there are."""
    gevouwen = vouw(vraag)

    def past(rijen: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        gevonden = [rij for rij in rijen if gevouwen in vouw(rij[1])]
        return sorted(gevonden, key=lambda rij: (not vouw(rij[1]).startswith(gevouwen), rij[1]))

    gemeenten = past((g.code, g.naam) for g in stand.gemeenten) if gevouwen else []
    verbanden = past((s, stand.verbandnaam(s)) for s in stand.per_verband) if gevouwen else []
    return {
        "gemeenten": gemeenten[:hoogstens],
        "verbanden": verbanden[:hoogstens],
        "rest": max(0, len(gemeenten) - hoogstens) + max(0, len(verbanden) - hoogstens),
    }
