"""The codes and names that hold in a round, from the database."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from gemeenten.models import Alias, Gemeente, Herindeling, Regio, Soort
from gemeenten.namen import vouw
from samenwerking.models import Arrangement, Rechtsvorm, Uitvraag, Verband
from samenwerking.uitwisseling.huidig_verbanden import verbandversies
from samenwerking.uitwisseling.register import Register

AANHECHTBAAR = (Soort.PROVINCIE, Soort.ARBEIDSMARKTREGIO, Soort.VEILIGHEIDSREGIO, Soort.JEUGDREGIO)


def lees_register(uitvraag: Uitvraag) -> Register:
    """The codes and names that hold in this round, and what is there already."""
    dag = uitvraag.peildatum
    gemeenten = dict(Gemeente.objects.op(dag).values_list("code", "naam"))
    alle = dict(Gemeente.objects.values_list("code", "naam"))
    regios = Regio.objects.filter(soort__in=AANHECHTBAAR)
    bekende = dict(regios.op(dag).values_list("code", "naam"))
    taken = list(uitvraag.uitvraagtaken.values_list("taak_id", "taak__naam", "landelijk_mogelijk"))
    versies = verbandversies(uitvraag)
    verzonden = uitvraag.brieven.filter(verzonden_op__isnull=False)
    arrangementen: dict[str, set[str]] = defaultdict(set)
    rijen = Arrangement.objects.filter(versie__in=versies.values("pk"))
    for verband, taak in rijen.values_list("versie__verband_id", "taak_id"):
        arrangementen[verband].add(taak)
    return Register(
        uitvraag=uitvraag.code,
        peildatum=dag,
        gemeenten=gemeenten,
        namen=_namen(gemeenten),
        taken={code: naam for code, naam, _ in taken},
        landelijk=frozenset(code for code, _, landelijk in taken if landelijk),
        regios=bekende,
        rechtsvormen=dict(Rechtsvorm.objects.values_list("code", "naam")),
        verbanden=frozenset(Verband.objects.values_list("slug", flat=True)),
        opgeheven=_opgeheven(alle, gemeenten, dag),
        vervallen_regios=frozenset(regios.values_list("code", flat=True)) - bekende.keys(),
        brieven=dict(verzonden.values_list("slug", "identiek_aan__slug")),
        briefconcepten=frozenset(
            uitvraag.brieven.filter(verzonden_op=None).values_list("slug", flat=True)
        ),
        arrangementen={verband: frozenset(codes) for verband, codes in arrangementen.items()},
        onderdeel_van=dict(versies.values_list("verband_id", "onderdeel_van_id")),
        verbandnamen=dict(versies.values_list("verband_id", "naam")),
    )


def _namen(gemeenten: dict[str, str]) -> dict[str, frozenset[str]]:
    """All spellings of the existing gemeenten, folded."""
    namen: dict[str, set[str]] = defaultdict(set)
    for code, naam in gemeenten.items():
        namen[vouw(naam)].add(code)
    for code, naam in Alias.objects.values_list("gemeente_id", "naam"):
        if code in gemeenten:
            namen[vouw(naam)].add(code)
    return {naam: frozenset(codes) for naam, codes in namen.items()}


def _opgeheven(
    alle: dict[str, str], bestaand: dict[str, str], dag: date
) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Gemeenten that do not exist on `dag`: name, and who took over before or goes before."""
    anders: dict[str, list[str]] = defaultdict(list)
    for datum, oud, nieuw in Herindeling.objects.values_list("datum", "oud_id", "nieuw_id"):
        if datum <= dag:
            anders[oud].append(nieuw)
        else:
            anders[nieuw].append(oud)
    return {
        code: (naam, tuple(sorted(anders[code])))
        for code, naam in alle.items()
        if code not in bestaand
    }
