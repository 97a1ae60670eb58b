"""Plain builders: a small country as Register, a source on disk, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from gemeenten.namen import vouw
from samenwerking.uitwisseling.bronnen import lees_bron
from samenwerking.uitwisseling.fouten import Fouten, Importfout
from samenwerking.uitwisseling.grenzen import OPDRACHTREGEL, Grenzen
from samenwerking.uitwisseling.importeren import lees
from samenwerking.uitwisseling.ontleden import Inhoud
from samenwerking.uitwisseling.register import Register
from samenwerking.uitwisseling.tabellen import TABELLEN

GEMEENTEN = {
    "GM0363": "Amsterdam",
    "GM0373": "Bergen (NH.)",
    "GM0392": "Haarlem",
    "GM0393": "Haarlemmerliede en Spaarnwoude",
    "GM0397": "Heemstede",
    "GM0893": "Bergen (L.)",
    "GM1900": "Súdwest-Fryslân",
}
ALIASSEN = {"Haarlemmerliede": "GM0393", "Zuidwest-Friesland": "GM1900"}


def register(**anders: Any) -> Register:
    """Seven gemeenten, three taken (WM05 can be landelijk), two regio's, two verbanden."""
    namen: dict[str, set[str]] = {}
    for code, naam in GEMEENTEN.items():
        namen.setdefault(vouw(naam), set()).add(code)
    for naam, code in ALIASSEN.items():
        namen.setdefault(vouw(naam), set()).add(code)
    standaard = Register(
        uitvraag="2013-mei",
        peildatum=date(2013, 5, 31),
        gemeenten=GEMEENTEN,
        namen={naam: frozenset(codes) for naam, codes in namen.items()},
        taken={"JE03": "Inkoop van jeugdhulp", "JE06": "Residentieel", "WM05": "Vrouwenopvang"},
        landelijk=frozenset({"WM05"}),
        regios={"JZ13": "Zuid-Kennemerland", "VR12": "Kennemerland"},
        rechtsvormen={"CG": "Centrumregeling", "BVO": "Bedrijfsvoeringsorganisatie"},
        verbanden=frozenset({"ijmond", "kennemerland"}),
        opgeheven={"GM1921": ("De Friese Meren", ("GM0051",))},
        vervallen_regios=frozenset({"JZ99"}),
        brieven={},
        arrangementen={"ijmond": frozenset({"JE03"})},
        onderdeel_van={"ijmond": "kennemerland", "kennemerland": None},
    )
    return replace(standaard, **anders)


def csv(tabel: str, *rijen: str, kolommen: str = "") -> str:
    """CSV text of a table: its header (or `kolommen`) and these rows."""
    kop = kolommen or ",".join(TABELLEN[tabel].kolom)
    return "\n".join([kop, *rijen]) + "\n"


def bron(pad: Path, **tabellen: str | bytes | Iterable[str]) -> Path:
    """A folder with these tables: text or bytes as they are, rows under the full header."""
    pad.mkdir(parents=True, exist_ok=True)
    for naam, inhoud in tabellen.items():
        if isinstance(inhoud, bytes):
            (pad / f"{naam}.csv").write_bytes(inhoud)
            continue
        tekst = inhoud if isinstance(inhoud, str) else csv(naam, *inhoud)
        (pad / f"{naam}.csv").write_bytes(tekst.encode())
    return pad


def gelezen(
    pad: Path,
    *,
    grenzen: Grenzen = OPDRACHTREGEL,
    let_op: list[str] | None = None,
    alleen: str | None = None,
    **anders: Any,
) -> Inhoud:
    """The typed rows of a source, against `register(**anders)`. Raises Importfout."""
    fouten = Fouten()
    bladen = lees_bron(pad, grenzen, fouten, let_op if let_op is not None else [])
    return lees(bladen, register(**anders), fouten, alleen=alleen)


def fouten(pad: Path, **anders: Any) -> list[str]:
    """What is wrong with a source, each as «bestand:rij:kolom CODE»; nothing when it is good."""
    try:
        gelezen(pad, **anders)
    except Importfout as fout:
        return [f"{f.bestand}:{f.rij}:{f.kolom} {f.code}" for f in fout.fouten]
    return []


def meldingen(pad: Path, **anders: Any) -> list[str]:
    """The sentences of what is wrong."""
    try:
        gelezen(pad, **anders)
    except Importfout as fout:
        return [f.melding for f in fout.fouten]
    return []
