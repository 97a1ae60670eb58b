"""Does a verband cross or double one that is there? Announced, never blocked (S2-34)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from samenwerking.models import Verbandversie
from samenwerking.regels import Ligging, ligging
from samenwerking.voorstellen import leden

HOOGSTENS = 3


def kruisingen(versie: Verbandversie, *, bekend_op: datetime) -> list[str]:
    """Sentences about the verbanden that `versie` doubles (same taak) or crosses.

    Compared are arrangementen for the same taken, and others of its penvoerder; at most three
    sentences, one per verband. A fixed number of queries.
    """
    uitvraag = versie.uitvraag
    andere = dict(
        uitvraag.verbandversies.bekend(bekend_op)
        .exclude(verband=versie.verband_id)
        .values_list("pk", "naam")
    )
    per_versie: dict[int, dict[str, dict[str, str]]] = {}
    for (pk, taak), wie in leden({versie.pk, *andere}, uitvraag.peildatum).items():
        per_versie.setdefault(pk, {})[taak] = wie
    wij = per_versie.pop(versie.pk, {})
    zinnen = [
        zin
        for pk, zij in sorted(per_versie.items(), key=lambda paar: andere[paar[0]])
        if (zin := _zin(andere[pk], wij, zij, versie.penvoerder_id or ""))
    ]
    return zinnen[:HOOGSTENS]


def _zin(
    naam: str,
    wij: Mapping[str, dict[str, str]],
    zij: Mapping[str, dict[str, str]],
    penvoerder: str,
) -> str:
    """What to say of one other verband: it is doubled, crossed, or nothing (empty)."""
    if any(ligging(wij[t], zij[t]) == Ligging.GELIJK for t in wij.keys() & zij.keys()):
        return f"Deze keuze lijkt op {naam}: daar doen dezelfde gemeenten mee voor dezelfde taak."
    for taak, hier in wij.items():
        for andere_taak, daar in zij.items():
            telt = taak == andere_taak or penvoerder in daar
            if telt and ligging(hier, daar) == Ligging.KRUIST:
                niet_daar = ", ".join(n for c, n in hier.items() if c not in daar)
                niet_hier = ", ".join(n for c, n in daar.items() if c not in hier)
                return (
                    f"Deze keuze kruist {naam}. Alleen in dit verband: {niet_daar}. "
                    f"Alleen in het andere: {niet_hier}. Dat mag; leg het uit als ernaar "
                    "gevraagd wordt."
                )
    return ""
