"""The product and the orakel say the same about every world, line by line."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from random import Random

import pytest
from django.core.management import call_command
from django.db import transaction

from tests.orakel.lezen import Rij, lees_land, tabel
from tests.orakel.orakel import bevindingen
from tests.orakel.tabellen import schrijf
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


def vergelijk(
    referentie: Path, bron: Path, uitvraag: str, nu: datetime, alles: Path | None = None
) -> None:
    """Import a folder and fail with the differences; `alles` is what counts then, if not `bron`."""
    van_orakel = bevindingen(referentie, alles or bron, uitvraag, nu)

    gevonden = verschillen(product(bron, uitvraag, nu), van_orakel)

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


OPGAVEN = ("opgaven", "opgaveregels")


def opgaven(bron: Path, referentie: Path, uitvraag: str) -> dict[str, list[Rij]]:
    """The opgaven of a folder that have regels, and those regels, with CBS codes."""
    land = lees_land(referentie, uitvraag)
    tabellen = {naam: tabel(bron / f"{naam}.csv") for naam in OPGAVEN}
    for rij in tabellen["opgaven"] + tabellen["opgaveregels"]:
        rij["gemeente"] = land.gemeente(rij["gemeente"])
    namen = {rij["gemeente"] for rij in tabellen["opgaveregels"]}
    tabellen["opgaven"] = [rij for rij in tabellen["opgaven"] if rij["gemeente"] in namen]
    return tabellen


@pytest.mark.parametrize("seed", [7, 8])
def test_a_later_opgave_replaces_the_earlier_one_and_a_later_concept_does_not(
    referentie: Path, tmp_path: Path, seed: int
) -> None:
    uitvraag = RONDEN[seed % 3]
    eerste, tweede, samen = (tmp_path / naam for naam in ("eerste", "tweede", "samen"))
    maak_wereld(eerste, seed, uitvraag, grootte=25)
    nu = maak_wereld(samen, seed, uitvraag, grootte=25)
    maak_wereld(tweede, seed + 1000, uitvraag, grootte=25)
    oud, nieuw = (opgaven(bron, referentie, uitvraag) for bron in (eerste, tweede))
    ingediend = {rij["gemeente"] for rij in nieuw["opgaven"] if rij["ingediend_op"]}
    for pad in tweede.iterdir():
        pad.unlink()
    for naam in OPGAVEN:
        schrijf(tweede, naam, nieuw[naam], Random(seed))
        blijft = [rij for rij in oud[naam] if rij["gemeente"] not in ingediend]
        vervangt = [rij for rij in nieuw[naam] if rij["gemeente"] in ingediend]
        schrijf(eerste, naam, oud[naam], Random(seed))
        schrijf(samen, naam, blijft + vervangt, Random(seed))
    product(eerste, uitvraag, nu)

    vergelijk(referentie, tweede, uitvraag, nu, samen)
