"""The real letter of 30 May 2013: two letters, 17 gemeenten, imported by the importer."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from samenwerking.models import Brief, Opgaveregel, Opgaveversie, Uitvraag, Verbandversie
from samenwerking.referentie import laad
from samenwerking.uitwisseling.exporteren import exporteer, verzamel
from samenwerking.uitwisseling.importeren import importeer
from samenwerking.uitwisseling.verslag import Wat
from tests import bouwers
from tests.bouwers import moment

BRIEF = settings.FIXTURES / "brief-2013-05-30"


@pytest.fixture
def mei_2013(db: None) -> Uitvraag:
    laad(settings.FIXTURES)
    return Uitvraag.objects.get(pk="2013-mei")


def test_the_letter_is_17_gemeenten_187_regels_and_8_verbanden(mei_2013: Uitvraag) -> None:
    verslag = importeer(mei_2013, BRIEF)

    assert verslag.let_op == []
    assert verslag.aantal("opgave", Wat.NIEUW) == Opgaveversie.objects.count() == 17
    assert verslag.aantal("verband", Wat.NIEUW) == Verbandversie.objects.count() == 8
    assert Opgaveregel.objects.count() == verslag.rijen["opgaveregels"] == 187
    assert set(Opgaveversie.objects.values_list("kanaal", flat=True)) == {"brief"}


def test_thirteen_colleges_sign_one_letter_and_ijmond_another_that_is_identical(
    mei_2013: Uitvraag,
) -> None:
    importeer(mei_2013, BRIEF)

    een, ijmond = Brief.objects.get(slug="randstad-noord"), Brief.objects.get(slug="ijmond")
    assert ijmond.identiek_aan == een
    assert (een.ondertekeningen.count(), ijmond.ondertekeningen.count()) == (13, 4)
    assert [g.naam for g in een.geadresseerden.all()] == ["VNG", "Minister van BZK"]
    larson = een.ondertekeningen.get(gemeente="GM0358")
    assert (larson.ondertekenaar, larson.gemeente_ondertekenaar_id) == ("C.R. Larson", "GM0437")


def test_the_letter_comes_back_as_it_was(mei_2013: Uitvraag, tmp_path: Path) -> None:
    importeer(mei_2013, BRIEF)
    eerst = verzamel(mei_2013)

    exporteer(mei_2013, tmp_path / "uit", "csv")

    assert importeer(mei_2013, BRIEF).veranderd == []
    assert importeer(mei_2013, tmp_path / "uit").veranderd == []
    assert verzamel(mei_2013) == eerst


def test_a_letter_of_the_portal_is_exported_once_sent_with_who_stands_by_it(
    mei_2013: Uitvraag, tmp_path: Path
) -> None:
    namen = ["Haarlem", "Heemstede", "Zandvoort"]
    op = moment("2013-05-30 12:00")
    concept = bouwers.brief(mei_2013, namen, slug="concept")
    brief = bouwers.brief(
        mei_2013, namen, slug="verzonden", datum=op.date(), aangeboden_op=op, verzonden_op=op
    )
    brief.ondertekeningen.exclude(gemeente="GM0473").update(
        ondertekenaar="B.B. Schneiders",
        functie="burgemeester",
        gemeente_ondertekenaar="GM0392",
        getekend_op=op,
    )
    brief.ondertekeningen.filter(gemeente="GM0397").update(ingetrokken_op=op)

    exporteer(mei_2013, tmp_path / "uit", "csv")

    uit = (tmp_path / "uit" / "ondertekeningen.csv").read_text()
    assert "concept" not in uit and "GM0392" in uit
    assert "GM0397" not in uit and "GM0473" not in uit
    assert importeer(mei_2013, tmp_path / "uit").veranderd == []
    assert (brief.ondertekeningen.count(), concept.ondertekeningen.count()) == (3, 3)
