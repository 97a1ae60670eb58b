"""What VNG sees of paper: every gemeente in a round, and the cards of one letter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from gemeenten.models import Gemeente
from samenwerking.acties import papier as acties
from samenwerking.acties.uitgangspunt import Uitgangspunt
from samenwerking.models import Opgave, Opgaveversie, Papieropgave, Uitvraag
from samenwerking.opgavebeeld import Opgavebeeld
from samenwerking.opgaverijen import groepeer
from samenwerking.toegang.bereik import Wie, concepttellingen, zichtbaar
from samenwerking.voorstellen import noemen_ons, verbandkeuzes

STANDEN = {
    "ingediend": "ingediend",
    "concept": "concept bij de gemeente",
    "papier": "papier, nog niet vastgelegd",
    "niets": "nog niets",
}


@dataclass(frozen=True)
class Papierstand:
    """One gemeente: its last submitted version, how many taken its concept answers, paper."""

    code: str
    naam: str
    versie: Opgaveversie | None
    concept: int
    papier: Papieropgave | None

    @property
    def standen(self) -> set[str]:
        """Which of STANDEN hold."""
        waar = {
            "ingediend": self.versie is not None,
            "concept": self.concept > 0,
            "papier": self.papier is not None,
        }
        return {naam for naam, is_zo in waar.items() if is_zo} or {"niets"}


def papierstanden(wie: Wie, uitvraag: Uitvraag, nu: datetime) -> list[Papierstand]:
    """Every gemeente of the round by name; four queries."""
    bekend = zichtbaar(wie, Opgaveversie).filter(opgave__uitvraag=uitvraag).bekend(nu)
    versies = {v.opgave.gemeente_id: v for v in bekend.select_related("opgave", "door")}
    papieren = {
        p.gemeente_id: p
        for p in zichtbaar(wie, Papieropgave).filter(uitvraag=uitvraag).select_related("door")
    }
    concepten = concepttellingen(wie, uitvraag)
    gemeenten = Gemeente.objects.op(uitvraag.peildatum).order_by("naam")
    return [
        Papierstand(code, naam, versies.get(code), concepten.get(code, 0), papieren.get(code))
        for code, naam in gemeenten.values_list("pk", "naam")
    ]


def papierbeeld(wie: Wie, gemeente: Gemeente, uitvraag: Uitvraag, nu: datetime) -> Opgavebeeld:
    """The cards of a letter: as the page of the gemeente, with what VNG typed over.

    The concept of the gemeente is not read.
    """
    papier = zichtbaar(wie, Papieropgave).filter(gemeente=gemeente, uitvraag=uitvraag).first()
    antwoorden = acties.getypt(papier) if papier else acties.begin(gemeente, uitvraag, nu)
    verbanden = verbandkeuzes(wie, uitvraag)
    noemen = noemen_ons(gemeente, uitvraag, verbanden)
    taken = list(uitvraag.uitvraagtaken.select_related("taak"))
    ingediend = zichtbaar(wie, Opgaveversie).filter(
        opgave__gemeente=gemeente, opgave__uitvraag=uitvraag
    )
    begin = Uitgangspunt(
        ingediend=ingediend.bekend(nu).select_related("door").first(), antwoorden=antwoorden
    )
    return Opgavebeeld(
        gemeente=gemeente,
        uitvraag=uitvraag,
        opgave=Opgave(
            gemeente=gemeente,
            uitvraag=uitvraag,
            versie=papier.versie if papier else 0,
            bewaard_op=papier.bewaard_op if papier else None,
        ),
        concept=None,
        begin=begin,
        groepen=groepeer(uitvraag.opent, taken, begin, noemen, verbanden),
        verbanden=verbanden,
        noemen_ons=noemen,
        nu=nu,
        heropend_tot=None,
    )
