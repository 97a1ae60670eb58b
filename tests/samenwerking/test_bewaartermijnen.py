"""Personal data go after their term, or when somebody asks; what was declared stays."""

from __future__ import annotations

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone

from samenwerking import bewaartermijnen
from samenwerking.acties import contacten as contactacties
from samenwerking.acties.contacten import Persoonsgegevens
from samenwerking.models import Contact
from samenwerking.toegang import logboek
from samenwerking.toegang.models import Gebruiker, Inzage, Logregel, Persoon
from samenwerking.toegang.rollen import Rol
from tests import bouwers


@pytest.fixture
def vertrokken(db: None) -> Gebruiker:
    """An invuller of Heemstede whose account ended on 1 June 2013, and who did something."""
    wie = bouwers.gebruiker(
        Rol.INVULLER, "Heemstede", naam="J. Hageman", toegang_tot=date(2013, 6, 1)
    )
    with transaction.atomic():
        logboek.schrijf("bewaren", "opgave", "2013-mei/GM0397", persoon=wie.persoon)
    return wie


@pytest.mark.parametrize(("dag", "weg"), [("2014-05-31", False), ("2014-06-01", True)])
def test_an_account_goes_a_year_after_its_end(
    vertrokken: Gebruiker, op_moment, dag: str, weg: bool
) -> None:
    op_moment(f"{dag} 09:00")

    bewaartermijnen.ruim_op(bouwers.moment(f"{dag} 09:00"))

    assert Gebruiker.objects.filter(pk=vertrokken.pk).exists() is not weg
    assert Persoon.objects.filter(naam="J. Hageman").exists() is not weg


def test_the_logboek_stays_whole_without_the_name(vertrokken: Gebruiker) -> None:
    bewaartermijnen.verwijder_persoon(vertrokken)

    assert list(logboek.breuken()) == []
    regel = Logregel.objects.get(actie="bewaren")
    assert str(regel.persoon) == bewaartermijnen.VERWIJDERD
    assert "Hageman" not in str(list(Logregel.objects.values()))


def test_a_name_that_is_removed_by_hand_is_found(vertrokken: Gebruiker) -> None:
    Persoon.objects.filter(pk=vertrokken.persoon_id).update(naam="naam verwijderd", zout="")

    assert len(list(logboek.breuken())) == 1


def test_contacts_go_a_year_after_the_last_round_unless_confirmed(db: None) -> None:
    ronde = bouwers.uitvraag()
    klerk = bouwers.gebruiker(Rol.INVULLER, "Haarlem")
    wie = Persoonsgegevens("wethouder", "P. de Lange")
    leeg = contactacties.vingerafdruk([])
    contactacties.zet_contacten(klerk.gemeente, [wie], gelezen=leeg, door=klerk)
    Contact.objects.create(gemeente=bouwers.gemeente("Heemstede"), rol="griffie", naam="B. Kamp")
    jaar = timedelta(days=365)

    assert bewaartermijnen.proef(ronde.laatste_wijziging + jaar - timedelta(seconds=1)) == []
    bewaartermijnen.ruim_op(ronde.laatste_wijziging + jaar)

    assert [c.naam for c in Contact.objects.all()] == ["P. de Lange"]


def test_the_command_first_says_what_would_go(vertrokken: Gebruiker, op_moment) -> None:
    op_moment("2015-01-01 09:00")
    Inzage.objects.create(
        persoon=vertrokken.persoon,
        rol=Rol.COMMISSIE,
        soort="gemeente",
        object="GM0397",
        dag=timezone.localdate() - timedelta(days=365),
    )
    proef, echt = StringIO(), StringIO()

    call_command("verwijder_personen", stdout=proef)

    assert f"account {vertrokken.pk} en de naam erachter zou worden verwijderd" in proef.getvalue()
    assert "1 keer inzage" in proef.getvalue()
    assert "Hageman" not in proef.getvalue()
    assert Gebruiker.objects.exists()
    call_command("verwijder_personen", "--doorvoeren", stdout=echt)
    assert not Gebruiker.objects.exists()
    assert not Inzage.objects.exists()
    assert list(logboek.breuken()) == []


def test_who_asks_goes_at_once(db: None) -> None:
    wie = bouwers.gebruiker(Rol.VASTSTELLER, "Haarlem", email="p@haarlem.nl", naam="P. de Lange")

    call_command("verwijder_personen", "--account", "P@haarlem.nl", stdout=StringIO())
    assert Gebruiker.objects.filter(pk=wie.pk).exists()
    call_command(
        "verwijder_personen", "--account", "P@haarlem.nl", "--doorvoeren", stdout=StringIO()
    )
    assert not Persoon.objects.filter(naam="P. de Lange").exists()
    with pytest.raises(CommandError, match="geen account"):
        call_command("verwijder_personen", "--account", "niemand@haarlem.nl")


def test_the_privacy_page_says_how_long(db: None, client: Client) -> None:
    pagina = client.get("/privacy/").text

    for termijn in bewaartermijnen.TERMIJNEN.values():
        assert f"{termijn.wat}: {termijn.in_woorden} na" in pagina
