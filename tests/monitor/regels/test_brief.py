"""The worked example: the letter of 30 May 2013 on the country as it was."""

import csv
from functools import cache
from pathlib import Path

import pytest

from monitor.regels.alles import evalueer
from monitor.regels.bouwen import bouw
from monitor.regels.criteria import Score
from monitor.regels.dekking import Staat
from monitor.regels.ligging import Ligging, Verhouding, ligging
from monitor.regels.stand import (
    INDELINGEN,
    Rechtsvorm,
    Stand,
    Taak,
    Verband,
)
from tests.monitor.regels.bouwers import CODES, DEADLINE, PEILDATUM, codes

FIXTURES = Path(__file__).parents[3] / "fixtures"
BRIEF = "brief-2013-05-30"
AMBTELIJK = Rechtsvorm("AMB", "Ambtelijke fusie", True, PEILDATUM)


def rijen(naam: str) -> list[dict[str, str]]:
    """The rows of a table of the reference data."""
    with (FIXTURES / f"{naam}.csv").open(encoding="utf-8") as bestand:
        return list(csv.DictReader(bestand))


@cache
def brief() -> Stand:
    """The country of 2013 with what the letter declares."""
    gemeenten = rijen("gemeenten_2013")
    centra = {r["code"]: r["centrumgemeente_code"] or None for r in rijen("regios_2013")}
    return bouw(
        uitvraag="2013-mei",
        peildatum=PEILDATUM,
        deadline=DEADLINE,
        nu=DEADLINE,
        gemeenten=[(g["cbs_code"], g["naam"], int(g["inwoners"])) for g in gemeenten],
        taken=[_taak(rij) for rij in rijen("taken")],
        regioleden=[
            (soort, code, gemeente[soort], centra[code], gemeente["cbs_code"])
            for soort in (*INDELINGEN, "provincie")
            for gemeente in gemeenten
            for code in [gemeente[f"{soort}_code"]]
        ],
        grenzen=[
            (b["cbs_code"], b["buur_code"], float(b["landgrens_km"]), b["alleen_water"] == "1")
            for b in rijen("gemeente_buren_2013")
        ],
        verbanden=[
            Verband(
                rij["verband"],
                rij["naam"],
                AMBTELIJK if rij["rechtsvorm"] == "AMB" else None,
                rij["penvoerder"] or None,
                bestaand=rij["bestaand"] == "1",
            )
            for rij in rijen(f"{BRIEF}/verbanden")
        ],
        arrangementen=[
            ((r["verband"], r["taak"]), r["verband"], r["taak"], *_regio(r["regio"]), None, None)
            for r in rijen(f"{BRIEF}/arrangementen")
        ],
        deelnames=[
            ((deelnemer["verband"], r["taak"]), deelnemer["gemeente"])
            for deelnemer in rijen(f"{BRIEF}/deelnemers")
            for r in rijen(f"{BRIEF}/arrangementen")
            if r["verband"] == deelnemer["verband"] and deelnemer["taak"] in ("*", r["taak"])
        ],
        opgaven=[rij["gemeente"] for rij in rijen(f"{BRIEF}/opgaven")],
        regels=[
            (
                *(rij["gemeente"], rij["taak"], rij["wijze"]),
                *(rij["verband"] or None, rij["stadium"] or None, rij["collegebesluit"] or None),
            )
            for rij in rijen(f"{BRIEF}/opgaveregels")
        ],
    )


def _taak(rij: dict[str, str]) -> Taak:
    return Taak(
        rij["code"],
        rij["naam"],
        rij["decentralisatie"],
        rij["niveau"],
        rij["samenwerking_noodzakelijk"] == "1",
        rij["landelijk_mogelijk"] == "1",
        rij["referentie_indeling"],
        int(rij["norm_inwoners"]) if rij["norm_inwoners"] else None,
    )


def _regio(code: str) -> tuple[str | None, str | None]:
    return ("veiligheidsregio", code) if code else (None, None)


def ligging_van(gebied: list[str], indeling: str) -> tuple[Ligging, tuple[str, ...]]:
    """How an area lies in an indeling, and who moves in the smallest repair."""
    stand = brief()
    gevonden = ligging(sum(stand.bit[code] for code in gebied), stand.indelingen[indeling])
    return gevonden, stand.codes(gevonden.reparatie.erbij | gevonden.reparatie.eruit)


MET_DE_RONDE_VENEN = list(CODES.values())
GEBIED = [code for code in MET_DE_RONDE_VENEN if code != CODES["de_ronde_venen"]]


def test_the_area_of_the_letter_is_a_union_of_two_veiligheidsregios():
    gevonden, _ = ligging_van(GEBIED, "veiligheidsregio")

    assert gevonden.verhouding is Verhouding.UNIE


def test_with_de_ronde_venen_it_cuts_and_one_step_repairs():
    gevonden, wie = ligging_van(MET_DE_RONDE_VENEN, "veiligheidsregio")

    assert (gevonden.verhouding, gevonden.stappen) == (Verhouding.DOORSNIJDT, 1)
    assert wie == codes("de_ronde_venen")


def test_against_the_arbeidsmarktregios_the_area_with_de_ronde_venen_lacks_landsmeer():
    gevonden, wie = ligging_van(MET_DE_RONDE_VENEN, "arbeidsmarktregio")

    assert (gevonden.verhouding, gevonden.stappen) == (Verhouding.DOORSNIJDT, 1)
    assert [brief().naam(code) for code in wie] == ["Landsmeer"]


@pytest.mark.parametrize("gemeente", ["haarlemmermeer", "amsterdam"])
def test_a_large_gemeente_is_zelfstandig_on_b_without_d3(gemeente: str):
    uit = evalueer(brief())

    staten = {c.taak: c.staat for c in uit.dekking if (c.gemeente,) == codes(gemeente)}
    assert staten["JE03"] is staten["WM02"] is staten["PA02"] is Staat.ZELFSTANDIG
    assert not [b for b in uit.bevindingen if b.code == "D3" and b.gemeenten == codes(gemeente)]


def test_aalsmeer_and_amstelveen_are_over_the_norm_together():
    stand = brief()
    leden = stand.leden["aalsmeer-amstelveen", "JE03"]

    assert stand.inwoners(leden) > 100_000
    indicaties = {i[:2]: i.score for i in evalueer(stand).indicaties}
    assert indicaties["aalsmeer-amstelveen", "K3"] is Score.VOLDOET
    assert indicaties["aalsmeer-amstelveen", "K4"] is Score.VOLDOET


def test_jeugdbescherming_is_organised_by_whole_veiligheidsregios():
    relaties = {
        r.verband: (r.relatie, r.reparatie)
        for r in evalueer(brief()).relaties
        if (r.taak, r.indeling) == ("JE08", "veiligheidsregio")
    }

    assert relaties == {
        "vr-amsterdam-amstelland": (Verhouding.SAMENVALT, 0),
        "vr-kennemerland": (Verhouding.SAMENVALT, 0),
        "vr-utrecht": (Verhouding.SAMENVALT, 0),
    }


def test_every_cell_of_the_country_has_a_staat():
    assert len(evalueer(brief()).dekking) == 408 * 18
