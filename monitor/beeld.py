"""The evaluated round, kept in this process until something is written.

Kept under the number of the last row of the logboek (every write adds one), the last version
known at the moment asked for, and the last moment at which W3 or T7 changed. Emptying Django's
cache forgets every beeld as well.
"""

from __future__ import annotations

import gc
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar
from uuid import uuid4

from django.core.cache import cache

from monitor.inlezen import lees_stand
from monitor.regels.alles import Evaluatie, evalueer
from monitor.regels.stand import Stand
from monitor.regels.tegenspraken import momenten
from samenwerking.models import Opgaveversie, Uitvraag, Verbandversie
from samenwerking.toegang.models import Logkop

T = TypeVar("T")
RUIMTE = 12
"""How many Standen, evaluations and lists of moments a process keeps (some 5 MB per Stand)."""

_bewaard: OrderedDict[tuple[Any, ...], Any] = OrderedDict()


def beeld(
    uitvraag: Uitvraag, nu: datetime, bekend_op: datetime | None = None
) -> tuple[Stand, Evaluatie]:
    """The Stand of a round as known at `bekend_op` (None: everything) and its evaluation at `nu`.

    One query when nothing was written since. The `nu` of the Stand may be earlier than the one
    asked for, within a stretch in which the outcome is the same.
    """
    sleutel = cache.get_or_set("beeld", lambda: uuid4().hex, None), _versie(), uitvraag.pk
    bekend = _laatste_versie(sleutel, uitvraag, bekend_op)
    stand = _onthoud(
        ("stand", *sleutel, bekend), lambda: lees_stand(uitvraag, nu=nu, bekend_op=bekend_op)
    )
    tijdvak = bisect_right(momenten(stand), nu)
    return _onthoud(("evaluatie", *sleutel, bekend, tijdvak), lambda: _met_nu(stand, nu))


def toets(
    uitvraag: Uitvraag, nu: datetime, bekend_op: datetime | None = None
) -> tuple[Stand, Evaluatie]:
    """Read and evaluate a round now, keeping nothing: eight queries."""
    with _zonder_opruimen():
        stand = lees_stand(uitvraag, nu=nu, bekend_op=bekend_op)
        return stand, evalueer(stand)


def _met_nu(stand: Stand, nu: datetime) -> tuple[Stand, Evaluatie]:
    op_tijd = replace(stand, nu=nu)
    return op_tijd, evalueer(op_tijd)


@contextmanager
def _zonder_opruimen() -> Iterator[None]:
    """Many small rows are made and all are kept: looking for garbage among them costs a fifth."""
    aan = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if aan:
            gc.enable()


def _versie() -> int:
    """The number of the last row of the logboek."""
    return Logkop.objects.values_list("nummer", flat=True).first() or 0


def _laatste_versie(
    sleutel: tuple[Any, ...], uitvraag: Uitvraag, bekend_op: datetime | None
) -> int | None:
    """How many moments of recording lie at or before `bekend_op`; None when all do."""
    if bekend_op is None:
        return None
    gevonden = _onthoud(("momenten", *sleutel), lambda: _vastgelegd(uitvraag))
    rang = bisect_right(gevonden, bekend_op)
    return None if rang == len(gevonden) else rang


def _vastgelegd(uitvraag: Uitvraag) -> list[datetime]:
    """The moments at which something was recorded in a round, ascending."""
    verbanden = Verbandversie.objects.filter(uitvraag=uitvraag, vastgelegd_op__isnull=False)
    opgaven = Opgaveversie.objects.filter(opgave__uitvraag=uitvraag, ingediend_op__isnull=False)
    tijden = verbanden.order_by().values_list("vastgelegd_op")
    return sorted({op for (op,) in tijden.union(opgaven.order_by().values_list("ingediend_op"))})


def _onthoud(sleutel: tuple[Any, ...], maak: Callable[[], T]) -> T:
    """What was kept under this key, else made now; the least used is forgotten."""
    if sleutel not in _bewaard:
        with _zonder_opruimen():
            _bewaard[sleutel] = maak()
    _bewaard.move_to_end(sleutel)
    while len(_bewaard) > RUIMTE:
        _bewaard.popitem(last=False)
    uitkomst: T = _bewaard[sleutel]
    return uitkomst
