"""A: do the deelnemers form one area?"""

from monitor.regels.aaneengesloten import delen, losse_verbanden
from monitor.regels.catalogus import zin
from tests.monitor.regels.bouwers import PLEEGZORG, codes, stand, verband

KETEN = "haarlem-heemstede heemstede-zandvoort velsen-beverwijk"


def test_a1_names_who_lies_outside_the_largest_part():
    wereld = stand(
        "haarlem heemstede zandvoort velsen beverwijk",
        grenzen=KETEN,
        verbanden=[verband("kennemerland", naam="Kennemerland")],
        arrangementen={("kennemerland", PLEEGZORG): "haarlem heemstede zandvoort velsen beverwijk"},
    )

    (gevonden,) = losse_verbanden(wereld)

    assert gevonden == ("A1", codes("velsen beverwijk"), "kennemerland", "JE04", None)
    assert zin(wereld, gevonden) == (
        "De deelnemers van Kennemerland voor Pleegzorg liggen niet aaneen: 2 delen (Haarlem,"
        " Heemstede en Zandvoort; Beverwijk en Velsen)."
    )


def test_a1_is_silent_for_one_area_also_when_water_joins_it():
    wereld = stand(
        "haarlem heemstede zandvoort",
        grenzen="haarlem-heemstede",
        watergrenzen="heemstede-zandvoort",
        arrangementen={("zk", PLEEGZORG): "haarlem heemstede zandvoort"},
    )

    assert losse_verbanden(wereld) == []


def test_a1_looks_at_deelnemers_only_not_at_who_lies_between():
    wereld = stand(
        "haarlem heemstede zandvoort",
        grenzen=KETEN,
        arrangementen={("zk", PLEEGZORG): "haarlem zandvoort"},
    )

    assert [b.gemeenten for b in losse_verbanden(wereld)] == [codes("zandvoort")]


def test_a1_needs_two_deelnemers():
    wereld = stand(
        "haarlem velsen",
        arrangementen={("een", PLEEGZORG): "haarlem", ("leeg", PLEEGZORG): ""},
    )

    assert losse_verbanden(wereld) == []


def test_parts_come_largest_first_and_a_tie_goes_to_the_lowest_code():
    wereld = stand("aalsmeer haarlem heemstede velsen beverwijk zandvoort", grenzen=KETEN)

    gevonden = [wereld.codes(deel) for deel in delen(wereld, 0b111111)]

    assert gevonden == [
        codes("haarlem heemstede zandvoort"),
        codes("beverwijk velsen"),
        codes("aalsmeer"),
    ]
    zonder_zandvoort = stand("aalsmeer haarlem heemstede velsen beverwijk", grenzen=KETEN)
    assert zonder_zandvoort.codes(delen(zonder_zandvoort, 0b11111)[0]) == codes("beverwijk velsen")
