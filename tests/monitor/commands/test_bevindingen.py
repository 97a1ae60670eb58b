"""The command `bevindingen`: JSON alone on stdout, tables and sentences, exit codes."""

import csv
import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.bouwers import moment, opgave, uitvraag, verband

pytestmark = pytest.mark.django_db
MAANDAG = moment("2013-05-27 12:00")


@pytest.fixture(autouse=True)
def ronde() -> None:
    """IJmond lists Beverwijk, that says it does pleegzorg by itself."""
    mei = uitvraag(taken=["JE03"])
    velden: dict[str, Any] = {"penvoerder": "Velsen", "vastgelegd_op": MAANDAG}
    verband("ijmond", mei, {"JE03": ["Velsen", "Beverwijk"]}, naam="=IJmond", **velden)
    opgave("Velsen", mei, {"JE03": "ijmond"}, ingediend_op=MAANDAG)
    opgave("Beverwijk", mei, {"JE03": "zelfstandig"}, ingediend_op=moment("2013-05-29 12:00"))


def bevindingen(*argumenten: str) -> str:
    """What the command prints."""
    uit = StringIO()
    call_command("bevindingen", *argumenten, stdout=uit)
    return uit.getvalue()


def test_json_holds_the_five_tables_and_the_moment():
    uitkomst = json.loads(bevindingen("2013-mei", "--nu", "2013-06-01T00:00:00+02:00"))

    assert list(uitkomst) == [
        *("uitvraag", "peildatum", "nu"),
        *("dekking", "relaties", "indicaties", "bevindingen", "drukte"),
    ]
    assert uitkomst["nu"] == "2013-06-01T00:00:00+02:00"
    assert uitkomst["dekking"] == [
        {"gemeente": "GM0375", "taak": "JE03", "staat": "zelfstandig", "verbanden": []},
        {"gemeente": "GM0453", "taak": "JE03", "staat": "gedekt", "verbanden": ["ijmond"]},
    ]
    w2 = next(b for b in uitkomst["bevindingen"] if b["code"] == "W2")
    assert w2 == {
        "code": "W2",
        "gemeenten": ["GM0375"],
        "verband": "ijmond",
        "taak": "JE03",
        "zin": "=IJmond noemt Beverwijk als deelnemer voor Inkoop van jeugdhulp, maar die gemeente"
        " zegt zelf: zelfstandig.",
        "eigen_keuze": None,
    }


def test_bekend_op_shows_what_was_known_then():
    uitkomst = json.loads(bevindingen("2013-mei", "--bekend-op", "2013-05-28"))

    assert [cel["staat"] for cel in uitkomst["dekking"]] == ["onbevestigd", "gedekt"]


def test_a_moment_in_another_zone_is_shown_in_dutch_time():
    uitkomst = json.loads(bevindingen("2013-mei", "--nu", "2013-05-31T22:00:00Z"))

    assert uitkomst["nu"] == "2013-06-01T00:00:00+02:00"


def test_csv_is_a_table_of_findings_in_which_no_cell_starts_a_formula():
    rijen = list(
        csv.DictReader(StringIO(bevindingen("2013-mei", "--formaat", "csv")), delimiter=";")
    )

    w2 = next(rij for rij in rijen if rij["code"] == "W2")
    assert (w2["verband"], w2["gemeenten"], w2["eigen_keuze"]) == ("ijmond", "GM0375", "")
    assert w2["zin"].startswith("'=IJmond noemt Beverwijk")


def test_text_is_one_sentence_a_line():
    regels = bevindingen("2013-mei", "--formaat", "tekst").splitlines()

    assert [regel.split("  ")[0] for regel in regels if regel.startswith("W")] == ["W2"]


def test_an_unknown_round_is_refused_with_a_sentence():
    with pytest.raises(CommandError, match="Onbekende ronde 2013-xx") as fout:
        bevindingen("2013-xx")

    assert fout.value.returncode == 1


@pytest.mark.parametrize("optie", ["--nu", "--bekend-op"])
def test_a_moment_that_is_none_is_wrong_usage(optie: str):
    with pytest.raises(CommandError, match="'gisteren' is geen moment") as fout:
        bevindingen("2013-mei", optie, "gisteren")

    assert fout.value.returncode == 2


def test_the_command_reads_the_round_and_the_stand(django_assert_num_queries):
    with django_assert_num_queries(8):
        bevindingen("2013-mei")
