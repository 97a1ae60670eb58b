"""Pas toe of leg uit: which finding an uitleg is about, and what it makes of that finding (S4-16).

A finding is known by what it is about, not by what it says: code, gemeente, verband and taak. Who
would have to join or leave (C1) may differ tomorrow; the finding is the same one.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from monitor.regels.alles import Evaluatie
from monitor.regels.bevinding import Bevinding
from monitor.regels.catalogus import CATALOGUS, zin
from monitor.regels.criteria import CRITERIA, Score
from monitor.regels.stand import Stand

VAN_HET_VERBAND = ("A", "C1", "K", "T")
"""Codes whose finding is about a verband; all others are about one gemeente."""
OPENBAAR = ("A", "C", "D", "N")
"""Codes that anybody may read of once the round is published; the rest is for those concerned."""


class Sleutel(NamedTuple):
    """What a finding is about: the same in every evaluation of the round."""

    code: str
    gemeente: str = ""
    verband: str = ""
    taak: str = ""

    def __str__(self) -> str:
        return ".".join(self)


def sleutel(bevinding: Bevinding) -> Sleutel:
    """The key of a finding."""
    code, gemeenten, verband, taak, _ = bevinding
    van_verband = code.startswith(VAN_HET_VERBAND)
    gemeente = "" if van_verband or not gemeenten else gemeenten[0]
    return Sleutel(code, gemeente, verband or "", taak or "")


def ontleed(tekst: str) -> Sleutel | None:
    """The key behind «C1..ijmond.JE03»; None for what is none."""
    delen = tekst.split(".")
    bekend = len(delen) == len(Sleutel._fields) and (delen[0] in CATALOGUS or delen[0] in CRITERIA)
    return Sleutel(*delen) if bekend else None


class Reden(StrEnum):
    """Why it is as it is (S4-41..43)."""

    GRENSGEBIED = "grensgebied"
    ORIENTATIE_JEUGD = "orientatie_jeugd"
    VERPLICHTE_INDELING = "verplichte_indeling"
    WERK_WINKEL_SCHOOL = "werk_winkel_school"
    GROOTSTEDELIJK = "grootstedelijk"
    WACHT_OP_RIJK = "wacht_op_rijk"
    ANDERS = "anders"


REDENNAMEN = {
    Reden.GRENSGEBIED: "grensgebied van regio's",
    Reden.ORIENTATIE_JEUGD: "de jeugd is op een andere regio gericht",
    Reden.VERPLICHTE_INDELING: "aansluiting bij een andere verplichte indeling",
    Reden.WERK_WINKEL_SCHOOL: "werk, winkel en school",
    Reden.GROOTSTEDELIJK: "grootstedelijke opgave",
    Reden.WACHT_OP_RIJK: "wij wachten op het Rijk",
    Reden.ANDERS: "andere reden",
}


class Toestand(StrEnum):
    """What an uitleg is worth now; computed, never stored."""

    TE_BEOORDELEN = "te_beoordelen"
    VERKLAARBAAR = "verklaarbaar"
    NIET_VERKLAARBAAR = "niet_verklaarbaar"
    VERLOPEN = "verlopen"
    VERVALLEN = "vervallen"


TOESTANDNAMEN = {
    Toestand.TE_BEOORDELEN: "uitleg, nog te beoordelen",
    Toestand.VERKLAARBAAR: "uitgelegd en verklaarbaar",
    Toestand.NIET_VERKLAARBAAR: "uitleg niet verklaarbaar",
    Toestand.VERLOPEN: "uitleg verlopen",
    Toestand.VERVALLEN: "uitleg niet meer nodig",
}
UITGELEGD = frozenset({Toestand.TE_BEOORDELEN, Toestand.VERKLAARBAAR})
"""With these a finding counts as explained; with any other it is open again."""


def toestand(
    verklaarbaar: bool | None, tijdelijk_tot: date | None, vandaag: date, *, bestaat: bool = True
) -> Toestand:
    """What an uitleg is worth on `vandaag`; `tijdelijk_tot` is its last day, None is blijvend.

    `bestaat` says whether the finding is (still) there.
    """
    if not bestaat:
        return Toestand.VERVALLEN
    if tijdelijk_tot is not None and vandaag > tijdelijk_tot:
        return Toestand.VERLOPEN
    if verklaarbaar is None:
        return Toestand.TE_BEOORDELEN
    return Toestand.VERKLAARBAAR if verklaarbaar else Toestand.NIET_VERKLAARBAAR


def sleutels(stand: Stand, evaluatie: Evaluatie) -> set[Sleutel]:
    """Everything that asks to comply or explain: the findings, and criteria that are not met.

    Kept on the Stand for as long as it is this evaluation of it that is asked for.
    """
    van: Evaluatie | None
    bekend: set[Sleutel]
    van, bekend = stand.bewaard.get(sleutels, (None, set()))
    if van is not evaluatie:
        bekend = {sleutel(bevinding) for bevinding in evaluatie.bevindingen} | {
            Sleutel(criterium, verband=verband)
            for verband, criterium, score in evaluatie.indicaties
            if score is not Score.VOLDOET
        }
        stand.bewaard[sleutels] = evaluatie, bekend
    return bekend


def vindplaats(stand: Stand, evaluatie: Evaluatie, wat: Sleutel) -> str | None:
    """The sentence of the finding with this key; None when it is not there (any more)."""
    if wat.code in CRITERIA:
        return _criteriumzin(stand, evaluatie, wat)
    gevonden = (b for b in evaluatie.bevindingen if b.code == wat.code and sleutel(b) == wat)
    eerste = next(gevonden, None)
    return zin(stand, eerste) if eerste else None


def _criteriumzin(stand: Stand, evaluatie: Evaluatie, wat: Sleutel) -> str | None:
    for verband, criterium, score in evaluatie.indicaties:
        if (verband, criterium) == (wat.verband, wat.code) and score is not Score.VOLDOET:
            naam, titel = stand.verbandnaam(verband), CRITERIA[criterium].titel.lower()
            return f"De indicatie van {naam} voor {titel} is: {score.value.replace('_', ' ')}."
    return None


def betrokken(stand: Stand, wat: Sleutel) -> frozenset[str]:
    """Who may explain it: the gemeente it is about, and the penvoerder of its verband.

    Without a penvoerder every deelnemer may.
    """
    verband = stand.verbanden.get(wat.verband)
    if verband is not None and not verband.penvoerder:
        return frozenset(stand.codes(leden_van(stand, wat))) | ({wat.gemeente} - {""})
    penvoerder = verband.penvoerder if verband else None
    return frozenset({wat.gemeente, penvoerder or ""} - {""})


def leden_van(stand: Stand, wat: Sleutel) -> int:
    """The deelnemers of the verband for the taak of the finding; for all taken without one."""
    leden = 0
    for arrangement in stand.per_verband.get(wat.verband, []):
        if wat.taak in ("", arrangement.taak):
            leden |= arrangement.leden
    return leden


def geldt_ook_voor(stand: Stand, wat: Sleutel, samen: frozenset[str]) -> bool:
    """Whether an uitleg of gemeenten together covers this finding (S0-34).

    A finding about a gemeente when it is one of them, about a verband when all deelnemers are.
    """
    if wat.gemeente:
        return wat.gemeente in samen
    leden = leden_van(stand, wat)
    return bool(leden) and set(stand.codes(leden)) <= samen
