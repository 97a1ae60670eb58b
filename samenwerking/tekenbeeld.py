"""What signing a joint letter does to the opgave of each gemeente that is signed for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from samenwerking.acties.briefregels import genummerd, huidig
from samenwerking.bepalingen import antwoorden_voor, overnemen
from samenwerking.briefbeeld import verbandnamen
from samenwerking.keuzes import Onderdeel, Stadium, Wijze
from samenwerking.models import Brief, Ondertekening, Opgave
from samenwerking.regels import Antwoord


class Wijziging(NamedTuple):
    """One taak of which signing changes the answer: now, and what it becomes."""

    taak: str
    nu: list[str]
    wordt: list[str]


class Gevolg(NamedTuple):
    """What signing does to the opgave of one gemeente."""

    gemeente: str
    wijzigingen: list[Wijziging]
    gelijk: int


def gevolgen(rij: Brief, rijen: Sequence[Ondertekening], op: datetime) -> list[Gevolg]:
    """Per gemeente which answers change; the queries grow with the gemeenten signed for only."""
    bepalingen = [b for _, b in genummerd(rij)]
    taken = dict(rij.uitvraag.uitvraagtaken.values_list("taak_id", "taak__naam"))
    per_gemeente = {o: huidig(o.gemeente, rij.uitvraag, op) for o in rijen}
    slugs = {a.verband for eigen in per_gemeente.values() for a in eigen if a.verband}
    slugs |= {b.verband for b in bepalingen if b.verband}
    namen = verbandnamen(rij.uitvraag, slugs)
    return [
        _gevolg(o, eigen, antwoorden_voor(bepalingen, o.gemeente_id), taken, namen)
        for o, eigen in per_gemeente.items()
    ]


def _gevolg(
    o: Ondertekening,
    eigen: list[Antwoord],
    brief: list[Antwoord],
    taken: dict[str, str],
    namen: dict[str, str],
) -> Gevolg:
    nieuw = overnemen(eigen, brief)
    codes = sorted({a.taak for a in nieuw})
    anders = [c for c in codes if set(_van(eigen, c)) != set(_van(nieuw, c))]
    wijzigingen = [
        _wijziging(taken[code], _van(eigen, code), _van(nieuw, code), namen) for code in anders
    ]
    return Gevolg(o.gemeente.naam, wijzigingen, len(codes) - len(anders))


def _wijziging(
    taak: str, nu: list[Antwoord], wordt: list[Antwoord], namen: dict[str, str]
) -> Wijziging:
    """Both sides in a few words; in more words when the few would say the same twice."""
    kort = Wijziging(taak, [_zin(a, namen) for a in nu], [_zin(a, namen) for a in wordt])
    if kort.nu != kort.wordt:
        return kort
    return Wijziging(taak, [_voluit(a, namen) for a in nu], [_voluit(a, namen) for a in wordt])


def _van(antwoorden: list[Antwoord], taak: str) -> list[Antwoord]:
    return [a for a in antwoorden if a.taak == taak]


def _zin(a: Antwoord, namen: dict[str, str]) -> str:
    """An answer in a few words."""
    wat = namen.get(a.verband, a.verband) if a.verband else Wijze(a.wijze).label
    return f"{wat}, {Stadium(a.stadium).label}" if a.stadium else wat


def _voluit(a: Antwoord, namen: dict[str, str]) -> str:
    """An answer with the part of the taak and the toelichting as well."""
    deel = f", {Onderdeel(a.onderdeel).label}" if a.onderdeel else ""
    waarom = f"«{a.toelichting}»" if a.toelichting else "geen toelichting"
    return f"{_zin(a, namen)}{deel}: {waarom}"


def opgaveversies(codes: Iterable[str], uitvraag: str) -> dict[str, int]:
    """The edit counter of the opgave per gemeente; 0 where there is none yet."""
    namen = list(codes)
    rijen = Opgave.objects.filter(gemeente__in=namen, uitvraag=uitvraag)
    return dict.fromkeys(namen, 0) | dict(rijen.values_list("gemeente_id", "versie"))


def gelezen(rijen: Iterable[Ondertekening], uitvraag: str) -> str:
    """What was shown, as one text for a form: «GM0392:3 GM0397:0»."""
    versies = opgaveversies([o.gemeente_id for o in rijen], uitvraag)
    return " ".join(f"{code}:{versie}" for code, versie in sorted(versies.items()))
