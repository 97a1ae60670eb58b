"""The life of an opgave: concept -> ingediend -> (heropend -> ingediend)* (domein.md)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max

from gemeenten.models import Gemeente
from samenwerking import regels
from samenwerking.acties.antwoorden import (
    antwoorden,
    ruim_besluiten_op,
    schrijf_regels,
)
from samenwerking.acties.uitgangspunt import uitgangspunt
from samenwerking.acties.verband import leg_voorstellen_vast
from samenwerking.acties.weigering import Geweigerd, Onvolledig, Verouderd
from samenwerking.meldingen import meld_ontvangst
from samenwerking.models import Opgave, Opgaveversie, Uitvraag, Uitvraagtaak
from samenwerking.regels import Antwoord, Fase
from samenwerking.toegang import logboek
from samenwerking.toegang.models import Gebruiker, Logregel, Persoon


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
    tot: datetime | None = open_.aggregate(tot=Max("tot"))["tot"]
    return tot


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
    gevraagd = set(uitvraag.uitvraagtaken.values_list("taak_id", flat=True))
    concept = opgave.versies.concept().first() or _begin_concept(opgave, gevraagd, op)
    codes = set(taken)
    concept.regels.filter(taak__in=codes).delete()
    schrijf_regels(concept, [a for a in nieuw if a.taak in codes & gevraagd])
    ruim_besluiten_op(concept)
    log("bewaren", opgave, door.persoon, {"taken": sorted(codes), "versie": opgave.versie})
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
    reden_open: str = "",
    gecontroleerd: Iterable[str] = (),
) -> Ontvangstbewijs:
    """Freeze the concept as a submitted version and give its receipt.

    The same `sleutel` again gives the same receipt, and is refused for something else.
    `gecontroleerd` are the codes of the let-op's that were ticked. Raises Verouderd when stale and
    Geweigerd when the round is closed, nothing changed, something is wrong or not ticked, or a
    correction lacks its `reden`.
    """
    zelfde = (gemeente, uitvraag, versie, sleutel, reden.strip())
    if eerder := _eerder(*zelfde):
        return eerder
    try:
        opgave = _claim(gemeente, uitvraag, versie=versie, op=op)
    except Verouderd:
        if eerder := _eerder(*zelfde):
            return eerder
        raise
    _eis_open(opgave, uitvraag, op)
    concept, hoogste = _in_te_dienen(opgave, uitvraag, op)
    inhoud = antwoorden(concept)
    zonder_reden = bool(hoogste) and not reden.strip()
    gezien = _eis_in_orde(inhoud, uitvraag, set(gecontroleerd), reden_open, zonder_reden)
    concept.nummer = max(concept.nummer, hoogste + 1)
    concept.ingediend_op, concept.door = op, door.persoon
    concept.ontvangstnummer = f"{uitvraag.code}-{gemeente.code[2:]}-{concept.nummer}"
    concept.inhoud_hash = regels.inhoud_hash(inhoud)
    concept.sleutel, concept.reden, concept.gecontroleerd = sleutel, reden.strip(), gezien
    concept.reden_open = reden_open.strip()
    concept.save()
    genoemd = {a.verband for a in inhoud if a.verband}
    leg_voorstellen_vast(genoemd, uitvraag, persoon=door.persoon, op=op)
    bewijs = Ontvangstbewijs(concept, te_laat=op >= uitvraag.deadline)
    feiten = {
        "nummer": concept.ontvangstnummer,
        "hash": concept.inhoud_hash,
        "te_laat": bewijs.te_laat,
    }
    log("indienen", opgave, door.persoon, feiten)
    concept.opgave = opgave
    meld_ontvangst(concept, te_laat=bewijs.te_laat)
    return bewijs


@transaction.atomic
def gooi_concept_weg(
    gemeente: Gemeente, uitvraag: Uitvraag, *, door: Gebruiker, op: datetime, versie: int
) -> None:
    """Remove the concept with its decisions, and the documents that only it has.

    What was submitted stays; the next concept begins with that, or with the earlier rounds.
    Raises Verouderd when somebody saved in between, and Geweigerd when there is no concept.
    """
    opgave = _claim(gemeente, uitvraag, versie=versie, op=op)
    concept = opgave.versies.concept().first()
    if concept is None:
        raise Geweigerd("Er is geen concept om weg te gooien.")
    taken = sorted(set(concept.regels.values_list("taak_id", flat=True)))
    concept.regels.all().delete()
    ruim_besluiten_op(concept)
    concept.delete()
    log("weggooien", opgave, door.persoon, {"taken": taken, "versie": opgave.versie})


def controle(
    inhoud: Iterable[Antwoord], uitvraag: Uitvraag, taken: Iterable[Uitvraagtaak]
) -> list[regels.Punt]:
    """The points of the check before submitting; `taken` is the catalogue of the round."""
    lijst = list(taken)
    return regels.controleer(
        inhoud,
        noodzakelijk={t.taak_id for t in lijst if t.samenwerking_noodzakelijk},
        landelijk_mogelijk={t.taak_id for t in lijst if t.landelijk_mogelijk},
        namen={t.taak_id: t.taak.naam for t in lijst},
        peildatum=uitvraag.peildatum,
    )


def logregel(versie: Opgaveversie) -> Logregel | None:
    """The row that the logboek wrote when `versie` was submitted in the portal."""
    return Logregel.objects.filter(
        actie="indienen",
        sleutel=f"{versie.opgave.uitvraag_id}/{versie.opgave.gemeente_id}",
        inhoud__nummer=versie.ontvangstnummer,
    ).first()


def bewaard_sinds(opgave: Opgave, gelezen: int) -> set[str]:
    """Codes of the taken that were saved after version `gelezen` of an opgave."""
    rijen = Logregel.objects.filter(
        actie="bewaren", sleutel=f"{opgave.uitvraag_id}/{opgave.gemeente_id}"
    ).values_list("inhoud", flat=True)
    return {t for inhoud in rijen if inhoud.get("versie", 0) > gelezen for t in inhoud["taken"]}


def _eerder(
    gemeente: Gemeente, uitvraag: Uitvraag, versie: int, sleutel: UUID, reden: str
) -> Ontvangstbewijs | None:
    """The receipt of the same request; None when its `sleutel` is new.

    Raises Geweigerd when the `sleutel` was used for something else: another opgave, another
    reden, or a concept that was read after it was submitted.
    """
    gevonden = Opgaveversie.objects.select_related("opgave").filter(sleutel=sleutel).first()
    if gevonden is None:
        return None
    opgave = gevonden.opgave
    van_ons = (opgave.gemeente_id, opgave.uitvraag_id) == (gemeente.pk, uitvraag.pk)
    if not van_ons or gevonden.reden != reden or versie >= opgave.versie:
        raise Geweigerd("Deze sleutel is al gebruikt om iets anders in te dienen. Kies een nieuwe.")
    return Ontvangstbewijs(gevonden, te_laat=gevonden.ingediend_op >= uitvraag.deadline)


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
    opgave.gemeente, opgave.uitvraag = gemeente, uitvraag
    opgave.versie, opgave.bewaard_op = versie + 1, op
    return opgave


def _begin_concept(opgave: Opgave, gevraagd: set[str], op: datetime) -> Opgaveversie:
    """A concept with what was submitted last, as far as this round asks for it."""
    hoogste = opgave.versies.aggregate(n=Max("nummer"))["n"] or 0
    begin = uitgangspunt(opgave.gemeente, opgave.uitvraag, op).antwoorden
    concept = Opgaveversie.objects.create(opgave=opgave, nummer=hoogste + 1)
    schrijf_regels(concept, [a for a in begin if a.taak in gevraagd])
    return concept


def _in_te_dienen(opgave: Opgave, uitvraag: Uitvraag, op: datetime) -> tuple[Opgaveversie, int]:
    """The concept, and the number of the last version submitted by `op` (0: none).

    In a new round the answers of the last one may be confirmed as they are. Raises Geweigerd when
    there is nothing new.
    """
    versies = list(opgave.versies.order_by("nummer"))
    hoogste = max((v.nummer for v in versies if v.ingediend_op and v.ingediend_op <= op), default=0)
    concept = next((v for v in versies if v.ingediend_op is None), None)
    if concept is None and not hoogste and uitgangspunt(opgave.gemeente, uitvraag, op).eerder:
        gevraagd = set(uitvraag.uitvraagtaken.values_list("taak_id", flat=True))
        concept = _begin_concept(opgave, gevraagd, op)
    if concept is None:
        raise Geweigerd("Er is niets nieuws om in te dienen. Wijzig eerst een antwoord.")
    return concept, hoogste


def _eis_open(opgave: Opgave, uitvraag: Uitvraag, op: datetime) -> None:
    nu = fase(uitvraag, op)
    tot = heropend_tot(opgave, op) if nu == Fase.GESLOTEN else None
    if not regels.mag_indienen(nu, heropend_tot=tot, moment=op):
        raise Geweigerd(
            "Indienen kan nu niet: de ronde is gesloten. Uw concept blijft bewaard. "
            "Vraag de VNG om de opgave te heropenen."
        )


def _eis_in_orde(
    inhoud: list[Antwoord],
    uitvraag: Uitvraag,
    gevinkt: set[str],
    reden_open: str,
    zonder_reden: bool,
) -> list[str]:
    """The let-op's that were seen, as «code:taak».

    Raises Geweigerd with all that must be mended or is missing, so that nobody has to guess twice.
    """
    punten = controle(inhoud, uitvraag, uitvraag.uitvraagtaken.select_related("taak"))
    if fouten := [p.zin for p in punten if p.zwaarte == regels.Zwaarte.FOUT]:
        raise Geweigerd("Los eerst op: " + " ".join(fouten))
    codes = sorted({p.code for p in punten} - gevinkt)
    ontbreekt = {
        "reden": ("Schrijf kort op waarom u de opgave wijzigt.", zonder_reden),
        "gecontroleerd": ("Vink aan dat u de aandachtspunten hebt gecontroleerd.", bool(codes)),
        "reden_open": (
            "Schrijf kort op waarom er bij een taak nog geen antwoord is.",
            any(p.vraagt_reden for p in punten) and not reden_open.strip(),
        ),
    }
    if velden := [naam for naam, (_, mist) in ontbreekt.items() if mist]:
        raise Onvolledig(" ".join(ontbreekt[naam][0] for naam in velden), velden, codes)
    return sorted(f"{p.code}:{p.taak}" for p in punten)


def log(actie: str, opgave: Opgave, persoon: Persoon, inhoud: dict[str, Any]) -> None:
    """A row in the logboek about an opgave."""
    logboek.schrijf(
        actie,
        "opgave",
        f"{opgave.uitvraag_id}/{opgave.gemeente_id}",
        persoon=persoon,
        gemeente=opgave.gemeente_id,
        inhoud=inhoud,
    )
