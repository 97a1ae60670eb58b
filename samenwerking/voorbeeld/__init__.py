"""Example data: the rounds 2013-mei and 2013-nov as import folders, invented and labelled so.

Deterministic: the same parameters give the same bytes, on every machine. Standard library only;
what comes out goes through the ordinary importer. See fixtures/voorbeeld/README.md.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from samenwerking.voorbeeld.bron import schrijf_bronmap
from samenwerking.voorbeeld.mei import bouw_mei
from samenwerking.voorbeeld.november import NOVEMBER, bouw_november
from samenwerking.voorbeeld.ronde import Ronde
from samenwerking.voorbeeld.wereld import MEI, lees_wereld

__all__ = ["maak_bronmap"]


def maak_bronmap(uitvraag: str, fixtures: Path, doel: Path) -> None:
    """Write the example round as an import folder (koppelvlakken, section 3).

    2013-mei leaves out the gemeenten and verbanden of the letter of 30 May 2013: import that
    first. `fixtures` is the folder with the reference tables. Raises ValueError for another round.
    """
    if uitvraag not in (MEI, NOVEMBER):
        raise ValueError(f"geen voorbeeldronde: {uitvraag}")
    parameters = tomllib.loads((fixtures / "voorbeeld" / "parameters.toml").read_text("utf-8"))
    wereld = lees_wereld(fixtures, parameters)
    ronde, zonder = bouw_mei(wereld), wereld.brief
    if uitvraag == NOVEMBER:
        ronde, zonder = bouw_november(wereld, ronde), Ronde()
    schrijf_bronmap(ronde, doel, wereld.land, parameters, zonder)
