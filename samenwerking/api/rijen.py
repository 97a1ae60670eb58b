"""Rows of a round for who asks: a fixed number of queries each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.shortcuts import get_object_or_404

from gemeenten.models import Regiolid
from samenwerking.acties.antwoorden import als_antwoord
from samenwerking.api.vormen import PROFIELVELDEN, kameel
from samenwerking.models import (
    Arrangement,
    Deelname,
    Opgaveregel,
    Opgaveversie,
    Uitvraag,
    Verbandversie,
)
from samenwerking.regels import Antwoord, Besluitdata
from samenwerking.toegang.bereik import Wie, eigen, leest_alles, zichtbaar

Rijen = list[dict[str, Any]]
VERSIEVELDEN = (
    "naam",
    "nummer",
    "vastgelegd_op",
    "bestaand",
    "toelichting",
)
VERWIJZINGEN = ("rechtsvorm", "penvoerder", "centrumgemeente", "onderdeel_van")


def ronde(request: Any, code: str) -> Uitvraag:
    """A round that has opened. Raises Http404."""
    return get_object_or_404(Uitvraag.objects.geopend(request.nu), pk=code)


def verbandversies(wie: Wie, uitvraag: Uitvraag) -> dict[int, str]:
    """pk -> slug of the last version of every verband that `wie` sees in the round."""
    vast = zichtbaar(wie, Verbandversie).filter(uitvraag=uitvraag, vastgelegd_op__isnull=False)
    laatste = {slug: pk for pk, slug in vast.order_by("nummer").values_list("pk", "verband_id")}
    return {pk: slug for slug, pk in sorted(laatste.items())}


def eigen_verbanden(wie: Wie, pks: Iterable[int], uitvraag: Uitvraag) -> set[str]:
    """The slugs of those in which the own gemeente takes part."""
    if not eigen(wie):
        return set()
    gevonden = arrangementrijen(wie, pks, uitvraag)
    return {rij["verband"] for rij in gevonden if eigen(wie) in rij["gemeenten"]}


def verbandrijen(wie: Wie, pks: Iterable[int], uitvraag: Uitvraag) -> Rijen:
    """The versions with these pks, by slug; the profile only for readers and deelnemers."""
    pks = list(pks)
    onze = eigen_verbanden(wie, pks, uitvraag)
    velden = [*VERSIEVELDEN, *(f"{naam}_id" for naam in VERWIJZINGEN), *PROFIELVELDEN]
    versies = zichtbaar(wie, Verbandversie).filter(pk__in=pks).order_by("verband")
    return [
        {
            "verband": rij["verband_id"],
            "tooi": rij["verband__tooi_so"],
            **{kameel(naam): rij[naam] for naam in VERSIEVELDEN},
            **{kameel(naam): rij[f"{naam}_id"] for naam in VERWIJZINGEN},
            "profiel": {kameel(naam): rij[naam] for naam in PROFIELVELDEN}
            if leest_alles(wie) or rij["verband_id"] in onze
            else None,
        }
        for rij in versies.values("verband_id", "verband__tooi_so", *velden)
    ]


def arrangementrijen(wie: Wie, pks: Iterable[int], uitvraag: Uitvraag) -> Rijen:
    """The arrangementen of these versions with all their deelnemers; three queries."""
    versies = list(pks)
    deelnemers: dict[int, set[str]] = defaultdict(set)
    rijen = zichtbaar(wie, Deelname).filter(arrangement__versie__in=versies).order_by()
    for arrangement, gemeente in rijen.values_list("arrangement_id", "gemeente_id"):
        deelnemers[arrangement].add(gemeente)
    leden: dict[int, set[str]] = defaultdict(set)
    arrangementen = zichtbaar(wie, Arrangement).filter(versie__in=versies)
    via = Regiolid.objects.op(uitvraag.peildatum).filter(
        regio__in=arrangementen.order_by().values("regio")
    )
    for regio, gemeente in via.order_by().values_list("regio_id", "gemeente_id"):
        leden[regio].add(gemeente)
    velden = ("pk", "versie__verband_id", "taak_id", "regio_id", "regio__soort", "regio__code")
    gelezen = arrangementen.order_by("versie__verband", "taak").values_list(
        *velden, "clienten", "aanbieders"
    )
    return [
        {
            "verband": slug,
            "taak": taak,
            "regio": {"soort": soort, "code": code} if regio else None,
            "clienten": clienten,
            "aanbieders": aanbieders,
            "gemeenten": sorted(deelnemers[pk] | leden[regio]),
        }
        for pk, slug, taak, regio, soort, code, clienten, aanbieders in gelezen
    ]


def opgaverijen(wie: Wie, uitvraag: Uitvraag) -> Rijen:
    """Per gemeente the last submitted version that `wie` sees, without its regels; `pk` is in."""
    versies = zichtbaar(wie, Opgaveversie).filter(
        opgave__uitvraag=uitvraag, ingediend_op__isnull=False
    )
    laatste: dict[str, dict[str, Any]] = {}
    velden = ("nummer", "ingediend_op", "kanaal", "ontvangstnummer")
    gelezen = versies.order_by("opgave__gemeente", "nummer")
    for rij in gelezen.values("pk", "opgave__gemeente_id", *velden):
        gemeente = rij.pop("opgave__gemeente_id")
        pk = rij.pop("pk")
        kamelen = {kameel(naam): waarde for naam, waarde in rij.items()}
        laatste[gemeente] = {"pk": pk, "gemeente": gemeente, **kamelen}
    return list(laatste.values())


def met_regels(wie: Wie, opgaven: Rijen) -> Rijen:
    """The same rows with `regels` instead of `pk`; one query."""
    per_versie: dict[int, Rijen] = defaultdict(list)
    regels = zichtbaar(wie, Opgaveregel).filter(versie__in=[rij["pk"] for rij in opgaven])
    besluiten = ("collegebesluit", "raadsbesluit")
    for regel in regels.select_related(*besluiten).order_by("versie", "taak", "verband"):
        per_versie[regel.versie_id].append(regelrij(als_antwoord(regel)))
    return [
        {naam: waarde for naam, waarde in rij.items() if naam != "pk"}
        | {"regels": per_versie[rij["pk"]]}
        for rij in opgaven
    ]


def regelrij(antwoord: Antwoord) -> dict[str, Any]:
    """One answer as the API says it."""
    return {
        "taak": antwoord.taak,
        "wijze": antwoord.wijze,
        "verband": antwoord.verband,
        "stadium": antwoord.stadium,
        "collegebesluit": _besluit(antwoord.college),
        "raadsbesluit": _besluit(antwoord.raad),
        "voorlopig": antwoord.voorlopig,
        "onderdeel": antwoord.onderdeel or None,
        "reden": antwoord.reden or None,
        "toelichting": antwoord.toelichting,
        "motieven": antwoord.motieven.split("|") if antwoord.motieven else [],
    }


def _besluit(data: Besluitdata) -> dict[str, Any] | None:
    if not data:
        return None
    return {"gepland": data.gepland, "genomen": data.genomen, "kenmerk": data.kenmerk}
