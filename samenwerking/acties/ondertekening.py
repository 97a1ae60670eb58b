"""Signing a joint letter, for the own gemeente or by its mandate, and withdrawing (S0-40..42).

A signature fills the concept of the opgave of that gemeente. Submitting stays an act of its own
vaststeller, with its own check and receipt; a version that was submitted never changes here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from gemeenten.models import Gemeente
from samenwerking.acties import opgave
from samenwerking.acties.brief import log, vergrendel
from samenwerking.acties.briefregels import genummerd, heeft_concept, huidig, zelfde
from samenwerking.acties.briefverloop import huidige_versie, markeer_verzonden
from samenwerking.acties.weigering import Geweigerd, Verouderd
from samenwerking.bepalingen import Bepaling, antwoorden_voor, overnemen
from samenwerking.briefpost import meld_ingetrokken
from samenwerking.keuzes import Briefstand
from samenwerking.models import Brief, Briefversie, Ondertekening
from samenwerking.regels import Antwoord
from samenwerking.toegang.models import Gebruiker


@transaction.atomic
def geef_mandaat(
    brief: Brief, *, aan: Gemeente | None, grond: str, door: Gebruiker, op: datetime
) -> None:
    """The own gemeente lets the vaststeller of `aan` sign for it, on this ground; None ends it.

    Raises Geweigerd when the gemeente has signed already, or `aan` is not in the letter.
    """
    brief = vergrendel(brief)
    rij = _eigen_rij(brief, door)
    if rij.geldt:
        raise Geweigerd("Uw college heeft al getekend. Een mandaat is niet meer nodig.")
    if aan is None:
        rij.mandaat_aan, rij.mandaat, rij.mandaat_op, rij.mandaat_door = None, "", None, None
    else:
        if aan.pk == rij.gemeente_id or not brief.ondertekeningen.filter(gemeente=aan).exists():
            raise Geweigerd("Geef mandaat aan een andere gemeente die in de brief staat.")
        if not grond.strip():
            raise Geweigerd("Schrijf op waarop het mandaat berust, zoals een collegebesluit.")
        rij.mandaat_aan, rij.mandaat = aan, grond.strip()
        rij.mandaat_op, rij.mandaat_door = op, door.persoon
    rij.save()
    wat = {"aan": aan.pk if aan else None}
    log("mandateren", brief, door.persoon, gemeente=rij.gemeente_id, inhoud=wat)


@transaction.atomic
def onderteken(
    brief: Brief,
    gelezen: Mapping[str, int],
    *,
    naam: str,
    functie: str,
    nummer: int,
    door: Gebruiker,
    op: datetime,
) -> list[Ondertekening]:
    """Sign version `nummer` for the gemeenten in `gelezen`; fills the concept of each.

    `gelezen` maps a CBS code to the version of its opgave that was shown. Who signed already is
    passed over, so signing twice is signing once. The last signature sends the letter. Raises
    Verouderd when text or opgave changed in between, Geweigerd without mandate.
    """
    brief = vergrendel(brief)
    versie = _te_tekenen(brief, nummer)
    if not gelezen or not naam.strip() or not functie.strip():
        raise Geweigerd("Vul uw naam en functie in en kies voor welke gemeente u tekent.")
    rijen = [rij for rij in _rijen(brief, gelezen, door) if not rij.geldt]
    bepalingen = [bepaling for _, bepaling in genummerd(brief)]
    for rij in rijen:
        rij.ondertekenaar, rij.functie = naam.strip(), functie.strip()
        rij.gemeente_ondertekenaar, rij.door = door.gemeente, door.persoon
        rij.versie, rij.getekend_op = versie, op
        rij.ingetrokken_op, rij.reden = None, ""
        rij.save()
        gevuld = _neem_over(rij, bepalingen, gelezen[rij.gemeente_id], door, op)
        wat = {"nummer": versie.nummer, "hash": versie.inhoud_hash, "taken": gevuld}
        log("ondertekenen", brief, door.persoon, gemeente=rij.gemeente_id, inhoud=wat)
    alle = brief.ondertekeningen.all()
    if rijen and brief.stand != Briefstand.VERZONDEN and all(rij.geldt for rij in alle):
        markeer_verzonden(brief, door.persoon, op)
    return rijen


@transaction.atomic
def trek_in(
    brief: Brief,
    *,
    reden: str,
    uit_concept: bool,
    versie: int,
    door: Gebruiker,
    op: datetime,
) -> Ondertekening:
    """The own college withdraws; the letter stays as it is for the others.

    With `uit_concept` the answers of the letter leave the concept, whose `versie` was shown; a
    submitted opgave never changes. Raises Geweigerd without signature or `reden`.
    """
    brief = vergrendel(brief)
    rij = _eigen_rij(brief, door)
    if rij.ingetrokken_op is not None:
        return rij
    if brief.op_papier or not rij.geldt:
        raise Geweigerd("Uw college heeft hier niet getekend.")
    if not reden.strip():
        raise Geweigerd("Schrijf kort op waarom uw college zich terugtrekt.")
    rij.ingetrokken_op, rij.reden = op, reden.strip()
    rij.save()
    weg = _haal_weg(rij, versie, door, op) if uit_concept else []
    log("intrekken", brief, door.persoon, gemeente=rij.gemeente_id, inhoud={"uit_concept": weg})
    meld_ingetrokken(rij)
    return rij


def voor_wie(brief: Brief, gebruiker: Gebruiker) -> list[Ondertekening]:
    """The gemeenten for which `gebruiker` may still sign: the own, and those that gave mandate."""
    rijen = brief.ondertekeningen.select_related("gemeente").order_by("gemeente__naam")
    return [rij for rij in rijen if _mag(rij, gebruiker) and not rij.geldt]


def uit_de_brief(rij: Ondertekening, eigen: Iterable[Antwoord]) -> set[Antwoord]:
    """Those of the own answers that make the same choice as the letter."""
    bepalingen = [bepaling for _, bepaling in genummerd(rij.brief)]
    keuzes = {(a.taak, a.wijze, a.verband) for a in antwoorden_voor(bepalingen, rij.gemeente_id)}
    return {a for a in eigen if (a.taak, a.wijze, a.verband) in keuzes}


def _te_tekenen(brief: Brief, nummer: int) -> Briefversie:
    versie = huidige_versie(brief)
    if versie is None:
        raise Geweigerd("De brief ligt nu niet ter ondertekening. De opsteller wijzigt de tekst.")
    if versie.nummer != nummer:
        raise Verouderd("De tekst is gewijzigd nadat u hem las. Lees de brief opnieuw.")
    return versie


def _mag(rij: Ondertekening, gebruiker: Gebruiker) -> bool:
    """The own college always; by mandate, unless the college withdrew after giving it."""
    if gebruiker.gemeente_id == rij.gemeente_id:
        return True
    geldig = rij.ingetrokken_op is None or (
        rij.mandaat_op is not None and rij.mandaat_op > rij.ingetrokken_op
    )
    return geldig and gebruiker.gemeente_id == rij.mandaat_aan_id


def _rijen(brief: Brief, codes: Iterable[str], door: Gebruiker) -> list[Ondertekening]:
    gevraagd = set(codes)
    rijen = list(
        brief.ondertekeningen.filter(gemeente__in=gevraagd)
        .select_related("gemeente", "brief__uitvraag")
        .order_by("gemeente")
    )
    if len(rijen) != len(gevraagd) or not all(_mag(rij, door) for rij in rijen):
        raise Geweigerd("U tekent voor een gemeente die u daarvoor geen mandaat gaf.")
    return rijen


def _eigen_rij(brief: Brief, door: Gebruiker) -> Ondertekening:
    rij = (
        brief.ondertekeningen.select_related("gemeente", "brief__uitvraag")
        .filter(gemeente=door.gemeente)
        .first()
    )
    if rij is None:
        raise Geweigerd("Uw gemeente staat niet in deze brief.")
    return rij


def _neem_over(
    rij: Ondertekening, bepalingen: list[Bepaling], versie: int, door: Gebruiker, op: datetime
) -> list[str]:
    """Fill the concept with what the letter says; the taken that changed (none: no new concept)."""
    uitvraag = rij.brief.uitvraag
    brief = antwoorden_voor(bepalingen, rij.gemeente_id)
    taken = {a.taak for a in brief}
    eigen = [a for a in huidig(rij.gemeente, uitvraag, op) if a.taak in taken]
    nieuw = [replace(a, bevestigd_op=op) for a in overnemen(eigen, brief)]
    anders = [
        taak
        for taak in sorted(taken)
        if not zelfde((a for a in eigen if a.taak == taak), (a for a in nieuw if a.taak == taak))
    ]
    if anders:
        opgave.bewaar(rij.gemeente, uitvraag, nieuw, taken=anders, door=door, op=op, versie=versie)
    return anders


def _haal_weg(rij: Ondertekening, versie: int, door: Gebruiker, op: datetime) -> list[str]:
    """Take the answers of the letter out of the concept; the taken that lost one."""
    uitvraag = rij.brief.uitvraag
    if not heeft_concept(rij.gemeente, uitvraag):
        return []
    eigen = huidig(rij.gemeente, uitvraag, op)
    weg = uit_de_brief(rij, eigen)
    taken = sorted({a.taak for a in weg})
    if taken:
        rest = [a for a in eigen if a.taak in taken and a not in weg]
        opgave.bewaar(rij.gemeente, uitvraag, rest, taken=taken, door=door, op=op, versie=versie)
    return taken
