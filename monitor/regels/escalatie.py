"""The ladder: what may be said to who lags, one rung at a time and never automatic (S3-23).

The rungs and their order are the law of the product; who stands where is decided by people.
"""

from __future__ import annotations

from enum import StrEnum


class Trede(StrEnum):
    """The rungs, the lightest first (S1-19, S1-20, S2-50..53)."""

    SIGNALEREN = "signaleren"
    WEDERHOOR = "wederhoor"
    ONDERSTEUNEN = "ondersteunen"
    OVERLEG = "overleg"
    AANSPREKEN = "aanspreken"
    WETTELIJKE_MOGELIJKHEDEN = "wettelijk"
    AANWIJZING = "aanwijzing"


LADDER = tuple(Trede)
TREDENAMEN = {
    Trede.SIGNALEREN: "signaleren",
    Trede.WEDERHOOR: "wederhoor",
    Trede.ONDERSTEUNEN: "ondersteunen",
    Trede.OVERLEG: "overleg",
    Trede.AANSPREKEN: "aanspreken",
    Trede.WETTELIJKE_MOGELIJKHEDEN: "wettelijke mogelijkheden bezien",
    Trede.AANWIJZING: "aanwijzing",
}
UITLEG = {
    Trede.SIGNALEREN: "De commissie ziet dat iets achterblijft en legt vast wat.",
    Trede.WEDERHOOR: "De gemeente of het verband krijgt de vraag hoe het zit.",
    Trede.ONDERSTEUNEN: "Een ambassadeur of accountmanager helpt.",
    Trede.OVERLEG: "Het kabinet overlegt met de gemeente of het verband.",
    Trede.AANSPREKEN: "BZK spreekt aan, samen met het vakdepartement.",
    Trede.WETTELIJKE_MOGELIJKHEDEN: "Het kabinet beziet wat de wet mogelijk maakt.",
    Trede.AANWIJZING: "De minister geeft een aanwijzing. Dit is het laatste middel.",
}
VAN_BZK = frozenset({Trede.AANSPREKEN, Trede.WETTELIJKE_MOGELIJKHEDEN, Trede.AANWIJZING})
"""Only BZK goes this far, and only when the vakdepartement agrees (S2-51)."""

VOORWAARDEN = {
    "grondslag": "De wet geeft de minister deze bevoegdheid. De bepaling staat in het besluit.",
    "treden": "Alle eerdere treden zijn doorlopen en hadden geen resultaat.",
    "gehoord": "De gemeente is gehoord. Haar zienswijze is gewogen.",
    "hersteltermijn": "De gemeente kreeg een redelijke termijn om het zelf op te lossen.",
    "noodzaak": "Een lichter middel helpt niet, en inwoners merken het als er niets gebeurt.",
    "departement": "Het vakdepartement is het eens met de aanwijzing.",
}
"""What must hold before the last rung (S2-53): each is ticked by the person who takes it."""


class Richting(StrEnum):
    """What a step does."""

    BEGIN = "begin"
    OMHOOG = "omhoog"
    OMLAAG = "omlaag"
    SLUITEN = "sluiten"


def doel(van: Trede | None, richting: Richting) -> Trede | None:
    """Where a step leads: exactly one rung further or back; None when there is no such rung.

    `van` is None when nothing runs. Closing stays on the rung where it was.
    """
    if van is None:
        return Trede.SIGNALEREN if richting is Richting.BEGIN else None
    if richting is Richting.SLUITEN:
        return van
    plek = LADDER.index(van) + {Richting.OMHOOG: 1, Richting.OMLAAG: -1}.get(richting, len(LADDER))
    return LADDER[plek] if 0 <= plek < len(LADDER) else None


def bezwaar(
    van: Trede | None,
    richting: Richting,
    *,
    reden: str,
    van_bzk: bool,
    akkoord: bool,
    minister: str = "",
    voorwaarden: frozenset[str] = frozenset(),
) -> str:
    """Why this step cannot be taken, in a sentence; empty when it can.

    `akkoord` says whether the vakdepartement agrees to the rung that is asked for.
    """
    naar = doel(van, richting)
    if naar is None:
        return "Deze stap is er niet. Ga één trede verder of terug."
    if not reden.strip():
        return "Schrijf op waarom u deze stap zet."
    if not van_bzk and not VAN_BZK.isdisjoint({van, naar}):
        return f"Vanaf de trede {TREDENAMEN[Trede.AANSPREKEN]} beslist BZK."
    if richting is Richting.OMHOOG and naar in VAN_BZK and not akkoord:
        return "Het vakdepartement heeft nog niet ingestemd met deze trede."
    if richting is Richting.OMHOOG and naar is Trede.AANWIJZING:
        return _bezwaar_aanwijzing(minister, voorwaarden)
    return ""


def _bezwaar_aanwijzing(minister: str, voorwaarden: frozenset[str]) -> str:
    if not minister.strip():
        return "Vul in welke minister de aanwijzing geeft."
    if voorwaarden < VOORWAARDEN.keys():
        return "Een aanwijzing kan pas als aan alle voorwaarden is voldaan."
    return ""
