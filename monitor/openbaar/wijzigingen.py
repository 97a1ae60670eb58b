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


@dataclass(frozen=True)
class Gepubliceerd:
    """A published round as it was known then, and of it what was asked for."""

    ronde: Uitvraag
    op: datetime
    stand: Stand
    evaluatie: Evaluatie
    gekozen: frozenset[str] | None
    """CBS codes; None is the whole country."""

    def gaat_over(self, gemeenten: tuple[str, ...] | list[str]) -> bool:
        """Whether it is about one of the chosen gemeenten."""
        return self.gekozen is None or not self.gekozen.isdisjoint(gemeenten)

    def verbanden(self) -> set[str]:
        """The slugs of those in which a chosen gemeente takes part."""
        if self.gekozen is None:
            return set(self.stand.verbanden)
        bits = sum(self.stand.bit.get(code, 0) for code in self.gekozen)
        return {slug for (slug, _), leden in self.stand.leden.items() if leden & bits}

    def bevindingen(self) -> set[Bevinding]:
        """The public ones about a chosen gemeente."""
        return {
            b
            for b in self.evaluatie.bevindingen
            if b.code[0] in OPEN_REGELS and self.gaat_over(b.gemeenten)
        }


def wijzigingen(rondes: list[Uitvraag], gemeente: str = "", regio: str = "") -> list[Wijziging]:
    """The changes of these published rounds, newest first, each against the one before it.

    With `gemeente` (CBS code) or `regio` (code) only what is about them, each bevinding apart;
    else bevindingen per rule. The same change has the same key in every feed.
    """
    oud_naar_nieuw = sorted(rondes, key=lambda ronde: ronde.opent)
    gelezen = [_lees(ronde, gemeente, regio) for ronde in oud_naar_nieuw]
    alle = [_ronde(nieuw) for nieuw in gelezen]
    for oud, nieuw in pairwise([None, *gelezen]):
        if nieuw is not None:
            alle += _verbanden(nieuw, oud)
            alle += _per_regel(nieuw, oud) if nieuw.gekozen is None else _elk(nieuw, oud)
    return sorted(alle, key=lambda w: (w.op, w.sleutel), reverse=True)


def _lees(ronde: Uitvraag, gemeente: str, regio: str) -> Gepubliceerd:
    op = ronde.gepubliceerd_op or ronde.opent
    stand, evaluatie = beeld(ronde, op, op)
    gekozen: frozenset[str] | None = None
    if gemeente:
        gekozen = frozenset({gemeente})
    if regio:
        regios = [r for i in stand.indelingen.values() for r in i.regios if r.code == regio]
        leden = frozenset(code for gevonden in regios for code in stand.codes(gevonden.leden))
        gekozen = leden if gekozen is None else gekozen & leden
    return Gepubliceerd(ronde, op, stand, evaluatie, gekozen)


def _ronde(nieuw: Gepubliceerd) -> Wijziging:
    code = nieuw.ronde.code
    titel = f"Ronde {nieuw.ronde.korte_naam} is gepubliceerd"
    return Wijziging(code, nieuw.op, titel, nieuw.ronde.naam, f"/open-data/{code}")


def _verbanden(nieuw: Gepubliceerd, oud: Gepubliceerd | None) -> Iterator[Wijziging]:
    """The verbanden that the round before did not have."""
    ronde = nieuw.ronde
    bekend = oud.stand.verbanden.keys() if oud else set()
    for slug in sorted(nieuw.verbanden() - bekend):
        naam = nieuw.stand.verbandnaam(slug)
        yield Wijziging(
            f"{ronde.code}/verband/{slug}",
            nieuw.op,
            f"Nieuw verband: {naam}",
            f"{naam} staat voor het eerst in een gepubliceerde ronde ({ronde.korte_naam}).",
            f"/verbanden/{slug}/?ronde={ronde.code}",
        )


def _per_regel(nieuw: Gepubliceerd, oud: Gepubliceerd | None) -> Iterator[Wijziging]:
    """Per rule how many were found first in this round, and how many are found no more."""
    toen, nu = oud.bevindingen() if oud else set(), nieuw.bevindingen()
    erbij, weg = (Counter(b.code for b in groep) for groep in (nu - toen, toen - nu))
    for code in sorted(erbij.keys() | weg.keys()):
        aantal = f"{erbij[code]} erbij, {weg[code]} weg"
        met = "Vergeleken met de ronde ervoor" if oud else "In de eerste gepubliceerde ronde"
        yield Wijziging(
            f"{nieuw.ronde.code}/bevindingen/{code}",
            nieuw.op,
            f"{code} {CATALOGUS[code].titel}: {aantal}",
            f"{met}: {aantal}.",
            f"/api/v1/uitvragen/{nieuw.ronde.code}/bevindingen?code={code}",
        )


def _elk(nieuw: Gepubliceerd, oud: Gepubliceerd | None) -> Iterator[Wijziging]:
    """Each bevinding that was found first in this round, and each that is found no more."""
    toen, nu = oud.bevindingen() if oud else set(), nieuw.bevindingen()
    for b in sorted(nu - toen, key=str):
        yield _bevinding(nieuw, b, "erbij", f"Nieuwe bevinding: {zin(nieuw.stand, b)}")
    if oud:
        for b in sorted(toen - nu, key=str):
            yield _bevinding(nieuw, b, "weg", f"Niet meer gevonden: {zin(oud.stand, b)}")


def _bevinding(nieuw: Gepubliceerd, b: Bevinding, soort: str, tekst: str) -> Wijziging:
    code = nieuw.ronde.code
    deel = "-".join(filter(None, (b.code, b.verband, b.taak, *b.gemeenten[:1])))
    begin = "Nieuwe bevinding" if soort == "erbij" else "Niet meer gevonden"
    titel = f"{begin}: {b.code} {CATALOGUS[b.code].titel}"
    pad = f"/api/v1/uitvragen/{code}/bevindingen?code={b.code}"
    return Wijziging(f"{code}/{soort}/{deel}", nieuw.op, titel, tekst, pad)
