"""Making and editing a scenario; every edit is a new version, so that nobody's work is lost."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from monitor.models import Deling, Scenario, Scenarioversie
from monitor.regels.wijzigingen import Wijziging, als_json
from samenwerking.acties.weigering import Geweigerd, Verouderd
from samenwerking.models import Uitvraag
from samenwerking.toegang import logboek
from samenwerking.toegang.models import Persoon

MEESTE = 100
"""So many changes can one scenario hold; with more nobody can follow it."""


@transaction.atomic
def begin(
    uitvraag: Uitvraag,
    naam: str,
    *,
    bekend_op: datetime,
    door: Persoon,
    op: datetime,
    wijzigingen: Sequence[Wijziging] = (),
) -> Scenario:
    """A scenario of `door` alone, on the Stand as known at `bekend_op`. Raises Geweigerd."""
    scenario = Scenario.objects.create(uitvraag=uitvraag, door=door, op=op)
    _schrijf(scenario, 1, naam, bekend_op, wijzigingen, wat="Gemaakt.", door=door, op=op)
    return scenario


@transaction.atomic
def bewaar(
    scenario: Scenario,
    *,
    versie: int,
    wat: str,
    door: Persoon,
    op: datetime,
    naam: str | None = None,
    bekend_op: datetime | None = None,
    wijzigingen: Sequence[Wijziging] | None = None,
) -> Scenarioversie:
    """The next version; what is not given stays. `versie` is the number that was read.

    Raises Verouderd when a colleague was first, Geweigerd for a scenario that was put away.
    """
    rij = _op_slot(scenario)
    laatste = rij.versies.order_by("-nummer")[0]
    if rij.weg_op:
        raise Geweigerd("Dit scenario is opgeborgen. Haal het eerst terug.")
    if laatste.nummer != versie:
        raise Verouderd(
            "Een collega heeft dit scenario intussen gewijzigd. U ziet nu die versie; wat u"
            " invulde, staat er nog. Klopt het nog, bewaar het dan opnieuw."
        )
    return _schrijf(
        rij,
        versie + 1,
        laatste.naam if naam is None else naam,
        bekend_op or laatste.bekend_op,
        laatste.lijst if wijzigingen is None else wijzigingen,
        wat=wat,
        door=door,
        op=op,
    )


def _op_slot(scenario: Scenario) -> Scenario:
    rij: Scenario | None = Scenario.objects.select_for_update().filter(pk=scenario.pk).first()
    if rij is None:
        raise Geweigerd("Dit scenario is intussen verwijderd.")
    return rij


def _schrijf(
    scenario: Scenario,
    nummer: int,
    naam: str,
    bekend_op: datetime,
    wijzigingen: Sequence[Wijziging],
    *,
    wat: str,
    door: Persoon,
    op: datetime,
) -> Scenarioversie:
    if not naam.strip():
        raise Geweigerd("Geef het scenario een naam.")
    if len(wijzigingen) > MEESTE:
        raise Geweigerd(f"Een scenario heeft hoogstens {MEESTE} wijzigingen. Haal er eerst weg.")
    versie = Scenarioversie.objects.create(
        scenario=scenario,
        nummer=nummer,
        naam=naam.strip(),
        bekend_op=bekend_op,
        wijzigingen=[als_json(wijziging) for wijziging in wijzigingen],
        wat=wat[:200],
        op=op,
        door=door,
    )
    inhoud = {"versie": nummer, "wijzigingen": len(wijzigingen)}
    logboek.schrijf("bewaren", "scenario", scenario.pk, persoon=door, inhoud=inhoud)
    return versie


@transaction.atomic
def deel(scenario: Scenario, deling: Deling, *, door: Persoon) -> None:
    """Decide who may open it; who made it does."""
    scenario.deling = deling
    scenario.save(update_fields=["deling"])
    logboek.schrijf("delen", "scenario", scenario.pk, persoon=door, inhoud={"deling": deling.value})


@transaction.atomic
def berg_op(scenario: Scenario, *, op: datetime | None, door: Persoon) -> None:
    """Put it away at `op`: it can be read and not changed; without a moment take it back."""
    scenario.weg_op = op
    scenario.save(update_fields=["weg_op"])
    logboek.schrijf("opbergen" if op else "terughalen", "scenario", scenario.pk, persoon=door)


@transaction.atomic
def verwijder(scenario: Scenario, *, door: Persoon) -> None:
    """Remove it for good, with its versions. Raises Geweigerd unless it was put away first."""
    rij = _op_slot(scenario)
    if rij.weg_op is None:
        raise Geweigerd("Berg het scenario eerst op. Daarna kunt u het verwijderen.")
    logboek.schrijf("verwijderen", "scenario", rij.pk, persoon=door)
    rij.delete()
