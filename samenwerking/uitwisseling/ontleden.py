"""From cells to typed rows: every cell is read by the kind of its column, every error noted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Any

from samenwerking.klok import NEDERLAND
from samenwerking.uitwisseling.cellen import verboden
from samenwerking.uitwisseling.fouten import Code, Fouten, toon
from samenwerking.uitwisseling.register import Onbekend, Register, bekend
from samenwerking.uitwisseling.rijen import Rij
from samenwerking.uitwisseling.tabellen import TABELLEN, Kolom, Soort, Tabel

JAREN = range(1900, 2101)
MAX_GETAL = 2_147_483_647
DAG = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ]00:00(?::00)?)?")
MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?"
    r"(Z|[+-][0-9]{2}:[0-9]{2})?"
)
SLUG = re.compile(r"[-a-zA-Z0-9_]+")
# Text that was read as Windows-1252 while it was UTF-8, as in «SÃºdwest»; in Dutch it is no text.
DUBBEL_GECODEERD = re.compile(r"Ã[¡¢¤§¨©ª«\xad®¯³´¶º»¼]|â€[™œ\x9d˜“”¦]|â‚¬")


@dataclass
class Blad:
    """A table as it stands in a source: its name there, its header and its numbered rows."""

    tabel: Tabel
    bestand: str
    kop: list[str]
    rijen: list[tuple[int, list[str]]]


@dataclass
class Inhoud:
    """What was read: the good rows per table, and all keys seen, also of rows with an error.

    `stuk` are the tables that are there but whose header is wrong: nothing is known of them.
    """

    bestanden: dict[str, str] = field(default_factory=dict)
    rijen: dict[str, list[Any]] = field(default_factory=dict)
    gezien: dict[str, set[tuple[Any, ...]]] = field(default_factory=dict)
    stuk: set[str] = field(default_factory=set)

    def van(self, tabel: str) -> list[Any]:
        """The rows of `tabel`; none when the source does not have it."""
        return self.rijen.get(tabel, [])


def ontleed(bladen: Iterable[Blad], register: Register, fouten: Fouten) -> Inhoud:
    """Read all sheets; what is wrong is in `fouten`. Raises TeVeel when that is full."""
    per_tabel = {blad.tabel.naam: blad for blad in bladen}
    inhoud = Inhoud()
    for naam in TABELLEN:
        if naam in per_tabel:
            _kop(per_tabel[naam], inhoud, fouten)
    lezer = Lezer(register, fouten, _slugs(per_tabel, inhoud, "verbanden", register.verbanden))
    lezer.brieven = _slugs(per_tabel, inhoud, "brieven", register.brieven)
    for naam in TABELLEN:
        if naam in per_tabel and naam not in inhoud.stuk:
            lezer.lees(per_tabel[naam], inhoud)
    return inhoud


def _kop(blad: Blad, inhoud: Inhoud, fouten: Fouten) -> None:
    """Check the header of a sheet and note the sheet as present."""
    begin = len(fouten.lijst)
    kolommen = blad.tabel.kolom
    meld = partial(fouten.meld, blad.bestand, 1)
    for nummer, naam in enumerate(blad.kop):
        if naam in blad.kop[:nummer]:
            meld(naam, Code.KOP, f"Kolom {toon(naam)} staat er twee keer. Verwijder er één.")
        elif naam not in kolommen:
            try:
                bekend(naam, [k for k in kolommen if k not in blad.kop], Code.KOLOM, "Kolom")
            except Onbekend as waarom:
                meld(naam, Code.KOLOM, waarom.melding.replace(" in deze ronde", ""))
    for kolom in blad.tabel.kolommen:
        if kolom.nodig and kolom.naam not in blad.kop:
            meld(kolom.naam, Code.KOLOM, "Deze kolom ontbreekt. Voeg haar toe; zij mag leeg zijn.")
    inhoud.bestanden[blad.tabel.naam] = blad.bestand
    if len(fouten.lijst) > begin:
        inhoud.stuk.add(blad.tabel.naam)


def _slugs(
    bladen: dict[str, Blad], inhoud: Inhoud, tabel: str, geregistreerd: Iterable[str]
) -> set[str] | None:
    """The keys that other tables may name; None when that cannot be said."""
    if tabel in inhoud.stuk:
        return None
    slugs = set(geregistreerd)
    if tabel in bladen:
        plek = bladen[tabel].kop.index(TABELLEN[tabel].sleutel[0])
        slugs |= {cellen[plek].strip() for _, cellen in bladen[tabel].rijen if plek < len(cellen)}
    return slugs - {""}


class Lezer:
    """Reads cells; knows the register and where it is in the file."""

    def __init__(self, register: Register, fouten: Fouten, verbanden: set[str] | None) -> None:
        self.register, self.fouten = register, fouten
        self.verbanden = verbanden
        self.brieven: set[str] | None = None
        self.onthouden: dict[tuple[Soort, str], str] = {}
        self.wijzen: dict[Soort, Callable[[str, Kolom], Any]] = {
            Soort.SLUG: self._slug,
            Soort.VERBAND: self._opgezocht,
            Soort.GEMEENTE: self._opgezocht,
            Soort.TAAK: self._opgezocht,
            Soort.TAAK_OF_ALLE: self._opgezocht,
            Soort.REGIO: self._opgezocht,
            Soort.RECHTSVORM: self._opgezocht,
            Soort.BRIEF: self._opgezocht,
            Soort.TEKST: _tekst,
            Soort.NAMEN: _namen,
            Soort.KEUZE: _keuze,
            Soort.KEUZES: _keuzes,
            Soort.DAG: _dag,
            Soort.MOMENT: _moment,
            Soort.GETAL: _getal,
            Soort.JANEE: _ja_nee,
        }

    def lees(self, blad: Blad, inhoud: Inhoud) -> None:
        """All rows of a sheet: the good ones, each key once."""
        tabel = blad.tabel
        goed: list[Rij] = []
        gezien: dict[tuple[Any, ...], int] = {}
        inhoud.rijen[tabel.naam] = goed
        for nummer, cellen in blad.rijen:
            waarden = self._waarden(blad, nummer, cellen)
            if not all(naam in waarden for naam in tabel.sleutel):
                continue
            sleutel = tuple(waarden[naam] for naam in tabel.sleutel)
            if sleutel in gezien:
                self._dubbel(blad, nummer, sleutel, gezien[sleutel])
            elif len(waarden) == len(blad.kop):
                goed.append(tabel.rijtype(nr=nummer, **waarden))
            gezien.setdefault(sleutel, nummer)
        inhoud.gezien[tabel.naam] = set(gezien)

    def _waarden(self, blad: Blad, nummer: int, cellen: list[str]) -> dict[str, Any]:
        """The values of a row by column; a column with an error is not in it."""
        if len(cellen) != len(blad.kop):
            zin = f"Deze rij heeft {len(cellen)} cellen, de kop heeft er {len(blad.kop)}."
            raad = "Zet tekst met een scheidingsteken tussen aanhalingstekens."
            self.fouten.meld(blad.bestand, nummer, "-", Code.CELLEN, f"{zin} {raad}")
            return {}
        waarden = {}
        for naam, cel in zip(blad.kop, cellen, strict=True):
            try:
                waarden[naam] = self.cel(cel, blad.tabel.kolom[naam])
            except Onbekend as waarom:
                self.fouten.meld(blad.bestand, nummer, naam, waarom.code, waarom.melding)
        return waarden

    def _dubbel(self, blad: Blad, nummer: int, sleutel: tuple[Any, ...], eerder: int) -> None:
        wat = " ".join(str(deel) for deel in sleutel if deel is not None)
        self.fouten.meld(
            blad.bestand,
            nummer,
            blad.tabel.sleutel[0],
            Code.DUBBEL,
            f"{wat} staat ook in rij {eerder}. Laat één van de twee staan.",
        )

    def cel(self, tekst: str, kolom: Kolom) -> Any:
        """The value of a cell. Raises Onbekend when it is not one."""
        tekst = tekst.strip()
        if tekst:
            return self.wijzen[kolom.soort](tekst, kolom)
        if kolom.gevuld:
            raise Onbekend(Code.LEEG, f"Vul {kolom.naam} in.")
        return LEEG.get(kolom.soort) if kolom.naam != "bestaand" else False

    def _slug(self, tekst: str, kolom: Kolom) -> str:
        if not SLUG.fullmatch(tekst):
            raise Onbekend(
                Code.SLEUTEL,
                f"{toon(tekst)} is geen sleutel. Gebruik letters zonder accent, cijfers en -.",
            )
        return _tekst(tekst, kolom)

    def _opgezocht(self, tekst: str, kolom: Kolom) -> str:
        """A code that must be known; found once, it is remembered."""
        sleutel = (kolom.soort, tekst)
        if sleutel not in self.onthouden:
            self.onthouden[sleutel] = self._zoek(tekst, kolom.soort)
        return self.onthouden[sleutel]

    def _zoek(self, tekst: str, soort: Soort) -> str:
        register = self.register
        match soort:
            case Soort.GEMEENTE:
                return register.gemeente(tekst)
            case Soort.REGIO:
                return register.regio(tekst)
            case Soort.RECHTSVORM:
                return bekend(tekst, register.rechtsvormen, Code.RECHTSVORM, "Rechtsvorm")
            case Soort.VERBAND:
                namen = register.verbandnamen
                return self._genoemd(tekst, self.verbanden, Code.VERBAND, "Verband", namen)
            case Soort.BRIEF:
                return self._genoemd(tekst, self.brieven, Code.BRIEF, "Brief", {})
        if tekst == "*" and soort == Soort.TAAK_OF_ALLE:
            return tekst
        return bekend(tekst, register.taken, Code.TAAK, "Taak")

    @staticmethod
    def _genoemd(
        tekst: str, slugs: set[str] | None, code: Code, wat: str, namen: Mapping[str, str]
    ) -> str:
        if slugs is None or tekst in slugs:
            return tekst
        return bekend(tekst, {slug: namen.get(slug, "") for slug in sorted(slugs)}, code, wat)


LEEG: dict[Soort, Any] = {Soort.TEKST: "", Soort.NAMEN: ()}


def _tekst(tekst: str, kolom: Kolom) -> str:
    tekst = tekst.replace("\r\n", "\n").replace("\r", "\n")
    if any(verboden(teken) for teken in tekst):
        raise Onbekend(Code.TEKENS, "De cel bevat een stuurteken. Typ de tekst opnieuw.")
    if gevonden := DUBBEL_GECODEERD.search(tekst):
        raise Onbekend(
            Code.TEKENS,
            f"{toon(gevonden[0])} lijkt een verkeerd gelezen letter. Bewaar het bestand als UTF-8.",
        )
    if len(tekst) > kolom.lengte:
        raise Onbekend(Code.LENGTE, f"{len(tekst)} tekens; gebruik er ten hoogste {kolom.lengte}.")
    return tekst


def _namen(tekst: str, kolom: Kolom) -> tuple[str, ...]:
    """A list of names; `;` separates as well when there is no `|`."""
    delen = tekst.split("|" if "|" in tekst else ";")
    return tuple(_tekst(deel.strip(), kolom) for deel in delen if deel.strip())


def _keuze(tekst: str, kolom: Kolom) -> str:
    if tekst in kolom.waarden:
        return tekst
    waarden = ", ".join(kolom.waarden)
    raise Onbekend(Code.KEUZE, f"{toon(tekst)} kan hier niet. Kies uit: {waarden}.")


def _keuzes(tekst: str, kolom: Kolom) -> str:
    """Values joined by `|`, each once; or `geen`."""
    if tekst == "geen":
        return tekst
    return "|".join(dict.fromkeys(_keuze(deel.strip(), kolom) for deel in tekst.split("|")))


def _dag(tekst: str, kolom: Kolom) -> date:
    if gevonden := DAG.fullmatch(tekst):
        try:
            dag = date.fromisoformat(gevonden[1])
            if dag.year in JAREN:
                return dag
        except ValueError:
            pass
    raise Onbekend(Code.DATUM, f"{toon(tekst)} is geen datum. Schrijf JJJJ-MM-DD: 2013-05-31.")


def _moment(tekst: str, kolom: Kolom) -> datetime:
    """An aware datetime; one without a zone is Dutch time."""
    if MOMENT.fullmatch(tekst):
        try:
            moment = datetime.fromisoformat(tekst)
            if moment.year in JAREN:
                return moment if moment.tzinfo else moment.replace(tzinfo=NEDERLAND)
        except ValueError:
            pass
    raise Onbekend(
        Code.MOMENT,
        f"{toon(tekst)} is geen tijdstip. Schrijf datum en tijd: 2013-05-30T12:00:00+02:00.",
    )


def _getal(tekst: str, kolom: Kolom) -> int:
    if re.fullmatch(r"[0-9]{1,10}", tekst) and int(tekst) <= MAX_GETAL:
        return int(tekst)
    raise Onbekend(Code.GETAL, f"{toon(tekst)} is geen heel getal van 0 of meer.")


def _ja_nee(tekst: str, kolom: Kolom) -> bool:
    if tekst in {"0", "1"}:
        return tekst == "1"
    raise Onbekend(Code.JANEE, f"{toon(tekst)} kan hier niet. Schrijf 1 (ja) of 0 (nee).")
