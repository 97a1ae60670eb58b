"""A spreadsheet in two steps: see exactly what changes, then carry it through.

The file waits in a table, for a day, for who sent it. A gemeente writes to its own concept only,
through the same `bewaar` as the cards: taken that the file does not answer stay as they are, and
nothing is submitted. VNG writes what came in on paper, through the importer of the command line:
only opgaven with a moment of receipt, each a version of its own, marked as entered for the
gemeente. What is carried through is what the preview said, or nothing.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from gemeenten.models import Gemeente
from samenwerking.acties import opgave as opgaven
from samenwerking.acties import verband as verbanden
from samenwerking.acties.weigering import Geweigerd, Verouderd
from samenwerking.keuzes import Kanaal
from samenwerking.models import Uitvraag, Upload
from samenwerking.regels import Fase
from samenwerking.toegang import logboek
from samenwerking.toegang.models import Gebruiker
from samenwerking.uitwisseling.grenzen import GEMEENTE, OPDRACHTREGEL, Grenzen
from samenwerking.uitwisseling.levering import Levering, lever, ouders_eerst, schalen
from samenwerking.uitwisseling.ronde import van_verslag, verwerk_ronde
from samenwerking.uitwisseling.schrijf_verbanden import regiosleutels
from samenwerking.uitwisseling.voorbeeld import Voorbeeld

BEWAARTIJD: Final = timedelta(hours=24)
INTUSSEN: Final = (
    "Er is intussen iets veranderd. Er is niets doorgevoerd. Hieronder staat wat er nu staat en "
    "wat uw bestand zegt. Kijk het na en kies opnieuw Doorvoeren."
)


class Gewijzigd(Verouderd):
    """What the file would do is not what the preview said; `voorbeeld` is what it would do now."""

    def __init__(self, upload: Upload, voorbeeld: Voorbeeld) -> None:
        super().__init__(INTUSSEN)
        self.upload, self.voorbeeld = upload, voorbeeld


def grenzen(gemeente: Gemeente | None) -> Grenzen:
    """How large the file may be: of a gemeente, or (None) of VNG."""
    return GEMEENTE if gemeente else OPDRACHTREGEL


@transaction.atomic
def neem_aan(
    naam: str,
    ruw: bytes,
    *,
    uitvraag: Uitvraag,
    door: Gebruiker,
    op: datetime,
) -> Upload:
    """Keep a file with its preview; nothing of it counts yet.

    Raises Importfout with all errors, and
    Geweigerd before the round opens.
    """
    if opgaven.fase(uitvraag, op) == Fase.NOG_NIET_OPEN:
        raise Geweigerd(f"De ronde {uitvraag.korte_naam} is nog niet open.")
    ruim_op()
    upload = Upload(
        gebruiker=door,
        uitvraag=uitvraag,
        gemeente=door.gemeente,
        bestandsnaam=naam[-120:],
        inhoud=ruw,
        gemaakt_op=timezone.now(),
    )
    _zet_voorbeeld(upload, *_bekijk(upload, op))
    upload.save()
    return upload


def ruim_op() -> int:
    """Remove the files that have waited too long; gives how many."""
    aantal, _ = _te_oud().delete()
    return aantal


def dagwerk(op: datetime) -> list[str]:
    """The daily chore; by the real clock, for how long a file waits is no domain time."""
    aantal = ruim_op()
    return [f"{aantal} uploads van meer dan een dag oud verwijderd."] if aantal else []


def dagwerk_proef(op: datetime) -> list[str]:
    """What the daily chore would do."""
    aantal = _te_oud().count()
    return [f"zou {aantal} uploads van meer dan een dag oud verwijderen."] if aantal else []


def _te_oud() -> QuerySet[Upload]:
    return Upload.objects.filter(gemaakt_op__lte=timezone.now() - BEWAARTIJD)


def verlopen(upload: Upload) -> bool:
    """Whether the file has waited too long to be used."""
    return bool(upload.gemaakt_op <= timezone.now() - BEWAARTIJD)


@transaction.atomic
def ververs(upload: Upload, voorbeeld: Voorbeeld, *, versie: int) -> None:
    """Keep the preview of now, after a refusal: the next doorvoeren is about this one."""
    _zet_voorbeeld(upload, voorbeeld, versie)
    upload.save(update_fields=["voorbeeld", "versie"])


@transaction.atomic
def doorvoeren(upload: Upload, *, door: Gebruiker, op: datetime) -> Upload:
    """Write what the preview said; again gives the same without writing anything.

    Raises Gewijzigd when it would be something else by now, Importfout when the file is no longer
    right, and Geweigerd when it has waited too long or changes nothing.
    """
    upload = (
        Upload.objects.select_for_update(of=("self",))
        .select_related("uitvraag", "gemeente")
        .get(pk=upload.pk)
    )
    if upload.doorgevoerd_op:
        return upload
    if verlopen(upload):
        raise Geweigerd("Dit bestand is te lang blijven staan. Stuur het opnieuw.")
    if upload.gemeente:
        _schrijf_concept(upload, door, op)
    else:
        _schrijf_ronde(upload, door, op)
    _log(upload, door)
    upload.doorgevoerd_op, upload.inhoud = op, b""
    upload.save(update_fields=["doorgevoerd_op", "inhoud"])
    return upload


def lees_voorbeeld(upload: Upload) -> Voorbeeld:
    """The preview as it was kept."""
    return Voorbeeld(**upload.voorbeeld)


def _zet_voorbeeld(upload: Upload, voorbeeld: Voorbeeld, versie: int) -> None:
    upload.voorbeeld, upload.versie = asdict(voorbeeld), versie


def _bekijk(upload: Upload, op: datetime) -> tuple[Voorbeeld, int]:
    if upload.gemeente:
        levering = lever(upload, op)
        return levering.voorbeeld, levering.versie
    return van_verslag(verwerk_ronde(upload, upload.gebruiker, op, proef=True)), 0


def _schrijf_concept(upload: Upload, door: Gebruiker, op: datetime) -> None:
    levering = lever(upload, op)
    eerder = lees_voorbeeld(upload)
    if levering.versie != upload.versie or levering.voorbeeld.vinger != eerder.vinger:
        upload.versie = levering.versie
        raise Gewijzigd(upload, levering.voorbeeld)
    if not levering.voorbeeld.verandert:
        raise Geweigerd("Dit bestand verandert niets.")
    sleutels = _stel_voor(levering, upload, door)
    anders = {t: a for t, a in levering.per_taak.items() if a != levering.nu.get(t, [])}
    if not anders:
        return
    opgave = opgaven.bewaar(
        upload.gemeente,
        upload.uitvraag,
        [
            replace(a, verband=sleutels.get(a.verband or "", a.verband))
            for lijst in anders.values()
            for a in lijst
        ],
        taken=anders,
        door=door,
        op=op,
        versie=upload.versie,
    )
    opgave.versies.concept().update(kanaal=Kanaal.SPREADSHEET)


def _stel_voor(levering: Levering, upload: Upload, door: Gebruiker) -> dict[str, str]:
    """Propose the new verbanden; gives the slug that each got by its key in the file."""
    regios = regiosleutels()
    sleutels: dict[str, str] = {}
    for rij in ouders_eerst(levering.inhoud.van("verbanden")):
        versie = verbanden.stel_voor(
            upload.uitvraag,
            naam=rij.naam,
            slug=rij.verband,
            penvoerder=upload.gemeente,
            schalen=schalen(rij.verband, levering, regios),
            door=door,
            rechtsvorm_id=rij.rechtsvorm,
            centrumgemeente_id=rij.centrumgemeente,
            bestaand=rij.bestaand,
            toelichting=rij.toelichting,
            onderdeel_van_id=sleutels.get(rij.onderdeel_van or "", rij.onderdeel_van),
        )
        sleutels[rij.verband] = versie.verband_id
    return sleutels


def _schrijf_ronde(upload: Upload, door: Gebruiker, op: datetime) -> None:
    voorbeeld = van_verslag(verwerk_ronde(upload, door, op, proef=False))
    if voorbeeld.vinger != lees_voorbeeld(upload).vinger:
        raise Gewijzigd(upload, voorbeeld)
    if not voorbeeld.verandert:
        raise Geweigerd("Dit bestand verandert niets.")


def _log(upload: Upload, door: Gebruiker) -> None:
    feiten = {
        "bestand": hashlib.sha256(bytes(upload.inhoud)).hexdigest(),
        "veranderingen": len(upload.voorbeeld["veranderingen"]) + upload.voorbeeld["meer"],
        "nieuw": len(upload.voorbeeld["nieuw"]),
    }
    logboek.schrijf(
        "doorvoeren",
        "upload",
        str(upload.pk),
        persoon=door.persoon,
        gemeente=upload.gemeente_id or "",
        inhoud=feiten,
    )
