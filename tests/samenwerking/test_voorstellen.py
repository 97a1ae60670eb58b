"""Proposals: who lists us first, then what is named around us, and how it lies to our own."""

from __future__ import annotations

from samenwerking.voorstellen import Verbandkeuze, Voorstel, voorstellen

KEUZES = {
    slug: Verbandkeuze(slug, slug.capitalize(), None, nummer, False)
    for nummer, slug in enumerate(("ijmond", "kust", "duin"), start=1)
}
LEDEN = {
    (1, "JE03"): {"A": "A", "B": "B"},
    (2, "JE03"): {"WIJ": "Wij", "B": "B"},
    (3, "JE03"): {"WIJ": "Wij", "A": "A", "B": "B", "C": "C"},
}


def aanbod(eigen: dict[str, frozenset[str]] | None = None, **genoemd: list[str]) -> list[Voorstel]:
    return voorstellen(
        "JE03",
        KEUZES,
        gemeente="WIJ",
        slugs=["ijmond", "kust", "onbekend"],
        genoemd=genoemd,
        deelnemers=LEDEN,
        eigen=eigen or {},
    )


def test_who_lists_us_comes_first_then_who_is_named_most() -> None:
    assert [v.slug for v in aanbod()] == ["kust", "ijmond"]
    assert [v.slug for v in aanbod(duin=["Velsen"])] == ["duin", "kust", "ijmond"]


def test_a_proposal_says_which_own_verband_it_crosses() -> None:
    eigen = {"Markt": frozenset({"WIJ", "A"}), "Kern": frozenset({"WIJ", "B"})}

    per_slug = {v.slug: v.past for v in aanbod(eigen, duin=["Velsen"])}

    assert per_slug["kust"] == ["kruist uw verband Markt"]
    assert per_slug["duin"] == ["sluit uw verband Kern helemaal in"]
