"""Writing letters and signatures. They have no versions: a letter is a fact."""

from __future__ import annotations

from datetime import date, datetime, time

from samenwerking.klok import NEDERLAND
from samenwerking.models import Brief, Geadresseerde, Ondertekening, Uitvraag
from samenwerking.uitwisseling.huidig_brieven import lees_brieven, lees_ondertekeningen
from samenwerking.uitwisseling.ontleden import Inhoud
from samenwerking.uitwisseling.rijen import Briefrij, Ondertekeningrij
from samenwerking.uitwisseling.verslag import Wat, Wijziging


def schrijf_brieven(inhoud: Inhoud, uitvraag: Uitvraag, op: datetime) -> list[Wijziging]:
    """Write the letters that the source names, then the signatures of the gemeenten it names.

    A letter in a source was sent: on its date, or at `op` when it bears none.
    """
    nu = lees_brieven(uitvraag)
    rijen: list[Briefrij] = inhoud.van("brieven")
    for rij in rijen:
        if nu.get(rij.brief) != rij:
            _bewaar(rij, uitvraag, op)
    brieven = {brief.slug: brief for brief in uitvraag.brieven.all()}
    for rij in rijen:
        brief = brieven[rij.brief]
        brief.identiek_aan = brieven.get(rij.identiek_aan or "")
    Brief.objects.bulk_update([brieven[rij.brief] for rij in rijen], ["identiek_aan"])
    return [
        *(_wijziging("brief", rij.brief, nu.get(rij.brief), rij) for rij in rijen),
        *_schrijf_ondertekeningen(inhoud, uitvraag, brieven),
    ]


def _bewaar(rij: Briefrij, uitvraag: Uitvraag, op: datetime) -> None:
    """The letter and its addressees, in order; an address that is known stays."""
    bekend = uitvraag.brieven.filter(slug=rij.brief).first()
    verzonden = bekend.verzonden_op if bekend and bekend.datum == rij.datum else None
    velden = {
        "datum": rij.datum,
        "kenmerk": rij.kenmerk,
        "onderwerp": rij.onderwerp,
        "verzonden_op": verzonden or _dag(rij.datum) or op,
    }
    brief, _ = Brief.objects.update_or_create(uitvraag=uitvraag, slug=rij.brief, defaults=velden)
    adressen = dict(brief.geadresseerden.values_list("naam", "adres"))
    brief.geadresseerden.all().delete()
    Geadresseerde.objects.bulk_create(
        Geadresseerde(brief=brief, nummer=nummer, naam=naam, adres=adressen.get(naam, ""))
        for nummer, naam in enumerate(rij.geadresseerden, start=1)
    )


def _schrijf_ondertekeningen(
    inhoud: Inhoud, uitvraag: Uitvraag, brieven: dict[str, Brief]
) -> list[Wijziging]:
    rijen: list[Ondertekeningrij] = inhoud.van("ondertekeningen")
    nu = lees_ondertekeningen(uitvraag)
    genoemd = {(rij.brief, rij.gemeente) for rij in rijen}
    gemeenten = {rij.gemeente for rij in rijen}
    alle = Ondertekening.objects.filter(brief__uitvraag=uitvraag)
    for slug, gemeente in nu:
        if gemeente in gemeenten and (slug, gemeente) not in genoemd:
            alle.filter(brief=brieven[slug], gemeente=gemeente).delete()
    for rij in rijen:
        if nu.get((rij.brief, rij.gemeente)) != rij:
            _onderteken(rij, brieven[rij.brief])
    return [
        _wijziging(
            "ondertekening", f"{rij.brief}/{rij.gemeente}", nu.get((rij.brief, rij.gemeente)), rij
        )
        for rij in rijen
    ]


def _dag(datum: date | None) -> datetime | None:
    """The beginning of a day in the Netherlands."""
    return datetime.combine(datum, time(), NEDERLAND) if datum else None


def _onderteken(rij: Ondertekeningrij, brief: Brief) -> None:
    """What is on paper is signed: on the date of the letter, when both are known."""
    getekend = _dag(brief.datum) if rij.ondertekenaar else None
    Ondertekening.objects.update_or_create(
        brief=brief,
        gemeente_id=rij.gemeente,
        defaults={
            "ondertekenaar": rij.ondertekenaar,
            "functie": rij.functie,
            "gemeente_ondertekenaar_id": rij.gemeente_ondertekenaar,
            "getekend_op": getekend,
            "ingetrokken_op": None,
        },
    )


def _wijziging(
    soort: str,
    sleutel: str,
    oud: Briefrij | Ondertekeningrij | None,
    nieuw: Briefrij | Ondertekeningrij,
) -> Wijziging:
    wat = Wat.NIEUW if oud is None else Wat.GELIJK if oud == nieuw else Wat.GEWIJZIGD
    gemeente = nieuw.gemeente if isinstance(nieuw, Ondertekeningrij) else ""
    return Wijziging(soort, sleutel, wat, gemeente=gemeente)
