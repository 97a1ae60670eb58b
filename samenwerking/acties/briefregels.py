"""Reading what a letter says: its decisions, or for a letter on paper the opgaven it brought."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from gemeenten.models import Gemeente
from samenwerking.acties.antwoorden import als_antwoord
from samenwerking.acties.uitgangspunt import uitgangspunt
from samenwerking.bepalingen import Bepaling, groepeer
from samenwerking.keuzes import Kanaal
from samenwerking.models import Brief, Briefregel, Opgaveregel, Opgaveversie, Uitvraag
from samenwerking.querysets import OpgaveversieQuerySet
from samenwerking.regels import Antwoord


def bepalingen(brief: Brief) -> list[Bepaling]:
    """What the letter says, in its own order; of a letter on paper in the order of the taken."""
    return van_papier(brief) if brief.op_papier else [bepaling for _, bepaling in genummerd(brief)]


def genummerd(brief: Brief) -> list[tuple[int, Bepaling]]:
    """The decisions written in the portal with their number; three queries."""
    regels = brief.regels.prefetch_related("taken", "gemeenten").order_by("nummer")
    return [(regel.nummer, als_bepaling(regel)) for regel in regels]


def als_bepaling(regel: Briefregel) -> Bepaling:
    """One stored decision."""
    return Bepaling(
        frozenset(taak.pk for taak in regel.taken.all()),
        frozenset(gemeente.pk for gemeente in regel.gemeenten.all()),
        regel.wijze,
        regel.verband_id,
        regel.stadium,
        regel.onderdeel,
        regel.toelichting,
    )


def van_papier(brief: Brief) -> list[Bepaling]:
    """What the first opgaven that came in by letter say, of the gemeenten the letter names."""
    namens = brief.ondertekeningen.values("gemeente")
    eerste: dict[str, int] = {}
    versies = Opgaveversie.objects.filter(
        opgave__uitvraag=brief.uitvraag_id,
        opgave__gemeente__in=namens,
        kanaal=Kanaal.BRIEF,
        ingediend_op__isnull=False,
    )
    for gemeente, pk in versies.order_by("-nummer").values_list("opgave__gemeente", "pk"):
        eerste[gemeente] = pk
    per_versie = {pk: gemeente for gemeente, pk in eerste.items()}
    uit: dict[str, list[Antwoord]] = {gemeente: [] for gemeente in eerste}
    rijen = Opgaveregel.objects.filter(versie__in=per_versie)
    for regel in rijen.select_related("collegebesluit", "raadsbesluit"):
        uit[per_versie[regel.versie_id]].append(als_antwoord(regel))
    return groepeer(uit)


def huidig(gemeente: Gemeente, uitvraag: Uitvraag, op: datetime) -> list[Antwoord]:
    """What the opgave of `gemeente` says now: its concept, else what was submitted last."""
    concept = _concept(gemeente, uitvraag).first()
    nu = uitgangspunt(gemeente, uitvraag, op, concept).antwoorden
    gevraagd = set(uitvraag.uitvraagtaken.values_list("taak_id", flat=True))
    return [a for a in nu if a.taak in gevraagd]


def heeft_concept(gemeente: Gemeente, uitvraag: Uitvraag) -> bool:
    """Whether something of its opgave is not submitted yet."""
    return _concept(gemeente, uitvraag).exists()


def _concept(gemeente: Gemeente, uitvraag: Uitvraag) -> OpgaveversieQuerySet:
    concepten = Opgaveversie.objects.concept()
    return concepten.filter(opgave__gemeente=gemeente, opgave__uitvraag=uitvraag)


def zelfde(een: Iterable[Antwoord], ander: Iterable[Antwoord]) -> bool:
    """Whether two sets of answers say the same."""
    return set(een) == set(ander)
