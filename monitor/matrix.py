"""The matrix gemeenten x taken, drawn once per request with cells that are ready to print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from monitor.filters import STAATNAMEN
from monitor.regels.dekking import Staat, dekking
from monitor.regels.stand import Stand, Taak, nummers

LETTERS = {
    Staat.GEDEKT: "G",
    Staat.ZELFSTANDIG: "Z",
    Staat.LANDELIJK: "L",
    Staat.VERKENNING: "V",
    Staat.EENZIJDIG: "E",
    Staat.WACHT_OP_RIJK: "R",
    Staat.ONBEVESTIGD: "O",
    Staat.WITTE_VLEK: "W",
}
Staten = dict[str, dict[str, Staat]]
Stukken = dict[tuple[str, Staat], str]
"""A cell by taak and staat, with {0} for the code of the gemeente and {1} for HUIDIG."""
HUIDIG = format_html(' aria-current="true"{}', "")


@dataclass(frozen=True)
class Kop:
    """The heads of one decentralisatie: its name and taken."""

    naam: str
    taken: list[Taak]


@dataclass(frozen=True)
class Matrixrij:
    """One gemeente: its cells joined, ready to print, and its number of witte vlekken."""

    code: str
    naam: str
    ingediend: bool
    cellen: SafeString
    witte_vlekken: int


@dataclass(frozen=True)
class Blok:
    """The rows of one region."""

    naam: str
    inwoners: int
    rijen: list[Matrixrij]


@dataclass(frozen=True)
class Matrix:
    """The whole matrix with the counts that prove it: cells = gemeenten x taken."""

    koppen: list[Kop]
    blokken: list[Blok]
    telling: dict[Staat, int]
    gemeenten: int
    taken: int

    @property
    def cellen(self) -> int:
        """The number of cells, all filled."""
        return self.gemeenten * self.taken

    @property
    def antwoord(self) -> int:
        """Cells with an answer: neither witte vlek, eenzijdig nor onbevestigd."""
        zonder = (Staat.WITTE_VLEK, Staat.EENZIJDIG, Staat.ONBEVESTIGD)
        return self.cellen - sum(self.telling[staat] for staat in zonder)


def matrix(
    stand: Stand,
    *,
    masker: int,
    taak: str | None,
    staat: str | None,
    indeling: str,
    query: str,
    namen: dict[str, str],
    cel: str = "",
) -> Matrix:
    """Rows of the gemeenten in `masker`, grouped by region of `indeling`.

    With `staat` only gemeenten that have a cell of it stay; `query` is what a link to a cell
    keeps of the filters; `namen` gives the short name per decentralisatie; `cel` is the chosen
    cell, such as «GM0736.JE03».
    """
    gevraagd = [t for t in stand.taken if t.samenwerking_noodzakelijk and taak in (None, t.code)]
    taken = [t for d in namen for t in _van(gevraagd, d)]
    staten = _staten(stand, taken)
    telling = Counter(s for n in nummers(masker) for s in staten[stand.gemeenten[n].code].values())
    gekozen, _, gekozen_taak = cel.partition(".")
    stukken = _stukken(taken, query, gekozen_taak)
    blokken = [
        Blok(regio.naam, stand.inwoners(regio.leden & masker), rijen)
        for regio in sorted(stand.indelingen[indeling].regios, key=lambda regio: regio.naam)
        if (rijen := list(_rijen(stand, regio.leden & masker, staten, staat, stukken, gekozen)))
    ]
    return Matrix(
        koppen=[Kop(naam, deel) for d, naam in namen.items() if (deel := _van(taken, d))],
        blokken=blokken,
        telling={s: telling[s] for s in STAATNAMEN},
        gemeenten=masker.bit_count(),
        taken=len(taken),
    )


def _van(taken: list[Taak], decentralisatie: str) -> list[Taak]:
    return [t for t in taken if t.decentralisatie == decentralisatie]


def _staten(stand: Stand, taken: list[Taak]) -> Staten:
    """Staat by gemeente and taak, the taken in the order of the columns."""
    leeg = dict.fromkeys((taak.code for taak in taken), Staat.WITTE_VLEK)
    uit: Staten = {gemeente.code: dict(leeg) for gemeente in stand.gemeenten}
    for gemeente, taak, staat, _ in dekking(stand):
        if taak in leeg:
            uit[gemeente][taak] = staat
    return uit


def _rijen(
    stand: Stand,
    masker: int,
    staten: Staten,
    staat: str | None,
    stukken: Stukken,
    gekozen: str,
) -> Iterator[Matrixrij]:
    for n in sorted(nummers(masker), key=lambda n: stand.gemeenten[n].naam):
        gemeente = stand.gemeenten[n]
        cellen = staten[gemeente.code]
        if staat is None or staat in cellen.values():
            yield Matrixrij(
                gemeente.code,
                gemeente.naam,
                bool(stand.ingediend >> n & 1),
                _cellen(gemeente.code, cellen, stukken, gekozen),
                sum(s is Staat.WITTE_VLEK for s in cellen.values()),
            )


def _cellen(code: str, staten: dict[str, Staat], stukken: Stukken, gekozen: str) -> SafeString:
    """The cells of one row: text that was escaped once, with the gemeente's code filled in."""
    rij = "".join([stukken[cel] for cel in staten.items()])
    return format_html(rij, code, HUIDIG if code == gekozen else "")


def _stukken(taken: list[Taak], query: str, gekozen: str) -> Stukken:
    """Every cell that can occur, around the code: 8 staten x 22 taken instead of 9,000 cells."""
    uit: Stukken = {}
    vorige = taken[0].decentralisatie if taken else ""
    for taak in taken:
        eerste = " eerste" if taak.decentralisatie != vorige else ""
        vorige = taak.decentralisatie
        for staat, letter in LETTERS.items():
            uit[taak.code, staat] = format_html(
                '<td class="{}{}"><a href="?{}cel={}.{}#cel" aria-label="{}"{}>{}</a>',
                letter,
                eerste,
                _letterlijk(query),
                "{0}",
                _letterlijk(taak.code),
                STAATNAMEN[staat],
                "{1}" if taak.code == gekozen else "",
                letter,
            )
    return uit


def _letterlijk(tekst: str) -> str:
    """As text in which something is filled in later: its own braces stay."""
    return tekst.replace("{", "{{").replace("}", "}}")
