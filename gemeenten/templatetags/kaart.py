"""Template tags that draw the maps of `gemeenten.kaart`; views build them, tags only print.

Load with `{% load kaart %}`. A page shows a table with the same facts below every map.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from gemeenten.kaart.buurt import Buurtkaart
from gemeenten.kaart.kleuren import GRIJZE_INKT, INKT, LETTERTYPE, Klasse
from gemeenten.kaart.lagen import Legendaregel
from gemeenten.kaart.land import KAARTJE_MAAT, Landkaart, Tegellink
from gemeenten.kaart.mini import Minikaart
from gemeenten.kaart.symbool import symbool
from gemeenten.kaart.tekening import Tekst

register = template.Library()

LINK = '<a href="{}" aria-label="{}">{}{}<div>{}</div></foreignObject></a>\n'
CEL = '<use href="#{}-cel" x="{}" y="{}"/>'
VORM = '<path d="{}"/>'
KAARTJE = '<foreignObject class="kaartje kaartje-{}" x="{}" y="{}" width="{}" height="{}">'
TEKST = "<text {}>{}</text>"
PLAATS = 'x="{}" y="{}"'


@register.inclusion_tag("kaart/land.html")
def kaart_land(kaart: Landkaart, namenkleur: str = GRIJZE_INKT) -> dict[str, Any]:
    """The country: `{% kaart_land kaart %}`; `namenkleur` is for the names of the provincies."""
    return {"kaart": kaart, "lettertype": LETTERTYPE, "inkt": INKT, "namenkleur": namenkleur}


@register.filter
def kaart_teksten(teksten: Sequence[Tekst]) -> SafeString:
    """Texts as svg elements. In Python because there is one per gemeente: ten times as fast."""
    return format_html_join(
        "", TEKST, ((_vast(PLAATS, t.x, t.y), _vast("{}", t.tekst)) for t in teksten)
    )


@register.filter
def kaart_links(kaart: Landkaart) -> SafeString:
    """The tiles as links with their hover cards; in Python for the same reason."""
    return format_html_join("", LINK, (_link(kaart, link) for link in kaart.links))


def _link(kaart: Landkaart, link: Tegellink) -> tuple[str, ...]:
    vorm = _vast(VORM, link.vorm) if link.vorm else _vast(CEL, kaart.id, link.x, link.y)
    kaartje = _vast(KAARTJE, link.stand, link.kaartje_x, link.kaartje_y, *KAARTJE_MAAT)
    return _vast("{}", link.adres), link.omschrijving, vorm, kaartje, link.kaartje


@lru_cache(maxsize=8192)
def _vast(opmaak: str, *waarden: str) -> SafeString:
    """Escaped markup that is the same on every page, kept: places, shapes, addresses."""
    return format_html(opmaak, *waarden)


@register.inclusion_tag("kaart/buurt.html")
def kaart_buurt(kaart: Buurtkaart) -> dict[str, Any]:
    """The neighbourhood: `{% kaart_buurt kaart %}`; show `kaart.uitsnede` in the caption."""
    return {
        "kaart": kaart,
        "lettertype": LETTERTYPE,
        "links": any(label.adres for label in kaart.labels),
    }


@register.inclusion_tag("kaart/mini.html")
def kaart_mini(kaart: Minikaart, breedte: float = 118) -> dict[str, Any]:
    """A mini map of `breedte` px: `{% kaart_mini kaart 118 %}`; the height follows."""
    hoogte = round(breedte * kaart.vak.hoogte / kaart.vak.breedte)
    return {"kaart": kaart, "breedte": breedte, "hoogte": hoogte}


@register.inclusion_tag("kaart/legenda.html")
def kaart_legenda(regels: Sequence[Legendaregel], id: str = "legenda") -> dict[str, Any]:
    """Symbol, word and count per class, each a filter link when it has an address.

    `id` must be unique on the page.
    """
    return {"regels": regels, "id": id}


@register.inclusion_tag("kaart/symbool.html")
def kaart_symbool(klasse: Klasse, id: str = "symbool", maat: float = 22) -> dict[str, Any]:
    """The tile of one class as a sign of `maat` px high; the word stands next to it."""
    teken = symbool(klasse, id)
    breedte = round(maat * teken.vak.breedte / teken.vak.hoogte)
    return {"s": teken, "lettertype": LETTERTYPE, "breedte": breedte, "hoogte": maat}


@register.inclusion_tag("kaart/lijnen.html")
def kaart_lijnen(kaart: Buurtkaart) -> dict[str, Any]:
    """The line styles of a neighbourhood map with their names."""
    return {"contouren": kaart.contouren}
