"""A hundred at once on one version, a hundred times the same key, and a copy meanwhile."""

from __future__ import annotations

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import pytest

from tests.storing.conftest import Wereld
from tests.storing.klerk import Antwoord, Klerk
from tests.storing.portaal import Portaal, lege_database

pytestmark = [pytest.mark.traag, pytest.mark.django_db]
AANTAL = 100


def tegelijk(klerken: list[Klerk], doe) -> list[Antwoord]:
    """What each gets when they all begin at the same moment."""
    start = threading.Barrier(len(klerken))

    def een(nummer: int) -> Antwoord:
        start.wait()
        return doe(nummer, klerken[nummer])

    with ThreadPoolExecutor(len(klerken)) as draden:
        return list(draden.map(een, range(len(klerken))))


def test_of_a_hundred_saves_on_one_version_exactly_one_wins(wereld: Wereld) -> None:
    sessie = wereld.sessies["GM0397"]
    klerken = [Klerk(wereld.portaal.poort, sessie) for _ in range(AANTAL)]
    versie = klerken[0].versie()

    antwoorden = tegelijk(klerken, lambda n, k: k.bewaar(versie, f"tekst {n}.", vanzelf=False))

    winnaars = [n for n, a in enumerate(antwoorden) if a.status == 302]
    assert len(winnaars) == 1
    for nummer, antwoord in enumerate(antwoorden):
        if nummer != winnaars[0]:
            assert antwoord.status == 409
            assert f"tekst {nummer}." in antwoord.tekst
            assert f"tekst {winnaars[0]}." in antwoord.tekst
    opgave = wereld.toestand()["opgaven"]["GM0397"]
    assert (opgave["versie"], opgave["concept"]) == (versie + 1, f"tekst {winnaars[0]}.")


def test_a_hundred_times_the_same_key_is_one_receipt(wereld: Wereld) -> None:
    klerken = [Klerk(wereld.portaal.poort, wereld.sessies["GM0392"]) for _ in range(AANTAL)]
    versie = klerken[0].versie()
    assert klerken[0].bewaar(versie, "Haarlem").status == 200
    sleutel = uuid4()

    antwoorden = tegelijk(klerken, lambda n, k: k.dien_in(versie + 1, sleutel))

    assert {antwoord.status for antwoord in antwoorden} == {302}
    assert len({antwoord.naar for antwoord in antwoorden}) == 1
    opgave = wereld.toestand()["opgaven"]["GM0392"]
    assert list(opgave["ingediend"].values()).count("Haarlem") == 1
    assert len(opgave["gelogd"]) == len(opgave["ingediend"])


def test_a_copy_under_load_is_of_one_moment_and_comes_back_whole(
    wereld: Wereld, tmp_path: Path
) -> None:
    stop, voor = threading.Event(), wereld.toestand()

    def schrijf(code: str) -> int:
        klerk = Klerk(wereld.portaal.poort, wereld.sessies[code])
        versie, gelukt = klerk.versie(), 0
        while not stop.is_set():
            gelukt += klerk.bewaar(versie + gelukt, f"{code} {gelukt}").status == 200
        return gelukt

    with ThreadPoolExecutor(4) as draden:
        schrijvers = [draden.submit(schrijf, c) for c in ("GM0363", "GM0358", "GM0451", "GM0473")]
        wereld.portaal.beheer("django", "reservekopie", str(tmp_path / "kopie.zip"))
        tijdens = wereld.toestand()
        stop.set()
        assert all(schrijver.result() for schrijver in schrijvers)

    with lege_database(tmp_path, "hersteld") as database:
        ander = Portaal(database, tmp_path)
        ander.beheer("django", "migrate", "--verbosity", "0")
        ander.beheer("django", "herstel", str(tmp_path / "kopie.zip"))
        hersteld = json.loads(ander.beheer("tests.storing.toestand"))

    assert hersteld["breuken"] == []
    assert voor["kop"][0] <= hersteld["kop"][0] <= tijdens["kop"][0]
    for opgave in hersteld["opgaven"].values():
        assert len(opgave["bewaard"]) + len(opgave["gelogd"]) == opgave["versie"]
