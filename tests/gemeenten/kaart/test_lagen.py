"""A layer gives every gemeente one class, and its legend counts them all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gemeenten.kaart.kleuren import (
    AANTALLEN,
    BUURT,
    CONGRUENTIE,
    DEKKING,
    GEWOON,
    INGEDIEND,
    PATRONEN,
    SCORES,
    VOORTGANG,
    Klasse,
)
from gemeenten.kaart.lagen import (
    aantalklasse,
    laag_aantallen,
    laag_ingediend,
    laag_staten,
    legenda,
)

REEKSEN = [INGEDIEND, DEKKING, AANTALLEN, CONGRUENTIE, SCORES, VOORTGANG, BUURT]
KLASSEN = [klasse for reeks in REEKSEN for klasse in reeks]
MET_TEKST = [*AANTALLEN, *BUURT, *(klasse for klasse in KLASSEN if klasse.letter)]


def helderheid(kleur: str) -> float:
    """Relative luminance as WCAG defines it."""
    delen = [int(kleur[nr : nr + 2], 16) / 255 for nr in (1, 3, 5)]
    r, g, b = (d / 12.92 if d <= 0.04045 else ((d + 0.055) / 1.055) ** 2.4 for d in delen)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(een: str, ander: str) -> float:
    licht, donker = sorted((helderheid(een), helderheid(ander)), reverse=True)
    return (licht + 0.05) / (donker + 0.05)


@pytest.mark.parametrize("klasse", MET_TEKST, ids=lambda klasse: klasse.code)
def test_text_in_a_tile_can_be_read(klasse: Klasse) -> None:
    assert contrast(klasse.vulling, klasse.inkt) >= 4.5
    assert not klasse.half or contrast(klasse.half, klasse.inkt) >= 4.5


@pytest.mark.parametrize("klasse", KLASSEN, ids=lambda klasse: klasse.code)
def test_a_pattern_exists_and_has_a_colour(klasse: Klasse) -> None:
    assert not klasse.patroon or (klasse.patroon in PATRONEN and klasse.lijnkleur)


@pytest.mark.parametrize("reeks", REEKSEN)
def test_the_codes_of_a_series_differ(reeks: tuple[Klasse, ...]) -> None:
    assert len({klasse.code for klasse in reeks}) == len(reeks)


def test_the_eight_staten_differ_in_letter_not_only_in_colour() -> None:
    assert "".join(klasse.letter for klasse in DEKKING) == "GZLVEROW"


def test_every_plain_class_of_the_neighbourhood_exists() -> None:
    assert {klasse.code for klasse in BUURT} >= GEWOON


@pytest.mark.parametrize(
    ("aantal", "klasse"),
    [
        (None, "geen_opgave"),
        (0, "0"),
        (1, "1"),
        (2, "2"),
        (3, "2"),
        (4, "4"),
        (6, "4"),
        (7, "7"),
        (22, "7"),
    ],
)
def test_a_number_of_witte_vlekken_falls_in_one_class(aantal: int | None, klasse: str) -> None:
    assert aantalklasse(aantal) == klasse


def test_the_number_stands_in_the_tile_from_two() -> None:
    laag = laag_aantallen("Witte vlekken", {"GM0736": 7, "GM0384": 1, "GM0451": 2, "GM0437": 0})

    assert laag.teksten == {"GM0736": "7", "GM0451": "2"}


def test_who_signed_a_joint_letter_counts_for_the_letter() -> None:
    laag = laag_ingediend(
        ["GM0736", "GM0384", "GM0451", "GM0437"],
        zelf=["GM0384", "GM0451"],
        brieven=[["GM0736", "GM0384"]],
    )

    assert laag.indeling == {
        "GM0736": "brief",
        "GM0384": "brief",
        "GM0451": "zelf",
        "GM0437": "niet",
    }


def test_a_staat_puts_its_letter_in_the_tile() -> None:
    laag = laag_staten("Pleegzorg", DEKKING, {"GM0736": "eenzijdig", "GM0384": "witte_vlek"})

    assert laag.teksten == {"GM0736": "E", "GM0384": "W"}


@given(st.dictionaries(st.from_regex(r"GM\d{4}", fullmatch=True), st.sampled_from(DEKKING)))
def test_the_legend_sums_to_the_gemeenten_on_the_map(keuze: dict[str, Klasse]) -> None:
    laag = laag_staten("Dekking", DEKKING, {code: klasse.code for code, klasse in keuze.items()})

    assert sum(regel.aantal for regel in legenda(laag)) == len(keuze)


def test_a_legend_line_is_a_filter_and_knows_whether_it_is_chosen() -> None:
    laag = laag_staten("Dekking", DEKKING, {"GM0736": "eenzijdig"})
    regels = legenda(laag, lambda code: f"?staat={code}", gekozen="eenzijdig")

    assert [regel.adres for regel in regels if regel.gekozen] == ["?staat=eenzijdig"]
    assert len(regels) == 8


def test_a_legend_can_leave_out_what_does_not_occur() -> None:
    laag = laag_staten("Dekking", DEKKING, {"GM0736": "eenzijdig"})

    assert [(regel.klasse.code, regel.aantal) for regel in legenda(laag, leeg=False)] == [
        ("eenzijdig", 1)
    ]
