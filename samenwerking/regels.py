"""Pure rules of the opgave: what the clock allows and what is complete. No database here."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum

MAX_TOELICHTING = 2000


class Fase(StrEnum):
    """Where a round stands on the clock; each begins at its moment (half-open)."""

    NOG_NIET_OPEN = "nog_niet_open"
    OPEN = "open"
    TE_LAAT = "te_laat"
    GESLOTEN = "gesloten"


def fase(moment: datetime, *, opent: datetime, deadline: datetime, sluit: datetime) -> Fase:
    """The fase at `moment`: on time is `opent <= moment < deadline`, te laat until `sluit`.

    `sluit` is the round's laatste_wijziging. Source: domein.md, life of an opgave.
    """
    if moment < opent:
        return Fase.NOG_NIET_OPEN
    if moment < deadline:
        return Fase.OPEN
    return Fase.TE_LAAT if moment < sluit else Fase.GESLOTEN


def mag_indienen(nu: Fase, *, heropend_tot: datetime | None, moment: datetime) -> bool:
    """Whether an opgave may be submitted: while open or te laat, later only when reopened."""
    if nu in {Fase.OPEN, Fase.TE_LAAT}:
        return True
    return nu == Fase.GESLOTEN and heropend_tot is not None and moment < heropend_tot


@dataclass(frozen=True)
class Besluitdata:
    """Planned and taken date of a decision, and the kenmerk of its nota."""

    gepland: date | None = None
    genomen: date | None = None
    kenmerk: str = ""

    def __bool__(self) -> bool:
        return self.gepland is not None or self.genomen is not None


@dataclass(frozen=True)
class Antwoord:
    """One regel as an answer: inhoud (taak), schaal (wijze, verband), vorm (stadium, besluiten)."""

    taak: str
    wijze: str
    verband: str | None = None
    stadium: str | None = None
    college: Besluitdata = Besluitdata()
    raad: Besluitdata = Besluitdata()
    voorlopig: bool | None = None
    onderdeel: str | None = None
    reden: str | None = None
    toelichting: str = ""


class Ligging(StrEnum):
    """How a set of gemeenten lies to another one (S2-34)."""

    GELIJK = "gelijk"
    OMVAT = "omvat"
    BINNEN = "binnen"
    KRUIST = "kruist"
    LOS = "los"


def ligging(ene: Collection[str], andere: Collection[str]) -> Ligging:
    """How `ene` lies to `andere`: it crosses when they share some and neither holds the other."""
    a, b = set(ene), set(andere)
    if not a & b:
        return Ligging.LOS
    if a == b:
        return Ligging.GELIJK
    if a > b:
        return Ligging.OMVAT
    return Ligging.BINNEN if a < b else Ligging.KRUIST


class Zwaarte(StrEnum):
    """How a point of the check weighs."""

    FOUT = "fout"
    LET_OP = "let_op"


@dataclass(frozen=True)
class Punt:
    """One point of the check before submitting: a stable code, the taak and a Dutch sentence."""

    code: str
    zwaarte: Zwaarte
    taak: str
    zin: str


def controleer(
    antwoorden: Iterable[Antwoord],
    *,
    noodzakelijk: Collection[str],
    landelijk_mogelijk: Collection[str],
    namen: Mapping[str, str],
    peildatum: date,
) -> list[Punt]:
    """All points about a set of answers, per taak; errors must be mended, let-op is ticked.

    `noodzakelijk`: codes of taken that ask for cooperation; `namen`: name per taak code.
    """
    per_taak: dict[str, list[Antwoord]] = {}
    for antwoord in antwoorden:
        per_taak.setdefault(antwoord.taak, []).append(antwoord)
    punten: list[Punt] = []
    for taak in sorted(set(noodzakelijk) | set(per_taak)):
        gegeven = per_taak.get(taak, [])
        if not gegeven or all(a.wijze == "geen" for a in gegeven):
            if taak in noodzakelijk:
                punten.append(_open(taak, namen[taak], bool(gegeven)))
            continue
        punten += _fouten(taak, gegeven, taak in landelijk_mogelijk, namen)
        punten += _let_op(taak, gegeven, peildatum, namen)
    return punten


def _open(taak: str, naam: str, gekozen: bool) -> Punt:
    waarom = "u koos: nog geen keuze" if gekozen else "er is nog geen antwoord"
    zin = f"{naam}: {waarom}. Dit wordt een witte vlek."
    return Punt("O1", Zwaarte.LET_OP, taak, zin)


def _fouten(
    taak: str, gegeven: list[Antwoord], landelijk: bool, namen: Mapping[str, str]
) -> list[Punt]:
    zinnen = []
    if len(gegeven) > 1 and any(a.wijze != "verband" for a in gegeven):
        zinnen.append(("O2", "kies één antwoord, of alleen verbanden."))
    if any(a.wijze == "verband" and not (a.verband and a.stadium) for a in gegeven):
        zinnen.append(("O3", "kies een verband en hoe ver u bent."))
    if any(a.wijze == "landelijk" for a in gegeven) and not landelijk:
        zinnen.append(("O4", "landelijk organiseren kan niet bij deze taak."))
    return [Punt(code, Zwaarte.FOUT, taak, f"{namen[taak]}: {zin}") for code, zin in zinnen]


def _let_op(
    taak: str, gegeven: list[Antwoord], peildatum: date, namen: Mapping[str, str]
) -> list[Punt]:
    besloten = {"collegebesluit", "raadsbesluit", "in_werking"}
    punten = []
    for antwoord in gegeven:
        genomen = antwoord.college.genomen
        if antwoord.stadium in besloten and genomen is None:
            punten.append("de datum van het collegebesluit ontbreekt.")
        elif antwoord.stadium in besloten and genomen is not None and genomen > peildatum:
            punten.append("het collegebesluit ligt na de peildatum.")
        elif antwoord.stadium not in besloten and genomen is not None:
            punten.append("het college besloot al, maar het stadium is nog niet collegebesluit.")
    uniek = dict.fromkeys(punten)
    return [Punt("O5", Zwaarte.LET_OP, taak, f"{namen[taak]}: {zin}") for zin in uniek]


def inhoud_hash(antwoorden: Iterable[Antwoord]) -> str:
    """SHA-256 over the answers in a fixed order: equal content has an equal hash."""
    rijen = sorted(json.dumps(asdict(a), default=str, sort_keys=True) for a in antwoorden)
    return hashlib.sha256("\n".join(rijen).encode()).hexdigest()
