"""`herstel BRON`: put a reservekopie back into an empty database."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from samenwerking import reservekopie


class Command(BaseCommand):
    """Exit code 1 when the copy is refused (nothing restored), 2 when there is no such file."""

    help = "Zet een reservekopie terug in een lege database (na `migrate`)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which copy."""
        parser.add_argument("bron", type=Path)

    def handle(self, *args: Any, bron: Path, **opties: Any) -> None:
        """Restore all or nothing; counts and logboek are compared with the copy."""
        if not bron.is_file():
            raise CommandError(f"{bron} is geen bestand.", returncode=2)
        try:
            manifest = reservekopie.zet_terug(bron)
        except reservekopie.Onbruikbaar as reden:
            raise CommandError(f"Er is niets hersteld. {reden}") from None
        rijen = sum(manifest["aantallen"].values())
        self.stdout.write(f"{rijen} rijen hersteld; aantallen en logboek kloppen.")
        self.stdout.write(f"Kop van het logboek: {manifest['kop']}")
