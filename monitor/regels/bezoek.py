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
