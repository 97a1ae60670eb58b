"""Proposals for a taak: what a penvoerder already said of us, what neighbours named, our own.

Source: S2-32 (the own arbeidsmarktregio is the starting point), S2-34, schermen.md (Gemeente).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from typing import NamedTuple

from django.db.models import Count, Q

from gemeenten.models import Gemeente, Grens, Inwonertal, Regio, Regiolid, Soort
from gemeenten.namen import vouw
from samenwerking.models import (
    Arrangement,
    Deelname,
    Opgaveregel,
    Opgaveversie,
    Uitvraag,
    Verbandversie,
)
from samenwerking.regels import Ligging, ligging
from samenwerking.toegang.bereik import Wie, zichtbaar

Leden = dict[tuple[int, str], dict[str, str]]
"""Deelnemers (CBS code -> name) per pk of a Verbandversie and taak."""


class Verbandkeuze(NamedTuple):
    """A verband that may be named: its name, and its version in this round (None: none yet).

    `voorbeeld` is what others can learn from it, when VNG shows it as example (S2-45).
    """

    slug: str
    naam: str
    penvoerder: str | None
    versie: int | None
    concept: bool
    voorbeeld: str = ""


@dataclass
class Voorstel:
    """A verband to choose for a taak; `deelnemers` are the gemeenten of its arrangement.

    `genoemd_door` are names of neighbours or gemeenten of the own arbeidsmarktregio that chose it;
    `noemt_elders` says of how many taken at this scale it lists the gemeente; `past` how it lies to
    what the gemeente chose for other taken.
    """

    slug: str
    naam: str
    deelnemers: dict[str, str] = field(default_factory=dict)
    inwoners: int = 0
    genoemd_door: list[str] = field(default_factory=list)
    doet_mee: bool = False
    noemt_elders: int = 0
    concept: bool = False
    past: str = ""
    gezocht: bool = False
    voorbeeld: str = ""

    @property
    def gewicht(self) -> tuple[bool, int, int, str]:
        """Sort key: those that list us first, here or for taken at this scale; then most named."""
        return (not self.doet_mee, -self.noemt_elders, -len(self.genoemd_door), self.naam)


def verbandkeuzes(wie: Wie, uitvraag: Uitvraag) -> dict[str, Verbandkeuze]:
    """Slug -> the verbanden that `wie` may name in this round; one query.

    What is vastgelegd in this round goes before a concept, and both before an earlier round.
    """
    rijen = (
        zichtbaar(wie, Verbandversie)
        .filter(uitvraag__opent__lte=uitvraag.opent)
        .order_by("uitvraag__opent", "nummer")
        .values_list(
            "pk",
            "verband_id",
            "naam",
            "penvoerder_id",
            "uitvraag_id",
            Q(vastgelegd_op=None),
            "verband__praktijkvoorbeeld__tekst",
        )
    )
    keuzes: dict[str, Verbandkeuze] = {}
    for pk, slug, naam, penvoerder, ronde, concept, voorbeeld in rijen:
        nu = pk if ronde == uitvraag.pk else None
        vorige = keuzes.get(slug)
        if concept and vorige and vorige.versie and not vorige.concept:
            continue
        if concept and nu is None:
            continue
        keuzes[slug] = Verbandkeuze(slug, naam, penvoerder, nu, concept, voorbeeld or "")
    return keuzes


def noemen_ons(
    gemeente: Gemeente, uitvraag: Uitvraag, keuzes: Mapping[str, Verbandkeuze]
) -> dict[str, list[str]]:
    """Taak code -> slugs of the verbanden that list the gemeente for it; one query."""
    per_versie = {keuze.versie: slug for slug, keuze in keuzes.items() if keuze.versie}
    regios = Regiolid.objects.op(uitvraag.peildatum).filter(gemeente=gemeente).values("regio")
    rijen = (
        Arrangement.objects.filter(versie__uitvraag=uitvraag)
        .filter(
            Q(pk__in=Deelname.objects.filter(gemeente=gemeente).values("arrangement"))
            | Q(regio__in=regios)
        )
        .order_by("taak", "versie__verband")
        .values_list("taak_id", "versie_id")
    )
    per_taak: dict[str, list[str]] = {}
    for taak, versie in rijen:
        if versie in per_versie:
            per_taak.setdefault(taak, []).append(per_versie[versie])
    return per_taak


def verbanden_van(
    uitvraag: Uitvraag, taak: str, keuzes: Mapping[str, Verbandkeuze], naam: str
) -> list[str]:
    """Slugs of the verbanden that list the gemeente called `naam`: for `taak` first."""
    gemeente = Gemeente.objects.op(uitvraag.peildatum).filter(zoeknaam=vouw(naam)).first()
    if gemeente is None:
        return []
    per_taak = noemen_ons(gemeente, uitvraag, keuzes)
    anders = [slug for slugs in per_taak.values() for slug in slugs]
    return list(dict.fromkeys([*per_taak.get(taak, []), *anders]))


def genoemd_in_de_buurt(
    gemeente: Gemeente, uitvraag: Uitvraag, taak: str, *, bekend_op: datetime
) -> dict[str, list[str]]:
    """Slug -> names of neighbours and of gemeenten of the own arbeidsmarktregio that chose it."""
    dag = uitvraag.peildatum
    buren = Grens.objects.op(dag).filter(gemeente=gemeente).values("buur")
    regio = Regiolid.objects.op(dag).filter(gemeente=gemeente, regio__soort=Soort.ARBEIDSMARKTREGIO)
    leden = Regiolid.objects.op(dag).filter(regio__in=regio.values("regio")).values("gemeente")
    wie = "versie__opgave__gemeente"
    bekend = Opgaveversie.objects.bekend(bekend_op).filter(opgave__uitvraag=uitvraag)
    rijen = (
        Opgaveregel.objects.filter(versie__in=bekend, taak=taak, verband__isnull=False)
        .filter(Q(**{f"{wie}__in": buren}) | Q(**{f"{wie}__in": leden}))
        .exclude(**{wie: gemeente})
        .order_by(f"{wie}__naam")
        .values_list("verband_id", f"{wie}__naam")
    )
    per_verband: dict[str, list[str]] = {}
    for verband, naam in rijen:
        per_verband.setdefault(verband, []).append(naam)
    return per_verband


def leden(versies: Collection[int], dag: date) -> Leden:
    """The deelnemers of every arrangement of these Verbandversies: named, or via a regio.

    Sorted by name; one query.
    """
    los = Deelname.objects.filter(arrangement__versie__in=versies).values_list(
        "arrangement__versie_id", "arrangement__taak_id", "gemeente_id", "gemeente__naam"
    )
    via_regio = (
        Regiolid.objects.op(dag)
        .filter(regio__arrangementen__versie__in=versies)
        .values_list(
            "regio__arrangementen__versie_id",
            "regio__arrangementen__taak_id",
            "gemeente_id",
            "gemeente__naam",
        )
    )
    uit: Leden = {}
    for versie, taak, code, naam in sorted(
        los.order_by().union(via_regio.order_by()), key=lambda rij: rij[3]
    ):
        if versie in versies:
            uit.setdefault((versie, taak), {})[code] = naam
    return uit


def inwoners(codes: Iterable[str], dag: date) -> dict[str, int]:
    """Inhabitants per CBS code: the latest figure at or before `dag`; one query."""
    rijen = Inwonertal.objects.filter(gemeente__in=set(codes), peildatum__lte=dag)
    return dict(rijen.order_by("peildatum").values_list("gemeente_id", "inwoners"))


def voorstellen(
    taak: str,
    keuzes: Mapping[str, Verbandkeuze],
    *,
    gemeente: str,
    slugs: Iterable[str],
    elders: Mapping[str, int],
    genoemd: Mapping[str, list[str]],
    deelnemers: Leden,
    eigen: Mapping[str, frozenset[str]],
) -> list[Voorstel]:
    """The verbanden to offer for `taak`, best first; `eigen` is what was chosen for other taken.

    `elders`: slug -> for how many taken at the scale of this one it lists the gemeente.
    """
    uit = []
    for slug in sorted(set(slugs) | set(elders) | set(genoemd)):
        keuze = keuzes.get(slug)
        if keuze is None:
            continue
        wie = deelnemers.get((keuze.versie or 0, taak), {})
        uit.append(
            Voorstel(
                slug=slug,
                naam=keuze.naam,
                deelnemers=wie,
                genoemd_door=genoemd.get(slug, []),
                doet_mee=gemeente in wie,
                noemt_elders=elders.get(slug, 0),
                concept=keuze.concept,
                voorbeeld=keuze.voorbeeld,
                past=_past(wie, {naam: s for naam, s in eigen.items() if naam != keuze.naam}),
            )
        )
    return sorted(uit, key=lambda voorstel: voorstel.gewicht)


def _past(wie: Collection[str], eigen: Mapping[str, frozenset[str]]) -> str:
    """Which own verbanden a set crosses, in one clause; else one that it holds as a whole."""
    hoe = {naam: ligging(wie, leden) for naam, leden in sorted(eigen.items())}
    kruist = [naam for naam, waar in hoe.items() if waar is Ligging.KRUIST]
    if kruist:
        anders = f" en nog {len(kruist) - 1}" if len(kruist) > 1 else ""
        return f"kruist uw verband {kruist[0]}{anders}"
    omvat = [naam for naam, waar in hoe.items() if waar is Ligging.OMVAT]
    return f"sluit uw verband {omvat[0]} helemaal in" if omvat else ""


def eigen_arbeidsmarktregio(gemeente: Gemeente, dag: date) -> Regio | None:
    """The arbeidsmarktregio of the gemeente, the starting point of the talks (S2-32).

    It has `aantal`, its number of gemeenten; one query.
    """
    leden = Regiolid.objects.op(dag)
    return (
        Regio.objects.filter(
            soort=Soort.ARBEIDSMARKTREGIO, pk__in=leden.filter(gemeente=gemeente).values("regio")
        )
        .annotate(aantal=Count("leden", filter=Q(leden__in=leden.values("pk"))))
        .first()
    )


def lijkt_op(tekst: str, namen: Iterable[str], *, hoogstens: int = 5) -> list[str]:
    """Names that hold `tekst`, then names that differ by a slip of the keyboard; best first."""
    gezocht = vouw(tekst)
    if not gezocht:
        return []
    gevouwen = {vouw(naam): naam for naam in namen}
    bevat = [naam for kaal, naam in gevouwen.items() if gezocht in kaal]
    bijna = get_close_matches(gezocht, gevouwen, n=hoogstens, cutoff=0.7)
    return list(dict.fromkeys([*bevat[:hoogstens], *(gevouwen[kaal] for kaal in bijna)]))[
        :hoogstens
    ]
