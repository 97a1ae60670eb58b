"""`ververs_inwoners`: a trial by default; a real figure goes before a derived one."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from gemeenten.models import Inwonertal
from samenwerking.toegang.models import Logregel

KOP = "cbs_code;peildatum;inwoners\n"


@pytest.fixture
def bestand(tmp_path: Path) -> Path:
    return tmp_path / "cbs.csv"


def ververs(bestand: Path, inhoud: str, **opties: bool) -> str:
    bestand.write_text(KOP + inhoud)
    uit = StringIO()
    call_command("ververs_inwoners", bestand, stdout=uit, stderr=uit, **opties)
    return uit.getvalue()


def cijfer(code: str, peildatum: str) -> tuple[int, bool]:
    rij = Inwonertal.objects.get(gemeente=code, peildatum=peildatum)
    return rij.inwoners, rij.afgeleid


def test_without_doorvoeren_it_counts_and_saves_nothing(referentie: None, bestand: Path) -> None:
    nummer = Logregel.objects.latest("nummer").nummer

    uitvoer = ververs(bestand, "GM0392;2014-01-01;155147\n")

    assert "inwonertallen: 1 toegevoegd, 0 gewijzigd, 0 ongewijzigd" in uitvoer
    assert "Dit was een proef" in uitvoer
    assert not Inwonertal.objects.filter(peildatum="2014-01-01", gemeente="GM0392").exists()
    assert Logregel.objects.latest("nummer").nummer == nummer


def test_with_doorvoeren_it_saves_and_logs(referentie: None, bestand: Path) -> None:
    uitvoer = ververs(bestand, "GM0392;2014-01-01;155147\n", doorvoeren=True)

    assert "proef" not in uitvoer
    assert cijfer("GM0392", "2014-01-01") == (155_147, False)
    assert Logregel.objects.latest("nummer").sleutel == "cbs.csv"


def test_a_real_figure_replaces_the_derived_one(referentie: None, bestand: Path) -> None:
    assert cijfer("GM1921", "2014-01-01")[1] is True

    ververs(bestand, "GM1921;2014-01-01;51742\n", doorvoeren=True)

    assert cijfer("GM1921", "2014-01-01") == (51_742, False)


def test_a_sum_follows_the_newer_figures_of_its_parts(referentie: None, bestand: Path) -> None:
    """Nissewaard is the sum of Bernisse and Spijkenisse, by their latest figures."""
    inhoud = "GM0568;2014-01-01;12000\nGM0612;2014-01-01;72000\n"

    ververs(bestand, inhoud, doorvoeren=True)

    assert cijfer("GM1930", "2015-01-01") == (84_000, True)


@pytest.mark.parametrize(
    ("regel", "fout"),
    [
        ("GM9999;2014-01-01;1", "cbs.csv:2:cbs_code ONBEKEND"),
        ("GM0392;1 januari;1", "cbs.csv:2:peildatum DATUM"),
        ("GM0392;2014-01-01;", "cbs.csv:2:inwoners LEEG"),
        ("GM0082;2014-01-01;1", "cbs.csv:2:peildatum PERIODE GM0082 bestaat niet op 2014-01-01"),
        ("GM1921;2013-12-31;1", "cbs.csv:2:peildatum PERIODE"),
    ],
)
def test_an_error_names_row_and_column_and_saves_nothing(
    referentie: None, bestand: Path, regel: str, fout: str
) -> None:
    bestand.write_text(f"{KOP}{regel}\nGM0392;2015-01-01;155000\n")
    err = StringIO()

    with pytest.raises(CommandError):
        call_command("ververs_inwoners", bestand, doorvoeren=True, stderr=err)

    assert fout in err.getvalue()
    assert not Inwonertal.objects.filter(gemeente="GM0392", peildatum="2015-01-01").exists()


def test_a_file_that_is_not_there_is_wrong_usage(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError) as fout:
        call_command("ververs_inwoners", tmp_path / "weg.csv")

    assert fout.value.returncode == 2
