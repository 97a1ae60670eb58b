"""Reminders of a round: each gemeente each reminder once (S2-50, S3-15)."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import uuid4

from django.db import transaction

from gemeenten.models import Gemeente
from gemeenten.querysets import GemeenteQuerySet
from samenwerking import regels
from samenwerking.klok import NEDERLAND
from samenwerking.meldingen import invullers
from samenwerking.models import Herinnering, Opgaveversie, Uitvraag
from samenwerking.post import Post, verstuur
from samenwerking.termijn import uiterlijk
from samenwerking.toegang import logboek


class Ronde(NamedTuple):
    """A reminder that is due: to whom (name and addresses per CBS code), and who has no address."""

    uitvraag: Uitvraag
    soort: str
    aan: dict[str, tuple[str, list[str]]]
    zonder_adres: list[str]


def te_versturen(op: datetime) -> list[Ronde]:
    """The reminders that are due at `op` and were not sent before; one at most per round."""
    rondes = Uitvraag.objects.geopend(op).filter(deadline__gt=op)
    return [ronde for uitvraag in rondes if (ronde := _ronde(uitvraag, op))]


def verstuur_herinneringen(op: datetime) -> list[str]:
    """Send what is due; Dutch lines that say how many, and what is not certain.

    A gemeente is claimed in the database before its mail leaves: of two runs at once one sends it.
    What the mail server refuses is given back and tried again next time.
    """
    return [regel for ronde in te_versturen(op) for regel in verstuur_ronde(ronde, op)] + _onzeker(
        op
    )


def proef(op: datetime) -> list[str]:
    """What `verstuur_herinneringen` would do now, without doing it."""
    return [zou_versturen(ronde) for ronde in te_versturen(op)]


def zou_versturen(ronde: Ronde) -> str:
    """What sending a reminder would do, as a Dutch line."""
    return (
        f"{ronde.uitvraag.pk} {ronde.soort}: zou {len(ronde.aan)} gemeenten herinneren, "
        f"{len(ronde.zonder_adres)} hebben geen adres."
    )


def _ronde(uitvraag: Uitvraag, op: datetime) -> Ronde | None:
    soort = regels.open_herinnering(
        op.astimezone(NEDERLAND),
        opent=uitvraag.opent.astimezone(NEDERLAND),
        deadline=uitvraag.deadline.astimezone(NEDERLAND),
    )
    if soort is None:
        return None
    klaar = Opgaveversie.objects.filter(opgave__uitvraag=uitvraag, ingediend_op__lte=op)
    wie = Gemeente.objects.op(uitvraag.peildatum).exclude(pk__in=klaar.values("opgave__gemeente"))
    return stel_samen(uitvraag, soort, wie, op)


def stel_samen(uitvraag: Uitvraag, soort: str, wie: GemeenteQuerySet, op: datetime) -> Ronde:
    """The reminder of this soort for those of `wie` that did not have it yet."""
    gehad = Herinnering.objects.filter(uitvraag=uitvraag, soort=soort)
    namen = dict(wie.exclude(pk__in=gehad.values("gemeente")).values_list("pk", "naam"))
    adressen = invullers(set(namen), op.astimezone(NEDERLAND).date())
    aan = {code: (namen[code], adressen[code]) for code in sorted(adressen)}
    return Ronde(uitvraag, soort, aan, sorted(set(namen) - set(adressen)))


def verstuur_ronde(ronde: Ronde, op: datetime) -> list[str]:
    """Send one reminder to who it is for; Dutch lines that say how many."""
    loper, codes = _claim(ronde, op)
    post = [_post(ronde, code) for code in codes]
    gelukt = {code for code, goed in zip(codes, verstuur(post), strict=True) if goed}
    rijen = Herinnering.objects.filter(loper=loper)
    with transaction.atomic():
        rijen.exclude(gemeente__in=gelukt).delete()
        rijen.update(verstuurd_op=op)
        _log(ronde, len(gelukt))
    mislukt = len(codes) - len(gelukt)
    return [
        f"{ronde.uitvraag.pk} {ronde.soort}: {len(gelukt)} gemeenten herinnerd, "
        f"{mislukt} mislukt, {len(ronde.zonder_adres)} zonder adres."
    ]


def _claim(ronde: Ronde, op: datetime) -> tuple[object, list[str]]:
    """Take what no other run took: this run's own mark and the CBS codes it got."""
    loper = uuid4()
    nieuw = (
        Herinnering(
            uitvraag=ronde.uitvraag, gemeente_id=code, soort=ronde.soort, loper=loper, op=op
        )
        for code in ronde.aan
    )
    Herinnering.objects.bulk_create(nieuw, ignore_conflicts=True)
    van_ons = Herinnering.objects.filter(loper=loper).order_by("gemeente")
    return loper, list(van_ons.values_list("gemeente_id", flat=True))


def _post(ronde: Ronde, code: str) -> Post:
    naam, adressen = ronde.aan[code]
    context = {
        "gemeente": {"naam": naam},
        "ronde": ronde.uitvraag,
        "uiterlijk": uiterlijk(ronde.uitvraag.deadline),
    }
    return Post(ronde.soort, context, tuple(adressen))


def _onzeker(op: datetime) -> list[str]:
    """Claims that a run left behind: the mail may have gone, so it is not sent again."""
    aantal = Herinnering.objects.filter(verstuurd_op=None, op__lt=op).count()
    if not aantal:
        return []
    return [f"Van {aantal} herinneringen is niet zeker of ze verstuurd zijn: een run brak af."]


def _log(ronde: Ronde, aantal: int) -> None:
    if aantal:
        logboek.schrijf(
            "herinneren",
            "uitvraag",
            ronde.uitvraag.pk,
            persoon=logboek.opdrachtregel(),
            inhoud={"soort": ronde.soort, "gemeenten": aantal},
        )
