"""kill -9 at random moments while everybody saves and submits: what was acknowledged is there."""

from __future__ import annotations

import os
import random
import re
import signal
import threading
import time
from collections import Counter
from http.client import HTTPException

import pytest

from tests.storing.conftest import Wereld
from tests.storing.klerk import Klerk, als_json

pytestmark = pytest.mark.traag
RONDES = int(os.environ.get("KILLS", "4"))
"""How many kills; `make zwaar` does 100."""
ZAAD = int(os.environ.get("ZAAD", "0")) or random.randrange(1, 10**6)


class Schrijver:
    """One vaststeller who saves, and now and then submits, until told to stop."""

    def __init__(self, code: str, sessie: str, poort: int) -> None:
        self.code, self.klerk = code, Klerk(poort, sessie)
        self.bevestigd: dict[int, str] = {}
        self.bewijzen: list[str] = []
        self.onbekend = 0
        self.statussen: Counter[int] = Counter()

    def schrijf(self, stop: threading.Event) -> None:
        """Save on the version that was read; who got no answer tries that one again."""
        lot = random.Random(f"{ZAAD}{self.code}")
        versie = 0
        while not stop.is_set():
            try:
                if lot.random() < 0.1 and self.bevestigd:
                    versie = self._dien_in(versie)
                else:
                    versie = self._bewaar(versie)
            except (OSError, HTTPException):
                self.onbekend += 1
                time.sleep(0.2)

    def _bewaar(self, versie: int) -> int:
        """The version after this save; one further when it was saved without an answer."""
        tekst = f"{self.code} versie {versie + 1}"
        antwoord = self.klerk.bewaar(versie, tekst)
        self.statussen[antwoord.status] += 1
        if antwoord.status != 200:
            return versie + 1
        nieuw = int(als_json(antwoord)["versie"])
        self.bevestigd[nieuw] = tekst
        return nieuw

    def _dien_in(self, versie: int) -> int:
        antwoord = self.klerk.dien_in(versie)
        self.statussen[antwoord.status] += 1
        if gevonden := re.fullmatch(r"/opgave/2013-mei/ontvangst/(\d+)/", antwoord.naar):
            self.bewijzen.append(f"2013-mei-{self.code[2:]}-{gevonden[1]}")
            return versie + 1
        return versie


@pytest.mark.django_db
def test_what_was_acknowledged_survives_every_kill(wereld: Wereld) -> None:
    portaal, lot = wereld.portaal, random.Random(ZAAD)
    schrijvers = [Schrijver(code, s, portaal.poort) for code, s in wereld.sessies.items()]
    stop = threading.Event()
    draden = [threading.Thread(target=s.schrijf, args=[stop]) for s in schrijvers]
    for draad in draden:
        draad.start()
    try:
        for ronde in range(RONDES):
            time.sleep(lot.uniform(0.3, 1.2))
            if ronde % 4 == 3:  # one worker only: the master starts another
                os.kill(lot.choice(portaal.werkerpids()), signal.SIGKILL)
            else:
                portaal.dood()
                portaal.start()
        time.sleep(1)
    finally:
        stop.set()
        for draad in draden:
            draad.join()
    bevestigd = sum(len(s.bevestigd) + len(s.bewijzen) for s in schrijvers)
    print(f"\nZAAD={ZAAD}: {RONDES} kills, {bevestigd} bevestigd", end=" ")
    print(f"{sum(s.onbekend for s in schrijvers)} zonder antwoord")
    assert bevestigd > 5 * RONDES

    toestand = wereld.toestand()

    assert toestand["gaaf"] == "ok"
    assert toestand["breuken"] == []
    assert toestand["kop"][0] == toestand["regels"]
    for schrijver in schrijvers:
        assert set(schrijver.statussen) <= {200, 302, 409}, schrijver.statussen
        _controleer(schrijver, toestand["opgaven"].get(schrijver.code))


def _controleer(schrijver: Schrijver, opgave: dict | None) -> None:
    """Nothing lost, nothing half, and the logboek says what is there."""
    if opgave is None:
        assert not schrijver.bevestigd
        return
    assert set(schrijver.bevestigd) <= set(opgave["bewaard"])
    assert set(schrijver.bewijzen) <= set(opgave["ingediend"])
    assert sorted(opgave["gelogd"]) == sorted(opgave["ingediend"])
    # Every move of the counter is one row: a save, or a submit.
    assert len(set(opgave["bewaard"])) == len(opgave["bewaard"])
    assert len(opgave["bewaard"]) + len(opgave["gelogd"]) == opgave["versie"]
    teksten = [*opgave["ingediend"].values(), *filter(None, [opgave["concept"]])]
    geschreven = {f"{schrijver.code} versie {nummer}" for nummer in opgave["bewaard"]}
    assert set(teksten) <= geschreven
    if opgave["concept"]:
        assert opgave["concept"] == f"{schrijver.code} versie {max(opgave['bewaard'])}"
