"""T. What one verband says that does not go together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from monitor.regels.bevinding import Bevinding, Ernst, Regelkaart
from monitor.regels.criteria import Score, feiten, indicaties
from monitor.regels.eenmaal import per_stand
from monitor.regels.stand import (
    COLLEGEBESLUIT,
    IN_WERKING,
    RAADSBESLUIT,
    Stand,
    Verband,
)
from monitor.regels.taal import datum

TIJDZONE = ZoneInfo("Europe/Amsterdam")
"""A date has passed when it is over in the Netherlands."""


def _waar(code: str, stand: Stand, klopt: Callable[[Verband], bool]) -> list[Bevinding]:
    """A finding for every verband with an arrangement in this round for which it holds."""
    return [
        Bevinding(code, (), slug)
        for slug in sorted(stand.per_verband)
        if klopt(feiten(stand, slug))
    ]


def _zin(tekst: str) -> Callable[[Stand, Bevinding], str]:
    """A sentence with the naam, vorm, centrum and inkoop_start of the verband filled in."""

    def zin(stand: Stand, bevinding: Bevinding) -> str:
        verband = feiten(stand, bevinding.verband or "")
        start = verband.profiel.inkoop_start
        return tekst.format(
            naam=verband.naam,
            vorm=verband.rechtsvorm.naam if verband.rechtsvorm else "",
            centrum=stand.naam(verband.centrumgemeente) if verband.centrumgemeente else "",
            start=datum(start) if start else "",
            uiterlijk=datum(start - DOORLOOPTIJD) if start else "",
            peildatum=datum(stand.peildatum),
        )

    return zin


@per_stand
def _met_juridische_basis(stand: Stand) -> frozenset[str]:
    """The verbanden whose K4 is voldoet."""
    return frozenset(
        indicatie.verband
        for indicatie in indicaties(stand)
        if indicatie.criterium == "K4" and indicatie.score is Score.VOLDOET
    )


T1 = Regelkaart(
    "T1",
    "Samen inkopen zonder juridische basis",
    Ernst.ACTIE,
    "Wie samen inkoopt, heeft een juridische basis nodig.",
    "Kamerbrief 31 839 nr. 343 (S4-14)",
    _zin("{naam} koopt samen in, maar de juridische basis (K4) voldoet nog niet."),
)


def inkoop_zonder_basis(stand: Stand) -> list[Bevinding]:
    """T1. Gezamenlijke inkoop while K4 is not voldoet. Source: S4-14."""
    basis = _met_juridische_basis(stand)
    return _waar("T1", stand, lambda v: bool(v.profiel.gezamenlijke_inkoop) and v.slug not in basis)


BESLOTEN = frozenset({COLLEGEBESLUIT, RAADSBESLUIT, IN_WERKING})

T2 = Regelkaart(
    "T2",
    "Besluit zonder datum",
    Ernst.ACTIE,
    "Een deelnemer noemt een besluit van het college, maar de datum ontbreekt of ligt in de"
    " toekomst.",
    "Kamerbrief 31 839 nr. 343 (S4-64, S4-68)",
    _zin(
        "Minstens één deelnemer van {naam} meldt een collegebesluit of verder zonder datum, of met"
        " een datum na {peildatum}."
    ),
)


def besluit_zonder_datum(stand: Stand) -> list[Bevinding]:
    """T2. Some deelnemer's regel at stadium collegebesluit or further has no date of the
    collegebesluit, or one after the peildatum.

    A regel of a deelnemer is one that names v for a taak t with the gemeente in S(v,t).
    Source: S4-64, S4-68.
    """
    peildatum = stand.peildatum.isoformat()
    fout = {
        verband
        for gemeente, taak, _, verband, stadium, besluit in stand.regels
        if stadium in BESLOTEN
        and (besluit is None or besluit > peildatum)
        and stand.leden.get((verband or "", taak), 0) & stand.bit[gemeente]
    }
    return _waar("T2", stand, lambda v: v.slug in fout)


DELEGATIE = "delegatie"

T3 = Regelkaart(
    "T3",
    "Delegatie zonder bindende vorm",
    Ernst.ACTIE,
    "Bevoegdheden overdragen kan alleen met een bindende rechtsvorm.",
    "Kamerbrief 31 839 nr. 343 (S4-13, S4-26)",
    _zin("{naam} krijgt bevoegdheden door delegatie, maar de vorm ({vorm}) bindt niet."),
)


def delegatie_zonder_binding(stand: Stand) -> list[Bevinding]:
    """T3. A non-binding form with bevoegdheden delegatie. Source: S4-13, S4-26."""

    def klopt(verband: Verband) -> bool:
        vorm = verband.rechtsvorm
        delegatie = verband.profiel.bevoegdheden == DELEGATIE
        return vorm is not None and not vorm.bindend and delegatie

    return _waar("T3", stand, klopt)


CENTRUMREGELING = "CG"


def _zin_t4(stand: Stand, bevinding: Bevinding) -> str:
    verband = feiten(stand, bevinding.verband or "")
    if verband.centrumgemeente is None:
        return f"{verband.naam} is een centrumregeling, maar noemt geen centrumgemeente."
    return (
        f"{verband.naam} is een centrumregeling, maar de centrumgemeente"
        f" {stand.naam(verband.centrumgemeente)} is geen deelnemer."
    )


T4 = Regelkaart(
    "T4",
    "Centrumregeling zonder centrumgemeente",
    Ernst.ACTIE,
    "In een centrumregeling voert één van de deelnemers de taken uit voor de anderen.",
    "Kamerbrief 31 839 nr. 343 (S4-71)",
    _zin_t4,
)


def centrumregeling_zonder_centrum(stand: Stand) -> list[Bevinding]:
    """T4. A centrumregeling without centrumgemeente, or whose centrumgemeente is in no S.

    Source: S4-71.
    """

    def klopt(verband: Verband) -> bool:
        if verband.rechtsvorm is None or verband.rechtsvorm.code != CENTRUMREGELING:
            return False
        n = stand.nummer.get(verband.centrumgemeente or "")
        return n is None or not any(a.leden >> n & 1 for a in stand.per_verband[verband.slug])

    return _waar("T4", stand, klopt)


T5 = Regelkaart(
    "T5",
    "Rechtsvorm geldt niet op de peildatum",
    Ernst.ACTIE,
    "Sommige vormen bestaan pas later, zoals de bedrijfsvoeringsorganisatie voor 2015.",
    "Kamerbrief 31 839 nr. 343 (S4-27)",
    _zin("{naam} kiest de vorm {vorm}, maar die geldt niet op {peildatum}."),
)


def ongeldige_rechtsvorm(stand: Stand) -> list[Bevinding]:
    """T5. A rechtsvorm that is not valid on the peildatum (BVO before 2015). Source: S4-27."""

    def klopt(verband: Verband) -> bool:
        vorm = verband.rechtsvorm
        if vorm is None:
            return False
        voorbij = vorm.geldig_tot is not None and vorm.geldig_tot <= stand.peildatum
        return voorbij or stand.peildatum < vorm.geldig_vanaf

    return _waar("T5", stand, klopt)


T6 = Regelkaart(
    "T6",
    "Risicoverevening vastgesteld zonder besluit",
    Ernst.ACTIE,
    "Het verband zegt dat de risicoverevening vastligt, terwijl geen deelnemer verder is dan een"
    " intentie.",
    "Kamerbrief 31 839 nr. 343 (S4-10, S4-25)",
    _zin(
        "{naam} noemt de risicoverevening vastgesteld, maar geen van de deelnemers is verder dan"
        " een intentie."
    ),
)


def verevening_zonder_besluit(stand: Stand) -> list[Bevinding]:
    """T6. Risicoverevening vastgesteld while no deelnemer's regel is past intentie.

    Source: S4-10, S4-25.
    """
    verder = {
        verband
        for (verband, taak), wie in stand.noemt_verder.items()
        if wie & stand.leden.get((verband, taak), 0)
    }
    return _waar(
        "T6",
        stand,
        lambda v: v.profiel.risicoverevening == "vastgesteld" and v.slug not in verder,
    )


DOORLOOPTIJD = timedelta(days=270)
"""Lead time of a purchase; in the year before 2015 the latest start was early April 2014."""

T7 = Regelkaart(
    "T7",
    "Te laat voor de inkoop",
    Ernst.ACTIE,
    "Inkopen kost negen maanden. Die tijd is er niet meer, en de juridische basis is er nog niet.",
    "Kamerbrief 31 839 nr. 343 (S4-14, S4-15)",
    _zin(
        "{naam} wil op {start} inkopen. Daarvoor moest de juridische basis er uiterlijk op"
        " {uiterlijk} zijn."
    ),
)


def uiterste_dag(verband: Verband) -> date | None:
    """The last day on which the purchase can still be prepared in time."""
    start = verband.profiel.inkoop_start
    return start - DOORLOOPTIJD if start else None


def te_laat_voor_inkoop(stand: Stand) -> list[Bevinding]:
    """T7. inkoop_start minus the lead time has passed at `nu` (that day is over in the
    Netherlands) without K4 voldoet. Source: S4-14, S4-15.
    """
    vandaag = stand.nu.astimezone(TIJDZONE).date()
    basis = _met_juridische_basis(stand)

    def klopt(verband: Verband) -> bool:
        uiterlijk = uiterste_dag(verband)
        return uiterlijk is not None and uiterlijk < vandaag and verband.slug not in basis

    return _waar("T7", stand, klopt)


@per_stand
def momenten(stand: Stand) -> list[datetime]:
    """The moments at which W3 or T7 can change, ascending: evaluations between two are equal."""
    dagen = {uiterste_dag(feiten(stand, slug)) for slug in stand.per_verband} - {None}
    nachten = (
        datetime.combine(dag + timedelta(days=1), datetime.min.time(), TIJDZONE)
        for dag in dagen
        if dag
    )
    return sorted({stand.deadline, *nachten})
