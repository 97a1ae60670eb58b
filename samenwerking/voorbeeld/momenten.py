"""When each opgave comes in, and by which channel: a rush in the last days (S0-05)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from samenwerking.voorbeeld.ronde import Inzending, kies, toeval
from samenwerking.voorbeeld.wereld import MEI, Wereld

WEEKEND = 5


def inzendingen(wereld: Wereld, uitvraag: str) -> dict[str, Inzending]:
    """Per gemeente its moment and channel; in May not for the gemeenten of the letter.

    Raises ValueError when the counts of the parameters are not those of the gemeenten.
    """
    ronde = wereld.voor(uitvraag)
    te_laat = wereld.codes(ronde["te_laat"])
    al_binnen = set(wereld.brief.inzendingen) if uitvraag == MEI else set()
    over = set(wereld.land.gemeenten) - al_binnen - wereld.codes(ronde["niet_ingediend"]) - te_laat
    uit = {g: Inzending("", _kanaal(wereld, uitvraag, g)) for g in wereld.codes(ronde["concept"])}
    for brief in ronde["brieven"]:
        for gemeente in sorted(over & wereld.land.regios[brief["regio"]].leden):
            uit[gemeente] = Inzending(brief["op"].isoformat() + ronde["zone"], "brief")
    for groep, vensters in (
        (over - set(uit), ronde["inzendingen"]),
        (te_laat, ronde["inzendingen_te_laat"]),
    ):
        for gemeente, moment in _verdeel(wereld, uitvraag, groep, vensters).items():
            uit[gemeente] = Inzending(moment, _kanaal(wereld, uitvraag, gemeente))
    return uit


def _kanaal(wereld: Wereld, uitvraag: str, gemeente: str) -> str:
    greep = toeval(wereld.parameters["zaad"], "kanaal", uitvraag, gemeente)
    return kies(wereld.voor(uitvraag)["kanalen"], greep.random())


def _verdeel(
    wereld: Wereld, uitvraag: str, groep: Iterable[str], vensters: list[Mapping[str, Any]]
) -> dict[str, str]:
    ronde, gemeenten = wereld.voor(uitvraag), sorted(groep)
    toeval(wereld.parameters["zaad"], "volgorde", uitvraag, len(gemeenten)).shuffle(gemeenten)
    plaatsen = [venster for venster in vensters for _ in range(venster["aantal"])]
    if len(plaatsen) != len(gemeenten):
        raise ValueError(f"{uitvraag}: {len(plaatsen)} momenten, {len(gemeenten)} gemeenten")
    return {
        gemeente: _moment(
            venster, ronde, toeval(wereld.parameters["zaad"], "moment", uitvraag, gemeente)
        )
        for gemeente, venster in zip(gemeenten, plaatsen, strict=True)
    }


def _moment(venster: Mapping[str, Any], ronde: Mapping[str, Any], greep: Random) -> str:
    """Some second on a working day of the window, within its hours."""
    van, tot = venster["van"], venster["tot"]
    dag = greep.choice(_werkdagen(van.date(), tot.date(), ronde["vrije_dagen"]))
    lengte = datetime.combine(dag, tot.time()) - datetime.combine(dag, van.time())
    moment = datetime.combine(dag, van.time()) + timedelta(
        seconds=greep.randrange(int(lengte.total_seconds()))
    )
    return moment.isoformat() + str(ronde["zone"])


def _werkdagen(van: date, tot: date, vrij: list[date]) -> list[date]:
    dagen = [van + timedelta(days=n) for n in range((tot - van).days + 1)]
    return [dag for dag in dagen if dag.weekday() < WEEKEND and dag not in vrij]
