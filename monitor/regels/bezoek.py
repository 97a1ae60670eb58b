"""What a conversation at a visit is about: the fixed themes of the fact-finding form."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from monitor.regels.criteria import CRITERIA

INCONGRUENTIE: Final = MappingProxyType(
    {
        "argumenten": "Afwijken van andere regio's: de argumenten",
        "nadelen": "Afwijken van andere regio's: de nadelen",
        "omgang": "Afwijken van andere regio's: hoe gaat de regio daarmee om?",
    }
)
"""What is asked of incongruent gemeenten (S4-40, S4-94)."""
BELEVING: Final = MappingProxyType(
    {"draagvlak": "Draagvlak", "beleidsvrijheid": "Beleidsvrijheid", "raad": "De gemeenteraad"}
)
"""How gemeenten look at it (S3-10, S3-26, S3-27)."""
THEMAS: Final = MappingProxyType(
    {code: kaart.titel for code, kaart in CRITERIA.items()} | dict(INCONGRUENTIE) | dict(BELEVING)
)
"""Theme -> its name, in the order of the form."""
VRAGEN: Final = MappingProxyType(
    {
        "K1": "Wie overlegt en beslist namens de regio? Zijn er afspraken met grote instellingen?",
        "K2": "Zijn de risico's in beeld? Wie houdt ze bij?",
        "K3": "Welke taken op welke schaal, en waarom die schaal?",
        "K4": "Is er een juridische basis? Wie samen inkoopt, heeft die nodig. Wanneer begint dat?",
        "K5": "Is de verdeling van de kosten vastgelegd? En die van de risico's?",
        "argumenten": "Waarom kiezen gemeenten hiervoor?",
        "nadelen": "Wat merken inwoners en partners ervan?",
        "omgang": "Wat doet de regio aan die nadelen?",
        "draagvlak": "Steunen college, raad en ambtenaren de keuze?",
        "beleidsvrijheid": "Houden gemeenten genoeg ruimte voor eigen beleid?",
        "raad": "Kan de raad het verband volgen en bijsturen?",
    }
)
"""What to ask about each theme (S4-09..15, S3-26..31)."""
