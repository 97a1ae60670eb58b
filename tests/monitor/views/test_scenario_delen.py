"""Who may open and change a scenario by its link, its life, and that it never is what is real."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.apps import apps
from django.db import connection

from monitor.acties import scenario as acties
from monitor.models import Deling, Scenario
from samenwerking import klok
from samenwerking.acties.weigering import Geweigerd, Verouderd
from samenwerking.toegang.models import Gebruiker
from samenwerking.toegang.rollen import COMMISSIEROLLEN, LEESROLLEN, Rol
from tests import bouwers
from tests.monitor.views.conftest import IN_DE_RONDE
from tests.monitor.views.scenariohulp import ERUIT, PAD, doe, laatste, pad, voeg_toe


@pytest.fixture(autouse=True)
def in_de_ronde(op_moment, mei) -> None:
    op_moment(IN_DE_RONDE)


@pytest.mark.parametrize(
    ("deling", "ziet", "wijzigt"),
    [
        (Deling.EIGEN, set(), set()),
        (Deling.COMMISSIE, COMMISSIEROLLEN, COMMISSIEROLLEN),
        (Deling.LEZERS, LEESROLLEN, COMMISSIEROLLEN),
    ],
)
def test_who_may_open_and_change_it_by_its_link(
    als, rolverdeling, mei, deling, ziet, wijzigt
) -> None:
    collega = bouwers.gebruiker(Rol.COMMISSIE)
    rij = acties.begin(mei, "Geheim plan", bekend_op=klok.nu(), door=collega.persoon, op=klok.nu())
    acties.deel(rij, deling, door=collega.persoon)
    for rol, wie in rolverdeling.items():
        browser = als(wie)
        onbekend = browser.get(f"{PAD}999999/")
        for adres in (pad(rij), pad(rij, "map.zip")):
            antwoord = browser.get(adres)
            if rol in ziet:
                assert antwoord.status_code == 200, (rol, adres)
            else:
                assert antwoord.status_code == 404, (rol, adres)
                assert antwoord.content == onbekend.content
        assert (pad(rij) in browser.get(PAD).content.decode()) == (rol in ziet)
        bewaard = doe(browser, rij, "naam", naam=f"Van {rol}")
        assert bewaard.status_code == (302 if rol in wijzigt else 404), rol
        for actie in ("delen", "opbergen", "terughalen", "verwijderen", "onzin"):
            assert browser.post(pad(rij, f"{actie}/")).status_code == 404
    assert als(None).get(pad(rij)).status_code == 302


def test_a_reader_sees_no_forms_and_the_maker_does(als, commissielid, vng, scenario) -> None:
    acties.deel(scenario, Deling.LEZERS, door=commissielid.persoon)

    assert "Voeg een wijziging toe</h2>" in als(commissielid).get(pad(scenario)).content.decode()
    lezer = als(vng).get(pad(scenario)).content.decode()
    assert "Voeg een wijziging toe" not in lezer
    assert "<form" not in lezer.split("<main")[1]


def test_it_is_shared_copied_put_away_and_removed(als, commissielid, bzk, scenario) -> None:
    browser = als(commissielid)
    assert browser.post(pad(scenario, "delen/"), {"deling": "iedereen"}).status_code == 422
    browser.post(pad(scenario, "delen/"), {"deling": "commissie"})
    als(bzk).post(pad(scenario, "kopie/"))
    kopie = Scenario.objects.exclude(pk=scenario.pk).get()
    assert (kopie.door, kopie.deling) == (bzk.persoon, Deling.EIGEN)
    assert laatste(kopie).naam == "Zonder Heemstede (kopie)"

    assert browser.post(pad(scenario, "verwijderen/")).status_code == 422
    browser.post(pad(scenario, "opbergen/"))
    assert "U kunt het lezen, niet wijzigen." in browser.get(pad(scenario)).content.decode()
    assert voeg_toe(browser, scenario).status_code == 422
    browser.post(pad(scenario, "terughalen/"))
    assert voeg_toe(browser, scenario).status_code == 302
    browser.post(pad(scenario, "opbergen/"))
    browser.post(pad(scenario, "verwijderen/"))
    assert list(Scenario.objects.all()) == [kopie]


def alles_behalve_scenarios() -> dict[str, list]:
    """The content of every table but those of scenario's, the logboek and sessions."""
    eigen = {"monitor_scenario", "monitor_scenarioversie"}
    logboek = {"toegang_logregel", "toegang_logkop", "toegang_inzage", "django_session"}
    uit = {}
    for model in apps.get_models(include_auto_created=True):
        tabel = model._meta.db_table
        if tabel in eigen | logboek or tabel not in connection.introspection.table_names():
            continue
        uit[tabel] = sorted(map(repr, model._base_manager.values_list()))
    return uit


def test_a_scenario_never_writes_what_is_real(als, commissielid, scenario) -> None:
    browser = als(commissielid)
    browser.get(pad(scenario))
    Gebruiker.objects.update(last_login=None)
    voor = alles_behalve_scenarios()

    voeg_toe(browser, scenario)
    browser.post(
        pad(scenario, "toevoegen/?norm=1"),
        {"soort": "norm", "norm-versie": 2, "norm-taak": "JE03", "norm-norm": "5000"},
    )
    browser.get(pad(scenario))
    map_ = browser.get(pad(scenario, "map.zip"))
    doe(browser, scenario, "nu")
    browser.post(pad(scenario, "delen/"), {"deling": "lezers"})
    browser.post(pad(scenario, "kopie/"))
    browser.post(pad(scenario, "opbergen/"))
    browser.post(pad(scenario, "verwijderen/"))

    assert alles_behalve_scenarios() == voor
    assert len(voor) > 30
    with zipfile.ZipFile(io.BytesIO(map_.content)) as bron:
        deelnemers = bron.read("deelnemers.csv").decode()
        assert len(bron.namelist()) == 6
    assert "GM0392" in deelnemers
    assert "GM0397" not in deelnemers


def test_too_many_changes_and_a_stale_or_removed_scenario_are_refused(
    commissielid, scenario
) -> None:
    velden = {"wat": "", "door": commissielid.persoon, "op": klok.nu()}
    with pytest.raises(Geweigerd, match="hoogstens 100"):
        acties.bewaar(scenario, versie=1, wijzigingen=[ERUIT] * 101, **velden)
    acties.bewaar(scenario, versie=1, wijzigingen=[ERUIT] * 100, **velden)
    with pytest.raises(Verouderd):
        acties.bewaar(scenario, versie=1, **velden)
    with pytest.raises(Geweigerd, match="een naam"):
        acties.bewaar(scenario, versie=2, naam=" ", **velden)
    weg = Scenario(pk=scenario.pk)
    Scenario.objects.all().delete()
    with pytest.raises(Geweigerd, match="intussen verwijderd"):
        acties.bewaar(weg, versie=2, **velden)
