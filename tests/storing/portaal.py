"""A real portal for the tests of faults: production settings, gunicorn, a database of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from django.conf import settings
from django.db import connection

HUIS = Path(__file__).resolve().parents[2]
GEHEIM = "een-geheim-alleen-voor-deze-proef-0123456789-abcdefghij"


class Portaal:
    """A portal on loopback; `start`, `dood` (kill -9 of all its processes) and `start` again."""

    def __init__(self, database: str, map_: Path, *, werkers: int = 2) -> None:
        self.map, self.database, self.werkers = map_, database, werkers
        self.poort = _vrije_poort()
        self.proces: subprocess.Popen[bytes] | None = None
        self.omgeving = {
            **{naam: waarde for naam, waarde in os.environ.items() if naam not in {"DEBUG"}},
            "DATABASE_URL": database,
            "SECRET_KEY": GEHEIM,
            "ALLOWED_HOSTS": "127.0.0.1",
            "MEDIA_ROOT": str(map_ / "media"),
            "LOG_NIVEAU": "ERROR",
            "DJANGO_SETTINGS_MODULE": "tests.storing.instellingen",
        }

    def beheer(self, *opdracht: str, invoer: str = "") -> str:
        """What `python -m ...` in the environment of this portal prints."""
        klaar = subprocess.run(
            [sys.executable, "-m", *opdracht],
            cwd=HUIS,
            env=self.omgeving,
            input=invoer,
            capture_output=True,
            text=True,
            check=False,
        )
        assert klaar.returncode == 0, klaar.stderr[-3000:]
        return klaar.stdout

    def start(self, *, preexec: object = None) -> None:
        """Serve; returns when it answers."""
        opdracht = ["gunicorn", "samenwerking.conf.wsgi", "--bind", f"127.0.0.1:{self.poort}"]
        opties = ["--workers", str(self.werkers), "--timeout", "60", "--log-level", "error"]
        opties += ["--preload"]  # a worker that was killed is back at once
        with open(self.map / "portaal.log", "ab") as log:
            self.proces = subprocess.Popen(
                [sys.executable, "-m", *opdracht, *opties],
                cwd=HUIS,
                env=self.omgeving,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=preexec,  # type: ignore[arg-type]
            )
        self._wacht()

    def _wacht(self) -> None:
        for _ in range(600):
            try:
                lijn = HTTPConnection("127.0.0.1", self.poort, timeout=30)
                lijn.request("GET", "/gezond", headers={"X-Forwarded-Proto": "https"})
                if lijn.getresponse().status in {200, 503}:
                    return
            except (OSError, HTTPException):
                pass
            finally:
                lijn.close()
            time.sleep(0.05)
        raise AssertionError((self.map / "portaal.log").read_text()[-3000:])

    def werkerpids(self) -> list[int]:
        """The worker processes under the master."""
        assert self.proces is not None
        taken = Path(f"/proc/{self.proces.pid}/task/{self.proces.pid}/children")
        return [int(pid) for pid in taken.read_text().split()]

    def cpu(self) -> float:
        """Seconds of processor time that the workers used."""
        tikken = 0
        for pid in self.werkerpids():
            velden = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            tikken += int(velden[11]) + int(velden[12])
        return tikken / os.sysconf("SC_CLK_TCK")

    def dood(self) -> None:
        """kill -9 of master and workers at once; only the processes that `start` began."""
        if self.proces is not None:
            os.killpg(self.proces.pid, signal.SIGKILL)
            self.proces.wait()
            self.proces = None

    def fouten(self) -> str:
        """What the portal wrote to its log."""
        return (self.map / "portaal.log").read_text()


@contextmanager
def lege_database(map_: Path, naam: str) -> Iterator[str]:
    """The URL of a new database on the engine of this test run; it is gone afterwards."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{map_ / naam}.sqlite3"
        return
    opgave = settings.DATABASES["default"]
    gastheer = {k: opgave[k] for k in ("HOST", "PORT", "USER", "PASSWORD")}
    database = f"storing_{os.getpid()}_{naam}"
    _op_de_server(gastheer, f'CREATE DATABASE "{database}"')
    try:
        wie = ":".join(filter(None, (gastheer["USER"], gastheer["PASSWORD"])))
        yield f"postgres://{wie}@{gastheer['HOST']}:{gastheer['PORT'] or 5432}/{database}"
    finally:
        _op_de_server(gastheer, f'DROP DATABASE "{database}" WITH (FORCE)')


def _op_de_server(gastheer: dict[str, str], opdracht: str) -> None:
    import psycopg2

    verbinding = psycopg2.connect(
        dbname="postgres",
        host=gastheer["HOST"],
        port=gastheer["PORT"] or 5432,
        user=gastheer["USER"],
        password=gastheer["PASSWORD"],
    )
    try:
        verbinding.autocommit = True
        verbinding.cursor().execute(opdracht)
    finally:
        verbinding.close()


def _vrije_poort() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])
