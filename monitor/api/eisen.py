"""Whether a tuple of a rule holds what was asked."""

from __future__ import annotations

from typing import Any

from monitor.regels.bevinding import Bevinding


def past(feit: Any, eisen: dict[str, Any]) -> bool:
    """Whether a tuple of a rule holds what was asked."""
    for naam, waarde in eisen.items():
        if naam == "gemeente":
            if waarde not in _gemeenten(feit):
                return False
        elif naam == "binnen":
            if waarde.isdisjoint(_gemeenten(feit)):
                return False
        elif naam == "taken":
            if feit.taak not in waarde:
                return False
        elif naam == "verband" and hasattr(feit, "verbanden"):
            if waarde not in feit.verbanden:
                return False
        elif getattr(feit, naam) != waarde:
            return False
    return True


def _gemeenten(feit: Any) -> tuple[str, ...]:
    return feit.gemeenten if isinstance(feit, Bevinding) else (feit.gemeente,)
