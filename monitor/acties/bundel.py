"""Asking for all regioprofielen of a kind, going on with a run, and taking old ones away."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from monitor.models import Bundel
from monitor.models.bundel import STIL
from samenwerking.acties.weigering import Geweigerd
from samenwerking.models import Uitvraag
from samenwerking.toegang import logboek
from samenwerking.toegang.models import Persoon

BEWAARD = timedelta(days=14)
LOOPT = (Bundel.Toestand.WACHT, Bundel.Toestand.BEZIG)


@transaction.atomic
def vraag(
    uitvraag: Uitvraag,
    soort: str,
    regios: Sequence[tuple[str, str]],
    *,
    bekend_op: datetime,
    door: Persoon,
    op: datetime,
) -> tuple[Bundel, bool]:
    """Ask for a run over `regios` (code, naam), and whether it is a new one.

    One at a time for each person: the same request while it runs is that run again. Raises
    Geweigerd when another one runs, or when there is nothing to make.
    """
    Persoon.objects.select_for_update().get(pk=door.pk)
    if not regios:
        raise Geweigerd("Er zijn geen regio's van deze soort op de peildatum van de ronde.")
    lopend = Bundel.objects.filter(door=door, toestand__in=LOOPT).first()
    if lopend and (lopend.uitvraag_id, lopend.soort) == (uitvraag.pk, soort):
        return lopend, False
    if lopend:
        raise Geweigerd("Uw vorige bundel is nog niet klaar. Wacht daarop, of ga ermee verder.")
    rij = Bundel.objects.create(
        uitvraag=uitvraag, soort=soort, regios=regios, bekend_op=bekend_op, door=door, op=op
    )
    _meld("aanvragen", rij, door, aantal=len(regios))
    return rij, True


@transaction.atomic
def ga_verder(rij: Bundel, *, door: Persoon | None) -> None:
    """Give what failed another turn. Raises Geweigerd while somebody works on it."""
    rij = Bundel.objects.select_for_update().get(pk=rij.pk)
    if rij.loopt and not rij.stil:
        raise Geweigerd("Er wordt nog aan deze bundel gewerkt.")
    if rij.toestand == Bundel.Toestand.KLAAR and not rij.mislukt:
        raise Geweigerd("Deze bundel is al klaar.")
    rij.toestand, rij.mislukt, rij.reden = Bundel.Toestand.WACHT, {}, ""
    rij.gezien_op = timezone.now()
    rij.save()
    _meld("hervatten", rij, door, gedaan=rij.gedaan)


def neem(pk: int) -> Bundel | None:
    """Begin on a run that waits, or that somebody left; None when it is somebody else's."""
    nu = timezone.now()
    vrij = Q(toestand=Bundel.Toestand.WACHT) | Q(
        toestand=Bundel.Toestand.BEZIG, gezien_op__lt=nu - STIL
    )
    bezig = {"toestand": Bundel.Toestand.BEZIG, "gezien_op": nu}
    return Bundel.objects.get(pk=pk) if Bundel.objects.filter(vrij, pk=pk).update(**bezig) else None


def meld_voortgang(rij: Bundel) -> None:
    """Keep how far it is; a sign of life."""
    rij.gezien_op = timezone.now()
    rij.save(update_fields=["bladen", "mislukt", "gezien_op"])


@transaction.atomic
def rond_af(rij: Bundel, reden: str = "") -> None:
    """It is finished; with a `reden` there is no whole."""
    rij.toestand = Bundel.Toestand.MISLUKT if reden else Bundel.Toestand.KLAAR
    rij.reden, rij.gezien_op = reden[:300], timezone.now()
    rij.save()
    _meld("afronden", rij, None, gelukt=len(rij.bladen), mislukt=sorted(rij.mislukt))


def oud(op: datetime) -> QuerySet[Bundel]:
    """Those that were kept long enough."""
    return Bundel.objects.filter(op__lt=op - BEWAARD)


def ruim_op(op: datetime) -> int:
    """Take them away with their files; how many."""
    rijen = list(oud(op))
    for rij in rijen:
        with transaction.atomic():
            _meld("opruimen", rij, None)
            map_ = rij.map
            rij.delete()
        shutil.rmtree(map_, ignore_errors=True)
    return len(rijen)


def _meld(actie: str, rij: Bundel, door: Persoon | None, **inhoud: object) -> None:
    sleutel = f"{rij.uitvraag_id}/{rij.soort}/{rij.pk}"
    logboek.schrijf(actie, "bundel", sleutel, persoon=door, inhoud=inhoud)
