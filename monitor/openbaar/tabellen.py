"""The tables of a published round, with what each column means."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.auth.models import AnonymousUser

from gemeenten import tooi
from gemeenten.models import Gemeente
from monitor.beeld import beeld
from monitor.regels.catalogus import CATALOGUS
from monitor.regels.dekking import Staat
from monitor.regels.ligging import Verhouding
from monitor.regels.stand import INDELINGEN
from monitor.regels.weergave import rij as bevindingrij
from samenwerking.models import Opgaveversie, Uitvraag, Verbandversie
from samenwerking.toegang.bereik import zichtbaar
from samenwerking.uitwisseling.cellen import beschermd, geschreven
from samenwerking.uitwisseling.huidig_opgaven import lees_opgaven
from samenwerking.uitwisseling.huidig_register import lees_register
from samenwerking.uitwisseling.huidig_verbanden import deelnemerrijen, lees_verbanden
from samenwerking.uitwisseling.rijen import Verbandrij
from samenwerking.uitwisseling.tabellen import TABELLEN, Kolom, Soort

UITLEG = {
    "verbanden": "De verbanden met vorm en penvoerder.",
    "arrangementen": "Per verband de taken die het uitvoert.",
    "deelnemers": "Per verband en taak de gemeenten die meedoen; * is alle taken van het verband.",
    "opgaven": "De gemeenten die hebben ingediend, met het moment.",
    "opgaveregels": "Wat elke gemeente per taak zegt: met wie, en hoe ver.",
    "dekking": "Per gemeente en taak de staat van de dekking, met de verbanden.",
    "relaties": "Per verband en taak hoe het in de regio-indelingen ligt.",
    "bevindingen": "Wat de regels vinden over dekking en ligging, met een zin.",
    "identificaties": "De gemeenten, en de verbanden die er een hebben, met hun adres in TOOI.",
}
"""The tables that are open; the profile, differences and letters are not (domein.md, Roles)."""
OPEN_REGELS = "DCAN"


@dataclass(frozen=True)
class Rondetabel:
    """A table: its columns, the names of its key, and rows as dicts."""

    naam: str
    kolommen: tuple[Kolom, ...]
    sleutel: tuple[str, ...]
    rijen: list[dict[str, Any]]

    @cached_property
    def cellen(self) -> list[list[str]]:
        """The header and the rows as text with codes."""
        namen = [kolom.naam for kolom in self.kolommen]
        return [namen, *([beschermd(geschreven(rij[n])) for n in namen] for rij in self.rijen)]


def _keuze(naam: str, waarden: Iterable[str]) -> Kolom:
    return Kolom(naam, Soort.KEUZE, gevuld=True, waarden=tuple(waarden))


GEMEENTE = Kolom("gemeente", Soort.GEMEENTE, gevuld=True)
TAAK = Kolom("taak", Soort.TAAK, gevuld=True)
VERBAND = Kolom("verband", Soort.VERBAND, gevuld=True)
AFGELEID: dict[str, tuple[tuple[Kolom, ...], tuple[str, ...]]] = {
    "dekking": (
        (
            GEMEENTE,
            TAAK,
            _keuze("staat", [staat.value for staat in Staat]),
            Kolom("verbanden", Soort.NAMEN),
        ),
        ("gemeente", "taak"),
    ),
    "relaties": (
        (
            VERBAND,
            TAAK,
            _keuze("indeling", INDELINGEN),
            _keuze("relatie", [soort.value for soort in Verhouding]),
            Kolom("reparatie", Soort.GETAL, gevuld=True),
        ),
        ("verband", "taak", "indeling"),
    ),
    "bevindingen": (
        (
            _keuze("code", sorted(c for c in CATALOGUS if c[0] in OPEN_REGELS)),
            Kolom("verband", Soort.VERBAND),
            Kolom("taak", Soort.TAAK),
            Kolom("gemeenten", Soort.NAMEN),
            Kolom("eigen_keuze", Soort.JANEE),
            Kolom("zin", Soort.TEKST, gevuld=True),
        ),
        (),
    ),
    "identificaties": (
        (
            _keuze("soort", ("gemeente", "verband")),
            Kolom("code", Soort.TEKST, gevuld=True),
            Kolom("naam", Soort.TEKST),
            Kolom("tooi", Soort.TEKST, gevuld=True),
        ),
        ("soort", "code"),
    ),
}


def tabellen(ronde: Uitvraag) -> dict[str, Rondetabel]:
    """All tables of a published round, by name, as known at its publication."""
    alle = [*_register(ronde), *_afgeleid(ronde), _identificaties(ronde)]
    return {tabel.naam: tabel for tabel in alle}


def _register(ronde: Uitvraag) -> list[Rondetabel]:
    """The tables that `importeer` reads back."""
    wie, register = AnonymousUser(), lees_register(ronde)
    versies = zichtbaar(wie, Verbandversie).filter(uitvraag=ronde).order_by()
    gelezen = lees_verbanden(versies)
    verbanden = {slug: inhoud.in_ronde(register) for slug, inhoud in sorted(gelezen.items())}
    opgaveversies = zichtbaar(wie, Opgaveversie).filter(opgave__uitvraag=ronde)
    bestaand = opgaveversies.filter(opgave__gemeente__in=list(register.gemeenten))
    opgaven = lees_opgaven(bestaand, register).values()
    genoemd = {regel.verband for opgave in opgaven for regel in opgave.regels if regel.verband}
    genoemd |= {v.kop.onderdeel_van for v in verbanden.values() if v.kop.onderdeel_van}
    rijen: dict[str, list[Any]] = {
        "verbanden": [
            *(inhoud.kop for inhoud in verbanden.values()),
            *(Verbandrij(verband=slug) for slug in genoemd - verbanden.keys()),
        ],
        "arrangementen": [r for v in verbanden.values() for r in v.arrangementen.values()],
        "deelnemers": [rij for v in verbanden.values() for rij in deelnemerrijen(v)],
        "opgaven": [opgave.kop for opgave in opgaven],
        "opgaveregels": [regel for opgave in opgaven for regel in opgave.regels],
    }
    return [_tabel(naam, [rij.cellen() for rij in gevonden]) for naam, gevonden in rijen.items()]


def _tabel(naam: str, rijen: list[dict[str, Any]]) -> Rondetabel:
    """A table of the exchange format, in the order of its key."""
    vorm = TABELLEN[naam]
    rijen.sort(key=lambda rij: tuple(rij[veld] or "" for veld in vorm.sleutel))
    return Rondetabel(naam, vorm.kolommen, vorm.sleutel, rijen)


def _afgeleid(ronde: Uitvraag) -> list[Rondetabel]:
    """The tables that the rules make."""
    op = ronde.gepubliceerd_op
    if op is None:
        raise ValueError(f"Ronde {ronde.pk} heeft geen moment van publicatie.")
    stand, evaluatie = beeld(ronde, op, op)
    open_ = (b for b in evaluatie.bevindingen if b.code[0] in OPEN_REGELS)
    rijen: dict[str, list[dict[str, Any]]] = {
        "dekking": [cel._asdict() for cel in evaluatie.dekking],
        "relaties": [relatie._asdict() for relatie in evaluatie.relaties],
        "bevindingen": [bevindingrij(stand, bevinding) for bevinding in open_],
    }
    for feit in rijen["bevindingen"]:
        feit["gemeenten"] = tuple(feit["gemeenten"])
    return [Rondetabel(naam, *AFGELEID[naam], gevonden) for naam, gevonden in rijen.items()]


def _identificaties(ronde: Uitvraag) -> Rondetabel:
    """Who is who in TOOI; a verband without a known identifier is not in it."""
    gemeenten = Gemeente.objects.op(ronde.peildatum).order_by("code").values_list("code", "naam")
    versies = zichtbaar(AnonymousUser(), Verbandversie).filter(uitvraag=ronde)
    bekend = versies.exclude(verband__tooi_so="").order_by("verband", "nummer")
    verbanden = {
        slug: ("verband", slug, naam, adres)
        for slug, naam, adres in bekend.values_list("verband_id", "naam", "verband__tooi_so")
    }
    rijen = [("gemeente", code, naam, tooi.gemeente(code)) for code, naam in gemeenten]
    kolommen, sleutel = AFGELEID["identificaties"]
    velden = [kolom.naam for kolom in kolommen]
    alle = [dict(zip(velden, rij, strict=True)) for rij in [*rijen, *verbanden.values()]]
    return Rondetabel("identificaties", kolommen, sleutel, alle)
