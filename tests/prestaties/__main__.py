"""Builds the world in a temporary database, measures, and prints the table as Markdown."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

KOP = """| work | floor (= 1) | floor | measured | ratio | target | reached | |
| --- | --- | ---: | ---: | ---: | --- | --- | --- |"""
DELEN = ("evaluatie", "paginas", "api", "profiel", "bundel", "geheugen", "indienen")
"""Submitting writes, so it comes last."""


def main(gevraagd: list[str]) -> None:
    """Measure every part, or those asked for."""
    with TemporaryDirectory() as map_:
        os.environ |= {
            "DATABASE_URL": f"sqlite:///{Path(map_) / 'prestaties.sqlite3'}",
            "DJANGO_SETTINGS_MODULE": "tests.prestaties.instellingen",
            "OPENBLAS_NUM_THREADS": "1",
        }
        _meet(gevraagd or list(DELEN))


def _meet(delen: list[str]) -> None:
    import django
    from django.core.management import call_command
    from django.db import connection

    begin = perf_counter()
    django.setup()
    land = import_module("tests.prestaties.land")
    call_command("migrate", verbosity=0)
    ronde = land.maak()
    print(", ".join(f"{aantal} {naam}" for naam, aantal in land.omvang().items()), "\n")
    print(KOP)
    for deel in delen:
        for regel in import_module(f"tests.prestaties.{deel}").meet(ronde):
            print(regel, flush=True)
    print(f"\nMedians of CPU time in one run of {perf_counter() - begin:.0f} s.")
    connection.close()


if __name__ == "__main__":
    main(sys.argv[1:])
