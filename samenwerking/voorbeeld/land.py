"""The reference tables as the generator needs them: gemeenten, regio's, borders and taken."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

Rij = dict[str, str]

INDELINGEN = ("arbeidsmarktregio", "veiligheidsregio", "jeugdregio")
LANDGRENS_KM = 0.2


@dataclass(frozen=True)
class Gemeente:
    """One gemeente of 2013; `plek` is its centroid in RD metres, `regio` its codes per soort."""

    code: str
    naam: str
    inwoners: int
    regio: Mapping[str, str]
    opvangcentrum: bool
    plek: tuple[int, int]


@dataclass(frozen=True)
class Regio:
    """A region of one of the three indelingen; `centrum` is empty where there is none."""

    code: str
    soort: str
    naam: str
    leden: frozenset[str]
    centrum: str


@dataclass(frozen=True)
class Land:
    """The country of 2013: 408 gemeenten in three indelingen, and the catalogue of taken.

    `codes` gives the CBS code of an official name.
    """

    gemeenten: Mapping[str, Gemeente]
    codes: Mapping[str, str]
    regios: Mapping[str, Regio]
    landburen: Mapping[str, frozenset[str]]
    buren: Mapping[str, frozenset[str]]
    taken: Mapping[str, Rij]
    taken_per_ronde: Mapping[str, tuple[str, ...]]
    bindend: frozenset[str]

    def inwoners(self, groep: Iterable[str]) -> int:
        """The inwoners of a group together."""
        return sum(self.gemeenten[g].inwoners for g in groep)

    def grootste(self, groep: Iterable[str]) -> str:
        """The gemeente with most inwoners; the lowest code on a tie."""
        return min(groep, key=lambda g: (-self.gemeenten[g].inwoners, g))

    def soort(self, indeling: str) -> list[Regio]:
        """The regions of one indeling by code."""
        return [regio for _, regio in sorted(self.regios.items()) if regio.soort == indeling]


def lees(pad: Path) -> list[Rij]:
    """The rows of a CSV file with header, UTF-8."""
    with pad.open(encoding="utf-8", newline="") as bestand:
        return list(csv.DictReader(bestand))


def lees_land(fixtures: Path) -> Land:
    """Read the reference tables of 2013 from the folder with fixtures."""
    rijen = lees(fixtures / "gemeenten_2013.csv")
    taken = {rij["code"]: rij for rij in lees(fixtures / "taken.csv")}
    return Land(
        gemeenten=_gemeenten(rijen, lees(fixtures / "gemeente_centroid_2013.csv")),
        codes={rij["naam"]: rij["cbs_code"] for rij in rijen},
        regios=_regios(rijen, lees(fixtures / "regios_2013.csv")),
        landburen=_buren(fixtures, alleen_land=True),
        buren=_buren(fixtures, alleen_land=False),
        taken=taken,
        taken_per_ronde={
            rij["code"]: tuple(
                code
                for code, taak in sorted(taken.items())
                if rij["taken"] in ("*", taak["decentralisatie"])
            )
            for rij in lees(fixtures / "uitvragen.csv")
        },
        bindend=frozenset(
            rij["code"] for rij in lees(fixtures / "rechtsvormen.csv") if rij["bindend"] == "1"
        ),
    )


def _gemeenten(rijen: list[Rij], centroiden: list[Rij]) -> dict[str, Gemeente]:
    plek = {rij["cbs_code"]: (int(rij["rd_x"]), int(rij["rd_y"])) for rij in centroiden}
    return {
        rij["cbs_code"]: Gemeente(
            code=rij["cbs_code"],
            naam=rij["naam"],
            inwoners=int(rij["inwoners"]),
            regio={soort: rij[f"{soort}_code"] for soort in INDELINGEN},
            opvangcentrum=rij["centrum_opvang"] == "1",
            plek=plek[rij["cbs_code"]],
        )
        for rij in sorted(rijen, key=lambda rij: rij["cbs_code"])
    }


def _regios(rijen: list[Rij], regios: list[Rij]) -> dict[str, Regio]:
    return {
        regio["code"]: Regio(
            code=regio["code"],
            soort=regio["soort"],
            naam=regio["naam"],
            leden=frozenset(
                rij["cbs_code"] for rij in rijen if rij[f"{regio['soort']}_code"] == regio["code"]
            ),
            centrum=regio["centrumgemeente_code"],
        )
        for regio in regios
        if regio["soort"] in INDELINGEN
    }


def _buren(fixtures: Path, *, alleen_land: bool) -> dict[str, frozenset[str]]:
    buren: dict[str, set[str]] = {}
    for rij in lees(fixtures / "gemeente_buren_2013.csv"):
        over_land = float(rij["landgrens_km"]) >= LANDGRENS_KM and rij["alleen_water"] == "0"
        buren.setdefault(rij["cbs_code"], set())
        if over_land or not alleen_land:
            buren[rij["cbs_code"]].add(rij["buur_code"])
    return {code: frozenset(naast) for code, naast in buren.items()}
