"""The page of one gemeente: its regions, with whom for what, and what the raad still decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Min

from gemeenten.kaart.buurt import Buurtkaart, Contour, buurtkaart
from gemeenten.kaart.ondergrond import Plek
from monitor.blik import Blik
from monitor.filters import STAATNAMEN
from monitor.regels.alles import Evaluatie
from monitor.regels.dekking import Cel, Staat
from monitor.regels.stand import INDELINGEN, Gemeente, Regio, Stand, Taak, Verband
from monitor.regels.taal import getal, opsomming
from monitor.verbandbeeld import Regelzin, zinnen
from samenwerking.keuzes import Decentralisatie, Wijze
from samenwerking.models import Opgaveregel, Opgaveversie


@dataclass(frozen=True)
class Ligging:
    """One regio of the gemeente, for the list beside the map."""

    soort: str
    regio: Regio
    gemeenten: int
    inwoners: int


@dataclass(frozen=True)
class Taakrij:
    """One taak in the table: staat, verband, vorm and stadium of one regel."""

    taak: Taak
    staat: Staat | None
    verband: str
    naam: str
    vorm: str
    stadium: str
    toelichting: str

    @property
    def woord(self) -> str:
        """The staat in words; for an a-taak the answer itself."""
        return STAATNAMEN[self.staat] if self.staat else ""


@dataclass(frozen=True)
class Taakgroep:
    """The rows of one decentralisatie; witte vlekken are summed in one line."""

    naam: str
    rijen: list[Taakrij]
    vlekken: list[Taak]

    @property
    def vlekken_tekst(self) -> str:
        """The names of the taken that nobody covers."""
        return opsomming(taak.naam for taak in self.vlekken)


@dataclass(frozen=True)
class Raadsrij:
    """A decision that the raad takes or took: the taken it is about and its date."""

    taken: str
    gepland: date | None
    genomen: date | None


def liggingen(stand: Stand, code: str) -> list[Ligging]:
    """The regio's of a gemeente in the three indelingen."""
    n = stand.nummer[code]
    uit = []
    for soort in INDELINGEN:
        regio = stand.indelingen[soort].van[n]
        uit.append(Ligging(soort, regio, regio.leden.bit_count(), stand.inwoners(regio.leden)))
    return uit


def in_een_zin(stand: Stand, gemeente: Gemeente, regios: Sequence[Ligging]) -> str:
    """How the three regions lie to each other, in one sentence."""
    samen = regios[0].regio.leden & regios[1].regio.leden & regios[2].regio.leden
    paren = [(a.regio.leden, b.regio.leden) for a in regios for b in regios if a is not b]
    kruist = any(a & ~b and b & ~a for a, b in paren)
    if not kruist:
        return f"{gemeente.naam} hoort bij drie regio's die in elkaar passen."
    anderen = [naam for naam in stand.namen(samen) if naam != gemeente.naam]
    if not anderen:
        slot = f"Er is maar één gemeente die in alle drie ligt: {gemeente.naam} zelf."
    elif len(anderen) > 5:
        slot = f"{len(anderen) + 1} gemeenten liggen in alle drie."
    else:
        slot = f"Ook {opsomming(anderen)} lig{'gen' if len(anderen) > 1 else 't'} in alle drie."
    return f"{gemeente.naam} hoort bij drie regio's die niet in elkaar passen. {slot}"


def kaart(
    stand: Stand, plekken: tuple[Plek, ...], gemeente: Gemeente, regios: Sequence[Ligging]
) -> Buurtkaart:
    """The neighbourhood with the three contours."""
    telling = Counter(code for r in regios for code in stand.codes(r.regio.leden))
    klassen = {code: "meer" if keer > 1 else "lid" for code, keer in telling.items()}
    klassen[gemeente.code] = "onderwerp"
    return buurtkaart(
        plekken,
        titel=f"{gemeente.naam} in drie regio's",
        kern={gemeente.code},
        klassen=klassen,
        contouren=[
            Contour(f"{r.soort} {r.regio.naam}", r.soort, stand.codes(r.regio.leden))
            for r in regios
        ],
        ringen=3,
        hoogstens=(7, 7),
        om=gemeente.code,
        zijde=36,
    )


def groepen(
    stand: Stand, evaluatie: Evaluatie, code: str, toelichtingen: dict[tuple[str, str], str]
) -> list[Taakgroep]:
    """The table: taken by decentralisatie with what the gemeente says."""
    cellen = {c.taak: c for c in evaluatie.dekking if c.gemeente == code}
    uit = []
    for decentralisatie in Decentralisatie:
        taken = [t for t in stand.taken if t.decentralisatie == decentralisatie]
        vlekken = [t for t in taken if _staat(cellen.get(t.code)) is Staat.WITTE_VLEK]
        rijen = [
            rij
            for taak in taken
            if taak not in vlekken
            for rij in _rijen(stand, code, taak, cellen.get(taak.code), toelichtingen)
        ]
        if taken:
            uit.append(Taakgroep(decentralisatie.label, rijen, vlekken))
    return uit


def _rijen(
    stand: Stand,
    code: str,
    taak: Taak,
    cel: Cel | None,
    toelichtingen: dict[tuple[str, str], str],
) -> list[Taakrij]:
    regels = stand.regels_van.get((code, taak.code), [])
    staat = _staat(cel)
    if not regels:
        return _genoemd(stand, taak, cel) if cel else []
    uit = []
    for regel in regels:
        slug = regel.verband or ""
        verband = stand.verbanden.get(slug)
        uit.append(
            Taakrij(
                taak,
                staat,
                slug,
                stand.verbandnaam(slug) if slug else Wijze(regel.wijze).label,
                _vorm(verband) if slug else "",
                regel.stadium or "",
                toelichtingen.get((taak.code, slug), ""),
            )
        )
    return uit


def _staat(cel: Cel | None) -> Staat | None:
    return cel.staat if cel else None


def _genoemd(stand: Stand, taak: Taak, cel: Cel) -> list[Taakrij]:
    """What others say of a gemeente that says nothing itself: the verbanden that name it."""
    return [
        Taakrij(
            taak,
            cel.staat,
            slug,
            stand.verbandnaam(slug),
            _vorm(stand.verbanden.get(slug)),
            "",
            "alleen het verband zegt dit",
        )
        for slug in cel.verbanden
    ] or [Taakrij(taak, cel.staat, "", "", "", "", "")]


def _vorm(verband: Verband | None) -> str:
    return verband.rechtsvorm.naam if verband and verband.rechtsvorm else "nog niet gekozen"


def telling(evaluatie: Evaluatie, code: str) -> dict[Staat, int]:
    """How many taken have which staat, in the order of the legend, without zeros."""
    aantal = Counter(c.staat for c in evaluatie.dekking if c.gemeente == code)
    return {staat: aantal[staat] for staat in STAATNAMEN if aantal[staat]}


def vondsten(stand: Stand, evaluatie: Evaluatie, code: str, codes: Sequence[str]) -> list[Regelzin]:
    """The findings about this gemeente whose code begins with one of `codes`."""
    begin = tuple(codes)
    over = (b for b in evaluatie.bevindingen if b.code.startswith(begin))
    return zinnen(stand, [b for b in over if code in b.gemeenten])


def in_verband(stand: Stand, code: str) -> bool:
    """Whether the gemeente takes part in anything."""
    bit = stand.bit[code]
    return any(arrangement.leden & bit for arrangement in stand.arrangementen)


def over_de_grens(stand: Stand, evaluatie: Evaluatie, code: str) -> list[Regelzin]:
    """Where cooperation of this gemeente crosses a border: of its verbanden C1, of itself C2 and N.

    A C1 names the gemeenten of the smallest repair; it is about all deelnemers.
    """
    bit = stand.bit[code]
    leden = stand.leden
    return zinnen(
        stand,
        [
            b
            for b in evaluatie.bevindingen
            if (b.code == "C1" and leden.get((b.verband or "", b.taak or ""), 0) & bit)
            or (b.code in ("C2", "N1", "N2") and code in b.gemeenten)
        ],
    )


def opgaveversie(kijk: Blik, code: str) -> Opgaveversie | None:
    """The submitted version that is known from this viewpoint."""
    versies = Opgaveversie.objects.bekend(kijk.bekend_op).filter(
        opgave__gemeente=code, opgave__uitvraag=kijk.uitvraag
    )
    return versies.annotate(eerste=Min("opgave__versies__ingediend_op")).first()


def te_laat(kijk: Blik, versie: Opgaveversie | None) -> bool:
    """Whether the gemeente submitted for the first time after the deadline."""
    return versie is not None and versie.eerste >= kijk.uitvraag.deadline


def regels(versie: Opgaveversie | None) -> list[Opgaveregel]:
    """The regels of a version with their decisions."""
    if versie is None:
        return []
    return list(versie.regels.select_related("raadsbesluit", "taak").order_by("taak"))


def raad(regels: Sequence[Opgaveregel]) -> list[Raadsrij]:
    """What the raad must still decide, and when: taken with the same date together."""
    per_datum: dict[tuple[date | None, date | None], list[str]] = {}
    for regel in regels:
        if regel.wijze == Wijze.VERBAND and regel.stadium not in ("raadsbesluit", "in_werking"):
            besluit = regel.raadsbesluit
            sleutel = (besluit.gepland, besluit.genomen) if besluit else (None, None)
            per_datum.setdefault(sleutel, []).append(regel.taak.naam)
    volgorde = sorted(
        per_datum.items(), key=lambda paar: (paar[0][0] is None, paar[0][0] or date.max)
    )
    return [Raadsrij(opsomming(dict.fromkeys(taken)), *datums) for datums, taken in volgorde]


def als_tabel(groepen: Sequence[Taakgroep]) -> tuple[list[str], list[list[str]]]:
    """Heads and rows of the table as a file, the witte vlekken one by one."""
    koppen = ["taak", "taaknaam", "staat", "met_wie", "vorm", "stadium", "toelichting"]
    rijen = []
    for groep in groepen:
        for rij in groep.rijen:
            feiten = [rij.woord, rij.naam, rij.vorm, rij.stadium, rij.toelichting]
            rijen.append([rij.taak.code, rij.taak.naam, *feiten])
        for taak in groep.vlekken:
            rijen.append([taak.code, taak.naam, STAATNAMEN[Staat.WITTE_VLEK], "", "", "", ""])
    return koppen, rijen


def inwonertekst(stand: Stand, code: str) -> str:
    """«42.845 inwoners, provincie Utrecht.»"""
    n = stand.nummer[code]
    indeling = stand.indelingen.get("provincie")
    provincie = f", provincie {indeling.van[n].naam}" if indeling else ""
    return f"{getal(stand.gemeenten[n].inwoners)} inwoners{provincie}."
