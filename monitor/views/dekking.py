"""Dashboard: which cells of gemeente x taak are covered, and one cell with what both sides say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse, QueryDict

from gemeenten.kaart.buurt import Buurtkaart, Contour, buurtkaart
from monitor.beeld import beeld
from monitor.blik import Blik
from monitor.celbeeld import Celbeeld, celbeeld, dekkingrijen
from monitor.filters import DECENTRALISATIES, DekkingFilter
from monitor.kaarten import plekken
from monitor.matrix import LETTERS, Matrix, matrix
from monitor.regels.alles import Evaluatie
from monitor.regels.dekking import Cel
from monitor.regels.stand import Stand
from monitor.tabellen import download
from monitor.uitlegbeeld import register
from monitor.views.kaartblok import op_de_kaart
from monitor.views.kader import bestanden, met_blik, met_query, toon
from samenwerking.toegang.verzoek import Verzoek


@met_blik
def dekking(request: Verzoek, kijk: Blik) -> HttpResponse:
    """The matrix, its counts as filters, and the chosen cell beside it."""
    stand, evaluatie = beeld(kijk.uitvraag, kijk.nu, kijk.bekend_op, nummer=kijk.nummer)
    filters = DekkingFilter(request.GET, stand=stand)
    if formaat := request.GET.get("formaat"):
        cellen = _gekozen(stand, evaluatie, filters)
        return download(f"dekking-{kijk.uitvraag.code}", formaat, *dekkingrijen(stand, cellen))
    gekozen = request.GET.get("cel", "")
    tabel = matrix(
        stand,
        masker=filters.masker,
        taak=filters.waarde("taak"),
        staat=filters.waarde("staat"),
        indeling=filters.waarde("volgorde") or "jeugdregio",
        query=met_query(request.GET, cel=None),
        cel=gekozen,
        namen=DECENTRALISATIES,
    )
    context = {
        "uitleg": register(request.user, stand, evaluatie, kijk),
        "filter": filters,
        "tabel": tabel,
        "koppen": _koppen(tabel),
        "kolommen": tabel.taken + 2,
        "gekozen": LETTERS.get(filters.waarde("staat")),
        "legenda": _legenda(request.GET, tabel.telling, filters.waarde("staat")),
        "cel": _cel(gekozen, stand, evaluatie, kijk),
        "taak_query": met_query(request.GET, cel=None, taak=None),
        "kaart_url": op_de_kaart(request.GET, "dekking"),
        **bestanden(request.GET),
    }
    return toon(request, "monitor/dekking.html", kijk, context)


def _legenda(
    query: QueryDict, telling: dict[Any, int], gekozen: str | None
) -> list[dict[str, Any]]:
    return [
        {
            "staat": staat.value,
            "aantal": aantal,
            "actief": staat == gekozen,
            "url": f"?{met_query(query, staat=None if staat == gekozen else staat.value)[:-1]}",
        }
        for staat, aantal in telling.items()
    ]


def _koppen(tabel: Matrix) -> list[dict[str, Any]]:
    """Heads per decentralisatie: (code, short name, level) per taak."""
    return [
        {"naam": kop.naam, "taken": [(t.code, t.korte_naam, t.niveau) for t in kop.taken]}
        for kop in tabel.koppen
    ]


def _cel(gekozen: str, stand: Stand, evaluatie: Evaluatie, kijk: Blik) -> dict[str, Any] | None:
    """The panel of `?cel=GM0736.JE03`; nothing for an address that is none."""
    gemeente, _, taak = gekozen.partition(".")
    gevonden = celbeeld(stand, evaluatie, gemeente, taak)
    if gevonden is None:
        return None
    return {"beeld": gevonden, "kaart": _kaart(stand, gevonden)}


def _kaart(stand: Stand, cel: Celbeeld) -> Buurtkaart:
    """The neighbourhood: deelnemers of the verbanden, the gemeente itself in its own colour."""
    leden = {code for verband in cel.verbanden for code in verband.leden}
    klassen = dict.fromkeys(leden, "verband")
    klassen[cel.gemeente.code] = "afwijkend" if cel.gemeente.code not in leden else "verband"
    if not leden:
        klassen[cel.gemeente.code] = "onderwerp"
    return buurtkaart(
        plekken(stand),
        titel=f"{cel.gemeente.naam} en omgeving",
        kern={cel.gemeente.code, *leden},
        klassen=klassen,
        contouren=[Contour(v.naam, "verband", v.leden) for v in cel.verbanden if v.leden][:1],
        hoogstens=(6, 6),
        om=cel.gemeente.code,
        id="celkaart",
    )


def _gekozen(stand: Stand, evaluatie: Evaluatie, filters: DekkingFilter) -> Iterator[Cel]:
    """The cells that the filters leave."""
    zichtbaar = set(stand.codes(filters.masker))
    taak, staat = filters.waarde("taak"), filters.waarde("staat")
    return (
        cel
        for cel in evaluatie.dekking
        if cel.gemeente in zichtbaar and taak in (None, cel.taak) and staat in (None, cel.staat)
    )
