"""The one table of colours, patterns and lines of every map (design system, "Colours").

Never colour alone: a class has a letter, a pattern or an edge of its own. Everything ends up as
presentation attributes, so that page and PDF look the same.
"""

from __future__ import annotations

from typing import NamedTuple

INKT = "#0f2233"
GRIJZE_INKT = "#475a6b"
NAVY = "#06304f"
BLAUW = "#0b5a94"
ROOD = "#b42318"
LETTERTYPE = "'Source Sans 3', sans-serif"


class Klasse(NamedTuple):
    """How tiles of one class look, and their name in the legend.

    `patroon` is a key of PATRONEN, drawn in `lijnkleur`; `half` fills the lower left half; `ring`
    draws a small ring where no text stands; `samen` is a legend symbol of three tiles.
    """

    code: str
    naam: str
    vulling: str
    inkt: str = INKT
    letter: str = ""
    rand: str = ""
    randdikte: float = 0.0
    streepjes: str = ""
    patroon: str = ""
    lijnkleur: str = ""
    half: str = ""
    ring: bool = False
    samen: bool = False


class Patroon(NamedTuple):
    """A repeating pattern: size of the square in map units, path data, stroke width."""

    maat: float
    pad: str
    dikte: float


PATRONEN = {
    "arcering": Patroon(5, "M-1 1l2-2M0 5l5-5M4 6l2-2", 1.1),
    "stippen": Patroon(4, "M1 1h.01M3 3h.01", 1.1),
    "banden": Patroon(10, "M-2.5 2.5l5-5M0 10l10-10M7.5 12.5l5-5", 3.6),
}
"""Diagonals are drawn as such (no patternTransform); "banden" stands for half filled where a
shape has no halves."""

INGEDIEND = (
    Klasse("zelf", "Zelf ingediend", "#2f7fb8"),
    Klasse("brief", "Met gezamenlijke brief", NAVY, inkt="#ffffff", samen=True),
    Klasse("niet", "Nog niet ingediend", "#ffffff", rand="#738796", randdikte=1),
)

DEKKING = (
    Klasse("gedekt", "Gedekt", BLAUW, "#ffffff", "G"),
    Klasse("zelfstandig", "Zelfstandig", "#7cc4b0", letter="Z", ring=True),
    Klasse("landelijk", "Landelijk", "#3d4852", "#ffffff", "L"),
    Klasse(
        "verkenning", "Verkenning", "#a9d0ee", letter="V", patroon="arcering", lijnkleur="#5b9bcb"
    ),
    Klasse(
        "eenzijdig", "Eenzijdig", "#fdebd0", letter="E", half="#f0a030", rand="#f0a030", randdikte=1
    ),
    Klasse(
        "wacht_op_rijk",
        "Wacht op Rijk",
        "#cbd1d6",
        letter="R",
        patroon="stippen",
        lijnkleur="#5f6f7d",
    ),
    Klasse(
        "onbevestigd",
        "Onbevestigd",
        "#fbf0c4",
        letter="O",
        rand="#8a6d00",
        randdikte=1,
        streepjes="2 1.6",
    ),
    Klasse("witte_vlek", "Witte vlek", "#ffffff", ROOD, "W", rand=ROOD, randdikte=2),
)

GEEN_OPGAVE = Klasse(
    "geen_opgave",
    "geen opgave",
    "#ffffff",
    patroon="arcering",
    lijnkleur="#8895a1",
    rand="#738796",
    randdikte=1,
)

AANTALLEN = (
    Klasse("0", "geen", "#d3e0ea"),
    Klasse("1", "1", "#f7cfbb"),
    Klasse("2", "2–3", "#ea9672"),
    Klasse("4", "4–6", "#bf4a25", "#ffffff"),
    Klasse("7", "7 en meer", "#7d2412", "#ffffff"),
    GEEN_OPGAVE,
)
"""Numbers of witte vlekken; the code is the lower bound of the class."""

CONGRUENTIE = (
    Klasse("samenvalt", "valt samen met één regio", BLAUW, "#ffffff"),
    Klasse("binnen", "ligt binnen één regio", "#5b9bcb"),
    Klasse("unie", "bestaat uit hele regio's", "#c5ddef"),
    Klasse("doorsnijdt", "doorsnijdt een regio", "#f0a030", letter="×"),
    Klasse("geen", "geen verband", "#ffffff", rand="#738796", randdikte=1),
)

SCORES = (
    Klasse("voldoet", "Voldoet", "#00707d", "#ffffff"),
    Klasse(
        "deels",
        "Deels",
        "#fbeedb",
        patroon="arcering",
        lijnkleur="#c98a3a",
        rand="#a86200",
        randdikte=1,
    ),
    Klasse("voldoet_niet", "Voldoet niet", "#b5123e", "#ffffff", "×"),
    Klasse(
        "onbekend",
        "Onbekend",
        "#ffffff",
        "#475a6b",
        "?",
        rand="#66737f",
        randdikte=1,
        streepjes="2 1.6",
    ),
)

VOORTGANG = (
    Klasse("alles", "alles vastgesteld", BLAUW, "#ffffff"),
    Klasse("helft", "de helft of meer", "#5b9bcb"),
    Klasse("deel", "minder dan de helft", "#c5ddef"),
    Klasse("niets", "nog niets", "#ffffff", rand="#738796", randdikte=1),
    GEEN_OPGAVE,
)

BUURT = (
    Klasse("omgeving", "omgeving", "#e1e8ee", GRIJZE_INKT),
    Klasse("lid", "ligt in één", "#ffffff"),
    Klasse("meer", "ligt in meer dan één", "#c5ddef"),
    Klasse("onderwerp", "onderwerp", "#ffd98a"),
    Klasse("verband", "in het verband", BLAUW, "#ffffff"),
    Klasse("afwijkend", "in een andere regio", "#f0a030"),
    Klasse("regio", "in de regio", "#dae7f1"),
    Klasse("andere_regio", "in de andere regio", "#f6e9d5"),
)
"""Classes of the neighbourhood map."""

GEWOON = frozenset({"omgeving", "lid", "meer", "regio", "andere_regio"})
"""Classes whose names are not set in bold."""


class Lijnstijl(NamedTuple):
    """A contour: colour, width, dashes, and how far inside the cell border (map units)."""

    kleur: str
    dikte: float = 3.0
    streepjes: str = ""
    inzet: float = 2.4
    rond: bool = False


LIJNEN = {
    "verband": Lijnstijl(INKT, 3.4, inzet=0.6),
    "arbeidsmarktregio": Lijnstijl(BLAUW, 3.2, inzet=2.4),
    "veiligheidsregio": Lijnstijl("#9a5b00", 2.6, "9 5", inzet=5.8),
    "jeugdregio": Lijnstijl("#00707d", 3.2, "0 6", inzet=9.2, rond=True),
    "provincie": Lijnstijl(GRIJZE_INKT, 2.0, "2 4", inzet=5.8),
    "regio": Lijnstijl(NAVY, 2.2, "7 4", inzet=1.2),
    "andere_regio": Lijnstijl("#9a5b00", 2.2, "0 4.5", inzet=1.2, rond=True),
}
"""Line styles by soort regio, drawn inside each other so that shared borders stay readable."""

MINI_LAND = "#d3e0ea"
