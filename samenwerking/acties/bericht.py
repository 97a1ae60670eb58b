"""Settling a difference: a reaction to the other side, or the deelnemers put right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from gemeenten.models import Gemeente
from samenwerking.acties.verband import (
    Schaal,
    begin_concept,
    lees_schalen,
    leg_vast,
    zet_schalen,
)
from samenwerking.acties.weigering import Geweigerd, Verouderd
from samenwerking.keuzes import Reactie
from samenwerking.meldingen import meld_bericht
from samenwerking.models import Bericht, Uitvraag, Verband, Verbandversie
from samenwerking.toegang import logboek
from samenwerking.toegang.models import Gebruiker


@dataclass(frozen=True)
class Onderwerp:
    """The difference that a bericht is about: whose answer, which verband, which taken."""

    code: str
    gemeente: str
    verband: str
    taken: tuple[str, ...]


@transaction.atomic
def reageer(
    uitvraag: Uitvraag,
    over: Onderwerp,
    *,
    aan: Gemeente,
    reactie: Reactie,
    tekst: str,
    door: Gebruiker,
    op: datetime,
    sleutel: UUID,
) -> Bericht:
    """Say to the other side what the own gemeente thinks of a difference, and mail that it did.

    The same `sleutel` again is the same bericht. Raises Geweigerd for a bericht to oneself.
    """
    van = door.gemeente
    if van is None or van == aan:
        raise Geweigerd("Een reactie gaat naar een andere gemeente.")
    bericht, nieuw = Bericht.objects.get_or_create(
        sleutel=sleutel,
        van=van,
        defaults={
            "uitvraag": uitvraag,
            "code": over.code,
            "gemeente_id": over.gemeente,
            "verband_id": over.verband,
            "taken": list(over.taken),
            "aan": aan,
            "reactie": reactie,
            "tekst": tekst.strip(),
            "op": op,
            "door": door.persoon,
        },
    )
    if nieuw:
        logboek.schrijf(
            "reageren",
            "verschil",
            f"{uitvraag.pk}/{over.verband}/{over.gemeente}",
            persoon=door.persoon,
            gemeente=van.pk,
            inhoud={"code": over.code, "aan": aan.pk, "reactie": str(reactie)},
        )
        meld_bericht(van, aan, uitvraag.korte_naam)
    return bericht


@transaction.atomic
def pas_deelnemers_aan(
    verband: Verband,
    uitvraag: Uitvraag,
    over: Onderwerp,
    *,
    erbij: bool,
    gelezen: int,
    door: Gebruiker,
    op: datetime,
) -> Verbandversie:
    """The penvoerder puts a gemeente among the deelnemers, or takes it out, and it counts at once.

    `gelezen` is the version of the verband that the writer saw. Raises Verouderd when there is a
    newer one, and Geweigerd when there is a concept with other changes (it would count as well) or
    when the gemeente is in through a regio.
    """
    Verband.objects.select_for_update().get(pk=verband.pk)
    nieuwste = verband.versies.filter(uitvraag=uitvraag).order_by("nummer").last()
    if nieuwste and nieuwste.vastgelegd_op is None:
        raise Geweigerd(
            "Dit verband heeft een concept dat nog niet is vastgelegd. Pas daar de deelnemers aan "
            "en leg het vast."
        )
    if nieuwste is None or nieuwste.pk != gelezen:
        raise Verouderd(
            "Een collega heeft dit verband intussen gewijzigd. Bekijk het verschil opnieuw."
        )
    concept = begin_concept(verband, uitvraag)
    zet_schalen(concept, _schalen(concept, over, erbij))
    return leg_vast(concept, door=door, op=op)


def _schalen(concept: Verbandversie, over: Onderwerp, erbij: bool) -> dict[str, Schaal]:
    """Who takes part after the change."""
    schalen = lees_schalen(concept)
    for taak in over.taken:
        schaal = schalen.get(taak, Schaal())
        if not erbij and over.gemeente not in schaal.deelnemers:
            raise Geweigerd(
                "Deze gemeente doet mee omdat u een hele regio koos. Kies «Pas de deelnemers aan», "
                "haal daar de regio weg en schrijf op wie meedoet."
            )
        wie = schaal.deelnemers - {over.gemeente}
        schalen[taak] = schaal._replace(deelnemers=wie | {over.gemeente} if erbij else wie)
    return schalen


def berichten_over(rijen: Sequence[Bericht], over: Onderwerp) -> list[Bericht]:
    """Those about the same gemeente and verband, oldest first; taken and rule may have moved on."""
    return [b for b in rijen if (b.gemeente_id, b.verband_id) == (over.gemeente, over.verband)]
