"""What the tables for parliament mean: title, definition and one sentence of conclusion each.

And the gate before publishing: what is still missing, one sentence each.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from monitor.regels.dekking import Staat
from monitor.regels.kamertabellen import Gegevens, Rij, Tabel
from monitor.regels.stand import JEUGDREGIO, Stand
from monitor.regels.taal import aantal, getal

Zin = Callable[[Gegevens, Tabel], str]


class Kamerkaart(NamedTuple):
    """What the reader of one table needs: its title, what is counted, and what came out."""

    titel: str
    definitie: str
    zin: Zin


def _kolom(tabel: Tabel, naam: str) -> list[int]:
    plaats = tabel.kolommen.index(naam)
    return [n for rij in tabel.rijen if isinstance(n := rij[plaats], int)]


def _inzendingen(g: Gegevens, tabel: Tabel) -> str:
    totaal, samen = len(g.stand.gemeenten), g.op_tijd + g.te_laat
    return (
        f"{getal(samen)} van de {getal(totaal)} gemeenten hebben ingediend:"
        f" {getal(g.op_tijd)} op tijd en {getal(g.te_laat)} te laat."
    )


def _dekking(g: Gegevens, tabel: Tabel) -> str:
    n, m = len(g.stand.gemeenten), len(tabel.rijen)
    cellen = f"{getal(n)} × {getal(m)} = {getal(n * m)} combinaties van gemeente en taak"
    wit = sum(_kolom(tabel, Staat.WITTE_VLEK.value))
    if not wit:
        return f"Geen witte vlekken: {cellen}, alle ingevuld."
    return f"{aantal(wit, 'witte vlek', 'witte vlekken')} op {cellen}."


def _incongruentie(g: Gegevens, tabel: Tabel) -> str:
    rijen = {str(rij[0]): rij for rij in tabel.rijen}
    verbanden, gemeenten, donuts = rijen["C1"][2], rijen["C2"][1], rijen["N1"][1]
    donut = "Geen centrumdonut" if not donuts else f"Centrumdonuts om {donuts} gemeenten"
    return (
        f"{verbanden} verbanden doorsnijden een regio. In {gemeenten} gemeenten kruisen verbanden"
        f" van verschillende decentralisaties elkaar. {donut}."
    )


def _regios(g: Gegevens, tabel: Tabel) -> str:
    aantallen = [rij[2] for rij in _nodig(g, tabel) if isinstance(rij[2], int)]
    return (
        f"{NODIG} hebben per taak {_bereik(aantallen, '')} regio's het in al hun gemeenten"
        " vastgesteld."
    )


def _omgezet(g: Gegevens, tabel: Tabel) -> str:
    return f"{NODIG} is per taak {_procenten(g, tabel)} van de intenties omgezet in afspraken."


def _gemeenten(g: Gegevens, tabel: Tabel) -> str:
    return f"{NODIG} heeft per taak {_procenten(g, tabel)} van de gemeenten het vastgesteld."


NODIG = "Voor de taken waarvoor samenwerking nodig is,"


def _nodig(g: Gegevens, tabel: Tabel) -> list[Rij]:
    """The rows of the taken that need cooperation."""
    return [rij for rij in tabel.rijen if g.stand.taak[str(rij[0])].samenwerking_noodzakelijk]


def _procenten(g: Gegevens, tabel: Tabel) -> str:
    waarden = (rij[-1] for rij in _nodig(g, tabel))
    return _bereik([round(waarde) for waarde in waarden if isinstance(waarde, float)])


def _bereik(waarden: list[int], teken: str = "%") -> str:
    """«30 tot 50%», «50%» when all are the same, «0%» for none."""
    laag, hoog = min(waarden, default=0), max(waarden, default=0)
    return f"{hoog}{teken}" if laag == hoog else f"{laag} tot {hoog}{teken}"


def _verevening(g: Gegevens, tabel: Tabel) -> str:
    vast, uitwerking, gesprek, geen = _kolom(tabel, "aantal_regios")
    totaal = len(g.stand.indelingen[JEUGDREGIO].regios)
    return (
        f"Van de {totaal} jeugdregio's hebben er {vast} afspraken vastgesteld, {uitwerking} werken"
        f" die uit, {gesprek} zijn in gesprek en {geen} hebben nog niets."
    )


def _omvang(g: Gegevens, tabel: Tabel) -> str:
    _, n, klein, weinig, groot, veel = next(r for r in tabel.rijen if r[0] == JEUGDREGIO)
    if not n or not isinstance(weinig, int) or not isinstance(veel, int):
        return "Er zijn op de peildatum geen jeugdregio's."
    return (
        f"{n} jeugdregio's, van {getal(weinig)} inwoners ({klein})"
        f" tot {getal(veel)} inwoners ({groot})."
    )


def _bezoeken(g: Gegevens, tabel: Tabel) -> str:
    return (
        f"{aantal(g.bezoeken, 'bezoek', 'bezoeken')} aan"
        f" {aantal(g.bezocht, 'verschillende gemeente', 'verschillende gemeenten')}."
    )


KAARTEN: dict[int, Kamerkaart] = {
    1: Kamerkaart(
        "Inzendingen",
        "Elke gemeente telt één keer, met haar eerste opgave. Op tijd is voor de deadline van de"
        " ronde. Het percentage is van alle gemeenten op de peildatum.",
        _inzendingen,
    ),
    2: Kamerkaart(
        "Dekking per taak",
        "Per taak waarvoor samenwerking nodig is, heeft elke gemeente precies één staat. Het"
        " totaal is het aantal gemeenten. Zelfstandig en landelijk zijn antwoorden, geen witte"
        " vlek.",
        _dekking,
    ),
    3: Kamerkaart(
        "Incongruentie",
        "Gemeenten en verbanden tellen per soort één keer. Bij A1 en C1 zijn de gemeenten die van"
        " het kleinste herstel of buiten het grootste deel, en telt uitgelegd in verbanden; bij"
        " de andere soorten in gemeenten. Bij C3 gaat het om opgelegde regio's, niet om verbanden."
        " Uitgelegd is met een uitleg die geldt en niet is afgewezen.",
        _incongruentie,
    ),
    4: Kamerkaart(
        "Intenties en vastgestelde afspraken",
        "In aantallen regio's van de indeling van de taak. Een regio telt als vastgesteld als al"
        " haar gemeenten dat zijn (samen, zelfstandig of landelijk), als intentie als alle"
        " gemeenten minstens een intentie hebben, en anders als overig.",
        _regios,
    ),
    5: Kamerkaart(
        "Omgezette intenties",
        "Van de gemeenten die in de eerdere ronde een intentie of voorstel hadden: hoeveel er nu"
        " met een verband een vastgestelde afspraak hebben. Bij een herindeling telt de"
        " opvolger.",
        _omgezet,
    ),
    6: Kamerkaart(
        "Gemeenten met vastgestelde afspraken",
        "Van alle gemeenten op de peildatum: hoeveel er een vastgestelde afspraak hebben, of de"
        " taak zelfstandig of landelijk doen.",
        _gemeenten,
    ),
    7: Kamerkaart(
        "Risicoverevening",
        "In aantallen jeugdregio's: de verst gevorderde klasse onder de verbanden die de hele"
        " regio omvatten. Wie niets heeft geantwoord, telt als geen.",
        _verevening,
    ),
    8: Kamerkaart(
        "Regio's en hun omvang",
        "De regio's op de peildatum, met de laatste inwonertallen van toen.",
        _omvang,
    ),
    9: Kamerkaart(
        "Bezoeken van ambassadeurs",
        "Alle bezoeken tot en met de dag waarop de tabellen zijn gemaakt. Een gemeente die vaker"
        " is bezocht, telt bij de gemeenten één keer.",
        _bezoeken,
    ),
}
"""What goes with each table, by its number."""


def ontbreekt(g: Gegevens, *, loopt: bool) -> list[str]:
    """What is not complete, one sentence each; `loopt` while answers may still change."""
    stand = g.stand
    niet_in = len(stand.gemeenten) - stand.ingediend.bit_count()
    zonder_antwoord = _zonder_antwoord(stand)
    zonder_inwoners = sum(not gemeente.inwoners for gemeente in stand.gemeenten)
    regels = (
        (loopt, "De ronde loopt nog: gemeenten kunnen hun antwoord nog wijzigen."),
        (niet_in, f"{_wie(niet_in)} niet ingediend."),
        (
            zonder_antwoord,
            f"{_wie(zonder_antwoord)} wel ingediend, maar niet voor elke taak geantwoord.",
        ),
        (
            zonder_inwoners,
            f"Van {aantal(zonder_inwoners, 'gemeente', 'gemeenten')} ontbreekt het inwonertal.",
        ),
    )
    return [zin for geldt, zin in regels if geldt]


def _wie(n: int) -> str:
    return aantal(n, "gemeente heeft", "gemeenten hebben")


def _zonder_antwoord(stand: Stand) -> int:
    """How many gemeenten submitted without an answer for some taak that needs cooperation."""
    nodig = {taak.code for taak in stand.taken if taak.samenwerking_noodzakelijk}
    gegeven: dict[str, set[str]] = {code: set() for code in stand.codes(stand.ingediend)}
    for gemeente, taak, *_ in stand.regels:
        gegeven[gemeente].add(taak)
    return sum(not nodig <= taken for taken in gegeven.values())
