"""Adds the inwonertallen of a CBS file; a trial unless told to go through with it."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gemeenten.tabel import Afgewezen
from samenwerking.referentie import ververs_inwoners


class Command(BaseCommand):
    """Exit code 1 on refused input (nothing saved), 2 when the file does not exist."""

    help = "Leest inwonertallen (cbs_code, peildatum, inwoners). Zonder --doorvoeren een proef."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and whether to save."""
        parser.add_argument("bestand", type=Path)
        parser.add_argument("--doorvoeren", action="store_true", help="sla de cijfers op")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, count and save when asked."""
        bestand: Path = options["bestand"]
        if not bestand.is_file():
            raise CommandError(f"{bestand} is geen bestand.", returncode=2)
        try:
            tellingen = ververs_inwoners(bestand, doorvoeren=options["doorvoeren"])
        except Afgewezen as afgewezen:
            self.stderr.write(str(afgewezen))
            raise CommandError("Er is niets opgeslagen. Verbeter deze regels.") from None
        for naam, telling in tellingen.items():
            self.stdout.write(f"{naam}: {telling}")
        if not options["doorvoeren"]:
            self.stdout.write("Dit was een proef. Met --doorvoeren worden de cijfers opgeslagen.")
