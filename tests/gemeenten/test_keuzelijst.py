"""A long select reads as the template of every other select does."""

from __future__ import annotations

import re

import pytest
from django import forms

from gemeenten.keuzelijst import Keuzelijst

KEUZES = [("", "Heel <Nederland>"), ("Jeugdregio's", [("JZ18", 'Zuid-"Kennemerland"'), (7, "x")])]
KENMERKEN = {"id": "id_regio", "required": True, "data-leeg": False, "class": "breed"}


def delen(html: str) -> list[set[str]]:
    """Every tag and text with its attributes in any order."""
    return [set(deel.split(" ")) for deel in re.split(r"\s*[<>]\s*", html) if deel]


@pytest.mark.parametrize("gekozen", ["", "JZ18", 7, None, "onzin"])
def test_it_gives_what_the_template_gives(gekozen) -> None:
    gewoon = forms.Select(KENMERKEN, KEUZES).render("regio", gekozen)

    assert delen(Keuzelijst(KENMERKEN, KEUZES).render("regio", gekozen)) == delen(gewoon)
