"""Taking in judgements of others over a regio, from a CSV file: all of it or nothing (S4-61).

Columns: regio, bron, datum, oordeel, toelichting, kenmerk; the last two may be absent.
"""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction

from gemeenten.models import Regio
from gemeenten.tabel import Afgewezen, Fout, Map, Rij
from monitor.models import ExternOordeel
from samenwerking.models import Uitvraag
from samenwerking.toegang import logboek
from samenwerking.toegang.models import Persoon

KOLOMMEN = "regio bron datum oordeel"
GROOTSTE = 1024 * 1024
"""Bytes of a file."""


def lees_in(uitvraag: Uitvraag, pad: Path, *, door: Persoon, op: datetime) -> tuple[int, int]:
    """Write the rows of a file; how many are new or changed, and how many were there already.

    A row with the same regio, bron and datum replaces the one there was. Raises Afgewezen with a
    line per error, and saves nothing then.
    """
    if not pad.is_file() or pad.stat().st_size > GROOTSTE:
        melding = "Het bestand ontbreekt of is groter dan 1 MiB."
        raise Afgewezen([Fout(pad.name, 0, "", "BESTAND", melding)])
    bron = Map(pad.parent)
    regios = _regios(uitvraag)
    oordelen = [_oordeel(rij, uitvraag, regios) for rij in _rijen(bron, pad.name)]
    bron.controleer()
    with transaction.atomic():
        nieuw = sum(_bewaar(oordeel, door, op) for oordeel in oordelen)
        inhoud = {"rijen": len(oordelen), "nieuw": nieuw}
        logboek.schrijf("inlezen", "extern oordeel", uitvraag.pk, persoon=door, inhoud=inhoud)
    return nieuw, len(oordelen) - nieuw


def lees_bytes(
    uitvraag: Uitvraag, naam: str, inhoud: bytes, *, door: Persoon, op: datetime
) -> tuple[int, int]:
    """As `lees_in`, for a file that was sent along."""
    with TemporaryDirectory() as tijdelijk:
        pad = Path(tijdelijk) / (Path(naam).name or "bestand.csv")
        pad.write_bytes(inhoud)
        return lees_in(uitvraag, pad, door=door, op=op)


def _rijen(bron: Map, naam: str) -> list[Rij]:
    try:
        rijen = bron.rijen(naam, KOLOMMEN, sleutel="regio bron datum")
    except csv.Error:
        bron.fout(naam, "TEKENS", "Het bestand is niet als CSV te lezen.")
        return []
    if not rijen and not bron.fouten:
        bron.fout(naam, "LEEG", "Het bestand heeft geen regels.")
    return rijen


def _regios(uitvraag: Uitvraag) -> dict[str, int]:
    """Code -> pk of the regio's that exist on the peildatum."""
    dag = uitvraag.peildatum
    bestaand = Regio.objects.filter(geldig_vanaf__lte=dag).exclude(geldig_tot__lte=dag)
    return dict(bestaand.values_list("code", "pk"))


def _oordeel(rij: Rij, uitvraag: Uitvraag, regios: dict[str, int]) -> ExternOordeel:
    return ExternOordeel(
        uitvraag=uitvraag,
        regio_id=regios.get(rij.uit("regio", regios)),
        bron=rij.tekst("bron", lengte=120),
        datum=rij.verplichte_dag("datum"),
        oordeel=rij.tekst("oordeel", lengte=120),
        toelichting=rij.tekst("toelichting", lengte=4000, leeg=True),
        kenmerk=rij.tekst("kenmerk", lengte=120, leeg=True),
    )


INHOUD = ("oordeel", "toelichting", "kenmerk")


def _bewaar(nieuw: ExternOordeel, door: Persoon, op: datetime) -> bool:
    """Whether something was written."""
    sleutel = {veld: getattr(nieuw, veld) for veld in ("uitvraag", "regio_id", "bron", "datum")}
    inhoud = {veld: getattr(nieuw, veld) for veld in INHOUD}
    aanwezig = ExternOordeel.objects.filter(**sleutel).first()
    if aanwezig and all(getattr(aanwezig, veld) == inhoud[veld] for veld in INHOUD):
        return False
    ExternOordeel.objects.update_or_create(**sleutel, defaults=inhoud | {"op": op, "door": door})
    return True
