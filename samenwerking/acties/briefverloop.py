"""The life of a joint letter: concept -> ter ondertekening -> verzonden (S0-02)."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from samenwerking.acties.brief import claim, log, vergrendel
from samenwerking.acties.briefregels import genummerd
from samenwerking.acties.weigering import Geweigerd
from samenwerking.briefpost import meld_aangeboden, meld_teruggenomen
from samenwerking.keuzes import Briefstand
from samenwerking.models import Brief, Briefversie, Ondertekening
from samenwerking.toegang.models import Gebruiker, Persoon


@transaction.atomic
def bied_aan(brief: Brief, *, door: Gebruiker, op: datetime, versie: int) -> Briefversie:
    """Freeze the text as a version to sign. Raises Geweigerd when something is missing.

    Offering twice gives the version that is offered.
    """
    brief = vergrendel(brief)
    geldig = huidige_versie(brief)
    if geldig is not None:
        return geldig
    brief = claim(brief, versie)
    if ontbreekt := wat_ontbreekt(brief):
        raise Geweigerd("Dit ontbreekt nog: " + " ".join(ontbreekt))
    nummer = (brief.versies.aggregate(n=Max("nummer"))["n"] or 0) + 1
    inhoud = momentopname(brief)
    geldig = Briefversie.objects.create(
        brief=brief,
        nummer=nummer,
        aangeboden_op=op,
        door=door.persoon,
        inhoud=inhoud,
        inhoud_hash=vingerafdruk(inhoud),
    )
    brief.aangeboden_op = op
    brief.save(update_fields=["aangeboden_op"])
    log("aanbieden", brief, door.persoon, inhoud={"nummer": nummer, "hash": geldig.inhoud_hash})
    meld_aangeboden(brief)
    return geldig


@transaction.atomic
def neem_terug(brief: Brief, reden: str, *, door: Gebruiker, op: datetime) -> None:
    """Back to concept: signatures under the old text lapse and stay on record with the version.

    What they filled in stays in the opgaven. Raises Geweigerd when the letter was sent.
    """
    brief = vergrendel(brief)
    if brief.stand == Briefstand.VERZONDEN:
        raise Geweigerd("De brief is verzonden en verandert niet meer. Stel een nieuwe brief op.")
    versie = huidige_versie(brief)
    if versie is None:
        return
    if not reden.strip():
        raise Geweigerd("Schrijf kort op waarom u de brief terugneemt.")
    versie.vervallen = [_handtekening(o) for o in brief.ondertekeningen.all() if o.getekend_op]
    versie.teruggenomen_op, versie.reden = op, reden.strip()
    versie.save()
    brief.ondertekeningen.update(
        versie=None, door=None, getekend_op=None, ingetrokken_op=None, reden=""
    )
    brief.aangeboden_op = None
    brief.save(update_fields=["aangeboden_op"])
    log("terugnemen", brief, door.persoon, inhoud={"nummer": versie.nummer})
    getekend = {handtekening["gemeente"] for handtekening in versie.vervallen}
    meld_teruggenomen(brief, getekend - {brief.initiatief_id}, versie.reden)


@transaction.atomic
def verzend(brief: Brief, *, door: Gebruiker, op: datetime, onvolledig: bool = False) -> None:
    """Send with who signed; sending twice is sending once.

    Raises Geweigerd when nobody signed, or when some did not and `onvolledig` is not said.
    """
    brief = vergrendel(brief)
    if brief.stand == Briefstand.VERZONDEN:
        return
    if brief.stand == Briefstand.CONCEPT:
        raise Geweigerd("Bied de brief eerst ter ondertekening aan.")
    gelden = [o.geldt for o in brief.ondertekeningen.all()]
    if not any(gelden):
        raise Geweigerd("Nog geen enkel college heeft getekend.")
    if not all(gelden) and not onvolledig:
        raise Geweigerd("Nog niet alle colleges tekenden. Vink aan dat u de brief zo verzendt.")
    markeer_verzonden(brief, door.persoon, op)


def markeer_verzonden(brief: Brief, persoon: Persoon, op: datetime) -> None:
    """The letter is sent at `op`; without a date of its own it bears that day."""
    brief.verzonden_op, brief.datum = op, brief.datum or op.date()
    brief.save(update_fields=["verzonden_op", "datum"])
    namens = sorted(o.gemeente_id for o in brief.ondertekeningen.all() if o.geldt)
    log("verzenden", brief, persoon, inhoud={"namens": namens})


def wat_ontbreekt(brief: Brief) -> list[str]:
    """What must be there before colleges can sign, one sentence each."""
    regels = genummerd(brief)
    vragen = {
        "Vul het onderwerp in.": brief.onderwerp,
        "Schrijf de tekst van de brief.": brief.tekst.strip(),
        "Noem ten minste één geadresseerde.": brief.geadresseerden.exists(),
        "Noem ten minste twee gemeenten.": brief.ondertekeningen.count() > 1,
        "Voeg ten minste één besluit toe.": regels,
    }
    leeg = [f"Besluit {n} noemt geen gemeente meer." for n, b in regels if not b.gemeenten]
    return [zin for zin, aanwezig in vragen.items() if not aanwezig] + leeg


def huidige_versie(brief: Brief) -> Briefversie | None:
    """The version that is offered for signature; None while the letter is a concept."""
    versie: Briefversie | None = brief.versies.filter(teruggenomen_op=None).first()
    return versie


def momentopname(brief: Brief) -> dict[str, Any]:
    """All that the letter says, as JSON: what is signed."""
    return {
        "onderwerp": brief.onderwerp,
        "kenmerk": brief.kenmerk,
        "datum": brief.datum.isoformat() if brief.datum else None,
        "tekst": brief.tekst,
        "geadresseerden": [[g.naam, g.adres] for g in brief.geadresseerden.all()],
        "gemeenten": sorted(o.gemeente_id for o in brief.ondertekeningen.all()),
        "identiek_aan": brief.identiek_aan.slug if brief.identiek_aan else None,
        "regels": [
            [
                sorted(b.taken),
                sorted(b.gemeenten),
                b.wijze,
                b.verband,
                b.stadium,
                b.onderdeel,
                b.toelichting,
            ]
            for _, b in genummerd(brief)
        ],
    }


def vingerafdruk(inhoud: dict[str, Any]) -> str:
    """SHA-256 of what a version says: it changes when one word changes."""
    return hashlib.sha256(json.dumps(inhoud, sort_keys=True).encode()).hexdigest()


def _handtekening(o: Ondertekening) -> dict[str, Any]:
    return {
        "gemeente": o.gemeente_id,
        "ondertekenaar": o.ondertekenaar,
        "functie": o.functie,
        "getekend_op": o.getekend_op.isoformat() if o.getekend_op else None,
        "ingetrokken_op": o.ingetrokken_op.isoformat() if o.ingetrokken_op else None,
    }
