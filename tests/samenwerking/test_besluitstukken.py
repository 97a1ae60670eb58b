"""The PDF behind a decision: judged by its bytes, kept unseen, served to its gemeente only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from samenwerking.forms.velden import MAX_BIJLAGE, BijlageField
from samenwerking.models import Besluit, Uitvraag
from samenwerking.toegang.models import Gebruiker
from tests import bouwers
from tests.bouwers import moment

Als = Callable[[Gebruiker | None], Client]
BASIS = "/opgave/2013-mei/"
JE03 = BASIS + "taken/JE03/"
PDF = b"%PDF-1.4\n1 0 obj\nendobj\ntrailer\n%%EOF\n"


@pytest.fixture(autouse=True)
def nu(op_moment: Callable[[str], datetime]) -> datetime:
    return op_moment("2013-05-31 10:00")


@pytest.fixture(autouse=True)
def media(settings: object, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def ronde(db: None) -> Uitvraag:
    return bouwers.uitvraag()


@pytest.fixture
def invuller(ronde: Uitvraag, als: Als, invuller_heemstede: Gebruiker) -> Client:
    return als(invuller_heemstede)


def stuk(inhoud: bytes = PDF, naam: str = "collegebesluit.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(naam, inhoud, content_type="application/pdf")


def kaart(**velden: object) -> dict[str, object]:
    begin = {"versie": 0, "keuze": "zelfstandig", "college_genomen": "28-5-2013"}
    return begin | {"college_kenmerk": "2013/17"} | velden


def bestanden(media: Path) -> list[str]:
    return sorted(pad.name for pad in media.rglob("*.pdf"))


def status(browser: Client, pad: str) -> int:
    """The status of `pad`; what streams is closed."""
    response = browser.get(pad)
    response.close()
    return response.status_code


def adres() -> str:
    return f"/opgave/besluitstukken/{Path(Besluit.objects.get().document.name).name}"


def test_a_pdf_is_kept_under_a_name_that_says_nothing(invuller, media):
    assert invuller.post(JE03, kaart(college_bijlage=stuk())).status_code == 302

    besluit = Besluit.objects.get()
    assert (besluit.orgaan, str(besluit.genomen), besluit.kenmerk) == (
        "college",
        "2013-05-28",
        "2013/17",
    )
    [naam] = bestanden(media)
    assert "college" not in naam
    assert len(naam) == 36


def test_it_comes_back_as_a_download(invuller):
    invuller.post(JE03, kaart(college_bijlage=stuk()))

    response = invuller.get(adres())

    assert response.getvalue() == PDF
    assert response["Content-Disposition"] == (
        'attachment; filename="besluit-college-2013-05-28.pdf"'
    )
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_the_card_links_to_it_and_keeps_it_on_a_later_save(invuller, media):
    invuller.post(JE03, kaart(college_bijlage=stuk()))
    assert adres() in invuller.get(f"{BASIS}?taak=JE03").content.decode()

    invuller.post(JE03, kaart(versie=1, toelichting="nu met uitleg"))

    assert status(invuller, adres()) == 200
    assert len(bestanden(media)) == 1


def test_one_document_serves_the_taken_that_get_the_same_answer(invuller):
    invuller.post(JE03, kaart(college_bijlage=stuk(), ook_voor=["JE06"]))

    assert Besluit.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("anders", [{"college_weg": "on"}, {"college_bijlage": None}])
def test_what_no_decision_has_any_more_is_removed(
    invuller, media, anders, django_capture_on_commit_callbacks
):
    invuller.post(JE03, kaart(college_bijlage=stuk()))
    eerste = bestanden(media)
    if "college_bijlage" in anders:
        anders = {"college_bijlage": stuk(PDF + b"tweede %%EOF")}

    with django_capture_on_commit_callbacks(execute=True):
        invuller.post(JE03, kaart(versie=1, **anders))

    assert not set(eerste) & set(bestanden(media))
    assert len(bestanden(media)) == ("college_bijlage" in anders)


def test_a_submitted_version_keeps_its_document(
    invuller, ronde, media, django_capture_on_commit_callbacks
):
    versie = bouwers.opgave(
        "Heemstede", ronde, {"JE03": "zelfstandig"}, ingediend_op=moment("2013-05-30")
    )
    besluit = Besluit.objects.create(
        versie=versie, orgaan="college", genomen="2013-05-28", document=stuk()
    )
    versie.regels.update(collegebesluit=besluit)

    with django_capture_on_commit_callbacks(execute=True):
        invuller.post(JE03, kaart(college_weg="on"))

    assert len(bestanden(media)) == 1


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"college_bijlage": stuk(b"<html>%%EOF")}, "Dit bestand is geen PDF."),
        ({"college_bijlage": stuk(b"%PDF-1.4 zonder einde")}, "Dit bestand is geen PDF."),
        ({"college_bijlage": stuk(b"")}, "Dit bestand is leeg."),
        (
            {"college_bijlage": stuk(), "college_genomen": "", "college_kenmerk": ""},
            "Vul bij de PDF ook een datum in.",
        ),
    ],
)
def test_what_is_no_pdf_is_refused_and_nothing_is_kept(invuller, media, velden, zin):
    if velden["college_bijlage"]:
        velden["college_bijlage"].seek(0)

    response = invuller.post(JE03, kaart(toelichting="blijft staan", **velden))

    assert response.status_code == 422
    assert zin in response.content.decode()
    assert "blijft staan" in response.content.decode()
    assert bestanden(media) == []


@pytest.mark.parametrize(("te_veel", "goed"), [(0, True), (1, False)])
def test_ten_megabyte_is_the_most(te_veel: int, goed: bool) -> None:
    inhoud = PDF + b" " * (MAX_BIJLAGE + te_veel - len(PDF) - 6) + b"%%EOF\n"

    try:
        BijlageField().clean(stuk(inhoud))
    except Exception as fout:
        assert not goed, fout
        assert "groter dan 10 MB" in str(fout)
    else:
        assert goed


@given(st.binary(min_size=1, max_size=200))
def test_only_bytes_that_begin_and_end_as_a_pdf_pass(inhoud: bytes) -> None:
    try:
        BijlageField().clean(stuk(inhoud))
    except Exception:
        return
    assert inhoud.startswith(b"%PDF-")
    assert b"%%EOF" in inhoud


def test_a_stale_card_keeps_no_document(invuller, media):
    invuller.post(JE03, kaart())

    response = invuller.post(JE03, kaart(college_bijlage=stuk()))

    assert response.status_code == 409
    assert bestanden(media) == []


def test_another_gemeente_and_other_rollen_get_a_404(
    invuller, als, invuller_haarlem, rolverdeling, media
):
    invuller.post(JE03, kaart(college_bijlage=stuk()))

    assert status(als(invuller_haarlem), adres()) == 404
    for rol, wie in rolverdeling.items():
        verwacht = 200 if rol in {"invuller", "vaststeller"} else 404
        assert status(als(wie), adres()) == verwacht, rol
    assert status(invuller, "/opgave/besluitstukken/bestaat-niet.pdf") == 404
    [naam] = bestanden(media)
    assert status(invuller, f"/media/besluiten/{naam}") == 404


def test_the_raad_gets_it_once_the_opgave_is_submitted(invuller, als, rolverdeling):
    invuller.post(JE03, kaart(college_bijlage=stuk()))
    versie = Besluit.objects.get().versie
    type(versie).objects.filter(pk=versie.pk).update(
        ingediend_op=moment("2013-05-30"),
        door=bouwers.persoon(),
        ontvangstnummer="2013-mei-0397-1",
        inhoud_hash="0" * 64,
    )

    assert status(als(rolverdeling["raad"]), adres()) == 200


def test_who_is_not_logged_in_is_asked_to(invuller, als):
    invuller.post(JE03, kaart(college_bijlage=stuk()))

    assert status(als(None), adres()) == 302
