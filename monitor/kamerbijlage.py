"""The kamerbijlage: the tables for parliament with what they mean, and their files.

What is frozen is `inhoud`, one canonical JSON text; every file comes out of it, so the same inhoud
gives the same bytes. The moment is no part of it: the same facts make the same inhoud.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Min

from monitor.beeld import beeld
from monitor.inlezen import lees_opvolging
from monitor.models import Bezoek
from monitor.regels.alles import Evaluatie
from monitor.regels.catalogus import CATALOGUS
from monitor.regels.kamertabellen import INCONGRUENTIE, Gegevens, Tabel, tabellen
from monitor.regels.kamerzinnen import KAARTEN, ontbreekt
from monitor.regels.stand import Stand
from monitor.uitlegbeeld import register_van_ronde
from samenwerking.klok import NEDERLAND
from samenwerking.models import Opgaveversie, Uitvraag
from samenwerking.uitwisseling import ods
from samenwerking.uitwisseling.cellen import beschermd

Inhoud = dict[str, Any]
NAAM = "kamerbijlage"
WOORDEN = {"wacht_op_rijk": "wacht op Rijk", "aantal_regios": "aantal regio's"}
"""Words whose name is not their code with spaces."""


def gegevens(
    uitvraag: Uitvraag,
    getoetst: tuple[Stand, Evaluatie],
    eerst: Stand | None,
    op: datetime,
) -> Gegevens:
    """What the tables are made of, as known at `op`; five queries, six with a comparison."""
    stand, evaluatie = getoetst
    momenten = _inzendmomenten(stand, uitvraag, op)
    bezoeken = _bezoeken(op)
    op_tijd = sum(moment < uitvraag.deadline for moment in momenten)
    return Gegevens(
        stand=stand,
        evaluatie=evaluatie,
        uitgelegd=register_van_ronde(stand, evaluatie, uitvraag, op).is_uitgelegd,
        op_tijd=op_tijd,
        te_laat=len(momenten) - op_tijd,
        bezoeken=len({bezoek for bezoek, _ in bezoeken}),
        bezocht=len({gemeente for _, gemeente in bezoeken if gemeente}),
        eerst=eerst,
        opvolging=lees_opvolging(eerst, stand) if eerst else {},
    )


def _inzendmomenten(stand: Stand, uitvraag: Uitvraag, op: datetime) -> list[datetime]:
    """When each gemeente of the Stand that submitted did so first."""
    rijen = (
        Opgaveversie.objects.filter(opgave__uitvraag=uitvraag, ingediend_op__lte=op)
        .order_by()
        .values_list("opgave__gemeente")
        .annotate(eerste=Min("ingediend_op"))
    )
    return [moment for code, moment in rijen if stand.heeft_ingediend(code)]


def _bezoeken(op: datetime) -> list[tuple[int, str | None]]:
    """Visit and gemeente, for all visits until the day of `op`."""
    dag = op.astimezone(NEDERLAND).date()
    rijen = Bezoek.objects.filter(datum__lte=dag).order_by()
    return list(rijen.values_list("pk", "gemeenten"))


def stel_samen(uitvraag: Uitvraag, vergelijk: Uitvraag | None, op: datetime) -> Inhoud:
    """The content as known at `op`, from the rounds that this process keeps."""
    eerst = beeld(vergelijk, op, op)[0] if vergelijk else None
    feiten = gegevens(uitvraag, beeld(uitvraag, op, op), eerst, op)
    return inhoud(uitvraag, vergelijk, feiten, op)


def inhoud(
    uitvraag: Uitvraag, vergelijk: Uitvraag | None, feiten: Gegevens, op: datetime
) -> Inhoud:
    """Everything that a Publicatie freezes: the tables, what they mean, and what is missing."""
    return {
        "uitvraag": uitvraag.code,
        "ronde": uitvraag.naam,
        "korte_naam": uitvraag.korte_naam,
        "peildatum": uitvraag.peildatum.isoformat(),
        "kamerstuk": uitvraag.kamerstuk,
        "drempel": uitvraag.vaststelling_drempel,
        "vergelijk": vergelijk.korte_naam if vergelijk else None,
        "voorbeeldgegevens": uitvraag.voorbeeldgegevens,
        "ontbreekt": ontbreekt(feiten, loopt=op < uitvraag.laatste_wijziging),
        "namen": _namen(feiten.stand),
        "tabellen": [_met_betekenis(tabel, feiten) for tabel in tabellen(feiten)],
    }


def _met_betekenis(tabel: Tabel, feiten: Gegevens) -> Inhoud:
    kaart = KAARTEN[tabel.nummer]
    return {
        "nummer": tabel.nummer,
        "naam": tabel.naam,
        "titel": kaart.titel,
        "zin": kaart.zin(feiten, tabel),
        "definitie": kaart.definitie,
        "kolommen": list(tabel.kolommen),
        "rijen": [list(rij) for rij in tabel.rijen],
    }


def _namen(stand: Stand) -> dict[str, str]:
    """What the codes in the tables stand for: taken and kinds of findings."""
    return {taak.code: taak.naam for taak in stand.taken} | {
        code: CATALOGUS[code].titel for code in INCONGRUENTIE
    }


def als_tekst(wat: Inhoud) -> str:
    """The canonical JSON: the same content gives the same text."""
    return json.dumps(wat, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def kenmerk(tekst: str) -> str:
    """The SHA-256 of a frozen text, as 64 hexadecimal digits."""
    return hashlib.sha256(tekst.encode()).hexdigest()


def bestandsnaam(tabel: Mapping[str, Any]) -> str:
    """«tabel-1-inzendingen.csv»."""
    return f"tabel-{tabel['nummer']}-{tabel['naam']}.csv"


def bestanden(wat: Inhoud) -> dict[str, bytes]:
    """The spreadsheet and a CSV per table, by name."""
    per_tabel = {bestandsnaam(tabel): als_csv(tabel) for tabel in wat["tabellen"]}
    return {f"{NAAM}.ods": als_ods(wat), **per_tabel}


def als_csv(tabel: Mapping[str, Any]) -> bytes:
    """One table: UTF-8, `;`, a header; unknown is empty and decimals have a point."""
    uit = io.StringIO(newline="")
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\n")
    schrijver.writerow(tabel["kolommen"])
    schrijver.writerows(map(_cellen, tabel["rijen"]))
    return uit.getvalue().encode()


def als_ods(wat: Inhoud) -> bytes:
    """A sheet that says what the numbers mean, and a sheet per table with the same figures."""
    bladen: dict[str, list[list[Any]]] = {"toelichting": list(_toelichting(wat))}
    for tabel in wat["tabellen"]:
        naam = bestandsnaam(tabel).removesuffix(".csv")
        bladen[naam[:31]] = [tabel["kolommen"], *map(_cellen, tabel["rijen"])]
    return ods.schrijf(bladen)


def _cellen(rij: list[Any]) -> list[Any]:
    return [beschermd(cel) if isinstance(cel, str) else "" if cel is None else cel for cel in rij]


def _toelichting(wat: Inhoud) -> Iterator[list[Any]]:
    yield ["Kamerbijlage", beschermd(wat["ronde"])]
    yield ["Peildatum", wat["peildatum"]]
    if wat["voorbeeldgegevens"]:
        yield ["Let op", "Dit zijn voorbeeldgegevens."]
    if wat["vergelijk"]:
        yield ["Vergeleken met", wat["vergelijk"]]
    yield from (["Ontbreekt", zin] for zin in wat["ontbreekt"])
    for tabel in wat["tabellen"]:
        yield [f"Tabel {tabel['nummer']}: {tabel['titel']}", tabel["zin"], tabel["definitie"]]
    yield from ([code, beschermd(naam)] for code, naam in wat["namen"].items())


def getoond(wat: Inhoud) -> list[Inhoud]:
    """The tables as people read them: words for column names and names for codes."""
    namen: dict[str, str] = wat["namen"]
    return [
        tabel
        | {
            "bestand": bestandsnaam(tabel),
            "koppen": _koppen(tabel),
            "regels": [_regel(rij, tabel["kolommen"], namen) for rij in tabel["rijen"]],
        }
        for tabel in wat["tabellen"]
    ]


def _koppen(tabel: Inhoud) -> list[tuple[str, bool]]:
    """The heads in words, each with whether numbers stand under it."""
    onder = zip(*tabel["rijen"], strict=True) if tabel["rijen"] else ((),) * len(tabel["kolommen"])
    return [
        (_woord(kolom), any(isinstance(cel, int | float) for cel in cellen))
        for kolom, cellen in zip(tabel["kolommen"], onder, strict=True)
    ]


def _regel(
    rij: list[Any], kolommen: list[str], namen: Mapping[str, str]
) -> list[tuple[str, bool, str]]:
    """Each cell in words, whether it is a number, and the head above it."""
    return [(*_cel(cel, namen), _woord(kolom)) for cel, kolom in zip(rij, kolommen, strict=True)]


def _woord(code: str) -> str:
    return WOORDEN.get(code, code.replace("_", " "))


def _cel(cel: Any, namen: Mapping[str, str]) -> tuple[str, bool]:
    """A cell in words, and whether it is a number."""
    if isinstance(cel, str):
        return (f"{namen[cel]} ({cel})" if cel in namen else _woord(cel)), False
    if cel is None:
        return "–", True
    tekst = f"{cel:,}".replace(",", " ").replace(".", ",").replace(" ", ".")
    return tekst, True
