"""What the lists of gemeenten and regio's show, in a fixed number of queries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby
from typing import NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString

from gemeenten.kaart.kleuren import Klasse
from gemeenten.kaart.lagen import Laag
from gemeenten.kaart.land import Landkaart, landkaart
from gemeenten.kaart.tegels import tegelgrond
from gemeenten.models import Gemeente, Herindeling, Inwonertal, Regio, Regiolid, Soort
from gemeenten.namen import vouw
from gemeenten.plekken import plekken
from gemeenten.querysets import GemeenteQuerySet

LETTERS_VANAF = 60
GETOOND = (
    Soort.PROVINCIE,
    Soort.ARBEIDSMARKTREGIO,
    Soort.VEILIGHEIDSREGIO,
    Soort.JEUGDREGIO,
)
REGIOVLAK = Klasse("regio", "in een regio", "#5b9bcb")

UITLEG = {
    Soort.PROVINCIE: "Samenwerken over de grens van een provincie mag.",
    Soort.ARBEIDSMARKTREGIO: (
        "Gemeenten hebben deze regio's zelf gevormd. Zij zijn het vertrekpunt van het gesprek over "
        "samenwerking. Afwijken mag, met uitleg."
    ),
    Soort.VEILIGHEIDSREGIO: (
        "Deze indeling staat in de wet. Gemeenten kiezen vaak deze schaal voor jeugdbescherming, "
        "jeugdreclassering en het meldpunt huiselijk geweld en kindermishandeling."
    ),
    Soort.JEUGDREGIO: (
        "In deze regio's bereiden gemeenten de jeugdhulp voor. Voor pleegzorg, crisisopvang en "
        "residentiële jeugdzorg kiezen zij bijna altijd deze schaal."
    ),
    Soort.ZORGKANTOORREGIO: "In elke regio koopt één zorgkantoor de langdurige zorg in.",
}


def getal(waarde: int | None) -> str:
    """«109.695», or «onbekend»."""
    return "onbekend" if waarde is None else f"{waarde:,}".replace(",", ".")


def inwoners_op(dag: date) -> dict[str, tuple[int, bool]]:
    """Per gemeente the latest figure at or before `dag`, and whether it is afgeleid; one query."""
    rijen = Inwonertal.objects.filter(peildatum__lte=dag).order_by("peildatum")
    waarden = rijen.values_list("gemeente_id", "inwoners", "afgeleid")
    return {code: (inwoners, afgeleid) for code, inwoners, afgeleid in waarden}


class Gemeenterij(NamedTuple):
    """A row of the list, in the order in which the template unpacks it; regio's as links."""

    code: str
    naam: str
    inwoners: str
    provincie: str
    arbeidsmarktregio: SafeString
    veiligheidsregio: SafeString
    jeugdregio: SafeString


@dataclass(frozen=True)
class Gemeentelijst:
    """The list in groups by first letter; one nameless group when it is short."""

    groepen: list[tuple[str, list[Gemeenterij]]]
    aantal: int
    dubbele_namen: list[str]
    afgeleid: bool


def gemeentelijst(gevonden: GemeenteQuerySet, dag: date) -> Gemeentelijst:
    """The list of the gemeenten `gevonden`, with what holds on `dag`; three queries.

    Inwoners that are afgeleid have an asterisk.
    """
    rijen = _gemeenterijen(gevonden, dag)
    letters = len(rijen) >= LETTERS_VANAF
    groepen = groupby(rijen, key=lambda gevouwen: gevouwen[0][:1].upper() if letters else "")
    kaal = Counter(rij.naam.partition(" (")[0] for _, rij in rijen)
    return Gemeentelijst(
        groepen=[(letter, [rij for _, rij in groep]) for letter, groep in groepen],
        aantal=len(rijen),
        dubbele_namen=sorted(naam for naam, keer in kaal.items() if keer > 1),
        afgeleid=any(rij.inwoners.endswith("*") for _, rij in rijen),
    )


def _gemeenterijen(gevonden: GemeenteQuerySet, dag: date) -> list[tuple[str, Gemeenterij]]:
    """Folded name and row of each, by that name."""
    inwoners = inwoners_op(dag)
    leden = Regiolid.objects.op(dag).filter(regio__soort__in=GETOOND).order_by()
    velden = ("regio__soort", "regio__naam", "regio__code")
    regios = {(wie, regio[0]): regio for wie, *regio in leden.values_list("gemeente_id", *velden)}
    link = cache(_regiolink)

    def rij(code: str, naam: str) -> Gemeenterij:
        aantal, afgeleid = inwoners.get(code, (None, False))
        van = [regios.get((code, soort), (soort, "onbekend", soort)) for soort in GETOOND]
        andere = (link(naam, code) for _, naam, code in van[1:])
        return Gemeenterij(code, naam, getal(aantal) + "*" * afgeleid, van[0][1], *andere)

    namen = gevonden.order_by("zoeknaam", "code").values_list("zoeknaam", "code", "naam")
    return [(gevouwen, rij(code, naam)) for gevouwen, code, naam in namen]


def _regiolink(naam: str, code: str) -> SafeString:
    """The link to a regio, made once for all of its members."""
    return format_html('<a href="/regios/{}/">{}</a>', code, naam)


def opgegaan(tekst: str, dag: date) -> list[Herindeling]:
    """Herindelingen up to `dag` of a gemeente that was called `tekst`; one query."""
    oud = Gemeente.objects.zoek(tekst).filter(bestaat_tot__lte=dag)
    return list(
        Herindeling.objects.filter(oud__in=oud).select_related("oud", "nieuw").order_by("oud")
    )


class Regiorij(NamedTuple):
    """A row of the list of regio's; `maat` is «kleinste», «grootste» or nothing."""

    regio: Regio
    gemeenten: int
    inwoners: int
    maat: str

    @property
    def ook(self) -> str:
        """The other name, when it is more than another spelling."""
        ander = self.regio.naam_alternatief
        return "" if vouw(ander) == vouw(self.regio.naam) else ander

    @property
    def inwoners_tekst(self) -> str:
        """With points: 102.470."""
        return getal(self.inwoners)


@dataclass(frozen=True)
class Regiolijst:
    """All regio's of one soort by name, the outer ones again, and their map."""

    rijen: list[Regiorij]
    kleinste: Regiorij | None
    grootste: Regiorij | None
    kaart: Landkaart


def regiolijst(soort: Soort, dag: date) -> Regiolijst:
    """The regio's of `soort` on `dag`; four queries."""
    inwoners = inwoners_op(dag)
    leden: dict[int, list[str]] = defaultdict(list)
    lidmaatschappen = Regiolid.objects.op(dag).filter(regio__soort=soort)
    for regio_id, gemeente in lidmaatschappen.values_list("regio_id", "gemeente_id"):
        leden[regio_id].append(gemeente)
    regios = Regio.objects.op(dag).filter(soort=soort).select_related("centrumgemeente")
    rijen = _met_uitersten(
        Regiorij(regio, len(leden[regio.pk]), _som(leden[regio.pk], inwoners), "")
        for regio in regios.order_by("naam")
    )
    uitersten = {rij.maat: rij for rij in rijen if rij.maat}
    return Regiolijst(
        rijen,
        uitersten.get("kleinste"),
        uitersten.get("grootste"),
        _kaart(soort, rijen, leden, dag),
    )


def _som(codes: Iterable[str], inwoners: dict[str, tuple[int, bool]]) -> int:
    return sum(inwoners[code][0] for code in codes if code in inwoners)


def _met_uitersten(rijen: Iterable[Regiorij]) -> list[Regiorij]:
    """Mark the one with the fewest and the one with the most inwoners, the first on a tie."""
    lijst = list(rijen)
    if len(lijst) > 1:
        for kies, maat in ((min, "kleinste"), (max, "grootste")):
            plek = kies(range(len(lijst)), key=lambda nr: lijst[nr].inwoners)
            lijst[plek] = lijst[plek]._replace(maat=maat)
    return lijst


def _kaart(
    soort: Soort, rijen: list[Regiorij], leden: dict[int, list[str]], dag: date
) -> Landkaart:
    """The country with one shape per regio; a tile leads to the page of its regio."""
    van = {code: rij for rij in rijen for code in leden[rij.regio.pk]}
    laag = Laag(
        soort.meervoud.capitalize(),
        (REGIOVLAK,),
        dict.fromkeys(van, REGIOVLAK.code),
        uitleg={code: [f"{soort.label} {rij.regio.naam}"] for code, rij in van.items()},
        groepen=[leden[rij.regio.pk] for rij in rijen],
    )
    return landkaart(
        tegelgrond(plekken(dag)),
        laag,
        titel=f"Kaart van de {soort.meervoud}",
        adres=lambda code: van[code].regio.get_absolute_url(),
        namen=soort == Soort.PROVINCIE,
    )
