"""W. Do gemeente and verband say the same about each other? For every taak of the round."""

from __future__ import annotations

from monitor.regels.bevinding import Bevinding, Ernst, Regelkaart, gesorteerd, vaste_zin
from monitor.regels.stand import VERBAND, Stand
from monitor.regels.taal import opsomming

WIJZEN = {
    "zelfstandig": "zelfstandig",
    "landelijk": "landelijk",
    "wacht_op_rijk": "wacht op het Rijk",
    "geen": "nog geen keuze",
}


def antwoord(stand: Stand, gemeente: str, taak: str) -> str:
    """What a gemeente itself says about a taak, in words; «niets» without a regel."""
    regels = stand.regels_van.get((gemeente, taak), [])
    woorden = {
        stand.verbandnaam(regel.verband or "") if regel.wijze == VERBAND else WIJZEN[regel.wijze]
        for regel in regels
    }
    return opsomming(sorted(woorden)) or "niets"


def _zin_w1(stand: Stand, bevinding: Bevinding) -> str:
    verband, taak = bevinding.verband or "", bevinding.taak or ""
    reden = (
        "dat verband noemt deze gemeente niet als deelnemer"
        if (verband, taak) in stand.leden
        else "dat verband heeft deze taak niet opgegeven"
    )
    return (
        f"{stand.naam(bevinding.gemeenten[0])} noemt {stand.verbandnaam(verband)} voor"
        f" {stand.taaknaam(taak)}, maar {reden}."
    )


W1 = Regelkaart(
    "W1",
    "Gemeente noemt het verband, het verband noemt de gemeente niet",
    Ernst.ACTIE,
    "De gemeente zegt mee te doen, maar staat niet bij de deelnemers van het verband.",
    "Ledenbrief VNG 16-1-2013 (S2-66), brief BZK 15-3-2013 (S1-16)",
    _zin_w1,
)


def niet_genoemd_door_verband(stand: Stand) -> list[Bevinding]:
    """W1. A submitted regel of g names v for t above verkenning, but g is not in S(v,t).

    Also when v has no arrangement for t. Source: S2-66, S1-16.
    """
    return gesorteerd(
        Bevinding("W1", (code,), verband, taak)
        for (verband, taak), wie in stand.noemt_vast.items()
        for code in stand.codes(wie & ~stand.leden.get((verband, taak), 0))
    )


def _zin_w2(stand: Stand, bevinding: Bevinding) -> str:
    (gemeente,) = bevinding.gemeenten
    return (
        f"{stand.verbandnaam(bevinding.verband or '')} noemt {stand.naam(gemeente)} als deelnemer"
        f" voor {stand.taaknaam(bevinding.taak)}, maar die gemeente zegt zelf:"
        f" {antwoord(stand, gemeente, bevinding.taak or '')}."
    )


W2 = Regelkaart(
    "W2",
    "Verband noemt de gemeente, de gemeente noemt het verband niet",
    Ernst.ACTIE,
    "Het verband rekent op deze gemeente, maar de gemeente zelf zegt iets anders.",
    "Ledenbrief VNG 16-1-2013 (S2-66), brief BZK 15-3-2013 (S1-16)",
    _zin_w2,
)


def niet_genoemd_door_gemeente(stand: Stand) -> list[Bevinding]:
    """W2. g is in S(v,t) and has submitted, but no regel of g for t names v at any stadium.

    Source: S2-66, S1-16.
    """
    return [
        Bevinding("W2", (code,), verband, taak)
        for verband, taak, leden, *_ in stand.arrangementen
        for code in stand.codes(leden & stand.ingediend & ~stand.noemt.get((verband, taak), 0))
    ]


W3 = Regelkaart(
    "W3",
    "Verband noemt de gemeente, de gemeente heeft niets ingediend",
    Ernst.ACTIE,
    "De uiterste dag is voorbij en alleen het verband heeft iets over deze gemeente gezegd.",
    "Ledenbrief VNG 16-1-2013 (S2-50, S2-66)",
    vaste_zin(
        "{verband} noemt {gemeente} als deelnemer voor {taak}. {gemeente} heeft zelf nog niets"
        " ingediend."
    ),
)


def niet_ingediend(stand: Stand) -> list[Bevinding]:
    """W3. g is in S(v,t), the penvoerder of v has submitted, g has not, and nu >= deadline.

    Source: S2-50, S2-66.
    """
    if stand.nu < stand.deadline:
        return []
    return [
        Bevinding("W3", (code,), verband, taak)
        for verband, taak, leden, *_ in stand.arrangementen
        if stand.penvoerder_ingediend(verband)
        for code in stand.codes(leden & ~stand.ingediend)
    ]
