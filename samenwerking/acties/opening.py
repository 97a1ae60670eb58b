"""A round opens with the verbanden as they were last known; after a herindeling with successors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from gemeenten.herindeling import opvolgers
from gemeenten.models import Gemeente, Herindeling
from samenwerking.acties.verband import kopieer, kopieer_arrangementen
from samenwerking.models import Arrangement, Deelname, Uitvraag, Uitvraagtaak, Verbandversie
from samenwerking.toegang import logboek
from samenwerking.toegang.models import Persoon


def te_openen(op: datetime) -> list[Uitvraag]:
    """Rounds that have opened at `op` and hold no verband yet, while an earlier one does."""
    leeg = Uitvraag.objects.geopend(op).filter(verbandversies=None).order_by("opent")
    return [ronde for ronde in leeg if _eerdere_versies(ronde)]


@transaction.atomic
def open_ronde(uitvraag: Uitvraag, *, persoon: Persoon) -> int:
    """Copy what is known of verbanden to a round without any; returns how many (domein.md).

    A taak that the last round did not ask comes from the round before it. They count from the
    moment the round opens.
    """
    if uitvraag.verbandversies.exists():
        return 0
    gevraagd = _gevraagd()
    nieuw: dict[str, Verbandversie] = {}
    al: set[str] = set()
    for bron in _eerdere_versies(uitvraag):
        if bron.verband_id not in nieuw:
            nieuw[bron.verband_id] = kopieer(bron, uitvraag)
            al = set(gevraagd[bron.uitvraag_id])
        else:
            erbij = bron.arrangementen.exclude(taak__in=al)
            kopieer_arrangementen(erbij, nieuw[bron.verband_id])
            al |= gevraagd[bron.uitvraag_id]
    kopieen = Arrangement.objects.filter(versie__in=nieuw.values())
    kopieen.exclude(taak__in=gevraagd[uitvraag.pk]).delete()
    _volg_herindelingen(nieuw.values(), uitvraag.peildatum)
    for versie in nieuw.values():
        versie.vastgelegd_op, versie.door = uitvraag.opent, persoon
        versie.save()
    logboek.schrijf(
        "openen", "uitvraag", uitvraag.code, persoon=persoon, inhoud={"verbanden": len(nieuw)}
    )
    return len(nieuw)


def open_rondes(op: datetime) -> list[str]:
    """Open every round whose moment has come; a line per round (the chore of `dagelijks`)."""
    persoon = logboek.opdrachtregel()
    return [
        f"{ronde.korte_naam}: {open_ronde(ronde, persoon=persoon)} verbanden overgenomen"
        for ronde in te_openen(op)
    ]


def proef(op: datetime) -> list[str]:
    """The rounds that `open_rondes` would open."""
    return [f"{ronde.korte_naam}: verbanden overnemen" for ronde in te_openen(op)]


def _eerdere_versies(uitvraag: Uitvraag) -> list[Verbandversie]:
    """What earlier rounds know of each verband: verband by verband, the newest round first."""
    bekend = Verbandversie.objects.bekend().filter(uitvraag__opent__lt=uitvraag.opent)
    return list(
        bekend.select_related("verband", "uitvraag").order_by("verband", "-uitvraag__opent")
    )


def _gevraagd() -> dict[str, set[str]]:
    """Per round the codes of the taken it asks."""
    gevraagd: dict[str, set[str]] = defaultdict(set)
    for ronde, taak in Uitvraagtaak.objects.values_list("uitvraag_id", "taak_id"):
        gevraagd[ronde].add(taak)
    return gevraagd


def _volg_herindelingen(versies: Collection[Verbandversie], dag: date) -> None:
    """Put successors in the place of gemeenten that are no more on `dag`.

    One that was split over several leaves its place open, and the version says so.
    """
    weg = dict(Gemeente.objects.filter(bestaat_tot__lte=dag).values_list("code", "naam"))
    stappen = Herindeling.objects.verloop(dag)
    erft = {code: _enige(opvolgers(stappen, code)) for code in weg}
    oud = Deelname.objects.filter(arrangement__versie__in=versies, gemeente__in=weg)
    verdeeld: dict[int, set[str]] = {}
    erven = []
    for deelname in oud.select_related("arrangement"):
        opvolger = erft[deelname.gemeente_id]
        if opvolger:
            erven.append(Deelname(arrangement=deelname.arrangement, gemeente_id=opvolger))
        else:
            namen = verdeeld.setdefault(deelname.arrangement.versie_id, set())
            namen.add(weg[deelname.gemeente_id])
    oud.delete()
    Deelname.objects.bulk_create(erven, ignore_conflicts=True)
    for versie in versies:
        versie.penvoerder_id = erft.get(versie.penvoerder_id, versie.penvoerder_id)
        versie.centrumgemeente_id = erft.get(versie.centrumgemeente_id, versie.centrumgemeente_id)
        versie.reden = _reden(verdeeld.get(versie.pk, set()))


def _enige(codes: frozenset[str]) -> str | None:
    return next(iter(codes)) if len(codes) == 1 else None


def _reden(namen: Collection[str]) -> str:
    """Why a deelnemer is gone; empty when none is."""
    lijst = ", ".join(sorted(namen))
    return f"Verdeeld over andere gemeenten en geen deelnemer meer: {lijst}." if lijst else ""
