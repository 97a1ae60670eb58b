"""The table of rules: complete, sourced, in plain words."""

import re

from monitor.regels.alles import REGELS, evalueer
from monitor.regels.catalogus import CATALOGUS
from monitor.regels.criteria import CRITERIA
from monitor.regels.taal import herkomst
from monitor.regels.weergave import weergave
from tests.monitor.regels.bouwers import PLEEGZORG, code, regel, stand, verband


def test_every_rule_has_a_card_and_every_card_a_rule():
    codes = [re.match(r"([A-Z]\d)\. ", regel.__doc__ or "") for regel in REGELS]

    assert [gevonden and gevonden[1] for gevonden in codes] == sorted(CATALOGUS)


def test_every_card_names_its_source_and_explains_itself_in_one_sentence():
    for kaart in CATALOGUS.values():
        assert re.search(r"S[0-4]-\d\d", kaart.bron), kaart.code
        assert kaart.uitleg.endswith(".")
        assert kaart.titel


def test_the_reader_sees_letters_and_days_and_no_numbers_of_requirements():
    bronnen = [herkomst(k.bron) for k in (*CATALOGUS.values(), *CRITERIA.values())]

    assert not [bron for bron in bronnen if re.search(r"S[0-4]-\d\d|\d-\d+-\d{4}|\(\)", bron)]
    assert herkomst(CATALOGUS["W1"].bron) == (
        "Ledenbrief VNG van 16 januari 2013, brief BZK van 15 maart 2013"
    )
    assert herkomst(CATALOGUS["N1"].bron) == "Kamerbrief 31 839 nr. 343 («donut»)"


def test_every_criterion_names_its_source():
    for criterium in CRITERIA.values():
        assert re.search(r"S[0-4]-\d\d", criterium.bron), criterium.code
        assert criterium.score.__doc__ and criterium.score.__doc__.startswith(criterium.code)


def test_the_outcome_as_data_has_the_keys_others_rely_on():
    wereld = stand(
        "velsen beverwijk",
        regel("velsen", PLEEGZORG, "ijmond"),
        taken=[PLEEGZORG],
        verbanden=[verband("ijmond", naam="IJmond", penvoerder="velsen")],
        arrangementen={("ijmond", PLEEGZORG): "velsen beverwijk"},
        grenzen="velsen-beverwijk",
    )

    uit = weergave(wereld, evalueer(wereld))

    assert uit["uitvraag"] == "2013-mei"
    assert uit["peildatum"] == "2013-05-31"
    assert uit["nu"] == "2013-06-01T00:00:00+02:00"
    assert uit["dekking"] == [
        {"gemeente": "GM0375", "taak": "JE04", "staat": "onbevestigd", "verbanden": ("ijmond",)},
        {"gemeente": "GM0453", "taak": "JE04", "staat": "gedekt", "verbanden": ("ijmond",)},
    ]
    assert uit["relaties"][0] == {
        "verband": "ijmond",
        "taak": "JE04",
        "indeling": "arbeidsmarktregio",
        "relatie": "unie",
        "reparatie": 0,
    }
    assert uit["indicaties"][3] == {"verband": "ijmond", "criterium": "K4", "score": "onbekend"}
    assert uit["bevindingen"] == [
        {
            "code": "W3",
            "gemeenten": [code("beverwijk")],
            "verband": "ijmond",
            "taak": "JE04",
            "zin": "IJmond noemt Beverwijk als deelnemer voor Pleegzorg. Beverwijk heeft zelf nog"
            " niets ingediend.",
            "eigen_keuze": None,
        }
    ]
    assert uit["drukte"][0] == {
        "gemeente": "GM0375",
        "verbanden": 1,
        "verzamelingen": 1,
        "partners": 1,
    }
