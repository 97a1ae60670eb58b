"""What the registry holds of opgaven in a round, as the format says it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from samenwerking.keuzes import Orgaan, Stadium
from samenwerking.models import Besluit, Opgaveregel, Opgaveversie
from samenwerking.regels import Besluitdata
from samenwerking.uitwisseling.cellen import schoon
from samenwerking.uitwisseling.register import Register
from samenwerking.uitwisseling.rijen import Opgaverij, Regelrij

STADIA = list(Stadium)
BESLUIT_BIJ = {Orgaan.COLLEGE: Stadium.COLLEGEBESLUIT, Orgaan.RAAD: Stadium.RAADSBESLUIT}
ORGANEN = ((Orgaan.COLLEGE, "collegebesluit"), (Orgaan.RAAD, "raadsbesluit"))
REGELVELDEN = (
    "taak_id",
    "wijze",
    "verband_id",
    "stadium",
    "collegebesluit_id",
    "raadsbesluit_id",
    "voorlopig",
    "toelichting",
    "onderdeel",
    "reden",
    "motieven",
)


@dataclass
class Opgaveinhoud:
    """An opgave as a file can say it; the besluiten behind it by (taak, verband, orgaan).

    `motieven` by (taak, verband) are what no file can say.
    """

    kop: Opgaverij
    regels: set[Regelrij] = field(default_factory=set)
    besluiten: dict[tuple[str, str | None, str], Besluit] = field(default_factory=dict)
    motieven: dict[tuple[str, str | None], str] = field(default_factory=dict)


def lees_opgaven(versies: QuerySet[Opgaveversie], register: Register) -> dict[str, Opgaveinhoud]:
    """The content of these versions (one per opgave), by gemeente, in the taken of the round."""
    koppen = versies.order_by().values_list("opgave__gemeente_id", "ingediend_op", "kanaal")
    inhoud = {
        gemeente: Opgaveinhoud(Opgaverij(gemeente=gemeente, ingediend_op=op, kanaal=kanaal or None))
        for gemeente, op, kanaal in koppen
    }
    pks = versies.order_by().values("pk")
    besluiten = {besluit.pk: besluit for besluit in Besluit.objects.filter(versie__in=pks)}
    regels = Opgaveregel.objects.filter(versie__in=pks, taak__in=list(register.taken)).order_by()
    for waarden in regels.values("versie__opgave__gemeente_id", *REGELVELDEN):
        gemeente = waarden.pop("versie__opgave__gemeente_id")
        achter = {orgaan: besluiten.get(waarden.pop(f"{kolom}_id")) for orgaan, kolom in ORGANEN}
        rij = _regelrij(gemeente, waarden, achter)
        inhoud[gemeente].regels.add(rij)
        inhoud[gemeente].motieven[rij.taak, rij.verband] = waarden["motieven"]
        for orgaan, besluit in achter.items():
            if besluit:
                inhoud[gemeente].besluiten[rij.taak, rij.verband, orgaan] = besluit
    return inhoud


def _regelrij(
    gemeente: str, waarden: dict[str, Any], achter: dict[Orgaan, Besluit | None]
) -> Regelrij:
    stadium = waarden["stadium"]
    dagen: dict[str, Any] = {
        kolom: besluitdag(achter[orgaan], orgaan, stadium) for orgaan, kolom in ORGANEN
    }
    return Regelrij(
        gemeente=gemeente,
        taak=waarden["taak_id"],
        wijze=waarden["wijze"],
        verband=waarden["verband_id"],
        stadium=stadium,
        voorlopig=waarden["voorlopig"],
        toelichting=schoon(waarden["toelichting"]),
        onderdeel=waarden["onderdeel"] or None,
        reden=waarden["reden"] or None,
        **dagen,
    )


def is_genomen(orgaan: str, stadium: str | None) -> bool:
    """Whether the one date of a besluit in a file is that of the decision itself.

    It is, unless the regel's stadium says that the decision is still to come: then it is planned.
    """
    if stadium is None:
        return True
    return STADIA.index(Stadium(stadium)) >= STADIA.index(BESLUIT_BIJ[Orgaan(orgaan)])


def besluit_op(dag: date | None, orgaan: str, stadium: str | None) -> Besluitdata:
    """What the one date of a file says of a besluit that was not known before."""
    if dag is None:
        return Besluitdata()
    return Besluitdata(genomen=dag) if is_genomen(orgaan, stadium) else Besluitdata(gepland=dag)


def besluitdag(
    besluit: Besluit | Besluitdata | None, orgaan: str, stadium: str | None
) -> date | None:
    """The one date that a file gives of a besluit; the counterpart of `is_genomen`."""
    if besluit is None:
        return None
    if stadium is None:
        return besluit.genomen or besluit.gepland
    if is_genomen(orgaan, stadium):
        return besluit.genomen
    return besluit.gepland or besluit.genomen
