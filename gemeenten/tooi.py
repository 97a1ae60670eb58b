"""Identifiers of TOOI, the register of government organisations (eis S4-101)."""

from __future__ import annotations

BEGIN = "https://identifier.overheid.nl/tooi/id/"
SAMENWERKINGSORGANISATIE = rf"^{BEGIN}so/so[0-9]{{4}}$".replace(".", r"\.")


def gemeente(code: str) -> str:
    """The URI of the gemeente with this CBS code; TOOI also holds those that are no more."""
    return f"{BEGIN}gemeente/{code.lower()}"
