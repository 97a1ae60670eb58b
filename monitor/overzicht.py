"""The figures of the first screen: how many in, what is missing, what needs a decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce
from django.utils.timezone import localtime

from monitor.blik import Blik
from monitor.regels.alles import Evaluatie
from monitor.regels.criteria import Score
from monitor.regels.dekking import Staat
from monitor.regels.ligging import Verhouding
from monitor.regels.stand import Stand, Taak
from monitor.regels.taal import getal
from monitor.regels.voortgang import dagen_voorbij, geregelde_combinaties
from samenwerking.models import Ondertekening, Opgaveversie
from samenwerking.querysets import Rijtje

DONUT = ("N1", "N2")


@dataclass(frozen=True)
class Besluitregel:
    """One row of «wacht op uw besluit»."""

    aantal: int
    titel: str
    naam: str
    query: str
    toelichting: str


@dataclass(frozen=True)
class Taakvlekken:
    """The witte vlekken of one taak, for its small map."""

    taak: Taak
    korte_naam: str
    gemeenten: list[str]


def inzendmomenten(kijk: Blik) -> dict[str, datetime]:
    """Per gemeente the moment of its first submitted opgave known at `bekend_op`."""
    return dict(_inzendingen(kijk))


def inzendmomenten_en_brieven(kijk: Blik) -> tuple[dict[str, datetime], list[set[str]]]:
    """The same, and of each joint letter who of them stand by it; one query for both."""
    van_ons = _ondertekend(kijk).filter(gemeente=OuterRef("opgave__gemeente")).order_by()
    brief = Cast(Coalesce("brief__identiek_aan", "brief"), CharField())
    brieven = Subquery(van_ons.values("gemeente").annotate(genoemd=Rijtje(brief)).values("genoemd"))
    momenten: dict[str, datetime] = {}
    groepen: dict[str, set[str]] = {}
    for gemeente, eerste, genoemd in _inzendingen(kijk).annotate(brieven=brieven):
        momenten[gemeente] = eerste
        for nummer in genoemd.split(",") if genoemd else ():
            groepen.setdefault(nummer, set()).add(gemeente)
    return momenten, list(groepen.values())


def _inzendingen(kijk: Blik) -> Any:
    versies = Opgaveversie.objects.filter(
        opgave__uitvraag=kijk.uitvraag, ingediend_op__lte=kijk.bekend_op
    )
    return versies.values_list("opgave__gemeente").annotate(eerste=Min("ingediend_op"))


def brieven(kijk: Blik) -> list[set[str]]:
    """The gemeenten of each joint letter; one identical to another is taken with it (S0-20).

    Who signs in the portal counts from the own signature until it is withdrawn.
    """
    groepen: dict[int, set[str]] = {}
    rijen = _ondertekend(kijk).values_list("brief_id", "brief__identiek_aan_id", "gemeente_id")
    for brief, identiek, gemeente in rijen:
        groepen.setdefault(identiek or brief, set()).add(gemeente)
    return list(groepen.values())


def _ondertekend(kijk: Blik) -> QuerySet[Ondertekening]:
    op = kijk.bekend_op
    return Ondertekening.objects.filter(
        Q(getekend_op__lte=op) | Q(brief__initiatief=None),
        Q(ingetrokken_op=None) | Q(ingetrokken_op__gt=op),
        brief__uitvraag=kijk.uitvraag,
        brief__verzonden_op__lte=op,
    )


def telling(evaluatie: Evaluatie) -> Counter[str]:
    """How many findings there are per code."""
    return Counter(bevinding.code for bevinding in evaluatie.bevindingen)


def met_tegenspraak(evaluatie: Evaluatie) -> dict[str, list[str]]:
    """The verbanden that contradict themselves, with the codes of what was found."""
    uit: dict[str, list[str]] = {}
    for bevinding in evaluatie.bevindingen:
        if bevinding.code.startswith("T"):
            uit.setdefault(bevinding.verband or "", []).append(bevinding.code)
    return uit


def met_donut(stand: Stand, evaluatie: Evaluatie) -> set[tuple[str, str]]:
    """Verband x taak with a donut or enclave, where the taak has an indeling of its own."""
    return {
        (b.verband or "", b.taak or "")
        for b in evaluatie.bevindingen
        if b.code in DONUT and stand.taak[b.taak or ""].referentie_indeling
    }


def wacht_op_besluit(stand: Stand, evaluatie: Evaluatie, kijk: Blik) -> list[Besluitregel]:
    """What asks for a person, most urgent first; rows without anything are left out.

    Each number is the length of the list that its link opens.
    """
    aantal = telling(evaluatie)
    voorbij = kijk.nu >= kijk.uitvraag.deadline
    regels = [
        Besluitregel(
            len(stand.gemeenten) - stand.ingediend.bit_count() if voorbij else 0,
            "Gemeenten zonder opgave",
            "monitor-inzendingen",
            "stand_opgave=ontbreekt",
            "de uiterste dag is voorbij",
        ),
        Besluitregel(
            aantal["D1"],
            "Witte vlekken",
            "monitor-dekking",
            "staat=witte_vlek",
            _vlekkenzin(stand, evaluatie),
        ),
        Besluitregel(
            aantal["W1"] + aantal["W2"] + aantal["W3"],
            "Verschillen tussen gemeente en verband",
            "monitor-verschillen",
            "",
            "wat de één zegt, bevestigt de ander niet",
        ),
        Besluitregel(
            aantal["C1"],
            "Keer dat een verband een regio doorsnijdt",
            "monitor-congruentie",
            "relatie=doorsnijdt",
            "per taak, met het kleinste herstel erbij",
        ),
        Besluitregel(
            len(met_tegenspraak(evaluatie)),
            "Verbanden met een tegenspraak",
            "monitor-criteria",
            "tegenspraak=ja",
            "bijvoorbeeld gezamenlijke inkoop zonder juridische basis",
        ),
        Besluitregel(
            len(met_donut(stand, evaluatie)),
            "Donuts en enclaves",
            "monitor-congruentie",
            "relatie=donut",
            "iedereen eromheen doet mee",
        ),
    ]
    return [regel for regel in regels if regel.aantal]


def _vlekkenzin(stand: Stand, evaluatie: Evaluatie) -> str:
    """What the number is about, and how much of it only waits for an opgave."""
    zonder = sum(
        not stand.heeft_ingediend(cel.gemeente)
        for cel in evaluatie.dekking
        if cel.staat is Staat.WITTE_VLEK
    )
    rest = f", {getal(zonder)} daarvan bij gemeenten zonder opgave" if zonder else ""
    return f"combinaties van gemeente en taak die nergens gedekt zijn{rest}"


def vlekken_per_taak(stand: Stand, evaluatie: Evaluatie) -> list[Taakvlekken]:
    """The taken with their witte vlekken, most first."""
    per_taak: dict[str, list[str]] = {
        t.code: [] for t in stand.taken if t.samenwerking_noodzakelijk
    }
    for gemeente, taak, staat, _ in evaluatie.dekking:
        if staat is Staat.WITTE_VLEK:
            per_taak[taak].append(gemeente)
    rijen = [
        Taakvlekken(stand.taak[code], stand.taak[code].korte_naam or code, gemeenten)
        for code, gemeenten in per_taak.items()
    ]
    return sorted(rijen, key=lambda rij: (-len(rij.gemeenten), rij.taak.code))


def verhoudingen(stand: Stand, evaluatie: Evaluatie) -> dict[Verhouding, int]:
    """How many arrangementen lie how in the indeling of their own taak."""
    aantallen = Counter(
        r.relatie
        for r in evaluatie.relaties
        if stand.taak[r.taak].referentie_indeling == r.indeling
    )
    return {soort: aantallen[soort] for soort in Verhouding}


def scores(evaluatie: Evaluatie) -> dict[str, dict[Score, int]]:
    """Per criterion how many verbanden have which indicatie."""
    uit: dict[str, dict[Score, int]] = {}
    for indicatie in evaluatie.indicaties:
        rij = uit.setdefault(indicatie.criterium, dict.fromkeys(Score, 0))
        rij[indicatie.score] += 1
    return uit


def op_tijd(momenten: Collection[datetime], deadline: datetime) -> int:
    """How many were in before the deadline."""
    return sum(moment < deadline for moment in momenten)


def delen(telling: Mapping[str, int]) -> list[dict[str, object]]:
    """The parts of a stacked bar: soort, begin and breedte in percent (as text), aantal."""
    totaal = sum(telling.values()) or 1
    uit: list[dict[str, object]] = []
    begin = 0.0
    for soort, aantal in telling.items():
        breedte = 100 * aantal / totaal
        if aantal:
            uit.append(
                {
                    "soort": soort,
                    "begin": f"{begin:.1f}",
                    "breedte": f"{breedte:.1f}",
                    "aantal": aantal,
                }
            )
        begin += breedte
    return uit


def tot_eind_2014(stand: Stand, kijk: Blik) -> list[dict[str, Any]]:
    """Two bars: the days that are over, and what is settled; each with its whole (S4-04)."""
    begin = localtime(min(ronde.opent for ronde in (*kijk.geopend, kijk.uitvraag))).date()
    rijen = [
        ("Tijd", "dagen zijn voorbij", dagen_voorbij(begin, localtime(kijk.nu).date())),
        ("Samenwerking", "combinaties zijn vastgesteld", geregelde_combinaties(stand)),
    ]
    return [
        {
            "naam": naam,
            "zin": f"{getal(deel)} van de {getal(geheel)} {wat}",
            "delen": delen({"samenvalt": deel, "onbekend": geheel - deel}),
        }
        for naam, wat, (deel, geheel) in rijen
    ]
