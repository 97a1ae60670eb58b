"""The numbered tables for parliament, out of one Stand and a few counts.

A table is a name, its columns and its rows, each cell a text, a number or None for what cannot be
computed. What the numbers mean is in `kamerzinnen`. Source: S4-62..76, koppelvlakken 4b.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from monitor.regels.alles import Evaluatie
from monitor.regels.bevinding import Bevinding
from monitor.regels.congruentie import kruisende_paren
from monitor.regels.dekking import Staat
from monitor.regels.stand import INDELINGEN, JEUGDREGIO, Regio, Stand
from monitor.regels.uitleg import Sleutel, sleutel
from monitor.regels.voortgang import (
    omgezette_intenties,
    regios_per_taak,
    vastgestelde_gemeenten,
    verevening_per_regio,
)

Cel = str | int | float | None
Rij = tuple[Cel, ...]
INCONGRUENTIE = ("A1", "C1", "C2", "C3", "N1", "N2")
"""The findings of table 3, in the order of their code."""
PER_VERBAND = ("A1", "C1")
"""Findings that a verband explains; of the others each gemeente explains its own."""


class Gegevens(NamedTuple):
    """What the tables are made of, as known at one moment.

    `op_tijd` and `te_laat` count gemeenten by their first opgave; `bezoeken` and `bezocht` are
    visits and different gemeenten; `eerst` is the round to compare with, `opvolging` who
    succeeded whom since; `uitgelegd` says whether a finding counts as explained.
    """

    stand: Stand
    evaluatie: Evaluatie
    uitgelegd: Callable[[Sleutel], bool]
    op_tijd: int
    te_laat: int
    bezoeken: int
    bezocht: int
    eerst: Stand | None = None
    opvolging: Mapping[str, frozenset[str]] = {}


class Tabel(NamedTuple):
    """One table: number, name of its file after the number, columns and rows."""

    nummer: int
    naam: str
    kolommen: tuple[str, ...]
    rijen: tuple[Rij, ...]


def tabellen(gegevens: Gegevens) -> list[Tabel]:
    """All tables by number; the fifth is left out when there is no round to compare with."""
    uit = [
        Tabel(1, "inzendingen", ("status", "aantal", "percentage"), _inzendingen(gegevens)),
        _dekking(gegevens.stand, gegevens.evaluatie),
        _incongruentie(gegevens),
        _regios_per_taak(gegevens.stand),
        *_omgezet(gegevens),
        _per_gemeente(gegevens.stand),
        _verevening(gegevens.stand),
        _regios(gegevens.stand),
        Tabel(
            9,
            "bezoeken",
            ("bezoeken", "verschillende_gemeenten"),
            ((gegevens.bezoeken, gegevens.bezocht),),
        ),
    ]
    return uit


def percentage(deel: int, geheel: int) -> float | None:
    """A share in percents with one decimal; None of nothing."""
    return round(100 * deel / geheel, 1) if geheel else None


def _inzendingen(g: Gegevens) -> tuple[Rij, ...]:
    totaal = len(g.stand.gemeenten)
    aantallen = {
        "op_tijd": g.op_tijd,
        "te_laat": g.te_laat,
        "niet_ingediend": totaal - g.op_tijd - g.te_laat,
    }
    return tuple((status, n, percentage(n, totaal)) for status, n in aantallen.items())


def _dekking(stand: Stand, evaluatie: Evaluatie) -> Tabel:
    nodig = [taak for taak in stand.taken if taak.samenwerking_noodzakelijk]
    telling = {taak.code: dict.fromkeys(Staat, 0) for taak in nodig}
    for cel in evaluatie.dekking:
        telling[cel.taak][cel.staat] += 1
    rijen: tuple[Rij, ...] = tuple(
        (t.code, t.niveau, *telling[t.code].values(), sum(telling[t.code].values())) for t in nodig
    )
    kolommen = ("taak", "niveau", *(staat.value for staat in Staat), "totaal")
    return Tabel(2, "dekking", kolommen, rijen)


def _incongruentie(g: Gegevens) -> Tabel:
    rijen = []
    for code in INCONGRUENTIE:
        gevonden = [b for b in g.evaluatie.bevindingen if b.code == code]
        gemeenten = {gemeente for b in gevonden for gemeente in b.gemeenten}
        verbanden = _verbanden(g.stand, gevonden)
        rijen.append((code, len(gemeenten), len(verbanden), _uitgelegd(g, gevonden)))
    kolommen = ("soort", "aantal_gemeenten", "aantal_verbanden", "waarvan_uitgelegd")
    return Tabel(3, "incongruentie", kolommen, tuple(rijen))


def _verbanden(stand: Stand, gevonden: list[Bevinding]) -> set[str]:
    """The verbanden in the findings; of C2 those that cross in some gemeente."""
    uit = {b.verband for b in gevonden if b.verband}
    for b in gevonden:
        if b.code == "C2":
            uit |= {a.verband for paar in kruisende_paren(stand, b.gemeenten[0]) for a in paar}
    return uit


def _uitgelegd(g: Gegevens, gevonden: list[Bevinding]) -> int:
    """Of how many verbanden (A1, C1) or gemeenten (the rest) every finding is explained."""
    per: dict[str, bool] = {}
    for b in gevonden:
        wie = (b.verband or "") if b.code in PER_VERBAND else b.gemeenten[0]
        per[wie] = per.get(wie, True) and g.uitgelegd(sleutel(b))
    return sum(per.values())


def _regios_per_taak(stand: Stand) -> Tabel:
    kolommen = ("taak", "indeling", "vastgesteld", "intentie", "overig", "totaal")
    rijen = tuple((*t, t.vastgesteld + t.intentie + t.overig) for t in regios_per_taak(stand))
    return Tabel(4, "intenties-en-afspraken", kolommen, rijen)


def _omgezet(g: Gegevens) -> list[Tabel]:
    if g.eerst is None:
        return []
    aandelen = omgezette_intenties(g.eerst, g.stand, g.opvolging)
    rijen = tuple((a.taak, a.geheel, a.deel, percentage(a.deel, a.geheel)) for a in aandelen)
    return [Tabel(5, "omgezette-intenties", ("taak", "intenties", "omgezet", "percentage"), rijen)]


def _per_gemeente(stand: Stand) -> Tabel:
    rijen = tuple(
        (a.taak, a.deel, a.geheel, percentage(a.deel, a.geheel))
        for a in vastgestelde_gemeenten(stand)
    )
    return Tabel(6, "gemeenten", ("taak", "vastgesteld", "gemeenten", "percentage"), rijen)


def _verevening(stand: Stand) -> Tabel:
    rijen = tuple(verevening_per_regio(stand, JEUGDREGIO).items())
    return Tabel(7, "risicoverevening", ("klasse", "aantal_regios"), rijen)


def _regios(stand: Stand) -> Tabel:
    kolommen = (
        *("soort", "aantal"),
        *("kleinste", "inwoners_kleinste", "grootste", "inwoners_grootste"),
    )
    return Tabel(8, "regios", kolommen, tuple(_uitersten(stand, soort) for soort in INDELINGEN))


def _uitersten(stand: Stand, soort: str) -> Rij:
    """How many regions there are, the smallest and the largest; equal ones by code."""
    regios = stand.indelingen[soort].regios
    if not regios:
        return (soort, 0, None, None, None, None)

    def omvang(regio: Regio) -> int:
        return stand.inwoners(regio.leden)

    klein, groot = min(regios, key=omvang), max(regios, key=omvang)
    return (soort, len(regios), klein.naam, omvang(klein), groot.naam, omvang(groot))
