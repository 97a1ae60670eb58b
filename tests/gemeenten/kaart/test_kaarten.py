"""The country, the neighbourhood and the mini map: what is drawn, fused, named and cut out."""

from __future__ import annotations

import pytest

from gemeenten.kaart.buurt import Buurtkaart, Contour, buurtkaart, opsomming
from gemeenten.kaart.contour import lees_pad
from gemeenten.kaart.kleuren import CONGRUENTIE, DEKKING, LIJNEN
from gemeenten.kaart.lagen import Laag, laag_aantallen, laag_ingediend, laag_staten
from gemeenten.kaart.land import ZEENAMEN, Landkaart, landkaart
from gemeenten.kaart.mini import minikaart, minikaarten
from gemeenten.kaart.symbool import symbool
from gemeenten.kaart.tegels import tegelgrond
from tests.gemeenten.kaart.land_van_2013 import code, codes, plekken, regio

ALLE = [plek.code for plek in plekken()]
ZEVENTIEN = codes(
    "Aalsmeer, Amstelveen, Amsterdam, Diemen, Ouder-Amstel, Uithoorn, De Ronde Venen, Beverwijk,"
    "Bloemendaal, Haarlem, Haarlemmerliede en Spaarnwoude, Haarlemmermeer, Heemskerk, Heemstede,"
    "Uitgeest, Velsen, Zandvoort"
)
DRV = code("De Ronde Venen")


def kaart(laag: Laag, **opties) -> Landkaart:
    return landkaart(tegelgrond(plekken()), laag, titel="Kaart", **opties)


def verband_in_de_buurt(**opties) -> Buurtkaart:
    verband = codes("Diemen, Uithoorn, Ouder-Amstel, De Ronde Venen")
    utrecht = regio("veiligheidsregio", "Utrecht")
    gegeven = {
        "titel": "Verband",
        "kern": verband,
        "klassen": dict.fromkeys(verband, "verband") | {DRV: "afwijkend"},
        "contouren": [
            Contour("veiligheidsregio Utrecht", "veiligheidsregio", utrecht),
            Contour("het verband", "verband", verband),
        ],
    }
    return buurtkaart(plekken(), **(gegeven | opties))


def test_the_joint_letter_of_30_may_is_one_shape_apart_from_who_submitted_alone() -> None:
    getekend = kaart(laag_ingediend(ALLE, zelf=["GM0080"], brieven=[ZEVENTIEN]))
    zelf, brief, niet = getekend.vlakken

    assert len(lees_pad(zelf.pad)) == 1
    assert len(lees_pad(brief.pad)) < len(ZEVENTIEN)
    assert len(lees_pad(niet.pad)) == 408 - 17 - 1


def test_who_signed_two_letters_is_drawn_once() -> None:
    buren = codes("Diemen, Ouder-Amstel")
    dubbel = codes("Ouder-Amstel, Uithoorn")
    laag = laag_ingediend(buren | dubbel, zelf=[], brieven=[buren, dubbel])

    assert len(lees_pad(kaart(laag).vlakken[0].pad)) == 2


def test_a_gemeente_outside_the_map_is_left_out() -> None:
    laag = laag_staten("Dekking", DEKKING, {"GM0736": "gedekt", "GM9999": "gedekt"})

    assert len(lees_pad(kaart(laag).vlakken[0].pad)) == 1


def test_the_description_counts_as_the_legend_does() -> None:
    laag = laag_staten("Dekking", DEKKING, {"GM0736": "eenzijdig", "GM0384": "gedekt"})

    assert kaart(laag).beschrijving == "Dekking, 2 gemeenten: Gedekt 1, Eenzijdig 1."


def test_without_addresses_the_map_is_a_still_picture() -> None:
    laag = laag_aantallen("Witte vlekken", dict.fromkeys(ALLE, 0))

    assert kaart(laag).links == []
    assert len(kaart(laag, adres="/gemeenten/{}/".format).links) == 408


def test_the_links_go_through_the_gemeenten_by_name() -> None:
    laag = laag_aantallen("Witte vlekken", dict.fromkeys(ALLE, 0))
    namen = [link.kaartje for link in kaart(laag, adres="/{}/".format).links]

    assert namen == sorted(namen)


def test_a_link_says_its_name_and_figures() -> None:
    laag = laag_aantallen("Witte vlekken", {DRV: 7}, {DRV: ["7 witte vlekken", "3 keer eenzijdig"]})
    (link,) = kaart(laag, adres="/gemeenten/{}/".format).links

    assert link.adres == f"/gemeenten/{DRV}/"
    assert link.omschrijving == "De Ronde Venen: 7 witte vlekken, 3 keer eenzijdig"
    assert link.kaartje == "De Ronde Venen\n7 witte vlekken\n3 keer eenzijdig"


@pytest.mark.parametrize(("naam", "stand"), [("Schiermonnikoog", "onder"), ("Vaals", "boven")])
def test_the_hover_card_stays_inside_the_map(naam: str, stand: str) -> None:
    laag = laag_aantallen("Witte vlekken", dict.fromkeys(ALLE, 0))
    (link,) = [link for link in kaart(laag, adres="/{}/".format).links if link.omschrijving == naam]

    assert link.stand == stand


def test_a_filter_dims_the_other_classes() -> None:
    laag = laag_staten("Dekking", DEKKING, {"GM0736": "gedekt", "GM0384": "landelijk"})
    gedekt, landelijk = kaart(laag, gekozen="landelijk").vlakken

    assert gedekt.dekking < landelijk.dekking == 1


def test_the_names_in_the_sea_are_provincies_and_utrecht_has_none() -> None:
    laag = laag_aantallen("Witte vlekken", dict.fromkeys(ALLE, 0))
    provincies = {plek.provincie for plek in plekken()}

    assert {naam.tekst for _, naam in kaart(laag).namen} == provincies - {"Utrecht"}
    assert len(ZEENAMEN) == 11
    assert kaart(laag, namen=False).namen == []


def test_a_half_filled_tile_and_a_pattern_are_drawn_over_their_ground() -> None:
    laag = laag_staten("Dekking", DEKKING, {"GM0736": "eenzijdig", "GM0384": "verkenning"})
    getekend = kaart(laag, id="k")

    vullingen = [vlak.vulling for vlak in getekend.vlakken]
    assert vullingen == ["#a9d0ee", "url(#k-verkenning-arcering)", "#fdebd0", "#f0a030", "#a9d0ee"]
    assert [patroon.id for patroon in getekend.patronen] == ["k-verkenning-arcering"]


def test_a_zelfstandige_without_letter_has_a_ring() -> None:
    laag = Laag("Dekking", DEKKING, {"GM0736": "zelfstandig"})

    assert kaart(laag).vlakken[-1].vulling == "none"
    assert kaart(laag).vlakken[-1].pad.startswith("M")


def test_the_subject_has_an_outline() -> None:
    laag = laag_aantallen("Witte vlekken", dict.fromkeys(ALLE, 0))

    assert kaart(laag).nadruk == ""
    assert len(lees_pad(kaart(laag, onderwerp=[DRV]).nadruk)) == 1


def test_a_neighbourhood_names_every_tile_it_shows() -> None:
    getekend = verband_in_de_buurt()
    namen = {label.omschrijving for label in getekend.labels}

    assert {"Muiden", "Amsterdam", "De Ronde Venen, in een andere regio"} <= namen
    assert all(1 <= len(label.regels) <= 3 for label in getekend.labels)


def test_members_are_bold_and_surroundings_are_not() -> None:
    vet = {label.omschrijving for label in verband_in_de_buurt().labels if label.vet}

    assert vet == {
        "Diemen, in het verband",
        "Uithoorn, in het verband",
        "Ouder-Amstel, in het verband",
        "De Ronde Venen, in een andere regio",
    }


def test_a_region_that_runs_on_is_said_to_with_its_direction() -> None:
    assert verband_in_de_buurt().uitsnede == (
        "Uitsnede: veiligheidsregio Utrecht loopt door naar het oosten en zuiden."
    )


def test_a_whole_region_in_view_is_no_cut_out() -> None:
    leden = regio("jeugdregio", "Amsterdam-Amstelland")
    contouren = [Contour("jeugdregio Amsterdam-Amstelland", "jeugdregio", leden)]

    assert verband_in_de_buurt(kern=leden, contouren=contouren).uitsnede == ""


def test_contours_lie_inside_each_other() -> None:
    inzetten = [LIJNEN[s].inzet for s in ("arbeidsmarktregio", "veiligheidsregio", "jeugdregio")]

    assert inzetten == [2.4, 5.8, 9.2]


def test_the_description_names_a_small_contour_and_counts_a_large_one() -> None:
    assert verband_in_de_buurt().beschrijving == (
        "veiligheidsregio Utrecht: 26 gemeenten; "
        "het verband: De Ronde Venen, Diemen, Ouder-Amstel en Uithoorn."
    )


def test_a_neighbourhood_can_show_a_staat() -> None:
    getekend = verband_in_de_buurt(reeks=DEKKING, klassen={DRV: "eenzijdig"})

    assert "#f0a030" in {vlak.vulling for vlak in getekend.vlakken}


def test_a_neighbourhood_of_nobody_is_empty() -> None:
    assert verband_in_de_buurt(kern=[]).labels == []


@pytest.mark.parametrize(
    ("woorden", "zin"),
    [([], ""), (["a"], "a"), (["a", "b"], "a en b"), (["a", "b", "c"], "a, b en c")],
)
def test_words_are_listed_as_people_do(woorden: list[str], zin: str) -> None:
    assert opsomming(woorden) == zin


def test_small_multiples_draw_the_country_once() -> None:
    eerste, tweede = minikaarten(plekken(), [("Pleegzorg", [DRV]), ("Crisisopvang", ZEVENTIEN)])

    assert len(lees_pad(eerste.land)) == 408
    assert tweede.land == ""
    assert eerste.basis == tweede.basis
    assert len(lees_pad(tweede.gekleurd)) == 17


def test_eighteen_mini_maps_stay_under_a_hundred_kilobytes() -> None:
    reeks = [(str(nr), ALLE[: 5 * nr]) for nr in range(18)]

    assert sum(len(k.land) + len(k.gekleurd) for k in minikaarten(plekken(), reeks)) < 100_000


def test_a_locator_stands_on_its_own() -> None:
    locator = minikaart(plekken(), [DRV], titel="Ligging", kleur="#f5ae3d", landkleur="#3d6789")

    assert locator.land
    assert (locator.kleur, locator.landkleur) == ("#f5ae3d", "#3d6789")


def test_a_legend_symbol_is_the_tile_itself() -> None:
    vlek = symbool(DEKKING[-1], "l")

    assert [o.teksten[0].tekst for o in vlek.opschriften] == ["W"]
    assert vlek.vlakken[0].rand == "#b42318"


def test_the_symbol_of_a_joint_letter_is_three_tiles_in_one() -> None:
    brief = kaart(laag_ingediend(ALLE, [], [ZEVENTIEN]))
    samen = symbool(next(k for k in laag_ingediend([], [], []).klassen if k.samen), "l")

    assert len(lees_pad(samen.vlakken[0].pad)) == 1
    assert samen.vlakken[0].vulling == brief.vlakken[0].vulling


def test_congruentie_marks_what_cuts_with_a_sign() -> None:
    laag = laag_staten("Congruentie", CONGRUENTIE, {DRV: "doorsnijdt", "GM0384": "binnen"})

    assert laag.teksten == {DRV: "×"}
