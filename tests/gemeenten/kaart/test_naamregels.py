"""Names fit in their tile: broken where people break them, at most three lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gemeenten.kaart.buurt import Contour, buurtkaart
from gemeenten.kaart.naamregels import MAX_REGELS, breedte, naamregels
from tests.gemeenten.kaart.land_van_2013 import plekken

SMAL = 4.6
"""Width in em of a name in a tile with edges of 33 px."""


@pytest.mark.parametrize(
    ("naam", "regels"),
    [
        ("Haarlem", "Haarlem"),
        ("Haarlemmermeer", "Haarlem-|mermeer"),
        ("Haarlemmerliede en Spaarnwoude", "Haarlem-|merliede|c.a."),
        ("Ouder-Amstel", "Ouder-|Amstel"),
        ("De Ronde Venen", "De Ronde|Venen"),
        ("Amstelveen", "Amstel-|veen"),
        ("Edam-Volendam", "Edam-|Volendam"),
        ("Bodegraven-Reeuwijk", "Bode-|graven-|Reeuwijk"),
        ("Hardinxveld-Giessendam", "Hardinx-|veld-G."),
        ("Alphen aan den Rijn", "Alphen|a/d Rijn"),
        ("Kaag en Braassem", "Kaag en|Braassem"),
        ("Nuenen, Gerwen en Nederwetten", "Nuenen|c.a."),
        ("Oude IJsselstreek", "Oude|IJssel-|streek"),
        ("Noordwijkerhout", "Noord-|wijkerhout"),
        ("Doetinchem", "Doetin-|chem"),
        ("Bergen (NH.)", "Bergen|(NH.)"),
    ],
)
def test_a_name_breaks_where_people_would(naam: str, regels: str) -> None:
    assert "|".join(regel.strip() for regel in naamregels(naam, SMAL + 0.14)) == regels


@pytest.mark.parametrize("em", [SMAL, 5.0, 5.4])
def test_every_gemeente_of_2013_fits_in_its_tile(em: float) -> None:
    for plek in plekken():
        regels = naamregels(plek.naam, em)

        assert 1 <= len(regels) <= MAX_REGELS
        assert max(breedte(regel.strip()) for regel in regels) <= em


def test_no_gemeente_of_2013_has_to_be_cut_off() -> None:
    assert [p.naam for p in plekken() if naamregels(p.naam, SMAL) == (f"{p.naam[:-1]}.",)] == []


def test_a_wide_tile_leaves_a_name_whole() -> None:
    assert naamregels("Haarlemmermeer", 20) == ("Haarlemmermeer",)


def test_a_name_that_cannot_break_is_cut_off_with_a_full_stop() -> None:
    assert naamregels("Xxxxxxxxxxxxxx", 3) == ("Xxxxx.",)


@given(st.text(max_size=40), st.floats(2, 8))
def test_any_text_gives_one_to_three_lines(naam: str, em: float) -> None:
    assert 1 <= len(naamregels(naam, em)) <= MAX_REGELS


def test_no_name_is_cut_off_where_three_lines_run_inside_the_tile() -> None:
    namen = {plek.code: plek.naam for plek in plekken()}
    kaart = buurtkaart(
        tuple(plekken()),
        titel="Drie regio's",
        kern=namen,
        klassen=dict.fromkeys(namen, "lid"),
        contouren=[Contour("jeugdregio", "jeugdregio", namen)],
        hoogstens=(60, 60),
    )
    heel = set(namen.values())

    alleen = [label.regels[0].tekst for label in kaart.labels if len(label.regels) == 1]
    assert len(kaart.labels) == 408
    assert [tekst for tekst in alleen if tekst not in heel and not tekst.endswith("c.a.")] == []
