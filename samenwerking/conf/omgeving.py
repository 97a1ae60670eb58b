"""Reads the settings of the environment; an odd value is refused with a sentence that says which."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

WAAR = {"1", "true", "ja", "aan", "yes", "on"}
ONWAAR = {"", "0", "false", "nee", "uit", "no", "off"}


def tekst(naam: str, standaard: str = "") -> str:
    """The value of environment variable `naam`, stripped."""
    return os.environ.get(naam, standaard).strip()


def vlag(naam: str) -> bool:
    """True or False; raises when the value is neither."""
    waarde = tekst(naam).lower()
    if waarde in WAAR:
        return True
    if waarde in ONWAAR:
        return False
    raise ImproperlyConfigured(f"{naam}={waarde!r} is geen ja of nee. Gebruik 1 of 0.")


def lijst(naam: str, standaard: str = "") -> list[str]:
    """A comma-separated list without empty parts."""
    return [deel.strip() for deel in tekst(naam, standaard).split(",") if deel.strip()]


def moment(naam: str) -> datetime | None:
    """An aware ISO datetime, or None when unset."""
    waarde = tekst(naam)
    if not waarde:
        return None
    try:
        gelezen = datetime.fromisoformat(waarde)
    except ValueError as fout:
        raise ImproperlyConfigured(f"{naam}={waarde!r} is geen ISO-tijdstip.") from fout
    if gelezen.tzinfo is None:
        raise ImproperlyConfigured(f"{naam}={waarde!r} mist de tijdzone, bijvoorbeeld +02:00.")
    return gelezen


def database(naam: str = "DATABASE_URL", *, standaard: str) -> dict[str, object]:
    """Django's database settings for SQLite or PostgreSQL."""
    import dj_database_url

    url = tekst(naam, standaard) or standaard
    schema = urlsplit(url).scheme
    if schema not in {"sqlite", "postgres", "postgresql"}:
        raise ImproperlyConfigured(
            f"{naam} begint met {schema!r}. Gebruik sqlite:///PAD of postgres://..."
        )
    instellingen: dict[str, object] = dict(dj_database_url.parse(url, conn_max_age=60))
    if schema == "sqlite":
        Path(str(instellingen["NAME"])).parent.mkdir(parents=True, exist_ok=True)
        instellingen["OPTIONS"] = {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
            "PRAGMA foreign_keys=ON;",
        }
    return instellingen
