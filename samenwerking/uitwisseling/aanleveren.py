"""Reading a file that was uploaded: the format of `importeer`, with what a browser needs more.

A file may be a workbook, one CSV file under any name, or a zip of CSV files. The help columns and
sheets of our template do not count, and a row of opgaveregels that only names the taak says
nothing: that answer stays as it is. A day may be written as a Dutch spreadsheet saves it.
"""

from __future__ import annotations

import re
import tempfile
from dataclasses import replace
from pathlib import Path, PurePath, PurePosixPath
from typing import Final

from samenwerking.uitwisseling.archief import pak_csv_uit, soort
from samenwerking.uitwisseling.bronnen import lees_bron
from samenwerking.uitwisseling.fouten import HEEL, Fouten, Importfout
from samenwerking.uitwisseling.grenzen import Grenzen
from samenwerking.uitwisseling.maten import Onleesbaar
from samenwerking.uitwisseling.ontleden import Blad
from samenwerking.uitwisseling.tabellen import TABELLEN, Soort

HULPKOLOMMEN: Final = frozenset({"taaknaam"})
DAG_NL: Final = re.compile(
    r"([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})(?: ([0-9]{1,2})[.:]([0-9]{2})(?::[0-9]{2})?)?"
)
HULPBLADEN: Final = ("uitleg", "hulp_taken", "hulp_verbanden", "hulp_gemeenten")


def lees_upload(
    naam: str, ruw: bytes, grenzen: Grenzen, fouten: Fouten, let_op: list[str]
) -> list[Blad]:
    """The sheets of an uploaded file. Raises Importfout when it cannot be read as a whole."""
    bestand = PurePosixPath(naam.replace("\\", "/")).name or "bestand"
    meldingen: list[str] = []
    with tempfile.TemporaryDirectory() as tijdelijk:
        try:
            pad = _op_schijf(bestand, ruw, soort(bestand, ruw, grenzen), Path(tijdelijk))
        except Onleesbaar as waarom:
            fouten.meld(bestand, waarom.rij, HEEL, waarom.code, str(waarom))
            raise Importfout(fouten.lijst) from None
        bladen = [_met_iso(_ontdaan(blad)) for blad in lees_bron(pad, grenzen, fouten, meldingen)]
    let_op += [zin for zin in meldingen if not _van_het_sjabloon(zin)]
    return bladen


def _op_schijf(naam: str, ruw: bytes, hoe: str, map_: Path) -> Path:
    """The file where the reader finds it, under the name of the table that it holds."""
    if hoe == ".zip":
        return pak_csv_uit(ruw, map_ / "bron")
    pad = map_ / (f"{_tabel(naam, ruw)}.csv" if hoe == ".csv" else f"bron{hoe}")
    pad.write_bytes(ruw)
    return pad


def _tabel(naam: str, ruw: bytes) -> str:
    """Which table one CSV file is: by its name, else by its header, else its own name."""
    stam = PurePath(naam).stem.casefold()
    if stam in TABELLEN:
        return stam
    kop = ruw[:2000].removeprefix(b"\xef\xbb\xbf").splitlines()[0].decode("ascii", "replace")
    kolommen = {deel.strip().strip('"') for deel in kop.replace(";", ",").split(",")}
    past = [
        tabel.naam
        for tabel in TABELLEN.values()
        if {kolom.naam for kolom in tabel.kolommen if kolom.nodig} <= kolommen
    ]
    return past[-1] if past else stam


def _van_het_sjabloon(zin: str) -> bool:
    """Whether a notice is about a part of our own template, or the mark that Excel needs."""
    return zin.endswith("dat mag.") or any(
        zin.startswith((f"Werkblad {blad} hoort", f"{blad}.csv hoort")) for blad in HULPBLADEN
    )


def _ontdaan(blad: Blad) -> Blad:
    """The sheet without help columns and without rows that give no answer."""
    weg = [n for n, naam in enumerate(blad.kop) if naam in HULPKOLOMMEN]
    if weg:
        rijen = [(nr, _zonder(cellen, weg, len(blad.kop))) for nr, cellen in blad.rijen]
        blad = replace(blad, kop=_zonder(blad.kop, weg, len(blad.kop)), rijen=rijen)
    if blad.tabel.naam != "opgaveregels":
        return blad
    vast = {n for n, naam in enumerate(blad.kop) if naam in {"gemeente", "taak"}}
    heel = len(blad.kop)
    gevuld = [
        (nr, cellen)
        for nr, cellen in blad.rijen
        if len(cellen) != heel or any(cel.strip() for n, cel in enumerate(cellen) if n not in vast)
    ]
    return replace(blad, rijen=gevuld)


def _met_iso(blad: Blad) -> Blad:
    """The sheet with its days and moments as the format has them; with dashes the day is first."""
    soorten = {naam: kolom.soort for naam, kolom in blad.tabel.kolom.items()}
    dagen = {n for n, naam in enumerate(blad.kop) if soorten.get(naam) in {Soort.DAG, Soort.MOMENT}}
    rijen = [
        (nr, [_iso(cel) if n in dagen else cel for n, cel in enumerate(cellen)])
        for nr, cellen in blad.rijen
    ]
    return replace(blad, rijen=rijen)


def _iso(cel: str) -> str:
    """«31-5-2013» as «2013-05-31», «30-5-2013 12.00» as «2013-05-30T12:00»; else as it is."""
    gevonden = DAG_NL.fullmatch(cel.strip())
    if gevonden is None:
        return cel
    dag, maand, jaar, uur, minuut = gevonden.groups()
    return f"{jaar}-{maand:0>2}-{dag:0>2}" + (f"T{uur:0>2}:{minuut}" if uur else "")


def _zonder(cellen: list[str], weg: list[int], breedte: int) -> list[str]:
    """The cells without those at `weg`; a row of another width stays, to be refused as it is."""
    if len(cellen) != breedte:
        return cellen
    return [cel for n, cel in enumerate(cellen) if n not in weg]
