"""`kamerbijlage UITVRAAG DOELMAP`: the tables for parliament as PDF, ODS and CSV."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from monitor.beeld import toets
from monitor.kamerbijlage import NAAM, bestanden, gegevens, inhoud
from monitor.pdf.bundel import schrijf
from monitor.pdf.kamerbijlage import pdf
from samenwerking.gezondheid import APT
from samenwerking.klok import NEDERLAND
from samenwerking.management.ronde import lees_ronde
from samenwerking.pdf.opmaak import PangoOntbreektError


class Command(BaseCommand):
    """Looks at everything recorded; what is missing is said on stderr and in the files.

    It makes a concept: publishing, with a reason when something is missing, is done by the
    commission in the portal.
    """

    help = "Maakt de tabellen voor de Kamer van een ronde: PDF, ODS en een CSV per tabel."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """See koppelvlakken, sections 2 and 4b."""
        parser.add_argument("uitvraag", help="code van de ronde, bijvoorbeeld 2013-nov")
        parser.add_argument("doelmap", type=Path)
        parser.add_argument("--vergelijk", help="code van de eerdere ronde, voor tabel 5")

    def handle(self, *args: Any, **opties: Any) -> None:
        """Make everything first, then write it: a refused round leaves no files."""
        ronde = lees_ronde(opties["uitvraag"])
        eerdere = lees_ronde(opties["vergelijk"]) if opties["vergelijk"] else None
        if eerdere and eerdere.peildatum >= ronde.peildatum:
            raise CommandError("Kies bij --vergelijk een ronde die eerder was.")
        nu = timezone.now().astimezone(NEDERLAND)
        eerst = toets(eerdere, nu)[0] if eerdere else None
        wat = inhoud(ronde, eerdere, gegevens(ronde, toets(ronde, nu), eerst, nu), nu)
        try:
            alle = {f"{NAAM}.pdf": pdf(wat, nu), **bestanden(wat)}
        except PangoOntbreektError:
            raise CommandError(f"Pango ontbreekt. Voer uit: {APT}") from None
        doel: Path = opties["doelmap"]
        _schrijf(doel, alle)
        for zin in wat["ontbreekt"]:
            self.stderr.write(f"Nog niet volledig: {zin}")
        self.stderr.write(f"Klaar: {len(alle)} bestanden in {doel}.")


def _schrijf(doel: Path, alle: dict[str, bytes]) -> None:
    try:
        doel.mkdir(parents=True, exist_ok=True)
        for naam, bytes_ in alle.items():
            schrijf(doel / naam, bytes_)
    except OSError as fout:
        raise CommandError(f"Schrijven naar {doel} lukt niet: {fout.strerror}.") from fout
