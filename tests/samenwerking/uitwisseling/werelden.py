"""Random small worlds in the import format: valid, and as odd as the format allows."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from samenwerking.keuzes import Kanaal, Onderdeel, Raadsinstrument, Reden, Risico, Stadium, Wijze
from samenwerking.uitwisseling.cellen import beschermd
from samenwerking.uitwisseling.tabellen import TABELLEN, Kolom, Soort
from tests.samenwerking.uitwisseling.hulp import GEMEENTEN

Rij = dict[str, str]
Wereld = dict[str, list[Rij]]

TAKEN = ("JE03", "JE06", "WM05")
SLUGS = ("zuid", "ijmond", "ijmond-2", "a")
SCHRIJFWIJZEN = {
    "GM0363": ("GM0363", "363", "0363", "Amsterdam"),
    "GM0373": ("GM0373", "Bergen (NH.)"),
    "GM0393": ("GM0393", "haarlemmerliede"),
    "GM1900": ("GM1900", "Sudwest Fryslan"),
}
LASTIG = ("=1+1", "'=2", "-", "+31", "@a", "#N/A", "_x000D_", "'s-H", 'a "b"; c, d', "a\nb", "é 😀")
teksten = st.one_of(
    st.just(""),
    st.sampled_from(LASTIG),
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), max_size=12),
).map(str.strip)
getallen = st.sampled_from(("", "0", "1", "12", "2147483647"))
dagen = st.sampled_from(("", "1900-01-01", "2013-05-30", "2013-06-01", "2100-12-31"))
momenten = st.sampled_from(
    (
        "",
        "",
        "2013-05-30T12:00:00+02:00",
        "2013-06-01T00:00:00.000001Z",
        "2013-10-27T02:30:00+01:00",
    )
)
ja_nee = st.sampled_from(("", "0", "1"))


def keuze(waarden: Any) -> st.SearchStrategy[str]:
    """One of the values, or empty."""
    return st.sampled_from(("", *waarden))


def lijst(waarden: list[str]) -> st.SearchStrategy[str]:
    """Some of the values joined by `|`, `geen`, or empty."""
    delen = st.lists(st.sampled_from(waarden), unique=True).map("|".join)
    return st.one_of(st.just("geen"), delen)


@st.composite
def werelden(draw: st.DrawFn) -> Wereld:
    """All eight tables of a round."""
    slugs = draw(st.lists(st.sampled_from(SLUGS), unique=True, min_size=1))
    genoemd = draw(st.lists(st.sampled_from(sorted(GEMEENTEN)), unique=True))
    wereld: Wereld = {naam: [] for naam in TABELLEN}
    for nummer, slug in enumerate(slugs):
        wereld["verbanden"].append(draw(verband(slug, slugs[:nummer])))
        wereld["profielen"] += draw(st.lists(profiel(slug), max_size=1))
        taken = draw(st.lists(st.sampled_from(TAKEN), unique=True))
        for taak in taken:
            wereld["arrangementen"].append(draw(arrangement(slug, taak)))
        if taken:
            paren = st.tuples(st.sampled_from(("*", *taken)), st.sampled_from(sorted(GEMEENTEN)))
            for taak, g in draw(st.lists(paren, unique=True, max_size=6)):
                wereld["deelnemers"].append({"verband": slug, "taak": taak, "gemeente": g})
    for g in genoemd:
        opgave = {"gemeente": g, "ingediend_op": draw(momenten), "kanaal": draw(keuze(Kanaal))}
        wereld["opgaven"].append(opgave)
        for taak in draw(st.lists(st.sampled_from(TAKEN), unique=True)):
            wereld["opgaveregels"] += draw(antwoord(g, taak, slugs))
    for slug, gelijk in draw(st.sampled_from(([], [("b", "")], [("b", "c"), ("c", "")]))):
        wereld["brieven"].append(draw(brief(slug, gelijk)))
        for g in genoemd[:2]:
            rij = {"brief": slug, "gemeente": g, "ondertekenaar": draw(teksten)}
            rij |= {"functie": draw(teksten), "gemeente_ondertekenaar": draw(keuze(GEMEENTEN))}
            wereld["ondertekeningen"].append(rij)
    return wereld


@st.composite
def verband(draw: st.DrawFn, slug: str, ouders: list[str]) -> Rij:
    return {
        "verband": slug,
        "naam": draw(teksten),
        "rechtsvorm": draw(keuze(("CG", "BVO"))),
        "penvoerder": draw(keuze(GEMEENTEN)),
        "centrumgemeente": draw(keuze(GEMEENTEN)),
        "bestaand": draw(ja_nee),
        "onderdeel_van": draw(keuze(ouders)),
        "toelichting": draw(teksten),
    }


@st.composite
def arrangement(draw: st.DrawFn, slug: str, taak: str) -> Rij:
    regio = draw(keuze(("JZ13", "VR12")))
    aantallen = {"clienten": draw(getallen), "aanbieders": draw(getallen)}
    return {"verband": slug, "taak": taak, "regio": regio} | aantallen


@st.composite
def profiel(draw: st.DrawFn, slug: str) -> Rij:
    def cel(kolom: Kolom) -> str:
        match kolom.soort:
            case Soort.KEUZE:
                return draw(keuze(kolom.waarden))
            case Soort.KEUZES:
                soort = Risico if kolom.naam == "risicoanalyse" else Raadsinstrument
                return draw(lijst(soort.values))
            case Soort.GETAL:
                return draw(getallen)
            case Soort.DAG:
                return draw(dagen)
        return draw(ja_nee)

    return {"verband": slug} | {k.naam: cel(k) for k in TABELLEN["profielen"].kolommen[1:]}


@st.composite
def antwoord(draw: st.DrawFn, gemeente: str, taak: str, slugs: list[str]) -> list[Rij]:
    """One regel, or several that all name a verband."""
    wijzen = [w for w in Wijze.values if w != "landelijk" or taak == "WM05"]
    wijze = draw(st.sampled_from(wijzen))
    genoemd = [""]
    if wijze == "verband":
        genoemd = draw(st.lists(st.sampled_from(slugs), unique=True, min_size=1, max_size=2))
    return [
        {
            "gemeente": gemeente,
            "taak": taak,
            "wijze": wijze,
            "verband": slug,
            "stadium": draw(st.sampled_from(Stadium.values)) if slug else "",
            "collegebesluit": draw(dagen),
            "raadsbesluit": draw(dagen),
            "voorlopig": draw(ja_nee),
            "toelichting": draw(teksten),
            "onderdeel": draw(keuze(Onderdeel)),
            "reden": draw(keuze(Reden)),
        }
        for slug in genoemd
    ]


@st.composite
def brief(draw: st.DrawFn, slug: str, gelijk: str) -> Rij:
    namen = draw(st.sampled_from(("", "VNG", "VNG;BZK", "VNG|Minister; van BZK", "A; B|")))
    return {
        "brief": slug,
        "datum": draw(dagen),
        "kenmerk": draw(teksten),
        "onderwerp": draw(teksten),
        "geadresseerden": namen,
        "identiek_aan": gelijk,
    }


def schrijf(pad: Path, wereld: Wereld, *, teken: str = ",", codering: str = "utf-8") -> Path:
    """The world as a folder, with gemeenten in several spellings."""
    pad.mkdir()
    for naam, rijen in wereld.items():
        uit = io.StringIO(newline="")
        tabel = csv.DictWriter(uit, list(TABELLEN[naam].kolom), delimiter=teken)
        tabel.writeheader()
        for nummer, rij in enumerate(rijen):
            tabel.writerow({k: beschermd(_gespeld(k, cel, nummer)) for k, cel in rij.items()})
        (pad / f"{naam}.csv").write_bytes(uit.getvalue().encode(codering))
    return pad


def _gespeld(kolom: str, cel: str, nummer: int) -> str:
    if kolom not in {"gemeente", "penvoerder", "centrumgemeente"}:
        return cel
    spellingen = SCHRIJFWIJZEN.get(cel, (cel,))
    return spellingen[nummer % len(spellingen)]
