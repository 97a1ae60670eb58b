"""`laad_referentie` on an empty database: what may be absent, what is refused."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from gemeenten.models import Gemeente
from gemeenten.tabel import Afgewezen
from samenwerking.models import Taak, Uitvraag, Uitvraagtaak
from samenwerking.referentie import laad
from samenwerking.toegang.models import Logregel
from tests.samenwerking.conftest import Wijzig


def fouten(pad: Path) -> list[str]:
    with pytest.raises(Afgewezen) as afgewezen:
        laad(pad)
    return [str(fout) for fout in afgewezen.value.fouten]


def test_optional_columns_and_tables_may_be_absent(db: None, tabellen: Path) -> None:
    for bestand in ("aliassen.csv", "taaknamen.csv", "gemeente_tegels_2013.csv"):
        (tabellen / bestand).unlink(missing_ok=True)
    regels = (tabellen / "uitvragen.csv").read_text().splitlines()
    kop = regels[0].split(",gepubliceerd_op")[0]
    mei = "2013-mei,Mei,2013-05-31,2013-04-18,2013-06-01,2013-06-15,JE03|wmo,collegebesluit,,bron"
    (tabellen / "uitvragen.csv").write_text(f"{kop}\n{mei}\n")

    laad(tabellen)

    assert Uitvraag.objects.get().gepubliceerd_op is None
    assert set(Uitvraagtaak.objects.values_list("taak", flat=True)) == {
        "JE03",
        *(f"WM0{nr}" for nr in range(1, 7)),
    }
    assert Taak.objects.get(code="JE08").korte_naam == "Jeugdbescherming"
    assert len(Taak.objects.get(code="JE11").korte_naam) == 30


@pytest.mark.parametrize(
    ("bestand", "oud", "nieuw", "fout"),
    [
        ("gemeenten_2013.csv", "GM0003,Appi", "0003,Appi", "gemeenten_2013.csv:2:cbs_code CODE"),
        ("gemeenten_2013.csv", "PV20,Groningen,12050", "PV20,Groningen,veel", ":2:inwoners GETAL"),
        ("gemeenten_2013.csv", "PV20,Groningen,12050", "PV99,Groningen,12050", "provincie_code ON"),
        ("regios_2013.csv", "arbeidsmarktregio,AM01", "werkregio,AM01", "regios_2013.csv:14:soort"),
        ("regios_2013.csv", "GM0014,Groningen", "GM9999,Groningen", ":centrumgemeente_code ONBEK"),
        ("gemeente_buren_2013.csv", "GM0003,GM0010", "GM0003,GM0003", "2:buur_code ZELF"),
        ("gemeente_tegels_2013.csv", "GM0003,21,3", "GM0003,,3", "tegels_2013.csv:2:kolom LEEG"),
        ("gemeente_wijzigingen.csv", "voortzetting", "opheffing_samenvoeging", ":soort SOORT"),
        ("gemeente_wijzigingen.csv", "01,GM0082", "01,GM9999", "wijzigingen.csv:3:oude_code ONBEK"),
        ("aliassen.csv", "Haarlemmerliede", "Haarlem", "aliassen.csv:2:alias DUBBEL"),
        (
            "taken.csv",
            "JE01,Eerstelijns jeugdhulp en toegang,jeugd,a",
            "JE01,E,jeugd,d",
            ":niveau ",
        ),
        ("uitvragen.csv", ",jeugd,", ",JE03|JE99,", "uitvragen.csv:3:taken ONBEKEND 'JE99'"),
        ("uitvragen.csv", "2013-06-01T00", "2013-06-31T00", "uitvragen.csv:2:deadline MOMENT"),
        ("uitvragen.csv", "2013-06-15T00", "2013-05-15T00", "uitvragen.csv:2:opent MOMENT"),
        ("rechtsvormen.csv", "OL,Openbaar lichaam,wgr", "OL,O,wet", "rechtsvormen.csv:2:soort ONB"),
    ],
)
def test_an_error_names_file_row_and_column_and_nothing_is_saved(
    db: None, wijzig: Wijzig, bestand: str, oud: str, nieuw: str, fout: str
) -> None:
    regels = fouten(wijzig(bestand, oud, nieuw))

    assert any(fout in regel for regel in regels)
    assert not Gemeente.objects.exists()
    assert not Logregel.objects.exists()


def test_the_command_reports_per_table(db: None) -> None:
    uit = StringIO()
    call_command("laad_referentie", stdout=uit)

    assert "gemeenten: 411 toegevoegd, 0 gewijzigd, 0 ongewijzigd" in uit.getvalue()


def test_the_command_refuses_with_exit_code_1_and_2(db: None, tmp_path: Path) -> None:
    err = StringIO()
    with pytest.raises(CommandError) as geweigerd:
        call_command("laad_referentie", map=tmp_path, stderr=err)
    with pytest.raises(CommandError) as verkeerd:
        call_command("laad_referentie", map=tmp_path / "weg")

    assert (geweigerd.value.returncode, verkeerd.value.returncode) == (1, 2)
    assert "gemeenten_2013.csv:0: BESTAND Het bestand ontbreekt." in err.getvalue()
