"""The workbench of a scenario: searching, changing, by two at once, before and after."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction

from monitor.acties import scenario as acties
from monitor.models import Deling, Scenario
from monitor.regels.wijzigingen import AndereNorm, Splitsing, Verplaatsing
from samenwerking import klok
from samenwerking.toegang.models import Logregel
from tests import bouwers
from tests.monitor.views.conftest import IN_DE_RONDE, NA_PUBLICATIE
from tests.monitor.views.scenariohulp import ERUIT, PAD, doe, laatste, pad, voeg_toe


@pytest.fixture(autouse=True)
def in_de_ronde(op_moment, mei) -> None:
    op_moment(IN_DE_RONDE)


def test_the_commission_makes_one_on_the_round_and_moment_it_looks_at(als, commissielid) -> None:
    browser = als(commissielid)
    assert "Er zijn nog geen scenario" in browser.get(PAD).content.decode()

    antwoord = browser.post(
        f"{PAD}nieuw/?ronde=2013-mei&stand=2013-06-01T10:00", {"naam": "Zonder Heemstede"}
    )

    rij = Scenario.objects.get()
    assert antwoord.url == pad(rij)
    assert (rij.uitvraag_id, rij.deling) == ("2013-mei", Deling.EIGEN)
    assert laatste(rij).bekend_op == bouwers.moment("2013-06-01 10:00")
    pagina = browser.get(pad(rij)).content.decode()
    assert "Er verandert nog niets." in pagina
    assert "zaterdag 1 juni 2013, 10.00 uur" in pagina
    assert "Andere ronde" not in pagina
    assert ">Vergelijk</a>" not in pagina
    assert "Zonder Heemstede" in browser.get(PAD).content.decode()
    assert Logregel.objects.filter(soort="scenario").count() == 1


def test_without_a_name_nothing_is_made(als, commissielid) -> None:
    antwoord = als(commissielid).post(f"{PAD}nieuw/", {"naam": " "})

    assert antwoord.status_code == 422
    assert "Geef het scenario een naam." in antwoord.content.decode()
    assert not Scenario.objects.exists()


def test_a_gemeente_is_found_by_name_and_taken_out_of_its_verband(
    als, commissielid, scenario
) -> None:
    browser = als(commissielid)
    gevonden = browser.get(pad(scenario), {"q": "heemst"}).content.decode()
    assert '<a href="?gemeente=GM0397#toevoegen">Heemstede</a>' in gevonden
    paneel = browser.get(pad(scenario), {"gemeente": "GM0397"}).content.decode()
    assert "Zuid kennemerland</a>: Inkoop van jeugdhulp" in paneel

    antwoord = voeg_toe(browser, scenario)

    assert antwoord.status_code == 302
    pagina = browser.get(pad(scenario)).content.decode()
    zin = "Heemstede doet niet meer mee met Zuid kennemerland, voor alle taken van Zuid kennemerl"
    assert f"Toegevoegd: {zin}" in pagina
    assert "Eruit: Heemstede." in pagina
    assert laatste(scenario).lijst == [ERUIT]


def test_what_changes_is_told_before_and_after(als, commissielid, scenario) -> None:
    browser = als(commissielid)
    voeg_toe(browser, scenario)

    uit = browser.get(pad(scenario)).context["uit"]

    assert [(b.code, b.bevinding.verband) for b in uit["weg"].zinnen if b.code == "W2"] == [
        ("W2", "zuid-kennemerland")
    ]
    (rij,) = uit["arrangementen"]
    assert (rij["voor"]["leden"], rij["na"]["leden"]) == (3, 2)
    drukte = {naam: (oud.verbanden, nieuw.verbanden) for naam, _, oud, nieuw in uit["drukte"]}
    assert drukte["Heemstede"] == (1, 0)
    assert {code for code, *_ in (t[:1] for t in uit["tellingen"])} >= {"C1", "C2", "C3", "N1"}


def test_the_map_names_who_changes_and_both_maps_show_the_same_place(
    als, commissielid, scenario
) -> None:
    browser = als(commissielid)
    voeg_toe(browser, scenario)

    kaarten = browser.get(pad(scenario)).context["kaarten"]

    assert kaarten.anders == ["Heemstede"]
    assert [v.vak.viewbox for v in (kaarten.voor, kaarten.na)] == [kaarten.voor.vak.viewbox] * 2
    assert "Heemstede" in kaarten.voor.beschrijving
    assert "Heemstede" not in kaarten.na.beschrijving
    for plek in ("0", "2", "x", "9" * 5000):
        assert browser.get(pad(scenario), {"kaart": plek}).status_code == 200


def test_a_change_that_cannot_be_made_is_refused_and_stays_filled_in(
    als, commissielid, scenario
) -> None:
    antwoord = voeg_toe(als(commissielid), scenario, van="", naar="zuid-kennemerland")

    pagina = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert "Heemstede doet daarvoor al mee met Zuid kennemerland." in pagina
    assert '<option value="zuid-kennemerland" selected>' in pagina
    assert laatste(scenario).nummer == 1


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"van": "", "naar": ""}, "Kies waar de gemeente uit gaat, of waar zij naartoe gaat."),
        ({"van": "bestaat-niet"}, "Kies iets uit de lijst."),
    ],
)
def test_a_form_that_says_nothing_is_told_what_to_do(
    als, commissielid, scenario, velden, zin
) -> None:
    antwoord = voeg_toe(als(commissielid), scenario, **velden)

    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()


def test_two_people_at_once_both_see_what_the_other_did_and_lose_nothing(
    als, commissielid, bzk, scenario
) -> None:
    acties.deel(scenario, Deling.COMMISSIE, door=commissielid.persoon)
    een, ander = als(commissielid), als(bzk)
    een.post(
        pad(scenario, "toevoegen/?norm=1"),
        {"soort": "norm", "norm-versie": 1, "norm-taak": "JE03", "norm-norm": "5000"},
    )

    te_laat = voeg_toe(ander, scenario, versie=1)

    pagina = te_laat.content.decode()
    assert te_laat.status_code == 409
    assert "Een collega heeft dit scenario intussen gewijzigd." in pagina
    assert "De norm voor Inkoop van jeugdhulp wordt 5.000 inwoners." in pagina
    assert '<option value="zuid-kennemerland" selected>' in pagina
    assert '<input type="hidden" name="gemeente-versie" value="2"' in pagina
    velden = {"soort": "norm", "norm-versie": 1, "norm-taak": "JE03", "norm-norm": "7000"}
    getal = ander.post(pad(scenario, "toevoegen/?norm=1"), velden).content.decode()
    assert 'value="7000"' in getal
    assert voeg_toe(ander, scenario, versie=2).status_code == 302
    assert laatste(scenario).lijst == [AndereNorm("JE03", 5000), ERUIT]


def test_the_same_number_twice_is_impossible(scenario) -> None:
    rij = laatste(scenario)
    rij.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        rij.save(force_insert=True)


def test_changes_are_removed_reordered_and_put_back(als, commissielid, scenario) -> None:
    browser = als(commissielid)
    norm = AndereNorm("JE03", 5000)
    acties.bewaar(
        scenario,
        versie=1,
        wat="twee",
        wijzigingen=[ERUIT, norm],
        door=commissielid.persoon,
        op=klok.nu(),
    )

    doe(browser, scenario, "eerder", nr=2)
    assert laatste(scenario).lijst == [norm, ERUIT]
    doe(browser, scenario, "weg", nr=1)
    assert laatste(scenario).lijst == [ERUIT]
    doe(browser, scenario, "terugzetten")
    assert laatste(scenario).lijst == [norm, ERUIT]
    doe(browser, scenario, "terugzetten", nummer=1)
    assert laatste(scenario).lijst == []
    assert doe(browser, scenario, "weg", nr=1).status_code == 422
    assert doe(browser, scenario, "weg", nr="x").status_code == 422
    assert browser.post(pad(scenario, "weg/"), {"nr": 1}).status_code == 409
    assert scenario.versies.count() == 6


def test_a_change_that_cannot_be_any_more_says_so_and_the_rest_counts(
    als, commissielid, scenario
) -> None:
    weg = Verplaatsing(("GM0397",), "opgeheven", "zuid-kennemerland")
    acties.bewaar(
        scenario,
        versie=1,
        wat="twee",
        wijzigingen=[weg, AndereNorm("JE03", 5000)],
        door=commissielid.persoon,
        op=klok.nu(),
    )

    pagina = als(commissielid).get(pad(scenario)).content.decode()

    assert "<strong>1 wijziging kan niet in deze stand.</strong>" in pagina
    assert "Het verband opgeheven is er in deze stand niet." in pagina
    assert "De norm voor Inkoop van jeugdhulp wordt 5.000 inwoners." in pagina


def test_the_smallest_repair_is_one_press(als, commissielid, mei, scenario) -> None:
    bouwers.verband(
        "dwars",
        mei,
        {"JE03": ["Haarlem", "Heemstede", "Zandvoort", "De Ronde Venen"]},
        vastgelegd_op=bouwers.moment("2013-05-20"),
        penvoerder="Haarlem",
    )
    cache.clear()
    browser = als(commissielid)
    voor = browser.get(pad(scenario)).context["voorstellen"]
    assert "dwars" in {v.verband for v in voor}

    doe(browser, scenario, "herstel", verband="dwars", taak="JE03")

    uit = browser.get(pad(scenario)).context["uit"]
    assert ("C1", "dwars") in {(b.code, b.bevinding.verband) for b in uit["weg"].zinnen}
    assert doe(browser, scenario, "herstel", verband="dwars", taak="JE03").status_code == 422


def test_a_verband_is_split_merged_and_gets_another_form(als, commissielid, scenario) -> None:
    browser = als(commissielid)
    adres = pad(scenario, "toevoegen/?verband=zuid-kennemerland")
    for velden in (
        {"soort": "splitsing", "splitsing-naam": "Kust", "splitsing-gemeenten": ["GM0473"]},
        {"soort": "vorm", "vorm-rechtsvorm": "", "vorm-juridisch_stadium": "vastgesteld"},
        {"soort": "erbij", "erbij-gemeenten": ["GM0377"], "erbij-taken": ["JE03"]},
        {"soort": "eruit", "eruit-gemeenten": ["GM0397"], "eruit-naar": ""},
        {"soort": "samenvoeging", "samenvoeging-naar": f"scenario-{scenario.pk}-kust"},
    ):
        versie = {f"{velden['soort']}-versie": laatste(scenario).nummer}
        antwoord = browser.post(adres, velden | versie)
        assert antwoord.status_code == 302, (velden, antwoord.context["forms"])

    lijst = laatste(scenario).lijst
    slug = f"scenario-{scenario.pk}-kust"
    assert lijst[0] == Splitsing("zuid-kennemerland", slug, "Kust", ("GM0473",))
    (rij, _) = browser.get(pad(scenario)).context["uit"]["arrangementen"]
    assert rij["naam"] == "Kust"
    assert rij["na"]["leden"] == 3


def test_the_stand_under_it_stays_until_one_asks_for_that_of_now(
    als, commissielid, mei, scenario, op_moment
) -> None:
    browser = als(commissielid)
    voeg_toe(browser, scenario)
    op_moment(NA_PUBLICATIE)
    bouwers.verband(
        "zuid-kennemerland",
        mei,
        {"JE03": ["Haarlem", "Zandvoort"]},
        vastgelegd_op=klok.nu(),
        penvoerder="Haarlem",
    )
    cache.clear()
    assert browser.get(pad(scenario)).context["lukt_niet"] == 0

    doe(browser, scenario, "nu")

    pagina = browser.get(pad(scenario))
    assert pagina.context["lukt_niet"] == 1
    assert "Heemstede doet daarvoor niet mee met Zuid kennemerland." in pagina.content.decode()


def test_the_pages_need_few_queries(als, commissielid, scenario, django_assert_num_queries) -> None:
    browser = als(commissielid)
    voeg_toe(browser, scenario)
    paginas = {pad(scenario): 6, pad(scenario, "?verband=zuid-kennemerland"): 6, PAD: 5}
    for adres, aantal in paginas.items():
        browser.get(adres)
        with django_assert_num_queries(aantal):
            browser.get(adres)


@pytest.mark.parametrize(
    "onzin",
    ["q=%00" + "x" * 5000, "q=zzz", "gemeente=%00", "verband=zzz&norm=", "kaart=-1", "norm=1"],
)
def test_nonsense_in_the_query_string_is_ignored(als, commissielid, scenario, onzin) -> None:
    assert als(commissielid).get(f"{pad(scenario)}?{onzin}").status_code == 200


def test_a_verband_that_a_colleague_merged_away_is_said_not_lost(
    als, commissielid, scenario
) -> None:
    velden = {"soort": "vorm", "vorm-versie": 1, "vorm-rechtsvorm": ""}
    browser = als(commissielid)

    weg = browser.post(pad(scenario, "toevoegen/?verband=opgegaan"), velden)

    assert weg.status_code == 422
    assert "geen deelnemers meer. Kies opnieuw." in weg.content.decode()
    onbekend = browser.post(pad(scenario, "toevoegen/"), {"soort": "opheffen"})
    assert onbekend.status_code == 404


def test_the_overview_leads_to_the_scenarios(als, commissielid) -> None:
    assert f'href="{PAD}?' in als(commissielid).get("/monitor/").content.decode()
