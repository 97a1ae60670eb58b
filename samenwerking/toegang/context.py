"""What every page knows: the navigation of the rol and the demo clock."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from samenwerking import klok
from samenwerking.models import Uitvraag
from samenwerking.toegang.beleid import mag
from samenwerking.toegang.rollen import Rol

# (label, URL name, arguments)
Item = tuple[str, str, tuple[str, ...]]

PUBLIEK: tuple[Item, ...] = (
    ("Kaart", "home", ()),
    ("Gemeenten", "gemeenten", ()),
    ("Verbanden", "verbanden", ()),
    ("Regio's", "regios", ("jeugdregio",)),
    ("Taken", "taken", ()),
)
GEMEENTE: tuple[Item, ...] = (
    ("Mijn opgave", "opgave", ()),
    ("Verschillen", "opgave-verschillen", ()),
    ("Brieven", "brieven", ()),
    ("Vragen", "vragen", ()),
    ("Ondersteuning", "ondersteuning", ()),
    ("Kaart", "home", ()),
    ("Gemeenten", "gemeenten", ()),
    ("Verbanden", "verbanden", ()),
    ("Regio's", "regios", ("jeugdregio",)),
)
MONITOR: tuple[Item, ...] = (
    ("Overzicht", "monitor", ()),
    ("Dekking", "monitor-dekking", ()),
    ("Verschillen", "monitor-verschillen", ()),
    ("Congruentie", "monitor-congruentie", ()),
    ("Criteria", "monitor-criteria", ()),
    ("Voortgang", "monitor-voortgang", ()),
    ("Brieven", "brieven", ()),
    ("Gemeenten", "gemeenten", ()),
    ("Verbanden", "verbanden", ()),
    ("Regio's", "regios", ("jeugdregio",)),
)
SIGNALEN: Item = ("Signalen", "signalen", ())
ONDERSTEUNING: Item = ("Ondersteuning", "ondersteuning", ())
VELD: tuple[Item, ...] = (("Bezoeken", "ambassadeur", ()), SIGNALEN, ONDERSTEUNING, *MONITOR)
# Paper and uploads are reached from the page of the round: the menu of VNG stays one line.
VNG: tuple[Item, ...] = (("Ronde", "vng", ()), SIGNALEN, ONDERSTEUNING, *MONITOR)
BEHEER: tuple[Item, ...] = (("Beheer", "admin:index", ()), *PUBLIEK)


def portaal(request: HttpRequest) -> dict[str, Any]:
    """`navigatie`: (label, URL, current?) per item; `demoklok`: the demo's moment or None;
    `broker`: by what name one logs in through a broker, empty for not at all.

    `toont_voorbeelden` says whether there is invented data; it asks the database when it is used.
    """
    return {
        "navigatie": navigatie(request, request.path),
        "demoklok": klok.nu() if klok.is_demo() else None,
        "broker": settings.OIDC.naam if settings.OIDC else "",
        "nu": getattr(request, "nu", None) or klok.nu(),
        "toont_voorbeelden": Uitvraag.objects.filter(voorbeeldgegevens=True).exists,
    }


def navigatie(request: HttpRequest, pad: str) -> list[tuple[str, str, bool]]:
    """The main menu of who asks: (label, URL, whether `pad` lies under it)."""
    gebruiker = getattr(request, "user", None)
    rol = gebruiker.rol if gebruiker is not None and gebruiker.is_authenticated else None
    mee = _mee(request, pad)
    return [
        (label, f"{url}{mee}" if url.startswith(MONITORPAD) else url, _huidig(url, pad))
        for label, url in _items(rol)
    ]


MONITORPAD = "/monitor/"
MEE = ("ronde", "stand", "regio", "taak")


def _mee(request: HttpRequest, pad: str) -> str:
    """What goes along from one dashboard to another: the round, the moment, the regio, the taak."""
    if not pad.startswith(MONITORPAD):
        return ""
    velden = {naam: request.GET[naam] for naam in MEE if request.GET.get(naam)}
    return f"?{urlencode(velden)}" if velden else ""


@cache
def _items(rol: str | None) -> list[tuple[str, str]]:
    """The addresses of the menu of a rol, looked up once."""
    return [(label, reverse(naam, args=args)) for label, naam, args in _keuze(rol)]


def _keuze(rol: str | None) -> tuple[Item, ...]:
    if mag(rol, "ambassadeur"):
        return VELD
    if mag(rol, "vng"):
        return VNG
    if mag(rol, "monitor"):
        return (*MONITOR, SIGNALEN if mag(rol, "signalen") else ONDERSTEUNING)
    if mag(rol, "opgave"):
        items = tuple(item for item in GEMEENTE if mag(rol, item[1]))
        return (("Mijn gemeente", *items[0][1:]), *items[1:]) if rol == Rol.RAAD else items
    return BEHEER if mag(rol, "admin:index") else PUBLIEK


def _huidig(url: str, pad: str) -> bool:
    tak = "/regios/" if url.startswith("/regios/") else url
    if pad.startswith("/opgave/") and "/brieven/" in pad:
        return url == "/brieven/"
    return pad == url or (url not in {"/", "/monitor/"} and pad.startswith(tak))
