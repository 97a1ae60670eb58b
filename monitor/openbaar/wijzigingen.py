"""What became public, for systems that follow along: rounds, new verbanden, bevindingen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from monitor.beeld import beeld
from monitor.openbaar.tabellen import OPEN_REGELS
from monitor.regels.alles import Evaluatie
from monitor.regels.bevinding import Bevinding
from monitor.regels.catalogus import CATALOGUS, zin
from monitor.regels.stand import Stand
from samenwerking.models import Uitvraag


@dataclass(frozen=True)
class Wijziging:
    """One entry: a stable key, when it became public, a title, a sentence, and where it is."""

    sleutel: str
    op: datetime
    titel: str
    zin: str
    pad: str


def wijzigingen(rondes: list[Uitvraag], nu: datetime, gemeente: str = "") -> list[Wijziging]:
    """The changes of these published rounds (newest first), each against the one before it.

    With `gemeente` only what is about it, each bevinding apart; else bevindingen per rule.
    """
    oud_naar_nieuw = sorted(rondes, key=lambda ronde: ronde.opent)
    standen = {r.code: beeld(r, nu, r.gepubliceerd_op) for r in oud_naar_nieuw}
    alle = [_ronde(ronde) for ronde in oud_naar_nieuw]
    for vorige, ronde in pairwise([None, *oud_naar_nieuw]):
        assert ronde is not None  # noqa: S101
        oud = standen[vorige.code] if vorige else None
        alle += _verbanden(ronde, standen[ronde.code][0], oud, gemeente)
        if oud:
            alle += _bevindingen(ronde, standen[ronde.code], oud, gemeente)
    return sorted(alle, key=lambda w: (w.op, w.sleutel), reverse=True)


def _op(ronde: Uitvraag) -> datetime:
    return ronde.gepubliceerd_op or ronde.opent


def _ronde(ronde: Uitvraag) -> Wijziging:
    titel = f"Ronde {ronde.korte_naam} is gepubliceerd"
    return Wijziging(ronde.code, _op(ronde), titel, ronde.naam, f"/open-data/{ronde.code}")


def _verbanden(
    ronde: Uitvraag, stand: Stand, oud: tuple[Stand, Evaluatie] | None, gemeente: str
) -> Iterator[Wijziging]:
    """The verbanden that the round before did not have."""
    bekend = oud[0].verbanden.keys() if oud else set()
    bit = stand.bit.get(gemeente, 0)
    van_ons = {slug for (slug, _), leden in stand.leden.items() if leden & bit}
    for slug in sorted(stand.verbanden.keys() - bekend):
        if not gemeente or slug in van_ons:
            naam = stand.verbandnaam(slug)
            yield Wijziging(
                f"{ronde.code}/verband/{slug}",
                _op(ronde),
                f"Nieuw verband: {naam}",
                f"{naam} staat voor het eerst in een gepubliceerde ronde ({ronde.korte_naam}).",
                f"/verbanden/{slug}/?ronde={ronde.code}",
            )


def _bevindingen(
    ronde: Uitvraag,
    nieuw: tuple[Stand, Evaluatie],
    oud: tuple[Stand, Evaluatie],
    gemeente: str,
) -> Iterator[Wijziging]:
    """What was found first in this round, and what is found no more."""
    toen, nu = _open(oud[1], gemeente), _open(nieuw[1], gemeente)
    if gemeente:
        yield from _los(ronde, nieuw[0], nu - toen, "Nieuwe bevinding")
        yield from _los(ronde, oud[0], toen - nu, "Niet meer gevonden")
        return
    erbij, weg = (Counter(b.code for b in s) for s in (nu - toen, toen - nu))
    for code in sorted(erbij.keys() | weg.keys()):
        yield Wijziging(
            f"{ronde.code}/bevindingen/{code}",
            _op(ronde),
            f"{code} {CATALOGUS[code].titel}: {erbij[code]} erbij, {weg[code]} weg",
            f"Vergeleken met de ronde ervoor: {erbij[code]} erbij en {weg[code]} weg.",
            f"/api/v1/uitvragen/{ronde.code}/bevindingen?code={code}",
        )


def _open(evaluatie: Evaluatie, gemeente: str) -> set[Bevinding]:
    return {
        b
        for b in evaluatie.bevindingen
        if b.code[0] in OPEN_REGELS and (not gemeente or gemeente in b.gemeenten)
    }


def _los(
    ronde: Uitvraag, stand: Stand, gevonden: set[Bevinding], woord: str
) -> Iterator[Wijziging]:
    for b in sorted(gevonden, key=str):
        deel = "-".join(filter(None, (b.code, b.verband, b.taak, *b.gemeenten[:1])))
        titel = f"{woord}: {b.code} {CATALOGUS[b.code].titel}"
        pad = f"/api/v1/uitvragen/{ronde.code}/bevindingen?code={b.code}"
        soort = "erbij" if woord.startswith("Nieuwe") else "weg"
        yield Wijziging(f"{ronde.code}/{soort}/{deel}", _op(ronde), titel, zin(stand, b), pad)
