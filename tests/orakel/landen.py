"""Another country: the reference tables with other regions, borders, norms and rounds.

The rules may lean on no figure of 2013, so they are also tried where those figures are others.
"""

import csv
import shutil
from pathlib import Path
from random import Random

from tests.orakel.lezen import Rij, tabel

FIXTURES = Path(__file__).parents[2] / "fixtures"
INDELINGEN = ("arbeidsmarktregio", "veiligheidsregio", "jeugdregio")
RONDE_2015 = {
    "code": "2015-proef",
    "naam": "Proefronde na de herindeling van 2015",
    "peildatum": "2015-01-01",
    "opent": "2014-12-01T00:00:00+01:00",
    "deadline": "2015-01-01T12:00:00+01:00",
    "laatste_wijziging": "2015-01-15T00:00:00+01:00",
    "taken": "*",
    "vaststelling_drempel": "raadsbesluit",
}


def maak_land(doelmap: Path, seed: int) -> Path:
    """Copy the reference tables to `doelmap`, change them, and give the folder."""
    toeval = Random(seed)
    shutil.copytree(FIXTURES, doelmap)
    wijzigingen = tabel(doelmap / "gemeente_wijzigingen.csv")
    vast = {rij[kant] for rij in wijzigingen for kant in ("oude_code", "nieuwe_code")}
    regios = tabel(doelmap / "regios_2013.csv")
    gemeenten = tabel(doelmap / "gemeenten_2013.csv")
    _verhuis(gemeenten, vast | {rij["centrumgemeente_code"] for rij in regios}, toeval)
    _centra(regios, [rij for rij in gemeenten if rij["cbs_code"] not in vast], toeval)
    bestanden = {
        "gemeenten_2013": gemeenten,
        "regios_2013": regios,
        "gemeente_buren_2013": _grenzen(tabel(doelmap / "gemeente_buren_2013.csv"), vast, toeval),
        "taken": _taken(tabel(doelmap / "taken.csv"), toeval),
        "rechtsvormen": _rechtsvormen(tabel(doelmap / "rechtsvormen.csv"), toeval),
        "uitvragen": [*tabel(doelmap / "uitvragen.csv"), RONDE_2015],
    }
    for naam, rijen in bestanden.items():
        with (doelmap / f"{naam}.csv").open("w", encoding="utf-8", newline="") as bestand:
            schrijver = csv.DictWriter(bestand, list(rijen[0]), restval="")
            schrijver.writeheader()
            schrijver.writerows(rijen)
    return doelmap


def _verhuis(gemeenten: list[Rij], vast: set[str], toeval: Random) -> None:
    """Other inwoners, and one in ten gemeenten in another region; never a region emptied."""
    for rij in gemeenten:
        if toeval.random() < 0.3:
            rij["inwoners"] = toeval.choice(("99995", "100000", "1", "49999", "250000"))
        for soort in INDELINGEN:
            if rij["cbs_code"] not in vast and toeval.random() < 0.1:
                ander = toeval.choice(gemeenten)
                genoten = [r for r in gemeenten if r[f"{soort}_code"] == rij[f"{soort}_code"]]
                if len(genoten) > 1:
                    rij[f"{soort}_code"] = ander[f"{soort}_code"]
                    rij[soort] = ander[soort]


def _centra(regios: list[Rij], gemeenten: list[Rij], toeval: Random) -> None:
    """Half of the arbeidsmarktregio's lose their centrumgemeente; jeugdregio's may get one."""
    jeugd = toeval.random() < 0.5
    for rij in regios:
        if rij["soort"] == "arbeidsmarktregio" and toeval.random() < 0.5:
            rij["centrumgemeente_code"] = rij["centrumgemeente"] = ""
        if rij["soort"] == "jeugdregio" and jeugd and toeval.random() < 0.5:
            leden = [r for r in gemeenten if r["jeugdregio_code"] == rij["code"]]
            for centrum in toeval.sample(leden, min(1, len(leden))):
                rij["centrumgemeente_code"] = centrum["cbs_code"]
                rij["centrumgemeente"] = centrum["naam"]


def _grenzen(rijen: list[Rij], herindeling: set[str], toeval: Random) -> list[Rij]:
    """Borders around 200 m of land and over water only, the same in both directions.

    Those that a herindeling merges are short: together they may be long enough.
    """
    anders: dict[frozenset[str], tuple[str, str]] = {}
    for rij in rijen:
        paar = frozenset((rij["cbs_code"], rij["buur_code"]))
        gelijk = (rij["landgrens_km"], rij["alleen_water"])
        keuzen = (gelijk, gelijk, gelijk, gelijk, ("0.20", "0"), ("0.19", "0"), ("0.00", "1"))
        if paar & herindeling:
            keuzen = (gelijk, ("0.10", "0"), ("0.19", "0"), ("0.00", "1"))
        anders.setdefault(paar, toeval.choice(keuzen))
        rij["landgrens_km"], rij["alleen_water"] = anders[paar]
    return rijen


def _taken(rijen: list[Rij], toeval: Random) -> list[Rij]:
    """Another catalogue: levels, need, norms and indelingen drawn anew."""
    for rij in rijen:
        rij["decentralisatie"] = toeval.choice(("jeugd", "jeugd", "wmo", "participatie"))
        rij["niveau"] = toeval.choice("abbcc")
        rij["samenwerking_noodzakelijk"] = toeval.choice("0111")
        rij["landelijk_mogelijk"] = toeval.choice("0001")
        rij["referentie_indeling"] = toeval.choice(INDELINGEN)
        rij["norm_inwoners"] = toeval.choice(("", "1", "50000", "100000", "250000", "99998"))
    return rijen


def _rechtsvormen(rijen: list[Rij], toeval: Random) -> list[Rij]:
    """Some forms begin or end on or around the peildata."""
    for rij in rijen:
        rij["bindend"] = toeval.choice("01")
        if toeval.random() < 0.4:
            rij["geldig_vanaf"] = toeval.choice(("2013-05-31", "2013-06-01", "2014-06-30"))
        if toeval.random() < 0.4:
            rij["geldig_tot"] = toeval.choice(("2014-07-01", "2015-01-01", "2015-01-02"))
    return rijen
