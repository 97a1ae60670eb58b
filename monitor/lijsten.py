"""The rows of the monitor's lists, filtered; each list says how a row becomes cells of a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.utils.timezone import localtime

from monitor.blik import Blik
from monitor.filters import StandFilter
from monitor.overzicht import DONUT, met_donut
from monitor.regels.alles import Evaluatie
from monitor.regels.bevinding import Bevinding
from monitor.regels.catalogus import CATALOGUS
from monitor.regels.drukte import Drukte, landelijke_mediaan
from monitor.regels.stand import Stand
from monitor.regels.taal import datum
from monitor.regels.uitleg import sleutel
from monitor.uitlegbeeld import Register
from monitor.verbandbeeld import Ligt, Regelzin, elk_apart, raakt, zinnen
from samenwerking.models import Opgaveversie
from samenwerking.termijn import uiterlijk

DONUTS_GETOOND = 10
"""So many sentences about donuts stand under the list; the rest is one link away."""


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

    @property
    def wanneer(self) -> str:
        """«31 mei 2013, 10.00 uur», or «nog niet»."""
        if self.moment is None:
            return "nog niet"
        lokaal = localtime(self.moment)
        return f"{datum(lokaal.date())}, {lokaal:%H.%M} uur"

    @property
    def op_tijd(self) -> str:
        """On time or not, in words; a dash for who has not submitted."""
        if self.moment is None:
            return "–"
        return "te laat" if self.te_laat else "op tijd"


def inzendingen(stand: Stand, evaluatie: Evaluatie, filters: StandFilter, kijk: Blik) -> Lijst:
    """Who has submitted; on time is before the deadline."""
    momenten: dict[str, datetime] = {}
    kanalen: dict[str, str] = {}
    versies = Opgaveversie.objects.filter(
        opgave__uitvraag=kijk.uitvraag, ingediend_op__lte=kijk.bekend_op
    ).order_by("nummer")
    for code, op, kanaal in versies.values_list("opgave__gemeente_id", "ingediend_op", "kanaal"):
        momenten.setdefault(code, op)
        kanalen[code] = kanaal
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
    rijen = elk_apart(stand, filters.waarde("indeling") or "")
    if filters.waarde("regio"):
        masker = filters.masker
        rijen = [rij for rij in rijen if rij.leden & masker]
    if taak := filters.waarde("taak"):
        rijen = [rij for rij in rijen if rij.taken[0].code == taak]
    if filters.waarde("relatie") == "donut":
        met = met_donut(stand, evaluatie)
        rijen = [rij for rij in rijen if (rij.verband, rij.taken[0].code) in met]
    elif relatie := filters.waarde("relatie"):
        rijen = [rij for rij in rijen if rij.soort == relatie]
    gevonden = _gevonden(stand, evaluatie, filters, ("C2", *DONUT))
    donuts = [b for b in gevonden if b.code in DONUT]
    return Lijst(
        "congruentie",
        ["verband", "naam", "taak", "indeling", "ligging", "stappen", "erbij", "eruit"],
        rijen,
        _congruentierij,
        {
            "doorsnijdt": sum(rij.soort == "doorsnijdt" for rij in rijen),
            "incongruent": len(gevonden) - len(donuts),
            "donuts": zinnen(stand, donuts[:DONUTS_GETOOND]),
            "donutsoorten": _soorten(donuts, filters),
        },
    )


def _soorten(gevonden: list[Bevinding], filters: StandFilter) -> list[dict[str, Any]]:
    """How many findings there are per code, each with the query of the list that holds them all."""
    gekozen = {naam: filters.waarde(naam) for naam in ("regio", "taak") if filters.waarde(naam)}
    return [
        {
            "aantal": aantal,
            "titel": CATALOGUS[code].titel,
            "query": urlencode({**gekozen, "code": code}),
        }
        for code, aantal in Counter(b.code for b in gevonden).items()
    ]


def _congruentierij(rij: Ligt) -> list[Any]:
    herstel = [", ".join(rij.erbij), ", ".join(rij.eruit)]
    taak = rij.taken[0].code
    return [rij.verband, rij.naam, taak, rij.indeling, rij.woord, rij.stappen, *herstel]


def verschillen(stand: Stand, evaluatie: Evaluatie, filters: StandFilter, kijk: Blik) -> Lijst:
    """W1, W2 and W3 with their sentences."""
    return _vondsten("verschillen", stand, evaluatie, filters, ("W1", "W2", "W3"))


def bevindingen(
    stand: Stand, evaluatie: Evaluatie, filters: StandFilter, kijk: Blik, *, uitleg: Register
) -> Lijst:
    """Every finding with its sentence; an explained one stays, marked as explained."""
    return _vondsten("bevindingen", stand, evaluatie, filters, (), uitleg)


def _vondsten(
    naam: str,
    stand: Stand,
    evaluatie: Evaluatie,
    filters: StandFilter,
    codes: tuple[str, ...],
    uitleg: Register | None = None,
) -> Lijst:
    code = filters.waarde("code")
    gevonden = [b for b in _gevonden(stand, evaluatie, filters, codes) if code in (None, b.code)]
    if uitleg is not None and (keuze := filters.waarde("uitleg")):
        gevonden = [b for b in gevonden if uitleg.is_uitgelegd(sleutel(b)) == (keuze == "ja")]
    telling = Counter(b.code for b in gevonden)
    return Lijst(
        naam,
        [*VONDSTKOPPEN, *(["uitleg"] if uitleg is not None else [])],
        _Zinnen(stand, gevonden),
        lambda r: [*_vondstrij(stand, r), *(_uitleg(uitleg, r) if uitleg is not None else [])],
        {"telling": telling, "totaal": len(gevonden)},
    )


VONDSTKOPPEN = (
    "code",
    "gemeenten",
    "namen",
    "verband",
    "verbandnaam",
    "taak",
    "taaknaam",
    "zin",
)


def _uitleg(uitleg: Register, rij: Regelzin) -> list[str]:
    return ["; ".join(u.woord for u in uitleg(rij.bevinding))]


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
    gevonden = [b for b in evaluatie.bevindingen if b.code in codes or not codes]
    if taak:
        gevonden = [b for b in gevonden if b.taak == taak]
    if filters.waarde("regio") is None:
        return gevonden
    masker = filters.masker
    return [b for b in gevonden if raakt(stand, b, masker)]


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
