"""What the portal holds of one person, for that person (AVG, art. 15 and 20)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import DateField, Model

from samenwerking.models import Contact
from samenwerking.toegang.models import Gebruiker

# What protects the account is no data about the person, and must not leave the portal.
GEHEIM = {"password", "hash", "vorige_hash", "zegel", "zout", "session_key", "data"}
# Held in full; of what else points to the person: what, which and when.
HEEL = (Contact, UserSession, Authenticator)
KOPPEN = ("wat", "welke", "in de rol van", "veld", "waarde")
# Models of others that have no Dutch of their own.
WOORDEN = {
    "user session": "apparaat",
    "authenticator": "tweede stap",
    "user": "account",
    "type": "soort",
    "created at": "begonnen",
    "last seen at": "laatst gezien",
    "last used at": "laatst gebruikt",
    "ip": "IP-adres",
    "user agent": "browser",
}
Rij = tuple[str, str, str, str, Any]


def van(gebruiker: Gebruiker) -> list[Rij]:
    """Rows (wat, welke, in de rol van, veld, waarde) of all that points to the account.

    Walks the relations of the models, so that a new one is in it by itself.
    """
    persoon = gebruiker.persoon
    contacten = Contact.objects.filter(email__iexact=gebruiker.email)
    return [
        *_velden(gebruiker, ""),
        *_velden(persoon, ""),
        *(rij for contact in contacten for rij in _velden(contact, "contactpersoon")),
        *_verwijzingen(gebruiker),
        *_verwijzingen(persoon),
    ]


def _verwijzingen(rij: Model) -> Iterator[Rij]:
    """Every row of every model with a foreign key to `rij`."""
    for relatie in rij._meta.get_fields(include_hidden=True):
        model: Any = relatie.related_model
        if relatie.concrete or not (relatie.one_to_many or relatie.one_to_one):
            continue
        if model is Gebruiker:
            continue
        als = _woord(relatie.field.verbose_name)
        for ander in model._default_manager.filter(**{relatie.field.name: rij}).order_by("pk"):
            yield from _velden(ander, als, alleen_momenten=not isinstance(ander, HEEL))


def _velden(rij: Model, als: str, *, alleen_momenten: bool = False) -> Iterator[Rij]:
    wat, welke = _woord(rij._meta.verbose_name), str(rij.pk)
    velden = [
        veld
        for veld in rij._meta.concrete_fields
        if veld.name not in GEHEIM and (isinstance(veld, DateField) or not alleen_momenten)
    ]
    if not velden:
        yield wat, welke, als, "", ""
    for veld in velden:
        waarde = veld.value_from_object(rij)
        yield wat, welke, als, _woord(veld.verbose_name), "" if waarde is None else waarde


def _woord(naam: Any) -> str:
    return WOORDEN.get(str(naam), str(naam))
