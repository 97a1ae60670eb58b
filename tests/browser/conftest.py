"""The browser of the walks: Debian's chromium, with the ORM beside it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    """Chromium; Playwright runs an event loop, so the ORM is told that this is fine.

    Within that loop the ORM opens a connection of its own, which has to end with it.
    """
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    pad = str(CHROMIUM) if CHROMIUM.exists() else None
    with sync_playwright() as p:
        chromium = p.chromium.launch(executable_path=pad, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()
        connections.close_all()
