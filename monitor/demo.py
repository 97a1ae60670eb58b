"""Filling the demo: reference data, the letter of 30 May 2013, the example rounds, visits."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import transaction

from gemeenten.models import Gemeente, Regio
from monitor import voorbeeld, voorbeeld_veld, voorbeeldvragen
from monitor.models import Bezoek, BezoekAfspraak
from samenwerking.acties.opening import open_ronde
from samenwerking.models import Uitvraag
from samenwerking.referentie import laad as laad_referentie
from samenwerking.toegang import logboek
from samenwerking.toegang.models import Gebruiker, Logregel, Persoon
from samenwerking.uitwisseling.importeren import importeer
from samenwerking.voorbeeld import maak_bronmap

MOMENT = "2013-05-31T10:00+02:00"
"""The last day of the round: the letter of 30 May is in, the rest trickles in."""

BRIEF = ("2013-mei", "brief-2013-05-30")
VOORBEELDRONDES = ("2013-mei", "2013-nov")
GEPLAND = timedelta(days=14)
"""How long before its day an example visit came in the agenda."""
VOLGENDE_RONDE = "2014-zomer"
"""After the herindeling of 1 January 2014: what was said stands ready to be confirmed."""


AMBASSADEUR = "Ambassadeur (voorbeeld)"


def is_geladen() -> bool:
    """Whether this database was made by the demo."""
    return Logregel.objects.filter(actie="laden", soort="demo").exists()


def is_leeg() -> bool:
    """Whether this database holds nothing yet."""
    return not Gemeente.objects.exists() and not Gebruiker.objects.exists()


@transaction.atomic
def laad(*, leeg: bool, melding: Callable[[str], object]) -> None:
    """Load everything, or with `leeg` all but the example rounds and visits."""
    laad_referentie(settings.FIXTURES)
    persoon = logboek.opdrachtregel()
    melding("Referentiegegevens van 2013 geladen.")
    uitvraag, brief = BRIEF
    importeer(Uitvraag.objects.get(pk=uitvraag), settings.FIXTURES / brief, persoon=persoon)
    melding("Brief van 30 mei 2013 ingelezen.")
    if not leeg:
        _laad_voorbeelden(persoon, melding)
    logboek.schrijf("laden", "demo", "leeg" if leeg else "voorbeeld", persoon=persoon)


def _laad_voorbeelden(persoon: Persoon, melding: Callable[[str], object]) -> None:
    for code in VOORBEELDRONDES:
        with TemporaryDirectory() as tijdelijk:
            maak_bronmap(code, settings.FIXTURES, Path(tijdelijk))
            importeer(Uitvraag.objects.get(pk=code), Path(tijdelijk), persoon=persoon)
        melding(f"Voorbeeldgegevens van ronde {code} ingelezen.")
    overgenomen = open_ronde(Uitvraag.objects.get(pk=VOLGENDE_RONDE), persoon=persoon)
    melding(f"Ronde {VOLGENDE_RONDE} klaargezet met {overgenomen} verbanden.")
    voorbeeld_rondes = Uitvraag.objects.filter(pk__in=(*VOORBEELDRONDES, VOLGENDE_RONDE))
    voorbeeld_rondes.update(voorbeeldgegevens=True)
    laad_bezoeken(settings.FIXTURES / "voorbeeld" / "bezoeken.csv")
    voorbeeld.laad_oordelen()
    uitleg = voorbeeld.laad_uitleg(settings.FIXTURES / "voorbeeld" / "uitleg.csv")
    voorbeeld.laad_escalatie()
    voorbeeldvragen.laad_vragen()
    voorbeeldvragen.laad_toezeggingen()
    voorbeeld_veld.laad()
    melding(f"Voorbeelden van oordelen geladen, en {uitleg} keer uitleg.")


def laad_bezoeken(pad: Path) -> None:
    """The example visits of the ambassadeurs."""
    ambassadeur = Persoon.objects.create(naam=AMBASSADEUR, functie="ambassadeur")
    regios = {regio.code: regio for regio in Regio.objects.all()}
    with pad.open(encoding="utf-8", newline="") as bestand:
        for rij in csv.DictReader(bestand):
            bezoek = Bezoek.objects.create(
                datum=date.fromisoformat(rij["datum"]),
                soort=rij["soort"],
                plaats=rij["plaats"],
                regio=regios.get(rij["regio"]),
                door=ambassadeur,
                onderwerp=rij["onderwerp"],
                verslag=rij["verslag"],
                gepland_op=voorbeeld.op(f"{rij['datum']}T09:00") - GEPLAND,
            )
            bezoek.gemeenten.set(rij["gemeenten"].split("|"))
            if rij["afspraak"]:
                termijn = rij["afspraak_termijn"]
                BezoekAfspraak.objects.create(
                    bezoek=bezoek,
                    tekst=rij["afspraak"],
                    eigenaar=rij["afspraak_eigenaar"],
                    termijn=date.fromisoformat(termijn) if termijn else None,
                )


@transaction.atomic
def geef_bezoeken(email: str) -> None:
    """The example visits are those of the account of the ambassadeur, so that it has work to do."""
    persoon = Persoon.objects.filter(gebruiker__email=email).first()
    if persoon and Bezoek.objects.filter(door__naam=AMBASSADEUR).update(door=persoon):
        logboek.schrijf("overdragen", "bezoek", "voorbeeld", persoon=logboek.opdrachtregel())
