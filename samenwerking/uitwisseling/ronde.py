"""What a file of VNG says of a whole round: paper that came in, through the importer.

Only opgaven with a moment of receipt; each becomes a version of its own that is marked as entered
for the gemeente, beside its concept.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from samenwerking.models import Uitvraag, Upload
from samenwerking.toegang.bereik import ingediend_op
from samenwerking.toegang.models import Gebruiker
from samenwerking.uitwisseling.aanleveren import lees_upload
from samenwerking.uitwisseling.fouten import Code, Fouten
from samenwerking.uitwisseling.grenzen import OPDRACHTREGEL
from samenwerking.uitwisseling.importeren import verwerk
from samenwerking.uitwisseling.ontleden import Inhoud
from samenwerking.uitwisseling.verslag import Verslag, Wat, Wijziging
from samenwerking.uitwisseling.voorbeeld import Voorbeeld, met_vinger

NAMENS: Final = "het college van burgemeester en wethouders"


def verwerk_ronde(upload: Upload, door: Gebruiker, op: datetime, *, proef: bool) -> Verslag:
    """Import the file; with `proef` nothing stays. Raises Importfout, saving nothing."""
    fouten, let_op = Fouten(), list[str]()
    ruw = bytes(upload.inhoud)
    bladen = lees_upload(upload.bestandsnaam, ruw, OPDRACHTREGEL, fouten, let_op)
    verslag = Verslag(upload.uitvraag_id, upload.bestandsnaam, proef, let_op=let_op)
    return verwerk(
        upload.uitvraag,
        bladen,
        fouten,
        verslag,
        persoon=door.persoon,
        op=op,
        namens=NAMENS,
        eis=lambda inhoud, lijst: _eis_ontvangst(inhoud, lijst, upload.uitvraag, op),
    )


def _eis_ontvangst(inhoud: Inhoud, fouten: Fouten, uitvraag: Uitvraag, op: datetime) -> None:
    """VNG hands in what was received: no concept, nothing from the future, nothing outdated."""
    bestand = inhoud.bestanden.get("opgaven", "")
    laatste = ingediend_op(uitvraag, op)
    for rij in inhoud.van("opgaven"):
        eerder = laatste.get(rij.gemeente)
        if rij.ingediend_op is None:
            zin = "Vul in wanneer de opgave binnenkwam. Een concept schrijft de gemeente zelf."
        elif rij.ingediend_op > op:
            zin = "Dit tijdstip moet nog komen. Vul in wanneer de opgave binnenkwam."
        elif rij.ingediend_op < uitvraag.opent:
            zin = "De ronde was toen nog niet open. Vul in wanneer de opgave binnenkwam."
        elif eerder and rij.ingediend_op < eerder:
            zin = "Daarna kwam al een nieuwere opgave binnen. Laat deze gemeente weg."
        else:
            continue
        fouten.meld(bestand, rij.nr, "ingediend_op", Code.MOMENT, zin)


def van_verslag(verslag: Verslag) -> Voorbeeld:
    """What the import changes, as a preview; nothing of a concept is in it."""
    regels = [list(v) for w in verslag.wijzigingen for v in w.veranderingen]
    zonder = [_in_woorden(w) for w in verslag.veranderd if not w.veranderingen]
    ernaast = sum("concept blijft" in w.toelichting for w in verslag.veranderd)
    let_op = list(verslag.let_op)
    if ernaast:
        werken = "1 gemeente werkt" if ernaast == 1 else f"{ernaast} gemeenten werken"
        let_op.append(f"{werken} zelf aan een concept. Dat blijft ernaast staan.")
    return met_vinger(
        Voorbeeld(
            veranderingen=regels,
            nieuw=zonder,
            gelijk=sum(w.wat == Wat.GELIJK for w in verslag.wijzigingen),
            let_op=let_op,
        )
    )


def _in_woorden(w: Wijziging) -> str:
    """What is new, or has no taken to show: «opgave van Heemstede: nieuw (ingediend, 11 taken)»."""
    toelichting = f" ({w.toelichting})" if w.toelichting else ""
    if w.soort != "opgave":
        return f"{w.soort} {w.sleutel}: {w.wat}{toelichting}"
    naam, _, rest = w.toelichting.partition(", ")
    return f"opgave van {naam}: {rest}"
