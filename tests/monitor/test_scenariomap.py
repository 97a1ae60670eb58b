"""A scenario goes out as an import folder and comes back as the same Stand, also for the orakel."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import datetime
from pathlib import Path
from random import Random

import pytest
from django.conf import settings

from monitor.inlezen import lees_stand, lees_vormen
from monitor.regels.alles import evalueer
from monitor.regels.scenario import pas_toe
from monitor.regels.stand import Stand
from monitor.regels.weergave import weergave
from monitor.regels.wijzigingen import (
    AndereNorm,
    AndereVorm,
    Samenvoeging,
    Splitsing,
    Verplaatsing,
    Wijziging,
)
from monitor.scenariomap import als_zip, bestandsnaam
from samenwerking.keuzes import JuridischStadium
from samenwerking.models import Uitvraag, Uitvraagtaak
from samenwerking.uitwisseling.importeren import importeer
from tests.bouwers import moment
from tests.orakel.orakel import bevindingen
from tests.orakel.vergelijken import verschillen
from tests.orakel.werelden import maak_wereld

RONDE = "2013-mei"
ALLES = moment("2016-01-01")
"""By then everything of a world is recorded."""


@pytest.fixture
def mei(referentie: None) -> Uitvraag:
    """The round of May 2013, with nothing in it."""
    return Uitvraag.objects.get(pk=RONDE)


def lege_kopie(ronde: Uitvraag, code: str = "kopie") -> Uitvraag:
    """Another round that asks the same."""
    taken = list(Uitvraagtaak.objects.filter(uitvraag=ronde))
    kopie = Uitvraag.objects.get(pk=ronde.pk)
    kopie.code = code
    kopie.save(force_insert=True)
    for taak in taken:
        taak.pk, taak.uitvraag = None, kopie
    Uitvraagtaak.objects.bulk_create(taken)
    return kopie


def grillig(stand: Stand, toeval: Random, vormen: list[str]) -> list[Wijziging]:
    """Changes of every kind; some cannot be made."""
    slugs = list(stand.verbanden)
    wie = [
        g.code for a in stand.arrangementen for g in stand.gemeenten if a.leden & stand.bit[g.code]
    ]
    taken = [taak.code for taak in stand.taken]
    uit: list[Wijziging] = []
    for _ in range(12):
        van, naar = toeval.sample([*slugs, "", ""], 2)
        keuze = tuple(toeval.sample(taken, 3)) if toeval.random() < 0.7 else ()
        uit.append(Verplaatsing(tuple(toeval.sample(wie, 2)), van, naar, keuze))
    uit.append(Samenvoeging(*toeval.sample(slugs, 2)))
    van = toeval.choice(list(stand.per_verband))
    samen = [code for a in stand.per_verband[van] for code in stand.codes(a.leden)]
    uit.append(Splitsing(van, "nieuw-verband", "Nieuw verband", tuple(dict.fromkeys(samen[:2]))))
    stadium = toeval.choice([None, *JuridischStadium.values])
    uit.append(AndereVorm(toeval.choice(slugs), toeval.choice([None, *vormen]), stadium))
    return toeval.sample(uit, len(uit))


def heen_en_terug(mei: Uitvraag, tmp_path: Path, seed: int) -> None:
    """A world, changes, out as a folder, into an empty round, and to the orakel."""
    toeval = Random(seed)
    nu = maak_wereld(tmp_path / "wereld", seed, RONDE, grootte=25)
    importeer(mei, tmp_path / "wereld", op=nu)
    stand, vormen = lees_stand(mei, nu=nu, bekend_op=ALLES), lees_vormen()
    uitkomst = pas_toe(stand, grillig(stand, toeval, list(vormen)), vormen)
    gemaakt = uitkomst.bezwaren.count("")
    assert gemaakt, uitkomst.bezwaren
    verwacht = weergave(uitkomst.stand, evalueer(uitkomst.stand))

    map_ = tmp_path / "scenario"
    with zipfile.ZipFile(io.BytesIO(als_zip(mei, ALLES, stand, uitkomst.stand))) as zip_:
        zip_.extractall(map_)
    kopie = lege_kopie(mei)
    importeer(kopie, map_, op=nu)

    terug = lees_stand(kopie, nu=nu, bekend_op=ALLES)
    assert weergave(terug, evalueer(terug)) == verwacht | {"uitvraag": "kopie"}
    zonder_zin = [{k: v for k, v in b.items() if k != "zin"} for b in verwacht["bevindingen"]]
    van_orakel = bevindingen(Path(settings.FIXTURES), map_, RONDE, nu)
    plat = json.loads(json.dumps(verwacht | {"bevindingen": zonder_zin}))
    assert not verschillen(plat, van_orakel)


@pytest.mark.parametrize("seed", range(2))
def test_a_scenario_goes_out_and_comes_back(mei: Uitvraag, tmp_path: Path, seed: int) -> None:
    heen_en_terug(mei, tmp_path, seed)


@pytest.mark.traag
@pytest.mark.parametrize("seed", range(100, 110))
def test_many_scenarios_go_out_and_come_back(mei: Uitvraag, tmp_path: Path, seed: int) -> None:
    heen_en_terug(mei, tmp_path, seed)


def test_a_changed_norm_is_set_in_the_other_round_by_hand(mei: Uitvraag, tmp_path: Path) -> None:
    nu = maak_wereld(tmp_path / "wereld", 5, RONDE, grootte=25)
    importeer(mei, tmp_path / "wereld", op=nu)
    stand = lees_stand(mei, nu=nu, bekend_op=ALLES)
    na = pas_toe(stand, [AndereNorm("JE03", 12_345)], {}).stand
    with zipfile.ZipFile(io.BytesIO(als_zip(mei, ALLES, stand, na))) as zip_:
        zip_.extractall(tmp_path / "scenario")
    kopie = lege_kopie(mei)
    importeer(kopie, tmp_path / "scenario", op=nu)
    assert evalueer(lees_stand(kopie, nu=nu, bekend_op=ALLES)) == evalueer(stand)

    Uitvraagtaak.objects.filter(uitvraag=kopie, taak="JE03").update(norm_inwoners=12_345)

    assert evalueer(lees_stand(kopie, nu=nu, bekend_op=ALLES)) == evalueer(na)


def test_the_same_scenario_is_the_same_file(mei: Uitvraag, tmp_path: Path) -> None:
    nu: datetime = maak_wereld(tmp_path, 6, RONDE, grootte=15)
    importeer(mei, tmp_path, op=nu)
    stand = lees_stand(mei, nu=nu, bekend_op=ALLES)
    na = pas_toe(stand, [Samenvoeging(*list(stand.per_verband)[:2])], {}).stand

    assert als_zip(mei, ALLES, stand, na) == als_zip(mei, ALLES, stand, na)
    assert als_zip(mei, ALLES, stand, na) != als_zip(mei, ALLES, stand, stand)


def test_the_file_is_called_after_the_scenario() -> None:
    assert bestandsnaam(7, "Landsmeer bij Ân") == "scenario-7-landsmeer-bij-an.zip"
    assert bestandsnaam(7, "!") == "scenario-7.zip"
