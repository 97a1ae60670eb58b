"""A gemeente uploads its opgave: template, errors, preview, doorvoeren; nobody else's file."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from samenwerking.acties import upload as acties
from samenwerking.models import Opgave, Opgaveversie, Uitvraag, Upload, Verbandversie
from samenwerking.toegang import logboek
from samenwerking.toegang.models import Gebruiker, Logregel
from samenwerking.uitwisseling.tabellen import TABELLEN
from tests import bouwers
from tests.bouwers import moment
from tests.samenwerking.uitwisseling.hulp import csv

Als = Callable[[Gebruiker | None], Client]
BASIS = "/opgave/2013-mei/upload/"
KOP = ",".join(TABELLEN["opgaveregels"].kolom)


@pytest.fixture
def ronde(db: None, op_moment: Callable[[str], datetime]) -> Uitvraag:
    """The last day of the round; zk is a verband of Haarlem, Heemstede and Bloemendaal."""
    op_moment("2013-05-31 10:00")
    ronde = bouwers.uitvraag()
    leden = ["Haarlem", "Heemstede", "Bloemendaal"]
    bouwers.verband(
        "zk",
        ronde,
        {"JE03": leden},
        vastgelegd_op=moment("2013-05-01"),
        penvoerder="Haarlem",
        naam="Zuid-Kennemerland",
    )
    return ronde


@pytest.fixture
def browser(ronde: Uitvraag, als: Als, invuller_heemstede: Gebruiker) -> Client:
    return als(invuller_heemstede)


def stuur(browser: Client, naam: str, inhoud: bytes | str, adres: str = BASIS) -> Any:
    """Upload these bytes."""
    ruw = inhoud.encode() if isinstance(inhoud, str) else inhoud
    return browser.post(adres, {"bestand": SimpleUploadedFile(naam, ruw)})


def regels(*rijen: str) -> str:
    return csv("opgaveregels", *rijen)


def antwoorden(ronde: Uitvraag, gemeente: str = "GM0397") -> dict[str, str]:
    """The concept: taak code -> slug of a verband, or a wijze."""
    concept = Opgaveversie.objects.concept().filter(opgave__gemeente=gemeente).first()
    return {r.taak_id: r.verband_id or r.wijze for r in concept.regels.all()} if concept else {}


def als_zip(**bestanden: str) -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as archief:
        for naam, tekst in bestanden.items():
            archief.writestr(f"map/{naam}.csv", tekst)
    return uit.getvalue()


# Preview and doorvoeren


def test_the_preview_says_what_was_and_what_becomes_and_saves_nothing(
    browser: Client, ronde: Uitvraag
) -> None:
    bouwers.opgave("Heemstede", ronde, {"JE03": "zelfstandig", "JE06": "zk"})

    antwoord = stuur(
        browser, "mijn opgave.csv", regels("GM0397,JE03,verband,zk,intentie,,2013-07-01,,,,")
    )
    pagina = browser.get(antwoord.url).content.decode()

    assert antwoord.status_code == 302
    for tekst in ("zelfstandig", "Zuid-Kennemerland, intentie", "gepland 1-7-2013", "Doorvoeren"):
        assert tekst in pagina
    assert "2 taken zonder antwoord" in pagina
    assert antwoorden(ronde) == {"JE03": "zelfstandig", "JE06": "zk"}


def test_doorvoeren_writes_the_concept_and_submits_nothing(
    browser: Client, ronde: Uitvraag, invuller_heemstede: Gebruiker
) -> None:
    bouwers.opgave("Heemstede", ronde, {"JE06": "zelfstandig"})
    adres = stuur(browser, "a.csv", regels("GM0397,JE03,verband,zk,intentie,,,,,,")).url

    antwoord = browser.post(f"{adres}doorvoeren/")

    assert antwoord.url == adres
    assert antwoorden(ronde) == {"JE03": "zk", "JE06": "zelfstandig"}
    concept = Opgaveversie.objects.get()
    assert (concept.ingediend_op, concept.kanaal) == (None, "spreadsheet")
    acties_ = list(Logregel.objects.order_by("nummer").values_list("actie", flat=True))
    assert acties_ == ["bewaren", "doorvoeren"]
    assert "is doorgevoerd op" in browser.get(adres).content.decode()
    assert bytes(Upload.objects.get().inhoud) == b""
    assert list(logboek.breuken()) == []


def test_doorvoeren_twice_writes_once(browser: Client, ronde: Uitvraag) -> None:
    adres = stuur(browser, "a.csv", regels("GM0397,JE03,geen,,,,,,,,")).url

    uitkomsten = [browser.post(f"{adres}doorvoeren/").url for _ in range(3)]

    assert uitkomsten == [adres] * 3
    assert Opgave.objects.get().versie == 1
    assert Logregel.objects.filter(actie="doorvoeren").count() == 1


def test_when_a_colleague_saved_in_between_both_are_shown_and_nothing_is_written(
    browser: Client, ronde: Uitvraag, invuller_heemstede: Gebruiker, als: Als
) -> None:
    adres = stuur(browser, "a.csv", regels("GM0397,JE03,verband,zk,intentie,,,,,,")).url
    collega = als(bouwers.gebruiker("vaststeller", "Heemstede"))
    ander = stuur(collega, "b.csv", regels("GM0397,JE03,zelfstandig,,,,,,,,")).url
    collega.post(f"{ander}doorvoeren/")

    antwoord = browser.post(f"{adres}doorvoeren/")
    pagina = antwoord.content.decode()

    assert antwoord.status_code == 409
    assert "Dit veranderde intussen" in pagina
    assert '<td data-kop="Toen u keek">geen antwoord</td><td data-kop="Nu">zelfstandig</td>' in (
        pagina
    )
    assert antwoorden(ronde) == {"JE03": "zelfstandig"}
    browser.post(f"{adres}doorvoeren/")
    assert antwoorden(ronde) == {"JE03": "zk"}


def test_a_file_that_changes_nothing_has_no_button(browser: Client, ronde: Uitvraag) -> None:
    bouwers.opgave("Heemstede", ronde, {"JE03": "zk"})

    adres = stuur(browser, "a.csv", regels("GM0397,JE03,verband,zk,intentie,,,,,,")).url

    assert "verandert niets" in browser.get(adres).content.decode()
    assert browser.post(f"{adres}doorvoeren/").status_code == 409
    assert Opgave.objects.get().versie == 0


def test_what_a_file_cannot_say_stays(browser: Client, ronde: Uitvraag) -> None:
    versie = bouwers.opgave("Heemstede", ronde, {"JE03": "zk"})
    besluit = versie.besluiten.create(
        orgaan="college", gepland="2013-05-01", genomen="2013-05-28", kenmerk="B/1"
    )
    versie.regels.update(
        collegebesluit=besluit, stadium="collegebesluit", toelichting="een\r\ntwee"
    )
    rij = 'GM0397,JE03,verband,zk,{},2013-05-28,,,"een\ntwee",,'

    gelijk = stuur(browser, "a.csv", regels(rij.format("collegebesluit"))).url
    assert "verandert niets" in browser.get(gelijk).content.decode()
    anders = stuur(browser, "a.csv", regels(rij.format("raadsbesluit"))).url
    browser.post(f"{anders}doorvoeren/")

    bewaard = Opgaveversie.objects.concept().get().regels.get()
    assert (bewaard.collegebesluit.kenmerk, str(bewaard.collegebesluit.gepland)) == (
        "B/1",
        "2013-05-01",
    )


# New verbanden


def test_a_new_verband_is_a_proposal_with_the_own_gemeente_as_penvoerder(
    browser: Client, ronde: Uitvraag
) -> None:
    zip_ = als_zip(
        verbanden=csv("verbanden", "duin,Duin en Bollen,,,,0,zk,"),
        deelnemers=csv("deelnemers", "duin,*,Bloemendaal"),
        arrangementen=csv("arrangementen", "duin,JE06,,,"),
        opgaveregels=regels("GM0397,JE06,verband,duin,verkenning,,,,,,"),
    )

    adres = stuur(browser, "opgave.zip", zip_).url
    assert "Nieuw verband Duin en Bollen, met Bloemendaal" in browser.get(adres).content.decode()
    assert not Verbandversie.objects.filter(verband="duin").exists()
    browser.post(f"{adres}doorvoeren/")

    versie = Verbandversie.objects.get(verband="duin")
    assert (versie.vastgelegd_op, versie.penvoerder_id, versie.onderdeel_van_id) == (
        None,
        "GM0397",
        "zk",
    )
    deelnemers = versie.arrangementen.get(taak="JE06").deelnames
    assert set(deelnemers.values_list("gemeente", flat=True)) == {"GM0397", "GM0377"}
    assert antwoorden(ronde) == {"JE06": "duin"}


def test_an_existing_verband_cannot_be_changed_by_a_file(browser: Client, ronde: Uitvraag) -> None:
    zip_ = als_zip(verbanden=csv("verbanden", "zk,Van ons,,GM0397,,0,,", "nieuw,,,GM0392,,0,,"))

    pagina = stuur(browser, "opgave.zip", zip_).content.decode()

    assert "zk bestaat al" in pagina
    assert "Geef het nieuwe verband een naam" in pagina
    assert "Wie een verband voorstelt, is penvoerder" in pagina
    assert not Upload.objects.exists()


def test_the_secret_proposal_of_others_is_neither_named_nor_proposed(
    browser: Client, ronde: Uitvraag
) -> None:
    bouwers.verband("geheim", ronde, {"JE03": ["Velsen"]}, penvoerder="Velsen", naam="Geheimpje")

    pagina = stuur(browser, "a.csv", regels("GM0397,JE03,verband,geheim,intentie,,,,,,"))

    assert pagina.status_code == 422
    assert "Geheimpje" not in pagina.content.decode()


# Errors


def test_errors_have_row_and_column_and_a_proposal(browser: Client, ronde: Uitvraag) -> None:
    bouwers.gemeente("Haarlem")
    tekst = regels(
        "GM0397,JE03,verband,zuid kennemerland,intentie,,,,,,",
        "Harlem,JE06,geen,,,,,,,,",
        "GM0392,WM05,geen,,,,,,,,",
        "GM0397,WM05,samen,,,31/5/2013,,,,,",
    )

    antwoord = stuur(browser, "a.csv", tekst)
    pagina = antwoord.content.decode()

    assert antwoord.status_code == 422
    assert re.search("Er zijn ([0-9]+) fouten in a.csv", pagina)[1] == "5"
    assert "Bedoelt u zk (Zuid-Kennemerland)?" in pagina
    assert "Bedoelt u GM0392 Haarlem?" in pagina
    assert '<td data-kop="Rij">5</td><td data-kop="Kolom">collegebesluit</td>' in pagina
    assert not Upload.objects.exists()
    assert not Opgave.objects.exists()


def test_a_row_of_another_gemeente_is_an_error_with_its_place(
    browser: Client, ronde: Uitvraag
) -> None:
    bouwers.gemeente("Haarlem")
    van_haarlem = [f"GM0392,{taak},geen,,,,,,,," for taak in ("JE03", "JE06", "WM05")]
    pagina = stuur(browser, "a.csv", regels(*van_haarlem)).content.decode()

    assert '<td data-kop="Rij">2, 3 en 4</td><td data-kop="Kolom">gemeente</td>' in pagina
    zin = "Deze rij gaat over Haarlem. Laat alleen rijen van Heemstede staan."
    assert pagina.count(zin) == 1


def test_a_date_as_a_dutch_spreadsheet_saves_it_is_a_date(browser: Client, ronde: Uitvraag) -> None:
    adres = stuur(browser, "a.csv", regels("GM0397,JE03,verband,zk,intentie,28-5-2013,,,,,")).url

    browser.post(f"{adres}doorvoeren/")

    besluit = Opgaveversie.objects.concept().get().besluiten.get()
    assert (besluit.orgaan, besluit.gepland) == ("college", date(2013, 5, 28))


def excel(**bladen: list[list[Any]]) -> bytes:
    werkmap = openpyxl.Workbook()
    werkmap.remove(werkmap.active)
    for naam, rijen in bladen.items():
        blad = werkmap.create_sheet(naam)
        for rij in rijen:
            blad.append(rij)
    uit = io.BytesIO()
    werkmap.save(uit)
    return uit.getvalue()


def met_lid(ruw: bytes, naam: str, inhoud: bytes) -> bytes:
    uit = io.BytesIO(ruw)
    with zipfile.ZipFile(uit, "a") as archief:
        archief.writestr(naam, inhoud)
    return uit.getvalue()


@pytest.mark.parametrize(
    ("naam", "inhoud", "zin"),
    [
        ("opgave.xlsx", b"%PDF-1.7\n", "Dit is een PDF"),
        ("opgave.xlsx", b"", "Het bestand is leeg"),
        ("opgave.csv", b" \n", "Het bestand is leeg"),
        ("opgave.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "heeft een wachtwoord"),
        ("opgave.xlsx", b"PK\x03\x04 stuk", "beschadigd"),
        ("opgave.xlsx", b"zomaar tekst", "Dit is geen .xlsx-bestand"),
        ("opgave.xlsm", b"PK\x03\x04", "bevat macro"),
        ("opgave.xls", b"tabel", "op .xls eindigt"),
        ("opgave", b"tabel", "op niets eindigt"),
        ("opgave.docx", b"PK\x03\x04", "op .docx eindigt"),
        ("opgave.zip", als_zip(), "Hier staat geen enkele tabel"),
        ("foto.csv", b"\x89PNG\r\n", "Dit is een afbeelding"),
        ("opgaveregels.csv", KOP.encode("utf-16"), "UTF-16"),
        ("opgaveregels.csv", f"{KOP}\nGM0397,JE03,ge\0en".encode(), "NUL-teken"),
        ("a.xlsx", met_lid(excel(opgaveregels=[[1]]), "xl/vbaProject.bin", b"x"), "bevat macro"),
        ("a.xlsx", excel(Blad1=[["a"]], Blad2=[["b"]]), "Hier staat geen enkele tabel"),
        (
            "a.xlsx",
            excel(**{"opgaveregels": [KOP.split(",")], "Opgaveregels ": [KOP.split(",")]}),
            "Dit werkblad is er twee keer",
        ),
        ("a.csv", regels("GM0397,JE03"), "heeft 2 cellen"),
        ("bom.zip", als_zip(opgaveregels="\0" * (11 * 1024 * 1024)), "Uitgepakt groter dan 10"),
        ("veel.zip", als_zip(**{f"b{n}": "" for n in range(41)}), "Meer dan 40 onderdelen"),
        ("lang.csv", KOP + "\n" + "x\n" * 5001, "Meer dan 5000 rijen"),
    ],
)
def test_a_file_that_is_something_else_says_so(
    browser: Client, ronde: Uitvraag, naam: str, inhoud: bytes | str, zin: str
) -> None:
    antwoord = stuur(browser, naam, inhoud)

    assert antwoord.status_code == 422
    assert zin in antwoord.content.decode().replace("&#x27;", "'")
    assert not Upload.objects.exists()


def test_a_gemeente_sends_one_mebibyte_and_not_a_byte_more(
    browser: Client, ronde: Uitvraag
) -> None:
    tekst = regels("GM0397,JE03,geen,,,,,,,,").encode()
    net = tekst + b"\n" * (1024 * 1024 - len(tekst))

    assert stuur(browser, "a.csv", net + b"\n").status_code == 422
    pagina = stuur(browser, "a.csv", net + b"\n").content.decode()
    assert "groter dan 1 MiB" in pagina
    lang = stuur(browser, "a.csv", net)
    assert "groter dan 1 MiB" not in lang.content.decode()


def test_without_a_file_the_form_says_so(browser: Client, ronde: Uitvraag) -> None:
    antwoord = browser.post(BASIS, {})

    assert antwoord.status_code == 422
    assert "Kies eerst een bestand" in antwoord.content.decode()


def test_a_request_beyond_every_limit_is_refused_before_it_is_read(
    browser: Client, ronde: Uitvraag
) -> None:
    antwoord = stuur(browser, "a.csv", b"x" * (21 * 1024 * 1024 + 1))

    assert antwoord.status_code == 413
    assert "Dit is te groot" in antwoord.content.decode()


# The template


@pytest.mark.parametrize("formaat", ["ods", "xlsx", "zip"])
def test_the_template_comes_back_unchanged(browser: Client, ronde: Uitvraag, formaat: str) -> None:
    versie = bouwers.opgave("Heemstede", ronde, {"JE03": "zk"})
    versie.regels.update(toelichting="=1+1 «é»\r\ntweede regel", voorlopig=True)

    sjabloon = browser.get(f"{BASIS}sjabloon.{formaat}")
    adres = stuur(browser, f"ingevuld.{formaat}", sjabloon.content).url
    pagina = browser.get(adres).content.decode()

    assert f"opgave-2013-mei-gm0397.{formaat}" in sjabloon.headers["Content-Disposition"]
    assert "verandert niets" in pagina
    assert "Let op" not in pagina


def test_the_template_names_every_taak_and_the_verbanden_one_may_choose(
    browser: Client, ronde: Uitvraag
) -> None:
    bouwers.verband("geheim", ronde, {"JE03": ["Velsen"]}, penvoerder="Velsen")
    werkmap = openpyxl.load_workbook(io.BytesIO(browser.get(f"{BASIS}sjabloon.xlsx").content))

    rijen = list(werkmap["opgaveregels"].values)
    assert rijen[0][:4] == ("gemeente", "taak", "taaknaam", "wijze")
    assert [rij[:3] for rij in rijen[1:]] == [
        ("GM0397", "JE03", "Inkoop van jeugdhulp"),
        ("GM0397", "JE06", "Residentiële jeugdzorg"),
        ("GM0397", "WM05", "Vrouwenopvang"),
    ]
    assert list(werkmap["hulp_verbanden"].values)[1:] == [("zk", "Zuid-Kennemerland", "ja")]
    assert any("verkenning, intentie" in str(rij) for rij in werkmap["uitleg"].values)


# Whose file


def test_a_file_is_for_who_sent_it(
    browser: Client, ronde: Uitvraag, als: Als, invuller_haarlem: Gebruiker, vng: Gebruiker
) -> None:
    adres = stuur(browser, "a.csv", regels("GM0397,JE03,geen,,,,,,,,")).url
    collega = als(bouwers.gebruiker("vaststeller", "Heemstede"))

    for wie in (collega, als(invuller_haarlem)):
        assert wie.get(adres).status_code == 404
        assert wie.post(f"{adres}doorvoeren/").status_code == 404
    van_vng = adres.replace("/opgave/2013-mei/upload/", "/vng/upload/2013-mei/")
    assert als(vng).get(van_vng).status_code == 404


def test_a_file_lasts_a_day(browser: Client, ronde: Uitvraag) -> None:
    adres = stuur(browser, "a.csv", regels("GM0397,JE03,geen,,,,,,,,")).url
    Upload.objects.update(gemaakt_op=timezone.now() - timedelta(hours=23, minutes=59))
    assert browser.get(adres).status_code == 200

    Upload.objects.update(gemaakt_op=timezone.now() - timedelta(hours=24))
    assert browser.get(adres).status_code == 404
    assert browser.post(f"{adres}doorvoeren/").status_code == 404
    assert acties.dagwerk_proef(timezone.now()) == [
        "zou 1 uploads van meer dan een dag oud verwijderen."
    ]
    assert acties.dagwerk(timezone.now()) == ["1 uploads van meer dan een dag oud verwijderd."]
    assert acties.dagwerk(timezone.now()) == []


def test_the_pages_cost_a_fixed_number_of_queries(
    browser: Client, ronde: Uitvraag, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(6):
        browser.get(BASIS)
    adres = stuur(browser, "a.csv", regels("GM0397,JE03,geen,,,,,,,,")).url
    with django_assert_max_num_queries(6):
        browser.get(adres)
