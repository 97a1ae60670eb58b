"""The rows of the monitor's lists, filtered; each list says how a row becomes cells of a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from monitor.blik import Blik
from monitor.filters import StandFilter
from monitor.overzicht import inzendmomenten
from monitor.regels.alles import Evaluatie
from monitor.regels.bevinding import Bevinding
from monitor.regels.criteria import CRITERIA, Score
from monitor.regels.drukte import Drukte, landelijke_mediaan
from monitor.regels.stand import Stand, Verband
from monitor.verbandbeeld import Ligt, Regelzin, ligt, zinnen
from samenwerking.models import Opgaveversie

DONUT = ("N1", "N2")


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
        ["gemeente", "naam", "ingediend_op", "kanaal", "te_laat"],
        sorted((r for r in rijen if gevraagd in (None, _stand(r))), key=lambda r: r.naam),
        lambda r: [r.code, r.naam, _tekst(r.moment), r.kanaal, int(r.te_laat)],
        {
            "in": sum(r.moment is not None for r in rijen),
            "totaal": len(rijen),
            "te_laat": sum(r.te_laat for r in rijen),
        },
    )


def _stand(rij: Inzending) -> str:
    if rij.moment is None:
        return "ontbreekt"
    return "te_laat" if rij.te_laat else "op_tijd"


def _tekst(moment: datetime | None) -> str:
    return localtime(moment).isoformat(timespec="minutes") if moment else ""


def congruentie(stand: Stand, evaluatie: Evaluatie, filters: StandFilter, kijk: Blik) -> Lijst:
    """Every set of deelnemers with its relation; smallest repair first where it cuts."""
    relatie, taak = filters.waarde("relatie"), filters.waarde("taak")
    donuts = {(b.verband, b.taak) for b in evaluatie.bevindingen if b.code in DONUT}
    arrangementen = [
        a
        for a in stand.arrangementen
        if a.leden & filters.masker
        and taak in (None, a.taak)
        and (relatie != "donut" or (a.verband, a.taak) in donuts)
    ]
    rijen = ligt(stand, arrangementen, filters.waarde("indeling") or "")
    if relatie not in (None, "donut"):
        rijen = [rij for rij in rijen if rij.soort == relatie]
    rijen.sort(key=lambda rij: (rij.soort != "doorsnijdt", rij.stappen, rij.naam))
    incongruent = [b for b in evaluatie.bevindingen if b.code == "C2"]
    gevonden = [b for b in evaluatie.bevindingen if b.code in DONUT and _raakt(stand, b, filters)]
    return Lijst(
        "congruentie",
        ["verband", "naam", "taken", "indeling", "relatie", "stappen", "erbij", "eruit"],
        rijen,
        _congruentierij,
        {
            "doorsnijdt": sum(rij.soort == "doorsnijdt" for rij in rijen),
            "incongruent": zinnen(stand, incongruent),
            "donuts": zinnen(stand, gevonden),
        },
    )


def _congruentierij(rij: Ligt) -> list[Any]:
    taken = ", ".join(taak.code for taak in rij.taken)
    herstel = [", ".join(rij.erbij), ", ".join(rij.eruit)]
    return [rij.verband, rij.naam, taken, rij.indeling, rij.soort, rij.stappen, *herstel]


def verschillen(stand: Stand, evaluatie: Evaluatie, filters: StandFilter, kijk: Blik) -> Lijst:
    """W1, W2 and W3 with their sentences."""
    return _vondsten("verschillen", stand, evaluatie, filters, ("W1", "W2", "W3"))


def bevindingen(stand: Stand, evaluatie: Evaluatie, filters: StandFilter, kijk: Blik) -> Lijst:
    """Every finding with its sentence."""
    return _vondsten("bevindingen", stand, evaluatie, filters, ())


def _vondsten(
    naam: str, stand: Stand, evaluatie: Evaluatie, filters: StandFilter, codes: tuple[str, ...]
) -> Lijst:
    code, taak = filters.waarde("code"), filters.waarde("taak")
    gevonden = [
        b
        for b in evaluatie.bevindingen
        if (not codes or b.code in codes)
        and code in (None, b.code)
        and taak in (None, b.taak)
        and _raakt(stand, b, filters)
    ]
    telling = {c: sum(b.code == c for b in gevonden) for c in codes}
    return Lijst(
        naam,
        ["code", "gemeenten", "verband", "taak", "zin"],
        _Zinnen(stand, gevonden),
        lambda r: [r.code, "|".join(r.bevinding.gemeenten), *r.bevinding[2:4], r.zin],
        {"telling": telling, "totaal": len(gevonden)},
    )


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


def _raakt(stand: Stand, bevinding: Bevinding, filters: StandFilter) -> bool:
    """Whether a finding is about somebody in the chosen regio; a T by its verband's deelnemers."""
    if filters.waarde("regio") is None:
        return True
    masker = filters.masker
    if bevinding.gemeenten:
        return any(masker >> stand.nummer[code] & 1 for code in bevinding.gemeenten)
    return any(a.leden & masker for a in stand.per_verband.get(bevinding.verband or "", []))


@dataclass(frozen=True)
class Verbandrij:
    """One verband with its five scores and contradictions."""

    verband: Verband
    scores: list[tuple[str, Score]]
    inwoners: int
    gemeenten: int
    taken: int
    tegenspraken: list[str]


def criteria(stand: Stand, evaluatie: Evaluatie, filters: StandFilter, kijk: Blik) -> Lijst:
    """Verbanden with their indicaties, by name; no totals and no ranking (S2-58)."""
    tegen: dict[str, list[str]] = {}
    for bevinding in evaluatie.bevindingen:
        if bevinding.code.startswith("T"):
            tegen.setdefault(bevinding.verband or "", []).append(bevinding.code)
    scores: dict[str, list[tuple[str, Score]]] = {}
    for verband, criterium, score in evaluatie.indicaties:
        scores.setdefault(verband, []).append((criterium, score))
    rijen = [
        _verbandrij(stand, slug, gevonden, tegen.get(slug, []))
        for slug, gevonden in scores.items()
        if _past(stand, slug, gevonden, tegen.get(slug, []), filters)
    ]
    return Lijst(
        "criteria",
        ["verband", "naam", "gemeenten", "inwoners", *CRITERIA, "tegenspraken"],
        sorted(rijen, key=lambda rij: rij.verband.naam),
        _criteriarij,
        {"totaal": len(scores)},
    )


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
    stand: Stand, slug: str, scores: list[tuple[str, Score]], tegen: list[str]
) -> Verbandrij:
    leden = 0
    for arrangement in stand.per_verband[slug]:
        leden |= arrangement.leden
    return Verbandrij(
        stand.verbanden[slug],
        scores,
        stand.inwoners(leden),
        leden.bit_count(),
        len(stand.per_verband[slug]),
        tegen,
    )


def _criteriarij(rij: Verbandrij) -> list[Any]:
    scores = [score.value for _, score in rij.scores]
    basis = [rij.verband.slug, rij.verband.naam, rij.gemeenten, rij.inwoners]
    return [*basis, *scores, ", ".join(rij.tegenspraken)]


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
