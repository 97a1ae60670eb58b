"""Views of dashboards that one keeps: own ones only, and a broken one says so."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from monitor.acties import bladwijzer as acties
from monitor.bladwijzers import ontleed
from monitor.models import Bladwijzer
from samenwerking.toegang.models import Logregel
from samenwerking.toegang.rollen import LEESROLLEN, Rol
from tests.monitor.views.conftest import IN_DE_RONDE

VAN = "/monitor/criteria/?ronde=2013-mei&criterium=K4&score=deels&pagina=3&formaat=csv"
BEWAAR = f"/monitor/weergaven/?van={quote(VAN)}"


@pytest.fixture(autouse=True)
def in_de_ronde(op_moment, mei) -> None:
    op_moment(IN_DE_RONDE)


@pytest.fixture
def browser(als, commissielid):
    return als(commissielid)


@pytest.fixture
def bewaard(browser) -> Bladwijzer:
    assert browser.post(BEWAAR, {"naam": "Vorm half klaar"}).status_code == 302
    return Bladwijzer.objects.get()


def test_a_dashboard_offers_to_keep_its_view(browser) -> None:
    inhoud = browser.get("/monitor/criteria/?criterium=K4").content.decode()

    assert f"/monitor/weergaven/?van={quote('/monitor/criteria/?criterium=K4', safe='')}" in inhoud


def test_a_kept_view_stands_on_the_first_screen(browser, bewaard: Bladwijzer) -> None:
    url = "/monitor/criteria/?ronde=2013-mei&criterium=K4&score=deels"
    (rij,) = browser.get("/monitor/").context["weergaven"]

    assert (rij.naam, rij.url, rij.kapot) == ("Vorm half klaar", url, "")
    assert browser.get(rij.url).status_code == 200
    assert Logregel.objects.filter(soort="bladwijzer", actie="bewaren").exists()


def test_the_same_name_again_moves_it(browser, bewaard: Bladwijzer) -> None:
    browser.post("/monitor/weergaven/?van=/monitor/drukte/", {"naam": "Vorm half klaar"})

    assert Bladwijzer.objects.get().pagina == "monitor-drukte"


def test_it_is_renamed_and_removed(browser, bewaard: Bladwijzer) -> None:
    pad = f"/monitor/weergaven/{bewaard.pk}/"
    assert browser.post(pad, {"naam": ""}).status_code == 422
    browser.post("/monitor/weergaven/?van=/monitor/drukte/", {"naam": "Drukte"})
    dubbel = browser.post(pad, {"naam": "Drukte"})
    assert (dubbel.status_code, "die «Drukte» heet" in dubbel.content.decode()) == (422, True)
    assert browser.post(pad, {"naam": "Vorm"}).status_code == 302
    assert set(Bladwijzer.objects.values_list("naam", flat=True)) == {"Vorm", "Drukte"}
    assert browser.post(pad, {"verwijder": "1"}).status_code == 302
    assert list(Bladwijzer.objects.values_list("naam", flat=True)) == ["Drukte"]


def test_of_a_colleague_there_is_nothing(als, bzk, bewaard: Bladwijzer) -> None:
    ander = als(bzk)
    onbekend = ander.post("/monitor/weergaven/999999/", {"naam": "x"})
    van_een_ander = ander.post(f"/monitor/weergaven/{bewaard.pk}/", {"verwijder": "1"})

    assert van_een_ander.status_code == onbekend.status_code == 404
    assert van_een_ander.content == onbekend.content
    for pad in ("/monitor/", "/monitor/weergaven/"):
        assert bewaard.naam not in ander.get(pad).content.decode()
    assert Bladwijzer.objects.count() == 1


@pytest.mark.parametrize(
    ("pagina", "query", "zin"),
    [
        ("monitor-verdwenen", "", "deze pagina bestaat niet meer"),
        ("monitor-drukte", "ronde=1999-mei", "ronde 1999-mei is er niet"),
        ("vng", "", "deze pagina is niet meer voor u"),
    ],
)
def test_a_broken_one_says_so(browser, commissielid, pagina: str, query: str, zin: str) -> None:
    acties.bewaar(commissielid, "Oud", pagina, query)
    for pad in ("/monitor/", "/monitor/weergaven/"):
        (rij,) = browser.get(pad).context["weergaven"]
        assert (rij.url, rij.kapot) == ("", zin)
        assert zin in browser.get(pad).content.decode()


@pytest.mark.parametrize(
    "van",
    [
        "/gemeenten/",
        "https://elders.nl/monitor/",
        "//elders.nl/monitor/",
        "/monitor/weergaven/7/",
        "/onzin/",
        "",
    ],
)
def test_only_a_dashboard_can_be_kept(browser, van: str) -> None:
    assert ontleed(van, Rol.COMMISSIE) is None
    antwoord = browser.post(f"/monitor/weergaven/?van={quote(van)}", {"naam": "x"})
    assert antwoord.status_code == 200
    assert not Bladwijzer.objects.exists()


def test_there_is_an_end_to_it(browser, commissielid, monkeypatch) -> None:
    monkeypatch.setattr(acties, "HOOGSTENS", 1)
    browser.post("/monitor/weergaven/?van=/monitor/drukte/", {"naam": "Een"})
    antwoord = browser.post("/monitor/weergaven/?van=/monitor/drukte/", {"naam": "Twee"})

    assert antwoord.status_code == 422
    assert "Verwijder er eerst een." in antwoord.content.decode()


def test_who_keeps_views(als, rolverdeling) -> None:
    for rol, wie in rolverdeling.items():
        verwacht = 200 if rol in LEESROLLEN else 404
        assert als(wie).get("/monitor/weergaven/").status_code == verwacht, rol
