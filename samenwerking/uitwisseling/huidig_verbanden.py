"""What the registry holds of verbanden in a round, as the format says it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from samenwerking.models import Arrangement, Deelname, Uitvraag, Verbandversie
from samenwerking.models.verband import Profiel
from samenwerking.uitwisseling.cellen import schoon
from samenwerking.uitwisseling.register import Register
from samenwerking.uitwisseling.rijen import Arrangementrij, Deelnemerrij, Profielrij, Verbandrij

KOPVELDEN = (
    "naam",
    "rechtsvorm_id",
    "penvoerder_id",
    "centrumgemeente_id",
    "bestaand",
    "onderdeel_van_id",
    "toelichting",
)
PROFIELVELDEN = tuple(veld.name for veld in Profiel._meta.get_fields())


@dataclass
class Verbandinhoud:
    """All that the format can say of a verband in a round; arrangementen by taak."""

    kop: Verbandrij
    profiel: Profielrij
    arrangementen: dict[str, Arrangementrij] = field(default_factory=dict)
    deelnames: set[tuple[str, str]] = field(default_factory=set)

    def in_ronde(self, register: Register) -> Verbandinhoud:
        """Only what counts in the round: its taken, and gemeenten that exist on the peildatum."""
        kop = replace(
            self.kop,
            penvoerder=_bestaand(self.kop.penvoerder, register),
            centrumgemeente=_bestaand(self.kop.centrumgemeente, register),
        )
        arrangementen = {
            taak: replace(rij, regio=rij.regio if rij.regio in register.regios else None)
            for taak, rij in self.arrangementen.items()
            if taak in register.taken
        }
        deelnames = {
            (taak, gemeente)
            for taak, gemeente in self.deelnames
            if taak in arrangementen and gemeente in register.gemeenten
        }
        return Verbandinhoud(kop, self.profiel, arrangementen, deelnames)


def verbandversies(uitvraag: Uitvraag, op: datetime | None = None) -> QuerySet[Verbandversie]:
    """Per verband the version of this round that counts at `op` (None: of all there are)."""
    return Verbandversie.objects.filter(uitvraag=uitvraag).bekend(op).order_by()


def lees_verbanden(versies: QuerySet[Verbandversie]) -> dict[str, Verbandinhoud]:
    """The content of these versions, by verband."""
    inhoud = {}
    for rij in versies.values("verband_id", *KOPVELDEN, *PROFIELVELDEN):
        slug = rij["verband_id"]
        kop: dict[str, Any] = {veld.removesuffix("_id"): rij[veld] for veld in KOPVELDEN}
        kop |= {veld: schoon(kop[veld]) for veld in ("naam", "toelichting")}
        profiel: dict[str, Any] = {veld: leeg_is_onbekend(rij[veld]) for veld in PROFIELVELDEN}
        inhoud[slug] = Verbandinhoud(
            Verbandrij(verband=slug, **kop), Profielrij(verband=slug, **profiel)
        )
    _lees_arrangementen(versies, inhoud)
    return inhoud


def leeg_is_onbekend(waarde: Any) -> Any:
    """None for an empty text; 0 and False are answers."""
    return None if waarde == "" else waarde


def _lees_arrangementen(versies: QuerySet[Verbandversie], inhoud: dict[str, Verbandinhoud]) -> None:
    pks = versies.values("pk")
    arrangementen = Arrangement.objects.filter(versie__in=pks).order_by()
    for slug, taak, regio, clienten, aanbieders in arrangementen.values_list(
        "versie__verband_id", "taak_id", "regio__code", "clienten", "aanbieders"
    ):
        inhoud[slug].arrangementen[taak] = Arrangementrij(
            verband=slug, taak=taak, regio=regio, clienten=clienten, aanbieders=aanbieders
        )
    deelnames = Deelname.objects.filter(arrangement__versie__in=pks).order_by()
    for slug, taak, gemeente in deelnames.values_list(
        "arrangement__versie__verband_id", "arrangement__taak_id", "gemeente_id"
    ):
        inhoud[slug].deelnames.add((taak, gemeente))


def deelnemerrijen(inhoud: Verbandinhoud) -> Iterable[Deelnemerrij]:
    """The deelnemers of a verband; who takes part in all its taken has one row with `*`."""
    taken = set(inhoud.arrangementen)
    per_gemeente: dict[str, set[str]] = defaultdict(set)
    for taak, gemeente in inhoud.deelnames:
        per_gemeente[gemeente].add(taak)
    for gemeente, eigen in sorted(per_gemeente.items()):
        for taak in ["*"] if eigen == taken else sorted(eigen):
            yield Deelnemerrij(verband=inhoud.kop.verband, taak=taak, gemeente=gemeente)


def _bestaand(gemeente: str | None, register: Register) -> str | None:
    return gemeente if gemeente in register.gemeenten else None


def koppen_elders(slugs: set[str], uitvraag: Uitvraag) -> dict[str, Verbandrij]:
    """The header of verbanden new to this round: of their concept, else of the last round."""
    versies = Verbandversie.objects.filter(verband__in=slugs)
    laatste: dict[str, int] = {}
    volgorde = versies.order_by("uitvraag__opent", "nummer").values_list(
        "verband_id", "pk", "uitvraag_id", "vastgelegd_op"
    )
    for slug, pk, ronde, vastgelegd in volgorde:
        if ronde != uitvraag.pk and vastgelegd is not None:
            laatste[slug] = pk
    concepten = versies.filter(uitvraag=uitvraag, vastgelegd_op=None)
    laatste |= dict(concepten.values_list("verband_id", "pk"))
    gevonden = lees_verbanden(Verbandversie.objects.filter(pk__in=laatste.values()).order_by())
    return {slug: inhoud.kop for slug, inhoud in gevonden.items()}
