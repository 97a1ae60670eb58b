"""The product and the orakel also agree where the reference tables are not those of 2013."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.orakel.landen import maak_land
from tests.orakel.orakel import bevindingen
from tests.orakel.vergelijken import product, verschillen
from tests.orakel.werelden import maak_wereld

RONDEN = ("2015-proef", "2014-zomer", "2013-mei", "2013-nov")


def vergelijk_in_ander_land(tmp_path: Path, seed: int, uitvraag: str) -> None:
    """Load another country, import a world of it and fail with the differences."""
    land = maak_land(tmp_path / "land", seed)
    nu = maak_wereld(tmp_path / "bron", seed, uitvraag, referentie=land)
    call_command("laad_referentie", map=land, stdout=StringIO())

    gevonden = verschillen(
        product(tmp_path / "bron", uitvraag, nu),
        bevindingen(land, tmp_path / "bron", uitvraag, nu),
    )

    assert not gevonden, "\n".join(gevonden)


@pytest.mark.django_db
def test_product_and_orakel_agree_in_another_country(tmp_path: Path) -> None:
    vergelijk_in_ander_land(tmp_path, 1, "2015-proef")


@pytest.mark.traag
@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(200, 220))
def test_product_and_orakel_agree_in_many_countries(tmp_path: Path, seed: int) -> None:
    vergelijk_in_ander_land(tmp_path, seed, RONDEN[seed % 4])
