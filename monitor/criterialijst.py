"""The list of verbanden with their indicaties, by name: no totals and no ranking (S2-58)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from monitor.blik import Blik
from monitor.filters import StandFilter
from monitor.lijsten import Lijst
from monitor.oordeelbeeld import Oordeelstand
from monitor.overzicht import met_tegenspraak
from monitor.regels.alles import Evaluatie
from monitor.regels.criteria import CRITERIA, Score
from monitor.regels.stand import Stand, Verband
from monitor.regels.taal import getal
from monitor.verbandbeeld import alle_leden

GEEN = Oordeelstand()
VERBANDKOPPEN = ("verband", "naam", "gemeenten", "inwoners")


@dataclass(frozen=True)
class Verbandrij:
    """One verband with its five scores and contradictions."""

    stand: Stand
    verband: Verband
    scores: list[tuple[str, Score]]
    oordelen: Oordeelstand
    tegenspraken: list[str]

    @property
    def gemeenten(self) -> int:
        """How many take part."""
        return alle_leden(self.stand, self.verband.slug).bit_count()

    @property
    def inwoners(self) -> int:
        """Of those that take part."""
        return self.stand.inwoners(alle_leden(self.stand, self.verband.slug))

    @property
    def naast_elkaar(self) -> list[tuple[str, Score, str]]:
        """Per criterium the indicatie, and the oordeel beside it (empty: none)."""
        return [(code, score, self.oordelen.scores.get(code, "")) for code, score in self.scores]

    @property
    def cellen(self) -> SafeString:
        """The same as it is shown: a cell per criterium, with glyph and word."""
        return format_html_join("", "{}", ((_cel(*rij),) for rij in self.naast_elkaar))

    @property
    def inwonertal(self) -> str:
        """With points: 102.470."""
        return getal(self.inwoners)


@cache
def _cel(code: str, score: str, oordeel: str) -> SafeString:
    """A cell drawn once: a list shows hundreds of them."""
    cel = {"titel": CRITERIA[code].titel, "score": _teken(score), "oordeel": _teken(oordeel)}
    return render_to_string("monitor/criteriumcel.html", cel)


@cache
def _teken(score: str) -> str:
    return render_to_string("onderdelen/score.html", {"score": str(score)}) if score else ""


def criteria(
    stand: Stand,
    evaluatie: Evaluatie,
    filters: StandFilter,
    kijk: Blik,
    *,
    oordelen: Mapping[str, Oordeelstand],
) -> Lijst:
    """Verbanden with their indicaties and oordelen, by name; no totals and no ranking (S2-58)."""
    keuze, vandaag = filters.waarde("oordeel"), localtime(kijk.nu).date()
    tegen = met_tegenspraak(evaluatie)
    scores: dict[str, list[tuple[str, Score]]] = {}
    for verband, criterium, score in evaluatie.indicaties:
        scores.setdefault(verband, []).append((criterium, score))
    rijen = [
        Verbandrij(
            stand,
            stand.verbanden[slug],
            gevonden,
            oordelen.get(slug, GEEN),
            tegen.get(slug, []),
        )
        for slug, gevonden in scores.items()
        if _past(stand, slug, gevonden, tegen.get(slug, []), filters)
        and (keuze is None or oordelen.get(slug, GEEN).past(keuze, vandaag))
    ]
    return Lijst(
        "criteria",
        [*VERBANDKOPPEN, *CRITERIA, *(f"oordeel_{code}" for code in CRITERIA), "tegenspraken"],
        sorted(rijen, key=lambda rij: rij.verband.naam),
        _criteriarij,
        {"totaal": len(scores), "scores": _per_score(rijen, filters.waarde("criterium"))},
    )


def _per_score(rijen: list[Verbandrij], criterium: str | None) -> dict[str, int]:
    """How many of the verbanden have which indicatie for the chosen criterium."""
    if criterium is None:
        return {}
    telling = Counter(score for rij in rijen for code, score in rij.scores if code == criterium)
    return {score.value.replace("_", " "): telling[score] for score in Score}


def _past(
    stand: Stand, slug: str, scores: list[tuple[str, Score]], tegen: list[str], filters: StandFilter
) -> bool:
    criterium, score = filters.waarde("criterium"), filters.waarde("score")
    taak = filters.waarde("taak")
    arrangementen = [a for a in stand.per_verband[slug] if taak in (None, a.taak)]
    regio = filters.waarde("regio")
    return (
        bool(arrangementen)
        and (regio is None or any(a.leden & filters.masker for a in arrangementen))
        and (score is None or any(criterium in (None, c) and s == score for c, s in scores))
        and (filters.waarde("tegenspraak") is None or bool(tegen))
    )


def _criteriarij(rij: Verbandrij) -> list[Any]:
    scores = [score.value for _, score in rij.scores]
    basis = [rij.verband.slug, rij.verband.naam, rij.gemeenten, rij.inwoners]
    oordelen = [oordeel for _, _, oordeel in rij.naast_elkaar]
    return [*basis, *scores, *oordelen, ", ".join(rij.tegenspraken)]
