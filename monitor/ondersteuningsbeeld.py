"""Requests for support as pages show them: where each one stands, and who can help."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from gemeenten.models import Regio, Regiolid, Soort
from monitor.models import Ondersteuningsverzoek, Verzoekstap
from monitor.regels.ondersteuning import KLAAR, NAMEN, Toestand
from samenwerking.toegang.bereik import Wie, zichtbaar
from samenwerking.toegang.models import Gebruiker
from samenwerking.toegang.rollen import VELDROLLEN, Rol

SOORTEN = (Soort.JEUGDREGIO, Soort.ARBEIDSMARKTREGIO, Soort.VEILIGHEIDSREGIO)
"""For which kinds of regio a gemeente asks support, the likeliest first."""


@dataclass(frozen=True)
class Verzoekregel:
    """One request with its last step."""

    verzoek: Ondersteuningsverzoek
    laatste: Verzoekstap | None

    @property
    def toestand(self) -> Toestand:
        """Where it stands."""
        return Toestand(self.laatste.toestand) if self.laatste else Toestand.AANGEVRAAGD

    @property
    def naam(self) -> str:
        """That in words."""
        return NAMEN[self.toestand]

    @property
    def klaar(self) -> bool:
        """Whether it has ended."""
        return self.toestand in KLAAR

    @property
    def datum(self) -> date | None:
        """The day that was planned, or on which it was done."""
        return self.laatste.datum if self.laatste else None

    @property
    def wie(self) -> Any:
        """Who took it; None while nobody did."""
        return self.laatste.aan if self.laatste else None


def verzoekregels(
    wie: Wie, nu: datetime, rijen: Iterable[Ondersteuningsverzoek] | None = None
) -> list[Verzoekregel]:
    """What `wie` may see by `nu`: what is open first, the oldest above; three queries."""
    if rijen is None:
        alle = zichtbaar(wie, Ondersteuningsverzoek).select_related("regio", "gemeente")
        rijen = alle.prefetch_related("gemeenten")
    stappen = zichtbaar(wie, Verzoekstap).bekend(nu).select_related("aan")
    laatste = {stap.verzoek_id: stap for stap in stappen}
    gevonden = [Verzoekregel(rij, laatste.get(rij.pk)) for rij in rijen]
    return sorted(gevonden, key=lambda r: (r.klaar, r.verzoek.op, r.verzoek.pk))


def regios_van(gemeente: str, dag: date) -> dict[int, Regio]:
    """The regio's that a gemeente belongs to on `dag`, by kind."""
    leden = Regiolid.objects.op(dag).filter(gemeente=gemeente, regio__soort__in=SOORTEN)
    gevonden = sorted(
        (lid.regio for lid in leden.select_related("regio")),
        key=lambda regio: SOORTEN.index(Soort(regio.soort)),
    )
    return {regio.pk: regio for regio in gevonden}


def helpers(dag: date) -> list[Gebruiker]:
    """The accounts that can take a request: the field and VNG, while they work."""
    rijen = Gebruiker.objects.filter(
        Q(toegang_tot=None) | Q(toegang_tot__gt=dag),
        rol__in=[*VELDROLLEN, Rol.VNG],
        is_active=True,
    )
    return list(rijen.select_related("persoon").order_by("persoon__naam"))
