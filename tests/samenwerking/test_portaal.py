"""The pages of the portal itself: where to begin, whether it is well, what it does with data."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.core import checks
from django.db import OperationalError
from django.db.migrations.loader import MigrationLoader
from django.test import Client

from samenwerking import gezondheid
from samenwerking.toegang.models import Gebruiker
from samenwerking.toegang.rollen import Rol

Als = Callable[[Gebruiker | None], Client]


@pytest.mark.parametrize(
    ("rol", "naar"),
    [
        (Rol.RAAD, "/opgave/"),
        (Rol.INVULLER, "/opgave/"),
        (Rol.VASTSTELLER, "/opgave/"),
        (Rol.VNG, "/monitor/"),
        (Rol.COMMISSIE, "/monitor/"),
        (Rol.BZK, "/monitor/"),
        (Rol.DEPARTEMENT, "/monitor/"),
        (Rol.PROVINCIE, "/monitor/"),
        (Rol.AMBASSADEUR, "/ambassadeur/"),
        (Rol.ACCOUNTMANAGER, "/ambassadeur/"),
        (Rol.BEHEERDER, "/beheer/"),
    ],
)
def test_after_logging_in_each_rol_begins_at_its_own_work(
    als: Als, rolverdeling: dict[str, Gebruiker], rol: str, naar: str
) -> None:
    assert als(rolverdeling[rol]).get("/start/").url == naar


def test_a_portal_that_is_well_says_so(db: None, client: Client) -> None:
    antwoord = client.get("/gezond")

    assert antwoord.status_code == 200
    assert antwoord.json() == {
        "status": "ok",
        "database": "ok",
        "migraties": "ok",
        "pango": "ok" if gezondheid.pango_aanwezig() else "niet ok",
    }
    assert antwoord["Cache-Control"] == "no-store"


def test_without_database_it_answers_503_and_says_no_more(
    db: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Weg:
        def ensure_connection(self) -> None:
            raise OperationalError("could not connect to server at 10.0.0.7")

    monkeypatch.setattr(gezondheid, "connection", Weg())

    antwoord = client.get("/gezond")

    assert antwoord.status_code == 503
    assert antwoord.json()["database"] == antwoord.json()["migraties"] == "niet ok"
    assert "10.0.0.7" not in antwoord.content.decode()


def test_a_migration_that_is_still_to_run_is_503(
    db: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gezondheid, "_op_schijf", lambda: frozenset({("toegang", "0999_nieuw")}))

    antwoord = client.get("/gezond")

    assert antwoord.status_code == 503
    assert antwoord.json()["database"] == "ok"
    assert antwoord.json()["migraties"] == "niet ok"


def test_without_pango_the_portal_is_well_and_the_check_names_the_way_out(
    db: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gezondheid, "pango_aanwezig", lambda: False)

    antwoord = client.get("/gezond")
    (waarschuwing,) = gezondheid.controleer_pango(None)

    assert antwoord.status_code == 200
    assert antwoord.json()["pango"] == "niet ok"
    assert waarschuwing.level == checks.WARNING
    assert "apt-get install" in (waarschuwing.hint or "")
    assert "libpango-1.0-0" in (waarschuwing.hint or "")


def test_a_library_that_is_not_there_is_no_crash() -> None:
    assert not gezondheid._laadbaar("libbestaatniet.so.0")


def test_where_to_report_a_weak_spot_is_known_and_not_out_of_date(client: Client) -> None:
    antwoord = client.get("/.well-known/security.txt")

    velden = dict(regel.split(": ", 1) for regel in antwoord.content.decode().splitlines())
    verloopt = datetime.fromisoformat(velden["Expires"])
    assert antwoord["Content-Type"] == "text/plain; charset=utf-8"
    assert velden["Contact"].startswith("mailto:")
    assert timedelta(days=179) < verloopt - datetime.now(UTC) < timedelta(days=365)


@pytest.mark.parametrize(
    ("adres", "kop"), [("/toegankelijkheid/", "Toegankelijkheid"), ("/privacy/", "Privacy")]
)
def test_the_portal_tells_about_itself(db: None, client: Client, adres: str, kop: str) -> None:
    antwoord = client.get(adres)

    assert antwoord.status_code == 200
    assert f"<h1>{kop}</h1>" in antwoord.content.decode()


def test_the_migrations_on_disk_are_those_that_django_would_run():
    assert gezondheid._op_schijf() == frozenset(MigrationLoader(None).disk_migrations)
