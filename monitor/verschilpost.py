"""Word to a gemeente that others say something else than it submitted; once per round (S1-16)."""

from __future__ import annotations

from datetime import datetime

from gemeenten.models import Gemeente
from monitor.beeld import beeld
from monitor.regels.stand import Stand
from monitor.regels.wederkerigheid import niet_genoemd_door_gemeente, niet_genoemd_door_verband
from samenwerking.acties.herinnering import Ronde, stel_samen, verstuur_ronde, zou_versturen
from samenwerking.keuzes import Herinneringsoort
from samenwerking.models import Uitvraag


def meld(op: datetime) -> list[str]:
    """Send to who was not told yet; Dutch lines that say how many (a chore of `dagelijks`)."""
    return [regel for ronde in te_melden(op) for regel in verstuur_ronde(ronde, op)]


def proef(op: datetime) -> list[str]:
    """What `meld` would do now, without doing it."""
    return [zou_versturen(ronde) for ronde in te_melden(op)]


def te_melden(op: datetime) -> list[Ronde]:
    """Per round that can still be changed, who has a difference and was not told yet."""
    rondes = Uitvraag.objects.geopend(op).filter(laatste_wijziging__gt=op)
    per_ronde = (_ronde(uitvraag, op) for uitvraag in rondes)
    return [ronde for ronde in per_ronde if ronde.aan or ronde.zonder_adres]


def met_verschil(stand: Stand) -> set[str]:
    """CBS codes of gemeenten that submitted and have a difference (W1, W2), or lead its verband."""
    gevonden = [*niet_genoemd_door_verband(stand), *niet_genoemd_door_gemeente(stand)]
    codes = {code for bevinding in gevonden for code in bevinding.gemeenten}
    for slug in {bevinding.verband for bevinding in gevonden if bevinding.verband}:
        feiten = stand.verbanden.get(slug)
        if feiten and feiten.penvoerder:
            codes.add(feiten.penvoerder)
    return codes & set(stand.codes(stand.ingediend))


def _ronde(uitvraag: Uitvraag, op: datetime) -> Ronde:
    stand, _ = beeld(uitvraag, op, op)
    wie = Gemeente.objects.filter(pk__in=met_verschil(stand))
    return stel_samen(uitvraag, Herinneringsoort.VERSCHILLEN, wie, op)
