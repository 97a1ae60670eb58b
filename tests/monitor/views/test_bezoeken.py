"""A visit from agenda to followed-up afspraak; nobody but its writer reads a notitie."""

from __future__ import annotations

import logging

import pytest
from django.apps import apps
from django.core.management import call_command
from django.utils.html import escape
from django.views.debug import ExceptionReporter

from gemeenten.models import Gemeente, Regio
from monitor.acties import bezoek as acties
from monitor.models import Bezoek, BezoekAfspraak, Bezoekthema, Notitie
from monitor.regels.bezoek import THEMAS, VRAGEN
from samenwerking.acties.weigering import Geweigerd, Verouderd
from samenwerking.toegang.beleid import BELEID
from samenwerking.toegang.bereik import zichtbaar
from samenwerking.toegang.models import Logregel
from samenwerking.toegang.rollen import COMMISSIEROLLEN, LEESROLLEN, VELDROLLEN, Rol
from tests import bouwers
from tests.monitor.views.conftest import MONITOR

pytestmark = pytest.mark.usefixtures("referentie")
NU = "2013-09-12T15:00+02:00"
SLEUTEL = "6b3cb2f6-6f1a-4b8e-9d0c-4a9d5a9f1d11"
VELDEN = {
    "versie": "0",
    "sleutel": SLEUTEL,
    "datum": "12-9-2013",
    "soort": "bestuurlijk_overleg",
    "plaats": "Heemstede",
    "onderwerp": "De schaal van de jeugdhulp",
    "gemeenten": "Heemstede\nBloemendaal",
    "gesproken": ["wethouder", "raadslid"],
    "verslag": "Wij zochten naar een vorm.",
    "thema_K1": "De wethouders overleggen elke maand.",
    "thema_nadelen": "De tafels vallen niet samen.",
    "thema_raad": "De raad wil meer zicht.",
}
GEHEIM = "Kanarie-zegt-wat-niemand-mag-lezen"


@pytest.fixture(autouse=True)
def op_de_dag(op_moment) -> None:
    op_moment(NU)


@pytest.fixture
def browser(als, ambassadeur):
    return als(ambassadeur)


@pytest.fixture
def geweest(browser) -> Bezoek:
    """The visit of today in Heemstede, as the form leaves it."""
    antwoord = browser.post("/ambassadeur/bezoeken/nieuw/", VELDEN)
    assert antwoord.status_code == 302
    return Bezoek.objects.get()


def pad(bezoek: Bezoek, staart: str = "") -> str:
    return f"/ambassadeur/bezoeken/{bezoek.pk}/{staart}"


# Agenda and report


def test_what_was_filled_in_stands_on_the_page(browser, geweest: Bezoek) -> None:
    assert {g.naam for g in geweest.gemeenten.all()} == {"Heemstede", "Bloemendaal"}
    assert [p.rol for p in geweest.gesprekspartners.all()] == ["wethouder", "raadslid"]
    assert [t.thema for t in geweest.themas.all()] == ["K1", "nadelen", "raad"]

    inhoud = browser.get(pad(geweest)).content.decode()
    for deel in ("De schaal van de jeugdhulp", "raadsleden", "overleggen elke maand", "meer zicht"):
        assert deel in inhoud


def test_the_form_asks_and_is_filled_in_from_where_one_came(browser) -> None:
    regio = Regio.objects.get(soort="jeugdregio", code="JZ11")
    inhoud = browser.get(f"/ambassadeur/bezoeken/nieuw/?regio={regio.pk}&onderwerp=Schaal%3F")
    tekst = inhoud.content.decode()

    assert f'<option value="{regio.pk}" selected>' in tekst
    assert 'value="Schaal?"' in tekst
    for vraag in VRAGEN.values():
        assert escape(vraag) in tekst
    assert set(VRAGEN) == set(THEMAS)
    assert browser.get("/ambassadeur/bezoeken/nieuw/?regio=<b>").status_code == 200


def test_a_repeated_form_is_the_same_visit(browser, geweest: Bezoek) -> None:
    assert browser.post("/ambassadeur/bezoeken/nieuw/", VELDEN).headers["Location"] == pad(geweest)

    assert Bezoek.objects.count() == 1
    assert Logregel.objects.filter(soort="bezoek", actie="vastleggen").count() == 1


def test_a_visit_of_tomorrow_is_in_the_agenda_and_has_no_report_yet(browser, op_moment) -> None:
    morgen = VELDEN | {"datum": "13-9-2013"}
    geweigerd = browser.post("/ambassadeur/bezoeken/nieuw/", morgen)
    assert geweigerd.status_code == 422
    assert "Dit bezoek moet nog komen" in geweigerd.content.decode()
    assert "overleggen elke maand" in geweigerd.content.decode()
    assert not Bezoek.objects.exists()

    kaal = {veld: tekst for veld, tekst in morgen.items() if not veld.startswith("thema_")}
    kaal |= {"verslag": "", "gesproken": []}
    assert browser.post("/ambassadeur/bezoeken/nieuw/", kaal).status_code == 302
    antwoord = browser.get("/ambassadeur/")
    assert [b.plaats for b in antwoord.context["agenda"]] == ["Heemstede"]
    assert antwoord.context["bezoeken"] == []

    op_moment("2013-09-13T00:00+02:00")
    antwoord = browser.get("/ambassadeur/")
    assert not antwoord.context["agenda"]
    assert [b.plaats for b in antwoord.context["bezoeken"]] == ["Heemstede"]


def test_a_visit_is_not_there_before_it_was_planned(browser, geweest: Bezoek, op_moment) -> None:
    op_moment("2013-09-11T15:00+02:00")

    assert not browser.get("/ambassadeur/").context["agenda"]
    assert browser.get(pad(geweest)).status_code == 404


def test_without_names_all_gemeenten_of_the_regio_were_visited(browser) -> None:
    regio = Regio.objects.get(soort="jeugdregio", code="JZ13")
    velden = VELDEN | {"gemeenten": "", "regio": regio.pk}
    assert browser.post("/ambassadeur/bezoeken/nieuw/", velden).status_code == 302

    leden = set(Gemeente.objects.filter(lidmaatschappen__regio=regio))
    assert set(Bezoek.objects.get().gemeenten.all()) == leden != set()


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"datum": "vandaag"}, "Vul een datum in als dag-maand-jaar"),
        ({"datum": ""}, "Vul een datum in als dag-maand-jaar"),
        ({"gemeenten": "Heemstee, Haarlem"}, "«Heemstee» kennen wij niet. Bedoelt u Heemstede"),
        ({"gemeenten": "Heemstad"}, "De gemeente «Heemstad» kennen wij niet"),
        ({"gemeenten": ""}, "Noem de gemeenten, of kies een regio."),
        ({"verbanden": "Verzonnen verband"}, "Het verband «Verzonnen verband» kennen wij niet"),
        ({"onderwerp": ""}, "Vul in waar het bezoek over gaat."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(browser, anders, zin: str) -> None:
    antwoord = browser.post("/ambassadeur/bezoeken/nieuw/", VELDEN | anders)

    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode()
    assert "De tafels vallen niet samen." in antwoord.content.decode()
    assert not Bezoek.objects.exists()


# Two writers


def test_the_second_of_two_writers_sees_both_texts(browser, geweest: Bezoek) -> None:
    eerste = VELDEN | {"versie": "1", "verslag": "Op de telefoon getypt."}
    tweede = VELDEN | {"versie": "1", "verslag": "Op kantoor getypt."}
    assert browser.post(pad(geweest, "wijzigen/"), eerste).status_code == 302

    antwoord = browser.post(pad(geweest, "wijzigen/"), tweede)
    assert antwoord.status_code == 409
    assert antwoord.context["anders"] == [("Verslag", "Op de telefoon getypt.")]
    assert "Op kantoor getypt." in antwoord.content.decode()
    geweest.refresh_from_db()
    assert geweest.verslag == "Op de telefoon getypt."

    assert browser.post(pad(geweest, "wijzigen/"), tweede | {"versie": "2"}).status_code == 302


def test_a_stale_version_writes_nothing(geweest: Bezoek, ambassadeur) -> None:
    inhoud = acties.Bezoekinhoud(geweest.datum, "werkbezoek", "x", "y", frozenset())
    with pytest.raises(Verouderd):
        acties.wijzig(
            geweest, inhoud, versie=0, door=ambassadeur.persoon, op=bouwers.moment("2013-09-12")
        )

    assert Bezoekthema.objects.count() == 3


# Afspraken


def test_an_afspraak_has_an_owner_and_a_term_and_is_followed_up(browser, geweest: Bezoek) -> None:
    velden = {"tekst": "Voorstel aan de raad", "eigenaar": "wethouder", "termijn": "1-9-2013"}
    for _ in range(2):
        assert browser.post(pad(geweest, "afspraken/"), velden).status_code == 302
    afspraak = BezoekAfspraak.objects.get()
    assert "de termijn is voorbij" in browser.get(pad(geweest)).content.decode()

    klaar = f"/ambassadeur/afspraken/{afspraak.pk}/"
    assert browser.post(klaar, {"klaar": "1"}).status_code == 302
    assert "klaar op 12 september 2013" in browser.get(pad(geweest)).content.decode()
    assert browser.post(klaar, {"klaar": "0"}).status_code == 302
    afspraak.refresh_from_db()
    assert afspraak.klaar_op is None


def test_an_afspraak_without_owner_is_refused_in_place(browser, geweest: Bezoek) -> None:
    antwoord = browser.post(pad(geweest, "afspraken/"), {"tekst": "Bellen", "eigenaar": ""})

    assert antwoord.status_code == 422
    assert "Vul in wie het doet." in antwoord.content.decode()
    assert 'value="Bellen"' in antwoord.content.decode()


def test_nothing_is_agreed_at_a_visit_that_is_still_to_come(geweest: Bezoek, ambassadeur) -> None:
    with pytest.raises(Geweigerd):
        acties.spreek_af(
            geweest,
            tekst="x",
            eigenaar="y",
            termijn=None,
            door=ambassadeur.persoon,
            op=bouwers.moment("2013-09-11"),
        )


# Notities


def test_a_notitie_appears_nowhere_but_with_its_writer(
    browser, als, geweest: Bezoek, rolverdeling, caplog
) -> None:
    caplog.set_level(logging.DEBUG)
    assert browser.post(pad(geweest, "notities/"), {"tekst": GEHEIM}).status_code == 302
    assert GEHEIM in browser.get(pad(geweest)).content.decode()

    for model in apps.get_models():
        if model is not Notitie:
            assert GEHEIM not in str(list(model._default_manager.values())), model
    assert GEHEIM not in caplog.text
    collega = bouwers.gebruiker(Rol.AMBASSADEUR)
    paden = [
        pad(geweest),
        pad(geweest, "wijzigen/"),
        "/ambassadeur/",
        "/gemeenten/GM0397/",
        "/regios/JZ13/",
        "/regios/JZ13/regioprofiel/",
        "/ambassadeur/briefing/JZ11/",
        "/ambassadeur/incongruent/",
        "/ondersteuning/",
        "/signalen/",
        "/signalen/nieuw/",
        "/beheer/",
        "/beheer/toegang/logregel/",
        *MONITOR,
    ]
    anderen = [wie for rol, wie in rolverdeling.items() if rol != Rol.AMBASSADEUR]
    for wie in (None, collega, *anderen):
        for adres in paden:
            assert GEHEIM not in als(wie).get(adres).content.decode(), (wie, adres)
    for adres in paden[1:]:
        assert GEHEIM not in browser.get(adres).content.decode(), adres


def test_no_export_holds_a_notitie(browser, geweest: Bezoek, tmp_path, capsys) -> None:
    browser.post(pad(geweest, "notities/"), {"tekst": GEHEIM})

    for formaat in ("csv", "json"):
        call_command("exporteer", "2013-mei", str(tmp_path / formaat), formaat=formaat)
    call_command("bevindingen", "2013-mei")
    geschreven = [p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()]
    assert geschreven
    assert GEHEIM.encode() not in b"".join(geschreven)
    assert GEHEIM not in capsys.readouterr().out


def test_an_empty_notitie_is_refused(browser, geweest: Bezoek) -> None:
    assert browser.post(pad(geweest, "notities/"), {"tekst": " "}).status_code == 422
    assert not Notitie.objects.exists()


def test_a_fault_report_does_not_hold_the_notitie(als, ambassadeur, geweest, monkeypatch) -> None:
    def stuk(*args: object, **kwargs: object) -> None:
        raise RuntimeError("de schijf is vol")

    monkeypatch.setattr(acties.logboek, "schrijf", stuk)
    browser = als(ambassadeur)
    with pytest.raises(RuntimeError) as fout:
        browser.post(pad(geweest, "notities/"), {"tekst": GEHEIM})
    frames = ExceptionReporter(None, fout.type, fout.value, fout.tb).get_traceback_frames()
    ons = [frame for frame in frames if "/monitor/" in frame["filename"] and frame["vars"]]
    ons = [frame for frame in ons if "/tests/" not in frame["filename"]]
    assert {frame["function"] for frame in ons} >= {"noteer", "_log"}
    assert GEHEIM not in str([frame["vars"] for frame in ons])


# Who


def test_what_was_heard_is_for_those_who_read_all(geweest: Bezoek, rolverdeling) -> None:
    zien = {rol for rol, wie in rolverdeling.items() if zichtbaar(wie, Bezoekthema).exists()}

    assert zien == LEESROLLEN


def test_the_wrong_rol_finds_nothing_here(als, geweest: Bezoek, rolverdeling) -> None:
    for rol, wie in rolverdeling.items():
        if rol in VELDROLLEN:
            continue
        for staart in ("", "wijzigen/", "afspraken/", "notities/"):
            if rol in COMMISSIEROLLEN and not staart:
                continue
            assert als(wie).get(pad(geweest, staart)).status_code == 404, rol
            assert als(wie).post(pad(geweest, staart), VELDEN).status_code == 404, rol


def test_the_commission_reads_what_was_heard_and_no_more(
    als, commissielid, geweest: Bezoek
) -> None:
    Notitie.objects.create(
        bezoek=geweest, door=geweest.door, tekst=GEHEIM, gemaakt_op=bouwers.moment("2013-09-12")
    )
    tekst = als(commissielid).get(pad(geweest)).content.decode()

    assert "Wat is gehoord" in tekst
    assert GEHEIM not in tekst
    for van_het_veld in ("notities", "/ambassadeur/briefing", "Geef een signaal", "Leg een"):
        assert van_het_veld not in tekst


def test_a_colleague_reads_a_visit_and_leaves_it_alone(als, geweest: Bezoek) -> None:
    collega = als(bouwers.gebruiker(Rol.AMBASSADEUR))

    assert collega.get(pad(geweest)).status_code == 200
    assert "Leg een afspraak vast" not in collega.get(pad(geweest)).content.decode()
    for staart in ("wijzigen/", "afspraken/"):
        assert collega.post(pad(geweest, staart), VELDEN).status_code == 404


def test_the_pages_take_a_fixed_number_of_queries(
    browser, geweest: Bezoek, django_assert_max_num_queries
) -> None:
    for adres in (pad(geweest), pad(geweest, "wijzigen/"), "/ambassadeur/bezoeken/nieuw/"):
        browser.get(adres)
        with django_assert_max_num_queries(14):
            assert browser.get(adres).status_code == 200


def test_every_page_of_the_field_is_for_the_field() -> None:
    namen = [naam for naam in BELEID if naam.startswith(("bezoek", "afspraak"))]

    assert {BELEID[naam] for naam in namen if naam != "bezoek"} == {VELDROLLEN}
    assert BELEID["bezoek"] == VELDROLLEN | COMMISSIEROLLEN
