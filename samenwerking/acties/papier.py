"""VNG enters what a gemeente sent on paper (S0-01).

The answers are typed over into a Papieropgave of their own, apart from the concept of the gemeente:
neither reads the other, and VNG never sees what the gemeente is editing. Recording makes a
submitted version at the moment the letter came in, marked with in whose name and by whom. A concept
of the gemeente stays as it is, beside it; that there is one asks VNG for a reason. What is recorded
replaces the whole opgave, so typing over begins with what was submitted last in this round.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max

from gemeenten.models import Gemeente
from samenwerking import regels
from samenwerking.acties.antwoorden import antwoorden, schrijf_regels
from samenwerking.acties.opgave import controle, fase, heropend_tot, log
from samenwerking.acties.verband import leg_voorstellen_vast
from samenwerking.acties.weigering import Geweigerd, Verouderd
from samenwerking.keuzes import Kanaal
from samenwerking.meldingen import meld_ontvangst
from samenwerking.models import Opgave, Opgaveversie, Papieropgave, Uitvraag
from samenwerking.regels import Antwoord, Besluitdata, Fase
from samenwerking.toegang import logboek
from samenwerking.toegang.models import Gebruiker

INTUSSEN = "Een collega heeft deze brief intussen gewijzigd. Kijk het na en bewaar opnieuw."


def begin(gemeente: Gemeente, uitvraag: Uitvraag, op: datetime) -> list[Antwoord]:
    """What typing over begins with: what the gemeente submitted last in this round."""
    bekend = Opgaveversie.objects.filter(opgave__gemeente=gemeente, opgave__uitvraag=uitvraag)
    gevraagd = set(uitvraag.uitvraagtaken.values_list("taak_id", flat=True))
    return [a for a in antwoorden(bekend.bekend(op).first()) if a.taak in gevraagd]


def getypt(papier: Papieropgave) -> list[Antwoord]:
    """The answers typed over so far."""
    return [_gelezen(dict(rij)) for rij in papier.antwoorden]


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
) -> Papieropgave:
    """Replace the answers for `taken` in what is typed over; the rest stays.

    Raises Verouderd when a colleague saved in between, Geweigerd before the round opens.
    """
    if fase(uitvraag, op) == Fase.NOG_NIET_OPEN:
        raise Geweigerd(f"De ronde {uitvraag.korte_naam} is nog niet open.")
    papier, vers = Papieropgave.objects.get_or_create(gemeente=gemeente, uitvraag=uitvraag)
    mijn = Papieropgave.objects.filter(pk=papier.pk, versie=versie)
    if not mijn.update(versie=F("versie") + 1):
        raise Verouderd(INTUSSEN)
    codes = set(taken)
    blijft = begin(gemeente, uitvraag, op) if vers else getypt(papier)
    alles = [a for a in blijft if a.taak not in codes] + [a for a in nieuw if a.taak in codes]
    alles.sort(key=lambda a: (a.taak, a.verband or ""))
    papier.antwoorden = [asdict(a) for a in alles]
    papier.versie, papier.bewaard_op, papier.door = versie + 1, op, door.persoon
    papier.save()
    _log("invoeren", papier, door, {"taken": sorted(codes), "versie": papier.versie})
    return papier


@transaction.atomic
def verwijder(papier: Papieropgave, *, door: Gebruiker) -> None:
    """Throw away what was typed over; nothing of it was recorded."""
    _log("weggooien", papier, door, {"versie": papier.versie})
    papier.delete()


@transaction.atomic
def leg_vast(
    gemeente: Gemeente,
    uitvraag: Uitvraag,
    *,
    ontvangen: datetime,
    namens: str,
    reden: str,
    versie: int,
    sleutel: UUID,
    door: Gebruiker,
    op: datetime,
) -> Opgaveversie:
    """Make what was typed over a submitted version, received at `ontvangen`.

    The same `sleutel` again gives the same version. Raises Verouderd when a colleague changed it,
    and Geweigerd when the moment cannot be, the gemeente submitted after it, or a reason is needed.
    """
    opgave, _ = Opgave.objects.get_or_create(gemeente=gemeente, uitvraag=uitvraag)
    opgave = Opgave.objects.select_for_update().get(pk=opgave.pk)
    opgave.gemeente, opgave.uitvraag = gemeente, uitvraag
    if eerder := opgave.versies.filter(sleutel=sleutel).first():
        return eerder
    papier = Papieropgave.objects.filter(gemeente=gemeente, uitvraag=uitvraag).first()
    if papier is None or papier.versie != versie:
        raise Verouderd(INTUSSEN)
    _eis_moment(opgave, uitvraag, ontvangen, op)
    _eis_reden(opgave, reden, op)
    inhoud = [replace(a, bevestigd_op=ontvangen) for a in getypt(papier)]
    _eis_antwoorden(inhoud, uitvraag)
    nieuw = _versie(opgave, inhoud, ontvangen, door)
    nieuw.namens, nieuw.reden, nieuw.sleutel = namens.strip(), reden.strip(), sleutel
    nieuw.save()
    schrijf_regels(nieuw, inhoud)
    Opgave.objects.filter(pk=opgave.pk).update(versie=F("versie") + 1)
    genoemd = {a.verband for a in inhoud if a.verband}
    leg_voorstellen_vast(genoemd, uitvraag, persoon=door.persoon, op=ontvangen)
    papier.delete()
    te_laat = ontvangen >= uitvraag.deadline
    feiten = {
        "nummer": nieuw.ontvangstnummer,
        "hash": nieuw.inhoud_hash,
        "te_laat": te_laat,
        "kanaal": nieuw.kanaal,
        "namens_gemeente": True,
    }
    log("indienen", opgave, door.persoon, feiten)
    meld_ontvangst(nieuw, te_laat=te_laat)
    return nieuw


def _versie(
    opgave: Opgave, inhoud: list[Antwoord], ontvangen: datetime, door: Gebruiker
) -> Opgaveversie:
    """The version to be, after all there are; a concept of the gemeente goes behind it."""
    hoogste = opgave.versies.aggregate(n=Max("nummer"))["n"] or 0
    opgave.versies.concept().update(nummer=hoogste + 2)
    return Opgaveversie(
        opgave=opgave,
        nummer=hoogste + 1,
        ingediend_op=ontvangen,
        door=door.persoon,
        kanaal=Kanaal.BRIEF,
        ontvangstnummer=f"{opgave.uitvraag_id}-{opgave.gemeente_id[2:]}-{hoogste + 1}",
        inhoud_hash=regels.inhoud_hash(inhoud),
    )


def _eis_moment(opgave: Opgave, uitvraag: Uitvraag, ontvangen: datetime, op: datetime) -> None:
    """A letter came in while the round took it, and not before what the gemeente sent itself."""
    if ontvangen > op:
        raise Geweigerd("Dit moment moet nog komen. Vul in wanneer de brief binnenkwam.")
    heropend = heropend_tot(opgave, ontvangen)
    if not regels.mag_indienen(fase(uitvraag, ontvangen), heropend_tot=heropend, moment=ontvangen):
        raise Geweigerd(
            "De ronde was toen niet open. Kwam de brief te laat binnen? Heropen dan eerst de "
            "opgave van deze gemeente."
        )
    laatste = opgave.versies.filter(ingediend_op__lte=op).aggregate(op=Max("ingediend_op"))["op"]
    if laatste and ontvangen <= laatste:
        raise Geweigerd(
            "De gemeente diende op hetzelfde moment of later zelf in. Die opgave is nieuwer dan "
            "deze brief en blijft staan."
        )


def _eis_reden(opgave: Opgave, reden: str, op: datetime) -> None:
    if reden.strip():
        return
    if opgave.versies.filter(ingediend_op__lte=op).exists():
        raise Geweigerd("De gemeente diende al eerder in. Schrijf kort op waarom u dat vervangt.")
    if opgave.versies.concept().filter(regels__isnull=False).exists():
        raise Geweigerd(
            "De gemeente werkt zelf aan een concept. Schrijf kort op waarom u de brief toch "
            "invoert. Het concept blijft bewaard."
        )


def _eis_antwoorden(inhoud: list[Antwoord], uitvraag: Uitvraag) -> None:
    """Paper is entered as written; only what cannot be stored is refused."""
    if not inhoud:
        raise Geweigerd("Er staat nog geen antwoord in. Vul ten minste één taak in.")
    punten = controle(inhoud, uitvraag, uitvraag.uitvraagtaken.select_related("taak"))
    fouten = [punt.zin for punt in punten if punt.zwaarte == regels.Zwaarte.FOUT]
    if fouten:
        raise Geweigerd("Los eerst op: " + " ".join(fouten))


def _gelezen(rij: dict[str, Any]) -> Antwoord:
    """An answer as it was before `asdict` and JSON."""
    for orgaan in ("college", "raad"):
        data = dict(rij[orgaan])
        for dag in ("gepland", "genomen"):
            data[dag] = date.fromisoformat(data[dag]) if data[dag] else None
        rij[orgaan] = Besluitdata(**data)
    op = rij.get("bevestigd_op")
    rij["bevestigd_op"] = datetime.fromisoformat(op) if op else None
    return Antwoord(**rij)


def _log(actie: str, papier: Papieropgave, door: Gebruiker, inhoud: dict[str, Any]) -> None:
    logboek.schrijf(
        actie,
        "papier",
        f"{papier.uitvraag_id}/{papier.gemeente_id}",
        persoon=door.persoon,
        gemeente=papier.gemeente_id,
        inhoud=inhoud,
    )
