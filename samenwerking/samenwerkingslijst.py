"""For which taken is cooperation needed, per regio? The first product of step 1 (S2-38).

The catalogue says what needs a scale beyond one gemeente and why; the verbanden that are known say
how far the gemeenten of the regio are. Voluntary taken stand in the same list (S2-42).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from gemeenten.models import Gemeente, Regio, Regiolid, Soort
from samenwerking.catalogus import Catalogusregel, catalogus
from samenwerking.models import Arrangement, Deelname, Uitvraag
from samenwerking.toegang.bereik import Wie, zichtbaar
from samenwerking.voorstellen import Verbandkeuze, verbandkeuzes

SOORTEN = (Soort.ARBEIDSMARKTREGIO, Soort.JEUGDREGIO, Soort.VEILIGHEIDSREGIO)
"""The indelingen of the list; the arbeidsmarktregio is where the talks start (S2-32)."""


@dataclass(frozen=True)
class Lijstregel:
    """One taak: why it needs cooperation, which verbanden do it, and who of the regio is in one."""

    catalogus: Catalogusregel
    verbanden: list[str]
    gemeenten: frozenset[str]

    @property
    def nodig(self) -> bool:
        """Whether the taak needs cooperation; else it is voluntary."""
        return self.catalogus.vraag.samenwerking_noodzakelijk


@dataclass(frozen=True)
class Lijst:
    """The list of a regio; `leden` is CBS code -> name."""

    regio: Regio
    leden: dict[str, str]
    groepen: list[tuple[str, list[Lijstregel]]]

    @property
    def regels(self) -> list[Lijstregel]:
        """All rows."""
        return [regel for _, regels in self.groepen for regel in regels]

    @property
    def nodig(self) -> int:
        """For how many taken cooperation is needed."""
        return sum(regel.nodig for regel in self.regels)

    @property
    def rond(self) -> int:
        """For how many of those every gemeente of the regio is in a verband."""
        return sum(r.nodig and len(r.gemeenten) == len(self.leden) for r in self.regels)


def eigen_regios(gemeente: Gemeente, dag: date) -> list[Regio]:
    """The regio's of the gemeente to make a list for, the arbeidsmarktregio first; one query."""
    leden = Regiolid.objects.op(dag).filter(gemeente=gemeente)
    regios = Regio.objects.filter(soort__in=SOORTEN, pk__in=leden.values("regio"))
    return sorted(regios, key=lambda regio: (SOORTEN.index(Soort(regio.soort)), regio.naam))


def samenwerkingslijst(wie: Wie, uitvraag: Uitvraag, regio: Regio) -> Lijst:
    """The list of a regio, by what `wie` may see of verbanden; five queries."""
    op_dag = Regiolid.objects.op(uitvraag.peildatum)
    leden = dict(op_dag.filter(regio=regio).values_list("gemeente", "gemeente__naam"))
    keuzes = {k.versie: k for k in verbandkeuzes(wie, uitvraag).values() if k.versie}
    per_taak = _per_taak(wie, uitvraag, set(leden), keuzes)
    groepen = [
        (
            groep.naam,
            [
                Lijstregel(
                    regel,
                    sorted(per_taak.get(regel.vraag.taak_id, {})),
                    frozenset().union(*per_taak.get(regel.vraag.taak_id, {}).values()),
                )
                for regel in groep.regels
            ],
        )
        for groep in catalogus(uitvraag)
    ]
    return Lijst(regio, leden, groepen)


def _per_taak(
    wie: Wie, uitvraag: Uitvraag, leden: set[str], keuzes: dict[int, Verbandkeuze]
) -> dict[str, dict[str, set[str]]]:
    """Taak -> name of a verband -> who of `leden` takes part in it; two queries."""
    velden = ("arrangement__taak", "arrangement__versie", "gemeente")
    los = zichtbaar(wie, Deelname).filter(
        gemeente__in=leden, arrangement__versie__uitvraag=uitvraag
    )
    met_regio = zichtbaar(wie, Arrangement).filter(versie__uitvraag=uitvraag, regio__isnull=False)
    dag = uitvraag.peildatum
    via = met_regio.filter(
        Q(regio__leden__tot=None) | Q(regio__leden__tot__gt=dag),
        regio__leden__gemeente__in=leden,
        regio__leden__vanaf__lte=dag,
    ).values_list("taak", "versie", "regio__leden__gemeente")
    uit: dict[str, dict[str, set[str]]] = {}
    for taak, versie, gemeente in [*los.values_list(*velden), *via]:
        if versie in keuzes:
            uit.setdefault(taak, {}).setdefault(keuzes[versie].naam, set()).add(gemeente)
    return uit
