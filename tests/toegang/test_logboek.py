"""The logboek grows only, and whatever is changed behind its back is found."""

from __future__ import annotations

import threading
from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.db.transaction import TransactionManagementError

from samenwerking.toegang import logboek
from samenwerking.toegang.models import Logkop, Logregel
from tests import bouwers


def schrijf(aantal: int = 1) -> list[Logregel]:
    """`aantal` rows, as a vaststeller of Heemstede leaves them."""
    persoon = bouwers.persoon("W. Heeremans")
    with transaction.atomic():
        return [
            logboek.schrijf(
                "indienen",
                "opgave",
                f"2013-mei/GM{n:04}",
                persoon=persoon,
                gemeente="GM0397",
                inhoud={"taken": ["JE03", "WM05"], "versie": n, "reden": "Súdwest-Fryslân «'\\"},
            )
            for n in range(aantal)
        ]


def sql(opdracht: str, *waarden: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(opdracht, waarden or None)


def test_each_row_follows_on_the_one_before(db: None) -> None:
    regels = schrijf(3)

    assert [regel.nummer for regel in regels] == [1, 2, 3]
    assert [r.vorige_hash for r in regels] == [logboek.BEGIN, regels[0].hash, regels[1].hash]
    assert logboek.kop() == (3, regels[2].hash)
    assert logboek.stand() == 3
    assert list(logboek.breuken()) == []


@pytest.mark.parametrize(
    "inhoud",
    [
        {"10": 1, "9": 2, 8: "a key that was a number"},
        {"hoog": 10**30, "breuk": 1e22, "klein": 0.1, "min": -0.0},
        {"tekst": "Súdwest-Fryslân \u2028 \x7f 'aan elkaar' \\ \"dubbel\"", "leeg": None},
        {"diep": [{"b": [], "a": {}}, [True, False]]},
    ],
    ids=["sleutels", "getallen", "tekst", "diep"],
)
def test_the_hash_survives_the_round_trip_through_the_database(db: None, inhoud: dict) -> None:
    with transaction.atomic():
        geschreven = logboek.schrijf("proef", "proef", 1, persoon=None, inhoud=inhoud)

    gelezen = Logregel.objects.get(pk=geschreven.pk)

    assert logboek.bereken_hash(gelezen) == geschreven.hash
    assert gelezen.moment == geschreven.moment


def test_what_is_no_json_is_refused(db: None) -> None:
    with pytest.raises(ValueError):
        schrijf_inhoud({"x": float("nan")})
    with pytest.raises(TypeError):
        schrijf_inhoud({"x": object()})


def schrijf_inhoud(inhoud: dict) -> None:
    with transaction.atomic():
        logboek.schrijf("proef", "proef", 1, persoon=None, inhoud=inhoud)


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_written() -> None:
    with pytest.raises(TransactionManagementError):
        logboek.schrijf("proef", "proef", 1, persoon=None)

    assert logboek.stand() == 0


def test_a_row_goes_with_the_action_that_failed(db: None) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        schrijf()
        raise RuntimeError

    assert logboek.stand() == 0
    assert not Logregel.objects.exists()


@pytest.mark.parametrize(
    "poging",
    [
        lambda: Logregel.objects.filter(nummer=1).update(actie="niets"),
        lambda: Logregel.objects.filter(nummer=1).delete(),
        lambda: sql("UPDATE toegang_logregel SET gemeente = 'GM0392'"),
        lambda: sql("DELETE FROM toegang_logregel"),
    ],
    ids=["orm-update", "orm-delete", "sql-update", "sql-delete"],
)
def test_the_database_refuses_to_change_or_remove_a_row(
    db: None, poging: Callable[[], object]
) -> None:
    schrijf(2)

    with pytest.raises(IntegrityError, match="een regel verandert niet"), transaction.atomic():
        poging()

    assert list(logboek.breuken()) == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL knows TRUNCATE")
def test_postgresql_refuses_to_empty_the_table(db: None) -> None:
    with pytest.raises(IntegrityError, match="groeit alleen aan"), transaction.atomic():
        sql("TRUNCATE toegang_logregel")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL refuses such values itself")
def test_an_unreadable_row_is_a_sentence_and_no_crash(zonder_triggers: None) -> None:
    schrijf(3)
    sql("UPDATE toegang_logregel SET moment = 'kapot' WHERE nummer = 2")

    assert list(logboek.breuken()) == ["De regel na regel 1 is niet te lezen."]


def test_without_its_head_the_logboek_is_not_whole(db: None) -> None:
    Logkop.objects.all().delete()

    assert list(logboek.breuken()) == ["De kop van het logboek ontbreekt."]


def test_the_command_says_that_all_is_well(db: None) -> None:
    schrijf(2)
    uit = StringIO()

    call_command("controleer_logboek", stdout=uit)

    assert f"klopt: 2 regels, de laatste is 2:{logboek.kop()[1]}" in uit.getvalue()


def test_the_command_names_the_row_and_fails(zonder_triggers: None) -> None:
    schrijf(3)
    sql("UPDATE toegang_logregel SET gemeente = 'GM0363' WHERE nummer = 2")
    fouten = StringIO()

    with pytest.raises(CommandError, match="1 keer") as fout:
        call_command("controleer_logboek", stderr=fouten)

    assert fout.value.returncode == 1
    assert fouten.getvalue().strip() == "Regel 2 is na het schrijven veranderd."


@pytest.mark.traag
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite in memory has one writer")
def test_writers_at_the_same_time_make_one_chain() -> None:
    def schrijver() -> None:
        try:
            for _ in range(10):
                schrijf()
        finally:
            connection.close()

    draden = [threading.Thread(target=schrijver) for _ in range(8)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()

    assert logboek.stand() == 80
    assert list(logboek.breuken()) == []
