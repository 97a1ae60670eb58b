"""The list of all uitleg of a round."""

from __future__ import annotations

from monitor.blik import Blik
from monitor.filters import StandFilter
from monitor.lijsten import Lijst
from monitor.regels.alles import Evaluatie
from monitor.regels.stand import Stand
from monitor.uitlegbeeld import Register, Uitlegrij, waarover


def uitleggen(
    stand: Stand, evaluatie: Evaluatie, filters: StandFilter, kijk: Blik, *, uitleg: Register
) -> Lijst:
    """Every uitleg of the round with what it is worth now, by the name of what it is about."""
    regio, masker = filters.waarde("regio"), filters.masker
    gevraagd, code, taak = (filters.waarde(naam) for naam in ("toestand", "code", "taak"))
    rijen = [
        Uitlegrij(rij, waarover(stand, rij))
        for rij in uitleg.rijen
        if gevraagd in (None, rij.stand)
        and code in (None, rij.uitleg.code)
        and taak in (None, rij.uitleg.taak_id)
        and (regio is None or stand.bit.get(rij.uitleg.van_id, 0) & masker)
    ]
    return Lijst(
        "uitleg",
        ["code", "waarover", "van", "reden", "uitleg", "nadelen", "tijdelijk_tot", "stand"],
        sorted(rijen, key=lambda rij: (rij.waarover, rij.uitleg.sleutel)),
        lambda r: [
            r.uitleg.code,
            r.waarover,
            r.uitleg.van.naam,
            r.uitleg.reden,
            r.uitleg.tekst,
            r.uitleg.nadelen,
            r.uitleg.tijdelijk_tot.isoformat() if r.uitleg.tijdelijk_tot else "",
            r.woord,
        ],
    )
