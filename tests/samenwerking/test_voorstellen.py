"""Proposals: who lists us first, then what is named around us, and how it lies to our own."""

from __future__ import annotations

import pytest

from samenwerking.templatetags.formulier import suggesties
from samenwerking.voorstellen import Leden, Verbandkeuze, Voorstel, lijkt_op, voorstellen

KEUZES = {
    slug: Verbandkeuze(slug, slug.capitalize(), None, nummer, False)
    for nummer, slug in enumerate(("ijmond", "kust", "duin"), start=1)
}
LEDEN: Leden = {
    (1, "JE03"): {"A": "A", "B": "B"},
    (2, "JE03"): {"WIJ": "Wij", "B": "B"},
    (3, "JE03"): {"WIJ": "Wij", "A": "A", "B": "B", "C": "C"},
}


def aanbod(
    eigen: dict[str, frozenset[str]] | None = None,
    elders: dict[str, int] | None = None,
    deelnemers: Leden = LEDEN,
    **genoemd: list[str],
) -> list[Voorstel]:
    return voorstellen(
        "JE03",
        KEUZES,
        gemeente="WIJ",
        slugs=["ijmond", "kust", "onbekend"],
        elders=elders or {},
        genoemd=genoemd,
        deelnemers=deelnemers,
        eigen=eigen or {},
    )


def test_who_lists_us_comes_first_then_who_is_named_most() -> None:
    assert [v.slug for v in aanbod()] == ["kust", "ijmond"]
    assert [v.slug for v in aanbod(duin=["Velsen"])] == ["duin", "kust", "ijmond"]


def test_a_proposal_says_which_own_verband_it_crosses() -> None:
    eigen = {"Markt": frozenset({"WIJ", "A"}), "Kern": frozenset({"WIJ", "B"})}

    per_slug = {v.slug: v.past for v in aanbod(eigen, duin=["Velsen"])}

    assert per_slug["kust"] == "kruist uw verband Markt"
    assert per_slug["duin"] == "sluit uw verband Kern helemaal in"


def test_crossing_more_verbanden_is_said_in_one_clause() -> None:
    eigen = {naam: frozenset({"WIJ", "A"}) for naam in ("Markt", "Duin", "Strand")}

    kust = next(v for v in aanbod(eigen) if v.slug == "kust")

    assert kust.past == "kruist uw verband Duin en nog 2"


def test_who_lists_us_for_other_taken_goes_before_who_is_only_named() -> None:
    leden = {(1, "JE03"): {"A": "A"}}

    aan = aanbod(elders={"ijmond": 2}, deelnemers=leden, kust=["Velsen", "Beverwijk"])

    assert [v.slug for v in aan] == ["ijmond", "kust"]


@pytest.mark.parametrize(
    ("getypt", "gevonden"),
    [
        ("kennemer", ["Zuid-Kennemerland"]),
        ("zuid kenemerland", ["Zuid-Kennemerland"]),
        ("IJmnod", ["IJmond"]),
        ("Groningen", []),
        ("  ", []),
    ],
)
def test_a_slip_of_the_keyboard_still_finds_the_name(getypt: str, gevonden: list[str]) -> None:
    assert lijkt_op(getypt, ["Zuid-Kennemerland", "IJmond", "Gooi en Vechtstreek"]) == gevonden


def test_a_name_with_a_quote_stays_inside_its_suggestion():
    keuzes = [Verbandkeuze("x", '"><b>Samen & sterk', None, None, False)]

    assert suggesties(keuzes) == '<option value="&quot;&gt;&lt;b&gt;Samen &amp; sterk">'
