"""Vragen as pages show them: where each one stands, and what everybody may read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from monitor.lijsten import Lijst
from monitor.models import Vraag, Vraagantwoord
from monitor.regels.vragen import STANDNAMEN, THEMANAMEN, Thema, Vraagstand, vraagstand
from samenwerking.toegang.bereik import Wie, zichtbaar


@dataclass(frozen=True)
class Vraagregel:
    """A vraag with its last answer."""

    vraag: Vraag
    laatste: Vraagantwoord | None
    stand: Vraagstand

    @property
    def woord(self) -> str:
        """Where it stands, in words."""
        return STANDNAMEN[self.stand]

    @property
    def van(self) -> str:
        """Where it comes from, in words."""
        return self.vraag.gemeente.naam if self.vraag.gemeente else "uit een signaal"


def vragen(wie: Wie, nu: datetime) -> list[Vraagregel]:
    """What `wie` may see of vragen as they were asked; open ones first, the oldest first."""
    rijen = list(zichtbaar(wie, Vraag).select_related("gemeente", "signaal"))
    antwoorden = zichtbaar(wie, Vraagantwoord).bekend(nu)
    laatste = {rij.vraag_id: rij for rij in antwoorden}
    regels = [regel(vraag, laatste.get(vraag.pk)) for vraag in rijen]
    return sorted(regels, key=lambda r: (r.stand is not Vraagstand.OPEN, r.vraag.op, r.vraag.pk))


def regel(vraag: Vraag, laatste: Vraagantwoord | None) -> Vraagregel:
    """Where one vraag stands."""
    return Vraagregel(
        vraag, laatste, vraagstand(laatste.openbare_vraag if laatste is not None else None)
    )


def lijst(regels: Iterable[Vraagregel]) -> Lijst:
    """The same rows as a file."""
    koppen = ["gesteld_op", "van", "thema", "vraag", "stand", "antwoord", "openbare_vraag"]
    return Lijst("vragen", koppen, list(regels), _rij)


def _rij(rij: Vraagregel) -> list[Any]:
    antwoord = [rij.laatste.tekst, rij.laatste.openbare_vraag] if rij.laatste else [None, None]
    gesteld = localtime(rij.vraag.op).date().isoformat()
    return [gesteld, rij.van, rij.vraag.get_thema_display(), rij.vraag.tekst, rij.woord, *antwoord]


def openbaar(wie: Wie, nu: datetime) -> list[tuple[Thema, str, list[dict[str, Any]]]]:
    """Per thema (with its name) what anybody may read, newest first: vraag in public words, answer.

    Nothing of who asked, which gemeente it was, or who answered is read.
    """
    rijen = zichtbaar(wie, Vraagantwoord).openbaar(nu).order_by("-op", "-pk")
    per: dict[str, list[dict[str, Any]]] = {}
    for rij in rijen.values("vraag", "openbare_vraag", "tekst", "op", "vraag__thema"):
        per.setdefault(rij["vraag__thema"], []).append(rij)
    return [(thema, THEMANAMEN[thema], per[thema]) for thema in Thema if thema in per]
