"""Each kind of cell: what is read, what is refused and where."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from samenwerking.uitwisseling.tabellen import TABELLEN
from tests.samenwerking.uitwisseling.hulp import bron, csv, fouten, gelezen, meldingen

OPGAVE = ["GM0392,,", "GM0397,,"]
PROFIEL = [kolom.naam for kolom in TABELLEN["profielen"].kolommen]


def profiel(**cellen: str) -> str:
    """A row of profielen for ijmond with these cells."""
    return ",".join(({"verband": "ijmond"} | cellen).get(naam, "") for naam in PROFIEL)


def test_a_row_of_each_table_is_read_as_it_is_meant(tmp_path: Path) -> None:
    inhoud = gelezen(
        bron(
            tmp_path,
            verbanden=['zuid,"Zuid, en meer",CG,GM0392,GM0397,1,ijmond,een toelichting'],
            arrangementen=["zuid,JE03,JZ13,0,12", "zuid,JE06,,,"],
            deelnemers=["zuid,*,GM0392", "zuid,JE03,GM0392"],
            opgaven=["GM0392,2013-05-30T12:00:00+02:00,brief"],
            opgaveregels=[
                "GM0392,JE03,verband,zuid,collegebesluit,2013-05-28,2013-07-01,0,tekst,inkoop,",
                "GM0392,WM05,landelijk,,,,,,,,",
            ],
            profielen=[profiel(grote_instellingen="0", risicoanalyse="juridisch|financieel")],
            brieven=["b,2013-05-30,k,o,VNG|Minister van BZK,", "c,,,,VNG;BZK,b"],
            ondertekeningen=["b,GM0392,A. Naam,wethouder,GM0397"],
        )
    )

    (zuid,) = inhoud.van("verbanden")
    assert (zuid.naam, zuid.rechtsvorm, zuid.bestaand, zuid.onderdeel_van) == (
        "Zuid, en meer",
        "CG",
        True,
        "ijmond",
    )
    aangehecht, los = inhoud.van("arrangementen")
    assert (aangehecht.regio, aangehecht.clienten, los.regio, los.clienten) == (
        "JZ13",
        0,
        None,
        None,
    )
    (opgave,) = inhoud.van("opgaven")
    assert opgave.ingediend_op == datetime(2013, 5, 30, 10, tzinfo=UTC)
    regel, landelijk = inhoud.van("opgaveregels")
    assert (regel.collegebesluit, regel.voorlopig) == (date(2013, 5, 28), False)
    assert (landelijk.verband, landelijk.stadium, landelijk.voorlopig) == (None, None, None)
    (gezien,) = inhoud.van("profielen")
    assert (gezien.grote_instellingen, gezien.risicoanalyse) == (0, "juridisch|financieel")
    assert gezien.draagkracht is None
    assert [b.geadresseerden for b in inhoud.van("brieven")] == [
        ("VNG", "Minister van BZK"),
        ("VNG", "BZK"),
    ]
    (handtekening,) = inhoud.van("ondertekeningen")
    assert handtekening.gemeente_ondertekenaar == "GM0397"


def test_an_empty_cell_is_unknown_and_only_bestaand_is_nee(tmp_path: Path) -> None:
    inhoud = gelezen(bron(tmp_path, verbanden=["zuid,,,,,,,"], profielen=[profiel()]))

    (zuid,), (gezien,) = inhoud.van("verbanden"), inhoud.van("profielen")
    assert (zuid.naam, zuid.rechtsvorm, zuid.bestaand) == ("", None, False)
    assert set(gezien.cellen().values()) == {"ijmond", None}


@pytest.mark.parametrize("weg", ["onderdeel", "reden"])
def test_an_optional_column_may_be_missing(tmp_path: Path, weg: str) -> None:
    kolommen = [naam for naam in TABELLEN["opgaveregels"].kolom if naam != weg]
    rij = csv("opgaveregels", "GM0392,JE03,geen,,,,,,,", kolommen=",".join(kolommen))

    assert fouten(bron(tmp_path, opgaven=OPGAVE, opgaveregels=rij)) == []


def test_a_column_that_is_not_optional_must_be_there_but_may_be_empty(tmp_path: Path) -> None:
    kort = csv("opgaven", "GM0392,", kolommen="gemeente,ingediend_op")

    assert fouten(bron(tmp_path, opgaven=kort)) == ["opgaven.csv:1:kanaal KOLOM"]


def test_an_unknown_column_is_an_error_with_a_proposal(tmp_path: Path) -> None:
    pad = bron(tmp_path, opgaven=csv("opgaven", kolommen="gemeente,ingediend,kanaal,ingediend_op"))

    assert fouten(pad) == ["opgaven.csv:1:ingediend KOLOM"]


def test_columns_come_in_any_order_and_each_once(tmp_path: Path) -> None:
    goed = bron(tmp_path / "goed", opgaven="kanaal,gemeente,ingediend_op\nbrief,GM0392,\n")
    dubbel = bron(tmp_path / "dubbel", opgaven="gemeente,kanaal,ingediend_op,kanaal\n")

    assert gelezen(goed).van("opgaven")[0].kanaal == "brief"
    assert fouten(dubbel) == ["opgaven.csv:1:kanaal KOP"]


@pytest.mark.parametrize("rij", ["GM0392,", "GM0392,,,", "GM0392", '"GM0392,,"'])
def test_a_row_with_another_number_of_cells_is_refused(tmp_path: Path, rij: str) -> None:
    assert fouten(bron(tmp_path, opgaven=[*OPGAVE[1:], rij])) == ["opgaven.csv:3:- CELLEN"]


def test_blank_rows_are_no_rows_but_count(tmp_path: Path) -> None:
    pad = bron(tmp_path, opgaven=csv("opgaven", "", "GM0392,,", ",,", "", "GM9999,,"))

    assert fouten(pad) == ["opgaven.csv:6:gemeente GEMEENTE"]


@pytest.mark.parametrize(
    ("tabel", "rij", "plek"),
    [
        ("verbanden", "met spatie,,,,,,,", "verband SLEUTEL"),
        ("verbanden", "é,,,,,,,", "verband SLEUTEL"),
        ("verbanden", "a,,XX,,,,,", "rechtsvorm RECHTSVORM"),
        ("verbanden", "a,,cg,,,,,", "rechtsvorm RECHTSVORM"),
        ("verbanden", "a,,,GM9999,,,,", "penvoerder GEMEENTE"),
        ("verbanden", "a,,,,Bergen,,,", "centrumgemeente MEERDUIDIG"),
        ("verbanden", "a,,,,,2,,", "bestaand JANEE"),
        ("verbanden", "a,,,,,ja,,", "bestaand JANEE"),
        ("verbanden", "a,,,,,,onbekend,", "onderdeel_van VERBAND"),
        ("verbanden", ",,,,,,,", None),
        ("verbanden", ",naam,,,,,,", "verband LEEG"),
        ("arrangementen", "ijmond,JE99,,,", "taak TAAK"),
        ("arrangementen", "ijmond,*,,,", "taak TAAK"),
        ("arrangementen", "ijmond,,,,", "taak LEEG"),
        ("arrangementen", "ijmund,JE03,,,", "verband VERBAND"),
        ("arrangementen", "ijmond,JE03,XX01,,", "regio REGIO"),
        ("arrangementen", "ijmond,JE03,JZ99,,", "regio PEILDATUM"),
        ("arrangementen", "ijmond,JE03,,-1,", "clienten GETAL"),
        ("arrangementen", "ijmond,JE03,,1.5,", "clienten GETAL"),
        ("arrangementen", "ijmond,JE03,,,1e3", "aanbieders GETAL"),
        ("arrangementen", "ijmond,JE03,,,2147483648", "aanbieders GETAL"),
        ("arrangementen", "ijmond,JE03,,2147483647,", None),
        ("opgaven", "GM0392,2013-05-30,brief", "ingediend_op MOMENT"),
        ("opgaven", "GM0392,2013-02-30T12:00,brief", "ingediend_op MOMENT"),
        ("opgaven", "GM0392,2013-05-30T24:30,brief", "ingediend_op MOMENT"),
        ("opgaven", "GM0392,30-05-2013 12:00,brief", "ingediend_op MOMENT"),
        ("opgaven", "GM0392,0001-01-01T00:00:00+02:00,brief", "ingediend_op MOMENT"),
        ("opgaven", "GM0392,2013-05-30T12:00:00.123456Z,brief", None),
        ("opgaven", "GM0392,2013-05-30T12:00,brief", None),
        ("opgaven", "GM0392,,Brief", "kanaal KEUZE"),
        ("opgaven", "GM0392,,fax", "kanaal KEUZE"),
        ("profielen", profiel(regie_vorm="overleg"), "regie_vorm KEUZE"),
        ("profielen", profiel(regie_vorm="bestuurlijk_overleg_mandaat"), None),
        ("profielen", profiel(risicoanalyse="geen"), None),
        ("profielen", profiel(risicoanalyse="geen|financieel"), "risicoanalyse KEUZE"),
        ("profielen", profiel(risicoanalyse="financieel|"), "risicoanalyse KEUZE"),
        ("profielen", profiel(raadsinstrumenten="zienswijze_begroting|inlichtingen"), None),
        ("profielen", profiel(juridisch_stadium="intentie"), "juridisch_stadium KEUZE"),
        ("profielen", profiel(bevoegdheden="delegatie"), None),
        ("profielen", profiel(kostenverdeling="1"), "kostenverdeling KEUZE"),
        ("profielen", profiel(inkoop_start="2014-01-32"), "inkoop_start DATUM"),
        ("profielen", profiel(inkoop_start="20140101"), "inkoop_start DATUM"),
        ("profielen", profiel(inkoop_start="1-1-2014"), "inkoop_start DATUM"),
        ("profielen", profiel(inkoop_start="31-2-2014"), "inkoop_start DATUM"),
        ("profielen", profiel(inkoop_start="0213-05-30"), "inkoop_start DATUM"),
        ("profielen", profiel(verevening_gepland="2100-12-31"), None),
        ("profielen", profiel(verevening_gepland="2101-01-01"), "verevening_gepland DATUM"),
        ("profielen", profiel(draagkracht="waar"), "draagkracht JANEE"),
        ("brieven", "b,geen,,,,", "datum DATUM"),
        ("brieven", "b,,,,,onbekend", "identiek_aan BRIEF"),
        ("ondertekeningen", "b,GM0392,,,", "brief BRIEF"),
    ],
)
def test_a_value_is_read_or_refused_with_its_place(
    tmp_path: Path, tabel: str, rij: str, plek: str | None
) -> None:
    pad = bron(tmp_path, **{tabel: [rij]})

    assert fouten(pad) == ([f"{tabel}.csv:2:{plek}"] if plek else [])


@pytest.mark.parametrize(
    ("tabel", "rij", "past"),
    [
        ("verbanden", "a,{},,,,,,", 160),
        ("verbanden", "{},,,,,,,", 80),
        ("brieven", "b,,{},,,", 60),
        ("brieven", "b,,,{},,", 200),
        ("brieven", "b,,,,VNG|{},", 120),
        ("opgaveregels", "GM0392,JE03,geen,,,,,,{},,", 2000),
    ],
)
def test_a_text_has_a_length(tmp_path: Path, tabel: str, rij: str, past: int) -> None:
    goed = bron(tmp_path / "a", **({"opgaven": OPGAVE} | {tabel: [rij.format("x" * past)]}))
    te_lang = bron(
        tmp_path / "b", **({"opgaven": OPGAVE} | {tabel: [rij.format("x" * (past + 1))]})
    )

    assert fouten(goed) == []
    assert [fout.split()[1] for fout in fouten(te_lang)] == ["LENGTE"]


@pytest.mark.parametrize("tekst", ["a\x01b", "a\x1fb", "a\ufffeb"])
def test_characters_that_are_no_text_are_refused(tmp_path: Path, tekst: str) -> None:
    pad = bron(tmp_path, verbanden=[f"zuid,{tekst},,,,,,"])

    assert fouten(pad) == ["verbanden.csv:2:naam TEKENS"]


def test_text_that_was_encoded_twice_is_refused_and_accents_are_not(tmp_path: Path) -> None:
    stuk = bron(tmp_path / "stuk", verbanden=["zuid,SÃºdwest-FryslÃ¢n,,,,,,"])
    heel = bron(tmp_path / "heel", verbanden=["zuid,Súdwest-Fryslân Ãx â €,,,,,,"])

    assert fouten(stuk) == ["verbanden.csv:2:naam TEKENS"]
    assert fouten(heel) == []


def test_line_ends_in_a_cell_are_one_kind_and_blanks_around_it_go(tmp_path: Path) -> None:
    pad = bron(tmp_path, verbanden=b"x".join([csv("verbanden").encode(), b""])[:-1])
    (pad / "verbanden.csv").write_bytes(
        csv("verbanden").encode() + b'zuid," a \r\nb\r c ",,,,,,\r\n'
    )

    assert gelezen(pad).van("verbanden")[0].naam == "a \nb\n c"


def test_the_same_key_twice_in_a_file_is_refused(tmp_path: Path) -> None:
    pad = bron(
        tmp_path,
        verbanden=["zuid,a,,,,,,", "zuid,b,,,,,,"],
        arrangementen=["ijmond,JE03,,,", "ijmond,JE06,,,", "ijmond,JE03,,,"],
        deelnemers=["ijmond,JE03,GM0392", "ijmond,*,Haarlem", "ijmond,*,392"],
        opgaven=["GM0392,,", "haarlem,,"],
        profielen=[profiel(), profiel(draagkracht="1")],
        brieven=["b,,,,,", "b,,,,,"],
        ondertekeningen=["b,GM0392,,,", "b,GM0397,,,", "b,GM0392,x,,"],
    )

    assert fouten(pad) == [
        "verbanden.csv:3:verband DUBBEL",
        "arrangementen.csv:4:verband DUBBEL",
        "deelnemers.csv:4:verband DUBBEL",
        "opgaven.csv:3:gemeente DUBBEL",
        "profielen.csv:3:verband DUBBEL",
        "brieven.csv:3:brief DUBBEL",
        "ondertekeningen.csv:4:brief DUBBEL",
    ]


def test_all_errors_are_shown_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    pad = bron(
        tmp_path,
        opgaven=["GM0392,gisteren,brief", "GM9999,,fax"],
        opgaveregels=["GM0392,JE03,samen,,,,,,,,", "GM0397,JE03,geen,,,,,,,,"],
    )

    assert fouten(pad) == [
        "opgaven.csv:2:ingediend_op MOMENT",
        "opgaven.csv:3:gemeente GEMEENTE",
        "opgaven.csv:3:kanaal KEUZE",
        "opgaveregels.csv:2:wijze KEUZE",
        "opgaveregels.csv:3:gemeente OPGAVE",
    ]


def test_after_500_errors_the_search_stops_and_says_so(tmp_path: Path) -> None:
    net = bron(tmp_path / "net", opgaven=["fout,,"] * 499)
    veel = bron(tmp_path / "veel", opgaven=["fout,,"] * 3000)

    assert len(fouten(net)) == 499
    assert fouten(veel)[-1].endswith("MEER")
    assert len(fouten(veel)) == 501


def test_every_sentence_is_one_line_and_says_what_to_do(tmp_path: Path) -> None:
    pad = bron(tmp_path, verbanden=['"een\n\x07sleutel",,,,,,,'], opgaven=["Bergn,,"])

    sleutel, gemeente = meldingen(pad)
    assert sleutel == (
        "«een  sleutel» is geen sleutel. Gebruik letters zonder accent, cijfers en -."
    )
    assert gemeente.startswith("Onbekende gemeente «Bergn». Bedoelt u GM0")
