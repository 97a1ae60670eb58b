"""The Stand: everything the rules know about one round, frozen.

Gemeenten are numbered in the order of their code, and a set of gemeenten is one int with a bit
per number (a masker): comparing two verbanden is then one operation, however large they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from itertools import compress, count
from typing import Any, NamedTuple

Sleutel = tuple[str, str]

ARBEIDSMARKTREGIO, VEILIGHEIDSREGIO, JEUGDREGIO = INDELINGEN = (
    "arbeidsmarktregio",
    "veiligheidsregio",
    "jeugdregio",
)
VERBAND, ZELFSTANDIG, LANDELIJK, WACHT_OP_RIJK, GEEN = (
    "verband",
    "zelfstandig",
    "landelijk",
    "wacht_op_rijk",
    "geen",
)
STADIA = VERKENNING, INTENTIE, VOORSTEL, COLLEGEBESLUIT, RAADSBESLUIT, IN_WERKING = (
    "verkenning",
    "intentie",
    "voorstel",
    "collegebesluit",
    "raadsbesluit",
    "in_werking",
)
RANG: Mapping[str, int] = {stadium: rang for rang, stadium in enumerate(STADIA)}


class Gemeente(NamedTuple):
    """A gemeente that exists on the peildatum; inwoners is 0 when no figure is known.

    `kolom` and `rij` say where its tile lies, for who draws it.
    """

    code: str
    naam: str
    inwoners: int
    kolom: int | None = None
    rij: int | None = None


class Taak(NamedTuple):
    """A taak as this round asks it: level a, b or c, need, reference indeling, norm."""

    code: str
    naam: str
    decentralisatie: str
    niveau: str
    samenwerking_noodzakelijk: bool
    landelijk_mogelijk: bool = False
    referentie_indeling: str | None = None
    norm_inwoners: int | None = None
    korte_naam: str = ""


class Regio(NamedTuple):
    """A region with its members (masker) on the peildatum and the number of its centre."""

    code: str
    naam: str
    leden: int
    centrum: int | None = None


class Indeling(NamedTuple):
    """A partition of the gemeenten. `van[n]` is the region of gemeente n.

    A gemeente without a region stands alone: `van` gives it a region of itself only (with the
    gemeente's code), which is not among `regios`.
    """

    soort: str
    regios: tuple[Regio, ...]
    van: tuple[Regio, ...]


class Rechtsvorm(NamedTuple):
    """A legal form with its validity: geldig_vanaf <= day < geldig_tot."""

    code: str
    naam: str
    bindend: bool
    geldig_vanaf: date
    geldig_tot: date | None = None


class Profiel(NamedTuple):
    """Facts for the criteria; None is unknown, 0 and `geen` (an empty set) are answers."""

    regie_vorm: str | None = None
    grote_instellingen: int | None = None
    grote_instellingen_met_afspraken: int | None = None
    risicoanalyse: frozenset[str] | None = None
    beheersmaatregelen: bool | None = None
    rapportagecyclus: bool | None = None
    juridisch_stadium: str | None = None
    gezamenlijke_inkoop: bool | None = None
    inkoop_start: date | None = None
    bevoegdheden: str | None = None
    kostenverdeling: str | None = None
    risicoverevening: str | None = None
    verevening_gepland: date | None = None
    raadsinstrumenten: frozenset[str] | None = None
    niet_vrijblijvend: bool | None = None
    specialistische_kennis: bool | None = None
    draagkracht: bool | None = None
    slagkracht: bool | None = None
    meerjarige_contracten: bool | None = None


class Verband(NamedTuple):
    """A verband as recorded for this round; penvoerder and centrumgemeente are CBS codes."""

    slug: str
    naam: str
    rechtsvorm: Rechtsvorm | None = None
    penvoerder: str | None = None
    centrumgemeente: str | None = None
    bestaand: bool = False
    profiel: Profiel = Profiel()


class Arrangement(NamedTuple):
    """A verband for one taak with its deelnemers S(v,t) as masker."""

    verband: str
    taak: str
    leden: int
    clienten: int | None = None
    aanbieders: int | None = None


class Regel(NamedTuple):
    """One line of a submitted opgave; verband and stadium only when wijze is `verband`."""

    gemeente: str
    taak: str
    wijze: str
    verband: str | None = None
    stadium: str | None = None
    collegebesluit: date | None = None


Regelrij = tuple[str, str, str, str | None, str | None, str | None]
"""The fields of a Regel in order, the date as ISO text: a row as it is read."""


@dataclass(frozen=True, eq=False)
class Stand:
    """One round at one moment. Build it with `bouwen.bouw`, which sorts and drops what is not in.

    gemeenten, taken and arrangementen are sorted by code, regels stand in any order; `land[n]` and
    `alle[n]` are the maskers of the neighbours of gemeente n over land and at all; `ingediend` is
    the masker of who has submitted. Source: S1-16..18, S2-66.
    """

    uitvraag: str
    peildatum: date
    deadline: datetime
    vaststelling_drempel: str
    nu: datetime
    gemeenten: tuple[Gemeente, ...]
    taken: tuple[Taak, ...]
    indelingen: Mapping[str, Indeling]
    land: tuple[int, ...]
    alle: tuple[int, ...]
    verbanden: Mapping[str, Verband]
    arrangementen: tuple[Arrangement, ...]
    ingediend: int
    regels: tuple[Regelrij, ...]
    bewaard: dict[Any, Any] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def nummer(self) -> dict[str, int]:
        """The number of a gemeente by its code."""
        return {gemeente.code: n for n, gemeente in enumerate(self.gemeenten)}

    @cached_property
    def bit(self) -> dict[str, int]:
        """The masker of one gemeente by its code."""
        return {gemeente.code: 1 << n for n, gemeente in enumerate(self.gemeenten)}

    @cached_property
    def taak(self) -> dict[str, Taak]:
        """The taak by its code."""
        return {taak.code: taak for taak in self.taken}

    @cached_property
    def leden(self) -> dict[Sleutel, int]:
        """S(v,t) by (verband, taak); a missing arrangement has no key."""
        return {(verband, taak): leden for verband, taak, leden, *_ in self.arrangementen}

    @cached_property
    def verzamelingen(self) -> dict[int, tuple[int, ...]]:
        """The distinct sets S(v,t), each with the numbers of its deelnemers."""
        return {leden: nummers(leden) for leden in dict.fromkeys(self.leden.values())}

    @cached_property
    def per_verband(self) -> dict[str, list[Arrangement]]:
        """The arrangementen of a verband, for those that have one."""
        uit: dict[str, list[Arrangement]] = {}
        for arrangement in self.arrangementen:
            uit.setdefault(arrangement.verband, []).append(arrangement)
        return uit

    @cached_property
    def antwoorden(self) -> tuple[dict[Sleutel, list[int]], dict[Sleutel, int]]:
        """All regels as maskers: per (verband, taak) and stadium, and per (wijze, taak)."""
        stadia: dict[Sleutel, list[int]] = {}
        anders: dict[Sleutel, int] = {}
        bits = self.bit
        for gemeente, taak, wijze, verband, stadium, _ in self.regels:
            if verband and stadium:
                maskers = stadia.setdefault((verband, taak), [0] * len(STADIA))
                maskers[RANG[stadium]] |= bits[gemeente]
            else:
                anders[wijze, taak] = anders.get((wijze, taak), 0) | bits[gemeente]
        return stadia, anders

    @cached_property
    def noemt(self) -> dict[Sleutel, int]:
        """Who names a verband for a taak at any stadium: masker by (verband, taak)."""
        stadia = self.antwoorden[0].items()
        return {wat: a | b | c | d | e | f for wat, (a, b, c, d, e, f) in stadia}

    @cached_property
    def noemt_vast(self) -> dict[Sleutel, int]:
        """Who names a verband for a taak above verkenning: masker by (verband, taak)."""
        stadia = self.antwoorden[0].items()
        return {wat: b | c | d | e | f for wat, (_, b, c, d, e, f) in stadia}

    @cached_property
    def noemt_verder(self) -> dict[Sleutel, int]:
        """Who names a verband for a taak past intentie: masker by (verband, taak)."""
        stadia = self.antwoorden[0].items()
        return {wat: c | d | e | f for wat, (_, _, c, d, e, f) in stadia}

    @property
    def anders(self) -> dict[Sleutel, int]:
        """Who gives a taak another wijze than verband: masker by (wijze, taak)."""
        return self.antwoorden[1]

    @cached_property
    def regels_van(self) -> dict[Sleutel, list[Regel]]:
        """The submitted regels of a gemeente for a taak."""
        uit: dict[Sleutel, list[Regel]] = {}
        for gemeente, taak, wijze, verband, stadium, besluit in self.regels:
            dag = date.fromisoformat(besluit) if besluit else None
            regel = Regel(gemeente, taak, wijze, verband, stadium, dag)
            uit.setdefault((gemeente, taak), []).append(regel)
        return uit

    def codes(self, masker: int) -> tuple[str, ...]:
        """The codes in a masker, sorted."""
        return tuple([self.gemeenten[n].code for n in nummers(masker)]) if masker else ()

    def namen(self, masker: int) -> list[str]:
        """The names in a masker, in the order of their codes."""
        return [self.gemeenten[n].naam for n in nummers(masker)]

    def inwoners(self, masker: int) -> int:
        """Inhabitants of a set of gemeenten together (S0-24)."""
        wie = self.verzamelingen.get(masker)
        return sum(self.gemeenten[n].inwoners for n in (nummers(masker) if wie is None else wie))

    def heeft_ingediend(self, code: str | None) -> bool:
        """Has this gemeente (of the peildatum) a submitted opgave?"""
        n = self.nummer.get(code or "")
        return n is not None and bool(self.ingediend >> n & 1)

    def penvoerder_ingediend(self, verband: str) -> bool:
        """Has the penvoerder of this verband a submitted opgave?"""
        feiten = self.verbanden.get(verband)
        return feiten is not None and self.heeft_ingediend(feiten.penvoerder)

    def naam(self, code: str) -> str:
        """The name of a gemeente, or the code itself when it is not in this Stand."""
        n = self.nummer.get(code)
        return code if n is None else self.gemeenten[n].naam

    def taaknaam(self, code: str | None) -> str:
        """The name of a taak of this round; empty without a taak."""
        return self.taak[code].naam if code else ""

    def verbandnaam(self, slug: str) -> str:
        """The name of a verband in this round, or its slug when nothing was recorded for it."""
        verband = self.verbanden.get(slug)
        return verband.naam if verband else slug


def nummers(masker: int) -> tuple[int, ...]:
    """The numbers in a masker, ascending."""
    eerste = (masker & -masker).bit_length() - 1
    rest = masker >> eerste if masker else 0
    if rest.bit_count() << 4 > rest.bit_length():
        enen = f"{rest:b}"[::-1].encode().translate(_ENEN)
        return tuple(compress(count(eerste), enen))
    uit = []
    while rest:
        laagste = rest & -rest
        uit.append(eerste + laagste.bit_length() - 1)
        rest ^= laagste
    return tuple(uit)


_ENEN = bytes(teken == ord("1") for teken in range(256))
"""Digits of a full masker as 0 and 1; a sparse one is read bit by bit."""
