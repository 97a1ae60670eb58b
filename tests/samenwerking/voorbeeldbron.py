"""Reading the example rounds with plain code, to hold them against the published figures."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from samenwerking.voorbeeld import maak_bronmap
from tests.orakel.orakel import bevindingen
from tests.orakel.tabellen import KOLOMMEN

_TIJDELIJK = TemporaryDirectory(prefix="voorbeeld-")

PROJECT = Path(__file__).resolve().parents[2]
FIXTURES = PROJECT / "fixtures"
BRIEF = FIXTURES / "brief-2013-05-30"
MEI, NOV = "2013-mei", "2013-nov"
RONDEN = (MEI, NOV)
TABELLEN = ("verbanden", "arrangementen", "deelnemers", "opgaven", "opgaveregels", "profielen")
STADIA = ("verkenning", "intentie", "voorstel", "collegebesluit", "raadsbesluit", "in_werking")
NA_AFLOOP = {MEI: "2013-06-16T00:00:00+02:00", NOV: "2013-12-16T00:00:00+01:00"}

Rijen = list[dict[str, str]]
Bron = dict[str, Rijen]


def lees(pad: Path) -> Rijen:
    with pad.open(encoding="utf-8", newline="") as bestand:
        return list(csv.DictReader(bestand))


def lees_bron(map_: Path) -> Bron:
    return {tabel: lees(map_ / f"{tabel}.csv") for tabel in TABELLEN}


GEMEENTEN = {rij["cbs_code"]: rij for rij in lees(FIXTURES / "gemeenten_2013.csv")}
CODE = {rij["naam"]: code for code, rij in GEMEENTEN.items()}
TAKEN = {rij["code"]: rij for rij in lees(FIXTURES / "taken.csv")}
SAMEN = {t for t, rij in TAKEN.items() if rij["samenwerking_noodzakelijk"] == "1"}
LETTER = lees_bron(BRIEF)
IN_BRIEF = {rij["gemeente"] for rij in LETTER["opgaven"]}


def leden(soort: str) -> dict[str, set[str]]:
    regios = defaultdict(set)
    for code, rij in GEMEENTEN.items():
        regios[rij[f"{soort}_code"]].add(code)
    return regios


REGIOS = {
    code: groep
    for soort in ("provincie", "arbeidsmarktregio", "veiligheidsregio", "jeugdregio")
    for code, groep in leden(soort).items()
}


@cache
def mappen() -> dict[str, Path]:
    """The two import folders, made once and removed at the end."""
    doel = Path(_TIJDELIJK.name)
    for uitvraag in RONDEN:
        maak_bronmap(uitvraag, FIXTURES, doel / uitvraag)
    return {uitvraag: doel / uitvraag for uitvraag in RONDEN}


@cache
def bron(uitvraag: str) -> Bron:
    """What is in one of them."""
    return lees_bron(mappen()[uitvraag])


@cache
def alles(uitvraag: str) -> Bron:
    """What the demo holds of a round: in May the letter and the example together."""
    eigen = bron(uitvraag)
    return {t: LETTER[t] + eigen[t] if uitvraag == MEI else eigen[t] for t in TABELLEN}


@cache
def gevonden(uitvraag: str) -> dict[str, Any]:
    """What the rules, read naively, find once everything is in."""
    map_ = Path(_TIJDELIJK.name) / f"{uitvraag}-samen"
    map_.mkdir()
    for tabel, rijen in alles(uitvraag).items():
        with (map_ / f"{tabel}.csv").open("w", encoding="utf-8", newline="") as bestand:
            schrijver = csv.DictWriter(bestand, KOLOMMEN[tabel].split(), restval="")
            schrijver.writeheader()
            schrijver.writerows(rijen)
    return bevindingen(FIXTURES, map_, uitvraag, datetime.fromisoformat(NA_AFLOOP[uitvraag]))


def deelnemers(bron: Bron) -> dict[tuple[str, str], set[str]]:
    """S(v, t) of every arrangement."""
    groepen = {
        (rij["verband"], rij["taak"]): set(REGIOS.get(rij["regio"], ()))
        for rij in bron["arrangementen"]
    }
    for rij in bron["deelnemers"]:
        for (verband, taak), groep in groepen.items():
            if verband == rij["verband"] and rij["taak"] in ("*", taak):
                groep.add(rij["gemeente"])
    return groepen


def hoogste(bron: Bron, taak: str) -> dict[str, str]:
    """Per submitted gemeente its highest stadium in a verband for a taak."""
    ingediend = {rij["gemeente"] for rij in bron["opgaven"] if rij["ingediend_op"]}
    stadia: dict[str, str] = {}
    for rij in bron["opgaveregels"]:
        if rij["taak"] == taak and rij["stadium"] and rij["gemeente"] in ingediend:
            eerder = stadia.get(rij["gemeente"], STADIA[0])
            stadia[rij["gemeente"]] = max(eerder, rij["stadium"], key=STADIA.index)
    return stadia


def vastgesteld(bron: Bron, taak: str) -> set[str]:
    """Who counts as vastgesteld for V2: from collegebesluit, zelfstandig or landelijk."""
    alleen = {
        rij["gemeente"]
        for rij in bron["opgaveregels"]
        if rij["taak"] == taak and rij["wijze"] in ("zelfstandig", "landelijk")
    }
    return alleen | {g for g, s in hoogste(bron, taak).items() if s in STADIA[3:]}
