"""A scenario as an import folder: the CSV files of the format, in a zip (koppelvlakken, section 3).

What the scenario leaves alone is as `exporteer` writes it. Read into a round with the same taken
that holds nothing yet, it gives the Stand of the scenario; a changed norm is no part of the format.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.utils.text import slugify

from monitor.regels.stand import Regelrij as Standregel
from monitor.regels.stand import Sleutel, Stand
from samenwerking.models import Uitvraag
from samenwerking.uitwisseling.exporteren import als_csv, verzamel
from samenwerking.uitwisseling.rijen import (
    Arrangementrij,
    Deelnemerrij,
    Profielrij,
    Regelrij,
    Rij,
    Verbandrij,
)

TABELLEN = ("verbanden", "arrangementen", "deelnemers", "opgaven", "opgaveregels", "profielen")
"""Letters and who signed them are no part of a what-if."""
VAST = (1980, 1, 1, 0, 0, 0)
"""The same scenario gives the same bytes."""


def bestandsnaam(nummer: int, naam: str) -> str:
    """«scenario-7-landsmeer.zip»."""
    return f"scenario-{nummer}-{slugify(naam)[:60]}".rstrip("-") + ".zip"


def als_zip(uitvraag: Uitvraag, bekend_op: datetime, voor: Stand, na: Stand) -> bytes:
    """The folder; `voor` is the Stand as known at `bekend_op`, `na` what the scenario makes."""
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as map_:
        for naam, rijen in tabellen(uitvraag, bekend_op, voor, na).items():
            lid = zipfile.ZipInfo(f"{naam}.csv", VAST)
            lid.compress_type = zipfile.ZIP_DEFLATED
            map_.writestr(lid, als_csv(naam, rijen))
    return uit.getvalue()


def tabellen(
    uitvraag: Uitvraag, bekend_op: datetime, voor: Stand, na: Stand
) -> dict[str, list[Rij]]:
    """The rows of each file, sorted by key."""
    rijen: dict[str, list[Any]] = verzamel(uitvraag, met_concepten=False, bekend_op=bekend_op)
    anders = {
        slug
        for slug, taak in voor.leden.keys() | na.leden.keys()
        if voor.leden.get((slug, taak)) != na.leden.get((slug, taak))
    }
    nieuw = {
        "verbanden": _verbanden(rijen["verbanden"], na),
        "profielen": _profielen(rijen["profielen"], na),
        "arrangementen": [
            *(rij for rij in rijen["arrangementen"] if rij.verband not in anders),
            *_arrangementen(na, anders),
        ],
        "deelnemers": [
            *(rij for rij in rijen["deelnemers"] if rij.verband not in anders),
            *_deelnemers(na, anders),
        ],
        "opgaven": rijen["opgaven"],
        "opgaveregels": _opgaveregels(rijen["opgaveregels"], voor, na),
    }
    return {naam: sorted(nieuw[naam], key=_sleutel) for naam in TABELLEN}


def _sleutel(rij: Any) -> tuple[str, ...]:
    velden = ("verband", "taak", "gemeente")
    if isinstance(rij, Regelrij):
        velden = ("gemeente", "taak", "verband")
    return tuple(getattr(rij, veld, None) or "" for veld in velden)


def _verbanden(rijen: list[Verbandrij], na: Stand) -> Iterable[Verbandrij]:
    """With the rechtsvorm of the scenario, and the verbanden that it makes."""
    bekend = {rij.verband for rij in rijen}
    for rij in rijen:
        feiten = na.verbanden.get(rij.verband)
        if feiten:
            vorm = feiten.rechtsvorm.code if feiten.rechtsvorm else None
            rij = rij if rij.rechtsvorm == vorm else replace(rij, rechtsvorm=vorm)
        yield rij
    for slug in na.verbanden.keys() - bekend:
        feiten = na.verbanden[slug]
        yield Verbandrij(verband=slug, naam=feiten.naam, penvoerder=feiten.penvoerder)


def _profielen(rijen: list[Profielrij], na: Stand) -> Iterable[Profielrij]:
    """With the juridisch stadium of the scenario."""
    for rij in rijen:
        feiten = na.verbanden.get(rij.verband)
        stadium = feiten.profiel.juridisch_stadium if feiten else rij.juridisch_stadium
        yield rij if rij.juridisch_stadium == stadium else replace(rij, juridisch_stadium=stadium)


def _arrangementen(na: Stand, anders: set[str]) -> Iterable[Arrangementrij]:
    """Of the verbanden that change, no longer attached to a regio: the deelnemers say it all."""
    for verband, taak, _, clienten, aanbieders in na.arrangementen:
        if verband in anders:
            yield Arrangementrij(
                verband=verband, taak=taak, clienten=clienten, aanbieders=aanbieders
            )


def _deelnemers(na: Stand, anders: set[str]) -> Iterable[Deelnemerrij]:
    for verband, taak, leden, *_ in na.arrangementen:
        if verband in anders:
            for gemeente in na.codes(leden):
                yield Deelnemerrij(verband=verband, taak=taak, gemeente=gemeente)


def _per_plek(stand: Stand) -> dict[Sleutel, set[Standregel]]:
    uit: dict[Sleutel, set[Standregel]] = {}
    for regel in stand.regels:
        uit.setdefault(regel[:2], set()).add(regel)
    return uit


def _opgaveregels(rijen: list[Regelrij], voor: Stand, na: Stand) -> Iterable[Regelrij]:
    """What a gemeente says of a taak: as it was, or as the scenario has it."""
    oud, nieuw = _per_plek(voor), _per_plek(na)
    anders = {plek for plek in oud.keys() | nieuw.keys() if oud.get(plek) != nieuw.get(plek)}
    waren: dict[Sleutel, list[Regelrij]] = {}
    for rij in rijen:
        if (rij.gemeente, rij.taak) in anders:
            waren.setdefault((rij.gemeente, rij.taak), []).append(rij)
        else:
            yield rij
    for plek in anders:
        blijft = {regel[3] for regel in nieuw.get(plek, ())}
        weg = [rij for rij in waren.get(plek, ()) if rij.verband and rij.verband not in blijft]
        for regel in nieuw.get(plek, ()):
            yield _regelrij(regel, waren.get(plek, []), weg)


def _regelrij(regel: Standregel, waren: list[Regelrij], weg: list[Regelrij]) -> Regelrij:
    """A regel as a row: the row it was, the row of the verband it came from, else a new one."""
    gemeente, taak, wijze, verband, stadium, besluit = regel
    zelfde = next((rij for rij in waren if rij.verband == verband), None)
    if zelfde and zelfde.stadium == stadium:
        return zelfde
    dag = date.fromisoformat(besluit) if besluit else None
    van = next((rij for rij in weg if rij.stadium == stadium), None) or zelfde
    if van is None:
        return Regelrij(gemeente=gemeente, taak=taak, wijze=wijze, verband=verband, stadium=stadium)
    collegebesluit = dag or (van.collegebesluit if van.stadium == stadium else None)
    return replace(van, verband=verband, stadium=stadium, collegebesluit=collegebesluit)
