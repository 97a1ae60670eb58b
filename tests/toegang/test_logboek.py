"""The logboek grows only, and whatever is changed behind its back is found."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from importlib import import_module
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.db.transaction import TransactionManagementError

from samenwerking.toegang import logboek
from samenwerking.toegang.models import Logkop, Logregel
from tests import bouwers

BEWAKING = import_module("samenwerking.toegang.migrations.0003_logboek_alleen_toevoegen")


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


@pytest.fixture
def zonder_triggers(db: None) -> None:
    """Somebody with full rights on the database has removed the triggers."""
    for _, terug in reversed(BEWAKING.PER_DATABASE[connection.vendor]):
        sql(terug)


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


def wijzig(lot: random.Random, aantal: int) -> None:
    """Another value in one field of one row."""
    veld, waarde = lot.choice(
        [
            ("actie", "heropenen"),
            ("soort", "verband"),
            ("sleutel", "2013-mei/GM0392"),
            ("gemeente", "GM0392"),
            ("gelukt", False),
            ("herkomst", "elders"),
            ("inhoud", '{"versie": 99}'),
            ("persoon_id", None),
            ("moment", "2013-06-01T00:00:00+00:00"),
            ("hash", "f" * 64),
            ("vorige_hash", "e" * 64),
        ]
    )
    sql(
        f"UPDATE toegang_logregel SET {veld} = %s WHERE nummer = %s",
        waarde,
        lot.randint(1, aantal),
    )


def schrap(lot: random.Random, aantal: int) -> None:
    """One row gone."""
    sql("DELETE FROM toegang_logregel WHERE nummer = %s", lot.randint(1, aantal))


def kap_af(lot: random.Random, aantal: int) -> None:
    """The last rows gone."""
    sql("DELETE FROM toegang_logregel WHERE nummer >= %s", lot.randint(1, aantal))


def voeg_toe(lot: random.Random, aantal: int) -> None:
    """A copied row at the end, or the rows after it moved up to make room."""
    bron = lot.randint(1, aantal)
    kolommen = "moment, persoon_id, actie, soort, sleutel, gemeente, gelukt, herkomst, inhoud"
    sql(
        f"INSERT INTO toegang_logregel (nummer, {kolommen}, vorige_hash, hash) "
        f"SELECT %s, {kolommen}, vorige_hash, hash FROM toegang_logregel WHERE nummer = %s",
        aantal + 1,
        bron,
    )


def verwissel(lot: random.Random, aantal: int) -> None:
    """Two rows change places."""
    een, ander = lot.sample(range(1, aantal + 1), 2)
    for van, naar in [(een, 9999), (ander, een), (9999, ander)]:
        sql("UPDATE toegang_logregel SET nummer = %s WHERE nummer = %s", naar, van)


def verzet_de_kop(lot: random.Random, aantal: int) -> None:
    """The head points elsewhere."""
    Logkop.objects.update(nummer=F("nummer") + lot.choice([-1, 1, 5]))


def herschrijf(lot: random.Random, aantal: int) -> None:
    """A row changed with its own hash made right again: the next one no longer fits."""
    regel = Logregel.objects.get(pk=lot.randint(1, aantal))
    regel.gemeente = "GM0363"
    sql(
        "UPDATE toegang_logregel SET gemeente = %s, hash = %s WHERE nummer = %s",
        regel.gemeente,
        logboek.bereken_hash(regel),
        regel.nummer,
    )


KNOEIEN = [wijzig, schrap, kap_af, voeg_toe, verwissel, verzet_de_kop, herschrijf]


@pytest.mark.parametrize("zaad", range(42))
def test_random_tampering_is_found(zonder_triggers: None, zaad: int) -> None:
    schrijf(12)
    assert list(logboek.breuken()) == []

    KNOEIEN[zaad % len(KNOEIEN)](random.Random(zaad), 12)

    assert list(logboek.breuken())


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

    assert "klopt: 2 regels" in uit.getvalue()


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
