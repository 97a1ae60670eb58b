"""B: how many tables does one gemeente sit at?"""

import pytest

from monitor.regels.catalogus import zin
from monitor.regels.drukte import drukte, landelijke_mediaan, percentiel, veel_verbanden
from tests.monitor.regels.bouwers import BEGELEIDING, LOKET, PLEEGZORG, codes, stand


def test_drukte_counts_verbanden_distinct_sets_and_other_gemeenten():
    wereld = stand(
        "haarlem heemstede velsen zandvoort",
        arrangementen={
            ("zk", PLEEGZORG): "haarlem heemstede",
            ("zk", BEGELEIDING): "haarlem heemstede",
            ("zk", LOKET): "haarlem heemstede zandvoort",
            ("kust", PLEEGZORG): "haarlem heemstede",
            ("ijmond", PLEEGZORG): "velsen",
        },
    )

    assert drukte(wereld) == [
        ("GM0392", 2, 2, 2),
        ("GM0397", 2, 2, 2),
        ("GM0453", 1, 1, 0),
        ("GM0473", 1, 1, 2),
    ]


def test_drukte_of_a_gemeente_in_no_verband_is_zero():
    assert drukte(stand("haarlem")) == [("GM0392", 0, 0, 0)]


def test_the_national_median_stands_beside_it():
    wereld = stand(
        "haarlem heemstede velsen zandvoort",
        arrangementen={("zk", PLEEGZORG): "haarlem heemstede", ("kust", PLEEGZORG): "haarlem"},
    )

    assert landelijke_mediaan(wereld) == (0.5, 0.5, 0.5)


@pytest.mark.parametrize(
    ("aantal", "uitkomst"), [(1, 1), (19, 19), (20, 19), (21, 20), (100, 95), (101, 96)]
)
def test_the_percentile_is_the_nearest_rank(aantal: int, uitkomst: int):
    assert percentiel(list(range(aantal, 0, -1)), 95) == uitkomst


def test_b1_one_of_twenty_lies_above_the_95th_percentile():
    negentien = [f"GM{n:04d}" for n in range(1, 20)]
    wereld = stand(
        {**dict.fromkeys(negentien, 0), "haarlem": 0},
        arrangementen={
            ("alle", PLEEGZORG): " ".join([*negentien, "haarlem"]),
            ("kust", PLEEGZORG): "haarlem",
        },
    )

    (gevonden,) = veel_verbanden(wereld)

    assert gevonden == ("B1", codes("haarlem"), None, None, None)
    assert zin(wereld, gevonden) == (
        "Haarlem doet mee in 2 verbanden. Minstens 95 van de 100 gemeenten doen mee in hoogstens 1;"
        " de mediaan is 1."
    )


def test_b1_one_of_nineteen_is_the_95th_percentile_itself():
    achttien = [f"GM{n:04d}" for n in range(1, 19)]
    wereld = stand(
        {**dict.fromkeys(achttien, 0), "haarlem": 0},
        arrangementen={("kust", PLEEGZORG): "haarlem"},
    )

    assert veel_verbanden(wereld) == []


def test_a_country_without_gemeenten_is_quiet():
    wereld = stand("")

    assert (drukte(wereld), veel_verbanden(wereld)) == ([], [])
    assert landelijke_mediaan(wereld) == (0, 0, 0)
