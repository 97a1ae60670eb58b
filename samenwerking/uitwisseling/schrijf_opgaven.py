"""Writing opgaven: what a source says of a gemeente becomes a new version of its opgave.

With a moment of receipt it is a submitted version; without one it replaces the concept. A concept
that a clerk typed and that says something else than the submitted version stays: nothing is lost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Max

from samenwerking.acties.verband import leg_voorstellen_vast
from samenwerking.keuzes import Orgaan
from samenwerking.models import Besluit, Opgave, Opgaveregel, Opgaveversie, Uitvraag, Verbandversie
from samenwerking.regels import Antwoord, Besluitdata, inhoud_hash
from samenwerking.toegang.models import Persoon
from samenwerking.uitwisseling.huidig_opgaven import (
    ORGANEN,
    Opgaveinhoud,
    besluit_op,
    besluitdag,
    lees_opgaven,
)
from samenwerking.uitwisseling.ontleden import Inhoud
from samenwerking.uitwisseling.register import Register
from samenwerking.uitwisseling.rijen import Opgaverij, Regelrij
from samenwerking.uitwisseling.verschillen import Verandering, verschillen
from samenwerking.uitwisseling.verslag import Wat, Wijziging


@dataclass
class Nieuw:
    """An opgave to write: what it becomes, what it stood on, what happens to its concept.

    `geldig` is what was submitted: only that may be told to who is not of the gemeente.
    """

    inhoud: Opgaveinhoud
    basis: Opgaveinhoud | None
    geldig: Opgaveinhoud | None
    concept_weg: bool
    concept_blijft: bool


def schrijf_opgaven(
    inhoud: Inhoud,
    register: Register,
    uitvraag: Uitvraag,
    opgaven: dict[str, Opgave],
    *,
    persoon: Persoon,
    op: datetime,
    reden: str,
    namens: str = "",
) -> list[Wijziging]:
    """Write all opgaven that the source names; `opgaven` are those of `houd_vast`."""
    rijen: list[Opgaverij] = inhoud.van("opgaven")
    regels: dict[str, set[Regelrij]] = defaultdict(set)
    for regel in inhoud.van("opgaveregels"):
        regels[regel.gemeente].add(regel)
    versies = Opgaveversie.objects.filter(opgave__in=list(opgaven.values()))
    ingediend = lees_opgaven(versies.bekend(), register)
    concepten = lees_opgaven(versies.concept(), register)
    nieuw: dict[str, Nieuw] = {}
    for rij in rijen:
        geldig, concept = ingediend.get(rij.gemeente), concepten.get(rij.gemeente)
        een = _vergelijk(rij, regels.get(rij.gemeente), geldig, concept, namens)
        if een:
            nieuw[rij.gemeente] = een
    nummers = _bewaar(nieuw, opgaven, uitvraag, persoon=persoon, op=op, reden=reden, namens=namens)
    bekend = ingediend.keys() | concepten.keys()
    return [_wijziging(rij, nieuw.get(rij.gemeente), nummers, bekend, register) for rij in rijen]


def _vergelijk(
    rij: Opgaverij,
    regels: set[Regelrij] | None,
    geldig: Opgaveinhoud | None,
    concept: Opgaveinhoud | None,
    namens: str,
) -> Nieuw | None:
    """What is to be written; None when it is there already. No `regels` leaves those there are.

    Who enters it `namens` the gemeente neither takes from its concept nor removes it.
    """
    basis = geldig or (None if namens else concept)
    if regels is None:
        regels = basis.regels if basis else set()
    huidig = geldig if rij.ingediend_op else concept
    if huidig and (huidig.kop, huidig.regels) == (rij, regels):
        return None
    weg = concept is not None and (rij.ingediend_op is None or concept.regels == regels)
    weg = weg and not namens
    return Nieuw(Opgaveinhoud(rij, regels), basis, geldig, weg, concept is not None and not weg)


def houd_vast(inhoud: Inhoud, uitvraag: Uitvraag) -> dict[str, Opgave]:
    """The opgaven that the source names, by gemeente; made when not there, locked for others.

    The portal locks an opgave before anything else, so an import does too.
    """
    gemeenten = [rij.gemeente for rij in inhoud.van("opgaven")]
    Opgave.objects.bulk_create(
        (Opgave(gemeente_id=gemeente, uitvraag=uitvraag) for gemeente in gemeenten),
        ignore_conflicts=True,
    )
    rijen = Opgave.objects.filter(uitvraag=uitvraag, gemeente__in=gemeenten)
    return {opgave.gemeente_id: opgave for opgave in rijen.order_by("pk").select_for_update()}


def _bewaar(
    nieuw: dict[str, Nieuw],
    opgaven: dict[str, Opgave],
    uitvraag: Uitvraag,
    *,
    persoon: Persoon,
    op: datetime,
    reden: str,
    namens: str,
) -> dict[str, int]:
    """Write the versions with their regels; gives the number of each by gemeente."""
    ids = {gemeente: opgaven[gemeente].pk for gemeente in nieuw}
    hoogste = _maak_plaats(nieuw, ids)
    versies = {
        gemeente: _versie(een, ids[gemeente], hoogste.get(ids[gemeente], 0) + 1, uitvraag)
        for gemeente, een in nieuw.items()
    }
    for versie in versies.values():
        versie.door, versie.reden = persoon, reden if versie.nummer > 1 else ""
        versie.namens = namens
    Opgaveversie.objects.bulk_create(versies.values())
    Opgave.objects.filter(pk__in=ids.values()).update(versie=F("versie") + 1, bewaard_op=op)
    _bewaar_regels(nieuw, versies)
    _leg_voorstellen_vast(nieuw, uitvraag, persoon)
    return {gemeente: versie.nummer for gemeente, versie in versies.items()}


def _maak_plaats(nieuw: dict[str, Nieuw], ids: dict[str, int]) -> dict[int, int]:
    """Remove the concepts that go and put the others last; gives the highest number per opgave."""
    concepten = Opgaveversie.objects.concept()
    concepten.filter(opgave__in=[ids[g] for g, een in nieuw.items() if een.concept_weg]).delete()
    versies = Opgaveversie.objects.filter(opgave__in=ids.values()).order_by()
    hoogste = dict(versies.values_list("opgave_id").annotate(Max("nummer")))
    blijft = list(versies.concept())
    for concept in blijft:
        concept.nummer = hoogste[concept.opgave_id] + 2
    Opgaveversie.objects.bulk_update(blijft, ["nummer"])
    return hoogste


def _leg_voorstellen_vast(nieuw: dict[str, Nieuw], uitvraag: Uitvraag, persoon: Persoon) -> None:
    """A proposed verband counts from the first submitted opgave that names it (domein.md)."""
    sinds: dict[str, datetime] = {}
    for een in nieuw.values():
        ingediend = een.inhoud.kop.ingediend_op
        for slug in {regel.verband for regel in een.inhoud.regels if regel.verband}:
            if ingediend:
                sinds[slug] = min(ingediend, sinds.get(slug, ingediend))
    voorgesteld = Verbandversie.objects.filter(
        uitvraag=uitvraag, vastgelegd_op=None, verband__in=list(sinds)
    )
    for slug in sorted(voorgesteld.values_list("verband_id", flat=True)):
        leg_voorstellen_vast({slug}, uitvraag, persoon=persoon, op=sinds[slug])


def _versie(een: Nieuw, opgave: int, nummer: int, uitvraag: Uitvraag) -> Opgaveversie:
    kop = een.inhoud.kop
    versie = Opgaveversie(opgave_id=opgave, nummer=nummer, kanaal=kop.kanaal or "")
    if kop.ingediend_op:
        versie.ingediend_op = kop.ingediend_op
        versie.ontvangstnummer = f"{uitvraag.code}-{kop.gemeente[2:]}-{nummer}"
        versie.inhoud_hash = inhoud_hash(_antwoord(regel, een.basis) for regel in een.inhoud.regels)
    return versie


def _bewaar_regels(nieuw: dict[str, Nieuw], versies: dict[str, Opgaveversie]) -> None:
    """Regels and the besluiten behind them: one besluit per body and date in a version."""
    besluiten: dict[tuple[str, str, Besluitdata], Besluit] = {}
    achter: dict[tuple[str, Regelrij, str], Besluit] = {}
    for gemeente, een in nieuw.items():
        for rij in een.inhoud.regels:
            for orgaan, kolom in ORGANEN:
                data, document = _besluit(rij, orgaan, kolom, een.basis)
                if data:
                    achter[gemeente, rij, kolom] = besluiten.setdefault(
                        (gemeente, orgaan, data),
                        Besluit(
                            versie=versies[gemeente],
                            orgaan=orgaan,
                            gepland=data.gepland,
                            genomen=data.genomen,
                            kenmerk=data.kenmerk,
                            document=document,
                        ),
                    )
    Besluit.objects.bulk_create(besluiten.values())
    Opgaveregel.objects.bulk_create(
        _regel(
            rij,
            versies[gemeente],
            {k: achter.get((gemeente, rij, k)) for _, k in ORGANEN},
            _motieven(rij, een.basis),
        )
        for gemeente, een in nieuw.items()
        for rij in sorted(een.inhoud.regels, key=lambda rij: (rij.taak, rij.verband or ""))
    )


def _regel(
    rij: Regelrij, versie: Opgaveversie, besluiten: dict[str, Besluit | None], motieven: str
) -> Opgaveregel:
    return Opgaveregel(
        versie=versie,
        taak_id=rij.taak,
        wijze=rij.wijze,
        verband_id=rij.verband,
        stadium=rij.stadium,
        voorlopig=rij.voorlopig,
        toelichting=rij.toelichting,
        onderdeel=rij.onderdeel,
        reden=rij.reden,
        motieven=motieven,
        **besluiten,
    )


def _motieven(rij: Regelrij, basis: Opgaveinhoud | None) -> str:
    """Why the answer was chosen: no file says it, so what was known stays."""
    return basis.motieven.get((rij.taak, rij.verband), "") if basis else ""


def _besluit(
    rij: Regelrij, orgaan: Orgaan, kolom: str, basis: Opgaveinhoud | None
) -> tuple[Besluitdata, str]:
    """The besluit behind a cell; when the date is the one there was, all that was known stays."""
    dag = getattr(rij, kolom)
    oud = basis.besluiten.get((rij.taak, rij.verband, orgaan)) if basis else None
    if oud and besluitdag(oud, orgaan, rij.stadium) == dag:
        return Besluitdata(oud.gepland, oud.genomen, oud.kenmerk), oud.document.name
    return besluit_op(dag, orgaan, rij.stadium), ""


def _antwoord(rij: Regelrij, basis: Opgaveinhoud | None) -> Antwoord:
    """The regel as the portal knows it, so that equal answers have an equal hash."""
    besluiten = {orgaan: _besluit(rij, orgaan, kolom, basis)[0] for orgaan, kolom in ORGANEN}
    return Antwoord(
        taak=rij.taak,
        wijze=rij.wijze,
        verband=rij.verband,
        stadium=rij.stadium,
        college=besluiten[Orgaan.COLLEGE],
        raad=besluiten[Orgaan.RAAD],
        voorlopig=rij.voorlopig,
        onderdeel=rij.onderdeel,
        reden=rij.reden,
        toelichting=rij.toelichting,
        motieven=_motieven(rij, basis),
    )


def _wijziging(
    rij: Opgaverij,
    nieuw: Nieuw | None,
    nummers: dict[str, int],
    bekend: set[str],
    register: Register,
) -> Wijziging:
    delen = [register.gemeenten[rij.gemeente], "ingediend" if rij.ingediend_op else "concept"]
    wat = Wat.GELIJK
    if nieuw:
        wat = Wat.GEWIJZIGD if rij.gemeente in bekend else Wat.NIEUW
        aantal = len(nieuw.inhoud.regels)
        delen.append("1 regel" if aantal == 1 else f"{aantal} regels")
        delen += ["het concept blijft ernaast staan"] * nieuw.concept_blijft
    nummer = nummers.get(rij.gemeente, 0)
    anders = tuple(_veranderingen(nieuw, register)) if nieuw else ()
    return Wijziging("opgave", rij.gemeente, wat, ", ".join(delen), nummer, rij.gemeente, anders)


def _veranderingen(nieuw: Nieuw, register: Register) -> Iterator[Verandering]:
    """What changes in an opgave that was submitted before, per taak."""
    if nieuw.geldig is None:
        return
    gemeente = register.gemeenten[nieuw.inhoud.kop.gemeente]
    oud = {_antwoord(rij, nieuw.geldig) for rij in nieuw.geldig.regels}
    straks = {_antwoord(rij, nieuw.basis) for rij in nieuw.inhoud.regels}
    for taak in sorted({antwoord.taak for antwoord in oud ^ straks}):
        was, wordt = (
            sorted((a for a in alle if a.taak == taak), key=lambda a: a.verband or "")
            for alle in (oud, straks)
        )
        van = f"{gemeente}, {register.taken[taak]}"
        yield from verschillen(van, was, wordt, register.verbandnamen)
