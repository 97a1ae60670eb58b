"""The tables for parliament: what is counted, what it means, and what is still missing."""

from __future__ import annotations

import pytest

from monitor.regels.alles import evalueer
from monitor.regels.kamertabellen import Gegevens, Tabel, percentage, tabellen
from monitor.regels.kamerzinnen import KAARTEN, ontbreekt
from monitor.regels.stand import Stand
from tests.monitor.regels.bouwers import PLEEGZORG, TAKEN, regel, stand

WIE = {"haarlem": 150_000, "heemstede": 26_000, "velsen": 67_000}
REGIOS = {"jeugdregio": {"kennemerland": "haarlem heemstede velsen"}}


def gegevens(wereld: Stand, eerst: Stand | None = None, **anders: object) -> Gegevens:
    velden: dict[str, object] = {
        "uitgelegd": lambda wat: False,
        "op_tijd": 2,
        "te_laat": 0,
        "bezoeken": 26,
        "bezocht": 107,
    }
    velden |= anders
    return Gegevens(wereld, evalueer(wereld), eerst=eerst, **velden)  # type: ignore[arg-type]


def wereld(haarlem: str = "intentie", heemstede: str = "zelfstandig", **anders: object) -> Stand:
    """Haarlem at a stadium, Heemstede without a verband; Velsen has not submitted."""
    return stand(
        WIE,
        regel("haarlem", PLEEGZORG, "zk", haarlem),
        regel("heemstede", PLEEGZORG, heemstede),
        taken=[PLEEGZORG],
        arrangementen={("zk", PLEEGZORG): "haarlem velsen"},
        regios=REGIOS,
        **anders,  # type: ignore[arg-type]
    )


def tabel(feiten: Gegevens, nummer: int) -> Tabel:
    return next(t for t in tabellen(feiten) if t.nummer == nummer)


def zin(feiten: Gegevens, nummer: int) -> str:
    return KAARTEN[nummer].zin(feiten, tabel(feiten, nummer))


def test_who_has_not_submitted_is_the_rest():
    feiten = gegevens(wereld(), op_tijd=1, te_laat=1)

    assert tabel(feiten, 1).rijen == (
        ("op_tijd", 1, 33.3),
        ("te_laat", 1, 33.3),
        ("niet_ingediend", 1, 33.3),
    )
    assert zin(feiten, 1) == "2 van de 3 gemeenten hebben ingediend: 1 op tijd en 1 te laat."


def test_every_row_of_the_dekking_adds_up_to_the_gemeenten():
    gevonden = tabel(gegevens(wereld()), 2)

    assert gevonden.kolommen[-2:] == ("witte_vlek", "totaal")
    assert gevonden.rijen == (("JE04", "b", 1, 0, 1, 0, 0, 0, 0, 1, 3),)


def test_no_witte_vlekken_comes_with_the_count_that_proves_it():
    met = zin(gegevens(wereld()), 2)
    antwoord = regel("velsen", PLEEGZORG, "zelfstandig")
    zonder = stand(
        WIE,
        *(regel(wie, PLEEGZORG, "zelfstandig") for wie in ("haarlem", "heemstede")),
        antwoord,
        taken=[PLEEGZORG],
        regios=REGIOS,
    )

    assert met == "1 witte vlek op 3 × 1 = 3 combinaties van gemeente en taak."
    assert zin(gegevens(zonder), 2) == (
        "Geen witte vlekken: 3 × 1 = 3 combinaties van gemeente en taak, alle ingevuld."
    )


def test_the_fifth_table_needs_a_round_to_compare_with():
    mei = wereld("voorstel")
    nov = wereld("collegebesluit")

    assert [t.nummer for t in tabellen(gegevens(nov))] == [1, 2, 3, 4, 6, 7, 8, 9]
    assert tabel(gegevens(nov, mei), 5).rijen == (("JE04", 1, 1, 100.0),)


def test_three_denominators_stand_in_three_tables():
    feiten = gegevens(wereld("collegebesluit"), wereld("intentie"))

    assert tabel(feiten, 4).rijen == (("JE04", "jeugdregio", 0, 0, 1, 1),)
    assert tabel(feiten, 5).rijen == (("JE04", 1, 1, 100.0),)
    assert tabel(feiten, 6).rijen == (("JE04", 2, 3, 66.7),)


def test_an_explained_verband_counts_once_and_only_when_all_of_it_is_explained():
    doorsnijdt = stand(
        "haarlem heemstede velsen beverwijk",
        taken=TAKEN,
        arrangementen={("zk", PLEEGZORG): "haarlem velsen"},
        regios={"jeugdregio": {"zuid": "haarlem heemstede", "noord": "velsen beverwijk"}},
    )

    def c1(uitgelegd: bool) -> tuple[object, ...]:
        feiten = gegevens(doorsnijdt, uitgelegd=lambda wat: uitgelegd)
        return next(rij for rij in tabel(feiten, 3).rijen if rij[0] == "C1")

    assert c1(False) == ("C1", 1, 1, 0)
    assert c1(True) == ("C1", 1, 1, 1)


def test_the_smallest_and_largest_region_have_their_inwoners():
    assert tabel(gegevens(wereld()), 8).rijen[-1] == (
        *("jeugdregio", 1, "kennemerland", 243_000),
        *("kennemerland", 243_000),
    )


def test_visits_and_visited_gemeenten_are_two_counts():
    assert tabel(gegevens(wereld()), 9).rijen == ((26, 107),)
    assert zin(gegevens(wereld()), 9) == "26 bezoeken aan 107 verschillende gemeenten."


def test_each_table_has_a_sentence_and_a_definition_also_in_an_empty_country():
    feiten = gegevens(stand("", taken=[]), stand("", taken=[]), op_tijd=0)

    for gevonden in tabellen(feiten):
        assert KAARTEN[gevonden.nummer].zin(feiten, gevonden).endswith(".")
        assert KAARTEN[gevonden.nummer].definitie.endswith(".")


@pytest.mark.parametrize(("deel", "geheel", "uit"), [(0, 0, None), (1, 3, 33.3), (3, 3, 100.0)])
def test_a_percentage_has_one_decimal_and_nothing_has_none(deel, geheel, uit):
    assert percentage(deel, geheel) == uit


def test_the_gate_says_what_is_missing():
    open_ = ontbreekt(gegevens(wereld()), loopt=True)

    assert open_ == [
        "De ronde loopt nog: gemeenten kunnen hun antwoord nog wijzigen.",
        "1 gemeente heeft niet ingediend.",
    ]
    assert ontbreekt(gegevens(wereld()), loopt=False) == open_[1:]


def test_the_gate_names_answers_and_inwoners_that_are_not_there():
    half = stand(
        {"haarlem": None, "heemstede": 26_000},
        regel("haarlem", PLEEGZORG, "zelfstandig"),
        taken=[PLEEGZORG],
        ingediend="heemstede",
    )

    assert ontbreekt(gegevens(half), loopt=False) == [
        "1 gemeente heeft wel ingediend, maar niet voor elke taak geantwoord.",
        "Van 1 gemeente ontbreekt het inwonertal.",
    ]
