"""What the page of voortgang shows: four measures side by side, the trend, and what is planned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.timezone import localtime

from monitor.beeld import beeld
from monitor.blik import Blik
from monitor.filters import DECENTRALISATIES
from monitor.overzicht import delen
from monitor.prognosegrafiek import Prognosegrafiek, prognosegrafiek
from monitor.regels.alles import Evaluatie
from monitor.regels.catalogus import CATALOGUS
from monitor.regels.kamertabellen import INCONGRUENTIE
from monitor.regels.planning import EINDE, Gepland, Stap, afronding, beslist, prognose
from monitor.regels.stand import Stand, Taak
from monitor.regels.taal import MAANDEN, aantal, datum, getal
from monitor.regels.voortgang import (
    Aandeel,
    Regiotelling,
    omgezette_intenties,
    regios_per_taak,
    vastgestelde_gemeenten,
    verevening_per_regio,
)
from monitor.voortgangfilters import EERDER, LATER
from monitor.voortganglijsten import ORGAANNAMEN, valt_in
from samenwerking.models import Uitvraag

HOOGSTENS = 5
"""So many rounds stand in the trend, the last ones."""


@dataclass(frozen=True)
class Taakrij:
    """One taak: V1 (None: not asked in the other round), V2 and V3 (None: no indeling)."""

    taak: Taak
    v1: Aandeel | None
    v2: Aandeel
    v3: Regiotelling | None

    @property
    def groep(self) -> str:
        """The decentralisatie in words."""
        return DECENTRALISATIES[self.taak.decentralisatie]

    @property
    def regios(self) -> list[tuple[str, int]]:
        """Phase and number of regions, in the order of the phases."""
        if self.v3 is None:
            return []
        return list(zip(self.v3._fields[2:], self.v3[2:], strict=True))

    @property
    def delen(self) -> list[dict[str, object]]:
        """The parts of the bar of regions."""
        return delen(dict(self.regios))

    @property
    def titel(self) -> str:
        """The bar, said aloud."""
        return ", ".join(f"{n} regio's {fase}" for fase, n in self.regios)


def taakrijen(
    stand: Stand, eerst: Stand | None, opvolging: Mapping[str, frozenset[str]], procent: int
) -> list[Taakrij]:
    """Every taak of the round with its three measures, by decentralisatie and code."""
    v1 = {a.taak: a for a in (omgezette_intenties(eerst, stand, opvolging) if eerst else ())}
    v3 = {t.taak: t for t in regios_per_taak(stand, procent)}
    rijen = [
        Taakrij(stand.taak[a.taak], v1.get(a.taak), a, v3.get(a.taak))
        for a in vastgestelde_gemeenten(stand)
    ]
    volgorde = list(DECENTRALISATIES)
    return sorted(rijen, key=lambda rij: volgorde.index(rij.taak.decentralisatie))


TAAKKOPPEN = (
    *("taak", "naam", "intenties", "intenties_omgezet", "gemeenten", "gemeenten_vastgesteld"),
    *("indeling", "regios_vastgesteld", "regios_intentie", "regios_overig"),
)


def taakbestand(rijen: Sequence[Taakrij]) -> Iterator[list[Any]]:
    """The same table as a file."""
    for rij in rijen:
        v1 = [rij.v1.geheel, rij.v1.deel] if rij.v1 else [None, None]
        v3 = list(rij.v3[1:]) if rij.v3 else [None] * 4
        yield [rij.taak.code, rij.taak.naam, *v1, rij.v2.geheel, rij.v2.deel, *v3]


def klassen(stand: Stand, soort: str) -> list[tuple[str, str, int]]:
    """V4: code, words and number of regions per class."""
    return [(k, k.replace("_", " "), n) for k, n in verevening_per_regio(stand, soort).items()]


# The road to the end of 2014


def weg(stand: Stand, plannen: Sequence[Gepland], kijk: Blik) -> dict[str, Any]:
    """The bar to EINDE with its numbers, and how many days are left."""
    vandaag = localtime(kijk.nu).date()
    telling = afronding(stand, plannen, vandaag)
    resten = (EINDE - vandaag).days
    einde, wie = datum(EINDE), ORGAANNAMEN[beslist(stand)]
    woorden = {
        Stap.VASTGESTELD: "vastgesteld",
        Stap.GEPLAND: f"gepland: besluit van {wie} uiterlijk {einde}",
        Stap.VOORBIJ: "de geplande dag is voorbij, nog niet gemeld",
        Stap.ZONDER_DATUM: "zonder geplande datum, of later",
    }
    return {
        "paren": sum(telling.values()),
        "delen": delen(telling),
        "stappen": [(stap.value, n, woorden[stap]) for stap, n in telling.items()],
        "titel": ", ".join(f"{n} {woorden[stap]}" for stap, n in telling.items()),
        "eind": einde,
        "nog": aantal(resten, "dag", "dagen") if resten > 0 else "",
    }


@dataclass(frozen=True)
class Maandrij:
    """One month, or what lies before or after: planned and cumulated per body."""

    code: str
    naam: str
    aantallen: list[tuple[str, int, int | None]]


@dataclass(frozen=True)
class Vooruitblik:
    """The forecast as chart and as table."""

    grafiek: Prognosegrafiek | None
    rijen: list[Maandrij]
    totaal: int


def begin(kijk: Blik) -> date:
    """The first day of the month of the round or, before its peildatum, of the chosen moment."""
    return min(kijk.uitvraag.peildatum, localtime(kijk.nu).date()).replace(day=1)


def maanden(kijk: Blik) -> list[str]:
    """The months from `begin` to EINDE: «2014-01»."""
    dag, uit = begin(kijk), []
    while dag <= EINDE:
        uit.append(f"{dag:%Y-%m}")
        dag = date(dag.year + dag.month // 12, dag.month % 12 + 1, 1)
    return uit


def vooruitblik(plannen: Sequence[Gepland], kijk: Blik) -> Vooruitblik:
    """Planned decisions per month, cumulated to EINDE; apart what is before and after."""
    vanaf = begin(kijk)
    per = {wie: [p.dag for p in plannen if p.orgaan == wie] for wie in ("college", "raad")}
    reeksen = {
        wie: prognose([dag for dag in dagen if dag >= vanaf], EINDE, vanaf=vanaf)
        for wie, dagen in per.items()
    }
    telling = Counter((valt_in(plan, f"{vanaf:%Y-%m}"), plan.orgaan) for plan in plannen)
    rijen = [
        Maandrij(
            f"{maand:%Y-%m}",
            f"{MAANDEN[maand.month]} {maand.year}",
            [(wie, reeks[n].gepland, reeks[n].samen) for wie, reeks in reeksen.items()],
        )
        for n, maand in enumerate(m.maand for m in reeksen["college"])
    ]
    for code, naam in ((EERDER, "eerder gepland, nog niet gemeld"), (LATER, "na 2014")):
        aantallen: list[tuple[str, int, int | None]] = [(w, telling[code, w], None) for w in per]
        if any(n for _, n, _ in aantallen):
            rijen.append(Maandrij(code, naam, aantallen))
    namen = {"college": "college", "raad": "raad"}
    grafiek = prognosegrafiek(reeksen, namen, nu=localtime(kijk.nu).date())
    return Vooruitblik(grafiek, rijen, len(plannen))


# The trend of incongruence


def trend(ronden: Sequence[Uitvraag], kijk: Blik) -> dict[str, Any]:
    """Per round how many findings of each kind there are, each with its list."""
    gezien = [_gezien(ronde, kijk) for ronde in reversed(ronden[:HOOGSTENS])]
    regels = [
        {
            "code": code,
            "titel": CATALOGUS[code].titel,
            "uitleg": CATALOGUS[code].uitleg,
            "aantallen": [
                (ronde, telling[code], f"{lijst}?{query}&code={code}")
                for ronde, _, telling, query in gezien
            ],
        }
        for code in INCONGRUENTIE
        for lijst in [reverse("monitor-bevindingen")]
    ]
    gevraagd = [(ronde, len(stand.taken)) for ronde, stand, _, _ in gezien]
    return {
        "rondes": [ronde for ronde, *_ in gezien],
        "gevraagd": gevraagd,
        "regels": regels,
        "anders": len({n for _, n in gevraagd}) > 1,
    }


def _gezien(ronde: Uitvraag, kijk: Blik) -> tuple[Uitvraag, Stand, Counter[str], str]:
    stand, evaluatie = toen(ronde, kijk)
    telling = Counter(bevinding.code for bevinding in evaluatie.bevindingen)
    velden = kijk.velden | {"ronde": ronde.code}
    return ronde, stand, telling, urlencode({k: v for k, v in velden.items() if v})


def toen(ronde: Uitvraag, kijk: Blik) -> tuple[Stand, Evaluatie]:
    """Another round as known at the chosen moment."""
    moment: datetime = kijk.bekend_op
    return beeld(ronde, moment, moment, nummer=kijk.nummer)


def samenvatting(rijen: Sequence[Taakrij], naast: Uitvraag | None, gemeenten: int) -> list[str]:
    """One sentence per measure: what lies lowest and highest over the taken, with its whole."""
    uit = []
    v1 = [rij.v1 for rij in rijen if rij.v1 and rij.v1.geheel]
    if v1 and naast:
        intenties, omgezet = (sum(a[n] for a in v1) for n in (2, 1))
        uit.append(
            f"V1: van de {getal(intenties)} intenties van ronde {naast.korte_naam} zijn er"
            f" {getal(omgezet)} omgezet in een besluit."
        )
    if rijen:
        laag, hoog = (keuze(rij.v2.deel for rij in rijen) for keuze in (min, max))
        hoeveel = getal(laag) if laag == hoog else f"{getal(laag)} tot {getal(hoog)}"
        uit.append(
            f"V2: per taak hebben {hoeveel} van de {getal(gemeenten)} gemeenten hun keuze"
            " vastgesteld."
        )
    return uit
