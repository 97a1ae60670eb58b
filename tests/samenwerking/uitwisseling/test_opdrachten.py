"""`importeer` and `exporteer` as other people's scripts call them: exit codes, stdout, stderr."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command, execute_from_command_line

from samenwerking.models import Uitvraag, Verbandversie
from tests.samenwerking.uitwisseling.hulp import bron


@pytest.fixture(autouse=True)
def _verbinding_blijft(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command closes its connections when it ends; the test around it still needs its own."""
    monkeypatch.setattr("django.core.management.base.connections.close_all", lambda: None)


def draai(*args: object, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str], list[str]]:
    """Exit code, lines on stdout and lines on stderr."""
    code = 0
    try:
        execute_from_command_line(["manage.py", *map(str, args)])
    except SystemExit as einde:
        code = int(einde.code or 0)
    uit, fout = capsys.readouterr()
    return code, uit.splitlines(), fout.splitlines()


def test_a_good_source_is_0_and_says_what_changed(
    mei: Uitvraag, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pad = bron(
        tmp_path / "bron",
        verbanden="\ufeff" + "verband,naam,rechtsvorm,penvoerder,"
        "centrumgemeente,bestaand,onderdeel_van,toelichting\nzuid,Zuid,,,,,,\n",
    )

    code, uit, fout = draai("importeer", "2013-mei", pad, "--proef", capsys=capsys)
    assert (code, fout, uit[-1]) == (0, [], "Proef: er is niets bewaard.")
    assert uit[0] == "let op: verbanden.csv begint met een BOM; dat mag."
    assert not Verbandversie.objects.exists()

    code, uit, fout = draai("importeer", "2013-mei", pad, capsys=capsys)
    assert (code, fout, uit[-1]) == (0, [], "Bewaard.")
    assert Verbandversie.objects.get().door.naam == "Beheer op de opdrachtregel"

    code, uit, fout = draai("importeer", "2013-mei", pad, capsys=capsys)
    assert (code, uit[-1]) == (0, "Er verandert niets.")


def test_a_refused_source_is_1_with_one_line_per_error_on_stderr(
    mei: Uitvraag, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pad = bron(tmp_path / "bron", verbanden=["zuid,,,,,,,"], opgaven=["Bergen,,", "GM0392,,fax"])

    code, _, fout = draai("importeer", "2013-mei", pad, capsys=capsys)

    assert code == 1
    assert fout == [
        "opgaven.csv:2:gemeente MEERDUIDIG twee gemeenten heten Bergen: "
        "kies GM0373 Bergen (NH.) of GM0893 Bergen (L.).",
        "opgaven.csv:3:kanaal KEUZE «fax» kan hier niet. Kies uit: portaal, brief, spreadsheet.",
    ]
    assert not Verbandversie.objects.exists()


@pytest.mark.parametrize(
    ("args", "verwacht"),
    [
        (("importeer",), 2),
        (("importeer", "2013-mei"), 2),
        (("importeer", "2013-mei", "bron", "--doe-maar"), 2),
        (("importeer", "2012-mei", "bron"), 1),
        (("importeer", "2013-mei", "/bestaat/niet"), 1),
        (("exporteer", "2013-mei"), 2),
        (("exporteer", "2013-mei", "uit", "--formaat", "pdf"), 2),
        (("exporteer", "2012-mei", "uit"), 1),
        (("exporteer", "2013-mei", "/proc/uit"), 1),
    ],
)
def test_wrong_usage_is_2_and_refused_input_is_1(
    mei: Uitvraag,
    args: tuple[str, ...],
    verwacht: int,
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, _, fout = draai(*args, capsys=capsys)

    assert code == verwacht
    assert fout


def test_an_unknown_round_is_named_with_those_that_are_known(mei: Uitvraag) -> None:
    with pytest.raises(CommandError, match="Onbekende ronde 2012-mei"):
        call_command("importeer", "2012-mei", "bron")


@pytest.mark.parametrize("formaat", ["csv", "ods", "xlsx", "json"])
def test_an_export_says_how_much_and_is_imported_again(
    mei: Uitvraag, tmp_path: Path, formaat: str
) -> None:
    call_command(
        "importeer",
        "2013-mei",
        bron(tmp_path / "bron", verbanden=["zuid,Zuid,,,,,,"]),
        stdout=StringIO(),
    )
    uit = StringIO()

    call_command("exporteer", "2013-mei", tmp_path / f"uit.{formaat}", formaat=formaat, stdout=uit)
    assert uit.getvalue().splitlines()[0] == "verbanden: 1 rijen geschreven"

    terug = StringIO()
    call_command("importeer", "2013-mei", tmp_path / f"uit.{formaat}", stdout=terug)
    assert terug.getvalue().splitlines()[-1] == "Er verandert niets."
