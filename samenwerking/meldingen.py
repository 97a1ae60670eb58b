"""Who hears by mail that something happened, and by which mail (S3-12)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from functools import partial

from django.db import transaction
from django.db.models import Q

from gemeenten.models import Gemeente
from samenwerking import klok
from samenwerking.keuzes import Contactrol
from samenwerking.models import Contact, Opgave, Opgaveversie
from samenwerking.post import Post, verstuur
from samenwerking.toegang.models import Gebruiker, Logregel
from samenwerking.toegang.rollen import INVULROLLEN, Rol


def invullers(gemeenten: Collection[str], dag: date) -> dict[str, list[str]]:
    """CBS code -> addresses of who fills in; without accounts those of secretaris and wethouder.

    Two queries; a gemeente nobody is known of is left out.
    """
    uit = _accounts(gemeenten, INVULROLLEN, dag)
    zonder = set(gemeenten) - set(uit)
    rollen = {Contactrol.SECRETARIS, Contactrol.WETHOUDER}
    return uit | _contacten(zonder, rollen)


def griffie(gemeente: str, dag: date) -> list[str]:
    """Addresses of the raad: its accounts and the griffier; each once."""
    accounts = _accounts({gemeente}, {Rol.RAAD}, dag).get(gemeente, [])
    contacten = _contacten({gemeente}, {Contactrol.GRIFFIER}).get(gemeente, [])
    return list(dict.fromkeys(accounts + contacten))


def meld_ontvangst(versie: Opgaveversie, *, te_laat: bool) -> None:
    """After the commit: the receipt to the gemeente, and word to griffier and raad."""
    transaction.on_commit(partial(_stuur_ontvangst, versie, te_laat), robust=True)


def meld_heropening(opgave: Opgave, tot: datetime) -> None:
    """After the commit: VNG reopened the opgave until `tot`."""
    transaction.on_commit(partial(_stuur_heropening, opgave, tot), robust=True)


def meld_bericht(van: Gemeente, aan: Gemeente, ronde: str) -> None:
    """After the commit: another gemeente reacted to a difference; not what it said."""
    transaction.on_commit(partial(_stuur_bericht, van, aan, ronde), robust=True)


def _stuur_ontvangst(versie: Opgaveversie, te_laat: bool) -> None:
    gemeente, dag = versie.opgave.gemeente, klok.vandaag()
    regel = Logregel.objects.filter(
        actie="indienen", inhoud__nummer=versie.ontvangstnummer, gemeente=gemeente.pk
    ).first()
    context = {"versie": versie, "gemeente": gemeente, "te_laat": te_laat, "logregel": regel}
    aan = invullers({gemeente.pk}, dag).get(gemeente.pk, [])
    verstuur(
        [
            Post("ontvangst", context, tuple(aan)),
            Post("ontvangst_raad", context, tuple(griffie(gemeente.pk, dag))),
        ]
    )


def _stuur_heropening(opgave: Opgave, tot: datetime) -> None:
    aan = invullers({opgave.gemeente_id}, klok.vandaag()).get(opgave.gemeente_id, [])
    context = {"gemeente": opgave.gemeente, "ronde": opgave.uitvraag.korte_naam, "tot": tot}
    verstuur([Post("heropend", context, tuple(aan))])


def _stuur_bericht(van: Gemeente, aan: Gemeente, ronde: str) -> None:
    adressen = invullers({aan.pk}, klok.vandaag()).get(aan.pk, [])
    verstuur([Post("verschil", {"van": van, "gemeente": aan, "ronde": ronde}, tuple(adressen))])


def _accounts(
    gemeenten: Collection[str], rollen: Collection[str], dag: date
) -> dict[str, list[str]]:
    rijen = Gebruiker.objects.filter(
        Q(toegang_tot=None) | Q(toegang_tot__gt=dag),
        gemeente__in=gemeenten,
        rol__in=rollen,
        is_active=True,
    )
    return _per_gemeente(rijen.values_list("gemeente_id", "email"))


def _contacten(gemeenten: Collection[str], rollen: Collection[str]) -> dict[str, list[str]]:
    rijen = Contact.objects.filter(gemeente__in=gemeenten, rol__in=rollen).exclude(email="")
    return _per_gemeente(rijen.values_list("gemeente_id", "email"))


def _per_gemeente(rijen: Collection[tuple[str, str]]) -> dict[str, list[str]]:
    uit: dict[str, list[str]] = {}
    for gemeente, adres in rijen:
        if adres not in uit.setdefault(gemeente, []):
            uit[gemeente].append(adres)
    return uit
