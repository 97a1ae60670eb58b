"""Whether the portal can do its work: database, migrations, and Pango for the PDF's."""

from __future__ import annotations

import ctypes
import pkgutil
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Warning
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder

APT = "apt-get install --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
PANGO = ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll", "libpango-1.0-0")


def onderdelen() -> dict[str, bool]:
    """Per part whether it works; migrations need the database."""
    database = _database()
    return {
        "database": database,
        "migraties": database and not _open_migraties(),
        "pango": pango_aanwezig(),
    }


@cache
def pango_aanwezig() -> bool:
    """Whether the library behind the PDF's can be loaded on this machine."""
    return any(_laadbaar(naam) for naam in PANGO)


def controleer_pango(app_configs: Any, **opties: Any) -> list[CheckMessage]:
    """System check: without Pango the portal works, its PDF's do not."""
    if pango_aanwezig():
        return []
    return [
        Warning(
            "Pango ontbreekt: het portaal werkt, maar maakt geen PDF's.",
            hint=f"Voer uit: {APT}",
            id="samenwerking.W001",
        )
    ]


def _database() -> bool:
    try:
        connection.ensure_connection()
        return connection.is_usable()
    except DatabaseError:
        return False


def _open_migraties() -> frozenset[tuple[str, str]]:
    return _op_schijf() - set(MigrationRecorder(connection).applied_migrations())


@cache
def _op_schijf() -> frozenset[tuple[str, str]]:
    """App and name of each migration; by name of file, as loading them all costs 4 MB for ever."""
    return frozenset(
        (app.label, module.name)
        for app in apps.get_app_configs()
        for module in pkgutil.iter_modules([str(Path(app.path) / "migrations")])
        if module.name[0] not in "_~"
    )


def _laadbaar(naam: str) -> bool:
    try:
        ctypes.CDLL(naam)
    except OSError:
        return False
    return True
