"""The chart of planned decisions, cumulated per month to the end of 2014, as ready SVG strings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from monitor.grafiek import BREEDTE, HOOGTE, LINKS, ONDER, Streep
from monitor.regels.planning import Maand
from monitor.regels.taal import MAANDEN, getal

RECHTS, BOVEN = 96, 24
"""The labels stand to the right of the lines."""


@dataclass(frozen=True)
class Lijn:
    """One cumulated line with its label at the end; `soort` is college or raad."""

    soort: str
    pad: str
    x: float
    y: float
    label_y: float
    label: str


@dataclass(frozen=True)
class Prognosegrafiek:
    """Places in px for templates/monitor/voortgang/prognosegrafiek.html."""

    titel: str
    lijnen: list[Lijn]
    rasters: list[Streep]
    maanden: list[Streep]
    rechts: float
    nu: float | None


def prognosegrafiek(
    reeksen: Mapping[str, Sequence[Maand]], namen: Mapping[str, str], *, nu: date
) -> Prognosegrafiek | None:
    """The lines of the bodies over the same months; None when nothing is planned."""
    maanden = [maand.maand for maand in next(iter(reeksen.values()), ())]
    hoogste = max((reeks[-1].samen for reeks in reeksen.values() if reeks), default=0)
    if not maanden or not hoogste:
        return None
    rechts = BREEDTE - RECHTS
    stap = _stap(hoogste)
    top = -(-hoogste // stap) * stap

    def x(nummer: float) -> float:
        return round(LINKS + nummer / len(maanden) * (rechts - LINKS), 1)

    def y(aantal: int) -> float:
        return round(HOOGTE - ONDER - aantal / top * (HOOGTE - ONDER - BOVEN), 1)

    lijnen = []
    for soort, reeks in reeksen.items():
        pad = f"M{x(0)} {y(0)}" + "".join(f"L{x(n)} {y(m.samen)}" for n, m in enumerate(reeks, 1))
        eind = y(reeks[-1].samen)
        label = f"{getal(reeks[-1].samen)} {namen[soort]}"
        lijnen.append(Lijn(soort, pad, x(len(reeks)), eind, eind, label))
    return Prognosegrafiek(
        titel="; ".join(lijn.label for lijn in lijnen),
        lijnen=_uit_elkaar(lijnen),
        rasters=[Streep(y(n), getal(n)) for n in range(0, top + 1, stap)],
        maanden=[
            Streep(x(n), _kort(maand)) for n, maand in enumerate(maanden) if maand.month % 3 == 1
        ],
        rechts=rechts,
        nu=x(verstreken) if (verstreken := _maanden(maanden[0], nu)) < len(maanden) else None,
    )


def _maanden(van: date, tot: date) -> float:
    """The months from the first day of one until a day, days as a part of 31."""
    return max(12 * (tot.year - van.year) + tot.month - van.month + (tot.day - 1) / 31, 0)


def _stap(hoogste: int) -> int:
    """The distance of the gridlines: 1, 2 or 5 times a power of ten, at most six lines."""
    macht = 1
    while True:
        for keer in (1, 2, 5):
            if hoogste <= 5 * keer * macht:
                return keer * macht
        macht *= 10


def _uit_elkaar(lijnen: list[Lijn]) -> list[Lijn]:
    """The labels at least a line apart, the higher one upwards."""
    gesorteerd = sorted(lijnen, key=lambda lijn: lijn.y)
    uit: list[Lijn] = []
    for lijn in gesorteerd:
        laagst = uit[-1].label_y + 26 if uit else 0
        label_y = max(lijn.y, laagst)
        uit.append(Lijn(lijn.soort, lijn.pad, lijn.x, lijn.y, label_y, lijn.label))
    return uit


def _kort(maand: date) -> str:
    """«jan 2014» for a quarter's first month."""
    return f"{MAANDEN[maand.month][:3]} {maand.year}"
