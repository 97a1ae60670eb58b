"""A what-if: a Stand with changes is another Stand, to which the same rules apply.

Nothing is read or written. In a scenario gemeente and verband say the same: who moves, says so in
its own opgave too, at the stadium it had (a gemeente that newly joins: intentie, the lowest that
counts). Who submitted nothing stays silent. An arrangement without deelnemers is no longer there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from operator import itemgetter
from typing import NamedTuple

from monitor.regels.stand import (
    INTENTIE,
    RANG,
    VERBAND,
    Arrangement,
    Regelrij,
    Sleutel,
    Stand,
    Taak,
    Verband,
    nummers,
)
from monitor.regels.taal import enkele
from monitor.regels.wijzigingen import (
    AndereNorm,
    AndereVorm,
    Samenvoeging,
    Splitsing,
    Verplaatsing,
    Vormen,
    Wijziging,
)


class Bezwaar(Exception):
    """A change that cannot be applied; the Dutch sentence says why."""


class Uitkomst(NamedTuple):
    """The Stand after the changes, and per change why it was left out (empty: it was not)."""

    stand: Stand
    bezwaren: list[str]

    @property
    def heel(self) -> bool:
        """Whether every change was applied."""
        return not any(self.bezwaren)


def pas_toe(stand: Stand, wijzigingen: Iterable[Wijziging], vormen: Vormen) -> Uitkomst:
    """The Stand after these changes, one after the other; what cannot be is left out, and said.

    The Stand that comes in stays as it is. `vormen` are the legal forms by code.
    """
    werk = _Werk(stand, vormen)
    bezwaren = []
    for wijziging in wijzigingen:
        try:
            werk.doe(wijziging)
        except Bezwaar as waarom:
            bezwaren.append(str(waarom))
        else:
            bezwaren.append("")
    return Uitkomst(werk.af(), bezwaren)


class _Werk:
    """The parts of a Stand that change, by key. A change is checked whole before it is made."""

    def __init__(self, stand: Stand, vormen: Vormen) -> None:
        self.stand, self.vormen = stand, vormen
        self.arrangementen: dict[Sleutel, Arrangement] = {a[:2]: a for a in stand.arrangementen}
        self.verbanden: dict[str, Verband] = dict(stand.verbanden)
        self.taken: dict[str, Taak] = dict(stand.taak)
        self.opgegaan: dict[str, str] = {}
        self.regels: dict[Sleutel, list[Regelrij]] = {}
        for regel in stand.regels:
            self.regels.setdefault(regel[:2], []).append(regel)

    def doe(self, wijziging: Wijziging) -> None:
        """Make one change. Raises Bezwaar, having changed nothing."""
        match wijziging:
            case Verplaatsing():
                self.verplaats(wijziging)
            case Samenvoeging():
                self.voeg_samen(wijziging)
            case Splitsing():
                self.splits(wijziging)
            case AndereVorm():
                self.geef_vorm(wijziging)
            case AndereNorm():
                self.geef_norm(wijziging)

    def af(self) -> Stand:
        """The Stand as it has become."""
        return replace(
            self.stand,
            taken=tuple(sorted(self.taken.values(), key=itemgetter(0))),
            verbanden=dict(sorted(self.verbanden.items())),
            arrangementen=tuple(sorted(self.arrangementen.values(), key=itemgetter(0, 1))),
            regels=tuple([regel for regels in self.regels.values() for regel in regels]),
        )

    def verplaats(self, w: Verplaatsing) -> None:
        """Out of one verband, into another."""
        self.eis_gemeenten(w.gemeenten)
        for slug in filter(None, (w.van, w.naar)):
            self.eis_verband(slug)
        for taak in w.taken:
            self.eis_taak(taak)
        if w.van == w.naar:
            raise Bezwaar("Kies twee verschillende verbanden.")
        stappen = [(g, t) for g in dict.fromkeys(w.gemeenten) for t in self.raakt(w, g)]
        for gemeente, taak in stappen:
            mee = self.eruit(gemeente, taak, w.van) if w.van else []
            if w.naar:
                self.erin(gemeente, taak, w.naar, mee)

    def raakt(self, w: Verplaatsing, gemeente: str) -> list[str]:
        """The taken for which this gemeente moves. Raises Bezwaar when there are none."""
        if w.van:
            mogelijk = [t for t in w.taken or self.taken if self.doet_mee(gemeente, t, w.van)]
            anders = f"{self.naam(gemeente)} doet daarvoor niet mee met {self.verband(w.van)}."
        else:
            eigen = w.taken or [taak for slug, taak in self.arrangementen if slug == w.naar]
            mogelijk = [t for t in eigen if not self.is_lid(gemeente, t, w.naar)]
            anders = f"{self.naam(gemeente)} doet daarvoor al mee met {self.verband(w.naar)}."
            if not eigen:
                anders = f"{self.verband(w.naar)} heeft geen taken. Kies voor welke taken het is."
        if not mogelijk:
            raise Bezwaar(anders)
        return mogelijk

    def is_lid(self, gemeente: str, taak: str, slug: str) -> bool:
        """Is this gemeente in S(v,t)?"""
        rij = self.arrangementen.get((slug, taak))
        return rij is not None and bool(rij.leden & self.stand.bit[gemeente])

    def doet_mee(self, gemeente: str, taak: str, slug: str) -> bool:
        """Is it in S(v,t), or does it say so itself?"""
        zegt = any(regel[3] == slug for regel in self.regels.get((gemeente, taak), ()))
        return zegt or self.is_lid(gemeente, taak, slug)

    def eruit(self, gemeente: str, taak: str, slug: str) -> list[Regelrij]:
        """Take a gemeente out of S(v,t) and `slug` out of its opgave; gives what it said there."""
        if (slug, taak) in self.arrangementen:
            rest = self.arrangementen[slug, taak].leden & ~self.stand.bit[gemeente]
            self.zet_leden(slug, taak, rest)
        regels = self.regels.get((gemeente, taak), [])
        mee = [regel for regel in regels if regel[3] == slug]
        self.regels[gemeente, taak] = [regel for regel in regels if regel[3] != slug]
        return mee

    def erin(self, gemeente: str, taak: str, slug: str, mee: list[Regelrij]) -> None:
        """Put a gemeente in S(v,t) and in its opgave, with what it said of the verband it left."""
        rij = self.arrangementen.get((slug, taak))
        self.zet_leden(slug, taak, (rij.leden if rij else 0) | self.stand.bit[gemeente])
        if not self.stand.heeft_ingediend(gemeente):
            return
        nieuw = mee or [(gemeente, taak, VERBAND, None, INTENTIE, None)]
        lagen = [regel for regel in self.regels.get((gemeente, taak), ()) if regel[3]]
        self.regels[gemeente, taak] = _zonder_dubbel([*lagen, *(_naar(r, slug) for r in nieuw)])

    def zet_leden(self, slug: str, taak: str, leden: int) -> None:
        """S(v,t) becomes this set; without deelnemers the arrangement is no longer there."""
        if not leden:
            self.arrangementen.pop((slug, taak), None)
            return
        rij = self.arrangementen.get((slug, taak)) or Arrangement(slug, taak, 0)
        self.arrangementen[slug, taak] = rij._replace(leden=leden)

    def voeg_samen(self, w: Samenvoeging) -> None:
        """All of `van` becomes `naar`: per taak the union of both."""
        self.eis_verband(w.van)
        self.eis_verband(w.naar)
        if w.van == w.naar:
            raise Bezwaar("Kies twee verschillende verbanden.")
        eigen = [rij for rij in self.arrangementen.values() if rij.verband == w.van]
        if not eigen:
            raise Bezwaar(f"{self.verband(w.van)} heeft geen deelnemers om samen te voegen.")
        for rij in eigen:
            del self.arrangementen[w.van, rij.taak]
            ander = self.arrangementen.get((w.naar, rij.taak))
            self.arrangementen[w.naar, rij.taak] = _samen(ander, rij._replace(verband=w.naar))
        self.hernoem(w.van, w.naar, self.regels)
        self.opgegaan[w.van] = w.naar

    def splits(self, w: Splitsing) -> None:
        """Per taak S(v,t) falls in two: who goes on as the new verband, and who stays."""
        self.eis_verband(w.van)
        self.eis_gemeenten(w.gemeenten)
        if w.naar in self.verbanden:
            raise Bezwaar(f"Er is al een verband {self.verband(w.naar)}. Kies een andere naam.")
        eigen = [rij for rij in self.arrangementen.values() if rij.verband == w.van]
        weg, alle = sum(self.stand.bit[g] for g in set(w.gemeenten)), 0
        for rij in eigen:
            alle |= rij.leden
        if weg & ~alle:
            wie = enkele(self.stand.namen(weg & ~alle), 3)
            raise Bezwaar(f"Niet bij {self.verband(w.van)}: {wie}. Kies alleen deelnemers.")
        if not alle & ~weg:
            raise Bezwaar(f"Laat in {self.verband(w.van)} minstens één gemeente over.")
        grootste = max(nummers(weg), key=lambda n: (self.stand.gemeenten[n].inwoners, -n))
        penvoerder = self.stand.gemeenten[grootste].code
        self.verbanden[w.naar] = Verband(w.naar, w.naam, penvoerder=penvoerder)
        for rij in eigen:
            if deel := rij.leden & weg:
                self.arrangementen[w.naar, rij.taak] = Arrangement(w.naar, rij.taak, deel)
                self.zet_leden(w.van, rij.taak, rij.leden & ~weg)
        wie_gaan = set(w.gemeenten)
        self.hernoem(w.van, w.naar, [plek for plek in self.regels if plek[0] in wie_gaan])

    def hernoem(self, van: str, naar: str, plekken: Iterable[Sleutel]) -> None:
        """In the opgaven at these places the one verband becomes the other."""
        for plek in list(plekken):
            regels = self.regels[plek]
            if any(regel[3] == van for regel in regels):
                nieuw = [_naar(regel, naar) if regel[3] == van else regel for regel in regels]
                self.regels[plek] = _zonder_dubbel(nieuw)

    def geef_vorm(self, w: AndereVorm) -> None:
        """Another rechtsvorm and juridisch stadium."""
        self.eis_verband(w.verband)
        if w.rechtsvorm is not None and w.rechtsvorm not in self.vormen:
            raise Bezwaar(f"De rechtsvorm {w.rechtsvorm} is er niet meer. Kies een andere.")
        verband = self.verbanden[w.verband]
        self.verbanden[w.verband] = verband._replace(
            rechtsvorm=self.vormen[w.rechtsvorm] if w.rechtsvorm else None,
            profiel=verband.profiel._replace(juridisch_stadium=w.juridisch_stadium),
        )

    def geef_norm(self, w: AndereNorm) -> None:
        """Another norm."""
        self.eis_taak(w.taak)
        self.taken[w.taak] = self.taken[w.taak]._replace(norm_inwoners=w.norm)

    def eis_gemeenten(self, codes: tuple[str, ...]) -> None:
        """Raises Bezwaar unless all of them exist on the peildatum."""
        if not codes:
            raise Bezwaar("Kies minstens één gemeente.")
        for code in codes:
            if code not in self.stand.bit:
                raise Bezwaar(f"De gemeente {code} bestaat niet op de peildatum van deze ronde.")

    def eis_verband(self, slug: str) -> None:
        """Raises Bezwaar unless the verband is still there."""
        if slug in self.opgegaan:
            naar = self.verband(self.opgegaan[slug])
            raise Bezwaar(f"{self.verband(slug)} is in dit scenario al opgegaan in {naar}.")
        if slug not in self.verbanden:
            raise Bezwaar(f"Het verband {slug} is er in deze stand niet.")

    def eis_taak(self, code: str) -> None:
        """Raises Bezwaar unless the round asks this taak."""
        if code not in self.taken:
            raise Bezwaar(f"Deze ronde vraagt niet naar taak {code}.")

    def naam(self, gemeente: str) -> str:
        """The name of a gemeente."""
        return self.stand.naam(gemeente)

    def verband(self, slug: str) -> str:
        """The name of a verband, also of one that this scenario makes."""
        return self.verbanden[slug].naam


def _naar(regel: Regelrij, slug: str) -> Regelrij:
    gemeente, taak, wijze, _, stadium, besluit = regel
    return gemeente, taak, wijze, slug, stadium, besluit


def _zonder_dubbel(regels: list[Regelrij]) -> list[Regelrij]:
    """One regel per verband: the furthest stadium. Only for regels that name a verband."""
    per_verband: dict[str | None, Regelrij] = {}
    for regel in sorted(regels, key=lambda r: RANG[r[4]] if r[4] else -1):
        per_verband[regel[3]] = regel
    return list(per_verband.values())


def _samen(een: Arrangement | None, ander: Arrangement) -> Arrangement:
    """Two arrangementen as one; what only one of them counted is unknown of both."""
    if een is None:
        return ander
    tellingen = zip(een[3:], ander[3:], strict=True)
    samen = [None if a is None or b is None else a + b for a, b in tellingen]
    return Arrangement(een.verband, een.taak, een.leden | ander.leden, *samen)
