"""The outcome as plain data, as it goes to files and to others' scripts."""

from __future__ import annotations

from typing import Any

from monitor.regels.alles import Evaluatie
from monitor.regels.bevinding import Bevinding
from monitor.regels.catalogus import zin
from monitor.regels.stand import Stand

Rij = dict[str, Any]


def weergave(stand: Stand, evaluatie: Evaluatie) -> Rij:
    """The evaluation in the form of koppelvlakken section 4, ready for JSON; every list sorted."""
    return {
        "uitvraag": stand.uitvraag,
        "peildatum": stand.peildatum.isoformat(),
        "nu": stand.nu.isoformat(),
        "dekking": [cel._asdict() for cel in evaluatie.dekking],
        "relaties": [relatie._asdict() for relatie in evaluatie.relaties],
        "indicaties": [indicatie._asdict() for indicatie in evaluatie.indicaties],
        "bevindingen": [rij(stand, bevinding) for bevinding in evaluatie.bevindingen],
        "drukte": [drukte._asdict() for drukte in evaluatie.drukte],
    }


def rij(stand: Stand, bevinding: Bevinding) -> Rij:
    """One finding with its sentence."""
    return {
        "code": bevinding.code,
        "gemeenten": list(bevinding.gemeenten),
        "verband": bevinding.verband,
        "taak": bevinding.taak,
        "zin": zin(stand, bevinding),
        "eigen_keuze": bevinding.eigen_keuze,
    }
