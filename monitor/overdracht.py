"""What a gemeente hands over to a new college and raad: on paper, before elections (S4-46, S4-84).

Commitments, decisions that are still to be taken, who takes part in what, contacts by role and what
deserves attention. Contacts are persons: only the own gemeente gets them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.timezone import localtime

from gemeenten.models import Gemeente
from monitor.beeld import beeld
from monitor.blik import Blik
from monitor.models import BezoekAfspraak
from monitor.regels.bevinding import Bevinding
from monitor.regels.criteria import VER
from monitor.regels.stand import RANG, Stand
from monitor.regels.taal import woord
from monitor.regioconcept import gaat_aan
from monitor.regiopunten import OPENBAAR
from monitor.verbandbeeld import samengevoegd
from samenwerking.acties.antwoorden import antwoorden
from samenwerking.bewijs import bewijsregels
from samenwerking.keuzes import Wijze
from samenwerking.models import Contact, Opgaveversie, Uitvraag, Vertegenwoordiger
from samenwerking.regels import Antwoord, Besluitdata
from samenwerking.toegang.bereik import Wie, eigen, leest_alles, rol, zichtbaar
from samenwerking.toegang.rollen import INVULROLLEN
from samenwerking.voorstellen import verbandkeuzes


class Besluit(NamedTuple):
    """A decision still to be taken, by whom, about which taken; `voorbij`: its day has passed."""

    orgaan: str
    gepland: Any
    voorbij: bool
    taken: list[str]


class Deelname(NamedTuple):
    """A verband that the gemeente named: for which taken, its form, and who speaks there for us."""

    naam: str
    taken: list[str]
    vorm: str
    vast: bool
    penvoerder: str
    wie: str


def overdracht(wie: Wie, kijk: Blik, gemeente: Gemeente, nu: datetime) -> dict[str, Any]:
    """The document as `wie` may have it, of what was known at `nu` (readers: of their view)."""
    van_ons = eigen(wie) == gemeente.pk
    op = nu if van_ons else kijk.bekend_op
    versie = _versie(wie, gemeente, kijk.uitvraag, op)
    gegeven = antwoorden(versie)
    taken = dict(kijk.uitvraag.uitvraagtaken.values_list("taak_id", "taak__naam"))
    stand, evaluatie = beeld(kijk.uitvraag, op, op)
    dag = localtime(op).date()
    afspraken = zichtbaar(wie, BezoekAfspraak).filter(
        bezoek__gemeenten=gemeente, bezoek__datum__lte=dag
    )
    return {
        "gemeente": gemeente,
        "uitvraag": kijk.uitvraag,
        "op": op,
        "van_ons": van_ons,
        "versie": versie,
        "regels": bewijsregels(gegeven, verbandkeuzes(wie, kijk.uitvraag), taken),
        "vast": sum(_is_vast(a, kijk.uitvraag) for a in gegeven),
        "besluiten": _besluiten(gegeven, taken, dag),
        "deelnames": _deelnames(wie, gemeente, stand, gegeven, taken) if versie else [],
        "risicos": samengevoegd(stand, _risicos(wie, kijk, stand, evaluatie.bevindingen, gemeente)),
        "mag_risicos": _ziet_alles(wie, van_ons) or kijk.inhoud,
        "afspraken": afspraken.filter(klaar_op=None).select_related("bezoek").order_by("termijn"),
        "contacten": zichtbaar(wie, Contact).filter(gemeente=gemeente) if van_ons else (),
        "mag_contacten": van_ons and rol(wie) in INVULROLLEN,
    }


def _ziet_alles(wie: Wie, van_ons: bool) -> bool:
    return leest_alles(wie) or (van_ons and rol(wie) in INVULROLLEN)


def _versie(wie: Wie, gemeente: Gemeente, ronde: Uitvraag, op: datetime) -> Opgaveversie | None:
    versies = zichtbaar(wie, Opgaveversie).filter(
        opgave__gemeente=gemeente, opgave__uitvraag=ronde, ingediend_op__lte=op
    )
    laatste: Opgaveversie | None = versies.order_by("nummer").last()
    return laatste


def _is_vast(antwoord: Antwoord, ronde: Uitvraag) -> bool:
    return (
        bool(antwoord.stadium) and RANG[str(antwoord.stadium)] >= RANG[ronde.vaststelling_drempel]
    )


def _besluiten(gegeven: Sequence[Antwoord], taken: dict[str, str], dag: Any) -> list[Besluit]:
    """What college and raad must still decide, by planned day; without a day last."""
    groepen: dict[tuple[str, Any], list[str]] = {}
    for antwoord in gegeven:
        if antwoord.wijze != Wijze.VERBAND:
            continue
        for orgaan, besluit, klaar in (
            ("college", antwoord.college, "collegebesluit"),
            ("raad", antwoord.raad, "raadsbesluit"),
        ):
            if _open(besluit, antwoord, klaar):
                naam = taken.get(antwoord.taak, antwoord.taak)
                groepen.setdefault((orgaan, besluit.gepland), []).append(naam)
    rijen = [
        Besluit(orgaan, gepland, bool(gepland and gepland < dag), list(dict.fromkeys(namen)))
        for (orgaan, gepland), namen in groepen.items()
    ]
    return sorted(rijen, key=lambda rij: (rij.gepland is None, str(rij.gepland), rij.orgaan))


def _open(besluit: Besluitdata, antwoord: Antwoord, klaar: str) -> bool:
    return besluit.genomen is None and RANG[str(antwoord.stadium)] < RANG[klaar]


def _deelnames(
    wie: Wie, gemeente: Gemeente, stand: Stand, gegeven: Sequence[Antwoord], taken: dict[str, str]
) -> list[Deelname]:
    sprekers = {
        rij.verband_id: f"{rij.naam}, {rij.functie}"
        for rij in zichtbaar(wie, Vertegenwoordiger).filter(gemeente=gemeente)
    }
    per: dict[str, list[str]] = {}
    for antwoord in gegeven:
        if antwoord.verband:
            per.setdefault(antwoord.verband, []).append(taken.get(antwoord.taak, antwoord.taak))
    rijen = []
    for slug, namen in per.items():
        feiten = stand.verbanden.get(slug)
        vorm = feiten.rechtsvorm.naam if feiten and feiten.rechtsvorm else "nog niet gekozen"
        stadium = feiten.profiel.juridisch_stadium if feiten else None
        vast = bool(feiten and (feiten.bestaand or stadium in VER))
        rijen.append(
            Deelname(
                stand.verbandnaam(slug),
                namen,
                f"{vorm} ({woord(stadium)})" if stadium else vorm,
                vast,
                stand.naam(feiten.penvoerder) if feiten and feiten.penvoerder else "–",
                sprekers.get(slug, ""),
            )
        )
    return sorted(rijen, key=lambda rij: rij.naam)


def _risicos(
    wie: Wie, kijk: Blik, stand: Stand, alle: Sequence[Bevinding], gemeente: Gemeente
) -> list[Bevinding]:
    """Findings that concern the gemeente; the raad has what a published round shows everybody."""
    if gemeente.pk not in stand.nummer:
        return []
    ons = gaat_aan(stand, alle, gemeente.pk)
    if _ziet_alles(wie, eigen(wie) == gemeente.pk):
        return ons
    return [b for b in ons if b.code.startswith(OPENBAAR)] if kijk.inhoud else []
