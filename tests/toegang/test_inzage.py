"""A gemeente sees who saw and who changed its data; a reader costs one write a day."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import OperationalError

from samenwerking.acties import opgave as acties
from samenwerking.models import Uitvraag
from samenwerking.regels import Antwoord
from samenwerking.toegang import accounts
from samenwerking.toegang.models import Inzage
from samenwerking.toegang.rollen import Rol
from tests import bouwers

PAGINA = "/opgave/inzage/"


@pytest.fixture
def mei(referentie: None, op_moment) -> Uitvraag:
    op_moment("2013-06-05 12:00")
    return Uitvraag.objects.get(pk="2013-mei")


def test_a_reader_is_noted_once_a_day(mei: Uitvraag, als, commissielid) -> None:
    lezer = als(commissielid)
    for _ in range(3):
        assert lezer.get("/gemeenten/GM0397/").status_code == 200
        cache.clear()

    inzage = Inzage.objects.get()
    assert (inzage.rol, inzage.soort, inzage.object) == (Rol.COMMISSIE, "gemeente", "GM0397")


def test_a_second_look_asks_the_database_nothing_for_it(
    mei: Uitvraag, als, commissielid, django_assert_num_queries
) -> None:
    from samenwerking.toegang import inzage

    lezer = als(commissielid)
    antwoord = lezer.get("/gemeenten/GM0397/")

    with django_assert_num_queries(0):
        inzage.noteer(antwoord.wsgi_request, antwoord)


def test_the_own_gemeente_the_public_and_what_is_not_there_are_not_noted(
    mei: Uitvraag, als, invuller_heemstede, commissielid
) -> None:
    als(invuller_heemstede).get("/gemeenten/GM0397/")
    als(None).get("/gemeenten/GM0397/")
    als(commissielid).get("/gemeenten/GM9999/")

    assert not Inzage.objects.exists()


def test_a_list_of_all_as_file_counts_for_everybody(
    mei: Uitvraag, als, ambassadeur, invuller_heemstede
) -> None:
    als(ambassadeur).get("/monitor/inzendingen/?formaat=csv").getvalue()

    pagina = als(invuller_heemstede).get(PAGINA, {"wat": "gezien"}).text
    assert "een lijst van alle gemeenten als bestand" in pagina
    assert "ambassadeur" in pagina


def test_a_gemeente_sees_the_rol_that_saw_it_and_no_name(
    mei: Uitvraag, als, invuller_heemstede, invuller_haarlem
) -> None:
    als(bouwers.gebruiker(Rol.DEPARTEMENT, naam="L. Martens")).get("/gemeenten/GM0397/")

    pagina = als(invuller_heemstede).get(PAGINA, {"wat": "gezien"}).text
    assert "departement" in pagina
    assert "Martens" not in pagina
    assert "Nog niemand." in als(invuller_haarlem).get(PAGINA, {"wat": "gezien"}).text


def test_a_gemeente_sees_who_changed_what(mei: Uitvraag, als, invuller_heemstede, vng) -> None:
    regel = [Antwoord("JE03", "zelfstandig")]
    acties.bewaar(
        invuller_heemstede.gemeente,
        mei,
        regel,
        taken=["JE03"],
        door=invuller_heemstede,
        op=bouwers.moment("2013-06-05 12:00"),
        versie=0,
    )

    pagina = als(invuller_heemstede).get(PAGINA).text

    assert "bewaren: de opgave" in pagina
    assert invuller_heemstede.naam in pagina
    assert als(vng).get(PAGINA).status_code == 404


def test_an_account_goes_by_its_name_and_not_by_its_number(
    mei: Uitvraag, als, invuller_heemstede, vaststeller_heemstede
) -> None:
    accounts.beeindig(invuller_heemstede, door=vaststeller_heemstede)

    pagina = als(vaststeller_heemstede).get(PAGINA).text

    assert "beeindigen: een account" in pagina
    assert f'data-kop="Welke">{invuller_heemstede.naam}<' in pagina


def test_a_database_that_cannot_write_lets_one_read(
    mei: Uitvraag, als, commissielid, monkeypatch, caplog
) -> None:
    def vol(*args: object, **kwargs: object) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(Inzage.objects, "bulk_create", vol)

    assert als(commissielid).get("/gemeenten/GM0397/").status_code == 200
    assert "inzage niet genoteerd" in caplog.text


def test_the_page_needs_the_same_queries_however_long(
    mei: Uitvraag, als, invuller_heemstede, commissielid, django_assert_max_num_queries
) -> None:
    lezer, klerk = als(commissielid), als(invuller_heemstede)
    for code in ("GM0397", "GM0392"):
        lezer.get(f"/gemeenten/{code}/")
    for wat in ("gezien", "wijzigingen"):
        with django_assert_max_num_queries(8):
            klerk.get(PAGINA, {"wat": wat})
