"""What every gemeente answers: the regels that follow from who takes part, and from exceptions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from samenwerking.voorbeeld.ronde import (
    COHORT,
    VASTGESTELD,
    Antwoord,
    Cel,
    Inzending,
    Regel,
    Ronde,
    kies,
    toeval,
)
from samenwerking.voorbeeld.wereld import Wereld

DINSDAG, DONDERDAG = 1, 3
COLLEGE_VOOR_RAAD = timedelta(weeks=4)

Stadium = Callable[[str, str, Antwoord], str]
"""The stadium of (gemeente, taak, answer)."""


def zonder_verband(wereld: Wereld, uitvraag: str, gemeente: str, taak: str) -> list[Antwoord]:
    """The answer of who is in no verband for a taak; none at all is a witte vlek."""
    soort = wereld.land.taken[taak]
    lokaal = soort["niveau"] == "a"
    groot = soort["niveau"] == "b" and not any(gemeente in g for g in wereld.subregios.values())
    naam = wereld.land.gemeenten[gemeente].naam
    if lokaal or groot or taak in wereld.parameters["zelfstandig"].get(naam, ()):
        return [Antwoord("zelfstandig")]
    if soort["landelijk_mogelijk"] == "1":
        regio = wereld.land.gemeenten[gemeente].regio["jeugdregio"]
        greep = toeval(wereld.parameters["zaad"], "landelijk", taak, regio)
        landelijk = greep.random() < wereld.voor(uitvraag)["stadia"].get("landelijk", 0)
        return [Antwoord("landelijk" if landelijk else "wacht_op_rijk")]
    return []


def antwoorden(
    wereld: Wereld, uitvraag: str, ronde: Ronde, eigen: Mapping[Cel, list[Antwoord]]
) -> dict[Cel, list[Antwoord]]:
    """Per cell what the gemeente answers; `eigen` goes before what its verbanden say."""
    deelnames = ronde.deelnames()
    return {
        (gemeente, taak): eigen.get(
            (gemeente, taak),
            [Antwoord("verband", v) for v in deelnames.get((gemeente, taak), [])]
            or zonder_verband(wereld, uitvraag, gemeente, taak),
        )
        for gemeente in wereld.land.gemeenten
        for taak in wereld.land.taken_per_ronde[uitvraag]
    }


def maak_regels(
    wereld: Wereld,
    uitvraag: str,
    ronde: Ronde,
    gegeven: Mapping[Cel, list[Antwoord]],
    stadium: Stadium,
) -> dict[Cel, list[Regel]]:
    """The regels of everybody with an opgave in this round."""
    regels: dict[Cel, list[Regel]] = {}
    for (gemeente, taak), gekozen in sorted(gegeven.items()):
        inzending = ronde.inzendingen.get(gemeente)
        if inzending and gekozen and _ingevuld(wereld, uitvraag, inzending, gemeente, taak):
            regels[gemeente, taak] = [
                _regel(wereld, uitvraag, ronde, Regel(gemeente, taak, a.wijze, a.verband, s))
                for a in gekozen
                for s in [stadium(gemeente, taak, a) if a.verband else ""]
            ]
            _noem_onderdeel(ronde, regels[gemeente, taak])
    return regels


def _ingevuld(w: Wereld, uitvraag: str, inzending: Inzending, gemeente: str, taak: str) -> bool:
    """A concept is only partly filled in."""
    if inzending.ingediend_op:
        return True
    greep = toeval(w.parameters["zaad"], "concept", uitvraag, gemeente, taak)
    return greep.random() < float(w.voor(uitvraag)["concept_gevuld"])


def _noem_onderdeel(ronde: Ronde, regels: list[Regel]) -> None:
    """Two layers for one taak: the jeugdregio buys, the subregio carries out (S0-13)."""
    if len(regels) > 1:
        for regel in regels:
            koopt = ronde.verbanden[regel.verband].soort == "jeugdregio"
            regel.onderdeel = "inkoop" if koopt else "uitvoering"


def _regel(wereld: Wereld, uitvraag: str, ronde: Ronde, regel: Regel) -> Regel:
    """Add the dates, voorlopig, the reason and now and then an explanation."""
    zaad, woorden = wereld.parameters["zaad"], wereld.parameters["toelichtingen"]
    greep = toeval(zaad, "regel", uitvraag, regel.gemeente, regel.taak, regel.verband)
    besluiten = wereld.voor(uitvraag)["besluiten"]
    if regel.verband:
        samen = toeval(zaad, "besluit", uitvraag, regel.gemeente, regel.verband, regel.stadium)
        laatst = _ontvangen(ronde.inzendingen[regel.gemeente], wereld.voor(uitvraag)["peildatum"])
        bestaand = ronde.verbanden[regel.verband].bestaand == "1"
        regel.collegebesluit, regel.raadsbesluit = _besluiten(
            regel.stadium, besluiten, laatst, bestaand, samen
        )
        regel.voorlopig = kies(besluiten["voorlopig"], greep.random())
        if regel.stadium in VASTGESTELD and greep.random() < besluiten["zonder_datum"]:
            regel.collegebesluit = regel.raadsbesluit = ""
    if regel.wijze in woorden["redenen"]:
        regel.reden = kies(woorden["redenen"][regel.wijze], greep.random())
    if greep.random() < woorden["aandeel"]:
        lokaal = wereld.land.taken[regel.taak]["niveau"] == "a" and not regel.verband
        regel.toelichting = greep.choice(
            woorden["lokaal" if lokaal else regel.stadium or regel.wijze]
        )
    return regel


def _ontvangen(inzending: Inzending, peildatum: date) -> date:
    """The last day on which a decision can be reported: receipt, at most the peildatum."""
    tekst = inzending.ingediend_op or peildatum.isoformat()
    return min(date.fromisoformat(tekst[:10]), peildatum)


def _besluiten(
    stadium: str, regels: Mapping[str, Any], laatst: date, bestaand: bool, greep: Random
) -> tuple[str, str]:
    """The dates of college and raad, taken or planned, as the stadium allows; "" for none."""
    weken = regels["vroegste_weken"]
    if stadium == "in_werking" and bestaand:
        raad = _tussen(regels["bestaand_tussen"], DONDERDAG, greep)
        return _op_of_voor(raad - COLLEGE_VOOR_RAAD, DINSDAG).isoformat(), raad.isoformat()
    if stadium in ("raadsbesluit", "in_werking"):
        raad = _op_of_voor(laatst - timedelta(weeks=greep.randrange(weken // 3)), DONDERDAG)
        return _op_of_voor(raad - COLLEGE_VOOR_RAAD, DINSDAG).isoformat(), raad.isoformat()
    raad_gepland = _gepland("raad", DONDERDAG, regels, greep)
    if stadium == "collegebesluit":
        college = _op_of_voor(laatst - timedelta(weeks=greep.randrange(weken)), DINSDAG)
        return college.isoformat(), raad_gepland
    college_gepland = _gepland("college", DINSDAG, regels, greep)
    if stadium in COHORT and college_gepland:
        return college_gepland, raad_gepland if raad_gepland > college_gepland else ""
    return "", ""


def _gepland(orgaan: str, weekdag: int, regels: Mapping[str, Any], greep: Random) -> str:
    """A planned date for a share of the regels, else empty."""
    dag = _tussen(regels[f"{orgaan}_tussen"], weekdag, greep)
    for van, tot in regels["reces"]:
        if van <= dag <= tot:
            dag = _op_of_voor(van - timedelta(days=1), weekdag)
    return dag.isoformat() if greep.random() < regels[f"{orgaan}_gepland"] else ""


def _tussen(grenzen: list[date], weekdag: int, greep: Random) -> date:
    """Some day of the week between two dates that fall on it themselves."""
    weken = (grenzen[1] - grenzen[0]).days // 7
    return _op_of_voor(grenzen[0] + timedelta(weeks=greep.randint(0, weken), days=6), weekdag)


def _op_of_voor(dag: date, weekdag: int) -> date:
    """That day of the week, at most six days earlier."""
    return dag - timedelta(days=(dag.weekday() - weekdag) % 7)
