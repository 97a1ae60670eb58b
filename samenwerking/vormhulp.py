"""The decision aid for the rechtsvorm: a few plain questions, and which forms fit and why.

It indicates and never chooses. What a form can do comes from its row (rechtspersoon, bindend, valid
when) and from the tables here. Sources: S1-10, S1-18, S0-25, S4-27, S4-70..72 and the Wgr.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from samenwerking.keuzes import Rechtsvormsoort
from samenwerking.models import Rechtsvorm


class Vraag(NamedTuple):
    """A question that is answered with ja or nee; `ja` and `nee` say what a form then does."""

    code: str
    vraag: str
    uitleg: str
    ja: str
    nee: str


VRAGEN = (
    Vraag(
        "bindend",
        "Moeten de afspraken de gemeenten binden?",
        "Dan kan een gemeente er niet zomaar van afwijken of uitstappen.",
        "bindt de gemeenten",
        "bindt de gemeenten niet",
    ),
    Vraag(
        "rechtspersoon",
        "Moet het verband zelf mensen, geld of contracten hebben?",
        "Dan is een rechtspersoon nodig. Anders doet een gemeente dat voor het verband.",
        "kan zelf mensen, geld en contracten hebben",
        "heeft geen eigen mensen, geld of contracten",
    ),
    Vraag(
        "een_gemeente",
        "Voert één gemeente de taak uit voor de anderen?",
        "De andere gemeenten kopen dan diensten bij haar of geven haar mandaat.",
        "laat één gemeente uitvoeren",
        "verdeelt de uitvoering",
    ),
    Vraag(
        "beslist",
        "Moet het verband besluiten nemen namens colleges of raden?",
        "Dan gaan er bevoegdheden over, met mandaat of met delegatie.",
        "kan namens de gemeenten besluiten",
        "laat besluiten bij de gemeenten",
    ),
    Vraag(
        "inkoop",
        "Gaat het alleen om samen inkopen?",
        "Dan volstaat vaak een lichtere vorm.",
        "past bij alleen inkopen",
        "is breder dan inkoop",
    ),
)
EEN_GEMEENTE = {"CG", "DVO", "AMB"}
BESLIST = {"OL", "GO", "CG"}
INKOOP = {"COOP", "DVO", "CONV", "RZM", "CG"}
ALLEEN_INKOOP = {"COOP"}
NIET_VRIJ = {"PLUS"}
"""Forms that the law imposes: nobody chooses them."""
UITLEG = {
    "OL": "Een nieuw openbaar lichaam met een eigen bestuur, eigen mensen en eigen geld.",
    "GO": "Een gezamenlijk bestuur dat besluiten neemt, zonder eigen mensen of geld.",
    "CG": "Eén gemeente, de centrumgemeente, voert de taak uit voor de andere, met mandaat.",
    "BVO": "Een organisatie met één bestuur, voor uitvoering en ondersteuning.",
    "RZM": "Bindende afspraken tussen gemeenten, zonder nieuw bestuur.",
    "PLUS": "Een verplichte regio rond een grote stad. Die kiest u niet zelf.",
    "AMB": "Eén ambtelijke organisatie werkt voor alle gemeenten; de besturen blijven apart.",
    "COOP": "De gemeenten zijn lid van een coöperatie, bijvoorbeeld om samen in te kopen.",
    "STI": "Een stichting met een eigen bestuur. Gemeenten sturen op afstand.",
    "BV": "Een bedrijf waarvan de gemeenten aandelen hebben.",
    "CONV": "Een overeenkomst op papier, die geen bestuur in het leven roept.",
    "BA": "Bestuurders spreken iets af; elke gemeente besluit zelf.",
    "DVO": "Eén gemeente levert diensten aan een andere, tegen betaling.",
    "OVL": "Bestuurders of ambtenaren overleggen. Er ligt niets vast.",
}
VOORKEUR = (
    Rechtsvormsoort.WGR,
    Rechtsvormsoort.PUBLIEK,
    Rechtsvormsoort.PRIVAAT,
    Rechtsvormsoort.CONVENANT,
    Rechtsvormsoort.INFORMEEL,
)
"""Public forms go first: the law asks for them unless another one fits especially well."""
HOOGSTENS = 3


@dataclass(frozen=True)
class Optie:
    """A form with what speaks for it and what against it, given the answers."""

    vorm: Rechtsvorm
    uitleg: str
    voor: list[str] = field(default_factory=list)
    tegen: list[str] = field(default_factory=list)
    voorstel: bool = False

    @property
    def gewicht(self) -> tuple[int, int, int, str]:
        """Sort key: least against it, most for it, public first."""
        soort = VOORKEUR.index(Rechtsvormsoort(self.vorm.soort))
        return len(self.tegen), -len(self.voor), soort, self.vorm.naam


def opties(vormen: Collection[Rechtsvorm], antwoorden: Mapping[str, bool]) -> list[Optie]:
    """The forms, best first, each with its reasons; `antwoorden`: code of a question -> ja or nee.

    At most three that nothing speaks against are a proposal; without answers none is.
    """
    lijst = sorted((_weeg(vorm, antwoorden) for vorm in vormen), key=lambda optie: optie.gewicht)
    passend = [o for o in lijst if antwoorden and not o.tegen and o.vorm.code not in NIET_VRIJ]
    gekozen = {o.vorm.code for o in passend[:HOOGSTENS]}
    return [
        Optie(o.vorm, o.uitleg, o.voor, o.tegen, voorstel=o.vorm.code in gekozen) for o in lijst
    ]


def _weeg(vorm: Rechtsvorm, antwoorden: Mapping[str, bool]) -> Optie:
    kan = {
        "bindend": vorm.bindend,
        "rechtspersoon": vorm.rechtspersoon,
        "een_gemeente": vorm.code in EEN_GEMEENTE,
        "beslist": vorm.code in BESLIST,
        "inkoop": vorm.code in INKOOP,
    }
    voor, tegen = [], []
    for vraag in VRAGEN:
        if vraag.code not in antwoorden:
            continue
        wil = antwoorden[vraag.code]
        past = kan[vraag.code] == wil
        if vraag.code == "inkoop" and not wil:
            past = vorm.code not in ALLEEN_INKOOP
        zin = vraag.ja if kan[vraag.code] else vraag.nee
        (voor if past else tegen).append(zin)
    return Optie(vorm, UITLEG.get(vorm.code, ""), voor, tegen)
