"""Reading a file that was uploaded: the format of `importeer`, with what a browser needs more.

A file may be a workbook, one CSV file under any name, or a zip of CSV files. The help columns and
sheets of our template do not count, and a row of opgaveregels that only names the taak says
nothing: that answer stays as it is.
"""

from __future__ import annotations

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
from samenwerking.uitwisseling.tabellen import TABELLEN

HULPKOLOMMEN: Final = frozenset({"taaknaam"})
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
        bladen = [_ontdaan(blad) for blad in lees_bron(pad, grenzen, fouten, meldingen)]
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


def _zonder(cellen: list[str], weg: list[int], breedte: int) -> list[str]:
    """The cells without those at `weg`; a row of another width stays, to be refused as it is."""
    if len(cellen) != breedte:
        return cellen
    return [cel for n, cel in enumerate(cellen) if n not in weg]
