"""Signalen as lists show them: where each one stands and how long it waits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from monitor.models import Signaal, Signaalstap
from monitor.regels.alles import Evaluatie
from monitor.regels.signalen import KLAAR, UITKOMSTNAMEN, Uitkomst, leeftijd, wacht_lang
from monitor.regels.stand import Stand
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


def tellingen(rijen: Iterable[Regel]) -> dict[str, int]:
    """How many there are per outcome, and how many wait long."""
    alle = list(rijen)
    per = Counter(rij.uitkomst.value for rij in alle)
    return {u.value: per[u.value] for u in Uitkomst} | {"lang": sum(rij.lang for rij in alle)}


def wacht_op_rijk(stand: Stand, evaluatie: Evaluatie) -> list[tuple[str, str, int]]:
    """(code, name, gemeenten) of each taak that opgaven leave waiting for the Rijk (D5, S0-33)."""
    per = Counter(b.taak for b in evaluatie.bevindingen if b.code == "D5" and b.taak)
    return [(code, stand.taaknaam(code), aantal) for code, aantal in sorted(per.items())]


def _dag(moment: datetime) -> date:
    return moment.astimezone(NEDERLAND).date()
