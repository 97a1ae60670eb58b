"""The start page of who goes into the field: what to do next, and where everybody was."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.urls import reverse

from monitor.models import Bezoek, BezoekAfspraak
from monitor.ondersteuningsbeeld import Verzoekregel, verzoekregels
from monitor.regels.alles import Evaluatie
from monitor.regels.bevinding import Bevinding
from monitor.regels.catalogus import CATALOGUS
from monitor.regels.kamertabellen import INCONGRUENTIE
from monitor.regels.ondersteuning import Toestand
from monitor.regels.stand import Stand
from monitor.regels.taal import aantal
from monitor.regels.uitleg import Sleutel, sleutel
from monitor.signaalbeeld import regels
from samenwerking.klok import NEDERLAND
from samenwerking.toegang.bereik import Wie, zichtbaar
from samenwerking.toegang.models import Gebruiker

EERST = 3
"""So many afspraken stand by name among what there is to do; the list below has them all."""


class Doen(NamedTuple):
    """One thing to do: what, why now, and where."""

    wat: str
    reden: str
    url: str


@dataclass(frozen=True)
class Veld:
    """Everything the start page shows."""

    te_doen: list[Doen]
    agenda: list[Bezoek]
    bezoeken: list[Bezoek]
    afspraken: list[BezoekAfspraak]


def veld(wie: Gebruiker, nu: datetime) -> Veld:
    """What there is to do for `wie`, the agenda and the visits so far; eight queries."""
    dag = nu.astimezone(NEDERLAND).date()
    alle = list(
        in_beeld(wie, nu)
        .select_related("regio", "door")
        .prefetch_related("gemeenten")
        .order_by("-datum", "plaats")
    )
    bezoeken = [bezoek for bezoek in alle if bezoek.datum <= dag]
    agenda = [bezoek for bezoek in reversed(alle) if bezoek.datum > dag]
    rijen = zichtbaar(wie, BezoekAfspraak).filter(bezoek__datum__lte=dag)
    afspraken = list(rijen.select_related("bezoek").order_by("klaar_op", "termijn", "pk"))
    afspraken.sort(key=lambda a: a.klaar_op is not None)
    doen = [
        *_verslagen(bezoeken, wie),
        *_termijnen(afspraken, wie, dag),
        *_verzoeken(verzoekregels(wie, nu), wie),
        *_signalen(wie, nu),
    ]
    return Veld(doen, agenda, bezoeken, afspraken)


def in_beeld(wie: Wie, nu: datetime) -> QuerySet[Bezoek]:
    """Visits that were, and those in the agenda by now."""
    geweest = Q(datum__lte=nu.astimezone(NEDERLAND).date())
    rijen: QuerySet[Bezoek] = zichtbaar(wie, Bezoek)
    return rijen.filter(geweest | Q(gepland_op__lte=nu))


def _verslagen(bezoeken: Iterable[Bezoek], wie: Gebruiker) -> list[Doen]:
    """Own visits that were and have no report; the newest first."""
    return [
        Doen(
            f"Schrijf het verslag van {b.plaats}",
            f"{b.onderwerp}, {b.datum:%d-%m-%Y}",
            reverse("bezoek-wijzigen", args=[b.pk]),
        )
        for b in bezoeken
        if b.door_id == wie.persoon_id and not b.verslag
    ]


def _termijnen(afspraken: Iterable[BezoekAfspraak], wie: Gebruiker, dag: date) -> list[Doen]:
    """Afspraken of own visits whose term has passed: the oldest, and how many more."""
    voorbij = [
        Doen(
            f"Vraag na: {a.tekst}",
            f"{a.eigenaar}, de termijn was {a.termijn:%d-%m-%Y}",
            f"{reverse('bezoek', args=[a.bezoek_id])}#afspraken",
        )
        for a in afspraken
        if a.termijn and a.termijn < dag and not a.klaar_op and a.bezoek.door_id == wie.persoon_id
    ]
    if len(voorbij) <= EERST:
        return voorbij
    meer = aantal(len(voorbij) - EERST, "andere afspraak", "andere afspraken")
    return [*voorbij[:EERST], Doen(f"Vraag ook {meer} na", "de termijn is voorbij", "#afspraken")]


def _verzoeken(rijen: Sequence[Verzoekregel], wie: Gebruiker) -> list[Doen]:
    """Requests that the reader took and that are open, and how many nobody took."""
    van_mij = [
        Doen(
            f"Help {r.verzoek.regio.naam}: {r.verzoek.onderwerp}",
            r.naam + (f" op {r.datum:%d-%m-%Y}" if r.datum else ""),
            reverse("verzoek", args=[r.verzoek.pk]),
        )
        for r in rijen
        if not r.klaar and r.laatste and r.laatste.aan_id == wie.persoon_id
    ]
    nieuw = sum(r.toestand is Toestand.AANGEVRAAGD for r in rijen)
    if nieuw:
        zin = aantal(nieuw, "verzoek om ondersteuning wacht", "verzoeken om ondersteuning wachten")
        van_mij.append(Doen("Kies wie helpt", zin, reverse("ondersteuning")))
    return van_mij


def _signalen(wie: Gebruiker, nu: datetime) -> list[Doen]:
    """How many signalen wait long."""
    lang = sum(regel.lang for regel in regels(wie, nu))
    if not lang:
        return []
    zin = aantal(lang, "signaal wacht", "signalen wachten") + " al langer dan 30 dagen"
    return [Doen("Vraag naar het antwoord", zin, f"{reverse('signalen')}?wacht=lang")]


ZELF_GEKOZEN = tuple(code for code in INCONGRUENTIE if code != "C3")
"""What deviates by choice: that imposed regions cross each other (C3) nobody chose."""


@dataclass(frozen=True)
class Incongruent:
    """A gemeente that deviates: its findings (name, key of the uitleg) and the visits to it."""

    code: str
    naam: str
    bevindingen: list[tuple[str, Sleutel]]
    bezoeken: list[Bezoek]


def incongruente(
    stand: Stand, evaluatie: Evaluatie, bezoeken: Sequence[Bezoek]
) -> list[Incongruent]:
    """Every incongruent gemeente, those spoken to first (S4-40)."""
    per: dict[str, list[Bevinding]] = {}
    for bevinding in evaluatie.bevindingen:
        if bevinding.code in ZELF_GEKOZEN:
            for code in bevinding.gemeenten:
                per.setdefault(code, []).append(bevinding)
    gesproken: dict[str, list[Bezoek]] = {}
    for bezoek in bezoeken:
        for gemeente in bezoek.gemeenten.all():
            gesproken.setdefault(gemeente.pk, []).append(bezoek)
    rijen = [
        Incongruent(code, stand.naam(code), _kort(stand, gevonden), gesproken.get(code, []))
        for code, gevonden in per.items()
    ]
    return sorted(rijen, key=lambda rij: (not rij.bezoeken, rij.naam))


def _kort(stand: Stand, gevonden: Sequence[Bevinding]) -> list[tuple[str, Sleutel]]:
    """Each kind of finding once per verband, whatever the number of taken."""
    eerste = {(b.code, b.verband): b for b in reversed(gevonden)}
    return [
        (
            CATALOGUS[code].titel + (f": {stand.verbandnaam(verband)}" if verband else ""),
            sleutel(eerste[code, verband]),
        )
        for code, verband in sorted(eerste, key=str)
    ]
