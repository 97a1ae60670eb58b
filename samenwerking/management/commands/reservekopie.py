"""`reservekopie DOEL`: a consistent copy of everything, while the portal runs."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from samenwerking import reservekopie


class Command(BaseCommand):
    """Exit code 2 when the target exists or its folder does not."""

    help = "Maakt een reservekopie (zip) van alle gegevens en documenten; het portaal draait door."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to."""
        parser.add_argument("doel", type=Path, help="bestand dat er nog niet is")

    def handle(self, *args: Any, doel: Path, **opties: Any) -> None:
        """Copy, and say what is in it."""
        if doel.exists() or not doel.parent.is_dir():
            wat = "bestaat al" if doel.exists() else "staat in een map die er niet is"
            raise CommandError(f"{doel} {wat}. Kies een nieuw bestand.", returncode=2)
        manifest = reservekopie.maak(doel)
        for document in manifest["ontbreekt"]:
            self.stderr.write(f"Het document {document} is er niet.")
        rijen = sum(manifest["aantallen"].values())
        self.stdout.write(f"{rijen} rijen in {doel}. Kop van het logboek: {manifest['kop']}")
        self.stdout.write("De kopie bevat persoonsgegevens: bewaar haar zo veilig als de database.")
