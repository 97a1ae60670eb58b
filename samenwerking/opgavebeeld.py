"""What the opgave page shows: per taak the answer, what is still to do, and until when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from django.db.models import Max, Q

from gemeenten.models import Gemeente
from samenwerking.acties import opgave as acties
from samenwerking.acties.antwoorden import antwoorden as lees_antwoorden
from samenwerking.acties.antwoorden import bronnen
from samenwerking.keuzes import Decentralisatie, Stadium, Wijze
from samenwerking.models import Opgave, Opgaveversie, Uitvraag, Uitvraagtaak
from samenwerking.regels import Antwoord, Fase, Zwaarte
from samenwerking.termijn import resterend, uiterlijk
from samenwerking.toegang.bereik import Wie, zichtbaar
from samenwerking.voorstellen import Verbandkeuze, noemen_ons, verbandkeuzes

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

    `bevestig` are the verbanden that list us for this taak.
    """

    uitvraagtaak: Uitvraagtaak
    uitspraken: list[Uitspraak] = field(default_factory=list)
    bevestig: list[Verbandkeuze] = field(default_factory=list)

    @property
    def code(self) -> str:
        """The code of the taak."""
        return self.uitvraagtaak.taak_id

    @property
    def naam(self) -> str:
        """The name of the taak."""
        return self.uitvraagtaak.taak.naam

    @property
    def antwoorden(self) -> list[Antwoord]:
        """The answers, one per layer."""
        return [uitspraak.antwoord for uitspraak in self.uitspraken]

    @property
    def lagen(self) -> list[Uitspraak]:
        """The layers: the answers that name a verband."""
        return [u for u in self.uitspraken if u.antwoord.verband]

    @property
    def staat(self) -> str:
        """klaar, bevestigen, open, or lokaal for an a-taak without an answer."""
        if any(a.wijze != Wijze.GEEN for a in self.antwoorden):
            return "klaar"
        if self.bevestig:
            return "bevestigen"
        return "open" if self.uitvraagtaak.samenwerking_noodzakelijk else "lokaal"


@dataclass
class Groep:
    """The taken of one decentralisatie."""

    code: str
    naam: str
    rijen: list[Rij]

    @property
    def lokaal(self) -> list[Rij]:
        """The voluntary a-taken without an answer: one line together."""
        return [rij for rij in self.rijen if rij.staat == "lokaal"]

    def tel(self, staat: str) -> int:
        """How many of the taken that ask for cooperation are in this staat."""
        vragen = [r for r in self.rijen if r.uitvraagtaak.samenwerking_noodzakelijk]
        return sum(rij.staat == staat for rij in vragen)

    @property
    def klaar(self) -> int:
        """How many have an answer."""
        return self.tel("klaar")

    @property
    def te_bevestigen(self) -> int:
        """How many only need a confirmation."""
        return self.tel("bevestigen")

    @property
    def open(self) -> int:
        """How many are still open and cannot be confirmed in one step."""
        return self.tel("open")

    @property
    def nodig(self) -> int:
        """How many still have no answer."""
        return self.open + self.te_bevestigen

    @property
    def totaal(self) -> int:
        """How many ask for cooperation."""
        return self.klaar + self.nodig


@dataclass
class Opgavebeeld:
    """The whole page for one gemeente and round, at the moment `nu`."""

    gemeente: Gemeente
    uitvraag: Uitvraag
    opgave: Opgave | None
    concept: Opgaveversie | None
    ingediend: Opgaveversie | None
    basis: Opgaveversie | None
    groepen: list[Groep]
    verbanden: dict[str, Verbandkeuze]
    noemen_ons: dict[str, list[str]]
    nu: datetime
    heropend_tot: datetime | None

    @property
    def fase(self) -> Fase:
        """Where the round stands on the clock."""
        return acties.fase(self.uitvraag, self.nu)

    @property
    def versie(self) -> int:
        """The number that a form must name."""
        return self.opgave.versie if self.opgave else 0

    @property
    def rijen(self) -> list[Rij]:
        """All rows in the order of the page."""
        return [rij for groep in self.groepen for rij in groep.rijen]

    @property
    def antwoorden(self) -> list[Antwoord]:
        """All answers on the page."""
        return [antwoord for rij in self.rijen for antwoord in rij.antwoorden]

    @property
    def mag_indienen(self) -> bool:
        """Whether submitting is possible now."""
        return self.fase in {Fase.OPEN, Fase.TE_LAAT} or self.heropend_tot is not None

    @property
    def valt_in_te_dienen(self) -> bool:
        """Whether there is something new: a concept, or last round's answers to confirm."""
        return self.concept is not None or (self.ingediend is None and self.basis is not None)

    @property
    def uit_vorige_ronde(self) -> Uitvraag | None:
        """The round whose answers are shown, as long as nothing was saved in this one."""
        vorig = self.basis and self.basis.opgave.uitvraag_id != self.uitvraag.pk
        return self.basis.opgave.uitvraag if self.basis and vorig else None

    @property
    def termijn(self) -> tuple[str, str]:
        """How long one may still submit, and until when, in words."""
        if self.heropend_tot:
            rest = resterend(self.nu, self.heropend_tot)
            return f"Nog {rest}", f"de VNG heropende uw opgave {uiterlijk(self.heropend_tot)}"
        if self.fase == Fase.OPEN:
            tot = self.uitvraag.deadline
            return f"Nog {resterend(self.nu, tot)}", f"indienen kan {uiterlijk(tot)}"
        if self.fase == Fase.TE_LAAT:
            laatst = uiterlijk(self.uitvraag.laatste_wijziging)
            return "De deadline is voorbij", f"indienen kan nog {laatst} en telt als te laat"
        return "De ronde is gesloten", "wijzigen kan alleen als de VNG uw opgave heropent"

    @property
    def datums_open(self) -> int:
        """How many answers say that a decision was taken, without its date."""
        punten = acties.controle(
            self.antwoorden, self.uitvraag, [rij.uitvraagtaak for rij in self.rijen]
        )
        return sum(p.code == "O5" and p.zwaarte == Zwaarte.LET_OP for p in punten)

    @property
    def eigen_verband(self) -> Verbandkeuze | None:
        """The verband that the gemeente names for most taken, else that names the gemeente most."""
        genoemd = Counter(a.verband for a in self.antwoorden if a.verband)
        noemen = Counter(slug for slugs in self.noemen_ons.values() for slug in slugs)
        bekend = {s for s, keuze in self.verbanden.items() if keuze.versie}
        for telling in (genoemd, noemen):
            kandidaten = sorted((-aantal, s) for s, aantal in telling.items() if s in bekend)
            if kandidaten:
                return self.verbanden[kandidaten[0][1]]
        return None

    def rij(self, taak: str) -> Rij | None:
        """The row of a taak; None when this round does not ask for it."""
        return next((rij for rij in self.rijen if rij.code == taak), None)

    def volgorde(self, na: str = "") -> list[str]:
        """The codes of the taken without an answer: those after `na` first, then from the top."""
        alle = [rij.code for rij in self.rijen]
        begin = alle.index(na) + 1 if na in alle else 0
        open_ = {rij.code for rij in self.rijen if rij.staat in {"open", "bevestigen"}}
        return [code for code in alle[begin:] + alle[:begin] if code in open_]


def opgavebeeld(wie: Wie, gemeente: Gemeente, uitvraag: Uitvraag, nu: datetime) -> Opgavebeeld:
    """Read the page in a fixed number of queries."""
    heropend = Q(heropeningen__op__lte=nu, heropeningen__tot__gt=nu)
    opgave = (
        zichtbaar(wie, Opgave)
        .filter(gemeente=gemeente, uitvraag=uitvraag)
        .annotate(heropend_tot=Max("heropeningen__tot", filter=heropend))
        .first()
    )
    concept = opgave.versies.concept().select_related("opgave").first() if opgave else None
    eerder = bronnen(gemeente, uitvraag, nu)
    ingediend = next((v for v in eerder if v.opgave.uitvraag_id == uitvraag.pk), None)
    basis = concept or next(iter(eerder), None)
    verbanden = verbandkeuzes(wie, uitvraag)
    noemen = noemen_ons(gemeente, uitvraag, verbanden)
    taken = list(uitvraag.uitvraagtaken.select_related("taak"))
    return Opgavebeeld(
        gemeente=gemeente,
        uitvraag=uitvraag,
        opgave=opgave,
        concept=concept,
        ingediend=ingediend,
        basis=basis,
        groepen=_groepen(taken, lees_antwoorden(basis), noemen, verbanden),
        verbanden=verbanden,
        noemen_ons=noemen,
        nu=nu,
        heropend_tot=opgave.heropend_tot if opgave else None,
    )


def uitspraak(antwoord: Antwoord, verbanden: Mapping[str, Verbandkeuze]) -> Uitspraak:
    """An answer in words."""
    if antwoord.verband is None:
        return Uitspraak(antwoord, WIJZEN[antwoord.wijze])
    keuze = verbanden.get(antwoord.verband)
    return Uitspraak(antwoord, keuze.naam if keuze else antwoord.verband)


def _groepen(
    taken: Sequence[Uitvraagtaak],
    antwoorden: Sequence[Antwoord],
    noemen: Mapping[str, list[str]],
    verbanden: Mapping[str, Verbandkeuze],
) -> list[Groep]:
    per_taak: dict[str, list[Uitspraak]] = {}
    for antwoord in antwoorden:
        per_taak.setdefault(antwoord.taak, []).append(uitspraak(antwoord, verbanden))
    rijen = [
        Rij(
            uitvraagtaak=vraag,
            uitspraken=per_taak.get(vraag.taak_id, []),
            bevestig=[verbanden[slug] for slug in noemen.get(vraag.taak_id, [])],
        )
        for vraag in taken
    ]
    volgorde = Decentralisatie.values
    rijen.sort(key=lambda rij: (volgorde.index(rij.uitvraagtaak.taak.decentralisatie), rij.code))
    return [
        Groep(code, Decentralisatie(code).label, list(leden))
        for code, leden in groupby(rijen, key=lambda rij: rij.uitvraagtaak.taak.decentralisatie)
    ]
