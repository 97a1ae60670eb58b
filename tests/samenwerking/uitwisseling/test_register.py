"""Gemeenten by code, number, name and alias: never the wrong one."""

from __future__ import annotations

import pytest

from samenwerking.uitwisseling.fouten import Code
from samenwerking.uitwisseling.register import Onbekend, bekend
from tests.samenwerking.uitwisseling.hulp import register


@pytest.mark.parametrize(
    ("tekst", "code"),
    [
        ("GM0392", "GM0392"),
        ("gm0392", "GM0392"),
        ("0392", "GM0392"),
        ("392", "GM0392"),
        ("392.0", "GM0392"),
        ("Haarlem", "GM0392"),
        ("HAARLEM", "GM0392"),
        ("sudwest-fryslan", "GM1900"),
        ("Súdwest-Fryslân", "GM1900"),
        ("Zuidwest-Friesland", "GM1900"),
        ("Haarlemmerliede", "GM0393"),
        ("Bergen (L.)", "GM0893"),
        ("bergen (nh.)", "GM0373"),
    ],
)
def test_a_gemeente_is_found_by_code_number_name_or_alias(tekst: str, code: str) -> None:
    assert register().gemeente(tekst) == code


@pytest.mark.parametrize(
    "tekst",
    ["GM392", "GM9999", "9999", "00392", "392.5", "3.92", "GM03920", "Haarlm", "-", "٣٩٢", "0"],
)
def test_what_is_not_exactly_a_gemeente_is_refused(tekst: str) -> None:
    with pytest.raises(Onbekend) as fout:
        register().gemeente(tekst)

    assert fout.value.code == Code.GEMEENTE


def test_every_code_without_its_zeros_is_still_the_same_gemeente() -> None:
    alle = register()

    assert all(alle.gemeente(code[2:].lstrip("0")) == code for code in alle.gemeenten)


def test_two_gemeenten_are_called_bergen() -> None:
    with pytest.raises(Onbekend) as fout:
        register().gemeente("Bergen")

    assert fout.value.code == Code.MEERDUIDIG
    assert fout.value.melding == (
        "twee gemeenten heten Bergen: kies GM0373 Bergen (NH.) of GM0893 Bergen (L.)."
    )


def test_an_alias_of_two_gemeenten_is_ambiguous() -> None:
    namen = {**register().namen, "kennemerland": frozenset({"GM0392", "GM0397"})}

    with pytest.raises(Onbekend) as fout:
        register(namen=namen).gemeente("Kennemerland")

    assert "GM0392 Haarlem of GM0397 Heemstede" in fout.value.melding


def test_a_typing_error_gets_a_proposal() -> None:
    with pytest.raises(Onbekend) as fout:
        register().gemeente("Heemsteede")

    assert fout.value.melding == "Onbekende gemeente «Heemsteede». Bedoelt u GM0397 Heemstede?"


@pytest.mark.parametrize("tekst", ["GM1921", "1921", "De Friese Meren"])
def test_a_gemeente_of_another_time_says_who_to_choose(tekst: str) -> None:
    alle = register(gemeenten={**register().gemeenten, "GM0051": "Skarsterlân"})

    with pytest.raises(Onbekend) as fout:
        alle.gemeente(tekst)

    assert fout.value.code == Code.PEILDATUM
    assert fout.value.melding == (
        "GM1921 De Friese Meren bestaat niet op 2013-05-31. Kies GM0051 Skarsterlân."
    )


def test_a_code_gets_proposals_by_code_and_by_name() -> None:
    with pytest.raises(Onbekend, match=r"Bedoelt u CG \(Centrumregeling\)"):
        bekend("centrumregeling", register().rechtsvormen, Code.RECHTSVORM, "Rechtsvorm")
    with pytest.raises(Onbekend, match=r"Bedoelt u JE03 \(Inkoop van jeugdhulp\)"):
        bekend("JE3", register().taken, Code.TAAK, "Taak")


def test_no_proposals_among_thousands_or_for_a_page_of_text() -> None:
    veel = {f"verband-{n}": "" for n in range(5000)}

    with pytest.raises(Onbekend, match="Gebruik een bestaande code"):
        bekend("verband-x", veel, Code.VERBAND, "Verband")
    with pytest.raises(Onbekend):
        register().gemeente("Haarlem " * 4000)
