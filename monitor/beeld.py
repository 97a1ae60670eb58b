"""The evaluated round, kept in this process until something is written.

Kept until the logboek has a row (every write adds one) after which a version of this round was
recorded or the reference data may have changed; under the last version known at the moment asked
for, and the last moment at which W3 or T7 changed. The reference data are kept apart, until the
logboek names anything that is not known to leave them alone. Emptying Django's cache forgets every
beeld as well.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple, TypeVar
from uuid import uuid4

from django.core.cache import cache
from django.db.models import Value

from monitor.inlezen import Referentie, lees_referentie, lees_stand
from monitor.models import Normwijziging
from monitor.regels.alles import Evaluatie, evalueer
from monitor.regels.stand import Stand
from monitor.regels.tegenspraken import momenten
from samenwerking.geheugen import zonder_opruimen
from samenwerking.models import Opgaveversie, Uitvraag, Verbandversie
from samenwerking.toegang.models import Logkop, Logregel

T = TypeVar("T")
RUIMTE = 16
"""How many Standen, evaluations and what they were read with a process keeps (5 MB per Stand)."""
OPGEGEVEN = (
    *("opgave", "verband", "brief", "oordeel", "gebruiker", "bezoek", "signaal"),
    *("vraag", "toezegging", "bladwijzer", "uitleg", "escalatie", "publicatie"),
    *("scenario", "openbestand", "bundel"),
    *("ondersteuningsverzoek", "bijeenkomst", "handreiking"),
)
"""What rows of the logboek are about when they leave the reference data alone; all else may not."""

_bewaard: OrderedDict[tuple[Any, ...], Any] = OrderedDict()


def beeld(
    uitvraag: Uitvraag,
    nu: datetime,
    bekend_op: datetime | None = None,
    *,
    nummer: int | None = None,
) -> tuple[Stand, Evaluatie]:
    """The Stand of a round as known at `bekend_op` (None: everything) and its evaluation at `nu`.

    One query when nothing was written since, two when what was written is not of this round, five
    when it is, nine when it may have been reference data; one less when the number of the last
    row, `nummer`, was read already. The `nu` of the Stand may be earlier than the one asked for,
    within a stretch in which the outcome is the same.
    """
    ronde = cache.get_or_set("beeld", lambda: uuid4().hex, None), uitvraag.pk, uitvraag.peildatum
    gebeurd = _gebeurd(uitvraag, ronde, _versie() if nummer is None else nummer)
    sleutel = *ronde, gebeurd.gewijzigd
    bekend = _laatste_versie(gebeurd.momenten, bekend_op)
    stand = _onthoud(
        ("stand", *sleutel, bekend),
        lambda: lees_stand(uitvraag, nu=nu, bekend_op=bekend_op, referentie=gebeurd.referentie),
    )
    tijdvak = bisect_right(momenten(stand), nu)
    return _onthoud(("evaluatie", *sleutel, bekend, tijdvak), lambda: _met_nu(stand, nu))


def toets(
    uitvraag: Uitvraag, nu: datetime, bekend_op: datetime | None = None
) -> tuple[Stand, Evaluatie]:
    """Read and evaluate a round now, keeping nothing: seven queries."""
    with zonder_opruimen():
        stand = lees_stand(uitvraag, nu=nu, bekend_op=bekend_op)
        return stand, evalueer(stand)


def _met_nu(stand: Stand, nu: datetime) -> tuple[Stand, Evaluatie]:
    op_tijd = replace(stand, nu=nu)
    return op_tijd, evalueer(op_tijd)


def _versie() -> int:
    """The number of the last row of the logboek."""
    return Logkop.objects.values_list("nummer", flat=True).first() or 0


def _laatste_versie(momenten: Sequence[datetime], bekend_op: datetime | None) -> int | None:
    """How many moments of recording lie at or before `bekend_op`; None when all do."""
    rang = len(momenten) if bekend_op is None else bisect_right(momenten, bekend_op)
    return None if rang == len(momenten) else rang


class Gebeurd(NamedTuple):
    """A round after row `nummer`: its moments of recording, ascending, and its reference data.

    `gewijzigd` is the row after which one of the two was last seen to differ.
    """

    nummer: int
    gewijzigd: int
    momenten: list[datetime]
    referentie: Referentie


def _gebeurd(uitvraag: Uitvraag, ronde: tuple[Any, ...], nummer: int) -> Gebeurd:
    """What is known after the last row; what was known before serves while it holds."""
    gebeurd: Gebeurd | None = _bewaard.pop(("gebeurd", *ronde), None)
    if gebeurd is None or gebeurd.nummer != nummer:
        momenten, geladen = _sinds(uitvraag, gebeurd.nummer if gebeurd else nummer)
        vast = gebeurd.referentie if gebeurd and not geladen else lees_referentie(uitvraag)
        gelijk = gebeurd and not geladen and gebeurd.momenten == momenten
        gewijzigd = gebeurd.gewijzigd if gebeurd and gelijk else nummer
        gebeurd = Gebeurd(nummer, gewijzigd, momenten, vast)
    _bewaard["gebeurd", *ronde] = gebeurd
    return gebeurd


def _sinds(uitvraag: Uitvraag, nummer: int) -> tuple[list[datetime], bool]:
    """When something was recorded, and whether a row past `nummer` may be of reference data."""
    verbanden = Verbandversie.objects.filter(uitvraag=uitvraag, vastgelegd_op__isnull=False)
    opgaven = Opgaveversie.objects.filter(opgave__uitvraag=uitvraag, ingediend_op__isnull=False)
    normen = Normwijziging.objects.filter(uitvraag=uitvraag)
    overig = Logregel.objects.filter(nummer__gt=nummer).exclude(soort__in=OPGEGEVEN)
    rijen = (
        verbanden.order_by()
        .values_list("vastgelegd_op", Value(""))
        .union(
            opgaven.order_by().values_list("ingediend_op", Value("")),
            normen.order_by().values_list("op", Value("")),
            overig.order_by().values_list("moment", "soort"),
            all=True,
        )
    )
    alle = list(rijen)
    return sorted(op for op, soort in alle if not soort), any(soort for _, soort in alle)


def _onthoud(sleutel: tuple[Any, ...], maak: Callable[[], T]) -> T:
    """What was kept under this key, else made now; the least used is forgotten."""
    if sleutel not in _bewaard:
        with zonder_opruimen():
            _bewaard[sleutel] = maak()
    _bewaard.move_to_end(sleutel)
    while len(_bewaard) > RUIMTE:
        _bewaard.popitem(last=False)
    uitkomst: T = _bewaard[sleutel]
    return uitkomst
