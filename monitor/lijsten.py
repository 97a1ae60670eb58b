"""The rows of the monitor's lists, filtered; each list says how a row becomes cells of a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from monitor.blik import Blik
from monitor.filters import StandFilter
from monitor.oordeelbeeld import Oordeelstand
from monitor.overzicht import DONUT, inzendmomenten, met_donut, met_tegenspraak
from monitor.regels.alles import Evaluatie
from monitor.regels.bevinding import Bevinding
from monitor.regels.criteria import CRITERIA, Score
from monitor.regels.drukte import Drukte, landelijke_mediaan
from monitor.regels.stand import Stand, Verband
from monitor.verbandbeeld import Ligt, Regelzin, elk_apart, zinnen
from samenwerking.models import Opgaveversie
from samenwerking.termijn import uiterlijk


@dataclass(frozen=True)
class Lijst:
    """A list: name of the file, heads, rows, how a row becomes cells, and figures beside it."""

    naam: str
    koppen: Sequence[str]
    rijen: Sequence[Any]
    als_rij: Callable[[Any], Sequence[Any]]
    cijfers: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Inzending:
    """One gemeente: when it first submitted and how; no moment when it has not."""

    code: str
    naam: str
    moment: datetime | None
    kanaal: str
    te_laat: bool


def inzendingen(stand: Stand, evaluatie: Evaluatie, filters: StandFilter, kijk: Blik) -> Lijst:
    """Who has submitted; on time is before the deadline."""
    momenten = inzendmomenten(kijk)
    kanalen = dict(
        Opgaveversie.objects.bekend(kijk.bekend_op)
        .filter(opgave__uitvraag=kijk.uitvraag)
        .values_list("opgave__gemeente_id", "kanaal")
    )
    rijen = [
        Inzending(
            code,
            stand.naam(code),
            momenten.get(code),
            kanalen.get(code, ""),
            code in momenten and momenten[code] >= kijk.uitvraag.deadline,
        )
        for code in stand.codes(filters.masker)
    ]
    gevraagd = filters.waarde("stand_opgave")
    return Lijst(
        "inzendingen",
        ["gemeente", "naam", "stand", "ingediend_op", "kanaal"],
        sorted((r for r in rijen if gevraagd in (None, _stand(r))), key=lambda r: r.naam),
        lambda r: [r.code, r.naam, _stand(r).replace("_", " "), _tekst(r.moment), r.kanaal],
        {
            "in": sum(r.moment is not None for r in rijen),
            "totaal": len(rijen),
            "te_laat": sum(r.te_laat for r in rijen),
            "uiterlijk": uiterlijk(kijk.uitvraag.deadline),
        },
    )


def _stand(rij: Inzending) -> str:
    if rij.moment is None:
        return "ontbreekt"
    return "te_laat" if rij.te_laat else "op_tijd"


def _tekst(moment: datetime | None) -> str:
    return localtime(moment).isoformat(timespec="minutes") if moment else ""


def congruentie(stand: Stand, evaluatie: Evaluatie, filters: StandFilter, kijk: Blik) -> Lijst:
    """Every verband x taak with its relation; smallest repair first where it cuts."""
    relatie, taak = filters.waarde("relatie"), filters.waarde("taak")
    donuts = met_donut(stand, evaluatie) if relatie == "donut" else set()
    masker = filters.masker
    rijen = [
        rij
        for rij in elk_apart(stand, filters.waarde("indeling") or "")
        if rij.leden & masker
        and taak in (None, rij.taken[0].code)
        and (relatie in (None, rij.soort) or (rij.verband, rij.taken[0].code) in donuts)
    ]
    return Lijst(
        "congruentie",
        ["verband", "naam", "taak", "indeling", "ligging", "stappen", "erbij", "eruit"],
        rijen,
        _congruentierij,
        {
            "doorsnijdt": sum(rij.soort == "doorsnijdt" for rij in rijen),
            "incongruent": len(_gevonden(stand, evaluatie, filters, ("C2",))),
            "donuts": _Zinnen(stand, _gevonden(stand, evaluatie, filters, DONUT)),
        },
    )


def _congruentierij(rij: Ligt) -> list[Any]:
    herstel = [", ".join(rij.erbij), ", ".join(rij.eruit)]
    taak = rij.taken[0].code
    return [rij.verband, rij.naam, taak, rij.indeling, rij.woord, rij.stappen, *herstel]


def verschillen(stand: Stand, evaluatie: Evaluatie, filters: StandFilter, kijk: Blik) -> Lijst:
    """W1, W2 and W3 with their sentences."""
    return _vondsten("verschillen", stand, evaluatie, filters, ("W1", "W2", "W3"))


def bevindingen(stand: Stand, evaluatie: Evaluatie, filters: StandFilter, kijk: Blik) -> Lijst:
    """Every finding with its sentence."""
    return _vondsten("bevindingen", stand, evaluatie, filters, ())


def _vondsten(
    naam: str, stand: Stand, evaluatie: Evaluatie, filters: StandFilter, codes: tuple[str, ...]
) -> Lijst:
    code = filters.waarde("code")
    gevonden = [b for b in _gevonden(stand, evaluatie, filters, codes) if code in (None, b.code)]
    telling = Counter(b.code for b in gevonden)
    return Lijst(
        naam,
        ["code", "gemeenten", "namen", "verband", "verbandnaam", "taak", "taaknaam", "zin"],
        _Zinnen(stand, gevonden),
        lambda r: _vondstrij(stand, r),
        {"telling": telling, "totaal": len(gevonden)},
    )


def _vondstrij(stand: Stand, rij: Regelzin) -> list[Any]:
    _, gemeenten, verband, taak, _ = rij.bevinding
    return [
        rij.code,
        "|".join(gemeenten),
        "|".join(map(stand.naam, gemeenten)),
        verband,
        stand.verbandnaam(verband) if verband else None,
        taak,
        stand.taaknaam(taak),
        rij.zin,
    ]


class _Zinnen(Sequence[Regelzin]):
    """Findings whose sentences are composed only for the rows that are shown."""

    def __init__(self, stand: Stand, gevonden: Sequence[Bevinding]) -> None:
        self.stand, self.gevonden = stand, gevonden

    def __len__(self) -> int:
        return len(self.gevonden)

    def __getitem__(self, plek: Any) -> Any:
        if isinstance(plek, slice):
            return zinnen(self.stand, self.gevonden[plek])
        return zinnen(self.stand, [self.gevonden[plek]])[0]


def _gevonden(
    stand: Stand, evaluatie: Evaluatie, filters: StandFilter, codes: Sequence[str]
) -> list[Bevinding]:
    """The findings of `codes` (none: all) about the chosen regio and taak."""
    taak = filters.waarde("taak")
    return [
        b
        for b in evaluatie.bevindingen
        if (not codes or b.code in codes) and taak in (None, b.taak) and _raakt(stand, b, filters)
    ]


def _raakt(stand: Stand, bevinding: Bevinding, filters: StandFilter) -> bool:
    """Whether a finding is about somebody in the chosen regio; a T by its verband's deelnemers."""
    if filters.waarde("regio") is None:
        return True
    masker = filters.masker
    if bevinding.gemeenten:
        return any(masker >> stand.nummer[code] & 1 for code in bevinding.gemeenten)
    return any(a.leden & masker for a in stand.per_verband.get(bevinding.verband or "", []))


GEEN = Oordeelstand()
VERBANDKOPPEN = ("verband", "naam", "gemeenten", "inwoners")


@dataclass(frozen=True)
class Verbandrij:
    """One verband with its five scores and contradictions."""

    verband: Verband
    scores: list[tuple[str, Score]]
    oordelen: Oordeelstand
    inwoners: int
    gemeenten: int
    taken: int
    tegenspraken: list[str]

    @property
    def naast_elkaar(self) -> list[tuple[str, Score, str]]:
        """Per criterium the indicatie, and the oordeel beside it (empty: none)."""
        return [(code, score, self.oordelen.scores.get(code, "")) for code, score in self.scores]


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
        _verbandrij(stand, slug, gevonden, oordelen.get(slug, GEEN), tegen.get(slug, []))
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


def _verbandrij(
    stand: Stand,
    slug: str,
    scores: list[tuple[str, Score]],
    oordelen: Oordeelstand,
    tegen: list[str],
) -> Verbandrij:
    leden = 0
    for arrangement in stand.per_verband[slug]:
        leden |= arrangement.leden
    return Verbandrij(
        stand.verbanden[slug],
        scores,
        oordelen,
        stand.inwoners(leden),
        leden.bit_count(),
        len(stand.per_verband[slug]),
        tegen,
    )


def _criteriarij(rij: Verbandrij) -> list[Any]:
    scores = [score.value for _, score in rij.scores]
    basis = [rij.verband.slug, rij.verband.naam, rij.gemeenten, rij.inwoners]
    oordelen = [oordeel for _, _, oordeel in rij.naast_elkaar]
    return [*basis, *scores, *oordelen, ", ".join(rij.tegenspraken)]


def drukte(stand: Stand, evaluatie: Evaluatie, filters: StandFilter, kijk: Blik) -> Lijst:
    """Number of verbanden, sets and partners per gemeente, by name."""
    codes = set(stand.codes(filters.masker))
    rijen = [(stand.naam(rij.gemeente), rij) for rij in evaluatie.drukte if rij.gemeente in codes]
    veel = {b.gemeenten[0] for b in evaluatie.bevindingen if b.code == "B1"}
    return Lijst(
        "drukte",
        ["gemeente", "naam", "verbanden", "verzamelingen", "partners"],
        sorted(rijen, key=lambda rij: rij[0]),
        lambda rij: [rij[1].gemeente, rij[0], *_aantallen(rij[1])],
        {
            "mediaan": landelijke_mediaan(stand),
            "veel": veel,
        },
    )


def _aantallen(rij: Drukte) -> list[int]:
    return [rij.verbanden, rij.verzamelingen, rij.partners]
