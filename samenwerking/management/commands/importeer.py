"""`importeer UITVRAAG BRON [--proef]`: a folder of CSV files, an .ods or .xlsx, into a round."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from samenwerking.management.ronde import lees_ronde
from samenwerking.uitwisseling.importeren import Importfout, importeer


class Command(BaseCommand):
    """Exit code 1 when the source is refused; then each line on stderr is one error."""

    help = "Lees een map met CSV-bestanden, of één .ods of .xlsx, in een ronde in."

    def add_arguments(self, parser: CommandParser) -> None:
        """The round, the source and whether it is only a trial."""
        parser.add_argument("uitvraag", metavar="UITVRAAG", help="code, bijvoorbeeld 2013-mei")
        parser.add_argument("bron", metavar="BRON", type=Path, help="map, .ods of .xlsx")
        parser.add_argument("--proef", action="store_true", help="toon wat verandert, bewaar niets")

    def handle(self, *args: Any, uitvraag: str, bron: Path, proef: bool, **options: Any) -> None:
        """Import, and report what changed."""
        ronde = lees_ronde(uitvraag)
        try:
            verslag = importeer(ronde, bron, op=timezone.now(), proef=proef)
        except Importfout as fout:
            for regel in fout.fouten:
                self.stderr.write(str(regel))
            self.stdout.write(f"{len(fout.fouten)} fouten; er is niets bewaard.")
            sys.exit(1)
        for zin in verslag.regels():
            self.stdout.write(zin)
