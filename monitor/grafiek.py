"""The step chart of submitted opgaven against the deadline, as ready SVG strings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.formats import date_format
from django.utils.timezone import localtime

BREEDTE, HOOGTE = 560, 330
LINKS, RECHTS, BOVEN, ONDER = 40, 12, 34, 28


@dataclass(frozen=True)
class Streep:
    """A gridline or moment: its place and its label."""

    plaats: float
    label: str


@dataclass(frozen=True)
class Punt:
    """A marked point of the line with its label beside it; `open` is a ring."""

    x: float
    y: float
    label: str
    dx: int
    dy: int
    anker: str
    open: bool = False


@dataclass(frozen=True)
class Trapgrafiek:
    """Places in px for templates/monitor/trapgrafiek.html."""

    lijn: str
    vlak: str
    rasters: list[Streep]
    momenten: list[Streep]
    punten: list[Punt]
    deadline_x: float
    eind_x: float
    uiterste_dag: str
    op_tijd: int
    nu: int
    totaal: int
    totaal_y: float

    @property
    def te_laat_breedte(self) -> float:
        """Width of the hatched side after the deadline."""
        return round(self.eind_x - self.deadline_x, 1)


def trapgrafiek(
    momenten: Sequence[datetime],
    *,
    opent: datetime,
    deadline: datetime,
    sluit: datetime,
    bekend_op: datetime,
    totaal: int,
) -> Trapgrafiek:
    """How many opgaven were in at each moment, from `opent` until `sluit`; `totaal` gemeenten."""

    def x(moment: datetime) -> float:
        deel = (moment - opent) / (sluit - opent)
        return round(LINKS + min(max(deel, 0), 1) * (BREEDTE - LINKS - RECHTS), 1)

    def y(aantal: int) -> float:
        return round(HOOGTE - ONDER - aantal / max(totaal, 1) * (HOOGTE - ONDER - BOVEN), 1)

    gesorteerd = sorted(momenten)
    eind = min(bekend_op, sluit)
    pad = f"M{x(opent)} {y(0)}"
    for aantal, moment in enumerate(gesorteerd, start=1):
        pad += f"H{x(moment)}V{y(aantal)}"
    pad += f"H{x(eind)}"
    op_tijd, nu = sum(moment < deadline for moment in gesorteerd), len(gesorteerd)
    stap = 100 if totaal > 100 else 10
    return Trapgrafiek(
        lijn=pad,
        vlak=f"{pad}V{y(0)}H{x(opent)}Z",
        rasters=[Streep(y(n), str(n)) for n in range(0, totaal + 1, stap)],
        momenten=[Streep(x(opent), _dag(opent)), Streep(x(sluit), _laatste_dag(sluit))],
        punten=_punten(x(deadline), y(op_tijd), op_tijd, x(eind), y(nu), nu),
        deadline_x=x(deadline),
        eind_x=x(sluit),
        uiterste_dag=_laatste_dag(deadline),
        op_tijd=op_tijd,
        nu=nu,
        totaal=totaal,
        totaal_y=y(totaal),
    )


def _punten(
    deadline_x: float, op_tijd_y: float, op_tijd: int, nu_x: float, nu_y: float, nu: int
) -> list[Punt]:
    """Now, and after the deadline also what was on time; the labels do not meet the lines."""
    if nu_x < LINKS + 60:
        return [Punt(nu_x, nu_y, f"{nu} nu", 8, -8, "start")]
    if nu_x <= deadline_x:
        onder = nu_y < BOVEN + 40
        return [Punt(nu_x, nu_y, f"{nu} nu", -10, 22 if onder else -8, "end")]
    links = nu_x > BREEDTE - RECHTS - 60
    hier = Punt(nu_x, nu_y, f"{nu} nu", -4 if links else 2, 24, "end" if links else "start")
    return [Punt(deadline_x, op_tijd_y, f"{op_tijd} op tijd", -12, 20, "end", open=True), hier]


def _dag(moment: datetime) -> str:
    return date_format(localtime(moment), "j F")


def _laatste_dag(grens: datetime) -> str:
    """The last day before a half-open bound."""
    return _dag(grens - timedelta(seconds=1))
