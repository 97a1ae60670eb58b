"""The house keeps its plan: imports go one way, between the rooms and inside each of them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

HUIS = Path(__file__).resolve().parents[1]
KAMERS = ("gemeenten", "samenwerking", "monitor")
LAGEN = {
    "keuzes": 0,
    "regels": 0,
    "models": 1,
    "acties": 2,
    "inlezen": 2,
    "forms": 3,
    "filters": 3,
    "views": 4,
    "api": 4,
    "urls": 5,
    "admin": 5,
}


def modules(map_: str = "") -> list[Path]:
    """Every Python file of the rooms, migrations left out."""
    paden = (pad for kamer in KAMERS for pad in (HUIS / kamer).rglob("*.py"))
    return [p for p in sorted(paden) if "migrations" not in p.parts and map_ in p.as_posix()]


def ingevoerd(pad: Path) -> Iterator[str]:
    """The modules that `pad` imports, also inside functions."""
    for knoop in ast.walk(ast.parse(pad.read_text("utf-8"))):
        if isinstance(knoop, ast.Import):
            yield from (naam.name for naam in knoop.names)
        elif isinstance(knoop, ast.ImportFrom) and knoop.module:
            yield from (f"{knoop.module}.{naam.name}" for naam in knoop.names)


def laag(naam: str) -> int | None:
    """The layer of a dotted name inside its room; None for what has no fixed place."""
    return LAGEN.get([*naam.split("."), ""][1])


@pytest.mark.parametrize("pad", modules(), ids=lambda pad: pad.relative_to(HUIS).as_posix())
def test_imports_go_one_way(pad: Path) -> None:
    zelf = ".".join(pad.relative_to(HUIS).with_suffix("").parts)
    for doel in ingevoerd(pad):
        van, naar = zelf.split(".")[0], doel.split(".")[0]
        in_conf = [naam.startswith("samenwerking.conf") for naam in (zelf, doel)]
        assert not in_conf[1] or in_conf[0], f"{zelf} invokes the frame: {doel}"
        if naar not in KAMERS:
            assert not zelf.startswith("monitor.regels") or naar != "django", doel
            continue
        assert KAMERS.index(naar) <= KAMERS.index(van), f"{zelf} -> {doel}"
        assert not in_conf[0] or in_conf[1], f"the frame names apps as strings: {doel}"
        assert not zelf.startswith("monitor.regels") or doel.startswith("monitor.regels"), doel
        if van == naar and None not in (laag(zelf), laag(doel)):
            assert laag(doel) <= laag(zelf), f"{zelf} -> {doel}"
