"""Whatever is changed in the logboek behind its back is found: in rows, order, end and names."""

from __future__ import annotations

import hashlib
import os
import random
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import F

from samenwerking.toegang import logboek
from samenwerking.toegang.models import Logkop, Logregel, Persoon
from tests import bouwers
from tests.toegang.test_logboek import schrijf, sql

AANTAL = int(os.environ.get("KNOEIEN", "60"))
"""How many tamperings: a sample; `make zwaar` does 1,000."""
ZAAD = int(os.environ.get("ZAAD", "0")) or random.randrange(1, 10**6)
REGELS = 12


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
            ("zegel", "d" * 64),
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
    kolommen = (
        "moment, persoon_id, actie, soort, sleutel, gemeente, gelukt, herkomst, inhoud, zegel"
    )
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


def herschrijf_de_staart(lot: random.Random, aantal: int) -> None:
    """A row changed and all after it made right again, head included: the chain is whole."""
    vanaf, vorige = lot.randint(1, aantal), ""
    for regel in Logregel.objects.filter(nummer__gte=vanaf).order_by("nummer"):
        regel.gemeente, regel.vorige_hash = "GM0363", vorige or regel.vorige_hash
        vorige = logboek.bereken_hash(regel)
        sql(
            "UPDATE toegang_logregel SET gemeente = %s, vorige_hash = %s, hash = %s "
            "WHERE nummer = %s",
            regel.gemeente,
            regel.vorige_hash,
            vorige,
            regel.nummer,
        )
    Logkop.objects.update(hash=vorige)


def kap_af_met_de_kop(lot: random.Random, aantal: int) -> None:
    """The last rows gone, and the head moved back: the chain is whole."""
    laatste = lot.randint(1, aantal - 1)
    kap_vanaf(laatste + 1)
    Logkop.objects.update(nummer=laatste, hash=Logregel.objects.get(pk=laatste).hash)


def kap_vanaf(nummer: int) -> None:
    sql("DELETE FROM toegang_logregel WHERE nummer >= %s", nummer)


def hernoem(lot: random.Random, aantal: int) -> None:
    """Another name or function in the side table."""
    veld = lot.choice(["naam", "functie", "zout"])
    Persoon.objects.update(**{veld: "een ander"})


def vervang_de_persoon(lot: random.Random, aantal: int) -> None:
    """The row in the side table belongs to somebody else now."""
    Persoon.objects.update(naam="W. Heeremans", zout="")


KNOEIEN = [
    wijzig,
    schrap,
    kap_af,
    voeg_toe,
    verwissel,
    verzet_de_kop,
    herschrijf,
    herschrijf_de_staart,
    kap_af_met_de_kop,
    hernoem,
    vervang_de_persoon,
]
ALLEEN_MET_BEWIJS = {herschrijf_de_staart, kap_af_met_de_kop}
"""What leaves a whole chain behind: only a receipt shows it."""


def test_random_tampering_is_found(zonder_triggers: None) -> None:
    schrijf(REGELS)
    getuige = [logboek.kop()]
    assert list(logboek.breuken(getuige)) == []

    for nummer in range(AANTAL):
        knoei, lot = KNOEIEN[nummer % len(KNOEIEN)], random.Random(ZAAD + nummer)
        with transaction.atomic():
            knoei(lot, REGELS)
            waar = f"{knoei.__name__}, ZAAD={ZAAD + nummer}"
            assert list(logboek.breuken(getuige)), waar
            assert knoei in ALLEEN_MET_BEWIJS or list(logboek.breuken()), waar
            transaction.set_rollback(True)
    assert list(logboek.breuken(getuige)) == []


def test_the_command_takes_the_row_of_a_receipt_as_witness(zonder_triggers: None) -> None:
    schrijf(3)
    nummer, hash_ = logboek.kop()
    call_command("controleer_logboek", "--kop", f"{nummer}: {hash_}")

    kap_af_met_de_kop(random.Random(1), 3)

    call_command("controleer_logboek")
    with pytest.raises(CommandError, match="1 keer"):
        call_command("controleer_logboek", "--kop", f"{nummer}: {hash_}")


def test_a_head_that_is_none_is_refused(db: None) -> None:
    with pytest.raises(CommandError, match="geen NUMMER:HASH"):
        call_command("controleer_logboek", "--kop", "12:abc")


def test_a_name_that_a_beheerder_changes_breaks_nothing(db: None) -> None:
    beheerder, ander = bouwers.persoon("Esther Pool"), bouwers.persoon("W. Heeremans")
    with transaction.atomic():
        logboek.schrijf("proef", "proef", 1, persoon=ander)
        ander.naam = "W. Heeremans-de Wit"
        ander.save()
        inhoud = logboek.naam_van(ander)
        logboek.schrijf("wijzigen", "gebruiker", 1, persoon=beheerder, inhoud=inhoud)

    assert list(logboek.breuken()) == []


def test_a_row_of_before_the_seals_keeps_its_hash() -> None:
    moment = datetime(2013, 5, 31, 20, 0, tzinfo=UTC)
    regel = Logregel(nummer=1, moment=moment, actie="a", soort="b", sleutel="c", vorige_hash="d")
    toen = '[1,"2013-05-31T20:00:00+00:00",null,"a","b","c","",true,"",{},"d"]'

    assert logboek.bereken_hash(regel) == hashlib.sha256(toen.encode()).hexdigest()
