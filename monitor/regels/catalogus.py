"""The one table of rules: code -> card, for screens, PDF, API and README."""

from __future__ import annotations

from monitor.regels.aaneengesloten import A1
from monitor.regels.bevinding import Bevinding, Regelkaart
from monitor.regels.congruentie import C1, C2, C3
from monitor.regels.dekking import D1, D2, D3, D4, D5
from monitor.regels.donut import N1, N2
from monitor.regels.drukte import B1
from monitor.regels.stand import Stand
from monitor.regels.tegenspraken import T1, T2, T3, T4, T5, T6, T7
from monitor.regels.wederkerigheid import W1, W2, W3

CATALOGUS: dict[str, Regelkaart] = {
    kaart.code: kaart
    for kaart in (
        *(A1, B1, C1, C2, C3),
        *(D1, D2, D3, D4, D5),
        *(N1, N2),
        *(T1, T2, T3, T4, T5, T6, T7),
        *(W1, W2, W3),
    )
}


def zin(stand: Stand, bevinding: Bevinding) -> str:
    """The Dutch sentence of a finding, with the names that hold in this Stand."""
    return CATALOGUS[bevinding.code].zin(stand, bevinding)
