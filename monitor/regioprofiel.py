"""The profile of a region, put together once: its page, its print page and its PDF show the same.

Who sees what (domein.md, Roles): everybody the region itself and who has submitted; once the
round is published dekking, relaties, C, A, D, N and V; who reads all also W, T and the indicaties.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Min, Q, QuerySet

from gemeenten.kaart.buurt import Buurtkaart, Contour, buurtkaart
from gemeenten.kaart.mini import minikaart
from gemeenten.kaart.ondergrond import Plek
from gemeenten.models import Soort
from monitor.kaarten import plekken
from monitor.models import Bezoek
from monitor.regels.alles import Evaluatie
from monitor.regels.criteria import CRITERIA
from monitor.regels.stand import INDELINGEN, RANG, Regio, Stand
from monitor.regels.taal import opsomming
from monitor.regiobeeld import KEUZE, Regiobeeld, regiobeeld
from monitor.regiopunten import aandachtspunten, spreekpunten
from monitor.regiotabel import schaaltabel, stadiumgrafiek
from monitor.regiozinnen import DREMPELWOORD, criteria, sleutelcijfers
from monitor.uitlegbeeld import Register
from monitor.verbandbeeld import contourzin
from samenwerking.klok import NEDERLAND
from samenwerking.models import Opgaveversie, Uitvraag

SOORTEN = (Soort.JEUGDREGIO, Soort.ARBEIDSMARKTREGIO, Soort.VEILIGHEIDSREGIO, Soort.PROVINCIE)
"""The indelingen whose regions have a profile."""
NAAST_ELKAAR = 6
"""Up to so many verbanden their scores stand in the row of the criterion."""
HOOGSTENS = (24, 26)
BREED_VANAF = 9.5
REGIOS_PER_SOORT = 4
BUITENOM, BAAN = -2.6, 3.4
"""Lines of other indelingen run around that of the region (px), each in a lane of its own: on the
colour of the region blue would be lost."""
NAVY_LAND, GEEL = "#386486", "#f9b233"


class Land(NamedTuple):
    """What every profile of a round needs: the round and who submitted when."""

    uitvraag: Uitvraag
    ingediend_op: dict[str, datetime]


def land(uitvraag: Uitvraag) -> Land:
    """Read once per round; one query."""
    ingediend = Opgaveversie.objects.filter(opgave__uitvraag=uitvraag, ingediend_op__isnull=False)
    eerste = ingediend.order_by().values_list("opgave__gemeente_id").annotate(Min("ingediend_op"))
    return Land(uitvraag, dict(eerste))


def gekozen(
    stand: Stand, evaluatie: Evaluatie, naam: str, codes: Collection[str]
) -> Regiobeeld | None:
    """The profile of any set of gemeenten under a name; None when none of them is there."""
    masker = sum(stand.bit[code] for code in set(codes) if code in stand.bit)
    return Regiobeeld(stand, evaluatie, KEUZE, Regio(KEUZE, naam, masker)) if masker else None


def zoek(stand: Stand, evaluatie: Evaluatie, code: str) -> Regiobeeld | None:
    """The region with this code on the peildatum of the round, of any indeling with profiles."""
    beelden = (regiobeeld(stand, evaluatie, soort, code) for soort in SOORTEN)
    return next((beeld for beeld in beelden if beeld), None)


def bezoeken_aan(beeld: Regiobeeld, rijen: QuerySet[Bezoek], tot: datetime) -> list[dict[str, Any]]:
    """The visits in `rijen` to a member or the region until `tot`, newest first; two queries."""
    dag = tot.astimezone(NEDERLAND).date()
    hier = Q(gemeenten__in=beeld.codes) | Q(regio__soort=beeld.soort, regio__code=beeld.regio.code)
    gevonden = rijen.filter(hier, datum__lte=dag).distinct().prefetch_related("afspraken")
    return [
        {
            "bezoek": bezoek,
            "afspraken": [
                (afspraak, bool(afspraak.klaar_op and afspraak.klaar_op <= dag))
                for afspraak in bezoek.afspraken.all()
            ],
        }
        for bezoek in gevonden
    ]


def profiel(
    beeld: Regiobeeld,
    land: Land,
    bekend_op: datetime,
    *,
    inhoud: bool,
    lezer: bool,
    bezoeken: list[dict[str, Any]],
    uitleg: Register | None = None,
    adres: Callable[[str], str] | None = None,
    concept_van: str = "",
) -> dict[str, Any]:
    """The context of every part in templates/monitor/profiel.

    `adres` makes tiles links; `concept_van` is for whom it is a concept (monitor.regioconcept).
    """
    drempel = land.uitvraag.vaststelling_drempel
    tegels = plekken(beeld.stand)
    kaart = _kaart(beeld, tegels, adres)
    context = {
        "beeld": beeld,
        "uitvraag": land.uitvraag,
        "bekend_op": bekend_op,
        "inhoud": inhoud,
        "lezer": lezer,
        "links": adres is not None,
        "concept_van": concept_van,
        "kaart": kaart,
        "kaart_breed": kaart.vak.breedte > BREED_VANAF * 57,
        "ligt_in": minikaart(
            tegels,
            beeld.codes,
            titel=f"{beeld.regio.naam} in Nederland",
            kleur=GEEL,
            landkleur=NAVY_LAND,
        ),
        "cijfers": sleutelcijfers(beeld, drempel, _op_tijd(beeld, land), inhoud=inhoud),
        "bezoeken": bezoeken,
        "uitleg": uitleg,
        "criteria_uitleg": list(CRITERIA.values()),
    }
    return context | (_inhoud(beeld, land, lezer) if inhoud else {})


def _inhoud(beeld: Regiobeeld, land: Land, lezer: bool) -> dict[str, Any]:
    """What was declared and what the rules make of it."""
    drempel = land.uitvraag.vaststelling_drempel
    return {
        "schaal": schaaltabel(beeld),
        "stadiumgrafiek": stadiumgrafiek(beeld.stadia, drempel),
        "drempel": DREMPELWOORD[drempel],
        "onderwerpen": [
            (naam, list(telling.values()), sum(telling.values()), _vast(telling, drempel))
            for naam, telling in beeld.stadia_per_onderwerp
        ],
        "paren": sum(beeld.stadia.values()),
        "vastgelegd": beeld.vastgelegd(drempel),
        "paren_niet": sum(beeld.stadia.values()) - beeld.vastgelegd(drempel),
        "criteria": criteria(beeld) if lezer else [],
        "naast_elkaar": len(beeld.verbanden) <= NAAST_ELKAAR,
        "zonder_opgave": opsomming(beeld.onbevestigbaar),
        "doorsnijdend": [(letter, rij, contourzin(rij)) for letter, rij in beeld.doorsnijdend],
        "spreekpunten": spreekpunten(beeld, lezer=lezer),
        "aandachtspunten": aandachtspunten(beeld, lezer=lezer),
    }


def _vast(telling: dict[str, int], drempel: str) -> int:
    return sum(n for stadium, n in telling.items() if RANG[stadium] >= RANG[drempel])


def _op_tijd(beeld: Regiobeeld, land: Land) -> int:
    return sum(
        ingediend and land.ingediend_op[code] < land.uitvraag.deadline
        for code, _, _, ingediend in beeld.gemeenten
    )


def _kaart(
    beeld: Regiobeeld, plekken: tuple[Plek, ...], adres: Callable[[str], str] | None
) -> Buurtkaart:
    """The members in blue under their contour, and the regions of the other indelingen."""
    naam = beeld.naam
    gelijk, andere = _andere_regios(beeld)
    samen = opsomming([naam, *gelijk])
    return buurtkaart(
        plekken,
        titel=f"Kaart van {naam}",
        kern=beeld.codes,
        klassen=dict.fromkeys(beeld.codes, "verband"),
        contouren=[*andere, Contour(samen, "verband", beeld.codes)],
        hoogstens=HOOGSTENS,
        om=beeld.codes[0] if beeld.codes else "",
        adres=adres,
        id="regiokaart",
    )


def _andere_regios(beeld: Regiobeeld) -> tuple[list[str], list[Contour]]:
    """Regions of the other indelingen that touch this one: the equal ones by name, the rest drawn.

    Of an indeling with many regions here (a provincie) none is drawn: the lines would cover all.
    Nor around chosen gemeenten that lie far apart.
    """
    gelijk: list[str] = []
    contouren: list[Contour] = []
    for soort in INDELINGEN:
        geraakt = _geraakt(beeld, soort) if soort != beeld.soort else []
        if [leden for _, leden in geraakt] == [set(beeld.codes)]:
            gelijk.append(f"{soort} {geraakt[0][0]}")
        elif len(geraakt) <= REGIOS_PER_SOORT:
            inzet = BUITENOM - BAAN * len({contour.stijl for contour in contouren})
            contouren += [
                Contour(f"{soort} {naam}", soort, leden, inzet) for naam, leden in geraakt
            ]
    ver_uiteen = beeld.soort == KEUZE and len(contouren) > REGIOS_PER_SOORT
    return gelijk, [] if ver_uiteen else contouren


def _geraakt(beeld: Regiobeeld, soort: str) -> list[tuple[str, Collection[str]]]:
    stand, leden = beeld.stand, beeld.regio.leden
    indeling = stand.indelingen.get(soort)
    return [
        (regio.naam, set(stand.codes(regio.leden)))
        for regio in (indeling.regios if indeling else ())
        if regio.leden & leden
    ]
