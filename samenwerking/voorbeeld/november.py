"""Round 2013-nov, jeugd only: built so that the published figures come out (regels.md section 7).

V1 takes the intenties of May as denominator, V2 all gemeenten, V4 the jeugdregio's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from samenwerking.voorbeeld.afwijkingen import Eigen, kan_weg
from samenwerking.voorbeeld.antwoorden import antwoorden, maak_regels
from samenwerking.voorbeeld.momenten import inzendingen
from samenwerking.voorbeeld.profielen import geef_vorm
from samenwerking.voorbeeld.ronde import (
    COHORT,
    STADIA,
    VASTGESTELD,
    Antwoord,
    Cel,
    Regel,
    Ronde,
    kies,
    toeval,
)
from samenwerking.voorbeeld.structuur import bouw_structuur
from samenwerking.voorbeeld.wereld import Wereld

NOVEMBER = "2013-nov"


def bouw_november(wereld: Wereld, mei: Ronde) -> Ronde:
    """The whole round: the same verbanden as in May, further on, without witte vlekken."""
    ronde = bouw_structuur(wereld, NOVEMBER)
    ronde.inzendingen = inzendingen(wereld, NOVEMBER)
    eigen = _eigen_antwoorden(wereld, ronde, mei)
    geef_vorm(wereld, NOVEMBER, ronde)
    gegeven = antwoorden(wereld, NOVEMBER, ronde, eigen)
    stadia: dict[Cel, str] = {}
    for taak in wereld.land.taken_per_ronde[NOVEMBER]:
        stadia |= _verdeel(wereld, mei, gegeven, taak)
    ronde.regels = maak_regels(wereld, NOVEMBER, ronde, gegeven, partial(_stadium, stadia))
    for cel, regels in ronde.regels.items():
        for regel in regels:
            _houd_datum(regel, mei.regels.get(cel, []))
    return ronde


def _stadium(stadia: dict[Cel, str], gemeente: str, taak: str, _: Antwoord) -> str:
    return stadia[gemeente, taak]


def _eigen_antwoorden(wereld: Wereld, ronde: Ronde, mei: Ronde) -> Eigen:
    """A few differences, and part of those who were zelfstandig in May still are."""
    land, eigen = wereld.land, Eigen()
    for cel, verbanden in ronde.deelnames().items():
        if all(regel.wijze != "zelfstandig" for regel in mei.regels.get(cel, [])):
            continue
        greep = toeval(wereld.parameters["zaad"], "blijft zelfstandig", *cel)
        groepen = [
            ronde.deelnemers[v, cel[1]] for v in verbanden if v not in wereld.brief.verbanden
        ]
        blijft = greep.random() < wereld.voor(NOVEMBER)["blijft_zelfstandig"]
        if blijft and len(groepen) == 1 and kan_weg(land, groepen[0], cel[0]):
            groepen[0].discard(cel[0])
            eigen[cel] = [Antwoord("zelfstandig")]
    for geval in wereld.voor(NOVEMBER)["antwoorden"]:
        antwoord = Antwoord(geval["wijze"], geval.get("verband", ""))
        eigen[land.codes[geval["gemeente"]], geval["taak"]] = [antwoord]
    return eigen


@dataclass(frozen=True)
class Stand:
    """For one taak: where everybody stood in May, and who cooperates on it now.

    `cohort` holds the intenties of May, the denominator of V1; `vast` who counts as vastgesteld
    already, since May or without a verband.
    """

    mei: Mapping[str, str]
    samen: frozenset[str]
    cohort: frozenset[str]
    vast: frozenset[str]


def _stand(mei: Ronde, gegeven: Mapping[Cel, list[Antwoord]], taak: str) -> Stand:
    nu = {g: antwoorden for (g, t), antwoorden in gegeven.items() if t == taak}
    toen = {
        g: max((regel.stadium for regel in regels), key=STADIA.index)
        for (g, t), regels in mei.regels.items()
        if t == taak and regels[0].stadium and mei.inzendingen[g].ingediend_op
    }
    samen = frozenset(g for g, gezegd in nu.items() if any(a.verband for a in gezegd))
    alleen = frozenset(g for g, gezegd in nu.items() if Antwoord("zelfstandig") in gezegd)
    return Stand(
        mei=toen,
        samen=samen,
        cohort=frozenset(g for g, stadium in toen.items() if stadium in COHORT),
        vast=alleen | {g for g in samen if toen.get(g) in VASTGESTELD},
    )


def _verdeel(
    wereld: Wereld, mei: Ronde, gegeven: dict[Cel, list[Antwoord]], taak: str
) -> dict[Cel, str]:
    """The stadium of everybody in a verband for a taak, so that V1 and V2 come out.

    Raises ValueError when the shares of the parameters cannot be reached together.
    """
    regels, stand = wereld.voor(NOVEMBER), _stand(mei, gegeven, taak)
    volgorde, aandeel = _volgorde(wereld, taak), wereld.voor(NOVEMBER)["omgezet"][taak]
    rest = stand.samen - stand.cohort - stand.vast
    omgezet = _eerste(volgorde, stand.cohort & stand.samen, round(aandeel * len(stand.cohort)))
    erbij = _eerste(volgorde, rest, round(aandeel * len(rest)))
    if taak in regels["vastgesteld"]:
        doel = round(regels["vastgesteld"][taak] * len(volgorde))
        nodig = doel - len(stand.vast) - len(omgezet)
        if wereld.land.taken[taak]["landelijk_mogelijk"] == "1":
            _landelijk(gegeven, taak, volgorde, nodig - len(erbij))
        else:
            erbij = _eerste(volgorde, rest, nodig)
    return {
        (g, taak): _nieuw_stadium(wereld, stand, g, taak, besloten=g in omgezet | erbij)
        for g in stand.samen
    }


def _volgorde(wereld: Wereld, taak: str) -> list[str]:
    """The gemeenten in the order in which they decide: region by region, with some spread."""
    zaad = wereld.parameters["zaad"]
    spreiding = float(wereld.voor(NOVEMBER)["stadia"]["spreiding"])
    samen = {
        regio.code: toeval(zaad, "regio besluit", regio.code, taak).random()
        for regio in wereld.land.soort("jeugdregio")
    }

    def plaats(gemeente: str) -> float:
        eigen = toeval(zaad, "besluit", gemeente, taak).random()
        return samen[wereld.land.gemeenten[gemeente].regio["jeugdregio"]] + spreiding * eigen

    return sorted(wereld.land.gemeenten, key=plaats)


def _eerste(volgorde: list[str], groep: frozenset[str], aantal: int) -> frozenset[str]:
    """The first `aantal` of a group. Raises ValueError when there are not as many."""
    if not 0 <= aantal <= len(groep):
        raise ValueError(f"{aantal} van {len(groep)} gemeenten")
    return frozenset([g for g in volgorde if g in groep][:aantal])


def _landelijk(
    gegeven: dict[Cel, list[Antwoord]], taak: str, volgorde: list[str], aantal: int
) -> None:
    """Who is in no verband for a taak of the country: the first `aantal` landelijk, others wait."""
    groep = frozenset(g for g in volgorde if not any(a.verband for a in gegeven[g, taak]))
    kiest = _eerste(volgorde, groep, aantal)
    for gemeente in groep:
        wijze = "landelijk" if gemeente in kiest else "wacht_op_rijk"
        gegeven[gemeente, taak] = [Antwoord(wijze)]


def _nieuw_stadium(wereld: Wereld, stand: Stand, gemeente: str, taak: str, besloten: bool) -> str:
    """At least the stadium of May; vastgesteld for who has decided since."""
    lijsten = wereld.voor(NOVEMBER)["stadia"]
    greep = toeval(wereld.parameters["zaad"], "stadium november", gemeente, taak).random()
    eerder = stand.mei.get(gemeente, STADIA[0])
    if besloten:
        return kies(lijsten["vastgesteld"], greep)
    if gemeente in stand.vast:
        return eerder
    lijst = lijsten["onderweg" if gemeente in stand.cohort else "nieuw_onderweg"]
    return max(eerder, kies(lijst, greep), key=STADIA.index)


def _houd_datum(regel: Regel, eerder: list[Regel]) -> None:
    """A decision that was taken by May keeps its date."""
    for was in eerder:
        if was.verband == regel.verband and was.stadium in VASTGESTELD and was.collegebesluit:
            regel.collegebesluit = was.collegebesluit
            if was.stadium == regel.stadium and was.stadium != "collegebesluit":
                regel.raadsbesluit = was.raadsbesluit
