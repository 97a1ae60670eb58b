"""Writes a Land to the database, and keeps the derived inwonertallen in line with the real ones."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from gemeenten.bijwerken import Telling, breng_in
from gemeenten.herindeling import Stap, afgeleide_inwoners
from gemeenten.models import Alias, Gemeente, Grens, Herindeling, Inwonertal, Regio, Regiolid
from gemeenten.referentie import Land
from gemeenten.tabel import Map


def schrijf(land: Land) -> dict[str, Telling]:
    """Bring the tables in line with `land`; call it inside a transaction.

    Memberships, borders and herindelingen of these gemeenten become exactly those of the land. A
    gemeente, regio or alias that it does not name stays, and so does every other inwonertal.
    """
    codes = set(land.gemeenten)
    telling = {
        "gemeenten": breng_in(Gemeente.objects.all(), land.gemeenten.values(), "code"),
        "aliassen": breng_in(Alias.objects.all(), land.aliassen, "gemeente_id zoeknaam"),
        "herindelingen": breng_in(
            Herindeling.objects.all(),
            land.herindelingen,
            "datum oud_id nieuw_id",
            vervalt=lambda rij: rij.oud_id in codes,
        ),
        "inwonertallen": breng_in(
            Inwonertal.objects.all(), land.inwonertallen, "gemeente_id peildatum"
        ),
        "regio's": breng_in(Regio.objects.all(), land.regios.values(), "soort code"),
    }
    regio_id = {
        (soort, code): pk for pk, soort, code in Regio.objects.values_list("pk", "soort", "code")
    }
    telling["regioleden"] = breng_in(
        Regiolid.objects.all(),
        land.leden(regio_id),
        "regio_id gemeente_id vanaf",
        vervalt=lambda rij: rij.gemeente_id in codes,
    )
    telling["grenzen"] = breng_in(
        Grens.objects.all(),
        land.grenzen,
        "gemeente_id buur_id vanaf",
        vervalt=lambda rij: bool(land.grenzen) and rij.gemeente_id in codes,
    )
    telling["afgeleide inwonertallen"] = herleid_inwonertallen()
    return telling


def lees_inwonertallen(bron: Map, bestand: str) -> list[Inwonertal]:
    """The rows cbs_code, peildatum, inwoners; a gemeente must exist on that day."""
    bekend = {gemeente.code: gemeente for gemeente in Gemeente.objects.all()}
    kolommen = "cbs_code peildatum inwoners"
    regels = []
    for rij in bron.rijen(bestand, kolommen, sleutel="cbs_code peildatum"):
        code, dag = rij.uit("cbs_code", bekend), rij.verplichte_dag("peildatum")
        if code in bekend and not _bestaat(bekend[code], dag):
            rij.fout("peildatum", "PERIODE", f"{code} bestaat niet op {dag}.")
        inwoners = rij.verplicht_geheel("inwoners")
        regels.append(Inwonertal(gemeente_id=code, peildatum=dag, inwoners=inwoners))
    return regels


def schrijf_inwonertallen(regels: Iterable[Inwonertal]) -> dict[str, Telling]:
    """Add or correct real figures and work out anew what follows from them."""
    return {
        "inwonertallen": breng_in(Inwonertal.objects.all(), regels, "gemeente_id peildatum"),
        "afgeleide inwonertallen": herleid_inwonertallen(),
    }


def herleid_inwonertallen() -> Telling:
    """Work out anew the inwonertallen that follow from a herindeling; a real figure goes first."""
    verloop = Herindeling.objects.verloop()
    echt = Inwonertal.objects.filter(afgeleid=False)
    cijfers = list(echt.values_list("peildatum", "gemeente_id", "inwoners"))
    vanaf = dict(Gemeente.objects.values_list("code", "bestaat_vanaf"))
    return breng_in(
        Inwonertal.objects.filter(afgeleid=True),
        _afgeleid(verloop, cijfers, vanaf),
        "gemeente_id peildatum",
        vervalt=lambda rij: True,
    )


def _bestaat(gemeente: Gemeente, dag: date) -> bool:
    tot = gemeente.bestaat_tot
    return gemeente.bestaat_vanaf <= dag and (tot is None or dag < tot)


def _afgeleid(
    verloop: Iterable[Stap], cijfers: list[tuple[date, str, int]], vanaf: dict[str, date]
) -> list[Inwonertal]:
    """Per step the sums of its receivers; a sum counts as known at later steps."""
    echt = {(dag, code) for dag, code, _ in cijfers}
    cijfers = sorted(cijfers)
    afgeleid: list[Inwonertal] = []
    for stap in verloop:
        bekend = {code: inwoners for dag, code, inwoners in cijfers if dag <= stap.datum}
        bestaand = (code for code, begin in vanaf.items() if begin < stap.datum)
        som = afgeleide_inwoners(stap, bekend, bestaand)
        nieuw = [(stap.datum, code, n) for code, n in som.items() if (stap.datum, code) not in echt]
        cijfers = sorted(cijfers + nieuw)
        afgeleid += [
            Inwonertal(gemeente_id=code, peildatum=dag, inwoners=n, afgeleid=True)
            for dag, code, n in nieuw
        ]
    return afgeleid
