"""A signaal from the field: passed on, answered, and in the list when it waits too long."""

from __future__ import annotations

import csv
from datetime import date

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction

from monitor.acties.vraag import beantwoord
from monitor.models import Bezoek, Signaal, Signaalstap, Vraag
from samenwerking.toegang.models import Logregel
from samenwerking.toegang.rollen import LEESROLLEN, VELDROLLEN, Rol
from tests import bouwers

NIEUW = "/signalen/nieuw/"
VELDEN = {
    "sleutel": "6b3cb2f6-6f1a-4b8e-9d0c-4a9d5a9f1d12",
    "onderwerp": "Centrumgemeente bij passend onderwijs",
    "thema": "vorm",
    "tekst": "Mag een centrumgemeente dit voor andere gemeenten doen?",
    "aan": "departement",
    "departement": "ministerie van VWS",
    "bron": "raad",
    "gemeente": "Heemstede",
}
ANTWOORD = {"versie": "0", "uitkomst": "in_behandeling", "antwoord": "Wij zoeken het uit."}


@pytest.fixture(autouse=True)
def op_de_dag(op_moment, mei) -> None:
    op_moment("2013-09-12T15:00+02:00")


@pytest.fixture
def browser(als, ambassadeur):
    return als(ambassadeur)


@pytest.fixture
def signaal(browser) -> Signaal:
    """Heemstede asks VWS, on 12 September."""
    assert browser.post(NIEUW, VELDEN).status_code == 302
    return Signaal.objects.get()


def test_a_signaal_names_its_source_and_to_whom_it_goes(browser, signaal: Signaal) -> None:
    inhoud = browser.get(f"/signalen/{signaal.pk}/").content.decode()

    for deel in ("ministerie van VWS", "Heemstede", "wacht op antwoord", "sinds vandaag"):
        assert deel in inhoud
    assert browser.post(NIEUW, VELDEN).status_code == 302
    assert Signaal.objects.count() == 1
    assert Logregel.objects.filter(soort="signaal").count() == 1


def test_a_signaal_can_come_from_a_visit_and_from_a_waiting_opgave(browser, ambassadeur) -> None:
    bezoek = Bezoek.objects.create(
        datum=date(2013, 9, 10),
        soort="werkbezoek",
        plaats="Marum",
        door=ambassadeur.persoon,
        onderwerp="x",
    )
    inhoud = browser.get(f"{NIEUW}?bezoek={bezoek.pk}").content.decode()
    assert f'<option value="{bezoek.pk}" selected>' in inhoud
    uit_bezoek = VELDEN | {"bron": "bezoek", "bezoek": bezoek.pk, "sleutel": ""}
    assert browser.post(NIEUW, uit_bezoek).status_code == 302
    uit_opgave = VELDEN | {"bron": "opgave", "taak": "JE03", "sleutel": "", "gemeente": ""}
    assert browser.post(NIEUW, uit_opgave).status_code == 302

    assert set(Signaal.objects.values_list("bron", flat=True)) == {"bezoek", "opgave"}


def test_what_waits_for_the_rijk_is_offered_as_a_signaal(browser, als, commissielid, mei) -> None:
    assert browser.get("/signalen/").context["wachtend"] == []
    op = bouwers.moment("2013-06-01")
    bouwers.opgave("Zandvoort", mei, {"JE06": "wacht_op_rijk"}, ingediend_op=op)
    cache.clear()

    (rij,) = browser.get("/signalen/").context["wachtend"]
    assert (rij[0], rij[2]) == ("JE06", 1)
    assert browser.get(f"{NIEUW}?taak=JE06").context["form"]["aan"].value() == "rijk"
    assert als(commissielid).get("/signalen/").context["wachtend"] == []


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"departement": ""}, "Vul in welk departement."),
        ({"bron": "bezoek"}, "Kies het bezoek waar u dit hoorde."),
        ({"bron": "opgave"}, "Kies de taak die op het Rijk wacht."),
        ({"gemeente": ""}, "Vul in welke gemeenteraad dit zegt."),
        ({"gemeente": "Heemstad"}, "De gemeente «Heemstad» kennen wij niet. Bedoelt u Heemstede"),
        ({"verband": "Verzonnen"}, "Het verband «Verzonnen» kennen wij niet."),
        ({"aan": "koning"}, "Selecteer een geldige keuze"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(browser, anders, zin: str) -> None:
    antwoord = browser.post(NIEUW, VELDEN | anders)

    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()
    assert VELDEN["tekst"] in antwoord.content.decode()
    assert not Signaal.objects.exists()


# What comes back


def test_what_comes_back_becomes_one_vraag_that_waits_for_an_answer(
    browser, als, signaal: Signaal, ambassadeur, commissielid
) -> None:
    assert browser.get("/signalen/").context["terugkerend"] == []
    nog_een = VELDEN | {"sleutel": "", "onderwerp": "Welke vorm mag?", "gemeente": "Haarlem"}
    browser.post(NIEUW, nog_een)
    (rij,) = browser.get("/signalen/").context["terugkerend"]
    assert (rij.naam, len(rij.signalen), rij.vraag) == ("Vorm en rechtsvorm", 2, None)

    pad = f"/signalen/{signaal.pk}/vraag/"
    assert VELDEN["tekst"] in browser.get(pad).content.decode()
    velden = {"thema": "vorm", "tekst": "Mag een centrumgemeente dit?"}
    assert browser.post(pad, velden | {"tekst": " "}).status_code == 422
    for _ in range(2):
        assert browser.post(pad, velden).headers["Location"] == f"/signalen/{signaal.pk}/"
    vraag = Vraag.objects.get()
    (rij,) = browser.get("/signalen/").context["terugkerend"]
    assert rij.stand == "wacht op antwoord"

    beantwoord(
        vraag,
        tekst="Ja, dat mag.",
        openbare_vraag="Mag een centrumgemeente dit voor andere doen?",
        versie=0,
        door=commissielid.persoon,
        op=bouwers.moment("2013-09-12"),
    )
    (rij,) = browser.get("/signalen/").context["terugkerend"]
    assert rij.stand == "beantwoord en openbaar"
    assert (
        "Openbaar beantwoord: Ja, dat mag."
        in browser.get(f"/signalen/{signaal.pk}/").content.decode()
    )
    assert als(commissielid).get(pad).status_code == 404


def test_what_is_about_something_else_does_not_come_back(browser) -> None:
    for naam in ("Heemstede", "Haarlem"):
        anders = VELDEN | {"thema": "anders", "gemeente": naam, "sleutel": ""}
        assert browser.post(NIEUW, anders).status_code == 302

    assert browser.get("/signalen/").context["terugkerend"] == []
    for _ in range(2):
        browser.post(NIEUW, VELDEN | {"thema": "anders", "taak": "JE03", "sleutel": ""})
    (rij,) = browser.get("/signalen/").context["terugkerend"]
    assert rij.naam == bouwers.taak("JE03").naam


# Answer


def test_an_answer_has_an_outcome_and_the_history_stays(browser, signaal: Signaal) -> None:
    pad = f"/signalen/{signaal.pk}/"
    for _ in range(2):
        assert browser.post(f"{pad}antwoord/", ANTWOORD).status_code == 302
    klaar = {"versie": "1", "uitkomst": "opgepakt", "antwoord": "Het staat straks in de wet."}
    assert browser.post(f"{pad}antwoord/", klaar).status_code == 302

    inhoud = browser.get(pad).content.decode()
    assert "Wij zoeken het uit." in inhoud
    assert "Het staat straks in de wet." in inhoud
    assert Signaalstap.objects.count() == 2
    assert browser.get("/signalen/").context["tellingen"]["opgepakt"] == 1


def test_the_second_of_two_who_record_an_answer_sees_both(browser, als, signaal: Signaal) -> None:
    pad = f"/signalen/{signaal.pk}/antwoord/"
    assert browser.post(pad, ANTWOORD).status_code == 302
    collega = als(bouwers.gebruiker(Rol.ACCOUNTMANAGER))

    antwoord = collega.post(pad, ANTWOORD | {"uitkomst": "afgewezen", "antwoord": "Het mag niet."})
    assert antwoord.status_code == 409
    assert "Wij zoeken het uit." in antwoord.content.decode()
    assert "Het mag niet." in antwoord.content.decode()
    assert Signaalstap.objects.count() == 1


def test_an_answer_without_words_is_refused(browser, signaal: Signaal) -> None:
    leeg = ANTWOORD | {"antwoord": " "}

    assert browser.post(f"/signalen/{signaal.pk}/antwoord/", leeg).status_code == 422
    assert not Signaalstap.objects.exists()


# Waiting


@pytest.mark.parametrize(
    ("moment", "lang"), [("2013-10-12T23:59+02:00", 0), ("2013-10-13T00:00+02:00", 1)]
)
def test_after_thirty_days_without_outcome_it_is_in_the_list(
    browser, signaal: Signaal, op_moment, moment: str, lang: int
) -> None:
    browser.post(f"/signalen/{signaal.pk}/antwoord/", ANTWOORD)
    op_moment(moment)
    antwoord = browser.get("/signalen/?wacht=lang")

    assert len(antwoord.context["regels"]) == lang == antwoord.context["tellingen"]["lang"]
    if not lang:
        assert "Geen signaal wacht langer dan 30 dagen." in antwoord.content.decode()


def test_with_an_outcome_it_leaves_the_list(browser, signaal: Signaal, op_moment) -> None:
    browser.post(f"/signalen/{signaal.pk}/antwoord/", ANTWOORD | {"uitkomst": "afgewezen"})
    op_moment("2014-01-13T00:00+01:00")

    assert browser.get("/signalen/?wacht=lang").context["regels"] == []
    assert "na 0 dagen" in browser.get(f"/signalen/{signaal.pk}/").content.decode()


def test_a_signaal_is_not_there_before_it_was_passed_on(browser, signaal, op_moment) -> None:
    op_moment("2013-09-11T15:00+02:00")

    assert "Er zijn nog geen signalen." in browser.get("/signalen/").content.decode()
    assert browser.get(f"/signalen/{signaal.pk}/").status_code == 404


def test_the_list_comes_as_file_as_it_is_seen(browser, signaal: Signaal) -> None:
    for query, aantal in (("", 1), ("wacht=lang&", 0)):
        bestand = browser.get(f"/signalen/?{query}formaat=csv").content.decode("utf-8-sig")
        rijen = list(csv.DictReader(bestand.splitlines(), delimiter=";"))
        assert [rij["onderwerp"] for rij in rijen] == [VELDEN["onderwerp"]] * aantal


# Who


def test_who_reads_and_who_writes(als, signaal: Signaal, rolverdeling) -> None:
    pad = f"/signalen/{signaal.pk}/"
    for rol, wie in rolverdeling.items():
        leest, schrijft = rol in LEESROLLEN - {Rol.PROVINCIE}, rol in VELDROLLEN
        browser = als(wie)
        for adres in ("/signalen/", pad):
            assert browser.get(adres).status_code == (200 if leest else 404), rol
        assert browser.get(NIEUW).status_code == (200 if schrijft else 404), rol
        assert browser.post(f"{pad}antwoord/", {}).status_code == (422 if schrijft else 404), rol
        if leest:
            assert ("Leg het antwoord vast" in browser.get(pad).content.decode()) == schrijft


def test_the_pages_take_a_fixed_number_of_queries(
    browser, ambassadeur, signaal: Signaal, django_assert_max_num_queries
) -> None:
    velden = {"tekst": "x", "bron": "opgave", "taak_id": "JE03", "aan": "vng"}
    for n in range(20):
        Signaal.objects.create(**velden, onderwerp=f"S{n}", op=signaal.op, door=ambassadeur.persoon)
    for adres in ("/signalen/", f"/signalen/{signaal.pk}/", NIEUW):
        browser.get(adres)
        with django_assert_max_num_queries(12):
            assert browser.get(adres).status_code == 200


@pytest.mark.parametrize(
    "anders", [{"taak_id": None}, {"aan": "departement"}, {"departement": "VWS"}, {"tekst": ""}]
)
def test_the_database_holds_source_and_addressee_together(ambassadeur, anders) -> None:
    velden = {"tekst": "x", "bron": "opgave", "taak_id": "JE03", "aan": "vng"} | anders
    op = bouwers.moment("2013-09-12")
    with pytest.raises(IntegrityError), transaction.atomic():
        Signaal.objects.create(**velden, onderwerp="S", op=op, door=ambassadeur.persoon)
