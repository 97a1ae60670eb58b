"""The product and the orakel say the same about every world, line by line."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction

from tests.orakel.orakel import bevindingen
from tests.orakel.vergelijken import product, verschillen
from tests.orakel.werelden import FIXTURES, maak_wereld

RONDEN = ("2013-mei", "2013-nov", "2014-zomer")


@pytest.fixture(scope="module")
def database(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """A database to write in, left as it was found."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture(scope="module")
def land_van_2013(database: None) -> Iterator[Path]:
    """The reference tables, loaded once for this module; the folder they came from."""
    with transaction.atomic():
        call_command("laad_referentie", stdout=StringIO())
        yield FIXTURES
        transaction.set_rollback(True)


@pytest.fixture
def referentie(land_van_2013: Path) -> Iterator[Path]:
    """The same, without any declaration: what a test adds is undone."""
    with transaction.atomic():
        yield land_van_2013
        transaction.set_rollback(True)


def vergelijk(referentie: Path, bron: Path, uitvraag: str, nu: datetime) -> None:
    """Fail with the differences, if there are any."""
    gevonden = verschillen(product(bron, uitvraag, nu), bevindingen(referentie, bron, uitvraag, nu))

    assert not gevonden, "\n".join(gevonden)


@pytest.mark.parametrize("seed", range(3))
def test_product_and_orakel_agree_on_a_world(referentie: Path, tmp_path: Path, seed: int) -> None:
    uitvraag = RONDEN[seed % 3]
    nu = maak_wereld(tmp_path, seed, uitvraag, grootte=25)

    vergelijk(referentie, tmp_path, uitvraag, nu)


@pytest.mark.traag
@pytest.mark.parametrize("seed", range(100, 130))
def test_product_and_orakel_agree_on_many_worlds(
    referentie: Path, tmp_path: Path, seed: int
) -> None:
    uitvraag = RONDEN[seed % 3]
    nu = maak_wereld(tmp_path, seed, uitvraag, grootte=15 + seed % 4 * 25)

    vergelijk(referentie, tmp_path, uitvraag, nu)


@pytest.mark.parametrize("seconden", [-1, 0])
def test_product_and_orakel_agree_on_the_letter_of_30_may_2013(
    referentie: Path, seconden: int
) -> None:
    nu = datetime.fromisoformat("2013-06-01T00:00:00+02:00") + timedelta(seconds=seconden)

    vergelijk(referentie, referentie / "brief-2013-05-30", "2013-mei", nu)
