"""`beleid`: print who may do what, as docs/toegang.md holds it."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from samenwerking.toegang.beleidstekst import tekst


class Command(BaseCommand):
    """Markdown on stdout."""

    help = "Schrijft het toegangsbeleid als Markdown; `make beleid` bewaart het."

    def handle(self, *args: Any, **opties: Any) -> None:
        """Print the tables that the portal obeys."""
        self.stdout.write(tekst())
