"""All rules over one Stand."""

from __future__ import annotations

from typing import NamedTuple

from monitor.regels.aaneengesloten import losse_verbanden
from monitor.regels.bevinding import Bevinding
from monitor.regels.congruentie import (
    doorsneden_indeling,
    kruisende_indelingen,
    kruisende_verbanden,
)
from monitor.regels.criteria import Indicatie, indicaties
from monitor.regels.dekking import (
    Cel,
    dekking,
    in_verkenning,
    wacht_op_rijk,
    witte_vlekken,
    zelfstandig_onder_norm,
    zelfstandig_op_c,
)
from monitor.regels.donut import centrumdonuts, enclaves
from monitor.regels.drukte import Drukte, drukte, veel_verbanden
from monitor.regels.ligging import Relatie, relaties
from monitor.regels.stand import Stand
from monitor.regels.tegenspraken import (
    besluit_zonder_datum,
    centrumregeling_zonder_centrum,
    delegatie_zonder_binding,
    inkoop_zonder_basis,
    ongeldige_rechtsvorm,
    te_laat_voor_inkoop,
    verevening_zonder_besluit,
)
from monitor.regels.wederkerigheid import (
    niet_genoemd_door_gemeente,
    niet_genoemd_door_verband,
    niet_ingediend,
)

REGELS = (
    losse_verbanden,
    veel_verbanden,
    doorsneden_indeling,
    kruisende_verbanden,
    kruisende_indelingen,
    witte_vlekken,
    zelfstandig_op_c,
    zelfstandig_onder_norm,
    in_verkenning,
    wacht_op_rijk,
    centrumdonuts,
    enclaves,
    inkoop_zonder_basis,
    besluit_zonder_datum,
    delegatie_zonder_binding,
    centrumregeling_zonder_centrum,
    ongeldige_rechtsvorm,
    verevening_zonder_besluit,
    te_laat_voor_inkoop,
    niet_genoemd_door_verband,
    niet_genoemd_door_gemeente,
    niet_ingediend,
)
"""Every rule, in the order of its code; each gives its findings in the order of their key."""


class Evaluatie(NamedTuple):
    """The outcome for one Stand, every list in its fixed order."""

    dekking: list[Cel]
    relaties: list[Relatie]
    indicaties: list[Indicatie]
    bevindingen: list[Bevinding]
    drukte: list[Drukte]


def evalueer(stand: Stand) -> Evaluatie:
    """Evaluate every rule. The same Stand gives the same outcome, in the same order."""
    return Evaluatie(
        dekking=dekking(stand),
        relaties=relaties(stand),
        indicaties=indicaties(stand),
        bevindingen=[bevinding for regel in REGELS for bevinding in regel(stand)],
        drukte=drukte(stand),
    )
