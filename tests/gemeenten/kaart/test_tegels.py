"""Every gemeente one hexagon, always in the same place."""

from __future__ import annotations

from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gemeenten.kaart.contour import fuseer, lees_pad
from gemeenten.kaart.ondergrond import Plek
from gemeenten.kaart.tegels import (
    LAND,
    TEGEL,
    buurcellen,
    buurtmaat,
    midden,
    tegelgrond,
    venster,
    zeshoek,
)
from tests.gemeenten.kaart.land_van_2013 import code, codes, plekken, regio

CEL = st.tuples(st.integers(0, 22), st.integers(0, 37))


def test_odd_rows_lie_half_a_tile_to_the_right() -> None:
    assert midden(4, 1)[0] - midden(4, 0)[0] == pytest.approx(TEGEL / 2)
    assert midden(4, 2)[0] == midden(4, 0)[0]


@given(CEL)
def test_a_cell_has_six_neighbours_at_one_tile_distance(cel: tuple[int, int]) -> None:
    afstanden = [dist(midden(*cel), midden(*buur)) for buur in buurcellen(*cel)]

    assert afstanden == pytest.approx([TEGEL] * 6)


@given(CEL)
def test_neighbours_share_exactly_two_corners(cel: tuple[int, int]) -> None:
    for buur in buurcellen(*cel):
        assert len(set(zeshoek(*cel)) & set(zeshoek(*buur))) == 2


def test_408_gemeenten_stand_on_408_different_cells() -> None:
    assert len({(plek.kolom, plek.rij) for plek in plekken()}) == len(plekken()) == 408


def test_a_tile_inside_a_provincie_is_93_percent_of_its_cell() -> None:
    plek = Plek("GM0736", "De Ronde Venen", 8, 14)
    (ring,) = lees_pad(tegelgrond((plek,)).vorm("GM0736"))
    xs = [x for x, _ in ring]

    assert max(xs) - min(xs) == pytest.approx(0.93 * TEGEL, abs=0.1)


def test_a_provincie_border_is_a_wider_gap() -> None:
    links, rechts = Plek("GM0001", "", 0, 0, "Utrecht"), Plek("GM0002", "", 1, 0, "Gelderland")
    zelfde = rechts._replace(provincie="Utrecht")

    def kier(buur: Plek) -> float:
        grond = tegelgrond((links, buur))
        return min(x for x, _ in lees_pad(grond.vorm("GM0002"))[0]) - max(
            x for x, _ in lees_pad(grond.vorm("GM0001"))[0]
        )

    assert kier(zelfde) == pytest.approx(2 * LAND.kier, abs=0.11)
    assert kier(rechts) == pytest.approx(3.0, abs=0.11)


def test_a_joint_letter_over_a_provincie_border_stays_one_shape() -> None:
    brief = codes("De Ronde Venen, Uithoorn, Ouder-Amstel, Diemen")

    assert len(lees_pad(tegelgrond(plekken()).samen(brief))) == 1


def test_every_provincie_is_one_part_except_for_the_islands() -> None:
    grond = tegelgrond(plekken())
    delen = {
        naam: len(
            fuseer(
                [ring for p in plekken() if p.provincie == naam for ring in grond.vlakken[p.code]]
            )
        )
        for naam in {plek.provincie for plek in plekken()}
    }

    assert {naam for naam, aantal in delen.items() if aantal > 1} <= {
        "Fryslân",
        "Noord-Holland",
        "Groningen",
        "Zeeland",
        "Drenthe",
    }


def test_a_cut_out_takes_the_box_around_the_region_with_rings() -> None:
    kern = regio("jeugdregio", "Amsterdam-Amstelland")
    namen = {plek.naam for plek in venster(plekken(), kern, ringen=1)}

    assert {"Aalsmeer", "Diemen", "De Ronde Venen", "Landsmeer", "Haarlemmermeer"} <= namen
    assert "Leeuwarden" not in namen
    assert {plek.code for plek in venster(plekken(), kern, ringen=0)} >= kern


@given(st.integers(0, 3))
def test_a_wider_cut_out_holds_the_narrower_one(ringen: int) -> None:
    kern = regio("jeugdregio", "Utrecht West")

    assert set(venster(plekken(), kern, ringen)) <= set(venster(plekken(), kern, ringen + 1))


def test_a_limited_cut_out_lies_around_its_gemeente() -> None:
    kern = regio("veiligheidsregio", "Utrecht")
    deel = venster(plekken(), kern, 1, hoogstens=(5, 5), om=code("De Ronde Venen"))

    assert code("De Ronde Venen") in {plek.code for plek in deel}
    assert len({plek.rij for plek in deel}) == 5
    assert all(len([p for p in deel if p.rij == plek.rij]) <= 5 for plek in deel)


def test_nobody_on_the_map_gives_an_empty_cut_out() -> None:
    assert venster(plekken(), {"GM9999"}) == []


def test_a_neighbourhood_map_has_the_asked_edge_length() -> None:
    maat = buurtmaat(33)
    ring = zeshoek(0, 0, maat)

    assert dist(ring[0], ring[1]) == pytest.approx(33)
