"""The demo fills an empty database once and keeps its hands off another."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.core.management import CommandError, call_command

from gemeenten.models import Gemeente
from monitor import demo
from monitor.models import Bezoek
from samenwerking.models import Opgaveversie, Uitvraag
from samenwerking.toegang.models import Gebruiker, Logregel
from tests import bouwers


@pytest.fixture
def _demostand(settings) -> None:
    settings.DEBUG = True


def test_the_demo_needs_debug(db):
    with pytest.raises(CommandError, match="DEBUG=1"):
        call_command("demo", "--zonder-server")


def test_the_demo_leaves_a_database_alone_that_it_did_not_make(db, _demostand):
    bouwers.gemeente("Haarlem")

    with pytest.raises(CommandError, match="niet door de demo gemaakt"):
        call_command("demo", "--zonder-server")
    assert Gemeente.objects.count() == 1
    assert not Gebruiker.objects.exists()


@pytest.mark.parametrize("fout", ["morgen", "2013-05-31T25:00"])
def test_a_moment_that_is_none_is_wrong_usage(db, _demostand, fout):
    with pytest.raises(CommandError) as gevangen:
        call_command("demo", "--zonder-server", "--moment", fout)
    assert gevangen.value.returncode == 2


@pytest.mark.traag
def test_an_empty_demo_holds_the_letter_and_no_examples(db, _demostand, capsys):
    call_command("demo", "--zonder-server", "--leeg")

    versies = Opgaveversie.objects.filter(ingediend_op__isnull=False)
    assert versies.count() == 17
    assert {v.kanaal for v in versies} == {"brief"}
    assert not Uitvraag.objects.filter(voorbeeldgegevens=True).exists()
    assert not Bezoek.objects.exists()
    assert "invuller@blaricum.demo" in capsys.readouterr().out


@pytest.mark.traag
def test_the_demo_loads_once_and_labels_its_examples(db, _demostand):
    call_command("demo", "--zonder-server")
    regels = Logregel.objects.count()
    call_command("demo", "--zonder-server")

    assert Logregel.objects.count() == regels
    assert Gemeente.objects.op(Uitvraag.objects.get(pk="2013-mei").peildatum).count() == 408
    assert set(Uitvraag.objects.filter(voorbeeldgegevens=True).values_list("pk", flat=True)) == {
        "2013-mei",
        "2013-nov",
        "2014-zomer",
    }
    assert Bezoek.objects.count() > 20
    op_de_laatste_dag = datetime.fromisoformat(demo.MOMENT)
    mei = Opgaveversie.objects.filter(opgave__uitvraag="2013-mei")
    binnen = mei.filter(ingediend_op__lte=op_de_laatste_dag).count()
    assert 0.6 * 408 < binnen < 0.8 * 408
