"""The reference tables and an import folder as plain sets and dicts, standard library only.

Shares no code with the product: what both sides read wrongly in the same way stays unseen,
so they read separately. Sources: domein.md (herindelingen), koppelvlakken.md section 3.
"""

import csv
import io
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

SOORTEN = ("provincie", "arbeidsmarktregio", "veiligheidsregio", "jeugdregio")
LANDGRENS_KM = 0.2

Rij = dict[str, str]
Paar = tuple[str, str]
Grens = tuple[float, bool]


@dataclass
class Land:
    """The country as it is on the peildatum of one round."""

    uitvraag: str
    peildatum: date
    deadline: datetime
    inwoners: dict[str, int]
    regio: dict[str, dict[str, str]]
    centrum: dict[str, dict[str, str]]
    alle: dict[str, set[str]]
    land: dict[str, set[str]]
    taken: dict[str, Rij]
    rechtsvormen: dict[str, Rij]
    namen: dict[str, set[str]]
    kringen: dict[Paar, set[str]] = field(default_factory=lambda: defaultdict(set))

    def leden(self, soort: str, code: str) -> set[str]:
        """The gemeenten of one region on the peildatum; empty for an unknown code."""
        return set(self.kringen.get((soort, code), ()))

    def regios(self, soort: str) -> list[str]:
        """The codes of one indeling, sorted."""
        return sorted(set(self.regio[soort].values()))

    def gemeente(self, geschreven: str) -> str:
        """The CBS code of a gemeente written as code, bare number or unique name."""
        tekst = geschreven.strip()
        nummer = tekst.upper().removeprefix("GM")
        codes = {f"GM{nummer.zfill(4)}"} if nummer.isdigit() else self.namen[vouw(tekst)]
        (code,) = codes & set(self.inwoners)
        return code


@dataclass
class Bron:
    """What one import folder says. Only submitted regels are in `regels`."""

    verbanden: dict[str, Rij]
    arrangementen: dict[Paar, set[str]]
    ingediend: set[str]
    regels: dict[Paar, list[Rij]]
    profielen: dict[str, Rij]


def vouw(tekst: str) -> str:
    """Without case and diacritics."""
    ontleed = unicodedata.normalize("NFKD", tekst.strip().casefold())
    return "".join(teken for teken in ontleed if not unicodedata.combining(teken))


def tabel(pad: Path) -> list[Rij]:
    """Rows of a CSV file in any of the accepted spellings; a missing file has no rows."""
    if not pad.exists():
        return []
    ruw = pad.read_bytes()
    try:
        tekst = ruw.decode("utf-8-sig")
    except UnicodeDecodeError:
        tekst = ruw.decode("cp1252")
    kop = tekst.split("\n", 1)[0]
    scheiding = ";" if kop.count(";") > kop.count(",") else ","
    rijen = csv.DictReader(io.StringIO(tekst, newline=""), delimiter=scheiding)
    return [{kolom.strip(): (cel or "").strip() for kolom, cel in rij.items()} for rij in rijen]


def lees_land(map_: Path, uitvraag: str) -> Land:
    """Read the reference folder (the format of data/) for one round."""
    (ronde,) = [rij for rij in tabel(map_ / "uitvragen.csv") if rij["code"] == uitvraag]
    rijen = tabel(map_ / "gemeenten_2013.csv")
    peildatum = date.fromisoformat(ronde["peildatum"])
    land = Land(
        uitvraag=uitvraag,
        peildatum=peildatum,
        deadline=datetime.fromisoformat(ronde["deadline"]),
        inwoners={rij["cbs_code"]: int(rij["inwoners"]) for rij in rijen},
        regio={s: {rij["cbs_code"]: rij[f"{s}_code"] for rij in rijen} for s in SOORTEN},
        centrum={soort: {} for soort in SOORTEN},
        alle={},
        land={},
        taken={rij["code"]: rij for rij in _taken(map_, ronde["taken"])},
        rechtsvormen={rij["code"]: rij for rij in tabel(map_ / "rechtsvormen.csv")},
        namen=defaultdict(set),
    )
    for rij in tabel(map_ / "regios_2013.csv"):
        if rij["soort"] in SOORTEN and rij["centrumgemeente_code"]:
            land.centrum[rij["soort"]][rij["code"]] = rij["centrumgemeente_code"]
    grenzen: dict[Paar, Grens] = {
        (rij["cbs_code"], rij["buur_code"]): (
            float(rij["landgrens_km"]),
            rij["alleen_water"] == "1",
        )
        for rij in tabel(map_ / "gemeente_buren_2013.csv")
    }
    wijzigingen = tabel(map_ / "gemeente_wijzigingen.csv")
    for datum in sorted({rij["datum"] for rij in wijzigingen}):
        if date.fromisoformat(datum) <= peildatum:
            grenzen = herindelen(land, grenzen, [r for r in wijzigingen if r["datum"] == datum])
    for soort, ingedeeld in land.regio.items():
        for code, regio in ingedeeld.items():
            land.kringen[soort, regio].add(code)
    for code in land.inwoners:
        land.alle[code] = {b for a, b in grenzen if a == code}
        land.land[code] = {
            b
            for (a, b), (km, water) in grenzen.items()
            if a == code and km >= LANDGRENS_KM and not water
        }
    for code, naam in [(r["cbs_code"], r["naam"]) for r in rijen] + [
        (r["nieuwe_code"], r["nieuwe_naam"]) for r in wijzigingen
    ]:
        if code in land.inwoners:
            land.namen[vouw(naam)].add(code)
    return land


def _taken(map_: Path, keuze: str) -> list[Rij]:
    """The taken of a round: all, or those of the named decentralisaties."""
    rijen = tabel(map_ / "taken.csv")
    return [r for r in rijen if keuze == "*" or r["decentralisatie"] in keuze.split("|")]


def herindelen(land: Land, grenzen: dict[Paar, Grens], rijen: list[Rij]) -> dict[Paar, Grens]:
    """Move the country past one date of herindeling; give the new borders.

    Successors take regions, borders and neighbours of their predecessors; inwoners are the sum
    of those who merged wholly; a code not listed as opheffing continues (domein.md).
    """
    opvolgers: dict[str, set[str]] = defaultdict(set)
    for rij in rijen:
        if rij["soort"].startswith("opheffing"):
            opvolgers[rij["oude_code"]].add(rij["nieuwe_code"])
    for code in land.inwoners:
        if code not in opvolgers:
            opvolgers[code] = {code}

    inwoners: dict[str, int] = defaultdict(int)
    for oud, nieuwen in opvolgers.items():
        for nieuw in nieuwen:
            inwoners[nieuw] += land.inwoners[oud] if nieuwen == {nieuw} else 0
    for soort in SOORTEN:
        oude = land.regio[soort]
        land.regio[soort] = {
            nieuw: oude.get(nieuw) or _enige({oude[o] for o, n in opvolgers.items() if nieuw in n})
            for nieuw in inwoners
        }
        land.centrum[soort] = {
            regio: _enige(opvolgers[centrum]) for regio, centrum in land.centrum[soort].items()
        }
    land.inwoners = dict(inwoners)

    nieuwe: dict[Paar, Grens] = {}
    for (a, b), (km, water) in grenzen.items():
        for na in opvolgers[a]:
            for nb in opvolgers[b]:
                if na != nb:
                    al_km, al_water = nieuwe.get((na, nb), (0.0, True))
                    nieuwe[na, nb] = (al_km + km, al_water and water)
    return nieuwe


def _enige(waarden: Iterable[str]) -> str:
    """The one value; a second one would ask for a rule the text does not give."""
    (waarde,) = waarden
    return waarde


def lees_bron(map_: Path, land: Land) -> Bron:
    """Read an import folder for this round. Trusts it: refusing is the importer's work."""
    bron = Bron(
        verbanden={rij["verband"]: rij for rij in tabel(map_ / "verbanden.csv")},
        arrangementen={},
        ingediend=set(),
        regels=defaultdict(list),
        profielen={rij["verband"]: rij for rij in tabel(map_ / "profielen.csv")},
    )
    for rij in bron.verbanden.values():
        for kolom in ("penvoerder", "centrumgemeente"):
            rij[kolom] = land.gemeente(rij[kolom]) if rij[kolom] else ""
    for rij in tabel(map_ / "arrangementen.csv"):
        leden: set[str] = set()
        for soort in SOORTEN:
            leden |= land.leden(soort, rij["regio"]) if rij["regio"] else set()
        bron.arrangementen[rij["verband"], rij["taak"]] = leden
    for rij in tabel(map_ / "deelnemers.csv"):
        for verband, taak in bron.arrangementen:
            if verband == rij["verband"] and rij["taak"] in ("*", taak):
                bron.arrangementen[verband, taak].add(land.gemeente(rij["gemeente"]))
    for rij in tabel(map_ / "opgaven.csv"):
        if rij["ingediend_op"]:
            bron.ingediend.add(land.gemeente(rij["gemeente"]))
    for rij in tabel(map_ / "opgaveregels.csv"):
        gemeente = land.gemeente(rij["gemeente"])
        if gemeente in bron.ingediend:
            bron.regels[gemeente, rij["taak"]].append(rij)
    return bron
