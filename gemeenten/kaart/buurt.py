"""The neighbourhood map: large tiles with names, contours of regions and verbanden, a cut-out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

from gemeenten.kaart.kleuren import BUURT, GEWOON, LIJNEN, Klasse, Lijnstijl
from gemeenten.kaart.lagen import Laag
from gemeenten.kaart.naamregels import naamregels
from gemeenten.kaart.ondergrond import Ondergrond, Plek, Vak
from gemeenten.kaart.tegels import buurtmaat, tegelgrond, venster
from gemeenten.kaart.tekening import Patroonvulling, Tekst, Vlak, getal, patronen, vlakken

ZIJDE = 33.0
"""Usual edge length of a tile in px; 30 is small, 42 is large."""


class Contour(NamedTuple):
    """A line around gemeenten: a verband or a region, in a style of LIJNEN, with its name.

    `inzet` (px) is how far inside the border it runs, below zero outside; None leaves it to the
    style.
    """

    naam: str
    stijl: str
    codes: Collection[str]
    inzet: float | None = None

    @property
    def lijn(self) -> Lijnstijl:
        """The style to draw it in."""
        stijl = LIJNEN[self.stijl]
        return stijl if self.inzet is None else stijl._replace(inzet=self.inzet)


class Contourlijn(NamedTuple):
    """A contour ready to draw and to name in the legend."""

    naam: str
    lijn: Lijnstijl
    pad: str


class Naamlabel(NamedTuple):
    """The name in a tile, one text per line; bold for the subject."""

    inkt: str
    vet: bool
    adres: str
    omschrijving: str
    vorm: str
    regels: list[Tekst]


@dataclass(frozen=True)
class Buurtkaart:
    """Ready strings for templates/kaart/buurt.html; `uitsnede` says what runs on beyond it."""

    id: str
    titel: str
    beschrijving: str
    vak: Vak
    patronen: list[Patroonvulling]
    vlakken: list[Vlak]
    contouren: list[Contourlijn]
    labels: list[Naamlabel]
    lettermaat: float
    uitsnede: str


def buurtkaart(
    plekken: tuple[Plek, ...],
    *,
    titel: str,
    kern: Collection[str],
    klassen: Mapping[str, str],
    contouren: Sequence[Contour] = (),
    reeks: Sequence[Klasse] = BUURT,
    ringen: int = 1,
    hoogstens: tuple[int, int] = (9, 10),
    om: str = "",
    zijde: float = ZIJDE,
    id: str = "buurt",
    adres: Callable[[str], str] | None = None,
) -> Buurtkaart:
    """A cut-out around the gemeenten of `kern`, with `ringen` rows and columns around them.

    `klassen` maps codes to a class of `reeks` (BUURT unless given, the staten of dekking may be
    mixed in); who is not named is grey surroundings. `hoogstens` limits columns and rows, then
    `om` is the gemeente in the middle. Contours are drawn in the given order, later ones on top.
    """
    grond = tegelgrond(plekken, buurtmaat(zijde))
    zichtbaar = venster(plekken, kern, ringen, hoogstens, om)
    laag = Laag(
        titel,
        (*BUURT, *(klasse for klasse in reeks if klasse not in BUURT)),
        {plek.code: klassen.get(plek.code, "omgeving") for plek in zichtbaar},
    )
    rand = 2 - min([0.0, *(contour.lijn.inzet for contour in contouren)])
    vak = grond.vak([plek.code for plek in zichtbaar]).ruimer(rand, rand)
    uitsnede = uitsnede_zin(plekken, zichtbaar, contouren)
    return Buurtkaart(
        id=id,
        titel=titel,
        beschrijving=beschrijving(plekken, contouren),
        vak=vak,
        patronen=patronen(grond, laag, id),
        vlakken=vlakken(grond, laag, id),
        contouren=[_lijn(grond, contour) for contour in contouren],
        labels=_labels(grond, laag, contouren, zijde, adres),
        lettermaat=lettermaat(zijde),
        uitsnede=uitsnede,
    )


def lettermaat(zijde: float) -> float:
    """Size of the names in px: 11 in the smallest tiles, 12.5 in the largest."""
    return 11.0 if zijde < 35 else 11.5 if zijde < 40 else 12.5


def uitsnede_zin(
    plekken: Sequence[Plek], zichtbaar: Sequence[Plek], contouren: Sequence[Contour]
) -> str:
    """Which contours run on outside the cut-out and which way; empty when none does."""
    codes = {plek.code for plek in zichtbaar}
    zinnen = []
    for contour in contouren:
        buiten = [plek for plek in plekken if plek.code in contour.codes and plek.code not in codes]
        if buiten and zichtbaar:
            zinnen.append(f"{contour.naam} loopt door naar het {_richting(buiten, zichtbaar)}")
    return f"Uitsnede: {'; '.join(zinnen)}." if zinnen else ""


def _richting(buiten: Sequence[Plek], zichtbaar: Sequence[Plek]) -> str:
    """The sides of the cut-out where these tiles lie, as "noorden en oosten"."""
    kolommen = [plek.kolom for plek in zichtbaar]
    rijen = [plek.rij for plek in zichtbaar]
    kanten = {
        "noorden": any(plek.rij < min(rijen) for plek in buiten),
        "oosten": any(plek.kolom > max(kolommen) for plek in buiten),
        "zuiden": any(plek.rij > max(rijen) for plek in buiten),
        "westen": any(plek.kolom < min(kolommen) for plek in buiten),
    }
    return opsomming([kant for kant, geldt in kanten.items() if geldt])


def opsomming(woorden: Sequence[str]) -> str:
    """Words as people list them: "a, b en c"."""
    return " en ".join(filter(None, [", ".join(woorden[:-1]), *woorden[-1:]]))


MAX_NAMEN = 12
"""A description names at most so many gemeenten, then counts them."""


def beschrijving(plekken: Sequence[Plek], contouren: Sequence[Contour]) -> str:
    """The contours in words, for who cannot see them: "het verband: Diemen, Uithoorn"."""
    zinnen = []
    for contour in contouren:
        namen = sorted(plek.naam for plek in plekken if plek.code in contour.codes)
        leden = opsomming(namen) if len(namen) <= MAX_NAMEN else f"{len(namen)} gemeenten"
        zinnen.append(f"{contour.naam}: {leden}")
    return "; ".join(zinnen) + "." if zinnen else ""


def _lijn(grond: Ondergrond, contour: Contour) -> Contourlijn:
    lijn = contour.lijn
    return Contourlijn(contour.naam, lijn, grond.contour(contour.codes, lijn.inzet))


def _labels(
    grond: Ondergrond,
    laag: Laag,
    contouren: Sequence[Contour],
    zijde: float,
    adres: Callable[[str], str] | None,
) -> list[Naamlabel]:
    """The names, in alphabetical order so that the keyboard goes through them as a list."""
    klassen = {klasse.code: klasse for klasse in laag.klassen}
    codes = sorted(laag.indeling, key=lambda code: (grond.plekken[code].naam, code))
    return [
        _label(grond, code, klassen[laag.indeling[code]], zijde, _marge(code, contouren), adres)
        for code in codes
    ]


def _marge(code: str, contouren: Sequence[Contour]) -> float:
    """What contours inside a tile take from the width of its name, in px."""
    return max((c.lijn.inzet for c in contouren if code in c.codes), default=0.0)


def _label(
    grond: Ondergrond,
    code: str,
    klasse: Klasse,
    zijde: float,
    marge: float,
    adres: Callable[[str], str] | None,
) -> Naamlabel:
    maat, vet = lettermaat(zijde), klasse.code not in GEWOON
    naam, (x, y) = grond.plekken[code].naam, grond.middens[code]
    per_em, tegel = maat * (1.05 if vet else 1), zijde * sqrt(3)
    krap = max(zijde / (8 if vet else 4), 0 if vet else 2 * marge + 4)
    ruimtes = (krap, (krap + zijde / 4) / 2, zijde / (8 if vet else 6))
    regels = naamregels(naam, *(round((tegel - ruimte) / per_em, 2) for ruimte in ruimtes))
    boven = y + 0.34 * maat - (len(regels) - 1) * maat * 0.54
    return Naamlabel(
        inkt=klasse.inkt,
        vet=vet,
        adres=adres(code) if adres else "",
        omschrijving=naam if klasse.code == "omgeving" else f"{naam}, {klasse.naam}",
        vorm=grond.vorm(code),
        regels=[
            Tekst(getal(x), getal(boven + nr * maat * 1.08), regel.strip())
            for nr, regel in enumerate(regels)
        ],
    )
