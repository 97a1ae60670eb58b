"""The lists behind the differences: who submitted, which cells, findings, verbanden and scores."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from monitor.blik import Blik
from monitor.filters import STAATNAMEN, StandFilter
from monitor.lijsten import Lijst
from monitor.regels import vergelijking
from monitor.regels.alles import Evaluatie
from monitor.regels.bevinding import Bevinding
from monitor.regels.catalogus import zin
from monitor.regels.criteria import CRITERIA
from monitor.regels.stand import Stand
from monitor.regels.vergelijking import GESTOPT, Scorewissel, Staatwissel, Verbandwissel
from monitor.rijen import Kolom, rijenlijst
from monitor.verbandbeeld import raakt
from monitor.vergelijkbeeld import INZENDSTANDEN, Naast

WIE = (Kolom("gemeente"), Kolom("naam", "Gemeente"), Kolom("opgevolgd_door", "Nu"))
WASNU = (Kolom("was", "Was"), Kolom("is", "Is nu"))


class Namen:
    """Names and links in both rounds."""

    def __init__(self, n: Naast) -> None:
        self.was, self.nu = n.paar.was.stand, n.paar.nu.stand
        self.query, self.toen = n.nu.query, n.was.query

    def gemeente(self, code: str) -> str:
        """As it is called now, else then."""
        return self.nu.naam(code) if code in self.nu.nummer else self.was.naam(code)

    def gemeenten(self, codes: Iterable[str]) -> str:
        """Their names in a row."""
        return ", ".join(map(self.gemeente, codes))

    def verband(self, slug: str) -> str:
        """As it is called now, else then."""
        return (self.nu if slug in self.nu.verbanden else self.was).verbandnaam(slug)

    def naar_gemeente(self, code: str) -> str:
        """The page of a gemeente in the round that has it."""
        query = self.query if code in self.nu.nummer else self.toen
        return f"/gemeenten/{code}/?{query}"

    def naar_verband(self, slug: str) -> str:
        """The page of a verband in the round that has it."""
        return f"/verbanden/{slug}/?{self.query if slug in self.nu.verbanden else self.toen}"


def inzendingen(
    stand: Stand, evaluatie: Evaluatie, filters: StandFilter, kijk: Blik, *, n: Naast
) -> Lijst:
    """The gemeenten of then that submitted otherwise, with their successors."""
    namen, binnen = Namen(n), _binnen(n, filters)
    toen, nu = n.inzendingen
    keuze = filters.waarde("inzending")
    rijen = [
        (code, opvolger, was, nu[opvolger])
        for code, was in toen.items()
        for opvolger in sorted(n.paar.daarna(code))
        if opvolger in nu and was != nu[opvolger] and binnen(opvolger)
        if keuze in (None, was, nu[opvolger])
    ]

    def maak(rij: tuple[str, str, str, str]) -> Any:
        code, opvolger, *standen = rij
        anders = namen.gemeente(opvolger) if opvolger != code else ""
        woorden = [INZENDSTANDEN[s] for s in standen]
        links = {"naam": namen.naar_gemeente(code)}
        return (code, namen.gemeente(code), anders, *woorden), links

    rijen.sort(key=lambda rij: namen.gemeente(rij[0]))
    return rijenlijst("vergelijk-inzendingen", (*WIE, *WASNU), rijen, maak)


def _binnen(n: Naast, filters: StandFilter) -> Callable[[str], bool]:
    """Whether a gemeente of now lies in the chosen regio."""
    if filters.waarde("regio") is None:
        return lambda code: True
    codes = set(filters.stand.codes(filters.masker))
    return codes.__contains__


def staten(
    stand: Stand, evaluatie: Evaluatie, filters: StandFilter, kijk: Blik, *, n: Naast
) -> Lijst:
    """The cells whose staat differs."""
    namen, binnen = Namen(n), _binnen(n, filters)
    taak, staat = filters.waarde("taak"), filters.waarde("staat")
    rijen = [
        rij
        for rij in vergelijking.staatwissels(n.paar)
        if taak in (None, rij.taak) and staat in (None, rij.was, rij.nu) and binnen(rij.opvolger)
    ]

    def maak(rij: Staatwissel) -> Any:
        anders = namen.gemeente(rij.opvolger) if rij.opvolger != rij.gemeente else ""
        waarden = (
            *(rij.gemeente, namen.gemeente(rij.gemeente), anders),
            *(rij.taak, namen.nu.taaknaam(rij.taak), STAATNAMEN[rij.was], STAATNAMEN[rij.nu]),
        )
        return waarden, {"naam": namen.naar_gemeente(rij.gemeente)}

    kolommen = (*WIE, Kolom("taak"), Kolom("taaknaam", "Taak"), *WASNU)
    rijen.sort(key=lambda rij: (namen.gemeente(rij.gemeente), rij.taak))
    return rijenlijst("vergelijk-staten", kolommen, rijen, maak)


def bevindingen(
    stand: Stand, evaluatie: Evaluatie, filters: StandFilter, kijk: Blik, *, n: Naast
) -> Lijst:
    """The findings that came and went, each with its sentence of then or now."""
    namen = Namen(n)
    keuze, code, taak = (filters.waarde(naam) for naam in ("wat", "code", "taak"))
    alle = [
        (wat, kant, b)
        for wat, kant, gevonden in (
            ("gesloten", n.paar.was.stand, n.vondsten.gesloten),
            ("nieuw", n.paar.nu.stand, n.vondsten.nieuw),
        )
        for b in gevonden
        if keuze in (None, wat) and code in (None, b.code) and taak in (None, b.taak)
    ]
    if (regio := filters.waarde("regio")) is not None:
        alle = [rij for rij in alle if raakt(rij[1], rij[2], _regiomasker(rij[1], regio))]

    def maak(rij: tuple[str, Stand, Bevinding]) -> Any:
        wat, kant, b = rij
        links = {}
        if b.verband:
            links["verbandnaam"] = namen.naar_verband(b.verband)
        verbandnaam = namen.verband(b.verband) if b.verband else ""
        wie = "|".join(b.gemeenten), "|".join(map(kant.naam, b.gemeenten))
        return (b.code, wat, *wie, b.verband, verbandnaam, b.taak, zin(kant, b)), links

    kolommen = (
        *(Kolom("code", "Regel"), Kolom("wat", "Wat"), Kolom("gemeenten"), Kolom("namen")),
        *(Kolom("verband"), Kolom("verbandnaam", "Verband"), Kolom("taak"), Kolom("zin", "Zin")),
    )
    alle.sort(key=lambda rij: (rij[2].code, rij[0]))
    return rijenlijst("vergelijk-bevindingen", kolommen, alle, maak)


def _regiomasker(stand: Stand, regio: str) -> int:
    """The gemeenten of a region in this Stand; nobody when it is not there."""
    regios = (r for indeling in stand.indelingen.values() for r in indeling.regios)
    return next((r.leden for r in regios if r.code == regio), 0)


def verbanden(
    stand: Stand, evaluatie: Evaluatie, filters: StandFilter, kijk: Blik, *, n: Naast
) -> Lijst:
    """The verbanden that came, ended or changed, by name."""
    namen, wat, regio = Namen(n), filters.waarde("wat"), filters.waarde("regio")
    rijen = [rij for rij in n.wissels if wat in (None, rij.wat)]
    if regio is not None:
        rijen = [rij for rij in rijen if _raakt_verband(n, rij, regio)]

    def maak(rij: Verbandwissel) -> Any:
        feiten = "; ".join(f"{naam}: van {was} naar {nu}" for naam, was, nu in rij.feiten)
        wie = namen.gemeenten(rij.erbij), namen.gemeenten(rij.eruit)
        waarden = rij.verband, namen.verband(rij.verband), rij.wat, *wie, feiten
        return waarden, {"naam": namen.naar_verband(rij.verband)}

    kolommen = (
        *(Kolom("verband"), Kolom("naam", "Verband"), Kolom("wat", "Wat")),
        *(Kolom("erbij", "Erbij"), Kolom("eruit", "Eruit"), Kolom("feiten", "Wat er veranderde")),
    )
    rijen.sort(key=lambda rij: namen.verband(rij.verband))
    return rijenlijst("vergelijk-verbanden", kolommen, rijen, maak)


def _raakt_verband(n: Naast, rij: Verbandwissel, regio: str) -> bool:
    kant = n.paar.was.stand if rij.wat == GESTOPT else n.paar.nu.stand
    masker = _regiomasker(kant, regio)
    return any(a.leden & masker for a in kant.per_verband.get(rij.verband, ()))


def scores(
    stand: Stand, evaluatie: Evaluatie, filters: StandFilter, kijk: Blik, *, n: Naast
) -> Lijst:
    """The indicaties that differ, by name of the verband."""
    namen, criterium, regio = Namen(n), filters.waarde("criterium"), filters.waarde("regio")
    masker = _regiomasker(namen.nu, regio) if regio else 0
    rijen = [
        rij
        for rij in vergelijking.scores(n.paar)[0]
        if criterium in (None, rij.criterium)
        and (not regio or any(a.leden & masker for a in namen.nu.per_verband[rij.verband]))
    ]

    def maak(rij: Scorewissel) -> Any:
        woorden = (score.replace("_", " ") for score in (rij.was, rij.nu))
        titel = f"{rij.criterium} {CRITERIA[rij.criterium].titel}"
        waarden = rij.verband, namen.verband(rij.verband), rij.criterium, titel, *woorden
        return waarden, {"naam": namen.naar_verband(rij.verband)}

    kolommen = (
        *(Kolom("verband"), Kolom("naam", "Verband")),
        *(Kolom("criterium"), Kolom("titel", "Criterium"), *WASNU),
    )
    rijen.sort(key=lambda rij: (namen.verband(rij.verband), rij.criterium))
    return rijenlijst("vergelijk-scores", kolommen, rijen, maak)
