"""`controleer_logboek`: verify that no row of the logboek was changed, removed or added."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from samenwerking.toegang import logboek


class Command(BaseCommand):
    """Prints what is wrong with the chain on stderr, exit 1; else the head, exit 0."""

    help = "Controleert de keten van het logboek."

    def handle(self, *args: Any, **opties: Any) -> None:
        """Read every row once."""
        aantal = 0
        for breuk in logboek.breuken():
            self.stderr.write(breuk)
            aantal += 1
        if aantal:
            raise CommandError(f"Het logboek klopt niet: {aantal} keer iets gevonden.")
        nummer, hash_ = logboek.kop()
        self.stdout.write(f"Het logboek klopt: {nummer} regels, de laatste hash is {hash_}.")
