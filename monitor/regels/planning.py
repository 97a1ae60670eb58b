"""What is planned: decisions per month until the end of 2014, and what comes late for purchase.

Dates of college and raad are announcements of the gemeenten themselves; a rule only adds them up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from monitor.regels.criteria import feiten
from monitor.regels.stand import COLLEGEBESLUIT, RANG, Stand
from monitor.regels.tegenspraken import TIJDZONE, te_laat_voor_inkoop, uiterste_dag
from monitor.regels.voortgang import EINDE, vastgesteld

VORM, COLLEGE, RAAD = "vorm", "college", "raad"
"""What can come late: the legal basis of the verband, a decision of a college, one of a raad."""


class Gepland(NamedTuple):
    """A decision of `orgaan` (college or raad) that a regel plans and that was not taken yet."""

    gemeente: str
    taak: str
    verband: str
    orgaan: str
    dag: date


class Maand(NamedTuple):
    """The decisions planned in one month (its first day), and all until its end."""

    maand: date
    gepland: int
    samen: int


def prognose(data: Iterable[date], tot: date, vanaf: date | None = None) -> list[Maand]:
    """Planned college and raad dates per month, cumulated to the month of `tot` (S4-04).

    From the month of `vanaf`, or without it from the first date; empty when there is neither.
    """
    eerste = vanaf.replace(day=1) if vanaf else date.min
    maanden = sorted(dag.replace(day=1) for dag in data if eerste <= dag <= tot)
    uit: list[Maand] = []
    maand = eerste if vanaf else maanden[0] if maanden else date.max
    while maand <= tot:
        samen = uit[-1].samen if uit else 0
        gepland = maanden.count(maand)
        uit.append(Maand(maand, gepland, samen + gepland))
        maand = date(maand.year + maand.month // 12, maand.month % 12 + 1, 1)
    return uit


def beslist(stand: Stand) -> str:
    """Whose decision makes a regel vastgesteld in this round: that of the college or the raad."""
    return "raad" if RANG[stand.vaststelling_drempel] > RANG[COLLEGEBESLUIT] else "college"


class Stap(StrEnum):
    """Where a pair stands on the road to EINDE."""

    VASTGESTELD = "vastgesteld"
    GEPLAND = "gepland"
    VOORBIJ = "voorbij"
    ZONDER_DATUM = "zonder_datum"


def onderweg(
    stand: Stand, plannen: Iterable[Gepland], vandaag: date
) -> Iterator[tuple[str, str, Stap]]:
    """Gemeente, taak and step of every pair of the taken that need cooperation (S4-04).

    GEPLAND is from today until EINDE, VOORBIJ was planned before today and not reported,
    ZONDER_DATUM has no planned date, or one after EINDE. A pair counts by the earliest date that
    is planned for the body of the drempel: the raad when a decision of the college is not enough.
    """
    orgaan = beslist(stand)
    dagen: dict[tuple[str, str], date] = {}
    for plan in plannen:
        if plan.orgaan == orgaan:
            paar = plan.gemeente, plan.taak
            dagen[paar] = min(plan.dag, dagen.get(paar, plan.dag))
    for taak in (taak.code for taak in stand.taken if taak.samenwerking_noodzakelijk):
        geregeld = vastgesteld(stand, taak)
        for n, gemeente in enumerate(stand.gemeenten):
            dag = None if geregeld >> n & 1 else dagen.get((gemeente.code, taak))
            if geregeld >> n & 1:
                stap = Stap.VASTGESTELD
            elif dag is None or dag > EINDE:
                stap = Stap.ZONDER_DATUM
            else:
                stap = Stap.GEPLAND if dag >= vandaag else Stap.VOORBIJ
            yield gemeente.code, taak, stap


def afronding(stand: Stand, plannen: Iterable[Gepland], vandaag: date) -> dict[Stap, int]:
    """How many pairs stand where; together they are all pairs."""
    telling = Counter(stap for _, _, stap in onderweg(stand, plannen, vandaag))
    return {stap: telling[stap] for stap in Stap}


class Telaat(NamedTuple):
    """What comes too late for the purchase of a verband.

    For VORM the legal basis, which was due on `uiterlijk`: `dag` and `gemeente` are empty and
    `dagen` counts until today. Else the last decision that the gemeente plans for `taken`, `dagen`
    after `uiterlijk`.
    """

    verband: str
    gemeente: str
    wat: str
    taken: tuple[str, ...]
    uiterlijk: date
    dag: date | None
    dagen: int


def te_laat(stand: Stand, plannen: Iterable[Gepland]) -> list[Telaat]:
    """T7, and the planned decisions past the last day on which a purchase can be prepared.

    By verband, first its legal basis, then by gemeente. Source: S4-14, S4-15, S4-69.
    """
    vandaag = stand.nu.astimezone(TIJDZONE).date()
    uit = []
    for bevinding in te_laat_voor_inkoop(stand):
        slug = bevinding.verband or ""
        uiterlijk = uiterste_dag(feiten(stand, slug))
        if uiterlijk:
            taken = tuple(a.taak for a in stand.per_verband[slug])
            dagen = (vandaag - uiterlijk).days
            uit.append(Telaat(slug, "", VORM, taken, uiterlijk, None, dagen))
    return sorted([*uit, *_late_besluiten(stand, plannen)])


def _late_besluiten(stand: Stand, plannen: Iterable[Gepland]) -> list[Telaat]:
    """Per verband, gemeente and body the planned decisions past that day, with the last of them."""
    uiterlijk = {slug: uiterste_dag(feiten(stand, slug)) for slug in stand.per_verband}
    per: dict[tuple[str, str, str], list[Gepland]] = {}
    for plan in plannen:
        grens = uiterlijk.get(plan.verband)
        if grens and plan.dag > grens and plan.gemeente in stand.nummer:
            per.setdefault((plan.verband, plan.gemeente, plan.orgaan), []).append(plan)
    uit = []
    for (slug, gemeente, orgaan), late in per.items():
        grens, dag = uiterlijk[slug], max(plan.dag for plan in late)
        if grens:
            taken = tuple(sorted({plan.taak for plan in late}))
            uit.append(Telaat(slug, gemeente, orgaan, taken, grens, dag, (dag - grens).days))
    return uit
