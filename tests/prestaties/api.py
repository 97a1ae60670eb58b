"""The JSON list of gemeenten with their regio's, against values() put together and json.dumps."""

from __future__ import annotations

import json
from collections.abc import Iterator

from gemeenten.models import Gemeente, Regiolid
from samenwerking.api.toelating import Rem
from samenwerking.klok import vandaag
from samenwerking.models import Uitvraag
from tests.prestaties.bezoek import Bezoeker
from tests.prestaties.meten import Grens, Regel, queries, samen

PAD = "/api/v1/gemeenten?paginaGrootte=200&pagina="


def bodem() -> bytes:
    """408 gemeenten with their regio's as JSON, without a request around it."""
    dag = vandaag()
    velden = ("code", "naam", "inwoners", "bestaat_vanaf", "bestaat_tot", "oppervlakte_km2")
    rijen = {r["code"]: r for r in Gemeente.objects.op(dag).met_inwoners(dag).values(*velden)}
    for rij in rijen.values():
        rij["regios"] = []
    leden = Regiolid.objects.op(dag).values(
        "gemeente_id", "regio__soort", "regio__code", "regio__naam"
    )
    for lid in leden:
        rijen[lid.pop("gemeente_id")]["regios"].append(lid)
    return json.dumps(list(rijen.values()), default=str).encode()


def meet(ronde: Uitvraag) -> Iterator[Regel | Grens]:
    """The whole list in its three pages."""
    Rem.THROTTLE_RATES = dict.fromkeys(("bezoeker", "lezen", "schrijven"), "1000000/min")
    bezoeker = Bezoeker()

    def lijst() -> None:
        for pagina in (1, 2, 3):
            bezoeker.vraag(f"{PAD}{pagina}")

    kaal, api = samen(bodem, lijst)
    yield Regel("JSON list of 408 with regions, in its 3 pages", "values() + json", kaal, api, 2.5)
    with queries() as gedaan:
        bezoeker.vraag(f"{PAD}1")
    yield Grens("queries of a page of 200 gemeenten as JSON", len(gedaan), 3, "queries")
