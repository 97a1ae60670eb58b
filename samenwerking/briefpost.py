"""Mail about a joint letter: who is asked to sign, and who hears that something lapsed."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import Any

from django.db import transaction

from gemeenten.models import Gemeente
from samenwerking import klok
from samenwerking.meldingen import invullers
from samenwerking.models import Brief, Ondertekening
from samenwerking.post import Post, verstuur


def meld_aangeboden(brief: Brief) -> None:
    """After the commit: the other gemeenten of the letter are asked to sign."""
    codes = brief.ondertekeningen.exclude(gemeente=brief.initiatief_id)
    _meld("brief_aangeboden", brief, list(codes.values_list("gemeente_id", flat=True)))


def meld_teruggenomen(brief: Brief, getekend: Collection[str], reden: str) -> None:
    """After the commit: to the gemeenten that had signed, their signature lapsed."""
    _meld("brief_teruggenomen", brief, getekend, reden=reden)


def meld_ingetrokken(rij: Ondertekening) -> None:
    """After the commit: to who began the letter, a college withdrew."""
    initiatief = rij.brief.initiatief_id
    aan = {initiatief} - {rij.gemeente_id, None}
    _meld("brief_ingetrokken", rij.brief, aan, college=rij.gemeente, reden=rij.reden)


def _meld(sjabloon: str, brief: Brief, aan: Collection[Any], **context: Any) -> None:
    transaction.on_commit(partial(_stuur, sjabloon, brief, aan, context), robust=True)


def _stuur(sjabloon: str, brief: Brief, aan: Collection[str], context: dict[str, Any]) -> None:
    adressen = invullers(aan, klok.vandaag())
    gemeenten = Gemeente.objects.filter(pk__in=adressen)
    verstuur(
        Post(
            sjabloon,
            context | {"brief": brief, "initiatief": brief.initiatief, "gemeente": gemeente},
            tuple(adressen[gemeente.pk]),
        )
        for gemeente in gemeenten
    )
