"""Reads who exists from the reference tables: gemeenten, aliassen, regio's, borders, herindelingen.

Source per table: fixtures/SOURCES.md. Reads and checks without the database; errors are noted in
the Map. What the herindelingen of the table do is worked out here, so that a Land is complete.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.utils.text import slugify

from gemeenten.herindeling import (
    Lijn,
    Overgang,
    Paar,
    Stap,
    geerfd,
    grenzen_door_de_tijd,
    grootste,
    stappen,
)
from gemeenten.models import Alias, Gemeente, Grens, Herindeling, Inwonertal, Regio, Regiolid, Soort
from gemeenten.namen import vouw
from gemeenten.tabel import Map, Rij

BEGIN = date(1900, 1, 1)
CBS_CODE = re.compile(r"GM[0-9]{4}")

# A region is imposed by the Rijk when a law or ministerial regulation draws it (S3-18). The
# arbeidsmarktregio's came from below (S2-31) and gemeenten formed the jeugdregio's themselves.
OPGELEGD = {Soort.PROVINCIE, Soort.VEILIGHEIDSREGIO, Soort.ZORGKANTOORREGIO}
HERKOMST = {
    Soort.PROVINCIE: "CBS, 2013",
    Soort.ARBEIDSMARKTREGIO: "Regeling scholing en plaatsing oudere werklozen, bijlage 1 (2013)",
    Soort.VEILIGHEIDSREGIO: "Wet veiligheidsregio's, bijlage bij artikel 8 (2013)",
    Soort.JEUGDREGIO: "CBS-gebiedsindeling jeugdzorgregio's, 1 januari 2015",
    Soort.ZORGKANTOORREGIO: "Regeling langdurige zorg, bijlage B (2015)",
}


@dataclass
class Land:
    """Everything of gemeenten/ that the tables give; regio per gemeente by (soort, code)."""

    gemeenten: dict[str, Gemeente] = field(default_factory=dict)
    inwonertallen: list[Inwonertal] = field(default_factory=list)
    aliassen: list[Alias] = field(default_factory=list)
    regios: dict[tuple[str, str], Regio] = field(default_factory=dict)
    lid_van: dict[Soort, dict[str, str]] = field(default_factory=lambda: {s: {} for s in Soort})
    herindelingen: list[Herindeling] = field(default_factory=list)
    grenzen: list[Grens] = field(default_factory=list)

    def leden(self, regio_id: dict[tuple[str, str], int]) -> list[Regiolid]:
        """Each gemeente is member of its regio's as long as it exists."""
        return [
            Regiolid(
                regio_id=regio_id[soort, code],
                gemeente_id=gemeente,
                vanaf=self.gemeenten[gemeente].bestaat_vanaf,
                tot=self.gemeenten[gemeente].bestaat_tot,
            )
            for soort, leden in self.lid_van.items()
            for gemeente, code in leden.items()
        ]


def lees(bron: Map) -> Land:
    """The Land in the tables of `bron`; where it is wrong the errors are noted in `bron`."""
    land = Land()
    regios = bron.rijen("regios_2013.csv", "soort naam", sleutel="soort naam code")
    _regios(regios, land)
    _gemeenten(bron, land)
    _plaatsen(bron, land)
    _centrumgemeenten(regios, land)
    verloop = _herindelingen(bron, land)
    _grenzen(bron, land, verloop)
    _aliassen(bron, land)
    return land


def _regios(rijen: list[Rij], land: Land) -> None:
    for rij in rijen:
        if rij.cellen["soort"] in {"centrum_opvang", "centrum_vrouwenopvang"}:
            continue
        soort = rij.uit("soort", Soort.values)
        naam = rij.tekst("naam", lengte=80)
        code = rij.tekst("code", lengte=60, leeg=True) or slugify(naam)
        if (soort, code) in land.regios:
            rij.fout("code", "DUBBEL", f"{soort} {code} staat er al.")
        if soort not in Soort.values:
            continue
        land.regios[soort, code] = Regio(
            soort=soort,
            code=code,
            naam=naam,
            naam_alternatief=rij.tekst("naam_alternatief", lengte=80, leeg=True),
            opgelegd=soort in OPGELEGD,
            geldig_vanaf=BEGIN,
            herkomst=HERKOMST[Soort(soort)],
        )


def _gemeenten(bron: Map, land: Land) -> None:
    kolommen = "cbs_code naam inwoners inwoners_peildatum"
    op_naam = {(soort, regio.naam): code for (soort, code), regio in land.regios.items()}
    for rij in bron.rijen("gemeenten_2013.csv", kolommen, sleutel="cbs_code"):
        code = _nieuwe_code(rij, "cbs_code")
        land.gemeenten[code] = Gemeente(
            code=code,
            naam=rij.tekst("naam", lengte=80),
            zoeknaam=vouw(rij.cellen["naam"]),
            bestaat_vanaf=BEGIN,
            lat=rij.decimaal("lat"),
            lon=rij.decimaal("lon"),
            oppervlakte_km2=rij.decimaal("oppervlakte_km2"),
            centrum_opvang=rij.ja_nee("centrum_opvang", leeg=False),
            centrum_vrouwenopvang=rij.ja_nee("centrum_vrouwenopvang", leeg=False),
        )
        land.inwonertallen.append(
            Inwonertal(
                gemeente_id=code,
                peildatum=rij.verplichte_dag("inwoners_peildatum"),
                inwoners=rij.verplicht_geheel("inwoners"),
            )
        )
        for soort in Soort:
            _lidmaatschap(rij, soort, land, op_naam)


def _nieuwe_code(rij: Rij, kolom: str) -> str:
    code = rij.tekst(kolom, lengte=6)
    if not CBS_CODE.fullmatch(code):
        rij.fout(kolom, "CODE", f"{code!r} is geen CBS-code. Schrijf GM en vier cijfers.")
    return code


def _lidmaatschap(rij: Rij, soort: Soort, land: Land, op_naam: dict[tuple[str, str], str]) -> None:
    """By code; a zorgkantoorregio has none in the table and is known by its name."""
    kolom = f"{soort}_code"
    code = rij.cellen.get(kolom, "")
    if not code and (naam := rij.cellen.get(soort)):
        kolom, code = soort, op_naam.get((soort, naam), naam)
    if code and (soort, code) not in land.regios:
        rij.fout(kolom, "ONBEKEND", f"{code!r} staat niet als {soort} in regios_2013.csv.")
    elif code:
        land.lid_van[soort][rij.cellen["cbs_code"]] = code


def _plaatsen(bron: Map, land: Land) -> None:
    """Tile and centre of each gemeente, from their own tables."""
    tegels = "gemeente_tegels_2013.csv"
    for rij in bron.rijen(tegels, "cbs_code kolom rij", sleutel="cbs_code", verplicht=False):
        if gemeente := _bekend(rij, "cbs_code", land):
            gemeente.kolom = rij.verplicht_geheel("kolom")
            gemeente.rij = rij.verplicht_geheel("rij")
    middelpunten = "gemeente_centroid_2013.csv"
    for rij in bron.rijen(middelpunten, "cbs_code lat lon", sleutel="cbs_code", verplicht=False):
        if gemeente := _bekend(rij, "cbs_code", land):
            gemeente.lat = rij.decimaal("lat")
            gemeente.lon = rij.decimaal("lon")
            gemeente.oppervlakte_km2 = rij.decimaal("oppervlakte_km2")


def _bekend(rij: Rij, kolom: str, land: Land) -> Gemeente | None:
    """The gemeente that `kolom` names; unknown is an error."""
    code = rij.cellen.get(kolom, "")
    if code not in land.gemeenten:
        rij.fout(kolom, "ONBEKEND", f"{code!r} is geen bekende gemeente.")
    return land.gemeenten.get(code)


def _centrumgemeenten(rijen: list[Rij], land: Land) -> None:
    for rij in rijen:
        code = rij.cellen.get("code") or slugify(rij.cellen["naam"])
        regio = land.regios.get((rij.cellen["soort"], code))
        if regio and rij.cellen.get("centrumgemeente_code"):
            gemeente = _bekend(rij, "centrumgemeente_code", land)
            regio.centrumgemeente_id = gemeente.code if gemeente else None


def _herindelingen(bron: Map, land: Land) -> list[Stap]:
    """Note the herindelingen, end the old gemeenten, begin the new ones."""
    rijen = bron.rijen(
        "gemeente_wijzigingen.csv",
        "datum oude_code nieuwe_code nieuwe_naam soort",
        sleutel="datum oude_code nieuwe_code",
        verplicht=False,
    )
    namen = {rij.cellen["nieuwe_code"]: rij.tekst("nieuwe_naam", lengte=80) for rij in rijen}
    for rij in rijen:
        _herindeling(rij, land, set(namen))
    verloop = stappen(
        Overgang(regel.datum, regel.oud_id, regel.nieuw_id)
        for regel in land.herindelingen
        if regel.soort != Herindeling.Soort.VOORTZETTING
    )
    for stap in verloop:
        if not bron.fouten and set(stap.opvolgers) <= set(land.gemeenten):
            _voer_uit(stap, namen, land)
        elif not bron.fouten:
            bron.fout(
                "gemeente_wijzigingen.csv", "VOLGORDE", "Een gemeente eindigt voor ze begint."
            )
    return verloop


def _herindeling(rij: Rij, land: Land, nieuwe: set[str]) -> None:
    oud, nieuw = rij.cellen["oude_code"], _nieuwe_code(rij, "nieuwe_code")
    if oud not in nieuwe:
        _bekend(rij, "oude_code", land)
    soort = rij.uit("soort", Herindeling.Soort.values)
    if (oud == nieuw) != (soort == Herindeling.Soort.VOORTZETTING):
        rij.fout("soort", "SOORT", "Alleen bij een voortzetting zijn oude en nieuwe code gelijk.")
    land.herindelingen.append(
        Herindeling(
            datum=rij.verplichte_dag("datum"),
            oud_id=oud,
            nieuw_id=nieuw,
            soort=soort,
            toelichting=rij.tekst("toelichting", lengte=200, leeg=True),
        )
    )


def _voer_uit(stap: Stap, namen: dict[str, str], land: Land) -> None:
    inwoners = {regel.gemeente_id: regel.inwoners for regel in land.inwonertallen}
    for nieuw in stap.nieuw():
        if nieuw not in land.gemeenten:
            land.gemeenten[nieuw] = _opvolger(stap, nieuw, namen[nieuw], inwoners, land)
            for leden in land.lid_van.values():
                if regio := geerfd(stap, nieuw, leden, inwoners):
                    leden[nieuw] = regio
    for oud in stap.opvolgers:
        land.gemeenten[oud].bestaat_tot = stap.datum


def _opvolger(stap: Stap, code: str, naam: str, inwoners: dict[str, int], land: Land) -> Gemeente:
    """A new gemeente, in the place of its largest predecessor."""
    plaats = land.gemeenten[grootste(stap, code, inwoners)]
    kern = [land.gemeenten[oud] for oud in stap.kern(code)]
    return Gemeente(
        code=code,
        naam=naam,
        zoeknaam=vouw(naam),
        bestaat_vanaf=stap.datum,
        lat=plaats.lat,
        lon=plaats.lon,
        oppervlakte_km2=round(sum(oud.oppervlakte_km2 or 0 for oud in kern), 2),
        kolom=plaats.kolom,
        rij=plaats.rij,
        centrum_opvang=any(oud.centrum_opvang for oud in kern),
        centrum_vrouwenopvang=any(oud.centrum_vrouwenopvang for oud in kern),
    )


def _grenzen(bron: Map, land: Land, verloop: list[Stap]) -> None:
    """Borders in both directions, with their periods."""
    kolommen = "cbs_code buur_code grens_km landgrens_km alleen_water"
    nu: dict[Paar, Lijn] = {}
    for rij in bron.rijen(
        "gemeente_buren_2013.csv", kolommen, sleutel="cbs_code buur_code", verplicht=False
    ):
        een, ander = _bekend(rij, "cbs_code", land), _bekend(rij, "buur_code", land)
        lengte, over_land = rij.decimaal("grens_km") or 0, rij.decimaal("landgrens_km") or 0
        lijn = Lijn(lengte, over_land, rij.ja_nee("alleen_water"), BEGIN)
        if een and een == ander:
            rij.fout("buur_code", "ZELF", "Een gemeente grenst niet aan zichzelf.")
        elif een and ander:
            nu[een.code, ander.code] = lijn
            nu.setdefault((ander.code, een.code), lijn)
    for (een_code, ander_code), lijn in grenzen_door_de_tijd(nu, verloop):
        grens = Grens(gemeente_id=een_code, buur_id=ander_code, **vars(lijn))
        land.grenzen.append(grens)


def _aliassen(bron: Map, land: Land) -> None:
    """Those of the table, and names without their bracket where that leaves no doubt."""
    alias: dict[tuple[str, str], str] = {}
    namen = {gemeente.zoeknaam: code for code, gemeente in land.gemeenten.items()}
    for rij in bron.rijen(
        "aliassen.csv", "cbs_code alias", sleutel="cbs_code alias", verplicht=False
    ):
        naam = rij.tekst("alias", lengte=80)
        gemeente = _bekend(rij, "cbs_code", land)
        if gemeente and namen.get(vouw(naam), gemeente.code) != gemeente.code:
            rij.fout("alias", "DUBBEL", f"{naam!r} is de naam van een andere gemeente.")
        if gemeente and vouw(naam) != gemeente.zoeknaam:
            alias[gemeente.code, vouw(naam)] = naam
    kaal = {code: re.sub(r" \(.*\)$", "", g.naam) for code, g in land.gemeenten.items()}
    keren = Counter(map(vouw, kaal.values()))
    for code, naam in kaal.items():
        if vouw(naam) != land.gemeenten[code].zoeknaam and keren[vouw(naam)] == 1:
            alias.setdefault((code, vouw(naam)), naam)
    land.aliassen = [
        Alias(gemeente_id=code, naam=naam, zoeknaam=zoeknaam)
        for (code, zoeknaam), naam in alias.items()
    ]
