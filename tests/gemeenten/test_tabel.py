"""A reference table that is wrong says where: file, row, column."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from gemeenten.tabel import Afgewezen, Map, Rij

Bestand = Callable[[str], Map]


@pytest.fixture
def bestand(tmp_path: Path) -> Bestand:
    def schrijf(inhoud: str | bytes) -> Map:
        ruw = inhoud if isinstance(inhoud, bytes) else inhoud.encode()
        (tmp_path / "t.csv").write_bytes(ruw)
        return Map(tmp_path)

    return schrijf


def rij(bestand: Bestand, waarde: str) -> Rij:
    (enige,) = bestand(f"code;x\n1;{waarde}\n").rijen("t.csv", "code x", sleutel="code")
    return enige


def codes(bron: Map) -> list[tuple[int, str, str]]:
    return [(fout.rij, fout.kolom, fout.code) for fout in bron.fouten]


@pytest.mark.parametrize("scheiding", [",", ";"])
def test_comma_or_semicolon_and_a_byte_order_mark_are_read(bestand, scheiding: str) -> None:
    bron = bestand(f"\ufeffcode{scheiding}naam\r\nGM0392{scheiding} Haarlem \r\n\r\n")

    (rij,) = bron.rijen("t.csv", "code naam", sleutel="code")

    assert rij.cellen == {"code": "GM0392", "naam": "Haarlem"}
    assert rij.nummer == 2


def test_a_missing_file_is_an_error_unless_it_may_be_absent(tmp_path: Path) -> None:
    bron = Map(tmp_path)

    assert bron.rijen("weg.csv", "code", sleutel="code", verplicht=False) == []
    assert bron.fouten == []
    assert bron.rijen("weg.csv", "code", sleutel="code") == []
    with pytest.raises(Afgewezen, match=r"weg.csv:0: BESTAND Het bestand ontbreekt."):
        bron.controleer()


@pytest.mark.parametrize("inhoud", ["code,naam\n1,Súdwest".encode("cp1252"), b"code\n\0"])
def test_what_is_no_utf8_text_is_refused(bestand, inhoud: bytes) -> None:
    bron = bestand(inhoud)

    assert bron.rijen("t.csv", "code", sleutel="code") == []
    assert codes(bron) == [(0, "", "TEKENS")]


def test_a_missing_column_is_named_once(bestand) -> None:
    bron = bestand("code\n1\n2\n")

    assert bron.rijen("t.csv", "code naam", sleutel="code") == []
    assert codes(bron) == [(1, "naam", "KOLOM")]


def test_a_row_with_another_number_of_cells_is_an_error(bestand) -> None:
    bron = bestand("code,naam\n1,a\n2\n3,b,c\n")

    assert len(bron.rijen("t.csv", "code", sleutel="code")) == 1
    assert codes(bron) == [(3, "", "CELLEN"), (4, "", "CELLEN")]


def test_the_same_key_twice_names_the_first_row(bestand) -> None:
    bron = bestand("code,naam\n1,a\n1,b\n")
    bron.rijen("t.csv", "code", sleutel="code")

    assert str(bron.fouten[0]) == "t.csv:3:code DUBBEL 1 staat ook in rij 2."


@pytest.mark.parametrize(
    ("lees", "goed", "waarde", "fout"),
    [
        (lambda r: r.geheel("x"), "12", 12, "-1"),
        (lambda r: r.geheel("x"), "", None, "1.5"),
        (lambda r: r.verplicht_geheel("x"), "0", 0, ""),
        (lambda r: r.verplicht_geheel("x"), "999999999", 999999999, "1000000000"),
        (lambda r: r.decimaal("x"), "12.5", 12.5, "12,5"),
        (lambda r: r.decimaal("x"), "", None, "nan"),
        (lambda r: r.ja_nee("x"), "1", True, "ja"),
        (lambda r: r.ja_nee("x"), "0", False, ""),
        (lambda r: r.ja_nee("x", leeg=False), "", False, "x"),
        (lambda r: r.dag("x"), "2013-05-31", date(2013, 5, 31), "31-5-2013"),
        (lambda r: r.dag("x"), "", None, "0013-05-31"),
        (lambda r: r.verplichte_dag("x"), "1901-01-01", date(1901, 1, 1), ""),
        (lambda r: r.moment("x"), "2013-06-01", datetime(2013, 5, 31, 22, tzinfo=UTC), "juni"),
        (lambda r: r.moment("x"), "", None, "2013-13-01"),
        (lambda r: r.uit("x", {"a", "b"}), "a", "a", ""),
        (lambda r: r.uit("x", {"a"}, leeg=True), "", "", "c"),
        (lambda r: r.tekst("x", lengte=3), "abc", "abc", "abcd"),
        (lambda r: r.tekst("x", lengte=3, leeg=True), "", "", "abcd"),
        (lambda r: r.tekst("x", lengte=3), "a", "a", ""),
    ],
)
def test_every_kind_of_value_is_read_and_a_wrong_one_named(
    bestand, lees: Callable[[Rij], object], goed: str, waarde: object, fout: str
) -> None:
    in_orde, verkeerd = rij(bestand, goed), rij(bestand, fout)

    assert lees(in_orde) == waarde
    assert in_orde.bron.fouten == []
    lees(verkeerd)
    assert [(fout.rij, fout.kolom) for fout in verkeerd.bron.fouten] == [(2, "x")]
