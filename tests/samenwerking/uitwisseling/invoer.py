"""Importing a few rows, and what there is afterwards."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from samenwerking.models import (
    Besluit,
    Brief,
    Deelname,
    Ondertekening,
    Opgave,
    Opgaveregel,
    Opgaveversie,
    Uitvraag,
    Verband,
    Verbandversie,
)
from samenwerking.toegang.models import Logregel
from samenwerking.uitwisseling.importeren import importeer
from samenwerking.uitwisseling.verslag import Verslag
from tests import bouwers
from tests.samenwerking.uitwisseling.hulp import bron

JUNI = bouwers.moment("2013-06-03 09:00")
ZUID = "zuid,Zuid-Kennemerland,CG,GM0392,,1,,"
INGEDIEND = "GM0392,2013-05-30T12:00:00+02:00,brief"
REGEL = "GM0392,JE03,verband,zuid,{},{},{},,,,"


def lees_in(ronde: Uitvraag, pad: Path, **tabellen: Any) -> Verslag:
    """Import these tables, on 3 June 2013."""
    map_ = pad / f"bron-{len(list(pad.iterdir()))}"
    return importeer(ronde, bron(map_, **tabellen), op=JUNI)


def stand() -> dict[str, int]:
    """How many rows there are of everything that an import can write."""
    modellen = (
        Verband,
        Verbandversie,
        Deelname,
        Opgave,
        Opgaveversie,
        Opgaveregel,
        Besluit,
        Brief,
        Ondertekening,
        Logregel,
    )
    return {model.__name__: model._default_manager.count() for model in modellen}


def geldend(slug: str, ronde: Uitvraag) -> Verbandversie:
    """The version of a verband that counts."""
    return Verbandversie.objects.filter(uitvraag=ronde).bekend().get(verband=slug)


def deelnemers(slug: str, ronde: Uitvraag) -> dict[str, set[str]]:
    """The named deelnemers per taak."""
    return {
        arrangement.taak_id: {deelname.gemeente_id for deelname in arrangement.deelnames.all()}
        for arrangement in geldend(slug, ronde).arrangementen.all()
    }
