"""Toezeggingen and vragen: where they stand, on both sides of each day."""

from __future__ import annotations

from datetime import date

import pytest

from monitor.regels.toezeggingen import (
    KLAAR,
    STANDNAMEN,
    STAPNAMEN,
    Stapsoort,
    Toezegstand,
    mag_volgen,
    toezegstand,
)
from monitor.regels.vragen import ADRES, Vraagstand, vraagstand

TERMIJN = date(2014, 2, 15)


@pytest.mark.parametrize(
    ("dag", "verwacht"),
    [
        (date(2014, 1, 31), Toezegstand.LATER),
        (date(2014, 2, 1), Toezegstand.DEZE_MAAND),
        (date(2014, 2, 15), Toezegstand.DEZE_MAAND),
        (date(2014, 2, 16), Toezegstand.VOORBIJ),
        (date(2013, 2, 10), Toezegstand.LATER),
    ],
)
def test_the_last_day_of_the_term_is_in_time(dag: date, verwacht: Toezegstand) -> None:
    assert toezegstand(TERMIJN, None, dag) is verwacht
    assert toezegstand(TERMIJN, Stapsoort.VOORTGANG, dag) is verwacht


@pytest.mark.parametrize("soort", sorted(KLAAR))
def test_what_is_done_is_never_overdue(soort: Stapsoort) -> None:
    assert toezegstand(TERMIJN, soort, date(2015, 1, 1)).value == soort.value


def test_after_the_end_only_reopening_follows_and_before_it_never() -> None:
    for vorige in (None, *Stapsoort):
        for soort in Stapsoort:
            heropent = soort is Stapsoort.HEROPEND
            assert mag_volgen(vorige, soort) == (heropent if vorige in KLAAR else not heropent)


def test_every_step_and_stand_has_a_name() -> None:
    assert set(STAPNAMEN) == set(Stapsoort)
    assert set(STANDNAMEN) == set(Toezegstand)


@pytest.mark.parametrize(
    ("woorden", "verwacht"),
    [(None, Vraagstand.OPEN), ("", Vraagstand.BEANTWOORD), ("Mag dit?", Vraagstand.OPENBAAR)],
)
def test_a_vraag_is_public_by_the_public_words_of_its_last_answer(woorden, verwacht) -> None:
    assert vraagstand(woorden) is verwacht


@pytest.mark.parametrize(
    ("tekst", "gevonden"),
    [
        ("Bel 023-5143000 of 06 12345678.", ["023-5143000", "06 12345678"]),
        ("Mail jan@heemstede.nl", ["jan@heemstede.nl"]),
        ("Bel +31 23 514 30 00", ["+31 23 514 30 00"]),
        ("Kamerstuk 33 400 VII, nr. 81: 100.000 inwoners in 2015", []),
        ("De norm 0123456789012 is geen nummer", []),
    ],
)
def test_addresses_of_persons_are_recognised(tekst: str, gevonden: list[str]) -> None:
    assert ADRES.findall(tekst) == gevonden
