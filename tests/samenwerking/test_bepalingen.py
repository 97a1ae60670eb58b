"""What a letter says per gemeente: grouped and ungrouped it is the same."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from samenwerking.bepalingen import (
    Bepaling,
    antwoorden_voor,
    botsingen,
    groepeer,
    overnemen,
)
from samenwerking.regels import Antwoord, Besluitdata

AALSMEER, HAARLEMMERMEER, HEEMSTEDE = "GM0358", "GM0394", "GM0397"


def wie(*codes: str) -> frozenset[str]:
    return frozenset(codes)


def test_haarlemmermeer_is_zelfstandig_where_aalsmeer_names_its_verband() -> None:
    brief = [
        Bepaling(
            wie("JE03", "WM02"), wie(AALSMEER), "verband", "aalsmeer-amstelveen", "in_werking"
        ),
        Bepaling(wie("JE03"), wie(HAARLEMMERMEER), "zelfstandig"),
    ]

    assert [(a.taak, a.verband) for a in antwoorden_voor(brief, AALSMEER)] == [
        ("JE03", "aalsmeer-amstelveen"),
        ("WM02", "aalsmeer-amstelveen"),
    ]
    assert [a.wijze for a in antwoorden_voor(brief, HAARLEMMERMEER)] == ["zelfstandig"]
    assert antwoorden_voor(brief, HEEMSTEDE) == []


def test_a_taak_has_one_answer_or_only_verbanden() -> None:
    zelf = Bepaling(wie("JE03"), wie(AALSMEER, HEEMSTEDE), "zelfstandig")
    zk = Bepaling(wie("JE03", "JE04"), wie(HEEMSTEDE), "verband", "zk", "intentie")
    kennemerland = Bepaling(wie("JE03"), wie(HEEMSTEDE), "verband", "kennemerland", "intentie")

    assert botsingen([zelf], zk) == ({HEEMSTEDE}, {"JE03"})
    assert botsingen([zk], zk) == ({HEEMSTEDE}, {"JE03", "JE04"})
    assert botsingen([zk], kennemerland) == (set(), set())
    assert botsingen([zelf], Bepaling(wie("JE04"), wie(AALSMEER), "zelfstandig")) == (set(), set())


def test_the_own_dates_stay_and_the_stadium_is_that_of_the_letter() -> None:
    college = Besluitdata(genomen=date(2013, 5, 21), kenmerk="2013.0031131")
    eigen = Antwoord(
        "JE03", "verband", "zk", "verkenning", college=college, voorlopig=True, toelichting="Eigen."
    )
    brief = Antwoord("JE03", "verband", "zk", "intentie")

    (samen,) = overnemen([eigen], [brief])

    assert (samen.stadium, samen.college, samen.voorlopig) == ("intentie", college, True)
    assert samen.toelichting == "Eigen."
    assert overnemen([eigen], [Antwoord("JE03", "zelfstandig")]) == [
        Antwoord("JE03", "zelfstandig")
    ]


ANTWOORDEN = st.dictionaries(
    st.sampled_from(["JE03", "JE04", "JE08", "WM02", "PA02"]),
    st.sampled_from([("verband", "zk", "intentie"), ("verband", "ijmond", "in_werking"), None]),
)


@given(st.dictionaries(st.sampled_from([AALSMEER, HAARLEMMERMEER, HEEMSTEDE]), ANTWOORDEN))
def test_grouping_loses_nothing_and_adds_nothing(keuzes) -> None:
    per_gemeente = {
        gemeente: [
            Antwoord(taak, *keuze) if keuze else Antwoord(taak, "zelfstandig")
            for taak, keuze in sorted(antwoorden.items())
        ]
        for gemeente, antwoorden in keuzes.items()
    }

    brief = groepeer(per_gemeente)

    for gemeente, antwoorden in per_gemeente.items():
        assert antwoorden_voor(brief, gemeente) == antwoorden
    assert {g for b in brief for g in b.gemeenten} == {g for g, a in per_gemeente.items() if a}
