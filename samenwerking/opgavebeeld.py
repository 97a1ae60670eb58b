"""What the opgave page shows: per taak the answer, what is still to do, and until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from gemeenten.models import Gemeente
from samenwerking.acties import opgave as acties
from samenwerking.keuzes import Decentralisatie, Stadium
from samenwerking.models import Opgave, Opgaveversie, Uitvraag, Uitvraagtaak, Verbandversie
from samenwerking.regels import Antwoord, Fase
from samenwerking.toegang.bereik import Wie, zichtbaar
from samenwerking.voorstellen import te_bevestigen


@dataclass
class Rij:
    """One taak on the page: its answers, and the verband to confirm when there is none yet."""

    uitvraagtaak: Uitvraagtaak
    antwoorden: list[Antwoord] = field(default_factory=list)
    namen: list[str] = field(default_factory=list)
    bevestig: str | None = None
    bevestig_naam: str = ""

    @property
    def staat(self) -> str:
        """klaar, bevestigen, open, or lokaal for an a-taak without an answer."""
        if self.antwoorden and any(a.wijze != "geen" for a in self.antwoorden):
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
    def vragen(self) -> list[Rij]:
        """The rows that count: taken that ask for cooperation."""
        return [r for r in self.rijen if r.uitvraagtaak.samenwerking_noodzakelijk]

    @property
    def klaar(self) -> int:
        """How many of the taken that ask for cooperation have an answer."""
        return sum(rij.staat == "klaar" for rij in self.vragen)


@dataclass
class Opgavebeeld:
    """The whole page for one gemeente and round."""

    gemeente: Gemeente
    uitvraag: Uitvraag
    opgave: Opgave | None
    concept: Opgaveversie | None
    ingediend: Opgaveversie | None
    groepen: list[Groep]
    verbanden: dict[str, str]
    fase: Fase
    heropend_tot: datetime | None

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

    def volgende(self, na: str = "") -> str | None:
        """The code of the next taak without an answer after `na`, else the first; None if done."""
        codes = [r.uitvraagtaak.taak_id for r in self.rijen if r.staat in {"open", "bevestigen"}]
        later = [code for code in codes if code > na]
        return (later or codes or [None])[0]


def opgavebeeld(wie: Wie, gemeente: Gemeente, uitvraag: Uitvraag, nu: datetime) -> Opgavebeeld:
    """Read the page in a fixed number of queries."""
    opgave = zichtbaar(wie, Opgave).filter(gemeente=gemeente, uitvraag=uitvraag).first()
    versies = list(opgave.versies.select_related("door").order_by("nummer")) if opgave else []
    concept = next((v for v in versies if v.ingediend_op is None), None)
    ingediend = next((v for v in reversed(versies) if v.ingediend_op), None)
    basis = concept or ingediend or acties.grondslag(gemeente, uitvraag)
    verbanden = verbandnamen(wie, uitvraag)
    return Opgavebeeld(
        gemeente=gemeente,
        uitvraag=uitvraag,
        opgave=opgave,
        concept=concept,
        ingediend=ingediend,
        groepen=_groepen(
            list(uitvraag.uitvraagtaken.select_related("taak")),
            acties.antwoorden(basis),
            te_bevestigen(gemeente, uitvraag, bekend_op=nu),
            verbanden,
        ),
        verbanden=verbanden,
        fase=acties.fase(uitvraag, nu),
        heropend_tot=acties.heropend_tot(opgave, nu) if opgave else None,
    )


def verbandnamen(wie: Wie, uitvraag: Uitvraag) -> dict[str, str]:
    """Slug -> name of the verbanden that `wie` may name, the latest version's name."""
    rijen = zichtbaar(wie, Verbandversie).filter(uitvraag__opent__lte=uitvraag.opent)
    return dict(rijen.order_by("uitvraag__opent", "nummer").values_list("verband_id", "naam"))


def rang(stadium: str | None) -> int:
    """1 for verkenning to 6 for in_werking; 0 without stadium. For the ladder of six bars."""
    return Stadium.values.index(stadium) + 1 if stadium else 0


def _groepen(
    taken: Sequence[Uitvraagtaak],
    antwoorden: Sequence[Antwoord],
    bevestigen: dict[str, str],
    verbanden: dict[str, str],
) -> list[Groep]:
    per_taak: dict[str, list[Antwoord]] = {}
    for antwoord in antwoorden:
        per_taak.setdefault(antwoord.taak, []).append(antwoord)
    rijen = [
        Rij(
            uitvraagtaak=taak,
            antwoorden=per_taak.get(taak.taak_id, []),
            namen=[
                verbanden.get(a.verband, a.verband)
                for a in per_taak.get(taak.taak_id, [])
                if a.verband
            ],
            bevestig=bevestigen.get(taak.taak_id),
            bevestig_naam=verbanden.get(bevestigen.get(taak.taak_id, ""), ""),
        )
        for taak in sorted(taken, key=lambda t: t.taak_id)
    ]
    groepen = [
        Groep(d.value, d.label, [r for r in rijen if r.uitvraagtaak.taak.decentralisatie == d])
        for d in Decentralisatie
    ]
    return [groep for groep in groepen if groep.rijen]
