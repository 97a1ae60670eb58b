"""The national evaluation against its floor: the same outcome with a raw cursor and numpy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from django.db import connection

from monitor.beeld import toets
from monitor.inlezen import lees_stand
from monitor.regels.alles import Evaluatie, evalueer
from monitor.regels.dekking import Staat, dekking
from monitor.regels.ligging import Verhouding, relaties
from monitor.regels.scenario import pas_toe
from monitor.regels.scenarioverschil import Beeld
from monitor.regels.stand import INDELINGEN, RANG, VERKENNING, Stand
from monitor.regels.wederkerigheid import (
    niet_genoemd_door_gemeente,
    niet_genoemd_door_verband,
    niet_ingediend,
)
from monitor.regels.wijzigingen import AndereNorm, Samenvoeging, Verplaatsing
from monitor.scenariobeeld import resultaat
from samenwerking.klok import nu
from samenwerking.models import Uitvraag
from tests.prestaties.meten import Grens, Regel, queries, samen, zonder_opruimen

GEMEENTEN = """SELECT code FROM gemeenten_gemeente
 WHERE bestaat_vanaf <= %s AND (bestaat_tot IS NULL OR bestaat_tot > %s) ORDER BY code"""
TAKEN = """SELECT taak_id, samenwerking_noodzakelijk FROM samenwerking_uitvraagtaak
 WHERE uitvraag_id = %s ORDER BY taak_id"""
LEDEN = """SELECT r.soort, r.id, l.gemeente_id FROM gemeenten_regiolid l
 JOIN gemeenten_regio r ON r.id = l.regio_id
 WHERE l.vanaf <= %s AND (l.tot IS NULL OR l.tot > %s)"""
BEKEND = """vastgelegd_op IS NOT NULL AND uitvraag_id = %s AND NOT EXISTS (
 SELECT 1 FROM samenwerking_verbandversie n WHERE n.verband_id = v.verband_id
 AND n.uitvraag_id = v.uitvraag_id AND n.vastgelegd_op IS NOT NULL AND n.nummer > v.nummer)"""
ARRANGEMENTEN = f"""SELECT a.id, v.verband_id, a.taak_id, a.regio_id, v.penvoerder_id
 FROM samenwerking_arrangement a JOIN samenwerking_verbandversie v ON v.id = a.versie_id
 WHERE {BEKEND}"""
DEELNAMES = f"""SELECT d.arrangement_id, d.gemeente_id FROM samenwerking_deelname d
 JOIN samenwerking_arrangement a ON a.id = d.arrangement_id
 JOIN samenwerking_verbandversie v ON v.id = a.versie_id WHERE {BEKEND}"""
REGELS = """SELECT o.gemeente_id, r.taak_id, r.wijze, r.verband_id, r.stadium
 FROM samenwerking_opgaveversie v JOIN samenwerking_opgave o ON o.id = v.opgave_id
 LEFT JOIN samenwerking_opgaveregel r ON r.versie_id = v.id
 WHERE o.uitvraag_id = %s AND v.ingediend_op IS NOT NULL AND NOT EXISTS (
 SELECT 1 FROM samenwerking_opgaveversie n WHERE n.opgave_id = v.opgave_id
 AND n.ingediend_op IS NOT NULL AND n.nummer > v.nummer)"""
LAGEN = tuple(Staat)
ANDERS = {
    s.value: LAGEN.index(s) for s in (Staat.ZELFSTANDIG, Staat.LANDELIJK, Staat.WACHT_OP_RIJK)
}


class Rijen(NamedTuple):
    """What the cursor gave."""

    gemeenten: list[Any]
    taken: list[Any]
    leden: list[Any]
    arrangementen: list[Any]
    deelnames: list[Any]
    regels: list[Any]


class Uitkomst(NamedTuple):
    """The same outcome in arrays: rows are pairs (verband, taak) sorted by taak, columns gemeenten.

    `staat` holds per taak and gemeente the number of a Staat, `draagt` who makes it so; `relatie`
    and `reparatie` a row per pair and a column per indeling, -1 without deelnemers.
    """

    paren: list[tuple[str, str]]
    gemeenten: list[str]
    taken: list[str]
    staat: Any
    draagt: Any
    relatie: Any
    reparatie: Any
    w1: Any
    w2: Any
    w3: Any


def lees_kaal(ronde: Uitvraag) -> Rijen:
    """Six queries, rows as they come."""
    dag = [ronde.peildatum, ronde.peildatum]
    with connection.cursor() as cursor:

        def haal(sql: str, waarden: list[Any]) -> list[Any]:
            cursor.execute(sql, waarden)
            return cursor.fetchall()

        return Rijen(
            haal(GEMEENTEN, dag),
            haal(TAKEN, [ronde.pk]),
            haal(LEDEN, dag),
            haal(ARRANGEMENTEN, [ronde.pk]),
            haal(DEELNAMES, [ronde.pk]),
            haal(REGELS, [ronde.pk]),
        )


def vloer(ronde: Uitvraag) -> Uitkomst:
    """Dekking, relaties and W as arrays."""
    rijen = lees_kaal(ronde)
    codes = [code for (code,) in rijen.gemeenten]
    kolom = {code: n for n, code in enumerate(codes)}
    noodzakelijk = {taak: bool(nodig) for taak, nodig in rijen.taken}
    genoemd = {(taak, verband) for _, taak, _, verband, _ in rijen.regels if verband}
    gesorteerd = sorted(genoemd | {(taak, verband) for _, verband, taak, *_ in rijen.arrangementen})
    paar = {(verband, taak): n for n, (taak, verband) in enumerate(gesorteerd)}
    vorm = len(paar), len(codes)
    ingediend = np.zeros(len(codes), bool)
    ingediend[[kolom[rij[0]] for rij in rijen.regels]] = True
    regio_van, regios = _regios(rijen.leden, kolom)
    leden = np.zeros(vorm, bool)
    bevestigd = np.zeros((len(paar), 1), bool)
    plek = {}
    for id_, verband, taak, regio, penvoerder in rijen.arrangementen:
        plek[id_] = n = paar[verband, taak]
        bevestigd[n] = penvoerder in kolom and ingediend[kolom[penvoerder]]
        if regio:
            leden[n] = regio_van[regio]
    leden[[plek[a] for a, _ in rijen.deelnames], [kolom[g] for _, g in rijen.deelnames]] = True
    noemt, vast = np.zeros(vorm, bool), np.zeros(vorm, bool)
    verband_regels = [(paar[v, t], kolom[g], s) for g, t, _, v, s in rijen.regels if v]
    waar, wie, stadium = zip(*verband_regels, strict=True)
    noemt[waar, wie] = True
    vast[waar, wie] = np.array([RANG[s] for s in stadium]) > RANG[VERKENNING]
    relatie, reparatie = _relaties(leden, regios)
    open_ = leden & ~ingediend & bevestigd
    taken = sorted(noodzakelijk)
    lagen = {Staat.GEDEKT: vast & leden, Staat.EENZIJDIG: vast, Staat.VERKENNING: noemt}
    lagen[Staat.ONBEVESTIGD] = open_
    begin = np.searchsorted([taak for taak, _ in gesorteerd], taken)
    staat, draagt = _dekking(lagen, begin, taken, rijen.regels, kolom, vorm)
    return Uitkomst(
        [(verband, taak) for taak, verband in gesorteerd],
        codes,
        taken,
        staat,
        draagt,
        relatie,
        reparatie,
        np.nonzero(vast & ~leden),
        np.nonzero(leden & ingediend & ~noemt),
        np.nonzero(open_),
    )


def _regios(leden: list[Any], kolom: dict[str, int]) -> tuple[dict[int, Any], dict[str, Any]]:
    """Members by region, and by indeling a matrix of all regions."""
    van: dict[int, Any] = {}
    soorten: dict[str, dict[int, Any]] = {soort: {} for soort in INDELINGEN}
    for soort, regio, lid in leden:
        if lid in kolom:
            if regio not in van:
                van[regio] = np.zeros(len(kolom), bool)
                soorten.setdefault(soort, {})[regio] = van[regio]
            van[regio][kolom[lid]] = True
    return van, {soort: np.array(list(soorten[soort].values())) for soort in sorted(INDELINGEN)}


def _relaties(leden: Any, indelingen: dict[str, Any]) -> tuple[Any, Any]:
    """Per pair and indeling the relation and the steps of its smallest repair."""
    relatie = np.full((len(leden), len(indelingen)), -1)
    reparatie = np.zeros_like(relatie)
    tal = leden.astype(np.float32)
    aantal = tal.sum(1)
    for n, regios in enumerate(indelingen.values()):
        erin = tal @ regios.T.astype(np.float32)
        maat = regios.sum(1)
        geraakt = erin > 0
        een = geraakt.sum(1) == 1
        heel = (erin == maat) | ~geraakt
        unie = heel.all(1)
        stappen = np.minimum(
            np.where(2 * erin <= maat, erin, maat - erin).sum(1), aantal - erin.max(1)
        )
        relatie[:, n] = np.select([een & unie, een, unie], [0, 1, 2], 3)
        reparatie[:, n] = np.where(een | unie, 0, stappen)
    relatie[aantal == 0] = -1
    return relatie, reparatie


def _dekking(
    lagen: dict[Staat, Any],
    begin: Any,
    taken: list[str],
    regels: list[Any],
    kolom: dict[str, int],
    vorm: tuple[int, int],
) -> tuple[Any, Any]:
    """The first layer that holds a cell, and the pairs that are in that layer there."""
    cellen = np.zeros((len(LAGEN), len(taken), vorm[1]), bool)
    cellen[-1] = True
    for laag, maskers in lagen.items():
        cellen[LAGEN.index(laag)] = np.logical_or.reduceat(maskers, begin)
    nummer = {taak: n for n, taak in enumerate(taken)}
    anders = [(ANDERS[w], nummer[t], kolom[g]) for g, t, w, *_ in regels if w in ANDERS]
    cellen[tuple(zip(*anders, strict=True))] = True
    staat = cellen.argmax(0)
    einde = np.append(begin[1:], vorm[0])
    per_paar = np.repeat(staat, einde - begin, axis=0)
    draagt = np.zeros(vorm, bool)
    for laag, maskers in lagen.items():
        draagt |= maskers & (per_paar == LAGEN.index(laag))
    return staat, draagt


def als_rijen(uit: Uitkomst, ronde: Uitvraag) -> Iterator[set[tuple[Any, ...]]]:
    """The arrays as rows of the product: dekking, relaties, W1, W2, W3."""
    nodig = ronde.uitvraagtaken.filter(samenwerking_noodzakelijk=True)
    noodzakelijk = set(nodig.values_list("taak_id", flat=True))
    dragers: dict[tuple[str, str], tuple[str, ...]] = {}
    for paar, wie in zip(*np.nonzero(uit.draagt), strict=True):
        verband, taak = uit.paren[paar]
        sleutel = uit.gemeenten[wie], taak
        dragers[sleutel] = (*dragers.get(sleutel, ()), verband)
    yield {
        (code, taak, LAGEN[uit.staat[t, g]], dragers.get((code, taak), ()))
        for t, taak in enumerate(uit.taken)
        for g, code in enumerate(uit.gemeenten)
        if taak in noodzakelijk
    }
    yield {
        (*paar, soort, tuple(Verhouding)[uit.relatie[p, n]], int(uit.reparatie[p, n]))
        for p, paar in enumerate(uit.paren)
        for n, soort in enumerate(sorted(INDELINGEN))
        if uit.relatie[p, n] >= 0
    }
    for paren, wie in (uit.w1, uit.w2, uit.w3):
        yield {(uit.gemeenten[g], *uit.paren[p]) for p, g in zip(paren, wie, strict=True)}


def tot_de_vloer(ronde: Uitvraag) -> tuple[Any, ...]:
    """What the product does for the same outcome."""
    with zonder_opruimen():
        stand = lees_stand(ronde, nu=nu())
        return _zelfde(stand)


def _zelfde(stand: Stand) -> tuple[Any, ...]:
    w = (niet_genoemd_door_verband, niet_genoemd_door_gemeente, niet_ingediend)
    return dekking(stand), relaties(stand), *(regel(stand) for regel in w)


def _vergelijk(ronde: Uitvraag) -> None:
    """The floor counts only when it finds the same."""
    cellen, liggend, *w = tot_de_vloer(ronde)
    gevonden = [set(map(tuple, cellen)), set(map(tuple, liggend))]
    gevonden += [{(*b.gemeenten, b.verband, b.taak) for b in lijst} for lijst in w]
    for naam, van_vloer, van_ons in zip(
        ("dekking", "relaties", "W1", "W2", "W3"),
        als_rijen(vloer(ronde), ronde),
        gevonden,
        strict=True,
    ):
        assert van_vloer == van_ons, f"{naam}: {len(van_vloer ^ van_ons)} rows differ"


def wat_als(stand: Stand, evaluatie: Evaluatie) -> dict[str, Any]:
    """A scenario on a Stand that was read: two verbanden merge, one moves on, another norm."""
    een, ander, derde = list(stand.per_verband)[:3]
    lid = stand.codes(stand.per_verband[derde][0].leden)[:1]
    wijzigingen = [
        Samenvoeging(een, ander),
        Verplaatsing(lid, derde, ander),
        AndereNorm(stand.taken[0].code, 50_000),
    ]
    with zonder_opruimen():
        uitkomst = pas_toe(stand, wijzigingen, {})
        assert uitkomst.heel, uitkomst.bezwaren
        na = Beeld(uitkomst.stand, evalueer(uitkomst.stand))
        return resultaat(Beeld(stand, evaluatie), na)


def meet(ronde: Uitvraag) -> list[Regel | Grens]:
    """The rows of the table about the evaluation."""
    _vergelijk(ronde)

    def kaal() -> None:
        with zonder_opruimen():
            vloer(ronde)

    def kaal_lezen() -> None:
        with zonder_opruimen():
            lees_kaal(ronde)

    def lezen() -> None:
        with zonder_opruimen():
            lees_stand(ronde, nu=nu())

    bodem, zelfde, alles, rauw, gelezen = samen(
        kaal, lambda: tot_de_vloer(ronde), lambda: toets(ronde, nu()), kaal_lezen, lezen
    )
    with queries() as gedaan:
        toets(ronde, nu())
    stand, evaluatie = toets(ronde, nu())
    (scenario,) = samen(lambda: wat_als(stand, evaluatie))
    numpy = "raw cursor + numpy"
    return [
        Regel(
            "evaluation up to dekking, relaties and W, loading included", numpy, bodem, zelfde, 2
        ),
        Regel("evaluation, all 27 rules", f"{numpy}, dekking, relaties and W", bodem, alles),
        Regel("reading the Stand", "raw cursor, rows as they come", rauw, gelezen),
        Grens("queries of the evaluation", len(gedaan), 8, "queries"),
        Grens("a scenario on a Stand that was read, before and after", round(scenario), 1000, "ms"),
    ]
