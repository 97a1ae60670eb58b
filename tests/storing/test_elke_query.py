"""A fault at each query of each actie leaves nothing half: the tests of the acties run with it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.storing.portaal import HUIS

pytestmark = pytest.mark.traag
ALLES = os.environ.get("FOUTEN", "") == "alles"
"""`make zwaar`: the tests of all acties; else a sample of them."""
MONSTER = ("tests/samenwerking/test_acties_opgave.py", "tests/samenwerking/test_contacten.py")
ALLE = ("tests/samenwerking", "tests/monitor", "tests/api")
# Run on their own with their transactions: a worker of the queue and its commits.
ZONDER = {
    "monitor.acties.bundel.ga_verder",
    "monitor.acties.bundel.rond_af",
    "monitor.acties.bundel.vraag",
    "monitor.acties.openbaar._maak",
}


def omgeving(uit: Path) -> dict[str, str]:
    """The same engine with a test database of its own."""
    anders = {"FOUTEN_UIT": str(uit)}
    if connection.vendor == "postgresql":
        opgave = settings.DATABASES["default"]
        wie = ":".join(filter(None, (opgave["USER"], opgave["PASSWORD"])))
        gastheer = f"{opgave['HOST']}:{opgave['PORT'] or 5432}"
        anders["DATABASE_URL"] = f"postgres://{wie}@{gastheer}/storing_{os.getpid()}"
    return os.environ | anders


def test_a_fault_at_any_query_leaves_nothing_half(tmp_path: Path) -> None:
    uit = tmp_path / "fouten.json"
    klaar = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "tests.storing.fouten",
            *(ALLE if ALLES else MONSTER),
        ],
        cwd=HUIS,
        env=omgeving(uit),
        capture_output=True,
        text=True,
        check=False,
    )

    assert klaar.returncode == 0, klaar.stdout[-4000:]
    gedaan = json.loads(uit.read_text())
    print(f"\n{sum(gedaan['fouten'].values())} fouten in {len(gedaan['gedaan'])} acties")
    assert gedaan["gedaan"]["samenwerking.acties.opgave.indienen"]
    assert gedaan["fouten"]["samenwerking.acties.opgave.indienen"] > 10
    if ALLES:
        assert set(gedaan["acties"]) - set(gedaan["gedaan"]) - ZONDER == set()
