"""What VNG does with a round: reopen an opgave for one gemeente, move the moments."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from django.db import transaction
from django.db.models import Max

from gemeenten.models import Gemeente
from samenwerking import regels
from samenwerking.acties.opgave import log
from samenwerking.acties.weigering import Geweigerd, Verouderd
from samenwerking.meldingen import meld_heropening
from samenwerking.models import Heropening, Opgave, Uitvraag
from samenwerking.regels import MOMENTEN
from samenwerking.toegang import logboek
from samenwerking.toegang.models import Persoon

MAX_REDEN = 500


@transaction.atomic
def heropen(opgave: Opgave, *, tot: datetime, reden: str, door: Persoon, op: datetime) -> None:
    """VNG reopens an opgave until `tot`, with a reason (S3-32)."""
    if not reden.strip() or tot <= op:
        raise Geweigerd("Geef een reden en een einde dat nog moet komen.")
    Heropening.objects.create(opgave=opgave, op=op, tot=tot, reden=reden.strip(), door=door)
    log("heropenen", opgave, door, {"tot": tot.isoformat(), "reden": reden.strip()})
    meld_heropening(opgave, tot)


@transaction.atomic
def heropen_voor(
    gemeente: Gemeente,
    uitvraag: Uitvraag,
    *,
    tot: datetime,
    reden: str,
    door: Persoon,
    op: datetime,
    gelezen: int,
) -> None:
    """Reopen for a gemeente, also one that never submitted; `gelezen` is the last one seen.

    Raises Geweigerd while submitting is possible for everybody, Verouderd when a colleague
    reopened it in between.
    """
    if op < uitvraag.laatste_wijziging:
        raise Geweigerd("Heropenen is nog niet nodig: de gemeente kan nu gewoon indienen.")
    opgave, _ = Opgave.objects.get_or_create(gemeente=gemeente, uitvraag=uitvraag)
    Opgave.objects.select_for_update().get(pk=opgave.pk)
    if laatste_heropening(opgave) != gelezen:
        raise Verouderd(
            "Een collega heeft deze opgave intussen heropend. Bekijk dat en beslis daarna opnieuw."
        )
    heropen(opgave, tot=tot, reden=reden, door=door, op=op)


def laatste_heropening(opgave: Opgave) -> int:
    """What a form names to say which heropeningen it has seen; 0 when there are none."""
    return opgave.heropeningen.aggregate(pk=Max("pk"))["pk"] or 0


@transaction.atomic
def wijzig_momenten(
    uitvraag: Uitvraag,
    nieuw: Mapping[str, datetime | None],
    *,
    gelezen: str,
    reden: str,
    door: Persoon,
    op: datetime,
) -> Uitvraag:
    """Move the moments of a round; `gelezen` is what the writer saw (`als_tekst`).

    Raises Verouderd when they changed in between, Geweigerd for an order that cannot be or a
    moment in the past (`regels.momentfouten`), and without a reason.
    """
    ronde = Uitvraag.objects.select_for_update().get(pk=uitvraag.pk)
    oud = momenten(ronde)
    if als_tekst(ronde) != gelezen:
        raise Verouderd("Een collega heeft de momenten intussen gewijzigd. Vergelijk ze eerst.")
    anders = {naam: nieuw[naam] for naam in MOMENTEN if nieuw.get(naam) != oud[naam]}
    if not anders:
        raise Geweigerd("Er is niets gewijzigd.")
    if fouten := regels.momentfouten(oud, oud | anders, op=op):
        raise Geweigerd(" ".join(fouten.values()))
    if not reden.strip():
        raise Geweigerd("Schrijf kort op waarom u de momenten wijzigt.")
    for naam, moment in anders.items():
        setattr(ronde, naam, moment)
    ronde.save(update_fields=sorted(anders))
    logboek.schrijf(
        "momenten wijzigen",
        "uitvraag",
        ronde.pk,
        persoon=door,
        inhoud={
            "reden": reden.strip()[:MAX_REDEN],
            "van": {naam: _iso(oud[naam]) for naam in anders},
            "naar": {naam: _iso(moment) for naam, moment in anders.items()},
        },
    )
    return ronde


def momenten(uitvraag: Uitvraag) -> dict[str, datetime | None]:
    """The four moments of a round by name."""
    return {naam: getattr(uitvraag, naam) for naam in MOMENTEN}


def als_tekst(uitvraag: Uitvraag) -> str:
    """The four moments as a form names what it read."""
    return "|".join(_iso(moment) for moment in momenten(uitvraag).values())


def _iso(moment: datetime | None) -> str:
    return moment.astimezone(UTC).isoformat() if moment else ""
