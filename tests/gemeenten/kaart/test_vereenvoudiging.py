"""Fewer points, no gaps: a border is simplified once for both sides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gemeenten.kaart.contour import Ring, buitenranden, fuseer, oppervlak
from gemeenten.kaart.vereenvoudiging import knooppunten, vereenvoudig

KARTEL = st.lists(st.integers(-30, 30), min_size=3, max_size=20)


def twee_buren(uitslagen: list[int]) -> dict[str, tuple[Ring, ...]]:
    """Two areas of 1000 high with a jagged border between them."""
    stap = 1000 // (len(uitslagen) + 1)
    grens = [
        (0.0, 0.0),
        *((float(u), (nr + 1.0) * stap) for nr, u in enumerate(uitslagen)),
        (0.0, 1000.0),
    ]
    links: Ring = ((-1000.0, 0.0), *grens, (-1000.0, 1000.0))
    rechts: Ring = ((1000.0, 1000.0), *grens[::-1], (1000.0, 0.0))
    return {"links": (links,), "rechts": (rechts,)}


def test_points_on_a_straight_line_go() -> None:
    ring: Ring = ((0, 0), (5, 0), (10, 0), (10, 10), (5, 10), (0, 10))

    (nieuw,) = vereenvoudig({"x": (ring,)}, 0.1)["x"]
    assert set(nieuw) == {(0, 0), (10, 0), (10, 10), (0, 10)}


@pytest.mark.parametrize(("tolerantie", "blijft"), [(4.9, True), (5.0, False)])
def test_a_point_stays_when_it_lies_farther_than_the_tolerance(
    tolerantie: float, blijft: bool
) -> None:
    ring: Ring = ((0, 0), (50, -5), (100, 0), (100, 100), (0, 100))

    (nieuw,) = vereenvoudig({"x": (ring,)}, tolerantie)["x"]
    assert ((50, -5) in nieuw) is blijft


def test_a_crumb_disappears() -> None:
    assert vereenvoudig({"x": (((0, 0), (1, 0), (0, 1)),)}, 50)["x"] == ()


def test_lines_meet_where_a_border_reaches_the_coast() -> None:
    vlakken = twee_buren([5, -5])

    assert knooppunten(ring for r in vlakken.values() for ring in r) == {(0, 0), (0, 1000)}


@given(KARTEL, st.integers(0, 60))
def test_neighbours_keep_exactly_the_same_border(uitslagen: list[int], tolerantie: int) -> None:
    nieuw = vereenvoudig(twee_buren(uitslagen), tolerantie)
    ringen = [ring for r in nieuw.values() for ring in r]

    assert len(fuseer(ringen)) == 1
    assert sum(map(oppervlak, ringen)) == pytest.approx(2_000_000)
    assert len(buitenranden(ringen)) <= 6


@given(KARTEL, st.integers(0, 60), st.integers(0, 30))
def test_the_starting_point_of_a_ring_never_matters(
    uitslagen: list[int], tolerantie: int, draai: int
) -> None:
    (links,) = twee_buren(uitslagen)["links"]
    n = draai % len(links)
    een = vereenvoudig({"x": (links,)}, tolerantie)["x"]
    ander = vereenvoudig({"x": (links[n:] + links[:n],)}, tolerantie)["x"]

    assert {frozenset(ring) for ring in een} == {frozenset(ring) for ring in ander}
