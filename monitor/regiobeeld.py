"""The profile of a region: the one source of figures for its page and its PDF."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from string import ascii_uppercase

from gemeenten.namen import vouw
from monitor.regels.alles import Evaluatie
from monitor.regels.bevinding import Bevinding
from monitor.regels.criteria import Score, feiten
from monitor.regels.dekking import Cel, Staat
from monitor.regels.stand import RANG, STADIA, Arrangement, Regio, Stand, Taak, Verband
from monitor.regels.taal import woord
from monitor.verbandbeeld import Ligt, ligt, raakt
from samenwerking.keuzes import Decentralisatie

KEUZE = "keuze"
"""The soort of a set of gemeenten that somebody chose."""
GEKOZEN = "een eigen keuze van gemeenten"


@dataclass(frozen=True)
class Regioverband:
    """A verband that works in the region, under the letter that ties table, chart and text."""

    letter: str
    verband: Verband
    leden: int
    buiten: int
    scores: dict[str, Score]
    arrangementen: list[Arrangement]
    penvoerder: str

    @property
    def aantal(self) -> int:
        """How many members of the region take part."""
        return self.leden.bit_count()

    @property
    def aantal_buiten(self) -> int:
        """How many gemeenten from elsewhere take part."""
        return self.buiten.bit_count()

    @property
    def juridisch_stadium(self) -> str:
        """How far the legal track is, in words."""
        return woord(self.verband.profiel.juridisch_stadium)

    @property
    def bevoegdheden(self) -> str:
        """What the deelnemers transfer, in words."""
        return woord(self.verband.profiel.bevoegdheden)

    @property
    def kostenverdeling(self) -> str:
        """The agreement on costs, in words."""
        return woord(self.verband.profiel.kostenverdeling)

    @property
    def risicoverevening(self) -> str:
        """The agreement on risks, in words."""
        return woord(self.verband.profiel.risicoverevening)


@dataclass(frozen=True)
class Schaalcel:
    """One gemeente for one taak: its staat (None: not for this reader) and letters of verbanden."""

    gemeente: str
    staat: Staat | None
    letters: tuple[str, ...]


@dataclass(frozen=True)
class Schaalrij:
    """One taak with a cell per gemeente, and inhabitants per verband against the norm."""

    taak: Taak
    cellen: list[Schaalcel]
    schalen: list[tuple[str, int]]

    @property
    def woord(self) -> str:
        """What stands instead of the chart when no verband serves the region for this taak."""
        staten = {cel.staat for cel in self.cellen} - {None}
        if staten == {Staat.WITTE_VLEK}:
            return "niet genoemd"
        if staten <= {Staat.WACHT_OP_RIJK, Staat.WITTE_VLEK}:
            return "wacht op het Rijk"
        return "" if self.schalen else "geen verband"


@dataclass(frozen=True, eq=False, repr=False)
class Regiobeeld:
    """Everything that the profile says; figures are over the taken that ask for cooperation."""

    stand: Stand
    evaluatie: Evaluatie
    soort: str
    regio: Regio

    @property
    def naam(self) -> str:
        """«jeugdregio Zeeland»; a set that somebody chose has its own name."""
        return self.regio.naam if self.soort == KEUZE else f"{self.soort} {self.regio.naam}"

    @property
    def waarvan(self) -> str:
        """Of what it is the profile: «de jeugdregio»."""
        return GEKOZEN if self.soort == KEUZE else f"de {self.soort}"

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """CBS codes of the members, by name («het Bildt» among the H)."""
        codes = self.stand.codes(self.regio.leden)
        return tuple(sorted(codes, key=lambda code: vouw(self.stand.naam(code))))

    @cached_property
    def gemeenten(self) -> list[tuple[str, str, int, bool]]:
        """(code, name, inhabitants, submitted) of the members, by name."""
        stand = self.stand
        return [
            (c, stand.naam(c), stand.gemeenten[stand.nummer[c]].inwoners, stand.heeft_ingediend(c))
            for c in self.codes
        ]

    @cached_property
    def inwoners(self) -> int:
        """Inhabitants of the region."""
        return self.stand.inwoners(self.regio.leden)

    @cached_property
    def ingediend(self) -> int:
        """How many members have submitted."""
        return (self.stand.ingediend & self.regio.leden).bit_count()

    @cached_property
    def cellen(self) -> list[Cel]:
        """The cells of the members."""
        leden = set(self.codes)
        return [cel for cel in self.evaluatie.dekking if cel.gemeente in leden]

    @cached_property
    def witte_vlekken(self) -> list[Cel]:
        """The cells that nobody covers."""
        return [cel for cel in self.cellen if cel.staat is Staat.WITTE_VLEK]

    @cached_property
    def verbanden(self) -> list[Regioverband]:
        """The verbanden that list a member for some taak, the ones with most members first."""
        hier = {
            slug: [a for a in arrangementen if a.leden & self.regio.leden]
            for slug, arrangementen in self.stand.per_verband.items()
        }
        scores: dict[str, dict[str, Score]] = {}
        for indicatie in self.evaluatie.indicaties:
            scores.setdefault(indicatie.verband, {})[indicatie.criterium] = indicatie.score
        rijen = []
        for slug, arrangementen in hier.items():
            alle = 0
            for arrangement in arrangementen:
                alle |= arrangement.leden
            if arrangementen:
                rijen.append((slug, alle, arrangementen))
        rijen.sort(
            key=lambda rij: (
                -(rij[1] & self.regio.leden).bit_count(),
                self.stand.verbandnaam(rij[0]),
            )
        )
        return [
            Regioverband(
                letter(n),
                feiten(self.stand, slug),
                alle & self.regio.leden,
                alle & ~self.regio.leden,
                scores.get(slug, {}),
                arrangementen,
                self._penvoerder(slug),
            )
            for n, (slug, alle, arrangementen) in enumerate(rijen)
        ]

    def _penvoerder(self, slug: str) -> str:
        code = feiten(self.stand, slug).penvoerder
        return self.stand.naam(code) if code else ""

    @cached_property
    def letters(self) -> dict[str, str]:
        """Letter by slug."""
        return {rij.verband.slug: rij.letter for rij in self.verbanden}

    @cached_property
    def onbevestigbaar(self) -> list[str]:
        """Letters of the verbanden that name a member without opgave, but cannot count yet.

        What a verband says of such a gemeente counts once its penvoerder has submitted.
        """
        leeg = self.regio.leden & ~self.stand.ingediend
        return [
            rij.letter
            for rij in self.verbanden
            if rij.leden & leeg and not self.stand.penvoerder_ingediend(rij.verband.slug)
        ]

    @cached_property
    def schaal(self) -> list[tuple[str, list[Schaalrij]]]:
        """Per decentralisatie the taken with who does what with whom."""
        per_taak: dict[str, dict[str, Schaalcel]] = {}
        for cel in self.cellen:
            letters = tuple(self.letters[v] for v in cel.verbanden if v in self.letters)
            rij = per_taak.setdefault(cel.taak, {c: Schaalcel(c, None, ()) for c in self.codes})
            rij[cel.gemeente] = Schaalcel(cel.gemeente, cel.staat, letters)
        uit = []
        for decentralisatie in Decentralisatie:
            rijen = [
                Schaalrij(taak, list(per_taak[taak.code].values()), self._schalen(taak.code))
                for taak in self.stand.taken
                if taak.decentralisatie == decentralisatie and taak.code in per_taak
            ]
            if rijen:
                uit.append((decentralisatie.label, rijen))
        return uit

    def _schalen(self, taak: str) -> list[tuple[str, int]]:
        return [
            (rij.letter, self.stand.inwoners(a.leden))
            for rij in self.verbanden
            for a in rij.arrangementen
            if a.taak == taak
        ]

    @cached_property
    def stadia_per_onderwerp(self) -> list[tuple[str, dict[str, int]]]:
        """Per decentralisatie how many pairs gemeente x taak stand where, at their highest."""
        hoogste: dict[tuple[str, str], str] = {}
        leden = set(self.codes)
        for gemeente, taak, _, _, stadium, _ in self.stand.regels:
            if gemeente in leden and stadium:
                oud = hoogste.get((gemeente, taak), STADIA[0])
                hoogste[gemeente, taak] = max(oud, stadium, key=RANG.__getitem__)
        telling = Counter(
            (self.stand.taak[taak].decentralisatie, stadium)
            for (_, taak), stadium in hoogste.items()
        )
        return [
            (onderwerp.label, {stadium: telling[onderwerp.value, stadium] for stadium in STADIA})
            for onderwerp in Decentralisatie
            if any(taak.decentralisatie == onderwerp for taak in self.stand.taken)
        ]

    @cached_property
    def stadia(self) -> dict[str, int]:
        """The same for all of them together."""
        return {
            stadium: sum(telling[stadium] for _, telling in self.stadia_per_onderwerp)
            for stadium in STADIA
        }

    def vastgelegd(self, drempel: str) -> int:
        """How many of those stand at `drempel` or further."""
        return sum(n for stadium, n in self.stadia.items() if RANG[stadium] >= RANG[drempel])

    @cached_property
    def doorsnijdend(self) -> list[tuple[str, Ligt]]:
        """(letter, how it lies) of the verbanden here that cut the indeling of their own taak."""
        arrangementen = [a for rij in self.verbanden for a in rij.arrangementen]
        rijen = [rij for rij in ligt(self.stand, arrangementen) if rij.soort == "doorsnijdt"]
        return [(self.letters[rij.verband], rij) for rij in rijen]

    @cached_property
    def verzamelingen(self) -> int:
        """How many sets of deelnemers there are to hold against an indeling."""
        return len(ligt(self.stand, [a for rij in self.verbanden for a in rij.arrangementen]))

    @cached_property
    def bevindingen(self) -> list[Bevinding]:
        """The findings about a member, or about a verband in which a member takes part."""
        leden = self.regio.leden
        return [b for b in self.evaluatie.bevindingen if raakt(self.stand, b, leden)]


def letter(n: int) -> str:
    """A, B ... Z, AA, AB ..."""
    kop, staart = divmod(n, len(ascii_uppercase))
    return (ascii_uppercase[kop - 1] if kop else "") + ascii_uppercase[staart]


def regiobeeld(stand: Stand, evaluatie: Evaluatie, soort: str, code: str) -> Regiobeeld | None:
    """The profile of a region of this round; None when the round has no such region."""
    indeling = stand.indelingen.get(soort)
    regio = next((r for r in indeling.regios if r.code == code), None) if indeling else None
    return Regiobeeld(stand, evaluatie, soort, regio) if regio else None
