"""Loads the reference tables: idempotent, by code, all or nothing."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from gemeenten.tabel import Afgewezen
from samenwerking.referentie import laad


class Command(BaseCommand):
    """Exit code 1 on refused input (nothing saved), 2 when the folder does not exist."""

    help = "Laadt de referentietabellen: gemeenten, regio's, taken, rechtsvormen en uitvragen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--map`: a folder with the same file names as fixtures/."""
        parser.add_argument("--map", type=Path, default=settings.FIXTURES, metavar="PAD")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load and report per table."""
        pad: Path = options["map"]
        if not pad.is_dir():
            raise CommandError(f"{pad} is geen map.", returncode=2)
        try:
            tellingen = laad(pad)
        except Afgewezen as afgewezen:
            self.stderr.write(str(afgewezen))
            raise CommandError("Er is niets opgeslagen. Verbeter deze regels.") from None
        for naam, telling in tellingen.items():
            self.stdout.write(f"{naam}: {telling}")
