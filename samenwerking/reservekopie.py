"""A consistent copy of everything while the portal runs, and its return into an empty database.

One zip: `manifest.json` (counts, head of the logboek, SHA-256 per file), a file of JSON lines per
table with the columns in order, and the documents. It does not depend on the database: a copy of
SQLite goes into PostgreSQL and back. Sessions are left out. Source: koppelvlakken, 2.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Field, FileField, Model
from django.utils import timezone

from samenwerking.toegang import logboek
from samenwerking.toegang.models import Gebruiker, Logkop, Logregel, Persoon

MANIFEST = "manifest.json"
PER_KEER = 500
ELDERS = {"admin", "auth", "contenttypes", "sessions"}
"""Apps of which `migrate` or a log-in makes the rows."""


class Onbruikbaar(Exception):
    """Nothing was restored, with a sentence that says why."""


def tabellen() -> list[type[Model]]:
    """Every model with rows of its own, the link tables included."""
    modellen = apps.get_models(include_auto_created=True)
    return [
        model
        for model in modellen
        if model._meta.managed and not model._meta.proxy and model._meta.app_label not in ELDERS
    ]


def maak(doel: Path) -> dict[str, Any]:
    """Write the copy to `doel` and give its manifest; never a half file under that name.

    Writers go on meanwhile: what is read is the state at one moment.
    """
    tijdelijk = doel.with_name(f".{doel.name}.{os.getpid()}")
    try:
        with open(os.open(tijdelijk, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as uit:
            manifest = _schrijf(uit)
            uit.flush()
            os.fsync(uit.fileno())
        tijdelijk.replace(doel)
    finally:
        tijdelijk.unlink(missing_ok=True)
    return manifest


def zet_terug(bron: Path) -> dict[str, Any]:
    """Fill the empty database with the copy and give its manifest.

    All or nothing. Raises Onbruikbaar when the copy is damaged or of another version, when the
    database holds something already, or when counts or logboek do not come out.
    """
    try:
        with ZipFile(bron) as zip_:
            return _lees(zip_)
    except (BadZipFile, KeyError, json.JSONDecodeError) as fout:
        raise Onbruikbaar(f"{bron} is geen reservekopie of is beschadigd.") from fout


@contextmanager
def _momentopname() -> Iterator[None]:
    """One moment for all reads; on SQLite without the write lock that a transaction takes here."""
    connection.ensure_connection()
    if connection.in_atomic_block:
        yield
        return
    postgresql = connection.vendor == "postgresql"
    sessie: Any = connection.connection if postgresql else connection
    naam, waarde = (
        ("isolation_level", "REPEATABLE READ") if postgresql else ("transaction_mode", "DEFERRED")
    )
    gewoon = None if postgresql else connection.transaction_mode
    setattr(sessie, naam, waarde)
    try:
        with transaction.atomic():
            yield
    finally:
        setattr(sessie, naam, gewoon)


def _schrijf(uit: IO[bytes]) -> dict[str, Any]:
    hashes, aantallen, ontbreekt = {}, {}, []
    with ZipFile(uit, "w", ZIP_DEFLATED) as zip_, _momentopname():
        nummer, hash_ = logboek.kop()
        for model in tabellen():
            naam = f"tabellen/{model._meta.label}.jsonl"
            regels = [_als_regel(model, rij) for rij in _rijen(model)]
            hashes[naam] = _schrijf_deel(zip_, naam, "".join(regels).encode())
            aantallen[model._meta.label] = len(regels)
        for document in _documenten():
            try:
                with default_storage.open(document) as bestand:
                    naam = f"documenten/{document}"
                    hashes[naam] = _schrijf_deel(zip_, naam, bestand.read())
            except FileNotFoundError:  # replaced since the moment that is copied
                ontbreekt.append(document)
        manifest = {
            "gemaakt_op": timezone.now().isoformat(),
            "migraties": _migraties(),
            "aantallen": aantallen,
            "kop": f"{nummer}:{hash_}",
            "sha256": hashes,
            "ontbreekt": ontbreekt,
        }
        zip_.writestr(MANIFEST, json.dumps(manifest, indent=1))
    return manifest


def _schrijf_deel(zip_: ZipFile, naam: str, inhoud: bytes) -> str:
    zip_.writestr(naam, inhoud)
    return hashlib.sha256(inhoud).hexdigest()


def _rijen(model: type[Model]) -> Iterator[Model]:
    return model._base_manager.order_by("pk").iterator(chunk_size=PER_KEER)


def _velden(model: type[Model]) -> list[Field[Any, Any]]:
    return list(model._meta.concrete_fields)


def _als_regel(model: type[Model], rij: Model) -> str:
    """The values of a row as Django's serializers write them: whole microseconds, bytes as text."""
    waarden = [
        None if getattr(rij, veld.attname) is None else veld.value_to_string(rij)
        for veld in _velden(model)
    ]
    return json.dumps(waarden, sort_keys=True) + "\n"


def _uit_regel(model: type[Model], regel: str) -> Model:
    velden, waarden = _velden(model), json.loads(regel)
    return model(
        **{
            veld.attname: None if waarde is None else veld.to_python(waarde)
            for veld, waarde in zip(velden, waarden, strict=True)
        }
    )


def _documenten() -> list[str]:
    """The names of the files that rows refer to."""
    namen: set[str] = set()
    for model in tabellen():
        for veld in _velden(model):
            if isinstance(veld, FileField):
                namen |= set(model._base_manager.values_list(veld.name, flat=True))
    return sorted(namen - {""})


def _migraties() -> list[str]:
    return sorted(
        ".".join(sleutel) for sleutel in MigrationRecorder(connection).applied_migrations()
    )


def _lees(zip_: ZipFile) -> dict[str, Any]:
    manifest = json.loads(zip_.read(MANIFEST))
    for naam, hash_ in manifest["sha256"].items():
        if hashlib.sha256(zip_.read(naam)).hexdigest() != hash_:
            raise Onbruikbaar(f"{naam} in de reservekopie is beschadigd.")
    if manifest["migraties"] != _migraties():
        raise Onbruikbaar(
            "De reservekopie is van een andere versie van het portaal dan deze database. "
            "Zet haar terug met die versie, en voer daarna `migrate` uit."
        )
    if any(model._base_manager.exists() for model in (Persoon, Gebruiker, Logregel)):
        raise Onbruikbaar("De database is niet leeg. Herstel alleen in een lege database.")
    gelegd: list[str] = []
    try:
        with transaction.atomic():
            _vul(zip_)
            gelegd += _leg_documenten(zip_)
            _controleer(manifest)
    except BaseException:
        for document in gelegd:
            default_storage.delete(document)
        raise
    return manifest


def _vul(zip_: ZipFile) -> None:
    Logkop.objects.all().delete()
    for model in tabellen():
        regels = zip_.read(f"tabellen/{model._meta.label}.jsonl").decode().splitlines()
        rijen = [_uit_regel(model, regel) for regel in regels]
        model._base_manager.bulk_create(rijen, batch_size=PER_KEER)
    if tellers := connection.ops.sequence_reset_sql(no_style(), tabellen()):
        with connection.schema_editor(atomic=False) as database:
            for opdracht in tellers:
                database.execute(opdracht, params=None)


def _leg_documenten(zip_: ZipFile) -> Iterator[str]:
    for naam in zip_.namelist():
        map_, _, document = naam.partition("/")
        if map_ == "documenten":
            if default_storage.exists(document):
                raise Onbruikbaar(f"Er staat al een document {document}. Leeg eerst MEDIA_ROOT.")
            yield default_storage.save(document, ContentFile(zip_.read(naam)))


def _controleer(manifest: dict[str, Any]) -> None:
    """The counts and the logboek are those of the copy. Raises Onbruikbaar."""
    geteld = {model._meta.label: model._base_manager.count() for model in tabellen()}
    if geteld != manifest["aantallen"]:
        raise Onbruikbaar("De aantallen kloppen niet met die van de reservekopie.")
    nummer, _, hash_ = manifest["kop"].partition(":")
    if logboek.kop() != (int(nummer), hash_):
        raise Onbruikbaar("De kop van het logboek is niet die van de reservekopie.")
    if breuk := next(logboek.breuken(), ""):
        raise Onbruikbaar(f"Het logboek van de reservekopie klopt niet. {breuk}")
