"""`verwijder_personen`: remove personal data past its term, or of one who asks; a trial first."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from samenwerking import bewaartermijnen, klok
from samenwerking.toegang.models import Gebruiker


class Command(BaseCommand):
    """Writes nothing without `--doorvoeren`; exit code 2 for an account that is not there."""

    help = "Verwijdert persoonsgegevens na hun termijn. Zonder --doorvoeren een proef."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose, and whether to go through with it."""
        parser.add_argument("--account", metavar="E-MAIL", help="alleen dit account, ook nu al")
        parser.add_argument("--doorvoeren", action="store_true", help="verwijder het echt")

    def handle(self, *args: Any, account: str | None, doorvoeren: bool, **opties: Any) -> None:
        """Say what goes, and let it go when asked."""
        if account:
            regels = self._een(account, doorvoeren)
        else:
            doe = bewaartermijnen.ruim_op if doorvoeren else bewaartermijnen.proef
            regels = doe(klok.nu())
        for regel in regels or ["Niets is over zijn termijn."]:
            self.stdout.write(regel)
        if not doorvoeren:
            self.stdout.write("Dit was een proef. Met --doorvoeren wordt het echt verwijderd.")

    def _een(self, email: str, doorvoeren: bool) -> list[str]:
        gebruiker = Gebruiker.objects.filter(email=email.lower()).select_related("persoon").first()
        if gebruiker is None:
            raise CommandError(f"Er is geen account {email}.", returncode=2)
        regels = bewaartermijnen.Verlopen([gebruiker], [], 0)
        if not doorvoeren:
            return regels.zinnen("zou worden verwijderd")
        zinnen = regels.zinnen("verwijderd")
        bewaartermijnen.verwijder_persoon(gebruiker)
        return zinnen
