"""Gemeenten typed by name, one per line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from gemeenten.models import Gemeente
from gemeenten.namen import vouw


def per_regel(codes: frozenset[str], namen: dict[str, str]) -> str:
    """The names, one per line; two gemeenten with one name are told apart by their code."""
    aantal = Counter(namen.values())
    return "\n".join(
        sorted(c if c not in namen or aantal[namen[c]] > 1 else namen[c] for c in codes)
    )


def opzoeken(gemeenten: Any) -> Callable[[str], list[Gemeente]]:
    """A function from a typed name to the gemeenten it may mean; two queries in all."""
    per_naam: dict[str, list[Gemeente]] = {}
    for gemeente in gemeenten.prefetch_related("aliassen"):
        namen = {gemeente.zoeknaam, gemeente.code.lower()}
        namen |= {alias.zoeknaam for alias in gemeente.aliassen.all()}
        kort = vouw(gemeente.naam.partition("(")[0])
        for naam in namen | {kort}:
            per_naam.setdefault(naam, []).append(gemeente)
    return lambda naam: per_naam.get(vouw(naam), [])


def welke(naam: str, treffers: list[Gemeente], lijkt: Sequence[str] = ()) -> str:
    """Why a typed name is refused: it means no gemeente, or more than one; what it may mean."""
    if treffers:
        keuze = " of ".join(gemeente.naam for gemeente in treffers)
        return f"«{naam}» kan twee gemeenten zijn. Schrijf: {keuze}."
    vraag = f"Bedoelt u {' of '.join(lijkt)}?" if lijkt else "Controleer de naam."
    return f"De gemeente «{naam}» kennen wij niet. {vraag}"
