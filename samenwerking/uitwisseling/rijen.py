"""Typed rows of the eight tables: what a file says, and what the registry holds, in one shape.

Two rows are equal when they say the same; the row number in the file (`nr`) does not count. An
empty text is "", everything else that is unknown is None.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Rij:
    """A row of a table; `nr` is its number in the file, where the header is 1."""

    nr: int = field(default=0, compare=False)

    def cellen(self) -> dict[str, Any]:
        """The values by column."""
        return {veld.name: getattr(self, veld.name) for veld in fields(self) if veld.name != "nr"}


@dataclass(frozen=True, kw_only=True)
class Verbandrij(Rij):
    """What a round says of a verband as such."""

    verband: str
    naam: str = ""
    rechtsvorm: str | None = None
    penvoerder: str | None = None
    centrumgemeente: str | None = None
    bestaand: bool = False
    onderdeel_van: str | None = None
    toelichting: str = ""


@dataclass(frozen=True, kw_only=True)
class Arrangementrij(Rij):
    """A verband carries out a taak."""

    verband: str
    taak: str
    regio: str | None = None
    clienten: int | None = None
    aanbieders: int | None = None


@dataclass(frozen=True, kw_only=True)
class Deelnemerrij(Rij):
    """A gemeente takes part for a taak, or for all (`*`)."""

    verband: str
    taak: str
    gemeente: str


@dataclass(frozen=True, kw_only=True)
class Opgaverij(Rij):
    """The opgave of a gemeente; without `ingediend_op` it is a concept."""

    gemeente: str
    ingediend_op: datetime | None = None
    kanaal: str | None = None


@dataclass(frozen=True, kw_only=True)
class Regelrij(Rij):
    """One line of an opgave; a besluit is known here by one date."""

    gemeente: str
    taak: str
    wijze: str
    verband: str | None = None
    stadium: str | None = None
    collegebesluit: date | None = None
    raadsbesluit: date | None = None
    voorlopig: bool | None = None
    toelichting: str = ""
    onderdeel: str | None = None
    reden: str | None = None


@dataclass(frozen=True, kw_only=True)
class Profielrij(Rij):
    """The facts for the criteria; None is unknown."""

    verband: str
    regie_vorm: str | None = None
    grote_instellingen: int | None = None
    grote_instellingen_met_afspraken: int | None = None
    risicoanalyse: str | None = None
    beheersmaatregelen: bool | None = None
    rapportagecyclus: bool | None = None
    juridisch_stadium: str | None = None
    gezamenlijke_inkoop: bool | None = None
    inkoop_start: date | None = None
    bevoegdheden: str | None = None
    kostenverdeling: str | None = None
    risicoverevening: str | None = None
    verevening_gepland: date | None = None
    raadsinstrumenten: str | None = None
    niet_vrijblijvend: bool | None = None
    specialistische_kennis: bool | None = None
    draagkracht: bool | None = None
    slagkracht: bool | None = None
    meerjarige_contracten: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Briefrij(Rij):
    """A joint letter."""

    brief: str
    datum: date | None = None
    kenmerk: str = ""
    onderwerp: str = ""
    geadresseerden: tuple[str, ...] = ()
    identiek_aan: str | None = None


@dataclass(frozen=True, kw_only=True)
class Ondertekeningrij(Rij):
    """The signature of a letter for a gemeente."""

    brief: str
    gemeente: str
    ondertekenaar: str = ""
    functie: str = ""
    gemeente_ondertekenaar: str | None = None
