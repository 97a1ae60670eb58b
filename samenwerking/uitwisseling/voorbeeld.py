"""What an upload would change, in words that can be kept."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Final

MEESTE: Final = 2_000


@dataclass
class Voorbeeld:
    """What a file would change: `veranderingen` as (of what, what of it, was, wordt) in words.

    `nieuw` are new verbanden and opgaven, `gelijk` counts the taken (VNG: opgaven and verbanden)
    that the file says the same of, `onaangeroerd` the taken it does not name.
    """

    veranderingen: list[list[str]] = field(default_factory=list)
    meer: int = 0
    nieuw: list[str] = field(default_factory=list)
    gelijk: int = 0
    onaangeroerd: int = 0
    let_op: list[str] = field(default_factory=list)
    vinger: str = ""

    @property
    def verandert(self) -> bool:
        """Whether there is anything to carry through."""
        return bool(self.veranderingen or self.nieuw)


def met_vinger(voorbeeld: Voorbeeld) -> Voorbeeld:
    """The preview with its fingerprint; of a very long list only the beginning is kept."""
    alles = repr([voorbeeld.veranderingen, voorbeeld.nieuw])
    voorbeeld.vinger = hashlib.sha256(alles.encode()).hexdigest()
    voorbeeld.meer = max(len(voorbeeld.veranderingen) - MEESTE, 0)
    voorbeeld.veranderingen = voorbeeld.veranderingen[:MEESTE]
    return voorbeeld
