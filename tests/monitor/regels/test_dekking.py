"""D: each cell has exactly one staat, the first line that holds."""

from collections.abc import Iterable

import pytest

from monitor.regels.dekking import (
    Staat,
    dekking,
    in_verkenning,
    wacht_op_rijk,
    witte_vlekken,
    zelfstandig_onder_norm,
    zelfstandig_op_c,
)
from monitor.regels.stand import STADIA, Regelrij, Stand
from tests.monitor.regels.bouwers import (
    DOOFBLINDE,
    JEUGDBESCHERMING,
    LOKET,
    PLEEGZORG,
    codes,
    regel,
    stand,
    verband,
)


def ijmond(*regels: Regelrij, ingediend: str = "", leden: str = "velsen beverwijk") -> Stand:
    """IJmond does pleegzorg with Velsen (penvoerder) and Beverwijk."""
    return stand(
        "velsen beverwijk heemskerk",
        *regels,
        taken=[PLEEGZORG],
        verbanden=[verband("ijmond", penvoerder="velsen")],
        arrangementen={("ijmond", PLEEGZORG): leden},
        ingediend=ingediend,
    )


def staat(wereld: Stand, gemeente: str) -> tuple[str, tuple[str, ...]]:
    """Staat and verbanden of the one cell of this gemeente."""
    (cel,) = (cel for cel in dekking(wereld) if (cel.gemeente,) == codes(gemeente))
    return str(cel.staat), cel.verbanden


@pytest.mark.parametrize("stadium", STADIA[1:])
def test_gedekt_when_both_sides_say_so_above_verkenning(stadium: str):
    wereld = ijmond(regel("beverwijk", PLEEGZORG, "ijmond", stadium))

    assert staat(wereld, "beverwijk") == ("gedekt", ("ijmond",))


def test_verkenning_does_not_cover():
    wereld = ijmond(regel("beverwijk", PLEEGZORG, "ijmond", "verkenning"))

    assert staat(wereld, "beverwijk") == ("verkenning", ("ijmond",))


def test_eenzijdig_when_the_verband_does_not_list_the_gemeente():
    wereld = ijmond(regel("heemskerk", PLEEGZORG, "ijmond"))

    assert staat(wereld, "heemskerk") == ("eenzijdig", ("ijmond",))


def test_eenzijdig_when_the_verband_has_no_such_arrangement():
    wereld = ijmond(regel("heemskerk", PLEEGZORG, "zuid-kennemerland"))

    assert staat(wereld, "heemskerk") == ("eenzijdig", ("zuid-kennemerland",))


def test_one_confirmed_layer_is_enough_and_only_that_one_is_named():
    wereld = ijmond(
        regel("beverwijk", PLEEGZORG, "ijmond"), regel("beverwijk", PLEEGZORG, "kennemerland")
    )

    assert staat(wereld, "beverwijk") == ("gedekt", ("ijmond",))


def test_two_unconfirmed_layers_are_both_named_in_order():
    wereld = ijmond(
        regel("heemskerk", PLEEGZORG, "kennemerland"),
        regel("heemskerk", PLEEGZORG, "ijmond"),
        regel("heemskerk", PLEEGZORG, "agglomeratie", "verkenning"),
    )

    assert staat(wereld, "heemskerk") == ("eenzijdig", ("ijmond", "kennemerland"))


def test_two_confirmed_layers_are_both_named_in_order():
    wereld = stand(
        "velsen",
        regel("velsen", PLEEGZORG, "kennemerland"),
        regel("velsen", PLEEGZORG, "ijmond"),
        taken=[PLEEGZORG],
        arrangementen={("ijmond", PLEEGZORG): "velsen", ("kennemerland", PLEEGZORG): "velsen"},
    )

    assert staat(wereld, "velsen") == ("gedekt", ("ijmond", "kennemerland"))


@pytest.mark.parametrize("wijze", ["zelfstandig", "landelijk", "wacht_op_rijk"])
def test_an_answer_without_a_verband_is_its_own_staat(wijze: str):
    wereld = ijmond(regel("beverwijk", PLEEGZORG, wijze))

    assert staat(wereld, "beverwijk") == (wijze, ())


def test_geen_is_a_witte_vlek_even_when_a_verband_counts_on_the_gemeente():
    wereld = ijmond(regel("beverwijk", PLEEGZORG, "geen"), ingediend="velsen")

    assert staat(wereld, "beverwijk") == ("witte_vlek", ())


def test_onbevestigd_needs_a_penvoerder_who_has_submitted():
    assert staat(ijmond(ingediend="velsen"), "beverwijk") == ("onbevestigd", ("ijmond",))
    assert staat(ijmond(ingediend="heemskerk"), "beverwijk") == ("witte_vlek", ())


def test_onbevestigd_needs_a_gemeente_that_has_submitted_nothing():
    wereld = ijmond(ingediend="velsen beverwijk")

    assert staat(wereld, "beverwijk") == ("witte_vlek", ())


def test_onbevestigd_does_not_hold_without_a_penvoerder():
    wereld = stand(
        "velsen beverwijk",
        taken=[PLEEGZORG],
        arrangementen={("ijmond", PLEEGZORG): "beverwijk"},
        ingediend="velsen",
    )

    assert staat(wereld, "beverwijk") == ("witte_vlek", ())


def test_the_penvoerder_need_not_be_a_deelnemer():
    wereld = ijmond(ingediend="velsen", leden="beverwijk")

    assert staat(wereld, "beverwijk") == ("onbevestigd", ("ijmond",))


def test_only_taken_that_need_cooperation_have_cells():
    wereld = stand("haarlem velsen", taken=[LOKET, PLEEGZORG, JEUGDBESCHERMING])

    assert [(cel.gemeente, cel.taak) for cel in dekking(wereld)] == [
        ("GM0392", "JE04"),
        ("GM0392", "JE08"),
        ("GM0453", "JE04"),
        ("GM0453", "JE08"),
    ]


def test_d1_names_the_cells_nobody_covers():
    wereld = ijmond(regel("velsen", PLEEGZORG, "zelfstandig"), ingediend="heemskerk")

    gevonden = witte_vlekken(wereld)

    assert [(b.code, b.gemeenten, b.taak, b.verband) for b in gevonden] == [
        ("D1", codes("heemskerk"), "JE04", None)
    ]


def test_d2_zelfstandig_asks_for_a_larger_scale_on_c_and_not_on_b():
    wereld = stand(
        {"amsterdam": 799_442},
        regel("amsterdam", JEUGDBESCHERMING, "zelfstandig"),
        regel("amsterdam", PLEEGZORG, "zelfstandig"),
    )

    assert [b.taak for b in zelfstandig_op_c(wereld)] == ["JE08"]


@pytest.mark.parametrize(("inwoners", "gevonden"), [(99_999, 1), (100_000, 0)])
def test_d3_zelfstandig_under_the_norm_asks_for_uitleg(inwoners: int, gevonden: int):
    wereld = stand({"haarlemmermeer": inwoners}, regel("haarlemmermeer", PLEEGZORG, "zelfstandig"))

    assert len(zelfstandig_onder_norm(wereld)) == gevonden


def test_d3_finds_nothing_without_a_norm_or_on_c():
    zonder_norm = PLEEGZORG._replace(norm_inwoners=None)
    wereld = stand(
        {"heemstede": 26_000},
        regel("heemstede", zonder_norm, "zelfstandig"),
        regel("heemstede", JEUGDBESCHERMING, "zelfstandig"),
        taken=[zonder_norm, JEUGDBESCHERMING],
    )

    assert zelfstandig_onder_norm(wereld) == []


def test_d4_and_d5_follow_their_staat():
    wereld = stand(
        "diemen",
        regel("diemen", PLEEGZORG, "diemen-uithoorn", "verkenning"),
        regel("diemen", DOOFBLINDE, "wacht_op_rijk"),
    )

    assert [(b.gemeenten, b.taak) for b in in_verkenning(wereld)] == [(codes("diemen"), "JE04")]
    assert [(b.gemeenten, b.taak) for b in wacht_op_rijk(wereld)] == [(codes("diemen"), "JE12")]


def test_d_findings_are_sorted_by_taak_and_then_gemeente():
    wereld = stand("haarlem velsen", taken=[PLEEGZORG, JEUGDBESCHERMING])

    assert _sleutels(witte_vlekken(wereld)) == [
        ("JE04", "GM0392"),
        ("JE04", "GM0453"),
        ("JE08", "GM0392"),
        ("JE08", "GM0453"),
    ]


def _sleutels(bevindingen: Iterable) -> list[tuple[str, str]]:
    return [(b.taak, b.gemeenten[0]) for b in bevindingen]


def test_no_witte_vlekken_is_proven_by_the_count_of_the_cells():
    wereld = stand(
        "haarlem velsen",
        regel("haarlem", PLEEGZORG, "zelfstandig"),
        regel("velsen", PLEEGZORG, "zelfstandig"),
        taken=[PLEEGZORG],
    )

    assert witte_vlekken(wereld) == []
    assert [cel.staat for cel in dekking(wereld)] == [Staat.ZELFSTANDIG] * 2
