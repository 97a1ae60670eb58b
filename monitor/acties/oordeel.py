"""Giving an oordeel, hearing the verband, adopting, publishing; every step is a new row."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db import transaction
from django.db.models import Max

from gemeenten.models import Gemeente
from monitor.beeld import beeld
from monitor.models import Commissienotitie, Oordeel, Oordeelstap, Wederhoor
from monitor.regels.criteria import CRITERIA
from monitor.regels.oordelen import (
    Stadium,
    bezwaar,
    bezwaar_termijn,
    gebruikte_norm,
    is_gehoord,
)
from samenwerking import post
from samenwerking.acties.weigering import Geweigerd, Verouderd
from samenwerking.klok import NEDERLAND
from samenwerking.meldingen import invullers
from samenwerking.models import Uitvraag, Verbandversie
from samenwerking.toegang import logboek
from samenwerking.toegang.models import Persoon

Nummers = Mapping[str, int]
"""Per criterium the number of the step that was read: somebody else's step in between shows."""


@transaction.atomic
def geef(
    uitvraag: Uitvraag,
    slug: str,
    criterium: str,
    *,
    score: str,
    motivering: str,
    bewijs: str = "",
    door: Persoon,
    op: datetime,
    versie: int,
) -> Oordeelstap:
    """Write the concept of an oordeel; `versie` is the step that was read (0: none).

    The motivering is obligatory, also when the oordeel equals the indicatie. The same words again
    are no new step. Raises Verouderd when stale, and Geweigerd when it is no concept (any more).
    """
    if not motivering.strip():
        raise Geweigerd("Schrijf een motivering, ook als u het met de indicatie eens bent.")
    oordeel, laatste = _claim(uitvraag, slug, criterium, op)
    inhoud = {"score": score, "motivering": motivering.strip(), "bewijs": bewijs.strip()}
    if laatste and _zegt(laatste, Stadium.CONCEPT, inhoud):
        return laatste
    _eis_actueel(laatste, versie)
    _eis(laatste, Stadium.CONCEPT, terug=False)
    inhoud |= _van_de_regels(uitvraag, slug, criterium, op)
    return _schrijf("beoordelen", oordeel, Stadium.CONCEPT, inhoud, door, op)


@transaction.atomic
def leg_voor(
    uitvraag: Uitvraag, slug: str, *, tot: date, gelezen: Nummers, door: Persoon, op: datetime
) -> list[Oordeelstap]:
    """Lay every concept before the verband, which may answer up to and including `tot`.

    Its gemeenten get a mail that does not say what the oordeel is. Raises Geweigerd without a
    concept or with too short or too long a term, Verouderd when stale.
    """
    if reden := bezwaar_termijn(tot, _dag(op)):
        raise Geweigerd(reden)
    concepten = _allen(uitvraag, slug, Stadium.CONCEPT, gelezen, op)
    if not concepten:
        raise Geweigerd("Er is geen concept om voor te leggen. Geef eerst een oordeel.")
    _meld(uitvraag, slug, tot, op)
    return [
        _verder("voorleggen", stap, Stadium.WEDERHOOR, door, op, wederhoor_tot=tot, reden="")
        for stap in concepten
    ]


@transaction.atomic
def antwoord(
    stap: Oordeelstap, gemeente: Gemeente, *, eens: bool, tekst: str, door: Persoon, op: datetime
) -> Wederhoor:
    """The answer of a gemeente of the verband; the same answer again is the same row.

    Raises Geweigerd after the last day, when the oordeel is no longer in wederhoor, without a text
    to a disagreement, and for a second, different answer.
    """
    tekst = tekst.strip()
    Oordeel.objects.select_for_update().get(pk=stap.oordeel_id)
    if eerder := Wederhoor.objects.filter(stap=stap, gemeente=gemeente).first():
        if (eerder.eens, eerder.tekst) == (eens, tekst):
            return eerder
        raise Geweigerd("Uw gemeente heeft al geantwoord. Bel de commissie om iets te wijzigen.")
    if Oordeelstap.objects.bekend(op).filter(pk=stap.pk, stadium=Stadium.WEDERHOOR).first() is None:
        raise Geweigerd("Dit oordeel ligt niet meer voor. Ververs de pagina.")
    if stap.wederhoor_tot is not None and _dag(op) > stap.wederhoor_tot:
        raise Geweigerd("De termijn om te antwoorden is voorbij. Bel de commissie.")
    if not eens and not tekst:
        raise Geweigerd("Schrijf op waarom u het er niet mee eens bent.")
    rij = Wederhoor.objects.create(
        stap=stap, gemeente=gemeente, eens=eens, tekst=tekst, op=op, door=door
    )
    inhoud = {"stap": stap.nummer, "eens": eens}
    _log("antwoorden", stap.oordeel, door, inhoud, gemeente=gemeente.pk)
    return rij


@transaction.atomic
def stel_vast(
    uitvraag: Uitvraag,
    slug: str,
    criterium: str,
    *,
    score: str,
    motivering: str,
    weging: str,
    door: Persoon,
    op: datetime,
    versie: int,
) -> Oordeelstap:
    """Adopt an oordeel after the wederhoor; `weging` says what was done with the answers.

    Raises Geweigerd while the wederhoor lasts, without motivering, or without weging when somebody
    answered; Verouderd when stale.
    """
    _, laatste = _claim(uitvraag, slug, criterium, op)
    inhoud = {"score": score, "motivering": motivering.strip(), "reden": weging.strip()}
    if laatste and _zegt(laatste, Stadium.VASTGESTELD, inhoud):
        return laatste
    _eis_actueel(laatste, versie)
    _eis(laatste, Stadium.VASTGESTELD, gehoord=laatste is not None and gehoord(laatste, op))
    if not inhoud["motivering"]:
        raise Geweigerd("Schrijf een motivering.")
    if laatste and laatste.antwoorden.filter(op__lte=op).exists() and not inhoud["reden"]:
        raise Geweigerd("Schrijf op wat u met de antwoorden in het wederhoor hebt gedaan.")
    return _verder("vaststellen", laatste, Stadium.VASTGESTELD, door, op, **inhoud)


@transaction.atomic
def publiceer(
    uitvraag: Uitvraag, slug: str, *, gelezen: Nummers, door: Persoon, op: datetime
) -> list[Oordeelstap]:
    """Publish every oordeel that is vastgesteld; public once the round is.

    Raises Geweigerd when there is none, Verouderd when stale.
    """
    klaar = _allen(uitvraag, slug, Stadium.VASTGESTELD, gelezen, op)
    if not klaar:
        raise Geweigerd("Er is geen vastgesteld oordeel om te publiceren.")
    return [_verder("publiceren", stap, Stadium.GEPUBLICEERD, door, op) for stap in klaar]


@transaction.atomic
def neem_terug(
    uitvraag: Uitvraag,
    slug: str,
    criterium: str,
    *,
    reden: str,
    door: Persoon,
    op: datetime,
    versie: int,
) -> Oordeelstap:
    """Make it a concept again, with a reason; what was said stays in the history."""
    _, laatste = _claim(uitvraag, slug, criterium, op)
    _eis_actueel(laatste, versie)
    if laatste is None or laatste.stadium == Stadium.CONCEPT:
        raise Geweigerd("Dit oordeel is al een concept.")
    _eis(laatste, Stadium.CONCEPT, reden=reden)
    velden = {"reden": reden.strip(), "wederhoor_tot": None}
    return _verder("terugnemen", laatste, Stadium.CONCEPT, door, op, **velden)


@transaction.atomic
def noteer(
    uitvraag: Uitvraag, slug: str, *, tekst: str, door: Persoon, op: datetime
) -> Commissienotitie:
    """A note for the commission only; the logboek says that, never what."""
    if not tekst.strip():
        raise Geweigerd("Schrijf eerst een notitie.")
    notitie = Commissienotitie.objects.create(
        uitvraag=uitvraag, verband_id=slug, tekst=tekst.strip(), op=op, door=door
    )
    logboek.schrijf("noteren", "verband", f"{uitvraag.pk}/{slug}", persoon=door)
    return notitie


def gehoord(stap: Oordeelstap, op: datetime) -> bool:
    """Whether the wederhoor of this step is over at `op`."""
    versies = Verbandversie.objects.bekend(op).filter(
        uitvraag=stap.oordeel.uitvraag_id, verband=stap.oordeel.verband_id
    )
    van_penvoerder = stap.antwoorden.filter(gemeente__in=versies.values("penvoerder"), op__lte=op)
    return is_gehoord(stap.wederhoor_tot, _dag(op), penvoerder_antwoordde=van_penvoerder.exists())


def _claim(
    uitvraag: Uitvraag, slug: str, criterium: str, op: datetime
) -> tuple[Oordeel, Oordeelstap | None]:
    """The oordeel, kept from others until the end of the transaction, and its last step."""
    if criterium not in CRITERIA:
        raise Geweigerd("Dit criterium bestaat niet.")
    oordeel, _ = Oordeel.objects.select_for_update().get_or_create(
        uitvraag=uitvraag, verband_id=slug, criterium=criterium
    )
    laatste = Oordeelstap.objects.bekend(op).filter(oordeel=oordeel).first()
    return oordeel, laatste


def _allen(
    uitvraag: Uitvraag, slug: str, stadium: Stadium, gelezen: Nummers, op: datetime
) -> list[Oordeelstap]:
    """The last steps at `stadium`; raises Verouderd unless they are those that were read."""
    oordelen = Oordeel.objects.select_for_update().filter(uitvraag=uitvraag, verband=slug)
    stappen = Oordeelstap.objects.bekend(op).filter(
        oordeel__in=[oordeel.pk for oordeel in oordelen], stadium=stadium
    )
    gevonden = list(stappen.select_related("oordeel").order_by("oordeel__criterium"))
    if {stap.oordeel.criterium: stap.nummer for stap in gevonden} != dict(gelezen):
        raise Verouderd("Een collega was u voor. Bekijk de oordelen opnieuw.")
    return gevonden


def _eis_actueel(laatste: Oordeelstap | None, versie: int) -> None:
    if (laatste.nummer if laatste else 0) != versie:
        raise Verouderd(
            "Een collega heeft dit oordeel intussen gewijzigd. Uw tekst staat hieronder nog; "
            "vergelijk en bewaar daarna opnieuw."
        )


def _eis(
    laatste: Oordeelstap | None,
    naar: Stadium,
    *,
    reden: str = "",
    gehoord: bool = False,
    terug: bool = True,
) -> None:
    van = Stadium(laatste.stadium) if laatste else None
    if not terug and van not in (None, Stadium.CONCEPT):
        raise Geweigerd("Dit oordeel is geen concept meer. Neem het eerst terug, met een reden.")
    if waarom := bezwaar(van, naar, reden=reden, gehoord=gehoord):
        raise Geweigerd(waarom)


def _zegt(stap: Oordeelstap, stadium: Stadium, inhoud: Mapping[str, str]) -> bool:
    """Whether the last step already says exactly this."""
    return stap.stadium == stadium and all(
        getattr(stap, veld) == waarde for veld, waarde in inhoud.items()
    )


def _van_de_regels(uitvraag: Uitvraag, slug: str, criterium: str, op: datetime) -> dict[str, str]:
    """What the rules say now: the indicatie and the norm that was used."""
    stand, evaluatie = beeld(uitvraag, op, op)
    for indicatie in evaluatie.indicaties:
        if (indicatie.verband, indicatie.criterium) == (slug, criterium):
            norm = gebruikte_norm(stand, slug, criterium)
            return {"indicatie": indicatie.score.value, "norm": norm}
    raise Geweigerd("Dit verband heeft in deze ronde geen taken en krijgt geen oordeel.")


def _meld(uitvraag: Uitvraag, slug: str, tot: date, op: datetime) -> None:
    """Tell the penvoerder and the deelnemers that an answer is asked; the mail says no oordeel."""
    stand, _ = beeld(uitvraag, op, op)
    feiten = stand.verbanden[slug]
    leden = stand.codes(reduce(or_, (a.leden for a in stand.per_verband.get(slug, ())), 0))
    adressen = invullers({*leden, feiten.penvoerder} - {None, ""}, _dag(op))
    context = {"verband": feiten.naam, "ronde": uitvraag.korte_naam, "tot": tot}
    brieven = (post.Post("oordeel_voorgelegd", context, tuple(aan)) for aan in adressen.values())
    post.na_afloop(*brieven)


def _verder(
    actie: str,
    stap: Oordeelstap | None,
    stadium: Stadium,
    door: Persoon,
    op: datetime,
    **anders: Any,
) -> Oordeelstap:
    """A step with the words of the one before, except `anders`."""
    assert stap is not None  # noqa: S101  the table of steps has seen to it
    blijft = ("score", "motivering", "bewijs", "indicatie", "norm", "wederhoor_tot", "reden")
    inhoud = {veld: getattr(stap, veld) for veld in blijft} | anders
    return _schrijf(actie, stap.oordeel, stadium, inhoud, door, op)


def _schrijf(
    actie: str,
    oordeel: Oordeel,
    stadium: Stadium,
    inhoud: Mapping[str, Any],
    door: Persoon,
    op: datetime,
) -> Oordeelstap:
    hoogste = oordeel.stappen.aggregate(n=Max("nummer"))["n"] or 0
    stap = Oordeelstap.objects.create(
        oordeel=oordeel, nummer=hoogste + 1, stadium=stadium, op=op, door=door, **inhoud
    )
    _log(actie, oordeel, door, {"nummer": stap.nummer, "stadium": stadium.value})
    return stap


def _log(
    actie: str, oordeel: Oordeel, door: Persoon, inhoud: dict[str, Any], gemeente: str = ""
) -> None:
    logboek.schrijf(actie, "oordeel", str(oordeel), persoon=door, gemeente=gemeente, inhoud=inhoud)


def _dag(op: datetime) -> date:
    return op.astimezone(NEDERLAND).date()
