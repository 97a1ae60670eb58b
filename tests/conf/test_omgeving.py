"""The portal starts only with settings that it understands, and says which one it does not."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from samenwerking.conf import omgeving
from samenwerking.toegang.rollen import GEMEENTEROLLEN

GEHEIM = "dit-is-een-lange-en-willekeurige-sleutel-voor-de-proef-1234567890"
PRODUCTIE = {
    "SECRET_KEY": GEHEIM,
    "ALLOWED_HOSTS": "monitor.example.nl",
    "EMAIL_URL": "smtps://naam:woord@mail.example.nl/?van=monitor@example.nl",
}


@pytest.fixture
def zet(monkeypatch: pytest.MonkeyPatch):
    """`zet("waarde")` gives the environment variable PROEF that value."""
    return lambda waarde: monkeypatch.setenv("PROEF", waarde)


@pytest.mark.parametrize(
    ("waarde", "is_aan"), [("1", True), ("Ja", True), ("", False), ("0", False)]
)
def test_a_flag_is_yes_or_no(zet, waarde: str, is_aan: bool) -> None:
    zet(waarde)

    assert omgeving.vlag("PROEF") is is_aan


@pytest.mark.parametrize(
    ("lezen", "waarde"),
    [
        (omgeving.vlag, "misschien"),
        (omgeving.moment, "31 mei 2013"),
        (omgeving.moment, "2013-05-31T10:00"),
        (omgeving.niveau, "VEEL"),
        (omgeving.adres, "monitor.example.nl"),
        (omgeving.adres, "ftp://monitor.example.nl"),
        (omgeving.adres, "https://monitor.example.nl/pad"),
        (lambda naam: omgeving.geheim(naam, ontwikkeling=False), "kort"),
        (lambda naam: omgeving.geheim(naam, ontwikkeling=False), ""),
        (lambda naam: omgeving.geheim(naam, ontwikkeling=False), "a" * 60),
        (lambda naam: omgeving.geheim(naam, ontwikkeling=True), "kort"),
        (lambda naam: omgeving.geheim(naam, ontwikkeling=False), f"django-insecure-{GEHEIM}"),
        (lambda naam: omgeving.hosts(naam, ontwikkeling=False), ""),
        (lambda naam: omgeving.hosts(naam, ontwikkeling=False), "monitor.example.nl,*"),
        (lambda naam: omgeving.mail(naam, ontwikkeling=False), "mail.example.nl"),
        (lambda naam: omgeving.mail(naam, ontwikkeling=False), "smtp://mail.example.nl:poort"),
        (lambda naam: omgeving.database(naam, standaard=""), "mysql://root@localhost/x"),
        (lambda naam: omgeving.database(naam, standaard=""), "postgres://localhost:poort/x"),
        (lambda naam: omgeving.database(naam, standaard=""), "postgres://localhost"),
    ],
)
def test_an_odd_value_is_refused_by_the_name_of_its_variable(zet, lezen, waarde: str) -> None:
    zet(waarde)

    with pytest.raises(ImproperlyConfigured, match="PROEF"):
        lezen("PROEF")


def test_a_password_in_an_address_is_not_in_the_message(zet) -> None:
    zet("smtp+onbekend://naam:wachtwoord@mail.example.nl")
    with pytest.raises(ImproperlyConfigured) as mail:
        omgeving.mail("PROEF", ontwikkeling=False)
    zet("mysql://naam:wachtwoord@db.example.nl/x")
    with pytest.raises(ImproperlyConfigured) as database:
        omgeving.database("PROEF", standaard="")

    assert "db.example.nl" not in str(database.value) + str(mail.value)


@pytest.mark.parametrize(
    ("url", "poort", "starttls", "tls"),
    [
        ("smtp://mail.example.nl", 25, False, False),
        ("smtp+tls://mail.example.nl", 587, True, False),
        ("smtps://mail.example.nl", 465, False, True),
        ("smtps://mail.example.nl:2465", 2465, False, True),
    ],
)
def test_the_mail_server_is_one_address(
    zet, url: str, poort: int, starttls: bool, tls: bool
) -> None:
    zet(url.replace("mail.", "naam:w%40ord@mail.") + "/?van=portaal@example.nl")

    mail = omgeving.mail("PROEF", ontwikkeling=False)

    assert (mail.soort, mail.host, mail.poort) == ("smtp", "mail.example.nl", poort)
    assert (mail.starttls, mail.tls) == (starttls, tls)
    assert (mail.gebruiker, mail.wachtwoord, mail.van) == ("naam", "w@ord", "portaal@example.nl")


BROKER = {
    "OIDC_URL": "https://broker.example.nl/eh",
    "OIDC_CLIENT_ID": "monitor",
    "OIDC_CLIENT_SECRET": "geheim",
    "OIDC_ROLLEN": "urn:rol:a=invuller, urn:rol:b=vaststeller",
}


@pytest.fixture
def zet_broker(monkeypatch: pytest.MonkeyPatch):
    """`zet_broker({...})` makes this the whole of OIDC_* in the environment."""
    for naam in [naam for naam in os.environ if naam.startswith("OIDC_")]:
        monkeypatch.delenv(naam)

    def zet(waarden: dict[str, str]) -> None:
        for naam, waarde in waarden.items():
            monkeypatch.setenv(naam, waarde)

    return zet


def test_without_broker_there_is_none_also_when_its_variables_are_empty(zet_broker) -> None:
    zet_broker(dict.fromkeys(BROKER, " "))

    assert omgeving.oidc(ontwikkeling=False) is None


def test_a_broker_maps_what_it_says_to_rollen_and_gemeenten(zet_broker) -> None:
    zet_broker(
        BROKER
        | {"OIDC_GEMEENTEN": "urn:kvk=1=GM0392", "OIDC_ACR": "loa3,loa4", "OIDC_NAAM": "eH"}
        | {"OIDC_ROL_CLAIM": "recht"}
    )

    broker = omgeving.oidc(ontwikkeling=False)

    assert broker.rollen == {"urn:rol:a": "invuller", "urn:rol:b": "vaststeller"}
    assert broker.gemeenten == {"urn:kvk=1": "GM0392"}
    assert (broker.url, broker.acr) == ("https://broker.example.nl/eh", ("loa3", "loa4"))
    assert (broker.naam, broker.gemeente_claim, broker.rol_claim) == ("eH", "gemeente", "recht")


def test_a_broker_gives_the_rollen_of_a_gemeente_and_no_other() -> None:
    assert set(omgeving.OIDC_ROLLEN) == GEMEENTEROLLEN


@pytest.mark.parametrize(
    ("anders", "naam"),
    [
        ({"OIDC_URL": ""}, "OIDC_URL"),
        ({"OIDC_URL": "http://broker.example.nl"}, "OIDC_URL"),
        ({"OIDC_URL": "broker.example.nl"}, "OIDC_URL"),
        ({"OIDC_URL": "https://broker.example.nl/?a=b"}, "OIDC_URL"),
        (
            {"OIDC_URL": "https://broker.example.nl/.well-known/openid-configuration"},
            "OIDC_URL",
        ),
        ({"OIDC_CLIENT_ID": ""}, "OIDC_CLIENT_ID"),
        ({"OIDC_CLIENT_SECRET": ""}, "OIDC_CLIENT_SECRET"),
        ({"OIDC_ROLLEN": ""}, "OIDC_ROLLEN"),
        ({"OIDC_ROLLEN": "invuller"}, "OIDC_ROLLEN"),
        ({"OIDC_ROLLEN": "a=beheerder"}, "OIDC_ROLLEN"),
        ({"OIDC_ROLLEN": "a=invuller,a=vaststeller"}, "OIDC_ROLLEN"),
        ({"OIDC_GEMEENTEN": "0000=Haarlem"}, "OIDC_GEMEENTEN"),
        ({"OIDC_CLAIM": "gemeente"}, "OIDC_CLAIM"),
    ],
)
def test_a_broker_that_is_set_half_or_oddly_is_refused_by_name(
    zet_broker, anders: dict[str, str], naam: str
) -> None:
    zet_broker(BROKER | anders)

    with pytest.raises(ImproperlyConfigured, match=naam) as fout:
        omgeving.oidc(ontwikkeling=False)
    assert "geheim" not in str(fout.value)


@pytest.mark.parametrize(("ontwikkeling", "soort"), [(True, "console"), (False, "dummy")])
def test_without_mail_server_no_link_reaches_the_log_of_production(
    zet, ontwikkeling: bool, soort: str
) -> None:
    zet("")

    assert omgeving.mail("PROEF", ontwikkeling=ontwikkeling).soort == soort


def test_the_demo_clock_knows_its_time_zone(zet) -> None:
    zet("2013-05-31T10:00+02:00")

    assert omgeving.moment("PROEF") == datetime.fromisoformat("2013-05-31T08:00+00:00")


def test_sqlite_is_durable_and_lets_writers_wait(zet, tmp_path: Path) -> None:
    zet(f"sqlite:///{tmp_path}/nieuw/monitor.sqlite3")

    opties = omgeving.database("PROEF", standaard="")["OPTIONS"]

    assert (tmp_path / "nieuw").is_dir()
    assert opties["transaction_mode"] == "IMMEDIATE"
    assert opties["timeout"] == 20
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        assert pragma in opties["init_command"]


def beheer(tmp_path: Path, *opdracht: str, **omgeving: str) -> subprocess.CompletedProcess[str]:
    """`manage.py` in a process of its own, with this environment only."""
    schoon = {k: v for k, v in os.environ.items() if k in {"PATH", "HOME", "LD_LIBRARY_PATH"}}
    database = {"DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3"}
    return subprocess.run(
        [sys.executable, "manage.py", *opdracht],
        cwd=settings.BASE_DIR,
        env=schoon | database | omgeving,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.traag
@pytest.mark.parametrize(
    ("anders", "naam"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
        ({"DEBUG": "soms"}, "DEBUG"),
        ({"PEILKLOK": "2013-05-31T10:00+02:00"}, "PEILKLOK"),
        ({"LOG_NIVEAU": "veel"}, "LOG_NIVEAU"),
        ({"EMAIL_URL": "mail"}, "EMAIL_URL"),
        ({"DATABASE_URL": "oracle://x"}, "DATABASE_URL"),
        ({"OIDC_URL": "https://broker.example.nl"}, "OIDC_CLIENT_ID"),
    ],
)
def test_production_does_not_start_on_an_odd_value(
    tmp_path: Path, anders: dict[str, str], naam: str
) -> None:
    klaar = beheer(tmp_path, "check", **PRODUCTIE | anders)

    assert klaar.returncode != 0
    assert "Traceback" not in klaar.stderr
    assert naam in klaar.stderr.splitlines()[-1]


@pytest.mark.traag
@pytest.mark.parametrize("broker", [{}, BROKER], ids=["", "met broker"])
def test_production_is_clean_by_djangos_own_list(tmp_path: Path, broker: dict[str, str]) -> None:
    klaar = beheer(tmp_path, "check", "--deploy", "--fail-level", "WARNING", **PRODUCTIE | broker)

    assert klaar.returncode == 0, klaar.stderr
    assert "no issues" in klaar.stdout
