"""The decision aid: which rechtsvormen fit, why, and only those valid on the date."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date

import pytest
from django.conf import settings
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from samenwerking.models import Rechtsvorm
from samenwerking.referentie import laad
from samenwerking.toegang.models import Gebruiker
from samenwerking.vormhulp import UITLEG, VRAGEN, opties
from tests import bouwers

PAD = "/opgave/2013-mei/rechtsvorm-kiezen/"


def vorm(code: str, soort: str = "wgr", *, rechtspersoon: bool = False, bindend: bool = True):
    return Rechtsvorm(
        code=code, naam=code, soort=soort, rechtspersoon=rechtspersoon, bindend=bindend
    )


VORMEN = [
    vorm("OL", rechtspersoon=True),
    vorm("GO"),
    vorm("CG"),
    vorm("PLUS", rechtspersoon=True),
    vorm("AMB", "publiek"),
    vorm("COOP", "privaat", rechtspersoon=True),
    vorm("CONV", "convenant", bindend=False),
    vorm("DVO", "convenant", bindend=False),
    vorm("OVL", "informeel", bindend=False),
]


def voorgesteld(vormen: Collection[Rechtsvorm] = VORMEN, **antwoorden: bool) -> list[str]:
    return [o.vorm.code for o in opties(vormen, antwoorden) if o.voorstel]


def test_without_answers_nothing_is_proposed_but_every_form_is_explained() -> None:
    lijst = opties(VORMEN, {})

    assert voorgesteld() == []
    assert {o.vorm.code for o in lijst} == {v.code for v in VORMEN}
    assert all(o.uitleg for o in lijst)


@pytest.mark.parametrize(
    ("antwoorden", "eerste"),
    [
        ({"bindend": True, "rechtspersoon": True, "beslist": True}, "OL"),
        ({"bindend": True, "rechtspersoon": False, "een_gemeente": True}, "CG"),
        ({"bindend": True, "rechtspersoon": False, "een_gemeente": False, "beslist": True}, "GO"),
        ({"bindend": True, "rechtspersoon": True, "inkoop": True}, "COOP"),
        ({"bindend": False, "een_gemeente": True}, "DVO"),
        ({"bindend": False, "een_gemeente": False}, "CONV"),
    ],
)
def test_plain_answers_lead_to_a_form(antwoorden: dict[str, bool], eerste: str) -> None:
    assert voorgesteld(**antwoorden)[0] == eerste


def test_each_proposal_says_why_and_the_others_why_not() -> None:
    lijst = {o.vorm.code: o for o in opties(VORMEN, {"bindend": True, "een_gemeente": True})}

    assert lijst["CG"].voor == ["bindt de gemeenten", "laat één gemeente uitvoeren"]
    assert lijst["CONV"].tegen == ["bindt de gemeenten niet", "verdeelt de uitvoering"]


def test_a_plusregio_is_never_proposed() -> None:
    assert "PLUS" not in voorgesteld(vormen=[vorm("PLUS", rechtspersoon=True)], bindend=True)


@given(st.dictionaries(st.sampled_from([v.code for v in VRAGEN]), st.booleans()))
def test_nothing_speaks_against_a_proposal_and_there_are_three_at_most(
    antwoorden: dict[str, bool],
) -> None:
    lijst = opties(VORMEN, antwoorden)

    gekozen = [o for o in lijst if o.voorstel]
    assert len(gekozen) <= 3
    assert all(not o.tegen for o in gekozen)
    assert all(len(o.voor) + len(o.tegen) == len(antwoorden) for o in lijst)


@pytest.mark.django_db
def test_every_rechtsvorm_of_the_reference_table_has_its_explanation() -> None:
    laad(settings.FIXTURES)

    assert set(Rechtsvorm.objects.values_list("code", flat=True)) == set(UITLEG)


@pytest.fixture
def invuller(
    op_moment: Callable[[str], object],
    als: Callable[[Gebruiker], Client],
    invuller_heemstede: Gebruiker,
) -> Client:
    op_moment("2013-05-31 10:00")
    bouwers.uitvraag()
    bouwers.rechtsvorm("CG")
    bouwers.rechtsvorm(
        "BVO", naam="Bedrijfsvoeringsorganisatie", geldig_vanaf=date(2015, 1, 1), rechtspersoon=True
    )
    bouwers.rechtsvorm("PLUS", naam="Plusregio", geldig_tot=date(2015, 1, 1))
    return als(invuller_heemstede)


def test_the_page_shows_only_what_is_valid_on_the_peildatum(invuller: Client) -> None:
    pagina = invuller.get(f"{PAD}?hulp_bindend=ja&hulp_een_gemeente=ja").content.decode()

    assert "Dit past" in pagina
    assert "Past, want: bindt de gemeenten; laat één gemeente uitvoeren." in pagina
    assert "Bedrijfsvoeringsorganisatie" not in pagina
    assert "vervalt op 1 januari 2015" in pagina


def test_nonsense_in_the_query_is_no_answer(invuller: Client) -> None:
    pagina = invuller.get(f"{PAD}?hulp_bindend=misschien&hulp_onzin=ja").content.decode()

    assert "Dit past" not in pagina
    assert "Alle vormen op 31 mei 2013" in pagina


def test_with_htmx_only_the_part_comes(invuller: Client) -> None:
    deel = invuller.get(PAD, headers={"HX-Request": "true"}).content.decode()

    assert deel.lstrip().startswith("<div") or "<html" not in deel
    assert 'id="vormhulp"' in deel


def test_others_do_not_get_it(
    invuller: Client, als: Callable[[Gebruiker], Client], rolverdeling: dict[str, Gebruiker]
) -> None:
    for rol, wie in rolverdeling.items():
        verwacht = 200 if rol in {"invuller", "vaststeller"} else 404
        assert als(wie).get(PAD).status_code == verwacht, rol
