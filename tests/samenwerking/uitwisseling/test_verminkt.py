"""Damaged sources: never a crash, never half a write, every error with its place.

A source is damaged by a recipe drawn by hypothesis: bytes flipped, cut or doubled, rows and cells
shuffled, another encoding, Excel's lost zeros. Most are read without a database, some all the way.
"""

from __future__ import annotations

import csv
import io
import os
import re
import tempfile
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from samenwerking.models import Opgave, Uitvraag, Verbandversie
from samenwerking.toegang.models import Logregel
from samenwerking.uitwisseling.aanleveren import lees_upload
from samenwerking.uitwisseling.exporteren import als_csv
from samenwerking.uitwisseling.fouten import Code, Fouten, Importfout
from samenwerking.uitwisseling.grenzen import GEMEENTE, OPDRACHTREGEL
from samenwerking.uitwisseling.importeren import importeer, lees
from samenwerking.uitwisseling.tabellen import TABELLEN
from samenwerking.uitwisseling.verslag import Wat
from tests.samenwerking.uitwisseling.hulp import bron, gelezen, register
from tests.samenwerking.uitwisseling.werkmap import leden, ods_bestand, xlsx, zip_

TABELLEN_HEEL: dict[str, list[str]] = {
    "verbanden": [
        'zuid,"Zuid; ""de"" Súdwest",CG,GM0392,Haarlem,1,ijmond,"regel 1\nregel 2"',
        "ijmond,IJmond,,393,,0,,",
    ],
    "arrangementen": ["zuid,JE03,JZ13,12,0", "zuid,WM05,,,", "ijmond,JE06,VR12,,"],
    "deelnemers": ["zuid,*,GM0393", "zuid,JE03,Bergen (L.)", "ijmond,JE06,Súdwest-Fryslân"],
    "opgaven": ["GM0392,2013-05-30T12:00:00+02:00,brief", "0397,,", "GM1900,2013-06-01T00:00Z,"],
    "opgaveregels": [
        "GM0392,JE03,verband,zuid,collegebesluit,2013-05-28,2013-07-01,0,=1+1,inkoop,",
        "GM0392,JE03,verband,ijmond,verkenning,,,,,,",
        "397,WM05,landelijk,,,,,1,'s avonds,,",
        "GM1900,JE06,geen,,,,,,,,budget_onbekend",
    ],
    "profielen": ["zuid,geen,0,0,financieel|juridisch,1,0,concept,1,2014-01-01,mandaat" + "," * 9],
    "brieven": ["b,2013-05-30,STZ/1,Samenwerking,VNG|Minister van BZK,", "c,,,,,b"],
    "ondertekeningen": ["b,GM0392,A. Naam,wethouder,GM0397"],
}
AANTAL = int(os.environ.get("VERMINKT", "500"))
"""So many damaged sources of each kind are read by the slow test; `make zwaar` reads 10,000."""
PLEK = re.compile(r"[\w.\-]+:\d+:[\w.\-]+ [A-Z]+ [^\n\r\0]+")
CODERINGEN = ("utf-8", "utf-8-sig", "utf-16", "cp1252", "cp437", "utf-32")
BROKKEN = (
    b"\0",
    b'"',
    b"\xff",
    b"\xc3",
    b"\n",
    b"\r",
    b",",
    b";",
    b"'=",
    b"=cmd|x",
    b"1,5E+05",
    b"*",
)
snel = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@cache
def heel(soort: str) -> dict[str, bytes]:
    """The members of the good source: files of a folder, or what is in the zip."""
    with tempfile.TemporaryDirectory() as tijdelijk:
        pad = bron(Path(tijdelijk) / "map", **TABELLEN_HEEL)
        if soort == "map":
            return {p.name: p.read_bytes() for p in pad.iterdir()}
        inhoud = gelezen(pad)
        bladen = {n: _cellen(als_csv(n, inhoud.van(n))) for n in TABELLEN}
        if soort == "ods":
            return leden(ods_bestand(Path(tijdelijk) / "a.ods", **bladen))
        return leden(xlsx(Path(tijdelijk) / "a.xlsx", **bladen))


def _cellen(tekst: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(tekst, newline="")))


def _kantel(ruw: bytes, toeval: Random) -> bytes:
    plek = toeval.randrange(len(ruw) or 1)
    return ruw[:plek] + bytes([toeval.randrange(256)]) + ruw[plek + 1 :]


def _knip(ruw: bytes, toeval: Random) -> bytes:
    begin, eind = sorted(toeval.randrange(len(ruw) + 1) for _ in range(2))
    return ruw[:begin] + ruw[eind:]


def _kap_af(ruw: bytes, toeval: Random) -> bytes:
    return ruw[: toeval.randrange(len(ruw) + 1)]


def _verdubbel(ruw: bytes, toeval: Random) -> bytes:
    begin, eind = sorted(toeval.randrange(len(ruw) + 1) for _ in range(2))
    return ruw[:eind] + ruw[begin:eind] * toeval.choice((1, 2, 50)) + ruw[eind:]


def _steek_in(ruw: bytes, toeval: Random) -> bytes:
    plek = toeval.randrange(len(ruw) + 1)
    return ruw[:plek] + toeval.choice(BROKKEN) + ruw[plek:]


def _hercodeer(ruw: bytes, toeval: Random) -> bytes:
    tekst = ruw.decode("utf-8", "replace")
    return tekst.encode(toeval.choice(CODERINGEN), "replace")


def _hutsel_rijen(ruw: bytes, toeval: Random) -> bytes:
    rijen = ruw.split(b"\n")
    toeval.shuffle(rijen)
    return b"\n".join(rijen)


def _hutsel_cellen(ruw: bytes, toeval: Random) -> bytes:
    cellen = re.split(rb"(,)", ruw)
    for _ in range(3):
        een, ander = toeval.randrange(len(cellen)), toeval.randrange(len(cellen))
        cellen[een], cellen[ander] = cellen[ander], cellen[een]
    return b"".join(cellen)


def _zonder_nullen(ruw: bytes, toeval: Random) -> bytes:
    return re.sub(rb"GM0*([0-9]+)", rb"\1", ruw)


def _getallen(ruw: bytes, toeval: Random) -> bytes:
    """Other numbers: positions, counts and sizes in the XML, dates and codes in CSV."""
    getal = toeval.choice((b"0", b"-1", b"99", b"1048576", b"9" * 30))
    treffers = list(re.finditer(rb"[0-9]+", ruw))
    if not treffers:
        return ruw
    treffer = toeval.choice(treffers)
    return ruw[: treffer.start()] + getal + ruw[treffer.end() :]


VERMINKINGEN: tuple[Callable[[bytes, Random], bytes], ...] = (
    _kantel,
    _knip,
    _kap_af,
    _verdubbel,
    _steek_in,
    _hercodeer,
    _hutsel_rijen,
    _hutsel_cellen,
    _zonder_nullen,
    _getallen,
)


def verminkt(pad: Path, soort: str, zaad: int) -> Path:
    """A damaged source of this kind; the same `zaad` gives the same bytes."""
    toeval = Random(zaad)
    stukken = dict(heel(soort))
    for _ in range(toeval.choice((1, 1, 1, 2, 4))):
        naam = toeval.choice(sorted(stukken))
        stukken[naam] = toeval.choice(VERMINKINGEN)(stukken[naam], toeval)
    if soort == "map":
        for naam, ruw in stukken.items():
            (pad / naam).write_bytes(ruw)
        return pad
    bestand = zip_(pad / f"bron.{soort}", stukken)
    if toeval.random() < 0.3:
        bestand.write_bytes(toeval.choice(VERMINKINGEN)(bestand.read_bytes(), toeval))
    return bestand


def lees_verminkt(soort: str, zaad: int) -> list[str]:
    """What is wrong with this damaged source; whatever it is, it is said properly."""
    with tempfile.TemporaryDirectory() as tijdelijk:
        pad = verminkt(Path(tijdelijk), soort, zaad)
        try:
            inhoud = gelezen(pad, grenzen=GEMEENTE if zaad % 2 else OPDRACHTREGEL)
        except Importfout as fout:
            regels = [str(f) for f in fout.fouten]
            assert regels
            assert all(PLEK.fullmatch(regel) for regel in regels), regels
            assert {f.code for f in fout.fouten} <= set(Code)
            return regels
        if soort == "map":
            for tabel in inhoud.bestanden:
                assert len(inhoud.van(tabel)) == aantal_rijen(pad / f"{tabel}.csv"), tabel
    return []


def aantal_rijen(pad: Path) -> int:
    """The rows of a file that say something, counted by a reader that refuses nothing."""
    ruw = pad.read_bytes()
    try:
        tekst = ruw.decode("utf-8-sig")
    except UnicodeDecodeError:
        tekst = ruw.decode("cp1252")
    _, *rijen = csv.reader(io.StringIO(tekst, newline=""))
    return sum(any(cel.strip() for cel in rij) for rij in rijen)


@pytest.mark.parametrize("soort", ["map", "ods", "xlsx"])
def test_the_source_is_good_before_it_is_damaged(tmp_path: Path, soort: str) -> None:
    pad = tmp_path / "map" if soort == "map" else tmp_path / f"bron.{soort}"
    if soort == "map":
        pad.mkdir()
        for naam, ruw in heel(soort).items():
            (pad / naam).write_bytes(ruw)
    else:
        zip_(pad, heel(soort))

    inhoud = gelezen(pad)

    assert {n: len(inhoud.van(n)) for n in TABELLEN} == {
        n: len(rijen) for n, rijen in TABELLEN_HEEL.items()
    }


@settings(snel, max_examples=200)
@given(st.sampled_from(("map", "map", "ods", "xlsx")), st.integers(0, 10**9))
@example("map", 0)
def test_a_damaged_source_is_read_or_refused_with_its_place(soort: str, zaad: int) -> None:
    lees_verminkt(soort, zaad)


@pytest.mark.traag
@pytest.mark.parametrize("soort", ["map", "ods", "xlsx"])
def test_many_damaged_sources(soort: str) -> None:
    uitkomsten = [bool(lees_verminkt(soort, zaad)) for zaad in range(AANTAL)]

    assert 0.4 < sum(uitkomsten) / len(uitkomsten) < 1


def lees_verminkte_upload(soort: str, zaad: int) -> bool:
    """Whether a damaged upload is refused; never otherwise than with its errors."""
    with tempfile.TemporaryDirectory() as tijdelijk:
        pad = Path(tijdelijk)
        if soort == "map":
            stukken = pad / "map"
            stukken.mkdir()
            namen = list(verminkt(stukken, soort, zaad).iterdir())
            pad = zip_(pad / "bron.zip", {p.name: p.read_bytes() for p in namen})
        else:
            pad = verminkt(pad, soort, zaad)
        fouten = Fouten()
        try:
            bladen = lees_upload(pad.name, pad.read_bytes(), GEMEENTE, fouten, [])
            lees(bladen, register(), fouten, alleen="GM0392" if zaad % 3 else None)
        except Importfout as fout:
            regels = [str(f) for f in fout.fouten]
            assert regels
            assert all(PLEK.fullmatch(regel) for regel in regels), regels
            return True
    return False


@settings(snel, max_examples=100)
@given(st.sampled_from(("map", "ods", "xlsx")), st.integers(0, 10**9))
def test_a_damaged_upload_is_read_or_refused_with_its_place(soort: str, zaad: int) -> None:
    lees_verminkte_upload(soort, zaad)


@pytest.mark.traag
@pytest.mark.parametrize("soort", ["map", "ods", "xlsx"])
def test_many_damaged_uploads(soort: str) -> None:
    assert any(lees_verminkte_upload(soort, zaad) for zaad in range(AANTAL))


@settings(snel, max_examples=20)
@given(st.binary(max_size=300), st.sampled_from(sorted(TABELLEN)))
def test_bytes_that_are_nothing(ruw: bytes, tabel: str) -> None:
    with tempfile.TemporaryDirectory() as tijdelijk:
        for naam in (f"{tabel}.csv", "a.ods", "a.xlsx", "a.json"):
            pad = Path(tijdelijk) / naam
            pad.write_bytes(ruw)
            try:
                gelezen(pad)
            except Importfout as fout:
                assert fout.fouten


def telling() -> tuple[int, ...]:
    """How many versions of verbanden and rows of the logboek there are, and opgaven."""
    return tuple(m._default_manager.count() for m in (Verbandversie, Logregel, Opgave))


def test_a_damaged_source_writes_all_or_nothing(mei: Uitvraag) -> None:
    @settings(snel, max_examples=30)
    @given(st.sampled_from(("map", "ods", "xlsx")), st.integers(0, 10**9))
    def alles_of_niets(soort: str, zaad: int) -> None:
        eerst = telling()
        with tempfile.TemporaryDirectory() as tijdelijk:
            try:
                verslag = importeer(mei, verminkt(Path(tijdelijk), soort, zaad))
            except Importfout:
                assert telling() == eerst
                return
        wat = Counter((w.soort, w.wat) for w in verslag.veranderd)
        verbanden = wat["verband", Wat.NIEUW] + wat["verband", Wat.GEWIJZIGD]
        erbij = (verbanden, 1 + len(verslag.veranderd), wat["opgave", Wat.NIEUW])
        assert telling() == tuple(a + b for a, b in zip(eerst, erbij, strict=True))

    alles_of_niets()
