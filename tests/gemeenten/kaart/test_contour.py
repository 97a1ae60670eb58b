"""Shapes that touch become one outline, whatever the order they come in."""

from __future__ import annotations

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gemeenten.kaart.contour import (
    Ring,
    buitenranden,
    fuseer,
    ketens,
    krimp,
    lees_pad,
    oppervlak,
    pad,
    randen,
)
from gemeenten.kaart.tegels import HOEKEN, buurcellen, rasterpunt

ZESHOEK = 3 * sqrt(3) / 2
"""Area of a hexagon with edges of one."""

CELLEN = st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=1, max_size=30)


def zeshoek(kolom: int, rij: int) -> Ring:
    x, y = rasterpunt(kolom, rij)
    return tuple(((x + dx) * sqrt(3) / 2, (y + dy) / 2) for dx, dy in HOEKEN)


def vormen(cellen: set[tuple[int, int]]) -> list[Ring]:
    return [zeshoek(*cel) for cel in cellen]


def samenhangende_delen(cellen: set[tuple[int, int]]) -> int:
    over, delen = set(cellen), 0
    while over:
        delen += 1
        rand = {over.pop()}
        while rand:
            rand = {buur for cel in rand for buur in buurcellen(*cel)} & over
            over -= rand
    return delen


def test_one_tile_fuses_to_itself() -> None:
    (ring,) = fuseer([zeshoek(2, 3)])

    assert set(ring) == set(zeshoek(2, 3))


def test_two_neighbours_lose_their_shared_border() -> None:
    (ring,) = fuseer(vormen({(0, 0), (1, 0)}))

    assert len(ring) == 10


def test_tiles_that_do_not_touch_stay_two_parts() -> None:
    assert len(fuseer(vormen({(0, 0), (2, 0)}))) == 2


def test_a_ring_of_six_has_an_outline_and_a_hole() -> None:
    ringen = fuseer(vormen(set(buurcellen(3, 3))))

    assert sorted(round(oppervlak(ring) / ZESHOEK, 6) for ring in ringen) == [-1, 7]


@given(CELLEN)
def test_fusing_keeps_the_area(cellen: set[tuple[int, int]]) -> None:
    assert sum(map(oppervlak, fuseer(vormen(cellen)))) == pytest.approx(len(cellen) * ZESHOEK)


@given(CELLEN)
def test_every_connected_part_has_one_outline(cellen: set[tuple[int, int]]) -> None:
    ringen = fuseer(vormen(cellen))

    assert sum(oppervlak(ring) > 0 for ring in ringen) == samenhangende_delen(cellen)


@given(CELLEN)
def test_the_rings_hold_every_outer_edge_once(cellen: set[tuple[int, int]]) -> None:
    gelopen = [lijn for ring in fuseer(vormen(cellen)) for lijn in randen(ring)]

    assert len(gelopen) == len(set(gelopen))
    assert set(gelopen) == buitenranden(vormen(cellen))


@given(CELLEN, st.randoms())
def test_the_order_of_the_shapes_never_matters(cellen: set[tuple[int, int]], toeval) -> None:
    geschud = vormen(cellen)
    toeval.shuffle(geschud)

    assert fuseer(geschud) == fuseer(vormen(cellen))


@given(CELLEN, st.floats(0.01, 0.3))
def test_drawn_inside_each_other_outlines_shrink_and_holes_grow(
    cellen: set[tuple[int, int]], inzet: float
) -> None:
    for ring in fuseer(vormen(cellen)):
        assert oppervlak(krimp(ring, inzet)) < oppervlak(ring)


def test_shrinking_a_tile_by_a_part_of_its_apothem_scales_it() -> None:
    kleiner = krimp(zeshoek(0, 0), 0.07 * sqrt(3) / 2)

    assert oppervlak(kleiner) == pytest.approx(0.93**2 * ZESHOEK)


def test_one_edge_can_keep_more_distance_than_the_others() -> None:
    vierkant: Ring = ((0, 0), (10, 0), (10, 10), (0, 10))

    kleiner = krimp(vierkant, lambda lijn: 3 if lijn == ((0, 0), (10, 0)) else 1)

    assert kleiner == ((1, 3), (9, 3), (9, 9), (1, 9))


def test_a_point_on_a_straight_line_moves_straight_inwards() -> None:
    ring: Ring = ((0, 0), (5, 0), (10, 0), (10, 10), (0, 10))

    assert krimp(ring, 1)[1] == pytest.approx((5, 1))


def test_loose_edges_join_to_lines() -> None:
    lijnen = [((2, 0), (3, 1)), ((0, 0), (1, 0)), ((1, 0), (2, 0)), ((9, 9), (8, 8))]

    assert ketens(lijnen) == [((0, 0), (1, 0), (2, 0), (3, 1)), ((9, 9), (8, 8))]


def test_path_data_is_short() -> None:
    ring: Ring = ((0.04, 10), (0.5, -0.25), (12.34, 0))

    assert pad([ring]) == "M0 10l.5 -10.2 11.8 .2z"
    assert pad([ring], einde="") == "M0 10l.5 -10.2 11.8 .2"


@given(CELLEN)
def test_path_data_can_be_read_back(cellen: set[tuple[int, int]]) -> None:
    ringen = fuseer(vormen(cellen))
    terug = lees_pad(pad(ringen))

    assert terug == [tuple((round(x, 1), round(y, 1)) for x, y in ring) for ring in ringen]
