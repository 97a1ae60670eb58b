"""Reading and writing the answers of an opgave: regels with the decisions they refer to."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from samenwerking.acties.besluitstukken import ruim_op
from samenwerking.keuzes import Orgaan
from samenwerking.models import Besluit, Opgaveregel, Opgaveversie
from samenwerking.regels import Antwoord, Besluitdata


def antwoorden(versie: Opgaveversie | None) -> list[Antwoord]:
    """The regels of a version as answers, sorted by taak and verband.

    What says not when it was confirmed, was confirmed when the version was submitted.
    """
    if versie is None:
        return []
    rijen = versie.regels.select_related("collegebesluit", "raadsbesluit")
    return [als_antwoord(regel, versie.ingediend_op) for regel in rijen.order_by("taak", "verband")]


def als_antwoord(regel: Opgaveregel, ingediend_op: datetime | None = None) -> Antwoord:
    """One regel as an answer; without a moment of its own it was confirmed when submitted."""
    return Antwoord(
        taak=regel.taak_id,
        wijze=regel.wijze,
        verband=regel.verband_id,
        stadium=regel.stadium,
        college=_data(regel.collegebesluit),
        raad=_data(regel.raadsbesluit),
        voorlopig=regel.voorlopig,
        onderdeel=regel.onderdeel,
        reden=regel.reden,
        toelichting=regel.toelichting,
        motieven=regel.motieven,
        bevestigd_op=regel.bevestigd_op or ingediend_op,
    )


def schrijf_regels(versie: Opgaveversie, nieuw: list[Antwoord]) -> None:
    """Add `nieuw` to a concept; one Besluit serves all regels with the same data."""
    besluiten = _besluiten(versie, nieuw)
    Opgaveregel.objects.bulk_create(
        Opgaveregel(
            versie=versie,
            taak_id=a.taak,
            wijze=a.wijze,
            verband_id=a.verband,
            stadium=a.stadium,
            collegebesluit=besluiten.get((Orgaan.COLLEGE, a.college)),
            raadsbesluit=besluiten.get((Orgaan.RAAD, a.raad)),
            voorlopig=a.voorlopig,
            onderdeel=a.onderdeel,
            reden=a.reden,
            toelichting=a.toelichting,
            motieven=a.motieven,
            bevestigd_op=a.bevestigd_op,
        )
        for a in nieuw
    )


def _besluiten(
    versie: Opgaveversie, nieuw: list[Antwoord]
) -> dict[tuple[Orgaan, Besluitdata], Besluit]:
    bekend = {(Orgaan(b.orgaan), _data(b)): b for b in versie.besluiten.all()}
    nodig = {(Orgaan.COLLEGE, a.college) for a in nieuw if a.college}
    nodig |= {(Orgaan.RAAD, a.raad) for a in nieuw if a.raad}
    ontbreekt = [
        Besluit(
            versie=versie,
            orgaan=orgaan,
            gepland=d.gepland,
            genomen=d.genomen,
            kenmerk=d.kenmerk,
            document=d.document,
        )
        for orgaan, d in sorted(nodig - bekend.keys(), key=str)
    ]
    Besluit.objects.bulk_create(ontbreekt)
    return bekend | {(Orgaan(b.orgaan), _data(b)): b for b in ontbreekt}


def ruim_besluiten_op(versie: Opgaveversie) -> None:
    """Remove decisions that no regel refers to any more, and documents no decision has any more."""
    gebruikt = versie.regels.values_list("collegebesluit_id", "raadsbesluit_id")
    ids = {pk for paar in gebruikt for pk in paar if pk}
    los = dict(versie.besluiten.exclude(pk__in=ids).values_list("pk", "document"))
    if los:
        versie.besluiten.filter(pk__in=los).delete()
    if namen := set(filter(None, los.values())):
        transaction.on_commit(lambda: ruim_op(namen))


def _data(besluit: Besluit | None) -> Besluitdata:
    if besluit is None:
        return Besluitdata()
    return Besluitdata(
        besluit.gepland, besluit.genomen, besluit.kenmerk, besluit.document.name or ""
    )
