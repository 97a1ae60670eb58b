"""Who saw or changed the data of the own gemeente, newest first."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from samenwerking import bewaartermijnen
from samenwerking.klok import NEDERLAND
from samenwerking.models import Verbandversie
from samenwerking.toegang.bereik import zichtbaar
from samenwerking.toegang.models import Gebruiker, Inzage, Logregel
from samenwerking.toegang.rollen import Rol
from samenwerking.toegang.verzoek import Ingelogd
from samenwerking.views.opgave import eigen_gemeente

PER_PAGINA = 50
# What was done, in words; anything else is shown as the logboek says it.
SOORTEN = {
    "opgave": "de opgave",
    "contacten": "de contacten",
    "verband": "een verband",
    "brief": "een gezamenlijke brief",
    "upload": "een spreadsheet",
    "papier": "de opgave op papier",
    "verschil": "een verschil",
    "gebruiker": "een account",
    "tweede factor": "de tweede stap van een account",
    "vraag": "een vraag",
    "ondersteuningsverzoek": "een verzoek om ondersteuning",
    "ondertekening": "een handtekening onder een brief",
    "applicatietoken": "een sleutel van een applicatie",
    "oordeel": "een oordeel",
    "uitleg": "een uitleg",
    "escalatie": "een escalatie",
}

ACCOUNTS = {"gebruiker", "tweede factor"}  # Named by whose account it is.


@require_safe
def inzage(request: Ingelogd) -> HttpResponse:
    """`?wat=wijzigingen` (default) or `gezien`; a page of each at a time."""
    gezien = request.GET.get("wat") == "gezien"
    rijen = zichtbaar(request.user, Inzage if gezien else Logregel)
    rijen = rijen.select_related("persoon__gebruiker").order_by("-dag" if gezien else "-nummer")
    pagina = Paginator(rijen, PER_PAGINA).get_page(request.GET.get("pagina"))
    als_rij = _gezien(request) if gezien else _gewijzigd(request)
    context = {
        "gemeente": eigen_gemeente(request),
        "gezien": gezien,
        "pagina": pagina,
        "rijen": [als_rij(rij) for rij in pagina],
        "query": "wat=gezien&" if gezien else "",
        "termijn": bewaartermijnen.TERMIJNEN["inzages"].in_woorden,
    }
    return render(request, "samenwerking/inzage.html", context)


def _gewijzigd(request: Ingelogd) -> Any:
    accounts = zichtbaar(request.user, Gebruiker)
    namen = dict(accounts.values_list("pk", "persoon__naam"))

    def rij(regel: Logregel) -> dict[str, str]:
        moment = regel.moment.astimezone(NEDERLAND)
        wat = f"{regel.actie}: {SOORTEN.get(regel.soort, regel.soort)}"
        account = regel.soort in ACCOUNTS and regel.sleutel.isdigit()
        return {
            "dag": date_format(moment, "j F Y, H.i") + " uur",
            "wat": wat if regel.gelukt else f"{wat} (niet gelukt)",
            "welke": namen.get(int(regel.sleutel), "") if account else regel.sleutel,
            "wie": _wie(regel.persoon, regel.gemeente),
        }

    return rij


def _gezien(request: Ingelogd) -> Any:
    namen = zichtbaar(request.user, Verbandversie).order_by("nummer")
    op_naam = dict(namen.values_list("verband", "naam"))

    def rij(regel: Inzage) -> dict[str, str]:
        verband = op_naam.get(regel.object, regel.object)
        return {
            "dag": date_format(regel.dag, "j F Y"),
            "wat": regel.get_soort_display(),
            "welke": verband if regel.soort == Inzage.Soort.VERBAND else "",
            "wie": Rol(regel.rol).label,
        }

    return rij


def _wie(persoon: Any, gemeente: str) -> str:
    """A colleague by name; who is of elsewhere by rol, for the gemeente needs no more."""
    gebruiker = getattr(persoon, "gebruiker", None) if persoon else None
    if gebruiker is None:
        return "het portaal" if persoon is None else str(persoon)
    if gebruiker.gemeente_id == gemeente:
        return str(persoon)
    return gebruiker.organisatie or Rol(gebruiker.rol).label
