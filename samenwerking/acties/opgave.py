"""The life of an opgave: concept -> ingediend -> (heropend -> ingediend)* (domein.md)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max

from gemeenten.models import Gemeente
from samenwerking import regels
from samenwerking.acties.verband import leg_voorstellen_vast
from samenwerking.acties.weigering import Geweigerd, Verouderd
from samenwerking.keuzes import Orgaan
from samenwerking.models import (
    Besluit,
    Heropening,
    Opgave,
    Opgaveregel,
    Opgaveversie,
    Uitvraag,
)
from samenwerking.regels import Antwoord, Besluitdata, Fase
from samenwerking.toegang import logboek
from samenwerking.toegang.models import Gebruiker, Persoon


@dataclass(frozen=True)
class Ontvangstbewijs:
    """What a gemeente gets for an opgave: number, time of receipt and hash of the content."""

    versie: Opgaveversie
    te_laat: bool


def fase(uitvraag: Uitvraag, moment: datetime) -> Fase:
    """Where `uitvraag` stands at `moment`."""
    return regels.fase(
        moment,
        opent=uitvraag.opent,
        deadline=uitvraag.deadline,
        sluit=uitvraag.laatste_wijziging,
    )


def heropend_tot(opgave: Opgave, moment: datetime) -> datetime | None:
    """Until when VNG reopened this opgave; None when it is not reopened at `moment`."""
    open_ = opgave.heropeningen.filter(op__lte=moment, tot__gt=moment)
    return open_.aggregate(tot=Max("tot"))["tot"]


def antwoorden(versie: Opgaveversie | None) -> list[Antwoord]:
    """The regels of a version as answers, sorted by taak and verband."""
    if versie is None:
        return []
    rijen = versie.regels.select_related("collegebesluit", "raadsbesluit")
    return [als_antwoord(regel) for regel in rijen.order_by("taak", "verband")]


def als_antwoord(regel: Opgaveregel) -> Antwoord:
    """One regel as an answer."""
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
    )


def grondslag(gemeente: Gemeente, uitvraag: Uitvraag) -> Opgaveversie | None:
    """What the concept starts from: this round's last submitted version, else the last round's."""
    ingediend = Opgaveversie.objects.filter(
        opgave__gemeente=gemeente,
        ingediend_op__isnull=False,
        opgave__uitvraag__opent__lte=uitvraag.opent,
    )
    return ingediend.order_by("-opgave__uitvraag__opent", "-nummer").first()


@transaction.atomic
def bewaar(
    gemeente: Gemeente,
    uitvraag: Uitvraag,
    nieuw: Iterable[Antwoord],
    *,
    taken: Iterable[str],
    door: Gebruiker,
    op: datetime,
    versie: int,
) -> Opgave:
    """Replace the answers for `taken` in the concept by `nieuw`; the rest stays.

    `versie` is the version the writer read. Raises Verouderd when somebody saved in between, and
    Geweigerd before the round opens.
    """
    if fase(uitvraag, op) == Fase.NOG_NIET_OPEN:
        raise Geweigerd(f"De ronde {uitvraag.korte_naam} is nog niet open.")
    opgave = _claim(gemeente, uitvraag, versie=versie, op=op)
    concept = _concept(opgave)
    codes = set(taken)
    concept.regels.filter(taak__in=codes).delete()
    toegestaan = set(uitvraag.uitvraagtaken.values_list("taak_id", flat=True))
    _schrijf_regels(concept, [a for a in nieuw if a.taak in codes & toegestaan])
    _ruim_besluiten_op(concept)
    logboek.schrijf(
        "bewaren",
        "opgave",
        f"{uitvraag.code}/{gemeente.code}",
        persoon=door.persoon,
        gemeente=gemeente.code,
        inhoud={"taken": sorted(codes), "versie": opgave.versie},
    )
    return opgave


@transaction.atomic
def indienen(
    gemeente: Gemeente,
    uitvraag: Uitvraag,
    *,
    door: Gebruiker,
    op: datetime,
    versie: int,
    sleutel: UUID,
    reden: str = "",
    gecontroleerd: Iterable[str] = (),
) -> Ontvangstbewijs:
    """Freeze the concept as a submitted version and give its receipt.

    The same `sleutel` again gives the same receipt. Raises Verouderd when stale and Geweigerd when
    the round is closed, nothing changed, something is wrong or a correction lacks its `reden`.
    """
    eerder = Opgaveversie.objects.filter(
        sleutel=sleutel, opgave__gemeente=gemeente, opgave__uitvraag=uitvraag
    ).first()
    if eerder:
        return Ontvangstbewijs(eerder, te_laat=eerder.ingediend_op >= uitvraag.deadline)
    opgave = _claim(gemeente, uitvraag, versie=versie, op=op)
    _eis_open(opgave, uitvraag, op)
    concept = opgave.versies.concept().first()
    if concept is None:
        raise Geweigerd("Er is niets nieuws om in te dienen. Wijzig eerst een antwoord.")
    inhoud = antwoorden(concept)
    _eis_zonder_fouten(inhoud, uitvraag)
    hoogste = opgave.versies.filter(ingediend_op__isnull=False).aggregate(n=Max("nummer"))["n"]
    if hoogste and not reden.strip():
        raise Geweigerd("Schrijf kort op waarom u de opgave wijzigt.")
    concept.nummer = max(concept.nummer, (hoogste or 0) + 1)
    concept.ingediend_op = op
    concept.door = door.persoon
    concept.ontvangstnummer = f"{uitvraag.code}-{gemeente.code[2:]}-{concept.nummer}"
    concept.inhoud_hash = regels.inhoud_hash(inhoud)
    concept.sleutel = sleutel
    concept.reden = reden.strip()
    concept.gecontroleerd = sorted(gecontroleerd)
    concept.save()
    leg_voorstellen_vast(
        {a.verband for a in inhoud if a.verband}, uitvraag, persoon=door.persoon, op=op
    )
    te_laat = op >= uitvraag.deadline
    logboek.schrijf(
        "indienen",
        "opgave",
        f"{uitvraag.code}/{gemeente.code}",
        persoon=door.persoon,
        gemeente=gemeente.code,
        inhoud={
            "nummer": concept.ontvangstnummer,
            "hash": concept.inhoud_hash,
            "te_laat": te_laat,
        },
    )
    return Ontvangstbewijs(concept, te_laat=te_laat)


@transaction.atomic
def heropen(opgave: Opgave, *, tot: datetime, reden: str, door: Persoon, op: datetime) -> None:
    """VNG reopens an opgave until `tot`, with a reason (S3-32)."""
    if not reden.strip() or tot <= op:
        raise Geweigerd("Geef een reden en een einde dat nog moet komen.")
    Heropening.objects.create(opgave=opgave, op=op, tot=tot, reden=reden.strip(), door=door)
    logboek.schrijf(
        "heropenen",
        "opgave",
        f"{opgave.uitvraag_id}/{opgave.gemeente_id}",
        persoon=door,
        gemeente=opgave.gemeente_id,
        inhoud={"tot": tot.isoformat(), "reden": reden.strip()},
    )


def _claim(gemeente: Gemeente, uitvraag: Uitvraag, *, versie: int, op: datetime) -> Opgave:
    """Move the edit counter from `versie` to the next, or refuse: exactly one writer wins."""
    opgave, _ = Opgave.objects.get_or_create(gemeente=gemeente, uitvraag=uitvraag)
    gelukt = Opgave.objects.filter(pk=opgave.pk, versie=versie).update(
        versie=F("versie") + 1, bewaard_op=op
    )
    if not gelukt:
        raise Verouderd(
            "Een collega heeft intussen iets bewaard. Bekijk beide versies en kies daarna opnieuw."
        )
    opgave.versie, opgave.bewaard_op = versie + 1, op
    return opgave


def _concept(opgave: Opgave) -> Opgaveversie:
    """The concept of this opgave; made from its grondslag when there is none yet."""
    concept = opgave.versies.concept().first()
    if concept:
        return concept
    basis = grondslag(opgave.gemeente, opgave.uitvraag)
    hoogste = opgave.versies.aggregate(n=Max("nummer"))["n"] or 0
    concept = Opgaveversie.objects.create(opgave=opgave, nummer=hoogste + 1)
    toegestaan = set(opgave.uitvraag.uitvraagtaken.values_list("taak_id", flat=True))
    _schrijf_regels(concept, [a for a in antwoorden(basis) if a.taak in toegestaan])
    return concept


def _schrijf_regels(versie: Opgaveversie, nieuw: list[Antwoord]) -> None:
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
            versie=versie, orgaan=orgaan, gepland=d.gepland, genomen=d.genomen, kenmerk=d.kenmerk
        )
        for orgaan, d in sorted(nodig - bekend.keys(), key=str)
    ]
    Besluit.objects.bulk_create(ontbreekt)
    return bekend | {(Orgaan(b.orgaan), _data(b)): b for b in ontbreekt}


def _ruim_besluiten_op(versie: Opgaveversie) -> None:
    """Remove decisions that no regel refers to any more; documents stay."""
    gebruikt = versie.regels.values_list("collegebesluit_id", "raadsbesluit_id")
    ids = {pk for paar in gebruikt for pk in paar if pk}
    versie.besluiten.exclude(pk__in=ids).filter(document="").delete()


def _data(besluit: Besluit | None) -> Besluitdata:
    if besluit is None:
        return Besluitdata()
    return Besluitdata(besluit.gepland, besluit.genomen, besluit.kenmerk)


def _eis_open(opgave: Opgave, uitvraag: Uitvraag, op: datetime) -> None:
    nu = fase(uitvraag, op)
    if not regels.mag_indienen(nu, heropend_tot=heropend_tot(opgave, op), moment=op):
        raise Geweigerd(
            "Indienen kan nu niet: de ronde is gesloten. Uw concept blijft bewaard. "
            "Vraag de VNG om de opgave te heropenen."
        )


def _eis_zonder_fouten(inhoud: list[Antwoord], uitvraag: Uitvraag) -> None:
    fouten = [p for p in controle(inhoud, uitvraag) if p.zwaarte == regels.Zwaarte.FOUT]
    if fouten:
        raise Geweigerd("Los eerst op: " + " ".join(punt.zin for punt in fouten))


def controle(inhoud: Iterable[Antwoord], uitvraag: Uitvraag) -> list[regels.Punt]:
    """The points of the check before submitting, for this round's catalogue."""
    taken = list(uitvraag.uitvraagtaken.select_related("taak"))
    return regels.controleer(
        inhoud,
        noodzakelijk={t.taak_id for t in taken if t.samenwerking_noodzakelijk},
        landelijk_mogelijk={t.taak_id for t in taken if t.landelijk_mogelijk},
        namen={t.taak_id: t.taak.naam for t in taken},
        peildatum=uitvraag.peildatum,
    )
