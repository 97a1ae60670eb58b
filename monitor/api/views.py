"""The outcome of the rules for a round: readers at once, everybody after the publication."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView

from gemeenten.api.sleutels import KeuzeFilter
from monitor.api import vormen
from monitor.api.eisen import past
from monitor.beeld import beeld
from monitor.blik import Blik, bekijk
from monitor.regels.alles import Evaluatie
from monitor.regels.bevinding import Bevinding
from monitor.regels.catalogus import CATALOGUS
from monitor.regels.catalogus import zin as zin_van
from monitor.regels.criteria import CRITERIA, Score
from monitor.regels.dekking import Staat
from monitor.regels.ligging import Verhouding
from monitor.regels.stand import INDELINGEN, Stand
from monitor.regels.voortgang import regios_per_taak, vastgestelde_gemeenten
from monitor.uitlegbeeld import register
from samenwerking.api.rijen import ronde
from samenwerking.api.views import (
    Keuzes,
    decentralisatiesleutel,
    gemeentesleutel,
    regiosleutel,
    taaksleutel,
    verbandsleutel,
)
from samenwerking.keuzes import Niveau
from samenwerking.toegang.bereik import eigen, leest_alles


def keuzesleutel(label: str, waarden: Any) -> KeuzeFilter:
    """Filter on one of a fixed list."""
    return KeuzeFilter(label=label, method="over_rijen", choices=[(w, w) for w in waarden])


class Uitkomst(ListAPIView):
    """A list out of the Stand of a round, filtered by what its rows hold.

    Readers see all. A published round is open to everybody as far as `openbaar` says; gemeenten
    see at any time what is about themselves, or about a verband they take part in (domein.md).
    """

    openbaar = True

    def get_queryset(self) -> Any:
        """The rows. Raises Http404 for a round of which who asks may see nothing."""
        wie = self.request.user
        kijk: Blik = bekijk(self.request, ronde(self.request, self.kwargs["uitvraag"]))
        self.gemeente = eigen(wie)
        if not (kijk.inhoud or self.gemeente):
            raise Http404
        self.kijk = kijk
        self.stand, evaluatie = beeld(kijk.uitvraag, kijk.nu, kijk.bekend_op)
        alle = self.rijen(self.stand, evaluatie)
        if leest_alles(wie):
            return alle
        self.onze = self._onze()
        return [f for f in alle if (kijk.inhoud and self.is_openbaar(f)) or self.van_ons(f)]

    def _onze(self) -> frozenset[str]:
        """The verbanden in which the own gemeente takes part."""
        bit = self.stand.bit.get(self.gemeente, 0)
        return frozenset(slug for (slug, _), leden in self.stand.leden.items() if leden & bit)

    def is_openbaar(self, feit: Any) -> bool:
        """Whether everybody may see it once the round is published."""
        return self.openbaar

    def van_ons(self, feit: Any) -> bool:
        """Whether it is about the own gemeente or a verband that it takes part in."""
        if hasattr(feit, "gemeente"):
            return feit.gemeente == self.gemeente
        return getattr(feit, "verband", None) in self.onze

    def rijen(self, stand: Stand, evaluatie: Evaluatie) -> list[Any]:
        """What the list holds; tuples of a rule are made rows for the page only."""
        raise NotImplementedError

    def rij(self, feit: Any) -> dict[str, Any]:
        """One of them as a row."""
        rij: dict[str, Any] = feit._asdict()
        return rij

    def kies(self, gevonden: list[Any], vraag: dict[str, Any]) -> list[Any]:
        """Those that hold what was asked."""
        eisen = dict(vraag)
        if regio := eisen.pop("regio", None):
            eisen["binnen"] = self._codes(regio)
        taken = self._taken(eisen.pop("decentralisatie", None), eisen.pop("niveau", None))
        if taken is not None:
            eisen["taken"] = taken
        return [feit for feit in gevonden if past(feit, eisen)] if eisen else gevonden

    def _codes(self, regio: str) -> frozenset[str]:
        """The gemeenten of the regio with this code; nobody when it is not there."""
        regios = (r for i in self.stand.indelingen.values() for r in i.regios if r.code == regio)
        return frozenset(code for gevonden in regios for code in self.stand.codes(gevonden.leden))

    def _taken(self, decentralisatie: str | None, niveau: str | None) -> frozenset[str] | None:
        """The taken of the round that are asked for; None when that was not asked."""
        if decentralisatie is None and niveau is None:
            return None
        return frozenset(
            taak.code
            for taak in self.stand.taken
            if decentralisatie in (None, taak.decentralisatie) and niveau in (None, taak.niveau)
        )

    def get_serializer(self, *gevonden: Any, **opties: Any) -> Any:
        """With the rows of the page only."""
        pagina = ([self.rij(feit) for feit in feiten] for feiten in gevonden)
        return super().get_serializer(*pagina, **opties)


class BevindingSleutels(Keuzes):
    """Filters of bevindingen."""

    code = keuzesleutel("Code van een regel.", sorted(CATALOGUS))
    gemeente = gemeentesleutel()
    regio = regiosleutel()
    verband = verbandsleutel()
    taak = taaksleutel()
    decentralisatie = decentralisatiesleutel()
    niveau = keuzesleutel("Het niveau van de taak.", Niveau.values)


@extend_schema(summary="Bevindingen")
class Bevindingen(Uitkomst):
    """Wat de regels vinden, elk met een zin. Een bevinding besluit niets."""

    serializer_class = vormen.BevindingVorm
    filterset_class = BevindingSleutels

    def rijen(self, stand: Stand, evaluatie: Evaluatie) -> list[Any]:
        """In their fixed order."""
        self.uitleg = register(self.request.user, stand, evaluatie, self.kijk)
        return evaluatie.bevindingen

    def is_openbaar(self, feit: Bevinding) -> bool:
        """About dekking and where verbanden lie; differences are for those concerned."""
        return feit.code[0] in "DCAN"

    def van_ons(self, feit: Bevinding) -> bool:
        """About the own gemeente, or a difference or contradiction of an own verband."""
        if self.gemeente in feit.gemeenten:
            return True
        return feit.code[0] in "TW" and feit.verband in self.onze

    def rij(self, feit: Bevinding) -> dict[str, Any]:
        """With title, sentence and what an uitleg makes of it."""
        uitleg = self.uitleg(feit)
        return {
            "code": feit.code,
            "titel": CATALOGUS[feit.code].titel,
            "gemeenten": list(feit.gemeenten),
            "verband": feit.verband,
            "taak": feit.taak,
            "zin": zin_van(self.stand, feit),
            "eigenKeuze": feit.eigen_keuze,
            "uitleg": uitleg[-1].stand if uitleg else None,
            "uitgelegd": any(rij.uitgelegd for rij in uitleg),
        }


class DekkingSleutels(Keuzes):
    """Filters of dekking."""

    gemeente = gemeentesleutel()
    regio = regiosleutel()
    taak = taaksleutel()
    decentralisatie = decentralisatiesleutel()
    niveau = keuzesleutel("Het niveau van de taak.", Niveau.values)
    staat = keuzesleutel("De staat.", [staat.value for staat in Staat])
    verband = verbandsleutel()


@extend_schema(summary="Dekking")
class Dekking(Uitkomst):
    """Per gemeente en taak die samenwerking vraagt: is de taak geregeld?"""

    serializer_class = vormen.DekkingVorm
    filterset_class = DekkingSleutels

    def rijen(self, stand: Stand, evaluatie: Evaluatie) -> list[Any]:
        """By gemeente and taak."""
        return evaluatie.dekking


class RelatieSleutels(Keuzes):
    """Filters of relaties."""

    verband = verbandsleutel()
    taak = taaksleutel()
    decentralisatie = decentralisatiesleutel()
    niveau = keuzesleutel("Het niveau van de taak.", Niveau.values)
    indeling = keuzesleutel("De indeling.", INDELINGEN)
    relatie = keuzesleutel("De ligging.", [soort.value for soort in Verhouding])


@extend_schema(summary="Relaties")
class Relaties(Uitkomst):
    """Hoe een verband voor een taak in de regio-indelingen ligt."""

    serializer_class = vormen.RelatieVorm
    filterset_class = RelatieSleutels

    def rijen(self, stand: Stand, evaluatie: Evaluatie) -> list[Any]:
        """By verband, taak and indeling."""
        return evaluatie.relaties


class IndicatieSleutels(Keuzes):
    """Filters of indicaties."""

    verband = verbandsleutel()
    criterium = keuzesleutel("Het criterium.", sorted(CRITERIA))
    score = keuzesleutel("De indicatie.", [score.value for score in Score])


@extend_schema(summary="Indicaties")
class Indicaties(Uitkomst):
    """Wat de feiten zeggen over de vijf criteria. Het oordeel is aan mensen."""

    openbaar = False
    serializer_class = vormen.IndicatieVorm
    filterset_class = IndicatieSleutels

    def rijen(self, stand: Stand, evaluatie: Evaluatie) -> list[Any]:
        """By verband and criterion."""
        return evaluatie.indicaties


class DrukteSleutels(Keuzes):
    """Filters of drukte."""

    gemeente = gemeentesleutel()
    regio = regiosleutel()


@extend_schema(summary="Bestuurlijke drukte")
class Drukte(Uitkomst):
    """In hoeveel verbanden elke gemeente meedoet."""

    openbaar = False
    serializer_class = vormen.DrukteVorm
    filterset_class = DrukteSleutels

    def rijen(self, stand: Stand, evaluatie: Evaluatie) -> list[Any]:
        """By gemeente."""
        return evaluatie.drukte


class VoortgangSleutels(Keuzes):
    """Filters of voortgang."""

    taak = taaksleutel()
    decentralisatie = decentralisatiesleutel()
    niveau = keuzesleutel("Het niveau van de taak.", Niveau.values)


@extend_schema(summary="Voortgang")
class Voortgang(Uitkomst):
    """Per taak hoeveel gemeenten en hoeveel regio's een besluit hebben."""

    serializer_class = vormen.VoortgangVorm
    filterset_class = VoortgangSleutels

    def rijen(self, stand: Stand, evaluatie: Evaluatie) -> list[Any]:
        """By taak."""
        self.regios = {telling.taak: telling for telling in regios_per_taak(stand)}
        return vastgestelde_gemeenten(stand)

    def rij(self, feit: Any) -> dict[str, Any]:
        """Both counts of a taak."""
        telling = self.regios.get(feit.taak)
        return {
            "taak": feit.taak,
            "gemeentenVastgesteld": feit.deel,
            "gemeenten": feit.geheel,
            "indeling": telling.indeling if telling else None,
            "regiosVastgesteld": telling.vastgesteld if telling else 0,
            "regiosIntentie": telling.intentie if telling else 0,
            "regiosOverig": telling.overig if telling else 0,
        }
