"""What an import did, or with `--proef` would do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from samenwerking.uitwisseling.verschillen import Verandering


class Wat(StrEnum):
    """What happened to a thing the source names."""

    NIEUW = "nieuw"
    GEWIJZIGD = "gewijzigd"
    GELIJK = "ongewijzigd"


@dataclass(frozen=True)
class Wijziging:
    """One verband, opgave or letter; `nummer` is that of its new version, 0 when there is none.

    `veranderingen` say of what was there already exactly what changes.
    """

    soort: str
    sleutel: str
    wat: Wat
    toelichting: str = ""
    nummer: int = 0
    gemeente: str = ""
    veranderingen: tuple[Verandering, ...] = ()

    def __str__(self) -> str:
        toelichting = f" ({self.toelichting})" if self.toelichting else ""
        return f"{self.soort} {self.sleutel}: {self.wat}{toelichting}"


@dataclass
class Verslag:
    """The result of an import: rows read per table, changes, and notices about the source."""

    uitvraag: str
    bron: str
    proef: bool = False
    rijen: dict[str, int] = field(default_factory=dict)
    wijzigingen: list[Wijziging] = field(default_factory=list)
    let_op: list[str] = field(default_factory=list)

    def aantal(self, soort: str, *wat: Wat) -> int:
        """How many of this soort had one of these outcomes; without `wat` how many there are."""
        return sum(w.soort == soort and (not wat or w.wat in wat) for w in self.wijzigingen)

    @property
    def veranderd(self) -> list[Wijziging]:
        """What is new or changed."""
        return [w for w in self.wijzigingen if w.wat != Wat.GELIJK]

    def telling(self) -> dict[str, dict[str, int]]:
        """Counts per soort and outcome, for the logboek."""
        per: dict[str, Counter[str]] = {}
        for wijziging in self.wijzigingen:
            per.setdefault(wijziging.soort, Counter())[wijziging.wat.value] += 1
        return {soort: dict(aantallen) for soort, aantallen in per.items()}

    def regels(self) -> Iterator[str]:
        """The report in Dutch, line by line."""
        yield from (f"let op: {zin}" for zin in self.let_op)
        for tabel, aantal in self.rijen.items():
            yield f"{tabel}: {aantal} rijen gelezen"
        yield from map(str, self.veranderd)
        for soort, aantallen in self.telling().items():
            yield f"{soort}: " + ", ".join(f"{n} {wat}" for wat, n in sorted(aantallen.items()))
        slot = "Proef: er is niets bewaard." if self.proef else "Bewaard."
        yield (
            slot if self.veranderd else f"Er verandert niets. {slot if self.proef else ''}".strip()
        )
