"""The README names what the project has: every rule and every command."""

from __future__ import annotations

from pathlib import Path

from monitor.regels.catalogus import CATALOGUS
from monitor.regels.criteria import CRITERIA

WORTEL = Path(__file__).parents[1]
README = (WORTEL / "README.md").read_text("utf-8")


def test_the_readme_names_every_rule():
    assert [code for code in (*CATALOGUS, *CRITERIA) if code not in README] == []


def test_the_readme_names_every_command():
    commands = {pad.stem for pad in WORTEL.glob("*/management/commands/*.py")} - {"__init__"}

    assert [naam for naam in sorted(commands) if f"`{naam}`" not in README] == []


def test_both_readmes_show_the_two_commands():
    for naam in ("README.md", "README.nl.md"):
        tekst = (WORTEL / naam).read_text("utf-8")
        assert "make demo" in tekst and "make test" in tekst
