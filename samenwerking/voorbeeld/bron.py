"""Reading and writing an import folder (koppelvlakken, section 3)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from math import ceil
from pathlib import Path
from typing import Any

from samenwerking.uitwisseling.tabellen import TABELLEN
from samenwerking.voorbeeld.land import Land, Rij, lees
from samenwerking.voorbeeld.ronde import Inzending, Regel, Ronde, Verband, toeval


def lees_bronmap(land: Land, bronmap: Path) -> Ronde:
    """The round that an import folder with codes describes; `*` and regions become deelnemers."""
    ronde = Ronde()
    for rij in lees(bronmap / "verbanden.csv"):
        ronde.verbanden[rij["verband"]] = Verband(soort="brief", **rij)
    for rij in lees(bronmap / "arrangementen.csv"):
        sleutel = rij["verband"], rij["taak"]
        ronde.deelnemers[sleutel] = set()
        if rij["regio"]:
            ronde.regio[sleutel] = rij["regio"]
            ronde.deelnemers[sleutel] |= land.regios[rij["regio"]].leden
    for rij in lees(bronmap / "deelnemers.csv"):
        for (verband, taak), groep in ronde.deelnemers.items():
            if verband == rij["verband"] and rij["taak"] in ("*", taak):
                groep.add(rij["gemeente"])
    for rij in lees(bronmap / "opgaven.csv"):
        ronde.inzendingen[rij["gemeente"]] = Inzending(rij["ingediend_op"], rij["kanaal"])
    for rij in lees(bronmap / "opgaveregels.csv"):
        ronde.regels.setdefault((rij["gemeente"], rij["taak"]), []).append(Regel(**rij))
    return ronde


def schrijf_bronmap(
    ronde: Ronde, doel: Path, land: Land, parameters: Mapping[str, Any], zonder: Ronde
) -> None:
    """Write the six tables of a round, leaving out the verbanden and gemeenten of `zonder`."""
    verbanden = [v for v in sorted(ronde.verbanden) if v not in zonder.verbanden]
    sleutels = [s for s in sorted(ronde.deelnemers) if s[0] not in zonder.verbanden]
    gemeenten = [g for g in sorted(ronde.inzendingen) if g not in zonder.inzendingen]
    tabellen: dict[str, Iterable[Mapping[str, object]]] = {
        "verbanden": [vars(ronde.verbanden[v]) for v in verbanden],
        "arrangementen": [_arrangement(ronde, s, land, parameters) for s in sleutels],
        "deelnemers": _deelnemers(ronde, verbanden, land),
        "opgaven": [{"gemeente": g, **vars(ronde.inzendingen[g])} for g in gemeenten],
        "opgaveregels": [
            vars(regel)
            for (g, _), regels in sorted(ronde.regels.items())
            for regel in regels
            if g in gemeenten
        ],
        "profielen": [
            {"verband": v, **ronde.profielen[v]} for v in verbanden if v in ronde.profielen
        ],
    }
    doel.mkdir(parents=True, exist_ok=True)
    for naam, rijen in tabellen.items():
        _schrijf(doel / f"{naam}.csv", list(TABELLEN[naam].kolom), rijen)


def _schrijf(pad: Path, kolommen: list[str], rijen: Iterable[Mapping[str, object]]) -> None:
    with pad.open("w", encoding="utf-8", newline="") as bestand:
        schrijver = csv.DictWriter(bestand, kolommen, extrasaction="ignore", lineterminator="\n")
        schrijver.writeheader()
        schrijver.writerows(rijen)


def _aangehaakt(ronde: Ronde, sleutel: tuple[str, str], land: Land) -> frozenset[str]:
    """The members that come in through the regio: only when all of them take part."""
    regio = ronde.regio.get(sleutel)
    leden = land.regios[regio].leden if regio else frozenset[str]()
    return leden if leden <= ronde.deelnemers[sleutel] else frozenset()


def _arrangement(
    ronde: Ronde, sleutel: tuple[str, str], land: Land, parameters: Mapping[str, Any]
) -> Rij:
    verband, taak = sleutel
    aangehaakt = _aangehaakt(ronde, sleutel, land)
    rij = {"verband": verband, "taak": taak, "regio": ronde.regio[sleutel] if aangehaakt else ""}
    greep = toeval(parameters["zaad"], "aantallen", verband, taak)
    aantal = parameters["aantallen"].get(taak)
    if aantal and greep.random() < parameters["indeling"]["clienten_bekend"]:
        inwoners = land.inwoners(ronde.deelnemers[sleutel]) * greep.uniform(
            *parameters["indeling"]["clienten_spreiding"]
        )
        rij["clienten"] = str(ceil(inwoners * aantal["clienten"] / 1_000))
        rij["aanbieders"] = str(ceil(inwoners * aantal["aanbieders"] / 100_000))
    return rij


def _deelnemers(ronde: Ronde, verbanden: list[str], land: Land) -> list[Rij]:
    """Who takes part by name; `*` where that is the same for every taak of the verband."""
    rijen: list[Rij] = []
    for verband in verbanden:
        per_taak = {
            taak: sorted(groep - _aangehaakt(ronde, (verband, taak), land))
            for (v, taak), groep in sorted(ronde.deelnemers.items())
            if v == verband
        }
        groepen = list(per_taak.values())
        if len(groepen) > 1 and all(groep == groepen[0] for groep in groepen):
            per_taak = {"*": groepen[0]}
        rijen += [
            {"verband": verband, "taak": taak, "gemeente": gemeente}
            for taak, groep in per_taak.items()
            for gemeente in groep
        ]
    return rijen
