"""The last minutes before the deadline: `python -m tests.drukte --database sqlite:////tmp/d.sqlite3`.

Starts portals of its own on 127.0.0.1 before an empty database, lets everybody log in, and then
sends requests at a fixed pace, also when answers are late: cards, saves, checks, a dashboard a
second, and in the last minute every gemeente submits. Times count from when a request was due.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import resource
import statistics
import sys
import threading
import time
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit
from uuid import uuid4

LOOPBACK = {"", "127.0.0.1", "localhost", "::1"}
DRADEN = 200


def main() -> int:
    """Run and print the figures; exit 1 when something went wrong."""
    opties = _opties()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from tests.storing.portaal import Portaal

    with TemporaryDirectory() as map_:
        portalen = [
            Portaal(opties.database, Path(map_), werkers=opties.werkers)
            for _ in range(opties.portalen)
        ]
        portalen[0].beheer("django", "migrate", "--verbosity", "0")
        wereld = json.loads(portalen[0].beheer("tests.drukte.wereld", str(opties.gemeenten)))
        try:
            for portaal in portalen:
                portaal.start()
            drukte = Drukte(opties, wereld, [p.poort for p in portalen])
            drukte.log_in()
            drukte.houd_vol()
            drukte.cpu = sum(portaal.cpu() for portaal in portalen)
            geteld = json.loads(portalen[0].beheer("tests.drukte.wereld"))
        finally:
            for portaal in portalen:
                portaal.dood()
        return drukte.verslag(geteld)


def _opties() -> argparse.Namespace:
    lezer = argparse.ArgumentParser(prog="python -m tests.drukte", description=__doc__)
    lezer.add_argument("--database", required=True, help="URL of an empty database on this machine")
    lezer.add_argument("--portalen", type=int, default=1, choices=range(1, 5))
    lezer.add_argument("--werkers", type=int, default=2, choices=range(1, 9), help="per portal")
    lezer.add_argument("--gemeenten", type=int, default=408, choices=range(1, 409), metavar="N")
    lezer.add_argument("--tempo", type=float, default=75.0, help="requests a second, at most 200")
    lezer.add_argument("--seconden", type=int, default=120, help="at most 900; the last 60 submit")
    lezer.add_argument("--zaad", type=int, default=1)
    opties = lezer.parse_args()
    if (urlsplit(opties.database).hostname or "") not in LOOPBACK:
        lezer.error("Alleen een database op deze machine.")
    if not (0 < opties.tempo <= 200 and 0 < opties.seconden <= 900):
        lezer.error("Ten hoogste 200 verzoeken per seconde en 900 seconden.")
    return opties


class Gemeente:
    """Three clerks at one opgave, who talk to each other: one thing at a time."""

    def __init__(self, klerken: list) -> None:
        self.klerken, self.slot = klerken, threading.Lock()
        self.versie: int | None = None


class Drukte:
    """Everybody who is logged in, and what they got."""

    def __init__(self, opties: argparse.Namespace, wereld: dict, poorten: list[int]) -> None:
        from tests.storing.klerk import Klerk

        self.opties, self.taken, self.lot = opties, wereld["taken"], random.Random(opties.zaad)
        deur = cycle(poorten)
        self.lezer = lambda wie: Klerk(poorten[wie % len(poorten)], wereld["lezer"])
        self.gemeenten, self.inloggers = [], []
        for adressen in wereld["gemeenten"].values():
            klerken = [Klerk(next(deur)) for _ in adressen]
            self.inloggers += list(zip(klerken, adressen, strict=True))
            self.gemeenten.append(Gemeente(klerken))
        self.tijden: dict[str, list[float]] = defaultdict(list)
        self.fouten: Counter[str] = Counter()
        self.bewijzen: dict[str, str] = {}
        self.inlogtijd = self.cpu = 0.0
        self.begin = self.einde = 0.0

    def log_in(self) -> None:
        """Everybody, each from an address of its own."""
        from tests.drukte.wereld import WACHTWOORD

        begin = time.monotonic()
        for nummer, (klerk, _) in enumerate(self.inloggers):
            klerk.van = f"10.0.{nummer // 250}.{nummer % 250 + 1}"

        def een(paar: tuple) -> None:
            klerk, email = paar
            antwoord = klerk.vraag("/inloggen/", [("login", email), ("password", WACHTWOORD)])
            if antwoord.status != 302:
                self.fouten[f"inloggen {antwoord.status}"] += 1

        with ThreadPoolExecutor(8) as draden:
            list(draden.map(een, self.inloggers))
        self.inlogtijd = time.monotonic() - begin

    def houd_vol(self) -> None:
        """The pace until the end."""
        plan = self._plan()
        self.begin = time.monotonic()
        with ThreadPoolExecutor(DRADEN) as draden:
            for moment, soort, wie in plan:
                wacht = self.begin + moment - time.monotonic()
                if wacht > 0:
                    time.sleep(wacht)
                draden.submit(self._doe, soort, wie, self.begin + moment)
        self.einde = time.monotonic()

    def _plan(self) -> list[tuple[float, str, int]]:
        """(second, what, which gemeente) in order."""
        duur, tempo, aantal = self.opties.seconden, self.opties.tempo, len(self.gemeenten)
        plan = [(float(s), "dashboard", s) for s in range(duur)]
        laatste = max(0, duur - 60)
        plan += [
            (laatste + (duur - laatste) * nummer / aantal, "indienen", nummer)
            for nummer in range(aantal)
        ]
        # Each has something new to submit, saved before.
        plan += [(self.lot.uniform(0, laatste), "bewaar", nummer) for nummer in range(aantal)]
        over = round(tempo * duur) - len(plan)
        soorten = self.lot.choices(["kaart", "bewaar", "controle"], [45, 35, 20], k=max(0, over))
        plan += [(self.lot.uniform(0, duur), s, self.lot.randrange(aantal)) for s in soorten]
        return sorted(plan)

    def _doe(self, soort: str, wie: int, moment: float) -> None:
        try:
            if soort == "dashboard":
                antwoord, goed = self.lezer(wie).vraag("/monitor/"), {200}
            else:
                gemeente = self.gemeenten[wie]
                with gemeente.slot:
                    antwoord, goed = self._van(gemeente, soort)
        except (OSError, HTTPException) as fout:
            self.fouten[f"{soort} {type(fout).__name__}"] += 1
            return
        self.tijden[soort].append(time.monotonic() - moment)
        if antwoord.status not in goed:
            self.fouten[f"{soort} {antwoord.status}"] += 1

    def _van(self, gemeente: Gemeente, soort: str):
        klerk = self.lot.choice(gemeente.klerken)
        taak = self.lot.choice(self.taken)
        pad = "/opgave/2013-mei/"
        if soort == "kaart" or gemeente.versie is None:
            antwoord = klerk.vraag(f"{pad}?taak={taak}")
            if gevonden := re.search(r'name="versie" value="(\d+)"', antwoord.tekst):
                gemeente.versie = int(gevonden[1])
            if soort == "kaart" or gemeente.versie is None:
                return antwoord, {200}
        if soort == "bewaar":
            velden = [("versie", str(gemeente.versie)), ("keuze", "zelfstandig")]
            velden += [("toelichting", f"wij {uuid4()}"), ("automatisch", "1")]
            antwoord = klerk.vraag(f"{pad}taken/{taak}/", velden)
            if antwoord.status == 200:
                gemeente.versie = json.loads(antwoord.tekst)["versie"]
            return antwoord, {200}
        if soort == "controle":
            return klerk.vraag(f"{pad}controle/"), {200}
        return self._dien_in(gemeente)

    def _dien_in(self, gemeente: Gemeente):
        """The vaststeller submits; a receipt comes back."""
        sleutel = str(uuid4())
        velden = [("versie", str(gemeente.versie)), ("sleutel", sleutel), ("reden", "bijgewerkt")]
        velden += [("reden_open", "volgt"), ("gecontroleerd", "O1"), ("gecontroleerd", "O5")]
        antwoord = gemeente.klerken[2].vraag("/opgave/2013-mei/indienen/", velden)
        if antwoord.status == 302:
            self.bewijzen[sleutel] = antwoord.naar
            gemeente.versie = (gemeente.versie or 0) + 1
        return antwoord, {302}

    def verslag(self, geteld: dict) -> int:
        """Print what came out; 0 when nothing went wrong and every receipt is there."""
        alle = sorted(t for tijden in self.tijden.values() for t in tijden)
        print(f"{len(self.inloggers)} sessies, ingelogd in {self.inlogtijd:.0f} s")
        duur = self.einde - self.begin
        print(f"{len(alle)} verzoeken in {duur:.0f} s: {len(alle) / duur:.1f} per seconde")
        for soort, tijden in sorted({**self.tijden, "alles": alle}.items()):
            delen = statistics.quantiles(tijden, n=100) if len(tijden) > 1 else tijden * 99
            p50, p95, p99 = (f"{delen[i] * 1000:.0f}" for i in (49, 94, 98))
            print(f"{soort:>10} {len(tijden):>6}  p50 {p50}  p95 {p95}  p99 {p99} ms")
        zonder = [s for s in self.bewijzen if s not in geteld["ontvangst"]]
        print(f"ingediend {len(self.bewijzen)}, zonder ontvangstbewijs {len(zonder)}")
        print(f"fouten {dict(self.fouten)}, breuken in het logboek {geteld['breuken']}")
        zelf = resource.getrusage(resource.RUSAGE_SELF)
        print(f"cpu portaal {self.cpu:.0f} s, inloggen inbegrepen", end=", ")
        print(f"klanten {zelf.ru_utime + zelf.ru_stime:.0f} s")
        return int(bool(self.fouten or zonder or geteld["breuken"]))


if __name__ == "__main__":
    sys.exit(main())
