"""`controleer_logboek`: verify that no row of the logboek was changed, removed or added."""

from __future__ import annotations

import re
from argparse import ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from samenwerking.toegang import logboek


class Command(BaseCommand):
    """Prints what is wrong with the chain on stderr, exit 1; else the head, exit 0."""

    help = "Controleert de keten van het logboek en de namen die erbij horen."

    def add_arguments(self, parser: CommandParser) -> None:
        """Rows that are known from receipts; without them a cut-off end cannot be seen."""
        parser.add_argument(
            "--kop",
            type=_kop,
            action="append",
            default=[],
            metavar="NUMMER:HASH",
            help="de regel die op een ontvangstbewijs staat; mag vaker",
        )

    def handle(self, *args: Any, kop: list[logboek.Kop], **opties: Any) -> None:
        """Read every row once."""
        aantal = 0
        for breuk in logboek.breuken(kop):
            self.stderr.write(breuk)
            aantal += 1
        if aantal:
            raise CommandError(f"Het logboek klopt niet: {aantal} keer iets gevonden.")
        nummer, hash_ = logboek.kop()
        self.stdout.write(f"Het logboek klopt: {nummer} regels, de laatste is {nummer}:{hash_}")


def _kop(tekst: str) -> logboek.Kop:
    """«2417:9f86…» as a receipt prints it, with or without spaces."""
    gelezen = re.fullmatch(r"\s*([0-9]{1,18})\s*:\s*([0-9a-f]{64})\s*", tekst)
    if gelezen is None:
        raise ArgumentTypeError(f"{tekst!r} is geen NUMMER:HASH van een ontvangstbewijs.")
    return int(gelezen[1]), gelezen[2]
