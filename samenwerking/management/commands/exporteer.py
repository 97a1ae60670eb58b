"""`exporteer UITVRAAG DOEL [--formaat csv|ods|xlsx|json]`: a round in the format of `importeer`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from samenwerking.management.ronde import lees_ronde
from samenwerking.uitwisseling.exporteren import FORMATEN, Exportfout, exporteer


class Command(BaseCommand):
    """Exit code 1 when the round is unknown or the export cannot be written there."""

    help = "Schrijf een ronde in het importformaat naar een map (csv) of een bestand."

    def add_arguments(self, parser: CommandParser) -> None:
        """The round, where to, and in what format."""
        parser.add_argument("uitvraag", metavar="UITVRAAG", help="code, bijvoorbeeld 2013-mei")
        parser.add_argument("doel", metavar="DOEL", type=Path, help="map (csv) of bestand")
        parser.add_argument("--formaat", choices=["csv", *FORMATEN], default="csv")

    def handle(self, *args: Any, uitvraag: str, doel: Path, formaat: str, **options: Any) -> None:
        """Export, and report how much."""
        ronde = lees_ronde(uitvraag)
        try:
            aantallen = exporteer(ronde, doel, formaat)
        except Exportfout as fout:
            raise CommandError(str(fout), returncode=1) from fout
        for tabel, aantal in aantallen.items():
            self.stdout.write(f"{tabel}: {aantal} rijen geschreven")
