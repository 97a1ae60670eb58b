"""The exceptions of 2013-mei, so that every rule finds something: D, W and the witte vlekken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from samenwerking.voorbeeld.antwoorden import zonder_verband
from samenwerking.voorbeeld.land import Land
from samenwerking.voorbeeld.ronde import Antwoord, Cel, Ronde, toeval
from samenwerking.voorbeeld.wereld import MEI, Parameters, Wereld

KLEINSTE_VERBAND = 3
ENCLAVE_VANAF = 3

Eigen = dict[Cel, list[Antwoord]]


@dataclass(frozen=True)
class Plek:
    """A cell with exactly one verband, whose gemeente may still be made an exception."""

    gemeente: str
    taak: str
    verband: str


@dataclass(frozen=True)
class Afwijker:
    """The work in progress: `eigen` holds the answers that go against the verbanden."""

    wereld: Wereld
    ronde: Ronde
    deelnames: Mapping[Cel, list[str]]
    vast: frozenset[Cel]
    eigen: Eigen = field(default_factory=dict)

    @property
    def parameters(self) -> Parameters:
        """The parameters of this round."""
        return self.wereld.voor(MEI)

    def plekken(self, doel: str, taken: Iterable[str]) -> list[Plek]:
        """Who may differ for these taken, in an order of its own for each purpose."""
        gevonden = [
            Plek(gemeente, taak, verbanden[0])
            for (gemeente, taak), verbanden in self.deelnames.items()
            if taak in taken and len(verbanden) == 1 and self._vrij(gemeente, taak, verbanden[0])
        ]
        toeval(self.wereld.parameters["zaad"], doel).shuffle(gevonden)
        return gevonden

    def _vrij(self, gemeente: str, taak: str, verband: str) -> bool:
        ingediend = self.ronde.inzendingen.get(gemeente)
        return (
            ingediend is not None
            and bool(ingediend.ingediend_op)
            and gemeente not in self.wereld.brief.inzendingen
            and (gemeente, taak) not in self.vast
            and (gemeente, taak) not in self.eigen
            and self.ronde.verbanden[verband].soort not in ("brief", "bijzonder")
        )

    def groep(self, plek: Plek) -> set[str]:
        """S of the arrangement."""
        return self.ronde.deelnemers[plek.verband, plek.taak]

    def kan_weg(self, plek: Plek) -> bool:
        """Whether the arrangement can do without: see `kan_weg`."""
        return kan_weg(self.wereld.land, self.groep(plek), plek.gemeente)

    def laat_gaan(self, plek: Plek, antwoord: list[Antwoord]) -> None:
        """The gemeente leaves the arrangement and answers something else."""
        self.groep(plek).discard(plek.gemeente)
        self.eigen[plek.gemeente, plek.taak] = antwoord


def kan_weg(land: Land, groep: set[str], gemeente: str) -> bool:
    """Whether leaving makes no donut, enclave or loose part, and leaves three deelnemers."""
    over = groep - {gemeente}
    centrum = any(regio.centrum == gemeente for regio in land.regios.values())
    ring = land.landburen[gemeente]
    omringd = len(ring) >= ENCLAVE_VANAF and ring <= groep
    heel = len(_deel(land, over)) == len(over) or len(_deel(land, groep)) < len(groep)
    return len(over) >= KLEINSTE_VERBAND and not centrum and not omringd and heel


def _deel(land: Land, groep: set[str]) -> set[str]:
    """The part of a group that hangs together with its lowest code."""
    deel, rand = set[str](), {min(groep)}
    while rand:
        deel |= rand
        rand = set().union(*(land.buren[g] for g in rand)) & groep - deel
    return deel


def wijk_af(wereld: Wereld, ronde: Ronde) -> Eigen:
    """Make the exceptions of the parameters: changes deelnemers, gives the differing answers."""
    verhalen = {
        (wereld.land.codes[stap["gemeente"]], taak)
        for stap in wereld.parameters["overstap"]
        for taak in stap["taken"]
    } | {
        (wereld.land.codes[geval["gemeente"]], geval["taak"])
        for geval in wereld.voor(MEI)["besluiten"]["te_ver"]
    }
    afwijker = Afwijker(wereld, ronde, ronde.deelnames(), frozenset(verhalen))
    for geval in wereld.parameters["bijzonder"]:
        gezegd = [Antwoord(geval["antwoord"])] if geval["antwoord"] else []
        afwijker.eigen[wereld.land.codes[geval["buiten"]], geval["taak"]] = gezegd
    _zelfstandigen(afwijker)
    _ander_verband(afwijker)
    _zonder_arrangement(afwijker)
    _deelnemer_maar_zelf(afwijker)
    _witte_vlekken(afwijker)
    return afwijker.eigen


def _taken(afwijker: Afwijker, niveaus: str) -> list[str]:
    """The taken of these levels that cannot be left to the country."""
    return [
        code
        for code, taak in sorted(afwijker.wereld.land.taken.items())
        if taak["niveau"] in niveaus and taak["landelijk_mogelijk"] == "0"
    ]


def _zelfstandigen(afwijker: Afwijker) -> None:
    """D2 on c-niveau, D3 on b-niveau under the norm."""
    aantal = afwijker.parameters["afwijkingen"]
    gemeenten = afwijker.wereld.land.gemeenten
    for niveau in "bc":
        taken = _taken(afwijker, niveau)
        norm = {t: int(afwijker.wereld.land.taken[t]["norm_inwoners"]) for t in taken}
        kandidaten = [
            plek
            for plek in afwijker.plekken(f"zelfstandig {niveau}", taken)
            if aantal["zelfstandig_vanaf"] <= gemeenten[plek.gemeente].inwoners < norm[plek.taak]
        ]
        _laat_gaan(afwijker, kandidaten, aantal[f"zelfstandig_{niveau}"], _zelf)


def _zelf(_: Plek) -> list[Antwoord]:
    return [Antwoord("zelfstandig")]


def _laat_gaan(
    afwijker: Afwijker,
    kandidaten: Iterable[Plek],
    aantal: int,
    antwoord: Callable[[Plek], list[Antwoord]],
) -> None:
    """The first `aantal` candidates that can be missed and have an answer leave."""
    for plek in kandidaten:
        if aantal and afwijker.kan_weg(plek) and (gegeven := antwoord(plek)):
            afwijker.laat_gaan(plek, gegeven)
            aantal -= 1


def _ander_verband(afwijker: Afwijker) -> None:
    """W1: it names the verband of the neighbours, which does not count on it."""
    taken = _taken(afwijker, "b")

    def van_de_buren(plek: Plek) -> list[Antwoord]:
        ring = afwijker.wereld.land.landburen[plek.gemeente]
        namen = sorted(
            v
            for (v, t), groep in afwijker.ronde.deelnemers.items()
            if t == plek.taak
            and v not in (plek.verband, *afwijker.wereld.brief.verbanden)
            and groep & ring
        )
        return [Antwoord("verband", namen[0])] if namen else []

    _laat_gaan(
        afwijker,
        afwijker.plekken("ander verband", taken),
        afwijker.parameters["afwijkingen"]["ander_verband"],
        van_de_buren,
    )


def _zonder_arrangement(afwijker: Afwijker) -> None:
    """W1: it names its subregio for the taak that a werkschap carries out."""
    plekken = [
        plek
        for plek in afwijker.plekken("zonder arrangement", _taken(afwijker, "bc"))
        if afwijker.ronde.verbanden[plek.verband].soort == "werkschap"
    ]
    for plek in plekken[: afwijker.parameters["afwijkingen"]["zonder_arrangement"]]:
        (subregio,) = (
            v
            for v in sorted(afwijker.ronde.verbanden)
            if afwijker.ronde.verbanden[v].soort == "subregio"
            and plek.gemeente in afwijker.ronde.leden(v)
        )
        afwijker.eigen[plek.gemeente, plek.taak] = [Antwoord("verband", subregio)]


def _deelnemer_maar_zelf(afwijker: Afwijker) -> None:
    """W2: it says zelfstandig, while the verband counts on it."""
    plekken = afwijker.plekken("maar zelf", _taken(afwijker, "bc"))
    for plek in plekken[: afwijker.parameters["afwijkingen"]["deelnemer_maar_zelf"]]:
        afwijker.eigen[plek.gemeente, plek.taak] = [Antwoord("zelfstandig")]


def _witte_vlekken(afwijker: Afwijker) -> None:
    """Fill up to the total per taak, spread over the country. Raises ValueError when it is over."""
    regels = afwijker.parameters["witte_vlekken"]
    wit = {taak: _wit(afwijker, taak) for taak in sorted(regels["totaal"])}
    per_gemeente = Counter(g for gemeenten in wit.values() for g in gemeenten)
    for taak, gemeenten in wit.items():
        nodig = regels["totaal"][taak] - len(gemeenten)
        if nodig < 0:
            raise ValueError(f"{taak}: al {len(gemeenten)} witte vlekken")
        for plek in _kandidaten(afwijker, taak):
            if not nodig:
                break
            if per_gemeente[plek.gemeente] < regels["per_gemeente"] and _verwit(afwijker, plek):
                per_gemeente[plek.gemeente] += 1
                nodig -= 1


def _wit(afwijker: Afwijker, taak: str) -> list[str]:
    """The gemeenten that are white for a taak already: D1 as regels.md section 2 has it."""
    ronde, brief = afwijker.ronde, afwijker.wereld.brief
    gevonden = []
    for gemeente in afwijker.wereld.land.gemeenten:
        cel = gemeente, taak
        verbanden = afwijker.deelnames.get(cel, [])
        inzending = ronde.inzendingen.get(gemeente)
        if gemeente in brief.inzendingen:
            gedekt = cel in brief.regels
        elif inzending is None or not inzending.ingediend_op:
            gedekt = any(ronde.verbanden[v].penvoerder for v in verbanden)
        else:
            standaard = zonder_verband(afwijker.wereld, MEI, gemeente, taak)
            gedekt = bool(afwijker.eigen.get(cel, verbanden or standaard))
        if not gedekt:
            gevonden.append(gemeente)
    return gevonden


def _kandidaten(afwijker: Afwijker, taak: str) -> list[Plek]:
    """Deelnemers that may go; for a taak of the country those that only wait for it."""
    if afwijker.wereld.land.taken[taak]["landelijk_mogelijk"] == "0":
        return afwijker.plekken(f"wit {taak}", [taak])
    uit = [
        Plek(gemeente, taak, "")
        for gemeente, inzending in sorted(afwijker.ronde.inzendingen.items())
        if inzending.ingediend_op
        and gemeente not in afwijker.wereld.brief.inzendingen
        and (gemeente, taak) not in afwijker.deelnames
    ]
    toeval(afwijker.wereld.parameters["zaad"], f"wit {taak}").shuffle(uit)
    return uit


def _verwit(afwijker: Afwijker, plek: Plek) -> bool:
    """Make one cell white, with or without leaving the arrangement; False when it may not."""
    regels = afwijker.parameters["witte_vlekken"]
    greep = toeval(afwijker.wereld.parameters["zaad"], "wit", plek.gemeente, plek.taak)
    blijft = not plek.verband or greep.random() < regels["blijft_deelnemer"]
    if not blijft and not afwijker.kan_weg(plek):
        return False
    if not blijft:
        afwijker.groep(plek).discard(plek.gemeente)
    zegt_geen = greep.random() < regels["zegt_geen"]
    afwijker.eigen[plek.gemeente, plek.taak] = [Antwoord("geen")] if zegt_geen else []
    return True
