"""The templates print what was prepared: well-formed, escaped, without inline style."""

from __future__ import annotations

import logging
import re
from xml.etree import ElementTree

import pytest
from django.template import Context, Template

from gemeenten.kaart.buurt import Buurtkaart, Contour, buurtkaart
from gemeenten.kaart.kleuren import DEKKING
from gemeenten.kaart.lagen import laag_aantallen, laag_ingediend, laag_staten, legenda
from gemeenten.kaart.land import landkaart
from gemeenten.kaart.mini import minikaart, minikaarten
from gemeenten.kaart.ondergrond import Plek
from gemeenten.kaart.tegels import tegelgrond
from tests.gemeenten.kaart.land_van_2013 import code, codes, plekken, regio

SVG = "{http://www.w3.org/2000/svg}"
DRV = code("De Ronde Venen")
ALLE = [plek.code for plek in plekken()]
ADRES = "/gemeenten/{}/".format


def teken(sjabloon: str, **inhoud: object) -> str:
    return Template("{% load kaart %}" + sjabloon).render(Context(inhoud))


def svg(tekst: str) -> ElementTree.Element:
    """The one svg in a text, parsed: fails when it is not well-formed."""
    (gevonden,) = re.findall(r"<svg.*</svg>", tekst, re.DOTALL)
    return ElementTree.fromstring(gevonden)


def staten(**opties: object) -> object:
    indeling = {cbs: DEKKING[nr % 8].code for nr, cbs in enumerate(ALLE)}
    laag = laag_staten("Dekking", DEKKING, indeling, {DRV: ["7 witte vlekken"]})
    return landkaart(tegelgrond(plekken()), laag, titel="Dekking van pleegzorg", **opties)


def buurt(**opties: object) -> Buurtkaart:
    leden = regio("jeugdregio", "Utrecht West")
    return buurtkaart(
        plekken(),
        titel="Jeugdregio Utrecht West",
        kern=leden,
        klassen=dict.fromkeys(leden, "lid") | {DRV: "onderwerp"},
        contouren=[Contour("jeugdregio Utrecht West", "jeugdregio", leden)],
        **opties,
    )


def test_the_country_with_links_is_a_group_with_a_label_per_tile() -> None:
    beeld = svg(teken("{% kaart_land kaart %}", kaart=staten(adres=ADRES, id="k")))
    links = beeld.findall(f".//{SVG}a")

    assert beeld.get("role") == "group"
    assert beeld.get("aria-label") == "Dekking van pleegzorg"
    assert len(links) == 408
    assert all(link.get("aria-label") for link in links)
    assert {"De Ronde Venen: 7 witte vlekken"} < {link.get("aria-label") for link in links}


def test_the_country_can_be_skipped_with_the_keyboard() -> None:
    tekst = teken("{% kaart_land kaart %}", kaart=staten(adres=ADRES, id="k"))

    assert 'href="#k-einde"' in tekst
    assert 'id="k-einde"' in tekst


def test_a_still_picture_says_in_its_title_what_it_shows() -> None:
    beeld = svg(teken("{% kaart_land kaart %}", kaart=staten()))

    assert beeld.get("role") == "img"
    assert beeld[0].tag == f"{SVG}title"
    assert beeld[0].text.startswith("Dekking van pleegzorg. Dekking, 408 gemeenten: Gedekt 51,")
    assert beeld.findall(f".//{SVG}a") == []


def test_every_tile_of_a_staat_has_its_letter() -> None:
    beeld = svg(teken("{% kaart_land kaart %}", kaart=staten(namen=False)))

    letters = [tekst.text for tekst in beeld.iter(f"{SVG}text")]
    assert len(letters) == 408
    assert set(letters) == set("GZLVEROW")


def test_references_inside_the_drawing_all_exist() -> None:
    tekst = teken("{% kaart_land kaart %}", kaart=staten(adres=ADRES, id="k"))
    ids = set(re.findall(r' id="([^"]+)"', tekst))

    assert set(re.findall(r"url\(#([^)]+)\)", tekst)) <= ids
    assert set(re.findall(r'href="#([^"]+)"', tekst)) <= ids
    assert len(ids) == len(re.findall(r' id="', tekst))


@pytest.mark.parametrize("sjabloon", ["land", "buurt"])
def test_no_style_or_script_is_needed(sjabloon: str) -> None:
    kaart = staten(adres=ADRES) if sjabloon == "land" else buurt(adres=ADRES)
    tekst = teken(f"{{% kaart_{sjabloon} kaart %}}", kaart=kaart)

    assert not re.search(r"style|<script|on\w+=", tekst)


def test_names_and_figures_are_escaped() -> None:
    plek = Plek(DRV, 'De <b>"Ronde"</b> & Venen', 0, 0)
    laag = laag_aantallen("Witte <vlekken>", {DRV: 7}, {DRV: ["<i>7</i>"]})
    kaart = landkaart(tegelgrond((plek,)), laag, titel="A & B", adres=lambda _: '/"><x>/')

    beeld = svg(teken("{% kaart_land kaart %}", kaart=kaart))
    (link,) = beeld.findall(f".//{SVG}a")
    assert link.get("href") == '/"><x>/'
    assert link.get("aria-label") == 'De <b>"Ronde"</b> & Venen: <i>7</i>'


def test_numbers_keep_their_point_in_dutch() -> None:
    tekst = teken("{% load l10n %}{% kaart_land kaart %}", kaart=staten())

    assert not re.search(r'(?:x|y|width|height|r|font-size)="\d+,\d', tekst)


def test_a_neighbourhood_prints_broken_names_and_contours() -> None:
    beeld = svg(teken("{% kaart_buurt kaart %}", kaart=buurt(zijde=42.0)))
    teksten = [tekst.text for tekst in beeld.iter(f"{SVG}text")]

    assert "Oude-" in teksten
    assert "water" in teksten
    assert [lijn.get("stroke-dasharray") for lijn in beeld.iter(f"{SVG}path")].count("0 6") == 1


def test_a_neighbourhood_with_links_labels_them() -> None:
    beeld = svg(teken("{% kaart_buurt kaart %}", kaart=buurt(adres=ADRES)))

    assert beeld.get("role") == "group"
    assert "De Ronde Venen, onderwerp" in {
        link.get("aria-label") for link in beeld.findall(f".//{SVG}a")
    }


def test_the_second_mini_map_refers_to_the_first() -> None:
    eerste, tweede = minikaarten(plekken(), [("Pleegzorg", [DRV]), ("Crisisopvang", [DRV])])
    een, twee = (teken("{% kaart_mini kaart %}", kaart=kaart) for kaart in (eerste, tweede))

    assert 'id="mini-land"' in een
    assert '<use href="#mini-land"/>' in twee
    assert len(twee) < 700


def test_a_mini_map_keeps_its_proportions() -> None:
    beeld = svg(teken("{% kaart_mini kaart 100 %}", kaart=minikaart(plekken(), [], titel="Land")))
    breedte, hoogte = map(float, beeld.get("viewBox").split()[2:])

    assert int(beeld.get("height")) == round(100 * hoogte / breedte)
    assert beeld[0].text == "Land"


def test_a_mini_map_without_title_is_decoration() -> None:
    beeld = svg(teken("{% kaart_mini kaart %}", kaart=minikaart(plekken(), [], titel="")))

    assert beeld.get("aria-hidden") == "true"


def test_a_legend_shows_symbol_word_and_count() -> None:
    laag = laag_staten("Dekking", DEKKING, {DRV: "eenzijdig"})
    regels = legenda(laag, lambda staat: f"?staat={staat}", gekozen="eenzijdig")
    tekst = teken('{% kaart_legenda regels "l" %}', regels=regels)

    assert tekst.count("<svg") == tekst.count("<li>") == 8
    assert 'href="?staat=eenzijdig" aria-current="true"' in tekst


def test_a_legend_without_filter_has_no_links() -> None:
    regels = legenda(laag_staten("Dekking", DEKKING, {DRV: "eenzijdig"}))

    assert "<a " not in teken("{% kaart_legenda regels %}", regels=regels)


def test_the_lines_of_a_neighbourhood_have_a_legend() -> None:
    tekst = teken("{% kaart_lijnen kaart %}", kaart=buurt())

    assert "jeugdregio Utrecht West" in tekst
    assert 'stroke-dasharray="0 6"' in tekst


def test_the_country_with_408_links_stays_small() -> None:
    tekst = teken("{% kaart_land kaart %}", kaart=staten(adres=ADRES))

    assert len(tekst) < 200_000


@pytest.mark.traag
def test_a_pdf_draws_every_kind_of_map_without_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    from weasyprint import HTML

    laag = laag_ingediend(ALLE, [], [codes("Diemen, Ouder-Amstel, Uithoorn")])
    tekst = teken(
        "<html lang=nl><title>x</title>{% kaart_land a %}{% kaart_land b %}{% kaart_buurt c %}"
        "{% kaart_mini d %}{% kaart_lijnen c %}{% kaart_legenda e %}",
        a=staten(),
        b=landkaart(tegelgrond(plekken()), laag, titel="Ingediend"),
        c=buurt(),
        d=minikaart(plekken(), [DRV], titel="Ligging"),
        e=legenda(laag),
    )
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        pdf = HTML(string=tekst).write_pdf(pdf_variant="pdf/ua-1")

    assert pdf.startswith(b"%PDF")
    assert caplog.records == []
