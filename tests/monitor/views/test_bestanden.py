"""The lists as files: the words are those of the pages, and names stand beside codes."""

from __future__ import annotations

import csv
from collections.abc import Callable

import pytest

from monitor.verbandbeeld import VERHOUDINGNAMEN
from tests.monitor.views.conftest import NA_PUBLICATIE

pytestmark = pytest.mark.usefixtures("mei")

Lees = Callable[[str], list[dict[str, str]]]


@pytest.fixture
def rijen(als, commissielid, op_moment) -> Lees:
    op_moment(NA_PUBLICATIE)
    browser = als(commissielid)

    def lees(lijst: str) -> list[dict[str, str]]:
        inhoud = browser.get(f"/monitor/{lijst}/?formaat=csv").content.decode("utf-8-sig")
        return list(csv.DictReader(inhoud.splitlines(), delimiter=";"))

    return lees


def test_who_has_not_submitted_is_neither_late_nor_on_time(rijen: Lees) -> None:
    per_naam = {rij["naam"]: rij["stand"] for rij in rijen("inzendingen")}

    assert per_naam["Haarlem"] == "op tijd"
    assert per_naam["Zandvoort"] == "ontbreekt"


def test_a_difference_names_gemeente_verband_and_taak(rijen: Lees) -> None:
    (heemstede,) = [rij for rij in rijen("verschillen") if rij["gemeenten"] == "GM0397"]

    assert heemstede["namen"] == "Heemstede"
    assert heemstede["code"] == "W2"
    assert heemstede["taaknaam"] == "Inkoop van jeugdhulp"
    assert heemstede["verbandnaam"] in heemstede["zin"]


def test_how_a_verband_lies_has_the_words_of_the_page(rijen: Lees) -> None:
    gezien = {rij["ligging"] for rij in rijen("congruentie")}

    assert gezien
    assert gezien <= set(VERHOUDINGNAMEN.values())


def test_the_definitions_explain_those_same_words(als) -> None:
    inhoud = als(None).get("/definities/").content.decode()

    for woorden in VERHOUDINGNAMEN.values():
        assert f"<b>{woorden[0].upper()}{woorden[1:]}</b>" in inhoud.replace("&#x27;", "'")


def test_one_taak_is_one_taak(als, commissielid, op_moment) -> None:
    op_moment(NA_PUBLICATIE)
    inhoud = als(commissielid).get("/monitor/dekking/?taak=JE03").content.decode()

    assert "408 gemeenten × 1 taak = 408 cellen" in inhoud
