"""A pytest plugin: the first calls of every actie run with a fault at each of their queries.

Run by `test_elke_query` over the tests that exist. Before an actie does its work for a test, it is
done with query 1, 2, 3 ... refused, until it needs no more; after each of these nothing may have
changed. Then the test goes on as usual.
"""

from __future__ import annotations

import copy
import hashlib
import json
import os
import sys
from collections import Counter
from collections.abc import Callable
from functools import wraps
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import FunctionType, GeneratorType
from typing import Any

import pytest

PER_ACTIE = int(os.environ.get("FOUTEN_PER_ACTIE", "1"))
"""How many calls of each actie that succeed get the treatment."""
KAMERS = ("samenwerking.acties", "monitor.acties")
VAST = {"Taak", "Uitvraagtaak", "Rechtsvorm"}
"""Reference data, as the app gemeenten: no actie writes there."""
ACTIES: dict[str, FunctionType] = {}
telling: Counter[str] = Counter()
gedaan: Counter[str] = Counter()
geprobeerd: Counter[str] = Counter()
bezig = False


class Storing(Exception):
    """The fault that is injected."""


def acties() -> dict[str, FunctionType]:
    """Every actie that writes in one transaction: «module.functie» -> the function."""
    gevonden = {}
    for kamer in KAMERS:
        for deel in iter_modules(import_module(kamer).__path__):
            module = import_module(f"{kamer}.{deel.name}")
            for naam, functie in vars(module).items():
                eigen = getattr(functie, "__module__", "") == module.__name__
                if eigen and isinstance(functie, FunctionType) and _is_atomair(functie):
                    gevonden[f"{module.__name__}.{naam}"] = functie
    return gevonden


def _is_atomair(functie: FunctionType) -> bool:
    """Decorated by `transaction.atomic` (a context decorator that wraps the function)."""
    binnen = getattr(functie, "__wrapped__", None)
    return binnen is not None and functie.__code__.co_name == "inner"


def met_fouten(naam: str, functie: FunctionType) -> Callable[..., Any]:
    """`functie`, that first fails at each of its queries."""

    @wraps(functie)
    def doe(*args: Any, **kwargs: Any) -> Any:
        global bezig
        if bezig or gedaan[naam] >= PER_ACTIE or geprobeerd[naam] >= 3 * PER_ACTIE:
            return functie(*args, **kwargs)
        args = tuple(_vast(arg) for arg in args)
        kwargs = {sleutel: _vast(waarde) for sleutel, waarde in kwargs.items()}
        bezig = True
        try:
            _probeer(naam, functie, args, kwargs)
        finally:
            bezig = False
        return functie(*args, **kwargs)

    return doe


def _vast(waarde: Any) -> Any:
    """A generator can be read once only: keep what it gives."""
    return list(waarde) if isinstance(waarde, GeneratorType) else waarde


def _probeer(naam: str, functie: Any, args: Any, kwargs: Any) -> None:
    from django.db import connection, transaction

    voor = afdruk()
    for k in range(1, 500):
        kopie_args, kopie_kwargs = copy.deepcopy((args, kwargs))
        with transaction.atomic():
            try:
                with connection.execute_wrapper(_weiger(k)):
                    functie(*kopie_args, **kopie_kwargs)
                klaar = True
            except Storing:
                klaar = False
                telling[naam] += 1
            except Exception:  # the actie refuses, as the test will see
                klaar = True
            else:
                transaction.set_rollback(True)  # the test itself does it once
                gedaan[naam] += 1
                break
            assert afdruk() == voor, f"{naam}: half after query {k}"
        if klaar:
            break
    geprobeerd[naam] += 1


def _weiger(k: int) -> Callable[..., Any]:
    """Lets k - 1 queries pass; savepoints are counted too, but for those that undo."""
    nog = k

    def wikkel(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal nog
        if sql.startswith(("ROLLBACK", "RELEASE")):
            return execute(sql, params, many, context)
        nog -= 1
        if nog == 0:
            raise Storing(sql)
        return execute(sql, params, many, context)

    return wikkel


def afdruk() -> str:
    """SHA-256 of all rows of all tables that an actie can write."""
    from samenwerking.reservekopie import tabellen

    som = hashlib.sha256()
    for model in tabellen():
        if model._meta.app_label == "gemeenten" or model.__name__ in VAST:
            continue
        for rij in model._base_manager.order_by("pk").values_list():
            som.update(repr(rij).encode())
    return som.hexdigest()


def pytest_collection_finish(session: pytest.Session) -> None:
    """Put the acties in their wrapping, wherever a module has taken them by name."""
    ACTIES.update(acties())
    vervangen = {functie: met_fouten(naam, functie) for naam, functie in ACTIES.items()}
    for module in list(sys.modules.values()):
        if not getattr(module, "__name__", "").startswith(("samenwerking", "monitor", "tests")):
            continue
        for naam, waarde in list(vars(module).items()):
            if isinstance(waarde, FunctionType) and waarde in vervangen:
                setattr(module, naam, vervangen[waarde])


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Leave what was tried for who began this run."""
    uit = {"acties": sorted(ACTIES), "fouten": dict(telling), "gedaan": dict(gedaan)}
    Path(os.environ["FOUTEN_UIT"]).write_text(json.dumps(uit))
