"""What must hold between rows, and what may not be refused: paper is entered as written."""

from __future__ import annotations

from pathlib import Path

import pytest

from samenwerking.uitwisseling.controle import kringen
from tests.samenwerking.uitwisseling.hulp import bron, csv, fouten, meldingen

OPGAVEN = ["GM0392,2013-05-30T12:00:00+02:00,brief", "GM0397,,"]


@pytest.mark.parametrize(
    ("rij", "plek"),
    [
        ("JE03,verband,ijmond,intentie", None),
        ("JE03,verband,ijmond,", "stadium WIJZE"),
        ("JE03,verband,,intentie", "verband WIJZE"),
        ("JE03,zelfstandig,,", None),
        ("JE03,zelfstandig,ijmond,", "verband WIJZE"),
        ("JE03,geen,,verkenning", "stadium WIJZE"),
        ("JE03,wacht_op_rijk,,", None),
        ("WM05,landelijk,,", None),
        ("JE03,landelijk,,", "wijze LANDELIJK"),
        ("JE03,,,", "wijze LEEG"),
        ("JE03,verband,ijmund,intentie", "verband VERBAND"),
        ("JE99,geen,,", "taak TAAK"),
    ],
)
def test_verband_and_stadium_belong_to_wijze_verband(
    tmp_path: Path, rij: str, plek: str | None
) -> None:
    pad = bron(tmp_path, opgaven=OPGAVEN, opgaveregels=[f"GM0392,{rij},,,,,,"])

    assert fouten(pad) == ([f"opgaveregels.csv:2:{plek}"] if plek else [])


def test_several_regels_for_a_taak_only_when_all_are_verband(tmp_path: Path) -> None:
    def regels(*rijen: str) -> list[str]:
        pad = bron(tmp_path, opgaven=OPGAVEN, opgaveregels=[f"GM0392,{r},,,,,," for r in rijen])
        return fouten(pad)

    lagen = ("JE03,verband,ijmond,intentie", "JE03,verband,kennemerland,voorstel")
    assert regels(*lagen) == []
    assert regels(*lagen, "JE03,zelfstandig,,") == ["opgaveregels.csv:4:taak REGELS"]
    assert regels("JE03,geen,,", "JE06,geen,,") == []
    assert regels("JE03,geen,,", "JE03,zelfstandig,,") == ["opgaveregels.csv:3:gemeente DUBBEL"]


def test_a_regel_needs_a_row_in_opgaven(tmp_path: Path) -> None:
    regel = ["GM0363,JE03,geen,,,,,,,,"]

    assert fouten(bron(tmp_path / "a", opgaven=OPGAVEN, opgaveregels=regel)) == [
        "opgaveregels.csv:2:gemeente OPGAVE"
    ]
    assert fouten(bron(tmp_path / "b", opgaveregels=regel)) == [
        "opgaveregels.csv:2:gemeente OPGAVE"
    ]


def test_a_broken_header_does_not_make_a_hundred_other_errors(tmp_path: Path) -> None:
    pad = bron(
        tmp_path,
        verbanden="verband\nzuid\n",
        arrangementen="verband\n",
        deelnemers=["zuid,*,GM0392"],
        opgaven="gemeente\nGM0392\n",
        opgaveregels=["GM0392,JE03,verband,zuid,intentie,,,,,,"],
        brieven="brief\n",
        ondertekeningen=["b,GM0392,,,"],
    )

    assert {fout.split()[1] for fout in fouten(pad)} == {"KOLOM"}


def test_a_deelnemer_needs_an_arrangement(tmp_path: Path) -> None:
    rijen = ["ijmond,JE03,GM0392", "ijmond,JE06,GM0392", "kennemerland,*,GM0392"]
    pad = bron(tmp_path, deelnemers=rijen)

    assert fouten(pad) == ["deelnemers.csv:3:taak ARRANGEMENT"]
    bron(tmp_path, arrangementen=["ijmond,JE06,,,", "kennemerland,WM05,,,"])
    assert fouten(pad) == ["deelnemers.csv:2:taak ARRANGEMENT"]


def test_a_star_and_a_taak_for_the_same_gemeente_are_no_duplicate(tmp_path: Path) -> None:
    pad = bron(
        tmp_path,
        arrangementen=["ijmond,JE03,JZ13,,"],
        deelnemers=["ijmond,*,GM0392", "ijmond,JE03,GM0392"],
    )

    assert fouten(pad) == []


def test_onderdeel_van_may_point_down_but_not_in_a_circle(tmp_path: Path) -> None:
    def verbanden(**ouders: str) -> list[str]:
        return fouten(bron(tmp_path, verbanden=[f"{v},,,,,,{o}," for v, o in ouders.items()]))

    assert verbanden(a="b", b="c", c="") == []
    assert verbanden(a="a") == ["verbanden.csv:2:onderdeel_van KRING"]
    assert verbanden(a="b", b="c", c="b") == [
        "verbanden.csv:3:onderdeel_van KRING",
        "verbanden.csv:4:onderdeel_van KRING",
    ]
    assert verbanden(kennemerland="") == []
    assert verbanden(kennemerland="ijmond") == ["verbanden.csv:2:onderdeel_van KRING"]
    assert verbanden(kennemerland="ijmond", ijmond="") == []


def test_a_letter_is_not_identical_to_itself(tmp_path: Path) -> None:
    pad = bron(tmp_path, brieven=["a,,,,,b", "b,,,,,a"])

    assert [fout.split()[1] for fout in fouten(pad)] == ["KRING", "KRING"]
    assert "a > b > a" in meldingen(pad)[0]


def test_circles_are_found_once_whatever_leads_to_them() -> None:
    naar = {f"v{n}": f"v{n + 1}" for n in range(50_000)} | {"v50000": "v49999", "los": None}

    assert kringen(naar) == [["v49999", "v50000"]]


@pytest.mark.parametrize(
    "tabellen",
    [
        {"verbanden": ["a,,BVO,,,,,"]},
        {"verbanden": ["a,,CG,GM0363,,,,"]},
        {"opgaven": OPGAVEN, "opgaveregels": ["GM0392,JE06,verband,ijmond,in_werking,,,,,,"]},
        {"opgaven": OPGAVEN, "opgaveregels": ["GM0363,JE03,geen,,,,,,,,"][:0]},
        {"opgaven": ["GM0392,2019-01-01T00:00:00Z,brief"]},
        {
            "opgaven": OPGAVEN,
            "opgaveregels": ["GM0392,JE03,verband,ijmond,collegebesluit,2020-01-01,,,,,"],
        },
        {"verbanden": ["a,,,,,,,"], "arrangementen": ["a,JE03,JZ13,,", "a,JE06,VR12,,"]},
    ],
)
def test_what_a_rule_reports_is_entered_as_written(
    tmp_path: Path, tabellen: dict[str, list[str]]
) -> None:
    assert fouten(bron(tmp_path, **tabellen)) == []


def test_a_gemeente_may_only_hand_in_its_own_opgave(tmp_path: Path) -> None:
    regels = ["GM0392,JE03,geen,,,,,,,,", "GM0397,JE03,geen,,,,,,,,"]
    pad = bron(
        tmp_path,
        opgaven=OPGAVEN,
        opgaveregels=regels,
        verbanden=["ijmond,,,,,,,"],
        profielen=csv("profielen"),
    )

    assert fouten(pad, alleen="GM0392") == [
        "verbanden.csv:2:- BEREIK",
        "opgaven.csv:3:gemeente BEREIK",
        "opgaveregels.csv:3:gemeente BEREIK",
    ]
    eigen = bron(tmp_path / "eigen", opgaven=OPGAVEN[:1], opgaveregels=regels[:1])
    assert fouten(eigen, alleen="GM0392") == []
