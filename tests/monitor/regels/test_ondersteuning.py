"""The life of a request for support: no step is skipped, and what has ended stays so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.regels.ondersteuning import KLAAR, NAMEN, OVERGANGEN, Toestand, kan

toestanden = st.sampled_from(Toestand)


def test_every_toestand_has_a_name_and_its_successors() -> None:
    assert set(NAMEN) == set(OVERGANGEN) == set(Toestand)


@given(van=toestanden, naar=toestanden)
def test_what_has_ended_goes_nowhere_and_nothing_begins_again(
    van: Toestand, naar: Toestand
) -> None:
    assert not (van in KLAAR and kan(van, naar))
    assert not kan(van, Toestand.AANGEVRAAGD)


@given(st.lists(toestanden, max_size=12))
def test_what_is_done_was_taken_by_somebody_and_planned(stappen: list[Toestand]) -> None:
    gezet = [Toestand.AANGEVRAAGD]
    for stap in stappen:
        if kan(gezet[-1], stap):
            gezet.append(stap)

    if gezet[-1] is Toestand.UITGEVOERD:
        assert gezet[-2] is Toestand.GEPLAND
        assert Toestand.TOEGEWEZEN in gezet


@pytest.mark.parametrize("van", sorted(set(Toestand) - KLAAR))
def test_the_gemeente_can_withdraw_while_it_is_open(van: Toestand) -> None:
    assert kan(van, Toestand.INGETROKKEN)
