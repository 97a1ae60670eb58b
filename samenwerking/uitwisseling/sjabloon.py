"""The template of a spreadsheet: codes and names filled in, what may be written explained.

For a gemeente it holds the taken of the round with the answers of now, and the verbanden it may
name; for VNG the whole round as it was submitted. What is filled in comes back through `upload`.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from samenwerking.keuzes import Orgaan
from samenwerking.models import Uitvraag, Uitvraagtaak
from samenwerking.regels import Antwoord
from samenwerking.uitwisseling import ods
from samenwerking.uitwisseling.cellen import beschermd, geschreven
from samenwerking.uitwisseling.exporteren import met_kop, verzamel, xlsx_van
from samenwerking.uitwisseling.huidig_opgaven import besluitdag
from samenwerking.uitwisseling.register import Register
from samenwerking.uitwisseling.tabellen import TABELLEN, Kolom, Soort

Bladen = dict[str, list[list[str]]]

MEDIA: Final = {
    "ods": ods.SOORT,
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
HOE: Final = {
    Soort.SLUG: "sleutel: kleine letters, cijfers en streepjes",
    Soort.VERBAND: "sleutel van een verband, zie hulp_verbanden",
    Soort.GEMEENTE: "CBS-code (GM0392) of naam van een gemeente",
    Soort.TAAK: "code van een taak, zie hulp_taken",
    Soort.TAAK_OF_ALLE: "code van een taak, of * voor alle taken van het verband",
    Soort.REGIO: "code van een regio (JZ13), of leeg",
    Soort.RECHTSVORM: "code van een rechtsvorm (CG)",
    Soort.BRIEF: "sleutel van een brief",
    Soort.TEKST: "tekst",
    Soort.NAMEN: "namen, met | ertussen",
    Soort.DAG: "datum, bijvoorbeeld 31-5-2013 of 2013-05-31",
    Soort.MOMENT: "datum en tijd: 2013-05-30T12:00",
    Soort.GETAL: "heel getal",
    Soort.JANEE: "1 (ja) of 0 (nee), leeg is onbekend",
}
REGELS: Final = (
    ["Zo vult u dit bestand in", "", ""],
    ["Een regel zonder antwoord laat uw antwoord zoals het is.", "", ""],
    ["Wilt u een antwoord weghalen? Kies dan bij wijze: geen.", "", ""],
    ["Twee verbanden bij een taak? Schrijf twee regels met dezelfde taak.", "", ""],
    ["U ziet eerst wat er verandert. Daarna kiest u zelf Doorvoeren.", "", ""],
    ["", "", ""],
)


def voor_gemeente(
    gemeente: str,
    vragen: Iterable[Uitvraagtaak],
    antwoorden: Iterable[Antwoord],
    verbanden: Mapping[str, str],
    noemen_ons: Mapping[str, list[str]],
) -> Bladen:
    """The sheets for the gemeente with this code: a row per answer, and one per open taak.

    `verbanden` are names by slug, `noemen_ons` per taak the slugs of those that list the gemeente.
    """
    lijst = list(vragen)
    per_taak: dict[str, list[Antwoord]] = {}
    for antwoord in antwoorden:
        per_taak.setdefault(antwoord.taak, []).append(antwoord)
    kolommen = list(TABELLEN["opgaveregels"].kolom)
    plek = kolommen.index("taak") + 1
    rijen = [[*kolommen[:plek], "taaknaam", *kolommen[plek:]]]
    for vraag in lijst:
        for cellen in _regels(gemeente, vraag.taak_id, per_taak.get(vraag.taak_id, [])):
            rij = [geschreven(cellen.get(kolom)) for kolom in kolommen]
            rijen.append([*rij[:plek], vraag.taak.naam, *rij[plek:]])
    noemt = {slug: taak for taak, slugs in noemen_ons.items() for slug in slugs}
    return _beschermd(
        {
            "opgaveregels": rijen,
            "uitleg": [*map(list, REGELS), *_uitleg(["opgaveregels"])],
            "hulp_taken": _taken(lijst),
            "hulp_verbanden": [
                ["verband", "naam", "noemt u"],
                *(
                    [slug, naam, "ja" if slug in noemt else ""]
                    for slug, naam in sorted(verbanden.items(), key=lambda paar: paar[1])
                ),
            ],
        }
    )


def voor_ronde(
    uitvraag: Uitvraag,
    register: Register,
    verbanden: Mapping[str, str],
    *,
    op: datetime,
    gemeente: str = "",
) -> Bladen:
    """The sheets of the round as submitted by `op`, or of one gemeente in it; never a concept.

    `verbanden` are names by slug of those that may be named.
    """
    tabellen = verzamel(uitvraag, met_concepten=False, bekend_op=op)
    if gemeente:
        tabellen = {
            naam: [rij for rij in tabellen[naam] if getattr(rij, "gemeente", "") == gemeente]
            for naam in ("opgaven", "opgaveregels")
        }
    bladen = {naam: list(met_kop(naam, rijen)) for naam, rijen in tabellen.items()}
    vragen = uitvraag.uitvraagtaken.select_related("taak").order_by("taak")
    gemeenten = [["gemeente", "naam"], *([c, n] for c, n in sorted(register.gemeenten.items()))]
    bekend = [["verband", "naam"], *([slug, naam] for slug, naam in sorted(verbanden.items()))]
    hulp = {
        "uitleg": list(_uitleg(tabellen)),
        "hulp_taken": _taken(vragen),
        "hulp_gemeenten": gemeenten,
        "hulp_verbanden": bekend,
    }
    return bladen | _beschermd(hulp)


def _regels(gemeente: str, taak: str, antwoorden: list[Antwoord]) -> Iterator[dict[str, Any]]:
    """The rows of a taak; without an answer one row that only names it."""
    if not antwoorden:
        yield {"gemeente": gemeente, "taak": taak}
    for a in antwoorden:
        yield {
            "gemeente": gemeente,
            "taak": taak,
            "wijze": a.wijze,
            "verband": a.verband,
            "stadium": a.stadium,
            "collegebesluit": besluitdag(a.college, Orgaan.COLLEGE, a.stadium),
            "raadsbesluit": besluitdag(a.raad, Orgaan.RAAD, a.stadium),
            "voorlopig": a.voorlopig,
            "toelichting": a.toelichting,
            "onderdeel": a.onderdeel,
            "reden": a.reden,
        }


def _uitleg(tabellen: Iterable[str]) -> Iterator[list[str]]:
    yield ["blad", "kolom", "wat u kunt invullen"]
    for naam in tabellen:
        for kolom in TABELLEN[naam].kolommen:
            yield [naam, kolom.naam, _toegestaan(kolom)]


def _toegestaan(kolom: Kolom) -> str:
    if kolom.soort == Soort.KEUZE:
        return "een van: " + ", ".join(kolom.waarden)
    if kolom.soort == Soort.KEUZES:
        return "een of meer, met | ertussen: " + ", ".join(kolom.waarden) + "; of geen"
    lengte = f", ten hoogste {kolom.lengte} tekens" if kolom.soort == Soort.TEKST else ""
    return HOE[kolom.soort] + lengte


def _taken(vragen: Iterable[Uitvraagtaak]) -> list[list[str]]:
    kop = ["taak", "naam", "niveau", "samenwerken nodig", "landelijk kan"]
    return [
        kop,
        *(
            [
                vraag.taak_id,
                vraag.taak.naam,
                vraag.niveau,
                "ja" if vraag.samenwerking_noodzakelijk else "nee",
                "ja" if vraag.landelijk_mogelijk else "nee",
            ]
            for vraag in vragen
        ),
    ]


def _beschermd(bladen: Bladen) -> Bladen:
    return {naam: [list(map(beschermd, rij)) for rij in rijen] for naam, rijen in bladen.items()}


def als_zip(bladen: Mapping[str, Iterable[list[str]]]) -> bytes:
    """The sheets as CSV files in a zip: `;` and a BOM, so that a Dutch Excel opens them well."""
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as archief:
        for naam, rijen in bladen.items():
            tekst = io.StringIO(newline="")
            csv.writer(tekst, delimiter=";").writerows(rijen)
            archief.writestr(f"{naam}.csv", tekst.getvalue().encode("utf-8-sig"))
    return uit.getvalue()


SCHRIJF: Final[dict[str, Callable[[Mapping[str, Iterable[list[str]]]], bytes]]] = {
    "ods": ods.schrijf,
    "xlsx": xlsx_van,
    "zip": als_zip,
}
