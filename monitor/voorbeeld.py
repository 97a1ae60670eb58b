"""Example decisions of the demo: invented, and shown with the label «voorbeeldgegevens»."""

from __future__ import annotations

import csv
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from gemeenten.models import Gemeente
from monitor.acties import escalatie as escalatieacties
from monitor.acties import oordeel as acties
from monitor.acties import uitleg as uitlegacties
from monitor.acties.escalatie import Zet
from monitor.models import Oordeelstap
from monitor.regels.achterblijvers import Onderwerp
from monitor.regels.escalatie import Richting
from monitor.regels.uitleg import Sleutel
from samenwerking.klok import NEDERLAND
from samenwerking.models import Deelname, Opgaveversie, Uitvraag, Verbandversie
from samenwerking.toegang.models import Gebruiker, Persoon
from samenwerking.toegang.rollen import Rol

RONDE = "2013-mei"
OORDELEN: dict[str, dict[str, tuple[str, str]]] = {
    "jeugdregio-friesland": {
        "K1": (
            "deels",
            "De wethouders overleggen elke maand. Wie namens de regio beslist, is nog niet "
            "afgesproken.",
        ),
        "K3": ("voldoet", "Heel Friesland doet mee. Dat is genoeg voor alle jeugdtaken."),
        "K4": (
            "deels",
            "De colleges hebben een intentieverklaring getekend. Een bindende vorm is er nog niet.",
        ),
    },
    "jeugdregio-food-valley": {
        "K3": ("voldoet", "Het aantal inwoners is ruim genoeg voor de zware jeugdhulp."),
        "K5": ("voldoet_niet", "Over het delen van risico's is nog geen afspraak gemaakt."),
    },
    "jeugdregio-gooi-en-vechtstreek": {
        "K2": ("deels", "Er is een risicoanalyse, maar nog geen vaste rapportage."),
    },
}
"""Verband -> criterium -> score and motivering."""


def op(tekst: str) -> datetime:
    """A moment in Dutch time."""
    return datetime.fromisoformat(tekst).replace(tzinfo=NEDERLAND)


def laad_oordelen() -> None:
    """Friesland waits for an answer, Food Valley is published, the Gooi is a concept."""
    ronde = Uitvraag.objects.get(pk=RONDE)
    lid = Persoon.objects.create(naam="Lid van de commissie (voorbeeld)", functie="commissielid")
    for slug, criteria in OORDELEN.items():
        for criterium, (score, motivering) in criteria.items():
            acties.geef(
                ronde,
                slug,
                criterium,
                score=score,
                motivering=motivering,
                door=lid,
                op=op("2013-05-06T11:00"),
                versie=0,
            )
    _leg_voor(ronde, "jeugdregio-friesland", lid, "2013-05-28T15:00", date(2013, 6, 11))
    _rond_af(ronde, "jeugdregio-food-valley", lid)


def _leg_voor(ronde: Uitvraag, slug: str, lid: Persoon, wanneer: str, tot: date) -> Any:
    gelezen = dict.fromkeys(OORDELEN[slug], 1)
    return acties.leg_voor(ronde, slug, tot=tot, gelezen=gelezen, door=lid, op=op(wanneer))


def _rond_af(ronde: Uitvraag, slug: str, lid: Persoon) -> None:
    """Laid before the verband, answered, adopted; one of the two is published already."""
    stappen: list[Oordeelstap] = _leg_voor(ronde, slug, lid, "2013-05-07T09:00", date(2013, 5, 21))
    penvoerder = Gemeente.objects.get(penvoerder_van__verband=slug, penvoerder_van__uitvraag=ronde)
    wethouder = Persoon.objects.create(naam="Wethouder (voorbeeld)", functie="wethouder")
    for stap in stappen:
        acties.antwoord(
            stap,
            penvoerder,
            eens=stap.oordeel.criterium == "K3",
            tekst="In de regio praten wij hierover. Voor de zomer ligt er een voorstel.",
            door=wethouder,
            op=op("2013-05-16T14:00"),
        )
        acties.stel_vast(
            ronde,
            slug,
            stap.oordeel.criterium,
            score=stap.score,
            motivering=stap.motivering,
            weging="Wij hebben het antwoord gelezen. Het verandert het oordeel niet.",
            door=lid,
            op=op("2013-05-22T10:00"),
            versie=2,
        )
    acties.publiceer(
        ronde, slug, gelezen=dict.fromkeys(OORDELEN[slug], 3), door=lid, op=op("2013-05-27T10:00")
    )


def laad_escalatie() -> None:
    """One verband that was signalled and asked how it is; the term to answer has passed."""
    ronde = Uitvraag.objects.get(pk=RONDE)
    lid = Persoon.objects.create(naam="Lid van de commissie (voorbeeld)", functie="commissielid")
    door = Gebruiker(persoon=lid, rol=Rol.COMMISSIE)  # a member without an account
    stap = escalatieacties.begin(
        ronde,
        Onderwerp.OPERATIONALISATIE,
        Zet("De regio koopt straks samen in, maar de vorm staat nog niet vast.", *_tot(21)),
        verband="jeugdregio-friesland",
        door=door,
        op=op("2013-05-13T10:00"),
    )
    escalatieacties.zet_stap(
        stap.escalatie,
        Richting.OMHOOG,
        Zet("Er kwam geen reactie. Wij vragen de regio hoe het zit.", *_tot(30)),
        door=door,
        op=op("2013-05-22T10:00"),
        versie=1,
    )


def _tot(dag: int) -> tuple[date, str]:
    return date(2013, 5, dag), "Lid van de commissie (voorbeeld)"


NA = timedelta(hours=20)
"""How long after its opgave a gemeente of the examples writes its uitleg."""


def laad_uitleg(pad: Path) -> int:
    """The example uitleg, each after the opgave of who gives it; how many.

    Every fourth one has been judged, one of them niet verklaarbaar.
    """
    ronde = Uitvraag.objects.get(pk=RONDE)
    penvoerders = dict(
        Verbandversie.objects.bekend().filter(uitvraag=ronde).values_list("verband", "penvoerder")
    )
    ingediend = dict(
        Opgaveversie.objects.filter(
            opgave__uitvraag=ronde, nummer=1, ingediend_op__isnull=False
        ).values_list("opgave__gemeente", "ingediend_op")
    )
    gemeenten = {gemeente.pk: gemeente for gemeente in Gemeente.objects.all()}
    wethouder = Persoon.objects.create(naam="Wethouder (voorbeeld)", functie="wethouder")
    lid = Persoon.objects.create(naam="Lid van de commissie (voorbeeld)", functie="commissielid")
    with pad.open(encoding="utf-8", newline="") as bestand:
        rijen = list(csv.DictReader(bestand))
    for nr, rij in enumerate(rijen):
        van = rij["gemeente"] or penvoerders[rij["verband"]] or _eerste(ronde, rij)
        moment = ingediend.get(van, op("2013-06-03T09:00")) + NA
        uitleg = uitlegacties.schrijf(
            ronde,
            Sleutel(rij["code"], rij["gemeente"], rij["verband"], rij["taak"]),
            gemeenten[van],
            _woorden(rij),
            door=wethouder,
            op=moment,
        )
        if nr % 4 == 0:
            _toets(uitleg, nr == 4, lid, moment + NA)
    return len(rijen)


def _eerste(ronde: Uitvraag, rij: dict[str, str]) -> str:
    """The first deelnemer of a verband that has no penvoerder."""
    deelnames = Deelname.objects.filter(
        arrangement__versie__uitvraag=ronde,
        arrangement__versie__verband=rij["verband"],
        arrangement__taak=rij["taak"],
    )
    code: str = deelnames.order_by("gemeente").values_list("gemeente", flat=True)[0]
    return code


def _woorden(rij: dict[str, str]) -> uitlegacties.Woorden:
    tot = rij["tijdelijk_tot"]
    tijdelijk = date.fromisoformat(tot) if tot else None
    return uitlegacties.Woorden(rij["redencode"], rij["tekst"], rij["nadelen"], tijdelijk)


def _toets(uitleg: Any, zwak: bool, lid: Persoon, wanneer: datetime) -> None:
    reden = (
        "De uitleg zegt nog niet wat inwoners ervan merken."
        if zwak
        else "De uitleg past bij hoe inwoners werken, wonen en naar school gaan."
    )
    uitlegacties.toets(uitleg, verklaarbaar=not zwak, reden=reden, door=lid, op=wanneer, versie=0)
