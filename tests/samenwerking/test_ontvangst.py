"""The check and the receipt: everything that was submitted, a kenmerk to check by oneself."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client

from samenwerking.gezondheid import pango_aanwezig
from samenwerking.models import Contact, Opgaveversie, Uitvraag
from samenwerking.toegang.models import Gebruiker
from tests import bouwers

Als = Callable[[Gebruiker | None], Client]
BASIS = "/opgave/2013-mei/"
BEWIJS = BASIS + "ontvangst/1/"
met_pdf = pytest.mark.skipif(
    not (pango_aanwezig() and shutil.which("pdftotext")), reason="Pango of pdftotext ontbreekt"
)
KAART = {
    "versie": 0,
    "keuze": "verband:zk",
    "stadium": "collegebesluit",
    "college_genomen": "7-5-2013",
    "raad_gepland": "18-6-2013",
    "toelichting": "samen met <b>Haarlem</b>",
}


@pytest.fixture(autouse=True)
def nu(op_moment: Callable[[str], datetime]) -> datetime:
    return op_moment("2013-05-31 10:00")


@pytest.fixture
def ronde(db: None) -> Uitvraag:
    ronde = bouwers.uitvraag()
    leden = {"JE03": ["Haarlem", "Heemstede"]}
    bouwers.verband("zk", ronde, leden, vastgelegd_op=ronde.opent, penvoerder="Haarlem")
    return ronde


@pytest.fixture
def vaststeller(ronde: Uitvraag, als: Als, vaststeller_heemstede: Gebruiker) -> Client:
    return als(vaststeller_heemstede)


def dien_in(browser: Client, versie: int = 1, **anders: object) -> object:
    velden = {"gecontroleerd": ["O1", "O5"], "reden_open": "de raad beslist in juni"}
    data = {"versie": versie, "sleutel": uuid4()} | velden | anders
    return browser.post(BASIS + "indienen/", data)


def tekst(response: object) -> str:
    return response.content.decode()


def test_a_missing_answer_asks_for_a_reason_and_the_receipt_has_it(vaststeller):
    vaststeller.post(BASIS + "taken/JE03/", KAART)
    assert "Waarom is nog niet alles beantwoord?" in tekst(vaststeller.get(BASIS + "controle/"))

    geweigerd = dien_in(vaststeller, reden_open=" ")
    assert geweigerd.status_code == 409
    assert "Schrijf kort op waarom er bij een taak nog geen antwoord is." in tekst(geweigerd)

    dien_in(vaststeller)
    assert Opgaveversie.objects.get().reden_open == "de raad beslist in juni"
    assert "de raad beslist in juni" in tekst(vaststeller.get(BEWIJS))


def test_who_says_why_per_taak_is_not_asked_again(vaststeller):
    for taak, versie in (("JE06", 0), ("WM05", 1)):
        kaart = {"versie": versie, "keuze": "geen", "toelichting": "wij wachten op het Rijk"}
        vaststeller.post(f"{BASIS}taken/{taak}/", kaart)
    vaststeller.post(BASIS + "taken/JE03/", KAART | {"versie": 2})

    assert "Waarom is nog niet alles" not in tekst(vaststeller.get(BASIS + "controle/"))
    assert dien_in(vaststeller, versie=3, reden_open="").status_code == 302


def test_the_receipt_shows_all_that_was_submitted(vaststeller):
    vaststeller.post(BASIS + "taken/JE03/", KAART)
    dien_in(vaststeller)

    pagina = tekst(vaststeller.get(BEWIJS))
    assert "Collegebesluit: genomen 7 mei 2013." in pagina
    assert "Raadsbesluit: gepland 18 juni 2013." in pagina
    assert "samen met &lt;b&gt;Haarlem" in pagina


def test_the_kenmerk_is_the_hash_of_the_file_one_can_download(vaststeller):
    vaststeller.post(BASIS + "taken/JE03/", KAART)
    dien_in(vaststeller)

    bestand = vaststeller.get(BEWIJS + "inhoud/")
    assert hashlib.sha256(bestand.content).hexdigest() == Opgaveversie.objects.get().inhoud_hash
    assert "opgave-2013-mei-0397-1.txt" in bestand["Content-Disposition"]


@met_pdf
def test_the_pdf_has_number_kenmerk_dates_and_text(vaststeller, tmp_path):
    vaststeller.post(BASIS + "taken/JE03/", KAART)
    dien_in(vaststeller)

    response = vaststeller.get(BEWIJS + "pdf/")
    pad = tmp_path / "bewijs.pdf"
    pad.write_bytes(response.content)
    uit = subprocess.run(["pdftotext", "-layout", pad, "-"], capture_output=True, check=True)
    woorden = " ".join(uit.stdout.decode().split())
    assert response["Content-Type"] == "application/pdf"
    assert b"pdfuaid" in response.content or b"PDF" in response.content[:8]
    for deel in ("2013-mei-0397-1", "genomen 7 mei 2013", "<b>Haarlem</b>", "de raad beslist"):
        assert deel in woorden


def test_only_the_own_gemeente_gets_the_receipt(vaststeller, als, rolverdeling, invuller_haarlem):
    vaststeller.post(BASIS + "taken/JE03/", KAART)
    dien_in(vaststeller)

    for deel in ("", "inhoud/", "pdf/"):
        assert als(invuller_haarlem).get(BEWIJS + deel).status_code == 404
        assert als(rolverdeling["vng"]).get(BEWIJS + deel).status_code == 404
    assert als(rolverdeling["raad"]).get(BEWIJS).status_code == 200


def test_a_refusal_counts_every_error(vaststeller, ronde):
    versie = bouwers.opgave("Heemstede", ronde, {"JE03": "landelijk", "JE06": "landelijk"})

    pagina = tekst(dien_in(vaststeller, versie=0))

    assert "Er zijn 2 dingen om te verbeteren." in pagina
    versie.regels.filter(taak="JE06").delete()
    assert "Er is 1 ding om te verbeteren." in tekst(dien_in(vaststeller, versie=0))


def test_who_submits_a_stale_page_is_told_what_a_colleague_saved(vaststeller):
    vaststeller.post(BASIS + "taken/JE03/", KAART)
    vaststeller.post(BASIS + "taken/JE06/", KAART | {"versie": 1, "keuze": "zelfstandig"})

    response = dien_in(vaststeller, versie=1)

    assert response.status_code == 409
    assert "is gewijzigd: Residentiële jeugdzorg." in tekst(response)
    assert dien_in(vaststeller, versie=2).status_code == 302


def test_the_gemeente_and_its_raad_hear_of_it_by_mail(
    vaststeller, vaststeller_heemstede, raadslid_heemstede, django_capture_on_commit_callbacks
):
    gemeente = vaststeller_heemstede.gemeente
    Contact.objects.create(
        gemeente=gemeente, rol="griffier", naam="G", email="griffie@heemstede.nl"
    )
    vaststeller.post(BASIS + "taken/JE03/", KAART)

    with django_capture_on_commit_callbacks(execute=True):
        dien_in(vaststeller)

    post = {brief.to[0]: brief for brief in mail.outbox}
    assert set(post) == {
        vaststeller_heemstede.email,
        raadslid_heemstede.email,
        "griffie@heemstede.nl",
    }
    bewijs = post[vaststeller_heemstede.email]
    assert bewijs.subject == "Ontvangstbewijs 2013-mei-0397-1"
    assert Opgaveversie.objects.get().inhoud_hash in bewijs.body
    assert "op tijd" in bewijs.body
    raad = post["griffie@heemstede.nl"]
    assert raad.subject == "Het college van Heemstede heeft een opgave ingediend"
    assert not any("samen met" in brief.body for brief in mail.outbox), "geen inhoud per mail"


def test_a_refused_submission_sends_nothing(vaststeller, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        dien_in(vaststeller, versie=7)

    assert mail.outbox == []
