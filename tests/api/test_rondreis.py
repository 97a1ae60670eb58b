"""A published round, downloaded and imported elsewhere, is the same round."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from monitor.openbaar.tabellen import tabellen
from samenwerking.models import Opgaveversie, Uitvraag, Verband
from samenwerking.uitwisseling.importeren import importeer
from tests import bouwers

pytestmark = pytest.mark.usefixtures("mei", "na_publicatie")
RONDE = "/open-data/2013-mei"


def bronnen(als: Any, map_: Path) -> Iterator[Path]:
    """The round as it is downloaded: unpacked CSV, a workbook, JSON; nothing taken out."""
    uitgepakt = map_ / "csv"
    zipfile.ZipFile(io.BytesIO(als(None).get(f"{RONDE}/ronde.zip").content)).extractall(uitgepakt)
    yield uitgepakt
    for naam in ("ronde.ods", "ronde.json"):
        bestand = map_ / naam
        bestand.write_bytes(als(None).get(f"{RONDE}/{naam}").content)
        yield bestand


def test_a_round_downloaded_and_imported_elsewhere_gives_equal_bevindingen(
    als, lees, mei, commissielid, tmp_path
) -> None:
    vraag = "/uitvragen/2013-mei/bevindingen?paginaGrootte=200"
    eerst, alle = lees(None, vraag), tabellen(mei)
    assert eerst["aantal"] > 0 and alle["verbanden"].rijen

    for bron in list(bronnen(als, tmp_path)):
        leeg(mei)
        cache.clear()
        assert lees(commissielid, "/uitvragen/2013-mei/verbanden")["aantal"] == 0
        importeer(mei, bron, op=bouwers.moment("2013-06-14"))
        cache.clear()

        assert lees(None, vraag) == eerst, bron.name
        assert tabellen(mei) == alle, bron.name


def leeg(ronde: Uitvraag) -> None:
    """Take everything of the round away."""
    Opgaveversie.objects.filter(opgave__uitvraag=ronde).delete()
    ronde.opgaven.all().delete()
    ronde.verbandversies.all().delete()
    Verband.objects.filter(versies=None).delete()
