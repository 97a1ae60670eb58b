"""A reservekopie brings everything back into an empty database, or nothing at all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client

from samenwerking import reservekopie
from samenwerking.acties import opgave as acties
from samenwerking.acties.besluitstukken import leg_neer
from samenwerking.models import Besluit, Opgave, Opgaveregel
from samenwerking.regels import Antwoord
from samenwerking.toegang import logboek
from samenwerking.toegang.models import Gebruiker
from samenwerking.toegang.rollen import Rol
from tests import bouwers

PDF = b"%PDF-1.4 de nota van Heemstede"


@pytest.fixture(autouse=True)
def _media(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@contextmanager
def gevuld() -> Iterator[None]:
    """Heemstede has a concept with a document; afterwards the database is empty again."""
    with transaction.atomic():
        klerk = bouwers.gebruiker(Rol.VASTSTELLER, "Heemstede", email="klerk@heemstede.nl")
        ronde = bouwers.uitvraag()
        op = bouwers.moment("2013-05-30T11:22:33.123456+02:00")
        opgave = acties.bewaar(
            klerk.gemeente,
            ronde,
            [Antwoord("JE03", "zelfstandig", toelichting="Súdwest \u2028 ")],
            taken=["JE03"],
            door=klerk,
            op=op,
            versie=0,
        )
        naam = leg_neer(ContentFile(PDF))
        versie = opgave.versies.get()
        Besluit.objects.create(versie=versie, orgaan="college", genomen=op.date(), document=naam)
        yield
        transaction.set_rollback(True)


def kopie(tmp_path: Path) -> tuple[Path, dict]:
    with gevuld():
        manifest = reservekopie.maak(tmp_path / "kopie.zip")
    return tmp_path / "kopie.zip", manifest


def leeg_media(settings) -> None:
    for pad in settings.MEDIA_ROOT.rglob("*.pdf"):
        pad.unlink()


def test_all_comes_back(db: None, settings, tmp_path: Path) -> None:
    pad, manifest = kopie(tmp_path)
    leeg_media(settings)
    assert not Opgave.objects.exists()

    assert reservekopie.zet_terug(pad) == manifest

    opgave = Opgave.objects.get()
    assert opgave.bewaard_op == bouwers.moment("2013-05-30T11:22:33.123456+02:00")
    assert Opgaveregel.objects.get().toelichting == "Súdwest \u2028 "
    with Besluit.objects.get().document.open() as nota:
        assert nota.read() == PDF
    assert ":".join(map(str, logboek.kop())) == manifest["kop"]
    assert list(logboek.breuken()) == []
    assert Client().login(email="klerk@heemstede.nl", password="wachtwoord")


def test_what_is_restored_goes_on_counting(db: None, settings, tmp_path: Path) -> None:
    pad, _ = kopie(tmp_path)
    leeg_media(settings)
    reservekopie.zet_terug(pad)

    ander = bouwers.gebruiker(Rol.INVULLER, "Haarlem")

    assert ander.pk > Gebruiker.objects.get(email="klerk@heemstede.nl").pk


def test_a_copy_is_readable_for_its_owner_only(db: None, tmp_path: Path) -> None:
    pad, _ = kopie(tmp_path)

    assert pad.stat().st_mode & 0o777 == 0o600
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def herpak(pad: Path, naam: str, inhoud: bytes) -> None:
    """The zip with another content for one of its files."""
    with ZipFile(pad) as oud:
        delen = {n: oud.read(n) for n in oud.namelist()}
    with ZipFile(pad, "w") as nieuw:
        for n, deel in (delen | {naam: inhoud}).items():
            nieuw.writestr(n, deel)


def test_a_damaged_copy_restores_nothing(db: None, settings, tmp_path: Path) -> None:
    pad, _ = kopie(tmp_path)
    leeg_media(settings)
    herpak(pad, "tabellen/samenwerking.Opgaveregel.jsonl", b"")

    with pytest.raises(reservekopie.Onbruikbaar, match=r"Opgaveregel.jsonl .* beschadigd"):
        reservekopie.zet_terug(pad)

    assert not Gebruiker.objects.exists()


def test_a_copy_whose_logboek_was_changed_restores_nothing(
    db: None, settings, tmp_path: Path
) -> None:
    pad, manifest = kopie(tmp_path)
    leeg_media(settings)
    herpak(pad, "manifest.json", json.dumps(manifest | {"kop": "1:" + "0" * 64}).encode())

    with pytest.raises(reservekopie.Onbruikbaar, match="kop van het logboek"):
        reservekopie.zet_terug(pad)

    assert not Gebruiker.objects.exists()
    assert [p for p in settings.MEDIA_ROOT.rglob("*") if p.is_file()] == []


def test_a_copy_of_another_version_is_refused(db: None, tmp_path: Path) -> None:
    pad, manifest = kopie(tmp_path)
    herpak(pad, "manifest.json", json.dumps(manifest | {"migraties": []}).encode())

    with pytest.raises(reservekopie.Onbruikbaar, match="andere versie"):
        reservekopie.zet_terug(pad)


def test_a_database_that_holds_something_stays_as_it_is(db: None, tmp_path: Path) -> None:
    pad, _ = kopie(tmp_path)
    bouwers.gebruiker(Rol.INVULLER, "Haarlem")

    with pytest.raises(CommandError, match="niet leeg"):
        call_command("herstel", str(pad))

    assert Gebruiker.objects.count() == 1


def test_what_is_no_copy_is_refused(db: None, tmp_path: Path) -> None:
    (tmp_path / "brief.zip").write_text("Geachte heer")

    with pytest.raises(CommandError, match="geen reservekopie") as fout:
        call_command("herstel", str(tmp_path / "brief.zip"))
    assert fout.value.returncode == 1
    with pytest.raises(CommandError, match="geen bestand") as fout:
        call_command("herstel", str(tmp_path / "niets.zip"))
    assert fout.value.returncode == 2


def test_the_commands_say_what_they_did(db: None, settings, tmp_path: Path) -> None:
    uit, pad = StringIO(), str(tmp_path / "a.zip")
    with gevuld():
        call_command("reservekopie", pad, stdout=uit)
    leeg_media(settings)
    call_command("herstel", pad, stdout=uit)

    assert "aantallen en logboek kloppen" in uit.getvalue()
    with pytest.raises(CommandError, match="bestaat al"):
        call_command("reservekopie", pad)
