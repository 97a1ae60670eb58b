"""`importeer_oordelen UITVRAAG BESTAND`: judgements of others over regio's, as a CSV file."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from gemeenten.tabel import Afgewezen
from monitor.acties.extern import lees_in
from samenwerking import klok
from samenwerking.management.ronde import lees_ronde
from samenwerking.toegang import logboek


class Command(BaseCommand):
    """All or nothing; exit code 1 when the file is refused, with a line per error on stderr."""

    help = "Leest oordelen van anderen per regio in, bijvoorbeeld van de Transitiecommissie."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The round and the file."""
        parser.add_argument("uitvraag", help="code van de ronde, bijvoorbeeld 2013-nov")
        parser.add_argument("bestand", type=Path)

    def handle(self, *args: Any, uitvraag: str, bestand: Path, **opties: Any) -> None:
        """Read, write, and say how many."""
        ronde = lees_ronde(uitvraag)
        try:
            nieuw, gelijk = lees_in(ronde, bestand, door=logboek.opdrachtregel(), op=klok.nu())
        except Afgewezen as fout:
            for regel in fout.fouten:
                self.stderr.write(str(regel))
            sys.exit(1)
        self.stdout.write(f"{nieuw} oordelen bewaard, {gelijk} stonden er al.")
