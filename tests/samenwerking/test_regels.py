"""The pure rules of the opgave: the clock to the microsecond, completeness, hash, ligging."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from samenwerking.regels import (
    Antwoord,
    Besluitdata,
    Fase,
    Ligging,
    Zwaarte,
    controleer,
    fase,
    inhoud_hash,
    ligging,
    mag_indienen,
)
from samenwerking.termijn import resterend, uiterlijk
from tests.bouwers import moment

MICRO = timedelta(microseconds=1)
MEI = {
    "opent": moment("2013-04-18"),
    "deadline": moment("2013-06-01"),
    "sluit": moment("2013-06-15"),
}
NAMEN = {"JE03": "Inkoop van jeugdhulp", "JE06": "Residentiële jeugdzorg"}


@pytest.mark.parametrize(
    ("grens", "ervoor", "erna"),
    [
        ("opent", Fase.NOG_NIET_OPEN, Fase.OPEN),
        ("deadline", Fase.OPEN, Fase.TE_LAAT),
        ("sluit", Fase.TE_LAAT, Fase.GESLOTEN),
    ],
)
def test_a_phase_begins_at_its_moment_and_not_a_microsecond_earlier(
    grens: str, ervoor: Fase, erna: Fase
) -> None:
    assert fase(MEI[grens] - MICRO, **MEI) is ervoor
    assert fase(MEI[grens], **MEI) is erna


def test_the_may_round_closes_at_ten_in_the_evening_of_greenwich() -> None:
    assert fase(datetime(2013, 5, 31, 21, 59, 59, 999999, tzinfo=UTC), **MEI) is Fase.OPEN
    assert fase(datetime(2013, 5, 31, 22, tzinfo=UTC), **MEI) is Fase.TE_LAAT


def test_a_round_that_ends_after_the_clocks_go_back_closes_at_eleven_of_greenwich() -> None:
    oktober = {
        "opent": moment("2013-10-01"),
        "deadline": moment("2013-10-31"),
        "sluit": moment("2013-11-15"),
    }

    assert fase(datetime(2013, 10, 30, 22, 59, 59, 999999, tzinfo=UTC), **oktober) is Fase.OPEN
    assert fase(datetime(2013, 10, 30, 23, tzinfo=UTC), **oktober) is Fase.TE_LAAT


def test_a_closed_round_takes_an_opgave_only_while_it_is_reopened() -> None:
    tot = moment("2013-07-01")

    assert mag_indienen(Fase.GESLOTEN, heropend_tot=tot, moment=tot - MICRO)
    assert not mag_indienen(Fase.GESLOTEN, heropend_tot=tot, moment=tot)
    assert not mag_indienen(Fase.GESLOTEN, heropend_tot=None, moment=tot)
    assert not mag_indienen(Fase.NOG_NIET_OPEN, heropend_tot=tot, moment=tot - MICRO)


def punten(*antwoorden: Antwoord, landelijk: set[str] | None = None) -> list[tuple[str, str]]:
    """(code, taak) of what the check says; cooperation is needed for JE03."""
    gevonden = controleer(
        antwoorden,
        noodzakelijk={"JE03"},
        landelijk_mogelijk=landelijk or set(),
        namen=NAMEN,
        peildatum=date(2013, 5, 31),
    )
    return [(punt.code, punt.taak) for punt in gevonden]


def verband(slug: str, stadium: str | None = "intentie", genomen: date | None = None) -> Antwoord:
    return Antwoord(
        "JE03", "verband", verband=slug, stadium=stadium, college=Besluitdata(genomen=genomen)
    )


def test_a_taak_without_an_answer_becomes_a_witte_vlek_but_an_a_taak_does_not() -> None:
    assert punten() == [("O1", "JE03")]
    assert punten(Antwoord("JE03", "geen")) == [("O1", "JE03")]
    assert punten(Antwoord("JE03", "zelfstandig")) == []


def test_several_answers_for_a_taak_are_only_layers_of_verbanden() -> None:
    assert punten(verband("ijmond"), verband("zuid-kennemerland")) == []
    assert punten(verband("ijmond"), Antwoord("JE03", "zelfstandig")) == [("O2", "JE03")]


def test_a_verband_needs_a_stadium() -> None:
    assert punten(verband("ijmond", stadium=None)) == [("O3", "JE03")]


def test_landelijk_is_an_answer_only_where_the_catalogue_allows_it() -> None:
    assert punten(Antwoord("JE03", "landelijk")) == [("O4", "JE03")]
    assert punten(Antwoord("JE03", "landelijk"), landelijk={"JE03"}) == []


def test_a_decision_that_was_taken_has_a_date_on_or_before_the_peildatum() -> None:
    assert punten(verband("ijmond", "voorstel")) == []
    assert punten(verband("ijmond", "collegebesluit")) == [("O5", "JE03")]
    assert punten(verband("ijmond", "collegebesluit", date(2013, 5, 31))) == []
    assert punten(verband("ijmond", "collegebesluit", date(2013, 6, 1))) == [("O5", "JE03")]


def test_a_decision_that_is_planned_lies_ahead_unless_it_was_taken() -> None:
    def gepland(jaar: int, genomen: date | None = None) -> Antwoord:
        raad = Besluitdata(gepland=date(jaar, 5, 31), genomen=genomen)
        return Antwoord("JE03", "verband", verband="ijmond", stadium="intentie", raad=raad)

    assert punten(gepland(2013)) == []
    assert punten(gepland(2012)) == [("O5", "JE03")]
    assert punten(gepland(2012, genomen=date(2013, 5, 31))) == []
    assert punten(gepland(2012, genomen=date(2013, 6, 1))) == [("O5", "JE03")]


def test_only_what_cannot_be_is_an_error() -> None:
    gevonden = controleer(
        [],
        noodzakelijk={"JE03"},
        landelijk_mogelijk=set(),
        namen=NAMEN,
        peildatum=date(2013, 5, 31),
    )

    assert [p.zwaarte for p in gevonden] == [Zwaarte.LET_OP]


def test_the_hash_knows_no_order_and_misses_no_change() -> None:
    een, ander = verband("ijmond"), verband("zuid-kennemerland")

    assert inhoud_hash([een, ander]) == inhoud_hash([ander, een])
    assert inhoud_hash([een]) != inhoud_hash([verband("ijmond", "voorstel")])


@pytest.mark.parametrize(
    ("ene", "andere", "hoe"),
    [
        ("ab", "cd", Ligging.LOS),
        ("", "ab", Ligging.LOS),
        ("ab", "ba", Ligging.GELIJK),
        ("abc", "ab", Ligging.OMVAT),
        ("a", "ab", Ligging.BINNEN),
        ("abc", "bcd", Ligging.KRUIST),
    ],
)
def test_sets_cross_when_they_share_some_and_neither_holds_the_other(
    ene: str, andere: str, hoe: Ligging
) -> None:
    assert ligging(list(ene), list(andere)) is hoe


@pytest.mark.parametrize(
    ("nu", "rest"),
    [
        ("2013-05-30 15:00", "1 dag en 9 uur"),
        ("2013-05-29 00:00", "3 dagen"),
        ("2013-05-31 10:01", "13 uur en 59 minuten"),
        ("2013-05-31 23:59", "1 minuut"),
        ("2013-05-31 23:59:30", "minder dan een minuut"),
    ],
)
def test_the_time_left_is_told_in_two_units(nu: str, rest: str) -> None:
    assert resterend(moment(nu), MEI["deadline"]) == rest


def test_a_deadline_at_midnight_is_told_as_the_day_before() -> None:
    assert uiterlijk(MEI["deadline"]) == "tot en met vrijdag 31 mei"
    assert uiterlijk(moment("2013-06-03 17:00")) == "tot maandag 3 juni, 17.00 uur"
