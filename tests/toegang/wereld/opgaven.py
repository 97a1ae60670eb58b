"""The round, the opgaven of three gemeenten and what everybody reaches."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile

from gemeenten.models import Soort
from samenwerking.models import (
    Bericht,
    Besluit,
    Contact,
    Opgaveversie,
    Uitvraag,
)
from samenwerking.toegang.models import Gebruiker
from samenwerking.toegang.omgang import ANDER, ANDER_CONCEPT, EIGEN, EIGEN_CONCEPT, OPEN
from samenwerking.toegang.rollen import Rol
from tests import bouwers
from tests.bouwers import moment
from tests.toegang.wereld.kern import MEI, OP, Voorwerpen


def gemeenten(zing: Any, rollen: dict[str, Gebruiker]) -> Uitvraag:
    """The round, a published one, and opgaven of three gemeenten."""
    bouwers.regio("Kennemerland", ["Haarlem", "Heemstede", "Bloemendaal"], code="JZ13")
    bouwers.rechtsvorm()
    vroeger = bouwers.uitvraag(
        "2012-nov",
        opent=moment("2012-10-01"),
        deadline=moment("2012-11-01"),
        laatste_wijziging=moment("2012-11-15"),
        gepubliceerd_op=moment("2012-12-01"),
        peildatum=date(2013, 1, 1),
    )
    bouwers.verband("bekend", vroeger, {"JE03": ["Velsen"]}, vastgelegd_op=moment("2012-10-20"))
    ronde = bouwers.uitvraag()
    for naam, code in (("Heemstede", "GM0397"), ("Haarlem", "GM0392")):
        versie = bouwers.opgave(naam, ronde, {"JE06": "zelfstandig"}, ingediend_op=OP)
        versie.regels.update(toelichting=zing("antwoorden na indienen", code))
        Opgaveversie.objects.filter(pk=versie.pk).update(
            reden=zing("reden van een nieuwe versie", code)
        )
        concept = bouwers.opgave(naam, ronde, {"WM05": "zelfstandig"})
        concept.regels.update(toelichting=zing("antwoorden in een concept", code))
        Contact.objects.create(
            gemeente_id=code, rol="wethouder", naam=zing("contactpersoon", code), email="w@a.nl"
        )
    bouwers.opgave("Bloemendaal", ronde, {"JE03": "geen"})
    Bericht.objects.create(
        uitvraag=ronde,
        code="W1",
        gemeente=bouwers.gemeente("Bloemendaal"),
        verband=bouwers.verband("bv", ronde, {"JE03": ["Bloemendaal"]}, vastgelegd_op=OP).verband,
        van=bouwers.gemeente("Haarlem"),
        aan=bouwers.gemeente("Bloemendaal"),
        reactie="in_gesprek",
        tekst=zing("bericht aan een andere gemeente", "GM0392"),
        op=OP,
        door=rollen[Rol.INVULLER].persoon,
        sleutel=uuid4(),
    )
    return ronde


def vaste(ronde: Uitvraag) -> Voorwerpen:
    """What everybody reaches, and the papers of the opgave."""
    per_gemeente = {}
    for code, naam in (("GM0397", "eigen"), ("GM0392", "ander")):
        versies = Opgaveversie.objects.filter(opgave__gemeente=code).order_by("nummer")
        for versie, soort in zip(versies, ("ingediend", "concept"), strict=True):
            besluit = Besluit(versie=versie, orgaan="college", genomen=date(2013, 5, 14))
            besluit.document.save(f"{uuid4()}.pdf", ContentFile(b"%PDF-1.7 stuk"))
            per_gemeente[naam, soort] = {"naam": besluit.document.name.rpartition("/")[2]}
    return {
        "soort": {OPEN: {"soort": Soort.JEUGDREGIO}},
        "gemeente": {OPEN: {"code": "GM0392"}},
        "regio": {OPEN: {"code": "JZ13"}},
        "bestandsvorm": {OPEN: {"formaat": "json"}},
        "vorm van de catalogus": {OPEN: {"formaat": "ttl"}},
        "ronde": {OPEN: MEI},
        "ronde en bestandsvorm": {OPEN: MEI | {"formaat": "ods"}},
        "ronde en taak": {OPEN: MEI | {"taak": "JE03"}},
        "ronde en gemeente": {OPEN: MEI | {"gemeente": "GM0377"}},
        "ronde, gemeente en taak": {OPEN: MEI | {"gemeente": "GM0377", "taak": "JE03"}},
        "opgave van een gemeente": {OPEN: MEI | {"code": "GM0392"}},
        "norm": {OPEN: {"taak": "JE03"}},
        "open ronde": {OPEN: {"uitvraag": "2012-nov"}, ANDER: MEI},
        "versies": {
            EIGEN: MEI | {"code": "GM0397"},
            ANDER: MEI | {"code": "GM0392"},
            ANDER_CONCEPT: MEI | {"code": "GM0377"},
        },
        "ontvangstbewijs": {EIGEN: MEI | {"nummer": 1}, EIGEN_CONCEPT: MEI | {"nummer": 2}},
        "stuk bij een besluit": {
            EIGEN: per_gemeente["eigen", "ingediend"],
            EIGEN_CONCEPT: per_gemeente["eigen", "concept"],
            ANDER: per_gemeente["ander", "ingediend"],
            ANDER_CONCEPT: per_gemeente["ander", "concept"],
        },
    }
