"""The gemeenten of a joint letter on the map, and the regions they lie in."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from gemeenten.kaart.buurt import Buurtkaart, Contour, buurtkaart, opsomming
from gemeenten.kaart.kleuren import BLAUW, Klasse
from gemeenten.kaart.lagen import Laag, Legendaregel, legenda
from gemeenten.models import Regiolid, Soort
from gemeenten.plekken import plekken
from samenwerking.models import Uitvraag

KLASSEN = (
    Klasse("getekend", "getekend", BLAUW, "#ffffff"),
    Klasse("onbekend", "in de brief", BLAUW, "#ffffff"),
    Klasse("open", "nog niet getekend", "#ffffff", rand="#738796", randdikte=1),
    Klasse(
        "ingetrokken",
        "teruggetrokken",
        "#fdebd0",
        rand="#a86200",
        randdikte=1,
        streepjes="2 1.6",
    ),
    Klasse("identiek", "in een brief met dezelfde inhoud", "#c5ddef"),
)
"""How the gemeenten of a letter look on its map."""

SOORTEN = {
    Soort.ARBEIDSMARKTREGIO: ("arbeidsmarktregio", "arbeidsmarktregio's"),
    Soort.VEILIGHEIDSREGIO: ("veiligheidsregio", "veiligheidsregio's"),
    Soort.PROVINCIE: ("provincie", "provincies"),
}

WOORDEN = {klasse.code: klasse.naam for klasse in KLASSEN} | {
    "onbekend": "handtekening niet bekend"
}
"""The same classes in words, for the table beside the map."""


def regios(codes: Sequence[str], uitvraag: Uitvraag) -> list[str]:
    """«2 arbeidsmarktregio's: Groot Amsterdam en ...» per indeling (S0-36)."""
    rijen = Regiolid.objects.op(uitvraag.peildatum).filter(
        gemeente__in=codes, regio__soort__in=SOORTEN
    )
    namen: dict[str, set[str]] = {}
    for soort, naam in rijen.values_list("regio__soort", "regio__naam"):
        namen.setdefault(soort, set()).add(naam)
    return [
        f"{len(namen[soort])} {woorden[len(namen[soort]) > 1]}: {opsomming(sorted(namen[soort]))}"
        for soort, woorden in SOORTEN.items()
        if soort in namen
    ]


def briefkaart(
    uitvraag: Uitvraag, staten: Mapping[str, str], andere: Collection[str]
) -> tuple[Buurtkaart | None, list[Legendaregel]]:
    """The gemeenten of the letter (code -> class) and of those identical to it, with the legend.

    None when no gemeente has a place on the map.
    """
    grond = plekken(uitvraag.peildatum)
    bekend = {plek.code for plek in grond}
    verwant = bekend.intersection(andere)
    klassen = dict.fromkeys(sorted(verwant), "identiek")
    klassen |= {code: staat for code, staat in staten.items() if code in bekend}
    if not klassen:
        return None, []
    ons = {code for code, klasse in klassen.items() if klasse not in {"identiek", "ingetrokken"}}
    contouren = [Contour("Brief met dezelfde inhoud", "regio", verwant)] if verwant else []
    if ons:
        contouren.append(Contour("Deze brief", "verband", ons))
    kaart = buurtkaart(
        grond,
        titel="De gemeenten van de brief",
        kern=klassen,
        klassen=klassen,
        reeks=KLASSEN,
        contouren=contouren,
        hoogstens=(9, 10),
        id="brief",
        adres=lambda code: f"/gemeenten/{code}/",
    )
    return kaart, legenda(Laag("Brief", KLASSEN, klassen), leeg=False)
