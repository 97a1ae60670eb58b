"""N: who is left out in the middle?"""

import pytest

from monitor.regels.catalogus import zin
from monitor.regels.donut import centrumdonuts, enclaves
from monitor.regels.stand import Regelrij, Stand, Taak
from tests.monitor.regels.bouwers import (
    BEGELEIDING,
    PLEEGZORG,
    codes,
    regel,
    stand,
    verband,
)

KENNEMERLAND = "haarlem bloemendaal heemstede zandvoort velsen"
ROND_HAARLEM = "haarlem-bloemendaal haarlem-heemstede"


def rond_haarlem(
    leden: str,
    *regels: Regelrij,
    taak: Taak = BEGELEIDING,
    grenzen: str = ROND_HAARLEM,
    regio: str = KENNEMERLAND,
    soort: str = "arbeidsmarktregio",
    **extra: object,
) -> Stand:
    """An arrangement of `leden` in a region around its centrumgemeente Haarlem."""
    return stand(
        f"{KENNEMERLAND} amsterdam",
        *regels,
        taken=[PLEEGZORG, BEGELEIDING],
        regios={soort: {"AM15": regio}},
        centra={"AM15": "haarlem"},
        grenzen=grenzen,
        verbanden=[verband("ring", naam="Ring")],
        arrangementen={("ring", taak): leden},
        **extra,  # type: ignore[arg-type]
    )


def test_n1_the_centrum_is_left_out_by_its_neighbours():
    wereld = rond_haarlem("bloemendaal heemstede zandvoort")

    (gevonden,) = centrumdonuts(wereld)

    assert gevonden == ("N1", codes("haarlem"), "ring", "WM02", False)
    assert zin(wereld, gevonden) == (
        "Haarlem is centrumgemeente van AM15, maar doet voor Begeleiding niet mee met Ring, terwijl"
        " alle buren in die regio wel meedoen (uitgesloten)."
    )


def test_n1_is_never_found_for_less_than_three_deelnemers():
    assert centrumdonuts(rond_haarlem("bloemendaal heemstede")) == []


def test_n1_is_silent_when_the_centrum_takes_part():
    assert centrumdonuts(rond_haarlem("bloemendaal heemstede zandvoort haarlem")) == []


def test_n1_needs_all_land_neighbours_within_the_region():
    grenzen = f"{ROND_HAARLEM} haarlem-velsen"

    assert centrumdonuts(rond_haarlem("bloemendaal heemstede zandvoort", grenzen=grenzen)) == []


def test_n1_does_not_look_at_neighbours_outside_the_region():
    grenzen = f"{ROND_HAARLEM} haarlem-amsterdam"

    assert len(centrumdonuts(rond_haarlem("bloemendaal heemstede zandvoort", grenzen=grenzen))) == 1


def test_n1_needs_two_land_neighbours_within_the_region():
    een_buur = rond_haarlem("bloemendaal heemstede zandvoort", grenzen="haarlem-bloemendaal")

    assert centrumdonuts(een_buur) == []


def test_n1_a_neighbour_across_water_does_not_count():
    wereld = rond_haarlem(
        "bloemendaal heemstede zandvoort",
        grenzen="haarlem-bloemendaal",
        watergrenzen="haarlem-heemstede",
    )

    assert centrumdonuts(wereld) == []


def test_n1_borrows_the_centra_of_the_arbeidsmarktregios_when_the_indeling_has_none():
    wereld = rond_haarlem("bloemendaal heemstede zandvoort", taak=PLEEGZORG)

    assert [b.taak for b in centrumdonuts(wereld)] == ["JE04"]


def test_n1_does_not_borrow_when_the_indeling_has_a_centrum_of_its_own():
    wereld = stand(
        KENNEMERLAND,
        taken=[PLEEGZORG],
        regios={
            "arbeidsmarktregio": {"AM15": KENNEMERLAND},
            "jeugdregio": {"JZ13": "haarlem bloemendaal heemstede", "JZ12": "velsen zandvoort"},
        },
        centra={"AM15": "haarlem", "JZ12": "velsen"},
        grenzen=ROND_HAARLEM,
        arrangementen={("ring", PLEEGZORG): "bloemendaal heemstede zandvoort"},
    )

    assert centrumdonuts(wereld) == []


SINGEL = f"{ROND_HAARLEM} haarlem-zandvoort"


def test_n2_a_gemeente_is_surrounded_by_three_neighbours():
    wereld = rond_haarlem("bloemendaal heemstede zandvoort", grenzen=SINGEL, regio="amsterdam")

    assert centrumdonuts(wereld) == []
    (gevonden,) = enclaves(wereld)
    assert gevonden == ("N2", codes("haarlem"), "ring", "WM02", False)
    assert zin(wereld, gevonden) == (
        "Haarlem doet voor Begeleiding niet mee met Ring, maar is over land helemaal omringd door"
        " deelnemers (uitgesloten)."
    )


def test_n2_two_neighbours_are_no_enclave():
    wereld = rond_haarlem("bloemendaal heemstede zandvoort", regio="amsterdam")

    assert enclaves(wereld) == []


def test_n2_one_neighbour_outside_opens_the_ring():
    wereld = rond_haarlem(
        "bloemendaal heemstede zandvoort", grenzen=f"{SINGEL} haarlem-velsen", regio="amsterdam"
    )

    assert enclaves(wereld) == []


def test_n2_is_not_found_where_n1_already_names_the_gemeente():
    wereld = rond_haarlem("bloemendaal heemstede zandvoort", grenzen=SINGEL)

    assert len(centrumdonuts(wereld)) == 1
    assert enclaves(wereld) == []


def test_n2_is_found_where_n1_names_the_gemeente_for_another_arrangement_only():
    wereld = rond_haarlem("bloemendaal heemstede zandvoort velsen", grenzen=SINGEL)

    assert [b.code for b in [*centrumdonuts(wereld), *enclaves(wereld)]] == ["N1"]


@pytest.mark.parametrize(
    ("antwoord", "eigen_keuze"),
    [
        ("zelfstandig", True),
        ("wacht_op_rijk", True),
        ("ander-verband", True),
        ("geen", False),
        ("ring", False),
    ],
)
def test_eigen_keuze_is_another_answer_than_geen_or_the_verband_itself(
    antwoord: str, eigen_keuze: bool
):
    wereld = rond_haarlem(
        "bloemendaal heemstede zandvoort", regel("haarlem", BEGELEIDING, antwoord)
    )

    assert [b.eigen_keuze for b in centrumdonuts(wereld)] == [eigen_keuze]


def test_eigen_keuze_when_one_of_two_layers_names_another_verband():
    wereld = rond_haarlem(
        "bloemendaal heemstede zandvoort",
        regel("haarlem", BEGELEIDING, "ring"),
        regel("haarlem", BEGELEIDING, "ander-verband", "verkenning"),
    )

    (gevonden,) = centrumdonuts(wereld)

    assert gevonden.eigen_keuze is True
    assert zin(wereld, gevonden).endswith("(eigen keuze).")


def test_eigen_keuze_looks_at_the_same_taak_only():
    wereld = rond_haarlem(
        "bloemendaal heemstede zandvoort", regel("haarlem", PLEEGZORG, "zelfstandig")
    )

    assert [b.eigen_keuze for b in centrumdonuts(wereld)] == [False]
