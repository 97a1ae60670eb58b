"""What every step of the generator reads: reference data, parameters, subregio's, the letter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from samenwerking.voorbeeld.bron import lees_bronmap
from samenwerking.voorbeeld.land import Land, lees, lees_land
from samenwerking.voorbeeld.ronde import Ronde

MEI = "2013-mei"

Parameters = Mapping[str, Any]


@dataclass(frozen=True)
class Wereld:
    """What every step of the generator reads: reference data, parameters and the letter."""

    land: Land
    parameters: Parameters
    subregios: Mapping[str, frozenset[str]]
    brief: Ronde

    def codes(self, namen: Iterable[str]) -> frozenset[str]:
        """The CBS codes of gemeenten by their official name."""
        return frozenset(self.land.codes[naam] for naam in namen)

    def voor(self, uitvraag: str) -> Parameters:
        """The parameters of one round."""
        ronde: Parameters = self.parameters["ronde"][uitvraag]
        return ronde


def lees_wereld(fixtures: Path, parameters: Parameters) -> Wereld:
    """Read all that the generator needs from the folder with fixtures."""
    land = lees_land(fixtures)
    return Wereld(
        land=land,
        parameters=parameters,
        subregios={
            rij["naam"]: frozenset(land.codes[naam] for naam in rij["gemeenten"].split("|"))
            for rij in lees(fixtures / "voorbeeld" / "subregios.csv")
        },
        brief=lees_bronmap(land, fixtures / "brief-2013-05-30"),
    )
