"""A vraag of a gemeente: private as it was asked, public only in words without persons."""

from __future__ import annotations

import csv
import io

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from monitor.acties import vraag as acties
from monitor.models import Signaal, Vraag, Vraagantwoord
from samenwerking.acties.weigering import Geweigerd
from samenwerking.models import Contact
from samenwerking.toegang.models import Logregel
from samenwerking.toegang.rollen import COMMISSIEROLLEN, INVULROLLEN, LEESROLLEN, Rol
from tests import bouwers

KANARIE = "Onze wethouder twijfelt over IJmond"
VELDEN = {
    "sleutel": "6b3cb2f6-6f1a-4b8e-9d0c-4a9d5a9f1d13",
    "thema": "vorm",
    "tekst": KANARIE,
}
ANTWOORD = {"versie": "0", "tekst": "Dat mag per taak verschillen."}
OPENBAAR = ANTWOORD | {"openbaar": "on", "openbare_vraag": "Mag de vorm per taak verschillen?"}


@pytest.fixture(autouse=True)
def op_de_dag(op_moment, mei) -> None:
    op_moment("2013-06-12T15:00+02:00")


@pytest.fixture
def vraag(als, invuller_heemstede) -> Vraag:
    """Heemstede asks, on 12 June."""
    assert als(invuller_heemstede).post("/vragen/nieuw/", VELDEN).status_code == 302
    return Vraag.objects.get()


@pytest.fixture
def commissie(als, commissielid):
    return als(commissielid)


def test_a_vraag_sent_twice_is_one(als, invuller_heemstede, vraag: Vraag) -> None:
    browser = als(invuller_heemstede)
    assert browser.post("/vragen/nieuw/", VELDEN).status_code == 302

    assert Vraag.objects.count() == 1
    assert vraag.gemeente_id == "GM0397"
    assert Logregel.objects.filter(soort="vraag", gemeente="GM0397").count() == 1
    assert "wacht op antwoord" in browser.get("/vragen/").content.decode()


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"thema": ""}, "Kies waar uw vraag over gaat."),
        ({"thema": "weer"}, "Selecteer een geldige keuze"),
        ({"tekst": "  "}, "Vul dit in."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(
    als, invuller_heemstede, anders, zin: str
) -> None:
    antwoord = als(invuller_heemstede).post("/vragen/nieuw/", VELDEN | anders)

    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()
    assert not Vraag.objects.exists()


# Who


def test_a_private_vraag_of_heemstede_is_for_nobody_in_haarlem(
    als, commissie, vraag: Vraag, invuller_haarlem, raadslid_heemstede
) -> None:
    commissie.post(f"/vragen/{vraag.pk}/antwoord/", ANTWOORD)
    for wie in (invuller_haarlem, raadslid_heemstede):
        browser = als(wie)
        onbekend = browser.get("/vragen/999999/")
        ander = browser.get(f"/vragen/{vraag.pk}/")
        assert (ander.status_code, ander.content) == (404, onbekend.content)
        for pad in ("/vragen/", f"/vragen/{vraag.pk}/", "/monitor/vragen/"):
            assert KANARIE not in browser.get(pad).content.decode()
            assert ANTWOORD["tekst"] not in browser.get(pad).content.decode()


def test_who_reads_who_answers(als, rolverdeling, vraag: Vraag) -> None:
    lezers = LEESROLLEN - {Rol.PROVINCIE}
    for rol, wie in rolverdeling.items():
        browser = als(wie)
        zelf = rol in INVULROLLEN and wie.gemeente_id == "GM0397"
        pad = f"/vragen/{vraag.pk}/"
        assert browser.get(pad).status_code == (200 if rol in lezers or zelf else 404), rol
        assert browser.get("/monitor/vragen/").status_code == (200 if rol in lezers else 404), rol
        nieuw = browser.get("/vragen/nieuw/")
        assert nieuw.status_code == (200 if rol in INVULROLLEN else 404), rol
        mag = rol in COMMISSIEROLLEN | {Rol.VNG}
        assert browser.post(f"{pad}antwoord/", {}).status_code == (422 if mag else 404), rol


def test_the_asker_gets_a_mail_without_the_answer(
    commissie, vraag: Vraag, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        assert commissie.post(f"/vragen/{vraag.pk}/antwoord/", ANTWOORD).status_code == 302

    (bericht,) = mail.outbox
    assert "antwoord op uw vraag" in bericht.subject
    assert ANTWOORD["tekst"] not in bericht.body
    assert "http" not in bericht.body


# Public


def test_an_answer_becomes_public_in_its_own_words_and_can_be_taken_back(
    als, commissie, vraag: Vraag
) -> None:
    pad = f"/vragen/{vraag.pk}/antwoord/"
    assert commissie.post(pad, ANTWOORD).status_code == 302
    assert ANTWOORD["tekst"] not in als(None).get("/vragen/").content.decode()

    assert commissie.post(pad, OPENBAAR | {"versie": "1"}).status_code == 302
    inhoud = als(None).get("/vragen/?thema=vorm").content.decode()
    for deel in (OPENBAAR["openbare_vraag"], ANTWOORD["tekst"], "Vorm en rechtsvorm"):
        assert deel in inhoud
    for deel in (KANARIE, "Heemstede", vraag.door.naam, "commissie Heemstede"):
        assert deel not in inhoud

    assert commissie.post(pad, ANTWOORD | {"versie": "2"}).status_code == 302
    assert ANTWOORD["tekst"] not in als(None).get("/vragen/").content.decode()
    assert Vraagantwoord.objects.count() == 3


def test_a_public_answer_is_not_there_before_it_was_given(
    als, commissie, vraag: Vraag, op_moment
) -> None:
    commissie.post(f"/vragen/{vraag.pk}/antwoord/", OPENBAAR)
    op_moment("2013-06-12T14:59+02:00")

    assert ANTWOORD["tekst"] not in als(None).get("/vragen/").content.decode()


def test_persons_never_become_public(commissie, vraag: Vraag) -> None:
    Contact.objects.create(gemeente_id="GM0397", rol="griffier", naam="Jan de Boér")
    for woorden in (
        f"{vraag.door.naam} vraagt dit",
        "Volgens JAN DE BOER, griffier",
        "Mail naar iemand@heemstede.nl",
        "Bel 023-5485868",
    ):
        antwoord = commissie.post(
            f"/vragen/{vraag.pk}/antwoord/", OPENBAAR | {"openbare_vraag": woorden}
        )
        assert antwoord.status_code == 422, woorden
        assert "Hierin staat iets over een persoon" in antwoord.content.decode()
        in_antwoord = commissie.post(f"/vragen/{vraag.pk}/antwoord/", OPENBAAR | {"tekst": woorden})
        assert in_antwoord.status_code == 422, woorden
    assert not Vraagantwoord.objects.exists()

    prive = ANTWOORD | {"tekst": "Bel 023-5485868"}
    assert commissie.post(f"/vragen/{vraag.pk}/antwoord/", prive).status_code == 302


def test_a_public_answer_does_not_say_who_asked(commissie, vraag: Vraag) -> None:
    pad = f"/vragen/{vraag.pk}/antwoord/"
    antwoord = commissie.post(pad, OPENBAAR | {"tekst": "Heemstede mag dat."})

    assert antwoord.status_code == 422
    assert "Hierin staat wie het vroeg: «Heemstede»" in antwoord.content.decode()
    assert commissie.post(pad, OPENBAAR | {"tekst": "Heemsteden mag dat."}).status_code == 302


def test_public_without_public_words_is_refused(commissie, vraag: Vraag) -> None:
    leeg = OPENBAAR | {"openbare_vraag": " "}
    antwoord = commissie.post(f"/vragen/{vraag.pk}/antwoord/", leeg)

    assert antwoord.status_code == 422
    assert "zoals iedereen haar mag lezen" in antwoord.content.decode()


def test_the_second_of_two_who_answer_sees_both(commissie, als, vng, vraag: Vraag) -> None:
    pad = f"/vragen/{vraag.pk}/antwoord/"
    for _ in range(2):
        assert commissie.post(pad, ANTWOORD).status_code == 302
    tweede = als(vng).post(pad, ANTWOORD | {"tekst": "Nee, dat mag niet."})

    assert tweede.status_code == 409
    for deel in (ANTWOORD["tekst"], "Nee, dat mag niet.", "Een collega gaf intussen"):
        assert deel in tweede.content.decode()
    assert Vraagantwoord.objects.count() == 1


def test_a_recurring_signaal_becomes_a_public_vraag(als, ambassadeur, commissielid) -> None:
    op = bouwers.moment("2013-06-10")
    signaal = Signaal.objects.create(
        onderwerp="Centrumgemeente",
        tekst="x",
        bron="opgave",
        taak_id="JE03",
        aan="vng",
        op=op,
        door=ambassadeur.persoon,
    )
    inhoud = acties.Vraaginhoud("vorm", "Mag een centrumgemeente dit?", signaal_id=signaal.pk)
    sleutel = VELDEN["sleutel"]
    rij = acties.stel(inhoud, sleutel=sleutel, door=ambassadeur.persoon, op=op)
    woorden = {"tekst": "Ja.", "openbare_vraag": "Mag een centrumgemeente dit?", "versie": 0}
    acties.beantwoord(rij, **woorden, door=commissielid.persoon, op=op)

    assert "Mag een centrumgemeente dit?" in als(None).get("/vragen/").content.decode()
    assert list(signaal.vragen.all()) == [rij]
    assert "uit een signaal" in als(ambassadeur).get("/monitor/vragen/").content.decode()
    with pytest.raises(Geweigerd):
        acties.beantwoord(
            rij,
            **woorden | {"tekst": ambassadeur.persoon.naam, "versie": 1},
            door=commissielid.persoon,
            op=op,
        )


# The list


def test_the_list_is_filtered_and_comes_as_seen(commissie, vraag: Vraag) -> None:
    assert commissie.get("/monitor/vragen/?stand=beantwoord").context["regels"] == []
    assert len(commissie.get("/monitor/vragen/?stand=open&thema=vorm").context["regels"]) == 1
    assert commissie.get("/monitor/vragen/?thema=geld").context["regels"] == []
    bestand = commissie.get("/monitor/vragen/?stand=open&formaat=csv").content.decode("utf-8-sig")
    rijen = list(csv.reader(io.StringIO(bestand), delimiter=";"))
    assert [rij[1] for rij in rijen] == ["van", "Heemstede"]
    assert commissie.get("/monitor/vragen/?formaat=ods").status_code == 200
    assert commissie.get("/monitor/vragen/?formaat=exe").status_code == 404


def test_what_waits_stands_on_the_first_screen(commissie, als, vng, vraag: Vraag) -> None:
    for browser in (commissie, als(vng)):
        assert "Vragen van gemeenten" in _titels(browser)
    commissie.post(f"/vragen/{vraag.pk}/antwoord/", ANTWOORD)
    assert "Vragen van gemeenten" not in _titels(commissie)


def _titels(browser) -> list[str]:
    return [rij["titel"] for rij in browser.get("/monitor/").context["besluiten"]]


def test_the_pages_take_a_fixed_number_of_queries(
    als, commissie, commissielid, vraag: Vraag, django_assert_max_num_queries
) -> None:
    for n in range(20):
        rij = Vraag.objects.create(
            thema="geld", tekst=f"V{n}", gemeente_id="GM0392", op=vraag.op, door=vraag.door
        )
        woorden = {"openbare_vraag": f"V{n}?", "nummer": 1, "tekst": "A"}
        Vraagantwoord.objects.create(vraag=rij, op=vraag.op, door=commissielid.persoon, **woorden)
    for browser, pad, hoogstens in (
        (commissie, "/monitor/vragen/", 5),
        (commissie, f"/vragen/{vraag.pk}/", 5),
        (als(None), "/vragen/", 2),
    ):
        browser.get(pad)
        with django_assert_max_num_queries(hoogstens):
            assert browser.get(pad).status_code == 200


@pytest.mark.parametrize("anders", [{"gemeente_id": None}, {"tekst": ""}, {"thema": "weer"}])
def test_the_database_holds_what_must_never_be(invuller_heemstede, anders) -> None:
    velden = {"thema": "vorm", "tekst": "x", "gemeente_id": "GM0397"} | anders
    op = bouwers.moment("2013-06-12")
    with pytest.raises(IntegrityError), transaction.atomic():
        Vraag.objects.create(**velden, op=op, door=invuller_heemstede.persoon)
