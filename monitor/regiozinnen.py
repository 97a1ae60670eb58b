"""The sentences of a profile: its key figures, the criteria and what to talk about.

Every figure carries its denominator; the sentences state facts and judge nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from monitor.regels.catalogus import CATALOGUS
from monitor.regels.criteria import BEZIG, CRITERIA, REGIE, RISICOS, VER, Score
from monitor.regels.stand import RANG, Profiel, Verband
from monitor.regels.taal import aantal, getal, opsomming
from monitor.regiobeeld import Regiobeeld
from monitor.verbandbeeld import Regelzin
from samenwerking.keuzes import Stadium

OPENBAAR = ("A", "C", "D", "N")
"""Findings that a published round shows to everybody; W, T and B are for who reads all."""
VOORBEELDEN = 3
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
        rest = [*niet[:NAMEN], *([f"{len(niet) - NAMEN} andere"] if len(niet) > NAMEN else [])]
        zin = f"{op_tijd} van de {n} op tijd. Nog niet: {opsomming(rest)}."
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


def _k4(beeld: Regiobeeld) -> str:
    vast = _tel(
        beeld,
        lambda v, p: v.rechtsvorm is not None and (v.bestaand or p.juridisch_stadium in VER),
    )
    bezig = _tel(beeld, lambda v, p: not v.bestaand and p.juridisch_stadium in BEZIG)
    geen = _tel(beeld, lambda v, p: v.rechtsvorm is None)
    return f"De vorm ligt vast bij {vast}, is in gesprek bij {bezig}; nog geen vorm bij {geen}."


def _k5(beeld: Regiobeeld) -> str:
    vast = _tel(beeld, lambda v, p: p.risicoverevening == "vastgesteld")
    bezig = _tel(beeld, lambda v, p: p.risicoverevening == "in_uitwerking")
    gepland = _tel(beeld, lambda v, p: p.verevening_gepland is not None)
    return f"Vastgesteld bij {vast}, in uitwerking bij {bezig}, met een datum bij {gepland}."


FEITEN = {"K1": _k1, "K2": _k2, "K3": _k3, "K4": _k4, "K5": _k5}


class Punt(NamedTuple):
    """A question to talk about, and the figure that gives rise to it."""

    vraag: str
    aanleiding: str


def spreekpunten(beeld: Regiobeeld, *, lezer: bool) -> list[Punt]:
    """The questions that this profile raises; without `lezer` only from what is public."""
    punten = [_punt_vlekken(beeld), _punt_grens(beeld), _punt_donut(beeld)]
    if lezer:
        punten += [_punt_verschil(beeld), _punt_tegenspraak(beeld), *_punten_criteria(beeld)]
    return [punt for punt in punten if punt.aanleiding]


def _punt_vlekken(beeld: Regiobeeld) -> Punt:
    n = len(beeld.witte_vlekken)
    reden = f"{getal(n)} van de {getal(len(beeld.cellen))} vakjes zijn een witte vlek."
    return Punt("Wie pakt de taken op die nog niemand noemt?", reden if n else "")


def _punt_grens(beeld: Regiobeeld) -> Punt:
    letters = list(dict.fromkeys(letter for letter, _ in beeld.doorsnijdend))
    reden = f"Over een regiogrens: {opsomming(letters)}." if letters else ""
    return Punt("Waarom loopt een verband over de grens van een regio?", reden)


def _punt_donut(beeld: Regiobeeld) -> Punt:
    wie = {g for b in beeld.bevindingen if b.code[0] == "N" for g in b.gemeenten}
    namen = opsomming(sorted(map(beeld.stand.naam, wie)))
    reden = f"De buren doen samen mee, zonder {namen}." if wie else ""
    return Punt("Waarom doet een gemeente niet mee waar haar buren dat wel doen?", reden)


def _punt_verschil(beeld: Regiobeeld) -> Punt:
    n = sum(b.code in ("W1", "W2") for b in beeld.bevindingen)
    reden = f"{aantal(n, 'verschil', 'verschillen')} tussen gemeente en verband." if n else ""
    return Punt("Waarom zeggen gemeente en verband niet hetzelfde?", reden)


def _punt_tegenspraak(beeld: Regiobeeld) -> Punt:
    n = sum(b.code[0] == "T" for b in beeld.bevindingen)
    letters = {beeld.letters[b.verband or ""] for b in beeld.bevindingen if b.code[0] == "T"}
    reden = f"{aantal(n, 'tegenspraak', 'tegenspraken')} bij {opsomming(sorted(letters))}."
    return Punt("Wat klopt er nog niet binnen een verband?", reden if n else "")


def _punten_criteria(beeld: Regiobeeld) -> list[Punt]:
    vragen = {
        "K4": "Welke vorm kiest het verband, en wanneer ligt die vast?",
        "K5": "Wanneer is de afspraak over de risico's klaar?",
    }
    uit = []
    for code, vraag in vragen.items():
        open_ = [r.letter for r in beeld.verbanden if r.scores[code] is not Score.VOLDOET]
        reden = f"{len(open_)} van de {len(beeld.verbanden)}: {opsomming(open_)}." if open_ else ""
        uit.append(Punt(vraag, reden))
    return uit


class Aandacht(NamedTuple):
    """All findings of one rule in the region: how many, and the first few in words."""

    code: str
    titel: str
    aantal: int
    zinnen: Sequence[Regelzin]


def aandachtspunten(beeld: Regiobeeld, *, lezer: bool) -> list[Aandacht]:
    """Findings per rule; without `lezer` only what a published round shows to everybody."""
    uit = []
    for code, kaart in CATALOGUS.items():
        if lezer or code.startswith(OPENBAAR):
            gevonden = beeld.vondsten(code)
            if gevonden:
                eerste = gevonden[:VOORBEELDEN]
                uit.append(Aandacht(code, kaart.titel, len(gevonden), eerste))
    return uit
