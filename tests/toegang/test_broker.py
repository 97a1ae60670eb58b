"""The tests with a broker need another set of apps, so they run in a process of their own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client

MAP = Path(__file__).parent / "eherkenning"


def test_without_broker_there_is_nothing(client: Client, db: None) -> None:
    assert settings.OIDC is None
    assert not apps.is_installed("allauth.socialaccount")
    assert client.post("/inloggen/eherkenning/").status_code == 404
    assert "eherkenning" not in client.get("/inloggen/").content.decode().lower()


@pytest.mark.traag
def test_with_a_broker() -> None:
    opdracht = ["pytest", "-q", "--ds=tests.toegang.eherkenning.instellingen", "-n", "0"]
    klaar = subprocess.run(
        [sys.executable, "-m", *opdracht, "-m", "traag or not traag", str(MAP)],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )

    assert klaar.returncode == 0, klaar.stdout + klaar.stderr
    print(klaar.stdout)
