"""`dagelijks`: what has to be done every day, from cron; twice on a day does no harm."""

from __future__ import annotations

import logging
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from samenwerking import dagwerk, klok

log = logging.getLogger("dagelijks")


class Command(BaseCommand):
    """Every chore in turn; one that fails does not stop the others, and the exit code is 1."""

    help = "Verstuurt herinneringen en ruimt op; voor cron, elke dag of elk uur."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--proef` writes and sends nothing."""
        parser.add_argument("--proef", action="store_true", help="zeg alleen wat er zou gebeuren")

    def handle(self, *args: Any, proef: bool, **opties: Any) -> None:
        """Raises CommandError when a chore failed, after the rest."""
        op, mislukt = klok.nu(), []
        for naam, karwei in dagwerk.KARWEIEN.items():
            try:
                regels = (karwei.proef if proef else karwei.doe)(op)
            except Exception as fout:
                log.exception("karwei mislukt", extra={"velden": {"karwei": naam}})
                mislukt.append(f"{naam} ({type(fout).__name__})")
                continue
            for regel in regels or ["niets te doen"]:
                self.stdout.write(f"{naam}: {regel}")
        if mislukt:
            raise CommandError(f"Niet gelukt: {', '.join(mislukt)}. De rest is gedaan.")
