"""Dashboard: which cells of gemeente x taak are covered, and one cell with what both sides say."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_safe

from gemeenten.kaart.buurt import Buurtkaart, Contour, buurtkaart
from gemeenten.plekken import plekken
from monitor.beeld import beeld
from monitor.blik import Blik, blik
from monitor.celbeeld import Celbeeld, celbeeld
from monitor.filters import STAATNAMEN, DekkingFilter
from monitor.matrix import LETTERS, Matrix, matrix
from monitor.regels.alles import Evaluatie
from monitor.regels.dekking import dekking as cellen
from monitor.regels.stand import Stand
from monitor.tabellen import download
from monitor.views.kader import toon
from samenwerking.keuzes import Decentralisatie

DECENTRALISATIES = {Decentralisatie.JEUGD: "Jeugd", Decentralisatie.WMO: "Wmo"} | {
    Decentralisatie.PARTICIPATIE: "Werk"
}


@require_safe
def dekking(request: HttpRequest) -> HttpResponse:
    """The matrix, its counts as filters, and the chosen cell beside it."""
    kijk = blik(request)
    stand, evaluatie = beeld(kijk.uitvraag, nu=kijk.nu, bekend_op=kijk.bekend_op)
    filters = DekkingFilter(request.GET, stand=stand)
    if formaat := request.GET.get("formaat"):
        return _bestand(stand, filters, kijk, formaat)
    tabel = matrix(
        stand,
        masker=filters.masker,
        taak=filters.waarde("taak"),
        staat=filters.waarde("staat"),
        indeling=filters.waarde("volgorde") or "jeugdregio",
        query=_met(request.GET, cel=None),
        namen={code.value: naam for code, naam in DECENTRALISATIES.items()},
    )
    context = {
        "filter": filters,
        "tabel": tabel,
        "koppen": _koppen(tabel, _korte_namen(kijk)),
        "kolommen": tabel.taken + 2,
        "gekozen": LETTERS.get(filters.waarde("staat")),
        "legenda": _legenda(request.GET, tabel.telling, filters.waarde("staat")),
        "cel": _cel(request, stand, evaluatie, kijk),
        "ods_url": f"?{_met(request.GET, formaat='ods')[:-1]}",
        "csv_url": f"?{_met(request.GET, formaat='csv')[:-1]}",
    }
    return toon(request, "monitor/dekking.html", kijk, context)


def _met(query: QueryDict, **anders: str | None) -> str:
    """The query string with other values, ready for one more: it ends in `&` unless empty."""
    nieuw = query.copy()
    for naam, waarde in anders.items():
        nieuw.pop(naam, None)
        if waarde is not None:
            nieuw[naam] = waarde
    tekst = nieuw.urlencode()
    return f"{tekst}&" if tekst else ""


def _legenda(
    query: QueryDict, telling: dict[Any, int], gekozen: str | None
) -> list[dict[str, Any]]:
    return [
        {
            "staat": staat.value,
            "aantal": aantal,
            "actief": staat == gekozen,
            "url": f"?{_met(query, staat=None if staat == gekozen else staat.value)[:-1]}",
        }
        for staat, aantal in telling.items()
    ]


def _koppen(tabel: Matrix, korte_namen: dict[str, str]) -> list[dict[str, Any]]:
    """Heads per decentralisatie: (code, short name, level) per taak."""
    return [
        {"naam": kop.naam, "taken": [(t.code, korte_namen[t.code], t.niveau) for t in kop.taken]}
        for kop in tabel.koppen
    ]


def _korte_namen(kijk: Blik) -> dict[str, str]:
    return dict(kijk.uitvraag.uitvraagtaken.values_list("taak_id", "taak__korte_naam"))


def _cel(
    request: HttpRequest, stand: Stand, evaluatie: Evaluatie, kijk: Blik
) -> dict[str, Any] | None:
    """The panel of `?cel=GM0736.JE03`; nothing for an address that is none."""
    gemeente, _, taak = request.GET.get("cel", "").partition(".")
    gevonden = celbeeld(stand, evaluatie, gemeente, taak)
    if gevonden is None:
        return None
    return {"beeld": gevonden, "kaart": _kaart(stand, gevonden, kijk)}


def _kaart(stand: Stand, cel: Celbeeld, kijk: Blik) -> Buurtkaart:
    """The neighbourhood: deelnemers of the verbanden, the gemeente itself in its own colour."""
    leden = {code for verband in cel.verbanden for code in verband.leden}
    klassen = dict.fromkeys(leden, "verband")
    klassen[cel.gemeente.code] = "afwijkend" if cel.gemeente.code not in leden else "verband"
    if not leden:
        klassen[cel.gemeente.code] = "onderwerp"
    return buurtkaart(
        plekken(kijk.uitvraag.peildatum),
        titel=f"{cel.gemeente.naam} en omgeving",
        kern={cel.gemeente.code, *leden},
        klassen=klassen,
        contouren=[Contour(v.naam, "verband", v.leden) for v in cel.verbanden if v.leden][:1],
        hoogstens=(6, 6),
        om=cel.gemeente.code,
        id="celkaart",
    )


def _bestand(stand: Stand, filters: DekkingFilter, kijk: Blik, formaat: str) -> HttpResponse:
    """The same cells as a list: one row per gemeente and taak."""
    zichtbaar = set(stand.codes(filters.masker))
    taak, staat = filters.waarde("taak"), filters.waarde("staat")
    rijen = (
        (
            c.gemeente,
            stand.naam(c.gemeente),
            c.taak,
            stand.taaknaam(c.taak),
            STAATNAMEN[c.staat],
            ", ".join(map(stand.verbandnaam, c.verbanden)),
        )
        for c in cellen(stand)
        if c.gemeente in zichtbaar and taak in (None, c.taak) and staat in (None, c.staat)
    )
    koppen = ["gemeente", "naam", "taak", "taaknaam", "staat", "verbanden"]
    return download(f"dekking-{kijk.uitvraag.code}", formaat, koppen, rijen)
