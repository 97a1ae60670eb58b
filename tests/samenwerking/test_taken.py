"""`/taken/`: the catalogue of the round, with levels and kenmerken in words."""

from __future__ import annotations

import pytest
from django.test import Client

from samenwerking.catalogus import KENMERKEN, catalogus
from samenwerking.models import Uitvraag, Uitvraagtaak

pytestmark = pytest.mark.usefixtures("referentie")


@pytest.fixture(autouse=True)
def november_2013(op_moment) -> None:
    op_moment("2013-11-15T10:00+01:00")


def test_the_newest_round_that_has_opened_is_shown(client: Client) -> None:
    """S4-05: November 2013 is about jeugd only."""
    inhoud = client.get("/taken/").content.decode()

    assert "De ronde van november 2013 vraagt naar <strong>12 taken</strong>" in inhoud
    assert "Voor 10 daarvan is samenwerking nodig" in inhoud
    assert "Sociale werkvoorziening" not in inhoud


def test_an_earlier_round_has_an_address(client: Client) -> None:
    inhoud = client.get("/taken/?uitvraag=2013-mei").content.decode()

    assert "<strong>22 taken</strong>" in inhoud
    assert "Sociale werkvoorziening" in inhoud


@pytest.mark.parametrize("code", ["2014-zomer", "1999-mei"])
def test_a_round_that_has_not_opened_or_does_not_exist_is_not_found(
    client: Client, code: str
) -> None:
    assert client.get("/taken/", {"uitvraag": code}).status_code == 404


def test_before_the_first_round_its_catalogue_can_be_read(client: Client, op_moment) -> None:
    op_moment("2013-01-16T10:00+01:00")

    assert "22 taken" in client.get("/taken/").content.decode()


def test_without_rounds_the_page_says_so(client: Client) -> None:
    Uitvraagtaak.objects.all().delete()
    Uitvraag.objects.all().delete()

    assert "Er is nog geen ronde." in client.get("/taken/").content.decode()


def test_level_norm_indeling_and_kenmerken_are_told(client: Client) -> None:
    """S1-22..28, S2-26..30, S2-12."""
    inhoud = client.get("/taken/?uitvraag=2013-mei").content.decode()
    regel = inhoud[inhoud.index('id="JE08"') :].partition("</article>")[0]

    assert "niveau c" in regel
    assert "ingrijpend, zeer kwetsbare mensen" in regel
    assert "Eerder afgesproken schaal: bovenregionaal" in regel
    assert "<b>250.000</b> inwoners als richtgetal" in regel
    assert 'href="/regios/veiligheidsregio/"' in regel
    assert "mag ook landelijk" in inhoud[inhoud.index('id="JE12"') :].partition("</article>")[0]
    assert "Kan lokaal" in inhoud[inhoud.index('id="JE01"') :].partition("</article>")[0]


def test_every_kenmerk_of_the_table_is_explained(client: Client) -> None:
    gebruikt = {
        code
        for kenmerken in Uitvraagtaak.objects.values_list("kenmerken", flat=True)
        for code in kenmerken.split("|")
        if code
    }

    assert gebruikt == set(KENMERKEN)


def test_the_decentralisaties_come_in_the_order_of_the_letters() -> None:
    groepen = catalogus(Uitvraag.objects.get(code="2013-mei"))

    assert [(groep.naam, len(groep.regels)) for groep in groepen] == [
        ("Jeugd", 12),
        ("Ondersteuning (Wmo)", 6),
        ("Werk en inkomen", 4),
    ]


def test_two_queries_whatever_the_number_of_taken(client: Client, django_assert_num_queries):
    with django_assert_num_queries(2):
        client.get("/taken/")
