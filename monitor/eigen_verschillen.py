"""Where others say something else than the own gemeente: its concept against what they submitted.

Nothing here counts: the concept is laid over the Stand for its own gemeente's eyes only
(domein.md, Roles). A taak without an own answer is something to do, not a difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby

from monitor.regels.bevinding import Bevinding
from monitor.regels.stand import Stand
from monitor.regels.taal import opsomming
from monitor.regels.wederkerigheid import (
    antwoord,
    niet_genoemd_door_gemeente,
    niet_genoemd_door_verband,
    niet_ingediend,
)
from samenwerking.acties.bericht import Onderwerp
from samenwerking.models import Opgaveversie, Uitvraag
from samenwerking.regels import Antwoord

MAX_NAMEN = 12
STRIJDIG, EENZIJDIG, NIET_INGEDIEND = "strijdig", "eenzijdig", "niet_ingediend"


@dataclass(frozen=True)
class Verschil:
    """One difference about one verband, over one or more taken, as two statements.

    `code` is the rule, `naam` who says something else, `ander` the gemeente to speak to (empty for
    a verband without penvoerder). `soort`: strijdig when both say something, eenzijdig when one
    does. `penvoerder` is True when the own gemeente can change the verband, `overnemen` when it can
    take over what the verband says, `in_een_stap` when putting the deelnemers right is one step.
    """

    code: str
    soort: str
    gemeente: str
    verband: str
    taken: tuple[str, ...]
    titel: str
    naam: str
    zegt: str
    eigen_zegt: str
    ander: str = ""
    penvoerder: bool = False
    overnemen: bool = False
    wie_wijzigt: str = ""
    namen: dict[str, str] = field(default_factory=dict)

    @property
    def in_een_stap(self) -> bool:
        """Whether one click puts the deelnemers right: the verband has the taken already."""
        return self.penvoerder and (self.code, self.soort) in {
            ("W1", STRIJDIG),
            ("W2", STRIJDIG),
            ("W2", EENZIJDIG),
        }

    @property
    def over(self) -> Onderwerp:
        """What a bericht about this difference names."""
        return Onderwerp(self.code, self.gemeente, self.verband, self.taken)


@dataclass(frozen=True)
class Eens:
    """Gemeenten and a verband that say the same about each other, for these taken."""

    verband: str
    naam: str
    gemeenten: tuple[str, ...]
    taken: tuple[str, ...]


@dataclass(frozen=True)
class Wachtend:
    """The gemeenten that a verband counts on and that have not submitted."""

    verband: str
    naam: str
    gemeenten: tuple[str, ...]


def met_concept(stand: Stand, gemeente: str, antwoorden: Iterable[Antwoord]) -> Stand:
    """The Stand as if the own answers were submitted; W does not look at dates of decisions."""
    eigen = [(gemeente, a.taak, a.wijze, a.verband, a.stadium, None) for a in antwoorden]
    van_anderen = tuple(rij for rij in stand.regels if rij[0] != gemeente)
    bit = stand.bit.get(gemeente, 0) if eigen else 0
    return replace(stand, ingediend=stand.ingediend | bit, regels=(*van_anderen, *eigen))


def ingediend_op(
    uitvraag: Uitvraag, gemeenten: Iterable[str], bekend_op: datetime
) -> dict[str, datetime]:
    """When these gemeenten submitted last; that they did is public while a round runs."""
    bekend = Opgaveversie.objects.bekend(bekend_op).filter(opgave__uitvraag=uitvraag)
    rijen = bekend.filter(opgave__gemeente__in=set(gemeenten))
    return dict(rijen.values_list("opgave__gemeente", "ingediend_op"))


def verschillen(stand: Stand, gemeente: str) -> list[Verschil]:
    """The differences that concern a gemeente: its own, and those of verbanden it is in or leads.

    First those it can settle itself. W1, W2 and W3 (S2-66, S1-16).
    """

    def groep(bevinding: Bevinding) -> tuple[str, str, str, str]:
        return (*_wie(bevinding), _soort(stand, bevinding))

    gevonden = sorted(_van_ons(stand, gemeente), key=groep)
    uit = [_verschil(stand, gemeente, list(deel)) for _, deel in groupby(gevonden, key=groep)]
    return sorted(uit, key=lambda v: (not (v.overnemen or v.penvoerder), v.titel, v.verband))


def wederzijds(stand: Stand, gemeente: str) -> list[Eens]:
    """Where the own gemeente and its verbanden agree, and those it leads with their deelnemers."""
    gevonden: dict[tuple[str, str], list[str]] = {}
    for slug, taak, leden, *_ in stand.arrangementen:
        eens = leden & stand.ingediend & stand.noemt.get((slug, taak), 0)
        if not _leidt(stand, slug, gemeente):
            eens &= stand.bit.get(gemeente, 0)
        for code in stand.codes(eens):
            gevonden.setdefault((slug, code), []).append(stand.taaknaam(taak))
    samen: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for (slug, code), taken in gevonden.items():
        samen.setdefault((slug, tuple(taken)), []).append(stand.naam(code))
    rijen = (
        Eens(slug, stand.verbandnaam(slug), tuple(sorted(namen)), taken)
        for (slug, taken), namen in samen.items()
    )
    return sorted(rijen, key=lambda rij: (rij.naam, rij.gemeenten))


def nog_niet_ingediend(stand: Stand, gemeente: str) -> list[Wachtend]:
    """Per verband that the gemeente is in or leads: which deelnemers have not submitted (S2-50)."""
    bit, wachten = stand.bit.get(gemeente, 0), {}
    for slug, _, leden, *_ in stand.arrangementen:
        if leden & bit or _leidt(stand, slug, gemeente):
            wachten[slug] = wachten.get(slug, 0) | leden & ~stand.ingediend & ~bit
    rijen = (
        Wachtend(slug, stand.verbandnaam(slug), tuple(sorted(stand.namen(wie))))
        for slug, wie in wachten.items()
        if wie
    )
    return sorted(rijen, key=lambda rij: rij.naam)


def _leidt(stand: Stand, slug: str, gemeente: str) -> bool:
    feiten = stand.verbanden.get(slug)
    return feiten is not None and feiten.penvoerder == gemeente


def _wie(bevinding: Bevinding) -> tuple[str, str, str]:
    return bevinding.code, bevinding.gemeenten[0], bevinding.verband or ""


def _soort(stand: Stand, bevinding: Bevinding) -> str:
    """strijdig when both sides say something about the taak, eenzijdig when one does (S1-16)."""
    code, gemeente, slug = _wie(bevinding)
    taak = bevinding.taak or ""
    if code == "W3":
        return NIET_INGEDIEND
    sleutels = stand.leden if code == "W1" else stand.regels_van
    return STRIJDIG if ((slug if code == "W1" else gemeente), taak) in sleutels else EENZIJDIG


def _van_ons(stand: Stand, gemeente: str) -> Iterator[Bevinding]:
    bit = stand.bit.get(gemeente, 0)
    doet_mee = {verband for (verband, _), leden in stand.leden.items() if leden & bit}
    leidt = {slug for slug, feiten in stand.verbanden.items() if feiten.penvoerder == gemeente}
    for b in niet_genoemd_door_verband(stand):
        if b.gemeenten[0] == gemeente or b.verband in doet_mee | leidt:
            yield b
    for b in niet_genoemd_door_gemeente(stand):
        eigen = b.gemeenten[0] == gemeente
        zegt_iets = (gemeente, b.taak or "") in stand.regels_van
        if zegt_iets if eigen else b.verband in leidt:
            yield b
    yield from (b for b in niet_ingediend(stand) if b.verband in leidt)


def _verschil(stand: Stand, gemeente: str, groep: list[Bevinding]) -> Verschil:
    code, wie, slug = _wie(groep[0])
    taken = tuple(b.taak or "" for b in groep)
    verband = stand.verbandnaam(slug)
    woorden = opsomming(stand.taaknaam(t) for t in taken)
    feiten = stand.verbanden.get(slug)
    penvoerder = feiten.penvoerder if feiten else None
    leidt = penvoerder == gemeente
    gezegd = _teksten(stand, code, wie, slug, taken, eigen=wie == gemeente)
    return Verschil(
        code=code,
        soort=_soort(stand, groep[0]),
        gemeente=wie,
        verband=slug,
        taken=taken,
        titel=gezegd[0],
        naam=verband if wie == gemeente else stand.naam(wie),
        zegt=f"{gezegd[1]} voor {woorden}.",
        eigen_zegt=gezegd[2],
        ander=(penvoerder or "") if wie == gemeente else wie,
        penvoerder=leidt and wie != gemeente,
        overnemen=code == "W2" and wie == gemeente,
        wie_wijzigt=stand.naam(penvoerder) if penvoerder and not leidt else "",
        namen={t: stand.taaknaam(t) for t in taken},
    )


def _teksten(
    stand: Stand, code: str, wie: str, slug: str, taken: tuple[str, ...], *, eigen: bool
) -> tuple[str, str, str]:
    """Title, what the other says (without the taken), what we say."""
    verband, naam = stand.verbandnaam(slug), stand.naam(wie)
    leden = _leden(stand, slug, taken)
    zelf = opsomming(dict.fromkeys(antwoord(stand, wie, t) for t in taken))
    if code == "W1" and eigen:
        zegt = f"Deelnemers zijn {leden}" if leden else "Wij doen dit verband niet"
        return f"{verband} noemt u niet", zegt, f"Wij doen mee met {verband}."
    if code == "W1":
        ons = f"Deelnemers zijn {leden}. " if leden else f"{verband} doet deze taak niet. "
        titel, staat = f"{naam} noemt u als partner", f"{naam} staat er niet bij."
        return titel, f"Wij doen mee met {verband}", f"{ons}{staat}"
    if code == "W2" and eigen:
        return f"{verband} rekent op u", f"{naam} doet mee", f"Wij kozen: {zelf}."
    if code == "W2":
        return f"{naam} ziet het anders", f"Wij kozen {zelf}", f"{naam} doet mee in {verband}."
    titel = f"{naam} heeft nog niets ingediend"
    return titel, "Nog niets", f"{naam} doet mee in {verband}."


def _leden(stand: Stand, slug: str, taken: tuple[str, ...]) -> str:
    """The deelnemers for the first of these taken, as people list them."""
    namen = sorted(stand.namen(stand.leden.get((slug, taken[0]), 0)))
    if len(namen) > MAX_NAMEN:
        return f"{len(namen)} andere gemeenten"
    return opsomming(namen)
