"""What an export holds, that no cell starts a formula, and that it never stands there half."""

from __future__ import annotations

import csv
import json
from datetime import UTC
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from gemeenten.models import Gemeente
from samenwerking.models import Besluit, Uitvraag, Verband
from samenwerking.uitwisseling import exporteren
from samenwerking.uitwisseling.cellen import FORMULE
from samenwerking.uitwisseling.exporteren import (
    Exportfout,
    als_csv,
    als_ods,
    als_xlsx,
    exporteer,
    verzamel,
)
from samenwerking.uitwisseling.importeren import importeer
from samenwerking.uitwisseling.rijen import Verbandrij
from samenwerking.uitwisseling.tabellen import TABELLEN
from tests import bouwers
from tests.samenwerking.uitwisseling.hulp import bron
from tests.samenwerking.uitwisseling.werkmap import leden

MEI = bouwers.moment("2013-05-30 12:00")


def cellen(pad: Path, tabel: str) -> list[dict[str, str]]:
    """The rows of one CSV file of an export."""
    tekst = (pad / f"{tabel}.csv").read_text("utf-8")
    return list(csv.DictReader(StringIO(tekst, newline="")))


def test_an_export_has_all_tables_with_all_columns(mei: Uitvraag, tmp_path: Path) -> None:
    exporteer(mei, tmp_path / "uit", "csv")

    koppen = {b.stem: b.read_text("utf-8").strip() for b in (tmp_path / "uit").iterdir()}
    assert koppen == {naam: ",".join(tabel.kolom) for naam, tabel in TABELLEN.items()}


def test_unknown_is_written_as_empty_again(mei: Uitvraag, tmp_path: Path) -> None:
    importeer(
        mei,
        bron(
            tmp_path / "bron",
            verbanden=["zuid,,,,,,,"],
            arrangementen=["zuid,JE03,,0,", "zuid,JE06,,,"],
            deelnemers=["zuid,*,GM0392", "zuid,JE03,GM0397"],
            opgaven=["GM0392,2013-05-30T12:00,", "GM0397,,"],
        ),
    )

    exporteer(mei, tmp_path / "uit", "csv")

    (zuid,) = cellen(tmp_path / "uit", "verbanden")
    assert {k: w for k, w in zuid.items() if w} == {"verband": "zuid", "bestaand": "0"}
    assert [r["clienten"] for r in cellen(tmp_path / "uit", "arrangementen")] == ["0", ""]
    assert [tuple(r.values()) for r in cellen(tmp_path / "uit", "deelnemers")] == [
        ("zuid", "*", "GM0392"),
        ("zuid", "JE03", "GM0397"),
    ]
    assert [tuple(r.values()) for r in cellen(tmp_path / "uit", "opgaven")] == [
        ("GM0392", "2013-05-30T12:00:00+02:00", ""),
        ("GM0397", "", ""),
    ]


def test_the_latest_submitted_version_goes_before_the_concept(mei: Uitvraag) -> None:
    bouwers.opgave("Haarlem", mei, {"JE03": "geen"}, ingediend_op=MEI)
    bouwers.opgave("Haarlem", mei, {"JE03": "zelfstandig"}, ingediend_op=MEI)
    bouwers.opgave("Haarlem", mei, {"JE03": "wacht_op_rijk"})
    bouwers.opgave("Heemstede", mei, {"JE06": "geen"})

    met, zonder = verzamel(mei), verzamel(mei, met_concepten=False)

    assert [(r.gemeente, r.wijze) for r in met["opgaveregels"]] == [
        ("GM0392", "zelfstandig"),
        ("GM0397", "geen"),
    ]
    assert [r.ingediend_op for r in met["opgaven"]] == [MEI.astimezone(UTC), None]
    assert [r.gemeente for r in zonder["opgaven"]] == ["GM0392"]
    assert [r.gemeente for r in zonder["opgaveregels"]] == ["GM0392"]


def test_a_verband_that_is_only_named_is_exported_so_that_it_is_known(
    mei: Uitvraag, november: Uitvraag
) -> None:
    bouwers.verband("ouder", mei, vastgelegd_op=MEI, naam="Ouder uit mei")
    bouwers.opgave("Haarlem", november, {"JE03": "los"}, ingediend_op=MEI)
    ouder = Verband.objects.get(slug="ouder")
    bouwers.verband("zuid", november, vastgelegd_op=MEI, naam="Zuid", onderdeel_van=ouder)
    bouwers.verband("voorstel", november, naam="Alleen voorgesteld")

    assert [(r.verband, r.naam) for r in verzamel(november)["verbanden"]] == [
        ("los", ""),
        ("ouder", "Ouder uit mei"),
        ("zuid", "Zuid"),
    ]


def test_what_does_not_count_in_the_round_is_left_out(november: Uitvraag) -> None:
    bouwers.verband(
        "zuid",
        november,
        {"JE03": ["Haarlem", "Uithoorn"], "WM05": ["Haarlem"]},
        vastgelegd_op=MEI,
        penvoerder="Uithoorn",
    )
    bouwers.opgave("Haarlem", november, {"WM05": "geen"}, ingediend_op=MEI)
    bouwers.opgave("Uithoorn", november, {"JE03": "geen"}, ingediend_op=MEI)
    Gemeente.objects.filter(naam="Uithoorn").update(bestaat_tot=november.peildatum)

    uit = verzamel(november)

    assert [r.penvoerder for r in uit["verbanden"]] == [None]
    assert [r.taak for r in uit["arrangementen"]] == ["JE03"]
    assert [r.gemeente for r in uit["deelnemers"]] == ["GM0392"]
    assert [r.gemeente for r in uit["opgaven"]] == ["GM0392"]
    assert uit["opgaveregels"] == []


@pytest.mark.parametrize(
    ("stadium", "gepland", "genomen", "cel"),
    [
        ("collegebesluit", "2013-05-01", "2013-05-28", "2013-05-28"),
        ("collegebesluit", "2013-05-01", None, None),
        ("voorstel", "2013-05-01", None, "2013-05-01"),
        ("voorstel", None, "2013-05-28", "2013-05-28"),
    ],
)
def test_a_besluit_is_one_date_that_fits_the_stadium(
    mei: Uitvraag, stadium: str, gepland: str | None, genomen: str | None, cel: str | None
) -> None:
    versie = bouwers.opgave("Haarlem", mei, {"JE03": "zuid"}, ingediend_op=MEI, stadium=stadium)
    besluit = Besluit.objects.create(
        versie=versie, orgaan="college", gepland=gepland, genomen=genomen
    )
    versie.regels.update(collegebesluit=besluit)

    (regel,) = verzamel(mei)["opgaveregels"]

    assert (regel.collegebesluit and regel.collegebesluit.isoformat()) == cel


# Formats


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.text(st.sampled_from("=+-@\t\r＝＋－＠'#N/A\"ab;,\n _x000D"), max_size=8), min_size=1
    )
)
def test_no_cell_starts_a_formula_in_any_format(teksten: list[str]) -> None:
    rijen: list[Any] = [Verbandrij(verband=f"v{n}", naam=t) for n, t in enumerate(teksten)]
    gelezen = list(csv.reader(StringIO(als_csv("verbanden", rijen), newline="")))
    werkmappen = [als_ods("x", {"verbanden": rijen}), als_xlsx("x", {"verbanden": rijen})]

    for inhoud in werkmappen:
        blad = CalamineWorkbook.from_object(BytesIO(inhoud)).get_sheet_by_name("verbanden")
        alle = [cel for rij in blad.to_python() for cel in rij]
        assert all(isinstance(cel, str) for cel in alle)
        assert not any(FORMULE.match(cel) and cel[0] != "'" for cel in alle)
    assert not any(FORMULE.match(cel) and cel[0] != "'" for rij in gelezen for cel in rij)


def test_an_xlsx_holds_no_formula_cells(tmp_path: Path) -> None:
    pad = tmp_path / "uit.xlsx"
    pad.write_bytes(als_xlsx("x", {"verbanden": [Verbandrij(verband="v", naam='=HYPERLINK("x")')]}))

    blad = leden(pad)["xl/worksheets/sheet1.xml"].decode()

    assert "<f>" not in blad
    assert "'=HYPERLINK" in blad or 't="s"' in blad


def test_json_says_null_and_keeps_numbers(mei: Uitvraag, tmp_path: Path) -> None:
    importeer(
        mei, bron(tmp_path / "bron", verbanden=["zuid,=1,,,,1,,"], arrangementen=["zuid,JE03,,0,"])
    )

    exporteer(mei, tmp_path / "uit.json", "json")

    inhoud = json.loads((tmp_path / "uit.json").read_text())
    assert list(inhoud) == ["uitvraag", *TABELLEN]
    (zuid,), (arrangement,) = inhoud["verbanden"], inhoud["arrangementen"]
    assert (zuid["naam"], zuid["bestaand"], zuid["rechtsvorm"]) == ("=1", True, None)
    assert (arrangement["clienten"], arrangement["aanbieders"]) == (0, None)


def test_an_ods_is_the_same_bytes_for_the_same_round(mei: Uitvraag, tmp_path: Path) -> None:
    for naam in ("a.ods", "b.ods"):
        exporteer(mei, tmp_path / naam, "ods")

    assert (tmp_path / "a.ods").read_bytes() == (tmp_path / "b.ods").read_bytes()
    assert next(iter(leden(tmp_path / "a.ods"))) == "mimetype"


# Where it is written


def test_an_earlier_export_is_replaced_and_other_folders_are_not(
    mei: Uitvraag, tmp_path: Path
) -> None:
    uit = tmp_path / "uit"
    for _ in range(2):
        exporteer(mei, uit, "csv")
    (uit / "mijn-werk.txt").write_text("niet weggooien")

    with pytest.raises(Exportfout, match="bevat al iets anders"):
        exporteer(mei, uit, "csv")
    assert (uit / "mijn-werk.txt").exists()
    assert sorted(tmp_path.iterdir()) == [uit]


@pytest.mark.parametrize("formaat", ["csv", "ods"])
def test_a_failing_export_leaves_what_was_there(
    mei: Uitvraag, tmp_path: Path, formaat: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    uit = tmp_path / f"uit.{formaat}"
    exporteer(mei, uit, formaat)
    eerst = {p.name: p.stat().st_mtime_ns for p in tmp_path.rglob("*")}

    def vol(*args: Any, **kwargs: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", vol)
    monkeypatch.setattr(exporteren.os, "fsync", vol)
    with pytest.raises(Exportfout, match="niet te schrijven"):
        exporteer(mei, uit, formaat)

    assert {p.name: p.stat().st_mtime_ns for p in tmp_path.rglob("*")} == eerst


def test_the_number_of_queries_does_not_grow_with_the_country(mei: Uitvraag) -> None:
    def queries(namen: list[str]) -> int:
        for naam in namen:
            bouwers.verband(naam.lower(), mei, {"JE03": [naam]}, vastgelegd_op=MEI)
            bouwers.opgave(naam, mei, {"JE03": naam.lower()}, ingediend_op=MEI)
        with CaptureQueriesContext(connection) as telling:
            verzamel(mei)
        return len(telling)

    assert queries(["Haarlem"]) == queries(["Heemstede", "Amsterdam"]) <= 25
