"""The scale beside the opgave: proposals for a taak, and the own verband on the map."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from gemeenten.kaart.buurt import Buurtkaart, Contour, buurtkaart
from gemeenten.kaart.ondergrond import Plek
from gemeenten.models import Regio
from gemeenten.plekken import plekken
from samenwerking.opgavebeeld import Opgavebeeld, Rij
from samenwerking.regels import Antwoord
from samenwerking.voorstellen import (
    Leden,
    Verbandkeuze,
    Voorstel,
    eigen_arbeidsmarktregio,
    genoemd_in_de_buurt,
    inwoners,
    leden,
    voorstellen,
)

HOOGSTENS = 5
"""So many proposals are read at a glance; the rest is found by name."""


@dataclass(frozen=True)
class Verbandkaart:
    """The own verband on the map, its deelnemers by name and how many people live there."""

    naam: str
    deelnemers: list[str]
    inwoners: int
    kaart: Buurtkaart


@dataclass(frozen=True)
class Schaalbeeld:
    """The proposals and the own arbeidsmarktregio for the open taak, and the map.

    Without a card there are no proposals and no regio.
    """

    voorstellen: list[Voorstel]
    kaart: Verbandkaart | None
    regio: Regio | None


def schaalbeeld(
    beeld: Opgavebeeld, rij: Rij | None = None, laag: Antwoord | None = None, kies: str = ""
) -> Schaalbeeld:
    """Read what the page shows of scale: six queries with a card open, four without."""
    eigen = beeld.eigen_verband
    genoemd = (
        genoemd_in_de_buurt(beeld.gemeente, beeld.uitvraag, rij.code, bekend_op=beeld.nu)
        if rij
        else {}
    )
    vast = {slug for slug in (laag and laag.verband, kies) if slug}
    slugs = _kandidaten(beeld, rij) | vast if rij else set()
    elders = _noemen_elders(beeld, rij) if rij else {}
    nodig = slugs | set(elders) | set(genoemd) | ({eigen.slug} if eigen else set())
    versies = {beeld.verbanden[s].versie for s in nodig if s in beeld.verbanden}
    dag = beeld.uitvraag.peildatum
    deelnemers = leden({pk for pk in versies if pk}, dag)
    aanbod = (
        voorstellen(
            rij.code,
            beeld.verbanden,
            gemeente=beeld.gemeente.pk,
            slugs=slugs,
            elders=elders,
            genoemd=genoemd,
            deelnemers=deelnemers,
            eigen=_gekozen(beeld, rij, deelnemers),
        )
        if rij
        else []
    )
    aanbod = [v for i, v in enumerate(aanbod) if i < HOOGSTENS or v.slug in vast]
    groep = _groep(eigen, deelnemers)
    mensen = inwoners({*groep, *(code for v in aanbod for code in v.deelnemers)}, dag)
    for voorstel in aanbod:
        voorstel.inwoners = sum(mensen.get(code, 0) for code in voorstel.deelnemers)
    kaart = _kaart(beeld, eigen, groep, mensen) if eigen and groep else None
    regio = eigen_arbeidsmarktregio(beeld.gemeente, dag) if rij else None
    return Schaalbeeld(aanbod, kaart, regio)


def _kandidaten(beeld: Opgavebeeld, rij: Rij) -> set[str]:
    """Verbanden that list us for this taak, that we chose for another, and that we lead."""
    gekozen = {a.verband for a in beeld.antwoorden if a.verband}
    geleid = {s for s, k in beeld.verbanden.items() if k.penvoerder == beeld.gemeente.pk}
    return gekozen | geleid | {keuze.slug for keuze in rij.bevestig}


def _noemen_elders(beeld: Opgavebeeld, rij: Rij) -> dict[str, int]:
    """Slug -> for how many other taken with the same indeling and niveau it lists us."""

    def schaal(een: Rij) -> tuple[str, str]:
        return een.uitvraagtaak.referentie_indeling, een.uitvraagtaak.niveau

    zelfde = [r for r in beeld.rijen if r.code != rij.code and schaal(r) == schaal(rij)]
    return dict(Counter(keuze.slug for r in zelfde for keuze in r.bevestig))


def _gekozen(beeld: Opgavebeeld, rij: Rij, deelnemers: Leden) -> dict[str, frozenset[str]]:
    """Name -> deelnemers of the verbanden that were chosen for other taken."""
    uit: dict[str, frozenset[str]] = {}
    for antwoord in beeld.antwoorden:
        keuze = beeld.verbanden.get(antwoord.verband or "")
        if keuze and antwoord.taak != rij.code:
            wie = deelnemers.get((keuze.versie or 0, antwoord.taak), {})
            uit[keuze.naam] = uit.get(keuze.naam, frozenset()) | frozenset(wie)
    return uit


def _groep(eigen: Verbandkeuze | None, deelnemers: Leden) -> dict[str, str]:
    """Everybody in some arrangement of the verband: code -> name."""
    uit: dict[str, str] = {}
    for (versie, _), wie in deelnemers.items():
        if eigen and versie == eigen.versie:
            uit |= wie
    return uit


def _kaart(
    beeld: Opgavebeeld, eigen: Verbandkeuze, groep: dict[str, str], mensen: dict[str, int]
) -> Verbandkaart | None:
    grond: tuple[Plek, ...] = plekken(beeld.uitvraag.peildatum)
    op_de_kaart = {plek.code for plek in grond} & set(groep)
    if not op_de_kaart:
        return None
    klassen: dict[str, Any] = dict.fromkeys(op_de_kaart, "meer")
    if beeld.gemeente.pk in op_de_kaart:
        klassen[beeld.gemeente.pk] = "verband"
    kaart = buurtkaart(
        grond,
        titel=f"{eigen.naam} op de kaart",
        kern=op_de_kaart,
        klassen=klassen,
        contouren=[Contour(eigen.naam, "verband", op_de_kaart)],
        hoogstens=(6, 7),
        om=beeld.gemeente.pk if beeld.gemeente.pk in op_de_kaart else "",
        id="verband",
    )
    namen = sorted(groep.values())
    return Verbandkaart(eigen.naam, namen, sum(mensen.get(c, 0) for c in groep), kaart)
