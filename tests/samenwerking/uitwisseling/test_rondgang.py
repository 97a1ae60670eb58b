"""There and back: an export, imported in an empty instance, is the same round."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as instellingen
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.inlezen import lees_stand
from monitor.regels.alles import evalueer
from monitor.regels.weergave import weergave
from samenwerking.models import Uitvraag
from samenwerking.referentie import laad
from samenwerking.uitwisseling.exporteren import exporteer, verzamel
from samenwerking.uitwisseling.importeren import importeer
from tests.orakel.werelden import maak_wereld
from tests.samenwerking.uitwisseling.werelden import Wereld, schrijf, werelden

FORMATEN = ("csv", "ods", "xlsx", "json")
kort = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
_teller = count()


@contextmanager
def leeg() -> Iterator[None]:
    """What happens in here leaves nothing behind."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def doel(pad: Path, formaat: str) -> Path:
    """A new place for an export."""
    return pad / f"export-{next(_teller)}.{formaat}"


def uitkomst(ronde: Uitvraag, nu: datetime) -> Any:
    """All that the rules find."""
    stand = lees_stand(ronde, nu=nu)
    return weergave(stand, evalueer(stand))


def heen_en_terug(ronde: Uitvraag, pad: Path, bron: Path, formaat: str) -> None:
    """Import, export, import the export where there is nothing, and again where it is."""
    uit = doel(pad, formaat)
    with leeg():
        importeer(ronde, bron)
        eerst = verzamel(ronde)
        exporteer(ronde, uit, formaat)
        assert importeer(ronde, bron).veranderd == []
        assert importeer(ronde, uit).veranderd == []
    with leeg():
        importeer(ronde, uit)
        assert verzamel(ronde) == eerst


def test_the_same_world_comes_back_from_every_format(mei: Uitvraag, tmp_path: Path) -> None:
    @kort
    @given(werelden(), st.sampled_from(FORMATEN), st.sampled_from((",", ";")))
    def rondgang(wereld: Wereld, formaat: str, teken: str) -> None:
        bron = schrijf(tmp_path / f"bron-{next(_teller)}", wereld, teken=teken)
        heen_en_terug(mei, tmp_path, bron, formaat)

    rondgang()


@pytest.mark.traag
def test_the_same_world_comes_back_many_times(mei: Uitvraag, tmp_path: Path) -> None:
    @settings(kort, max_examples=400)
    @given(werelden(), st.sampled_from(FORMATEN))
    def rondgang(wereld: Wereld, formaat: str) -> None:
        bron = schrijf(tmp_path / f"bron-{next(_teller)}", wereld)
        heen_en_terug(mei, tmp_path, bron, formaat)

    rondgang()


@pytest.mark.traag
@pytest.mark.parametrize("formaat", FORMATEN)
def test_the_whole_country_gives_the_same_stand(db: None, tmp_path: Path, formaat: str) -> None:
    laad(instellingen.FIXTURES)
    ronde = Uitvraag.objects.get(pk="2013-mei")
    nu = maak_wereld(tmp_path / "land", 7, "2013-mei", grootte=60)
    uit = doel(tmp_path, formaat)
    with leeg():
        importeer(ronde, tmp_path / "land")
        eerst = uitkomst(ronde, nu)
        exporteer(ronde, uit, formaat)
    with leeg():
        importeer(ronde, uit)
        assert uitkomst(ronde, nu) == eerst
