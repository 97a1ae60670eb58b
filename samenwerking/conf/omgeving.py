"""Reads the environment; an odd value is refused with a sentence that says which."""

from __future__ import annotations

import logging
import os
import re
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

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


def adres(naam: str) -> str:
    """The address of a site without a slash at the end, or nothing when unset."""
    waarde = tekst(naam).rstrip("/")
    delen = urlsplit(waarde)
    if waarde and (delen.scheme not in {"http", "https"} or not delen.hostname or delen.path):
        raise ImproperlyConfigured(
            f"{naam}={waarde!r} is geen adres. Schrijf het als https://monitor.example.nl."
        )
    return waarde


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


def geheim(naam: str, *, ontwikkeling: bool) -> str:
    """A secret of at least 50 characters; when developing a fixed one will do."""
    waarde = tekst(naam)
    if not waarde and ontwikkeling:
        return "alleen-voor-ontwikkeling-" * 3
    if len(waarde) < 50 or len(set(waarde)) < 5 or waarde.startswith("django-insecure-"):
        raise ImproperlyConfigured(
            f"{naam} ontbreekt of is te zwak. Zet een geheime, willekeurige tekst van ten minste "
            "50 tekens in de omgeving, of zet DEBUG=1 om te ontwikkelen."
        )
    return waarde


def hosts(naam: str, *, ontwikkeling: bool) -> list[str]:
    """The names under which the portal is reached; all names at once is refused."""
    waarden = lijst(naam, "127.0.0.1,localhost,[::1]" if ontwikkeling else "")
    if not waarden or "*" in waarden:
        raise ImproperlyConfigured(
            f"{naam} noemt de namen waaronder het portaal bereikbaar is, met komma's ertussen, "
            "bijvoorbeeld monitor.example.nl. Leeg of * mag niet."
        )
    return waarden


def niveau(naam: str, standaard: str = "INFO") -> str:
    """A level of logging."""
    waarde = tekst(naam, standaard).upper() or standaard
    if waarde not in logging.getLevelNamesMapping():
        raise ImproperlyConfigured(
            f"{naam}={waarde!r} is geen niveau. Gebruik DEBUG, INFO, WARNING, ERROR of CRITICAL."
        )
    return waarde


class Mail(NamedTuple):
    """How mail is sent; `soort` is Django's backend."""

    soort: str
    host: str = "localhost"
    poort: int = 25
    gebruiker: str = ""
    wachtwoord: str = ""
    starttls: bool = False
    tls: bool = False
    van: str = "monitor@example.nl"


MAILSCHEMAS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


def mail(naam: str, *, ontwikkeling: bool) -> Mail:
    """`smtps://user:password@host:465/?van=monitor@example.nl`; `smtp+tls` begins with STARTTLS.

    Without it mail is printed when developing, and else not sent: a link to set a password does
    not belong in a log.
    """
    if not tekst(naam):
        return Mail("console" if ontwikkeling else "dummy")
    try:
        delen = urlsplit(tekst(naam))
        poort = delen.port or MAILSCHEMAS[delen.scheme]
    except (ValueError, KeyError) as fout:
        raise ImproperlyConfigured(
            f"{naam} is geen mailserver. Gebruik smtp://, smtp+tls:// of smtps://, bijvoorbeeld "
            "smtps://naam:wachtwoord@mail.example.nl:465/?van=monitor@example.nl"
        ) from fout
    return Mail(
        soort="smtp",
        host=delen.hostname or "localhost",
        poort=poort,
        gebruiker=unquote(delen.username or ""),
        wachtwoord=unquote(delen.password or ""),
        starttls=delen.scheme == "smtp+tls",
        tls=delen.scheme == "smtps",
        van=parse_qs(delen.query).get("van", [Mail._field_defaults["van"]])[0],
    )


def database(naam: str = "DATABASE_URL", *, standaard: str) -> dict[str, object]:
    """Django's database settings for SQLite or PostgreSQL."""
    import dj_database_url

    url = tekst(naam, standaard) or standaard
    schema = url.partition(":")[0]
    if schema not in {"sqlite", "postgres", "postgresql"}:
        raise ImproperlyConfigured(
            f"{naam} begint met {schema!r}. Gebruik sqlite:///PAD of postgres://..."
        )
    try:
        gelezen = dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
    except ValueError as fout:
        raise ImproperlyConfigured(f"{naam} is geen adres van een database: {fout}") from fout
    if not gelezen["NAME"]:
        raise ImproperlyConfigured(f"{naam} noemt geen database. Gebruik {schema}://.../NAAM.")
    instellingen: dict[str, object] = dict(gelezen)
    if schema == "sqlite":
        Path(str(instellingen["NAME"])).parent.mkdir(parents=True, exist_ok=True)
        vast: dict[str, object] = {
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
            "PRAGMA foreign_keys=ON;",
        }
        instellingen["OPTIONS"] = {"timeout": 20, **gelezen.get("OPTIONS", {}), **vast}
    else:
        # Who waits longer for another writer gets a page that says so, with the text that was sent.
        wachten = {"options": "-c lock_timeout=20s"}
        instellingen["OPTIONS"] = wachten | dict(gelezen.get("OPTIONS", {}))
    return instellingen


class Oidc(NamedTuple):
    """The broker behind which people of gemeenten log in (OpenID Connect).

    `rollen` and `gemeenten` say which value of a claim is which rol and which CBS code; `acr` are
    the levels of assurance that are enough, none for any.
    """

    url: str
    client_id: str
    geheim: str
    rollen: dict[str, str]
    gemeenten: dict[str, str]
    acr: tuple[str, ...] = ()
    naam: str = "eHerkenning"
    gemeente_claim: str = "gemeente"
    rol_claim: str = "rol"


# A broker speaks for gemeenten only: who sees the country gets an account of the beheerder.
OIDC_ROLLEN = ("raad", "invuller", "vaststeller")
OIDC_NAMEN = (
    *("URL", "CLIENT_ID", "CLIENT_SECRET", "NAAM", "GEMEENTE_CLAIM", "ROL_CLAIM"),
    *("ROLLEN", "GEMEENTEN", "ACR"),
)


def oidc(*, ontwikkeling: bool) -> Oidc | None:
    """The broker of `OIDC_*`, or None when nothing of it is set; http only when developing."""
    gezet = {naam for naam in os.environ if naam.startswith("OIDC_") and tekst(naam)}
    if onbekend := gezet - {f"OIDC_{naam}" for naam in OIDC_NAMEN}:
        raise ImproperlyConfigured(
            f"{min(onbekend)} is geen instelling. Bekend zijn OIDC_{', OIDC_'.join(OIDC_NAMEN)}."
        )
    if not gezet:
        return None
    for naam in ("OIDC_URL", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "OIDC_ROLLEN"):
        if naam not in gezet:
            raise ImproperlyConfigured(f"{naam} ontbreekt: {min(gezet)} heeft het nodig.")
    return Oidc(
        url=_uitgever("OIDC_URL", ontwikkeling=ontwikkeling),
        client_id=tekst("OIDC_CLIENT_ID"),
        geheim=tekst("OIDC_CLIENT_SECRET"),
        rollen=paren("OIDC_ROLLEN", "|".join(OIDC_ROLLEN)),
        gemeenten=paren("OIDC_GEMEENTEN", "GM[0-9]{4}"),
        acr=tuple(lijst("OIDC_ACR")),
        **{
            veld: tekst(naam)
            for veld in ("naam", "gemeente_claim", "rol_claim")
            if (naam := f"OIDC_{veld.upper()}") in gezet
        },
    )


def paren(naam: str, vorm: str) -> dict[str, str]:
    """`waarde=term,...` as a dict; each term has to fit `vorm`, a regular expression."""
    gelezen: dict[str, str] = {}
    for deel in lijst(naam):
        waarde, _, term = (stuk.strip() for stuk in deel.rpartition("="))
        if not waarde or waarde in gelezen or not re.fullmatch(vorm, term):
            raise ImproperlyConfigured(
                f"{naam}: {deel!r} is niet te lezen. Schrijf WAARDE=TERM met komma's ertussen, "
                f"elke waarde een keer; een term heeft de vorm {vorm}."
            )
        gelezen[waarde] = term
    return gelezen


def _uitgever(naam: str, *, ontwikkeling: bool) -> str:
    """The address of an issuer as it writes it itself: https, with a path perhaps."""
    waarde = tekst(naam)
    delen = urlsplit(waarde)
    schemas = {"https", "http"} if ontwikkeling else {"https"}
    heel = delen.hostname and not delen.query and not delen.fragment
    if delen.scheme not in schemas or not heel or "/.well-known" in delen.path:
        raise ImproperlyConfigured(
            f"{naam}={waarde!r} is geen uitgever. Schrijf het adres met https en zonder "
            "/.well-known, bijvoorbeeld https://broker.example.nl."
        )
    return waarde
