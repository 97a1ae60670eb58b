"""The importer refuses nothing of the example rounds, and they are the same on every machine."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from samenwerking.voorbeeld import maak_bronmap
from tests.samenwerking.voorbeeldbron import (
    FIXTURES,
    GEMEENTEN,
    MEI,
    NOV,
    PROJECT,
    REGIOS,
    RONDEN,
    STADIA,
    TABELLEN,
    TAKEN,
    Rijen,
    alles,
    bron,
    lees,
    mappen,
)

TAKEN_VAN = {MEI: set(TAKEN), NOV: {t for t in TAKEN if t.startswith("JE")}}
VORMEN = {rij["code"] for rij in lees(FIXTURES / "rechtsvormen.csv")}


def dubbel(rijen: Rijen, *kolommen: str) -> list[tuple[str, ...]]:
    sleutels = Counter(tuple(rij[k] for k in kolommen) for rij in rijen)
    return [sleutel for sleutel, aantal in sleutels.items() if aantal > 1]


@pytest.mark.parametrize("uitvraag", RONDEN)
def test_another_process_with_other_hashes_writes_the_same_bytes(
    tmp_path: Path, uitvraag: str
) -> None:
    opdracht = (
        "import sys; from pathlib import Path; from samenwerking.voorbeeld import maak_bronmap;"
        "maak_bronmap(sys.argv[1], Path('fixtures'), Path(sys.argv[2]))"
    )
    subprocess.run(
        [sys.executable, "-c", opdracht, uitvraag, str(tmp_path)],
        check=True,
        cwd=PROJECT,
        env=os.environ | {"PYTHONHASHSEED": "4711"},
    )

    for tabel in TABELLEN:
        bestand = f"{tabel}.csv"
        assert (tmp_path / bestand).read_bytes() == (mappen()[uitvraag] / bestand).read_bytes()


def test_a_round_without_example_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="2014-zomer"):
        maak_bronmap("2014-zomer", FIXTURES, tmp_path)


@pytest.mark.parametrize("uitvraag", RONDEN)
def test_no_key_is_written_twice(uitvraag: str) -> None:
    tabellen = bron(uitvraag)

    assert not dubbel(tabellen["verbanden"], "verband")
    assert not dubbel(tabellen["arrangementen"], "verband", "taak")
    assert not dubbel(tabellen["deelnemers"], "verband", "taak", "gemeente")
    assert not dubbel(tabellen["opgaven"], "gemeente")
    assert not dubbel(tabellen["opgaveregels"], "gemeente", "taak", "verband")
    assert not dubbel(tabellen["profielen"], "verband")


@pytest.mark.parametrize("uitvraag", RONDEN)
def test_every_code_is_known(uitvraag: str) -> None:
    tabellen = bron(uitvraag)
    verbanden = {rij["verband"] for rij in alles(uitvraag)["verbanden"]}
    soorten: dict[str, Iterable[str]] = {
        "gemeente": GEMEENTEN,
        "penvoerder": GEMEENTEN,
        "centrumgemeente": GEMEENTEN,
        "taak": TAKEN_VAN[uitvraag] | {"*"},
        "regio": REGIOS,
        "rechtsvorm": VORMEN,
        "verband": verbanden,
        "onderdeel_van": verbanden,
        "stadium": STADIA,
        "wijze": ("verband", "zelfstandig", "landelijk", "wacht_op_rijk", "geen"),
        "kanaal": ("portaal", "brief", "spreadsheet"),
    }

    onbekend = {
        (tabel, kolom, cel)
        for tabel, rijen in tabellen.items()
        for rij in rijen
        for kolom, cel in rij.items()
        if cel and kolom in soorten and cel not in soorten[kolom]
    }

    assert not onbekend
    assert all(rij["taak"] != "*" for rij in tabellen["arrangementen"] + tabellen["opgaveregels"])


@pytest.mark.parametrize("uitvraag", RONDEN)
def test_regels_are_as_the_importer_wants_them(uitvraag: str) -> None:
    met_opgave = {rij["gemeente"] for rij in bron(uitvraag)["opgaven"]}
    per_cel = defaultdict(list)
    for rij in bron(uitvraag)["opgaveregels"]:
        per_cel[rij["gemeente"], rij["taak"]].append(rij)
        in_verband = rij["wijze"] == "verband"
        assert bool(rij["verband"]) is bool(rij["stadium"]) is in_verband
        assert rij["wijze"] != "landelijk" or TAKEN[rij["taak"]]["landelijk_mogelijk"] == "1"
        assert rij["gemeente"] in met_opgave
        for kolom in ("collegebesluit", "raadsbesluit"):
            assert not rij[kolom] or date.fromisoformat(rij[kolom])
    lagen = [regels for regels in per_cel.values() if len(regels) > 1]

    assert lagen
    assert all(regel["wijze"] == "verband" for regels in lagen for regel in regels)


@pytest.mark.parametrize("uitvraag", RONDEN)
def test_a_deelnemer_has_an_arrangement(uitvraag: str) -> None:
    arrangementen = {(r["verband"], r["taak"]) for r in bron(uitvraag)["arrangementen"]}
    verbanden = {verband for verband, _ in arrangementen}

    for rij in bron(uitvraag)["deelnemers"]:
        bekend = (rij["verband"], rij["taak"]) in arrangementen
        assert bekend or (rij["taak"] == "*" and rij["verband"] in verbanden)


@pytest.mark.parametrize("uitvraag", RONDEN)
def test_a_verband_is_never_part_of_itself(uitvraag: str) -> None:
    boven = {rij["verband"]: rij["onderdeel_van"] for rij in alles(uitvraag)["verbanden"]}

    for verband in boven:
        pad = [verband]
        while boven[pad[-1]]:
            pad.append(boven[pad[-1]])
            assert len(pad) == len(set(pad))
    assert any(boven[boven[v]] for v in boven if boven[v])
