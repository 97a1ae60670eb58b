"""`/beheer/` shows the reference data and changes nothing."""

from __future__ import annotations

import pytest

from gemeenten.models import Gemeente

pytestmark = pytest.mark.usefixtures("referentie")


@pytest.mark.parametrize("model", ["gemeente", "regio", "grens", "herindeling"])
def test_a_beheerder_sees_the_list(als, beheerder, model: str) -> None:
    assert als(beheerder).get(f"/beheer/gemeenten/{model}/").status_code == 200


def test_a_gemeente_is_found_by_its_alias(als, beheerder) -> None:
    antwoord = als(beheerder).get("/beheer/gemeenten/gemeente/", {"q": "Den Bosch"})

    assert b"GM0796" in antwoord.content
    assert b"GM0392" not in antwoord.content


def test_nothing_can_be_added_changed_or_removed(als, beheerder) -> None:
    client = als(beheerder)

    assert client.get("/beheer/gemeenten/gemeente/add/").status_code == 403
    assert client.post("/beheer/gemeenten/gemeente/GM0392/change/", {}).status_code == 403
    assert client.post("/beheer/gemeenten/gemeente/GM0392/delete/", {}).status_code == 403
    assert client.get("/beheer/gemeenten/gemeente/GM0392/change/").status_code == 200
    assert Gemeente.objects.filter(code="GM0392").exists()


def test_others_find_no_beheer(als, commissielid) -> None:
    assert als(commissielid).get("/beheer/gemeenten/gemeente/").status_code == 404
