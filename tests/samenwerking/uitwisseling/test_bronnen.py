"""Sources on disk: encodings, separators, folders, limits."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from samenwerking.uitwisseling.cellen import beschermd, geschreven, ontdaan
from samenwerking.uitwisseling.grenzen import GEMEENTE, MIB, OPDRACHTREGEL, Grenzen
from tests.samenwerking.uitwisseling.hulp import bron, csv, fouten, gelezen, meldingen

FRIES = csv("verbanden", "zuid,Súdwest-Fryslân,,Súdwest-Fryslân,,,,")
KLEIN = Grenzen(rijen=3, ingepakt=400, uitgepakt=600, leden=40)


def naam(pad: Path, **anders: object) -> tuple[str, list[str]]:
    """The name of the one verband in the source, and the notices."""
    let_op: list[str] = []
    (verband,) = gelezen(pad, let_op=let_op, **anders).van("verbanden")
    assert verband.penvoerder == "GM1900"
    return verband.naam, let_op


@pytest.mark.parametrize(
    ("codering", "melding"), [("utf-8", ""), ("utf-8-sig", "BOM"), ("cp1252", "Windows-1252")]
)
@pytest.mark.parametrize("scheiding", [",", ";"])
@pytest.mark.parametrize("regeleinde", ["\n", "\r\n", "\r"])
def test_the_usual_spellings_are_read(
    tmp_path: Path, codering: str, melding: str, scheiding: str, regeleinde: str
) -> None:
    tekst = FRIES.replace(",", scheiding).replace("\n", regeleinde)

    gevonden, let_op = naam(bron(tmp_path, verbanden=tekst.encode(codering)))

    assert gevonden == "Súdwest-Fryslân"
    assert len(let_op) == bool(melding)
    assert all(melding in zin for zin in let_op)


@pytest.mark.parametrize(
    ("ruw", "plek"),
    [
        (FRIES.encode("utf-16"), "verbanden.csv:1:- TEKENS"),
        (FRIES.encode("utf-16-be"), "verbanden.csv:1:- TEKENS"),
        (FRIES.encode() + b"a,b\0,,,,,,\n", "verbanden.csv:3:- TEKENS"),
        (FRIES.encode() + "b,é,,,,,,\n".encode("cp1252"), "verbanden.csv:3:- TEKENS"),
        (csv("verbanden").encode() + b"zuid,\x81,,,,,,\n", "verbanden.csv:2:- TEKENS"),
        (FRIES.encode() + b"b,\xf0\x9f\x98,,,,,,\n", "verbanden.csv:3:- TEKENS"),
        (b"", "verbanden.csv:1:- KOP"),
        (b"\n\n", "verbanden.csv:1:- KOP"),
        (b",,\n", "verbanden.csv:1:- KOP"),
        (FRIES.encode() + b'b,"nooit gesloten,,,,,,\nc,,,,,,,\n', "verbanden.csv:3:- CELLEN"),
        (FRIES.encode() + b'b,"half" open,,,,,,\n', "verbanden.csv:3:- CELLEN"),
        (FRIES.encode() + b"b," + b"x" * 140_000 + b",,,,,,\n", "verbanden.csv:3:- CELLEN"),
    ],
)
def test_what_is_no_csv_is_refused_with_its_row(tmp_path: Path, ruw: bytes, plek: str) -> None:
    assert fouten(bron(tmp_path, verbanden=ruw)) == [plek]


def test_cp1252_is_tried_only_when_no_byte_looks_like_utf8(tmp_path: Path) -> None:
    alleen = bron(tmp_path / "a", verbanden=csv("verbanden", "zuid,Caf\xe9,,,,,,").encode("cp1252"))
    samen = bron(
        tmp_path / "b",
        verbanden=csv("verbanden", "zuid,CAF\xc9\u2019S caf\xe9,,,,,,").encode("cp1252"),
    )

    assert gelezen(alleen).van("verbanden")[0].naam == "Café"
    assert fouten(samen) == ["verbanden.csv:2:- TEKENS"]


def test_a_separator_in_quotes_and_a_line_end_in_a_cell(tmp_path: Path) -> None:
    pad = bron(tmp_path, verbanden=csv("verbanden", '"zuid","a, b; ""c""\nd",,,,,,', "b,,x,,,,,"))

    assert fouten(pad) == ["verbanden.csv:3:rechtsvorm RECHTSVORM"]


def test_other_files_in_the_folder_are_named_and_passed_by(tmp_path: Path) -> None:
    pad = bron(tmp_path, opgaven=["GM0392,,"], opgavenregels="x\n")
    (pad / "LEESMIJ.txt").write_text("lees mij")
    (pad / "brieven.csv").mkdir()
    let_op: list[str] = []

    gelezen(pad, let_op=let_op)

    assert let_op == ["opgavenregels.csv hoort niet bij het formaat en is overgeslagen."]


def test_one_csv_file_is_a_source_too(tmp_path: Path) -> None:
    pad = bron(tmp_path, opgaven=["GM0392,,"]) / "opgaven.csv"

    assert [opgave.gemeente for opgave in gelezen(pad).van("opgaven")] == ["GM0392"]


def test_a_table_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    pad = bron(tmp_path, opgaven=["GM0392,,"])
    (pad / "OPGAVEN.CSV").write_text(csv("opgaven"))

    assert len(list(pad.iterdir())) == 1 or fouten(pad) == ["opgaven.csv:0:- BESTAND"]


@pytest.mark.parametrize("soort", ["niets", "leeg", "tekst", "map.ods"])
def test_a_source_that_is_no_source(tmp_path: Path, soort: str) -> None:
    pad = tmp_path / soort
    if soort == "tekst":
        pad.write_text("tekst")
    elif soort != "niets":
        pad.mkdir()

    assert fouten(pad) == [f"{soort}:0:- BESTAND"]


@pytest.mark.parametrize(("rijen", "goed"), [(3, True), (4, False)])
def test_the_limit_of_rows_is_without_the_header(tmp_path: Path, rijen: int, goed: bool) -> None:
    pad = bron(tmp_path, opgaven=[f"{code},," for code in ("392", "397", "363", "893")[:rijen]])

    assert fouten(pad, grenzen=KLEIN) == ([] if goed else ["opgaven.csv:5:- GRENS"])


@pytest.mark.parametrize(("over", "code"), [(0, []), (1, ["GRENS"])])
def test_the_limit_of_bytes(tmp_path: Path, over: int, code: list[str]) -> None:
    def opgaven(lengte: int) -> str:
        return csv("opgaven", "GM0392,,").ljust(lengte, "\n")

    grenzen = Grenzen(rijen=1000, ingepakt=400, uitgepakt=600, leden=40)
    los = bron(tmp_path / "los", opgaven=opgaven(400 + over)) / "opgaven.csv"
    samen = bron(
        tmp_path / "samen", opgaven=opgaven(500 + over), brieven=csv("brieven").ljust(100, "\n")
    )

    assert [fout.split()[1] for fout in fouten(los, grenzen=grenzen)] == code
    assert [fout.split()[1] for fout in fouten(samen, grenzen=grenzen)] == code


def test_the_limits_of_koppelvlakken() -> None:
    assert (OPDRACHTREGEL.rijen, OPDRACHTREGEL.ingepakt, OPDRACHTREGEL.uitgepakt) == (
        100_000,
        20 * MIB,
        100 * MIB,
    )
    assert Grenzen(rijen=5_000, ingepakt=MIB, uitgepakt=10 * MIB, leden=40) == GEMEENTE


@pytest.mark.parametrize(
    "tekst", ["=1+1", "+31", "-", "@x", "\tx", "\rx", "＝1", "'=1", "''-1", "#N/A", "#REF!"]
)
def test_a_cell_never_starts_a_formula_and_comes_back_as_it_was(tekst: str) -> None:
    veilig = beschermd(tekst)

    assert veilig == "'" + tekst
    assert ontdaan(veilig) == tekst


@pytest.mark.parametrize(
    "tekst", ["", "1-2", "'s-Hertogenbosch", "''", "#1", "#N/A.", "a=b", "x\n=1"]
)
def test_other_text_is_written_as_it_is(tekst: str) -> None:
    assert beschermd(tekst) == ontdaan(tekst) == tekst


def test_names_keep_their_semicolon_when_written_as_a_list() -> None:
    assert geschreven(("VNG", "BZK")) == "VNG|BZK"
    assert geschreven(("A; B",)) == "A; B|"
    assert geschreven(("A|B",)) == "A/B"


@pytest.mark.parametrize(
    "inhoud",
    [
        b"",
        b"[]",
        b"{}",
        b'{"opgaven": 1}',
        b'{"opgaven": ["x"]}',
        b'{"opgaven": {"a": 1}}',
        b'{"opgaven": [{"gemeente": ' + b"[" * 100_000,
        b'{"opgaven": [{"gemeente": ' + b"9" * 5000 + b"}]}",
        b"\xff\xfe\x00",
    ],
)
def test_json_that_is_no_export_is_refused(tmp_path: Path, inhoud: bytes) -> None:
    pad = tmp_path / "export.json"
    pad.write_bytes(inhoud)

    assert fouten(pad) == ["export.json:0:- BESTAND"]


def test_json_is_checked_like_the_other_formats(tmp_path: Path) -> None:
    pad = tmp_path / "export.json"
    rijen = [{"gemeente": "GM0392", "ingediend_op": None, "kanaal": None}]
    pad.write_text(json.dumps({"uitvraag": "x", "opgaven": rijen}))
    assert fouten(pad) == []

    rijen.append({"gemeente": 363.0, "ingediend_op": "\ud800", "kanaal": "brief"})
    pad.write_text(json.dumps({"opgaven": rijen}))
    assert fouten(pad) == ["opgaven:3:ingediend_op MOMENT"]
    assert meldingen(pad)[0].startswith("« » is geen tijdstip")
