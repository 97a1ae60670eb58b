"""What people added to the outcome of a round: published oordelen, and the uitleg."""

from __future__ import annotations

from typing import Any

from django.db.models import F
from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView

from monitor.api import vormen
from monitor.api.views import keuzesleutel
from monitor.beeld import beeld
from monitor.blik import Blik, bekijk
from monitor.models import Oordeelstap
from monitor.regels.criteria import CRITERIA, Score
from monitor.regels.oordelen import Stadium
from monitor.regels.uitleg import Toestand
from monitor.uitlegbeeld import Register, Uitlegbeeld, register
from samenwerking.api.rijen import ronde
from samenwerking.api.views import Keuzes, gemeentesleutel, taaksleutel, verbandsleutel
from samenwerking.toegang.bereik import eigen, zichtbaar

Rij = dict[str, Any]


class OordeelSleutels(Keuzes):
    """Filters of oordelen."""

    verband = verbandsleutel()
    criterium = keuzesleutel("Het criterium.", sorted(CRITERIA))
    score = keuzesleutel("Het oordeel.", [score.value for score in Score])


class MetEisen(ListAPIView):
    """A list of rows, filtered by what they hold."""

    def kies(self, gevonden: list[Rij], vraag: Rij) -> list[Rij]:
        """Those that hold all that was asked."""
        return [
            rij for rij in gevonden if all(rij[naam] == waarde for naam, waarde in vraag.items())
        ]


@extend_schema(summary="Oordelen")
class Oordelen(MetEisen):
    """De gepubliceerde oordelen van de commissie, naast wat de regels toen aanwezen."""

    serializer_class = vormen.OordeelVorm
    filterset_class = OordeelSleutels

    def get_queryset(self) -> Any:
        """Rows by verband and criterium; what is not published yet is not in it for anybody."""
        uitvraag = ronde(self.request, self.kwargs["uitvraag"])
        stappen = zichtbaar(self.request.user, Oordeelstap).bekend(self.request.nu)
        rijen = stappen.filter(oordeel__uitvraag=uitvraag, stadium=Stadium.GEPUBLICEERD)
        return list(
            rijen.order_by("oordeel__verband", "oordeel__criterium").values(
                "score",
                "motivering",
                "indicatie",
                "norm",
                verband=F("oordeel__verband"),
                criterium=F("oordeel__criterium"),
                gepubliceerdOp=F("op"),
            )
        )


class UitlegSleutels(Keuzes):
    """Filters of uitleg."""

    code = keuzesleutel("Code van een regel of criterium.", vormen.UITLEGCODES)
    gemeente = gemeentesleutel()
    verband = verbandsleutel()
    taak = taaksleutel()
    toestand = keuzesleutel("Wat de uitleg nu waard is.", [t.value for t in Toestand])


@extend_schema(summary="Uitleg")
class Uitleggen(MetEisen):
    """De uitleg van gemeenten bij een bevinding (pas toe of leg uit), en hoe die is beoordeeld."""

    serializer_class = vormen.UitlegVorm
    filterset_class = UitlegSleutels

    def get_queryset(self) -> Any:
        """Rows by finding. Raises Http404 for a round of which who asks may see nothing."""
        wie = self.request.user
        kijk: Blik = bekijk(self.request, ronde(self.request, self.kwargs["uitvraag"]))
        if not (kijk.inhoud or eigen(wie)):
            raise Http404
        gezien: Register = register(wie, *beeld(kijk.uitvraag, kijk.nu, kijk.bekend_op), kijk)
        return [uitlegrij(rij) for rij in gezien.rijen]


def uitlegrij(rij: Uitlegbeeld) -> Rij:
    """An uitleg as the API says it."""
    uitleg = rij.uitleg
    return {
        "code": uitleg.code,
        "gemeente": uitleg.gemeente_id,
        "verband": uitleg.verband_id,
        "taak": uitleg.taak_id,
        "van": uitleg.van_id,
        "samen": sorted(rij.samen),
        "reden": uitleg.reden,
        "tekst": uitleg.tekst,
        "nadelen": uitleg.nadelen,
        "tijdelijkTot": uitleg.tijdelijk_tot,
        "gegevenOp": uitleg.op,
        "toestand": rij.stand,
        "toetsreden": uitleg.toetsreden or None,
    }
