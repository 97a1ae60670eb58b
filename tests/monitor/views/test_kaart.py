"""Six layers of one map: counts that add up, and choices that go along to lists and back."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from monitor.beeld import beeld
from monitor.kaarten import LAGEN, Kaartkeuze, _voortgangsklasse, criterium, laag
from samenwerking.models import Uitvraag
from tests import bouwers
from tests.monitor.views.conftest import IN_DE_RONDE


@pytest.fixture(autouse=True)
def in_de_ronde(op_moment, mei) -> None:
    op_moment(IN_DE_RONDE)


@pytest.fixture
def browser(als, commissielid):
    return als(commissielid)


def test_every_layer_counts_every_gemeente_once(browser) -> None:
    for naam in LAGEN:
        for extra in ("", "&taak=JE03&criterium=K4"):
            context = browser.get(f"/monitor/?laag={naam}{extra}").context
            assert sum(regel.aantal for regel in context["legenda"]) == 408, (naam, extra)
            assert len(context["lagen"]) == 6


def test_a_regio_has_the_counts_of_its_own_gemeenten(browser) -> None:
    antwoord = browser.get("/monitor/?laag=ingediend&regio=AM16")
    aantallen = {r.klasse.code: r.aantal for r in antwoord.context["legenda"]}

    assert aantallen["zelf"] == 2
    assert sum(aantallen.values()) < 20
    assert "in Zuid-Kennemerland" in antwoord.content.decode()


def test_the_classes_of_one_taak_are_those_of_zuid_kennemerland(browser, mei) -> None:
    stand, evaluatie = beeld(mei, bouwers.moment(IN_DE_RONDE))

    def klassen(naam: str) -> dict[str, str]:
        return dict(laag(Kaartkeuze(naam, "JE03"), stand, evaluatie, []).indeling)

    haarlem, heemstede, zandvoort = "GM0392", "GM0397", "GM0473"
    assert [klassen("dekking")[g] for g in (haarlem, heemstede)] == ["gedekt", "zelfstandig"]
    assert klassen("congruentie")[haarlem] == "binnen"
    assert [klassen("voortgang")[g] for g in (haarlem, heemstede, zandvoort)] == [
        "niets",
        "alles",
        "geen_opgave",
    ]
    assert klassen("criterium")[haarlem] in {"voldoet", "deels", "voldoet_niet"}
    elders = laag(Kaartkeuze("criterium", "JE06"), stand, evaluatie, []).indeling
    assert elders[haarlem] == "geen"


def test_a_gemeente_shows_the_indicatie_that_asks_most(mei: Uitvraag) -> None:
    op = bouwers.moment("2013-05-20")
    klein = {"JE06": ["Heemstede", "Zandvoort"]}
    bouwers.verband("klein", mei, klein, vastgelegd_op=op, penvoerder="Heemstede")
    groot = {"JE03": ["Heemstede", "Haarlem", "Amsterdam"]}
    bouwers.verband("groot", mei, groot, vastgelegd_op=op, penvoerder="Haarlem")
    stand, evaluatie = beeld(mei, bouwers.moment(IN_DE_RONDE))
    scores = {i.verband: i.score for i in evaluatie.indicaties if i.criterium == "K3"}
    indeling = criterium(stand, evaluatie, "K3").indeling

    assert (scores["klein"], indeling["GM0397"]) == ("voldoet_niet", "voldoet_niet")
    assert indeling["GM0363"] == scores["groot"]


@pytest.mark.parametrize(
    ("klaar", "alle", "klasse"),
    [(0, 4, "niets"), (1, 4, "deel"), (2, 4, "helft"), (3, 4, "helft"), (4, 4, "alles")],
)
def test_the_steps_of_voortgang(klaar: int, alle: int, klasse: str) -> None:
    assert _voortgangsklasse(klaar, alle) == klasse


# Choices go along


GEKOZEN = "ronde=2013-mei&regio=AM16&taak=JE03"


def velden(url: str) -> dict[str, str]:
    return {naam: waarden[0] for naam, waarden in parse_qs(urlsplit(url).query).items()}


def test_a_class_of_the_legend_keeps_regio_and_taak_and_the_other_way_round(browser) -> None:
    antwoord = browser.get(f"/monitor/?{GEKOZEN}&laag=dekking&klasse=gedekt")
    context = antwoord.context

    for regel in context["legenda"]:
        assert velden(regel.adres).items() >= {"regio": "AM16", "taak": "JE03"}.items()
    for _, url, _ in context["lagen"]:
        assert velden(url).items() >= {"regio": "AM16", "taak": "JE03"}.items()
        assert "klasse" not in velden(url)
    assert '<input type="hidden" name="klasse" value="gedekt">' in antwoord.content.decode()


@pytest.mark.parametrize(
    ("laag", "klasse", "pad", "filter"),
    [
        ("ingediend", "niet", "/monitor/inzendingen/", {"stand_opgave": "ontbreekt"}),
        ("dekking", "gedekt", "/monitor/dekking/", {"staat": "gedekt", "taak": "JE03"}),
        ("congruentie", "binnen", "/monitor/congruentie/", {"relatie": "binnen", "taak": "JE03"}),
        ("criterium", "deels", "/monitor/criteria/", {"score": "deels", "criterium": "K3"}),
    ],
)
def test_the_list_behind_the_map_and_the_map_behind_the_list(
    browser, laag: str, klasse: str, pad: str, filter: dict[str, str]
) -> None:
    kaart = browser.get(f"/monitor/?{GEKOZEN}&laag={laag}&klasse={klasse}").context
    naar = kaart["tabel_url"]
    assert urlsplit(naar).path == pad
    assert velden(naar).items() >= (filter | {"regio": "AM16", "ronde": "2013-mei"}).items()

    terug = browser.get(naar).context["kaart_url"]
    assert velden(terug).items() >= {"laag": laag, "klasse": klasse, "regio": "AM16"}.items()


def test_the_menu_takes_regio_and_taak_from_dashboard_to_dashboard(browser) -> None:
    menu = browser.get(f"/monitor/dekking/?{GEKOZEN}&staat=gedekt&pagina=2").context["navigatie"]
    per = {label: url for label, url, _ in menu}

    assert velden(per["Congruentie"]) == {"ronde": "2013-mei", "regio": "AM16", "taak": "JE03"}
    assert per["Gemeenten"] == "/gemeenten/"
    elders = {label: url for label, url, _ in browser.get("/gemeenten/").context["navigatie"]}
    assert elders["Dekking"] == "/monitor/dekking/"
