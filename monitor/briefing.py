"""The briefing before a visit: what is open in a region, on one page (S4-10..16, S4-91).

Every part shows a few lines and says how many more there are, so that the page stays one page.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Min, OuterRef, Q, Subquery
from django.utils.timezone import localtime

from monitor.blik import Blik
from monitor.models import Bezoek, Ondersteuningsverzoek, Verzoekstap
from monitor.regels.bevinding import Bevinding
from monitor.regels.catalogus import CATALOGUS
from monitor.regels.criteria import Score
from monitor.regels.kamertabellen import INCONGRUENTIE
from monitor.regels.ondersteuning import KLAAR, NAMEN, Toestand
from monitor.regels.stand import RAADSBESLUIT, RANG, STADIA
from monitor.regels.taal import enkele
from monitor.regels.uitleg import sleutel
from monitor.regiobeeld import Regiobeeld, Regioverband
from monitor.signaalbeeld import Regel, regels
from monitor.uitlegbeeld import Register
from monitor.verbandbeeld import samengevoegd
from samenwerking.keuzes import Wijze
from samenwerking.models import Opgaveregel, Opgaveversie
from samenwerking.toegang.bereik import Wie, zichtbaar

REGELS, PER_REGEL = 4, 5
"""So many lines a part shows, and names a line."""
VERSLAG = 360
"""So many characters of the last report."""


@dataclass(frozen=True)
class Deel:
    """A part: the first lines, and how many there are in all."""

    regels: list[Any]
    aantal: int

    @property
    def rest(self) -> int:
        """How many lines are left out."""
        return self.aantal - len(self.regels)


class ZonderUitleg(NamedTuple):
    """A kind of finding that asks for uitleg: how many have none, and about whom."""

    titel: str
    aantal: int
    wie: str


class Raadsbesluit(NamedTuple):
    """How many decisions the raad of one gemeente must take; `eerste`: the first planned day."""

    gemeente: str
    aantal: int
    eerste: date | None


def briefing(wie: Wie, beeld: Regiobeeld, kijk: Blik, uitleg: Register) -> dict[str, Any]:
    """What is open in the region, as `wie` may see it; eight queries."""
    stand = beeld.stand
    verschillen = samengevoegd(stand, _van(beeld, ("W1", "W2", "W3")))
    besluiten = _raadsbesluiten(wie, beeld, kijk)
    bezoeken = _bezoeken(wie, beeld, kijk)
    dag = _dag(kijk)
    geweest = [bezoek for bezoek in bezoeken if bezoek.datum <= dag]
    return {
        "beeld": beeld,
        "gemeenten": [stand.naam(code) for code in beeld.codes],
        "verschillen": _eerste([rij.zin for rij in verschillen]),
        "uitleg": list(_zonder_uitleg(beeld, uitleg)),
        "verbanden": _eerste([v for v in beeld.verbanden if _vorm_open(v)], 6),
        "raadsbesluiten": _eerste(besluiten),
        "besluiten": sum(rij.aantal for rij in besluiten),
        "volgend": min((b for b in bezoeken if b.datum > dag), key=_datum, default=None),
        "laatste": geweest[0] if geweest else None,
        "bezoeken": len(geweest),
        "bezocht": len(set(beeld.codes) & {g.code for b in geweest for g in b.gemeenten.all()}),
        "afspraken": _afspraken(geweest, dag),
        "signalen": _eerste(_signalen(wie, beeld, kijk, {b.pk for b in geweest})),
        "verzoeken": _eerste(_verzoeken(wie, beeld, kijk)),
        "dag": dag,
        "verslag": VERSLAG,
    }


def _eerste(rijen: list[Any], hoogstens: int = REGELS) -> Deel:
    return Deel(rijen[:hoogstens], len(rijen))


def _van(beeld: Regiobeeld, codes: Iterable[str]) -> list[Bevinding]:
    return [b for b in beeld.bevindingen if b.code in codes]


def _zonder_uitleg(beeld: Regiobeeld, uitleg: Register) -> Iterable[ZonderUitleg]:
    """Per kind what is not explained: the verbanden, or else the gemeenten."""
    stand = beeld.stand
    for code in INCONGRUENTIE:
        open_ = [b for b in _van(beeld, (code,)) if not uitleg.is_uitgelegd(sleutel(b))]
        namen = [
            stand.verbandnaam(b.verband) if b.verband else stand.naam(b.gemeenten[0]) for b in open_
        ]
        if open_:
            wie = enkele(list(dict.fromkeys(namen)), PER_REGEL)
            yield ZonderUitleg(CATALOGUS[code].titel, len(open_), wie)


def _vorm_open(rij: Regioverband) -> bool:
    """Whether the legal basis or the sharing of risks is not settled (K4, K5)."""
    return any(rij.scores.get(code) is not Score.VOLDOET for code in ("K4", "K5"))


def _raadsbesluiten(wie: Wie, beeld: Regiobeeld, kijk: Blik) -> list[Raadsbesluit]:
    """Per member how many decisions are due, the first planned above; one query."""
    versies = zichtbaar(wie, Opgaveversie).bekend(kijk.bekend_op)
    versies = versies.filter(opgave__uitvraag=kijk.uitvraag, opgave__gemeente__in=beeld.codes)
    open_ = Opgaveregel.objects.filter(
        versie__in=versies.values("pk"), wijze=Wijze.VERBAND, raadsbesluit__genomen=None
    ).exclude(stadium__in=STADIA[RANG[RAADSBESLUIT] :])
    per = open_.order_by().values_list("versie__opgave__gemeente")
    rijen = [
        Raadsbesluit(beeld.stand.naam(code), n, eerste)
        for code, n, eerste in per.annotate(Count("pk"), Min("raadsbesluit__gepland"))
    ]
    rijen.sort(key=lambda rij: (rij.eerste is None, str(rij.eerste), rij.gemeente))
    return rijen


def _bezoeken(wie: Wie, beeld: Regiobeeld, kijk: Blik) -> list[Bezoek]:
    """Visits to a member or the region, also those in the agenda; newest first, four queries."""
    hier = Q(gemeenten__in=beeld.codes) | Q(regio__soort=beeld.soort, regio__code=beeld.regio.code)
    bekend = Q(datum__lte=_dag(kijk)) | Q(gepland_op__lte=kijk.bekend_op)
    rijen = zichtbaar(wie, Bezoek).filter(hier, bekend).distinct().select_related("door")
    return list(rijen.prefetch_related("afspraken", "gesprekspartners", "gemeenten"))


def _afspraken(geweest: list[Bezoek], dag: date) -> Deel:
    """What was agreed and is not done, by term."""
    alle = [a for b in geweest for a in b.afspraken.all() if not a.klaar_op or a.klaar_op > dag]
    alle.sort(key=lambda a: (a.termijn is None, a.termijn or dag))
    return _eerste(alle, 5)


def _signalen(wie: Wie, beeld: Regiobeeld, kijk: Blik, bezoeken: set[int]) -> list[Regel]:
    """Signalen without outcome from these visits or about a member."""
    return [
        rij
        for rij in regels(wie, kijk.nu)
        if not rij.klaar
        and (rij.signaal.bezoek_id in bezoeken or rij.signaal.gemeente_id in beeld.codes)
    ]


def _verzoeken(wie: Wie, beeld: Regiobeeld, kijk: Blik) -> list[tuple[Ondersteuningsverzoek, str]]:
    """Requests for the region that are open, each with where it stands; one query."""
    stappen = zichtbaar(wie, Verzoekstap).bekend(kijk.nu).filter(verzoek=OuterRef("pk"))
    rijen = zichtbaar(wie, Ondersteuningsverzoek).filter(
        regio__soort=beeld.soort, regio__code=beeld.regio.code
    )
    met = rijen.annotate(toestand=Subquery(stappen.values("toestand")[:1]))
    gezien = [(rij, Toestand(rij.toestand or Toestand.AANGEVRAAGD)) for rij in met]
    return [(rij, NAMEN[toestand]) for rij, toestand in gezien if toestand not in KLAAR]


def _dag(kijk: Blik) -> date:
    return localtime(kijk.bekend_op).date()


def _datum(bezoek: Bezoek) -> date:
    dag: date = bezoek.datum
    return dag
