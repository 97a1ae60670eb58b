"""`laad_grenzen` stores the boundaries of a file, all or nothing, and says what it left out."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from gemeenten.models import Grensvlak
from tests.bouwers import gemeente
from tests.gemeenten.kaart.test_grenzen import TOPOLOGIE

pytestmark = pytest.mark.django_db


@pytest.fixture
def bestand(tmp_path: Path) -> Path:
    pad = tmp_path / "grenzen.topojson"
    pad.write_text(json.dumps(TOPOLOGIE), encoding="utf-8")
    return pad


def laad(pad: Path, **opties: str) -> str:
    uit = StringIO()
    call_command("laad_grenzen", pad, stdout=uit, **opties)
    return uit.getvalue()


def test_a_boundary_is_stored_with_its_source(bestand: Path) -> None:
    gemeente("De Ronde Venen"), gemeente("Diemen")

    assert laad(bestand, bron="Kadaster / CBS, 2013") == "2 grenzen geladen.\n"
    assert Grensvlak.objects.get(gemeente="GM0736").bron == "Kadaster / CBS, 2013"


def test_loading_twice_gives_the_same(bestand: Path) -> None:
    gemeente("De Ronde Venen"), gemeente("Diemen")
    laad(bestand)
    eerst = list(Grensvlak.objects.values_list())
    laad(bestand)

    assert list(Grensvlak.objects.values_list()) == eerst


def test_an_unknown_gemeente_is_left_out_and_named(bestand: Path) -> None:
    gemeente("De Ronde Venen")

    assert "Overgeslagen, onbekende gemeente: GM0384." in laad(bestand)
    assert Grensvlak.objects.count() == 1


def test_a_file_of_another_country_saves_nothing(bestand: Path) -> None:
    gemeente("Aalsmeer")

    with pytest.raises(CommandError, match="niets opgeslagen"):
        laad(bestand)
    assert not Grensvlak.objects.exists()


def test_a_wrong_file_leaves_the_loaded_boundaries_alone(bestand: Path) -> None:
    gemeente("De Ronde Venen"), gemeente("Diemen")
    laad(bestand)
    bestand.write_text("geen json")

    with pytest.raises(CommandError, match="niets opgeslagen"):
        laad(bestand)
    assert Grensvlak.objects.count() == 2
