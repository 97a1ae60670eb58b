"""The lists as files: the words are those of the pages, and names stand beside codes."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable

import pytest

from gemeenten.models import Regio
from monitor.verbandbeeld import VERHOUDINGNAMEN
from tests import bouwers
from tests.monitor.views.conftest import NA_PUBLICATIE

pytestmark = pytest.mark.usefixtures("mei")

Lees = Callable[[str], list[dict[str, str]]]


@pytest.fixture
def rijen(als, commissielid, op_moment) -> Lees:
    op_moment(NA_PUBLICATIE)
    browser = als(commissielid)

    def lees(lijst: str) -> list[dict[str, str]]:
        inhoud = browser.get(f"/monitor/{lijst}/?formaat=csv").content.decode("utf-8-sig")
        return list(csv.DictReader(inhoud.splitlines(), delimiter=";"))

    return lees


def test_who_has_not_submitted_is_neither_late_nor_on_time(rijen: Lees) -> None:
    per_naam = {rij["naam"]: rij["stand"] for rij in rijen("inzendingen")}

    assert per_naam["Haarlem"] == "op tijd"
    assert per_naam["Zandvoort"] == "ontbreekt"


def test_a_difference_names_gemeente_verband_and_taak(rijen: Lees) -> None:
    (heemstede,) = [rij for rij in rijen("verschillen") if rij["gemeenten"] == "GM0397"]

    assert heemstede["namen"] == "Heemstede"
    assert heemstede["code"] == "W2"
    assert heemstede["taaknaam"] == "Inkoop van jeugdhulp"
    assert heemstede["verbandnaam"] in heemstede["zin"]


def test_how_a_verband_lies_has_the_words_of_the_page(rijen: Lees) -> None:
    gezien = {rij["ligging"] for rij in rijen("congruentie")}

    assert gezien
    assert gezien <= set(VERHOUDINGNAMEN.values())


def test_the_definitions_explain_those_same_words(als) -> None:
    inhoud = als(None).get("/definities/").content.decode()

    for woorden in VERHOUDINGNAMEN.values():
        assert f"<b>{woorden[0].upper()}{woorden[1:]}</b>" in inhoud.replace("&#x27;", "'")


def test_one_taak_is_one_taak(als, commissielid, op_moment) -> None:
    op_moment(NA_PUBLICATIE)
    inhoud = als(commissielid).get("/monitor/dekking/?taak=JE03").content.decode()

    assert "408 gemeenten × 1 taak = 408 cellen" in inhoud


# Narrow screens: every value of a row has its head with it


@pytest.mark.parametrize("lijst", ["inzendingen", "congruentie", "criteria", "drukte"])
def test_a_row_that_stacks_names_each_of_its_values(
    als, commissielid, op_moment, lijst: str
) -> None:
    op_moment(NA_PUBLICATIE)
    inhoud = als(commissielid).get(f"/monitor/{lijst}/").content.decode()
    tabel = inhoud.split('<table class="stapelt">')[1].split("</table>")[0]
    koppen = re.findall(r"<th[^>]*scope=\"col\"[^>]*>([^<]+)", tabel)
    eerste = tabel.split("<tbody>")[1].split("</tr>")[0]

    assert re.findall(r"<td[^>]* data-kop=\"([^\"]+)\"", eerste) == koppen[1:]
    assert eerste.count("<td") == len(koppen) - 1


def test_a_chosen_filter_is_counted_and_stands_open(als, commissielid, op_moment) -> None:
    op_moment(NA_PUBLICATIE)
    browser = als(commissielid)

    assert "<summary>Filters</summary>" in browser.get("/monitor/congruentie/").content.decode()
    inhoud = browser.get("/monitor/congruentie/?regio=JZ13&relatie=unie").content.decode()
    assert '<details class="filtervouw" open><summary>Filters (2 gekozen)</summary>' in inhoud


# Figures that go together


def test_the_legend_of_the_map_says_how_it_adds_up(als, commissielid, op_moment) -> None:
    """Haarlem and Heemstede answered one of 18 taken; 406 gemeenten have not submitted."""
    op_moment(NA_PUBLICATIE)
    inhoud = als(commissielid).get("/monitor/").content.decode()

    assert "samen 408. De 2 met een opgave hebben 34 witte vlekken" in inhoud
    assert "de 406 zonder opgave 7.307 witte vlekken." in inhoud


def test_a_verband_without_a_taak_explains_the_difference_with_the_criteria(
    als, commissielid, op_moment, mei
) -> None:
    bouwers.verband("kennemerland", mei, {}, vastgelegd_op=bouwers.moment("2013-05-20"))
    op_moment(NA_PUBLICATIE)
    browser = als(commissielid)

    verbanden = browser.get("/verbanden/").content.decode()
    assert "2 samenwerkingsverbanden in ronde mei 2013. 1 daarvan voert" in verbanden
    criteria = browser.get("/monitor/criteria/").content.decode()
    assert "1 van de 1 verbanden die een taak uitvoeren." in criteria


def test_a_list_fits_on_one_page_to_print(als, commissielid, op_moment) -> None:
    op_moment(NA_PUBLICATIE)
    browser = als(commissielid)

    halve = browser.get("/monitor/inzendingen/")
    assert (len(halve.context["pagina"]), "pagina=alle" in halve.content.decode()) == (50, True)
    hele = browser.get("/monitor/inzendingen/?pagina=alle")
    assert len(hele.context["pagina"]) == 408
    assert "pagina=alle" not in hele.content.decode()


def test_who_needs_attention_comes_as_file(als, commissielid, op_moment, rijen: Lees) -> None:
    assert rijen("aandacht") == []
    op_moment(NA_PUBLICATIE)
    regio = Regio.objects.filter(soort="jeugdregio").order_by("naam").first()
    velden = {"regio": regio.pk, "nodig": "1", "reden": "Een duwtje."}
    assert als(commissielid).post("/monitor/aandacht/", velden).status_code == 302

    (rij,) = rijen("aandacht")
    assert (rij["regio"], rij["naam"], rij["reden"]) == (regio.code, regio.naam, "Een duwtje.")
