"""Dates on a card: a slip of the keyboard is refused, a decision that runs ahead is pointed out."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from samenwerking.forms.opgave import DatumField
from samenwerking.regels import Antwoord, Besluitdata, controleer


@pytest.mark.parametrize("goed", ["1-1-2000", "18-6-2013", "31-12-2030", ""])
def test_a_date_in_reach_is_taken(goed: str) -> None:
    DatumField().clean(goed)


@pytest.mark.parametrize("fout", ["31-12-1999", "1-1-1913", "1-1-2031", "31-2-2013"])
def test_a_date_out_of_reach_is_refused(fout: str) -> None:
    with pytest.raises(ValidationError):
        DatumField().clean(fout)


@pytest.mark.parametrize(("stadium", "aantal"), [("voorstel", 1), ("collegebesluit", 0)])
def test_a_decision_that_runs_ahead_of_its_stadium_is_pointed_out(
    stadium: str, aantal: int
) -> None:
    antwoord = Antwoord(
        "JE03",
        "verband",
        verband="zuid-kennemerland",
        stadium=stadium,
        college=Besluitdata(genomen=date(2013, 5, 28)),
    )
    punten = controleer(
        [antwoord],
        noodzakelijk={"JE03"},
        landelijk_mogelijk=set(),
        namen={"JE03": "Inkoop van jeugdhulp"},
        peildatum=date(2013, 5, 31),
    )

    assert len(punten) == aantal
