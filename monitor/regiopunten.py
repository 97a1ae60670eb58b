"""What a profile gives to talk about: questions, and the findings per rule."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from monitor.regels.bevinding import Bevinding
from monitor.regels.catalogus import CATALOGUS
from monitor.regels.criteria import Score
from monitor.regels.taal import aantal, enkele, getal, opsomming
from monitor.regiobeeld import Regiobeeld
from monitor.verbandbeeld import Regelzin, samengevoegd

OPENBAAR = ("A", "C", "D", "N")
"""Findings that a published round shows to everybody; W, T and B are for who reads all."""
VOORBEELDEN = 3
NAMEN = 8
PER_GEMEENTE = ("C2", "C3")


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
    return Punt("Wie pakt de taken op waarvoor nog geen antwoord is?", reden if n else "")


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
    zinnen: Sequence[str]


def aandachtspunten(beeld: Regiobeeld, *, lezer: bool) -> list[Aandacht]:
    """Findings per rule; without `lezer` only what a published round shows to everybody."""
    uit = []
    for code, kaart in CATALOGUS.items():
        if lezer or code.startswith(OPENBAAR):
            gevonden = [b for b in beeld.bevindingen if b.code == code]
            if gevonden:
                uit.append(Aandacht(code, kaart.titel, len(gevonden), _kort(beeld, gevonden)))
    return uit


def _kort(beeld: Regiobeeld, gevonden: list[Bevinding]) -> list[str]:
    """The first few sentences; of what holds for one gemeente as a whole only who it is."""
    if gevonden[0].code in PER_GEMEENTE:
        return [
            f"Het gaat om {enkele([beeld.stand.naam(b.gemeenten[0]) for b in gevonden], NAMEN)}."
        ]
    return _ook_voor(beeld, samengevoegd(beeld.stand, gevonden))[:VOORBEELDEN]


def _ook_voor(beeld: Regiobeeld, rijen: list[Regelzin]) -> list[str]:
    """What differs only in the gemeente it begins with as one: «Dat geldt ook voor Diemen.»."""
    groepen: dict[str, list[tuple[str, str]]] = {}
    for rij in rijen:
        naam = beeld.stand.naam(rij.bevinding.gemeenten[0]) if rij.bevinding.gemeenten else ""
        rest = rij.zin.removeprefix(f"{naam} ") if naam else rij.zin
        sleutel = rest if naam and naam not in rest and rest != rij.zin else rij.zin
        groepen.setdefault(sleutel, []).append((naam, rij.zin))
    return [
        f"{zin} Dat geldt ook voor {enkele([naam for naam, _ in meer], NAMEN)}." if meer else zin
        for (_, zin), *meer in groepen.values()
    ]
