"""What Alphen aan den Rijn starts from, in the round after Boskoop and Rijnwoude joined it."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from samenwerking.regels import Antwoord, Besluitdata
from samenwerking.samenvoeging import voeg_samen

BESLUIT = Besluitdata(genomen=date(2013, 10, 1), kenmerk="2013/77")
ANDER_BESLUIT = Besluitdata(genomen=date(2013, 11, 5))


def mee(verband: str, stadium: str = "intentie", taak: str = "JE03", **velden: object) -> Antwoord:
    return Antwoord(taak, "verband", verband, stadium, **velden)


def test_three_gemeenten_that_say_the_same_say_it_once() -> None:
    samen = voeg_samen({"Alphen": [mee("mh")], "Boskoop": [mee("mh")], "Rijnwoude": [mee("mh")]})

    assert samen.antwoorden == [mee("mh")]
    assert samen.verschillen == {}


def test_the_merged_answer_stands_no_further_than_the_least_far() -> None:
    samen = voeg_samen(
        {"Alphen": [mee("mh", "raadsbesluit")], "Boskoop": [mee("mh", "collegebesluit")]}
    )

    assert [a.stadium for a in samen.antwoorden] == ["collegebesluit"]


def test_a_decision_stays_when_all_name_it() -> None:
    gelijk = voeg_samen({"a": [mee("mh", college=BESLUIT)], "b": [mee("mh", college=BESLUIT)]})
    anders = voeg_samen(
        {"a": [mee("mh", college=BESLUIT)], "b": [mee("mh", college=ANDER_BESLUIT)]}
    )

    assert gelijk.antwoorden[0].college == BESLUIT
    assert anders.antwoorden[0].college == Besluitdata()


def test_different_verbanden_stay_as_layers_and_are_named() -> None:
    samen = voeg_samen({"Alphen": [mee("mh")], "Boskoop": [mee("rijnstreek")]})

    assert {a.verband for a in samen.antwoorden} == {"mh", "rijnstreek"}
    assert samen.verschillen == {"JE03": {"Alphen": [mee("mh")], "Boskoop": [mee("rijnstreek")]}}


def test_zelfstandig_and_a_verband_do_not_stand_together_so_the_taak_is_open() -> None:
    zelf = Antwoord("JE03", "zelfstandig")

    samen = voeg_samen({"Alphen": [zelf], "Boskoop": [mee("mh")]})

    assert samen.antwoorden == []
    assert samen.verschillen == {"JE03": {"Alphen": [zelf], "Boskoop": [mee("mh")]}}


def test_a_part_of_boarnsterhim_is_heard_but_does_not_change_what_heerenveen_said() -> None:
    samen = voeg_samen(
        {"Heerenveen": [mee("fryslan")]},
        {"Boarnsterhim": [mee("leeuwarden"), mee("sud", taak="WM05")]},
    )

    assert {(a.taak, a.verband) for a in samen.antwoorden} == {("JE03", "fryslan"), ("WM05", "sud")}
    assert list(samen.verschillen) == ["JE03"]


def test_what_was_written_is_kept_once() -> None:
    samen = voeg_samen(
        {
            "a": [mee("mh", toelichting="Wij wachten.")],
            "b": [mee("mh", toelichting="Wij wachten.")],
            "c": [mee("mh", toelichting="De raad beslist in mei.")],
        }
    )

    assert samen.antwoorden[0].toelichting == "Wij wachten.\nDe raad beslist in mei."


ANTWOORDEN = st.one_of(
    st.builds(mee, st.sampled_from("abc"), st.sampled_from(("verkenning", "raadsbesluit"))),
    st.builds(Antwoord, st.just("JE03"), st.sampled_from(("zelfstandig", "landelijk", "geen"))),
)
LIJN = st.lists(ANTWOORDEN, max_size=3, unique_by=lambda a: (a.wijze, a.verband)).filter(
    lambda lijn: len(lijn) < 2 or all(a.verband for a in lijn)
)
GEHEEL = st.dictionaries(st.sampled_from(("GM0484", "GM0499", "GM1672")), LIJN)
DEELS = st.dictionaries(st.sampled_from(("GM0055", "GM1671")), LIJN)


@given(geheel=GEHEEL, deels=DEELS)
def test_what_is_merged_could_have_been_submitted_and_nothing_goes_unheard(
    geheel: dict[str, list[Antwoord]], deels: dict[str, list[Antwoord]]
) -> None:
    samen = voeg_samen(geheel, deels)

    keuzes = [(a.wijze, a.verband) for a in samen.antwoorden]
    assert len(keuzes) == len(set(keuzes))
    assert len(keuzes) < 2 or all(wijze == "verband" for wijze, _ in keuzes)
    gehoord = set(keuzes) | {
        (a.wijze, a.verband)
        for wie in samen.verschillen.values()
        for lijn in wie.values()
        for a in lijn
    }
    gezegd = {(a.wijze, a.verband) for lijn in geheel.values() for a in lijn}
    assert gezegd <= gehoord


@given(lijn=LIJN)
def test_one_line_alone_goes_on_as_it_was(lijn: list[Antwoord]) -> None:
    samen = voeg_samen({"GM0484": lijn})

    assert sorted(samen.antwoorden, key=str) == sorted(lijn, key=str)
    assert samen.verschillen == {}
