"""The sentences of a profile: its key figures and the criteria.

Every figure carries its denominator; the sentences state facts and judge nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from monitor.regels.criteria import BEZIG, CRITERIA, REGIE, RISICOS, VER, Score
from monitor.regels.stand import RANG, Profiel, Verband
from monitor.regels.taal import aantal, enkele, getal, opsomming
from monitor.regiobeeld import Regiobeeld
from samenwerking.keuzes import Stadium

NAMEN = 8


class Sleutelcijfer(NamedTuple):
    """A key figure: `getal` with its unit, and one sentence that says what it means."""

    getal: str
    eenheid: str
    zin: str


def sleutelcijfers(
    beeld: Regiobeeld, drempel: str, op_tijd: int, *, inhoud: bool
) -> list[Sleutelcijfer]:
    """Gemeenten and who submitted for everybody; the other three once the content may be shown."""
    cijfers = [_gemeenten(beeld), _ingediend(beeld, op_tijd)]
    return [*cijfers, _vlekken(beeld), _vast(beeld, drempel), _past(beeld)] if inhoud else cijfers


def _gemeenten(beeld: Regiobeeld) -> Sleutelcijfer:
    n = len(beeld.codes)
    zin = f"{getal(beeld.inwoners)} inwoners."
    if n > 1 and beeld.inwoners:
        _, naam, meeste, _ = max(beeld.gemeenten, key=lambda rij: rij[2])
        zin = f"{zin[:-1]}, van wie {100 * meeste / beeld.inwoners:.0f}% in {naam}."
    return Sleutelcijfer(getal(n), "gemeente" if n == 1 else "gemeenten", zin)


def _ingediend(beeld: Regiobeeld, op_tijd: int) -> Sleutelcijfer:
    n, niet = len(beeld.codes), [naam for _, naam, _, ingediend in beeld.gemeenten if not ingediend]
    if not niet:
        tijd = "allemaal op tijd" if op_tijd == n else f"{op_tijd} van de {n} op tijd"
        zin = f"Iedereen heeft ingediend, {tijd}."
    else:
        zin = f"{op_tijd} van de {n} op tijd. Nog niet: {enkele(niet, NAMEN)}."
    return Sleutelcijfer(f"{beeld.ingediend} van de {n}", "ingediend", zin)


def _vlekken(beeld: Regiobeeld) -> Sleutelcijfer:
    vlekken, alle = beeld.witte_vlekken, len(beeld.cellen)
    taken = len({cel.taak for cel in vlekken})
    wie = len({cel.gemeente for cel in vlekken})
    hoeveel = len(beeld.codes)
    zin = "Voor elke taak is een antwoord."
    if vlekken and len(vlekken) == taken * hoeveel:
        zin = f"Bij elke gemeente {'dezelfde taak' if taken == 1 else f'dezelfde {taken} taken'}."
    elif vlekken:
        in_taken = aantal(taken, "taak", "taken")
        zin = f"Bij {wie} van de {hoeveel} gemeenten, verdeeld over {in_taken}."
    eenheid = "witte vlek" if len(vlekken) == 1 else "witte vlekken"
    return Sleutelcijfer(f"{getal(len(vlekken))} van de {getal(alle)}", eenheid, zin)


def _vast(beeld: Regiobeeld, drempel: str) -> Sleutelcijfer:
    vast, alle = beeld.vastgelegd(drempel), sum(beeld.stadia.values())
    eerder = [Stadium(s).label for s, n in beeld.stadia.items() if n and RANG[s] < RANG[drempel]]
    rest = f" De rest is {opsomming(eerder)}." if eerder else ""
    zin = f"Vastgelegd is: vanaf {DREMPELWOORD[drempel]}.{rest}"
    return Sleutelcijfer(f"{getal(vast)} van de {getal(alle)}", "afspraken vast", zin)


DREMPELWOORD = {stadium.value: f"stadium {stadium.label}" for stadium in Stadium} | {
    "collegebesluit": "een besluit van het college",
    "raadsbesluit": "een besluit van de raad",
}


def _past(beeld: Regiobeeld) -> Sleutelcijfer:
    snijdt = beeld.doorsnijdend
    if snijdt:
        letter, rij = min(snijdt, key=lambda paar: paar[1].stappen)
        stappen = aantal(rij.stappen, "stap", "stappen")
        zin = f"Zo veel groepen deelnemers doorsnijden een regio. Kleinste herstel: {stappen}, "
        zin += f"bij verband {letter}."
    elif not beeld.verzamelingen:
        zin = "Er is nog geen verband."
    else:
        zin = "Elke groep deelnemers volgt de grenzen van de regio's."
    return Sleutelcijfer(f"{len(snijdt)} van de {beeld.verzamelingen}", "over de grens", zin)


class Criteriumregel(NamedTuple):
    """A criterion with the score of every verband and what the facts say of all of them."""

    code: str
    titel: str
    scores: list[tuple[str, str]]
    zin: str


def criteria(beeld: Regiobeeld) -> list[Criteriumregel]:
    """The five criteria; the scores are the indicatie of the rules, no oordeel."""
    return [
        Criteriumregel(
            code,
            criterium.titel,
            [(rij.letter, rij.scores[code].value) for rij in beeld.verbanden],
            _criteriumzin(beeld, code),
        )
        for code, criterium in CRITERIA.items()
    ]


def _criteriumzin(beeld: Regiobeeld, code: str) -> str:
    """The facts; what nobody answered is not said to be absent."""
    n = len(beeld.verbanden)
    if not n:
        return "Er is nog geen verband."
    bekend = sum(rij.scores[code] is not Score.ONBEKEND for rij in beeld.verbanden)
    if not bekend:
        return f"Hierover is nog niets bekend van {aantal(n, 'verband', 'verbanden')}."
    if code in VERDELING:
        return _verdeling(beeld, code)
    rest = f" Onbekend bij {n - bekend} van de {n}." if n - bekend else ""
    return FEITEN[code](beeld) + rest


def _tel(beeld: Regiobeeld, klopt: Callable[[Verband, Profiel], bool]) -> str:
    """«2 van de 3»."""
    keer = sum(klopt(rij.verband, rij.verband.profiel) for rij in beeld.verbanden)
    return f"{keer} van de {len(beeld.verbanden)}"


def _k1(beeld: Regiobeeld) -> str:
    regie = _tel(beeld, lambda v, p: p.regie_vorm in REGIE)
    samen = _tel(beeld, lambda v, p: _met_instellingen(p))
    return f"Bestuurlijk overleg bij {regie}. Afspraken met grote instellingen bij {samen}."


def _met_instellingen(profiel: Profiel) -> bool:
    n, m = profiel.grote_instellingen, profiel.grote_instellingen_met_afspraken
    return n is not None and m is not None and 2 * m >= n


def _k2(beeld: Regiobeeld) -> str:
    analyse = _tel(beeld, lambda v, p: (p.risicoanalyse or frozenset()) >= RISICOS)
    maatregel = _tel(beeld, lambda v, p: bool(p.beheersmaatregelen))
    return f"Een volledige risicoanalyse bij {analyse}, maatregelen bij {maatregel}."


def _k3(beeld: Regiobeeld) -> str:
    n = len(beeld.verbanden)
    haalt = sum(rij.scores["K3"] is Score.VOLDOET for rij in beeld.verbanden)
    zin = f"{haalt} van de {n} {'haalt' if haalt == 1 else 'halen'} voor elke taak de richtlijn."
    tekort = [
        (beeld.stand.inwoners(a.leden) / norm, beeld.stand.inwoners(a.leden), norm, rij.letter)
        for rij in beeld.verbanden
        for a in rij.arrangementen
        if a.leden and (norm := beeld.stand.taak[a.taak].norm_inwoners)
    ]
    deel, inwoners, norm, letter = min(tekort, default=(1.0, 0, 0, ""))
    if deel >= 1:
        return zin
    return (
        f"{zin} Het verst eronder: {letter}, met {getal(inwoners)} van de {getal(norm)} inwoners."
    )


FEITEN = {"K1": _k1, "K2": _k2, "K3": _k3}


def _vorm(verband: Verband) -> str:
    stadium = verband.profiel.juridisch_stadium
    if verband.rechtsvorm is None:
        return "nog niet gekozen"
    if verband.bestaand or stadium in VER:
        return "vastgelegd"
    return "in gesprek" if stadium in BEZIG else "niet besproken"


def _verevening(verband: Verband) -> str:
    stand = verband.profiel.risicoverevening
    if stand != "in_uitwerking":
        return {"vastgesteld": "vastgesteld", "in_gesprek": "in gesprek"}.get(
            stand or "", "er niet"
        )
    met = "met" if verband.profiel.verevening_gepland else "zonder"
    return f"in uitwerking {met} datum"


Klasse = Callable[[Verband], str]
VERDELING: dict[str, tuple[str, Klasse, tuple[str, ...]]] = {
    "K4": ("De vorm", _vorm, ("vastgelegd", "in gesprek", "niet besproken", "nog niet gekozen")),
    "K5": (
        "De afspraak over risico's",
        _verevening,
        (
            "vastgesteld",
            "in uitwerking met datum",
            "in uitwerking zonder datum",
            "in gesprek",
            "er niet",
        ),
    ),
}
"""Criteria whose facts put every verband in one class: what it is about, and the classes."""


def _verdeling(beeld: Regiobeeld, code: str) -> str:
    """«De vorm is vastgelegd bij 3, in gesprek bij 2 en onbekend bij 1: samen 6.»"""
    onderwerp, klasse, volgorde = VERDELING[code]
    telling = Counter(
        "onbekend" if rij.scores[code] is Score.ONBEKEND else klasse(rij.verband)
        for rij in beeld.verbanden
    )
    delen = [f"{wat} bij {telling[wat]}" for wat in (*volgorde, "onbekend") if telling[wat]]
    return f"{onderwerp} is {opsomming(delen)}: samen {len(beeld.verbanden)}."
