"""Pure rules of the opgave: what the clock allows and what is complete. No database here."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise

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
    """Planned and taken date of a decision, the kenmerk of its nota, the stored name of its PDF."""

    gepland: date | None = None
    genomen: date | None = None
    kenmerk: str = ""
    document: str = ""

    def __bool__(self) -> bool:
        return self.gepland is not None or self.genomen is not None


@dataclass(frozen=True)
class Antwoord:
    """One regel as an answer: inhoud (taak), schaal (wijze, verband), vorm (stadium, besluiten).

    `motieven` are values joined by `|` (S0-18). When it was confirmed is no part of what it says.
    """

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
    motieven: str = ""
    bevestigd_op: datetime | None = field(default=None, compare=False)


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
    """One point of the check before submitting: a stable code, the taak and a Dutch sentence.

    `vraagt_reden`: there is no answer, and nothing that says why.
    """

    code: str
    zwaarte: Zwaarte
    taak: str
    zin: str
    vraagt_reden: bool = False


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
                punten.append(_open(taak, namen[taak], gegeven))
            continue
        punten += _fouten(taak, gegeven, taak in landelijk_mogelijk, namen)
        punten += _let_op(taak, gegeven, peildatum, namen)
    return punten


def _open(taak: str, naam: str, gegeven: list[Antwoord]) -> Punt:
    waarom = "u koos: nog geen keuze" if gegeven else "er is nog geen antwoord"
    zin = f"{naam}: {waarom}. Dit wordt een witte vlek."
    uitgelegd = any(a.reden or a.toelichting for a in gegeven)
    return Punt("O1", Zwaarte.LET_OP, taak, zin, vraagt_reden=not uitgelegd)


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
        punten += _dagen(antwoord, peildatum)
    uniek = dict.fromkeys(punten)
    return [Punt("O5", Zwaarte.LET_OP, taak, f"{namen[taak]}: {zin}") for zin in uniek]


def _dagen(antwoord: Antwoord, peildatum: date) -> list[str]:
    """What cannot be right about the days: most often a slip in the year."""
    punten = []
    for naam, besluit in (("collegebesluit", antwoord.college), ("raadsbesluit", antwoord.raad)):
        gepland = besluit.gepland
        if gepland is not None and besluit.genomen is None and gepland < peildatum:
            dag = f"{gepland.day}-{gepland.month}-{gepland.year}"
            punten.append(f"het {naam} staat gepland op {dag}, en die dag is al voorbij.")
    if antwoord.raad.genomen is not None and antwoord.raad.genomen > peildatum:
        punten.append("het raadsbesluit ligt na de peildatum.")
    return punten


def inhoud_tekst(antwoorden: Iterable[Antwoord]) -> str:
    """The answers as text in a fixed order, one per line: equal content gives equal text.

    What is empty is left out, so a question that is added later changes no older text; so is when
    an answer was confirmed.
    """
    zegt = (asdict(replace(a, bevestigd_op=None)) for a in antwoorden)
    rijen = (json.dumps(_gevuld(regel), default=str, sort_keys=True) for regel in zegt)
    return "\n".join(sorted(rijen))


def _gevuld(waarden: Mapping[str, object]) -> dict[str, object]:
    """Without what is empty, also inside; False is an answer."""
    inhoud = {naam: _gevuld(w) if isinstance(w, dict) else w for naam, w in waarden.items()}
    return {naam: waarde for naam, waarde in inhoud.items() if waarde not in (None, "", {})}


def inhoud_hash(antwoorden: Iterable[Antwoord]) -> str:
    """SHA-256 over the text of the answers: the kenmerk on the receipt."""
    return hashlib.sha256(inhoud_tekst(antwoorden).encode()).hexdigest()


def open_herinnering(moment: datetime, *, opent: datetime, deadline: datetime) -> str | None:
    """Which reminder is due at `moment`: the last one whose time has come; None outside the round.

    Whole days of the calendar before the deadline, so also over the change to summer time: give
    the moments in Dutch time. A day on which nothing was sent is not made up for by two mails.
    """
    if not opent <= moment < deadline:
        return None
    for dagen in (1, 3, 14):
        if moment >= deadline - timedelta(days=dagen):
            return f"dagen_{dagen}"
    return "opening"


MOMENTEN = {
    "opent": "de opening",
    "deadline": "de deadline",
    "laatste_wijziging": "de laatste wijziging",
    "gepubliceerd_op": "de publicatie",
}
"""The four moments of a round in the order of the clock, in words."""


def momentfouten(
    oud: Mapping[str, datetime | None], nieuw: Mapping[str, datetime | None], *, op: datetime
) -> dict[str, str]:
    """Per moment why it cannot be moved so at `op`; empty when all is well.

    What has opened or is published stays so; what is moved lies ahead, or a gemeente would be te
    laat by hindsight; publication, which may be open, comes after the last change.
    """
    fouten = {}
    for naam, woord in MOMENTEN.items():
        if nieuw[naam] == oud[naam]:
            continue
        toen, straks = oud[naam], nieuw[naam]
        if naam in {"opent", "gepubliceerd_op"} and toen is not None and toen <= op:
            fouten[naam] = f"Dit moment is voorbij: {woord} verandert niet meer."
        elif straks is not None and straks <= op:
            fouten[naam] = f"Kies voor {woord} een moment dat nog moet komen."
    if not fouten:
        fouten = _volgordefouten(nieuw)
    return fouten


def _volgordefouten(momenten: Mapping[str, datetime | None]) -> dict[str, str]:
    fouten = {}
    namen = list(MOMENTEN)
    for eerder, later in pairwise(namen):
        een, ander = momenten[eerder], momenten[later]
        gelijk_mag = later != "deadline"
        if een and ander and (ander < een or (ander == een and not gelijk_mag)):
            fouten[later] = f"Kies voor {MOMENTEN[later]} een moment na {MOMENTEN[eerder]}."
    return fouten
