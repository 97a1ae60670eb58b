"""Section 1 of the rules: everything known for one round, and plain questions about it."""

from dataclasses import dataclass, field
from datetime import datetime

from tests.orakel.lezen import Bron, Land, Paar, Rij

STADIA = ("verkenning", "intentie", "voorstel", "collegebesluit", "raadsbesluit", "in_werking")


def hoger(stadium: str, dan: str) -> bool:
    """Does a stadium rank above another one?"""
    return STADIA.index(stadium) > STADIA.index(dan)


@dataclass
class Toestand:
    """The country, what was declared, and the moment of evaluation."""

    land: Land
    bron: Bron
    nu: datetime
    arrangementen: dict[Paar, set[str]] = field(init=False)

    def __post_init__(self) -> None:
        """Keep the arrangementen for a taak of this round: S(v,t)."""
        self.arrangementen = {
            (v, t): s for (v, t), s in self.bron.arrangementen.items() if t in self.land.taken
        }

    def regels(self, gemeente: str, taak: str, wijze: str) -> list[Rij]:
        """The submitted regels of a gemeente for a taak with this wijze."""
        return [r for r in self.bron.regels.get((gemeente, taak), []) if r["wijze"] == wijze]

    def genoemd(self, gemeente: str, taak: str) -> dict[str, str]:
        """The verbanden a gemeente names for a taak, with the stadium."""
        return {r["verband"]: r["stadium"] for r in self.regels(gemeente, taak, "verband")}

    def penvoerder_ingediend(self, verband: str) -> bool:
        """Has the penvoerder (if any) of a verband submitted?"""
        return self.bron.verbanden[verband]["penvoerder"] in self.bron.ingediend

    def samen_nodig(self, taak: str) -> bool:
        """Is cooperation needed for this taak?"""
        return self.land.taken[taak]["samenwerking_noodzakelijk"] == "1"

    def profiel(self, verband: str, vraag: str) -> str:
        """One answer of the profile; empty is unknown."""
        return self.bron.profielen.get(verband, {}).get(vraag) or ""

    def van(self, verband: str) -> dict[str, set[str]]:
        """The arrangementen of one verband: S per taak."""
        return {t: s for (v, t), s in self.arrangementen.items() if v == verband}
