"""Example vragen and toezeggingen of the demo. The Kamerstukken are real, the rest is invented."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import NAMESPACE_URL, uuid5

from monitor.acties import toezegging as toezeggingen
from monitor.acties import vraag as vragen
from monitor.acties.toezegging import Toezeggingsinhoud
from monitor.acties.vraag import Vraaginhoud
from monitor.regels.toezeggingen import Stapsoort
from monitor.regels.vragen import Thema
from monitor.voorbeeld import op
from samenwerking.toegang.models import Persoon

MINISTER = "minister van BZK"
TOEZEGGINGEN = (
    Toezeggingsinhoud(
        "Uitkomst van de inventarisatie",
        "De Kamer krijgt voor het reces de uitkomst van de uitvraag van 31 mei 2013.",
        date(2013, 4, 24),
        "brief aan de Kamer (voorbeeld)",
        MINISTER,
        date(2013, 7, 12),
        "33 400 VII, nr. 81",
    ),
    Toezeggingsinhoud(
        "Start van de ambassadeurs",
        "Na de zomer gaan drie ambassadeurs langs de gemeenten.",
        date(2013, 5, 16),
        "Algemeen Overleg (voorbeeld)",
        MINISTER,
        date(2013, 5, 30),
    ),
    Toezeggingsinhoud(
        "Voortgang van de samenwerking",
        "De Kamer krijgt begin 2014 een brief over de voortgang van de samenwerking.",
        date(2013, 10, 30),
        "Algemeen Overleg van 30 oktober 2013",
        MINISTER,
        date(2014, 2, 28),
    ),
    Toezeggingsinhoud(
        "Monitoring voor de zomer",
        "Voor de zomer van 2014 volgt samen met de VNG een nieuwe ronde.",
        date(2014, 2, 3),
        "brief aan de Kamer (voorbeeld)",
        MINISTER,
        date(2014, 6, 30),
        "31 839, nr. 343",
    ),
)
"""By the day they were made; each is recorded on that day."""
STAPPEN = (
    (0, Stapsoort.NAGEKOMEN, "De brief is verstuurd.", "33 400 VII, nr. 81", "2013-07-12T10:00"),
    (1, Stapsoort.NAGEKOMEN, "De ambassadeurs zijn begonnen.", "", "2013-08-27T10:00"),
    (2, Stapsoort.NAGEKOMEN, "De brief is verstuurd.", "31 839, nr. 343", "2014-02-14T10:00"),
)
VRAGEN = (
    (
        "GM0397",
        Thema.VORM,
        "Onze raad wil weten of wij per taak een andere vorm mogen kiezen. Mag dat?",
        "2013-05-14T09:30",
        "Ja. De vorm kiest u per taak. Leg wel uit waarom de vormen verschillen.",
        "Mag een gemeente per taak een andere vorm van samenwerking kiezen?",
    ),
    (
        "GM0392",
        Thema.UITVRAAG,
        "Wij tekenen een brief met zeventien gemeenten. Moeten wij dan ook zelf indienen?",
        "2013-05-21T16:00",
        "De brief vult uw opgave. Uw college dient haar daarna zelf in.",
        "Wij tekenen een gezamenlijke brief. Moeten wij dan ook zelf indienen?",
    ),
    (
        "GM0376",
        Thema.JEUGD,
        "Twee buurgemeenten willen niet met ons verder. Wat nu?",
        "2013-05-23T11:15",
        "Een ambassadeur belt u deze week.",
        "",
    ),
    (
        "GM0473",
        Thema.GELD,
        "Wanneer weten wij het budget voor de jeugdhulp?",
        "2013-05-29T13:00",
        "",
        "",
    ),
)
"""Gemeente, thema, vraag, moment, answer (a day later), and the vraag in public words."""


def laad_vragen() -> None:
    """Two public answers, one for the gemeente alone, one vraag that waits."""
    vrager = Persoon.objects.create(naam="Medewerker van een gemeente (voorbeeld)")
    lid = Persoon.objects.create(naam="Lid van de commissie (voorbeeld)", functie="commissielid")
    for gemeente, thema, tekst, wanneer, antwoord, openbaar in VRAGEN:
        vraag = vragen.stel(
            Vraaginhoud(thema.value, tekst, gemeente_id=gemeente),
            sleutel=uuid5(NAMESPACE_URL, tekst),
            door=vrager,
            op=op(wanneer),
        )
        if antwoord:
            vragen.beantwoord(
                vraag,
                tekst=antwoord,
                openbare_vraag=openbaar,
                versie=0,
                door=lid,
                op=op(wanneer) + timedelta(days=1),
            )


def laad_toezeggingen() -> None:
    """Four toezeggingen, recorded on the day they were made."""
    lid = Persoon.objects.create(naam="Lid van de commissie (voorbeeld)", functie="commissielid")
    rijen = [
        toezeggingen.leg_vast(
            inhoud,
            sleutel=uuid5(NAMESPACE_URL, inhoud.onderwerp),
            door=lid,
            op=op(f"{inhoud.gedaan_op}T17:00"),
        )
        for inhoud in TOEZEGGINGEN
    ]
    for nummer, soort, tekst, kamerstuk, wanneer in STAPPEN:
        toezeggingen.zet_stap(
            rijen[nummer],
            soort,
            tekst=tekst,
            kamerstuk=kamerstuk,
            versie=0,
            door=lid,
            op=op(wanneer),
        )
