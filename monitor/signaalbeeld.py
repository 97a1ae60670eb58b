"""Signalen as lists show them: where each one stands and how long it waits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from monitor.lijsten import Lijst
from monitor.models import Signaal, Signaalstap, Vraag, Vraagantwoord
from monitor.regels.alles import Evaluatie
from monitor.regels.signalen import (
    KLAAR,
    UITKOMSTNAMEN,
    Uitkomst,
    komt_terug,
    leeftijd,
    wacht_lang,
)
from monitor.regels.stand import Stand
from monitor.regels.vragen import STANDNAMEN, THEMANAMEN, Thema, vraagstand
from samenwerking.klok import NEDERLAND
from samenwerking.toegang.bereik import Wie, zichtbaar


@dataclass(frozen=True)
class Regel:
    """One signaal with its last answer."""

    signaal: Signaal
    laatste: Signaalstap | None
    uitkomst: Uitkomst
    dagen: int
    lang: bool

    @property
    def naam(self) -> str:
        """The outcome in words."""
        return UITKOMSTNAMEN[self.uitkomst]

    @property
    def klaar(self) -> bool:
        """Whether there is an outcome."""
        return self.uitkomst in KLAAR


def regels(wie: Wie, nu: datetime) -> list[Regel]:
    """What `wie` may see by `nu`, the longest waiting first, then those with an outcome."""
    rijen: QuerySet[Signaal] = zichtbaar(wie, Signaal).select_related(
        "bezoek", "taak", "gemeente", "door"
    )
    stappen = zichtbaar(wie, Signaalstap).bekend(nu)
    laatste = {stap.signaal_id: stap for stap in stappen}
    gevonden = [regel(rij, laatste.get(rij.pk), nu) for rij in rijen]
    return sorted(gevonden, key=lambda r: (r.klaar, r.signaal.op, r.signaal.pk))


def regel(signaal: Signaal, laatste: Signaalstap | None, nu: datetime) -> Regel:
    """Where one signaal stands at `nu`."""
    uitkomst = Uitkomst(laatste.uitkomst) if laatste else Uitkomst.OPEN
    sinds, dag = _dag(signaal.op), _dag(nu)
    toen = _dag(laatste.op) if laatste else None
    dagen = leeftijd(sinds, uitkomst, toen, dag)
    return Regel(signaal, laatste, uitkomst, dagen, wacht_lang(sinds, uitkomst, dag))


def lijst(rijen: Iterable[Regel]) -> Lijst:
    """The same rows as a file."""
    koppen = ["op", "onderwerp", "signaal", "bron", "aan", "uitkomst", "antwoord", "dagen"]
    return Lijst("signalen", koppen, list(rijen), _rij)


def _rij(rij: Regel) -> list[Any]:
    s = rij.signaal
    antwoord = rij.laatste.antwoord if rij.laatste else None
    wat = [_dag(s.op).isoformat(), s.onderwerp, s.tekst, s.get_bron_display(), s.geadresseerde]
    return [*wat, rij.naam, antwoord, rij.dagen]


def tellingen(rijen: Iterable[Regel]) -> dict[str, int]:
    """How many there are per outcome, and how many wait long."""
    alle = list(rijen)
    per = Counter(rij.uitkomst.value for rij in alle)
    return {u.value: per[u.value] for u in Uitkomst} | {"lang": sum(rij.lang for rij in alle)}


@dataclass(frozen=True)
class Terugkerend:
    """Signalen about one topic, the newest first, and the vraag that came of them."""

    naam: str
    signalen: list[Signaal]
    vraag: Any

    @property
    def stand(self) -> str:
        """Where that vraag stands, in words; empty without one."""
        if self.vraag is None:
            return ""
        return STANDNAMEN[vraagstand(self.vraag.openbaar)]


def terugkerend(wie: Wie, rijen: Iterable[Regel], nu: datetime) -> list[Terugkerend]:
    """The topics that come back: the same taak, or the same thema; one query."""
    per: dict[str, list[Signaal]] = {}
    for rij in rijen:
        if onderwerp := _onderwerp(rij.signaal):
            per.setdefault(onderwerp, []).append(rij.signaal)
    vragen = {vraag.signaal_id: vraag for vraag in vragen_uit(wie, nu)}
    gevonden = [
        Terugkerend(
            naam,
            sorted(alle, key=lambda s: s.op, reverse=True),
            next((vragen[s.pk] for s in alle if s.pk in vragen), None),
        )
        for naam, alle in per.items()
        if komt_terug(len(alle))
    ]
    return sorted(gevonden, key=lambda t: (t.vraag is not None, -len(t.signalen), t.naam))


def vragen_uit(wie: Wie, nu: datetime) -> QuerySet[Vraag]:
    """The vragen that came of signalen, each with the public words of its last answer."""
    antwoorden = Vraagantwoord.objects.bekend(nu).filter(vraag=OuterRef("pk"))
    rijen: QuerySet[Vraag] = zichtbaar(wie, Vraag).filter(signaal__isnull=False)
    return rijen.annotate(
        openbaar=Subquery(antwoorden.values("openbare_vraag")[:1]),
        antwoord=Subquery(antwoorden.values("tekst")[:1]),
    )


def _onderwerp(signaal: Signaal) -> str:
    """What it is about: its taak, else its thema; empty when it is about something else."""
    if signaal.taak:
        naam: str = signaal.taak.naam
        return naam
    return "" if signaal.thema == Thema.ANDERS else THEMANAMEN[Thema(signaal.thema)]


def wacht_op_rijk(stand: Stand, evaluatie: Evaluatie) -> list[tuple[str, str, int]]:
    """(code, name, gemeenten) of each taak that opgaven leave waiting for the Rijk (D5, S0-33)."""
    per = Counter(b.taak for b in evaluatie.bevindingen if b.code == "D5" and b.taak)
    return [(code, stand.taaknaam(code), aantal) for code, aantal in sorted(per.items())]


def _dag(moment: datetime) -> date:
    return moment.astimezone(NEDERLAND).date()
