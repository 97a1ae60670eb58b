"""The map of the first screen: six layers, a regio, a taak, and a legend that filters."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from gemeenten.kaart.lagen import legenda
from gemeenten.kaart.land import landkaart
from gemeenten.kaart.ondergrond import Ondergrond
from monitor.blik import Blik
from monitor.filters import KaartFilter
from monitor.kaarten import LAGEN, PER_TAAK, Kaartkeuze, binnen, laag, vlekkenzin
from monitor.regels.alles import Evaluatie
from monitor.regels.stand import Stand
from monitor.views.kader import met_query

TABEL = {
    "ingediend": ("monitor-inzendingen", "stand_opgave", {"niet": "ontbreekt"}),
    "dekking": ("monitor-dekking", "staat", None),
    "witte-vlekken": ("monitor-dekking", "", {}),
    "congruentie": ("monitor-congruentie", "relatie", None),
    "criterium": ("monitor-criteria", "score", None),
    "voortgang": ("monitor-voortgang", "", {}),
}
"""Per layer the list behind it, its filter for a class, and which classes it knows (None: all)."""


KAART = {
    "inzendingen": ("ingediend", "stand_opgave", {"ontbreekt": "niet"}),
    "dekking": ("dekking", "staat", None),
    "congruentie": ("congruentie", "relatie", None),
    "criteria": ("criterium", "score", None),
}
"""The other way round: per list the layer, the filter that is its class, and which it knows."""


def op_de_kaart(query: QueryDict, lijst: str) -> str:
    """The map of what a list shows, with the same choices; empty when there is no such layer."""
    if lijst not in KAART:
        return ""
    naam, veld, klassen = KAART[lijst]
    klasse = query.get(veld, "")
    velden = {v: query.get(v, "") for v in ("ronde", "stand", "regio", "taak", "criterium")}
    velden |= {"laag": naam, "klasse": klasse if klassen is None else klassen.get(klasse, "")}
    return f"{reverse('monitor')}?{urlencode({n: w for n, w in velden.items() if w})}#kaart"


def laagnaam(query: QueryDict) -> str:
    """The layer that was asked for; witte vlekken when none was."""
    gevraagd = query.get("laag", "")
    return gevraagd if gevraagd in LAGEN else "witte-vlekken"


def kaartblok(
    query: QueryDict,
    stand: Stand,
    evaluatie: Evaluatie,
    kijk: Blik,
    ondergrond: Ondergrond,
    brieven: Sequence[Collection[str]],
) -> dict[str, Any]:
    """What the template of the map takes. Each link keeps what else was chosen."""
    filters = KaartFilter(query, stand=stand)
    naam, gekozen = laagnaam(query), query.get("klasse", "")
    regio, taak = filters.waarde("regio"), filters.waarde("taak")
    criterium = filters.waarde("criterium") or "K3"
    keuze = Kaartkeuze(naam, taak if naam in PER_TAAK else None, criterium)
    kaartlaag = laag(keuze, stand, evaluatie, brieven)
    codes = stand.codes(filters.masker) if regio else ()
    kaart = landkaart(
        ondergrond,
        kaartlaag,
        titel=f"{kaartlaag.naam} per gemeente",
        adres=lambda code: f"{reverse('gemeente', args=[code])}?{kijk.query}",
        gekozen=gekozen,
        onderwerp=codes,
    )
    geteld = binnen(kaartlaag, set(codes)) if regio else kaartlaag

    def filter_adres(klasse: str) -> str:
        anders = None if klasse == gekozen else klasse
        return f"?{met_query(query, klasse=anders, laag=naam)[:-1]}#kaart"

    return {
        "kaart": kaart,
        "legenda": legenda(geteld, adres=filter_adres, gekozen=gekozen),
        "lagen": [
            (titel, f"?{met_query(query, laag=code, klasse=None)[:-1]}#kaart", code == naam)
            for code, titel in LAGEN.items()
        ],
        "laagnaam": kaartlaag.naam,
        "laag": naam,
        "klasse": gekozen if gekozen in {k.code for k in kaartlaag.klassen} else "",
        "regionaam": _regionaam(stand, regio),
        "kaartvelden": _velden(filters, naam),
        "tabel_url": _tabel(naam, gekozen, kijk, {"regio": regio, "taak": keuze.taak}, criterium),
        "vlekkenzin": "" if naam != "witte-vlekken" or regio else vlekkenzin(stand, evaluatie),
        "kaartbron": ondergrond.bron,
    }


def _regionaam(stand: Stand, code: str | None) -> str:
    regios = (r for indeling in stand.indelingen.values() for r in indeling.regios)
    return next((regio.naam for regio in regios if regio.code == code), "")


def _velden(filters: KaartFilter, naam: str) -> list[Any]:
    """The choices that this layer has; nothing for a layer of all taken but a regio."""
    velden = ["regio"]
    if naam in PER_TAAK:
        velden.append("taak")
    if naam == "criterium":
        velden.append("criterium")
    return [filters.form[veld] for veld in velden]


def _tabel(
    naam: str, klasse: str, kijk: Blik, gekozen: dict[str, str | None], criterium: str
) -> str:
    """The list behind the map, with the same choices."""
    pagina, veld, klassen = TABEL[naam]
    velden = {**kijk.velden, **gekozen}
    if naam == "criterium":
        velden["criterium"] = criterium
    if klasse and veld and klasse != "geen":
        velden[veld] = klasse if klassen is None else klassen.get(klasse)
    if naam == "witte-vlekken":
        velden["staat"] = "witte_vlek"
    return f"{reverse(pagina)}?{urlencode({n: w for n, w in velden.items() if w})}"
