"""All regioprofielen of the three indelingen, two at a time, against one after the other.

By the clock, so the machine must be quiet; the CPU time of the processes stands beside it.
"""

from __future__ import annotations

from time import perf_counter
from typing import Any

from monitor.beeld import toets
from monitor.bundels import documenten, regios
from monitor.pdf.regioprofiel import stuk
from monitor.regels.stand import INDELINGEN
from samenwerking.gezondheid import pango_aanwezig
from samenwerking.klok import nu
from samenwerking.models import Uitvraag
from samenwerking.pdf.proces import Gemaakt, velen
from tests.prestaties.meten import Regel

DOEL = 0.55


def meet(ronde: Uitvraag) -> list[Any]:
    """One row, or the reason why there is none."""
    if not pango_aanwezig():
        return ["| all regioprofielen, two processes | | | | | ≤ 0.55 | | skipped: no Pango |"]
    moment = nu()
    stand, evaluatie = toets(ronde, moment)
    codes = [code for soort in INDELINGEN for code, _ in regios(stand, soort)]
    alle = dict(documenten(ronde, stand, evaluatie, codes, moment))
    htmls = {code: html for code, html in alle.items() if isinstance(html, str)}
    assert len(htmls) == len(codes), "a profile cannot be made"
    _maak(dict(list(htmls.items())[:2]), 2)
    een, cpu_een, _ = _maak(htmls, 1)
    twee, cpu_twee, piek = _maak(htmls, 2)
    naam = f"all {len(htmls)} regioprofielen, two at a time"
    extra = f"by the clock; CPU {cpu_een:.0f} and {cpu_twee:.0f} s; at most {piek} MB a process"
    return [Regel(naam, "one at a time", een, twee, DOEL, extra, "s")]


def _maak(htmls: dict[str, str], tegelijk: int) -> tuple[float, float, int]:
    """Seconds by the clock, of CPU time, and the most memory (MB) that one of them took."""
    begin = perf_counter()
    werk = ((code, (stuk(html),)) for code, html in htmls.items())
    uit = [gemaakt for _, gemaakt in velen(werk, tegelijk) if isinstance(gemaakt, Gemaakt)]
    assert len(uit) == len(htmls), "a profile failed"
    duur = perf_counter() - begin
    return duur, sum(g.seconden for g in uit), max(g.megabytes for g in uit)
