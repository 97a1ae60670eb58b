"""What may never be in the source: unscoped reads, unescaped text, raw SQL, script in a page."""

from __future__ import annotations

import ast
import re
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.test_bouwplan import HUIS, modules

# Reference data and the catalogue are public: no scoping.
OPENBAAR = {
    "Alias",
    "Gemeente",
    "Grens",
    "Grensvlak",
    "Herindeling",
    "Inwonertal",
    "Rechtsvorm",
    "Regio",
    "Regiolid",
    "Taak",
    "Uitvraag",
    "Uitvraagtaak",
}
BEHEERDERS = {"objects", "_default_manager", "_base_manager"}
VERBODEN_NAMEN = {"mark_safe", "RawSQL", "eval", "exec"}
VERBODEN_METHODEN = {"extra", "raw", "cursor"}
KAAL = {
    "text that is not escaped": re.compile(r"\|\s*safe(seq)?\b|autoescape\s+off"),
    "script in the page": re.compile(r"<script(?![^>]*\ssrc=)", re.IGNORECASE),
    "style in the page": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "handler in the page": re.compile(r"\son[a-z]+\s*=|javascript:", re.IGNORECASE),
}
COMMENTAAR = re.compile(r"{%\s*comment.*?endcomment\s*%}|{#.*?#}", re.DOTALL)


def plek(pad: Path) -> str:
    return pad.relative_to(HUIS).as_posix()


def schil() -> list[Path]:
    """The modules that face the user."""
    return [
        p
        for p in modules()
        if {"views", "forms", "api", "filters"} & {*p.relative_to(HUIS).parts, p.stem}
    ]


def sjablonen() -> list[Path]:
    """Every template but those of the PDF, which have no page around them."""
    mappen = [HUIS / "templates", *HUIS.glob("*/templates")]
    paden = sorted(pad for map_ in mappen for pad in map_.rglob("*") if pad.is_file())
    return [pad for pad in paden if "pdf" not in pad.parts]


@pytest.mark.parametrize("pad", schil(), ids=plek)
def test_what_faces_the_user_reads_through_the_scoping_module(pad: Path) -> None:
    for knoop in ast.walk(ast.parse(pad.read_text("utf-8"))):
        if isinstance(knoop, ast.Attribute) and knoop.attr in BEHEERDERS:
            assert isinstance(knoop.value, ast.Name), f"line {knoop.lineno}"
            assert knoop.value.id in OPENBAAR, f"line {knoop.lineno}: {knoop.value.id}"


@pytest.mark.parametrize("pad", modules(), ids=plek)
def test_no_raw_sql_no_unescaped_text_no_open_serializers(pad: Path) -> None:
    for knoop in ast.walk(ast.parse(pad.read_text("utf-8"))):
        regel = getattr(knoop, "lineno", 0)
        if isinstance(knoop, ast.Name | ast.alias):
            naam = knoop.id if isinstance(knoop, ast.Name) else knoop.name
            assert naam not in VERBODEN_NAMEN, f"line {regel}: {naam}"
        if isinstance(knoop, ast.Call) and isinstance(knoop.func, ast.Attribute):
            assert knoop.func.attr not in VERBODEN_METHODEN, f"line {regel}: {knoop.func.attr}"
        if isinstance(knoop, ast.Call) and getattr(knoop.func, "id", "") == "SafeString":
            assert not knoop.args, f"line {regel}: text called safe without escaping"
        assert not (isinstance(knoop, ast.Constant) and knoop.value == "__all__"), f"line {regel}"


@pytest.mark.parametrize("pad", modules(), ids=plek)
def test_no_module_is_longer_than_400_lines(pad: Path) -> None:
    assert len(pad.read_text("utf-8").splitlines()) <= 400


@pytest.mark.parametrize("pad", sjablonen(), ids=plek)
def test_a_template_holds_no_script_no_style_and_escapes_all(pad: Path) -> None:
    tekst = COMMENTAAR.sub("", pad.read_text("utf-8"))
    for wat, patroon in KAAL.items():
        gevonden = patroon.search(tekst)
        assert gevonden is None, f"{wat}: {gevonden.group() if gevonden else ''}"


@pytest.mark.parametrize(
    ("pakket", "minstens"),
    [
        ("Django", (5, 2, 19)),
        ("weasyprint", (70, 0)),
        ("djangorestframework", (3, 18)),
        ("django-filter", (26, 0)),
    ],
)
def test_known_holes_are_closed_by_version(pakket: str, minstens: tuple[int, ...]) -> None:
    delen = re.findall(r"\d+", version(pakket))

    assert tuple(int(deel) for deel in delen) >= minstens
