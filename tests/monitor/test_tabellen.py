"""A list as a file: what may start a formula is harmless, what is unknown is empty."""

from __future__ import annotations

import pytest
from django.http import Http404

from monitor.tabellen import download

GEVAAR = ["=1+1", "+1", "-1", "@som", "\t=1", "＝1", "'=1"]


@pytest.mark.parametrize("tekst", GEVAAR)
def test_text_that_could_start_a_formula_gets_an_apostrophe(tekst: str) -> None:
    rij = download("proef", "csv", ["a"], [[tekst]]).content.decode("utf-8-sig").splitlines()[1]

    assert rij.strip('"').startswith("'")


def test_numbers_stay_numbers_and_the_unknown_is_empty() -> None:
    inhoud = download("proef", "csv", ["a", "b"], [[-3, None]]).content.decode("utf-8-sig")

    assert inhoud.splitlines() == ["a;b", "-3;"]


@pytest.mark.parametrize("formaat", ["", "xlsx", "../csv"])
def test_another_format_is_not_there(formaat: str) -> None:
    with pytest.raises(Http404):
        download("proef", formaat, ["a"], [])
