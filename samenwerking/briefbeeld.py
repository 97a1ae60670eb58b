"""What a page and a PDF show of a joint letter: what it says, who signs, where they lie."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import groupby

from django.db.models import Q, prefetch_related_objects

from gemeenten.kaart.buurt import Buurtkaart, opsomming
from gemeenten.kaart.lagen import Legendaregel
from samenwerking.acties.briefregels import genummerd, van_papier
from samenwerking.bepalingen import Bepaling
from samenwerking.briefkaart import WOORDEN, briefkaart, regios
from samenwerking.keuzes import Onderdeel, Stadium, Wijze
from samenwerking.models import Brief, Briefversie, Ondertekening, Uitvraag, Verbandversie
from samenwerking.toegang.bereik import Wie, leest_alles, zichtbaar
from samenwerking.voorstellen import inwoners


@dataclass(frozen=True)
class Besluitrij:
    """One decision in words: for which taken, how, how far, for which gemeenten."""

    nummer: int
    taken: list[str]
    gemeenten: list[str]
    alle: bool
    hoe: str
    stadium: str
    stadium_woord: str
    onderdeel: str
    toelichting: str

    @property
    def wie(self) -> str:
        """The gemeenten as people list them."""
        return f"alle {len(self.gemeenten)} gemeenten" if self.alle else opsomming(self.gemeenten)


@dataclass(frozen=True)
class Collegerij:
    """Where one college stands: getekend, open, ingetrokken, or onbekend (on paper, no name)."""

    rij: Ondertekening

    @property
    def gemeente(self) -> str:
        """The name of the gemeente."""
        naam: str = self.rij.gemeente.naam
        return naam

    @property
    def staat(self) -> str:
        """The class on the map."""
        if self.rij.ingetrokken_op:
            return "ingetrokken"
        if self.rij.getekend_op:
            return "getekend"
        return "onbekend" if self.rij.brief.op_papier else "open"

    @property
    def woord(self) -> str:
        """The state in words."""
        return WOORDEN[self.staat]

    @property
    def namens(self) -> bool:
        """Whether somebody of another gemeente signed."""
        return self.rij.gemeente_ondertekenaar_id not in {None, self.rij.gemeente_id}


@dataclass(frozen=True)
class Handtekening:
    """One signature: a bestuurder, and the gemeenten in whose name (S0-40, S0-41)."""

    naam: str
    functie: str
    thuis: str
    gemeenten: list[str]
    getekend_op: datetime

    @property
    def namens(self) -> str:
        """«de gemeenten Diemen en Uithoorn», as above a signature."""
        meer = "n" if len(self.gemeenten) > 1 else ""
        return f"de gemeente{meer} {opsomming(self.gemeenten)}"

    @property
    def hoedanigheid(self) -> str:
        """The function, with the home gemeente where that is not the only one signed for."""
        return (
            self.functie if self.gemeenten == [self.thuis] else f"{self.functie} van {self.thuis}"
        )


@dataclass(frozen=True)
class Verwant:
    """Another letter with the same content, and whether the reader may open it."""

    brief: Brief
    gemeenten: list[str]
    codes: frozenset[str]
    zichtbaar: bool

    @property
    def titel(self) -> str:
        """Its onderwerp for who may open it, else no more than its kenmerk."""
        if self.zichtbaar or self.gemeenten:
            return self.brief.onderwerp or self.brief.slug
        return f"de brief met kenmerk {self.brief.kenmerk or self.brief.slug}"


@dataclass(frozen=True)
class Briefbeeld:
    """The whole page of one letter."""

    brief: Brief
    colleges: list[Collegerij]
    besluiten: list[Besluitrij]
    verwanten: list[Verwant]
    versies: list[Briefversie]
    inwoners: int
    regios: list[str]
    kaart: Buurtkaart | None
    legenda: list[Legendaregel]

    @property
    def totaal(self) -> int:
        """How many colleges the letter names."""
        return len(self.colleges)

    @cached_property
    def getekend(self) -> int:
        """How many of them signed and stand by it."""
        return sum(rij.staat == "getekend" for rij in self.colleges)

    @property
    def open(self) -> list[str]:
        """The gemeenten that have not signed yet."""
        return [rij.gemeente for rij in self.colleges if rij.staat == "open"]

    @property
    def ingetrokken(self) -> list[Collegerij]:
        """The colleges that withdrew."""
        return [rij for rij in self.colleges if rij.staat == "ingetrokken"]

    @property
    def besluitgroepen(self) -> list[tuple[list[str], list[Besluitrij]]]:
        """The decisions with those about the same taken together."""
        groepen: dict[tuple[str, ...], list[Besluitrij]] = {}
        for rij in self.besluiten:
            groepen.setdefault(tuple(rij.taken), []).append(rij)
        return [(list(taken), rijen) for taken, rijen in groepen.items()]

    @cached_property
    def handtekeningen(self) -> list[Handtekening]:
        """The signature block: one per bestuurder, most gemeenten first."""
        return handtekeningen(self.colleges)

    @property
    def versie(self) -> Briefversie | None:
        """The version that is or was offered last."""
        return next((v for v in reversed(self.versies) if v.teruggenomen_op is None), None)

    @property
    def nieuwste_eerst(self) -> list[Briefversie]:
        """The versions of the text, newest first."""
        return self.versies[::-1]

    @property
    def totaal_tekst(self) -> str:
        """The denominator, as text for a template that adds it up."""
        return str(self.totaal)

    @property
    def aan(self) -> str:
        """The addressees as people list them."""
        return opsomming([g.naam for g in self.brief.geadresseerden.all()])

    @property
    def tekenzin(self) -> str:
        """How many signatures that took: one bestuurder may sign for several (S0-40)."""
        aantal = len(self.handtekeningen)
        if not aantal:
            return "Er is nog geen handtekening."
        return f"Met {aantal} handtekening{'en' if aantal > 1 else ''}."

    @property
    def telzin(self) -> str:
        """With which other letters this one counts once (S0-01, S0-20)."""
        aan = len(self.brief.geadresseerden.all())
        met = len(self.verwanten)
        zinnen = [f"Ook met {aan} geadresseerden."] if aan > 1 else []
        if met:
            ander = "een andere brief" if met == 1 else f"{met} andere brieven"
            zinnen.append(f"Samen met {ander} met dezelfde inhoud.")
        return " ".join(zinnen)


def briefbeeld(wie: Wie, brief: Brief) -> Briefbeeld:
    """Read the page in a fixed number of queries; `brief` comes from the scope of `wie`."""
    prefetch_related_objects([brief], "geadresseerden")
    rijen = brief.ondertekeningen.select_related(
        "brief", "gemeente", "gemeente_ondertekenaar", "mandaat_aan"
    )
    colleges = [Collegerij(rij) for rij in rijen.order_by("gemeente__naam", "gemeente")]
    codes = [rij.rij.gemeente_id for rij in colleges]
    dag = brief.uitvraag.peildatum
    verwanten = _verwanten(wie, brief)
    staten = {rij.rij.gemeente_id: rij.staat for rij in colleges}
    andere = {code for verwant in verwanten for code in verwant.codes}
    kaart, regels = briefkaart(brief.uitvraag, staten, andere)
    return Briefbeeld(
        brief=brief,
        colleges=colleges,
        besluiten=besluiten(brief, {rij.rij.gemeente_id: rij.gemeente for rij in colleges}),
        verwanten=verwanten,
        versies=list(brief.versies.select_related("door")),
        inwoners=sum(inwoners(codes, dag).values()),
        regios=regios(codes, brief.uitvraag),
        kaart=kaart,
        legenda=regels,
    )


def besluiten(brief: Brief, namen: Mapping[str, str]) -> list[Besluitrij]:
    """The decisions in words; `namen` are the gemeenten of the letter by CBS code."""
    rijen = list(enumerate(van_papier(brief), start=1)) if brief.op_papier else genummerd(brief)
    taken = dict(brief.uitvraag.uitvraagtaken.values_list("taak_id", "taak__naam"))
    verbanden = verbandnamen(brief.uitvraag, [b.verband for _, b in rijen if b.verband])
    return [_rij(nummer, bepaling, namen, taken, verbanden) for nummer, bepaling in rijen]


def verbandnamen(uitvraag: Uitvraag, slugs: Iterable[str]) -> dict[str, str]:
    """Slug -> the name that a verband has in this round, else in the one before."""
    versies = Verbandversie.objects.filter(
        verband__in=set(slugs), uitvraag__opent__lte=uitvraag.opent
    )
    return dict(versies.order_by("uitvraag__opent", "nummer").values_list("verband_id", "naam"))


def handtekeningen(colleges: Iterable[Collegerij]) -> list[Handtekening]:
    """Who signed, each bestuurder once with all gemeenten signed for."""

    def wie(rij: Collegerij) -> tuple[str, str, str]:
        o = rij.rij
        return o.ondertekenaar, o.functie, o.gemeente_ondertekenaar_id or ""

    getekend = sorted((r for r in colleges if r.staat == "getekend"), key=wie)
    blokken = []
    for (naam, functie, _), groep in groupby(getekend, key=wie):
        rijen = list(groep)
        thuis = rijen[0].rij.gemeente_ondertekenaar
        blokken.append(
            Handtekening(
                naam,
                functie,
                thuis.naam if thuis else "",
                sorted(rij.gemeente for rij in rijen),
                max(rij.rij.getekend_op for rij in rijen if rij.rij.getekend_op),
            )
        )
    return sorted(blokken, key=lambda blok: (-len(blok.gemeenten), blok.gemeenten))


def _rij(
    nummer: int,
    bepaling: Bepaling,
    namen: Mapping[str, str],
    taken: Mapping[str, str],
    verbanden: Mapping[str, str],
) -> Besluitrij:
    slug, stadium = bepaling.verband, bepaling.stadium
    return Besluitrij(
        nummer=nummer,
        taken=[taken.get(code, code) for code in sorted(bepaling.taken)],
        gemeenten=sorted(namen.get(code, code) for code in bepaling.gemeenten),
        alle=len(namen) > 2 and bepaling.gemeenten == frozenset(namen),
        hoe=verbanden.get(slug, slug) if slug else Wijze(bepaling.wijze).label,
        stadium=stadium or "",
        stadium_woord=Stadium(stadium).label if stadium else "",
        onderdeel=Onderdeel(bepaling.onderdeel).label if bepaling.onderdeel else "",
        toelichting=bepaling.toelichting,
    )


def _verwanten(wie: Wie, brief: Brief) -> list[Verwant]:
    """The letters that count once with this one (S0-20).

    Who names this letter made that known; the letter that this one names shows no more than its
    kenmerk to who may not open it.
    """
    kop = brief.identiek_aan_id or brief.pk
    familie = Brief.objects.filter(Q(pk=kop) | Q(identiek_aan=kop)).exclude(pk=brief.pk)
    te_zien = zichtbaar(wie, Brief).values("pk")
    mag = Q(pk__in=te_zien) | Q(identiek_aan=brief.pk, verzonden_op__isnull=False)
    mag |= Q(pk=brief.identiek_aan_id)
    open_ = set(familie.filter(pk__in=te_zien).values_list("pk", flat=True))
    uit = []
    for ander in familie.filter(mag).prefetch_related("ondertekeningen__gemeente"):
        toon = ander.pk in open_ or ander.identiek_aan_id == brief.pk or leest_alles(wie)
        rijen = [o for o in ander.ondertekeningen.all() if not o.ingetrokken_op] if toon else []
        namen = sorted(o.gemeente.naam for o in rijen)
        codes = frozenset(o.gemeente_id for o in rijen)
        uit.append(Verwant(ander, namen, codes, ander.pk in open_))
    return uit
