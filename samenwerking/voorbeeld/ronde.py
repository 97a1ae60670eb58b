"""One round as the generator builds it: verbanden, deelnemers, regels, opgaven and profielen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from random import Random

from samenwerking.voorbeeld.land import Rij

STADIA = ("verkenning", "intentie", "voorstel", "collegebesluit", "raadsbesluit", "in_werking")
Cel = tuple[str, str]  # gemeente, taak

VASTGESTELD = frozenset(STADIA[3:])
COHORT = frozenset(("intentie", "voorstel"))
ONBEKEND = "onbekend"


@dataclass
class Verband:
    """A verband as verbanden.csv says it; `soort` names its kind in the parameters."""

    verband: str
    naam: str
    soort: str
    rechtsvorm: str = ""
    penvoerder: str = ""
    centrumgemeente: str = ""
    bestaand: str = "0"
    onderdeel_van: str = ""
    toelichting: str = ""


@dataclass
class Regel:
    """One row of opgaveregels.csv."""

    gemeente: str
    taak: str
    wijze: str
    verband: str = ""
    stadium: str = ""
    collegebesluit: str = ""
    raadsbesluit: str = ""
    voorlopig: str = ""
    toelichting: str = ""
    onderdeel: str = ""
    reden: str = ""


@dataclass(frozen=True)
class Antwoord:
    """How a gemeente organises a taak, and with which verband."""

    wijze: str
    verband: str = ""


@dataclass(frozen=True)
class Inzending:
    """One row of opgaven.csv; `ingediend_op` is ISO with offset, empty for a concept."""

    ingediend_op: str
    kanaal: str


@dataclass
class Ronde:
    """Everything of one round. `deelnemers` holds S(v, t) per arrangement as a set of codes."""

    verbanden: dict[str, Verband] = field(default_factory=dict)
    deelnemers: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    regio: dict[tuple[str, str], str] = field(default_factory=dict)
    regels: dict[tuple[str, str], list[Regel]] = field(default_factory=dict)
    inzendingen: dict[str, Inzending] = field(default_factory=dict)
    profielen: dict[str, Rij] = field(default_factory=dict)

    def deelnames(self) -> dict[tuple[str, str], list[str]]:
        """Per (gemeente, taak) the verbanden that count on that gemeente; all of it sorted."""
        gevonden: dict[tuple[str, str], list[str]] = {}
        for (verband, taak), groep in sorted(self.deelnemers.items()):
            for gemeente in groep:
                gevonden.setdefault((gemeente, taak), []).append(verband)
        return dict(sorted(gevonden.items()))

    def leden(self, verband: str) -> set[str]:
        """All deelnemers of a verband, for whatever taak."""
        groepen = (groep for (v, _), groep in self.deelnemers.items() if v == verband)
        return set().union(*groepen)


def toeval(*delen: object) -> Random:
    """A generator of its own for one purpose: the same on every machine and in every order."""
    return Random("|".join(map(str, delen)))  # noqa: S311


def kies(gewichten: Mapping[str, float], trekking: float) -> str:
    """The value at `trekking` (0 <= trekking < 1) of a weighted list; "" for `onbekend`."""
    grens = trekking * sum(gewichten.values())
    tot_hier = accumulate(gewichten.values())
    waarde = next(w for w, som in zip(gewichten, tot_hier, strict=True) if grens < som)
    return "" if waarde == ONBEKEND else waarde


def slug(naam: str) -> str:
    """The key of a name: ascii, lower case, words joined by hyphens."""
    ontleed = unicodedata.normalize("NFKD", naam.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ontleed.replace("'", "")).strip("-")
