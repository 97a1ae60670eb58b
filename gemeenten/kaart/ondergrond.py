"""What a map is drawn on: the shape and the place of every gemeente, tiles or boundaries alike."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from gemeenten.kaart.contour import Lijn, Punt, Ring, fuseer, krimp, pad


class Plek(NamedTuple):
    """A gemeente on the map: code, name, tile and the code or name of its provincie."""

    code: str
    naam: str
    kolom: int
    rij: int
    provincie: str = ""


class Vak(NamedTuple):
    """A rectangle in map units."""

    x: float
    y: float
    breedte: float
    hoogte: float

    @property
    def viewbox(self) -> str:
        """As the attribute of an svg element."""
        return " ".join(f"{waarde:g}" for waarde in self)

    def ruimer(self, opzij: float, omhoog: float = 0.0) -> Vak:
        """The rectangle with a margin left and right, and above and below."""
        x, y, breedte, hoogte = self
        return Vak(
            *(
                round(waarde, 1)
                for waarde in (x - opzij, y - omhoog, breedte + 2 * opzij, hoogte + 2 * omhoog)
            )
        )


@dataclass(frozen=True, eq=False)
class Ondergrond:
    """Shapes in map units. `kier` gives the gap a shape leaves at an edge; `cel` is the width
    of a tile, 0 when the shapes are real boundaries; `bron` is who made these, to name with the
    map. Shapes are kept once they have been drawn.
    """

    plekken: Mapping[str, Plek]
    vlakken: Mapping[str, tuple[Ring, ...]]
    middens: Mapping[str, Punt]
    kier: Callable[[Lijn], float]
    cel: float = 0.0
    bron: str = ""
    _getekend: dict[tuple[str, float, bool], str] = field(default_factory=dict, repr=False)

    @property
    def tegels(self) -> bool:
        """Whether these are tiles, not real boundaries."""
        return self.cel > 0

    def vorm(self, code: str, inzet: float = 0.0) -> str:
        """Path data of one gemeente, `inzet` further inwards than its gap."""
        sleutel = code, inzet, False
        if sleutel not in self._getekend:
            self._getekend[sleutel] = pad(self._krimp(ring, inzet) for ring in self.vlakken[code])
        return self._getekend[sleutel]

    def _helft(self, code: str, inzet: float) -> str:
        sleutel = code, inzet, True
        if sleutel not in self._getekend:
            ring = self._krimp(self.vlakken[code][0], inzet)
            self._getekend[sleutel] = pad([(ring[5], ring[2], ring[3], ring[4])])
        return self._getekend[sleutel]

    def vormen(self, codes: Iterable[str], inzet: float = 0.0) -> str:
        """Path data of separate gemeenten; unknown codes are left out."""
        return "".join(self.vorm(code, inzet) for code in codes if code in self.vlakken)

    def helften(self, codes: Iterable[str], inzet: float = 0.0) -> str:
        """Path data of the lower left halves of tiles; boundaries have none."""
        return "".join(self._helft(code, inzet) for code in codes) if self.tegels else ""

    def ruim(self, code: str, maat: float) -> bool:
        """Whether a text of `maat` px fits: always in a tile, in a boundary when it is that big."""
        vak = None if self.tegels else self.vak([code])
        return vak is None or min(vak.breedte, vak.hoogte) > 1.3 * maat

    def samen(self, codes: Collection[str], inzet: float = 0.0) -> str:
        """Path data of gemeenten fused into one shape where they touch."""
        return pad(self._krimp(ring, inzet) for ring in fuseer(self._ringen(codes)))

    def contour(self, codes: Collection[str], inzet: float = 0.0) -> str:
        """Path data of the line around gemeenten, `inzet` inside the cell border (tiles only)."""
        ringen = fuseer(self._ringen(codes))
        return pad(krimp(ring, inzet) for ring in ringen) if inzet and self.tegels else pad(ringen)

    @cached_property
    def geheel(self) -> Vak:
        """The rectangle around all gemeenten."""
        return self.vak(self.vlakken)

    def vak(self, codes: Iterable[str]) -> Vak:
        """The rectangle around these gemeenten."""
        punten = [punt for ring in self._ringen(codes) for punt in ring]
        if not punten:
            return Vak(0, 0, 1, 1)
        xs, ys = zip(*punten, strict=True)
        return Vak(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)).ruimer(0)

    def _ringen(self, codes: Iterable[str]) -> list[Ring]:
        return [ring for code in codes for ring in self.vlakken.get(code, ())]

    def _krimp(self, ring: Ring, inzet: float) -> Ring:
        return krimp(ring, lambda lijn: self.kier(lijn) + inzet) if self.tegels else ring
