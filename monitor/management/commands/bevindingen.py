"""`bevindingen UITVRAAG`: evaluate the rules of a round and print what they find."""

from __future__ import annotations

import csv
import json
from argparse import ArgumentParser
from collections.abc import Callable
from io import StringIO
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from monitor.beeld import toets
from monitor.management.moment import lees_moment
from monitor.regels.weergave import Rij, weergave
from samenwerking.klok import NEDERLAND
from samenwerking.management.ronde import lees_ronde
from samenwerking.uitwisseling.cellen import beschermd


def als_json(uitkomst: Rij) -> str:
    """Everything, as koppelvlakken section 4."""
    return json.dumps(uitkomst, ensure_ascii=False)


KOLOMMEN = ("code", "verband", "taak", "gemeenten", "eigen_keuze", "zin")


def als_csv(uitkomst: Rij) -> str:
    """The findings as a table; gemeenten joined by `|`, eigen_keuze 0, 1 or empty."""
    uit = StringIO()
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\n")
    schrijver.writerow(KOLOMMEN)
    for rij in uitkomst["bevindingen"]:
        schrijver.writerow([_cel(rij[kolom]) for kolom in KOLOMMEN])
    return uit.getvalue()


def _cel(waarde: list[str] | str | bool | None) -> str:
    if isinstance(waarde, list):
        return "|".join(waarde)
    if isinstance(waarde, bool):
        return str(int(waarde))
    return beschermd(waarde or "")


def als_tekst(uitkomst: Rij) -> str:
    """The findings as sentences, one a line."""
    return "\n".join(f"{rij['code']}  {rij['zin']}" for rij in uitkomst["bevindingen"])


FORMATEN: dict[str, Callable[[Rij], str]] = {"json": als_json, "csv": als_csv, "tekst": als_tekst}


class Command(BaseCommand):
    """Looks at everything recorded unless --bekend-op says otherwise; knows no demo clock."""

    help = "Toetst een ronde aan de regels en drukt de bevindingen af."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("uitvraag", help="code van de ronde, bijvoorbeeld 2013-mei")
        parser.add_argument("--nu", help="moment van toetsen (ISO); nu als het ontbreekt")
        parser.add_argument("--bekend-op", help="alleen wat toen was vastgelegd (ISO)")
        parser.add_argument("--formaat", choices=sorted(FORMATEN), default="json")

    def handle(self, *args: Any, **opties: Any) -> None:
        uitvraag = lees_ronde(opties["uitvraag"])
        nu = lees_moment(opties["nu"]) if opties["nu"] else timezone.now().astimezone(NEDERLAND)
        bekend_op = lees_moment(opties["bekend_op"]) if opties["bekend_op"] else None
        stand, evaluatie = toets(uitvraag, nu, bekend_op)
        self.stdout.write(FORMATEN[opties["formaat"]](weergave(stand, evaluatie)))
