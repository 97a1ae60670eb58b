"""Asking a vraag, and answering it: for who asked, or for everybody."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from gemeenten.namen import vouw
from monitor.models import Vraag, Vraagantwoord
from monitor.regels.vragen import ADRES
from samenwerking import post
from samenwerking.acties.weigering import Geweigerd, Verouderd
from samenwerking.models import Contact
from samenwerking.toegang import logboek
from samenwerking.toegang.models import Gebruiker, Persoon


@dataclass(frozen=True)
class Vraaginhoud:
    """What is asked, about what, and by which gemeente or out of which signaal."""

    thema: str
    tekst: str
    gemeente_id: str | None = None
    signaal_id: int | None = None


@transaction.atomic
def stel(inhoud: Vraaginhoud, *, sleutel: UUID, door: Persoon, op: datetime) -> Vraag:
    """Ask; the same `sleutel` again gives the same vraag."""
    if eerder := Vraag.objects.filter(sleutel=sleutel, door=door).first():
        return eerder
    vraag = Vraag.objects.create(**asdict(inhoud), sleutel=sleutel, door=door, op=op)
    _log("stellen", vraag, door, {"thema": vraag.thema, "signaal": vraag.signaal_id})
    return vraag


@transaction.atomic
def beantwoord(
    vraag: Vraag, *, tekst: str, openbare_vraag: str, versie: int, door: Persoon, op: datetime
) -> Vraagantwoord:
    """Answer; with an `openbare_vraag` everybody reads that and the answer, without it nobody else.

    `versie` is the number of the answer that was read last (0: none). The same answer again is no
    new row. Raises Verouderd when somebody gave another one, Geweigerd when what becomes public
    names somebody.
    """
    Vraag.objects.select_for_update().get(pk=vraag.pk)
    velden = {"tekst": tekst.strip(), "openbare_vraag": openbare_vraag.strip()}
    hoogste = vraag.antwoorden.aggregate(n=Max("nummer"))["n"] or 0
    if eerder := vraag.antwoorden.filter(nummer=hoogste, **velden).first():
        return eerder
    if hoogste != versie:
        raise Verouderd("Een collega gaf intussen een antwoord. Dat staat hierboven.")
    if velden["openbare_vraag"]:
        _zonder_personen("\n".join(velden.values()), vraag, door)
    antwoord = Vraagantwoord.objects.create(
        vraag=vraag, nummer=hoogste + 1, op=op, door=door, **velden
    )
    _log("beantwoorden", vraag, door, {"openbaar": bool(antwoord.openbare_vraag)})
    _meld(vraag)
    return antwoord


def _zonder_personen(tekst: str, vraag: Vraag, door: Persoon) -> None:
    """Raises Geweigerd when `tekst` names who asked, who answers, a contact, or an address.

    The gemeente that asked is a name too, with its capital: «Best» is one, «best» is not.
    """
    contacten = Contact.objects.filter(gemeente=vraag.gemeente_id).values_list("naam", flat=True)
    namen = (vraag.door.naam, door.naam, *contacten)
    gevonden = [naam for naam in namen if f" {vouw(naam)} " in f" {vouw(tekst)} "]
    if gevonden := gevonden or ADRES.findall(tekst):
        raise Geweigerd(
            f"Hierin staat iets over een persoon: «{gevonden[0]}». Haal dat weg, of maak het "
            "antwoord niet openbaar."
        )
    if vraag.gemeente and re.search(rf"\b{re.escape(vraag.gemeente.naam)}\b", tekst):
        raise Geweigerd(
            f"Hierin staat wie het vroeg: «{vraag.gemeente.naam}». Haal dat weg, of maak het "
            "antwoord niet openbaar."
        )


def _meld(vraag: Vraag) -> None:
    """Tell who asked that there is an answer; the mail does not say what it is."""
    vrager = Gebruiker.objects.filter(persoon=vraag.door_id, gemeente=vraag.gemeente_id).first()
    if vraag.gemeente_id and vrager and vrager.is_active:
        post.na_afloop(post.Post("vraag_beantwoord", {}, (vrager.email,)))


def _log(actie: str, vraag: Vraag, door: Persoon, inhoud: dict[str, object]) -> None:
    logboek.schrijf(
        actie, "vraag", vraag.pk, persoon=door, gemeente=vraag.gemeente_id or "", inhoud=inhoud
    )
