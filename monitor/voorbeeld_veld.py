"""Example signalen, requests, a meeting and handreikingen: invented, for the demo."""

from __future__ import annotations

from datetime import date
from uuid import NAMESPACE_URL, UUID, uuid5

from gemeenten.models import Gemeente, Regio, Soort
from monitor.acties import ondersteuning as acties
from monitor.acties import signaal as signaalacties
from monitor.acties.ondersteuning import Stap
from monitor.acties.signaal import Signaalinhoud
from monitor.models import Bezoek
from monitor.regels.ondersteuning import Toestand
from monitor.regels.signalen import Uitkomst
from monitor.regels.vragen import Thema
from monitor.voorbeeld import op
from samenwerking.toegang.models import Persoon

SIGNALEN: tuple[tuple[str, str, Thema, str, str], ...] = (
    (
        "Marum",
        "Mag de raad meepraten over een centrumregeling?",
        Thema.VORM,
        "rijk",
        "Kleine gemeenten vragen wat hun raad nog kan doen als een centrumgemeente inkoopt.",
    ),
    (
        "Weert",
        "Centrumregeling of openbaar lichaam",
        Thema.VORM,
        "vng",
        "De regio zoekt uit welke vorm past bij samen inkopen en vraagt om voorbeelden.",
    ),
    (
        "Venlo",
        "Duidelijkheid over het budget",
        Thema.GELD,
        "rijk",
        "Zonder budget per gemeente kan de regio de verevening niet uitwerken.",
    ),
)
"""Place of the visit, subject, thema, to whom, text."""
VERZOEKEN: tuple[tuple[str, str, str, str, str], ...] = (
    (
        "GM0715",
        "JZ38",
        "workshop",
        "Risicoverevening uitwerken",
        "Wij willen in een middag drie varianten naast elkaar leggen.",
    ),
    (
        "GM0397",
        "JZ11",
        "bezoek",
        "Welke schaal voor zware jeugdhulp?",
        "De wethouders willen met een ambassadeur praten over aansluiting bij een grotere regio.",
    ),
)
"""Gemeente, jeugdregio, vorm, subject, question."""
HANDREIKINGEN: tuple[tuple[str, str, str, str], ...] = (
    (
        "Vormen van samenwerking",
        "Welke rechtsvorm past bij wat u samen wilt doen, met voor- en nadelen.",
        "K4",
        "https://example.org/vormen",
    ),
    (
        "Risico's delen zonder ruzie",
        "Drie manieren om kosten te verevenen, met rekenvoorbeelden.",
        "K5",
        "",
    ),
)
"""Title, subject, criterium, address; without address it is still being made."""


def laad() -> None:
    """What the field did in the autumn of 2013, each at its own moment."""
    wie = Persoon.objects.create(naam="Accountmanager (voorbeeld)", functie="accountmanager")
    _signalen(wie)
    _verzoeken(wie)
    _bijeenkomst(wie)
    for titel, onderwerp, criterium, adres in HANDREIKINGEN:
        velden = {"titel": titel, "onderwerp": onderwerp, "criterium": criterium, "adres": adres}
        moment = op("2013-05-21T10:00")
        acties.publiceer_handreiking(None, velden, versie=0, door=wie, op=moment)


def sleutel(wat: str) -> UUID:
    """The same key for the same example."""
    return uuid5(NAMESPACE_URL, wat)


def _signalen(wie: Persoon) -> None:
    bezoeken = {bezoek.plaats: bezoek for bezoek in Bezoek.objects.order_by("datum")}
    for plaats, onderwerp, thema, aan, tekst in SIGNALEN:
        bezoek = bezoeken[plaats]
        moment = op(f"{bezoek.datum}T17:00")
        inhoud = Signaalinhoud(onderwerp, tekst, "bezoek", aan, thema=thema, bezoek_id=bezoek.pk)
        signaal = signaalacties.geef_door(inhoud, sleutel=sleutel(onderwerp), door=wie, op=moment)
        if aan == "vng":
            signaalacties.antwoord(
                signaal,
                uitkomst=Uitkomst.IN_BEHANDELING,
                antwoord="De VNG maakt een handreiking.",
                versie=0,
                door=wie,
                op=op("2013-09-20T10:00"),
            )


def _verzoeken(wie: Persoon) -> None:
    for code, regio, vorm, onderwerp, vraag in VERZOEKEN:
        verzoek = acties.vraag_aan(
            vorm=vorm,
            regio=Regio.objects.get(soort=Soort.JEUGDREGIO, code=regio),
            gemeente=Gemeente.objects.get(pk=code),
            onderwerp=onderwerp,
            vraag=vraag,
            sleutel=sleutel(onderwerp),
            door=Persoon.objects.create(naam="Beleidsmedewerker (voorbeeld)"),
            op=op("2013-09-16T11:00"),
        )
        if vorm == "workshop":
            stappen = (
                Stap(Toestand.TOEGEWEZEN, aan=wie),
                Stap(Toestand.GEPLAND, datum=date(2013, 10, 24), tekst="In het stadhuis van Goes."),
            )
            for nummer, stap in enumerate(stappen):
                moment = op(f"2013-09-{18 + nummer}T10:00")
                acties.zet_stap(verzoek, stap, versie=nummer, door=wie, op=moment)


def _bijeenkomst(wie: Persoon) -> None:
    """The provincie invites financial specialists (S4-86)."""
    velden = {
        "datum": date(2014, 2, 13),
        "plaats": "Haarlem",
        "onderwerp": "Kosten en risico's delen",
        "doelgroep": "financieel specialisten",
        "regio": Regio.objects.get(soort=Soort.PROVINCIE, naam="Noord-Holland"),
        "namens": "Provincie Noord-Holland en de VNG",
    }
    acties.leg_bijeenkomst_vast(
        None,
        velden,
        gemeenten=("GM0392", "GM0397"),
        sleutel=sleutel("bijeenkomst"),
        versie=0,
        door=wie,
        op=op("2013-09-30T10:00"),
    )
