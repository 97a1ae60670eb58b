"""The cast: one account per rol with the names of the letter, the clock and the client."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from importlib import import_module

import hypothesis
import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.operations import BaseDatabaseOperations
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from samenwerking import klok
from samenwerking.referentie import laad
from samenwerking.toegang import logboek
from samenwerking.toegang.models import Gebruiker, Logkop
from samenwerking.toegang.rollen import Rol
from tests import bouwers

# A slow machine is no fault of the code: what is held is the outcome, not the time it took.
hypothesis.settings.register_profile(
    "portaal", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("portaal")


@pytest.fixture(scope="session", autouse=True)
def _logboek_leegt_na_een_test() -> None:
    """Emptying the tables after a transactional test passes the triggers of the logboek by.

    The row that a migration put in, the head, is put back.
    """
    origineel = BaseDatabaseOperations.execute_sql_flush

    def leeg(ops: BaseDatabaseOperations, sql: list[str]) -> None:
        bewaking = import_module("samenwerking.toegang.migrations.0003_logboek_alleen_toevoegen")
        for _, terug in reversed(bewaking.PER_DATABASE[ops.connection.vendor]):
            ops.connection.cursor().execute(terug)
        origineel(ops, sql)
        for heen, _ in bewaking.PER_DATABASE[ops.connection.vendor]:
            ops.connection.cursor().execute(heen)
        Logkop.objects.create(nummer=0, hash=logboek.BEGIN)

    BaseDatabaseOperations.execute_sql_flush = leeg


@pytest.fixture(scope="session", autouse=True)
def _verbinding_van_de_test_blijft() -> None:
    """The end of a request, or of a file that was sent, leaves the transaction of a test alone."""
    origineel = BaseDatabaseWrapper.close_if_unusable_or_obsolete

    def sluit(verbinding: BaseDatabaseWrapper) -> None:
        if not verbinding.in_atomic_block:
            origineel(verbinding)

    BaseDatabaseWrapper.close_if_unusable_or_obsolete = sluit


@pytest.fixture(autouse=True)
def _schone_cache() -> None:
    """Counters of failed log-ins do not travel from test to test."""
    cache.clear()


@pytest.fixture(scope="module")
def _geladen(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        laad(settings.FIXTURES)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def referentie(_geladen: None, db: None) -> None:
    """The country of 2013 and the three rounds, loaded once per module and rolled back after it.

    The rows are there for every later test of the module that uses the database, so keep tests
    that want it empty, and transactional ones, in a module of their own.
    """


@pytest.fixture
def op_moment(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], datetime]:
    """`op_moment("2013-05-31T10:00+02:00")` stops the domain clock at that moment."""

    def zet(tekst: str) -> datetime:
        moment = bouwers.moment(tekst).astimezone(klok.NEDERLAND)
        monkeypatch.setattr(klok, "nu", lambda: moment)
        return moment

    return zet


@pytest.fixture
def als() -> Callable[[Gebruiker | None], Client]:
    """`als(invuller_heemstede)` is a client logged in as that account; `als(None)` nobody."""

    def client(gebruiker: Gebruiker | None) -> Client:
        browser = Client()
        if isinstance(gebruiker, Gebruiker):
            browser.force_login(gebruiker)
        return browser

    return client


@pytest.fixture
def bezoeker() -> AnonymousUser:
    return AnonymousUser()


@pytest.fixture
def raadslid_heemstede(db: None) -> Gebruiker:
    return bouwers.gebruiker(Rol.RAAD, "Heemstede")


@pytest.fixture
def invuller_heemstede(db: None) -> Gebruiker:
    return bouwers.gebruiker(Rol.INVULLER, "Heemstede")


@pytest.fixture
def vaststeller_heemstede(db: None) -> Gebruiker:
    return bouwers.gebruiker(Rol.VASTSTELLER, "Heemstede")


@pytest.fixture
def invuller_haarlem(db: None) -> Gebruiker:
    return bouwers.gebruiker(Rol.INVULLER, "Haarlem")


@pytest.fixture
def vaststeller_haarlem(db: None) -> Gebruiker:
    return bouwers.gebruiker(Rol.VASTSTELLER, "Haarlem")


@pytest.fixture
def invuller_uithoorn(db: None) -> Gebruiker:
    return bouwers.gebruiker(Rol.INVULLER, "Uithoorn")


@pytest.fixture
def vng(db: None) -> Gebruiker:
    return bouwers.gebruiker(Rol.VNG)


@pytest.fixture
def commissielid(db: None) -> Gebruiker:
    return bouwers.gebruiker(Rol.COMMISSIE)


@pytest.fixture
def bzk(db: None) -> Gebruiker:
    return bouwers.gebruiker(Rol.BZK)


@pytest.fixture
def departement(db: None) -> Gebruiker:
    return bouwers.gebruiker(Rol.DEPARTEMENT)


@pytest.fixture
def ambassadeur(db: None) -> Gebruiker:
    return bouwers.gebruiker(Rol.AMBASSADEUR)


@pytest.fixture
def accountmanager(db: None) -> Gebruiker:
    return bouwers.gebruiker(Rol.ACCOUNTMANAGER)


@pytest.fixture
def provincie(db: None) -> Gebruiker:
    return bouwers.gebruiker(Rol.PROVINCIE)


@pytest.fixture
def beheerder(db: None) -> Gebruiker:
    return bouwers.gebruiker(Rol.BEHEERDER)


@pytest.fixture
def rolverdeling(
    raadslid_heemstede: Gebruiker,
    invuller_heemstede: Gebruiker,
    vaststeller_heemstede: Gebruiker,
    vng: Gebruiker,
    commissielid: Gebruiker,
    bzk: Gebruiker,
    departement: Gebruiker,
    ambassadeur: Gebruiker,
    accountmanager: Gebruiker,
    provincie: Gebruiker,
    beheerder: Gebruiker,
) -> dict[str, Gebruiker]:
    """One account per rol; those with a gemeente are of Heemstede."""
    return {
        gebruiker.rol: gebruiker
        for gebruiker in (
            raadslid_heemstede,
            invuller_heemstede,
            vaststeller_heemstede,
            vng,
            commissielid,
            bzk,
            departement,
            ambassadeur,
            accountmanager,
            provincie,
            beheerder,
        )
    }
