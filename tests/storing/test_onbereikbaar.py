"""The database is locked, gone or full: a clear page, nothing half, and what was typed is kept."""

from __future__ import annotations

import re
import resource
import socket
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection

from tests.storing.conftest import Wereld
from tests.storing.klerk import Antwoord, Klerk
from tests.storing.portaal import Portaal

pytestmark = [pytest.mark.traag, pytest.mark.django_db]
ZIN = "Het portaal kan er even niet bij"
op_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="a file on a disk")
op_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="a server that goes")


@contextmanager
def tweede_portaal(wereld: Wereld, map_: Path, database: str, **start: object) -> Iterator[Portaal]:
    """Another portal before the same database, reached by another URL."""
    portaal = Portaal(database, map_, werkers=1)
    portaal.start(**start)  # type: ignore[arg-type]
    try:
        yield portaal
    finally:
        portaal.dood()


@contextmanager
def op_slot(database: str) -> Iterator[None]:
    """Somebody else writes and does not end."""
    if connection.vendor == "sqlite":
        verbinding = sqlite3.connect(database.removeprefix("sqlite:///"))
        verbinding.execute("BEGIN IMMEDIATE")
    else:
        import psycopg2

        verbinding = psycopg2.connect(database)
        verbinding.cursor().execute("SELECT * FROM toegang_logkop FOR UPDATE")
    try:
        yield
    finally:
        verbinding.rollback()
        verbinding.close()


def verborgen(pagina: str) -> list[tuple[str, str]]:
    """The hidden fields of the form on a page, but the token against forgery."""
    velden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', pagina)
    return [(n, unescape(w)) for n, w in velden if n != "csrfmiddlewaretoken"]


def eis_503(antwoord: Antwoord) -> None:
    assert antwoord.status == 503, antwoord.tekst[:500]
    assert ZIN in antwoord.tekst
    assert antwoord.koppen["Retry-After"] == "30"
    assert "frame-ancestors 'none'" in antwoord.koppen["Content-Security-Policy"]


def test_while_somebody_holds_the_lock_one_reads_on_and_saves_later(
    wereld: Wereld, tmp_path: Path
) -> None:
    database = wereld.portaal.database
    kort = "timeout=1" if connection.vendor == "sqlite" else "options=-c%20lock_timeout%3D1s"
    with tweede_portaal(wereld, tmp_path, f"{database}?{kort}") as portaal:
        klerk = Klerk(portaal.poort, wereld.sessies["GM0384"])
        versie = klerk.versie()
        typt = 'Diemen zegt: "ja" & <nee>\nen nog een regel'
        with op_slot(database):
            geweigerd = klerk.bewaar(versie, typt, vanzelf=False)
            eis_503(geweigerd)
            vanzelf = klerk.bewaar(versie, typt)
            assert vanzelf.status == 503
            assert "Niet opgeslagen" in vanzelf.tekst
            assert klerk.versie() == versie

        velden = verborgen(geweigerd.tekst)
        assert ("toelichting", typt) in velden
        assert klerk.vraag("/opgave/2013-mei/taken/JE03/", velden).status == 302
    opgave = wereld.toestand()["opgaven"]["GM0384"]
    assert opgave["concept"].splitlines() == typt.splitlines()
    assert opgave["bewaard"][-1] == versie + 1


@op_sqlite
def test_a_full_disk_keeps_what_was_saved_and_says_so(wereld: Wereld, tmp_path: Path) -> None:
    pad = Path(wereld.portaal.database.removeprefix("sqlite:///"))
    with closing(sqlite3.connect(pad)) as verbinding:
        verbinding.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    ruimte = pad.stat().st_size + 200_000

    def vol() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (ruimte, ruimte))

    with tweede_portaal(wereld, tmp_path, wereld.portaal.database, preexec=vol) as portaal:
        klerk = Klerk(portaal.poort, wereld.sessies["GM0377"])
        versie, gelukt, laatste = klerk.versie(), 0, ""
        for poging in range(400):
            tekst = f"{poging} ".ljust(1990, "x")
            antwoord = klerk.bewaar(versie + gelukt, tekst, vanzelf=False)
            if antwoord.status != 302:
                break
            gelukt, laatste = gelukt + 1, tekst
        assert gelukt
        eis_503(antwoord)
        assert ("toelichting", tekst) in verborgen(antwoord.tekst)
    toestand = wereld.toestand()
    assert toestand["gaaf"] == "ok"
    assert toestand["breuken"] == []
    opgave = toestand["opgaven"]["GM0377"]
    assert opgave["versie"] == versie + gelukt
    assert opgave["concept"] == laatste


class Doorgeefluik:
    """A way to the database that can be closed and opened."""

    def __init__(self, gastheer: str, poort: int) -> None:
        self.naar = gastheer, poort
        self.luik = socket.create_server(("127.0.0.1", 0))
        self.poort = self.luik.getsockname()[1]
        self.lijnen: list[socket.socket] = []
        threading.Thread(target=self._luister, args=[self.luik], daemon=True).start()

    def _luister(self, luik: socket.socket) -> None:
        while True:
            try:
                een = luik.accept()[0]
            except OSError:
                return
            ander = socket.create_connection(self.naar)
            self.lijnen += [een, ander]
            for van, naar in ((een, ander), (ander, een)):
                threading.Thread(target=self._geef_door, args=[van, naar], daemon=True).start()

    @staticmethod
    def _geef_door(van: socket.socket, naar: socket.socket) -> None:
        try:
            while deel := van.recv(65536):
                naar.sendall(deel)
        except OSError:
            pass
        finally:
            van.close()
            naar.close()

    def dicht(self) -> None:
        """Every line breaks and no new one comes."""
        self.luik.shutdown(socket.SHUT_RDWR)
        self.luik.close()
        for lijn in self.lijnen:
            with suppress(OSError):
                lijn.shutdown(socket.SHUT_RDWR)
            lijn.close()

    def open(self) -> None:
        """As before, on the same port."""
        self.luik = socket.create_server(("127.0.0.1", self.poort), reuse_port=False)
        threading.Thread(target=self._luister, args=[self.luik], daemon=True).start()


@op_postgresql
def test_a_database_that_goes_and_comes_back(wereld: Wereld, tmp_path: Path) -> None:
    delen = urlsplit(wereld.portaal.database)
    luik = Doorgeefluik(delen.hostname or "", delen.port or 5432)
    adres = f"{delen.username}@127.0.0.1:{luik.poort}"
    if delen.password:
        adres = f"{delen.username}:{delen.password}@127.0.0.1:{luik.poort}"
    with tweede_portaal(wereld, tmp_path, urlunsplit(delen._replace(netloc=adres))) as portaal:
        klerk = Klerk(portaal.poort, wereld.sessies["GM0384"])
        versie = klerk.versie()

        luik.dicht()
        geweigerd = klerk.bewaar(versie, "Diemen blijft", vanzelf=False)
        eis_503(geweigerd)
        eis_503(klerk.vraag("/opgave/2013-mei/"))
        assert klerk.vraag("/gezond").status == 503
        assert klerk.vraag("/api/v1/gemeenten").koppen["Content-Type"] == "application/problem+json"

        luik.open()
        assert klerk.vraag("/opgave/2013-mei/taken/JE03/", verborgen(geweigerd.tekst)).status == 302
    assert wereld.toestand()["opgaven"]["GM0384"]["concept"] == "Diemen blijft"
    luik.dicht()
