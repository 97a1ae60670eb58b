"""The catalogue of a round in words: niveaus, kenmerken, and the taken by decentralisatie."""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

from samenwerking.keuzes import Decentralisatie, Niveau
from samenwerking.models import Uitvraag, Uitvraagtaak


class Uitleg(NamedTuple):
    """A word of the letters, what it means, and where it comes from (eis)."""

    naam: str
    zin: str
    eis: str


NIVEAUS = {
    Niveau.A: Uitleg(
        "Elke gemeente kan dit zelf",
        "Zoals eerstelijnszorg met een eigen loket. Samenwerken mag, maar hoeft niet.",
        "S1-22",
    ),
    Niveau.B: Uitleg(
        "De schaal van een grote gemeente",
        "Zoals inkoop en sociale werkvoorziening. Kleinere gemeenten doen dit samen, in een regio "
        "of subregio. Een grote gemeente mag het alleen doen.",
        "S1-24",
    ),
    Niveau.C: Uitleg(
        "Een grotere schaal",
        "Zoals jeugdbescherming en specialistische zorg. Dit vraagt om een bovenregionale, "
        "provinciale of landelijke schaal.",
        "S1-26",
    ),
}
KENMERKEN = {
    "nabijheid": Uitleg("nabijheid", "Dicht bij de inwoner zijn is cruciaal.", "S2-60"),
    "eenvoudig": Uitleg("eenvoudig", "De taak is relatief eenvoudig.", "S2-60"),
    "volume": Uitleg("behoorlijk volume", "Elke gemeente heeft er genoeg vraag naar.", "S2-60"),
    "ingrijpend": Uitleg(
        "ingrijpend", "De taak grijpt in de persoonlijke levenssfeer in.", "S2-26"
    ),
    "kwetsbaar": Uitleg("zeer kwetsbare mensen", "De taak is er voor zeer kwetsbaren.", "S2-27"),
    "kleine_aantallen": Uitleg(
        "kleine aantallen", "Op een kleinere schaal worden de vaste kosten te hoog.", "S2-28"
    ),
    "specialistische_kennis": Uitleg(
        "specialistische kennis", "Inkoop en regie vragen kennis die schaars is.", "S2-29"
    ),
    "hoge_kosten": Uitleg(
        "hoge kosten per persoon",
        "Het is verstandig om het financiële risico te spreiden.",
        "S2-30",
    ),
}


class Catalogusregel(NamedTuple):
    """What a round says of one taak, with its kenmerken in words."""

    vraag: Uitvraagtaak
    kenmerken: str


class Groep(NamedTuple):
    """The taken of one decentralisatie."""

    naam: str
    regels: list[Catalogusregel]


def catalogus(uitvraag: Uitvraag) -> list[Groep]:
    """The taken of `uitvraag` in the order jeugd, Wmo, werk; one query."""
    volgorde = list(Decentralisatie)
    vragen = sorted(
        uitvraag.uitvraagtaken.select_related("taak"),
        key=lambda vraag: (
            volgorde.index(Decentralisatie(vraag.taak.decentralisatie)),
            vraag.taak_id,
        ),
    )
    return [
        Groep(Decentralisatie(soort).label, [_regel(vraag) for vraag in groep])
        for soort, groep in groupby(vragen, key=lambda vraag: vraag.taak.decentralisatie)
    ]


def _regel(vraag: Uitvraagtaak) -> Catalogusregel:
    codes = filter(None, vraag.kenmerken.split("|"))
    return Catalogusregel(
        vraag, ", ".join(KENMERKEN[code].naam if code in KENMERKEN else code for code in codes)
    )
