"""What a herindeling does to inwoners, regio's and borders; pure, with the names of Friesland."""

from __future__ import annotations

from datetime import date

from gemeenten.herindeling import (
    Lijn,
    Overgang,
    Paar,
    afgeleide_inwoners,
    geerfd,
    grenzen_door_de_tijd,
    grenzen_na,
    grootste,
    opvolgers,
    stappen,
    voorgangers,
)

BEGIN = date(1900, 1, 1)
DATUM = date(2014, 1, 1)


def stap(*paren: str):
    """`"Lemsterland>De Friese Meren"`: one step with these transitions."""
    (enige,) = stappen(Overgang(DATUM, *paar.split(">")) for paar in paren)
    return enige


def lijn(km: float, land: float | None = None, *, water: bool = False) -> Lijn:
    return Lijn(km, km if land is None else land, water, BEGIN)


def test_steps_come_in_order_of_time() -> None:
    later, eerder = Overgang(date(2015, 1, 1), "c", "d"), Overgang(DATUM, "a", "b")

    assert [stap.datum.year for stap in stappen([later, eerder])] == [2014, 2015]


def test_a_new_gemeente_has_the_sum_of_those_that_merge_as_a_whole() -> None:
    meren = stap(
        "Lemsterland>Meren", "Skarsterlân>Meren", "Boarnsterhim>Meren", "Boarnsterhim>Sneek"
    )

    som = afgeleide_inwoners(
        meren, {"Lemsterland": 13_000, "Skarsterlân": 27_000, "Boarnsterhim": 19_000}, []
    )

    assert som == {"Meren": 40_000}


def test_who_keeps_its_code_adds_its_own_inwoners() -> None:
    alphen = stap("Boskoop>Alphen", "Rijnwoude>Alphen")

    som = afgeleide_inwoners(
        alphen, {"Alphen": 73_000, "Boskoop": 15_000, "Rijnwoude": 18_000}, ["Alphen"]
    )

    assert som == {"Alphen": 106_000}


def test_a_part_that_is_split_off_adds_nothing() -> None:
    oss = stap("Maasdonk>Oss", "Maasdonk>Den Bosch")

    assert afgeleide_inwoners(oss, {"Maasdonk": 11_000, "Oss": 85_000}, ["Oss"]) == {}


def test_without_a_figure_of_every_part_there_is_no_sum() -> None:
    assert afgeleide_inwoners(stap("Bernisse>N", "Spijkenisse>N"), {"Bernisse": 12_000}, []) == {}


def test_a_new_gemeente_goes_where_most_inwoners_were() -> None:
    fusie = stap("Klein>Nieuw", "Groot>Nieuw", "Midden>Nieuw")
    van = {"Klein": "JZ01", "Groot": "JZ02", "Midden": "JZ01"}

    assert geerfd(fusie, "Nieuw", van, {"Klein": 3, "Groot": 9, "Midden": 5}) == "JZ02"
    assert geerfd(fusie, "Nieuw", van, {"Klein": 3, "Groot": 7, "Midden": 5}) == "JZ01"
    assert geerfd(fusie, "Nieuw", van, {"Klein": 3, "Groot": 8, "Midden": 5}) == "JZ01"
    assert geerfd(fusie, "Nieuw", {}, {}) == ""


def test_its_tile_is_that_of_the_largest_predecessor() -> None:
    fusie = stap("b>Nieuw", "a>Nieuw", "c>Nieuw")

    assert grootste(fusie, "Nieuw", {"a": 1, "b": 2, "c": 2}) == "b"


def test_a_gemeente_made_of_parts_only_looks_at_those_parts() -> None:
    delen = stap("Maasdonk>Nieuw", "Maasdonk>Oss")

    assert grootste(delen, "Nieuw", {}) == "Maasdonk"
    assert geerfd(delen, "Nieuw", {"Maasdonk": "JZ36"}, {"Maasdonk": 1}) == "JZ36"


def test_borders_with_the_same_neighbour_are_summed() -> None:
    grenzen = {("Boskoop", "Gouda"): lijn(2, 0.1), ("Rijnwoude", "Gouda"): lijn(3, 0.15)}

    na = grenzen_na(grenzen, stap("Boskoop>Alphen", "Rijnwoude>Alphen"))

    assert na == {("Alphen", "Gouda"): Lijn(5, 0.25, False, DATUM)}


def test_a_border_over_water_and_one_over_land_make_a_border_over_land() -> None:
    grenzen = {("a", "x"): lijn(2, 0, water=True), ("b", "x"): lijn(3)}

    assert grenzen_na(grenzen, stap("a>n", "b>n"))["n", "x"].alleen_water is False


def test_between_land_that_became_one_there_is_no_border() -> None:
    grenzen = {("Boskoop", "Alphen"): lijn(2), ("Alphen", "Boskoop"): lijn(2)}

    assert grenzen_na(grenzen, stap("Boskoop>Alphen")) == {}


def test_those_who_share_a_split_gemeente_become_neighbours() -> None:
    grenzen = {("Boarnsterhim", "Leeuwarden"): lijn(4), ("Leeuwarden", "Boarnsterhim"): lijn(4)}

    na = grenzen_na(grenzen, stap("Boarnsterhim>Heerenveen", "Boarnsterhim>Leeuwarden"))

    assert set(na) == {("Heerenveen", "Leeuwarden"), ("Leeuwarden", "Heerenveen")}


def test_a_border_that_nothing_happened_to_goes_on_without_a_break() -> None:
    stil: Paar = ("Vlieland", "Terschelling")
    grenzen = {stil: lijn(9), ("Boskoop", "Gouda"): lijn(2)}

    door_de_tijd = dict(grenzen_door_de_tijd(grenzen, [stap("Boskoop>Alphen")]))

    assert door_de_tijd[stil] == lijn(9)
    assert door_de_tijd["Boskoop", "Gouda"].tot == DATUM
    assert door_de_tijd["Alphen", "Gouda"].vanaf == DATUM


def test_a_border_that_grows_ends_and_begins_anew() -> None:
    grenzen = {("Alphen", "Gouda"): lijn(1), ("Boskoop", "Gouda"): lijn(2)}

    rijen = [
        (lijn.grens_km, lijn.vanaf, lijn.tot)
        for paar, lijn in grenzen_door_de_tijd(grenzen, [stap("Boskoop>Alphen")])
        if paar == ("Alphen", "Gouda")
    ]

    assert rijen == [(1, BEGIN, DATUM), (3, DATUM, None)]


JAAR_LATER = date(2015, 1, 1)


def verloop(*regels: str):
    """`"2014 Boskoop>Alphen"`: the steps of these transitions, each on 1 January."""
    return stappen(
        Overgang(date(int(jaar), 1, 1), *paar.split(">"))
        for jaar, paar in (regel.split(" ", 1) for regel in regels)
    )


ALPHEN = verloop("2014 Boskoop>Alphen", "2014 Rijnwoude>Alphen")


def test_alphen_continues_boskoop_rijnwoude_and_its_own_line() -> None:
    van = voorgangers(ALPHEN, "Alphen", na=date(2013, 11, 30), tot=date(2014, 6, 30))

    assert van == ({"Alphen", "Boskoop", "Rijnwoude"}, set())
    assert van.veranderd


def test_a_herindeling_counts_from_its_day_and_not_before() -> None:
    for dag, veranderd in ((date(2013, 12, 31), False), (DATUM, True)):
        assert voorgangers(ALPHEN, "Alphen", na=BEGIN, tot=dag).veranderd is veranderd
    assert not voorgangers(ALPHEN, "Alphen", na=DATUM, tot=JAAR_LATER).veranderd


def test_boarnsterhim_goes_on_in_part_in_each_of_its_successors() -> None:
    friesland = verloop(
        "2014 Lemsterland>Meren", "2014 Boarnsterhim>Meren", "2014 Boarnsterhim>Heerenveen"
    )

    meren = voorgangers(friesland, "Meren", na=BEGIN, tot=DATUM)
    heerenveen = voorgangers(friesland, "Heerenveen", na=BEGIN, tot=DATUM)

    assert meren == ({"Meren", "Lemsterland"}, {"Boarnsterhim"})
    assert heerenveen == ({"Heerenveen"}, {"Boarnsterhim"})


def test_lines_are_traced_through_two_herindelingen() -> None:
    twee = verloop("2014 Maasland>Maasdonk", "2015 Maasdonk>Oss", "2015 Maasdonk>Den Bosch")

    oss = voorgangers(twee, "Oss", na=BEGIN, tot=JAAR_LATER)

    assert oss == ({"Oss"}, {"Maasdonk", "Maasland"})


def test_the_successors_of_a_gemeente_are_one_or_several() -> None:
    twee = verloop("2014 Boskoop>Alphen", "2015 Maasdonk>Oss", "2015 Maasdonk>Den Bosch")

    assert opvolgers(twee, "Boskoop") == {"Alphen"}
    assert opvolgers(twee, "Maasdonk") == {"Oss", "Den Bosch"}
    assert opvolgers(twee, "Heemstede") == {"Heemstede"}
