"""The beheerder notes which verband is which organisation in TOOI."""

from __future__ import annotations

import pytest

from samenwerking.models import Verband
from samenwerking.toegang.models import Logregel
from samenwerking.toegang.rollen import Rol
from tests import bouwers

ADRES = "/beheer/samenwerking/verband/ijmond/change/"
TOOI = "https://identifier.overheid.nl/tooi/id/so/so0264"


@pytest.fixture
def ijmond(db: None) -> Verband:
    return Verband.objects.create(slug="ijmond")


def test_the_beheerder_notes_the_identifier_and_the_logboek_knows(als, ijmond, beheerder) -> None:
    assert als(beheerder).post(ADRES, {"tooi_so": TOOI}).status_code == 302

    ijmond.refresh_from_db()
    assert ijmond.tooi_so == TOOI
    regel = Logregel.objects.get(soort="verband")
    assert (regel.sleutel, regel.inhoud["tooi"]) == ("ijmond", TOOI)


@pytest.mark.parametrize(
    "adres",
    [
        "https://identifier.overheid.nl/tooi/id/gemeente/gm0392",
        "https://identifier.overheid.nl/tooi/id/so/so264",
        "https://identifier-overheid.nl/tooi/id/so/so0264",
        "so0264",
    ],
)
def test_another_address_is_refused(als, ijmond, beheerder, adres: str) -> None:
    antwoord = als(beheerder).post(ADRES, {"tooi_so": adres})

    assert "geen adres van een samenwerkingsorganisatie in TOOI" in antwoord.content.decode()
    ijmond.refresh_from_db()
    assert ijmond.tooi_so == ""


def test_nobody_else_comes_here_and_nothing_else_changes(als, ijmond, beheerder) -> None:
    assert als(bouwers.gebruiker(Rol.VNG)).get(ADRES).status_code in {302, 403, 404}
    for wat in ("/beheer/samenwerking/verband/add/", ADRES.replace("change", "delete")):
        assert als(beheerder).get(wat).status_code in {403, 404}
