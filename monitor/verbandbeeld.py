"""What the pages and lists say of a verband: where it lies, what it scores, what is found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from operator import itemgetter

from monitor.regels.alles import Evaluatie
from monitor.regels.bevinding import Bevinding
from monitor.regels.catalogus import CATALOGUS, zin
from monitor.regels.criteria import CRITERIA, Criterium, Feit, Score, bewijs, ernaast
from monitor.regels.eenmaal import per_stand
from monitor.regels.ligging import Ligging, Verhouding, delen, liggingen
from monitor.regels.stand import Arrangement, Stand, Taak
from monitor.regels.taal import ONBEKEND, enkele, getal, opsomming

TAKEN = "\0"
"""Stands where the taken of a sentence are filled in."""
MAX_TAKEN = 3
"""More taken than this are counted, not named."""

VERHOUDINGNAMEN = {
    Verhouding.SAMENVALT: "valt samen met één regio",
    Verhouding.BINNEN: "ligt binnen één regio",
    Verhouding.UNIE: "bestaat uit hele regio's",
    Verhouding.DOORSNIJDT: "doorsnijdt een regio",
}
"""The one set of words for how a verband lies, on page, map, legend and in files."""

OVER_ALLE_DEELNEMERS = ("C1", "A1")

VERHOUDINGUITLEG = {
    Verhouding.SAMENVALT: "alle gemeenten van één regio doen mee, en niemand anders.",
    Verhouding.BINNEN: "alle deelnemers horen bij één regio, maar niet de hele regio doet mee.",
    Verhouding.UNIE: "twee of meer regio's doen helemaal mee, en niemand anders.",
    Verhouding.DOORSNIJDT: "van een regio doet maar een deel mee, samen met gemeenten van elders.",
}


@dataclass(frozen=True, eq=False, repr=False)
class Ligt:
    """How one set of deelnemers lies in one indeling, for all the taken that share it."""

    stand: Stand
    verband: str
    indeling: str
    taken: tuple[Taak, ...]
    leden: int
    ligging: Ligging

    @cached_property
    def naam(self) -> str:
        """The name of the verband."""
        return self.stand.verbandnaam(self.verband)

    @cached_property
    def soort(self) -> str:
        """samenvalt, binnen, unie or doorsnijdt."""
        return self.ligging.verhouding.value

    @property
    def woord(self) -> str:
        """The relation in words."""
        return VERHOUDINGNAMEN[self.ligging.verhouding]

    @property
    def stappen(self) -> int:
        """Steps of the smallest repair."""
        return self.ligging.stappen

    @cached_property
    def erbij(self) -> list[str]:
        """Who joins in the smallest repair."""
        return self.stand.namen(self.ligging.reparatie.erbij)

    @cached_property
    def eruit(self) -> list[str]:
        """Who leaves in the smallest repair."""
        return self.stand.namen(self.ligging.reparatie.eruit)

    @cached_property
    def inwoners(self) -> int:
        """Inhabitants of the deelnemers."""
        return self.stand.inwoners(self.leden)

    @cached_property
    def inwoners_na(self) -> int:
        """Inhabitants after the smallest repair."""
        reparatie = self.ligging.reparatie
        return self.stand.inwoners((self.leden | reparatie.erbij) & ~reparatie.eruit)

    @property
    def stappental(self) -> str:
        """Steps of the smallest repair as they are shown."""
        return getal(self.stappen) if self.stappen else "–"

    @property
    def taaknaam(self) -> str:
        """The name of the first taak."""
        return self.taken[0].naam

    @cached_property
    def herstel(self) -> str:
        """The smallest repair in words, with the inhabitants after and before; a dash if none."""
        if not self.stappen:
            return "–"
        stappen = (("erbij", self.erbij), ("eruit", self.eruit))
        wie = "; ".join(f"{woord}: {', '.join(namen)}" for woord, namen in stappen if namen)
        na, nu = getal(self.inwoners_na), getal(self.inwoners)
        richtlijn = getal(self.onder_richtlijn) if self.onder_richtlijn else ""
        onder = f" Dat is minder dan de richtlijn van {richtlijn}." if richtlijn else ""
        return f"{wie}. Daarna {na} inwoners, nu {nu}.{onder}"

    @property
    def onder_richtlijn(self) -> int:
        """The norm that the deelnemers reach now and no longer after the repair; 0 for none."""
        normen = (taak.norm_inwoners or 0 for taak in self.taken)
        return max((n for n in normen if self.inwoners_na < n <= self.inwoners), default=0)

    @cached_property
    def regios(self) -> list[tuple[str, int, int]]:
        """The regions it touches: name, members in, members in all."""
        return [
            (deel.regio.naam, deel.erin.bit_count(), deel.regio.leden.bit_count())
            for deel in delen(self.leden, self.stand.indelingen[self.indeling])
        ]


def ligt(stand: Stand, arrangementen: Iterable[Arrangement], indeling: str = "") -> list[Ligt]:
    """Per verband, set and indeling one row; without `indeling` each taak against its own."""
    groepen: dict[tuple[str, int, str], list[Taak]] = {}
    for verband, code, leden, *_ in arrangementen:
        taak = stand.taak[code]
        soort = indeling or taak.referentie_indeling
        if leden and soort:
            groepen.setdefault((verband, leden, soort), []).append(taak)
    gevonden = liggingen(stand)
    return [
        Ligt(stand, verband, soort, tuple(taken), leden, gevonden[leden, soort])
        for (verband, leden, soort), taken in groepen.items()
    ]


@per_stand
def elk_apart(stand: Stand, indeling: str = "") -> list[Ligt]:
    """Every arrangement by itself: what cuts first and the smallest repair first, then by name."""
    rijen = [
        rij for arrangement in stand.arrangementen for rij in ligt(stand, [arrangement], indeling)
    ]
    return sorted(rijen, key=lambda rij: (rij.soort != "doorsnijdt", rij.stappen, rij.naam))


def doorsnijdend(stand: Stand, evaluatie: Evaluatie) -> list[Ligt]:
    """What cuts the indeling of its own taak, smallest repair first."""
    rijen = [rij for rij in ligt(stand, stand.arrangementen) if rij.soort == "doorsnijdt"]
    return sorted(rijen, key=lambda rij: (rij.stappen, rij.naam, rij.taken[0].code))


@dataclass(frozen=True)
class Regelzin:
    """A finding ready to show."""

    bevinding: Bevinding
    titel: str
    zin: str

    @property
    def code(self) -> str:
        """The code of the rule."""
        return self.bevinding.code


def zinnen(stand: Stand, bevindingen: Iterable[Bevinding]) -> list[Regelzin]:
    """Findings with their sentences, in the given order."""
    return [Regelzin(b, CATALOGUS[b.code].titel, zin(stand, b)) for b in bevindingen]


def samengevoegd(stand: Stand, bevindingen: Iterable[Bevinding]) -> list[Regelzin]:
    """The same, but what differs only in its taak is one sentence for those taken."""
    groepen: dict[tuple[str, str], list[Regelzin]] = {}
    for rij in zinnen(stand, bevindingen):
        plek = f"voor {stand.taaknaam(rij.bevinding.taak)}"
        vast = rij.zin.replace(plek, TAKEN) if rij.zin.count(plek) == 1 else rij.zin
        groepen.setdefault((rij.code, vast), []).append(rij)
    return [
        replace(groep[0], zin=vast.replace(TAKEN, f"voor {_taken(stand, groep)}"))
        for (_, vast), groep in groepen.items()
    ]


def _taken(stand: Stand, groep: list[Regelzin]) -> str:
    if len(groep) > MAX_TAKEN:
        return f"{len(groep)} taken"
    return opsomming(stand.taaknaam(rij.bevinding.taak) for rij in groep)


@dataclass(frozen=True)
class Taakdeelname:
    """One set of deelnemers (code, name) of a verband with the taken it is for."""

    taken: list[Taak]
    leden: list[tuple[str, str]]
    inwoners: int
    norm: int


def deelnames(stand: Stand, slug: str) -> list[Taakdeelname]:
    """Who takes part in what: taken with the same deelnemers together, a la carte apart."""
    groepen: dict[int, list[Taak]] = {}
    for arrangement in stand.per_verband.get(slug, []):
        groepen.setdefault(arrangement.leden, []).append(stand.taak[arrangement.taak])
    return [
        Taakdeelname(
            taken,
            sorted(zip(stand.codes(leden), stand.namen(leden), strict=True), key=itemgetter(1)),
            stand.inwoners(leden),
            max((taak.norm_inwoners or 0 for taak in taken), default=0),
        )
        for leden, taken in groepen.items()
    ]


def alle_leden(stand: Stand, slug: str) -> int:
    """Everybody who takes part in some taak of the verband, as masker."""
    leden = 0
    for arrangement in stand.per_verband.get(slug, []):
        leden |= arrangement.leden
    return leden


def raakt(stand: Stand, bevinding: Bevinding, masker: int) -> bool:
    """Whether a finding is about somebody in `masker`.

    C1 and A1 name the gemeenten that could change; they are about all deelnemers for that taak. A
    T names nobody; it is about all deelnemers of the verband.
    """
    code, gemeenten, verband, taak, _ = bevinding
    if code in OVER_ALLE_DEELNEMERS:
        return bool(stand.leden.get((verband or "", taak or ""), 0) & masker)
    if gemeenten:
        return any(stand.bit[gemeente] & masker for gemeente in gemeenten)
    return bool(alle_leden(stand, verband or "") & masker)


def vondsten_van(evaluatie: Evaluatie, slug: str, soorten: tuple[str, ...]) -> list[Bevinding]:
    """The findings about one verband whose code begins with one of `soorten`."""
    return [b for b in evaluatie.bevindingen if b.verband == slug and b.code.startswith(soorten)]


def contourzin(ligt: Ligt) -> str:
    """How the set lies, in one sentence with the regions by name."""
    namen = [f"{naam} ({erin} van de {totaal})" for naam, erin, totaal in ligt.regios]
    return f"Tegen de {ligt.indeling}: {ligt.woord}. Het gaat om {enkele(namen, 4)}."


@dataclass(frozen=True)
class Criteriumbeeld:
    """One criterion of a verband: the indicatie and what is known to support it."""

    criterium: Criterium
    score: Score
    feiten: list[Feit]


def criteria(stand: Stand, evaluatie: Evaluatie, slug: str) -> list[Criteriumbeeld]:
    """The five indicaties of a verband with the answered part of their evidence."""
    uit = []
    for indicatie in evaluatie.indicaties:
        if indicatie.verband == slug:
            feiten = beantwoord(bewijs(stand, indicatie))
            if indicatie.criterium == "K3":
                feiten = samen(feiten)
            uit.append(Criteriumbeeld(CRITERIA[indicatie.criterium], indicatie.score, feiten))
    return uit


def beantwoord(feiten: Iterable[Feit]) -> list[Feit]:
    """Without what nobody answered yet."""
    return [feit for feit in feiten if feit.waarde != ONBEKEND]


def onbeantwoord(stand: Stand, evaluatie: Evaluatie, slug: str) -> int:
    """How many questions about a verband nobody answered yet."""
    gevraagd = [f for i in evaluatie.indicaties if i.verband == slug for f in bewijs(stand, i)]
    gevraagd += ernaast(stand, slug)
    return len(gevraagd) - len(beantwoord(gevraagd))


def samen(feiten: list[Feit]) -> list[Feit]:
    """Facts that all say the same as one line; the scale is often equal for every taak."""
    if len(feiten) < 2 or len({feit.waarde for feit in feiten}) > 1:
        return feiten
    return [Feit(f"Alle {len(feiten)} taken", feiten[0].waarde)]
