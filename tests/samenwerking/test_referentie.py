"""`laad_referentie`: the country of 2013, idempotent, all or nothing."""

from __future__ import annotations

from gemeenten.models import Gemeente


def test_the_country_of_2013_has_408_gemeenten_and_three_more_came_later(referentie: None) -> None:
    assert Gemeente.objects.count() == 411
