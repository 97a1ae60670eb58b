"""The layers of the country's map, out of a Stand and its Evaluatie."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from gemeenten.kaart.kleuren import (
    BLAUW,
    CONGRUENTIE,
    DEKKING,
    GEEN_OPGAVE,
    SCORES,
    VOORTGANG,
    Klasse,
)
from gemeenten.kaart.lagen import Laag, laag_aantallen, laag_ingediend, laag_staten
from gemeenten.kaart.ondergrond import Plek
from monitor.regels.alles import Evaluatie
from monitor.regels.criteria import CRITERIA
from monitor.regels.dekking import Staat
from monitor.regels.eenmaal import per_stand
from monitor.regels.stand import Stand
from monitor.regels.taal import aantal, getal
from monitor.regels.voortgang import vastgesteld

LAGEN = {
    "ingediend": "Ingediend",
    "dekking": "Dekking",
    "witte-vlekken": "Witte vlekken",
    "congruentie": "Congruentie",
    "criterium": "Criterium",
    "voortgang": "Voortgang",
}
PER_TAAK = frozenset({"dekking", "congruentie", "criterium", "voortgang"})
"""Layers that can show one taak."""
ZWAARSTE = ("doorsnijdt", "unie", "binnen", "samenvalt")
ZWAARSTE_SCORE = ("voldoet_niet", "deels", "onbekend", "voldoet")
"""What asks most comes first; for scores as in K3."""


@per_stand
def plekken(stand: Stand) -> tuple[Plek, ...]:
    """The gemeenten of a round that have a tile and a provincie, to draw a map of."""
    indeling = stand.indelingen.get("provincie")
    provincies = {regio.code for regio in indeling.regios} if indeling else set()
    return tuple(
        Plek(g.code, g.naam, g.kolom, g.rij, provincie.naam)
        for g, provincie in zip(stand.gemeenten, indeling.van if indeling else (), strict=False)
        if g.kolom is not None and g.rij is not None and provincie.code in provincies
    )


@dataclass(frozen=True)
class Kaartkeuze:
    """What the map shows: the layer, the taak (None: all) and the criterion of the layer."""

    laag: str
    taak: str | None = None
    criterium: str = "K3"


def laag(
    keuze: Kaartkeuze, stand: Stand, evaluatie: Evaluatie, brieven: Sequence[Collection[str]]
) -> Laag:
    """The layer that was chosen; an unknown name gives witte vlekken. `brieven`: joint letters."""
    if keuze.laag == "ingediend":
        return ingediend(stand, brieven)
    if keuze.laag == "dekking":
        if keuze.taak:
            return dekking_van(stand, evaluatie, keuze.taak)
        return zwaarste_staat(stand, evaluatie)
    if keuze.laag == "congruentie":
        return congruentie(stand, evaluatie, keuze.taak)
    if keuze.laag == "criterium":
        return criterium(stand, evaluatie, keuze.criterium, keuze.taak)
    if keuze.laag == "voortgang":
        return voortgang(stand, keuze.taak)
    return witte_vlekken(stand, evaluatie)


def ingediend(stand: Stand, brieven: Sequence[Collection[str]]) -> Laag:
    """Who has submitted, letters fused; who signed a letter but did not submit has not."""
    zelf = set(stand.codes(stand.ingediend))
    brieven = [zelf.intersection(brief) for brief in brieven]
    samen = {code for brief in brieven for code in brief}
    uitleg = {
        g.code: ["ingediend met gezamenlijke brief" if g.code in samen else "zelf ingediend"]
        if stand.heeft_ingediend(g.code)
        else ["nog niet ingediend"]
        for g in stand.gemeenten
    }
    return laag_ingediend([g.code for g in stand.gemeenten], zelf, brieven, uitleg)


def tel_staten(evaluatie: Evaluatie) -> Mapping[str, Counter[Staat]]:
    """Per gemeente how many taken have which staat."""
    telling: dict[str, Counter[Staat]] = defaultdict(Counter)
    for gemeente, _, staat, _ in evaluatie.dekking:
        telling[gemeente][staat] += 1
    return telling


def witte_vlekken(stand: Stand, evaluatie: Evaluatie) -> Laag:
    """Number of witte vlekken per gemeente; who has not submitted is hatched."""
    telling = tel_staten(evaluatie)
    aantallen = {
        g.code: telling[g.code][Staat.WITTE_VLEK] if stand.heeft_ingediend(g.code) else None
        for g in stand.gemeenten
    }
    uitleg = {g.code: [_vlekken(telling[g.code])] for g in stand.gemeenten}
    return laag_aantallen("Witte vlekken", aantallen, uitleg)


def vlekkenzin(stand: Stand, evaluatie: Evaluatie) -> str:
    """How the counts of the legend and the number of witte vlekken go together, in one sentence."""
    telling = tel_staten(evaluatie)
    binnen = [stand.heeft_ingediend(g.code) for g in stand.gemeenten]
    vlekken = [telling[g.code][Staat.WITTE_VLEK] for g in stand.gemeenten]
    met = sum(n for n, is_in in zip(vlekken, binnen, strict=True) if is_in)
    zonder = sum(vlekken) - met
    zin = f"Achter elke regel staat het aantal gemeenten, samen {getal(len(binnen))}."
    zin += f" De {getal(sum(binnen))} met een opgave hebben {_aantal_vlekken(met)}"
    if all(binnen):
        return f"{zin}."
    return f"{zin}, de {getal(len(binnen) - sum(binnen))} zonder opgave {_aantal_vlekken(zonder)}."


def _aantal_vlekken(n: int) -> str:
    return aantal(n, "witte vlek", "witte vlekken")


def zwaarste_staat(stand: Stand, evaluatie: Evaluatie) -> Laag:
    """The staat that asks most attention: the last in the order of the table that occurs."""
    telling = tel_staten(evaluatie)
    indeling = {
        g.code: next((s.value for s in reversed(Staat) if telling[g.code][s]), Staat.GEDEKT.value)
        for g in stand.gemeenten
    }
    uitleg = {g.code: [_vlekken(telling[g.code])] for g in stand.gemeenten}
    return laag_staten("Dekking", DEKKING, indeling, uitleg)


def dekking_van(stand: Stand, evaluatie: Evaluatie, taak: str) -> Laag:
    """The staat of one taak per gemeente; nothing is drawn for a taak without dekking."""
    indeling = {g: staat.value for g, t, staat, _ in evaluatie.dekking if t == taak}
    return laag_staten(f"Dekking van {stand.taaknaam(taak)}", DEKKING, indeling)


def congruentie(stand: Stand, evaluatie: Evaluatie, taak: str | None = None) -> Laag:
    """Per gemeente the relation that asks most of its arrangementen to their own indeling."""
    gezien: dict[str, set[str]] = defaultdict(set)
    leden = stand.leden
    for relatie in evaluatie.relaties:
        eigen = stand.taak[relatie.taak].referentie_indeling == relatie.indeling
        if eigen and taak in (None, relatie.taak):
            for code in stand.codes(leden[relatie.verband, relatie.taak]):
                gezien[code].add(relatie.relatie.value)
    return laag_staten("Congruentie", CONGRUENTIE, _zwaarste(stand, gezien, ZWAARSTE))


def criterium(stand: Stand, evaluatie: Evaluatie, code: str, taak: str | None = None) -> Laag:
    """Per gemeente the indicatie that asks most, of the verbanden it is in (for one taak)."""
    scores = {i.verband: i.score.value for i in evaluatie.indicaties if i.criterium == code}
    gezien: dict[str, set[str]] = defaultdict(set)
    for (verband, van_taak), masker in stand.leden.items():
        if verband in scores and taak in (None, van_taak):
            for gemeente in stand.codes(masker):
                gezien[gemeente].add(scores[verband])
    klassen = (*SCORES, CONGRUENTIE[-1])
    return laag_staten(CRITERIA[code].titel, klassen, _zwaarste(stand, gezien, ZWAARSTE_SCORE))


def _zwaarste(
    stand: Stand, gezien: Mapping[str, Collection[str]], volgorde: Sequence[str]
) -> dict[str, str]:
    return {
        g.code: next((soort for soort in volgorde if soort in gezien.get(g.code, ())), "geen")
        for g in stand.gemeenten
    }


def voortgang(stand: Stand, taak: str | None = None) -> Laag:
    """How many of the taken that need cooperation each gemeente has vastgesteld (V2)."""
    nodig = [t.code for t in stand.taken if t.samenwerking_noodzakelijk and taak in (None, t.code)]
    vast = {code: vastgesteld(stand, code) for code in nodig}
    indeling, uitleg = {}, {}
    for nummer, g in enumerate(stand.gemeenten):
        klaar = sum(vast[code] >> nummer & 1 for code in nodig)
        indeling[g.code] = _voortgangsklasse(klaar, len(nodig))
        uitleg[g.code] = [f"{klaar} van de {aantal(len(nodig), 'taak', 'taken')} vastgesteld"]
        if not stand.heeft_ingediend(g.code):
            indeling[g.code] = GEEN_OPGAVE.code
    naam = f"Voortgang van {stand.taaknaam(taak)}" if taak else "Voortgang"
    return laag_staten(naam, VOORTGANG, indeling, uitleg)


def _voortgangsklasse(klaar: int, alle: int) -> str:
    if not klaar:
        return "niets"
    if klaar == alle:
        return "alles"
    return "helft" if 2 * klaar >= alle else "deel"


def binnen(laag: Laag, codes: Collection[str]) -> Laag:
    """The layer with the gemeenten of one regio only."""
    return replace(laag, indeling={c: k for c, k in laag.indeling.items() if c in codes})


BEZOCHT = (
    Klasse("bezocht", "Bezocht", BLAUW, "#ffffff"),
    Klasse("niet", "Nog niet bezocht", "#ffffff", rand="#738796", randdikte=1),
)


def bezocht(codes: Collection[str], bezoeken: Mapping[str, int]) -> Laag:
    """Which of the gemeenten were visited; how often stands in the tile from the second time."""
    return Laag(
        "Bezochte gemeenten",
        BEZOCHT,
        {code: "bezocht" if bezoeken.get(code) else "niet" for code in codes},
        {code: str(keer) for code, keer in bezoeken.items() if keer > 1},
        {code: [f"{keer} keer bezocht"] for code, keer in bezoeken.items()},
    )


def _vlekken(telling: Counter[Staat]) -> str:
    n = telling[Staat.WITTE_VLEK]
    return _aantal_vlekken(n) if n else "geen witte vlekken"
