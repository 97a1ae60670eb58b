"""Reading oordelen for the screens: beside the indicatie, with their history and the wederhoor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.timezone import localtime

from monitor.beeld import beeld
from monitor.blik import Blik
from monitor.models import Oordeelstap, Wederhoor
from monitor.regels.alles import Evaluatie
from monitor.regels.criteria import CRITERIA, Score
from monitor.regels.oordelen import Stadium, gebruikte_norm, is_gehoord
from monitor.regels.stand import Stand
from monitor.regels.taal import herkomst
from monitor.verbandbeeld import Criteriumbeeld, criteria
from samenwerking.toegang.bereik import Wie, zichtbaar


@dataclass(frozen=True)
class Beoordeling:
    """One criterium of a verband: what the rules indicate, and beside it what people judged.

    `stappen` are those of this round, newest first; `eerder` the last of every earlier round;
    `aangegeven` the indicatie in each of those: name of the round and score.
    """

    beeld: Criteriumbeeld
    norm: str
    stappen: list[Oordeelstap] = field(default_factory=list)
    eerder: list[Oordeelstap] = field(default_factory=list)
    antwoorden: list[Wederhoor] = field(default_factory=list)
    gehoord: bool = False
    aangegeven: list[tuple[str, Score]] = field(default_factory=list)

    @property
    def code(self) -> str:
        """K1 to K5."""
        return self.beeld.criterium.code

    @property
    def bron(self) -> str:
        """The letter that asks for this criterium."""
        return herkomst(self.beeld.criterium.bron)

    @property
    def laatste(self) -> Oordeelstap | None:
        """What holds now; None before the first oordeel."""
        return self.stappen[0] if self.stappen else None

    @property
    def stadium(self) -> str:
        """Where the oordeel stands; empty before the first."""
        return self.laatste.stadium if self.laatste else ""

    @property
    def versie(self) -> int:
        """The number of the last step, for who writes the next."""
        return self.laatste.nummer if self.laatste else 0

    @property
    def vraagt_besluit(self) -> bool:
        """Whether it waits for the commission: no oordeel yet, or the verband has been heard."""
        return self.laatste is None or (self.stadium == Stadium.WEDERHOOR and self.gehoord)

    @property
    def norm_veranderd(self) -> bool:
        """Whether the oordeel was given with another norm than holds now."""
        return self.laatste is not None and self.laatste.norm != self.norm

    @property
    def indicatie_veranderd(self) -> bool:
        """Whether the rules indicate something else than when the oordeel was given."""
        return self.laatste is not None and self.laatste.indicatie != self.beeld.score.value


def eerder_aangegeven(kijk: Blik, slug: str) -> dict[str, list[tuple[str, Score]]]:
    """Per criterium the indicatie of the verband in each earlier round, the newest first.

    Each as known at the moment that is shown; a round in which it had no taak is left out.
    """
    uit: dict[str, list[tuple[str, Score]]] = {}
    eerdere = (ronde for ronde in kijk.geopend if ronde.opent < kijk.uitvraag.opent)
    for ronde in sorted(eerdere, key=lambda ronde: ronde.opent, reverse=True):
        _, evaluatie = beeld(ronde, kijk.nu, kijk.bekend_op, nummer=kijk.nummer)
        for indicatie in evaluatie.indicaties:
            if indicatie.verband == slug:
                uit.setdefault(indicatie.criterium, []).append((ronde.korte_naam, indicatie.score))
    return uit


def beoordelingen(
    wie: Wie, stand: Stand, evaluatie: Evaluatie, kijk: Blik, slug: str
) -> list[Beoordeling]:
    """The five criteria of a verband with what `wie` may see of the oordelen: two queries."""
    stappen = _stappen(wie, kijk, slug)
    antwoorden = _antwoorden(wie, kijk, slug)
    feiten = stand.verbanden[slug]
    return [
        _beoordeling(rij, stand, kijk, slug, feiten.penvoerder, stappen, antwoorden)
        for rij in criteria(stand, evaluatie, slug)
    ]


def _stappen(wie: Wie, kijk: Blik, slug: str) -> list[Oordeelstap]:
    rijen = zichtbaar(wie, Oordeelstap).filter(
        oordeel__verband=slug, oordeel__uitvraag__opent__lte=kijk.uitvraag.opent
    )
    if kijk.terug:
        rijen = rijen.filter(op__lte=kijk.bekend_op)
    return list(rijen.select_related("oordeel__uitvraag", "door").order_by("-nummer"))


def _antwoorden(wie: Wie, kijk: Blik, slug: str) -> list[Wederhoor]:
    rijen = zichtbaar(wie, Wederhoor).filter(
        stap__oordeel__verband=slug, stap__oordeel__uitvraag=kijk.uitvraag
    )
    if kijk.terug:
        rijen = rijen.filter(op__lte=kijk.bekend_op)
    return list(rijen.select_related("gemeente", "stap__oordeel"))


def _beoordeling(
    beeld: Criteriumbeeld,
    stand: Stand,
    kijk: Blik,
    slug: str,
    penvoerder: str | None,
    stappen: Iterable[Oordeelstap],
    antwoorden: Iterable[Wederhoor],
) -> Beoordeling:
    code = beeld.criterium.code
    van_dit = [stap for stap in stappen if stap.oordeel.criterium == code]
    nu = [stap for stap in van_dit if stap.oordeel.uitvraag_id == kijk.uitvraag.pk]
    gezegd = [a for a in antwoorden if a.stap.oordeel.criterium == code]
    lopend = [a for a in gezegd if nu and a.stap_id == nu[0].pk]
    return Beoordeling(
        beeld,
        gebruikte_norm(stand, slug, code),
        nu,
        _laatste_per_ronde(stap for stap in van_dit if stap not in nu),
        gezegd,
        bool(nu) and _gehoord(nu[0], kijk, penvoerder, lopend),
    )


def _gehoord(
    stap: Oordeelstap, kijk: Blik, penvoerder: str | None, antwoorden: Iterable[Wederhoor]
) -> bool:
    geantwoord = any(a.gemeente_id == penvoerder for a in antwoorden)
    vandaag = localtime(kijk.nu).date()
    return is_gehoord(stap.wederhoor_tot, vandaag, penvoerder_antwoordde=geantwoord)


def _laatste_per_ronde(stappen: Iterable[Oordeelstap]) -> list[Oordeelstap]:
    """The last step of every other round, newest round first; `stappen` come newest first."""
    uit: dict[str, Oordeelstap] = {}
    for stap in stappen:
        uit.setdefault(stap.oordeel.uitvraag_id, stap)
    return sorted(uit.values(), key=lambda stap: stap.oordeel.uitvraag.opent, reverse=True)


def op_stadium(rijen: Iterable[Beoordeling], stadium: Stadium) -> list[Beoordeling]:
    """Those that stand at `stadium`."""
    return [rij for rij in rijen if rij.stadium == stadium]


def gelezen(rijen: Iterable[Beoordeling]) -> str:
    """Which steps were read, to send along with a form: «K1:3 K2:1»."""
    return " ".join(f"{rij.code}:{rij.versie}" for rij in rijen)


def ontleed(tekst: str) -> dict[str, int]:
    """The other way round; what is no pair is left out, so that it counts as stale."""
    paren = (deel.partition(":") for deel in tekst.split())
    return {code: int(nr) for code, _, nr in paren if code in CRITERIA and nr.isdecimal()}


@dataclass(frozen=True)
class Oordeelstand:
    """Of one verband: per criterium the score of the oordeel, and where the oordelen stand."""

    scores: dict[str, str] = field(default_factory=dict)
    stadia: frozenset[str] = frozenset()
    wederhoor_tot: date | None = None

    def past(self, keuze: str, vandaag: date) -> bool:
        """Whether it answers to a choice of the filter: a stadium, «geen» or «voorbij»."""
        if keuze == "geen":
            return not self.stadia
        if keuze == "voorbij":
            return self.wederhoor_tot is not None and vandaag > self.wederhoor_tot
        return keuze in self.stadia


def per_verband(wie: Wie, kijk: Blik) -> dict[str, Oordeelstand]:
    """Of every verband of the round what `wie` may see of its oordelen: one query."""
    rijen = (
        zichtbaar(wie, Oordeelstap)
        .bekend(kijk.bekend_op)
        .filter(oordeel__uitvraag=kijk.uitvraag)
        .order_by()
        .values_list(
            "oordeel__verband_id", "oordeel__criterium", "score", "stadium", "wederhoor_tot"
        )
    )
    per: dict[str, list[tuple[Any, ...]]] = {}
    for slug, *rest in rijen:
        per.setdefault(slug, []).append(tuple(rest))
    return {slug: _oordeelstand(stappen) for slug, stappen in per.items()}


def _oordeelstand(stappen: list[tuple[Any, ...]]) -> Oordeelstand:
    termijnen = [tot for _, _, stadium, tot in stappen if stadium == Stadium.WEDERHOOR and tot]
    return Oordeelstand(
        {criterium: score for criterium, score, *_ in stappen},
        frozenset(stadium for _, _, stadium, _ in stappen),
        min(termijnen, default=None),
    )
