"""The matrix taak x regio: how far each region is with each taak, per indeling of the taken."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from monitor.filters import INDELINGNAMEN
from monitor.regels.stand import Regio, Stand, Taak
from monitor.regels.voortgang import Fase, Regiostand, regiostanden

LETTERS = {Fase.VASTGESTELD: "V", Fase.INTENTIE: "I", Fase.OVERIG: "O"}


@dataclass(frozen=True)
class Matrixrij:
    """One region with its cells, ready to print."""

    regio: Regio
    cellen: SafeString


@dataclass(frozen=True)
class Regiomatrix:
    """The regions of one indeling against the taken that go by it."""

    naam: str
    taken: list[Taak]
    rijen: list[Matrixrij]


def regiomatrix(stand: Stand, procent: int, query: str) -> list[Regiomatrix]:
    """A matrix per indeling that taken go by; a cell leads to the gemeenten behind it."""
    standen = regiostanden(stand, procent)
    uit = []
    for soort, naam in INDELINGNAMEN.items():
        taken = [taak for taak in stand.taken if taak.referentie_indeling == soort]
        per = {(rij.taak, rij.regio.code): rij for taak in taken for rij in standen[taak.code]}
        regios = sorted(stand.indelingen[soort].regios, key=lambda regio: regio.naam)
        rijen = [
            Matrixrij(regio, _cellen([per[taak.code, regio.code] for taak in taken], query))
            for regio in regios
        ]
        if taken:
            uit.append(Regiomatrix(naam, taken, rijen))
    return uit


def _cellen(rij: list[Regiostand], query: str) -> SafeString:
    return format_html_join(
        "",
        '<td class="fase-{}"><a href="/monitor/voortgang/gemeenten/?{}&amp;regio={}&amp;taak={}"'
        ' aria-label="{}">{}</a></td>',
        (
            (
                cel.fase.value,
                query,
                cel.regio.code,
                cel.taak,
                _woord(cel),
                LETTERS[cel.fase],
            )
            for cel in rij
        ),
    )


def _woord(cel: Regiostand) -> str:
    return format_html(
        "{}: {} van de {} gemeenten vastgesteld", cel.fase.value, cel.vastgesteld, cel.gemeenten
    )
