"""N. Who is left out in the middle of a verband?"""

from __future__ import annotations

from collections.abc import Iterable

from monitor.regels.bevinding import Bevinding, Ernst, Regelkaart
from monitor.regels.eenmaal import per_stand
from monitor.regels.stand import ARBEIDSMARKTREGIO, GEEN, Stand, nummers

MINIMUM_DEELNEMERS = 3
BUREN_CENTRUM = 2
BUREN_ENCLAVE = 3

Binnenkant = dict[int, list[tuple[int, int]]]
"""Who can be left out: (number, masker of neighbours) by the first of those neighbours."""


def omsloten(leden: int, nummers_erin: Iterable[int], binnenkant: Binnenkant) -> list[int]:
    """The numbers of who is not in the set while all its given neighbours are, ascending."""
    gevonden = {
        n
        for lid in nummers_erin
        for n, buren in binnenkant.get(lid, ())
        if not leden >> n & 1 and not buren & ~leden
    }
    return sorted(gevonden)


def _binnenkant(kandidaten: Iterable[tuple[int, int]]) -> Binnenkant:
    uit: Binnenkant = {}
    for n, buren in kandidaten:
        uit.setdefault(nummers(buren & -buren)[0], []).append((n, buren))
    return uit


def _centra(stand: Stand, soort: str | None) -> list[tuple[int, int, str]]:
    """(number, land neighbours in the region, name of the region) of every centrumgemeente.

    An indeling without any centrumgemeente borrows those of the arbeidsmarktregio's.
    """
    regios = stand.indelingen[soort or ARBEIDSMARKTREGIO].regios
    if all(regio.centrum is None for regio in regios):
        regios = stand.indelingen[ARBEIDSMARKTREGIO].regios
    return [
        (regio.centrum, stand.land[regio.centrum] & regio.leden, regio.naam)
        for regio in regios
        if regio.centrum is not None
    ]


@per_stand
def _donuts(stand: Stand) -> dict[tuple[int, str | None], list[int]]:
    """Per distinct set and referentie_indeling the centrumgemeenten that are left out."""
    binnen = {}
    for soort in {taak.referentie_indeling for taak in stand.taken}:
        kandidaten = ((n, buren) for n, buren, _ in _centra(stand, soort))
        binnen[soort] = _binnenkant(k for k in kandidaten if k[1].bit_count() >= BUREN_CENTRUM)
    return {
        (leden, soort): omsloten(leden, erin, binnenkant)
        for leden, erin in stand.verzamelingen.items()
        if len(erin) >= MINIMUM_DEELNEMERS
        for soort, binnenkant in binnen.items()
    }


@per_stand
def _enclaves(stand: Stand) -> dict[int, list[int]]:
    """Per distinct set the gemeenten that are surrounded over land."""
    alle = enumerate(stand.land)
    binnenkant = _binnenkant(k for k in alle if k[1].bit_count() >= BUREN_ENCLAVE)
    return {
        leden: omsloten(leden, erin, binnenkant)
        for leden, erin in stand.verzamelingen.items()
        if len(erin) >= MINIMUM_DEELNEMERS
    }


@per_stand
def _keuzes(stand: Stand) -> dict[tuple[str, str], set[str | None]]:
    """What those left out say per taak, unless geen: the verbanden they name, None for others."""
    gevonden = (*_donuts(stand).values(), *_enclaves(stand).values())
    buiten = {stand.gemeenten[n].code for wie in gevonden for n in wie}
    uit: dict[tuple[str, str], set[str | None]] = {}
    for gemeente, taak, wijze, verband, *_ in stand.regels:
        if gemeente in buiten and wijze != GEEN:
            uit.setdefault((gemeente, taak), set()).add(verband)
    return uit


def _bevinding(code: str, stand: Stand, n: int, verband: str, taak: str) -> Bevinding:
    """With eigen_keuze: has the gemeente a regel for t, not geen, that does not name v itself?"""
    gemeente = stand.gemeenten[n].code
    eigen = bool(_keuzes(stand).get((gemeente, taak), set()) - {verband})
    return Bevinding(code, (gemeente,), verband, taak, eigen)


def _keuze(bevinding: Bevinding) -> str:
    return "eigen keuze" if bevinding.eigen_keuze else "uitgesloten"


def _zin_n1(stand: Stand, bevinding: Bevinding) -> str:
    (gemeente,) = bevinding.gemeenten
    soort = stand.taak[bevinding.taak or ""].referentie_indeling
    n = stand.nummer[gemeente]
    regio = next(naam for centrum, _, naam in _centra(stand, soort) if centrum == n)
    return (
        f"{stand.naam(gemeente)} is centrumgemeente van {regio}, maar doet voor"
        f" {stand.taaknaam(bevinding.taak)} niet mee met"
        f" {stand.verbandnaam(bevinding.verband or '')}, terwijl alle buren in die regio wel"
        f" meedoen ({_keuze(bevinding)})."
    )


N1 = Regelkaart(
    "N1",
    "Centrumgemeente doet niet mee (donut)",
    Ernst.UITLEG,
    "De gemeenten rond de centrumgemeente werken samen, maar zonder het centrum.",
    "Kamerbrief 31 839 nr. 343 (S4-63 «donut»)",
    _zin_n1,
)


def centrumdonuts(stand: Stand) -> list[Bevinding]:
    """N1. c is centrumgemeente of a region of the taak's referentie_indeling and not in S,
    while it has at least two land neighbours in that region, all of them in S.

    Those neighbours are then at least two of the region's other gemeenten in S. Never for
    |S| < 3. An indeling without centrumgemeenten borrows those of the arbeidsmarktregio's.
    """
    donuts = _donuts(stand)
    return [
        _bevinding("N1", stand, n, verband, taak)
        for verband, taak, leden, *_ in stand.arrangementen
        for n in donuts.get((leden, stand.taak[taak].referentie_indeling), ())
    ]


def _zin_n2(stand: Stand, bevinding: Bevinding) -> str:
    return (
        f"{stand.naam(bevinding.gemeenten[0])} doet voor {stand.taaknaam(bevinding.taak)} niet mee"
        f" met {stand.verbandnaam(bevinding.verband or '')}, maar is over land helemaal omringd"
        f" door deelnemers ({_keuze(bevinding)})."
    )


N2 = Regelkaart(
    "N2",
    "Gemeente is omringd (enclave)",
    Ernst.UITLEG,
    "Alle buren over land doen mee met het verband, deze gemeente niet.",
    "Kamerbrief 31 839 nr. 343 (S4-63 «donut»)",
    _zin_n2,
)


def enclaves(stand: Stand) -> list[Bevinding]:
    """N2. g is not in S and has at least three land neighbours, all in S.

    Not where N1 already names g for this arrangement. Never for |S| < 3.
    """
    donuts, omringd = _donuts(stand), _enclaves(stand)
    return [
        _bevinding("N2", stand, n, verband, taak)
        for verband, taak, leden, *_ in stand.arrangementen
        for n in omringd.get(leden, ())
        if n not in donuts[leden, stand.taak[taak].referentie_indeling]
    ]
