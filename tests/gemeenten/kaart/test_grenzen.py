"""Boundaries from TopoJSON or GeoJSON, WGS84 or RD, end up as the same shapes."""

from __future__ import annotations

import json
from math import dist
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gemeenten.kaart.contour import Ring, fuseer, lees_pad, oppervlak
from gemeenten.kaart.grenzen import (
    GrensbestandFout,
    binnenpunt,
    grensgrond,
    lees_grenzen,
    lees_topojson,
    rijksdriehoek,
)
from gemeenten.kaart.kleuren import DEKKING
from gemeenten.kaart.lagen import laag_aantallen, laag_ingediend, laag_staten
from gemeenten.kaart.land import landkaart
from gemeenten.kaart.ondergrond import Plek

# Two squares of 10 km that share a side, in RD metres; the arcs are the shared side and the rest.
TOPOLOGIE: dict[str, Any] = {
    "type": "Topology",
    "transform": {"scale": [1000, 1000], "translate": [120_000, 470_000]},
    "arcs": [
        [[10, 0], [0, 10]],
        [[10, 10], [-10, 0], [0, -10], [10, 0]],
        [[10, 0], [10, 0], [0, 10], [-10, 0]],
    ],
    "objects": {
        "gemeenten": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "properties": {"statcode": "GM0736"}},
                {"type": "MultiPolygon", "arcs": [[[2, -1]]], "id": "GM0384"},
            ],
        }
    },
}


def vierkant(x: float, y: float, zijde: float) -> list[list[float]]:
    return [[x, y], [x, y + zijde], [x + zijde, y + zijde], [x + zijde, y], [x, y]]


def geojson(*gebieden: tuple[dict[str, Any], list[list[list[float]]]]) -> dict[str, Any]:
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": eigenschappen,
                "geometry": {"type": "Polygon", "coordinates": ringen},
            }
            for eigenschappen, ringen in gebieden
        ],
    }


@pytest.fixture
def bestand(tmp_path: Path) -> Any:
    def schrijf(inhoud: Any) -> Path:
        pad = tmp_path / "grenzen.json"
        pad.write_text(inhoud if isinstance(inhoud, str) else json.dumps(inhoud), encoding="utf-8")
        return pad

    return schrijf


def test_topojson_gives_neighbours_that_fuse(bestand: Any) -> None:
    vlakken = lees_topojson(bestand(TOPOLOGIE))

    assert set(vlakken) == {"GM0736", "GM0384"}
    (samen,) = fuseer([ring for ringen in vlakken.values() for ring in ringen])
    assert oppervlak(samen) == 200e6


def test_topojson_without_quantisation_is_the_same(bestand: Any) -> None:
    los = {"type": "Topology", "objects": TOPOLOGIE["objects"], "arcs": []}
    for boog in TOPOLOGIE["arcs"]:
        x = y = 0
        los["arcs"].append(
            [[120_000 + 1000 * (x := x + dx), 470_000 + 1000 * (y := y + dy)] for dx, dy in boog]
        )

    assert lees_topojson(bestand(los)) == lees_topojson(bestand(TOPOLOGIE))


def test_geojson_is_read_with_its_code_in_any_spelling(bestand: Any) -> None:
    for eigenschappen in ({"GM_CODE": "GM0736"}, {"gemeentecode": "0736"}, {"code": 736}):
        inhoud = geojson((eigenschappen, [vierkant(120_000, 470_000, 10_000)]))

        assert set(lees_topojson(bestand(inhoud))) == {"GM0736"}


def test_the_direction_of_a_ring_in_the_file_does_not_matter(bestand: Any) -> None:
    ring = vierkant(120_000, 470_000, 10_000)
    heen = lees_topojson(bestand(geojson(({"code": 736}, [ring]))))
    terug = lees_topojson(bestand(geojson(({"code": 736}, [ring[::-1]]))))

    assert oppervlak(heen["GM0736"][0]) == oppervlak(terug["GM0736"][0]) == 100e6


def test_degrees_are_projected_to_rijksdriehoek(bestand: Any) -> None:
    inhoud = geojson(({"code": 736}, [vierkant(4.8, 52.2, 0.1)]))
    (ring,) = lees_topojson(bestand(inhoud))["GM0736"]

    assert oppervlak(ring) == pytest.approx(6.83e3 * 11.13e3, rel=0.01)


@pytest.mark.parametrize(
    ("lon", "lat", "rd"),
    [
        (5.38721, 52.15517, (155_000, 463_000)),
        (6.84981, 53.31704, (252_471, 593_278)),
        (3.38, 51.38, (15_250, 379_200)),
    ],
    ids=["Amersfoort", "Appingedam", "Sluis"],
)
def test_the_projection_is_close_enough_to_draw(
    lon: float, lat: float, rd: tuple[int, int]
) -> None:
    assert dist(rijksdriehoek(lon, lat), rd) < 1000


def test_a_boundary_is_stored_as_path_and_a_point_inside(bestand: Any) -> None:
    grenzen = lees_grenzen(bestand(TOPOLOGIE))

    assert grenzen["GM0736"].pad.startswith("M")
    assert (grenzen["GM0736"].x, grenzen["GM0736"].y) == (230.0, 294.0)


def test_both_sides_of_a_border_stay_equal_when_simplified(bestand: Any) -> None:
    grens = [[130_000, 470_000 + 100 * nr] for nr in range(101)]
    for nr, punt in enumerate(grens):
        punt[0] += 700 * (nr % 7) - 2000
    links = [*grens, [120_000, 480_000], [120_000, 470_000], grens[0]]
    rechts = [*grens[::-1], [140_000, 470_000], [140_000, 480_000], grens[-1]]
    grenzen = lees_grenzen(bestand(geojson(({"code": 1}, [links]), ({"code": 2}, [rechts]))))

    ringen = [ring for g in grenzen.values() for ring in lees_pad(g.pad)]
    assert len(fuseer(ringen)) == 1
    assert sum(map(len, ringen)) < 2 * len(grens)


def test_small_islands_go_but_the_smallest_gemeente_stays(bestand: Any) -> None:
    eiland, klein = vierkant(120_000, 470_000, 10_000), vierkant(150_000, 480_000, 1_400)
    kruimel = {
        "type": "MultiPolygon",
        "coordinates": [[eiland], [klein]],
    }
    inhoud = geojson(({"code": 1}, []), ({"code": 2}, [klein]))
    inhoud["features"][0]["geometry"] = kruimel

    grenzen = lees_grenzen(bestand(inhoud), tolerantie=10)
    assert len(lees_pad(grenzen["GM0001"].pad)) == 1
    assert len(lees_pad(grenzen["GM0002"].pad)) == 1


def test_a_hole_stays_a_hole(bestand: Any) -> None:
    inhoud = geojson(
        ({"code": 1}, [vierkant(120_000, 470_000, 10_000), vierkant(123_000, 473_000, 4_000)])
    )

    gebied, gat = lees_pad(lees_grenzen(bestand(inhoud))["GM0001"].pad)
    assert oppervlak(gebied) > 0 > oppervlak(gat)


def test_the_point_of_a_bent_gemeente_lies_inside_it() -> None:
    hoek: Ring = ((0, 0), (10, 0), (10, 2), (2, 2), (2, 10), (0, 10))
    x, y = binnenpunt(hoek)

    assert (0 < x < 2 and 0 < y < 10) or (0 < x < 10 and 0 < y < 2)


@pytest.mark.parametrize(
    ("inhoud", "reden"),
    [
        ("geen json", "niet als JSON te lezen"),
        ("[" * 100_000, "niet als JSON te lezen"),
        ([], "geen TopoJSON en geen GeoJSON"),
        ({"type": "Polygon"}, "geen TopoJSON en geen GeoJSON"),
        ({"type": "Topology", "arcs": []}, "onvolledig"),
        ({"type": "FeatureCollection", "features": []}, "geen gebieden"),
        (geojson(({"naam": "Diemen"}, [vierkant(120_000, 470_000, 9_000)])), "geen CBS-code"),
        (geojson(({"code": 1}, [vierkant(500_000, 6_800_000, 9_000)])), "geen WGS84"),
        (geojson(({"code": 1}, [vierkant(10.0, 40.0, 1)])), "geen WGS84"),
        (geojson(({"code": 1}, [[[float("nan"), 1]] * 4])), "onvolledig"),
        (geojson(({"code": 1}, [["a", "b", "c"]])), "onvolledig"),
    ],
)
def test_a_wrong_file_is_refused_with_a_reason(bestand: Any, inhoud: Any, reden: str) -> None:
    with pytest.raises(GrensbestandFout, match=reden):
        lees_grenzen(bestand(inhoud))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GrensbestandFout):
        lees_grenzen(tmp_path / "bestaat-niet.json")


JSON = st.recursive(
    st.none() | st.booleans() | st.floats(-200, 200) | st.integers(-9, 9) | st.text(max_size=3),
    lambda deel: (
        st.lists(deel, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "arcs", "geometry", "geometries", "properties", "id"]), deel
        )
    ),
    max_leaves=8,
)


@given(
    st.sampled_from(["Topology", "FeatureCollection"]),
    st.dictionaries(st.sampled_from(["arcs", "objects", "features", "transform"]), JSON),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_file_ever_does_more_than_be_refused(
    bestand: Any, soort: str, inhoud: dict[str, Any]
) -> None:
    with pytest.raises(GrensbestandFout):
        lees_grenzen(bestand({**inhoud, "type": soort}))


PLEKKEN = (
    Plek("GM0736", "De Ronde Venen", 8, 14, "Utrecht"),
    Plek("GM0384", "Diemen", 9, 13, "Noord-Holland"),
)


def test_the_same_map_is_drawn_from_boundaries(bestand: Any) -> None:
    grond = grensgrond(PLEKKEN, tuple(lees_grenzen(bestand(TOPOLOGIE)).items()))
    laag = laag_aantallen("Witte vlekken", {"GM0736": 7, "GM0384": None})
    kaart = landkaart(grond, laag, titel="Kaart", adres="/{}/".format)

    assert [teksten.teksten[0].tekst for teksten in kaart.opschriften] == ["7"]
    assert [link.vorm for link in kaart.links] == [grond.vorm("GM0736"), grond.vorm("GM0384")]
    assert kaart.cel == ""
    assert kaart.namen == []


def test_a_provincie_border_is_a_line_between_boundaries(bestand: Any) -> None:
    grond = grensgrond(PLEKKEN, tuple(lees_grenzen(bestand(TOPOLOGIE)).items()))
    laag = laag_aantallen("Witte vlekken", {"GM0736": 7, "GM0384": None})

    assert landkaart(grond, laag, titel="Kaart").provincies.count("M") == 1


def test_a_joint_letter_over_boundaries_is_one_shape(bestand: Any) -> None:
    grond = grensgrond(PLEKKEN, tuple(lees_grenzen(bestand(TOPOLOGIE)).items()))
    codes = ["GM0736", "GM0384"]
    (vlak,) = landkaart(grond, laag_ingediend(codes, [], [codes]), titel="Kaart").vlakken

    assert vlak.pad.count("M") == 1


def test_half_filled_becomes_bands_on_boundaries(bestand: Any) -> None:
    grond = grensgrond(PLEKKEN, tuple(lees_grenzen(bestand(TOPOLOGIE)).items()))
    laag = laag_staten("Dekking", DEKKING, {"GM0736": "eenzijdig"})

    assert landkaart(grond, laag, titel="Kaart", id="k").patronen[0].id == "k-eenzijdig-banden"


def test_a_letter_that_does_not_fit_its_boundary_is_left_out() -> None:
    klein = (("GM0736", lees_klein()),)
    laag = laag_staten("Dekking", DEKKING, {"GM0736": "gedekt"})

    assert landkaart(grensgrond(PLEKKEN, klein), laag, titel="Kaart").opschriften == []


def lees_klein() -> Any:
    from gemeenten.kaart.grenzen import Grens

    return Grens("M0 0l5 0 0 5 -5 0z", 2.5, 2.5)
