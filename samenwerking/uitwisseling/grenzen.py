"""How large a source may be; checked before anything is unpacked or parsed (koppelvlakken 3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MIB: Final = 1024 * 1024
# Wider or fuller than any table of the format; they bound what a spreadsheet may unfold to.
KOLOMMEN: Final = 64
CELTEKENS: Final = 32_767


@dataclass(frozen=True)
class Grenzen:
    """Limits: rows per sheet without the header, bytes packed and unpacked, members of the zip.

    For CSV files both numbers of bytes hold for the files together, so the smaller one decides
    for one uploaded file and `uitgepakt` for a folder.
    """

    rijen: int
    ingepakt: int
    uitgepakt: int
    leden: int


OPDRACHTREGEL: Final = Grenzen(rijen=100_000, ingepakt=20 * MIB, uitgepakt=100 * MIB, leden=1_000)
"""Also for an upload by VNG, which may hold a whole round."""
GEMEENTE: Final = Grenzen(rijen=5_000, ingepakt=MIB, uitgepakt=10 * MIB, leden=40)
