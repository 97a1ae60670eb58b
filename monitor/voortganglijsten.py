"""The lists behind the figures of voortgang: lines, gemeenten, regions, plans, what comes late."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.timezone import localtime

from monitor.blik import Blik
from monitor.filters import StandFilter
from monitor.lijsten import Lijst
from monitor.regels.alles import Evaluatie
from monitor.regels.planning import EINDE, VORM, Gepland, Telaat, onderweg, te_laat
from monitor.regels.stand import GEEN, LANDELIJK, WACHT_OP_RIJK, ZELFSTANDIG, Stand
from monitor.regels.taal import datum
from monitor.regels.voortgang import (
    KLASSEN,
    Lijn,
    Plaats,
    Regiostand,
    Vereveningstand,
    cohort,
    plaatsen,
    regiostanden,
    verevening,
)
from monitor.rijen import Kolom, rijenlijst
from monitor.verbandbeeld import alle_leden
from monitor.voortgangfilters import EERDER, HEEL, LATER

TAAK = (Kolom("taak"), Kolom("taaknaam", "Taak"))
GEMEENTE = (Kolom("gemeente"), Kolom("naam", "Gemeente"))
Waarden = tuple[Sequence[Any], Mapping[str, str]]
WIJZEN = {
    ZELFSTANDIG: "zelfstandig",
    LANDELIJK: "landelijk",
    WACHT_OP_RIJK: "wacht op het Rijk",
    GEEN: "nog geen keuze",
}
ORGAANNAMEN = {"college": "college", "raad": "gemeenteraad", VORM: "juridische basis"}


def intenties(
    stand: Stand,
    evaluatie: Evaluatie,
    filters: StandFilter,
    kijk: Blik,
    *,
    eerst: Stand | None,
    opvolging: Mapping[str, frozenset[str]],
) -> Lijst:
    """V1: every pair that stood at intentie or voorstel, by name of the gemeente of then."""
    binnen = set(stand.codes(filters.masker))
    taak, keuze = filters.waarde("taak"), filters.waarde("omgezet")
    regio = filters.waarde("regio")
    lijnen = [
        lijn
        for code, alle in (cohort(eerst, stand, opvolging) if eerst else {}).items()
        if taak in (None, code)
        for lijn in alle
        if (regio is None or binnen.intersection(lijn.opvolgers))
        and keuze in (None, "ja" if lijn.omgezet else "nee")
    ]
    namen = {g.code: g.naam for g in (*(eerst.gemeenten if eerst else ()), *stand.gemeenten)}
    nu = {
        code: {plaats.gemeente: plaats for plaats in plaatsen(stand, code)}
        for code in {lijn.taak for lijn in lijnen}
    }

    def maak(lijn: Lijn) -> Waarden:
        anders = lijn.opvolgers != (lijn.gemeente,)
        daarna = ", ".join(namen.get(code, code) for code in lijn.opvolgers) if anders else ""
        hoe = [hoe_ver(stand, nu[lijn.taak].get(code)) for code in lijn.opvolgers]
        ja = "ja" if lijn.omgezet else "nee"
        naam = namen.get(lijn.gemeente, lijn.gemeente)
        waarden = (
            *(lijn.gemeente, naam, daarna, lijn.taak),
            *(stand.taaknaam(lijn.taak), "; ".join(dict.fromkeys(hoe)), ja),
        )
        return waarden, _naar(kijk, naam=f"/gemeenten/{lijn.opvolgers[0]}/")

    kolommen = (
        *(*GEMEENTE, Kolom("opgevolgd_door", "Nu"), *TAAK),
        *(Kolom("stand_nu", "Hoe ver nu"), Kolom("omgezet", "Omgezet")),
    )
    lijnen.sort(key=lambda lijn: (namen.get(lijn.gemeente, ""), lijn.taak))
    return rijenlijst("intenties", kolommen, lijnen, maak)


def _naar(kijk: Blik, **paden: str) -> dict[str, str]:
    """Links of a row by column, in the same view."""
    return {kolom: f"{pad}?{kijk.query}" for kolom, pad in paden.items()}


def hoe_ver(stand: Stand, plaats: Plaats | None) -> str:
    """The highest stadium of a pair, or what it answers instead."""
    if plaats is None:
        return ""
    if plaats.hoogste:
        return plaats.hoogste.replace("_", " ")
    bit = stand.bit[plaats.gemeente]
    for wijze, woord in WIJZEN.items():
        if stand.anders.get((wijze, plaats.taak), 0) & bit:
            return woord
    return "geen antwoord" if stand.ingediend & bit else "geen opgave"


def gemeenten(
    stand: Stand,
    evaluatie: Evaluatie,
    filters: StandFilter,
    kijk: Blik,
    *,
    plannen: Sequence[Gepland],
) -> Lijst:
    """V2: how far each gemeente is with each taak, and what it plans, by name."""
    taak, fase, masker = filters.waarde("taak"), filters.waarde("fase"), filters.masker
    binnen = set(stand.codes(masker))
    rijen = [
        plaats
        for t in stand.taken
        if taak in (None, t.code)
        for plaats in plaatsen(stand, t.code)
        if plaats.gemeente in binnen and fase in (None, plaats.fase)
    ]
    if stap := filters.waarde("stap"):
        vandaag = localtime(kijk.nu).date()
        op_weg = {(g, t) for g, t, s in onderweg(stand, plannen, vandaag) if s == stap}
        rijen = [plaats for plaats in rijen if (plaats.gemeente, plaats.taak) in op_weg]
    eerst: dict[tuple[str, str, str], str] = {}
    for plan in plannen:
        eerst.setdefault((plan.gemeente, plan.taak, plan.orgaan), datum(plan.dag))

    def maak(p: Plaats) -> Waarden:
        gepland = [eerst.get((p.gemeente, p.taak, wie), "") for wie in ("college", "raad")]
        wie = p.gemeente, stand.naam(p.gemeente)
        wat = p.taak, stand.taaknaam(p.taak), p.fase.value, hoe_ver(stand, p)
        return (*wie, *wat, *gepland), _naar(kijk, naam=f"/gemeenten/{p.gemeente}/")

    kolommen = (
        *(*GEMEENTE, *TAAK, Kolom("hoe_ver", "Telt als"), Kolom("antwoord", "Antwoord")),
        *(Kolom("college_gepland", "College gepland"), Kolom("raad_gepland", "Raad gepland")),
    )
    rijen.sort(key=lambda p: (stand.naam(p.gemeente), p.taak))
    return rijenlijst("gemeenten", kolommen, rijen, maak)


def regios(stand: Stand, evaluatie: Evaluatie, filters: StandFilter, kijk: Blik) -> Lijst:
    """V3: how far each region is with each taak, by name."""
    taak, fase = filters.waarde("taak"), filters.waarde("fase")
    gekozen = filters.waarde("regio")
    procent = int(filters.waarde("aandeel") or HEEL)
    rijen = [
        rij
        for code, alle in regiostanden(stand, procent).items()
        if taak in (None, code)
        for rij in alle
        if fase in (None, rij.fase) and gekozen in (None, rij.regio.code)
    ]

    def maak(rij: Regiostand) -> Waarden:
        waarden = (
            *(rij.regio.code, rij.regio.naam, rij.indeling, rij.taak, stand.taaknaam(rij.taak)),
            *(rij.fase.value, rij.vastgesteld, rij.intentie, rij.gemeenten),
        )
        achter = f"/monitor/voortgang/gemeenten/?{kijk.query}&regio={rij.regio.code}"
        links = {"regionaam": f"/regios/{rij.regio.code}/?{kijk.query}"}
        return waarden, links | {"gemeenten": f"{achter}&taak={rij.taak}"}

    kolommen = (
        *(Kolom("regio"), Kolom("regionaam", "Regio"), Kolom("indeling", "Soort"), *TAAK),
        *(Kolom("hoe_ver", "Telt als"), Kolom("vastgesteld", "Vastgesteld", True)),
        *(Kolom("intentie", "Intentie", True), Kolom("gemeenten", "Gemeenten", True)),
    )
    rijen.sort(key=lambda rij: (rij.taak, rij.regio.naam))
    return rijenlijst("regios", kolommen, rijen, maak, procent=procent)


def verevening_per_regio(
    stand: Stand, evaluatie: Evaluatie, filters: StandFilter, kijk: Blik
) -> Lijst:
    """V4: the regions of an indeling with their class and the verbanden that have it, by name."""
    klasse = filters.waarde("klasse")
    soort = filters.waarde("indeling") or "jeugdregio"
    rijen = [rij for rij in verevening(stand, soort) if klasse in (None, rij.klasse)]

    def maak(rij: Vereveningstand) -> Waarden:
        namen = "; ".join(stand.verbandnaam(slug) for slug in rij.verbanden)
        woord = rij.klasse.replace("_", " ")
        if rij.klasse == KLASSEN[-1] and not rij.verbanden:
            namen = "geen verband met de hele regio"
        links = _naar(kijk, regionaam=f"/regios/{rij.regio.code}/")
        if len(rij.verbanden) == 1:
            links |= _naar(kijk, verbanden=f"/verbanden/{rij.verbanden[0]}/")
        return (rij.regio.code, rij.regio.naam, woord, namen), links

    kolommen = (
        *(Kolom("regio"), Kolom("regionaam", "Regio"), Kolom("klasse", "Risicoverevening")),
        Kolom("verbanden", "Verbanden die de hele regio omvatten"),
    )
    return rijenlijst("verevening", kolommen, sorted(rijen, key=lambda r: r.regio.naam), maak)


def besluiten(
    stand: Stand,
    evaluatie: Evaluatie,
    filters: StandFilter,
    kijk: Blik,
    *,
    plannen: Sequence[Gepland],
    begin: str,
) -> Lijst:
    """The planned decisions, first day first; `begin` is the month of the chosen moment."""
    taak, orgaan, maand = (filters.waarde(naam) for naam in ("taak", "orgaan", "maand"))
    binnen = set(stand.codes(filters.masker))
    rijen = [
        plan
        for plan in plannen
        if plan.gemeente in binnen
        and taak in (None, plan.taak)
        and orgaan in (None, plan.orgaan)
        and maand in (None, valt_in(plan, begin))
    ]

    def maak(plan: Gepland) -> Waarden:
        waarden = (
            *(plan.dag.isoformat(), datum(plan.dag), ORGAANNAMEN[plan.orgaan]),
            *(plan.gemeente, stand.naam(plan.gemeente), plan.taak, stand.taaknaam(plan.taak)),
            *(plan.verband, stand.verbandnaam(plan.verband)),
        )
        paden = {
            "naam": f"/gemeenten/{plan.gemeente}/",
            "verbandnaam": f"/verbanden/{plan.verband}/",
        }
        return waarden, _naar(kijk, **paden)

    kolommen = (
        *(Kolom("gepland"), Kolom("dag", "Gepland"), Kolom("wie", "Wie besluit"), *GEMEENTE),
        *(*TAAK, Kolom("verband"), Kolom("verbandnaam", "Verband")),
    )
    return rijenlijst("besluiten", kolommen, rijen, maak)


def valt_in(plan: Gepland, begin: str) -> str:
    """The month of a plan («2014-01»), or that it lies before `begin` or after the end."""
    maand = plan.dag.isoformat()[:7]
    if plan.dag > EINDE:
        return LATER
    return EERDER if maand < begin else maand


def inkoop(
    stand: Stand,
    evaluatie: Evaluatie,
    filters: StandFilter,
    kijk: Blik,
    *,
    plannen: Sequence[Gepland],
) -> Lijst:
    """What comes late for the purchase: who, when, how many days; by name of the verband."""
    taak, wat, regio = (filters.waarde(naam) for naam in ("taak", "wat", "regio"))
    rijen = [
        rij
        for rij in te_laat(stand, plannen)
        if wat in (None, rij.wat)
        and (taak is None or taak in rij.taken)
        and (regio is None or _wie(stand, rij) & filters.masker)
    ]

    def maak(rij: Telaat) -> Waarden:
        start = stand.verbanden[rij.verband].profiel.inkoop_start
        waarden = (
            *(rij.verband, stand.verbandnaam(rij.verband), rij.gemeente),
            *(_aan_zet(stand, rij), ORGAANNAMEN[rij.wat]),
            *(datum(start) if start else "", datum(rij.uiterlijk)),
            datum(rij.dag) if rij.dag else "nog niet vastgesteld",
            *(rij.dagen, "|".join(rij.taken)),
        )
        links = _naar(kijk, verbandnaam=f"/verbanden/{rij.verband}/")
        if rij.gemeente:
            links |= _naar(kijk, naam=f"/gemeenten/{rij.gemeente}/")
        return waarden, links

    kolommen = (
        *(Kolom("verband"), Kolom("verbandnaam", "Verband"), Kolom("gemeente")),
        *(Kolom("naam", "Aan zet"), Kolom("wat", "Wat")),
        *(Kolom("inkoop_start", "Inkoop vanaf"), Kolom("uiterlijk", "Nodig uiterlijk")),
        *(Kolom("gepland", "Komt op"), Kolom("dagen", "Dagen later", True), Kolom("taken")),
    )
    rijen.sort(key=lambda r: (stand.verbandnaam(r.verband), stand.naam(r.gemeente), r.wat))
    return rijenlijst("inkoop", kolommen, rijen, maak)


def _aan_zet(stand: Stand, rij: Telaat) -> str:
    """Who can do something: the gemeente, or the penvoerder of the verband."""
    if rij.gemeente:
        return stand.naam(rij.gemeente)
    penvoerder = stand.verbanden[rij.verband].penvoerder
    return f"{stand.naam(penvoerder)} (penvoerder)" if penvoerder else "de deelnemers"


def _wie(stand: Stand, rij: Telaat) -> int:
    """Who is concerned: the gemeente, or all deelnemers of the verband."""
    return stand.bit[rij.gemeente] if rij.gemeente else alle_leden(stand, rij.verband)
