"""Build a Stand from plain rows, in any order; what the round does not know is left out."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from datetime import date, datetime
from operator import itemgetter

from monitor.regels.stand import (
    COLLEGEBESLUIT,
    INDELINGEN,
    Arrangement,
    Gemeente,
    Indeling,
    Regelrij,
    Regio,
    Stand,
    Taak,
    Verband,
    nummers,
)

LANDGRENS_KM = 0.2
"""Below this length over land (km) two gemeenten touch in a point, not along a border."""

Gemeenterij = tuple[str, str, int | None] | tuple[str, str, int | None, int | None, int | None]
"""code, naam, inwoners, and where its tile lies."""

Regiolid = tuple[str, str, str, str | None, str]
"""soort, code and naam of the regio, code of its centrumgemeente, code of the member."""

Grens = tuple[str, str, float, bool]
"""gemeente, buur, landgrens_km, alleen_water."""

Arrangementrij = tuple[Hashable, str, str, str | None, str | None, int | None, int | None]
"""key for the deelnames, verband, taak, soort and code of a regio, clienten, aanbieders."""


def bouw(
    *,
    uitvraag: str,
    peildatum: date,
    deadline: datetime,
    nu: datetime,
    vaststelling_drempel: str = COLLEGEBESLUIT,
    gemeenten: Iterable[Gemeenterij],
    taken: Iterable[Taak],
    regioleden: Iterable[Regiolid] = (),
    grenzen: Iterable[Grens] = (),
    verbanden: Iterable[Verband] = (),
    arrangementen: Iterable[Arrangementrij] = (),
    deelnames: Iterable[tuple[Hashable, str]] = (),
    opgaven: Iterable[str] = (),
    regels: Iterable[Regelrij] = (),
) -> Stand:
    """The Stand of a round.

    `gemeenten` are those that exist on the peildatum; rows that name
    another gemeente, or a taak outside the round, are dropped. `opgaven` are the codes of who has
    submitted; a regel of a gemeente that is not among them does not count.
    """
    bestaand = tuple(
        Gemeente(code, naam, inwoners or 0, *tegel)
        for code, naam, inwoners, *tegel in sorted(gemeenten)
    )
    bits = {gemeente.code: 1 << n for n, gemeente in enumerate(bestaand)}
    taakrijen = tuple(sorted(taken, key=itemgetter(0)))
    taakcodes = {taak.code for taak in taakrijen}
    indelingen = _indelingen(bestaand, regioleden, taakrijen)
    land, alle = _buren(bits, grenzen)
    indieners = {code for code in opgaven if code in bits}
    return Stand(
        uitvraag=uitvraag,
        peildatum=peildatum,
        deadline=deadline,
        vaststelling_drempel=vaststelling_drempel,
        nu=nu,
        gemeenten=bestaand,
        taken=taakrijen,
        indelingen=indelingen,
        land=land,
        alle=alle,
        verbanden={verband.slug: verband for verband in sorted(verbanden, key=lambda v: v.slug)},
        arrangementen=_arrangementen(bits, taakcodes, indelingen, arrangementen, deelnames),
        ingediend=sum(bits[code] for code in indieners),
        regels=tuple(r for r in regels if r[0] in indieners and r[1] in taakcodes),
    )


def _indelingen(
    gemeenten: tuple[Gemeente, ...], rijen: Iterable[Regiolid], taken: Iterable[Taak]
) -> dict[str, Indeling]:
    """Every soort with members, and always the three indelingen and those the taken refer to."""
    bits = {gemeente.code: 1 << n for n, gemeente in enumerate(gemeenten)}
    soorten: dict[str, dict[str, Regio]] = {soort: {} for soort in INDELINGEN}
    soorten |= {t.referentie_indeling: {} for t in taken if t.referentie_indeling}
    leden: dict[tuple[str, str, str, str | None], int] = {}
    for soort, code, naam, centrum, lid in rijen:
        if lid in bits:
            regio = soort, code, naam, centrum
            leden[regio] = leden.get(regio, 0) | bits[lid]
    for (soort, code, naam, centrum), masker in leden.items():
        regios = soorten.setdefault(soort, {})
        plaats = bits[centrum].bit_length() - 1 if centrum and centrum in bits else None
        regios[code] = Regio(code, naam, masker, plaats)
    return {soort: _indeling(soort, regios, gemeenten) for soort, regios in soorten.items()}


def _indeling(soort: str, regios: dict[str, Regio], gemeenten: tuple[Gemeente, ...]) -> Indeling:
    gesorteerd = tuple(regios[code] for code in sorted(regios))
    van = {n: regio for regio in gesorteerd for n in nummers(regio.leden)}
    alle = tuple(van.get(n) or Regio(g.code, g.naam, 1 << n) for n, g in enumerate(gemeenten))
    return Indeling(soort, gesorteerd, alle)


def _buren(
    bits: dict[str, int], grenzen: Iterable[Grens]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Maskers of neighbours over land and at all; a border counts for both sides."""
    land, alle = dict.fromkeys(bits, 0), dict.fromkeys(bits, 0)
    for een, ander, landgrens_km, alleen_water in grenzen:
        if een in bits and ander in bits:
            alle[een] |= bits[ander]
            alle[ander] |= bits[een]
            if landgrens_km >= LANDGRENS_KM and not alleen_water:
                land[een] |= bits[ander]
                land[ander] |= bits[een]
    return tuple(land.values()), tuple(alle.values())


def _arrangementen(
    bits: dict[str, int],
    taken: set[str],
    indelingen: dict[str, Indeling],
    rijen: Iterable[Arrangementrij],
    deelnames: Iterable[tuple[Hashable, str]],
) -> tuple[Arrangement, ...]:
    """Deelnemers are who is recorded, and the members of the regio that is attached (S0-37)."""
    regios = {(i.soort, regio.code): regio.leden for i in indelingen.values() for regio in i.regios}
    rijen = [rij for rij in rijen if rij[2] in taken]
    leden = {rij[0]: regios.get((rij[3] or "", rij[4] or ""), 0) for rij in rijen}
    for sleutel, gemeente in deelnames:
        if sleutel in leden and gemeente in bits:
            leden[sleutel] |= bits[gemeente]
    uit = [
        Arrangement(verband, taak, leden[sleutel], clienten, aanbieders)
        for sleutel, verband, taak, _, _, clienten, aanbieders in rijen
    ]
    return tuple(sorted(uit, key=itemgetter(0, 1)))
