"""Loads real boundaries for the map from the official file of CBS or Kadaster."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from gemeenten.kaart.grenzen import Grens, GrensbestandFout, lees_grenzen
from gemeenten.models import Gemeente, Grensvlak


class Command(BaseCommand):
    """`laad_grenzen BESTAND`: the drawn boundaries become exactly those of the file."""

    help = "Laadt gemeentegrenzen voor de kaart (TopoJSON of GeoJSON, WGS84 of Rijksdriehoek)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and the source to name under every map."""
        parser.add_argument("bestand", type=Path)
        parser.add_argument("--bron", default="Kadaster / CBS", help="bronvermelding, met jaartal")

    def handle(self, *args: Any, bestand: Path, bron: str, **options: Any) -> None:
        """Read, keep what belongs to a known gemeente, and say what was left out."""
        try:
            grenzen = lees_grenzen(bestand)
        except GrensbestandFout as fout:
            raise CommandError(f"{bestand}: {fout} Er is niets opgeslagen.") from fout
        bekend = set(Gemeente.objects.values_list("code", flat=True))
        geladen = {code: grens for code, grens in grenzen.items() if code in bekend}
        if not geladen:
            raise CommandError(
                f"{bestand}: geen enkele code is een bekende gemeente. Er is niets opgeslagen; "
                "draai eerst laad_referentie of kies een ander bestand."
            )
        vervang(geladen, bron)
        self.stdout.write(f"{len(geladen)} grenzen geladen.")
        if onbekend := sorted(grenzen.keys() - bekend):
            self.stdout.write(f"Overgeslagen, onbekende gemeente: {', '.join(onbekend)}.")


@transaction.atomic
def vervang(grenzen: dict[str, Grens], bron: str) -> None:
    """Store these boundaries in place of all earlier ones."""
    Grensvlak.objects.all().delete()
    Grensvlak.objects.bulk_create(
        Grensvlak(gemeente_id=code, pad=grens.pad, x=grens.x, y=grens.y, bron=bron)
        for code, grens in sorted(grenzen.items())
    )
