"""K: the indicatie per verband, each line of each criterion."""

from datetime import date

import pytest

from monitor.regels.criteria import CRITERIA, bewijs, ernaast, indicaties
from monitor.regels.stand import Rechtsvorm, Stand
from tests.monitor.regels.bouwers import (
    BEGELEIDING,
    CONVENANT,
    JEUGDBESCHERMING,
    LOKET,
    PLEEGZORG,
    WGR,
    stand,
    verband,
)


def met_profiel(**feiten: object) -> Stand:
    """A verband of Haarlem for pleegzorg with these facts."""
    return stand(
        {"haarlem": 150_000},
        verbanden=[verband("zk", **feiten)],  # type: ignore[arg-type]
        arrangementen={("zk", PLEEGZORG): "haarlem"},
    )


def score(wereld: Stand, criterium: str) -> str:
    """The indicatie of verband zk for one criterion."""
    return next(str(i.score) for i in indicaties(wereld) if i[:2] == ("zk", criterium))


@pytest.mark.parametrize(
    ("vorm", "n", "m", "uitkomst"),
    [
        (None, 4, 4, "onbekend"),
        (None, None, None, "onbekend"),
        ("bestuurlijk_overleg_mandaat", 4, 2, "voldoet"),
        ("bestuurlijk_overleg", 5, 3, "voldoet"),
        ("bestuurlijk_overleg", 5, 2, "deels"),
        ("bestuurlijk_overleg", 0, 0, "voldoet"),
        ("bestuurlijk_overleg", None, 4, "deels"),
        ("bestuurlijk_overleg", 4, None, "deels"),
        ("ambtelijk_overleg", 4, 2, "deels"),
        ("ambtelijk_overleg", 4, 1, "voldoet_niet"),
        ("geen", 0, 0, "deels"),
        ("geen", None, None, "voldoet_niet"),
    ],
)
def test_k1_regie_and_partnerschap(vorm: str | None, n: int | None, m: int | None, uitkomst: str):
    wereld = met_profiel(regie_vorm=vorm, grote_instellingen=n, grote_instellingen_met_afspraken=m)

    assert score(wereld, "K1") == uitkomst


ALLE_DRIE = frozenset({"financieel", "juridisch", "maatschappelijk"})


@pytest.mark.parametrize(
    ("analyse", "maatregelen", "cyclus", "uitkomst"),
    [
        (None, None, None, "onbekend"),
        (ALLE_DRIE, True, True, "voldoet"),
        (ALLE_DRIE, True, None, "deels"),
        (ALLE_DRIE, None, None, "deels"),
        (ALLE_DRIE - {"juridisch"}, True, True, "deels"),
        (ALLE_DRIE - {"juridisch"}, False, False, "voldoet_niet"),
        (frozenset(), None, None, "voldoet_niet"),
        (None, False, None, "voldoet_niet"),
        (None, None, True, "deels"),
    ],
)
def test_k2_one_point_for_each_part(
    analyse: frozenset[str] | None, maatregelen: bool | None, cyclus: bool | None, uitkomst: str
):
    wereld = met_profiel(
        risicoanalyse=analyse, beheersmaatregelen=maatregelen, rapportagecyclus=cyclus
    )

    assert score(wereld, "K2") == uitkomst


@pytest.mark.parametrize(
    ("inwoners", "uitkomst"),
    [(100_000, "voldoet"), (99_999, "deels"), (75_000, "deels"), (74_999, "voldoet_niet")],
)
def test_k3_inwoners_against_the_norm(inwoners: int, uitkomst: str):
    wereld = stand({"haarlem": inwoners}, arrangementen={("zk", PLEEGZORG): "haarlem"})

    assert score(wereld, "K3") == uitkomst


def test_k3_aalsmeer_and_amstelveen_are_large_enough_together():
    wereld = stand(
        {"aalsmeer": 30_759, "amstelveen": 84_379},
        arrangementen={("zk", PLEEGZORG): "aalsmeer amstelveen"},
    )

    assert score(wereld, "K3") == "voldoet"


@pytest.mark.parametrize(
    ("andere", "uitkomst"),
    [
        ({JEUGDBESCHERMING: "haarlem"}, "voldoet_niet"),
        ({BEGELEIDING: "haarlem"}, "voldoet"),
        ({BEGELEIDING: "heemstede"}, "deels"),
        ({LOKET: "haarlem"}, "onbekend"),
        ({BEGELEIDING: ""}, "onbekend"),
        ({BEGELEIDING: "heemstede", LOKET: "haarlem"}, "deels"),
        ({JEUGDBESCHERMING: "haarlem", BEGELEIDING: "heemstede"}, "voldoet_niet"),
    ],
)
def test_k3_a_verband_has_its_worst_arrangement(andere: dict, uitkomst: str):
    wereld = stand(
        {"haarlem": 150_000, "heemstede": 80_000},
        arrangementen={
            ("zk", PLEEGZORG): "haarlem",
            **{("zk", taak): leden for taak, leden in andere.items()},
        },
    )

    assert score(wereld, "K3") == uitkomst


@pytest.mark.parametrize(
    ("vorm", "stadium", "bestaand", "uitkomst"),
    [
        (None, None, False, "onbekend"),
        (None, None, True, "onbekend"),
        (None, "niet_besproken", False, "voldoet_niet"),
        (None, "vastgesteld", True, "voldoet_niet"),
        (WGR, "vastgesteld", False, "voldoet"),
        (WGR, "bekendgemaakt", False, "voldoet"),
        (WGR, "in_werking", False, "voldoet"),
        (WGR, None, True, "voldoet"),
        (WGR, "niet_besproken", True, "voldoet"),
        (CONVENANT, "vastgesteld", False, "deels"),
        (CONVENANT, None, True, "deels"),
        (WGR, "in_gesprek", False, "deels"),
        (WGR, "concept", False, "deels"),
        (CONVENANT, "concept", False, "deels"),
        (WGR, None, False, "onbekend"),
        (WGR, "niet_besproken", False, "voldoet_niet"),
        (CONVENANT, "niet_besproken", False, "voldoet_niet"),
    ],
)
def test_k4_the_first_line_that_holds(
    vorm: Rechtsvorm | None, stadium: str | None, bestaand: bool, uitkomst: str
):
    wereld = met_profiel(vorm=vorm, juridisch_stadium=stadium, bestaand=bestaand)

    assert score(wereld, "K4") == uitkomst


@pytest.mark.parametrize(
    ("verevening", "gepland", "uitkomst"),
    [
        ("vastgesteld", None, "voldoet"),
        ("in_uitwerking", date(2014, 3, 1), "deels"),
        ("in_uitwerking", None, "voldoet_niet"),
        ("in_gesprek", date(2014, 3, 1), "voldoet_niet"),
        ("geen", None, "voldoet_niet"),
        (None, date(2014, 3, 1), "onbekend"),
    ],
)
def test_k5_risicoverevening(verevening: str | None, gepland: date | None, uitkomst: str):
    wereld = met_profiel(risicoverevening=verevening, verevening_gepland=gepland)

    assert score(wereld, "K5") == uitkomst


def test_k5_does_not_look_at_kostenverdeling():
    assert score(met_profiel(kostenverdeling="vastgesteld"), "K5") == "onbekend"


def test_a_verband_without_an_arrangement_in_this_round_has_no_indicaties():
    wereld = stand(
        "haarlem",
        verbanden=[verband("kennemerland"), verband("zk")],
        arrangementen={("zk", PLEEGZORG): "haarlem"},
    )

    assert [i[:2] for i in indicaties(wereld)] == [("zk", f"K{n}") for n in range(1, 6)]


def test_the_evidence_stands_beside_every_indicatie():
    wereld = met_profiel(
        vorm=CONVENANT,
        regie_vorm="bestuurlijk_overleg",
        grote_instellingen=1_200,
        risicoanalyse=frozenset(),
        beheersmaatregelen=False,
        verevening_gepland=date(2014, 3, 1),
        raadsinstrumenten=frozenset({"zienswijze_begroting", "inlichtingen"}),
        niet_vrijblijvend=True,
    )

    feiten = {i.criterium: [tuple(feit) for feit in bewijs(wereld, i)] for i in indicaties(wereld)}

    assert set(feiten) == set(CRITERIA)
    assert ("Grote instellingen", "1.200") in feiten["K1"]
    assert ("Risicoanalyse", "geen") in feiten["K2"]
    assert ("Beheersmaatregelen", "nee") in feiten["K2"]
    assert feiten["K3"] == [("Pleegzorg", "150.000 inwoners, norm 100.000")]
    assert ("Rechtsvorm", "Convenant") in feiten["K4"]
    assert ("Gepland op", "1 maart 2014") in feiten["K5"]
    assert ("Instrumenten van de raad", "inlichtingen en zienswijze begroting") in ernaast(
        wereld, "zk"
    )
