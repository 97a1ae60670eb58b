"""Composing a joint letter while it is a concept (S0-01, S0-09)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.text import slugify

from gemeenten.models import Gemeente
from samenwerking.acties.briefregels import genummerd
from samenwerking.acties.weigering import Geweigerd, Verouderd
from samenwerking.bepalingen import Bepaling, botsingen
from samenwerking.keuzes import Briefstand
from samenwerking.models import (
    Brief,
    Briefregel,
    Geadresseerde,
    Ondertekening,
    Taak,
    Uitvraag,
)
from samenwerking.toegang import logboek
from samenwerking.toegang.models import Gebruiker, Persoon


@dataclass(frozen=True)
class Briefinhoud:
    """What a letter says apart from its decisions; geadresseerden are (naam, adres) in order."""

    onderwerp: str
    tekst: str
    geadresseerden: Sequence[tuple[str, str]]
    gemeenten: frozenset[str]
    datum: date | None = None
    kenmerk: str = ""
    nota_kenmerk: str = ""
    identiek_aan: Brief | None = None


@transaction.atomic
def begin(
    uitvraag: Uitvraag, inhoud: Briefinhoud, *, door: Gebruiker, op: datetime, sleutel: UUID
) -> Brief:
    """A new letter as concept, of the gemeente of `door`, which signs along.

    The same `sleutel` again gives the same letter.
    """
    if eerder := Brief.objects.filter(sleutel=sleutel, initiatief=door.gemeente).first():
        return eerder
    brief = Brief.objects.create(
        uitvraag=uitvraag,
        slug=vrije_slug(uitvraag, inhoud.onderwerp),
        initiatief=door.gemeente,
        sleutel=sleutel,
    )
    _schrijf(brief, inhoud, op)
    log("opstellen", brief, door.persoon)
    return brief


@transaction.atomic
def wijzig(
    brief: Brief, inhoud: Briefinhoud, *, door: Gebruiker, op: datetime, versie: int
) -> Brief:
    """Change a concept. Raises Verouderd when somebody saved in between, Geweigerd when frozen."""
    brief = claim(brief, versie)
    _eis_concept(brief)
    _schrijf(brief, inhoud, op)
    log("bewaren", brief, door.persoon, inhoud={"versie": brief.versie})
    return brief


@transaction.atomic
def zet_regel(
    brief: Brief,
    bepaling: Bepaling,
    *,
    nummer: int | None,
    door: Gebruiker,
    op: datetime,
    versie: int,
) -> Briefregel:
    """Add a decision, or replace the one with `nummer`.

    Raises Geweigerd when it contradicts another decision of the letter.
    """
    brief = claim(brief, versie)
    _eis_concept(brief)
    regels = genummerd(brief)
    _eis_geen_botsing([b for n, b in regels if n != nummer], bepaling)
    plek = nummer or max((n for n, _ in regels), default=0) + 1
    regel, _ = Briefregel.objects.update_or_create(
        brief=brief,
        nummer=plek,
        defaults={
            "wijze": bepaling.wijze,
            "verband_id": bepaling.verband,
            "stadium": bepaling.stadium,
            "onderdeel": bepaling.onderdeel,
            "toelichting": bepaling.toelichting,
        },
    )
    regel.taken.set(Taak.objects.filter(pk__in=bepaling.taken))
    regel.gemeenten.set(Gemeente.objects.filter(pk__in=bepaling.gemeenten))
    _bewaard(brief, op)
    log("bewaren", brief, door.persoon, inhoud={"regel": plek, "versie": brief.versie})
    return regel


@transaction.atomic
def verwijder_regel(
    brief: Brief, nummer: int, *, door: Gebruiker, op: datetime, versie: int
) -> None:
    """Take a decision out of a concept; one that is gone already is fine."""
    brief = claim(brief, versie)
    _eis_concept(brief)
    brief.regels.filter(nummer=nummer).delete()
    _bewaard(brief, op)
    log("verwijderen", brief, door.persoon, inhoud={"regel": nummer, "versie": brief.versie})


def vergrendel(brief: Brief) -> Brief:
    """The letter as it is now, locked until the end of the transaction."""
    return Brief.objects.select_for_update(of=("self",)).get(pk=brief.pk)


def claim(brief: Brief, versie: int) -> Brief:
    """Move the edit counter from `versie` to the next, or refuse: exactly one writer wins."""
    gelukt = Brief.objects.filter(pk=brief.pk, versie=versie).update(versie=F("versie") + 1)
    if not gelukt:
        raise Verouderd("Een collega heeft intussen iets aan de brief gewijzigd.")
    return vergrendel(brief)


def vrije_slug(uitvraag: Uitvraag, onderwerp: str) -> str:
    """A slug for `onderwerp` that no letter of the round has yet."""
    basis = slugify(onderwerp)[:60].strip("-") or "brief"
    bezet = set(uitvraag.brieven.filter(slug__startswith=basis).values_list("slug", flat=True))
    kandidaten = (basis, *(f"{basis}-{n}" for n in range(2, len(bezet) + 3)))
    return next(slug for slug in kandidaten if slug not in bezet)


def log(
    actie: str,
    brief: Brief,
    persoon: Persoon,
    *,
    gemeente: str = "",
    inhoud: dict[str, Any] | None = None,
) -> None:
    """One row in the logboek; by default about the gemeente that began the letter."""
    logboek.schrijf(
        actie,
        "brief",
        f"{brief.uitvraag_id}/{brief.slug}",
        persoon=persoon,
        gemeente=gemeente or brief.initiatief_id or "",
        inhoud=inhoud,
    )


def _schrijf(brief: Brief, inhoud: Briefinhoud, op: datetime) -> None:
    """Everything but the decisions; a gemeente that is left out leaves the decisions too."""
    for naam in ("onderwerp", "tekst", "datum", "kenmerk", "nota_kenmerk", "identiek_aan"):
        setattr(brief, naam, getattr(inhoud, naam))
    brief.bewaard_op = op
    brief.save()
    brief.geadresseerden.all().delete()
    Geadresseerde.objects.bulk_create(
        Geadresseerde(brief=brief, nummer=nummer, naam=naam, adres=adres)
        for nummer, (naam, adres) in enumerate(inhoud.geadresseerden, start=1)
    )
    namens = inhoud.gemeenten | {brief.initiatief_id or ""}
    brief.ondertekeningen.exclude(gemeente__in=namens).delete()
    er_al = set(brief.ondertekeningen.values_list("gemeente_id", flat=True))
    Ondertekening.objects.bulk_create(
        Ondertekening(brief=brief, gemeente_id=code) for code in sorted(namens - er_al)
    )
    weg = Gemeente.objects.filter(briefregels__brief=brief).exclude(pk__in=namens).distinct()
    vervallen = list(weg)
    for regel in brief.regels.all() if vervallen else ():
        regel.gemeenten.remove(*vervallen)


def _bewaard(brief: Brief, op: datetime) -> None:
    brief.bewaard_op = op
    brief.save(update_fields=["bewaard_op"])


def _eis_concept(brief: Brief) -> None:
    if brief.stand != Briefstand.CONCEPT:
        raise Geweigerd(
            "De tekst ligt vast, want de brief is ter ondertekening aangeboden. "
            "Neem de brief eerst terug."
        )


def _eis_geen_botsing(anders: list[Bepaling], bepaling: Bepaling) -> None:
    gemeenten, taken = botsingen(anders, bepaling)
    if gemeenten:
        namen = Gemeente.objects.filter(pk__in=gemeenten).values_list("naam", flat=True)
        raise Geweigerd(
            f"De brief zegt al iets over {len(taken)} van deze taken voor {', '.join(namen)}. "
            "Pas dat besluit aan, of kies hier andere taken of gemeenten."
        )
