"""The example rounds show what the Kamerbrief says, and something for every screen."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import datetime

import pytest

from tests.samenwerking.voorbeeldbron import (
    CODE,
    FIXTURES,
    GEMEENTEN,
    IN_BRIEF,
    LETTER,
    MEI,
    NOV,
    REGIOS,
    RONDEN,
    SAMEN,
    STADIA,
    TAKEN,
    alles,
    bron,
    deelnemers,
    gevonden,
    hoogste,
    leden,
    lees,
    vastgesteld,
)

JEUGD = sorted(t for t in TAKEN if t.startswith("JE"))
JEUGD_SAMEN = sorted(SAMEN & set(JEUGD))
REGELS = {"D": 5, "W": 3, "C": 3, "A": 1, "N": 2, "B": 1, "T": 7}
KLASSEN = ("geen", "in_gesprek", "in_uitwerking", "vastgesteld")
DEMOKLOK = datetime.fromisoformat("2013-05-31T10:00:00+02:00")
DEADLINE = {
    MEI: datetime.fromisoformat("2013-06-01T00:00:00+02:00"),
    NOV: datetime.fromisoformat("2013-12-01T00:00:00+01:00"),
}


def ontvangen(uitvraag: str) -> list[datetime]:
    return [
        datetime.fromisoformat(rij["ingediend_op"])
        for rij in alles(uitvraag)["opgaven"]
        if rij["ingediend_op"]
    ]


def codes(uitvraag: str) -> Counter[str]:
    return Counter(b["code"] for b in gevonden(uitvraag)["bevindingen"])


# -- 2013-mei ------------------------------------------------------------------------------------


def test_the_letter_speaks_for_its_own_seventeen_gemeenten() -> None:
    eigen = bron(MEI)
    verbanden = {rij["verband"] for rij in LETTER["verbanden"]}

    assert len(IN_BRIEF) == 17
    assert not IN_BRIEF & {rij["gemeente"] for rij in eigen["opgaven"] + eigen["opgaveregels"]}
    assert not verbanden & {rij["verband"] for rij in eigen["verbanden"] + eigen["arrangementen"]}


def test_at_the_demo_clock_two_thirds_of_the_gemeenten_are_in() -> None:
    binnen = sum(moment <= DEMOKLOK for moment in ontvangen(MEI))

    assert 0.60 <= binnen / 408 <= 0.75


def test_in_may_391_submit_of_whom_22_te_laat_and_17_do_not() -> None:
    momenten = ontvangen(MEI)
    concept = [rij for rij in bron(MEI)["opgaven"] if not rij["ingediend_op"]]

    assert len(momenten) == 391
    assert sum(moment >= DEADLINE[MEI] for moment in momenten) == 22
    assert len(concept) == 4
    assert {rij["kanaal"] for rij in bron(MEI)["opgaven"]} == {"portaal", "spreadsheet", "brief"}


def test_witte_vlekken_are_mostly_c_taken_and_119_come_from_the_letter() -> None:
    wit = [cel for cel in gevonden(MEI)["dekking"] if cel["staat"] == "witte_vlek"]
    c_taken = [cel for cel in wit if TAKEN[cel["taak"]]["niveau"] == "c"]

    assert len(wit) == 481
    assert sum(cel["gemeente"] in IN_BRIEF for cel in wit) == 7 * 17
    assert len(c_taken) > 0.7 * len(wit)


def test_every_staat_and_every_rule_has_an_example_in_may() -> None:
    staten = {cel["staat"] for cel in gevonden(MEI)["dekking"]}
    regels = {f"{soort}{nummer}" for soort, tot in REGELS.items() for nummer in range(1, tot + 1)}

    assert len(staten) == 8
    assert regels == set(codes(MEI))
    assert 15 <= codes(MEI)["W1"] <= 60
    assert 15 <= codes(MEI)["W2"] <= 60


def test_the_two_donuts_are_maastricht_by_choice_and_roermond_left_out() -> None:
    donuts = {
        (b["gemeenten"][0], b["eigen_keuze"])
        for b in gevonden(MEI)["bevindingen"]
        if b["code"] == "N1"
    }

    assert donuts == {(CODE["Maastricht"], True), (CODE["Roermond"], False)}


@pytest.mark.parametrize("criterium", ["K1", "K2", "K3", "K4", "K5"])
def test_every_score_of_every_criterion_occurs(criterium: str) -> None:
    scores = {i["score"] for i in gevonden(MEI)["indicaties"] if i["criterium"] == criterium}

    assert scores == {"voldoet", "deels", "voldoet_niet", "onbekend"}


def test_pleegzorg_follows_the_jeugdregio_and_jeugdzorgplus_unions_of_them() -> None:
    relaties = Counter(
        (r["taak"], r["relatie"])
        for r in gevonden(MEI)["relaties"]
        if r["indeling"] == "jeugdregio" and r["taak"] in ("JE04", "JE10")
    )

    assert relaties["JE04", "samenvalt"] >= 20
    assert relaties["JE10", "unie"] >= 6


def test_subregios_are_three_to_eight_neighbours() -> None:
    buren = defaultdict(set)
    for rij in lees(FIXTURES / "gemeente_buren_2013.csv"):
        buren[rij["cbs_code"]].add(rij["buur_code"])
    los = []
    for rij in lees(FIXTURES / "voorbeeld" / "subregios.csv"):
        groep = {CODE[naam] for naam in rij["gemeenten"].split("|")}
        deel, rand = set(), {min(groep)}
        while rand:
            deel |= rand
            rand = set().union(*(buren[g] for g in rand)) & groep - deel
        assert 3 <= len(groep) <= 8
        if deel != groep:
            los.append(rij["naam"])

    assert los == ["De Waddeneilanden"]


# -- 2013-nov: the published figures -------------------------------------------------------------


def test_in_november_everybody_submits_a_few_of_them_te_laat() -> None:
    momenten = ontvangen(NOV)

    assert {rij["gemeente"] for rij in bron(NOV)["opgaven"]} == set(GEMEENTEN)
    assert len(momenten) == 408
    assert 1 <= sum(moment >= DEADLINE[NOV] for moment in momenten) <= 10


def test_v1_between_30_and_50_percent_of_the_intenties_of_may_are_converted() -> None:
    aandelen = {}
    for taak in JEUGD:
        cohort = {g for g, s in hoogste(alles(MEI), taak).items() if s in ("intentie", "voorstel")}
        nu = hoogste(alles(NOV), taak)
        omgezet = [g for g in cohort if nu.get(g, STADIA[0]) in STADIA[3:]]
        aandelen[taak] = len(omgezet) / len(cohort)

    assert all(0.30 <= aandeel <= 0.50 for aandeel in aandelen.values()), aandelen
    assert len({round(aandeel, 2) for aandeel in aandelen.values()}) > 6


def test_v2_about_half_of_the_gemeenten_has_it_vastgesteld() -> None:
    aandelen = {taak: len(vastgesteld(alles(NOV), taak)) / 408 for taak in JEUGD_SAMEN}

    assert all(0.45 <= aandeel <= 0.55 for aandeel in aandelen.values()), aandelen
    assert len({round(aandeel, 2) for aandeel in aandelen.values()}) > 4


def test_v4_risicoverevening_is_5_21_16_of_the_42_jeugdregios() -> None:
    klasse = {rij["verband"]: rij["risicoverevening"] for rij in bron(NOV)["profielen"]}
    groepen = deelnemers(bron(NOV))
    beste = {
        regio: max(
            (
                klasse.get(verband) or "geen"
                for (verband, _), groep in groepen.items()
                if gemeenten <= groep
            ),
            key=KLASSEN.index,
        )
        for regio, gemeenten in leden("jeugdregio").items()
    }

    assert len(beste) == 42
    assert Counter(beste.values()) == {"vastgesteld": 5, "in_uitwerking": 21, "in_gesprek": 16}


def test_risicoverevening_in_uitwerking_is_planned_early_2014() -> None:
    namen = {rij["verband"] for rij in bron(NOV)["arrangementen"] if rij["regio"] in REGIOS}
    data = [
        rij["verevening_gepland"]
        for rij in bron(NOV)["profielen"]
        if rij["verband"] in namen and rij["risicoverevening"] == "in_uitwerking"
    ]

    assert len(data) >= 21
    assert all("2014-01-01" <= datum <= "2014-04-30" for datum in data)


def test_november_has_no_witte_vlekken_and_no_donut() -> None:
    dekking = gevonden(NOV)["dekking"]

    assert len(dekking) == 408 * 10
    assert not [cel for cel in dekking if cel["staat"] in ("witte_vlek", "onbevestigd")]
    assert codes(NOV)["N1"] == 0
    assert codes(NOV)["C1"] > 0


@pytest.mark.parametrize("uitvraag", RONDEN)
def test_nearly_every_decision_of_the_example_has_its_date(uitvraag: str) -> None:
    besloten = [rij for rij in bron(uitvraag)["opgaveregels"] if rij["stadium"] in STADIA[3:]]
    met_datum = [rij for rij in besloten if rij["collegebesluit"]]

    assert 0.98 < len(met_datum) / len(besloten) < 1


def test_a_verband_has_the_same_slug_and_name_in_both_rounds() -> None:
    mei = {rij["verband"]: rij["naam"] for rij in alles(MEI)["verbanden"]}
    nov = {rij["verband"]: rij["naam"] for rij in bron(NOV)["verbanden"]}
    jeugd = {rij["verband"] for rij in alles(MEI)["arrangementen"] if rij["taak"] in JEUGD}

    assert jeugd <= set(nov)
    assert all(nov[slug] == mei[slug] for slug in set(mei) & set(nov))
    assert len(set(nov) - set(mei)) <= 6


def test_the_legal_track_comes_last() -> None:
    stadia = Counter(rij["juridisch_stadium"] for rij in bron(NOV)["profielen"])
    onderweg = stadia["niet_besproken"] + stadia["in_gesprek"] + stadia["concept"]

    assert onderweg > 0.6 * stadia.total()


# -- the small tables ----------------------------------------------------------------------------


def test_visits_reach_a_bit_over_a_hundred_gemeenten_ten_of_them_incongruent() -> None:
    bezoeken = lees(FIXTURES / "voorbeeld" / "bezoeken.csv")
    bezocht = {g for rij in bezoeken for g in rij["gemeenten"].split("|")}
    uitgelegd = {rij["gemeente"] for rij in lees(FIXTURES / "voorbeeld" / "uitleg.csv")} - {""}

    assert len(bezoeken) == 26
    assert 101 <= len(bezocht) <= 115
    assert bezocht <= set(GEMEENTEN)
    assert {CODE[naam] for naam in ("Marum", "Delft", "Venlo")} <= bezocht
    assert 10 <= len(bezocht & uitgelegd) <= 15
    assert all("2013-08-27" <= rij["datum"] <= "2013-12-01" for rij in bezoeken)
    assert all(rij["regio"] in REGIOS for rij in bezoeken)


def test_every_uitleg_is_about_a_finding_of_may() -> None:
    bevindingen = {
        (b["code"], b["verband"] or "", b["taak"] or "", "" if b["code"] == "C1" else g)
        for b in gevonden(MEI)["bevindingen"]
        for g in b["gemeenten"]
    }
    uitleg = lees(FIXTURES / "voorbeeld" / "uitleg.csv")

    assert len(uitleg) >= 30
    for rij in uitleg:
        assert (rij["code"], rij["verband"], rij["taak"], rij["gemeente"]) in bevindingen


def test_every_taak_has_a_short_name_and_one_sentence() -> None:
    namen = lees(FIXTURES / "taaknamen.csv")

    assert [rij["code"] for rij in namen] == list(TAKEN)
    assert all(0 < len(rij["korte_naam"]) <= 22 for rij in namen)
    assert all(rij["omschrijving"].endswith(".") for rij in namen)
