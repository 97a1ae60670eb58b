"""The table of rules: complete, sourced, in plain words."""

import re

from monitor.regels.alles import REGELS, evalueer
from monitor.regels.catalogus import CATALOGUS
from monitor.regels.criteria import CRITERIA
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
            "zin": "IJmond noemt Beverwijk als deelnemer voor Pleegzorg. Beverwijk heeft zelf na de"
            " deadline nog niets ingediend.",
            "eigen_keuze": None,
        }
    ]
    assert uit["drukte"][0] == {
        "gemeente": "GM0375",
        "verbanden": 1,
        "verzamelingen": 1,
        "partners": 1,
    }
