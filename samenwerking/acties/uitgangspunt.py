"""What an opgave starts from: what was submitted last, also by those whose line it continues."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import NamedTuple

from gemeenten.herindeling import Stap, voorgangers
from gemeenten.models import Gemeente, Herindeling
from samenwerking.acties.antwoorden import als_antwoord
from samenwerking.models import Opgaveregel, Opgaveversie, Uitvraag, Uitvraagtaak
from samenwerking.regels import Antwoord
from samenwerking.samenvoeging import voeg_samen


class Gezegd(NamedTuple):
    """What a gemeente last said of a taak, in the round with this peildatum."""

    peildatum: date
    antwoorden: list[Antwoord]


Lijn = dict[str, Gezegd]
"""Taak code -> what was last said of it, over all earlier rounds that asked for it."""


@dataclass(frozen=True)
class Uitgangspunt:
    """What is there to go on from.

    `ingediend` is the last version submitted in this round. `antwoorden` are those of the concept,
    else what it says `zonder_concept`: that version, else the `eerder` given answers, of earlier
    rounds, of which `ronde` is the last. After a herindeling those of the `voorgangers` (names)
    are merged, and `verschillen` has per taak who (name) said what, where that is not the same.
    """

    ingediend: Opgaveversie | None = None
    antwoorden: list[Antwoord] = field(default_factory=list)
    zonder_concept: list[Antwoord] = field(default_factory=list)
    eerder: list[Antwoord] = field(default_factory=list)
    ronde: Uitvraag | None = None
    voorgangers: list[str] = field(default_factory=list)
    verschillen: dict[str, dict[str, list[Antwoord]]] = field(default_factory=dict)


def uitgangspunt(
    gemeente: Gemeente, uitvraag: Uitvraag, op: datetime, concept: Opgaveversie | None = None
) -> Uitgangspunt:
    """What the opgave of `gemeente` in `uitvraag` goes on from: `concept`, or submitted by `op`."""
    verloop = Herindeling.objects.verloop(uitvraag.peildatum)
    allen = voorgangers(verloop, gemeente.pk, na=date.min, tot=uitvraag.peildatum)
    versies = _versies(allen.geheel | allen.deels, uitvraag, op)
    gezegd = lees_antwoorden([*versies, *filter(None, [concept])])
    in_ronde = (uitvraag.pk, gemeente.pk)
    nu = next(
        (v for v in versies if (v.opgave.uitvraag_id, v.opgave.gemeente_id) == in_ronde), None
    )
    vroeger = [v for v in versies if v.opgave.uitvraag_id != uitvraag.pk]
    lijnen = _lijnen(vroeger, gezegd)
    samen = voeg_samen(*_te_volgen(verloop, gemeente.pk, uitvraag.peildatum, lijnen))
    zonder = gezegd[nu.pk] if nu else samen.antwoorden
    namen = {v.opgave.gemeente_id: v.opgave.gemeente.naam for v in vroeger}
    return Uitgangspunt(
        ingediend=nu,
        antwoorden=gezegd[concept.pk] if concept else zonder,
        zonder_concept=zonder,
        eerder=samen.antwoorden,
        ronde=vroeger[0].opgave.uitvraag if vroeger else None,
        voorgangers=sorted(naam for code, naam in namen.items() if code != gemeente.pk),
        verschillen={
            taak: {namen[code]: lijn for code, lijn in wie.items()}
            for taak, wie in samen.verschillen.items()
        },
    )


def lees_antwoorden(versies: Iterable[Opgaveversie]) -> dict[int, list[Antwoord]]:
    """Per pk of a version its answers, sorted by taak and verband; one query."""
    per_versie: dict[int, list[Antwoord]] = {versie.pk: [] for versie in versies}
    moment = {versie.pk: versie.ingediend_op for versie in versies}
    rijen = Opgaveregel.objects.filter(versie__in=per_versie).order_by("taak", "verband")
    for regel in rijen.select_related("collegebesluit", "raadsbesluit"):
        per_versie[regel.versie_id].append(als_antwoord(regel, moment[regel.versie_id]))
    return per_versie


def _versies(codes: Iterable[str], uitvraag: Uitvraag, op: datetime) -> list[Opgaveversie]:
    """What these gemeenten submitted last in every round up to this one, newest round first."""
    bekend = Opgaveversie.objects.bekend(op).filter(
        opgave__gemeente__in=codes, opgave__uitvraag__opent__lte=uitvraag.opent
    )
    return list(
        bekend.select_related("opgave__uitvraag", "opgave__gemeente", "door").order_by(
            "-opgave__uitvraag__opent", "opgave__gemeente"
        )
    )


def _lijnen(versies: list[Opgaveversie], gezegd: Mapping[int, list[Antwoord]]) -> dict[str, Lijn]:
    """CBS code -> its line; a round that did not ask for a taak leaves the older answer."""
    if not versies:
        return {}
    gevraagd: dict[str, set[str]] = {}
    rondes = {versie.opgave.uitvraag_id for versie in versies}
    for ronde, taak in Uitvraagtaak.objects.filter(uitvraag__in=rondes).values_list(
        "uitvraag_id", "taak_id"
    ):
        gevraagd.setdefault(ronde, set()).add(taak)
    lijnen: dict[str, Lijn] = {}
    for versie in versies:
        lijn = lijnen.setdefault(versie.opgave.gemeente_id, {})
        for taak in gevraagd.get(versie.opgave.uitvraag_id, set()) - lijn.keys():
            over = [a for a in gezegd[versie.pk] if a.taak == taak]
            lijn[taak] = Gezegd(versie.opgave.uitvraag.peildatum, over)
    return lijnen


def _te_volgen(
    verloop: list[Stap], code: str, tot: date, lijnen: Mapping[str, Lijn]
) -> tuple[dict[str, list[Antwoord]], dict[str, list[Antwoord]]]:
    """What goes on as a whole and what in part; the own line counts for what came before it."""
    geheel: dict[str, list[Antwoord]] = {}
    deels: dict[str, list[Antwoord]] = {}
    eigen = lijnen.get(code, {})
    sinds = cache(lambda na: voorgangers(verloop, code, na=na, tot=tot))
    for taak in sorted({taak for lijn in lijnen.values() for taak in lijn}):
        wie = sinds(eigen[taak].peildatum if taak in eigen else date.min)
        for doel, codes in ((geheel, wie.geheel), (deels, wie.deels)):
            for ander in codes & lijnen.keys():
                gezegd = lijnen[ander].get(taak)
                doel.setdefault(ander, []).extend(gezegd.antwoorden if gezegd else [])
    return geheel, deels
