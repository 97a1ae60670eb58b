"""A gemeente throws its concept away: what is submitted stays, no colleague's save goes unseen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from samenwerking.acties import opgave as acties
from samenwerking.acties.antwoorden import antwoorden
from samenwerking.acties.weigering import Geweigerd, Verouderd
from samenwerking.models import Besluit, Opgave, Opgaveregel, Opgaveversie, Uitvraag
from samenwerking.toegang.models import Gebruiker, Logregel
from tests import bouwers
from tests.bouwers import moment
from tests.samenwerking.test_acties_opgave import IJMOND, OP_TIJD, ZELF, bewaar, dien_in, inhoud

Als = Callable[[Gebruiker | None], Client]
BLADZIJDE = "/opgave/2013-mei/concept-weggooien/"
OPGAVE = "/opgave/2013-mei/"
HEEMSTEDE = "GM0397"


@pytest.fixture(autouse=True)
def nu(op_moment: Callable[[str], datetime]) -> datetime:
    return op_moment("2013-05-31 10:00")


@pytest.fixture
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def ronde(db: None) -> Uitvraag:
    ronde = bouwers.uitvraag()
    bouwers.verband("ijmond", ronde, {"JE03": ["Velsen"]}, vastgelegd_op=moment("2013-05-01"))
    return ronde


def gooi_weg(wie: Gebruiker, ronde: Uitvraag, versie: int) -> None:
    acties.gooi_concept_weg(wie.gemeente, ronde, door=wie, op=OP_TIJD, versie=versie)


def met_stuk(versie: Opgaveversie, naam: str = "") -> Besluit:
    """A decision with a PDF; `naam` is that of a document that is there."""
    besluit = Besluit(versie=versie, orgaan="college", genomen=date(2013, 5, 14), kenmerk="13/7")
    if naam:
        besluit.document = naam
        besluit.save()
    else:
        besluit.document.save("stuk.pdf", ContentFile(b"%PDF-1.7 stuk"))
    versie.regels.update(collegebesluit=besluit)
    return besluit


def tekst(antwoord: Any) -> str:
    return " ".join(antwoord.content.decode().split())


def test_after_it_the_concept_begins_with_what_was_submitted(ronde, vaststeller_heemstede) -> None:
    bewaar(vaststeller_heemstede, ronde, ZELF)
    bewijs = dien_in(vaststeller_heemstede, ronde)
    bewaar(vaststeller_heemstede, ronde, IJMOND, versie=2)

    gooi_weg(vaststeller_heemstede, ronde, versie=3)

    assert [v.pk for v in Opgaveversie.objects.all()] == [bewijs.versie.pk]
    assert [a.wijze for a in inhoud(vaststeller_heemstede)] == ["zelfstandig"]
    bewaar(vaststeller_heemstede, ronde, taken=["JE06"], versie=4)
    opnieuw = Opgaveversie.objects.concept().get()
    assert (opnieuw.nummer, [a.wijze for a in antwoorden(opnieuw)]) == (2, ["zelfstandig"])


def test_without_a_submission_it_begins_with_the_last_round(ronde, invuller_heemstede) -> None:
    vroeger = bouwers.uitvraag(
        "2012-nov",
        opent=moment("2012-10-01"),
        deadline=moment("2012-11-01"),
        laatste_wijziging=moment("2012-11-15"),
    )
    bouwers.opgave("Heemstede", vroeger, {"JE03": "ijmond"}, ingediend_op=moment("2012-10-20"))
    bewaar(invuller_heemstede, ronde, ZELF)

    gooi_weg(invuller_heemstede, ronde, versie=1)
    bewaar(invuller_heemstede, ronde, taken=["JE06"], versie=2)

    assert [a.verband for a in antwoorden(Opgaveversie.objects.concept().get())] == ["ijmond"]


def test_who_read_an_older_version_throws_nothing_away(
    ronde, invuller_heemstede, vaststeller_heemstede
) -> None:
    bewaar(invuller_heemstede, ronde, ZELF)
    bewaar(vaststeller_heemstede, ronde, IJMOND, versie=1)

    with pytest.raises(Verouderd):
        gooi_weg(invuller_heemstede, ronde, versie=1)

    assert inhoud(invuller_heemstede) == [IJMOND]
    assert not Logregel.objects.filter(actie="weggooien").exists()


def test_who_read_the_concept_before_it_went_overwrites_nothing(
    ronde, invuller_heemstede, vaststeller_heemstede
) -> None:
    bewaar(invuller_heemstede, ronde, ZELF)
    gooi_weg(vaststeller_heemstede, ronde, versie=1)

    with pytest.raises(Verouderd):
        bewaar(invuller_heemstede, ronde, IJMOND, versie=1)

    assert not Opgaveversie.objects.exists()


def test_without_a_concept_nothing_happens(ronde, vaststeller_heemstede) -> None:
    with pytest.raises(Geweigerd, match="geen concept"):
        gooi_weg(vaststeller_heemstede, ronde, versie=0)
    assert not Opgave.objects.exists()

    bewaar(vaststeller_heemstede, ronde, ZELF)
    dien_in(vaststeller_heemstede, ronde)
    with pytest.raises(Geweigerd, match="geen concept"):
        gooi_weg(vaststeller_heemstede, ronde, versie=2)
    assert Opgave.objects.get().versie == 2
    assert Opgaveversie.objects.bekend(OP_TIJD).exists()


def test_the_logboek_says_who_threw_what_away(ronde, invuller_heemstede) -> None:
    bewaar(invuller_heemstede, ronde, ZELF)
    gooi_weg(invuller_heemstede, ronde, versie=1)

    regel = Logregel.objects.get(actie="weggooien")
    assert (regel.sleutel, regel.gemeente) == (f"2013-mei/{HEEMSTEDE}", HEEMSTEDE)
    assert regel.persoon == invuller_heemstede.persoon
    assert regel.inhoud == {"taken": ["JE03"], "versie": 2}


def test_a_pdf_of_the_concept_goes_and_one_that_was_submitted_stays(
    ronde, media, vaststeller_heemstede, django_capture_on_commit_callbacks
) -> None:
    bewaar(vaststeller_heemstede, ronde, ZELF)
    blijft = met_stuk(Opgaveversie.objects.get()).document.name
    dien_in(vaststeller_heemstede, ronde)
    bewaar(vaststeller_heemstede, ronde, IJMOND, taken=["JE03", "JE06"], versie=2)
    concept = Opgaveversie.objects.concept().get()
    gaat = met_stuk(concept).document.name
    met_stuk(concept, naam=blijft)

    with django_capture_on_commit_callbacks(execute=True):
        gooi_weg(vaststeller_heemstede, ronde, versie=3)

    assert [p.name for p in media.rglob("*.pdf")] == [Path(blijft).name]
    assert gaat != blijft
    assert [b.document.name for b in Besluit.objects.all()] == [blijft]
    assert Opgaveregel.objects.get().collegebesluit.document.name == blijft


def test_the_page_says_what_goes_and_what_stays(
    ronde, media, als: Als, vaststeller_heemstede, django_assert_num_queries
) -> None:
    browser = als(vaststeller_heemstede)
    assert BLADZIJDE not in tekst(browser.get(OPGAVE))
    bewaar(vaststeller_heemstede, ronde, ZELF)
    dien_in(vaststeller_heemstede, ronde)
    bewaar(vaststeller_heemstede, ronde, IJMOND, versie=2)
    stuk = met_stuk(Opgaveversie.objects.concept().get())
    assert BLADZIJDE in tekst(browser.get(OPGAVE))

    browser.get(BLADZIJDE)
    with django_assert_num_queries(12):
        bladzijde = tekst(browser.get(BLADZIJDE))

    assert "Daarna staat er weer wat u indiende op 31 mei 2013, 10.00 uur." in bladzijde
    assert "Bij <strong>1 taak</strong> staat daarna iets anders." in bladzijde
    assert "Zelfstandig" in bladzijde
    assert "collegebesluit van 14 mei 2013" in bladzijde
    assert f"/opgave/besluitstukken/{Path(stuk.document.name).name}" in bladzijde
    assert "de VNG niet" in bladzijde


def test_an_empty_start_is_called_empty(ronde, als: Als, invuller_heemstede) -> None:
    bewaar(invuller_heemstede, ronde, ZELF)

    bladzijde = tekst(als(invuller_heemstede).get(BLADZIJDE))

    assert "Daarna begint u met een lege opgave." in bladzijde
    assert "U diende in deze ronde nog niets in." in bladzijde


def test_confirming_throws_it_away_once(ronde, als: Als, invuller_heemstede) -> None:
    bewaar(invuller_heemstede, ronde, ZELF)
    browser = als(invuller_heemstede)

    gedaan = browser.post(BLADZIJDE, {"versie": 1}, follow=True)
    nogmaals = browser.post(BLADZIJDE, {"versie": 1}, follow=True)
    gevraagd = browser.get(BLADZIJDE, follow=True)

    assert "Uw concept is weggegooid." in tekst(gedaan)
    assert not Opgaveversie.objects.exists()
    for antwoord in (nogmaals, gevraagd):
        assert antwoord.redirect_chain == [(OPGAVE, 302)]
        assert "Er is geen concept om weg te gooien." in tekst(antwoord)


@pytest.mark.parametrize("versie", ["1", "", "x", "-1", "99"])
def test_a_newer_save_of_a_colleague_is_shown_first(
    ronde, als: Als, invuller_heemstede, vaststeller_heemstede, versie: str
) -> None:
    bewaar(invuller_heemstede, ronde, ZELF)
    bewaar(vaststeller_heemstede, ronde, IJMOND, versie=1)
    browser = als(invuller_heemstede)

    antwoord = browser.post(BLADZIJDE, {"versie": versie})

    assert antwoord.status_code == 409
    assert "Er is niets weggegooid: een collega heeft intussen iets gewijzigd." in tekst(antwoord)
    assert ("Opgeslagen: " in tekst(antwoord)) is (versie == "1")
    assert 'name="versie" value="2"' in tekst(antwoord)
    assert browser.post(BLADZIJDE, {"versie": 2}).status_code == 302
    assert not Opgaveversie.objects.exists()


def test_a_gemeente_reaches_its_own_concept_only(
    ronde, als: Als, invuller_heemstede, invuller_haarlem, vng, raadslid_heemstede
) -> None:
    bewaar(invuller_heemstede, ronde, ZELF)

    assert als(invuller_haarlem).post(BLADZIJDE, {"versie": 1}).status_code == 302
    for ander in (vng, raadslid_heemstede):
        assert als(ander).post(BLADZIJDE, {"versie": 1}).status_code == 404
    assert Opgaveversie.objects.get().opgave.gemeente_id == HEEMSTEDE
