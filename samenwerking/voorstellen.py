"""Proposals for a taak: what a penvoerder already said of us, what neighbours named, our own.

Source: S2-32 (the own arbeidsmarktregio is the starting point), S2-34, schermen.md (Gemeente).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Count, Q

from gemeenten.models import Gemeente, Grens, Inwonertal, Regiolid, Soort
from samenwerking.models import Arrangement, Deelname, Opgaveregel, Uitvraag, Verbandversie
from samenwerking.toegang.bereik import Wie, zichtbaar


@dataclass
class Voorstel:
    """A verband to choose for a taak; `deelnemers` are the gemeenten of its arrangement.

    `genoemd_door` are names of neighbours or gemeenten of the own arbeidsmarktregio that chose it.
    """

    slug: str
    naam: str
    penvoerder: str | None
    deelnemers: dict[str, str] = field(default_factory=dict)
    inwoners: int = 0
    genoemd_door: list[str] = field(default_factory=list)
    doet_mee: bool = False
    concept: bool = False

    @property
    def gewicht(self) -> tuple[bool, int, str]:
        """Sort key: those that list us first, then the most named."""
        return (not self.doet_mee, -len(self.genoemd_door), self.naam)


def buurt(gemeente: Gemeente, dag: date) -> dict[str, str]:
    """CBS code -> name of the neighbours and the gemeenten of the own arbeidsmarktregio."""
    buren = Grens.objects.op(dag).filter(gemeente=gemeente).values("buur")
    regio = Regiolid.objects.op(dag).filter(gemeente=gemeente, regio__soort=Soort.ARBEIDSMARKTREGIO)
    leden = Regiolid.objects.op(dag).filter(regio__in=regio.values("regio")).values("gemeente")
    rijen = Gemeente.objects.op(dag).filter(Q(pk__in=buren) | Q(pk__in=leden))
    return dict(rijen.exclude(pk=gemeente.pk).values_list("code", "naam"))


def voorstellen(
    wie: Wie, gemeente: Gemeente, uitvraag: Uitvraag, taak: str, *, bekend_op: datetime
) -> list[Voorstel]:
    """The verbanden to offer for `taak`, best first; a fixed number of queries."""
    dag = uitvraag.peildatum
    dichtbij = buurt(gemeente, dag)
    genoemd = (
        Opgaveregel.objects.filter(
            versie__in=_bekend(uitvraag, bekend_op),
            taak=taak,
            verband__isnull=False,
            versie__opgave__gemeente__in=dichtbij,
        )
        .values_list("verband_id", "versie__opgave__gemeente_id")
        .order_by("verband_id")
    )
    namen_per_verband: dict[str, list[str]] = {}
    for verband, code in genoemd:
        namen_per_verband.setdefault(verband, []).append(dichtbij[code])
    versies = {
        versie.verband_id: versie
        for versie in zichtbaar(wie, Verbandversie)
        .filter(uitvraag=uitvraag)
        .filter(Q(vastgelegd_op=None) | Q(pk__in=uitvraag.verbandversies.bekend(bekend_op)))
        .order_by("nummer")
    }
    eigen = _met_gemeente(gemeente, [v.pk for v in versies.values()], dag)
    keuze = {
        slug: versie
        for slug, versie in versies.items()
        if slug in namen_per_verband or versie.pk in eigen
    }
    deelnemers = leden_per_versie([v.pk for v in keuze.values()], dag, taak)
    resultaat = [
        Voorstel(
            slug=slug,
            naam=versie.naam,
            penvoerder=versie.penvoerder_id,
            deelnemers=deelnemers.get(versie.pk, {}),
            genoemd_door=sorted(namen_per_verband.get(slug, [])),
            doet_mee=gemeente.pk in deelnemers.get(versie.pk, {}),
            concept=versie.vastgelegd_op is None,
        )
        for slug, versie in keuze.items()
    ]
    _tel_inwoners(resultaat, dag)
    return sorted(resultaat, key=lambda voorstel: voorstel.gewicht)


def te_bevestigen(gemeente: Gemeente, uitvraag: Uitvraag, *, bekend_op: datetime) -> dict[str, str]:
    """Taak code -> slug of the verband whose penvoerder lists us for it (one, the largest)."""
    dag = uitvraag.peildatum
    rijen = (
        Arrangement.objects.filter(versie__in=uitvraag.verbandversies.bekend(bekend_op))
        .filter(_doet_mee(gemeente, dag))
        .annotate(aantal=Count("deelnames"))
        .order_by("taak", "aantal", "versie__verband")
        .values_list("taak_id", "versie__verband_id")
    )
    return dict(rijen)


def leden_per_versie(versies: list[int], dag: date, taak: str = "") -> dict[int, dict[str, str]]:
    """Per Verbandversie pk the deelnemers (code -> name): deelnames and members of its regio's."""
    arrangementen = Arrangement.objects.filter(versie__in=versies)
    if taak:
        arrangementen = arrangementen.filter(taak=taak)
    los = Deelname.objects.filter(arrangement__in=arrangementen).values_list(
        "arrangement__versie_id", "gemeente_id", "gemeente__naam"
    )
    via_regio = (
        Regiolid.objects.op(dag)
        .filter(regio__arrangementen__in=arrangementen)
        .values_list("regio__arrangementen__versie_id", "gemeente_id", "gemeente__naam")
    )
    leden: dict[int, dict[str, str]] = {}
    for rijen in (los, via_regio):
        for versie, code, naam in rijen:
            if versie in versies:
                leden.setdefault(versie, {})[code] = naam
    return {pk: dict(sorted(wie.items(), key=lambda paar: paar[1])) for pk, wie in leden.items()}


def _bekend(uitvraag: Uitvraag, bekend_op: datetime) -> object:
    from samenwerking.models import Opgaveversie

    return Opgaveversie.objects.bekend(bekend_op).filter(opgave__uitvraag=uitvraag)


def _doet_mee(gemeente: Gemeente, dag: date) -> Q:
    regios = Regiolid.objects.op(dag).filter(gemeente=gemeente).values("regio")
    return Q(deelnames__gemeente=gemeente) | Q(regio__in=regios)


def _met_gemeente(gemeente: Gemeente, versies: list[int], dag: date) -> set[int]:
    rijen = Arrangement.objects.filter(versie__in=versies).filter(_doet_mee(gemeente, dag))
    penvoerder = Verbandversie.objects.filter(pk__in=versies, penvoerder=gemeente)
    return set(rijen.values_list("versie", flat=True)) | set(
        penvoerder.values_list("pk", flat=True)
    )


def _tel_inwoners(voorstellen: list[Voorstel], dag: date) -> None:
    codes = {code for voorstel in voorstellen for code in voorstel.deelnemers}
    rijen = Inwonertal.objects.filter(gemeente__in=codes, peildatum__lte=dag).order_by("peildatum")
    inwoners = Counter(dict(rijen.values_list("gemeente_id", "inwoners")))
    for voorstel in voorstellen:
        voorstel.inwoners = sum(inwoners[code] for code in voorstel.deelnemers)
