"""`demo`: fill an empty database with reference data, the letter and examples, and serve it."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from monitor import demo as laden
from monitor.management.moment import lees_moment
from samenwerking.toegang.demo import maak_accounts


class Command(BaseCommand):
    """Migrates, loads and serves the demo; refuses a database that it did not make."""

    help = (
        "Laadt de demo (referentiegegevens, brief, voorbeeldrondes, accounts) en start de server."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """See koppelvlakken, section 1."""
        parser.add_argument("--poort", type=int, default=8000)
        parser.add_argument("--zonder-server", action="store_true")
        parser.add_argument("--leeg", action="store_true", help="zonder de voorbeeldrondes")
        parser.add_argument("--moment", default=laden.MOMENT)

    def handle(self, *args: Any, **opties: Any) -> None:
        """Load once, then serve on 127.0.0.1."""
        moment = lees_moment(opties["moment"])
        if not settings.DEBUG:
            raise CommandError("De demo draait alleen met DEBUG=1.")
        if _vreemd():
            raise CommandError(
                "Deze database is niet door de demo gemaakt en blijft ongemoeid. "
                "Wijs met DATABASE_URL een lege database aan."
            )
        call_command("migrate", verbosity=0)
        if not laden.is_geladen():
            laden.laad(leeg=opties["leeg"], melding=self.stdout.write)
        accounts = maak_accounts()
        laden.geef_bezoeken("ambassadeur@vng.demo")
        self.stdout.write(f"\nSamenwerkingsmonitor: http://127.0.0.1:{opties['poort']}/")
        self.stdout.write(f"De demoklok staat op {moment.isoformat()}.\n")
        for email, wachtwoord, rol, gemeente in accounts:
            self.stdout.write(f"  {email:<42} {wachtwoord:<18} {rol} {gemeente}")
        if not opties["zonder_server"]:
            self._serveer(opties["poort"], moment)

    def _serveer(self, poort: int, moment: datetime) -> None:
        """Replace this process by the server, so that the demo clock is in its environment."""
        connection.close()
        self.stdout.write("\nStop met Ctrl-C.")
        self.stdout.flush()
        omgeving = os.environ | {"PEILKLOK": moment.isoformat()}
        opdracht = [sys.executable, "manage.py", "runserver", "--noreload", f"127.0.0.1:{poort}"]
        os.chdir(settings.BASE_DIR)
        os.execve(sys.executable, opdracht, omgeving)  # noqa: S606


def _vreemd() -> bool:
    """Whether the database holds tables but no mark of the demo."""
    tabellen = set(connection.introspection.table_names())
    if "toegang_logregel" not in tabellen:
        return bool(tabellen)
    return not laden.is_geladen() and not laden.is_leeg()
