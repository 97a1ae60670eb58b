"""K. The indicatie per verband and criterion; only people give an oordeel."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from monitor.regels.eenmaal import per_stand
from monitor.regels.stand import Arrangement, Stand, Verband
from monitor.regels.taal import ONBEKEND, aantal, datum, getal, ja_nee, lijst, woord


class Score(StrEnum):
    """The four scores."""

    VOLDOET = "voldoet"
    DEELS = "deels"
    VOLDOET_NIET = "voldoet_niet"
    ONBEKEND = "onbekend"


class Indicatie(NamedTuple):
    """What the rules indicate for one verband and one criterion."""

    verband: str
    criterium: str
    score: Score


class Feit(NamedTuple):
    """One piece of evidence, ready to show: a label and what is known («onbekend» if nothing)."""

    label: str
    waarde: str


class Criterium(NamedTuple):
    """A criterion as the reader meets it, with the rule and the evidence beside it."""

    code: str
    titel: str
    uitleg: str
    bron: str
    score: Callable[[Stand, Verband], Score]
    bewijs: Callable[[Stand, Verband], list[Feit]]


REGIE = frozenset({"bestuurlijk_overleg_mandaat", "bestuurlijk_overleg"})


def k1(stand: Stand, verband: Verband) -> Score:
    """K1. Regie: a bestuurlijke vorm. Partnerschap: agreements with at least half of the large
    instellingen (0 of 0 counts). Both voldoet, one deels, none voldoet_niet; onbekend without
    regie_vorm. Source: S2-39.
    """
    profiel = verband.profiel
    if profiel.regie_vorm is None:
        return Score.ONBEKEND
    n, m = profiel.grote_instellingen, profiel.grote_instellingen_met_afspraken
    partnerschap = n is not None and m is not None and 2 * m >= n
    punten = (profiel.regie_vorm in REGIE) + partnerschap
    return (Score.VOLDOET_NIET, Score.DEELS, Score.VOLDOET)[punten]


def bewijs_k1(stand: Stand, verband: Verband) -> list[Feit]:
    """The facts of K1."""
    profiel = verband.profiel
    n, m = profiel.grote_instellingen, profiel.grote_instellingen_met_afspraken
    return [
        Feit("Vorm van de regie", woord(profiel.regie_vorm)),
        Feit("Grote instellingen", ONBEKEND if n is None else getal(n)),
        Feit("Waarvan met afspraken", ONBEKEND if m is None else getal(m)),
    ]


K1 = Criterium(
    "K1",
    "Regie en partnerschap",
    "Stevige regie door bestuurders, en afspraken met minstens de helft van de grote instellingen.",
    "Ledenbrief VNG 16-1-2013, stap 1 (S2-39)",
    k1,
    bewijs_k1,
)

RISICOS = frozenset({"financieel", "juridisch", "maatschappelijk"})


def k2(stand: Stand, verband: Verband) -> Score:
    """K2. One point each: a risicoanalyse of all three classes, beheersmaatregelen, a
    rapportagecyclus. 3 voldoet, 1-2 deels, 0 voldoet_niet; all three unanswered: onbekend.
    Source: S2-02, S2-40.
    """
    profiel = verband.profiel
    delen = profiel.risicoanalyse, profiel.beheersmaatregelen, profiel.rapportagecyclus
    if delen == (None, None, None):
        return Score.ONBEKEND
    compleet = (profiel.risicoanalyse or frozenset()) >= RISICOS
    punten = compleet + bool(profiel.beheersmaatregelen) + bool(profiel.rapportagecyclus)
    return (Score.VOLDOET_NIET, Score.DEELS, Score.DEELS, Score.VOLDOET)[punten]


def bewijs_k2(stand: Stand, verband: Verband) -> list[Feit]:
    """The facts of K2."""
    profiel = verband.profiel
    return [
        Feit("Risicoanalyse", lijst(profiel.risicoanalyse)),
        Feit("Beheersmaatregelen", ja_nee(profiel.beheersmaatregelen)),
        Feit("Rapportagecyclus", ja_nee(profiel.rapportagecyclus)),
    ]


K2 = Criterium(
    "K2",
    "Risicomanagement",
    "Risico's zijn bekend (financieel, juridisch en maatschappelijk), beheerst en gevolgd.",
    "Ledenbrief VNG 16-1-2013, stap 1 (S2-02, S2-40)",
    k2,
    bewijs_k2,
)

DEELS_VANAF_PROCENT = 75
SLECHTSTE_EERST = (Score.VOLDOET_NIET, Score.DEELS, Score.ONBEKEND, Score.VOLDOET)


def schaal(stand: Stand, arrangement: Arrangement) -> Score:
    """K3 of one arrangement: inwoners of S against the norm of the taak."""
    norm = stand.taak[arrangement.taak].norm_inwoners
    if norm is None or not arrangement.leden:
        return Score.ONBEKEND
    inwoners = stand.inwoners(arrangement.leden)
    if inwoners >= norm:
        return Score.VOLDOET
    genoeg = 100 * inwoners >= DEELS_VANAF_PROCENT * norm
    return Score.DEELS if genoeg else Score.VOLDOET_NIET


def k3(stand: Stand, verband: Verband) -> Score:
    """K3. The worst of its arrangementen: inwoners >= norm voldoet, >= 75% deels, below
    voldoet_niet; no norm or no deelnemers onbekend. The norm is the commission's to edit: it
    indicates, it never blocks. Source: S2-12, S2-41.
    """
    scores = {schaal(stand, arrangement) for arrangement in stand.per_verband[verband.slug]}
    return min(scores, key=SLECHTSTE_EERST.index)


def bewijs_k3(stand: Stand, verband: Verband) -> list[Feit]:
    """Per taak the inwoners against the norm, with clienten and aanbieders beside it."""
    return [
        Feit(stand.taaknaam(arrangement.taak), _schaal_in_woorden(stand, arrangement))
        for arrangement in stand.per_verband[verband.slug]
    ]


def _schaal_in_woorden(stand: Stand, arrangement: Arrangement) -> str:
    norm = stand.taak[arrangement.taak].norm_inwoners
    delen = [
        f"{getal(stand.inwoners(arrangement.leden))} inwoners",
        "geen norm" if norm is None else f"norm {getal(norm)}",
    ]
    if arrangement.clienten is not None:
        delen.append(aantal(arrangement.clienten, "cliënt", "cliënten"))
    if arrangement.aanbieders is not None:
        delen.append(aantal(arrangement.aanbieders, "aanbieder", "aanbieders"))
    return ", ".join(delen)


K3 = Criterium(
    "K3",
    "Efficiënte schaal",
    "Genoeg inwoners voor de taak. De norm van het kabinet wijst de weg, maar houdt niets tegen.",
    "Ledenbrief VNG 16-1-2013, stap 1 (S2-12, S2-41)",
    k3,
    bewijs_k3,
)

VER = frozenset({"vastgesteld", "bekendgemaakt", "in_werking"})
BEZIG = frozenset({"in_gesprek", "concept"})


def k4(stand: Stand, verband: Verband) -> Score:
    """K4. The first line that holds, from rechtsvorm, juridisch_stadium and bestaand.

    Source: S4-13, S4-23, S4-24.
    """
    vorm, stadium = verband.rechtsvorm, verband.profiel.juridisch_stadium
    ver = stadium in VER or verband.bestaand
    if vorm is None:
        return Score.ONBEKEND if stadium is None else Score.VOLDOET_NIET
    if ver:
        return Score.VOLDOET if vorm.bindend else Score.DEELS
    if stadium in BEZIG:
        return Score.DEELS
    return Score.ONBEKEND if stadium is None else Score.VOLDOET_NIET


def bewijs_k4(stand: Stand, verband: Verband) -> list[Feit]:
    """The facts of K4."""
    vorm = verband.rechtsvorm
    return [
        Feit("Rechtsvorm", vorm.naam if vorm else ONBEKEND),
        Feit("Bindend", ja_nee(vorm.bindend if vorm else None)),
        Feit("Juridisch stadium", woord(verband.profiel.juridisch_stadium)),
        Feit("Bestaand verband", ja_nee(verband.bestaand)),
    ]


K4 = Criterium(
    "K4",
    "Juridische basis",
    "Een bindende rechtsvorm die is vastgesteld, of een verband dat al bestaat.",
    "Kamerbrief 31 839 nr. 343 (S4-13, S4-23, S4-24)",
    k4,
    bewijs_k4,
)


def k5(stand: Stand, verband: Verband) -> Score:
    """K5. vastgesteld voldoet; in_uitwerking with a planned date deels; unanswered onbekend;
    everything else voldoet_niet. kostenverdeling is a separate fact. Source: S4-10, S4-25.
    """
    profiel = verband.profiel
    if profiel.risicoverevening is None:
        return Score.ONBEKEND
    if profiel.risicoverevening == "vastgesteld":
        return Score.VOLDOET
    gepland = profiel.risicoverevening == "in_uitwerking" and profiel.verevening_gepland
    return Score.DEELS if gepland else Score.VOLDOET_NIET


def bewijs_k5(stand: Stand, verband: Verband) -> list[Feit]:
    """The facts of K5."""
    profiel = verband.profiel
    gepland = profiel.verevening_gepland
    return [
        Feit("Risicoverevening", woord(profiel.risicoverevening)),
        Feit("Gepland op", datum(gepland) if gepland else ONBEKEND),
        Feit("Kostenverdeling", woord(profiel.kostenverdeling)),
    ]


K5 = Criterium(
    "K5",
    "Risicoverevening",
    "De gemeenten hebben vastgelegd hoe zij financiële risico's delen.",
    "Kamerbrief 31 839 nr. 343 (S4-10, S4-25)",
    k5,
    bewijs_k5,
)

CRITERIA = {criterium.code: criterium for criterium in (K1, K2, K3, K4, K5)}


@per_stand
def indicaties(stand: Stand) -> list[Indicatie]:
    """Every verband with an arrangement in this round, five criteria each.

    Sorted by verband and criterium. Source: S2-48, S4-09.
    """
    return [
        Indicatie(slug, code, criterium.score(stand, feiten(stand, slug)))
        for slug in stand.per_verband
        for code, criterium in CRITERIA.items()
    ]


def feiten(stand: Stand, slug: str) -> Verband:
    """What was recorded for a verband in this round; nothing known when nothing was."""
    return stand.verbanden.get(slug) or Verband(slug, slug)


def bewijs(stand: Stand, indicatie: Indicatie) -> list[Feit]:
    """The evidence behind an indicatie, to show beside it."""
    return CRITERIA[indicatie.criterium].bewijs(stand, feiten(stand, indicatie.verband))


def ernaast(stand: Stand, slug: str) -> list[Feit]:
    """What is shown beside the criteria and not scored (S1-03..06, S1-10, S3-31)."""
    profiel = feiten(stand, slug).profiel
    return [
        Feit("Instrumenten van de raad", lijst(profiel.raadsinstrumenten)),
        Feit("Bevoegdheden", woord(profiel.bevoegdheden)),
        Feit("Niet vrijblijvend", ja_nee(profiel.niet_vrijblijvend)),
        Feit("Specialistische kennis", ja_nee(profiel.specialistische_kennis)),
        Feit("Draagkracht", ja_nee(profiel.draagkracht)),
        Feit("Slagkracht", ja_nee(profiel.slagkracht)),
        Feit("Meerjarige contracten", ja_nee(profiel.meerjarige_contracten)),
    ]
