"""The rows of the opgave page: per taak the answers, what to confirm, and what is still open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import groupby

from samenwerking.acties.uitgangspunt import Uitgangspunt
from samenwerking.keuzes import Decentralisatie, Stadium, Wijze
from samenwerking.models import Uitvraagtaak
from samenwerking.regels import Antwoord
from samenwerking.voorstellen import Verbandkeuze

WIJZEN = {w.value: w.label[0].upper() + w.label[1:] for w in Wijze}


@dataclass(frozen=True)
class Uitspraak:
    """One answer in words: who with, and how far."""

    antwoord: Antwoord
    woord: str

    @property
    def stadium(self) -> str:
        """The stadium in words; empty without one."""
        return Stadium(self.antwoord.stadium).label if self.antwoord.stadium else ""


@dataclass
class Rij:
    """One taak on the page: its answers, and the verbanden to confirm when there is none yet.

    `bevestig` are the verbanden that list us for this taak; answers confirmed before the round
    opened, at `opent`, are those of an earlier round. `gezegd` is what the gemeenten that went on
    in this one said each (name -> answers), where it was not the same.

    Made once and then only read: a page asks each of its rows dozens of times how it stands.
    """

    uitvraagtaak: Uitvraagtaak
    opent: datetime
    uitspraken: list[Uitspraak] = field(default_factory=list)
    bevestig: list[Verbandkeuze] = field(default_factory=list)
    gezegd: dict[str, list[Uitspraak]] = field(default_factory=dict)

    @cached_property
    def code(self) -> str:
        """The code of the taak."""
        return self.uitvraagtaak.taak_id

    @cached_property
    def naam(self) -> str:
        """The name of the taak."""
        return self.uitvraagtaak.taak.naam

    @cached_property
    def antwoorden(self) -> list[Antwoord]:
        """The answers, one per layer."""
        return [uitspraak.antwoord for uitspraak in self.uitspraken]

    @cached_property
    def lagen(self) -> list[Uitspraak]:
        """The layers: the answers that name a verband."""
        return [u for u in self.uitspraken if u.antwoord.verband]

    @cached_property
    def telt_mee(self) -> bool:
        """Whether the taak asks for cooperation; an a-taak is voluntary and not counted."""
        return self.uitvraagtaak.samenwerking_noodzakelijk

    @cached_property
    def beantwoord(self) -> bool:
        """Whether there is an answer, of this round or of an earlier one."""
        return any(a.wijze != Wijze.GEEN for a in self.antwoorden)

    @cached_property
    def bevestigd_op(self) -> datetime | None:
        """When the gemeente last said this; None when there is no answer, or it is not known."""
        momenten = [a.bevestigd_op for a in self.antwoorden if a.bevestigd_op]
        return min(momenten, default=None)

    @cached_property
    def van_vorige_ronde(self) -> bool:
        """Whether the answer was given in an earlier round and not confirmed in this one."""
        return self.beantwoord and self.bevestigd_op is not None and self.bevestigd_op < self.opent

    @cached_property
    def staat(self) -> str:
        """klaar, bevestigen, open, or lokaal for an a-taak without an answer."""
        if self.van_vorige_ronde:
            return "bevestigen"
        if self.beantwoord:
            return "klaar"
        if self.bevestig:
            return "bevestigen"
        return "open" if self.telt_mee else "lokaal"


@dataclass
class Groep:
    """The taken of one decentralisatie."""

    code: str
    naam: str
    rijen: list[Rij]

    @cached_property
    def lokaal(self) -> list[Rij]:
        """The voluntary a-taken without an answer: one line together."""
        return [rij for rij in self.rijen if rij.staat == "lokaal"]

    @cached_property
    def van_vorige_ronde(self) -> list[Rij]:
        """The rows whose answer of an earlier round is still to be confirmed."""
        return [rij for rij in self.rijen if rij.van_vorige_ronde]

    def tel(self, staat: str) -> int:
        """How many of the taken that ask for cooperation are in this staat."""
        return sum(rij.staat == staat for rij in self.rijen if rij.telt_mee)

    @cached_property
    def klaar(self) -> int:
        """How many have an answer."""
        return self.tel("klaar")

    @cached_property
    def te_bevestigen(self) -> int:
        """How many only need a confirmation."""
        return self.tel("bevestigen")

    @cached_property
    def open(self) -> int:
        """How many are still open and cannot be confirmed in one step."""
        return self.tel("open")

    @cached_property
    def nodig(self) -> int:
        """How many still have no answer."""
        return self.open + self.te_bevestigen

    @cached_property
    def totaal(self) -> int:
        """How many ask for cooperation."""
        return self.klaar + self.nodig


def uitspraak(antwoord: Antwoord, verbanden: Mapping[str, Verbandkeuze]) -> Uitspraak:
    """An answer in words."""
    if antwoord.verband is None:
        return Uitspraak(antwoord, WIJZEN[antwoord.wijze])
    keuze = verbanden.get(antwoord.verband)
    return Uitspraak(antwoord, keuze.naam if keuze else antwoord.verband)


def groepeer(
    opent: datetime,
    taken: Sequence[Uitvraagtaak],
    begin: Uitgangspunt,
    noemen: Mapping[str, list[str]],
    verbanden: Mapping[str, Verbandkeuze],
) -> list[Groep]:
    """The rows by decentralisatie, in the order jeugd, Wmo, werk."""
    per_taak: dict[str, list[Uitspraak]] = {}
    for antwoord in begin.antwoorden:
        per_taak.setdefault(antwoord.taak, []).append(uitspraak(antwoord, verbanden))
    rijen = [
        Rij(
            uitvraagtaak=vraag,
            opent=opent,
            uitspraken=per_taak.get(vraag.taak_id, []),
            bevestig=[verbanden[slug] for slug in noemen.get(vraag.taak_id, [])],
            gezegd={
                naam: [uitspraak(antwoord, verbanden) for antwoord in lijn]
                for naam, lijn in begin.verschillen.get(vraag.taak_id, {}).items()
            },
        )
        for vraag in taken
    ]
    volgorde = Decentralisatie.values
    rijen.sort(key=lambda rij: (volgorde.index(rij.uitvraagtaak.taak.decentralisatie), rij.code))
    return [
        Groep(code, Decentralisatie(code).label, list(leden))
        for code, leden in groupby(rijen, key=lambda rij: rij.uitvraagtaak.taak.decentralisatie)
    ]
