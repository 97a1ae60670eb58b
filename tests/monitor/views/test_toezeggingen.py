"""What was promised to parliament: due, overdue without shouting, answered with a Kamerstuk."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from monitor.models import Toezegging, Toezeggingstap
from samenwerking.toegang.models import Logregel
from samenwerking.toegang.rollen import COMMISSIEROLLEN, LEESROLLEN, Rol
from tests import bouwers

NIEUW = "/monitor/toezeggingen/nieuw/"
VELDEN = {
    "sleutel": "6b3cb2f6-6f1a-4b8e-9d0c-4a9d5a9f1d14",
    "onderwerp": "Voortgang van de samenwerking",
    "tekst": "De Kamer krijgt begin 2014 een brief.",
    "gedaan_op": "30-10-2013",
    "gedaan_bij": "Algemeen Overleg van 30 oktober 2013",
    "kamerstuk": "33 400 VII, nr. 81",
    "verantwoordelijke": "minister van BZK",
    "termijn": "28-02-2014",
}
STAP = {"versie": "0", "soort": "nagekomen", "tekst": "Verstuurd.", "kamerstuk": "31 839, nr. 343"}


@pytest.fixture(autouse=True)
def op_de_dag(op_moment, mei) -> None:
    op_moment("2014-02-03T15:00+01:00")


@pytest.fixture
def browser(als, commissielid):
    return als(commissielid)


@pytest.fixture
def toezegging(browser) -> Toezegging:
    assert browser.post(NIEUW, VELDEN).status_code == 302
    return Toezegging.objects.get()


def test_a_toezegging_says_what_who_when_and_where(browser, toezegging: Toezegging) -> None:
    assert browser.post(NIEUW, VELDEN).status_code == 302
    inhoud = browser.get(f"/monitor/toezeggingen/{toezegging.pk}/").content.decode()

    for deel in (VELDEN["tekst"], "minister van BZK", "28 februari 2014", "33 400 VII, nr. 81"):
        assert deel in inhoud
    assert Toezegging.objects.count() == 1
    assert list(Logregel.objects.filter(soort="toezegging").values_list("actie", flat=True)) == [
        "toezeggen"
    ]


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"termijn": "29-10-2013"}, "De termijn ligt vóór de dag van de toezegging."),
        ({"termijn": "31-02-2014"}, "datum"),
        ({"verantwoordelijke": ""}, "Vul in wie verantwoordelijk is."),
        ({"onderwerp": ""}, "Vul het onderwerp in."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(browser, anders, zin: str) -> None:
    antwoord = browser.post(NIEUW, VELDEN | anders)

    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()
    assert VELDEN["tekst"] in antwoord.content.decode()
    assert not Toezegging.objects.exists()


def test_a_date_that_is_missing_is_asked_for_with_an_example(browser) -> None:
    antwoord = browser.post(NIEUW, VELDEN | {"termijn": ""})

    assert antwoord.status_code == 422
    assert "Uiterlijk: Vul een datum in als dag-maand-jaar" in antwoord.content.decode()


def test_a_new_term_is_asked_where_it_can_be_given(browser, toezegging: Toezegging) -> None:
    pad = f"/monitor/toezeggingen/{toezegging.pk}/"
    assert 'name="termijn"' in browser.get(pad).content.decode()
    assert browser.post(f"{pad}stap/", STAP).status_code == 302
    assert 'name="termijn"' not in browser.get(pad).content.decode()


@pytest.mark.parametrize(
    ("moment", "stand"),
    [
        ("2014-01-31T23:59+01:00", None),
        ("2014-02-28T23:59+01:00", "deze_maand"),
        ("2014-03-01T00:00+01:00", "voorbij"),
    ],
)
def test_what_is_due_this_month_and_what_is_overdue(
    browser, toezegging: Toezegging, op_moment, moment: str, stand: str | None
) -> None:
    op_moment(moment)
    per = browser.get("/monitor/toezeggingen/").context["per"]
    assert per[stand or "later"] == (stand is not None)
    rijen = [
        rij["url"]
        for rij in browser.get("/monitor/").context["besluiten"]
        if rij["titel"] == "Toezeggingen aan de Kamer"
    ]
    assert [url.rpartition("stand=")[2] for url in rijen] == ([stand] if stand else [])
    if stand == "voorbij":
        pagina = browser.get(f"/monitor/toezeggingen/{toezegging.pk}/").content.decode()
        assert "De termijn was 28 februari 2014." in pagina


def test_it_is_kept_extended_reopened_and_every_step_stays(browser, toezegging) -> None:
    pad = f"/monitor/toezeggingen/{toezegging.pk}/"
    langer = {"versie": "0", "soort": "verlengd", "tekst": "Uitstel.", "termijn": "31-03-2014"}
    for _ in range(2):
        assert browser.post(f"{pad}stap/", langer).status_code == 302
    assert "31 maart 2014" in browser.get(pad).content.decode()
    klaar = STAP | {"versie": "1"}
    assert browser.post(f"{pad}stap/", klaar).status_code == 302
    assert browser.get("/monitor/toezeggingen/").context["per"]["nagekomen"] == 1

    nog_eens = browser.post(f"{pad}stap/", STAP | {"versie": "2", "tekst": "Nog eens."})
    assert nog_eens.status_code == 422
    assert "Heropen haar eerst." in nog_eens.content.decode()
    open_ = {"versie": "2", "soort": "heropend", "tekst": "Er ontbrak een tabel."}
    assert browser.post(f"{pad}stap/", open_).status_code == 302
    assert list(Toezeggingstap.objects.values_list("soort", "termijn")) == [
        ("verlengd", date(2014, 3, 31)),
        ("nagekomen", date(2014, 3, 31)),
        ("heropend", date(2014, 3, 31)),
    ]
    acties = Logregel.objects.filter(soort="toezegging").order_by("nummer")
    assert list(acties.values_list("actie", flat=True)) == [
        "toezeggen",
        "verlengd",
        "nagekomen",
        "heropend",
    ]


@pytest.mark.parametrize(
    ("termijn", "zin"),
    [
        ("", "Vul de nieuwe termijn in."),
        ("28-02-2014", "Kies een termijn die later is"),
        ("01-01-2014", "Kies een termijn die later is"),
    ],
)
def test_a_new_term_is_later(browser, toezegging, termijn: str, zin: str) -> None:
    stap = {"versie": "0", "soort": "verlengd", "tekst": "Uitstel.", "termijn": termijn}
    antwoord = browser.post(f"/monitor/toezeggingen/{toezegging.pk}/stap/", stap)

    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()


def test_the_second_of_two_sees_both(browser, als, bzk, toezegging) -> None:
    pad = f"/monitor/toezeggingen/{toezegging.pk}/stap/"
    assert browser.post(pad, STAP).status_code == 302
    tweede = als(bzk).post(pad, STAP | {"soort": "vervallen", "tekst": "Niet meer nodig."})

    assert tweede.status_code == 409
    for deel in ("Verstuurd.", "Niet meer nodig."):
        assert deel in tweede.content.decode()


def test_who_reads_and_who_records(als, rolverdeling, toezegging) -> None:
    pad = f"/monitor/toezeggingen/{toezegging.pk}/"
    for rol, wie in rolverdeling.items():
        leest, schrijft = rol in LEESROLLEN - {Rol.PROVINCIE}, rol in COMMISSIEROLLEN
        browser = als(wie)
        for adres in ("/monitor/toezeggingen/", pad):
            assert browser.get(adres).status_code == (200 if leest else 404), rol
        assert browser.get(NIEUW).status_code == (200 if schrijft else 404), rol
        assert browser.post(f"{pad}stap/", {}).status_code == (422 if schrijft else 404), rol


def test_the_list_comes_as_file_as_it_is_seen(browser, toezegging) -> None:
    for query, aantal in (("stand=deze_maand&", 1), ("stand=voorbij&", 0), ("", 1)):
        bestand = browser.get(f"/monitor/toezeggingen/?{query}formaat=csv")
        rijen = list(csv.reader(io.StringIO(bestand.content.decode("utf-8-sig")), delimiter=";"))
        assert len(rijen) == aantal + 1
        assert len(browser.get(f"/monitor/toezeggingen/?{query}").context["regels"]) == aantal


def test_the_pages_take_a_fixed_number_of_queries(
    browser, commissielid, toezegging, django_assert_max_num_queries
) -> None:
    for n in range(20):
        Toezegging.objects.create(
            onderwerp=f"T{n}",
            tekst="x",
            gedaan_op=date(2013, 10, 30),
            gedaan_bij="AO",
            verantwoordelijke="minister",
            termijn=date(2014, 2, 28),
            op=toezegging.op,
            door=commissielid.persoon,
        )
    for pad in ("/monitor/toezeggingen/", f"/monitor/toezeggingen/{toezegging.pk}/"):
        browser.get(pad)
        with django_assert_max_num_queries(5):
            assert browser.get(pad).status_code == 200


@pytest.mark.parametrize(
    "anders", [{"termijn": date(2013, 10, 29)}, {"tekst": ""}, {"verantwoordelijke": ""}]
)
def test_the_database_holds_what_must_never_be(commissielid, anders) -> None:
    velden = {
        "onderwerp": "T",
        "tekst": "x",
        "gedaan_op": date(2013, 10, 30),
        "gedaan_bij": "AO",
        "verantwoordelijke": "minister",
        "termijn": date(2014, 2, 28),
    }
    op = bouwers.moment("2014-02-03")
    with pytest.raises(IntegrityError), transaction.atomic():
        Toezegging.objects.create(**velden | anders, op=op, door=commissielid.persoon)
