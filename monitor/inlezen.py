"""The only bridge from the tables to the Stand: a fixed number of plain queries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import CharField, F, FilteredRelation, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Cast

from gemeenten.models import Gemeente, Grens, Herindeling, Regiolid
from monitor.regels import stand as feiten
from monitor.regels.bouwen import bouw
from monitor.regels.planning import Gepland
from monitor.regels.stand import Stand
from monitor.regels.voortgang import opvolgers
from samenwerking.models import (
    Arrangement,
    Deelname,
    Opgaveregel,
    Opgaveversie,
    Rechtsvorm,
    Uitvraag,
    Uitvraagtaak,
    Verbandversie,
)
from samenwerking.querysets import Rijtje

Rijen = Iterable[tuple[Any, ...]]
Norm = int | None


class Referentie(NamedTuple):
    """The rows of a Stand that change only when reference data are loaded, or a norm.

    `normen` has per taak the changes of its norm, oldest first: when, and what it was before.
    """

    gemeenten: list[Any]
    taken: list[feiten.Taak]
    normen: dict[str, list[tuple[datetime, Norm]]]
    regioleden: list[Any]
    grenzen: list[Any]


def lees_referentie(uitvraag: Uitvraag) -> Referentie:
    """What holds on the peildatum of a round; four queries."""
    dag = uitvraag.peildatum
    return Referentie(
        list(_gemeenten(dag)), *_taken(uitvraag), list(_regioleden(dag)), list(_grenzen(dag))
    )


def lees_stand(
    uitvraag: Uitvraag,
    *,
    nu: datetime,
    bekend_op: datetime | None = None,
    referentie: Referentie | None = None,
) -> Stand:
    """The Stand of a round as known at `bekend_op` (aware; None: everything recorded).

    Known is per verband and per gemeente the latest version recorded at or before that moment;
    concepts never count. Seven queries, three when the `referentie` is at hand, whatever the size
    of the country; `nu` only decides what W3 and T7 find. Source: S2-07, S1-16..18.
    """
    vast = referentie or lees_referentie(uitvraag)
    versies = Verbandversie.objects.filter(uitvraag=uitvraag).bekend(bekend_op).order_by()
    arrangementen = list(_arrangementen(versies.values("pk")))
    regels = list(_regels(uitvraag, bekend_op))
    return bouw(
        uitvraag=uitvraag.code,
        peildatum=uitvraag.peildatum,
        deadline=uitvraag.deadline,
        vaststelling_drempel=uitvraag.vaststelling_drempel,
        nu=nu,
        gemeenten=vast.gemeenten,
        taken=_met_normen(vast, bekend_op),
        regioleden=vast.regioleden,
        grenzen=vast.grenzen,
        verbanden=_verbanden(versies),
        arrangementen=(rij[:-1] for rij in arrangementen),
        deelnames=_deelnames(arrangementen),
        opgaven={rij[0] for rij in regels},
        regels=regels,
    )


def lees_opvolging(eerst: Stand, later: Stand) -> dict[str, frozenset[str]]:
    """The successors in the later Stand of the gemeenten that changed since the first one."""
    wijzigingen = Herindeling.objects.order_by().values_list("datum", "oud_id", "nieuw_id")
    return opvolgers(wijzigingen, eerst.peildatum, later.peildatum)


def lees_plannen(uitvraag: Uitvraag, bekend_op: datetime) -> list[Gepland]:
    """The decisions of colleges and raden that known regels plan and that were not taken yet.

    One query; by day, gemeente and taak. Source: S4-68.
    """
    versies = Opgaveversie.objects.filter(opgave__uitvraag=uitvraag).bekend(bekend_op)
    open_ = {
        orgaan: Q(**{f"{orgaan}besluit__gepland__isnull": False, f"{orgaan}besluit__genomen": None})
        for orgaan in ("college", "raads")
    }
    rijen = Opgaveregel.objects.filter(
        open_["college"] | open_["raads"], versie__in=versies.values("pk"), verband__isnull=False
    )
    uit: list[Gepland] = []
    for gemeente, taak, verband, *dagen in rijen.order_by().values_list(
        "versie__opgave__gemeente_id",
        "taak_id",
        "verband_id",
        "collegebesluit__gepland",
        "collegebesluit__genomen",
        "raadsbesluit__gepland",
        "raadsbesluit__genomen",
    ):
        for orgaan, gepland, genomen in (("college", *dagen[:2]), ("raad", *dagen[2:])):
            if gepland and not genomen:
                uit.append(Gepland(gemeente, taak, verband, orgaan, gepland))
    return sorted(uit, key=lambda plan: (plan.dag, plan.gemeente, plan.taak, plan.orgaan))


def lees_vormen() -> dict[str, feiten.Rechtsvorm]:
    """Every rechtsvorm by its code, also those not valid on the peildatum (T5 finds them)."""
    rijen = Rechtsvorm.objects.values_list(*feiten.Rechtsvorm._fields)
    return {rij[0]: feiten.Rechtsvorm._make(rij) for rij in rijen}


def _gemeenten(dag: date) -> Rijen:
    bestaand = Gemeente.objects.op(dag).met_inwoners(dag).order_by()
    return bestaand.values_list("code", "naam", "inwoners", "kolom", "rij")


def _taken(uitvraag: Uitvraag) -> tuple[list[feiten.Taak], dict[str, list[tuple[datetime, Norm]]]]:
    """The taken as they are asked now, and the changes of their norms: one query for both."""
    wijziging = FilteredRelation(
        "uitvraag__normwijzigingen", condition=Q(uitvraag__normwijzigingen__taak=F("taak"))
    )
    rijen = Uitvraagtaak.objects.filter(uitvraag=uitvraag).annotate(wijziging=wijziging)
    taken: dict[str, feiten.Taak] = {}
    normen: dict[str, list[tuple[datetime, Norm]]] = {}
    for *velden, op, was in rijen.order_by("wijziging__nummer").values_list(
        "taak_id",
        "taak__naam",
        "taak__decentralisatie",
        "niveau",
        "samenwerking_noodzakelijk",
        "landelijk_mogelijk",
        "referentie_indeling",
        "norm_inwoners",
        "taak__korte_naam",
        "wijziging__op",
        "wijziging__was",
    ):
        taak = feiten.Taak._make(velden)
        taken[taak.code] = taak
        if op:
            normen.setdefault(taak.code, []).append((op, was))
    return list(taken.values()), normen


def _met_normen(vast: Referentie, bekend_op: datetime | None) -> list[feiten.Taak]:
    """The taken with the norms that held at that moment: what the first later change found."""
    if bekend_op is None:
        return vast.taken
    later = {
        code: was
        for code, wijzigingen in vast.normen.items()
        for op, was in reversed(wijzigingen)
        if op > bekend_op
    }
    return [
        taak._replace(norm_inwoners=later[taak.code]) if taak.code in later else taak
        for taak in vast.taken
    ]


def _regioleden(dag: date) -> Rijen:
    return (
        Regiolid.objects.op(dag)
        .order_by()
        .values_list(
            "regio__soort", "regio__code", "regio__naam", "regio__centrumgemeente_id", "gemeente_id"
        )
    )


def _grenzen(dag: date) -> Rijen:
    water = Cast("alleen_water", IntegerField())
    return (
        Grens.objects.op(dag)
        .order_by()
        .values_list("gemeente_id", "buur_id", "landgrens_km", water)
    )


RECHTSVORM = tuple(f"rechtsvorm__{veld}" for veld in feiten.Rechtsvorm._fields)
EIGEN = ("verband_id", "naam", "penvoerder_id", "centrumgemeente_id", "bestaand")


def _verbanden(versies: Any) -> Iterator[feiten.Verband]:
    for rij in versies.values_list(*EIGEN, *RECHTSVORM, *feiten.Profiel._fields):
        slug, naam, penvoerder, centrum, bestaand = rij[: len(EIGEN)]
        rest = rij[len(EIGEN) :]
        vorm, profiel = rest[: len(RECHTSVORM)], rest[len(RECHTSVORM) :]
        yield feiten.Verband(
            slug,
            naam,
            feiten.Rechtsvorm._make(vorm) if vorm[0] else None,
            penvoerder,
            centrum,
            bestaand,
            _profiel(feiten.Profiel._make(profiel)),
        )


def _profiel(profiel: feiten.Profiel) -> feiten.Profiel:
    return profiel._replace(
        risicoanalyse=_verzameling(profiel.risicoanalyse),
        raadsinstrumenten=_verzameling(profiel.raadsinstrumenten),
    )


def _verzameling(tekst: Any) -> frozenset[str] | None:
    """A stored list («financieel|juridisch», «geen») as a set; nothing stored is unknown."""
    return frozenset(tekst.split("|")) - {feiten.GEEN} if tekst else None


def _arrangementen(bekend: Any) -> Rijen:
    """Rows of arrangementen, each with its deelnemers last: a row per deelname takes longer."""
    van_ons = Deelname.objects.filter(arrangement=OuterRef("pk")).order_by().values("arrangement")
    return (
        Arrangement.objects.filter(versie__in=bekend)
        .order_by()
        .values_list(
            "pk",
            "versie__verband_id",
            "taak_id",
            "regio__soort",
            "regio__code",
            "clienten",
            "aanbieders",
            Subquery(van_ons.annotate(wie=Rijtje("gemeente")).values("wie")),
        )
    )


def _deelnames(arrangementen: Rijen) -> Iterator[tuple[int, str]]:
    for sleutel, *_, deelnemers in arrangementen:
        for code in (deelnemers or "").split(","):
            yield sleutel, code


def _regels(uitvraag: Uitvraag, bekend_op: datetime | None) -> Rijen:
    """A row per submitted regel, and one with an empty taak for an opgave without regels.

    The date comes as text: turning it into a date row by row costs as much as reading it.
    """
    versies = Opgaveversie.objects.filter(opgave__uitvraag=uitvraag).bekend(bekend_op)
    return versies.order_by().values_list(
        "opgave__gemeente_id",
        "regels__taak_id",
        "regels__wijze",
        "regels__verband_id",
        "regels__stadium",
        Cast("regels__collegebesluit__genomen", CharField()),
    )
