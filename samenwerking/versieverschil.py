"""What changed between two versions of an opgave: per taak was and is (S0-02)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from samenwerking.bewijs import Bewijsregel


@dataclass(frozen=True)
class Wijziging:
    """One taak of which the answers differ; `was` and `wordt` are the answers in words."""

    naam: str
    was: tuple[str, ...]
    wordt: tuple[str, ...]

    @property
    def soort(self) -> str:
        """nieuw, vervallen or gewijzigd."""
        if not self.was:
            return "nieuw"
        return "gewijzigd" if self.wordt else "vervallen"


def wijzigingen(oud: Iterable[Bewijsregel], nieuw: Iterable[Bewijsregel]) -> list[Wijziging]:
    """The taken of which the answers differ, by name; the order of layers does not count."""
    was, wordt = _per_taak(oud), _per_taak(nieuw)
    namen = {taak: naam for kant in (was, wordt) for taak, (naam, _) in kant.items()}
    uit = [
        Wijziging(naam, was.get(taak, ("", ()))[1], wordt.get(taak, ("", ()))[1])
        for taak, naam in namen.items()
    ]
    return sorted((w for w in uit if w.was != w.wordt), key=lambda w: w.naam)


def _per_taak(regels: Iterable[Bewijsregel]) -> dict[str, tuple[str, tuple[str, ...]]]:
    uit: dict[str, tuple[str, list[str]]] = {}
    for regel in regels:
        uit.setdefault(regel.taak, (regel.naam, []))[1].append(regel.inhoud)
    return {taak: (naam, tuple(sorted(zinnen))) for taak, (naam, zinnen) in uit.items()}
