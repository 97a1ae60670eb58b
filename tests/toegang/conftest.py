"""Somebody who may do anything with the database."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.db import connection

BEWAKING = import_module("samenwerking.toegang.migrations.0003_logboek_alleen_toevoegen")


@pytest.fixture
def zonder_triggers(db: None) -> None:
    """Somebody with full rights on the database has removed the triggers."""
    with connection.cursor() as cursor:
        for _, terug in reversed(BEWAKING.PER_DATABASE[connection.vendor]):
            cursor.execute(terug)
