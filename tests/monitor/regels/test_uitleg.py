"""Pas toe of leg uit, the pure part: the key of a finding and what an uitleg is worth."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.regels.bevinding import Bevinding
from monitor.regels.catalogus import CATALOGUS
from monitor.regels.oordelen import OVERGANGEN, Stadium, bezwaar
from monitor.regels.uitleg import Sleutel, Toestand, ontleed, sleutel, toestand

DAG = date(2014, 6, 30)
codes = st.sampled_from(sorted(CATALOGUS))


@pytest.mark.parametrize(
    ("bevinding", "verwacht"),
    [
        (Bevinding("C1", ("GM0736",), "ijmond", "JE03"), "C1..ijmond.JE03"),
        (Bevinding("C1", ("GM0358", "GM0362"), "ijmond", "JE03"), "C1..ijmond.JE03"),
        (Bevinding("C2", ("GM0736",)), "C2.GM0736.."),
        (Bevinding("D3", ("GM1904",), None, "JE05"), "D3.GM1904..JE05"),
        (Bevinding("N1", ("GM0935",), "heuvelland", "WM02"), "N1.GM0935.heuvelland.WM02"),
        (Bevinding("T2", (), "ijmond"), "T2..ijmond."),
    ],
)
def test_a_finding_is_known_by_what_it_is_about(bevinding: Bevinding, verwacht: str) -> None:
    assert str(sleutel(bevinding)) == verwacht
    assert ontleed(verwacht) == sleutel(bevinding)


@pytest.mark.parametrize("tekst", ["", "C1", "C9..a.b", "C1.a.b.c.d", "x.y.z.w"])
def test_what_is_no_key_is_nothing(tekst: str) -> None:
    assert ontleed(tekst) is None


@given(codes, st.sampled_from(["", "GM0392"]), st.sampled_from(["", "a-b"]), st.just("JE03"))
def test_a_key_survives_its_address(code: str, gemeente: str, verband: str, taak: str) -> None:
    wat = Sleutel(code, gemeente, verband, taak)
    assert ontleed(str(wat)) == wat


@pytest.mark.parametrize(
    ("verklaarbaar", "dagen", "verwacht"),
    [
        (None, 0, Toestand.TE_BEOORDELEN),
        (True, 0, Toestand.VERKLAARBAAR),
        (False, 0, Toestand.NIET_VERKLAARBAAR),
        (True, 1, Toestand.VERLOPEN),
        (None, 1, Toestand.VERLOPEN),
    ],
)
def test_a_tijdelijke_uitleg_ends_after_its_last_day(verklaarbaar, dagen, verwacht) -> None:
    assert toestand(verklaarbaar, DAG, DAG + timedelta(days=dagen)) is verwacht


def test_a_blijvende_uitleg_stays_until_the_finding_is_gone() -> None:
    assert toestand(True, None, date(2030, 1, 1)) is Toestand.VERKLAARBAAR
    assert toestand(True, None, DAG, bestaat=False) is Toestand.VERVALLEN


@given(st.sampled_from([None, *Stadium]), st.sampled_from(list(Stadium)))
def test_every_step_outside_the_table_is_refused(van: Stadium | None, naar: Stadium) -> None:
    mag = bezwaar(van, naar, reden="omdat", gehoord=True) == ""
    assert mag == ((van, naar) in OVERGANGEN)
