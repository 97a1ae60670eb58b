"""Spreadsheets: what Excel makes of codes and dates, and what would blow up is never opened."""

from __future__ import annotations

import time
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from samenwerking.uitwisseling.fouten import Importfout
from samenwerking.uitwisseling.grenzen import GEMEENTE, Grenzen
from samenwerking.uitwisseling.maten import letters
from tests.samenwerking.uitwisseling.hulp import fouten, gelezen, meldingen
from tests.samenwerking.uitwisseling.werkmap import (
    KOP,
    leden,
    ods_bestand,
    ruwe_ods,
    ruwe_xlsx,
    xlsx,
    zip_,
)

REGELKOP = "gemeente taak wijze verband stadium collegebesluit raadsbesluit voorlopig toelichting"
KLEIN = Grenzen(rijen=3, ingepakt=100_000, uitgepakt=200_000, leden=20)


def tekstcel(adres: str, tekst: str = "x") -> str:
    return f'<c r="{adres}" t="inlineStr"><is><t>{tekst}</t></is></c>'


def cel(tekst: str = "x", **attributen: int) -> str:
    extra = "".join(f' table:number-{naam}-repeated="{n}"' for naam, n in attributen.items())
    inhoud = f"<text:p>{tekst}</text:p>"
    return f'<table:table-cell office:value-type="string"{extra}>{inhoud}</table:table-cell>'


def rij(inhoud: str, herhaald: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{herhaald}">{inhoud}</table:table-row>'


def test_excel_loses_zeros_and_types_dates_and_booleans(tmp_path: Path) -> None:
    pad = xlsx(
        tmp_path / "bron.xlsx",
        opgaven=[KOP, [392, datetime(2013, 5, 30, 12, 0), "brief"], [363.0, None, None]],
        opgaveregels=[
            REGELKOP.split(),
            [392, "JE03", "verband", "ijmond", "intentie", date(2013, 5, 30), None, True, 12],
            ["0363", "JE03", "geen", None, None, datetime(2013, 7, 1), None, 0, 1.5],
        ],
    )

    inhoud = gelezen(pad)

    haarlem, amsterdam = inhoud.van("opgaven")
    assert haarlem.ingediend_op == datetime(2013, 5, 30, 10, tzinfo=UTC)
    assert (haarlem.gemeente, amsterdam.gemeente, amsterdam.ingediend_op) == (
        "GM0392",
        "GM0363",
        None,
    )
    eerste, tweede = inhoud.van("opgaveregels")
    assert (eerste.collegebesluit, eerste.voorlopig, eerste.toelichting) == (
        date(2013, 5, 30),
        True,
        "12",
    )
    assert (tweede.collegebesluit, tweede.voorlopig, tweede.toelichting) == (
        date(2013, 7, 1),
        False,
        "1.5",
    )


def test_an_ods_is_read_by_the_names_of_its_sheets(tmp_path: Path) -> None:
    let_op: list[str] = []
    pad = ods_bestand(
        tmp_path / "bron.ods",
        Opgaven=[KOP, ["Haarlem", "", ""], ["", "", ""], ["Bergen", "", ""]],
        Uitleg=[["lees mij"]],
    )

    with pytest.raises(Importfout) as fout:
        gelezen(pad, let_op=let_op)

    assert [str(f)[:30] for f in fout.value.fouten] == ["opgaven:4:gemeente MEERDUIDIG "]
    assert let_op == ["Werkblad Uitleg hoort niet bij het formaat en is overgeslagen."]


def test_text_comes_through_an_ods_as_it_was(tmp_path: Path) -> None:
    naam = "a  b\n\n c <&> \"'é 😀"
    kop = "verband naam rechtsvorm penvoerder centrumgemeente bestaand onderdeel_van toelichting"
    pad = ods_bestand(tmp_path / "bron.ods", verbanden=[kop.split(), ["a", naam, *[""] * 6]])

    assert gelezen(pad).van("verbanden")[0].naam == naam


def test_a_cell_beside_the_header_is_refused_and_an_empty_one_is_not(tmp_path: Path) -> None:
    pad = ods_bestand(
        tmp_path / "bron.ods",
        opgaven=[[*KOP, "", ""], ["GM0392", "", "", " ", ""], ["GM0397", "", "", "", "x"]],
    )

    assert fouten(pad) == ["opgaven:3:- CELLEN"]


def test_a_formula_that_fails_is_no_empty_cell(tmp_path: Path) -> None:
    pad = ruwe_xlsx(tmp_path / "a.xlsx", '<row r="3"><c r="B3" t="e"><v>#N/A</v></c></row>')

    assert fouten(pad) == ["a.xlsx:3:B KEUZE"]


@pytest.mark.parametrize(("rijen", "goed"), [(3, True), (4, False)])
def test_the_limit_of_rows(tmp_path: Path, rijen: int, goed: bool) -> None:
    inhoud = [KOP, *([code, "", ""] for code in ("392", "397", "363", "893")[:rijen])]

    for pad in (
        xlsx(tmp_path / "a.xlsx", opgaven=inhoud),
        ods_bestand(tmp_path / "a.ods", opgaven=inhoud),
    ):
        assert fouten(pad, grenzen=KLEIN) == ([] if goed else [f"{pad.name}:5:- GRENS"])


@pytest.mark.parametrize(
    ("naam", "plek"),
    [
        ("ver", "XFD1048576:GRENS"),
        ("breed", "BM2:GRENS"),
        ("net", ""),
        ("leeg", ""),
    ],
)
def test_a_cell_far_away_is_not_unfolded(tmp_path: Path, naam: str, plek: str) -> None:
    rijen = {
        "ver": tekstcel("XFD1048576"),
        "breed": tekstcel("BM2"),
        "net": tekstcel("A2", "GM0392"),
        "leeg": tekstcel("A2", "GM0392") + '<c r="XFD1048576" s="1"/>',
    }
    pad = ruwe_xlsx(tmp_path / "a.xlsx", _kop() + f"<row>{rijen[naam]}</row>")

    gevonden = [fout.split()[1] for fout in fouten(pad, grenzen=GEMEENTE)]
    assert gevonden == ([plek.split(":")[1]] if plek else [])


def _kop() -> str:
    cellen = "".join(tekstcel(f"{letters(n)}1", naam) for n, naam in enumerate(KOP, start=1))
    return f'<row r="1">{cellen}</row>'


@pytest.mark.parametrize(
    "rijen",
    [
        rij(cel(columns=100)),
        rij(cel(), herhaald=6_000),
        rij("<table:table-cell/>", herhaald=1_000_000) + rij(cel()),
        rij('<table:table-cell table:number-columns-repeated="16000"/>' + cel()),
        rij(cel("x" * 30_000, columns=60), herhaald=5_000),
        rij(cel('<text:s text:c="1000000000"/>')),
        3
        * (
            "</table:table><table:table>" + rij("<table:table-cell/>", 4_999) + rij(cel(columns=64))
        ),
    ],
)
def test_what_an_ods_would_unfold_to_is_counted_first(tmp_path: Path, rijen: str) -> None:
    pad = ruwe_ods(tmp_path / "a.ods", rijen)
    begin = time.process_time()

    assert [fout.split()[1] for fout in fouten(pad, grenzen=GEMEENTE)] == ["GRENS"]
    assert time.process_time() - begin < 1


def test_empty_rows_and_columns_of_a_whole_sheet_do_not_count(tmp_path: Path) -> None:
    leeg = '<table:table-cell table:number-columns-repeated="16381"/>'
    gevuld = rij(cel("GM0392") + cel("") + cel("brief") + leeg)
    pad = ruwe_ods(tmp_path / "a.ods", gevuld + rij(leeg, herhaald=1_048_570))

    assert fouten(pad, grenzen=GEMEENTE) == []


def test_a_shared_text_counts_as_often_as_cells_name_it(tmp_path: Path) -> None:
    gedeeld = f'<sst xmlns="x"><si><t>{"x" * 30_000}</t></si></sst>'
    cellen = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(2, 4_000))
    pad = ruwe_xlsx(tmp_path / "a.xlsx", _kop() + cellen, **{"xl/sharedStrings.xml": gedeeld})

    assert fouten(pad, grenzen=GEMEENTE) == ["a.xlsx:0:- GRENS"]


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    basis = leden(xlsx(tmp_path / "a.xlsx", opgaven=[KOP]))
    bom = {"xl/media/bom.xml": b" " * (11 * 1024 * 1024)}
    pad = zip_(tmp_path / "a.xlsx", basis | bom, compression=zipfile.ZIP_DEFLATED)
    begin = time.process_time()

    assert pad.stat().st_size < 100_000
    assert fouten(pad, grenzen=GEMEENTE) == ["a.xlsx:0:- GRENS"]
    assert time.process_time() - begin < 1


@pytest.mark.parametrize(("extra", "code"), [(0, []), (1, ["GRENS"])])
def test_the_limit_of_members(tmp_path: Path, extra: int, code: list[str]) -> None:
    basis = leden(ods_bestand(tmp_path / "a.ods", opgaven=[KOP]))
    los = {f"Pictures/{n}.png": b"" for n in range(40 - len(basis) + extra)}
    pad = zip_(tmp_path / "a.ods", basis | los)

    assert [fout.split()[1] for fout in fouten(pad, grenzen=GEMEENTE)] == code


def test_entities_are_refused_before_they_multiply(tmp_path: Path) -> None:
    lol = f'<!DOCTYPE x [<!ENTITY a "{"a" * 10}"><!ENTITY b "{"&a;" * 10}">]><x>&b;</x>'
    pad = ruwe_xlsx(tmp_path / "a.xlsx", "", **{"xl/worksheets/sheet1.xml": lol})

    assert fouten(pad) == ["a.xlsx:0:- XML"]
    assert "documenttype" in meldingen(pad)[0]


@pytest.mark.parametrize("soort", ["tekst", "leeg", "dubbel", "beide", "versleuteld", "half"])
def test_what_is_no_workbook_is_refused(tmp_path: Path, soort: str) -> None:
    pad = xlsx(tmp_path / "a.xlsx", opgaven=[KOP])
    basis = leden(pad)
    if soort == "tekst":
        pad.write_text("geen zip")
    elif soort == "leeg":
        zip_(pad, {})
    elif soort == "dubbel":
        zip_(pad, basis | {"XL/WORKBOOK.XML": b"<a/>"})
    elif soort == "beide":
        zip_(pad, basis | leden(ods_bestand(tmp_path / "b.ods", opgaven=[KOP])))
    elif soort == "versleuteld":
        ruw = bytearray(pad.read_bytes())
        plek = ruw.index(b"PK\x01\x02")
        ruw[plek + 8] |= 1
        pad.write_bytes(ruw)
    else:
        pad.write_bytes(pad.read_bytes()[:-200])

    assert fouten(pad) == ["a.xlsx:0:- BESTAND"]


def test_only_what_was_measured_is_read(tmp_path: Path) -> None:
    """The size in the directory says 10 bytes, the stream holds a million rows."""
    pad = ruwe_xlsx(tmp_path / "a.xlsx", tekstcel("A1") * 5)
    ruw = bytearray(pad.read_bytes())
    plek = ruw.index(b"PK\x01\x02", ruw.rindex(b"xl/worksheets/sheet1.xml") - 60)
    ruw[plek + 24 : plek + 28] = (10).to_bytes(4, "little")
    pad.write_bytes(ruw)

    assert fouten(pad) == ["a.xlsx:0:- BESTAND"]


def test_columns_have_the_names_of_a_spreadsheet() -> None:
    assert [letters(n) for n in (1, 26, 27, 64, 703)] == ["A", "Z", "AA", "BL", "AAA"]
