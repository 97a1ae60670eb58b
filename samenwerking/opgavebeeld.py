"""What the opgave page shows: per taak the answer, what is still to do, and until when."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import OuterRef, Subquery

from gemeenten.models import Gemeente
from samenwerking.acties import opgave as acties
from samenwerking.acties.uitgangspunt import Uitgangspunt, uitgangspunt
from samenwerking.models import Heropening, Opgave, Opgaveversie, Uitvraag
from samenwerking.opgaverijen import Groep, Rij, groepeer, uitspraak
from samenwerking.regels import Antwoord, Fase, Zwaarte
from samenwerking.termijn import resterend, uiterlijk
from samenwerking.toegang.bereik import Wie, zichtbaar
from samenwerking.toegang.models import Gebruiker, Logregel
from samenwerking.voorstellen import Verbandkeuze, noemen_ons, verbandkeuzes

__all__ = ["Groep", "Opgavebeeld", "Rij", "opgavebeeld", "uitspraak"]


@dataclass
class Opgavebeeld:
    """The whole page for one gemeente and round, at the moment `nu`.

    `wie` reads it; on paper nobody of the gemeente does.
    """

    gemeente: Gemeente
    uitvraag: Uitvraag
    opgave: Opgave | None
    concept: Opgaveversie | None
    begin: Uitgangspunt
    groepen: list[Groep]
    verbanden: dict[str, Verbandkeuze]
    noemen_ons: dict[str, list[str]]
    nu: datetime
    heropend_tot: datetime | None
    heropend_reden: str = ""
    wie: Wie | None = None

    @property
    def fase(self) -> Fase:
        """Where the round stands on the clock."""
        return acties.fase(self.uitvraag, self.nu)

    @property
    def ingediend(self) -> Opgaveversie | None:
        """The last version submitted in this round."""
        return self.begin.ingediend

    @property
    def versie(self) -> int:
        """The number that a form must name."""
        return self.opgave.versie if self.opgave else 0

    @cached_property
    def rijen(self) -> list[Rij]:
        """All rows in the order of the page."""
        return [rij for groep in self.groepen for rij in groep.rijen]

    @cached_property
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
        return self.concept is not None or (self.ingediend is None and bool(self.begin.eerder))

    @property
    def uit_vorige_ronde(self) -> Uitvraag | None:
        """The round whose answers are shown, as long as nothing was saved in this one."""
        return None if self.concept or self.ingediend else self.begin.ronde

    @property
    def termijn(self) -> tuple[str, str]:
        """How long one may still submit, and until when, in words."""
        if self.heropend_tot:
            rest = resterend(self.nu, self.heropend_tot)
            tot = uiterlijk(self.heropend_tot)
            return f"Nog {rest}", f"de VNG heropende uw opgave {tot} ({self.heropend_reden})"
        if self.fase == Fase.OPEN:
            tot = self.uitvraag.deadline
            return f"Nog {resterend(self.nu, tot)}", f"indienen kan {uiterlijk(tot)}"
        if self.fase == Fase.TE_LAAT:
            laatst = uiterlijk(self.uitvraag.laatste_wijziging)
            return "De deadline is voorbij", f"indienen kan nog {laatst} en telt als te laat"
        return "De ronde is gesloten", "wijzigen kan alleen als de VNG uw opgave heropent"

    @cached_property
    def datums_open(self) -> int:
        """How many answers say that a decision was taken, without its date."""
        punten = acties.controle(
            self.antwoorden, self.uitvraag, [rij.uitvraagtaak for rij in self.rijen]
        )
        return sum(p.code == "O5" and p.zwaarte == Zwaarte.LET_OP for p in punten)

    @cached_property
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

    @property
    def vragen(self) -> int:
        """How many taken ask for an answer."""
        return sum(groep.totaal for groep in self.groepen)

    @property
    def nog(self) -> int:
        """How many of the questions are still to be answered or confirmed."""
        return sum(groep.nodig for groep in self.groepen)

    @property
    def vooraf(self) -> int:
        """For how many of the questions an answer was ready: an earlier round, or a penvoerder."""
        eerder = {antwoord.taak for antwoord in self.begin.eerder}
        telt = [rij for rij in self.rijen if rij.telt_mee]
        return sum(bool(rij.bevestig) or rij.code in eerder for rij in telt)

    @cached_property
    def laatst_bewaard(self) -> str:
        """The taak that the reader saved last in this round (empty: none yet); one query."""
        return _laatst_bewaard(self.wie, self.opgave)

    @property
    def verder(self) -> Rij | None:
        """The first row to do after what the reader saved last; None when all is done."""
        volgorde = self.volgorde(self.laatst_bewaard)
        return self.rij(volgorde[0]) if volgorde else None

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
    heropend = Heropening.objects.filter(opgave=OuterRef("pk"), op__lte=nu, tot__gt=nu)
    langst = heropend.order_by("-tot")
    opgave = (
        zichtbaar(wie, Opgave)
        .filter(gemeente=gemeente, uitvraag=uitvraag)
        .annotate(
            heropend_tot=Subquery(langst.values("tot")[:1]),
            heropend_reden=Subquery(langst.values("reden")[:1]),
        )
        .order_by()
        .first()
    )
    concept = opgave.versies.concept().first() if opgave else None
    begin = uitgangspunt(gemeente, uitvraag, nu, concept)
    verbanden = verbandkeuzes(wie, uitvraag)
    noemen = noemen_ons(gemeente, uitvraag, verbanden)
    taken = list(uitvraag.uitvraagtaken.select_related("taak"))
    return Opgavebeeld(
        gemeente=gemeente,
        uitvraag=uitvraag,
        opgave=opgave,
        concept=concept,
        begin=begin,
        groepen=groepeer(uitvraag.opent, taken, begin, noemen, verbanden),
        verbanden=verbanden,
        noemen_ons=noemen,
        nu=nu,
        heropend_tot=opgave.heropend_tot if opgave else None,
        heropend_reden=(opgave.heropend_reden or "") if opgave else "",
        wie=wie,
    )


def _laatst_bewaard(wie: Wie | None, opgave: Opgave | None) -> str:
    """The taak that `wie` saved last in this opgave, as the logboek has it."""
    if opgave is None or not isinstance(wie, Gebruiker):
        return ""
    regels = zichtbaar(wie, Logregel).filter(
        actie="bewaren",
        sleutel=f"{opgave.uitvraag_id}/{opgave.gemeente_id}",
        persoon=wie.persoon_id,
    )
    inhoud = regels.order_by("-nummer").values_list("inhoud", flat=True).first()
    return next(iter((inhoud or {}).get("taken", [])), "")
