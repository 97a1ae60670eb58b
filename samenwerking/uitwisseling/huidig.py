"""What the registry holds of a round: the codes for a Register, and its content as typed rows.

Reads in a fixed number of queries, whatever the size of the country.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from gemeenten.models import Alias, Gemeente, Herindeling, Regio, Soort
from gemeenten.namen import vouw
from samenwerking.keuzes import Orgaan, Stadium
from samenwerking.models import (
    Arrangement,
    Besluit,
    Brief,
    Deelname,
    Ondertekening,
    Opgaveregel,
    Opgaveversie,
    Rechtsvorm,
    Uitvraag,
    Verband,
    Verbandversie,
)
from samenwerking.models.verband import Profiel
from samenwerking.uitwisseling.register import Register
from samenwerking.uitwisseling.rijen import (
    Arrangementrij,
    Briefrij,
    Deelnemerrij,
    Ondertekeningrij,
    Opgaverij,
    Profielrij,
    Regelrij,
    Verbandrij,
)

AANHECHTBAAR = (Soort.PROVINCIE, Soort.ARBEIDSMARKTREGIO, Soort.VEILIGHEIDSREGIO, Soort.JEUGDREGIO)
STADIA = list(Stadium)
ORGANEN = ((Orgaan.COLLEGE, "collegebesluit"), (Orgaan.RAAD, "raadsbesluit"))
REGELVELDEN = (
    "taak_id",
    "wijze",
    "verband_id",
    "stadium",
    "collegebesluit_id",
    "raadsbesluit_id",
    "voorlopig",
    "toelichting",
    "onderdeel",
    "reden",
)
KOPVELDEN = (
    "naam",
    "rechtsvorm_id",
    "penvoerder_id",
    "centrumgemeente_id",
    "bestaand",
    "onderdeel_van_id",
    "toelichting",
)
PROFIELVELDEN = tuple(veld.name for veld in Profiel._meta.get_fields())
BESLUIT_BIJ = {Orgaan.COLLEGE: Stadium.COLLEGEBESLUIT, Orgaan.RAAD: Stadium.RAADSBESLUIT}


@dataclass
class Verbandinhoud:
    """All that the format can say of a verband in a round; arrangementen by taak."""

    kop: Verbandrij
    profiel: Profielrij
    arrangementen: dict[str, Arrangementrij] = field(default_factory=dict)
    deelnames: set[tuple[str, str]] = field(default_factory=set)

    def in_ronde(self, register: Register) -> Verbandinhoud:
        """Only what counts in the round: its taken, and gemeenten that exist on the peildatum."""
        kop = replace(
            self.kop,
            penvoerder=_bestaand(self.kop.penvoerder, register),
            centrumgemeente=_bestaand(self.kop.centrumgemeente, register),
        )
        arrangementen = {
            taak: replace(rij, regio=rij.regio if rij.regio in register.regios else None)
            for taak, rij in self.arrangementen.items()
            if taak in register.taken
        }
        deelnames = {
            (taak, gemeente)
            for taak, gemeente in self.deelnames
            if taak in arrangementen and gemeente in register.gemeenten
        }
        return Verbandinhoud(kop, self.profiel, arrangementen, deelnames)


@dataclass
class Opgaveinhoud:
    """An opgave as a file can say it; the besluiten behind it by (taak, verband, orgaan)."""

    kop: Opgaverij
    regels: set[Regelrij] = field(default_factory=set)
    besluiten: dict[tuple[str, str | None, str], Besluit] = field(default_factory=dict)


def lees_register(uitvraag: Uitvraag) -> Register:
    """The codes and names that hold in this round, and what is there already."""
    dag = uitvraag.peildatum
    gemeenten = dict(Gemeente.objects.op(dag).values_list("code", "naam"))
    alle = dict(Gemeente.objects.values_list("code", "naam"))
    regios = Regio.objects.filter(soort__in=AANHECHTBAAR)
    bekende = dict(regios.op(dag).values_list("code", "naam"))
    taken = list(uitvraag.uitvraagtaken.values_list("taak_id", "taak__naam", "landelijk_mogelijk"))
    versies = verbandversies(uitvraag)
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
        brieven=dict(uitvraag.brieven.values_list("slug", "identiek_aan__slug")),
        arrangementen={verband: frozenset(codes) for verband, codes in arrangementen.items()},
        onderdeel_van=dict(versies.values_list("verband_id", "onderdeel_van_id")),
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


def verbandversies(uitvraag: Uitvraag) -> QuerySet[Verbandversie]:
    """Per verband the version of this round that counts now."""
    return Verbandversie.objects.filter(uitvraag=uitvraag).bekend().order_by()


def lees_verbanden(versies: QuerySet[Verbandversie]) -> dict[str, Verbandinhoud]:
    """The content of these versions, by verband."""
    inhoud = {}
    for rij in versies.values("verband_id", *KOPVELDEN, *PROFIELVELDEN):
        slug = rij["verband_id"]
        kop: dict[str, Any] = {veld.removesuffix("_id"): rij[veld] for veld in KOPVELDEN}
        kop["toelichting"] = tekst(kop["toelichting"])
        profiel: dict[str, Any] = {veld: leeg_is_onbekend(rij[veld]) for veld in PROFIELVELDEN}
        inhoud[slug] = Verbandinhoud(
            Verbandrij(verband=slug, **kop), Profielrij(verband=slug, **profiel)
        )
    _lees_arrangementen(versies, inhoud)
    return inhoud


def leeg_is_onbekend(waarde: Any) -> Any:
    """None for an empty text; 0 and False are answers."""
    return None if waarde == "" else waarde


def _lees_arrangementen(versies: QuerySet[Verbandversie], inhoud: dict[str, Verbandinhoud]) -> None:
    pks = versies.values("pk")
    arrangementen = Arrangement.objects.filter(versie__in=pks).order_by()
    for slug, taak, regio, clienten, aanbieders in arrangementen.values_list(
        "versie__verband_id", "taak_id", "regio__code", "clienten", "aanbieders"
    ):
        inhoud[slug].arrangementen[taak] = Arrangementrij(
            verband=slug, taak=taak, regio=regio, clienten=clienten, aanbieders=aanbieders
        )
    deelnames = Deelname.objects.filter(arrangement__versie__in=pks).order_by()
    for slug, taak, gemeente in deelnames.values_list(
        "arrangement__versie__verband_id", "arrangement__taak_id", "gemeente_id"
    ):
        inhoud[slug].deelnames.add((taak, gemeente))


def koppen_elders(slugs: set[str], uitvraag: Uitvraag) -> dict[str, Verbandrij]:
    """The header of verbanden new to this round: of their concept, else of the last round."""
    versies = Verbandversie.objects.filter(verband__in=slugs)
    laatste: dict[str, int] = {}
    volgorde = versies.order_by("uitvraag__opent", "nummer").values_list(
        "verband_id", "pk", "uitvraag_id", "vastgelegd_op"
    )
    for slug, pk, ronde, vastgelegd in volgorde:
        if ronde != uitvraag.pk and vastgelegd is not None:
            laatste[slug] = pk
    concepten = versies.filter(uitvraag=uitvraag, vastgelegd_op=None)
    laatste |= dict(concepten.values_list("verband_id", "pk"))
    gevonden = lees_verbanden(Verbandversie.objects.filter(pk__in=laatste.values()).order_by())
    return {slug: inhoud.kop for slug, inhoud in gevonden.items()}


def lees_opgaven(versies: QuerySet[Opgaveversie], register: Register) -> dict[str, Opgaveinhoud]:
    """The content of these versions (one per opgave), by gemeente, in the taken of the round."""
    koppen = versies.order_by().values_list("opgave__gemeente_id", "ingediend_op", "kanaal")
    inhoud = {
        gemeente: Opgaveinhoud(Opgaverij(gemeente=gemeente, ingediend_op=op, kanaal=kanaal))
        for gemeente, op, kanaal in koppen
    }
    pks = versies.order_by().values("pk")
    besluiten = {besluit.pk: besluit for besluit in Besluit.objects.filter(versie__in=pks)}
    regels = Opgaveregel.objects.filter(versie__in=pks, taak__in=list(register.taken)).order_by()
    for waarden in regels.values("versie__opgave__gemeente_id", *REGELVELDEN):
        gemeente = waarden.pop("versie__opgave__gemeente_id")
        achter = {orgaan: besluiten.get(waarden.pop(f"{kolom}_id")) for orgaan, kolom in ORGANEN}
        rij = _regelrij(gemeente, waarden, achter)
        inhoud[gemeente].regels.add(rij)
        for orgaan, besluit in achter.items():
            if besluit:
                inhoud[gemeente].besluiten[rij.taak, rij.verband, orgaan] = besluit
    return inhoud


def _regelrij(
    gemeente: str, waarden: dict[str, Any], achter: dict[Orgaan, Besluit | None]
) -> Regelrij:
    stadium = waarden["stadium"]
    dagen: dict[str, Any] = {
        kolom: besluitdag(achter[orgaan], orgaan, stadium) for orgaan, kolom in ORGANEN
    }
    return Regelrij(
        gemeente=gemeente,
        taak=waarden["taak_id"],
        wijze=waarden["wijze"],
        verband=waarden["verband_id"],
        stadium=stadium,
        voorlopig=waarden["voorlopig"],
        toelichting=tekst(waarden["toelichting"]),
        onderdeel=waarden["onderdeel"] or None,
        reden=waarden["reden"] or None,
        **dagen,
    )


def is_genomen(orgaan: str, stadium: str | None) -> bool:
    """Whether the one date of a besluit in a file is that of the decision itself.

    It is, unless the regel's stadium says that the decision is still to come: then it is planned.
    """
    if stadium is None:
        return True
    return STADIA.index(Stadium(stadium)) >= STADIA.index(BESLUIT_BIJ[Orgaan(orgaan)])


def besluitdag(besluit: Besluit | None, orgaan: str, stadium: str | None) -> date | None:
    """The one date that a file gives of a besluit; the counterpart of `is_genomen`."""
    if besluit is None:
        return None
    if stadium is None:
        return besluit.genomen or besluit.gepland
    if is_genomen(orgaan, stadium):
        return besluit.genomen
    return besluit.gepland or besluit.genomen


def lees_brieven(uitvraag: Uitvraag) -> dict[str, Briefrij]:
    """The letters of the round, by slug."""
    return {
        brief.slug: Briefrij(
            brief=brief.slug,
            datum=brief.datum,
            kenmerk=brief.kenmerk,
            onderwerp=brief.onderwerp,
            geadresseerden=tuple(g.naam for g in brief.geadresseerden.all()),
            identiek_aan=brief.identiek_aan.slug if brief.identiek_aan else None,
        )
        for brief in Brief.objects.filter(uitvraag=uitvraag)
        .select_related("identiek_aan")
        .prefetch_related("geadresseerden")
    }


def lees_ondertekeningen(uitvraag: Uitvraag) -> dict[tuple[str, str], Ondertekeningrij]:
    """The signatures of the round's letters, by brief and gemeente."""
    return {
        (o.brief.slug, o.gemeente_id): Ondertekeningrij(
            brief=o.brief.slug,
            gemeente=o.gemeente_id,
            ondertekenaar=o.ondertekenaar,
            functie=o.functie,
            gemeente_ondertekenaar=o.gemeente_ondertekenaar_id,
        )
        for o in Ondertekening.objects.filter(
            Q(ingetrokken_op=None), brief__uitvraag=uitvraag
        ).select_related("brief")
    }


def deelnemerrijen(inhoud: Verbandinhoud) -> Iterable[Deelnemerrij]:
    """The deelnemers of a verband; who takes part in all its taken has one row with `*`."""
    taken = set(inhoud.arrangementen)
    per_gemeente: dict[str, set[str]] = defaultdict(set)
    for taak, gemeente in inhoud.deelnames:
        per_gemeente[gemeente].add(taak)
    for gemeente, eigen in sorted(per_gemeente.items()):
        for taak in ["*"] if eigen == taken else sorted(eigen):
            yield Deelnemerrij(verband=inhoud.kop.verband, taak=taak, gemeente=gemeente)


def tekst(waarde: str) -> str:
    """A stored text as a file gives it back: one kind of line end, no blanks around it."""
    return waarde.replace("\r\n", "\n").replace("\r", "\n").strip()


def _bestaand(gemeente: str | None, register: Register) -> str | None:
    return gemeente if gemeente in register.gemeenten else None
