"""How long personal data stay, as data; and the chore that removes what is past its term (AVG).

What a gemeente declared stays: it is archive. The person behind it can go: the name stands in one
table, and the logboek keeps its chain (toegang.logboek). What `dagelijks` and `verwijder_personen`
remove follows from this table, as does the privacy page.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from samenwerking.models import Contact, Uitvraag
from samenwerking.toegang import logboek
from samenwerking.toegang.models import Gebruiker, Inzage, Logregel, Persoon

JAAR = timedelta(days=365)
VERWIJDERD = "naam verwijderd"


class Termijn(NamedTuple):
    """What, how long, and counted from when; Dutch, for the privacy page."""

    wat: str
    duur: timedelta
    vanaf: str

    @property
    def in_woorden(self) -> str:
        """«1 jaar» or «1 dag»."""
        dagen = self.duur.days
        return f"{dagen // 365} jaar" if dagen % 365 == 0 else f"{dagen} dag{'en' * (dagen != 1)}"


TERMIJNEN = {
    "accounts": Termijn(
        "Account: e-mailadres, wachtwoord, naam en functie", JAAR, "het einde van het account"
    ),
    "contacten": Termijn(
        "Contactpersonen van een gemeente",
        JAAR,
        "het sluiten van de laatste ronde, of het laatste opslaan als dat later is",
    ),
    "inzages": Termijn("Wie van buiten een gemeente haar gegevens zag", JAAR, "de dag zelf"),
    "uploads": Termijn("Spreadsheet die niet is doorgevoerd", timedelta(days=1), "het versturen"),
}


class Verlopen(NamedTuple):
    """What is past its term."""

    accounts: list[Gebruiker]
    contacten: list[str]
    inzages: int

    def zinnen(self, werkwoord: str) -> list[str]:
        """A line per kind, by number: no names."""
        regels = [f"account {g.pk} en de naam erachter {werkwoord}" for g in self.accounts]
        regels += [f"contacten van {code} {werkwoord}" for code in self.contacten]
        return regels + ([f"{self.inzages} keer inzage {werkwoord}"] if self.inzages else [])


def verlopen(op: datetime) -> Verlopen:
    """What is past its term at `op`."""
    einde = op.date() - TERMIJNEN["accounts"].duur
    accounts = Gebruiker.objects.filter(toegang_tot__lte=einde).select_related("persoon")
    return Verlopen(list(accounts), _contacten(op), _oude_inzages().count())


def ruim_op(op: datetime) -> list[str]:
    """Remove what is past its term, with a row in the logboek for each."""
    weg = verlopen(op)
    for gebruiker in weg.accounts:
        verwijder_persoon(gebruiker)
    for code in weg.contacten:
        with transaction.atomic():
            Contact.objects.filter(gemeente=code).delete()
            wie = logboek.opdrachtregel()
            logboek.schrijf("verwijderen", "contacten", code, persoon=wie, gemeente=code)
    _oude_inzages().delete()
    return weg.zinnen("verwijderd")


def proef(op: datetime) -> list[str]:
    """What `ruim_op` would remove."""
    return verlopen(op).zinnen("zou worden verwijderd")


@transaction.atomic
def verwijder_persoon(gebruiker: Gebruiker) -> None:
    """The account goes, the name behind it as well; what was done stays, by a number."""
    persoon, sleutel, gemeente = gebruiker.persoon, gebruiker.pk, gebruiker.gemeente_id or ""
    gebruiker.delete()
    Persoon.objects.filter(pk=persoon.pk).update(naam=VERWIJDERD, functie="", zout="")
    persoon.refresh_from_db()
    logboek.schrijf(
        "verwijderen",
        "gebruiker",
        sleutel,
        persoon=logboek.opdrachtregel(),
        gemeente=gemeente,
        inhoud=logboek.naam_van(persoon),
    )


def _contacten(op: datetime) -> list[str]:
    """CBS codes of the gemeenten whose contacts nobody confirmed since the term began."""
    grens = op - TERMIJNEN["contacten"].duur
    laatste = Uitvraag.objects.filter(opent__lte=op).aggregate(n=Max("laatste_wijziging"))["n"]
    if laatste is None or laatste > grens:
        return []
    vers = Logregel.objects.filter(actie="bewaren", soort="contacten", moment__gt=grens)
    codes = Contact.objects.exclude(gemeente__in=vers.values("gemeente"))
    return sorted(set(codes.values_list("gemeente", flat=True)))


def _oude_inzages():
    return Inzage.objects.filter(dag__lte=timezone.localdate() - TERMIJNEN["inzages"].duur)
