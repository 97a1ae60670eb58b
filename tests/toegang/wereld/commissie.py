"""What the commission makes, and what is published."""

from __future__ import annotations

from datetime import date
from typing import Any

from monitor.acties.publicatie import publiceer
from monitor.kamerbijlage import als_tekst, kenmerk, stel_samen
from monitor.models import (
    Aandachtvlag,
    Bundel,
    Commissienotitie,
    Deling,
    Escalatie,
    Escalatiestap,
    Scenario,
    Scenarioversie,
    Toezegging,
    Uitleg,
)
from samenwerking.models import (
    Uitvraag,
)
from samenwerking.toegang.models import Gebruiker
from samenwerking.toegang.omgang import ANDER, EIGEN, OPEN
from samenwerking.toegang.rollen import Rol
from tests import bouwers
from tests.bouwers import moment
from tests.toegang.wereld.kern import NU, OP, Argumenten, Voorwerpen


def van_de_commissie(ronde: Uitvraag, zing: Any, rollen: dict[str, Gebruiker]) -> Voorwerpen:
    """What the commission makes, and what is published."""
    collega = bouwers.gebruiker(Rol.COMMISSIE)
    zegt: dict[str, Any] = {"op": OP, "door": collega.persoon}
    Commissienotitie.objects.create(
        uitvraag=ronde, verband_id="zk", tekst=zing("notitie van de commissie", ""), **zegt
    )
    Aandachtvlag.objects.create(
        uitvraag=ronde,
        regio=bouwers.Regio.objects.get(code="JZ13"),
        nummer=1,
        nodig=True,
        reden=zing("aandachtvlag", ""),
        **zegt,
    )
    for code in ("GM0397", "GM0392"):
        Uitleg.objects.create(
            uitvraag=ronde,
            code="D1",
            sleutel=f"D1.{code}..JE03",
            gemeente_id=code,
            taak_id="JE03",
            van_id=code,
            nummer=1,
            reden="anders",
            tekst=zing("uitleg over een verschil", code),
            nadelen="geen",
            **zegt,
        )
    escalatie = Escalatie.objects.create(
        uitvraag=ronde, gemeente=bouwers.gemeente("Haarlem"), onderwerp="keuze"
    )
    Escalatiestap.objects.create(
        escalatie=escalatie,
        nummer=1,
        trede="signaleren",
        reden=zing("stap van een escalatie", ""),
        termijn=date(2013, 6, 20),
        verantwoordelijke="W. Terpstra",
        **zegt,
    )
    toezegging = Toezegging.objects.create(
        onderwerp="voortgang",
        tekst=zing("toezegging", ""),
        gedaan_op=date(2013, 5, 1),
        gedaan_bij="AO",
        verantwoordelijke="BZK",
        termijn=date(2013, 9, 1),
        **zegt,
    )
    scenarios = {}
    for wie in (rollen[Rol.COMMISSIE], rollen[Rol.BZK], collega):
        scenario = Scenario.objects.create(uitvraag=ronde, door=wie.persoon, op=OP)
        Scenarioversie.objects.create(
            scenario=scenario,
            nummer=1,
            naam=zing("scenario dat niet is gedeeld", wie.pk),
            bekend_op=OP,
            wat="begin",
            op=OP,
            door=wie.persoon,
        )
        scenarios[wie.pk] = scenario.pk

    gedeeld = Scenario.objects.create(
        uitvraag=ronde, door=collega.persoon, op=OP, deling=Deling.LEZERS
    )
    Scenarioversie.objects.create(
        scenario=gedeeld,
        nummer=1,
        naam="gedeeld",
        bekend_op=OP,
        wat="begin",
        op=OP,
        door=collega.persoon,
    )

    def scenario_van(g: Gebruiker | None) -> Argumenten:
        return {"nummer": scenarios.get(g.pk if g else 0, scenarios[collega.pk])}

    gezien = kenmerk(als_tekst(stel_samen(ronde, None, moment(NU))))
    publicatie, _ = publiceer(
        ronde, None, gezien=gezien, reden="vast", door=collega.persoon, op=moment(NU)
    )
    bundel = Bundel.objects.create(
        uitvraag=ronde, soort="jeugdregio", bekend_op=OP, regios=[["JZ13", "K"]], **zegt
    )
    bundel.map.mkdir(parents=True)
    (bundel.map / bundel.bestand).write_bytes(b"%PDF-1.7 profielen")
    return {
        "escalatie": {ANDER: {"nummer": escalatie.pk}},
        "stap van een escalatie": {
            ANDER: lambda g: {
                "nummer": escalatie.pk,
                "actie": "akkoord" if g and g.rol == Rol.DEPARTEMENT else "omhoog",
            }
        },
        "brief van een escalatie": {ANDER: {"nummer": escalatie.pk, "stapnummer": 1}},
        "toezegging": {ANDER: {"nummer": toezegging.pk}},
        "scenario": {
            EIGEN: scenario_van,
            OPEN: {"nummer": gedeeld.pk},
            ANDER: {"nummer": scenarios[collega.pk]},
        },
        "stap in een scenario": {
            EIGEN: lambda g: scenario_van(g) | {"actie": "naam"},
            ANDER: {"nummer": scenarios[collega.pk], "actie": "naam"},
        },
        "publicatie": {ANDER: {"nummer": publicatie.pk}},
        "bestand van een publicatie": {
            ANDER: {"nummer": publicatie.pk, "naam": "tabel-1-inzendingen.csv"}
        },
        "bestand in voorbereiding": {ANDER: {"naam": "tabel-1-inzendingen.csv"}},
        "overdrachtsdocument": {EIGEN: {"code": "GM0397"}, ANDER: {"code": "GM0392"}},
        "bundel": {OPEN: {"nummer": bundel.pk}},
        "bestand van een bundel": {OPEN: {"nummer": bundel.pk, "naam": bundel.bestand}},
        "open bestand": {OPEN: {"uitvraag": "2012-nov", "naam": "datapackage.json"}},
    }
