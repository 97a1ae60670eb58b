"""A profile of chosen gemeenten: by name or by verband, in an address that can be mailed."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from samenwerking.gezondheid import pango_aanwezig
from samenwerking.models import Uitvraag
from samenwerking.toegang.rollen import LEESROLLEN
from tests.bouwers import moment, opgave, verband
from tests.monitor.pdf.test_regioprofiel import met_poppler, tekst

pytestmark = pytest.mark.django_db
MEI = moment("2013-05-30 12:00")
PAD = "/regioprofielen/keuze/"
KWAAD = "<script>alert(1)</script>"


@pytest.fixture
def client(referentie, als, ambassadeur, op_moment):
    mei = Uitvraag.objects.get(pk="2013-mei")
    wie = ["Uithoorn", "Diemen", "Ouder-Amstel", "De Ronde Venen"]
    verband("duo", mei, {"JE03": wie}, naam="Duo Plus", penvoerder="Diemen", vastgelegd_op=MEI)
    opgave("Diemen", mei, {"JE03": "duo"}, ingediend_op=MEI)
    op_moment("2013-06-20T12:00+02:00")
    return als(ambassadeur)


def kies(client, pad=PAD, **velden):
    return client.get(f"{pad}?{urlencode({'ronde': '2013-mei'} | velden)}")


def test_the_page_asks_first(client):
    antwoord = kies(client)

    assert antwoord.status_code == 200 and "Welke gemeenten?" in antwoord.content.decode()


@pytest.mark.parametrize(
    ("velden", "naam", "leden"),
    [
        ({"gemeenten": "Diemen\r\nUithoorn", "naam": "De Amstel"}, "De Amstel", 2),
        ({"gemeenten": "diemen; Diemen"}, "Gekozen gemeenten", 1),
        ({"gemeenten": "Diemen, Uithoorn"}, "Gekozen gemeenten", 2),
        ({"verband": "duo"}, "Duo Plus", 4),
        ({"verband": "duo", "gemeenten": "Zeist", "naam": KWAAD}, KWAAD, 5),
    ],
)
def test_a_choice_gives_a_profile_over_regions(client, velden, naam, leden):
    antwoord = kies(client, **velden)
    beeld = antwoord.context["beeld"]

    assert (antwoord.status_code, beeld.regio.naam, len(beeld.codes)) == (200, naam, leden)
    assert KWAAD not in antwoord.content.decode()
    assert "Kaart van keuze" not in antwoord.content.decode()


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"gemeenten": "Xanadu"}, "De gemeente «Xanadu» kennen wij niet"),
        ({"gemeenten": "Dieme"}, "Bedoelt u Diemen?"),
        ({"gemeenten": " ", "verband": ""}, "Noem ten minste één gemeente, of een verband."),
        ({"verband": "bestaat-niet"}, "bestaat-niet"),
        ({"gemeenten": "Diemen", "naam": "x" * 61}, "60"),
        ({"gemeenten": "Bergen"}, "kan twee gemeenten zijn"),
    ],
)
def test_a_wrong_choice_is_told_and_kept(client, velden, zin):
    antwoord = kies(client, **velden)
    html = antwoord.content.decode()

    assert antwoord.status_code == 422 and zin in html and "beeld" not in antwoord.context
    assert kies(client, "/regioprofielen/keuze.pdf", **velden).status_code == 404


def test_its_print_page_leads_back_to_the_same_choice(client):
    html = kies(client, gemeenten="Diemen\nUithoorn", naam="De Amstel", afdruk=1).content.decode()

    assert "Regioprofiel van een eigen keuze van gemeenten." in html
    assert "naam=De+Amstel&amp;gemeenten=Diemen%0AUithoorn" in html


def test_only_who_reads_all_chooses(client, als, rolverdeling):
    for rol, gebruiker in rolverdeling.items():
        verwacht = 200 if rol in LEESROLLEN else 404
        assert kies(als(gebruiker), gemeenten="Diemen").status_code == verwacht, rol


@pytest.mark.traag
@met_poppler
@pytest.mark.skipif(not pango_aanwezig(), reason="Pango ontbreekt")
def test_its_pdf_names_every_chosen_gemeente(client, tmp_path):
    antwoord = kies(client, "/regioprofielen/keuze.pdf", verband="duo", gemeenten="Zeist")
    in_pdf = tekst(antwoord.content, tmp_path / "keuze.pdf")

    for naam in ("Diemen", "Uithoorn", "Ouder-Amstel", "De Ronde Venen", "Zeist"):
        assert naam in in_pdf
    assert "Duo Plus" in in_pdf and "5 gemeenten" in in_pdf


@pytest.mark.parametrize(
    ("velden", "hoogstens"), [({}, 8), ({"gemeenten": "Diemen\nUithoorn", "verband": "duo"}, 12)]
)
def test_the_page_asks_few_queries(client, django_assert_max_num_queries, velden, hoogstens):
    kies(client, **velden)
    with django_assert_max_num_queries(hoogstens):
        assert kies(client, **velden).status_code == 200
