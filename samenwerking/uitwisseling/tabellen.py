"""The format: eight tables, their columns and keys (koppelvlakken, section 3)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from samenwerking.keuzes import (
    Afspraak,
    Bevoegdheden,
    JuridischStadium,
    Kanaal,
    Onderdeel,
    Raadsinstrument,
    Reden,
    RegieVorm,
    Risico,
    Stadium,
    Wijze,
)
from samenwerking.regels import MAX_TOELICHTING
from samenwerking.uitwisseling import rijen


class Soort(Enum):
    """What a cell holds, and so how it is read and written."""

    SLUG = auto()
    VERBAND = auto()
    GEMEENTE = auto()
    TAAK = auto()
    TAAK_OF_ALLE = auto()
    REGIO = auto()
    RECHTSVORM = auto()
    BRIEF = auto()
    TEKST = auto()
    NAMEN = auto()
    KEUZE = auto()
    KEUZES = auto()
    DAG = auto()
    MOMENT = auto()
    GETAL = auto()
    JANEE = auto()


@dataclass(frozen=True)
class Kolom:
    """A column. `nodig`: the header must have it; `gevuld`: no cell may be empty.

    `lengte` is the largest number of characters of a text, `waarden` what a choice may be.
    """

    naam: str
    soort: Soort
    nodig: bool = True
    gevuld: bool = False
    waarden: tuple[str, ...] = ()
    lengte: int = 0


@dataclass(frozen=True)
class Tabel:
    """A table: its name is that of the file without `.csv` and of the sheet."""

    naam: str
    kolommen: tuple[Kolom, ...]
    sleutel: tuple[str, ...]
    rijtype: type[rijen.Rij]

    @property
    def kolom(self) -> dict[str, Kolom]:
        """The columns by name."""
        return {kolom.naam: kolom for kolom in self.kolommen}


def _tekst(naam: str, lengte: int) -> Kolom:
    return Kolom(naam, Soort.TEKST, lengte=lengte)


def _keuze(naam: str, waarden: list[str], *, nodig: bool = True, gevuld: bool = False) -> Kolom:
    return Kolom(naam, Soort.KEUZE, nodig, gevuld, tuple(waarden))


def _ja_nee(naam: str, *, nodig: bool = True) -> Kolom:
    return Kolom(naam, Soort.JANEE, nodig)


VERBAND = Kolom("verband", Soort.VERBAND, gevuld=True, lengte=80)
GEMEENTE = Kolom("gemeente", Soort.GEMEENTE, gevuld=True)
TAAK = Kolom("taak", Soort.TAAK, gevuld=True)

_TABELLEN = (
    Tabel(
        "verbanden",
        (
            Kolom("verband", Soort.SLUG, gevuld=True, lengte=80),
            _tekst("naam", 160),
            Kolom("rechtsvorm", Soort.RECHTSVORM),
            Kolom("penvoerder", Soort.GEMEENTE),
            Kolom("centrumgemeente", Soort.GEMEENTE),
            _ja_nee("bestaand"),
            Kolom("onderdeel_van", Soort.VERBAND),
            _tekst("toelichting", 10_000),
        ),
        ("verband",),
        rijen.Verbandrij,
    ),
    Tabel(
        "arrangementen",
        (
            VERBAND,
            TAAK,
            Kolom("regio", Soort.REGIO),
            Kolom("clienten", Soort.GETAL, nodig=False),
            Kolom("aanbieders", Soort.GETAL, nodig=False),
        ),
        ("verband", "taak"),
        rijen.Arrangementrij,
    ),
    Tabel(
        "deelnemers",
        (VERBAND, Kolom("taak", Soort.TAAK_OF_ALLE, gevuld=True), GEMEENTE),
        ("verband", "taak", "gemeente"),
        rijen.Deelnemerrij,
    ),
    Tabel(
        "opgaven",
        (GEMEENTE, Kolom("ingediend_op", Soort.MOMENT), _keuze("kanaal", Kanaal.values)),
        ("gemeente",),
        rijen.Opgaverij,
    ),
    Tabel(
        "opgaveregels",
        (
            GEMEENTE,
            TAAK,
            _keuze("wijze", Wijze.values, gevuld=True),
            Kolom("verband", Soort.VERBAND),
            _keuze("stadium", Stadium.values),
            Kolom("collegebesluit", Soort.DAG),
            Kolom("raadsbesluit", Soort.DAG),
            _ja_nee("voorlopig"),
            _tekst("toelichting", MAX_TOELICHTING),
            _keuze("onderdeel", Onderdeel.values, nodig=False),
            _keuze("reden", Reden.values, nodig=False),
        ),
        ("gemeente", "taak", "verband"),
        rijen.Regelrij,
    ),
    Tabel(
        "profielen",
        (
            VERBAND,
            _keuze("regie_vorm", RegieVorm.values),
            Kolom("grote_instellingen", Soort.GETAL),
            Kolom("grote_instellingen_met_afspraken", Soort.GETAL),
            Kolom("risicoanalyse", Soort.KEUZES, waarden=tuple(Risico.values)),
            _ja_nee("beheersmaatregelen"),
            _ja_nee("rapportagecyclus"),
            _keuze("juridisch_stadium", JuridischStadium.values),
            _ja_nee("gezamenlijke_inkoop"),
            Kolom("inkoop_start", Soort.DAG),
            _keuze("bevoegdheden", Bevoegdheden.values),
            _keuze("kostenverdeling", Afspraak.values),
            _keuze("risicoverevening", Afspraak.values),
            Kolom("verevening_gepland", Soort.DAG),
            Kolom("raadsinstrumenten", Soort.KEUZES, waarden=tuple(Raadsinstrument.values)),
            _ja_nee("niet_vrijblijvend", nodig=False),
            _ja_nee("specialistische_kennis", nodig=False),
            _ja_nee("draagkracht", nodig=False),
            _ja_nee("slagkracht", nodig=False),
            _ja_nee("meerjarige_contracten", nodig=False),
        ),
        ("verband",),
        rijen.Profielrij,
    ),
    Tabel(
        "brieven",
        (
            Kolom("brief", Soort.SLUG, gevuld=True, lengte=80),
            Kolom("datum", Soort.DAG),
            _tekst("kenmerk", 60),
            _tekst("onderwerp", 200),
            Kolom("geadresseerden", Soort.NAMEN, lengte=120),
            Kolom("identiek_aan", Soort.BRIEF),
        ),
        ("brief",),
        rijen.Briefrij,
    ),
    Tabel(
        "ondertekeningen",
        (
            Kolom("brief", Soort.BRIEF, gevuld=True),
            GEMEENTE,
            _tekst("ondertekenaar", 120),
            _tekst("functie", 60),
            Kolom("gemeente_ondertekenaar", Soort.GEMEENTE),
        ),
        ("brief", "gemeente"),
        rijen.Ondertekeningrij,
    ),
)
TABELLEN: Final[dict[str, Tabel]] = {tabel.naam: tabel for tabel in _TABELLEN}
